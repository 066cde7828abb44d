/// Which days are worked: Monday to Friday, unless the State Council's yearly holiday notice says otherwise.
///
/// The table is a record type of the kernel (`Holiday`), so an office edits it on a page like anything else.
public struct WorkingDays: Sendable, Hashable {
    /// Days off that fall on a weekday.
    public var holidays: Set<Day>
    /// Weekend days that are worked instead (调休).
    public var workedWeekends: Set<Day>

    public init(holidays: Set<Day> = [], workedWeekends: Set<Day> = []) {
        self.holidays = holidays
        self.workedWeekends = workedWeekends
    }

    /// Whether a day is worked.
    public func isWorked(_ day: Day) -> Bool {
        day.weekday <= 5 ? !holidays.contains(day) : workedWeekends.contains(day)
    }

    /// The day on which a term of `count` working days ends; the day it starts on does not count
    /// (civil code art. 201; service of the last working day is in time).
    public func day(_ count: Int, after start: Day) -> Day {
        var (day, left) = (start, count)
        while left > 0 {
            day = day.adding(days: 1)
            if isWorked(day) { left -= 1 }
        }
        return day
    }

    /// Working days after `start` up to and with `end`; negative where `end` is earlier.
    public func count(from start: Day, to end: Day) -> Int {
        if end < start { return -count(from: end, to: start) }
        return (start.number..<end.number).count { isWorked(Day(number: $0 + 1)) }
    }
}
