import Bookkeeping
import Kernel

extension Page {
    /// 账簿: the books of a fund: accounts, both sides, the journal, and the whole of it worked out again from the first voucher.
    static let fundBooks = Page("books", "账簿", en: "Books", of: CapitalFund.self, isReport: true) { fund, question in
        let desk = question.desk
        let reference = fund.reference
        let lines = try await desk.find(BookLine.self, bound: 200_000) { $0.fund == reference }
        let accounts = try await desk.find(FundAccount.self) { $0.fund == reference }
        var blocks: [Block] = []
        if fund.meta.isSimulated { blocks.append(.notice("这是模拟的资金和账簿。", en: "This fund and its books are made up.", .warning)) }
        blocks += [
            .facts([
                Fact(Label("余额", en: "Balance"), fund.said { $0.balance.wan }, unit: "万元"),
                Fact(Label("覆盖的在贷本金", en: "Principal covered"), fund.said { $0.owed.wan }, unit: "万元"),
                Fact(Label("其中逾期", en: "Of it overdue"), fund.said { $0.overdue.wan }, unit: "万元", tone: fund.overdue.fen > 0 ? .warning : .good),
                Fact(Label("凭证", en: "Vouchers"), fund.said(.whole) { Double($0.vouchers) }, unit: "张"),
            ]),
            .deeds([
                .new(FundContribution.self, ["fund": fund.id.text]), .operation("reconcileFund", record: fund.id),
                .open(Label("银行对账", en: "Reconciliation"), .page(application: "finance", code: "reconciliation", record: fund.id)),
            ]),
            .notice([audit(lines, accounts)], .calm), .table(trialBalance(accounts)), .table(ownership(fund, accounts)), .table(journal(lines)),
        ]
        return blocks
    }

    /// All vouchers written again, one after the other, in empty books.
    private static func audit(_ lines: Found<BookLine>, _ accounts: Found<FundAccount>) -> Phrase {
        @Sendable func say(_ lines: [Row<BookLine>], _ accounts: [Row<FundAccount>]) -> Label {
            do {
                let ledger = try FundLedger(lines, accounts)
                return ledger.differing.isEmpty
                    ? Label(
                        "重算全部 \(ledger.books.entries.count) 张凭证：借贷平衡，与科目余额一致",
                        en: "All \(ledger.books.entries.count) vouchers replayed: balanced, and the same as the accounts")
                    : Label(
                        "重算结果与科目余额不一致：\(ledger.differing.joined(separator: "、"))",
                        en: "Replayed, these accounts differ: \(ledger.differing.joined(separator: ", "))")
            } catch { return Label("凭证有误：\(error)", en: "The journal is wrong: \(error)") }
        }
        let isGood = (try? FundLedger(lines.rows, accounts.rows))?.differing.isEmpty ?? false
        return Phrase(Derived(lines, accounts) { Derived.Outcome(say($0, $1)) }, tone: isGood ? .good : .bad)
    }

    private static func trialBalance(_ accounts: Found<FundAccount>) -> Table {
        let debit = accounts.narrowed { $0.element.isIn([.asset, .expense]) }
        let credit = accounts.narrowed { $0.element.isIn([.liability, .netAsset, .income]) }
        return Table(
            Label("试算平衡（元）", en: "Trial balance (yuan)"),
            columns: [.text("科目", "Account", 3), .text("要素", "Element"), .number("借方余额", "Debit"), .number("贷方余额", "Credit")],
            rows: accounts.sorted { $0.code < $1.code }.map { row in
                let isDebit = row.element.kind.side == .debit
                let amount = Phrase(row.said { Double($0.balance.fen) / 100 })
                return Table.Row([
                    Table.Cell(plain: "\(row.code) \(row.name)", link: .to(row)), Table.Cell(row.element.label), Table.Cell(isDebit ? amount : ""),
                    Table.Cell(isDebit ? "" : amount),
                ])
            } + [
                Table.Row(
                    [
                        Table.Cell(Label("合计", en: "Sum")), "", Table.Cell(Phrase(debit.sum { Double($0.balance.fen) / 100 })),
                        Table.Cell(Phrase(credit.sum { Double($0.balance.fen) / 100 })),
                    ], isEmphasised: true)
            ])
    }

    /// What each party put in, bore and got back.
    private static func ownership(_ fund: Row<CapitalFund>, _ accounts: Found<FundAccount>) -> Table {
        func held(_ account: Account) -> Phrase {
            let code = account.code
            return Phrase(accounts.narrowed { $0.code == code }.sum { $0.balance.wan })
        }
        return Table(
            Label("出资和分担（万元）", en: "Contributions and losses (10k yuan)"),
            columns: [
                .text("出资方", "Party"), .number("份额", "Share"), .number("到账出资", "Paid in"), .number("承担代偿", "Compensation"), .number("追偿返还", "Recovered"),
                .number("投资损失", "Losses"),
            ],
            rows: fund.parties.map { party, weight in
                Table.Row([
                    Table.Cell(party.label), Table.Cell(plain: "\(weight)"), Table.Cell(held(.contribution(party))), Table.Cell(held(.compensation(party))),
                    Table.Cell(held(.recovery(party))), Table.Cell(held(.loss(party))),
                ])
            })
    }

    private static func journal(_ lines: Found<BookLine>) -> Table {
        Table(
            Label("最近的凭证（元）", en: "Latest vouchers (yuan)"),
            columns: [
                .number("凭证号", "Voucher", 0.6), .text("日期", "Day"), .text("摘要", "Summary", 2.4), .text("科目", "Account", 2), .number("借方", "Debit"),
                .number("贷方", "Credit"),
            ],
            rows: lines.sorted { ($1.number, $0.line) < ($0.number, $1.line) }.prefix(120).map { row in
                Table.Row([
                    Table.Cell(plain: "\(row.number)", link: .to(row)), Table.Cell(plain: "\(row.day)"), Table.Cell(plain: row.summary),
                    Table.Cell(plain: row.accountName),
                    Table.Cell(Phrase(row.said { $0.debit.map { Double($0.fen) / 100 } })),
                    Table.Cell(Phrase(row.said { $0.credit.map { Double($0.fen) / 100 } })),
                ])
            })
    }

    /// 银行对账: what the bank and the books do not both know, with what may explain it, and the balances each with what only the other side knows.
    static let reconciliation = Page("reconciliation", "银行对账", en: "Reconciliation", of: CapitalFund.self, isReport: true) { fund, question in
        let reference = fund.reference
        let bank = try await question.desk.find(BankLine.self, bound: 200_000) { $0.fund == reference }
        let journal = try await question.desk.find(BookLine.self, bound: 200_000) { $0.fund == reference }
        let found: FundReconciliation
        do { found = try FundReconciliation(bank.rows, journal.rows) } catch {
            return [.notice("金额过大，无法精确计算。", en: "The amounts are too large to be exact.", .bad)]
        }
        @Sendable func figure(_ say: @escaping @Sendable (FundReconciliation) -> Fen) -> Derived {
            Derived(bank, journal) { bank, journal in (try? FundReconciliation(bank, journal)).map { Double(say($0).count) / 100 } }
        }
        let isEven = found.result.difference == .zero
        return [
            .facts([
                Fact(Label("银行余额", en: "At the bank"), figure { $0.bankBalance }, unit: "元"),
                Fact(Label("账面余额", en: "In the books"), figure { $0.booksBalance }, unit: "元"),
                Fact(Label("调节后银行余额", en: "Bank, adjusted"), figure { $0.result.adjustedBank }, unit: "元"),
                Fact(Label("调节后账面余额", en: "Books, adjusted"), figure { $0.result.adjustedBooks }, unit: "元"),
                Fact(Label("差额", en: "Difference"), figure { $0.result.difference }, unit: "元", tone: isEven ? .good : .bad),
            ]),
            .deeds([
                .operation("reconcileFund", record: fund.id), .new(BankLine.self, ["fund": fund.id.text]),
                .open(Label("导入银行流水", en: "Import a statement"), .list(kind: "bankLine", ["fund": fund.id.text])),
            ]), .table(open(found)), .table(proposed(found)), .table(matched(bank)),
        ]
    }

    private static func open(_ found: FundReconciliation) -> Table {
        Table(
            Label("未达账项", en: "What only one side knows"),
            columns: [
                .text("日期", "Day"), .number("金额（元）", "Amount (yuan)"), .text("对方或摘要", "With whom", 2), .text("情况", "Which side", 2),
                .text("可能的原因", "Candidates", 3),
            ],
            rows: found.result.open.sorted { $0.line.day > $1.line.day }.prefix(200).map { item in
                Table.Row(
                    [
                        Table.Cell(plain: "\(Day(number: item.line.day))"), Table.Cell(found.amount(item.line)), Table.Cell(found.name(item.line)),
                        Table.Cell(item.transit.label),
                        Table.Cell(found.candidates(item.hint)),
                    ], tone: .warning)
            }, note: Label("银行流水在“银行流水”列表导入；有多个候选的由人选择。", en: "Statements are imported in the list of bank lines; a person chooses among several."),
            empty: Label("没有未达账项", en: "Nothing is open"))
    }

    private static func proposed(_ found: FundReconciliation) -> Table {
        Table(
            Label("可自动对上", en: "Can be matched"),
            columns: [.text("银行流水", "Bank", 2), .text("凭证", "Vouchers", 2), .number("金额（元）", "Amount (yuan)"), .text("理由", "Why", 2)],
            rows: found.result.matches.prefix(200).map { match in
                Table.Row([
                    Table.Cell(Array(match.bank.map { [found.name($0)] }.joined(separator: [Phrase(Label("、", en: ", "))]))),
                    Table.Cell(Array(match.books.map { [found.name($0)] }.joined(separator: [Phrase(Label("、", en: ", "))]))),
                    Table.Cell(found.amount(match.bank.count == 1 ? match.bank[0] : match.books[0])), Table.Cell(match.reason.label),
                ])
            })
    }

    private static func matched(_ bank: Found<BankLine>) -> Table {
        let done = bank.narrowed { $0.matched.isFilled }
        return Table(
            Label("已对上", en: "Matched"),
            columns: [.text("日期", "Day"), .text("流水号", "Serial", 2), .number("金额（元）", "Amount (yuan)"), .number("凭证号", "Voucher"), .text("理由", "Why", 2)],
            rows: done.sorted { $0.day > $1.day }.prefix(100).map { row in
                Table.Row([
                    Table.Cell(plain: "\(row.day)"), Table.Cell(plain: row.serial, link: .to(row)),
                    Table.Cell(Phrase(row.said { Double($0.amount.fen) / 100 })),
                    Table.Cell(Phrase(row.said(.whole) { $0.matched.map(Double.init) })), Table.Cell(plain: row.reason ?? "—"),
                ])
            })
    }
}

extension FundReconciliation {
    /// The line's amount, opening to its record.
    fileprivate func amount(_ line: StatementLine) -> Phrase {
        if let row = lines[line.id] { return Phrase(row.said { Double($0.amount.fen) / 100 }) }
        guard let turn = vouchers[line.id] else { return Phrase(line.amount.yuan) }
        return Phrase(turn.row.said { ($0.debit.map { Double($0.fen) } ?? -Double($0.credit?.fen ?? 0)) / 100 })
    }

    fileprivate func name(_ line: StatementLine) -> Phrase {
        if let row = lines[line.id] { return Phrase("\(row.serial) \(row.counterparty ?? "")", link: .to(row)) }
        guard let turn = vouchers[line.id] else { return "—" }
        return Phrase(Label("第 \(turn.number) 号 \(turn.summary)", en: "No. \(turn.number) \(turn.summary)"), link: .to(turn.row))
    }

    fileprivate func candidates(_ hint: Reconciliation.Hint?) -> [Phrase] {
        switch hint {
        case nil: ["—"]
        case .sameReferenceOtherAmount(let id, let difference):
            [named(id), Phrase(Label("，金额相差 \(difference.yuan) 元", en: ", another amount by \(difference.yuan) yuan"))]
        case .severalCandidates(let ids): Array(ids.prefix(5).map { [named($0)] }.joined(separator: [Phrase(Label("、", en: ", "))]))
        }
    }

    private func named(_ id: String) -> Phrase { name(StatementLine(id, day: 0, .zero)) }
}
