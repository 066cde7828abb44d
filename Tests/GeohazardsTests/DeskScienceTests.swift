import Foundation
import Geohazards
import Testing

@Suite("Classes of hazards, rain in four levels, a slope that moves")
struct DeskScienceTests {
    @Test("Scale by what is measured of each type, risk and disaster grades with half-open limits")
    func classes() {
        #expect([9.9, 10, 99, 100, 1000, 10_000].map { HazardScale(.slide, $0) } == [.small, .medium, .medium, .large, .veryLarge, .giant])
        #expect([0.9, 1, 10, 100].map { HazardScale(.fall, $0) } == [.small, .medium, .large, .veryLarge])
        #expect([0.5, 1, 10, 20].map { HazardScale(.collapse, $0) } == [.small, .medium, .large, .veryLarge])
        #expect(HazardScale(.debrisFlow, -1) == nil)
        let threats: [(Int, Double, RiskGrade)] = [(99, 499, .small), (100, 0, .medium), (99, 500, .medium), (999, 9999, .large), (1, 10_000, .veryLarge)]
        for (people, loss, grade) in threats { #expect(RiskGrade(people: people, loss: loss) == grade) }
        #expect(RiskGrade(deaths: 3, loss: 0) == .medium && RiskGrade(deaths: 0, loss: 1000) == .veryLarge && RiskGrade(deaths: 2, loss: 99) == .small)
    }

    /// I = α·D^−0.4 with α = 5, 8, 12, 18; effective rain from 60, 100, 150, 220 mm.
    private var zone: RainWarning {
        get throws {
            let antecedent = try #require(AntecedentRain())
            let curves = [5.0, 8, 12, 18].map { RainThreshold(scale: $0, exponent: -0.4) }
            return try #require(RainWarning(curves: curves, effectiveLimits: [60, 100, 150, 220], antecedent: antecedent, days: 10))
        }
    }

    @Test("One hour of 12.5 mm lies between the third and the fourth curve")
    func intensity() throws {
        let found = try zone.judge([12.5])
        #expect(found.level == 3 && found.intensityLevel == 3 && found.duration == 1 && found.intensity == 12.5 && found.intensityLimit == 12)
        #expect(found.effectiveLevel == 0 && found.effective == 12.5 && found.effectiveLimit == 60)
    }

    @Test("Small rain for days wets the ground: the vector of effective rain with 30 mm of today")
    func effective() throws {
        // 65.236990 mm: today's 30 and 35.236990 left of ten days (domain-science 1.9); spread over the hours so that no curve is reached.
        let days = [30.0, 0, 12, 0, 35, 8, 0, 0, 20, 5, 0]
        let found = try zone.judge(days.flatMap { depth in [Double](repeating: depth / 24, count: 24) })
        #expect((found.effective - 65.236990).magnitude < 1e-6 && found.lastDay.rounded() == 30)
        #expect(found.effectiveLevel == 1 && found.effectiveLimit == 60)
        // 1.25 mm/h over 24 h: the blue curve is 5 × 24^−0.4 = 1.4025.
        #expect(found.intensityLevel == 0 && found.level == 1)
    }

    @Test("Dry ground has no level; limits that do not rise are no thresholds")
    func dry() throws {
        #expect(try zone.judge([]).level == 0)
        let antecedent = try #require(AntecedentRain())
        #expect(RainWarning(curves: [RainThreshold.caine, .caine, .caine, .caine], effectiveLimits: [1, 2, 3, 4], antecedent: antecedent, days: 10) == nil)
    }

    @Test("Rain on ground: the corners of the matrix")
    func matrix() {
        #expect(RainWarning.level(rain: 4, susceptibility: 4) == 4 && RainWarning.level(rain: 1, susceptibility: 1) == 0)
        #expect(RainWarning.level(rain: 4, susceptibility: 1) == 2 && RainWarning.level(rain: 1, susceptibility: 4) == 2)
        #expect(RainWarning.level(rain: 2, susceptibility: 2) == 1 && RainWarning.level(rain: 0, susceptibility: 4) == 0)
    }

    @Test("A slope that fails on day 30: its time is found from the inverse velocities, and it is imminent")
    func failing() throws {
        // U(t) = −ln(30 − t)/0.02, so that v = 1/(0.02 (30 − t)) and 1/v meets 0 at 30.
        let readings = (0...28).map { day in Displacement(time: Double(day), -log(30 - Double(day)) / 0.02) }
        let movement = try #require(Movement(readings, uniformRate: 1.7))
        #expect(movement.stage == .middleAcceleration || movement.stage == .imminent)
        let failure = try #require(movement.failure)
        #expect((failure.time - 30).magnitude < 0.2 && failure.deviation < 0.2)
        #expect(try #require(movement.angle) > 80)
        // One that creeps on evenly fails at no time.
        let even = try #require(Movement((0...28).map { Displacement(time: Double($0), 2 * Double($0)) }))
        #expect(even.uniformRate == 2 && even.stage == .uniform && even.failure == nil && even.level == 1)
        #expect(Movement([Displacement(time: 0, 1)]) == nil)
    }
}
