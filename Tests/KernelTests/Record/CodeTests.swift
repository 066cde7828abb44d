import Testing

@testable import Kernel

@Suite("Codes")
struct CodeTests {
    /// Published codes, and synthetic ones of each kind of body.
    static let creditCodes = [
        "914403001922038216", "9144030071526726XG", "11500236008658536G", "11500109MB1957971X", "91350100M000100Y43", "91500114YYYY00012L",
        "93500114YYYY000396",
    ]
    /// The two examples of the standard GB 11643—1999, and synthetic ones.
    static let identityNumbers = ["11010519491231002X", "440524188001010014", "500114188001010016", "500238188001010020"]

    @Test("Valid credit codes are taken, and every slip in one character is found", arguments: creditCodes)
    func creditCode(code: String) {
        #expect(CreditCode(code)?.text == code)
        slips(code, of: "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ*") { CreditCode($0) != nil }
    }

    @Test("Valid identity numbers are taken, and every slip in one character is found", arguments: identityNumbers)
    func identityNumber(number: String) {
        #expect(IdentityNumber(number)?.text == number)
        slips(number, of: "0123456789XA") { IdentityNumber($0) != nil }
    }

    private func slips(_ code: String, of alphabet: String, isValid: (String) -> Bool) {
        let characters = Array(code)
        for place in characters.indices {
            for wrong in alphabet where wrong != characters[place] {
                var slip = characters
                slip[place] = wrong
                #expect(!isValid(String(slip)), "\(String(slip))")
            }
        }
    }

    @Test("Small and full-width letters and spaces are mended")
    func mended() throws {
        #expect(try CreditCodeKind().read("9150 0114 yyyy 0001 2l") == .text("91500114YYYY00012L"))
        #expect(try IdentityNumberKind().read("１１０１０５１９４９１２３１００２ｘ") == .text("11010519491231002X"))
    }

    @Test("The fault is named")
    func faults() {
        #expect(fault { () throws(Problem) in try CreditCodeKind().read("91500114YYIY00012L") } == "credit-code-character")
        #expect(fault { () throws(Problem) in try CreditCodeKind().read("91500114YYYY000126") } == "credit-code-check")
        #expect(CreditCodeKind.fault(in: Array("科技局".utf8))?.message.chinese.contains("3 位") == true)
        #expect(fault { () throws(Problem) in try IdentityNumberKind().read("110105194902310026") } == "identity-number-birthday")
        #expect(fault { () throws(Problem) in try IdentityNumberKind().read("") } == "identity-number-length")
        #expect(fault { () throws(Problem) in try IdentityNumberKind().read("身份证号码身份") } == "identity-number-length")
    }

    @Test(
        "Telephone numbers are taken as people write them",
        arguments: [
            ("13812345678", "13812345678"), ("+86 138 1234 5678", "13812345678"), ("+86-138-1234-5678", "13812345678"), ("023-79331234", "023-79331234"),
            ("12345", "12345"), ("400-800-8820", "400-800-8820"), ("７９３３１２３４", "79331234"),
        ])
    func phone(typed: String, stored: String) throws { #expect(try PhoneKind().read(typed) == .text(stored)) }

    @Test(
        "What is no telephone number is refused",
        arguments: [
            "", "1234", "12812345678", "138123456789", "abc12345", "0-2-3-79331234", "--12345", "12345-", "-------12345", "1٣812345678", "138１２３４567８９",
        ])
    func notAPhone(typed: String) { #expect(fault { () throws(Problem) in try PhoneKind().read(typed) } == "not-a-phone") }

    @Test("A county is within its city, whichever way the city's code is written")
    func regions() throws {
        for code in ["500000", "50"] { #expect(Region(code).contains(Region("500114"))) }
        #expect(Region("500100").contains(Region("500114001")))
        #expect(try RegionKind().read("500000") == .text("50"))
        #expect(try RegionKind().read("500114000000") == .text("500114"))
        #expect(Region("500114200") != Region("500114"))
        #expect(!Region("500114").contains(Region("50")))
        for wrong in ["", "5", "50011", "5001140", "50011a", "５００１１４", "500114-1", "黔江区"] {
            #expect(fault { () throws(Problem) in try RegionKind().read(wrong) } == "not-a-region")
        }
    }
}

@Suite("Identities of records")
struct RecordIDTests {
    @Test("Ids sort by the time at which they were made")
    func order() {
        var random = SeededGenerator(seed: 5)
        var last: RecordID?
        for step in 0..<2000 {
            let id = RecordID(at: Instant(milliseconds: Int64(step) * 977_777_777), random: (UInt16.random(in: 0...UInt16.max, using: &random), random.next()))
            #expect(id.text.utf8.count == 26)
            #expect(RecordID(id.text) == id)
            if let last { #expect(last < id) }
            last = id
        }
    }

    @Test("The layout is that of a UUID of version 7")
    func layout() {
        let id = RecordID(at: Instant(milliseconds: 0xFFFF_FFFF_FFFF), random: (.max, .max)).text
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let bits = id.reversed().enumerated().reduce(into: [Int]()) { bits, digit in
            let value = digits.firstIndex(of: digit.element) ?? 0
            for place in 0..<5 { bits.append(value >> place & 1) }
        }
        #expect(bits[128...] == [0, 0])
        #expect(Array(bits[76..<80].reversed()) == [0, 1, 1, 1], "version 7")
        #expect(Array(bits[62..<64].reversed()) == [1, 0], "variant of RFC 9562")
        #expect(bits[80..<128].allSatisfy { $0 == 1 }, "48 bits of time")
    }

    @Test("A moment before 1970 or beyond 48 bits stops nothing")
    func extremes() {
        for milliseconds in [Int64.min, -1, Int64.max] { #expect(RecordID(RecordID(at: Instant(milliseconds: milliseconds), random: (1, 1)).text) != nil) }
    }

    @Test(
        "What is no id is refused",
        arguments: [
            "", "0", String(repeating: "0", count: 25), String(repeating: "0", count: 27), String(repeating: "z", count: 26), "0000000000000000000000000l",
            "0123456789ABCDEFGHJKMNPQRS", "０1234567890123456789012",
        ])
    func refused(text: String) { #expect(RecordID(text) == nil) }
}
