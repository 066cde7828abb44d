import Geohazards
import Kernel
import Terrain

/// A county that does not exist, on simulated ground and from a fixed seed: ten towns, 120 hazard points, stations in the middle of a storm, slopes that
/// creep, warnings that were right and wrong. Every record is marked as simulated.
enum Samples {
    /// - Parameter rainDays: how far back the rain of the stations goes.
    static func make(_ desk: Desk, rainDays: Int = 12) async throws {
        guard let ground = Ground.simulated else { return }
        let world = SimulatedCounty(ground: ground, county: county(of: desk.actor.region), now: desk.engine.context.now().hour)
        var chance = Chance(seed: 20_260_722)
        let made = chance
        let points = try await desk.together { changes in
            var chance = made
            return try world.records(&changes, &chance)
        }
        for _ in 0..<1000 { _ = chance.next() }
        try await series(of: points, world, desk, rainDays, &chance)
        _ = try await Judging.run(desk)
        try await answers(desk)
        try await Patrolling.run(desk)
        try await Verifying.run(desk)
        var order = Draft<ZoningInput>()
        order.method = .informationValue
        _ = try await desk.carryOut("zoneCounty", order.submission)
    }

    /// A county's code of six digits within the region that the installation serves; where that is larger, one that no county has.
    private static func county(of region: Region) -> String {
        region.code.count >= 6 ? String(region.code.prefix(6)) : region.code + String("9999".prefix(6 - max(2, region.code.count)))
    }

    /// Hourly rain that ends in a storm; daily displacement of five slopes, one of which runs away.
    private static func series(
        of points: [Row<HazardPoint>], _ world: SimulatedCounty, _ desk: Desk, _ rainDays: Int, _ chance: inout Chance
    ) async throws {
        let storms = SimulatedRain(before: world.now, days: rainDays)
        for (number, station) in try await desk.all(RainStation.self).filter(\.meta.isSimulated).enumerated() {
            let values = storms.values(strength: 0.4 + Double(number % 5) * 0.3, &chance)
            for start in stride(from: 0, to: values.count, by: 4000) {
                try await desk.append(Array(values[start..<min(start + 4000, values.count)]), to: "rain", of: station.id, in: "rainStation")
            }
        }
        for (number, point) in points.filter({ $0.state == .monitored }).prefix(5).enumerated() {
            var (value, values) = (0.0, [Measurement]())
            for day in 0..<60 {
                let even = 0.3 + Double(number) * 0.2
                let rate = number == 4 && day > 35 ? 1 / (0.02 * Double(72 - day)) : even
                value += rate * (0.95 + chance.share() * 0.1)
                values.append(Measurement(at: world.now.adding(hours: 24 * (day - 59)), (value * 100).rounded() / 100))
            }
            try await desk.append(values, to: "displacement", of: point.id, in: "hazardPoint")
        }
    }

    /// The desk issues the two highest warnings; most of those who were called answer.
    private static func answers(_ desk: Desk) async throws {
        let raised = try await desk.all(HazardWarning.self) { $0.state == .raised }.filter(\.meta.isSimulated)
        let chosen = raised.sorted { ($0.level.rank, $1.id) > ($1.level.rank, $0.id) }.prefix(4)
        try await desk.together { changes in
            for warning in chosen {
                try changes.move(warning.reference, step: "issue")
                for (number, call) in try changes.rows(WarningCall.self, where: { $0.warning == warning.reference }).enumerated() where number % 3 != 1 {
                    try changes.move(call.reference, step: "answer")
                }
            }
        }
    }
}
