import Testing

@testable import Kernel

@Suite("Days")
struct DayTests {
    @Test("Every day from 1900 to 2100 follows the day before it and comes back from its text")
    func everyDay() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let first = try #require(Day(1900, 1, 1))
        #expect(first.weekday == 1)
        var number = first.number
        for year in 1900...2100 {
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            for month in 1...12 {
                let length = month == 2 && isLeap ? 29 : lengths[month - 1]
                for date in 1...length {
                    guard let day = Day(year, month, date) else {
                        Issue.record("\(year)-\(month)-\(date) is missing")
                        return
                    }
                    let text = day.description
                    guard day.number == number, day.parts == (year, month, date), Day(text) == day, day.weekday == (number - first.number) % 7 + 1 else {
                        Issue.record("\(text) is day \(day.number), expected \(number)")
                        return
                    }
                    number += 1
                }
                #expect(Day(year, month, length + 1) == nil)
            }
        }
    }

    @Test(
        "Known days have known numbers",
        arguments: [("1970-01-01", 0, 4), ("2000-03-01", 11017, 3), ("2026-11-22", 20779, 7), ("1969-12-31", -1, 3), ("0001-01-01", -719_162, 1)])
    func known(text: String, number: Int, weekday: Int) {
        #expect(Day(text)?.number == number)
        #expect(Day(text)?.weekday == weekday)
    }

    @Test("A day is read as people write it", arguments: ["2025-03-09", "2025/3/9", "2025.3.9", "20250309", "2025年3月9日", "2025年03月09日"])
    func forms(text: String) { #expect(Day(text)?.description == "2025-03-09") }

    @Test(
        "What is no day is refused",
        arguments: [
            "", "2025", "2025-3", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01", "10000-01-01", "25-03-09", "明天", "2025-03-09T00",
            "99999999999999999999-01-01", "2025-99999999999999999999-01", "²⁰25-03-09", "٢٠٢٥-03-09", "---", "2025-03-09-01",
        ])
    func refused(text: String) { #expect(Day(text) == nil) }

    @Test("A month later is the same day, or the last of a shorter month")
    func months() throws {
        let day = try #require(Day(2024, 1, 31))
        #expect(day.adding(months: 1).description == "2024-02-29")
        #expect(day.adding(months: 13).description == "2025-02-28")
        #expect(day.adding(months: -2).description == "2023-11-30")
        #expect(day.adding(months: 12).description == "2025-01-31")
    }
}

@Suite("Moments")
struct InstantTests {
    @Test("A moment without a zone is in China; with one it is the same everywhere")
    func zones() {
        let moment = Instant("2025-03-09 08:15")
        #expect(moment?.description == "2025-03-09T08:15:00.000+08:00")
        #expect(moment?.shown == "2025-03-09 08:15")
        #expect(Instant("2025-03-09T00:15Z") == moment)
        #expect(Instant("2025-03-08T19:15:00.000-05:00") == moment)
        #expect(Instant("1970-01-01T00:00:00Z")?.milliseconds == 0)
        #expect(Instant("1970-01-01T00:00:00.2509Z")?.milliseconds == 250)
    }

    @Test("The day begins at midnight in China")
    func midnight() throws {
        let day = try #require(Day(2025, 3, 9))
        let start = Instant(startOf: day)
        #expect(start.day == day)
        #expect(Instant(milliseconds: start.milliseconds - 1).day == day.adding(days: -1))
    }

    @Test("Every moment that is read is written so that it is read again")
    func roundTrip() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let moment = Instant(milliseconds: Int64.random(in: Instant.range, using: &random))
            #expect(Instant(moment.description) == moment)
        }
    }

    @Test(
        "What is no moment is refused",
        arguments: [
            "", "2025-03-09", "2025-03-09T", "2025-03-09T24:00", "2025-03-09T12:60", "2025-03-09T12:00:61", "2025-03-09T12:00:00.", "2025-03-09T12:00+8",
            "2025-03-09T12:00 Z", "2025-02-30T12:00", "2025-03-09X12:00Z", "九九九九年九月九日九时", "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59",
        ])
    func refused(text: String) { #expect(Instant(text) == nil) }
}

@Suite("Periods")
struct PeriodTests {
    @Test(
        "A period is read as people write it",
        arguments: [
            ("2021-01-01/2025-12-31", "2021-01-01/2025-12-31"), ("2021-2025", "2021-01-01/2025-12-31"), ("2021年1月—2023年6月", "2021-01-01/2023-06-30"),
            ("2024.2至2024.2", "2024-02-01/2024-02-29"), ("../2025-12-31", "../2025-12-31"), ("2025-01-01/..", "2025-01-01/.."),
            ("2000/9999", "2000-01-01/9999-12-31"),
        ])
    func forms(text: String, written: String) { #expect(Period(text)?.description == written) }

    @Test("What is no period is refused", arguments: ["", "/", "2025", "2025-12-31/2021-01-01", "2021-13/2022-01", "三年/五年", "2021/2022/2023", "½/2025"])
    func refused(text: String) { #expect(Period(text) == nil) }

    @Test("Both ends belong to it, and an open end has none")
    func contains() throws {
        let period = try #require(Period("2025-01-01/2025-12-31"))
        let (first, last) = (try #require(Day(2025, 1, 1)), try #require(Day(2025, 12, 31)))
        #expect(period.contains(first) && period.contains(last))
        #expect(!period.contains(first.adding(days: -1)) && !period.contains(last.adding(days: 1)))
        #expect(Period("../2025-12-31")?.contains(Day(number: -100_000)) == true)
    }
}

@Suite("Working days")
struct WorkingDaysTests {
    /// The year 2025 by the notice of the State Council's General Office (国办发明电〔2024〕12号).
    static var calendar: WorkingDays {
        func days(_ texts: String...) -> Set<Day> { Set(texts.compactMap { Day($0) }) }
        return WorkingDays(
            holidays: days(
                "2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-03", "2025-02-04", "2025-04-04", "2025-05-01", "2025-05-02",
                "2025-05-05", "2025-06-02", "2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06", "2025-10-07", "2025-10-08"),
            workedWeekends: days("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"))
    }

    @Test("2025 has 248 working days")
    func year() throws {
        let (before, last) = (try #require(Day(2024, 12, 31)), try #require(Day(2025, 12, 31)))
        #expect(Self.calendar.count(from: before, to: last) == 248)
        #expect(Self.calendar.count(from: last, to: before) == -248)
    }

    @Test("Ten working days over Spring Festival count the worked weekends and skip the days off")
    func springFestival() throws {
        let start = try #require(Day(2025, 1, 22))
        #expect(Self.calendar.day(10, after: start).description == "2025-02-11")
        #expect(WorkingDays().day(10, after: start).description == "2025-02-05")
    }

    @Test("Counting to the day on which a term ends gives the term")
    func opposite() throws {
        let start = try #require(Day(2025, 1, 1))
        for offset in 0..<365 {
            let day = start.adding(days: offset)
            for term in [0, 1, 5, 20] { #expect(Self.calendar.count(from: day, to: Self.calendar.day(term, after: day)) == term) }
        }
    }
}
