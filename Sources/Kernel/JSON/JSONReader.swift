/// What is wrong with a text that should be JSON, and where.
public struct JSONError: Error, Sendable, Hashable {
    /// The byte at which reading stopped, from 0.
    public let place: Int
    public let reason: String
}

extension JSON {
    /// Reads one JSON text (RFC 8259) from bytes that came from outside.
    ///
    /// - Parameter depth: how deeply arrays and objects may nest.
    /// - Throws: ``JSONError``; also for a member that is named twice, which RFC 8259 leaves open and which hides attacks.
    public init(parsing bytes: some Collection<UInt8>, depth: Int = 32) throws(JSONError) {
        let result = bytes.withContiguousStorageIfAvailable { buffer in JSONReader.parse(buffer, depth: depth) }
        switch result ?? Array(bytes).withUnsafeBufferPointer({ JSONReader.parse($0, depth: depth) }) {
        case .success(let value): self = value
        case .failure(let error): throw error
        }
    }

    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }
}

/// A reader over bytes that stay put while it reads.
private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0

    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, depth: Int) -> Result<JSON, JSONError> {
        var reader = JSONReader(bytes: bytes)
        do throws(JSONError) {
            let value = try reader.value(depth: depth)
            reader.skipSpace()
            if reader.place < bytes.count { throw reader.error("text after the value") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    func error(_ reason: String) -> JSONError { JSONError(place: place, reason: reason) }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipSpace()
        guard let byte = next else { throw error("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count, (0..<count).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] }) else {
            throw error("an unknown word")
        }
        place += count
        return value
    }

    mutating func object(depth: Int) throws(JSONError) -> JSON {
        guard depth > 0 else { throw error("nested too deeply") }
        place += 1
        var members: [JSON.Member] = []
        skipSpace()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a member's name in quotes is missing") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw error("a colon is missing") }
            members.append(JSON.Member(name, try value(depth: depth - 1)))
            skipSpace()
        } while take(",")
        guard take("}") else { throw error("a comma or the closing } is missing") }
        try refuseTwins(members)
        return .object(members)
    }

    func refuseTwins(_ members: [JSON.Member]) throws(JSONError) {
        if members.count > 16 {
            if Set(members.map(\.name)).count < members.count { throw error("a member is named twice") }
            return
        }
        for (index, member) in members.enumerated() {
            for other in members[..<index] where other.name == member.name { throw error("a member is named twice") }
        }
    }

    mutating func array(depth: Int) throws(JSONError) -> JSON {
        guard depth > 0 else { throw error("nested too deeply") }
        place += 1
        var values: [JSON] = []
        skipSpace()
        if take("]") { return .array([]) }
        repeat {
            values.append(try value(depth: depth - 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw error("a comma or the closing ] is missing") }
        return .array(values)
    }

    mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if next == UInt8(ascii: "\"") {
            defer { place += 1 }
            return try decoded(bytes[start..<place])
        }
        var buffer = Array(bytes[start..<place])
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw error("a control character in a string") }
            place += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &buffer) } else { buffer.append(byte) }
        }
        guard take("\"") else { throw error("a string does not end") }
        return try decoded(buffer[...])
    }

    func decoded(_ bytes: some Collection<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw error("a string is not UTF-8") }
        return text
    }

    mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw error("a string does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"): buffer.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw error("an unknown escape")
        }
    }

    mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let unit = try hex()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, take("\\"), take("u") else { throw error("half of a surrogate pair") }
        let low = try hex()
        guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else {
            throw error("half of a surrogate pair")
        }
        return scalar
    }

    mutating func hex() throws(JSONError) -> UInt32 {
        guard place + 4 <= bytes.count else { throw error("a string does not end") }
        var value: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error("not a hexadecimal digit") }
            value = value << 4 | UInt32(digit)
        }
        place += 4
        return value
    }

    mutating func number() throws(JSONError) -> JSON {
        let start = place
        _ = take("-")
        guard let first = next, (48...57).contains(first) else { throw error("not a value") }
        digits()
        if first == UInt8(ascii: "0"), place - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) { throw error("a number begins with 0") }
        var isWhole = true
        if take(".") {
            isWhole = false
            try someDigits()
        }
        if let byte = next, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            isWhole = false
            place += 1
            if !take("+") { _ = take("-") }
            try someDigits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("a number beyond all bounds") }
        return .number(value)
    }

    mutating func digits() {
        while let byte = next, (48...57).contains(byte) { place += 1 }
    }

    mutating func someDigits() throws(JSONError) {
        let start = place
        digits()
        if place == start { throw error("a digit is missing") }
    }
}
