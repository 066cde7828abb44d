import Kernel

extension Page {
    /// 办事规程: how matters of the science office are done, how many approvals were saved, and whether they are answered in time (S149, P002).
    static let procedures = Page("procedures", "办事规程", en: "Procedures", isReport: true) { question in
        let desk = question.desk
        let all = try await desk.find(Procedure.self)
        let year = question.now.day.year
        let first = Day(year, 1, 1) ?? question.now.day
        let matters = try await desk.find(Matter.self) { $0.received >= first }
        let units = try await UnitNames(all.map(\.unit), desk)
        return Procedures(inForce: all.narrowed { $0.state == .inForce }, all: all, matters: matters, units: units, year: year, today: question.now.day).blocks
    }
}

private struct Procedures {
    let inForce: Found<Procedure>
    let all: Found<Procedure>
    /// Of this year.
    let matters: Found<Matter>
    let units: UnitNames
    let year: Int
    let today: Day

    private var open: Found<Matter> { matters.narrowed { $0.state.isIn([.received, .accepted]) } }
    private var answered: Found<Matter> { matters.narrowed { $0.answered.isFilled && $0.due.isFilled } }

    private static func onTime(_ matters: Found<Matter>) -> Derived {
        Derived(matters, .percent) { rows in rows.isEmpty ? nil : Double(rows.count { $0.isOnTime == true }) / Double(rows.count) }
    }

    var blocks: [Block] {
        let late = open.narrowed { $0.due < today }
        let simplified = inForce.narrowed { $0.approvals.isFilled && $0.approvalsBefore.isFilled }
        return [
            .facts([
                Fact(
                    Label("执行中的规程", en: "Procedures in force"), inForce.howMany, unit: "项",
                    note: Phrase(inForce.narrowed { $0.channel == .online }.saying { Label("全程网办 \($0.count) 项", en: "\($0.count) online throughout") }),
                    isSimulated: inForce.isSimulated),
                Fact(
                    Label("精简审批环节", en: "Approvals saved"),
                    Derived(simplified, .whole) { rows in
                        rows.isEmpty ? nil : Double(rows.reduce(0) { $0 + ($1.approvalsBefore ?? 0) - ($1.approvals ?? 0) })
                    }, unit: "个", isSimulated: simplified.isSimulated),
                Fact(Label("\(year) 年收件", en: "Received in \(year)"), matters.howMany, unit: "件", isSimulated: matters.isSimulated),
                Fact(
                    Label("在办", en: "Being done"), open.howMany, unit: "件",
                    note: late.isEmpty ? nil : Phrase(late.saying { Label("\($0.count) 件已超时限", en: "\($0.count) past their term") }, tone: .bad),
                    isSimulated: open.isSimulated),
                Fact(Label("按时办结率", en: "Answered in time"), Self.onTime(answered), isSimulated: answered.isSimulated),
            ]), .deeds([.new(Matter.self), .new(Procedure.self), .open(Label("办件看板", en: "Board of matters"), .board(kind: "matter"))]), table,
        ]
    }

    private var table: Block {
        .table(
            Table(
                Label("办事规程", en: "Procedures"),
                columns: [
                    Table.Column(Label("事项", en: "Matter"), weight: 3),
                    Table.Column(Label("办理层级", en: "Decided by"), weight: 1.4), Table.Column(Label("办理方式", en: "How"), weight: 1.4),
                    Table.Column(Label("时限", en: "Term"), isNumber: true), Table.Column(Label("审批环节", en: "Approvals"), isNumber: true),
                    Table.Column(Label("收件", en: "Received"), isNumber: true), Table.Column(Label("按时办结", en: "In time"), isNumber: true),
                    Table.Column(Label("承办单位", en: "Office"), weight: 1.6), Table.Column(Said.status),
                ],
                rows: all.map { procedure in
                    let own = matters.narrowed { $0.procedure == procedure.reference }
                    return Table.Row([
                        Table.Cell(
                            [Phrase(procedure.name, link: .to(procedure))]
                                + (procedure.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        Table.Cell(Phrase(procedure.level.label)),
                        Table.Cell(Phrase(procedure.channel.label)),
                        Table.Cell(Phrase(procedure.said(.whole) { Double($0.days) }), Phrase(Label("个工作日", en: "working days"))),
                        Table.Cell(
                            Phrase(
                                procedure.saying { procedure in
                                    let now = procedure.approvals.map { "\($0)" } ?? "—"
                                    let text = procedure.approvalsBefore.map { "\($0) → \(now)" } ?? now
                                    return Label(text, en: text)
                                })), Table.Cell(Phrase(own.howMany)),
                        Table.Cell(Phrase(Self.onTime(own.narrowed { $0.answered.isFilled && $0.due.isFilled }))), Table.Cell(units[procedure.unit]),
                        Table.Cell(Phrase(procedure.state.label)),
                    ])
                },
                empty: Label(
                    "还没有办事规程。把每一项行政事务的依据、步骤、时限和审批环节登记进来，发布执行后就可以按它收件办理。",
                    en: "No procedure yet. Enter basis, steps, term and approvals of each matter and put it in force; then matters can be done by it.")))
    }
}
