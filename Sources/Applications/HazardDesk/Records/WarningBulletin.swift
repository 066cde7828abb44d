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
            (bulletin.renewedAt, bulletin.endedAt) = (warning.lastHeld > issued ? warning.lastHeld : nil, warning.endedAt)
            (bulletin.expires, bulletin.instruction) = (warning.validTo, meaning)
            bulletin.figures = [("raisedAt", warning.raisedAt.alertText)]
            if let reference = warning.point, let point = try? await desk.row(reference) {
                bulletin.outline = point.extent?.rings.first ?? [point.place.position]
            }
            return bulletin
        }
    }
}

extension Instant {
    /// To the second, with its zone.
    fileprivate var alertText: String { String(description.prefix(19)) + "+08:00" }
}
