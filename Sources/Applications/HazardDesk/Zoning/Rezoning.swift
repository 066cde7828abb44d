import Kernel

/// Zoning follows what it was made of: where the inventory or the thresholds are no longer those of the run in use, it is run again, without anyone asking.
enum Rezoning {
    /// - Returns: how many runs were made anew.
    @discardableResult
    static func run(_ desk: Desk) async throws -> Int {
        var count = 0
        for run in try await desk.rows(ZoningRun.self, limit: 4, where: { $0.isCurrent == true }) {
            // One that does not say what it was made of is from before this was kept: nobody knows whether it still holds.
            guard try await inventory(desk, isSimulated: run.meta.isSimulated) != run.inventory else { continue }
            var order = Draft<ZoningInput>()
            (order.method, order.terrain, order.rain) = (run.method, .some(run.terrain), .some(run.rain))
            _ = try await desk.carryOut("zoneCounty", order.submission)
            count += 1
        }
        return count
    }

    /// A word that changes when a point comes, goes, moves, threatens others or nobody any more, or a threshold does (FNV-1a).
    static func inventory(_ desk: Desk, isSimulated: Bool) async throws -> String {
        let points = try await points(desk, isSimulated: isSimulated)
        let zones = try await desk.all(RainZone.self).filter { $0.meta.isSimulated == isSimulated }
        let words =
            points.map { point in
                let exposed = point.state.isThreatening ? "\(point.people ?? 0) \(point.property?.wan ?? 0)" : "-"
                return "\(point.id.text) \(point.place.position.longitude) \(point.place.position.latitude) \(exposed)"
            }
            + zones.map { "\($0.id.text) \($0.meta.version)" }
        return "\(points.count)-"
            + String(words.joined(separator: "\n").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
    }

    /// What a zoning learns from: every point but those that are not yet or no longer believed in.
    static func points(_ desk: Desk, isSimulated: Bool) async throws -> [Row<HazardPoint>] {
        try await desk.all(HazardPoint.self) { !($0.state.isIn([.suspected, .rejected])) }.filter { $0.meta.isSimulated == isSimulated }
    }
}
