/// What the values of an hour, a day or a month come to. Bad values do not count; where nothing counts, there is none.
public struct RollUp: Sendable, Hashable {
    /// When it begins, in milliseconds since 1970-01-01T00:00:00Z.
    public let start: Int64
    public internal(set) var count: Int
    public internal(set) var sum: Double
    public internal(set) var least: Double
    public internal(set) var most: Double
    public var mean: Double { sum / Double(count) }

    /// Spans of the calendar in China Standard Time (UTC+8, without summer time).
    public enum Span: Sendable, Hashable, CaseIterable { case hour, day, month }

    static let zone: Int64 = 8 * 3_600_000

    /// Two parts of the same span as one. As no sample is stored twice, roll-ups of parts add up to that of the whole, in any order.
    mutating func add(_ other: RollUp) {
        count += other.count
        sum += other.sum
        least = min(least, other.least)
        most = max(most, other.most)
    }
}

extension RollUp.Span {
    /// The number of the span that a moment lies in: hours and days since the beginning of 1970, months since the beginning of year 0.
    func index(of time: Int64) -> Int64 {
        switch self {
        case .hour: floorDivide(time + RollUp.zone, 3_600_000)
        case .day: floorDivide(time + RollUp.zone, 86_400_000)
        case .month: Calendar.month(ofDay: floorDivide(time + RollUp.zone, 86_400_000))
        }
    }

    /// When a span begins.
    func start(of index: Int64) -> Int64 {
        switch self {
        case .hour: index * 3_600_000 - RollUp.zone
        case .day: index * 86_400_000 - RollUp.zone
        case .month: Calendar.firstDay(ofMonth: index) * 86_400_000 - RollUp.zone
        }
    }
}

/// Down, also below zero.
func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}

/// Days since 1970-01-01 and months since the beginning of year 0, in the Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”).
enum Calendar {
    static func month(ofDay day: Int64) -> Int64 {
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let month = (5 * (dayOfEra - (365 * year + year / 4 - year / 100)) + 2) / 153
        return (year + era * 400) * 12 + month + 2
    }

    static func firstDay(ofMonth month: Int64) -> Int64 {
        let fromMarch = month - 2
        let (year, march) = (floorDivide(fromMarch, 12), fromMarch - floorDivide(fromMarch, 12) * 12)
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * march + 2) / 5 - 719_468
    }
}

/// Roll-ups of one stream in order of time.
struct RollUps: Sendable {
    private(set) var all: [RollUp] = []

    /// Those of samples, by hour or day. O(samples).
    init(of samples: Samples, by span: RollUp.Span) { add(samples, by: span) }
    init(_ all: [RollUp] = []) { self.all = all }

    /// Adds samples that come after all that were added before, or in the last span.
    mutating func add(_ samples: Samples, by span: RollUp.Span) {
        var (index, end) = (0, Int64.min)
        var loss = 0.0
        while index < samples.count {
            defer { index += 1 }
            guard samples.flags[index] != Flag.bad.rawValue else { continue }
            let (time, value) = (samples.times[index], samples.values[index])
            if time >= end {
                let number = span.index(of: time)
                end = span.start(of: number + 1)
                loss = 0
                let start = span.start(of: number)
                if all.last?.start != start {
                    all.append(RollUp(start: start, count: 1, sum: value, least: value, most: value))
                    continue
                }
            }
            let last = all.count - 1
            all[last].count += 1
            all[last].least = min(all[last].least, value)
            all[last].most = max(all[last].most, value)
            // Kahan: what an addition lost goes into the next one.
            let lighter = value - loss
            let sum = all[last].sum + lighter
            loss = (sum - all[last].sum) - lighter
            all[last].sum = sum
        }
    }

    /// Several parts as one, by the span that they have, or by a longer one.
    init(merging parts: [[RollUp]], by span: RollUp.Span? = nil) {
        if parts.count == 1, let only = parts.first {
            if span == nil { all = only } else { append(only, by: span) }
        } else {
            append(parts.flatMap(\.self).sorted { $0.start < $1.start }, by: span)
        }
    }

    private mutating func append(_ ordered: [RollUp], by span: RollUp.Span?) {
        all.reserveCapacity(ordered.count)
        for part in ordered {
            let start = span.map { $0.start(of: $0.index(of: part.start)) } ?? part.start
            if all.last?.start == start {
                all[all.count - 1].add(part)
            } else {
                all.append(RollUp(start: start, count: part.count, sum: part.sum, least: part.least, most: part.most))
            }
        }
    }
}
