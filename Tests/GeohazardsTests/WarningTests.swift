import Foundation
import Geohazards
import Testing

@Suite("Rain that triggers, slopes that creep")
struct WarningTests {
    @Test("The published curves of rain and duration")
    func thresholds() {
        let durations = [1.0, 3, 6, 12, 24, 48, 72]
        #expect(agree(durations.map { RainThreshold.caine.intensity(duration: $0) }, [14.82, 9.655, 7.368, 5.623, 4.291, 3.275, 2.796], within: 5e-4))
        #expect(agree(durations.map { RainThreshold.guzzetti.intensity(duration: $0) }, [2.2, 1.357, 1, 0.737, 0.543, 0.401, 0.335], within: 5e-4))
        #expect(agree(durations.map { RainThreshold.centralEurope.intensity(duration: $0) }, [9.4, 5.081, 3.446, 2.338, 1.586, 1.076, 0.857], within: 5e-4))
        #expect(agree(RainThreshold.caine.depth(duration: 24), 103.0, within: 0.05))
    }

    @Test("A curve of one's own: events on a line are found again, and the five-percent curve leaves five in a hundred below")
    func frequentist() throws {
        let line = try #require(TriggeringRain([1, 5, 20, 80].map { .init(duration: $0, depth: 7.7 * pow($0, 0.39)) }))
        #expect(agree(line.exponent, 0.39, within: 1e-12) && agree(line.depth(duration: 10, .five), 7.7 * pow(10, 0.39), within: 1e-9))

        // Residuals of a normal distribution, by Box and Muller from a fixed seed.
        var state: UInt64 = 7
        func share() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Double(state >> 11) + 0.5) / 9_007_199_254_740_992
        }
        let events = (0..<2000).map { _ in
            let (duration, deviation) = (pow(10, share() * 2), sqrt(-2 * log(share())) * cos(2 * .pi * share()))
            return TriggeringRain.Event(duration: duration, depth: pow(10, 0.9 + 0.4 * log10(duration) + 0.2 * deviation))
        }
        let fit = try #require(TriggeringRain(events))
        let below = events.count { $0.depth < fit.depth(duration: $0.duration, .five) }
        #expect((80...120).contains(below), "\(below) of 2000 events lie below the five-percent curve")
        #expect(TriggeringRain([.init(duration: 1, depth: 5), .init(duration: 1, depth: 6), .init(duration: 1, depth: 7)]) == nil)
    }

    @Test("Effective rain of ten days before")
    func antecedent() throws {
        let days = [0.0, 12, 0, 35, 8, 0, 0, 20, 5, 0]
        let rain = try #require(AntecedentRain())
        #expect(agree(rain.effective(days), 35.236990, within: 1e-6))
        #expect(agree(try #require(AntecedentRain(retention: 0.8)).effective(days), 28.663972, within: 1e-6))
        #expect(agree(rain.halfLife, 3.98, within: 5e-3))
        #expect(AntecedentRain(retention: 1) == nil)
    }

    @Test("Tangent angles and their stages")
    func tangentAngle() throws {
        let slope = try #require(TangentAngle(uniformRate: 2))
        let ratios = [0.5, 1, 2, 5, 5.671282, 10, 11.430052, 20]
        #expect(agree(ratios.map { slope.angle(rate: 2 * $0) }, [26.5651, 45, 63.4349, 78.6901, 80, 84.2894, 85, 87.1376], within: 1e-4))
        #expect(
            ratios.map { slope.stage(rate: 2.0001 * $0) } == [
                .stable, .uniform, .initialAcceleration, .initialAcceleration, .middleAcceleration, .middleAcceleration, .imminent, .imminent,
            ])
        // One jump warns nobody; three readings do.
        #expect(slope.stage([2, 2, 40]) == .uniform)
        #expect(slope.stage([40, 40, 40]) == .imminent)
        #expect(slope.stage([40, 40]) == .stable)
        #expect(TangentAngle(uniformRate: 0) == nil)
    }

    @Test("Rates against the threshold of the stable stage")
    func rates() throws {
        let threshold = try #require(RateThreshold(stable: [1, 1, 1, 1]))
        #expect(threshold.base == 1.5)
        #expect([1, 1.5, 3, 7.5, 15].map(threshold.level) == [0, 1, 2, 3, 4])
        #expect(RateThreshold(stable: [0, 0]) == nil)
    }

    @Test("Inverse velocity meets nothing at the failure; scatter gives the time a width")
    func inverseVelocity() throws {
        let velocities = stride(from: 10.0, through: 25, by: 1).map { Velocity(time: $0, rate: 1 / (0.02 * (30 - $0))) }
        let failure = try #require(FailureTime(inverse: velocities))
        #expect(agree(failure.time, 30, within: 1e-9) && agree(failure.determination, 1, within: 1e-12) && failure.deviation < 1e-6)
        let scattered = velocities.enumerated().map { Velocity(time: $1.time, rate: 1 / (1 / $1.rate + ($0 % 2 == 0 ? 0.01 : -0.01))) }
        let estimate = try #require(FailureTime(inverse: scattered))
        #expect(estimate.deviation > 0.1 && (estimate.time - 30).magnitude < 3 * estimate.deviation)
        // A slope that calms down does not fail.
        #expect(FailureTime(inverse: velocities.map { Velocity(time: 35 - $0.time, rate: $0.rate) }) == nil)
        #expect(FailureTime(inverse: Array(velocities.prefix(2))) == nil)
    }

    @Test("Saito's three times")
    func saito() throws {
        #expect(agree(try #require(FailureTime.saito(10, 20, 25)), 30, within: 1e-12))
        #expect(FailureTime.saito(10, 15, 20) == nil)
    }

    @Test("Velocities take the true distance of readings, and keep silent over gaps")
    func velocities() {
        let readings = [Displacement(time: 0, 0), Displacement(time: 2, 4), Displacement(time: 2, 9), Displacement(time: 12, 14), Displacement(time: 13, 16)]
        #expect(readings.velocities(gap: 5) == [Velocity(time: 1, rate: 2), Velocity(time: 12.5, rate: 2)])
        #expect(readings.velocities().map(\.rate) == [2, 1, 2])
    }

    @Test("A reading that stands out is replaced, a step stays")
    func hampel() {
        #expect(hampelFiltered([1, 1.1, 0.9, 50, 1, 1.1, 0.9]) == [1, 1.1, 0.9, 1, 1, 1.1, 0.9])
        let step = [1, 1.1, 0.9, 1, 5, 5.1, 4.9, 5]
        #expect(hampelFiltered(step) == step)
        #expect(hampelFiltered([]) == [])
    }
}
