/// The 32 bytes that SHA-256 or SM3 give, stored inline: copying or comparing one allocates nothing.
///
/// Digests are ordered as their bytes are. Comparing is not constant in time; for secrets use ``constantTimeEqual(_:_:)``.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The bytes as they stand in memory, eight to a word.
    var word0: UInt64
    var word1: UInt64
    var word2: UInt64
    var word3: UInt64

    /// How many bytes a digest has.
    public static let byteCount = 32

    /// 32 bytes of zero; no known text has this digest.
    public static let zero = Digest(word0: 0, word1: 0, word2: 0, word3: 0)

    init(word0: UInt64, word1: UInt64, word2: UInt64, word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// A digest from its 32 bytes; nil if there are more or fewer.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = .zero
        write { place in
            var place = place
            for byte in bytes {
                place.pointee = byte
                place += 1
            }
        }
    }

    /// A digest from the first 32 bytes of `bytes`; nil if there are fewer.
    public init?(copying bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.byteCount else { return nil }
        self = bytes.loadUnaligned(as: Digest.self)
    }

    /// A digest from 64 hexadecimal digits of either case; nil if it is anything else.
    public init?(hex: String) {
        guard let bytes = try? Hex.decode(hex) else { return nil }
        self.init(bytes)
    }

    /// A digest from exactly 64 hexadecimal digits in lower case, ASCII, as ``hex`` writes them; nil if it is anything else.
    public init?(lowercaseHex text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 2 * Self.byteCount else { return nil }
        self = .zero
        var wrong: UInt8 = 0
        func digit(_ character: UInt8) -> UInt8 {
            let number = character &- UInt8(ascii: "0"), letter = character &- UInt8(ascii: "a")
            if number > 9, letter > 5 { wrong = 1 }
            return number <= 9 ? number : letter &+ 10
        }
        write { place in
            for index in 0..<Self.byteCount { place[index] = digit(text[2 * index]) << 4 | digit(text[2 * index + 1]) }
        }
        guard wrong == 0 else { return nil }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// 64 hexadecimal digits in lower case.
    public var hex: String { withUnsafeBytes { Hex.encode($0) } }

    public var description: String { hex }

    /// Calls `body` with the 32 bytes in place.
    @inline(__always)
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try Swift.withUnsafeBytes(of: self, body)
    }

    @inline(__always) @discardableResult
    mutating func write<Result>(_ body: (UnsafeMutablePointer<UInt8>) -> Result) -> Result {
        withUnsafeMutablePointer(to: &self) { place in
            place.withMemoryRebound(to: UInt8.self, capacity: Self.byteCount, body)
        }
    }

    public static func == (left: Digest, right: Digest) -> Bool {
        (left.word0 ^ right.word0) | (left.word1 ^ right.word1) | (left.word2 ^ right.word2) | (left.word3 ^ right.word3) == 0
    }

    public static func < (left: Digest, right: Digest) -> Bool {
        if left.word0 != right.word0 { return left.word0.bigEndian < right.word0.bigEndian }
        if left.word1 != right.word1 { return left.word1.bigEndian < right.word1.bigEndian }
        if left.word2 != right.word2 { return left.word2.bigEndian < right.word2.bigEndian }
        return left.word3.bigEndian < right.word3.bigEndian
    }

    /// Two words of a digest already spread as evenly as all four.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(word0)
        hasher.combine(word1)
    }
}
