/// What a rule looks at in a series: one number that follows from its values up to a moment. Bad values count nowhere.
public enum Measure: Sendable, Hashable {
    /// The newest value.
    case newest
    /// By how much the value has changed in so many hours: the newest less the last one before that time began; where there is none, less the first one in
    /// it, which understates the change.
    case change(hours: Int)
    /// The same, a day, by the true distance in time: nothing is guessed over a gap.
    case rate(hours: Int)
    /// What the values of so many hours add up to.
    case sum(hours: Int)
    /// The values of today and, less every day by a factor, of so many days before: R₀ + Σ kⁱ Rᵢ (antecedent effective rain: Crozier, “Landslides”, 1986;
    /// k is usually 0.84). Days are those of China.
    case antecedent(days: Int, factor: Double)
    /// The value that has not been fallen short of (for a limit above) or exceeded (for one below) for so many minutes; none until values cover that time.
    case lasting(minutes: Int)
    /// How far the newest value lies from the median of so many hours, in robust standard deviations (Iglewicz and Hoaglin, “How to detect and handle
    /// outliers”, 1993: beyond 3.5 it is an outlier). Never below zero; none for fewer than eight values.
    case departure(hours: Int)

    /// How many seconds back from the newest value it looks.
    var reach: Int {
        switch self {
        case .newest: 0
        case .change(let hours), .rate(let hours): 2 * hours * 3600
        case .sum(let hours), .departure(let hours): hours * 3600
        case .antecedent(let days, _): (days + 1) * 86_400
        case .lasting(let minutes): 2 * minutes * 60
        }
    }

    /// Whether the time it looks at is a time: from a minute to a year and a day.
    var isSound: Bool {
        if case .newest = self { return true }
        if case .antecedent(_, let factor) = self, !(factor > 0 && factor < 1) { return false }
        return (60...2 * 366 * 86_400).contains(reach)
    }

    /// `位移 24 小时变化`, as it stands in the reason of an alert.
    func label(_ series: Label) -> Label {
        switch self {
        case .newest: series
        case .change(let hours): Label("\(series.chinese) \(hours) 小时变化", en: "change of \(series.english) in \(hours) h")
        case .rate(let hours): Label("\(series.chinese) \(hours) 小时日均速率", en: "daily rate of \(series.english) over \(hours) h")
        case .sum(let hours): Label("\(series.chinese) \(hours) 小时累计", en: "\(series.english) of \(hours) h")
        case .antecedent(let days, _): Label("\(series.chinese)当日及前 \(days) 日有效累计", en: "effective \(series.english) of today and \(days) days before")
        case .lasting(let minutes): Label("\(series.chinese)持续 \(minutes) 分钟", en: "\(series.english) for \(minutes) min")
        case .departure(let hours): Label("\(series.chinese)偏离 \(hours) 小时中位数（倍稳健标准差）", en: "departure of \(series.english) from the median of \(hours) h")
        }
    }

    /// Whether its result has the unit of the series.
    var keepsUnit: Bool {
        if case .departure = self { return false }
        return true
    }
}

/// Works out a measure value by value, in order of time: for one that has just come as for the replay of ten years.
struct Meter: Sendable {
    private let measure: Measure
    private let isAbove: Bool
    /// The values that the measure looks at, from `start` on.
    private var window: [Measurement] = []
    private var start = 0
    private var sum = 0.0

    init(_ measure: Measure, for threshold: Rule.Threshold) {
        self.measure = measure
        isAbove = if case .above = threshold { true } else { false }
    }

    /// The values behind the last result.
    var used: ArraySlice<Measurement> { window[start...] }

    /// - Returns: nil where the values so far do not say.
    /// - Complexity: O(1) but for `lasting`, `antecedent` and `departure`, which look at all values of their time.
    mutating func add(_ measurement: Measurement) -> Double? {
        guard measurement.quality != .bad else { return value(at: window.last?.at ?? measurement.at) }
        if case .newest = measure { (window, start) = ([], 0) }
        window.append(measurement)
        sum += measurement.value
        let limit = measurement.at.adding(seconds: -measure.reach)
        while window[start].at < limit || (isSum && window[start].at == limit && start < window.count - 1) {
            sum -= window[start].value
            start += 1
        }
        if start > 1024, start * 2 > window.count {
            window.removeFirst(start)
            start = 0
            // What subtraction left behind is gone.
            sum = window.reduce(0) { $0 + $1.value }
        }
        return value(at: measurement.at)
    }

    private var isSum: Bool { if case .sum = measure { true } else { false } }

    private func value(at now: Instant) -> Double? {
        guard let newest = used.last else { return nil }
        switch measure {
        case .newest: return newest.value
        case .change(let hours): return base(hours, now).map { newest.value - $0.value }
        case .rate(let hours):
            return base(hours, now).map { (newest.value - $0.value) / (Double(newest.at.milliseconds - $0.at.milliseconds) / 86_400_000) }
        case .sum: return sum
        case .antecedent(let days, let factor): return effective(days, factor, now.day)
        case .lasting(let minutes): return lasting(since: now.adding(seconds: -minutes * 60))
        case .departure: return Meter.departure(of: newest.value, from: used.map(\.value))
        }
    }

    private func base(_ hours: Int, _ now: Instant) -> Measurement? {
        let begin = now.adding(seconds: -hours * 3600)
        let base = used.last { $0.at <= begin } ?? used.first
        return base.flatMap { $0.at < now ? $0 : nil }
    }

    private func effective(_ days: Int, _ factor: Double, _ today: Day) -> Double {
        var sums = [Double](repeating: 0, count: days + 1)
        for value in used {
            let age = today.number - value.at.day.number
            if sums.indices.contains(age) { sums[age] += value.value }
        }
        // Horner: ((R₃ k + R₂) k + R₁) k + R₀.
        return sums.reversed().reduce(0) { $0 * factor + $1 }
    }

    private func lasting(since begin: Instant) -> Double? {
        guard let first = used.lastIndex(where: { $0.at <= begin }) else { return nil }
        let values = used[first...].map(\.value)
        return isAbove ? values.min() : values.max()
    }

    /// 0.6745 (x − median) / MAD; where more than half of the values are equal, by the mean distance instead.
    static func departure(of value: Double, from values: [Double]) -> Double? {
        guard values.count >= 8 else { return nil }
        let middle = median(values)
        let distances = values.map { ($0 - middle).magnitude }
        let distance = (value - middle).magnitude
        let spread = median(distances)
        if spread > 0 { return 0.6745 * distance / spread }
        let mean = distances.reduce(0, +) / Double(distances.count)
        return mean > 0 ? distance / (1.2533 * mean) : 0
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
