import Kernel

/// Words that several pages share.
enum Said {
    static let target = Label("指标", en: "Target")
    static let unit = Label("单位", en: "Unit")
    static let responsible = Label("责任单位", en: "Responsible unit")
    static let status = Label("状态", en: "Status")
    static let none = Label("—", en: "—")
    static let simulated = Label("模拟", en: "simulated")

    /// 80 家, or a dash.
    static func value(_ value: Double?, _ unit: String) -> String { value.map { Shown.number($0) + (unit.isEmpty ? "" : " " + unit) } ?? "—" }

    static func status(_ status: Target.Status, isSimulated: Bool = false) -> Phrase {
        let label = status.label
        return Phrase(isSimulated ? Label(label.chinese + "（模拟）", en: label.english + " (simulated)") : label, tone: status.tone)
    }

    /// Several, with a comma between; a dash for none.
    static func listed(_ phrases: [Phrase]) -> [Phrase] {
        phrases.isEmpty ? [Phrase(none)] : Array(phrases.map { [$0] }.joined(separator: [Phrase(Label("、", en: ", "))]))
    }

    /// What an assessment or a forecast says.
    static func reason(_ score: Row<Score>) -> Phrase { Phrase(score.saying { Label($0.reason, en: $0.reasonInEnglish ?? $0.reason) }) }

    /// 2025-12-31, or a dash.
    static func day(_ day: Day?) -> String { day?.description ?? "—" }
}

extension Row<Plan> {
    /// 绿灯 ≥ 1，黄灯 ≥ 0.8
    var thresholds: Label {
        let (green, yellow) = (Shown.number(self.green), Shown.number(self.yellow))
        return Label(
            "状态按序时进度比判断：\(green) 以上为达到序时，\(yellow) 以上为略滞后，以下为滞后。",
            en: "A target is on schedule where its pace is \(green) or more, slightly behind from \(yellow), and behind below.")
    }
}

/// The names of the units that a page speaks of, each leading to its letter of responsibility.
struct UnitNames: Sendable {
    private let names: [Reference<Organisation>: String]
    private let choices: [String: String]

    /// - Parameter plan: the plan under which the letters are.
    /// - Complexity: asks for these units only, however many organisations a county has.
    init(_ units: [Reference<Organisation>?], under plan: Reference<Plan>? = nil, _ desk: Desk) async throws {
        let ids = Set(units.compactMap(\.self)).map { Stored.text($0.id.text) }
        let known = try await desk.all(Organisation.self) { _ in .among("id", ids) }
        names = Dictionary(known.map { ($0.reference, $0.name) }, uniquingKeysWith: { first, _ in first })
        choices = plan.map { [Choices.plan: $0.id.text] } ?? [:]
    }

    subscript(_ unit: Reference<Organisation>?) -> Phrase {
        guard let unit, let name = names[unit] else { return Phrase(Label("未明确", en: "not assigned"), tone: .missing) }
        return Phrase(
            name, link: .page(application: "planBoard", code: "responsibility", choices.merging([Choices.unit: unit.id.text]) { first, _ in first }))
    }

    func name(_ unit: Reference<Organisation>?) -> String { unit.flatMap { names[$0] } ?? "" }
}

extension Found {
    /// Whether anything of it is made up.
    var isSimulated: Bool { contains { $0.meta.isSimulated } }
}

/// What pages let people choose: which plan, which unit.
enum Choices {
    static let plan = "plan"
    static let unit = "unit"

    /// The plans in force that the reader may see, and the one that was chosen; the first where none was. Those whose term is now stand first, real ones
    /// before made-up ones.
    static func plans(_ question: Page.Question) async throws -> (all: [Row<Plan>], chosen: Row<Plan>?) {
        let year = question.now.day.year
        let plans = try await question.desk.all(Plan.self) { $0.state == .inForce }
        func rank(_ plan: Row<Plan>) -> Int { (plan.to < year ? 2 : 0) + (plan.meta.isSimulated ? 1 : 0) }
        let all = plans.sorted { (rank($0), $0.id) < (rank($1), $1.id) }
        return (all, all.first { $0.id.text == question[plan] } ?? all.first)
    }

    /// Tabs for the plans, where there are several; and a word of warning where the chosen one is made up.
    static func tabs(_ plans: [Row<Plan>], _ chosen: Row<Plan>, page: String) -> [Block] {
        let warning: [Block] =
            chosen.meta.isSimulated
            ? [
                .notice(
                    "模拟示例：这个县、它的单位和全部数据都是虚构的，只供试用，不计入任何真实规划。",
                    en: "A simulated example: the county, its units and all its data are made up for trying the program. They count for no real plan.", .warning
                )
            ] : []
        guard plans.count > 1 else { return warning }
        return [
            .choices(
                plans.map { row in
                    Choosable(Label(row.title, en: row.title), .page(application: "planBoard", code: page, [plan: row.id.text]), isChosen: row.id == chosen.id)
                })
        ] + warning
    }

    static let nothing: [Block] = [
        .notice("还没有现行规划。请先录入一份规划文件，审阅后发布。", en: "No plan is in force yet. Take in a plan document, review it and publish it."), .deeds([.operation("takeIn")]),
    ]
}
