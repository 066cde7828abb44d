import Kernel

/// 发布: what was accepted becomes targets, tasks and projects of a plan in force; the plan that it revises is replaced.
enum Publication {
    @Sendable static func carryOut(_ plan: Row<Plan>, _ changes: inout Changes) throws {
        let extracts = try changes.rows(Extract.self) { $0.plan == plan.reference }
        guard !extracts.contains(where: { $0.state == .proposed }) else {
            let count = extracts.count { $0.state == .proposed }
            throw changes.refuse("还有 \(count) 项待审，请先采纳、合并或不采纳", en: "\(count) extracts still wait; accept, merge or discard them first")
        }
        let accepted = extracts.filter { $0.state == .accepted }
        guard !accepted.isEmpty else { throw changes.refuse("没有采纳任何一项，不能发布", en: "nothing was accepted, so there is nothing to publish") }
        try checkComplete(accepted, changes)
        var units = try UnitFinder(changes)
        let before = try plan.replaces.map { try Predecessor($0, changes) }
        for (index, extract) in accepted.enumerated() {
            switch extract.category {
            case .target: try publish(target: extract, number: index, plan, before, &units, &changes)
            case .task: try publish(task: extract, plan, &units, &changes)
            case .project: try publish(project: extract, plan, &units, &changes)
            }
        }
        if let replaced = plan.replaces { try changes.update(replaced) { $0.state = .replaced } }
    }

    /// All that is missing at once, before anything is made.
    private static func checkComplete(_ extracts: [Row<Extract>], _ changes: Changes) throws {
        let open = extracts.filter { $0.category == .target && ($0.year == nil || $0.value == nil && $0.pattern != .yesNo) }
        guard open.isEmpty else {
            let names = open.prefix(5).map(\.name).joined(separator: "、")
            throw changes.refuse("\(open.count) 个指标缺少目标值或目标年：\(names)", en: "\(open.count) targets lack a value or a year: \(names)")
        }
    }

    private static func publish(
        target extract: Row<Extract>, number: Int, _ plan: Row<Plan>, _ before: Predecessor?, _ units: inout UnitFinder, _ changes: inout Changes
    ) throws {
        let same = before?.target(extract.name)
        let lead = try units.unit(extract.lead, plan.meta.region, &changes) ?? same?.lead
        var draft = Draft<Target>()
        draft.plan = plan.reference
        draft.clause = .some(extract.clause)
        draft.code = same?.code ?? "T\(number + 1)"
        draft.name = String(extract.name.prefix(120))
        draft.unit = extract.unit ?? "项"
        draft.pattern = extract.pattern ?? .levelUp
        draft.nature = extract.nature ?? .unstated
        draft.baseYear = .some(extract.baseYear)
        draft.base = .some(extract.base)
        draft.year = extract.year ?? plan.to
        // Something that is to be done or not, such as a platform that is to be opened, is done at 1.
        draft.value = extract.value ?? 1
        draft.lead = .some(lead)
        draft.indicator = .some(same?.indicator)
        draft.weight = same?.weight ?? 1
        draft.isSummed = .some(same?.isSummed)
        // What was known of the target stays known under its revision.
        draft.latest = .some(same?.latest)
        draft.latestOn = .some(same?.latestOn)
        let made = try changes.create(draft, region: plan.meta.region, organisation: lead?.id.text)
        for report in try same.map({ target in try changes.rows(Report.self) { $0.target == target.reference && $0.state == .verified } }) ?? [] {
            try changes.update(report.reference) { $0.target = made.reference }
        }
        if let same { try carryParts(from: same, to: made, &changes) }
        try Monitoring.restate(made.reference, &changes)
    }

    /// What units answer for goes on under the revision; the parts by year only where they still lead to the same target.
    private static func carryParts(from before: Row<Target>, to after: Row<Target>, _ changes: inout Changes) throws {
        for share in try changes.rows(UnitShare.self, where: { $0.target == before.reference }) {
            try changes.update(share.reference) { $0.target = after.reference }
        }
        guard before.value == after.value, before.year == after.year, before.base == after.base, before.pattern == after.pattern else { return }
        for part in try changes.rows(YearTarget.self, where: { $0.target == before.reference }) {
            try changes.update(part.reference) { $0.target = after.reference }
        }
    }

    private static func publish(task extract: Row<Extract>, _ plan: Row<Plan>, _ units: inout UnitFinder, _ changes: inout Changes) throws {
        let lead = try units.unit(extract.lead, plan.meta.region, &changes)
        var draft = Draft<PlanTask>()
        draft.plan = plan.reference
        draft.clause = .some(extract.clause)
        draft.title = extract.name
        draft.content = .some(extract.content.map { String($0.prefix(2000)) })
        draft.lead = .some(lead)
        draft.supporters = .some(try units.units(extract.supporters, plan.meta.region, &changes))
        draft.deadline = Day(extract.year ?? plan.to, 12, 31)
        try changes.create(draft, region: plan.meta.region, organisation: lead?.id.text)
    }

    private static func publish(project extract: Row<Extract>, _ plan: Row<Plan>, _ units: inout UnitFinder, _ changes: inout Changes) throws {
        let lead = try units.unit(extract.lead, plan.meta.region, &changes)
        let last = extract.year ?? plan.to
        var draft = Draft<Project>()
        draft.plan = plan.reference
        draft.clause = .some(extract.clause)
        draft.name = extract.name
        draft.content = .some(extract.content)
        draft.from = min(extract.from ?? plan.from, last)
        draft.to = last
        draft.investment = .some(extract.investment)
        draft.lead = .some(lead)
        try changes.create(draft, region: plan.meta.region, organisation: lead?.id.text)
    }
}

/// The plan that another one revises.
private struct Predecessor {
    private var targets: [String: Row<Target>] = [:]

    init(_ plan: Reference<Plan>, _ changes: Changes) throws {
        for target in try changes.rows(Target.self, where: { $0.plan == plan }) { targets[target.name] = target }
    }

    func target(_ name: String) -> Row<Target>? { targets[name] }
}

/// Finds units by their names, and makes those that nobody knows yet.
struct UnitFinder {
    private var known: [String: Reference<Organisation>] = [:]

    init(_ changes: Changes) throws {
        for unit in try changes.rows(Organisation.self) { known[unit.name] = unit.reference }
    }

    /// The first of the units that a text names.
    mutating func unit(_ names: String?, _ region: Region, _ changes: inout Changes) throws -> Reference<Organisation>? {
        try units(names, region, &changes)?.first
    }

    mutating func units(_ names: String?, _ region: Region, _ changes: inout Changes) throws -> [Reference<Organisation>]? {
        let parts = (names ?? "").split(whereSeparator: { "、，,；; \n".contains($0) }).map { String($0.prefix(100)) }
        if parts.isEmpty { return nil }
        return try parts.prefix(50).map { name in
            if let unit = known[name] { return unit }
            var draft = Draft<Organisation>()
            draft.name = name
            draft.category = .government
            let unit = try changes.create(draft, region: region).reference
            known[name] = unit
            return unit
        }
    }
}
