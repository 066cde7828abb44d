import Kernel

extension Page {
    /// 决策咨询: the advisory committee, what it is asked, and what became of its answers (P004).
    static let advices = Page("advices", "决策咨询", en: "Advice", isReport: true) { question in
        let committee = try await Committee(question)
        return committee.blocks
    }

    /// One question: who was asked, what each said, what the committee answers and what became of it.
    static let adviceSheet = Page("advice", "咨询单", en: "Question and answer", of: Advice.self, isReport: true) { advice, question in
        let opinions = try await question.desk.find(Opinion.self) { $0.advice == advice.reference }
        let asked = advice.advisers ?? []
        let ids = (asked + opinions.map(\.adviser)).map { Stored.text($0.id.text) }
        let advisers = try await question.desk.all(Adviser.self) { _ in .among("id", ids) }
        return AdviceSheet(advice: advice, opinions: opinions, advisers: advisers, today: question.now.day).blocks
    }
}

/// The advisory committee and its work.
private struct Committee {
    let advisers: Found<Adviser>
    let advices: Found<Advice>
    let opinions: Found<Opinion>
    let joint: Found<JointInnovation>
    let units: UnitNames
    let today: Day

    init(_ question: Page.Question) async throws {
        let desk = question.desk
        today = question.now.day
        advisers = try await desk.find(Adviser.self).ordered { ($0.name, $0.id) < ($1.name, $1.id) }
        advices = try await desk.find(Advice.self).ordered { ($0.due, $0.id) > ($1.due, $1.id) }
        opinions = try await desk.find(Opinion.self)
        joint = try await desk.find(JointInnovation.self)
        units = try await UnitNames(joint.map(\.authority), desk)
    }

    private var serving: Found<Adviser> { advisers.narrowed { $0.state == .serving && $0.until >= today } }
    private var late: Found<Advice> { advices.narrowed { $0.state == .asked && $0.due < today } }

    var blocks: [Block] {
        let expired = advisers.narrowed { $0.state == .serving && $0.until < today }
        return [
            .facts([
                Fact(
                    Label("在聘委员", en: "Advisers serving"), serving.howMany, unit: "名",
                    note: expired.isEmpty ? nil : Phrase(expired.saying { Label("\($0.count) 名聘期已满", en: "\($0.count) past their term") }, tone: .warning),
                    isSimulated: advisers.isSimulated),
                Fact(
                    Label("征询中", en: "Being asked"), advices.narrowed { $0.state == .asked }.howMany, unit: "项",
                    note: late.isEmpty ? nil : Phrase(late.saying { Label("\($0.count) 项已过答复期限", en: "\($0.count) past their day") }, tone: .bad),
                    isSimulated: advices.isSimulated),
                Fact(
                    Label("已答复、待办结", en: "Answered, not closed"), advices.narrowed { $0.state == .answered }.howMany, unit: "项",
                    isSimulated: advices.isSimulated),
                Fact(Label("已办结", en: "Closed"), advices.narrowed { $0.state == .closed }.howMany, unit: "项", isSimulated: advices.isSimulated),
            ]), .deeds([.new(Advice.self), .new(Adviser.self), .new(JointInnovation.self)]), adviceTable, roll, jointTable,
        ]
    }

    private var adviceTable: Block {
        .table(
            Table(
                Label("咨询事项", en: "Questions"),
                columns: [
                    Table.Column(Label("事项", en: "Question"), weight: 3), Table.Column(Label("征询委员", en: "Asked"), isNumber: true),
                    Table.Column(Label("已提意见", en: "Have spoken"), isNumber: true), Table.Column(Label("期限", en: "Due"), weight: 1.2),
                    Table.Column(Said.status), Table.Column(Label("采纳情况", en: "What became of it"), weight: 2),
                ],
                rows: advices.map { advice in
                    let own = opinions.narrowed { $0.advice == advice.reference }
                    let isLate = advice.state == .asked && advice.due < today
                    return Table.Row([
                        Table.Cell(Phrase(advice.subject, link: .page(application: "planBoard", code: "advice", record: advice.id))),
                        Table.Cell(Phrase(advice.said(.whole) { Double($0.advisers?.count ?? 0) })), Table.Cell(Phrase(own.howMany)),
                        Table.Cell(Phrase(advice.due.description, tone: isLate ? .bad : nil)),
                        Table.Cell([Phrase(advice.state.label)] + (advice.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        Table.Cell(Phrase(advice.saying { $0.adoption.map { Label($0, en: $0) } })),
                    ])
                }, empty: Label("还没有向委员会征询过意见", en: "The committee was not asked yet")))
    }

    private var roll: Block {
        .table(
            Table(
                Label("科技咨询委员会名册", en: "Roll of the advisory committee"),
                columns: [
                    Table.Column(Label("姓名", en: "Name"), weight: 1.2), Table.Column(Label("来自", en: "Comes from")),
                    Table.Column(Label("工作单位和职务", en: "Employer and position"), weight: 2.4), Table.Column(Label("专业领域", en: "Field"), weight: 2),
                    Table.Column(Label("聘期至", en: "Until"), weight: 1.2), Table.Column(Label("征询", en: "Asked"), isNumber: true),
                    Table.Column(Label("意见", en: "Opinions"), isNumber: true),
                ],
                rows: advisers.map { adviser in
                    let isOver = adviser.state == .serving && adviser.until < today
                    return Table.Row(
                        [
                            Table.Cell(
                                [Phrase(adviser.name, link: .to(adviser))] + (adviser.state == .left ? [Phrase(adviser.state.label, tone: .missing)] : [])
                                    + (adviser.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                            Table.Cell(Phrase(adviser.category.label)),
                            Table.Cell(Phrase([adviser.employer, adviser.position ?? ""].filter { !$0.isEmpty }.joined(separator: "，"))),
                            Table.Cell(Phrase(adviser.field)), Table.Cell(Phrase(adviser.until.description, tone: isOver ? .warning : nil)),
                            Table.Cell(Phrase(advices.only { $0.advisers?.contains(adviser.reference) ?? false }.howMany)),
                            Table.Cell(Phrase(opinions.narrowed { $0.adviser == adviser.reference }.howMany)),
                        ], tone: isOver ? .warning : .calm)
                },
                empty: Label(
                    "还没有委员。从高校院所、龙头企业、行业协会和部门聘任委员，逐一登记后即可征询。",
                    en: "No adviser yet. Appoint them from universities, leading firms, associations and departments, and enter them one by one.")))
    }

    private var jointTable: Block {
        .table(
            Table(
                Label("政府、龙头企业与行业协同创新", en: "Joint innovation of government, leading firms and industry"),
                columns: [
                    Table.Column(Label("事项", en: "Subject"), weight: 3), Table.Column(Label("政府牵头", en: "Department"), weight: 1.4),
                    Table.Column(Label("龙头企业和伙伴", en: "Firms and partners"), weight: 2.4), Table.Column(Label("时限", en: "By"), weight: 1.2),
                    Table.Column(Said.status), Table.Column(Label("成效", en: "Result"), weight: 2),
                ],
                rows: joint.map { item in
                    let isLate = item.state == .ongoing && item.deadline < today
                    return Table.Row([
                        Table.Cell(
                            [Phrase(item.subject, link: .to(item))] + (item.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        Table.Cell(units[item.authority]),
                        Table.Cell(Phrase([item.firms, item.partners ?? ""].filter { !$0.isEmpty }.joined(separator: "；"))),
                        Table.Cell(Phrase(item.deadline.description, tone: isLate ? .bad : nil)), Table.Cell(Phrase(item.state.label)),
                        Table.Cell(Phrase(item.saying { $0.result.map { Label($0, en: $0) } })),
                    ])
                }, empty: Label("还没有协同创新事项", en: "None yet")))
    }
}

/// One question with what the advisers said.
private struct AdviceSheet {
    let advice: Row<Advice>
    let opinions: Found<Opinion>
    let advisers: [Row<Adviser>]
    let today: Day

    var blocks: [Block] {
        let names = Dictionary(advisers.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let spoken = Set(opinions.map(\.adviser))
        let silent = (advice.advisers ?? []).filter { !spoken.contains($0) }.compactMap { names[$0] }
        let isLate = advice.state == .asked && advice.due < today
        return [
            .facts(
                [
                    Fact(
                        Label("答复期限", en: "Due"), advice.due.description, note: Phrase(advice.state.label), tone: isLate ? .bad : .calm, link: .to(advice)),
                    Fact(Label("征询委员", en: "Asked"), advice.said(.whole) { Double($0.advisers?.count ?? 0) }, unit: "名"),
                ]
                    + Opinion.Stance.allCases.map { stance in
                        let own = opinions.narrowed { $0.stance == stance }
                        return Fact(stance.label, own.howMany, unit: "名", tone: own.isEmpty ? .calm : stance.tone)
                    }), .deeds([.new(Opinion.self, ["advice": advice.id.text]), .edit(advice), .move(advice, "answer"), .move(advice, "close")]),
            .heading("征询事项", en: "The question"), .paragraph([Phrase(advice.subject, link: .to(advice), isStrong: true)]),
            .paragraph([Phrase(advice.saying { Label($0.background, en: $0.background) })]),
        ] + (advice.experts.map { [.paragraph([Phrase(Label("委员以外的专家：\($0)", en: "Other experts: \($0)"))])] } ?? []) + [
            .heading("委员意见", en: "What the advisers said"),
            opinions.isEmpty
                ? .paragraph("还没有意见。", en: "Nobody has spoken yet.")
                : .cards(
                    opinions.sorted { ($0.day, $0.id) < ($1.day, $1.id) }.map { opinion in
                        let adviser = names[opinion.adviser]
                        return Card(
                            Phrase(adviser?.name ?? "—", link: .to(opinion)), tags: [Phrase(opinion.stance.label, tone: opinion.stance.tone)],
                            lines: [[Phrase(opinion.saying { Label($0.words, en: $0.words) })]],
                            fields: [
                                (Label("专业领域", en: "Field"), Phrase(adviser?.field ?? "—")), (Label("日期", en: "Day"), Phrase(opinion.day.description)),
                            ], deeds: advice.state == .asked ? [.edit(opinion)] : [], tone: opinion.stance.tone, isSimulated: opinion.meta.isSimulated)
                    }),
        ]
            + (silent.isEmpty
                ? [] : [.paragraph([Phrase(Label("尚未提出意见：", en: "Not heard yet: "))] + Said.listed(silent.map { Phrase($0.name, link: .to($0)) }))])
            + said(Label("咨询意见", en: "Answer of the committee")) { $0.answer } + said(Label("采纳情况", en: "What became of it")) { $0.adoption }
    }

    private func said(_ heading: Label, _ text: @escaping @Sendable (Row<Advice>) -> String?) -> [Block] {
        [
            .heading(heading, level: 2),
            .paragraph([Phrase(advice.saying { text($0).map { Label($0, en: $0) } ?? Label("尚未填写", en: "Not written yet") })]),
        ]
    }
}
