import Kernel

extension HazardWarning {
    /// A warning goes out when people have issued it, is renewed as long as the values hold it, and is taken back when it is lifted.
    static var bulletins: Bulletins<HazardWarning>? {
        Bulletins(told: { $0.issuedAt.isFilled }) { warning, desk in
            guard let issued = warning.issuedAt else { return nil }
            let (level, meaning) = (warning.level, warning.level.meaning)
            var bulletin = Bulletin(
                Label("地质灾害气象风险预警", en: "Geohazard warning"), .geological, level,
                // Blue and yellow stand for 5 to 50 of 100 cases, orange and red for more: what the protocol calls possible and likely.
                level.rank >= 3 ? .likely : .possible, issuedAt: issued,
                headline: Label(warning.title, en: "\(level.label.english) geohazard warning: \(warning.title)"),
                text: Label(warning.basis, en: warning.basisInEnglish), audience: "县、乡镇、村防灾责任人和群测群防员")
            (bulletin.renewals, bulletin.endedAt) = (try await renewals(of: warning, since: issued, desk), warning.endedAt)
            (bulletin.expires, bulletin.instruction) = (warning.validTo, meaning)
            bulletin.figures = [("raisedAt", "\(warning.raisedAt)")]
            bulletin.outline = try await outline(of: warning, desk)
            return bulletin
        }
    }

    /// Each hour that held it after it was issued, out of its history: each was told as a message of its own, which what comes later has to name.
    private static func renewals(of warning: Row<HazardWarning>, since issued: Instant, _ desk: Desk) async throws -> [Instant] {
        guard warning.lastHeld > issued else { return [] }
        let held = try await desk.history(of: warning.id, in: RecordName.of(HazardWarning.self), limit: 1000).compactMap { logged in
            (try? JSON(parsing: logged.change.payload))?["after"]?["lastHeld"]?.string.flatMap { Instant($0) }
        }
        return Set(held + [warning.lastHeld]).filter { $0 > issued }.sorted()
    }

    /// Where its point is; nothing, where that is not for whoever asks.
    private static func outline(of warning: Row<HazardWarning>, _ desk: Desk) async throws -> [Position] {
        guard let reference = warning.point else { return [] }
        do {
            let point = try await desk.row(reference)
            return point.extent?.rings.first ?? [point.place.position]
        } catch {
            switch error {
            case .forbidden, .notFound: return []
            default: throw error
            }
        }
    }
}
