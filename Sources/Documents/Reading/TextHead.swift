/// The first kilobytes of a file as lower-case ASCII: in every encoding of interest, tags and names of headers are then
/// readable once zero bytes (UTF-16, UTF-32) are left out. What is not ASCII becomes `?`.
///
/// It is searched by bytes: searched by the characters of a `String`, it took most of the time that opening a text needs.
struct TextHead {
    let bytes: ArraySlice<UInt8>

    init(_ file: ArraySlice<UInt8>, length: Int = 4096) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for byte in file.prefix(length) where byte != 0 {
            bytes.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte >= 0x80 ? 0x3F : byte)
        }
        self.bytes = bytes[...]
    }

    private init(part: ArraySlice<UInt8>) { bytes = part }

    var first: UInt8? { bytes.first }

    func hasPrefix(_ words: String) -> Bool { bytes.starts(with: words.utf8) }

    func contains(_ words: String) -> Bool { firstRange(of: words) != nil }

    /// Where the words first stand.
    func firstRange(of words: String) -> Range<Int>? {
        let pattern = Array(words.utf8)
        return bytes.firstPosition(of: pattern).map { $0..<$0 + pattern.count }
    }

    /// How often the words occur.
    func count(of words: String) -> Int {
        var count = 0
        var rest = self
        while let found = rest.firstRange(of: words) {
            count += 1
            rest = rest.dropping(to: found.upperBound)
        }
        return count
    }

    func prefix(_ length: Int) -> TextHead { TextHead(part: bytes.prefix(length)) }

    /// What stands before a place that was found in it.
    func prefix(to place: Int) -> TextHead { TextHead(part: bytes[..<place]) }

    /// What stands from a place on that was found in it.
    func dropping(to place: Int) -> TextHead { TextHead(part: bytes[place...]) }

    func drop(while isDropped: (UInt8) -> Bool) -> TextHead { TextHead(part: bytes.drop(while: isDropped)) }

    /// The lines that hold anything.
    var lines: [TextHead] { bytes.split { (0x0A...0x0D).contains($0) }.map(TextHead.init(part:)) }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
