import Geohazards
import Testing

@Suite("Whether a slope holds")
struct StabilityTests {
    @Test(
        "The infinite slope of the hand calculations",
        arguments: [
            (30.0, 30.0, 0.0, 20.0, 0.0, 1.0), (30, 30, 0, 20, 1, 0.5095), (35, 32, 5, 18, 0.5, 0.944830), (35, 32, 5, 18, 1, 0.701650),
        ])
    func infiniteSlope(slope: Double, friction: Double, cohesion: Double, weight: Double, wetness: Double, expected: Double) {
        let soil = InfiniteSlope(cohesion: cohesion, friction: friction, unitWeight: weight, depth: 2)
        #expect(agree(soil.factorOfSafety(slope: slope, wetness: wetness), expected, within: 1e-6))
    }

    @Test("Level ground holds, and the states follow their bounds")
    func states() {
        #expect(InfiniteSlope(cohesion: 5, friction: 30, unitWeight: 20, depth: 2).factorOfSafety(slope: 0, wetness: 1) == .infinity)
        #expect(
            [1.2, 1.15, 1.1, 1.05, 1.02, 1, 0.99].map { StabilityState(factorOfSafety: $0) } == [
                .stable, .stable, .fairlyStable, .fairlyStable, .hardlyStable, .hardlyStable, .unstable,
            ])
        #expect(StabilityState(factorOfSafety: .infinity) == .stable)
    }

    @Test("Steady rain: the critical ratio, and what never or always fails")
    func steadyWetness() throws {
        let soil = SteadyWetness(friction: 45, density: 1.6)
        guard case .critical(let ratio) = soil.answer(slope: 30, contributingLength: 50) else { throw Missing() }
        #expect(agree(ratio, 0.0067623957, within: 1e-10))
        #expect(soil.answer(slope: 20.55, contributingLength: 50) == .alwaysStable)
        #expect(soil.answer(slope: 20.57, contributingLength: 50) != .alwaysStable)
        #expect(soil.answer(slope: 45.01, contributingLength: 50) == .alwaysUnstable)
        // At the critical ratio the cohesionless slope stands at the edge.
        let wetness = SteadyWetness.wetness(rainToTransmissivity: ratio, slope: 30, contributingLength: 50)
        let layer = InfiniteSlope(cohesion: 0, friction: 45, unitWeight: 1.6 * InfiniteSlope.water, depth: 2)
        #expect(agree(layer.factorOfSafety(slope: 30, wetness: wetness), 1, within: 1e-9))
    }

    @Test("The factor of safety of SINMAP")
    func stabilityIndex() {
        let first = StabilityIndex(cohesion: 0.1, friction: 35, waterDensity: 0.5, rechargeToTransmissivity: 1.0 / 2000)
        #expect(agree(first.wetness(slope: 30, contributingLength: 200), 0.2, within: 1e-12))
        #expect(agree(first.factorOfSafety(slope: 30, contributingLength: 200), 1.291516, within: 1e-6))
        let second = StabilityIndex(cohesion: 0.25, friction: 40, waterDensity: 0.5, rechargeToTransmissivity: 1.0 / 1000)
        #expect(agree(second.wetness(slope: 40, contributingLength: 600), 0.933434, within: 1e-6))
        #expect(agree(second.factorOfSafety(slope: 40, contributingLength: 600), 0.922214, within: 1e-6))
    }

    @Test(
        "Iverson's response to rain, and what it does to a slope in a day",
        arguments: [
            (1.0, 0.1875, 1.217818), (3, 0.1875, 1.217818), (6, 0.187532, 1.217794), (12, 0.189161, 1.216596), (24, 0.197853, 1.210202),
        ])
    func iverson(hours: Double, pressure: Double, safety: Double) {
        #expect(agree(TransientRain.response(0.1), 3.556945e-7, within: 1e-12))
        #expect(agree(TransientRain.response(1), 0.0502545417, within: 1e-9))
        #expect(agree(TransientRain.response(10), 0.9596214127, within: 1e-9))
        #expect(TransientRain.response(-1) == 0)
        let burst = TransientRain.Burst(slope: 30, depth: 2, waterTable: 1.5, diffusivity: 1e-5, intensity: 1, duration: 6 * 3600)
        let ratio = burst.pressureRatio(after: hours * 3600)
        #expect(agree(ratio, pressure, within: 1e-6))
        let soil = InfiniteSlope(cohesion: 4, friction: 33, unitWeight: 20, depth: 2)
        #expect(agree(soil.factorOfSafety(slope: 30, pressureHead: ratio * 2), safety, within: 1e-6))
    }

    @Test("TRIGRS over deep ground, and its bound", arguments: [(1.0, 0.375), (6, 0.376985), (12, 0.399098)])
    func sequence(hours: Double, head: Double) {
        #expect(agree(TransientRain.integratedComplementaryError(0), 0.5641895835, within: 1e-10))
        #expect(agree(TransientRain.integratedComplementaryError(1), 0.0502545417, within: 1e-10))
        let rain = [TransientRain.Sequence.Stretch(begins: 0, ends: 6 * 3600, intensity: 1)]
        let ground = TransientRain.Sequence(depth: 2, waterTable: 1.5, beta: 0.75, diffusivity: 4.0 / 3 * 1e-5, rain: rain)
        #expect(agree(ground.pressureHead(at: hours * 3600), head, within: 1e-6))
        let flood = TransientRain.Sequence(depth: 2, waterTable: 1.5, beta: 0.75, diffusivity: 1e-3, rain: [.init(begins: 0, ends: 1e7, intensity: 1)])
        #expect(flood.pressureHead(at: 9e6) == 1.5)
    }
}

struct Missing: Error {}
