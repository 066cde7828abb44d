import Testing

@testable import PlanReading

@Suite("Numerals are read as plans print them")
struct NumeralTests {
    @Test(
        "A number at the beginning of the words, and how many characters it takes",
        arguments: [
            ("85", "85", 2), ("1,200.5", "1200.5", 7), ("1，200，000", "1200000", 9), ("３４.43", "34.43", 5), ("３４．４３", "34.43", 5),
            ("0.50", "0.5", 4), ("007", "7", 3), ("829700", "829700", 6), ("99999999999999999", "99999999999999999", 17),
            // A point or comma that ends a sentence belongs to no number.
            ("85.", "85", 2), ("85.a", "85", 2), ("1,20", "1", 1), ("1,2000", "1", 1), ("1.2.3", "1.2", 3),
            // 万 and 亿 behind digits belong to the unit.
            ("2.2万亿", "2.2", 3),
            ("四百家", "400", 2), ("十二", "12", 2), ("二十", "20", 2), ("一百零五", "105", 4), ("两千", "2000", 2), ("三千二百万", "32000000", 5),
            ("一亿二千万", "120000000", 5), ("百亿", "10000000000", 2), ("三", "3", 1), ("二〇二五", "2025", 4), ("二零三五", "2035", 4), ("十", "10", 1),
        ])
    func reads(_ words: String, _ value: String, _ length: Int) throws {
        let words = characters(words)
        let numeral = try #require(Numerals.read(words, at: 0, limit: words.count))
        #expect(numeral.number.description == value)
        #expect(numeral.end == length)
    }

    @Test("No number", arguments: ["", "家", "三五", "三四五", ".5", "，200", "第三", "a1", "12345678901234567890"])
    func readsNothing(_ words: String) {
        let words = characters(words)
        #expect(Numerals.read(words, at: 0, limit: words.count) == nil)
    }

    @Test("Numerals too large for an Int64 are no numbers and no crash", arguments: ["万亿亿", "十万亿亿", "一千万亿亿亿", "亿亿亿亿", "九千九百九十九万亿亿", "万万万万万万", "千千千千"])
    func tooLarge(_ words: String) {
        let words = characters(words)
        _ = Numerals.read(words, at: 0, limit: words.count)
    }

    @Test("Nothing is read beyond the limit")
    func limit() {
        let words = characters("2025年四百家")
        #expect(Numerals.read(words, at: 0, limit: 2)?.number == Number(20))
        #expect(Numerals.read(words, at: 5, limit: 6)?.number == Number(4))
        #expect(Numerals.read(words, at: 5, limit: 5) == nil)
    }

    @Test("Every whole number up to 99,999 is read back from its Chinese numeral")
    func roundTrip() {
        var wrong: [String] = []
        for value in stride(from: 1, through: 99_999, by: 7) {
            let printed = Self.han(value)
            let words = characters(printed)
            guard Numerals.read(words, at: 0, limit: words.count)?.number != Number(value) else { continue }
            wrong.append("\(printed) is \(value)")
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    /// 10305 → 一万零三百零五.
    static func han(_ value: Int) -> String {
        let digits = Array("零一二三四五六七八九").map(String.init)
        let powers = ["", "十", "百", "千", "万"]
        var result = ""
        var pendingZero = false
        for (place, digit) in String(value).enumerated() {
            let power = String(value).count - 1 - place
            let digit = digit.wholeNumberValue ?? 0
            if digit == 0 {
                pendingZero = !result.isEmpty
            } else {
                if pendingZero { result += digits[0] }
                pendingZero = false
                result += digits[digit] + powers[power]
            }
        }
        return result
    }
}
