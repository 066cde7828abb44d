import Kernel
import PlanMonitoring

/// 分解到单位: which units answer for a target, each for how much.
struct ShareOut: Record {
    static let kind = Kind<ShareOut>("分解到单位", en: "Share out among units")
    let units = Field<[Reference<Organisation>]>("责任单位", en: "Units")
    let values = Field<[Double]?>(
        "各单位目标值", en: "Target of each unit",
        .help(
            Label(
                "每行一个，与单位同一顺序；不填则按基期值的比例分配，没有基期值的平均分配",
                en: "One a line, in the order of the units; empty: in proportion to the bases, or evenly where there are none")))
    let bases = Field<[Double]?>(
        "各单位基期值", en: "Base of each unit", .help(Label("每行一个，与单位同一顺序；不填则平均分配", en: "One a line, in the order of the units; empty: evenly")))
    let isSummed = Field<Bool?>(
        "按单位加总", en: "Units are added up",
        .help(Label("数量可以加总，比率不能；不填则按计量单位判断", en: "Amounts can be added up, ratios cannot; where nothing is said, the unit of measure tells")))
    let method = Field<YearTarget.Method>(
        "年度进度", en: "Over the years", .initial("linear"), .help(Label("手工：先按匀速分好，再逐年修改", en: "By hand: spread evenly first, then changed year by year")))
}

/// 单位年度进度: how the shares of units are spread over the years.
struct SpreadShares: Record {
    static let kind = Kind<SpreadShares>("单位分解到年度", en: "Spread the shares of units")
    let method = Field<YearTarget.Method>(
        "年度进度", en: "Over the years", .initial("linear"), .help(Label("手工：先按匀速分好，再逐年修改", en: "By hand: spread evenly first, then changed year by year")))
}

extension Operation {
    /// Gives each unit its share of a target, and spreads it over the years. Shares that do not add up to the target are refused.
    static let shareOut = Operation("shareOut", "分解到单位", en: "Share out among units", on: Target.self, asking: ShareOut.self, by: .planOffice) {
        target, order, desk in
        let count = try await desk.together { changes in
            let shares = try UnitParts.shares(of: target, order)
            for earlier in try changes.rows(UnitShare.self, where: { $0.target == target.reference }) { try changes.delete(earlier.reference) }
            try changes.update(target.reference) { $0.isSummed = .some(order.isSummed ?? target.isAddedUp) }
            for share in shares { try UnitParts.make(share, of: target, &changes) }
            try UnitParts.spread(try changes.row(target.reference), order.method, &changes)
            return shares.count
        }
        return Outcome("已分解到 \(count) 个单位", en: "Shared out among \(count) units", then: .page(application: "planBoard", code: "sheet", record: target.id))
    }

    /// Spreads the shares of units over the years anew, after they were changed by hand.
    static let spreadShares = Operation(
        "spreadShares", "单位分解到年度", en: "Spread the shares over the years", on: Target.self, asking: SpreadShares.self, by: .planOffice
    ) { target, order, desk in
        let count = try await desk.together { changes in try UnitParts.spread(target, order.method, &changes) }
        return Outcome(
            "已将 \(count) 个单位的目标分解到年度", en: "The shares of \(count) units were spread over the years",
            then: .page(application: "planBoard", code: "sheet", record: target.id))
    }
}

/// The parts of a target by unit, and by unit and year.
enum UnitParts {
    struct Share: Sendable {
        let unit: Reference<Organisation>
        let base: Double?
        let value: Double
    }

    /// What was asked for, checked against the target; what was left open is parted so that it adds up.
    static func shares(of target: Row<Target>, _ order: Row<ShareOut>) throws -> [Share] {
        let units = order.units
        guard Set(units.map(\.id)).count == units.count else {
            throw Refusal.invalid([Problem("repeated", field: "units", "同一单位只能出现一次", en: "A unit can stand in the list only once")])
        }
        let isSummed = order.isSummed ?? target.isAddedUp
        let bases = try column(order.bases, "bases", units.count, target.base, isSummed, target, weights: nil)
        let known = bases.compactMap(\.self)
        let weights = known.count == units.count && known.allSatisfy { $0 > 0 } ? known : nil
        let values = try column(order.values, "values", units.count, target.value, isSummed, target, weights: weights)
        return units.indices.map { Share(unit: units[$0], base: bases[$0], value: values[$0] ?? target.value) }
    }

    /// One number for each unit: as given, or parted; where they are not added up, each unit answers for the county's own number.
    private static func column(
        _ given: [Double]?, _ field: String, _ count: Int, _ whole: Double?, _ isSummed: Bool, _ target: Row<Target>, weights: [Double]?
    ) throws -> [Double?] {
        guard let given, !given.isEmpty else {
            guard let whole else { return Array(repeating: nil, count: count) }
            guard isSummed else { return Array(repeating: whole, count: count) }
            do throws(BreakdownProblem) {
                return try Shares.split(whole, weights: weights ?? Array(repeating: 1, count: count), decimals: target.decimals)
            } catch { throw Refusal.invalid([Problem("not-parted", field: field, error.statement.chinese, en: error.statement.english)]) }
        }
        guard given.count == count else {
            throw Refusal.invalid([
                Problem("wrong-count", field: field, "有 \(count) 个单位，填了 \(given.count) 个数", en: "There are \(count) units, but \(given.count) numbers")
            ])
        }
        if isSummed, let whole, let problem = mismatch(given, whole, target.unit) {
            throw Refusal.invalid([Problem("wrong-sum", field: field, problem.chinese, en: problem.english)])
        }
        return given
    }

    /// What to say where the parts do not add up; nil where they do.
    static func mismatch(_ parts: [Double], _ whole: Double, _ unit: String) -> Label? {
        guard let difference = Shares.difference(of: parts, from: whole) else { return nil }
        let (sum, goal, gap) = (Said.value(parts.reduce(0, +), unit), Said.value(whole, unit), Said.value(abs(difference), unit))
        return difference > 0
            ? Label("各单位合计 \(sum)，比全县的 \(goal)多 \(gap)，请调整", en: "The units add up to \(sum), \(gap) more than the county's \(goal); please change them")
            : Label("各单位合计 \(sum)，比全县的 \(goal)少 \(gap)，请补足", en: "The units add up to \(sum), \(gap) less than the county's \(goal); please make it up")
    }

    static func make(_ share: Share, of target: Row<Target>, _ changes: inout Changes) throws {
        var draft = Draft<UnitShare>()
        draft.target = target.reference
        draft.unit = share.unit
        draft.name = String("\(target.name)：\(try changes.row(share.unit).name)".prefix(200))
        draft.base = .some(share.base)
        draft.value = share.value
        try changes.create(draft, region: target.meta.region, organisation: share.unit.id.text, isSimulated: target.meta.isSimulated)
    }

    /// Spreads the shares over the years. Where they are added up, the parts of every year add up to the county's of that year.
    @discardableResult
    static func spread(_ target: Row<Target>, _ method: YearTarget.Method, _ changes: inout Changes) throws -> Int {
        let plan = try changes.row(target.plan)
        let shares = try changes.rows(UnitShare.self) { $0.target == target.reference }
        guard !shares.isEmpty else { throw changes.refuse("还没有分解到单位", en: "the target is not shared out among units yet") }
        if target.isAddedUp, let problem = mismatch(shares.map(\.value), target.value, target.unit) {
            throw changes.refuse(problem.chinese, en: problem.english)
        }
        for part in try changes.rows(YearTarget.self, where: { $0.target == target.reference && $0.unit != Report.whole }) {
            try changes.delete(part.reference)
        }
        let ways = shares.map { share in target.measured(plan, base: share.base, value: share.value).flatMap { try? $0.yearly(method.pace, decimals: 6) } }
        for (place, year) in (plan.from...max(plan.from, min(plan.to, target.year))).enumerated() {
            // Without a base only the end of the way is known.
            let levels = zip(shares, ways).map { share, way in
                way.flatMap { $0.indices.contains(place) ? $0[place].level : nil } ?? (year == target.year && target.pattern != .growth ? share.value : nil)
            }
            for (share, level) in zip(shares, try whole(levels, in: year, target, plan, changes)) {
                guard let level else { continue }
                var draft = Draft<YearTarget>()
                draft.target = target.reference
                draft.year = year
                draft.unit = share.unit.id.text
                draft.value = level
                draft.method = method
                try changes.create(draft, region: target.meta.region, organisation: share.unit.id.text, isSimulated: target.meta.isSimulated)
            }
        }
        return shares.count
    }

    /// The levels of one year as they are printed: parts of the county's level where they are added up, each rounded by itself where they are not.
    private static func whole(_ levels: [Double?], in year: Int, _ target: Row<Target>, _ plan: Row<Plan>, _ changes: Changes) throws -> [Double?] {
        let known = levels.compactMap(\.self)
        let parts = try changes.rows(YearTarget.self) { $0.target == target.reference && $0.unit == Report.whole }
        if target.isAddedUp, known.count == levels.count, known.allSatisfy({ $0 >= 0 }), let whole = target.expected(at: year, plan, parts),
            let split = try? Shares.split(whole, weights: known, decimals: target.decimals)
        {
            return split
        }
        return levels.map { level in level.flatMap { (try? Shares.split($0, weights: [1], decimals: max(target.decimals, 2)))?.first } }
    }
}

extension Row<Target> {
    /// Whether the county's value is the sum of its units' values: as it was said, or as the unit of measure tells.
    var isAddedUp: Bool {
        if let said = self.isSummed { return said }
        let isAmount = self.pattern == .levelUp || self.pattern == .levelDown || self.pattern == .sum || self.pattern == .flow
        let ratios = ["%", "％", "‰", "百分点", "率", "占比", "比重", "强度", "人均", "万人", "每", "指数", "位次"]
        return isAmount && !ratios.contains { self.unit.contains($0) || self.name.contains($0) }
    }
}
