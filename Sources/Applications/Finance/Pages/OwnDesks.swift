import Bookkeeping
import Kernel
import Registers

extension Page {
    /// 我的融资: the desk of an enterprise: its rating, what it asked for, when it pays, what would fit.
    static let financing = Page("financing", "我的融资", en: "My financing", for: .roles(.enterprise), isFront: true) { question in
        let desk = question.desk
        guard let firm = try await desk.rows(Enterprise.self, limit: 1).first else { return [] }
        let (today, id) = (question.now.day, firm.id.text)
        let reports = try await desk.find(CreditReport.self)
        let applications = try await desk.find(LoanApplication.self)
        let seeds = try await desk.find(SeedProject.self)
        let demands = try await desk.find(FinancingDemand.self) { $0.state == .open }
        let offers = try await desk.all(FinancingOffer.self)
        let newest = reports.max { ($0.asOf, $0.id) < ($1.asOf, $1.id) }
        let running = applications.narrowed { $0.state.isIn([.running, .overdue]) }
        return [
            .facts([
                Fact(Label("信用等级", en: "Grade"), newest.map { $0.grade ?? "—" }, link: newest.map { .to($0) }),
                Fact(Label("推荐额度", en: "Limit"), newest?.said { $0.limit.wan } ?? reports.sum { $0.limit.wan }, unit: "万元"),
                Fact(Label("在贷本金", en: "Owed"), running.sum { $0.owed?.wan }, unit: "万元"),
            ]),
            .deeds([
                .operation("rateCredit", record: firm.id, ["scheme": "knowledge"]), .new(LoanApplication.self, ["enterprise": id]),
                .new(SeedProject.self, ["enterprise": id]), .new(FinancingDemand.self, ["enterprise": id]),
                .open(Label("逐项得分", en: "Point by point"), .page(application: "finance", code: "credit", record: firm.id)),
            ]),
            .table(
                Table(
                    Label("我的贷款申请", en: "My applications"),
                    columns: [
                        .text("用途", "Purpose", 3), .text("品种", "Kind", 2), .number("申请（万元）", "Asked (10k)"), .number("批准", "Granted"), .number("未还", "Owed"),
                        .text("状态", "State"),
                        .text("下一步", "Next", 1.6),
                    ],
                    rows: applications.sorted { $0.id > $1.id }.prefix(30).map { row in
                        Table.Row([
                            Table.Cell(Phrase(row.purpose, link: .to(row), isStrong: true)), Table.Cell(row.scheme.label), Table.Cell(row.wan { $0.amount }),
                            Table.Cell(row.wan { $0.granted }), Table.Cell(row.wan { $0.owed }),
                            Table.Cell(row.state.label, tone: row.state == .overdue ? .bad : row.state == .running ? .good : nil), Table.Cell(row.next(today)),
                        ])
                    })),
        ]
            + running.compactMap { row in
                guard let terms = row.terms, let day = row.drawnOn else { return nil }
                return .group(
                    Label(row.purpose, en: row.purpose), [.table(scheduleTable(terms, from: day, paid: Fen(terms.principal.count - (row.owed?.fen ?? 0))))])
            }
            + [
                .table(
                    Table(
                        Label("种子基金", en: "Seed money"),
                        columns: [
                            .text("项目", "Project", 3), .text("方式", "Form"), .number("投放（万元）", "Invested (10k)"), .number("已还", "Back"),
                            .text("约定退出", "Exit by"), .text("状态", "State"),
                        ],
                        rows: seeds.map { row in
                            Table.Row([
                                Table.Cell(plain: row.name, link: .to(row)), Table.Cell(row.form.label), Table.Cell(row.wan { $0.invested }),
                                Table.Cell(row.wan { $0.back }),
                                Table.Cell(row.dayed { $0.dueOn }), Table.Cell(row.state.label),
                            ])
                        })),
                .table(matchTable(demands.rows, offers, on: today)),
            ]
    }

    /// 投资机构工作台: demands for equity, and those that fit what the institution offers.
    static let investorDesk = Page("investorDesk", "投资机构工作台", en: "The investor's desk", for: .roles(.investor), isFront: true) { question in
        let desk = question.desk
        let introductions = try await desk.find(Introduction.self)
        let demands = try await desk.find(FinancingDemand.self) { $0.state == .open && $0.way == .equity }
        let own = desk.actor.organisation
        let offers = try await desk.all(FinancingOffer.self).filter { $0.meta.organisation == own }
        return [
            .facts([
                Fact(Label("股权融资需求", en: "Demands for equity"), demands.howMany, unit: "项"),
                Fact(Label("向我推荐", en: "Introduced to you"), introductions.narrowed { $0.state.isIn([.made, .talking]) }.howMany, unit: "项"),
                Fact(Label("已达成", en: "Agreed"), introductions.narrowed { $0.state == .agreed }.sum { $0.amount?.wan }, unit: "万元"),
            ]), .deeds([.new(FinancingOffer.self)]),
            .table(
                Table(
                    Label("向我推荐的项目", en: "Introduced to you"),
                    columns: [.text("推荐理由", "Why", 4), .text("日期", "Day"), .number("达成（万元）", "Agreed (10k)"), .text("状态", "State")],
                    rows: introductions.sorted { $0.madeOn > $1.madeOn }.prefix(50).map { row in
                        Table.Row([
                            Table.Cell(Phrase(row.reason, link: .to(row), isStrong: true)), Table.Cell(plain: "\(row.madeOn)"),
                            Table.Cell(row.wan { $0.amount }),
                            Table.Cell(row.state.label),
                        ])
                    })), .table(matchTable(demands.rows, offers, on: question.now.day)),
            .table(
                Table(
                    Label("全部股权融资需求", en: "All demands for equity"),
                    columns: [.text("需求", "Demand", 4), .text("企业", "Firm", 2), .number("金额（万元）", "Amount (10k)"), .text("希望到位", "Wanted by")],
                    rows: demands.sorted { $0.id > $1.id }.prefix(50).map { row in
                        Table.Row([
                            Table.Cell(plain: row.named(row.title), link: .to(row)), Table.Cell(plain: row.firm ?? "—"), Table.Cell(row.wan { $0.amount }),
                            Table.Cell(row.dayed { $0.until }),
                        ])
                    })),
        ]
    }

    /// 对接: the offers for a demand, with the words that both have in common.
    static let matching = Page("matching", "对接推荐", en: "Matching", of: FinancingDemand.self) { demand, question in
        let offers = try await question.desk.all(FinancingOffer.self)
        let matches = FinancingMatches.offers(for: demand, among: offers, on: question.now.day)
        return [
            .facts([
                Fact(Label("金额", en: "Amount"), demand.said { $0.amount.wan }, unit: "万元"),
                Fact(Label("相近的产品", en: "Offers alike"), "\(matches.count)", unit: "个"),
            ]),
            .paragraph([
                Phrase(demand.saying { $0.way.label }, isStrong: true), Phrase(Label("，", en: ", ")), Phrase(demand.saying { $0.state.label }),
                Phrase(Label("：", en: ": ")),
                Phrase(demand.content),
            ]),
            .cards(
                matches.map { match in
                    Card(
                        Phrase(match.offer.named(match.offer.title), link: .to(match.offer)),
                        lines: [
                            [Phrase(Label("共同内容：", en: "In common: "), isStrong: true), Phrase(match.phrases.prefix(8).joined(separator: "、"))],
                            [
                                match.isEnough
                                    ? Phrase(Label("额度够用", en: "Enough money"), tone: .good) : Phrase(Label("额度不够", en: "Less than wanted"), tone: .warning)
                            ],
                        ], deeds: [.operation("proposeIntroduction", record: demand.id, ["offer": match.offer.id.text])],
                        isSimulated: match.offer.meta.isSimulated)
                }),
        ] + (matches.isEmpty ? [.notice("没有内容相近的产品或意向。", en: "No offer says anything like it.", .missing)] : [])
    }

    /// Demands and the offers that fit best.
    private static func matchTable(_ demands: [Row<FinancingDemand>], _ offers: [Row<FinancingOffer>], on day: Day) -> Table {
        Table(
            Label("相近的需求和产品", en: "Demands and offers alike"),
            columns: [.text("需求", "Demand", 3), .text("产品或意向", "Offer", 3), .text("共同内容", "In common", 3)],
            rows: demands.flatMap { demand in
                FinancingMatches.offers(for: demand, among: offers, on: day).prefix(3).map { match in
                    Table.Row([
                        Table.Cell(plain: demand.title, link: .to(demand)), Table.Cell(plain: match.offer.named(match.offer.title), link: .to(match.offer)),
                        Table.Cell(plain: match.phrases.prefix(5).joined(separator: "、")),
                    ])
                }
            })
    }
}

extension Row<LoanApplication> {
    /// What happens next: the coming instalment, or who has to act.
    fileprivate func next(_ today: Day) -> Phrase {
        switch self.state {
        case .draft: return Phrase(Label("请提交", en: "Please submit"), tone: .warning)
        case .submitted: return Phrase(Label("等待银行", en: "The bank has it"))
        case .granted: return Phrase(Label("等待放款", en: "To be drawn"))
        case .running, .overdue:
            guard let terms, let drawnOn = self.drawnOn else { return "—" }
            let paid = terms.principal.count - (self.owed?.fen ?? 0)
            guard let due = terms.next(from: today, drawnOn: drawnOn, paid: paid) else { return "—" }
            return Phrase(Label("\(due) 还款", en: "pay by \(due)"), tone: due < today ? .bad : nil)
        default: return "—"
        }
    }
}
