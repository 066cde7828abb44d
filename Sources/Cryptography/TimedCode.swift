/// One-time codes that change every half minute (TOTP, RFC 6238), as authenticator apps show them.
public struct TimedCode: Sendable, Hashable {
    /// The shared secret; 20 bytes are usual. Store it sealed with ``SealingKey``.
    public let secret: [UInt8]
    /// The hash function; many apps know SHA-1 only.
    public let function: HMAC.Function
    /// How many digits a code has, 6 to 8.
    public let digits: Int
    /// How long a code lasts, in seconds.
    public let period: Int

    /// Codes from a secret.
    ///
    /// - Throws: ``CryptographyError/outOfRange(what:allowed:)`` for a secret under 16 bytes, or digits or period out of range.
    public init(secret: [UInt8], function: HMAC.Function = .sha1, digits: Int = 6, period: Int = 30) throws(CryptographyError) {
        guard secret.count >= 16 else { throw .outOfRange(what: "length of a one-time secret", allowed: "16 bytes or more") }
        guard (6...8).contains(digits) else { throw .outOfRange(what: "number of digits", allowed: "6 to 8") }
        guard (10...300).contains(period) else { throw .outOfRange(what: "period of a one-time code", allowed: "10 to 300 seconds") }
        self.secret = secret
        self.function = function
        self.digits = digits
        self.period = period
    }

    /// Codes from a fresh secret of 20 bytes, with what every app knows.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no randomness.
    public static func generate() throws(CryptographyError) -> TimedCode { try TimedCode(secret: SecureRandom.bytes(20)) }

    /// Which period a time falls into; `seconds` are counted from 1970 UTC.
    public func counter(at seconds: Int) -> Int {
        let whole = seconds / period
        return seconds < whole * period ? whole - 1 : whole
    }

    /// The code at a time, with its leading zeros; `seconds` are counted from 1970 UTC.
    public func code(at seconds: Int) -> String { code(counter: counter(at: seconds)) }

    /// The code of a period (HOTP, RFC 4226).
    func code(counter: Int) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * $0)) }
        let hash = HMAC.code(function, key: secret, message: message)
        let offset = Int(hash[hash.count - 1] & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The period whose code was typed, or nil if it is none of those allowed.
    ///
    /// Store the period that is returned and give it as `lastUsed` next time: a code is then good for once only.
    ///
    /// - Parameters:
    ///   - typed: what the person typed; blanks are passed over.
    ///   - seconds: the time now, counted from 1970 UTC.
    ///   - tolerance: how many periods a clock may be off, either way.
    ///   - lastUsed: the newest period that was accepted before.
    public func match(_ typed: String, at seconds: Int, tolerance: Int = 1, lastUsed: Int? = nil) -> Int? {
        let digits = typed.utf8.filter { $0 != UInt8(ascii: " ") }
        let now = counter(at: seconds)
        var found: Int?
        for candidate in now - max(0, tolerance)...now + max(0, tolerance) where candidate > lastUsed ?? Int.min {
            if constantTimeEqual(digits, Array(code(counter: candidate).utf8)) { found = candidate }
        }
        return found
    }

    /// The address that authenticator apps read from a QR code.
    ///
    /// - Parameters:
    ///   - issuer: who asks for the code, for example the name of the county's system.
    ///   - account: whose code it is.
    public func address(issuer: String, account: String) -> String {
        let issuer = Self.escape(issuer)
        return "otpauth://totp/\(issuer):\(Self.escape(account))?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=\(function.rawValue)&digits=\(digits)&period=\(period)"
    }

    /// Percent-encoding of all but the unreserved characters (RFC 3986).
    private static func escape(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.append(byte)
            default:
                result.append(UInt8(ascii: "%"))
                result += Hex.encode(CollectionOfOne(byte)).uppercased().utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
