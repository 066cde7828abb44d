import Geohazards
import Kernel

/// 危险性与风险区划: from the susceptibility of each square and what triggers there to its hazard, and with who and what is threatened to its risk.
struct DangerZoning: Sendable {
    struct Square: Sendable {
        let zone: Zoning.Square
        let trigger: DangerClass
        let hazard: DangerClass
        /// Of the points in it.
        let people: Int
        let property: Double
        /// nil where nobody and nothing is threatened.
        let exposure: DangerClass?
        var risk: DangerClass? { exposure.map { ClassMatrix.usual[hazard, $0] } }
    }
    let squares: [Square]
    private let zoning: Zoning
    private let triggers: Triggers

    /// - Parameter points: what each threatens, property in 万元.
    init(_ zoning: Zoning, _ triggers: Triggers, points: [(place: Position, people: Int, property: Double)]) {
        var threatened: [Int: (people: Int, property: Double)] = [:]
        for point in points {
            guard let key = zoning.square(at: point.place) else { continue }
            let known = threatened[key] ?? (0, 0)
            threatened[key] = (known.people + point.people, known.property + point.property)
        }
        (self.zoning, self.triggers) = (zoning, triggers)
        squares = zoning.squares.compactMap { zone in
            guard let trigger = triggers.danger(at: zone.middle) else { return nil }
            let (people, property) = threatened[zone.key] ?? (0, 0)
            let isExposed = people > 0 || property > 0
            return Square(
                zone: zone, trigger: trigger, hazard: ClassMatrix.usual[zone.level.danger, trigger], people: people, property: property,
                exposure: isExposed ? DangerClass(exposure: RiskGrade(people: people, loss: property)) : nil)
        }
    }

    /// Hazard and risk of one point: of its own cell, and of what it threatens itself.
    func dangers(of point: Row<HazardPoint>) -> (hazard: DangerClass, risk: DangerClass?)? {
        guard let level = zoning.level(at: point.place.position), let trigger = triggers.danger(at: point.place.position) else { return nil }
        let hazard = ClassMatrix.usual[level.danger, trigger]
        let (people, property) = (point.people ?? 0, point.property?.wan ?? 0)
        guard people > 0 || property > 0 else { return (hazard, nil) }
        return (hazard, ClassMatrix.usual[hazard, DangerClass(exposure: RiskGrade(people: people, loss: property))])
    }

    /// Share of the squares in each class of hazard, low first, per cent.
    var hazardShares: [Double] {
        DangerClass.allCases.map { level in Double(squares.count { $0.hazard == level }) / Double(max(1, squares.count)) * 100 }
    }
    /// How many people are threatened in squares of each class of risk, low first.
    var riskPeople: [Double] {
        DangerClass.allCases.map { level in Double(squares.filter { $0.risk == level }.reduce(0) { $0 + $1.people }) }
    }

    // MARK: keeping

    func keep(_ run: Row<ZoningRun>, _ points: [Row<HazardPoint>], _ changes: inout Changes) throws {
        let (shares, people, lines) = (hazardShares, riskPeople, triggers.lines.map { $0.joined(separator: "\t") }.joined(separator: "\n"))
        try changes.update(run.reference) { ($0.hazardShares, $0.riskPeople, $0.triggers) = (.some(shares), .some(people), .some(lines)) }
        for (number, square) in squares.enumerated() {
            let hazard = Danger(square.hazard)
            var draft = Draft<HazardZone>()
            (draft.title, draft.run, draft.level, draft.area) = ("\(hazard.rawValue)危险性 \(number + 1)", run.reference, hazard, square.zone.area)
            (draft.susceptibility, draft.trigger) = (square.zone.level, Danger(square.trigger))
            try changes.create(draft, isSimulated: run.meta.isSimulated)
            guard let exposure = square.exposure, let risk = square.risk else { continue }
            var zone = Draft<RiskZone>()
            (zone.title, zone.run, zone.level, zone.area) = ("\(Danger(risk).rawValue)风险 \(number + 1)", run.reference, Danger(risk), square.zone.area)
            (zone.hazard, zone.exposure, zone.people) = (hazard, Danger(exposure), square.people)
            zone.property = Money(wan: Int64(square.property.rounded()))
            try changes.create(zone, isSimulated: run.meta.isSimulated)
        }
        for point in points {
            let found = dangers(of: point)
            let (hazard, risk) = (found.map { Danger($0.hazard) }, found?.risk.map { Danger($0) })
            guard hazard != point.hazard || risk != point.risk else { continue }
            try changes.update(point.reference) { ($0.hazard, $0.risk) = (.some(hazard), .some(risk)) }
        }
    }
}

extension HazardPoint.State {
    /// Whether people below it are still at risk: not after it was struck off.
    var isThreatening: Bool { HazardPoint.watched.contains(self) }
}

extension Susceptibility {
    var danger: DangerClass { DangerClass(rawValue: rank) ?? .low }
}
