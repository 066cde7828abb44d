import Geohazards
import Kernel
import Terrain

/// The records of the simulated county.
struct SimulatedCounty: Sendable {
    let ground: Ground
    let county: String
    let now: Instant

    private struct Town { let name: String, code: String, place: Position }

    func records(_ changes: inout Changes, _ chance: inout Chance) throws -> [Row<HazardPoint>] {
        let towns = towns(&chance)
        for town in towns { try name(town, &changes) }
        try thresholds(&changes)
        for (number, town) in towns.enumerated() { try station(town, number, &changes) }
        let monitors = try towns.flatMap { town in try (1...2).map { try monitor(town, village: $0, &changes, &chance) } }
        let shelters = try towns.map { try shelter($0, &changes, &chance) }
        let cells = slides(&chance)
        var points: [Row<HazardPoint>] = []
        for (number, cell) in cells.enumerated() {
            guard let place = ground.position(row: Double(cell / ground.heights.width), column: Double(cell % ground.heights.width)),
                let town = towns.indices.min(by: { towns[$0].place.metres(to: place) < towns[$1].place.metres(to: place) })
            else { continue }
            let point = try point(number, cell, place, towns[town], monitors[2 * town + number % 2], shelters[town], &changes, &chance)
            try what(hangsOn: point, number, shelters[town], &changes, &chance)
            points.append(point)
        }
        try past(points, towns, &changes)
        return points
    }

    private func towns(_ chance: inout Chance) -> [Town] {
        Self.towns.enumerated().compactMap { number, name in
            let (row, column) = (Double(15 + number / 5 * 70 + chance.below(40)), Double(12 + number % 5 * 28 + chance.below(12)))
            return ground.position(row: row, column: column).map { Town(name: name, code: county + "9\(number < 9 ? "0" : "")\(number + 1)", place: $0) }
        }
    }

    private func name(_ town: Town, _ changes: inout Changes) throws {
        if try changes.rows(RegionName.self, limit: 1, where: { $0.code == Region(town.code) }).isEmpty {
            var region = Draft<RegionName>()
            (region.code, region.name) = (Region(town.code), town.name)
            try changes.create(region, isSimulated: true)
        }
        var draft = Draft<HazardTown>()
        (draft.name, draft.town, draft.place, draft.officer, draft.phone) = (
            town.name, Region(town.code), Point(town.place), .some(Self.people[town.code.utf8.count % Self.people.count]),
            .some(Phone(unchecked: "13800001100"))
        )
        try changes.create(draft, isSimulated: true)
    }

    private func thresholds(_ changes: inout Changes) throws {
        var draft = Draft<RainZone>()
        (draft.name, draft.basis) = ("模拟全域", "模拟阈值，未经率定，只供演示")
        draft.since = now.day.adding(days: -400)
        draft.exponent = -0.39
        (draft.blueScale, draft.yellowScale, draft.orangeScale, draft.redScale) = (9, 14.82, 22, 32)
        (draft.blueRain, draft.yellowRain, draft.orangeRain, draft.redRain) = (60, 100, 150, 220)
        try changes.create(draft, isSimulated: true)
    }

    private func station(_ town: Town, _ number: Int, _ changes: inout Changes) throws {
        guard number < 8 else { return }
        var draft = Draft<RainStation>()
        (draft.name, draft.number, draft.town, draft.place, draft.zone) = (
            "\(town.name)雨量站", .some("MN\(1001 + number)"), Region(town.code), Point(town.place), "模拟全域"
        )
        try changes.create(draft, isSimulated: true)
    }

    private func monitor(_ town: Town, village: Int, _ changes: inout Changes, _ chance: inout Chance) throws -> Row<Monitor> {
        var draft = Draft<Monitor>()
        (draft.name, draft.village, draft.phone) = (
            Self.people[chance.below(Self.people.count)], Region("\(town.code)20\(village)"), Phone(unchecked: "1390000\(1000 + chance.below(9000))")
        )
        draft.trainedOn = .some(now.day.adding(days: -chance.below(300)))
        return try changes.create(draft, isSimulated: true)
    }

    private func shelter(_ town: Town, _ changes: inout Changes, _ chance: inout Chance) throws -> Row<Shelter> {
        var draft = Draft<Shelter>()
        (draft.name, draft.town, draft.place, draft.capacity) = ("\(town.name)中心小学避险点", Region(town.code), Point(town.place), 200 + chance.below(800))
        draft.supplies = .some("帐篷、棉被、饮用水（模拟）")
        return try changes.create(draft, isSimulated: true)
    }

    /// Cells that slid: the likelier the steeper and the softer the ground, at least 300 m from one another.
    private func slides(_ chance: inout Chance) -> [Int] {
        let slope = ground.heights.slope().values
        let rock = ground.rock ?? slope.map { _ in 0 }
        var cells: [Int] = []
        for _ in 0..<200_000 where cells.count < 120 {
            let cell = chance.below(slope.count)
            guard !slope[cell].isNaN else { continue }
            let likelihood = max(0, Double(slope[cell]) - 8) / 40 * [0.15, 0.45, 1.0][rock[cell]]
            let width = ground.heights.width
            let isFree = cells.allSatisfy { max(abs($0 / width - cell / width), abs($0 % width - cell % width)) >= 3 }
            if isFree, chance.share() < likelihood * likelihood * 2 { cells.append(cell) }
        }
        return cells
    }

    private func point(
        _ number: Int, _ cell: Int, _ place: Position, _ town: Town, _ monitor: Row<Monitor>, _ shelter: Row<Shelter>, _ changes: inout Changes,
        _ chance: inout Chance
    ) throws -> Row<HazardPoint> {
        var draft = Draft<HazardPoint>()
        let type = [HazardPoint.Category.slide, .slide, .slide, .fall, .unstableSlope, .debrisFlow][chance.below(6)]
        let size = type == .fall || type == .debrisFlow ? 0.2 + chance.share() * 12 : 2 + chance.share() * chance.share() * 300
        let (people, wan) = (6 + chance.below(10) * chance.below(16), Int64(60 + chance.below(900)))
        let state = Self.states[number % Self.states.count]
        (draft.name, draft.type, draft.town) = ("\(town.name)\(Self.slopes[number % Self.slopes.count])\(number + 1)号\(type.rawValue)", type, monitor.village)
        draft.code = .some("\(county)\(["01", "02", "03", "07"][number % 4])\(String(10_001 + number).dropFirst())")
        (draft.place, draft.location) = (Point(place), .some("\(town.name)（模拟位置）"))
        draft.volume = .some((size * 10).rounded() / 10)
        draft.scale = .some(type.measure.flatMap { HazardScale($0, (size * 10).rounded() / 10) }.map { HazardPoint.Scale.allCases[$0.rawValue] })
        (draft.households, draft.people, draft.property) = (.some(max(1, people / 4)), .some(people), .some(Money(wan: wan)))
        draft.grade = .some(HazardPoint.Grade.allCases[RiskGrade(people: people, loss: Double(wan)).rawValue])
        let height = Double(ground.heights.values[cell])
        (draft.frontElevation, draft.rearElevation) = (.some(height.rounded() - 30), .some(height.rounded() + 40))
        draft.stratum = .some(["T₁j 嘉陵江组灰岩", "T₂b 巴东组泥灰岩", "J₂s 沙溪庙组砂泥岩"][ground.rock?[cell] ?? 0])
        draft.structure = .some(HazardPoint.Structure.allCases[chance.below(5)])
        draft.causes = .some([.rain] + (chance.below(2) == 0 ? [.cutting] : []))
        draft.signs = .some(["后缘有拉裂缝", "前缘鼓胀，树木歪斜", "陡崖危岩松动", "墙体开裂", "泉水变浑"][chance.below(5)])
        let stability = HazardPoint.Stability.allCases[1 + chance.below(3)]
        (draft.stability, draft.trend) = (.some(stability), .some(stability))
        (draft.objects, draft.means, draft.warningSignal, draft.evacuation) = (
            .some("居民点和村道"), .some("裂缝尺量、目测"), .some("铜锣、村村响"), .some("沿村道向两侧撤离，不走沟底")
        )
        (draft.responsible, draft.responsiblePhone) = (.some(Self.people[number % Self.people.count]), .some(Phone(unchecked: "1370000\(1000 + number)")))
        if state != .suspected, state != .registered {
            (draft.monitor, draft.shelter, draft.cardsOn) = (.some(monitor.reference), .some(shelter.reference), .some(now.day.adding(days: -200)))
        }
        draft.state = state
        return try changes.create(draft, isSimulated: true)
    }

    /// Evidence up to its state, households, works, a patrol.
    private func what(hangsOn point: Row<HazardPoint>, _ number: Int, _ shelter: Row<Shelter>, _ changes: inout Changes, _ chance: inout Chance) throws {
        var stages: [PointEvidence.Stage] = point.state == .suspected ? [] : [.survey]
        if ![.suspected, .registered].contains(point.state) { stages.append(.cards) }
        if [.treated, .moving, .observed, .closing, .closed].contains(point.state) { stages.append(.design) }
        if [.observed, .closing, .closed].contains(point.state) { stages += [.acceptance, .effect] }
        if point.state == .closed { stages += [.opinion, .notice, .approval] }
        for (place, stage) in stages.enumerated() {
            var draft = Draft<PointEvidence>()
            (draft.point, draft.stage, draft.title) = (point.reference, stage, "\(stage.rawValue)（模拟）")
            draft.day = now.day.adding(days: -900 + place * 60)
            try changes.create(draft, isSimulated: true)
        }
        if number % 3 == 0 {
            for place in 0..<2 {
                var draft = Draft<Household>()
                (draft.point, draft.head, draft.people, draft.frail) = (
                    point.reference, Self.people[chance.below(Self.people.count)], 2 + chance.below(4), chance.below(2)
                )
                (draft.shelter, draft.house, draft.helper) = (.some(shelter.reference), .some("砖混 2 层（模拟）"), .some(Self.people[place]))
                draft.cardOn = .some(point.cardsOn)
                if [.observed, .closed].contains(point.state) { (draft.movedOn, draft.newHome) = (.some(now.day.adding(days: -500)), .some("集镇安置点（模拟）")) }
                try changes.create(draft, isSimulated: true)
            }
        }
        if stages.contains(.design) {
            var draft = Draft<HazardWork>()
            (draft.point, draft.name, draft.category) = (point.reference, "\(point.name)治理工程（模拟）", point.state == .moving ? .relocation : .engineering)
            (draft.cost, draft.contractor, draft.begins, draft.ends) = (
                .some(Money(wan: Int64(40 + chance.below(300)))), .some("模拟地质工程公司"), .some(now.day.adding(days: -700)),
                .some(now.day.adding(days: stages.contains(.acceptance) ? -500 : 60))
            )
            draft.state = stages.contains(.acceptance) ? .accepted : .building
            try changes.create(draft, isSimulated: true)
        }
        if point.monitor != nil, number % 2 == 0 {
            var draft = Draft<PatrolReport>()
            let at = now.adding(hours: -1 - chance.below(30))
            let finding: PatrolReport.Finding = number % 14 == 0 ? .unusual : .normal
            (draft.title, draft.point, draft.at, draft.day, draft.reporter, draft.finding) = (
                "\(point.name) \(finding.rawValue)", point.reference, at, at.day, "模拟群测群防员", finding
            )
            draft.signs = .some(finding == .normal ? nil : [.widerCracks])
            draft.crack = .some(finding == .normal ? nil : 12.5)
            draft.state = finding == .normal ? .checked : .filed
            try changes.create(draft, isSimulated: true)
        }
    }

    /// Warnings and events of the last months: right ones, false alarms, a miss.
    private func past(_ points: [Row<HazardPoint>], _ towns: [Town], _ changes: inout Changes) throws {
        let known = try changes.rows(HazardTown.self).filter(\.meta.isSimulated)
        for (number, town) in known.prefix(7).enumerated() {
            let issued = now.adding(hours: -24 * (30 + number * 9))
            var draft = Draft<HazardWarning>()
            (draft.title, draft.level, draft.area, draft.town, draft.subject) = (
                "\(town.name)地质灾害\(number % 3 == 0 ? "橙色" : "黄色")预警", number % 3 == 0 ? .orange : .yellow, town.town, .some(town.reference), town.id.text
            )
            (draft.place, draft.basis, draft.basisInEnglish) = (.some(town.place), "模拟的历史预警", "A simulated warning of the past")
            (draft.raisedAt, draft.lastHeld, draft.validTo) = (issued.adding(hours: -1), issued.adding(hours: 8), issued.adding(hours: 24))
            (draft.issuedAt, draft.endedAt, draft.state) = (.some(issued), .some(issued.adding(hours: 16)), .lifted)
            try changes.create(draft, isSimulated: true)
            if number % 2 == 0, let point = points.first(where: { town.town.contains($0.meta.region) }) {
                try event(at: issued.adding(hours: 5 + number), point, &changes)
            }
        }
        if let point = points.last { try event(at: now.adding(hours: -24 * 20), point, &changes) }
    }

    private func event(at moment: Instant, _ point: Row<HazardPoint>, _ changes: inout Changes) throws {
        var draft = Draft<HazardEvent>()
        (draft.name, draft.type, draft.town, draft.point) = ("\(point.name)险情（模拟）", point.type, point.meta.region, .some(point.reference))
        (draft.place, draft.at, draft.evacuated, draft.isDisaster) = (point.place, moment, point.people ?? 0, false)
        draft.cause = .some(.rain)
        try changes.create(draft, isSimulated: true)
    }

    private static let towns = ["云溪镇", "石门镇", "青岩镇", "白鹤乡", "红池镇", "龙潭镇", "双河乡", "高坪镇", "兰英乡", "天星乡"].map { "模拟\($0)" }
    private static let slopes = ["李家坡", "老鹰岩", "瓦屋场", "烂泥湾", "石板溪", "大垭口"]
    private static let people = ["田志远", "冉小兰", "谭建国", "向明月", "杨秀英", "何国庆"]
    private static let states: [HazardPoint.State] = [
        .monitored, .monitored, .monitored, .monitored, .monitored, .monitored, .treated, .monitored, .monitored, .observed, .monitored, .suspected, .monitored,
        .closed, .moving, .monitored, .registered, .monitored, .monitored, .closing,
    ]
}
