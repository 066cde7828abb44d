import Kernel

extension Page {
    /// 值守: what threatens now, who has not answered, what was seen, what is overdue.
    static let duty = Page("duty", "地灾值守", en: "Duty desk", for: .desk, isFront: true) { question in try await Duty(question).blocks }
}

private struct Duty {
    let now: Instant
    let desk: Desk
    let points: Found<HazardPoint>
    let warnings: Found<HazardWarning>
    let calls: Found<WarningCall>
    let reports: Found<PatrolReport>
    let tasks: Found<PatrolTask>
    let rounds: [Row<WarningRound>]
    let log: [Row<SituationEntry>]
    let names: [Reference<HazardPoint>: Row<HazardPoint>]

    init(_ question: Page.Question) async throws {
        desk = question.desk
        now = question.now
        points = try await desk.find(HazardPoint.self) { $0.state.isIn(HazardPoint.watched) }
        warnings = try await desk.find(HazardWarning.self) { $0.state.isIn([.raised, .issued]) }
        calls = try await desk.find(WarningCall.self) { $0.state == .waiting }
        reports = try await desk.find(PatrolReport.self) { $0.state == .filed }
        tasks = try await desk.find(PatrolTask.self) { $0.state == .open }
        rounds = try await desk.rows(WarningRound.self, order: Query.Order("at", isDescending: true), limit: 1)
        log = try await desk.rows(SituationEntry.self, order: Query.Order("at", isDescending: true), limit: 8)
        names = Dictionary(points.map { ($0.reference, $0) }) { first, _ in first }
    }

    var blocks: [Block] {
        let (issued, raised) = (warnings.narrowed { $0.state == .issued }, warnings.narrowed { $0.state == .raised })
        let (moment, isLate) = (now, calls.narrowed { $0.isLate == true })
        let overdue = tasks.narrowed { $0.due < moment }
        let round = rounds.first
        return [
            .facts([
                Fact(Label("在册隐患点", en: "Hazard points"), points.howMany, unit: "处"),
                Fact(Label("受威胁人数", en: "People threatened"), points.sum(.whole) { $0.people.map(Double.init) }, unit: "人"),
                Fact(Label("在发预警", en: "Warnings in force"), issued.howMany, unit: "条", tone: issued.isEmpty ? .good : .warning),
                Fact(Label("待签发", en: "To be issued"), raised.howMany, unit: "条", tone: raised.isEmpty ? .good : .bad),
                Fact(Label("未回复叫应", en: "Calls without answer"), calls.howMany, unit: "条", tone: isLate.isEmpty ? .calm : .bad),
                Fact(Label("待核查异常", en: "Reports to look into"), reports.howMany, unit: "条", tone: reports.isEmpty ? .good : .bad),
                Fact(Label("逾期巡查", en: "Patrols overdue"), overdue.howMany, unit: "项", tone: overdue.isEmpty ? .good : .warning),
            ]),
            .paragraph([
                Phrase(
                    Label(
                        round.map { "最近研判 \($0.at.shown)：\($0.summary)；到报 \($0.stations) 站，缺报 \($0.silent) 站。" } ?? "还没有研判。",
                        en: round.map { "Last round \($0.at.shown): \($0.stations) stations spoke, \($0.silent) were silent." } ?? "No round yet."),
                    link: round.map { .to($0) })
            ]),
            .deeds([
                .operation("judgeHazards"), .operation("issueHazardWarnings"), .new(SituationEntry.self, ["at": now.description]), .new(HazardEvent.self),
                .new(HazardPoint.self),
            ]),
            ownCalls, warningCards(raised),
            raised.count > 6
                ? .paragraph([Phrase(Label("全部 \(raised.count) 条待签发", en: "All \(raised.count) to be issued"), link: raised.link)]) : .list([]),
            .table(inForce(issued)), .table(waiting), .table(unusual),
            .map(Map(kinds: ["hazardPoint", "hazardWarning", "rainStation", "shelter"])),
            .table(overdueTable(overdue)), .table(Duty.logTable(log)),
        ]
    }

    /// What calls whoever looks: a town officer the town's calls, the duty desk those that came up to the county.
    private var ownCalls: Block {
        let isOfTown = desk.actor.roles.contains(Role.townOfficer.code)
        return .cards(
            calls.filter { $0.tier == (isOfTown ? .town : .county) }.sorted { ($0.level.rank, $1.answerBy) > ($1.level.rank, $0.answerBy) }.prefix(6).map {
                call in
                Card(
                    Phrase(call.title, link: .to(call), isStrong: true), anchor: call.id.text, tags: [Phrase(call.level.label, tone: call.level.tone)],
                    lines: call.text.split(separator: "\n").map { [Phrase(String($0))] },
                    fields: [(Label("请在此前回复", en: "Answer by"), Phrase(Label(call.answerBy), tone: call.isLate ? .bad : nil))], deeds: [.move(call, "answer")],
                    tone: call.level.tone, isSimulated: call.meta.isSimulated)
            })
    }

    /// What has to be decided, each with its values.
    private func warningCards(_ raised: Found<HazardWarning>) -> Block {
        .cards(
            raised.sorted { ($0.level.rank, $0.town == nil ? 0 : 1, $0.raisedAt) > ($1.level.rank, $1.town == nil ? 0 : 1, $1.raisedAt) }.prefix(6).map {
                warning in
                Card(
                    Phrase(warning.title, link: .page(application: "hazardDesk", code: "warningSheet", record: warning.id)), anchor: warning.id.text,
                    tags: [warning.levelPhrase],
                    lines: [[Phrase(Label(warning.basis, en: warning.basisInEnglish))], [Phrase(warning.level.meaning)]],
                    fields: [(Label("研判", en: "Raised"), Phrase(Label(warning.raisedAt)))], deeds: [.move(warning, "issue"), .move(warning, "drop")],
                    tone: warning.level.tone, isSimulated: warning.meta.isSimulated)
            })
    }

    private func inForce(_ issued: Found<HazardWarning>) -> Table {
        Table(
            Label("在发预警", en: "Warnings in force"),
            columns: [
                Table.Column("预警", "Warning", weight: 3), Table.Column("级别", "Level"), Table.Column("发布", "Issued", weight: 1.4),
                Table.Column("有效期至", "Until", weight: 1.4), Table.Column("未回复", "No answer", isNumber: true),
            ],
            rows: issued.sorted { ($0.level.rank, $0.raisedAt) > ($1.level.rank, $1.raisedAt) }.prefix(30).map { warning in
                let open = calls.narrowed { $0.warning == warning.reference }
                return Table.Row([
                    Table.Cell(
                        Phrase(warning.marked(warning.title), link: .page(application: "hazardDesk", code: "warningSheet", record: warning.id), isStrong: true)),
                    Table.Cell(warning.levelPhrase), Table.Cell(Phrase(Label(warning.issuedAt))), Table.Cell(Phrase(Label(warning.validTo))),
                    Table.Cell(Phrase(open.howMany, tone: open.isEmpty ? .good : .warning)),
                ])
            })
    }

    /// Who was called and has not answered, the latest first.
    private var waiting: Table {
        Table(
            Label("等待回复的叫应", en: "Calls that wait"),
            columns: [
                Table.Column("内容", "Call", weight: 3), Table.Column("对象", "To"), Table.Column("姓名", "Name"), Table.Column("应在此前", "By", weight: 1.4),
            ],
            rows: calls.sorted { ($0.isLate ? 0 : 1, $0.answerBy) < ($1.isLate ? 0 : 1, $1.answerBy) }.prefix(30).map { call in
                Table.Row([
                    Table.Cell(Phrase(call.marked(call.title), link: .to(call))), Table.Cell(Phrase(call.tier.label)),
                    Table.Cell(Phrase(desk.shown(call, \.recipient))),
                    Table.Cell(Phrase(Label(call.answerBy), tone: call.isLate ? .bad : nil)),
                ])
            })
    }

    private var unusual: Table {
        Table(
            Label("待核查的巡查异常", en: "Reports to look into"),
            columns: [
                Table.Column("隐患点", "Point", weight: 2), Table.Column("结论", "Finding"), Table.Column("迹象", "Signs", weight: 2),
                Table.Column("时间", "At", weight: 1.4),
            ],
            rows: reports.sorted { $0.at > $1.at }.prefix(30).map { report in
                Table.Row([
                    Table.Cell(Phrase(report.marked(report.title), link: .to(report))),
                    Table.Cell(Phrase(report.finding.label, tone: report.finding == .dangerous ? .bad : .warning)),
                    Table.Cell(
                        Phrase(
                            Label(
                                (report.signs ?? []).map(\.rawValue).joined(separator: "、"),
                                en: (report.signs ?? []).map(\.label.english).joined(separator: "; ")))),
                    Table.Cell(Phrase(Label(report.at))),
                ])
            })
    }

    private func overdueTable(_ overdue: Found<PatrolTask>) -> Table {
        Table(
            Label("逾期巡查", en: "Patrols overdue"),
            columns: [Table.Column("隐患点", "Point", weight: 3), Table.Column("下达", "From", weight: 1.4), Table.Column("应完成", "Due", weight: 1.4)],
            rows: overdue.sorted { $0.due < $1.due }.prefix(30).map { task in
                Table.Row([
                    Table.Cell(names[task.point]?.phrase ?? Phrase(task.title, link: .to(task))), Table.Cell(Phrase(Label(task.from))),
                    Table.Cell(Phrase(Label(task.due), tone: .bad)),
                ])
            })
    }

    static func logTable(_ log: [Row<SituationEntry>]) -> Table {
        Table(
            Label("值守日志", en: "Situation log"), columns: [Table.Column("时间", "At"), Table.Column("事项", "What", weight: 4)],
            rows: log.map { entry in Table.Row([Table.Cell(Phrase(Label(entry.at))), Table.Cell(Phrase(entry.marked(entry.text), link: .to(entry)))]) })
    }
}
