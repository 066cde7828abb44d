import Bookkeeping
import Kernel
import Registers

/// A finance service centre at work, made up: institutions, funds, ratings of the made-up firms and what came of them. Every record is marked as simulated;
/// none of it counts for a real plan.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 500_114_04)
        let today = desk.engine.context.now().day
        let firms = try await firms(desk, today)
        let banks = try await institutions(desk, today)
        let funds = try await self.funds(desk, banks, today)
        try await loans(desk, firms, banks, today, &chance)
        try await losses(desk, today)
        try await seeds(desk, firms, funds.seed, today)
        try await others(desk, firms, banks, today)
        try await statement(desk, funds.pool)
    }

    private struct Funds { let pool, seed: Row<CapitalFund> }

    /// The made-up enterprises that are there; a few where the registers have none.
    private static func firms(_ desk: Desk, _ today: Day) async throws -> [Row<Enterprise>] {
        let known = try await desk.all(Enterprise.self) { $0.isSimulated == true && $0.standing == .active }
        if !known.isEmpty { return known }
        var drafts: [Submission] = []
        for (name, body) in [("模拟阿蓬江新材料有限公司", "91500114YYYY20001"), ("模拟濯水生物科技有限公司", "91500114YYYY20002")] {
            var draft = Draft<Enterprise>()
            draft.name = name
            draft.creditCode = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { CreditCode("\(body)\($0)") }.first
            draft.registered = .some(today.adding(months: -40))
            drafts.append(draft.submission)
        }
        let firms = try await made(desk, drafts).map { Row<Enterprise>($0) }
        for firm in firms { try await figures(desk, of: firm, today) }
        return firms
    }

    private static func figures(_ desk: Desk, of firm: Row<Enterprise>, _ today: Day) async throws {
        var (year, rights) = (Draft<EnterpriseYear>(), Draft<RightsCount>())
        (year.enterprise, year.closes, rights.enterprise, rights.asOf) = (
            firm.reference, Day(today.year - 1, 12, 31), firm.reference, Day(today.year - 1, 12, 31)
        )
        (year.revenue, year.research, year.highTechIncome) = (.some(Money(wan: 3000)), .some(Money(wan: 180)), .some(Money(wan: 1500)))
        (year.staff, year.technicians, year.assets, year.liabilities) = (.some(80), .some(20), .some(Money(wan: 4000)), .some(Money(wan: 2000)))
        (rights.first, rights.firstOwn, rights.highValue, rights.second) = (1, 1, 0, 4)
        let records = try await made(desk, [year.submission, rights.submission])
        for step in ["submit", "verify"] { _ = try await desk.move(records[0].meta.id, in: "enterpriseYear", step: step) }
    }

    private static func institutions(_ desk: Desk, _ today: Day) async throws -> [Row<FinancialInstitution>] {
        let list: [(String, FinancialInstitution.Category, String?)] = [
            ("模拟农村商业银行", .bank, "科技企业 3 个工作日内答复（模拟）"), ("模拟武陵山科技支行", .bank, "专设科技信贷专员（模拟）"), ("模拟村镇银行", .villageBank, nil), ("模拟融资担保公司", .guarantor, nil),
            ("模拟创业投资公司", .venture, nil), ("模拟天使投资人", .angel, nil),
        ]
        return try await made(
            desk,
            list.map { name, category, channel in
                var draft = Draft<FinancialInstitution>()
                (draft.name, draft.category, draft.hasGreenChannel, draft.channel) = (name, category, channel != nil, .some(channel))
                draft.joinedOn = .some(today.adding(months: -30))
                return draft.submission
            }
        ).map { Row<FinancialInstitution>($0) }
    }

    private static func funds(_ desk: Desk, _ banks: [Row<FinancialInstitution>], _ today: Day) async throws -> Funds {
        let list: [(String, CapitalFund.Category, Double?, Int64?, [Int64])] = [
            ("模拟风险补偿资金池", .pool, 5, 500, [4000, 6000]), ("模拟创业种子投资基金", .seed, nil, 80, [400, 600]), ("模拟贷款贴息资金", .subsidy, nil, nil, [0, 200]),
            ("模拟创业投资引导基金", .guidance, nil, nil, [0, 1000]),
        ]
        var funds: [Row<CapitalFund>] = []
        for (name, category, fuse, cap, money) in list {
            var draft = Draft<CapitalFund>()
            (draft.name, draft.category, draft.fuse, draft.cap) = (name, category, .some(fuse.map(Percentage.init)), .some(cap.map { Money(wan: $0) }))
            draft.manager = .some("模拟金融服务中心")
            let fund = Row<CapitalFund>(try await made(desk, [draft.submission])[0])
            for (party, wan) in zip([Party.city, .county], money) where wan > 0 {
                var paid = Draft<FundContribution>()
                (paid.fund, paid.party, paid.amount, paid.paidOn) = (fund.reference, party, Money(wan: wan), today.adding(months: -14))
                _ = try await desk.move(try await made(desk, [paid.submission])[0].meta.id, in: "fundContribution", step: "pay")
            }
            funds.append(fund)
        }
        let agreements = banks.prefix(3).flatMap { bank in
            [Scheme.knowledge, .commercial].map { scheme in
                var draft = Draft<PoolBank>()
                (draft.fund, draft.bank, draft.scheme) = (funds[0].reference, bank.reference, scheme)
                (draft.name, draft.signedOn) = ("\(bank.name)·\(scheme.label.chinese)协议", today.adding(months: -13))
                return draft.submission
            }
        }
        // A bank has one agreement with a pool: the first of each.
        _ = try await made(desk, stride(from: 0, to: agreements.count, by: 2).map { agreements[$0] })
        return Funds(pool: funds[0], seed: funds[1])
    }

    private static func loans(
        _ desk: Desk, _ firms: [Row<Enterprise>], _ banks: [Row<FinancialInstitution>], _ today: Day, _ chance: inout Chance
    ) async throws {
        var order = Draft<RateCredit>()
        order.scheme = .knowledge
        for (place, firm) in firms.prefix(30).enumerated() {
            _ = try await desk.carryOut("rateCredit", on: firm.id, order.submission)
            let reference = firm.reference
            guard let report = try await desk.all(CreditReport.self, where: { $0.enterprise == reference }).first, report.grade != nil else { continue }
            var draft = Draft<LoanApplication>()
            (draft.enterprise, draft.bank, draft.scheme) = (reference, banks[chance.below(3)].reference, .knowledge)
            (draft.amount, draft.months) = (Money(fen: report.limit.fen / 100 * Int64(40 + chance.below(60))), 12)
            (draft.purpose, draft.sharesRating) = (["采购原料", "新产品试制", "设备更新", "补充流动资金"][chance.below(4)] + "（模拟）", chance.below(4) > 0)
            let application = try await made(desk, [draft.submission])[0].meta.id
            guard try await moved(desk, application, "loanApplication", "submit") != nil else { continue }
            try await lend(desk, Reference(application), stage: 5 - place % 6, today, &chance)
        }
    }

    /// As far as its stage: 0 waits, 1 is examined, the others are drawn.
    private static func lend(_ desk: Desk, _ application: Reference<LoanApplication>, stage: Int, _ today: Day, _ chance: inout Chance) async throws {
        guard stage > 0, var loan = try await desk.all(Loan.self, where: { $0.application == application }).first else { return }
        loan = try await desk.move(loan, step: "examine")
        guard stage > 1 else { return }
        let drawn = today.adding(days: -60 - chance.below(200))
        loan = try await desk.update(loan) {
            ($0.granted, $0.rate, $0.months, $0.method) = (.some(loan.asked), .some(Percentage(3.45)), .some(12), .some(.equalPrincipal))
            $0.drawnOn = .some(drawn)
        }
        guard try await moved(desk, loan.id, "loan", "grant") != nil else { return }
        guard let taken = try await moved(desk, loan.id, "loan", "draw") else { return }
        loan = Row(taken)
        guard stage > 2, let terms = loan.terms else { return }
        // One in six stops paying after the third month.
        for instalment in terms.schedule.prefix(stage == 3 ? 3 : 12) where drawn.adding(months: instalment.month) <= today {
            var order = Draft<RecordRepayment>()
            (order.paidOn, order.principal, order.interest) = (drawn.adding(months: instalment.month), instalment.principal.money, instalment.interest.money)
            _ = try await desk.carryOut("recordRepayment", on: loan.id, order.submission)
        }
    }

    /// One loan goes wrong, the smallest, is compensated, and some of it comes back.
    private static func losses(_ desk: Desk, _ today: Day) async throws {
        guard var loan = try await desk.all(Loan.self, where: { $0.state == .running }).min(by: { $0.owed < $1.owed }) else { return }
        loan = try await desk.move(loan, step: "overdue")
        var claim = Draft<LossClaim>()
        (claim.bank, claim.loan, claim.reason) = (loan.bank, loan.reference, "企业停产，催收 90 天无果（模拟）")
        let id = try await made(desk, [claim.submission])[0].meta.id
        for step in ["submit", "pay"] { _ = try await desk.move(id, in: "lossClaim", step: step) }
        var order = Draft<RecordRecovery>()
        (order.day, order.amount, order.cost) = (today, Money(fen: loan.owed.fen / 4), Money(fen: 0))
        _ = try await desk.carryOut("recordRecovery", on: loan.id, order.submission)
    }

    private static func seeds(_ desk: Desk, _ firms: [Row<Enterprise>], _ fund: Row<CapitalFund>, _ today: Day) async throws {
        for (place, firm) in firms.filter({ $0.registered.map { $0.adding(months: 58) > today } ?? false }).prefix(6).enumerated() {
            var draft = Draft<SeedProject>()
            (draft.enterprise, draft.name) = (firm.reference, "\(firm.product ?? "新产品")中试（模拟）")
            (draft.form, draft.asked, draft.plan) = (place % 2 == 0 ? .share : .loan, Money(wan: Int64(30 + place * 10)), "中试设备和首批样品（模拟）")
            let id = try await made(desk, [draft.submission])[0].meta.id
            guard try await moved(desk, id, "seedProject", "submit") != nil else { continue }
            guard place > 0 else { continue }
            let row = Row<SeedProject>(try await desk.move(id, in: "seedProject", step: "examine"))
            var (decision, payment) = (Draft<DecideSeed>(), Draft<InvestSeed>())
            (decision.fund, decision.diligence, decision.amount) = (fund.reference, "现场核查和专家意见通过（模拟）", row.asked)
            (decision.dueOn, payment.day) = (today.adding(months: 30), today.adding(months: -5))
            _ = try await desk.carryOut("decideSeed", on: id, decision.submission)
            _ = try await desk.carryOut("investSeed", on: id, payment.submission)
            guard place == 1 else { continue }
            var order = Draft<RecordSeedReturn>()
            (order.day, order.principal, order.gain) = (today, row.asked, Money(wan: 1))
            _ = try await desk.carryOut("recordSeedReturn", on: row.id, order.submission)
        }
    }

    private static func others(_ desk: Desk, _ firms: [Row<Enterprise>], _ banks: [Row<FinancialInstitution>], _ today: Day) async throws {
        var drafts: [Submission] = []
        for (place, firm) in firms.prefix(4).enumerated() {
            var listing = Draft<ListingPlan>()
            (listing.enterprise, listing.target, listing.plannedOn) = (
                firm.reference, [.growth, .incubation, .specialised, .beijing][place], .some(today.adding(months: 8))
            )
            drafts.append(listing.submission)
            var pledge = Draft<IntellectualPledge>()
            (pledge.enterprise, pledge.right, pledge.lender) = (firm.reference, "模拟发明专利 \(place + 1)", banks[0].name)
            (pledge.value, pledge.amount, pledge.registeredOn) = (.some(Money(wan: 300)), Money(wan: 120), today.adding(days: -30 * place - 5))
            drafts.append(pledge.submission)
            var demand = Draft<FinancingDemand>()
            let (title, content, way, wan) = demands[place]
            (demand.enterprise, demand.title, demand.content, demand.way, demand.amount) = (firm.reference, title, content, way, Money(wan: wan))
            drafts.append(demand.submission)
        }
        for (place, title, content, way, most) in offers {
            var draft = Draft<FinancingOffer>()
            (draft.institution, draft.title, draft.content, draft.way, draft.most) = (banks[place].reference, title, content, way, .some(Money(wan: most)))
            drafts.append(draft.submission)
        }
        _ = try await made(desk, drafts)
    }

    /// The bank's statement of the pool: nearly all of the books, and one line that they do not know.
    private static func statement(_ desk: Desk, _ fund: Row<CapitalFund>) async throws {
        let reference = fund.reference
        let turns = try await desk.all(BookLine.self) { $0.fund == reference }.filter { $0.account == "1002" }
        var drafts: [Submission] = []
        for row in turns.dropLast() {
            var draft = Draft<BankLine>()
            (draft.fund, draft.serial, draft.day, draft.counterparty) = (reference, "MN-\(row.number)", row.day.adding(days: 1), .some(row.counterparty))
            draft.amount = row.debit ?? Money(fen: -(row.credit?.fen ?? 0))
            drafts.append(draft.submission)
        }
        var fee = Draft<BankLine>()
        (fee.fund, fee.serial, fee.day, fee.amount) = (reference, "MN-F1", fund.meta.createdAt.day, Money(yuan: -12))
        fee.counterparty = .some("账户管理费（模拟）")
        drafts.append(fee.submission)
        _ = try await made(desk, drafts)
    }

    /// Takes a step; nil where a rule of the county stands against it, as it does for some made-up firms too.
    private static func moved(_ desk: Desk, _ id: RecordID, _ kind: String, _ step: String) async throws -> StoredRecord? {
        do { return try await desk.move(id, in: kind, step: step) } catch {
            if error.status == 409 { return nil }
            throw error
        }
    }

    private static func made(_ desk: Desk, _ submissions: [Submission]) async throws -> [StoredRecord] {
        try await desk.create(submissions.map { (id: desk.engine.context.newID(), submission: $0) }, isSimulated: true)
    }

    private static let demands: [(String, String, FinancingDemand.Way, Int64)] = [
        ("中药饮片生产线扩建融资", "新建中药饮片智能化生产线，需要设备和流动资金，可用专利质押", .loan, 300), ("生物饲料项目股权融资", "微生物发酵饲料中试完成，寻找农业科技方向的创业投资", .equity, 500),
        ("电子材料厂房设备融资租赁", "电子材料企业购置进口设备，希望融资租赁或抵押贷款", .loan, 800), ("软件服务企业天使轮", "面向文旅的软件平台，寻找天使投资", .equity, 100),
    ]
    private static let offers: [(Int, String, String, FinancingDemand.Way, Int64)] = [
        (0, "科技企业专利质押贷款", "以发明专利质押为主，支持智能化生产线和设备采购，流动资金可用", .loan, 500),
        (1, "知识价值信用贷款", "面向入库科技型企业的纯信用贷款", .loan, 500), (4, "农业科技创业投资", "投资微生物、种业和农业科技方向的中试项目", .equity, 1000),
        (5, "文旅软件天使投资", "关注文旅和软件平台的早期团队", .equity, 150),
    ]
}
