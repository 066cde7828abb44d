import Cryptography

extension Entry {
    /// The data of the leaf: the canonical JSON of this entry. Linear in its length, 1 to 2 µs.
    ///
    /// - Throws: ``LedgerError/tooLong(what:byteCount:limit:)`` for a text over ``maximumTextByteCount``,
    ///   ``LedgerError/outOfRange(what:value:allowed:)`` for a version of the record that is not 1 to ``maximumRecordVersion``.
    public func encoded() throws(LedgerError) -> [UInt8] {
        guard (1...Self.maximumRecordVersion).contains(recordVersion) else {
            throw .outOfRange(what: "version of a record", value: recordVersion, allowed: "1 to 2^53 − 1")
        }
        var result: [UInt8] = []
        result.reserveCapacity(420)
        func text(_ key: StaticString, _ value: String) throws(LedgerError) {
            guard value.utf8.count <= Self.maximumTextByteCount else {
                throw .tooLong(what: "“\(key)” of an entry", byteCount: value.utf8.count, limit: Self.maximumTextByteCount)
            }
            put(key)
            CanonicalText.write(value, to: &result)
        }
        func put(_ key: StaticString) {
            result.append(result.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            result.append(UInt8(ascii: "\""))
            key.withUTF8Buffer { result.append(contentsOf: $0) }
            result.append(UInt8(ascii: "\""))
            result.append(UInt8(ascii: ":"))
        }
        try text("action", action.rawValue)
        try text("actor", actor)
        try text("commitment", commitment.hex)
        try text("kind", kind)
        try text("record", record)
        put("recordVersion")
        result.append(contentsOf: String(recordVersion).utf8)
        try text("region", region)
        try text("request", request)
        put("time")
        result.append(UInt8(ascii: "\""))
        time.write(to: &result)
        result.append(UInt8(ascii: "\""))
        put("version")
        result.append(contentsOf: String(Self.formVersion).utf8)
        result.append(UInt8(ascii: "}"))
        return result
    }

    /// The entry behind the data of a leaf; accepts nothing that ``encoded()`` would not have written. Linear, 1 to 2 µs.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` with the position of the first byte that does not belong there.
    public init(decoding bytes: [UInt8]) throws(LedgerError) {
        self = try bytes.withUnsafeBufferPointer { bytes throws(LedgerError) in
            var scanner = EntryScanner(bytes)
            return try Entry(&scanner)
        }
    }

    private init(_ scanner: inout EntryScanner) throws(LedgerError) {
        try scanner.expect("{\"action\":")
        guard let action = Action(rawValue: try scanner.text()) else { throw scanner.malformed("a known form of action is expected") }
        try scanner.expect(",\"actor\":")
        let actor = try scanner.text()
        try scanner.expect(",\"commitment\":")
        let commitment = try scanner.digest()
        try scanner.expect(",\"kind\":")
        let kind = try scanner.text()
        try scanner.expect(",\"record\":")
        let record = try scanner.text()
        try scanner.expect(",\"recordVersion\":")
        let recordVersion = try scanner.number()
        try scanner.expect(",\"region\":")
        let region = try scanner.text()
        try scanner.expect(",\"request\":")
        let request = try scanner.text()
        try scanner.expect(",\"time\":")
        let time = try scanner.moment()
        try scanner.expect(",\"version\":1}")
        guard scanner.isAtEnd else { throw scanner.malformed("nothing more is expected") }
        self.init(
            time: time, actor: actor, action: action, kind: kind, record: record, recordVersion: recordVersion, region: region,
            request: request, commitment: commitment)
    }
}

/// Reads the parts of an entry from its bytes, in order and strictly. Lives no longer than the bytes stay in place.
struct EntryScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    private static let quote = UInt8(ascii: "\"")

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    func malformed(_ detail: String) -> LedgerError { .malformed(what: "entry", detail: "at byte \(place) \(detail)") }

    @inline(__always)
    mutating func expect(_ text: StaticString) throws(LedgerError) {
        let count = text.utf8CodeUnitCount
        guard bytes.count - place >= count,
            UnsafeBufferPointer(rebasing: bytes[place..<place + count]).elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
        else { throw malformed("“\(text)” is expected") }
        place += count
    }

    /// The bytes between two quotation marks that hold no escape; nil if there is any.
    private mutating func plain() throws(LedgerError) -> UnsafeBufferPointer<UInt8>? {
        guard place < bytes.count, bytes[place] == Self.quote else { throw malformed("a text is expected") }
        let start = place + 1
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == Self.quote {
                place = end + 1
                return UnsafeBufferPointer(rebasing: bytes[start..<end])
            }
            if byte == UInt8(ascii: "\\") { return nil }
            if byte < 0x20 { throw malformed("a text is expected that holds no control character") }
            end += 1
        }
        throw malformed("a text is expected that ends")
    }

    mutating func text() throws(LedgerError) -> String {
        let start = place
        let count: Int
        let text: String?
        if let plain = try plain() {
            count = plain.count
            text = String(validating: plain, as: UTF8.self)
        } else {
            let content = try escaped()
            count = content.count
            text = String(validating: content, as: UTF8.self)
        }
        guard let text, count <= Entry.maximumTextByteCount else {
            place = start
            throw malformed("a text in UTF-8 of at most \(Entry.maximumTextByteCount) bytes is expected")
        }
        return text
    }

    /// A text with escapes: read as any reader of JSON would, then written again, so that only the canonical escapes pass.
    private mutating func escaped() throws(LedgerError) -> [UInt8] {
        var content: [UInt8] = []
        var end = place + 1
        while end < bytes.count, bytes[end] != Self.quote {
            guard bytes[end] == UInt8(ascii: "\\") else {
                content.append(bytes[end])
                end += 1
                continue
            }
            guard let (byte, length) = CanonicalText.readEscape(Array(bytes[end..<min(end + 6, bytes.count)])) else {
                throw malformed("a text with canonical escapes is expected")
            }
            content.append(byte)
            end += length
        }
        guard end < bytes.count else { throw malformed("a text is expected that ends") }
        var again: [UInt8] = []
        CanonicalText.write(utf8: content, to: &again)
        guard again.elementsEqual(bytes[place...end]) else { throw malformed("a text with canonical escapes is expected") }
        place = end + 1
        return content
    }

    mutating func digest() throws(LedgerError) -> Digest {
        let start = place
        guard let text = try plain(), let digest = Digest(lowercaseHex: text) else {
            place = start
            throw malformed("64 hexadecimal digits in lower case are expected")
        }
        return digest
    }

    mutating func moment() throws(LedgerError) -> Moment {
        let start = place
        guard let text = try plain(), let moment = Moment.read(text) else {
            place = start
            throw malformed("a time such as 2026-03-01T08:30:00.250Z is expected")
        }
        return moment
    }

    mutating func number() throws(LedgerError) -> Int {
        var value = 0
        var end = place
        while end < bytes.count, end < place + 16, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) {
            value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard end > place, bytes[place] != UInt8(ascii: "0"), value <= Entry.maximumRecordVersion else {
            throw malformed("a whole number from 1 to 2^53 − 1 is expected")
        }
        place = end
        return value
    }
}
