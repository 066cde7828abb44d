import Cryptography
import Testing

@testable import Ledger

@Suite("Entries")
struct EntryTests {
    static let sample = Entry(
        time: Moment(milliseconds: 1_772_353_800_250), actor: "018f-7", action: .update, kind: "enterprise", record: "018f-9",
        recordVersion: 7, region: "331024", request: "c1a2", commitment: SHA256.hash([]))
    static let text =
        #"{"action":"update","actor":"018f-7","commitment":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","kind":"enterprise","record":"018f-9","recordVersion":7,"region":"331024","request":"c1a2","time":"2026-03-01T08:30:00.250Z","version":1}"#

    @Test func form() throws {
        #expect(String(decoding: try Self.sample.encoded(), as: UTF8.self) == Self.text)
        #expect(try Entry(decoding: Array(Self.text.utf8)) == Self.sample)
    }

    @Test func roundTrips() throws {
        var random = SplitMixGenerator(state: 21)
        let pieces = [
            "", "a", "\"", "\\", "/", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{0}", "\u{1F}", "\u{7F}", "é", "e\u{301}", "企业", "\u{2028}", "😀", "\u{FEFF}",
        ]
        func text() -> String { (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
        for _ in 0..<2000 {
            let entry = Entry(
                time: Moment(milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &random)), actor: text(),
                action: Entry.Action(rawValue: "sign-in") ?? .move, kind: text(), record: text(),
                recordVersion: Int.random(in: 1...Entry.maximumRecordVersion, using: &random), region: text(), request: text(),
                commitment: SHA256.hash(random.bytes(4)))
            let bytes = try entry.encoded()
            let again = try Entry(decoding: bytes)
            #expect(again == entry)
            #expect(try again.encoded() == bytes)
            #expect(bytes.count < EntryBundle.maximumLeafByteCount)
        }
    }

    @Test func longest() throws {
        var entry = Self.sample
        let longest = String(repeating: "\u{1}", count: Entry.maximumTextByteCount)
        entry.actor = longest
        entry.kind = longest
        entry.record = longest
        entry.region = longest
        entry.request = longest
        #expect(try entry.encoded().count < 65_535)
        #expect(try Entry(decoding: entry.encoded()) == entry)
        entry.kind += "a"
        #expect(throws: LedgerError.self) { try entry.encoded() }
        entry = Self.sample
        for version in [0, -1, Entry.maximumRecordVersion + 1] {
            entry.recordVersion = version
            #expect(throws: LedgerError.self) { try entry.encoded() }
        }
    }

    /// There is one form only: whatever is read is written again as the same bytes.
    @Test func mutations() throws {
        var random = SplitMixGenerator(state: 22)
        var entry = Self.sample
        entry.actor = "a\"\u{1}\n企业"
        let bytes = try entry.encoded()
        var readable = 0
        for _ in 0..<20_000 {
            var altered = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: altered.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: altered[place] = bytes.randomElement(using: &random) ?? 0
                case 1: altered.remove(at: place)
                default: altered.insert(bytes.randomElement(using: &random) ?? 0, at: place)
                }
            }
            guard let read = try? Entry(decoding: altered) else { continue }
            readable += 1
            #expect(try read.encoded() == altered)
        }
        #expect(readable > 100)
        for cut in bytes.indices { #expect(throws: LedgerError.self) { try Entry(decoding: Array(bytes[..<cut])) } }
    }

    @Test(arguments: [
        ("\"018f-7\"", "\"\\u0061\""), ("\"018f-7\"", "\"\\/\""), ("\"018f-7\"", "\"\\u000A\""), ("\"018f-7\"", "\"\\u000a\""), ("\"018f-7\"", "\"a\nb\""),
        ("\"018f-7\"", "7"), (":7,", ":07,"), (":7,", ":7.0,"), (":7,", ":0,"), (":7,", ":9007199254740992,"), (":7,", ":99999999999999999999,"),
        (":7,", ": 7,"),
        ("e3b0", "E3B0"), ("b855", "b85"), ("update", "Update"), ("update", ""), ("08:30", "24:30"), ("2026-03-01", "2026-02-29"), ("250Z", "250z"),
        (".250", ".25"), ("version\":1}", "version\":2}"), ("version\":1}", "version\":1}\n"), ("{", " {"),
    ])
    func refused(part: String, other: String) throws {
        let text = Self.text
        let range = try #require(text.firstRange(of: part))
        #expect(throws: LedgerError.self) { try Entry(decoding: Array(text.replacingCharacters(in: range, with: other).utf8)) }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func moments(milliseconds: Int64, text: String) {
        #expect(Moment(milliseconds: milliseconds).description == text)
        #expect(Moment(text)?.milliseconds == milliseconds)
    }

    @Test func allDays() {
        var random = SplitMixGenerator(state: 23)
        var last = Moment(milliseconds: -62_167_219_200_000)
        var wrong: [String] = []
        for day in 1..<200_000 {
            let moment = Moment(milliseconds: -62_167_219_200_000 + Int64(day) * 86_400_000 + Int64.random(in: 0..<86_400_000, using: &random))
            let text = moment.description
            if Moment(text) != moment || last >= moment { wrong.append(text) }
            last = moment
        }
        #expect(wrong.isEmpty)
        #expect(Moment(milliseconds: .max) == .latest && Moment(milliseconds: .min) == .earliest)
        for text in ["2026-02-30T00:00:00.000Z", "2026-00-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01 00:00:00.000Z", "２026-01-01T00:00:00.00Z"]
        {
            #expect(Moment(text) == nil)
        }
    }

    @Test func commitments() throws {
        let salt = try Commitment.newSalt()
        #expect(try Commitment.make(salt: salt, content: [1, 2]) == SHA256.hash(salt + [1, 2]))
        #expect(throws: LedgerError.self) { try Commitment.make(salt: [1], content: []) }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
