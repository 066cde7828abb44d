import Testing

@testable import Kernel

@Suite("JSON")
struct JSONTests {
    @Test(
        "What RFC 8259 allows is read",
        arguments: [
            "null", "true", "false", "0", "-0", "1", "-1", "1.5", "-0.0", "1e5", "1E+5", "1e-5", "123456789012345678901234567890", "9223372036854775807",
            "-9223372036854775808", "\"\"", "\"山河\"", "\"\\u5c71\\u6CB3\"", "\"\\uD83D\\uDE00\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0000\"", "\"\u{7F}\"",
            "[]",
            "{}", " [ ] ", "\t\n\r {\"a\" : [ 1 , {\"b\":null} ] } ", "[[[[[]]]]]", "{\"\":0}", "[1,2,3]", "\"\u{2028}\"", "[1e-400]", "{\"a\":1,\"A\":2}",
        ])
    func accepted(text: String) throws {
        // By its text: 1.0 is written as 1.
        let value = try JSON(parsing: text)
        #expect(try JSON(parsing: value.bytes).text == value.text)
    }

    @Test(
        "What RFC 8259 forbids is refused",
        arguments: [
            "", " ", "nul", "nulls", "True", "NaN", "Infinity", "-Infinity", "+1", "-", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "0x10", "1_000", "1 2",
            "--1",
            "1e400", "-1e400", "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\uD800\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"",
            "\"\\uD800x\"", "\"\n\"",
            "\"\u{1F}\"", "'a'", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{", "}", "{1:2}", "{a:1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "{,}", "[1}", "{\"a\":1]", "null null", "[] []", "// c\n1", "/* */ 1", "\u{FEFF}1", "{\"a\":1,\"a\":2}", "\u{A0}1", "\"\\", "tru", "\"\\u",
        ])
    func refused(text: String) { #expect(throws: JSONError.self) { try JSON(parsing: text) } }

    @Test(
        "Bytes that are no UTF-8 are refused",
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE5, 0xB1, 0x22], [0xFE, 0xFF, 0, 0x31]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) { #expect(throws: JSONError.self) { try JSON(parsing: bytes) } }

    @Test("Numbers keep whether they are whole, and their value")
    func numbers() throws {
        #expect(try JSON(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSON(parsing: "9223372036854775808") == .number(9223372036854775808))
        #expect(try JSON(parsing: "1.0") == .number(1))
        #expect(try JSON(parsing: "\"\\uD83D\\uDE00\"") == .string("😀"))
        #expect(JSON.number(.nan).text == "null")
        #expect(JSON.number(1e21).text == "1e+21")
        #expect(JSON.string("\u{1}\"\\\n").text == #""\u0001\"\\\n""#)
    }

    @Test("Nesting has a bound, however long the text")
    func depth() throws {
        #expect(try JSON(parsing: String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).array?.count == 1)
        for opening in ["[", "{\"a\":"] { #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: opening, count: 200_000)) } }
    }

    @Test("Twins are found among many members too")
    func twins() {
        let members = (0..<500).map { "\"m\($0)\":\($0)" }
        #expect(throws: Never.self) { try JSON(parsing: "{\(members.joined(separator: ","))}") }
        #expect(throws: JSONError.self) { try JSON(parsing: "{\((members + ["\"m77\":0"]).joined(separator: ","))}") }
    }

    static func value(_ random: inout SeededGenerator, depth: Int) -> JSON {
        switch random.number(0...(depth > 0 ? 6 : 4)) {
        case 0: return .null
        case 1: return .bool(random.next() % 2 == 0)
        case 2: return .integer(Int64(bitPattern: random.next()))
        case 3:
            // A real number that is whole is written, and so read, as a whole one.
            let number = Double(bitPattern: random.next())
            return number.isFinite && (number != number.rounded() || abs(number) > 1e19) ? .number(number) : .integer(0)
        case 4: return .string(random.text(of: "山\u{0}\u{1F}\"\\/\n\r\t😀é\u{2028}a ", 1...12))
        case 5:
            let count = random.number(0...4)
            return .array((0..<count).map { _ in value(&random, depth: depth - 1) })
        default:
            let count = random.number(0...4)
            return .object((0..<count).map { JSON.Member("\($0)" + random.text(of: "\"名a\u{8}", 1...5), value(&random, depth: depth - 1)) })
        }
    }

    @Test("What is written is read again as it was")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 8259)
        for _ in 0..<1500 {
            let value = Self.value(&random, depth: 5)
            #expect(try JSON(parsing: value.bytes) == value)
        }
    }

    @Test("Damaged texts are refused or read, and what is read can be written")
    func damaged() throws {
        var random = SeededGenerator(seed: 77)
        for _ in 0..<4000 {
            var bytes = Self.value(&random, depth: 4).bytes
            for _ in 0..<random.number(1...4) {
                let place = random.number(0...bytes.count)
                switch random.number(0...3) {
                case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1 where place < bytes.count: bytes.remove(at: place)
                case 2: bytes.insert(random.pick(Array("{}[],:\"\\u-0e.".utf8)), at: place)
                default: bytes = Array(bytes[..<place])
                }
                if bytes.isEmpty { break }
            }
            guard let value = try? JSON(parsing: bytes) else { continue }
            #expect(throws: Never.self) { try JSON(parsing: value.bytes) }
        }
    }
}
