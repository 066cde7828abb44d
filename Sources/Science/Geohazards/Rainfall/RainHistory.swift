/// How often the rain of a place reached each level of its thresholds: what triggers there, for the map of hazard.
public struct RainHistory: Sendable, Hashable {
    /// Hours with a value.
    public let hours: Int
    /// Spells of rain that reached a level or a higher one, blue first. Two spells are apart where it reached no level for a day.
    public let spells: [Int]

    /// Less than this of a record says nothing of a year.
    public static let fewestHours = 8000
    /// Hours without any level that part two spells.
    private static let pause = 24

    /// - Parameter rain: hour by hour, the oldest first, mm; NaN where there is no value, which counts as dry.
    /// - Complexity: O(hours with rain × days of the window).
    public init(_ rain: [Double], _ warning: RainWarning) {
        hours = rain.count { !$0.isNaN }
        let window = max(RainWarning.durations.last ?? 72, 24 * (warning.days + 1))
        let newestFirst = Array(rain.reversed()).map { $0.isNaN ? 0 : $0 }
        var spells = [0, 0, 0, 0]
        var (highest, last) = (0, Int.min / 2)
        for (hour, value) in rain.enumerated() where value > 0 {
            // A level is reached in an hour with rain or not at all: depths and effective rain fall in a dry one.
            let start = rain.count - 1 - hour
            let level = warning.judge(Array(newestFirst[start..<min(newestFirst.count, start + window)])).level
            guard level > 0 else { continue }
            if hour - last > Self.pause { highest = 0 }
            for reached in highest..<max(highest, level) { spells[reached] += 1 }
            (highest, last) = (max(highest, level), hour)
        }
        self.spells = spells
    }

    /// Spells a year that reached each level; nil where the record is too short.
    public var yearly: [Double]? { hours < Self.fewestHours ? nil : spells.map { Double($0) / (Double(hours) / 8766) } }

    /// 诱发条件等级: the highest level that the rain reaches at least once a year; low where it is blue or none. nil where the record is too short.
    public var trigger: DangerClass? {
        yearly.map { yearly in DangerClass(rawValue: yearly.count { $0 >= 1 }) ?? .low }
    }
}
