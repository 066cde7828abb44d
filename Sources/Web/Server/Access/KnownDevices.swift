import Cryptography
import Kernel
import Synchronization

/// Browsers in which someone has signed in before. A lock that strangers' guesses put on an account does not keep its owner out of their own browser;
/// guesses from that browser are counted for it alone, and then it is a stranger too (OWASP, “Device cookies”, 2017).
final class KnownDevices: Sendable {
    /// One browser of one user.
    struct Device: Sendable {
        fileprivate let name: String
    }

    static let days = 180
    private static let purpose = Array("known device".utf8)

    private let key: SealingKey?
    private let limits: WebConfiguration.Limits
    /// Failures from devices, until when they count.
    private let failures = Mutex<[String: (count: Int, until: Instant)]>([:])

    /// - Parameter key: seals what the browsers keep; without one no device is known.
    init(key: SealingKey?, limits: WebConfiguration.Limits) {
        self.key = key
        self.limits = limits
    }

    /// What a browser keeps after a user has signed in there.
    func mark(for user: RecordID, now: Instant) -> String? {
        guard let key, let sealed = try? key.seal(Array("\(user.text)\(now.milliseconds)".utf8), purpose: KnownDevices.purpose) else { return nil }
        return Base64.encode(sealed, .url, padded: false)
    }

    /// The device that a browser says it is, if it is one of this user and has not failed too often.
    func device(_ mark: String?, of user: RecordID, now: Instant) -> Device? {
        guard let key, let mark, mark.utf8.count < 400, let sealed = try? Base64.decode(mark, .url, padded: false),
            let content = try? key.open(sealed, purpose: KnownDevices.purpose)
        else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        guard text.prefix(26) == user.text, let since = Int64(text.dropFirst(26)),
            Instant(milliseconds: since).adding(seconds: KnownDevices.days * 86_400) > now
        else { return nil }
        let hasFailed = failures.withLock { $0[mark].map { $0.count >= limits.failures && now < $0.until } ?? false }
        return hasFailed ? nil : Device(name: mark)
    }

    func fail(_ device: Device, now: Instant) {
        failures.withLock { failures in
            if failures.count > 10_000 { failures = failures.filter { now < $0.value.until } }
            if failures.count > 20_000 { failures.removeAll() }
            let known = failures[device.name].flatMap { now < $0.until ? $0 : nil }
            failures[device.name] = ((known?.count ?? 0) + 1, now.adding(seconds: limits.lockMinutes * 60))
        }
    }
}
