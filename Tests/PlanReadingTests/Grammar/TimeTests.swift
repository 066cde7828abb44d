import Testing

@testable import PlanReading

@Suite("Times are years, spans of years and five-year plans")
struct TimeTests {
    /// Kind, years, and what the words before announce.
    static func summaries(_ sentence: String) -> [String] {
        let words = characters(sentence)
        return Times.all(in: words, words.all).map { time in
            "\(time.kind) " + (time.from == time.to ? "\(time.to)" : "\(time.from)-\(time.to)") + (time.isLeadIn ? " target" : "")
                + (time.isStatus ? " status" : "")
        }
    }

    @Test(
        "One time",
        arguments: [
            ("2025年", "at 2025"), ("２０２５年", "at 2025"), ("二〇二五年", "at 2025"), ("二零二五年", "at 2025"), ("到2025年，", "at 2025 target"),
            ("到2025年底", "at 2025 target"), ("到2025年末", "at 2025 target"),
            ("力争到2025年", "at 2025 target"), ("至2030年", "at 2030 target"), ("力争2023年底前", "at 2023 target"), ("截至2020年底", "at 2020 status"),
            ("截止2020年末", "at 2020 status"),
            ("2021-2025年", "during 2021-2025"), ("2021—2025年", "during 2021-2025"), ("2021——2025年", "during 2021-2025"), ("2021至2025年", "during 2021-2025"),
            ("2021年至2025年", "during 2021-2025"), ("2021年—2025年", "during 2021-2025"), ("2021～2025年", "during 2021-2025"),
            ("“十四五”期间", "during 2021-2025"), ("“十四五”时期", "during 2021-2025"), ("十四五期间", "during 2021-2025"), ("“十四五”", "during 2021-2025"),
            ("“十四五”末", "at 2025"), ("到“十四五”末", "at 2025 target"), ("到十四五末", "at 2025 target"),
            ("“十三五”以来", "since 2016-2020"), ("“十三五”末", "at 2020"), ("“十五五”时期", "during 2026-2030"), ("“十二五”期间", "during 2011-2015"),
            ("\"十四五\"期间", "during 2021-2025"), ("「十四五」期间", "during 2021-2025"), ("2016年以来", "since 2016"),
        ])
    func one(_ words: String, _ summary: String) {
        #expect(Self.summaries(words) == [summary])
    }

    @Test("No time", arguments: ["2025家", "2025", "20250年", "十四个", "十四五", "1200年前", "第2025号", "2500年", "十三亿", "十五分钟"])
    func none(_ words: String) {
        #expect(Self.summaries(words) == [])
    }

    @Test("Several times of one sentence")
    func several() {
        #expect(Self.summaries("由2020年的37家增加到2025年的80家") == ["at 2020", "at 2025 target"])
        #expect(Self.summaries("“十三五”末为40%，到2025年达到60%") == ["at 2020", "at 2025 target"])
    }

    @Test("The end of the plan's own period has no year until the plan gives one")
    func ownPeriod() {
        #expect(Self.summaries("规划期末") == ["at 0"])
        #expect(Self.summaries("规划期内") == ["during 0"])
        let reading = Reading.of("云岭县农业发展规划（2022—2026年）\n\n第一章 目标\n规划期末，家庭农场达到300家。\n")
        #expect(reading.indicators.map(\.targetYear) == [2026])
    }

    @Test("Quotes and words around a time belong to it")
    func range() throws {
        let words = characters("力争到“十四五”期末，企业")
        #expect(words.text(try #require(Times.all(in: words, words.all).first).range) == "力争到“十四五”期末")
    }
}
