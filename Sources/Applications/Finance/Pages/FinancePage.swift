import Bookkeeping
import Kernel
import Registers

extension Page {
    /// 科技金融总览: the centre's page: what waits, the pools and their fuses, what is late, seed money, listings, demands.
    static let finance = Page("finance", "科技金融总览", en: "S&T finance", for: .all(.read, Loan.self), isReport: true, isFront: true) { question in
        try await FinanceOverview(question).blocks
    }
}

private struct FinanceOverview {
    let today: Day
    let loans: Found<Loan>
    let funds: Found<CapitalFund>
    let claims: Found<LossClaim>
    let agreements: Found<PoolBank>
    let seeds: Found<SeedProject>
    let listings: Found<ListingPlan>
    let demands: Found<FinancingDemand>
    let subsidies: Found<InterestSubsidy>
    let firms: [RecordID: Row<Enterprise>]

    init(_ question: Page.Question) async throws {
        let desk = question.desk
        today = question.now.day
        loans = try await desk.find(Loan.self, bound: 200_000)
        funds = try await desk.find(CapitalFund.self)
        claims = try await desk.find(LossClaim.self)
        agreements = try await desk.find(PoolBank.self)
        seeds = try await desk.find(SeedProject.self)
        listings = try await desk.find(ListingPlan.self)
        demands = try await desk.find(FinancingDemand.self) { $0.state == .open }
        subsidies = try await desk.find(InterestSubsidy.self) { $0.state == .submitted }
        let wanted = Set(seeds.map(\.enterprise.id) + listings.map(\.enterprise.id))
        let rows = try await desk.all(Enterprise.self, bound: 200_000).filter { wanted.contains($0.id) }
        firms = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var blocks: [Block] {
        let lent = loans.narrowed { $0.principal.isFilled }
        let knowledge = lent.narrowed { $0.scheme == .knowledge }
        let overdue = loans.narrowed { $0.state == .overdue }
        let waiting = claims.narrowed { $0.state == .submitted }
        return [
            .facts([
                Fact(Label("知识价值信用贷款", en: "Knowledge-value loans"), knowledge.sum { $0.principal?.wan }, unit: "万元"),
                Fact(Label("累计放款", en: "Loans drawn"), lent.howMany, unit: "笔"),
                Fact(Label("服务企业", en: "Firms served"), Derived(lent, .whole) { Double(Set($0.map { $0.enterprise }).count) }, unit: "家"),
                Fact(Label("逾期贷款", en: "Overdue loans"), overdue.howMany, unit: "笔", tone: overdue.isEmpty ? .good : .bad),
                Fact(Label("待审核代偿", en: "Claims to be judged"), waiting.howMany, unit: "笔", tone: waiting.isEmpty ? .good : .warning),
                Fact(Label("已代偿", en: "Compensated"), claims.narrowed { $0.state == .paid }.sum { $0.paid?.wan }, unit: "万元"),
            ]),
            .deeds([
                .new(CapitalFund.self), .new(FundContribution.self), .new(PoolBank.self), .new(FinancialInstitution.self), .operation("draftCreditModel"),
                .new(ListingPlan.self),
            ]), .table(fundTable), .table(bankTable), .table(claimTable(claims)), .table(late), .table(seedTable), .table(listingTable), .table(demandTable),
        ]
    }

    private var fundTable: Table {
        Table(
            Label("资金和基金", en: "Funds"),
            columns: [
                .text("名称", "Name", 3), .text("类别", "Kind", 1.6), .number("余额（万元）", "Balance (10k)"), .number("在贷本金", "Covered"),
                .number("逾期率", "Overdue share"),
                .text("熔断", "Fuse"),
            ],
            rows: funds.sorted { ($0.category.code, $0.name) < ($1.category.code, $1.name) }.map { fund in
                let isBlown = fund.isBlown(overdue: fund.overdue.exact, owed: fund.owed.exact)
                return Table.Row([
                    Table.Cell(Phrase(fund.named(fund.name), link: .page(application: "finance", code: "books", record: fund.id), isStrong: true)),
                    Table.Cell(fund.category.label), Table.Cell(fund.wan { $0.balance }), Table.Cell(fund.wan { $0.owed }),
                    Table.Cell(Phrase(fund.said(.percent) { $0.owed.fen == 0 ? nil : Double($0.overdue.fen) / Double($0.owed.fen) })),
                    Table.Cell(
                        Phrase(
                            fund.saying { row in
                                guard let fuse = row.fuse else { return nil }
                                let line = Numeral.usual.text(fuse.points) + "%"
                                return row.isBlown(overdue: row.overdue.exact, owed: row.owed.exact)
                                    ? Label("已熔断（\(line)）", en: "blown (\(line))") : Label("未熔断（\(line)）", en: "not blown (\(line))")
                            }, tone: fund.fuse == nil ? nil : isBlown ? .bad : .good)),
                ])
            })
    }

    private var bankTable: Table {
        Table(
            Label("合作银行", en: "Banks"),
            columns: [
                .text("协议", "Agreement", 3), .number("申请", "Applications"), .number("放款", "Drawn"), .number("在贷（万元）", "Owed (10k)"),
                .number("逾期（万元）", "Overdue (10k)"),
            ],
            rows: agreements.map { row in
                let own = loans.narrowed { $0.bank == row.bank && $0.scheme == row.scheme }
                return Table.Row([
                    Table.Cell(plain: row.named(row.name), link: .to(row)), Table.Cell(Phrase(own.howMany)),
                    Table.Cell(Phrase(own.narrowed { $0.principal.isFilled }.howMany)), Table.Cell(row.wan { $0.owed }), Table.Cell(row.wan { $0.overdue }),
                ])
            })
    }

    private var late: Table {
        let day = today
        let rows = loans.only { $0.state == .overdue || $0.late(on: day) > .zero }
        return Table(
            Label("应还未还", en: "Late"),
            columns: [.text("企业", "Firm", 3), .number("未还（万元）", "Owed (10k)"), .number("应还未还（万元）", "Late (10k)"), .text("状态", "State")],
            rows: rows.prefix(50).map { loan in
                Table.Row([
                    Table.Cell(plain: loan.named(loan.firm), link: .page(application: "finance", code: "loanSheet", record: loan.id)),
                    Table.Cell(loan.wan { $0.owed }),
                    Table.Cell(loan.wan { $0.late(on: day).money }),
                    Table.Cell(loan.state.label, tone: loan.state == .running ? .warning : loan.tone),
                ])
            }, empty: Label("没有", en: "None"))
    }

    private func firm(_ reference: Reference<Enterprise>) -> Phrase {
        guard let row = firms[reference.id] else { return "—" }
        return Phrase(row.named(row.name), link: .page(application: "finance", code: "credit", record: row.id))
    }

    private var seedTable: Table {
        Table(
            Label("种子基金项目", en: "Seed projects"),
            columns: [
                .text("企业", "Firm", 2.4), .text("项目", "Project", 2.4), .text("方式", "Form"), .number("投放（万元）", "Invested (10k)"), .number("收回", "Back"),
                .text("约定退出", "Exit by"), .text("状态", "State"),
            ],
            rows: seeds.sorted { $0.id > $1.id }.prefix(50).map { row in
                let isLate = row.state == .invested && (row.dueOn.map { $0 < today } ?? false)
                return Table.Row([
                    Table.Cell(firm(row.enterprise)), Table.Cell(plain: row.name, link: .to(row)), Table.Cell(row.form.label),
                    Table.Cell(row.wan { $0.invested }),
                    Table.Cell(row.wan { $0.back }), Table.Cell(row.dayed({ $0.dueOn }, tone: isLate ? .bad : nil)), Table.Cell(row.state.label),
                ])
            })
    }

    private var listingTable: Table {
        Table(
            Label("上市挂牌培育", en: "Listing pipeline"),
            columns: [.text("企业", "Firm", 3), .text("目标板块", "Board"), .text("阶段", "Stage"), .text("计划日期", "Planned"), .text("挂牌或上市", "Listed")],
            rows: listings.prefix(50).map { row in
                Table.Row([
                    Table.Cell(firm(row.enterprise)), Table.Cell(row.target.label, link: .to(row)), Table.Cell(row.state.label),
                    Table.Cell(row.dayed { $0.plannedOn }),
                    Table.Cell(row.dayed { $0.listedOn }),
                ])
            })
    }

    private var demandTable: Table {
        Table(
            Label("待对接的融资需求", en: "Open demands"),
            columns: [.text("需求", "Demand", 4), .text("方式", "Way"), .number("金额（万元）", "Amount (10k)"), .text("希望到位", "Wanted by")],
            rows: demands.prefix(50).map { row in
                Table.Row([
                    Table.Cell(plain: row.named(row.title), link: .page(application: "finance", code: "matching", record: row.id)), Table.Cell(row.way.label),
                    Table.Cell(row.wan { $0.amount }), Table.Cell(row.dayed { $0.until }),
                ])
            })
    }
}
