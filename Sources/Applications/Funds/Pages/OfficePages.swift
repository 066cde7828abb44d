import Kernel
import Policies
import Registers

extension Page {
    /// 资金总览: the fund office's page: what waits, how much is left, what is in force.
    static let fundDesk = Page(
        "fundDesk", "政策兑现总览", en: "Funds", for: .roles(.fundOffice, .observer, .supervisor, .administrator), isReport: true, isFront: true
    ) { question in
        let (desk, today) = (question.desk, question.now.day)
        let claims = try await desk.find(Claim.self) { $0.state.isIn([.submitted, .accepted, .reviewed, .funded, .noticed, .listed]) }
        let lines = try await desk.find(BudgetLine.self) { $0.year == today.year }
        let start = Day(today.year, 1, 1) ?? today
        let movements = try await desk.find(BudgetMovement.self, bound: 200_000) {
            $0.day >= start && $0.category.isIn([.pay, .refund]) && $0.isSimulated == false
        }
        let clauses = try await desk.find(PolicyClause.self) { $0.state.isIn([.draft, .published]) }
        let needs = try await desk.find(PolicyNeed.self) { $0.answer.isEmpty }
        return [
            .facts([
                Fact(Label("待审核", en: "To be checked"), claims.narrowed { $0.state == .submitted }.howMany, unit: "件", tone: .warning),
                Fact(Label("待评审", en: "To be reviewed"), claims.narrowed { $0.state == .accepted }.howMany, unit: "件", tone: .warning),
                Fact(Label("公示中", en: "Announced"), claims.narrowed { $0.state == .noticed }.howMany, unit: "件"),
                Fact(
                    Label("本年已兑现", en: "Paid this year"), movements.sum { $0.amount.wan }, unit: "万元", note: Phrase(Label("不含模拟", en: "without made-up ones"))),
                Fact(Label("待答复需求", en: "Needs to be answered"), needs.howMany, unit: "条"),
            ]),
            .deeds([
                .new(Policy.self), .new(PolicyClause.self, ["from": today.adding(days: 1).description]), .new(Claim.self, ["year": String(today.year - 1)]),
                .open(Label("投入增长", en: "Outlay growth"), .page(application: "funds", code: "outlayGrowth")),
                .open(Label("政策成效", en: "Effect"), .page(application: "funds", code: "policyEffect")),
            ]), .table(budget(lines)), .table(try await waiting(claims, desk)), .table(inForce(clauses, today)),
            .table(barriers(try await desk.find(PolicyNeed.self))),
        ]
    }

    static func budget(_ lines: Found<BudgetLine>) -> Table {
        Table(
            Label("专项资金年度额度（万元）", en: "Budget lines (10k yuan)"),
            columns: [
                Table.Column(Label("额度", en: "Line"), weight: 3), Table.Column(Label("预算", en: "Limit"), isNumber: true),
                Table.Column(Label("已预留", en: "Reserved"), isNumber: true), Table.Column(Label("已支付", en: "Paid"), isNumber: true),
                Table.Column(Label("可用", en: "Free"), isNumber: true),
            ],
            rows: lines.sorted { $0.name < $1.name }.map { line in
                let used = line.limit.fen == 0 ? 0 : Double(line.limit.fen - line.free.fen) / Double(line.limit.fen)
                return Table.Row([
                    Table.Cell(
                        Phrase(
                            line.meta.isSimulated ? Label("\(line.name)（模拟）", en: "\(line.name) (simulated)") : Label(line.name, en: line.name), link: .to(line)
                        )),
                    Table.Cell(Phrase(line.said { $0.limit.wan })), Table.Cell(Phrase(line.said { $0.reserved.wan })),
                    Table.Cell(Phrase(line.said { $0.paid.wan })),
                    Table.Cell(Phrase(line.said { $0.free.wan }, tone: line.free.fen == 0 ? .bad : nil), share: used),
                ])
            }, empty: Label("本年度还没有下达额度", en: "No line of this year yet"))
    }

    static func waiting(_ claims: Found<Claim>, _ desk: Desk) async throws -> Table {
        let names = Dictionary(try await desk.all(Enterprise.self, bound: 200_000).map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("在办申请", en: "Claims under way"),
            columns: [
                Table.Column(Label("事项", en: "Matter"), weight: 3), Table.Column(Label("企业", en: "Enterprise"), weight: 2.4),
                Table.Column(Label("状态", en: "State"), weight: 1.4),
                Table.Column(Label("测算", en: "Reckoned"), isNumber: true), Table.Column(Label("核定", en: "Approved"), isNumber: true),
                Table.Column(Label("公示至", en: "Until")),
            ],
            rows: claims.sorted { ($0.state.place, $0.id) < ($1.state.place, $1.id) }.prefix(60).map { claim in
                Table.Row([
                    Table.Cell(Phrase(claim.subject, link: .to(claim), isStrong: true)),
                    Table.Cell(names[claim.enterprise].map { Phrase(claimsOf: $0) } ?? "—"),
                    Table.Cell(Phrase(claim.state.label)), Table.Cell(Phrase(claim.saying { $0.computed?.words })),
                    Table.Cell(Phrase(claim.saying { $0.approved?.words })),
                    Table.Cell(Phrase(claim.saying { $0.noticeUntil.map { Label("\($0)", en: "\($0)") } })),
                ])
            }, empty: Label("没有在办的申请", en: "Nothing is under way"))
    }

    private static func inForce(_ clauses: Found<PolicyClause>, _ today: Day) -> Table {
        Table(
            Label("政策条款", en: "Clauses"),
            columns: [
                Table.Column(Label("编号", en: "Code")), Table.Column(Label("条款", en: "Clause"), weight: 3),
                Table.Column(Label("版本", en: "Version"), isNumber: true),
                Table.Column(Label("施行", en: "From")), Table.Column(Label("止于", en: "Until")), Table.Column(Label("状态", en: "State")),
                Table.Column(Label("试算", en: "Trial")),
            ],
            rows: clauses.sorted { ($0.code, -$0.edition) < ($1.code, -$1.edition) }.filter { $0.state == .draft || ($0.until.map { $0 >= today } ?? true) }
                .prefix(80).map { row in
                    let mark = row.isVerified ? "" : "（未核对原文）"
                    return Table.Row([
                        Table.Cell(Phrase(row.code)),
                        Table.Cell(Phrase(Label(row.title + mark, en: row.title + (row.isVerified ? "" : " (not checked)")), link: .to(row))),
                        Table.Cell(Phrase("\(row.edition)")),
                        Table.Cell(Phrase("\(row.from)")), Table.Cell(Phrase(row.until.map { "\($0)" } ?? "—")),
                        Table.Cell(
                            Phrase(
                                row.state == .draft ? row.state.label : row.isInForce(on: today) ? Label("在施行", en: "In force") : Label("将施行", en: "To come"))),
                        Table.Cell(Phrase(Label("试算", en: "Try"), link: .page(application: "funds", code: "trial", record: row.id))),
                    ])
                })
    }

    /// What enterprises say is in the way (需求征集): the thresholds that are too high show here.
    private static func barriers(_ needs: Found<PolicyNeed>) -> Table {
        Table(
            Label("企业反映的障碍", en: "What is in the way"),
            columns: [Table.Column(Label("障碍", en: "What"), weight: 3), Table.Column(Label("条数", en: "How often"), isNumber: true)],
            rows: PolicyNeed.Barrier.allCases.compactMap { barrier in
                let some = needs.narrowed { $0.barrier == barrier }
                return some.isEmpty ? nil : Table.Row([Table.Cell(Phrase(barrier.label, link: some.link)), Table.Cell(Phrase(some.howMany))])
            })
    }
}

extension Claim.State {
    var place: Int { Claim.State.allCases.firstIndex(of: self) ?? 0 }
}
