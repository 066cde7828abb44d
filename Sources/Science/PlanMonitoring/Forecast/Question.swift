/// A value that was reported, as of the end of a month.
public struct Observation: Sendable, Hashable {
    public let time: YearMonth
    public let value: Double

    public init(_ time: YearMonth, _ value: Double) {
        self.time = time
        self.value = value
    }

    /// As of the end of a year.
    public init(year: Int, _ value: Double) { self.init(YearMonth(endOf: year), value) }
}

/// What values are possible at all.
public struct Bounds: Sendable, Hashable {
    public let lower: Double?
    public let upper: Double?

    public init(lower: Double? = nil, upper: Double? = nil) {
        self.lower = lower
        self.upper = upper
    }

    /// Counts and amounts.
    public static let nonNegative = Bounds(lower: 0)
    /// Shares in per cent.
    public static let percentage = Bounds(lower: 0, upper: 100)
    public static let none = Bounds()

    func clipped(_ value: Double) -> Double { min(max(value, lower ?? -.infinity), upper ?? .infinity) }
}

/// What shall be forecast.
public struct ForecastQuestion: Sendable, Hashable {
    /// Levels, or amounts of whole years, in any order and any distance of time.
    public var observations: [Observation]
    /// The end of this year is asked for.
    public var year: Int
    /// What shall be reached; nil where only the value is asked for.
    public var goal: Double?
    /// Whether the goal is an upper limit.
    public var lowerIsBetter: Bool
    public var unit: String
    /// Digits after the point with which values are reported and printed: 0 for counts. Nothing is forecast more exactly than that.
    public var decimals: Int
    public var bounds: Bounds

    public init(
        _ observations: [Observation], year: Int, goal: Double? = nil, lowerIsBetter: Bool = false, unit: String = "", decimals: Int = 0,
        bounds: Bounds = .nonNegative
    ) {
        self.observations = observations
        self.year = year
        self.goal = goal
        self.lowerIsBetter = lowerIsBetter
        self.unit = unit
        self.decimals = min(max(decimals, 0), 6)
        self.bounds = bounds
    }
}

/// Why nothing is forecast.
public enum NoForecast: Error, Sendable, Hashable {
    case tooFew(given: Int, needed: Int)
    case tooMany(Int)
    case repeatedTime(YearMonth)
    case notANumber(YearMonth)
    /// The year asked for is over.
    case notAhead(year: Int, last: YearMonth)
    /// Farther ahead than `most` years: the data span too little time.
    case tooFar(years: Double, most: Double)
    /// A sum over years needs the amounts of whole years, without a gap.
    case notYearly
    /// Done or not has no trend.
    case noTrend

    public var statement: Statement {
        switch self {
        case .tooFew(0, _): Statement("尚无数据，不作预测。", "There is no value yet. Nothing is forecast.")
        case .tooFew(let given, let needed):
            Statement(
                "仅有 \(given) 个数据点，少于 \(needed) 个：两点定一条直线，其余的点才能说明误差有多大，数据过少时区间没有意义，故不作预测。",
                "\(given == 1 ? "There is only 1 value" : "There are only \(given) values"), fewer than \(needed): two points make a line and only the others tell how far it errs, so with so few no interval means anything. Nothing is forecast."
            )
        case .tooMany(let given): Statement("数据点 \(given) 个，超过 10000 个，不作预测。", "There are \(given) values, more than 10,000. Nothing is forecast.")
        case .repeatedTime(let time): Statement("\(time) 有两个值，请先核实。", "\(time) has two values; settle which is right first.")
        case .notANumber(let time): Statement("\(time) 的值不是数字。", "The value of \(time) is not a number.")
        case .notAhead(let year, let last): Statement("数据已到 \(last)，\(year) 年无需预测。", "The data reach \(last); there is nothing to forecast for \(year).")
        case .tooFar(let years, let most):
            Statement(
                "需外推 \(NumberText.plain(years, decimals: 1)) 年，超过现有数据所能支持的 \(NumberText.plain(most, decimals: 1)) 年，不作预测。",
                "The year asked for is \(NumberText.plain(years, decimals: 1)) years ahead, but the data carry no farther than \(NumberText.plain(most, decimals: 1)). Nothing is forecast."
            )
        case .notYearly: Statement("累计类指标的预测需要逐年、连续的年度值。", "To forecast a sum the amounts of whole years are needed, without a gap.")
        case .noTrend: Statement("有无类目标没有趋势可言，不作预测。", "What is done or not has no trend. Nothing is forecast.")
        }
    }
}

/// What is to be expected of a year, how surely, and why.
public struct Forecast: Sendable, Hashable {
    public enum Model: String, Sendable, Hashable, CaseIterable {
        /// The same step every year.
        case linear
        /// The same growth every year: a line through the logarithms.
        case exponential

        public var name: Statement {
            switch self {
            case .linear: Statement("线性趋势", "linear trend")
            case .exponential: Statement("指数增长趋势", "exponential trend")
            }
        }
    }

    public let year: Int
    /// The middle of what is to be expected.
    public let expected: Double
    /// The ends of the interval in which the value will lie with the probability `level`, within what is possible.
    public let lower: Double
    public let upper: Double
    public let level: Double
    /// Of reaching the goal, 0…1; nil without a goal.
    public let probability: Double?
    public let model: Model
    /// How many values it stands on.
    public let points: Int
    /// Root mean square of what the left-out values were missed by, of each model that was tried.
    public let leftOutErrors: [Model: Double]
    /// 按近三年走势，2025 年为 71–84 家（80% 预测区间），达到 80 家的概率约 36%。
    public let statement: Statement
    public let reason: Reason
}
