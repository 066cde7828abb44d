import Cryptography

/// How a receiver knows that a message is ours, whole and new: the header fields of Standard Webhooks 1.0 (standardwebhooks.com).
///
/// `webhook-signature: v1,BASE64` is HMAC-SHA256 over `id.timestamp.body` under the shared secret.
public enum WebhookSignature {
    /// - Parameters:
    ///   - secret: `whsec_` and base64 of the key; anything else is the key itself.
    ///   - seconds: since 1970, when it is sent.
    public static func fields(id: String, seconds: Int64, body: [UInt8], secret: String) -> [(name: String, value: String)] {
        let code = HMAC.sha256(key: key(secret), message: Array("\(id).\(seconds).".utf8) + body)
        return [("webhook-id", id), ("webhook-timestamp", "\(seconds)"), ("webhook-signature", "v1," + Base64.encode(code))]
    }

    private static func key(_ secret: String) -> [UInt8] {
        guard secret.hasPrefix("whsec_"), let key = try? Base64.decode(String(secret.dropFirst(6))) else { return Array(secret.utf8) }
        return key
    }
}
