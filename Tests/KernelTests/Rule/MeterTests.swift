import Testing

@testable import Kernel

/// What rules look at in a series, against published numbers and by hand.
@Suite struct MeterTests {
    private static let begin = Instant(startOf: Day(number: 20_000))

    private func hourly(_ values: [Double?], minutes: Int = 60) -> [Measurement] {
        values.enumerated().compactMap { index, value in value.map { Measurement(at: Self.begin.adding(seconds: index * minutes * 60), $0) } }
    }

    private func results(_ measure: Measure, _ values: [Measurement], _ threshold: Rule.Threshold = .above(0, until: 0)) -> [Double?] {
        var meter = Meter(measure, for: threshold)
        return values.map { meter.add($0) }
    }

    /// R₁…R₁₀ = 0, 12, 0, 35, 8, 0, 0, 20, 5, 0: 35.236990 with 0.84 and 28.663972 with 0.80; with R₀ = 30 in front.
    @Test func antecedentRainIsThatOfCrozier() throws {
        let days = [0.0, 5, 20, 0, 0, 8, 35, 0, 12, 0, 30]
        let values = days.enumerated().map { Measurement(at: Self.begin.adding(seconds: $0 * 86_400 + 3600), $1) }
        let half = try #require(results(.antecedent(days: 10, factor: 0.84), values).last ?? nil)
        #expect((half - 65.236990).magnitude < 1e-6)
        let dry = try #require(results(.antecedent(days: 10, factor: 0.80), values.dropLast() + [Measurement(at: values[10].at, 0)]).last ?? nil)
        #expect((dry - 28.663972).magnitude < 1e-6)
        // A day later everything counts a factor less, and what lies eleven days back no longer.
        let later = results(.antecedent(days: 10, factor: 0.84), values + [Measurement(at: values[10].at.adding(seconds: 86_400), 0)]).last ?? nil
        #expect(((later ?? 0) - 65.236990 * 0.84).magnitude < 1e-6)
    }

    /// 10.1 10.3 9.9 10.0 10.2 15.0 10.1 9.8: median 10.1, MAD 0.15.
    @Test func departureIsTheRobustScore() throws {
        let values = [10.1, 10.3, 9.9, 10.0, 10.2, 15.0, 10.1, 9.8]
        for (value, score) in zip(values, [0, 0.899333, 0.899333, 0.449667, 0.449667, 22.033667, 0, 1.349]) {
            #expect((try #require(Meter.departure(of: value, from: values)) - score).magnitude < 1e-6)
        }
        #expect(results(.departure(hours: 100), hourly([1, 1, 1, 1, 1, 1, 1])).allSatisfy { $0 == nil }, "seven values say nothing")
        #expect(results(.departure(hours: 100), hourly([1, 1, 1, 1, 1, 1, 1, 1])).last == 0)
        #expect((try #require(results(.departure(hours: 100), hourly([1, 1, 1, 1, 1, 1, 1, 9])).last ?? nil) - 8 / 1.2533).magnitude < 1e-9)
    }

    @Test func aChangeIsToTheLastValueBeforeItsTime() {
        #expect(results(.change(hours: 2), hourly([1, 2, 4, 8, 16])) == [nil, 1, 3, 6, 12])
        #expect(results(.change(hours: 2), hourly([1, 2, nil, nil, nil, nil, nil, nil, 16, 17])) == [nil, 1, nil, 1], "nothing is guessed over a gap")
        #expect(results(.rate(hours: 2), hourly([0, 1, 2, nil, 8])) == [nil, 24, 24, 72])
    }

    @Test func aSumIsOfItsHoursAndLosesNothingOverManyValues() throws {
        #expect(results(.sum(hours: 3), hourly([1, 2, 3, 4, nil, 6])) == [1, 3, 6, 9, 10])
        let tenths = (0..<5000).map { Measurement(at: Self.begin.adding(seconds: $0 * 60), 0.1) }
        #expect((try #require(results(.sum(hours: 1), tenths).last ?? nil) - 6).magnitude < 1e-9)
    }

    @Test func whatLastsIsWhatWasNeverFallenShortOf() {
        let values = hourly([9, 12, 11, 13, 8, 12, 12, 12], minutes: 10)
        #expect(results(.lasting(minutes: 20), values) == [nil, nil, 9, 11, 8, 8, 8, 12])
        #expect(results(.lasting(minutes: 20), values, .below(0, until: 1)) == [nil, nil, 12, 13, 13, 13, 12, 12])
        #expect(results(.lasting(minutes: 20), hourly([12, nil, nil, nil, nil, nil, 12], minutes: 10)) == [nil, nil], "a gap is not covered")
    }

    @Test func badValuesCountNowhere() {
        let bad = Measurement(at: Self.begin.adding(seconds: 1800), 1000, .bad)
        let values = [hourly([1])[0], bad] + hourly([1, 2]).suffix(1)
        for measure in [Measure.newest, .sum(hours: 5), .change(hours: 5), .lasting(minutes: 60), .antecedent(days: 3, factor: 0.5)] {
            #expect(results(measure, values).compactMap(\.self).allSatisfy { $0 <= 3 }, "\(measure)")
        }
    }
}

private struct Gauge: Record {
    static let kind = Kind<Gauge>("雨量站")
    let name = Field<String>("名称")
    static var series: [Series] { [Series("rain", "雨量", unit: "毫米"), Series("level", "水位", unit: "毫米")] }
}

extension Role { fileprivate static let duty = Role("duty", "值守", Grant([.read], of: "gauge")) }

@Suite struct RuleReplayTests {
    private static let begin = Instant(startOf: Day(number: 20_000))

    private func hourly(_ values: [Double?]) -> [Measurement] {
        values.enumerated().compactMap { index, value in value.map { Measurement(at: Self.begin.adding(seconds: index * 3600), $0) } }
    }

    @Test func anEpisodeBeginsBeyondTheLimitAndEndsWhereItIsOver() {
        let rule = Rule("R-level", "水位", series: "level", of: Gauge.self, .above(10, until: 8), level: .orange, for: .duty)
        let episodes = rule.replay(["level": hourly([5, 11, 9, 14, 8.5, 8, 9.9, 10.1])])
        #expect(episodes.map(\.from) == [1, 7].map { Self.begin.adding(seconds: $0 * 3600) })
        #expect(episodes.map(\.until) == [Self.begin.adding(seconds: 5 * 3600), nil])
        #expect(episodes.map(\.extreme) == [14, 10.1] && episodes.map(\.values) == [[11], [10.1]])
    }

    @Test func aCombinationNeedsAllOfItsPartsAtOneTime() {
        let rule = Rule(
            "R-both", "强降雨且涨水", series: "rain", of: Gauge.self, by: .sum(hours: 3), .above(20, until: 10),
            and: [Rule.Part("level", by: .change(hours: 2), .above(5, until: 2))],
            level: .red, for: .duty)
        let rain = hourly([0, 8, 8, 8, 0, 0, 0, 0])
        #expect(rule.replay(["rain": rain, "level": hourly([1, 1, 1, 3, 5, 7, 9, 9])]).isEmpty, "the water rises when the rain is over")
        let episodes = rule.replay(["rain": rain, "level": hourly([1, 1, 3, 7, 9, 9, 9, 9])])
        #expect(episodes.map(\.from) == [Self.begin.adding(seconds: 3 * 3600)] && episodes.map(\.values) == [[24, 6]])
        #expect(episodes.map(\.until) == [Self.begin.adding(seconds: 5 * 3600)])
        #expect(rule.replay(["rain": rain]).isEmpty && rule.replay([:]).isEmpty, "a series without values crosses nothing")
    }

    @Test func whatIsReplayedIsWhatIsSaidLive() {
        let values = hourly([3, 9, 12, 4, 15, 22, 1, 0, 0, 30, 2, 2, 2, 2, 2])
        for measure in [Measure.newest, .sum(hours: 4), .change(hours: 3), .lasting(minutes: 120), .antecedent(days: 2, factor: 0.84)] {
            let rule = Rule("R", "规则", series: "rain", of: Gauge.self, by: measure, .above(10, until: 5), level: .blue, for: .duty)
            var isInForce = false
            var begun: [Instant] = []
            for count in 1...values.count {
                let until = values[count - 1].at
                let evaluation = rule.evaluate { _, seconds, _ in values.filter { $0.at <= until && $0.at >= until.adding(seconds: -seconds) } }
                if isInForce {
                    isInForce = !evaluation.isOver(rule)
                } else if evaluation.isCrossed(rule) {
                    isInForce = true
                    begun.append(until)
                }
            }
            #expect(rule.replay(["rain": values]).map(\.from) == begun, "\(measure)")
        }
    }
}
