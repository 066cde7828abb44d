import Bookkeeping
import Kernel
import Registers

extension Page {
    /// 银行工作台: what is addressed to the bank, what it lent, what is late, what the pool was asked for.
    static let bankDesk = Page("bankDesk", "银行工作台", en: "The bank's desk", for: .roles(.bank), isFront: true) { question in
        let desk = question.desk
        let today = question.now.day
        let loans = try await desk.find(Loan.self)
        let claims = try await desk.find(LossClaim.self)
        let agreements = try await desk.find(PoolBank.self)
        let waiting = loans.narrowed { $0.state.isIn([.received, .examined, .granted]) }
        let running = loans.narrowed { $0.state.isIn([.running, .overdue]) }
        let late = running.only { $0.late(on: today) > .zero }
        return [
            .facts([
                Fact(Label("待办申请", en: "Applications"), waiting.howMany, unit: "笔", tone: waiting.isEmpty ? .good : .warning),
                Fact(Label("在贷", en: "Running"), running.howMany, unit: "笔"),
                Fact(Label("在贷本金", en: "Principal owed"), running.sum { $0.owed.wan }, unit: "万元"),
                Fact(Label("应还未还", en: "Late"), late.howMany, unit: "笔", tone: late.isEmpty ? .good : .bad),
                Fact(Label("待审核代偿", en: "Claims to be judged"), claims.narrowed { $0.state == .submitted }.howMany, unit: "笔"),
            ]),
            .table(
                Table(
                    Label("待办申请", en: "Applications"),
                    columns: [
                        .text("企业", "Firm", 2.4), .text("品种", "Kind", 1.6), .number("申请（万元）", "Asked (10k)"), .text("等级", "Grade"),
                        .number("推荐额度（万元）", "Limit (10k)"), .text("状态", "State"),
                    ],
                    rows: waiting.sorted { $0.receivedOn < $1.receivedOn }.prefix(50).map { loan in
                        Table.Row([
                            Table.Cell(Phrase(loan.named(loan.firm), link: .to(loan), isStrong: true)), Table.Cell(loan.scheme.label),
                            Table.Cell(loan.wan { $0.asked }),
                            Table.Cell(
                                Phrase(
                                    loan.saying {
                                        $0.grade.map { Label($0, en: $0) }
                                            ?? Label($0.scheme.isRated ? "企业未授权" : "—", en: $0.scheme.isRated ? "not shared" : "—")
                                    })),
                            Table.Cell(loan.wan { $0.limit }), Table.Cell(loan.state.label),
                        ])
                    })),
            .table(
                Table(
                    Label("在贷和逾期", en: "Running and overdue"),
                    columns: [
                        .text("企业", "Firm", 2.4), .number("本金（万元）", "Principal (10k)"), .number("未还（万元）", "Owed (10k)"), .text("下一期", "Next due"),
                        .number("应还未还（万元）", "Late (10k)"), .text("状态", "State"),
                    ],
                    rows: running.sorted { ($0.next(from: today)?.number ?? .max) < ($1.next(from: today)?.number ?? .max) }.prefix(100).map { loan in
                        let isLate = loan.late(on: today) > .zero
                        return Table.Row(
                            [
                                Table.Cell(
                                    Phrase(loan.named(loan.firm), link: .page(application: "finance", code: "loanSheet", record: loan.id), isStrong: true)),
                                Table.Cell(loan.wan { $0.principal }), Table.Cell(loan.wan { $0.owed }), Table.Cell(loan.dayed { $0.next(from: today) }),
                                Table.Cell(Phrase(loan.said(Numeral(decimals: 2)) { $0.late(on: today).money.wan }, tone: isLate ? .bad : nil)),
                                Table.Cell(loan.state.label, tone: loan.tone),
                            ])
                    })),
            .table(
                Table(
                    Label("合作协议和熔断", en: "Agreements"),
                    columns: [
                        .text("协议", "Agreement", 3), .number("在贷（万元）", "Owed (10k)"), .number("逾期（万元）", "Overdue (10k)"), .number("逾期率", "Overdue share"),
                    ],
                    rows: agreements.map { row in
                        Table.Row([
                            Table.Cell(plain: row.named(row.name), link: .to(row)), Table.Cell(row.wan { $0.owed }), Table.Cell(row.wan { $0.overdue }),
                            Table.Cell(Phrase(row.said(.percent) { $0.owed.fen == 0 ? 0 : Double($0.overdue.fen) / Double($0.owed.fen) })),
                        ])
                    })),
            .deeds([.new(FinancingOffer.self)]),
        ]
    }

    /// 贷款档案: one loan: plan, repayments, claim, recoveries.
    static let loanSheet = Page("loanSheet", "贷款档案", en: "Loan sheet", of: Loan.self, isReport: true) { loan, question in
        let desk = question.desk
        let reference = loan.reference
        let repayments = try await desk.find(Repayment.self) { $0.loan == reference }
        let recoveries = try await desk.find(Recovery.self) { $0.loan == reference }
        let claims = try await desk.find(LossClaim.self) { $0.loan == reference }
        let late = loan.late(on: question.now.day)
        let today = question.now.day
        var blocks: [Block] = [
            .facts([
                Fact(Label("放款本金", en: "Principal"), loan.said { $0.principal?.wan }, unit: "万元"),
                Fact(Label("未还本金", en: "Owed"), loan.said { $0.principal == nil ? nil : $0.owed.wan }, unit: "万元"),
                Fact(Label("应还未还", en: "Late"), loan.said { $0.late(on: today).money.wan }, unit: "万元", tone: late > .zero ? .bad : .good),
            ]),
            .paragraph([Phrase(Label("状态：", en: "State: ")), Phrase(loan.saying { $0.state.label }, tone: loan.tone, isStrong: true)]),
            .deeds([
                .move(loan, "examine"), .edit(loan), .move(loan, "grant"), .move(loan, "refuse"), .move(loan, "draw"),
                .operation("recordRepayment", record: loan.id),
                .move(loan, "overdue"), .new(LossClaim.self, ["bank": loan.bank.id.text, "loan": loan.id.text]), .operation("recordRecovery", record: loan.id),
                .move(loan, "writeOff"),
            ]),
        ]
        if let reasons = loan.reasons {
            blocks.append(.group(Label("信用评价（企业已授权）", en: "Rating (shared by the firm)"), [.list(reasons.split(separator: "\n").map { [Phrase(String($0))] })]))
        }
        if let terms = loan.terms, let day = loan.drawnOn, loan.principal != nil {
            // What was recovered later is no instalment.
            blocks.append(.table(scheduleTable(terms, from: day, paid: Fen(repayments.reduce(0) { $0 + $1.principal.fen }))))
        }
        blocks += [
            .table(
                Table(
                    Label("还款记录", en: "Repayments"),
                    columns: [.text("日期", "Day"), .number("本金（万元）", "Principal (10k)"), .number("利息（万元）", "Interest (10k)")],
                    rows: repayments.sorted { $0.paidOn < $1.paidOn }.map { row in
                        Table.Row([
                            Table.Cell(Phrase("\(row.paidOn)", link: .to(row))), Table.Cell(row.wan { $0.principal }), Table.Cell(row.wan { $0.interest }),
                        ])
                    })),
            .table(claimTable(claims)), .table(recoveryTable(recoveries)),
        ]
        return blocks
    }
}

/// What the pool was asked for and paid.
func claimTable(_ claims: Found<LossClaim>) -> Table {
    Table(
        Label("代偿", en: "Compensation"),
        columns: [
            .text("企业", "Firm", 2.4), .number("逾期本金（万元）", "Overdue (10k)"), .number("基金代偿", "Pool"), .number("市级", "City"), .number("区县", "County"),
            .number("银行承担", "Bank"), .text("状态", "State"),
        ],
        rows: claims.sorted { $0.id > $1.id }.prefix(50).map { row in
            Table.Row([
                Table.Cell(plain: row.named(row.firm ?? "—"), link: .to(row)), Table.Cell(row.wan { $0.principal }), Table.Cell(row.wan { $0.paid }),
                Table.Cell(row.wan { $0.byCity }), Table.Cell(row.wan { $0.byCounty }), Table.Cell(row.wan { $0.byBank }), Table.Cell(row.state.label),
            ])
        })
}

/// What came back.
func recoveryTable(_ recoveries: Found<Recovery>) -> Table {
    Table(
        Label("追偿", en: "Recoveries"),
        columns: [
            .text("日期", "Day"), .number("追回（万元）", "Recovered (10k)"), .number("费用", "Cost"), .number("返还基金", "To the pool"), .number("银行留存", "To the bank"),
        ],
        rows: recoveries.sorted { $0.day > $1.day }.prefix(50).map { row in
            Table.Row([
                Table.Cell(Phrase("\(row.day)", link: .to(row))), Table.Cell(row.wan { $0.amount }), Table.Cell(row.wan { $0.cost }),
                Table.Cell(row.wan { $0.returned }), Table.Cell(row.wan { $0.kept }),
            ])
        })
}
