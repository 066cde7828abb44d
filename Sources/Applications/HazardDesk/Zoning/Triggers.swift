import Geohazards
import Kernel

/// 诱发条件: what triggers slopes where: how often the rain of each station reaches the thresholds of its zone, or one class for the whole ground.
struct Triggers: Sendable {
    struct Place: Sendable {
        let name: String
        let position: Position
        let history: RainHistory
        let danger: DangerClass
    }
    let places: [Place]
    /// Where the office says which rain it reckons with.
    let everywhere: DangerClass?

    /// As far back as the record of a station is looked at, days.
    static let reach = 1100

    init(everywhere: DangerClass?, places: [Place] = []) { (self.everywhere, self.places) = (everywhere, places) }

    /// From the records of all stations of one world.
    init(_ desk: Desk, isSimulated: Bool) async throws {
        let now = desk.engine.context.now().hour
        let today = now.day
        let zones = Dictionary(grouping: try await desk.all(RainZone.self) { $0.since <= today }) { $0.name }
        var places: [Place] = []
        for station in try await desk.all(RainStation.self, bound: 2000) where station.meta.isSimulated == isSimulated {
            let inForce = zones[station.zone]?.filter { $0.meta.isSimulated == isSimulated }.max { $0.since < $1.since }
            guard let thresholds = inForce?.warning else { continue }
            let history = RainHistory(try await Self.hours(of: station, desk, until: now), thresholds)
            guard let danger = history.trigger else { continue }
            places.append(Place(name: station.name, position: station.place.position, history: history, danger: danger))
        }
        self.init(everywhere: nil, places: places)
    }

    /// Hour by hour, the oldest first; NaN where there is no good value.
    static func hours(of station: Row<RainStation>, _ desk: Desk, until now: Instant) async throws -> [Double] {
        let first = now.adding(hours: -24 * reach)
        var hours = [Double](repeating: .nan, count: 24 * reach + 1)
        let end = Instant(milliseconds: now.milliseconds + 1)
        // A station may speak every few minutes: its record is read a page at a time.
        var next: Instant? = first
        while let from = next {
            let values = try await desk.measurements(
                of: "rain", of: station.id, in: RecordName.of(RainStation.self), from: from, to: end, limit: Desk.measurementLimit, earliestFirst: true)
            for value in values where value.quality != .bad {
                let hour = Int((value.at.milliseconds - first.milliseconds + 3_599_999) / 3_600_000)
                if hours.indices.contains(hour) { hours[hour] = (hours[hour].isNaN ? 0 : hours[hour]) + value.value }
            }
            next = values.count < Desk.measurementLimit ? nil : values.last.map { Instant(milliseconds: $0.at.milliseconds + 1) }
        }
        return Array(hours.drop { $0.isNaN })
    }

    /// What triggers at a place: by the nearest station within ``RainPicture/reach``; nil where none is.
    func danger(at place: Position) -> DangerClass? {
        if let everywhere { return everywhere }
        let near = places.map { (metres: place.metres(to: $0.position), danger: $0.danger) }.min { $0.metres < $1.metres }
        return near.flatMap { $0.metres <= RainPicture.reach ? $0.danger : nil }
    }

    /// One line a station, for the report: name, hours, spells a year of each level, class.
    var lines: [[String]] {
        if let everywhere { return [["全域（指定）", "—", "—", "—", "—", "—", Danger(everywhere).rawValue]] }
        return places.sorted { $0.name < $1.name }.map { place in
            [place.name, "\(place.history.hours)"] + (place.history.yearly ?? []).map { $0.said(2) } + [Danger(place.danger).rawValue]
        }
    }
}
