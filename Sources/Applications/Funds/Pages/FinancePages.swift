import Bookkeeping
import Kernel
import Policies
import Registers

extension Page {
    /// 财政工作台: budget to confirm, payments to make, what the bank says; and whether every line is what its ledger says.
    static let financeDesk = Page("financeDesk", "资金支付", en: "Payments", for: .roles(.financeBureau, .administrator), isFront: true) { question in
        let (desk, today) = (question.desk, question.now.day)
        let lines = try await desk.find(BudgetLine.self) { $0.year == today.year }
        let claims = try await desk.find(Claim.self) { $0.state == .reviewed }
        let payments = try await desk.find(Payment.self) { $0.state.isIn([.waiting, .sent, .failed]) }
        let batches = try await desk.rows(PaymentBatch.self, limit: 20)
        let open = try await desk.find(BankResult.self) { $0.isMatched == false }
        func part(_ state: Payment.State) -> Found<Payment> { payments.narrowed { $0.state == state } }
        return [
            .facts([
                Fact(Label("待确认预算", en: "Budget to confirm"), claims.howMany, unit: "件", tone: claims.isEmpty ? .calm : .warning),
                Fact(Label("待支付", en: "To be paid"), part(.waiting).howMany, unit: "笔", tone: part(.waiting).isEmpty ? .calm : .warning),
                Fact(Label("已送银行", en: "With the bank"), part(.sent).howMany, unit: "笔"),
                Fact(Label("退票", en: "Came back"), part(.failed).howMany, unit: "笔", tone: part(.failed).isEmpty ? .calm : .bad),
                Fact(Label("未核对回单", en: "Results to match"), open.howMany, unit: "条", tone: open.isEmpty ? .calm : .warning),
            ]),
            .deeds([
                .operation("makeBatch"), .operation("matchResults"), .new(BudgetLine.self, ["year": String(today.year)]), .new(Fund.self),
                .new(BankResult.self), .new(OutlayYear.self),
            ]), .table(budget(lines)), .table(try await audit(lines, desk)), .heading("待确认预算", en: "Budget to confirm"),
            .cards(try await confirming(claims, desk)), .table(list(payments)), .table(lists(batches)), .table(unmatched(open)),
        ]
    }

    private static func confirming(_ claims: Found<Claim>, _ desk: Desk) async throws -> [Card] {
        var cards: [Card] = []
        for claim in claims.prefix(30) {
            cards.append(
                Card(
                    Phrase(claim.subject, link: .to(claim), isStrong: true),
                    fields: [
                        (Label("企业", en: "Enterprise"), Phrase(claimsOf: try await desk.row(claim.enterprise))),
                        (Label("核定金额", en: "Approved"), Phrase(claim.saying { $0.approved?.words })),
                    ], deeds: [.move(claim, "fund"), .move(claim, "reassess")], isSimulated: claim.meta.isSimulated))
        }
        return cards
    }

    /// Each line against its ledger, replayed.
    private static func audit(_ lines: Found<BudgetLine>, _ desk: Desk) async throws -> Table {
        var rows: [Table.Row] = []
        for line in lines.sorted(by: { $0.name < $1.name }) {
            let movements = try await desk.find(BudgetMovement.self, bound: 200_000) { $0.line == line.reference }
            let agrees = Derived(line.found, movements) { lines, movements in
                guard let line = lines.first else { return Derived.Outcome(Label("—", en: "—")) }
                return Derived.Outcome(Spending.finding(line, movements))
            }
            rows.append(
                Table.Row([
                    Table.Cell(Phrase(line.name, link: .to(line))), Table.Cell(Phrase(movements.howMany)),
                    Table.Cell(Phrase(agrees, tone: Spending.agrees(line, movements.rows) ? .good : .bad)),
                ]))
        }
        return Table(
            Label("台账核对：按台账重算额度", en: "Lines replayed from their ledger"),
            columns: [
                Table.Column(Label("额度", en: "Line"), weight: 3), Table.Column(Label("台账笔数", en: "Movements"), isNumber: true),
                Table.Column(Label("核对", en: "Finding"), weight: 2),
            ], rows: rows)
    }

    private static func list(_ payments: Found<Payment>) -> Table {
        Table(
            Label("支付单", en: "Payments"),
            columns: [
                Table.Column(Label("编号", en: "Number"), weight: 1.6), Table.Column(Label("收款户名", en: "Payee"), weight: 2.4),
                Table.Column(Label("金额", en: "Amount"), isNumber: true),
                Table.Column(Label("状态", en: "State")), Table.Column(Label("退票原因", en: "Why"), weight: 2),
            ],
            rows: payments.sorted { $0.number < $1.number }.prefix(60).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.number, link: .to(row))), Table.Cell(Phrase(row.payee)), Table.Cell(Phrase(row.saying { $0.amount.words })),
                    Table.Cell(Phrase(row.state.label, tone: row.state == .failed ? .bad : nil)), Table.Cell(Phrase(row.failure ?? "—")),
                ])
            }, empty: Label("没有待支付的支付单", en: "Nothing to be paid"))
    }

    private static func lists(_ batches: [Row<PaymentBatch>]) -> Table {
        Table(
            Label("支付清单", en: "Payment lists"),
            columns: [
                Table.Column(Label("编号", en: "Number"), weight: 2), Table.Column(Label("日期", en: "Day")),
                Table.Column(Label("笔数", en: "Payments"), isNumber: true),
                Table.Column(Label("合计", en: "Total"), isNumber: true),
            ],
            rows: batches.map { row in
                Table.Row([
                    Table.Cell(Phrase(row.number, link: .page(application: "funds", code: "paymentSheet", record: row.id))), Table.Cell(Phrase("\(row.day)")),
                    Table.Cell(Phrase(row.said(.whole) { Double($0.count) })), Table.Cell(Phrase(row.saying { $0.total.words })),
                ])
            })
    }

    private static func unmatched(_ open: Found<BankResult>) -> Table {
        Table(
            Label("未核对的银行回单", en: "Bank results that are open"),
            columns: [
                Table.Column(Label("支付编号", en: "Number"), weight: 1.6), Table.Column(Label("金额", en: "Amount"), isNumber: true),
                Table.Column(Label("日期", en: "Day")),
                Table.Column(Label("结果", en: "Result")), Table.Column(Label("说明", en: "Finding"), weight: 3),
            ],
            rows: open.prefix(60).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.number, link: .to(row))), Table.Cell(Phrase(row.saying { $0.amount.words })), Table.Cell(Phrase("\(row.day)")),
                    Table.Cell(Phrase(row.result.label)), Table.Cell(Phrase(row.finding ?? "—")),
                ])
            }, empty: Label("都已核对", en: "All are matched"))
    }

    /// 支付清单: what goes to the bank, as a sheet; the file is the export of its payments.
    static let paymentSheet = Page("paymentSheet", "支付清单", en: "Payment list", of: PaymentBatch.self, for: .all(.export, Payment.self), isReport: true) {
        batch, question in
        let payments = try await question.desk.find(Payment.self) { $0.batch == batch.reference }
        let rows = payments.sorted { $0.number < $1.number }.enumerated().map { place, row in
            Table.Row([
                Table.Cell(Phrase("\(place + 1)")), Table.Cell(Phrase(row.payee)), Table.Cell(Phrase(row.said(Numeral(decimals: 2)) { $0.amount.yuan })),
                Table.Cell(Phrase(row.bank)), Table.Cell(Phrase(row.account)), Table.Cell(Phrase(row.purpose)),
                Table.Cell(Phrase(row.number, link: .to(row))), Table.Cell(Phrase(row.state.label)),
            ])
        }
        let total = Table.Row(
            [Table.Cell("合计"), "", Table.Cell(Phrase(payments.sum(Numeral(decimals: 2)) { $0.amount.yuan })), "", "", "", "", ""], isEmphasised: true)
        return [
            .masthead(Masthead(number: batch.number, title: Label("财政奖补资金支付清单", en: "List of payments"), day: batch.day, isSimulated: batch.meta.isSimulated)),
            .deeds([
                .open(Label("导出支付文件", en: "Export the file"), .list(kind: "payment", ["batch": batch.id.text])), .operation("sendBatch", record: batch.id),
                .operation("matchResults"),
            ]),
            .table(
                Table(
                    Label("\(batch.number)，\(batch.count) 笔", en: "\(batch.number), \(batch.count) payments"),
                    columns: [
                        Table.Column(Label("序号", en: "No."), weight: 0.6), Table.Column(Label("收款户名", en: "Payee"), weight: 2),
                        Table.Column(Label("金额（元）", en: "Yuan"), isNumber: true, weight: 1.3), Table.Column(Label("开户银行", en: "Bank"), weight: 1.6),
                        Table.Column(Label("账号", en: "Account"), weight: 1.8), Table.Column(Label("用途", en: "For"), weight: 2),
                        Table.Column(Label("支付编号", en: "Number"), weight: 1.8), Table.Column(Label("状态", en: "State")),
                    ], rows: rows + [total])),
        ]
    }
}

extension Money {
    var yuan: Double { Double(fen) / 100 }
}

extension Spending {
    static func agrees(_ line: Row<BudgetLine>, _ movements: [Row<BudgetMovement>]) -> Bool {
        guard case .success(let books) = replay(line, movements) else { return false }
        return books.reserved.count == line.reserved.fen && books.paid.count == line.paid.fen
    }

    static func finding(_ line: Row<BudgetLine>, _ movements: [Row<BudgetMovement>]) -> Label {
        agrees(line, movements)
            ? Label("与台账相符", en: "Agrees with its ledger") : Label("与台账不符，请立即核查", en: "Does not agree with its ledger: look into it at once")
    }
}
