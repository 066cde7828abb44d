import Cryptography
import Kernel

/// The secrets of receivers at rest: sealed under a key outside of the database, so that who reads a copy of it signs nothing.
struct WebhookSecrets: Sendable {
    let key: SealingKey?

    /// How it is to be stored; nil where it is sealed already, or there is no key.
    func seal(_ secret: String, of receiver: RecordID) -> String? {
        guard let key, !secret.hasPrefix(WebhookReceiver.sealed), let sealed = try? key.seal(Array(secret.utf8), purpose: purpose(receiver)) else { return nil }
        return WebhookReceiver.sealed + Base64.encode(sealed)
    }

    /// The secret itself; nil where it was sealed under another key or for another receiver.
    func open(_ stored: String, of receiver: RecordID) -> String? {
        guard stored.hasPrefix(WebhookReceiver.sealed) else { return stored }
        guard let key, let sealed = try? Base64.decode(String(stored.dropFirst(WebhookReceiver.sealed.count))) else { return nil }
        return (try? key.open(sealed, purpose: purpose(receiver))).map { String(decoding: $0, as: UTF8.self) }
    }

    private func purpose(_ receiver: RecordID) -> [UInt8] { Array("webhook secret of \(receiver.text)".utf8) }
}
