import Foundation
import Testing

@testable import PlanMonitoring

@Suite("Forecasts")
struct ForecastTests {
    private static let companies = [31.0, 37, 44, 55, 60].enumerated().map { Observation(year: 2018 + $0, $1) }

    @Test("Both trends agree with SciPy on the same series: middle, interval, probability, errors of left-out values")
    func reference() throws {
        let all = try Reference.read().forecasts
        #expect(all.count == 4)
        for (name, series) in all {
            let points = zip(series.times, series.values).map { (time: $0, value: $1) }
            let logarithms = points.map { (time: $0.time, value: log($0.value)) }
            for (line, expected, isLog) in [
                (Line(points, leastVariance: 0), series.linear, false), (Line(logarithms, leastVariance: 0), series.exponential, true),
            ] {
                let student = try #require(StudentT(degrees: Double(line.degrees)))
                let back: (Double) -> Double = { isLog ? exp($0) : $0 }
                let (middle, error) = (line.value(at: series.at), line.error(ofSumAt: [series.at]))
                let width = try #require(student.quantile(0.9))
                let score = ((isLog ? log(series.goal) : series.goal) - middle) / error
                let leftOut = zip(series.values, line.leftOutErrors).map { isLog ? $0 - exp(log($0) - $1) : $1 }
                #expect(agree(back(middle), expected.expected, within: 1e-9), "\(name)")
                #expect(agree(back(middle - width * error), expected.lower, within: 1e-9), "\(name)")
                #expect(agree(back(middle + width * error), expected.upper, within: 1e-9), "\(name)")
                #expect(agree(student.probability(above: score), expected.probability, within: 1e-7), "\(name)")
                #expect(agree((leftOut.reduce(0) { $0 + $1 * $1 } / Double(leftOut.count)).squareRoot(), expected.leftOut, within: 1e-9), "\(name)")
            }
        }
    }

    @Test("Companies from 2018 to 2022 as the page shows them: the sentence, the numbers of SciPy, the choice of the trend")
    func companies() throws {
        let series = try #require(Reference.read().forecasts["companies"])
        let forecast = try target(.higherIsBetter, base: 37, 80, unit: "家").forecast(from: Self.companies.shuffled())
        #expect(forecast.model == .linear)
        #expect(agree(forecast.expected, series.linear.expected, within: 1e-9))
        #expect(agree(try #require(forecast.probability), series.linear.probability, within: 1e-7))
        #expect(agree(try #require(forecast.leftOutErrors[.exponential]), series.exponential.leftOut, within: 1e-9))
        #expect(forecast.statement.chinese == "按近四年走势，2025 年为 78–88 家（80% 预测区间），达标概率约 83%（目标 80 家）。")
        #expect(
            forecast.statement.english
                == "On the trend of the last 4 years, 2025 will bring 78–88 家 (80% interval); the target of 80 家 is reached with a probability of about 83%.")
        #expect(forecast.reason.statement.chinese.contains("留一检验误差：线性 1.94，指数 3"))
    }

    @Test("A series that grows by a third each year is not forecast by a straight line")
    func growing() throws {
        let series = try #require(Reference.read().forecasts["growing"])
        let observations = zip(series.times, series.values).map { Observation(year: Int($0) - 1, $1) }
        let forecast = try Forecaster.standard.forecast(ForecastQuestion(observations, year: 2025, goal: 120, decimals: 1))
        #expect(forecast.model == .exponential)
        #expect(agree(forecast.expected, series.exponential.expected, within: 1e-9))
        #expect(agree(try #require(forecast.probability), series.exponential.probability, within: 1e-7))
        let bounded = try Forecaster.standard.forecast(ForecastQuestion(observations, year: 2025, decimals: 1, bounds: .percentage))
        #expect(bounded.model == .linear, "what cannot pass 100 % does not grow exponentially")
    }

    @Test("Too few values, too far ahead, twice the same month: nothing is forecast, and the reason is told")
    func refused() throws {
        let forecaster = Forecaster.standard
        let few = ForecastQuestion(Array(Self.companies.prefix(3)), year: 2025)
        #expect(throws: NoForecast.tooFew(given: 3, needed: 4)) { try forecaster.forecast(few) }
        #expect(NoForecast.tooFew(given: 3, needed: 4).statement.chinese.contains("故不作预测"))
        #expect(try #require(Forecaster(minimumPoints: 3)).forecast(ForecastQuestion(Array(Self.companies.prefix(3)), year: 2023)).points == 3)
        #expect(Forecaster(minimumPoints: 2) == nil && Forecaster(level: 1) == nil)
        #expect(throws: NoForecast.tooFar(years: 13, most: 8)) { try forecaster.forecast(ForecastQuestion(Self.companies, year: 2035)) }
        #expect(throws: NoForecast.notAhead(year: 2022, last: try month(2022, 12))) { try forecaster.forecast(ForecastQuestion(Self.companies, year: 2022)) }
        let twice = Self.companies + [Observation(year: 2020, 45)]
        #expect(throws: NoForecast.repeatedTime(try month(2020, 12))) { try forecaster.forecast(ForecastQuestion(twice, year: 2025)) }
        let broken = Self.companies + [Observation(year: 2017, .nan)]
        #expect(throws: NoForecast.notANumber(try month(2017, 12))) { try forecaster.forecast(ForecastQuestion(broken, year: 2025)) }
        #expect(throws: NoForecast.noTrend) { try target(.allOrNothing, 1).forecast(from: Self.companies) }
        #expect(throws: NoForecast.tooFew(given: 0, needed: 4)) { try target(.hold, 1).forecast(from: []) }
        let half = Self.companies + [Observation(try month(2023, 6), 30)]
        #expect(throws: NoForecast.notYearly) { try target(.periodSum, 300).forecast(from: half) }
    }

    @Test("The interval stays within what is possible, and a perfectly straight series is not certain")
    func bounds() throws {
        let shares = [90.0, 96, 93, 99].enumerated().map { Observation(year: 2019 + $0, $1) }
        let share = try Forecaster.standard.forecast(ForecastQuestion(shares, year: 2025, goal: 100, unit: "%", decimals: 1, bounds: .percentage))
        #expect(share.upper == 100 && share.expected == 100 && share.lower < 100)
        let falling = [9.0, 7, 4, 2].enumerated().map { Observation(year: 2019 + $0, $1) }
        let fallen = try Forecaster.standard.forecast(ForecastQuestion(falling, year: 2025, goal: 1, lowerIsBetter: true))
        #expect(fallen.lower == 0 && fallen.expected == 0)
        #expect(try #require(fallen.probability) > 0.9)
        let straight = [10.0, 20, 30, 40].enumerated().map { Observation(year: 2019 + $0, $1) }
        let counted = try Forecaster.standard.forecast(ForecastQuestion(straight, year: 2023, goal: 50))
        #expect(counted.lower < 50 && counted.upper > 50)
        #expect(abs(try #require(counted.probability) - 0.5) < 1e-9)
    }

    @Test("A sum is what was reported plus the trend of the years to come")
    func sums() throws {
        // 8, 10, 12, 14 in 2020–2023: the trend gives 16 and 18 for 2024 and 2025. Since 2021: 10 + 12 + 14 + 16 + 18.
        let results = [8.0, 10, 12, 14].enumerated().map { Observation(year: 2020 + $0, $1) }
        let forecast = try target(.periodSum, 50, unit: "项").forecast(from: results)
        #expect(abs(forecast.expected - 70) < 1e-9)
        #expect(forecast.model == .linear)
        #expect(try #require(forecast.probability) > 0.99)
        #expect(forecast.statement.chinese.contains("达标概率大于 99%（目标 50 项）"))
    }

    @Test("An 80 % interval holds 80 % of 4,000 series that behave as assumed", arguments: [4, 5, 8])
    func coverage(points: Int) throws {
        var random = SeededGenerator(seed: UInt64(points))
        var (held, reached) = (0, 0.0)
        var hits = 0
        for _ in 0..<4000 {
            let (level, slope, noise) = (
                Double.random(in: 300...900, using: &random), Double.random(in: -10...20, using: &random), Double.random(in: 2...20, using: &random)
            )
            // Uneven: a value in June or December of each year.
            let times = try (0..<points).map { try month(2018 + $0, Bool.random(using: &random) ? 6 : 12) }
            let observations = times.map { Observation($0, level + slope * ($0.years - 2019) + noise * random.normal()) }
            let truth = level + slope * (YearMonth(endOf: 2027).years - 2019) + noise * random.normal()
            let goal = level + slope * (YearMonth(endOf: 2027).years - 2019) + noise * random.normal()
            let forecast = try #require(Forecaster(reach: 10)).forecast(ForecastQuestion(observations, year: 2027, goal: goal, decimals: 2))
            if forecast.lower <= truth, truth <= forecast.upper { held += 1 }
            reached += try #require(forecast.probability)
            if truth >= goal { hits += 1 }
        }
        let coverage = Double(held) / 4000
        #expect((0.77...0.83).contains(coverage), "\(points) values: \(coverage)")
        #expect(abs(reached - Double(hits)) / 4000 < 0.03, "\(points) values: told \(reached / 4000), came \(Double(hits) / 4000)")
    }

    @Test("An 80 % interval holds for series that grow, and for sums, too")
    func coverageOfOthers() throws {
        var random = SeededGenerator(seed: 9)
        var (grown, summed) = (0, 0)
        for _ in 0..<4000 {
            let (rate, noise) = (Double.random(in: 0.15...0.35, using: &random), Double.random(in: 0.01...0.05, using: &random))
            let amounts = (0..<11).map { 100 * exp(rate * Double($0) + noise * random.normal()) }
            let growing = amounts.prefix(8).enumerated().map { Observation(year: 2015 + $0, $1) }
            let forecast = try Forecaster.standard.forecast(ForecastQuestion(growing, year: 2025, decimals: 2))
            if forecast.lower <= amounts[10], amounts[10] <= forecast.upper { grown += 1 }

            let yearly = (0..<9).map { 200 + 5 * Double($0) + 8 * random.normal() }
            let reported = yearly.prefix(6).enumerated().map { Observation(year: 2017 + $0, $1) }
            let sum = try Forecaster.standard.forecastSum(ForecastQuestion(reported, year: 2025, decimals: 2), since: 2021)
            let truth = yearly[4...].reduce(0, +)
            if sum.lower <= truth, truth <= sum.upper { summed += 1 }
        }
        #expect((0.77...0.83).contains(Double(grown) / 4000), "\(Double(grown) / 4000)")
        #expect((0.77...0.83).contains(Double(summed) / 4000), "\(Double(summed) / 4000)")
    }
}
