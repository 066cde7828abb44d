import Kernel
import PlanMonitoring

extension Page {
    /// What a revision changed against the plan before it: targets, projects, tasks, clauses. Before it is published, what it is about to change.
    static let comparison = Page("comparison", "修订对照", en: "What changed", of: Plan.self, isReport: true) { plan, question in
        let desk = question.desk
        let amended = try await amendments(plan, desk)
        guard let reference = plan.replaces else {
            return [.notice("这是规划的第一版，没有可对照的前一版。", en: "This is the first version of the plan; there is none before it.")] + amended
        }
        let before = try await PlanItems(try await desk.row(reference), desk)
        let after = try await PlanItems(plan, desk)
        let comparisons = PlanItems.Category.allCases.map { Comparison($0, before.items[$0] ?? [], after.items[$0] ?? []) }
        let pending: [Block] =
            plan.state == .review
            ? [
                .notice(
                    "修订稿尚未发布：下面是按目前的审阅结果，发布后会发生的变化（不采纳的项不计）。",
                    en: "The revision is not published yet: this is what it will change as it is reviewed now, without what was discarded.")
            ] : []
        return pending + [.facts(comparisons.map(\.fact))] + comparisons.map(\.table) + amended
    }

    /// Targets that amendments changed within this version.
    private static func amendments(_ plan: Row<Plan>, _ desk: Desk) async throws -> [Block] {
        let adopted = try await desk.all(Amendment.self) { $0.plan == plan.reference && $0.state == .adopted }
        guard !adopted.isEmpty else { return [] }
        return [
            .table(
                Table(
                    Label("已采纳的调整意见", en: "Amendments that were adopted"),
                    columns: [
                        Table.Column(Label("事项", en: "Subject"), weight: 2), Table.Column(Label("原目标", en: "Old"), isNumber: true),
                        Table.Column(Label("新目标", en: "New"), isNumber: true), Table.Column(Label("理由", en: "Reason"), weight: 3),
                    ],
                    rows: adopted.map { amendment in
                        Table.Row([
                            Table.Cell(Phrase(amendment.subject, link: .to(amendment))), Table.Cell(Phrase(amendment.said { $0.oldValue })),
                            Table.Cell(Phrase(amendment.said { $0.newValue })),
                            Table.Cell(Phrase(amendment.reason)),
                        ])
                    }))
        ]
    }
}

/// What a plan is made of, as far as two versions are compared by it.
private struct PlanItems {
    enum Category: CaseIterable {
        case target, project, task, clause
        var label: Label {
            switch self {
            case .target: Label("指标", en: "Targets")
            case .project: Label("项目", en: "Projects")
            case .task: Label("任务", en: "Tasks")
            case .clause: Label("条款", en: "Clauses")
            }
        }
    }

    /// One thing in a plan: what it is called, and what about it may change.
    struct Item {
        let name: String
        let link: Link
        let facts: [(label: Label, value: String)]
    }

    private(set) var items: [Category: [Item]] = [:]

    init(_ plan: Row<Plan>, _ desk: Desk) async throws {
        if plan.state == .review {
            let extracts = try await desk.all(Extract.self) { $0.plan == plan.reference }.filter { $0.state == .proposed || $0.state == .accepted }
            for (category, code) in [(Category.target, Extract.Category.target), (.project, .project), (.task, .task)] {
                items[category] = extracts.filter { $0.category == code }.map { PlanItems.item($0, plan) }
            }
        } else {
            let targets = try await desk.all(Target.self) { $0.plan == plan.reference }
            let projects = try await desk.all(Project.self) { $0.plan == plan.reference }
            let tasks = try await desk.all(PlanTask.self) { $0.plan == plan.reference }
            let units = try await UnitNames(targets.map(\.lead) + projects.map(\.lead) + tasks.flatMap { [$0.lead] + ($0.supporters ?? []) }, desk)
            items[.target] = targets.map { PlanItems.item($0, units) }
            items[.project] = projects.map { PlanItems.item($0, units) }
            items[.task] = tasks.map { PlanItems.item($0, units) }
        }
        let body = try? await desk.all(PlanText.self) { $0.plan == plan.reference }.first?.text
        let scalars = Array((body ?? "").unicodeScalars)
        items[.clause] = try await desk.all(Clause.self) { $0.plan == plan.reference }.sorted { $0.code < $1.code }.map { PlanItems.item($0, scalars) }
    }

    private static func facts(
        _ value: Double?, _ unit: String, _ year: Int?, _ base: Double?, _ nature: Nature?, _ lead: String
    ) -> [(label: Label, value: String)] {
        [
            (Label("目标值", en: "target"), value.map { Said.value($0, unit) } ?? ""), (Label("目标年", en: "year"), year.map { "\($0)" } ?? ""),
            (Label("基期值", en: "base"), base.map { Said.value($0, unit) } ?? ""), (Label("属性", en: "nature"), nature?.rawValue ?? ""),
            (Label("责任单位", en: "unit"), lead),
        ]
    }

    private static func facts(_ investment: Money?, _ from: Int?, _ to: Int?, _ lead: String, _ content: String?) -> [(label: Label, value: String)] {
        [
            (Label("投资", en: "investment"), investment.map { Shown.money($0) } ?? ""),
            (Label("年限", en: "years"), [from, to].compactMap { $0.map { "\($0)" } }.joined(separator: "—")),
            (Label("责任单位", en: "unit"), lead), (Label("建设内容", en: "content"), content ?? ""),
        ]
    }

    private static func facts(_ year: Int?, _ lead: String, _ supporters: [String]) -> [(label: Label, value: String)] {
        [
            (Label("时限", en: "by"), year.map { "\($0)" } ?? ""), (Label("牵头单位", en: "lead"), lead),
            (Label("配合单位", en: "with"), supporters.sorted().joined(separator: "、")),
        ]
    }

    /// As ``Publication`` will make it: what the text leaves open follows from the plan.
    private static func item(_ extract: Row<Extract>, _ plan: Row<Plan>) -> Item {
        let lead = names(extract.lead).first ?? ""
        let last = extract.year ?? plan.to
        let facts =
            switch extract.category {
            case .target: facts(extract.value, extract.unit ?? "项", last, extract.base, extract.nature ?? .unstated, lead)
            case .project: facts(extract.investment, min(extract.from ?? plan.from, last), last, lead, extract.content)
            case .task: facts(last, lead, names(extract.supporters))
            }
        // A target keeps its unit where the revision names none.
        return Item(
            name: extract.name, link: .to(extract), facts: extract.category == .target && lead.isEmpty ? facts.filter { $0.label.english != "unit" } : facts)
    }

    private static func names(_ text: String?) -> [String] { (text ?? "").split(whereSeparator: { "、，,；; ".contains($0) }).map(String.init) }

    private static func item(_ target: Row<Target>, _ units: UnitNames) -> Item {
        Item(name: target.name, link: .to(target), facts: facts(target.value, target.unit, target.year, target.base, target.nature, units.name(target.lead)))
    }

    private static func item(_ project: Row<Project>, _ units: UnitNames) -> Item {
        Item(name: project.name, link: .to(project), facts: facts(project.investment, project.from, project.to, units.name(project.lead), project.content))
    }

    private static func item(_ task: Row<PlanTask>, _ units: UnitNames) -> Item {
        Item(name: task.title, link: .to(task), facts: facts(task.deadline.year, units.name(task.lead), (task.supporters ?? []).map { units.name($0) }))
    }

    /// The words of a clause are those of the text; where there is none, its summary.
    private static func item(_ clause: Row<Clause>, _ scalars: [Unicode.Scalar]) -> Item {
        var words = clause.summary ?? ""
        if let begins = clause.begins, let ends = clause.ends, begins >= 0, begins < ends, ends <= scalars.count {
            words = String(String.UnicodeScalarView(scalars[begins..<ends].filter { !$0.properties.isWhitespace }))
        }
        return Item(name: clause.heading, link: .to(clause), facts: [(Label("编号", en: "number"), clause.number ?? ""), (Label("文字", en: "words"), words)])
    }
}

/// What became of the things of one category.
private struct Comparison {
    enum Change { case added, changed, dropped }
    let category: PlanItems.Category
    private var rows: [(change: Change, before: PlanItems.Item?, after: PlanItems.Item?)] = []

    /// Things of the same name are the same; of what is left, those whose names are much alike.
    init(_ category: PlanItems.Category, _ before: [PlanItems.Item], _ after: [PlanItems.Item]) {
        self.category = category
        var left = Dictionary(grouping: before.indices, by: { before[$0].name })
        var partner: [Int: Int] = [:]
        for index in after.indices {
            guard var same = left[after[index].name], !same.isEmpty else { continue }
            partner[index] = same.removeFirst()
            left[after[index].name] = same
        }
        let taken = Set(partner.values)
        let (old, new) = (before.indices.filter { !taken.contains($0) }, after.indices.filter { partner[$0] == nil })
        for (first, second) in Comparison.alike(old.map { ($0, before[$0].name) }, new.map { ($0, after[$0].name) }) { partner[second] = first }
        for index in after.indices {
            guard let other = partner[index] else {
                rows.append((.added, nil, after[index]))
                continue
            }
            if Comparison.differences(before[other], after[index]).isEmpty { continue }
            rows.append((.changed, before[other], after[index]))
        }
        let known = Set(partner.values)
        for index in before.indices where !known.contains(index) { rows.append((.dropped, before[index], nil)) }
    }

    /// Pairs of an old and a new name that are alike, the best first, each taken once.
    private static func alike(_ old: [(index: Int, name: String)], _ new: [(index: Int, name: String)]) -> [(old: Int, new: Int)] {
        guard let finder = OverlapFinder(threshold: 0.6) else { return [] }
        let texts = old.map { ProjectText(id: $0.index, title: $0.name) } + new.map { ProjectText(id: -1 - $0.index, title: $0.name) }
        var (usedOld, usedNew, pairs): (Set<Int>, Set<Int>, [(Int, Int)]) = ([], [], [])
        for pair in finder.pairs(among: texts) where pair.first >= 0 && pair.second < 0 {
            let (first, second) = (pair.first, -1 - pair.second)
            guard !usedOld.contains(first), !usedNew.contains(second) else { continue }
            usedOld.insert(first)
            usedNew.insert(second)
            pairs.append((first, second))
        }
        return pairs
    }

    /// What is different: long texts only that they are.
    private static func differences(_ before: PlanItems.Item, _ after: PlanItems.Item) -> [(label: Label, before: String, after: String)] {
        var found: [(label: Label, before: String, after: String)] = []
        if before.name != after.name { found.append((Label("名称", en: "name"), before.name, after.name)) }
        for new in after.facts {
            guard let old = before.facts.first(where: { $0.label == new.label }), old.value != new.value else { continue }
            let isLong = max(old.value.count, new.value.count) > 60
            found.append((old.label, isLong ? Comparison.length(old.value) : old.value, isLong ? Comparison.length(new.value) : new.value))
        }
        return found
    }

    private static func length(_ text: String) -> String { text.isEmpty ? "" : "\(text.count) 字：\(text.prefix(40))…" }

    private func count(_ change: Change) -> Int { rows.count { $0.change == change } }

    var fact: Fact {
        Fact(
            category.label, "\(rows.count)", unit: "处",
            note: Phrase(
                Label(
                    "新增 \(count(.added))，调整 \(count(.changed))，取消 \(count(.dropped))",
                    en: "\(count(.added)) new, \(count(.changed)) changed, \(count(.dropped)) dropped")),
            tone: rows.isEmpty ? .calm : .warning)
    }

    var table: Block {
        .table(
            Table(
                category.label,
                columns: [
                    Table.Column(category.label, weight: 2.4), Table.Column(Label("变化", en: "Change")), Table.Column(Label("修订前", en: "Before"), weight: 2),
                    Table.Column(Label("修订后", en: "After"), weight: 2),
                ],
                rows: rows.map(row), empty: Label("没有变化", en: "No change")))
    }

    private func row(_ row: (change: Change, before: PlanItems.Item?, after: PlanItems.Item?)) -> Table.Row {
        guard let item = row.after ?? row.before else { return Table.Row([]) }
        let title = Table.Cell(Phrase(item.name, link: item.link))
        switch row.change {
        case .added: return Table.Row([title, Table.Cell(Phrase(Label("新增", en: "new"), tone: .good)), "—", said(item)])
        case .dropped: return Table.Row([title, Table.Cell(Phrase(Label("取消", en: "dropped"), tone: .bad)), said(item), "—"])
        case .changed:
            let found = row.before.map { Comparison.differences($0, item) } ?? []
            return Table.Row([
                title, Table.Cell(Phrase(Label("调整", en: "changed"), tone: .warning)),
                Table.Cell(found.flatMap { phrases($0.label, $0.before, row.before?.link ?? item.link) }),
                Table.Cell(found.flatMap { phrases($0.label, $0.after, item.link) }),
            ])
        }
    }

    private func phrases(_ label: Label, _ value: String, _ link: Link) -> [Phrase] {
        [
            Phrase(
                Label("\(label.chinese)：\(value.isEmpty ? "—" : value)　", en: "\(label.english): \(value.isEmpty ? "—" : value)  "),
                link: value.isEmpty ? nil : link)
        ]
    }

    /// The short facts of something that is new or gone.
    private func said(_ item: PlanItems.Item) -> Table.Cell {
        Table.Cell(item.facts.filter { !$0.value.isEmpty && $0.value.count <= 60 }.prefix(3).flatMap { phrases($0.label, $0.value, item.link) })
    }
}
