/// The sentences of a forecast.
struct ForecastWords {
    let question: ForecastQuestion
    let first: YearMonth
    let last: YearMonth
    let level: Double

    func statement(_ lower: Double, _ upper: Double, _ probability: Double?) -> Statement {
        let range = NumberText.range(lower, upper, unit: question.unit, decimals: question.decimals)
        let interval = NumberText.percent(level, decimals: 0)
        var chinese = "按近\(span.chinese)走势，\(question.year) 年为 \(range)（\(interval) 预测区间）"
        var english = "On the trend of the last \(span.english), \(question.year) will bring \(range) (\(interval) interval)"
        if let goal = question.goal, let probability {
            let chance = Self.chance(probability)
            let goal = NumberText.measured(goal, unit: question.unit)
            chinese += "，达标概率\(chance.chinese)（目标 \(question.lowerIsBetter ? "≤ " : "")\(goal)）"
            english += "; the target of \(question.lowerIsBetter ? "at most " : "")\(goal) is reached with a probability \(chance.english)"
        }
        return Statement(chinese + "。", english + ".")
    }

    func reason(model: Forecast.Model, fits: Fits, mayGrow: Bool, width: Double, error: Double, middle: Double) -> Reason {
        var reason = Reason()
        let count = fits.linear.count
        reason.note(Quantity("n", Statement("数据点数", "number of values"), Double(count)))
        reason.note(Quantity("b", Statement("年均变化", "change per year"), fits.linear.slope, unit: question.unit))
        reason.note(Quantity("ŷ", Statement("预测值", "middle of the forecast"), middle, unit: question.unit))
        reason.note(Quantity("t", Statement("t 分位数", "quantile of Student's t"), width))
        reason.note(
            Quantity("se", Statement(model == .linear ? "预测标准误" : "预测标准误（对数）", model == .linear ? "standard error" : "standard error of the logarithm"), error))
        reason.note("依据 \(first) 至 \(last) 的 \(count) 个值", "from \(count) values of \(first) to \(last)")
        let errors = fits.leftOutErrors(mayGrow: mayGrow)
        if let straight = errors[.linear], let growing = errors[.exponential] {
            let (straight, growing) = (NumberText.plain(straight, decimals: 2), NumberText.plain(growing, decimals: 2))
            reason.note(
                "留一检验误差：线性 \(straight)，指数 \(growing)；指数误差低于线性的 80% 时才采用指数，故采用\(model.name.chinese)",
                "left-out values are missed by \(straight) (linear) and \(growing) (exponential); the exponential trend is taken only below 80% of the linear, so the \(model.name.english) is taken"
            )
        } else {
            reason.note("采用\(model.name.chinese)", "the \(model.name.english) is taken")
        }
        let percent = NumberText.percent(level, decimals: 0)
        reason.note("\(percent) 区间取自由度 \(count - 2) 的 t 分布", "the \(percent) interval is that of Student's t with \(count - 2) degrees of freedom")
        return reason
    }

    /// How long the data span: 三年, 1.5 年.
    private var span: Statement {
        let years = last.years - first.years
        let whole = Int(years.rounded())
        guard whole >= 1, abs(years - Double(whole)) < 0.01 else {
            let text = NumberText.plain(years, decimals: 1)
            return Statement(" \(text) 年", "\(text) years")
        }
        return Statement("\(whole > 10 ? " \(whole) " : NumberText.chinese(whole))年", whole == 1 ? "year" : "\(whole) years")
    }

    /// Never 0 or 100 %: no trend is certain.
    private static func chance(_ probability: Double) -> Statement {
        if probability > 0.99 { return Statement("大于 99%", "above 99%") }
        if probability < 0.01 { return Statement("小于 1%", "below 1%") }
        let text = NumberText.percent(probability, decimals: 0)
        return Statement("约 \(text)", "of about \(text)")
    }
}

extension Target {
    /// Forecasts the indicator to the last year of the term.
    /// - Parameter observations: levels; of a yearly flow or a period sum the amounts of whole years.
    /// - Parameters:
    ///   - decimals: digits after the point with which values are reported.
    ///   - bounds: what values are possible; of a period sum the amount of a year.
    public func forecast(
        from observations: [Observation], decimals: Int = 0, bounds: Bounds = .nonNegative, by forecaster: Forecaster = .standard
    ) throws(NoForecast) -> Forecast {
        let goal = kind == .averageGrowth ? level(atMonth: term.months) : value
        let question = ForecastQuestion(
            observations, year: term.last.year, goal: goal, lowerIsBetter: isFalling, unit: unit, decimals: decimals, bounds: bounds)
        switch kind {
        case .allOrNothing: throw .noTrend
        case .periodSum: return try forecaster.forecastSum(question, since: term.first.year)
        default: return try forecaster.forecast(question)
        }
    }
}
