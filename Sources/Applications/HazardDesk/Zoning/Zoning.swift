import Geohazards
import Kernel
import Terrain

/// 易发性区划: from ground and inventory to classes on the map, with how good they are.
struct Zoning: Sendable {
    let ground: Ground
    let factors: Factors
    let slid: [Bool]
    let model: SusceptibilityModel
    let validation: Validation
    /// The mean over held-out quarters of the ground: what the model says of ground that it has not seen.
    let heldOut: Double?
    /// The class of each usable cell, 1 to 4.
    let classes: [Int]
    /// The same of every cell; 0 where it has none.
    private let classOfCell: [UInt8]

    /// Fewer hazard points say nothing about a county.
    static let fewest = 20
    /// A point stands for the ground around it where its extent is not known, m.
    static let reach = 150.0
    /// Shares of the ground in the classes from very high down: the usual quantiles.
    private static let quantiles = [0.10, 0.30, 0.60]

    init(_ method: ZoningRun.Method, ground: Ground, points: [Position]) throws {
        let found = Set(points.compactMap(ground.cell))
        guard found.count >= Self.fewest else {
            throw Refusal.closed(
                Label(
                    "区划范围内只有 \(found.count) 处不同位置的隐患点，至少要 \(Self.fewest) 处",
                    en: "There are hazard points at \(found.count) places on this ground; at least \(Self.fewest) are needed"))
        }
        var slid = [Bool](repeating: false, count: ground.heights.values.count)
        for cell in found { for near in ground.around(cell, metres: Self.reach) { slid[near] = true } }
        let factors = Factors(ground)
        let model = try SusceptibilityModel(method, factors, slid: slid, training: factors.usable)
        let outcome = factors.usable.map { slid[$0] }
        guard let validation = Validation(model.index, slid: outcome) else {
            throw Refusal.closed(Label("结果无法检验：没有可比较的栅格", en: "The result cannot be validated: there is nothing to compare"))
        }
        let order = model.index.indices.sorted { model.index[$0] > model.index[$1] }
        var classes = [Int](repeating: 1, count: order.count)
        for (place, cell) in order.enumerated() { classes[cell] = 4 - Self.quantiles.count { Double(place) >= $0 * Double(order.count) } }
        (self.ground, self.factors, self.slid, self.model, self.validation, self.classes) = (ground, factors, slid, model, validation, classes)
        var all = [UInt8](repeating: 0, count: slid.count)
        for (place, cell) in factors.usable.enumerated() { all[cell] = UInt8(classes[place]) }
        classOfCell = all
        heldOut = Self.crossValidated(method, ground, factors, slid)
    }

    /// Spatial cross-validation: each quarter of the ground is judged by what the other three say.
    private static func crossValidated(_ method: ZoningRun.Method, _ ground: Ground, _ factors: Factors, _ slid: [Bool]) -> Double? {
        let (width, height) = (ground.heights.width, ground.heights.height)
        func quarter(_ cell: Int) -> Int { (cell / width < height / 2 ? 0 : 2) + (cell % width < width / 2 ? 0 : 1) }
        let areas = (0..<4).compactMap { held -> Double? in
            let training = factors.usable.filter { quarter($0) != held }
            guard let model = try? SusceptibilityModel(method, factors, slid: slid, training: training) else { return nil }
            let tested = factors.usable.indices.filter { quarter(factors.usable[$0]) == held }
            return Validation(tested.map { model.index[$0] }, slid: tested.map { slid[factors.usable[$0]] })?.areaUnderCurve
        }
        return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
    }

    /// Share of the ground and of the slides in each class, low first, per cent.
    var shares: (ground: [Double], slides: [Double]) {
        var (cells, slides) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
        for (place, level) in classes.enumerated() {
            cells[level - 1] += 1
            if slid[factors.usable[place]] { slides[level - 1] += 1 }
        }
        let (all, slidAll) = (max(1, cells.reduce(0, +)), max(1, slides.reduce(0, +)))
        return (cells.map { $0 / all * 100 }, slides.map { $0 / slidAll * 100 })
    }

    /// A square of the ground.
    struct Square: Sendable {
        /// Which one.
        let key: Int
        let area: Area
        let middle: Position
        /// The class that a quarter of its cells reaches, and their mean index.
        let level: Susceptibility
        let index: Double
    }

    /// Cells to the side of a square: ten or more, so that there are some thirty squares to a side.
    private var side: Int { max(10, (max(ground.heights.width, ground.heights.height) + 29) / 30) }
    private func square(ofCell cell: Int) -> Int { cell / ground.heights.width / side * 1000 + cell % ground.heights.width / side }
    /// The square in which a position lies; nil outside of the ground.
    func square(at position: Position) -> Int? { ground.cell(position).map(square(ofCell:)) }

    var squares: [Square] {
        var members: [Int: [Int]] = [:]
        for (place, cell) in factors.usable.enumerated() { members[square(ofCell: cell), default: []].append(place) }
        let width = Double(side)
        return members.sorted { $0.key < $1.key }.compactMap { key, places in
            let (row, column) = (Double(key / 1000) * width - 0.5, Double(key % 1000) * width - 0.5)
            let corners = [(row, column), (row, column + width), (row + width, column + width), (row + width, column), (row, column)]
            guard let area = Area(rings: [corners.compactMap { ground.position(row: $0.0, column: $0.1) }]),
                let middle = ground.position(row: row + width / 2, column: column + width / 2)
            else { return nil }
            let sorted = places.map { classes[$0] }.sorted(by: >)
            return Square(
                key: key, area: area, middle: middle, level: Susceptibility(rank: sorted[sorted.count / 4]),
                index: places.map { model.index[$0] }.reduce(0, +) / Double(places.count))
        }
    }

    /// The class of the cell at a position.
    func level(at position: Position) -> Susceptibility? {
        ground.cell(position).flatMap { classOfCell[$0] == 0 ? nil : Susceptibility(rank: Int(classOfCell[$0])) }
    }

    /// 5, 10, … 100 % of the ground.
    static let curve = stride(from: 0.05, through: 1.0001, by: 0.05).map { $0 }
}

extension Operation {
    /// Runs the model over the ground and the points on the register, keeps it, and gives every point and town its class.
    static let zoneCounty = Operation("zoneCounty", "运行易发性区划", en: "Run the zoning", asking: ZoningInput.self, by: .hazardDuty, .geologist, isLong: true) {
        input, desk in
        let ground = try await ground(input, desk)
        let points = try await Rezoning.points(desk, isSimulated: ground.isSimulated)
        let towns = try await desk.all(HazardTown.self).filter { $0.meta.isSimulated == ground.isSimulated }
        let inventory = try await Rezoning.inventory(desk, isSimulated: ground.isSimulated)
        let zoning = try Zoning(input.method, ground: ground, points: points.map(\.place.position))
        let triggers: Triggers
        if let rain = input.rain, let everywhere = DangerClass(rawValue: rain.rank) {
            triggers = Triggers(everywhere: everywhere)
        } else {
            triggers = try await Triggers(desk, isSimulated: ground.isSimulated)
        }
        let dangers = DangerZoning(
            zoning, triggers, points: points.filter { $0.state.isThreatening }.map { ($0.place.position, $0.people ?? 0, $0.property?.wan ?? 0) })
        let run = try await desk.together { changes in
            let run = try zoning.keep(input, points, towns, inventory, &changes)
            try dangers.keep(run, points, &changes)
            return run
        }
        return Outcome(
            "AUC \(run.auc.said(3))，空间交叉验证 \(run.heldOut?.said(3) ?? "—")", en: "AUC \(run.auc.said(3)), cross-validated \(run.heldOut?.said(3) ?? "—")",
            then: .page(application: "hazardDesk", code: "zoningReport", record: run.id))
    }
}

extension Operation {
    /// The county's own elevation model, or the simulated one where none is given.
    private static func ground(_ input: Row<ZoningInput>, _ desk: Desk) async throws -> Ground {
        if let file = input.terrain {
            let (name, bytes) = try await desk.engine.context.file(file.id)
            return try Ground(asciiGrid: bytes, named: name)
        }
        guard let simulated = Ground.simulated else { throw Refusal.failed("the simulated ground cannot be made") }
        return simulated
    }
}

extension Zoning {
    func keep(
        _ input: Row<ZoningInput>, _ points: [Row<HazardPoint>], _ towns: [Row<HazardTown>], _ inventory: String, _ changes: inout Changes
    ) throws -> Row<ZoningRun> {
        for old in try changes.rows(ZoningRun.self, limit: 100, where: { $0.isCurrent == true }) where old.meta.isSimulated == ground.isSimulated {
            try changes.update(old.reference) { $0.isCurrent = false }
            for cell in try changes.rows(ZoneCell.self, where: { $0.run == old.reference }) { try changes.delete(cell.reference) }
            for zone in try changes.rows(HazardZone.self, where: { $0.run == old.reference }) { try changes.delete(zone.reference) }
            for zone in try changes.rows(RiskZone.self, where: { $0.run == old.reference }) { try changes.delete(zone.reference) }
        }
        let method = input.method
        let shares = shares
        var draft = Draft<ZoningRun>()
        (draft.title, draft.method, draft.at, draft.ground) = ("\(method.rawValue) \(changes.now.shown)", method, changes.now, ground.name)
        (draft.cells, draft.slides, draft.points) = (factors.usable.count, factors.usable.count { slid[$0] }, points.count)
        (draft.auc, draft.heldOut, draft.successRate) = (validation.areaUnderCurve, .some(heldOut), validation.successRate(at: Self.curve))
        (draft.classShares, draft.classSlides, draft.isCurrent) = (shares.ground, shares.slides, true)
        (draft.terrain, draft.rain, draft.inventory) = (.some(input.terrain), .some(input.rain), .some(inventory))
        draft.model = model.lines.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        let run = try changes.create(draft, isSimulated: ground.isSimulated)
        for (number, square) in squares.enumerated() {
            var cell = Draft<ZoneCell>()
            (cell.title, cell.run, cell.level, cell.area, cell.index) = (
                "\(square.level.label.chinese) \(number + 1)", run.reference, square.level, square.area, square.index
            )
            try changes.create(cell, isSimulated: ground.isSimulated)
        }
        for point in points {
            if let level = level(at: point.place.position), level != point.susceptibility {
                try changes.update(point.reference) { $0.susceptibility = .some(level) }
            }
        }
        for town in towns { try place(town, &changes) }
        return run
    }

    /// A town has the class that a quarter of the ground within 2.5 km of it reaches.
    private func place(_ town: Row<HazardTown>, _ changes: inout Changes) throws {
        guard let middle = ground.cell(town.place.position) else { return }
        let near = Set(ground.around(middle, metres: 2500))
        let sorted = factors.usable.indices.filter { near.contains(factors.usable[$0]) }.map { classes[$0] }.sorted(by: >)
        guard !sorted.isEmpty else { return }
        let level = Susceptibility(rank: sorted[sorted.count / 4])
        if level != town.susceptibility { try changes.update(town.reference) { $0.susceptibility = level } }
    }
}
