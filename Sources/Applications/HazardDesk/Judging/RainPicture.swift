import Geohazards
import Kernel

/// What the stations say at an hour, each by the thresholds of its zone.
struct RainPicture: Sendable {
    struct Spoken: Sendable {
        let station: Row<RainStation>
        let zone: Row<RainZone>
        let finding: RainWarning.Finding
    }
    let hour: Instant
    let spoken: [Spoken]
    /// Stations without a value of the last hours, or without thresholds.
    let silent: [Row<RainStation>]

    /// A station that has said nothing for longer is silent: its last rain is not taken for the present one.
    static let silence = 2
    /// A place is judged by no station that is farther away, m.
    static let reach = 30_000.0

    init(_ desk: Desk, at hour: Instant) async throws {
        self.hour = hour
        let today = hour.day
        let zones = Dictionary(grouping: try await desk.all(RainZone.self) { $0.since <= today }) { $0.name }
        var (spoken, silent): ([Spoken], [Row<RainStation>]) = ([], [])
        for station in try await desk.all(RainStation.self, bound: 2000) {
            let inForce = zones[station.zone]?.filter { $0.meta.isSimulated == station.meta.isSimulated }.max { $0.since < $1.since }
            guard let zone = inForce, let warning = zone.warning,
                let hours = try await Self.hours(of: station, back: 24 * (warning.days + 1), desk, at: hour)
            else {
                silent.append(station)
                continue
            }
            spoken.append(Spoken(station: station, zone: zone, finding: warning.judge(hours)))
        }
        (self.spoken, self.silent) = (spoken, silent)
    }

    /// Rain of the hour before `hour`, of the one before it, and so on; nil where the station is silent.
    private static func hours(of station: Row<RainStation>, back count: Int, _ desk: Desk, at hour: Instant) async throws -> [Double]? {
        let values = try await desk.measurements(
            of: "rain", of: station.id, in: RecordName.of(RainStation.self), from: hour.adding(hours: -max(count, 72)),
            to: Instant(milliseconds: hour.milliseconds + 1), limit: Desk.measurementLimit
        ).filter { $0.quality != .bad }
        guard let newest = values.map(\.at).max(), hour.hours(since: newest) <= Double(silence) else { return nil }
        var hours = [Double](repeating: 0, count: max(count, 72))
        for value in values {
            let age = Int((hour.milliseconds - value.at.milliseconds) / 3_600_000)
            if hours.indices.contains(age) { hours[age] += value.value }
        }
        return hours
    }

    /// The nearest station that spoke, of the same world: what is made up warns nobody of anything real.
    func nearest(to place: Position, isSimulated: Bool) -> (spoken: Spoken, metres: Double)? {
        let near = spoken.lazy.filter { $0.station.meta.isSimulated == isSimulated }.map { (spoken: $0, metres: place.metres(to: $0.station.place.position)) }
        return near.min { $0.metres < $1.metres }.flatMap { $0.metres <= Self.reach ? $0 : nil }
    }

    /// One line a station, for the record of the round.
    var table: String {
        let lines = spoken.sorted { $0.station.name < $1.station.name }.map { $0.finding.said(of: $0.station.name).chinese }
        return (lines + silent.map { "\($0.name)：缺报" }).joined(separator: "\n")
    }
}

extension RainWarning.Finding {
    /// The values and what they were held against.
    func said(of station: String) -> Label {
        Label(
            "\(station)：\(duration) 小时平均雨强 \(intensity.said()) 毫米/小时（阈值 \(intensityLimit.said())），24 小时 \(lastDay.said()) 毫米，有效雨量 \(effective.said()) 毫米（阈值 \(effectiveLimit.said())）",
            en:
                "\(station): \(intensity.said()) mm/h over \(duration) h (limit \(intensityLimit.said())), \(lastDay.said()) mm in 24 h, effective \(effective.said()) mm (limit \(effectiveLimit.said()))"
        )
    }
}
