/// POINT (108.77 29.53), LINESTRING (…), POLYGON ((…), (…)).
enum WellKnownText {
    static func text(_ rings: [[Position]], shape: Shape) -> String {
        let lists = rings.map { ring in ring.map { "\(degrees($0.longitude)) \(degrees($0.latitude))" }.joined(separator: ", ") }
        return shape == .area ? "POLYGON (\(lists.map { "(\($0))" }.joined(separator: ", ")))" : "\(shape.rawValue) (\(lists.first ?? ""))"
    }

    /// To the tenth of a millimetre: what is finer is noise, and would make texts of any length.
    private static func degrees(_ value: Double) -> String { Decimals.text((value * 1e9).rounded() / 1e9) }

    /// The rings of a text, one for a point and a line; nil if it is not right. One pass over its bytes.
    static func rings(in text: String, shape: Shape) -> [[Position]]? {
        guard text.utf8.count < 2_000_000 else { return nil }
        var reader = WellKnownTextReader(bytes: Array(text.utf8))
        guard reader.took(word: shape.rawValue), reader.took("(") else { return nil }
        var rings: [[Position]] = []
        if shape == .area {
            repeat {
                guard reader.took("("), let ring = reader.positions() else { return nil }
                rings.append(ring)
            } while reader.took(",")
            guard reader.took(")") else { return nil }
        } else {
            guard let ring = reader.positions() else { return nil }
            rings.append(ring)
        }
        return reader.isAtEnd ? rings : nil
    }
}

private struct WellKnownTextReader {
    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return at == bytes.count
        }
    }

    /// Whether the word stands here, in whatever case.
    mutating func took(word: String) -> Bool {
        skipBlanks()
        let capital = { (byte: UInt8) in (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }
        guard bytes[at...].prefix(word.utf8.count).elementsEqual(word.utf8, by: { capital($0) == $1 }) else { return false }
        at += word.utf8.count
        return true
    }

    mutating func took(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
        at += 1
        return true
    }

    /// Positions up to the bracket that closes them, which is read too.
    mutating func positions() -> [Position]? {
        var positions: [Position] = []
        while true {
            guard let longitude = number(), let latitude = number(), let position = Position(longitude, latitude) else { return nil }
            positions.append(position)
            if took(")") { return positions }
            if took(",") { continue }
            // A height is passed over.
            guard number() != nil else { return nil }
            if took(")") { return positions }
            guard took(",") else { return nil }
        }
    }

    private mutating func number() -> Double? {
        skipBlanks()
        let start = at
        while at < bytes.count, !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: ")") { at += 1 }
        return at == start ? nil : Decimals.real(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func skipBlanks() { while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 } }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
