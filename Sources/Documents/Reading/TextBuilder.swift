/// Text that grows, and knows how many Unicode scalars it has.
struct TextBuilder {
    /// A place to which the text can be cut back.
    struct Mark {
        fileprivate let bytes: Int
        let scalars: Int
    }

    private(set) var bytes: [UInt8] = []
    /// The Unicode scalars so far.
    private(set) var count = 0

    var mark: Mark { Mark(bytes: bytes.count, scalars: count) }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends well-formed UTF-8.
    mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: utf8)
        count += Self.scalars(in: utf8)
    }

    mutating func append(_ string: String) {
        for byte in string.utf8 {
            bytes.append(byte)
            if byte & 0xC0 != 0x80 { count += 1 }
        }
    }

    mutating func append(_ other: TextBuilder) {
        bytes.append(contentsOf: other.bytes)
        count += other.count
    }

    /// Cuts back to a mark that was taken from this text.
    mutating func cut(to mark: Mark) {
        guard mark.bytes <= bytes.count else { return }
        bytes.removeLast(bytes.count - mark.bytes)
        count = mark.scalars
    }

    /// Every byte that does not continue a sequence begins a scalar.
    static func scalars(in utf8: UnsafeBufferPointer<UInt8>) -> Int {
        var continuing = 0
        for byte in utf8 { continuing &+= byte & 0xC0 == 0x80 ? 1 : 0 }
        return utf8.count - continuing
    }
}
