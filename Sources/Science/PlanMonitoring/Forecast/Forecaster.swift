/// Forecasts an indicator to the end of a year from a few values, with an interval.
///
/// *Linear*: least squares on time. With n values, s² = Σe²/(n − 2) and Sxx = Σ(t − t̄)², the value at t₀ lies in
/// ŷ ± t_{n−2} s √(1 + 1/n + (t₀ − t̄)²/Sxx) (Draper and Smith, Applied Regression Analysis, §3.1). s² is not taken below d²/12, the variance of rounding
/// to the last printed digit d, so that no short series claims to be certain.
///
/// *Exponential*: the same on ln y, taken back by exp; its middle is the median. It is tried where all values are above 0, the trend grows, nothing bounds
/// it above and there are at least five values, and chosen where it misses left-out values clearly less: root mean square below 0.8 of the linear model's.
///
/// The probability of reaching a goal is that of Student's t with n − 2 degrees of freedom.
public struct Forecaster: Sendable, Hashable {
    /// The probability that the interval holds the value: 0.8.
    public let level: Double
    /// With fewer values nothing is forecast: 4, at least 3.
    public let minimumPoints: Int
    /// How far ahead, as a multiple of the time that the data span: 2.
    public let reach: Double

    public static let standard = Forecaster(checkedLevel: 0.8, minimumPoints: 4, reach: 2)

    /// nil unless 0.5 ≤ level ≤ 0.99, minimumPoints ≥ 3 and reach > 0.
    public init?(level: Double = 0.8, minimumPoints: Int = 4, reach: Double = 2) {
        guard level >= 0.5, level <= 0.99, minimumPoints >= 3, reach > 0, reach.isFinite else { return nil }
        self.init(checkedLevel: level, minimumPoints: minimumPoints, reach: reach)
    }

    private init(checkedLevel level: Double, minimumPoints: Int, reach: Double) {
        self.level = level
        self.minimumPoints = minimumPoints
        self.reach = reach
    }

    /// The value at the end of a year: a level, or the amount of that year.
    public func forecast(_ question: ForecastQuestion) throws(NoForecast) -> Forecast {
        let series = try checked(question)
        return try predict(question, series, at: [YearMonth(endOf: question.year)], soFar: 0)
    }

    /// The sum of the amounts of the years `firstYear`…`question.year`: those reported, and the linear trend for those to come.
    ///
    /// Years before `firstYear` tell the trend but are not summed. The bounds of the question are those of one year.
    public func forecastSum(_ question: ForecastQuestion, since firstYear: Int) throws(NoForecast) -> Forecast {
        let series = try checked(question)
        guard series.allSatisfy({ $0.time.month == 12 }), zip(series, series.dropFirst()).allSatisfy({ $0.time.year + 1 == $1.time.year }) else {
            throw .notYearly
        }
        let soFar = series.reduce(0) { $1.time.year >= firstYear ? $0 + $1.value : $0 }
        let ahead = (max(series[series.count - 1].time.year + 1, firstYear)...max(question.year, firstYear)).map { YearMonth(endOf: $0) }
        return try predict(question, series, at: ahead, soFar: soFar)
    }

    /// The values in order of time, if they can carry a forecast.
    private func checked(_ question: ForecastQuestion) throws(NoForecast) -> [Observation] {
        guard question.observations.count <= 10_000 else { throw .tooMany(question.observations.count) }
        let series = question.observations.sorted { $0.time < $1.time }
        if let bad = series.first(where: { !$0.value.isFinite }) { throw .notANumber(bad.time) }
        for (one, next) in zip(series, series.dropFirst()) where one.time == next.time { throw .repeatedTime(one.time) }
        guard series.count >= minimumPoints, let first = series.first?.time, let last = series.last?.time else {
            throw .tooFew(given: series.count, needed: minimumPoints)
        }
        let end = YearMonth(endOf: question.year)
        guard last < end else { throw .notAhead(year: question.year, last: last) }
        let (ahead, most) = (end.years - last.years, (last.years - first.years) * reach)
        guard ahead <= most + 1e-9 else { throw .tooFar(years: ahead, most: most) }
        return series
    }

    private func predict(_ question: ForecastQuestion, _ series: [Observation], at times: [YearMonth], soFar: Double) throws(NoForecast) -> Forecast {
        let fits = Fits(series, decimals: question.decimals)
        let mayGrow = times.count == 1 && soFar == 0 && question.bounds.upper == nil
        let model = fits.chosen(mayGrow: mayGrow)
        guard let student = StudentT(degrees: Double(series.count - 2)), let width = student.quantile((1 + level) / 2) else {
            throw .tooFew(given: series.count, needed: minimumPoints)
        }
        let line = model == .linear ? fits.linear : fits.exponential ?? fits.linear
        let moments = times.map(\.years)
        let middle = moments.reduce(soFar) { $0 + line.value(at: $1) }
        let error = line.error(ofSumAt: moments)
        let number = Double(times.count)
        let bounds = Bounds(lower: question.bounds.lower.map { soFar + number * $0 }, upper: question.bounds.upper.map { soFar + number * $0 })
        func value(_ place: Double) -> Double { bounds.clipped(model == .linear ? place : exponential(place)) }

        let probability = question.goal.map { goal -> Double in
            // A positive series is above every goal that is not.
            if model == .exponential, goal <= 0 { return question.lowerIsBetter ? 0 : 1 }
            let score = ((model == .linear ? goal : naturalLogarithm(goal)) - middle) / error
            return question.lowerIsBetter ? student.probability(below: score) : student.probability(above: score)
        }
        let words = ForecastWords(question: question, first: series[0].time, last: series[series.count - 1].time, level: level)
        let (lower, upper) = (value(middle - width * error), value(middle + width * error))
        return Forecast(
            year: question.year, expected: value(middle), lower: lower, upper: upper, level: level, probability: probability, model: model,
            points: series.count, leftOutErrors: fits.leftOutErrors(mayGrow: mayGrow), statement: words.statement(lower, upper, probability),
            reason: words.reason(model: model, fits: fits, mayGrow: mayGrow, width: width, error: error, middle: value(middle)))
    }
}

/// The models through one series.
struct Fits {
    let linear: Line
    /// Through the logarithms; nil where it may not be tried.
    let exponential: Line?
    private let values: [Double]

    init(_ series: [Observation], decimals: Int) {
        let step = power(10, -Double(decimals))
        let rounding = step * step / 12
        values = series.map(\.value)
        linear = Line(series.map { ($0.time.years, $0.value) }, leastVariance: rounding)
        if series.count >= 5, linear.slope > 0, values.allSatisfy({ $0 > 0 }) {
            exponential = Line(series.map { ($0.time.years, naturalLogarithm($0.value)) }, leastVariance: rounding / (linear.meanValue * linear.meanValue))
        } else {
            exponential = nil
        }
    }

    /// Of the models that may be tried, on the scale of the values.
    func leftOutErrors(mayGrow: Bool) -> [Forecast.Model: Double] {
        var errors: [Forecast.Model: Double] = [.linear: Self.rootMeanSquare(linear.leftOutErrors)]
        if mayGrow, let exponential {
            errors[.exponential] = Self.rootMeanSquare(
                zip(values, exponential.leftOutErrors).map { $0 - PlanMonitoring.exponential(naturalLogarithm($0) - $1) })
        }
        return errors
    }

    func chosen(mayGrow: Bool) -> Forecast.Model {
        let errors = leftOutErrors(mayGrow: mayGrow)
        guard let straight = errors[.linear], let growing = errors[.exponential] else { return .linear }
        return growing < 0.8 * straight ? .exponential : .linear
    }

    private static func rootMeanSquare(_ errors: [Double]) -> Double { (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot() }
}
