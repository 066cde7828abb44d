import Kernel
import Policies
import Registers

/// A county's funds, made up from a fixed seed over the made-up enterprises: clauses in the shape of other districts' rules, claims on every step of their
/// way, payments of an earlier year, vouchers, outlay. Every record is marked as simulated; none of it counts for a real plan.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 500_238)
        let today = desk.engine.context.now().day
        var firms = try await desk.all(Enterprise.self) { $0.isSimulated == true }
        if firms.isEmpty { firms = try await enterprises(desk, today, &chance) }
        let funds = try await made(
            desk,
            names.map { name, code in
                var draft = Draft<Fund>()
                (draft.name, draft.code, draft.manager) = (name, .some(code), .some("模拟科技局"))
                return draft.submission
            }
        ).map { Row<Fund>($0) }
        guard let innovation = funds.first, let industry = funds.last else { return }
        _ = try await made(
            desk,
            funds.enumerated().map { place, fund in
                var draft = Draft<BudgetLine>()
                (draft.fund, draft.year, draft.name, draft.limit) = (
                    fund.reference, today.year, "\(today.year) 年\(fund.name.prefix { $0 != "（" })", Money(wan: place == 0 ? 2000 : 600)
                )
                return draft.submission
            })
        let clauses = try await clauses(desk, innovation, industry, today)
        try await history(desk, firms, clauses, today)
        try await claims(desk, firms, clauses, today)
        try await vouchers(desk, firms, innovation, today)
        try await records(desk, firms, today, &chance)
    }

    private static func enterprises(_ desk: Desk, _ today: Day, _ chance: inout Chance) async throws -> [Row<Enterprise>] {
        let rows = try await made(
            desk,
            (0..<40).map { place in
                var draft = Draft<Enterprise>()
                let body = "91500238YYYY\(10_000 + place)"
                draft.creditCode = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { CreditCode("\(body)\($0)") }.first
                (draft.name, draft.section) = ("模拟企业\(place + 1)号有限公司", .some(.c))
                draft.isAboveScale = place % 2 == 0
                draft.isListed = .some(false)
                return draft.submission
            }
        ).map { Row<Enterprise>($0) }
        var figures: [Submission] = []
        for firm in rows {
            let base = Double(400 + chance.below(3000))
            for back in 1...4 {
                var draft = Draft<EnterpriseYear>()
                let revenue = base * (1.3 - 0.1 * Double(back)) * (0.95 + chance.share() * 0.1)
                draft.enterprise = firm.reference
                draft.closes = Day(today.year - back, 12, 31)
                draft.revenue = .some(Money(fen: Int64(revenue * 100) * 10_000))
                draft.research = .some(Money(fen: Int64(revenue * (4 + chance.share() * 3)) * 10_000))
                draft.staff = .some(20 + chance.below(200))
                figures.append(draft.submission)
            }
        }
        for row in try await made(desk, figures) {
            _ = try await desk.move(row.meta.id, in: "enterpriseYear", step: "submit")
            _ = try await desk.move(row.meta.id, in: "enterpriseYear", step: "verify")
        }
        return rows
    }

    private static func clauses(_ desk: Desk, _ innovation: Row<Fund>, _ industry: Row<Fund>, _ today: Day) async throws -> [Row<PolicyClause>] {
        var policy = Draft<Policy>()
        (policy.title, policy.number, policy.issuer) = ("支持科技创新若干政策（模拟）", .some("模拟〔\(today.year)〕1号"), .some("模拟县政府"))
        policy.issuedOn = .some(Day(today.year, 1, 1))
        guard let file = try await made(desk, [policy.submission]).first else { return [] }
        let drafts = shapes.map { shape in
            var draft = Draft<PolicyClause>()
            (draft.policy, draft.code, draft.title, draft.category) = (Reference(file.meta.id), shape.code, shape.title, shape.category)
            draft.from = Day(today.year - 3, 1, 1)
            draft.conditions = .some(shape.conditions.isEmpty ? nil : ConditionText(shape.conditions))
            draft.amount = .some(shape.amount.map { FormulaText($0) })
            (draft.cap, draft.firmCap) = (.some(Money(wan: shape.cap)), .some(Money(wan: 300)))
            draft.matter = .some(shape.matter)
            draft.fund = shape.category == .product ? industry.reference : innovation.reference
            draft.documents = .some(shape.documents)
            draft.basis = .some("模拟：借用其他区县奖补的形式，不是本县政策")
            return draft.submission
        }
        var rows: [Row<PolicyClause>] = []
        for record in try await made(desk, drafts) { rows.append(Row(try await desk.move(record.meta.id, in: "policyClause", step: "publish"))) }
        // A change that is being thought about: it can be tried.
        if let first = rows.first {
            try await desk.together { changes in
                var draft = Draft(first)
                (draft.edition, draft.from, draft.until, draft.state) = (2, today.adding(days: 60), .some(nil), .draft)
                draft.amount = .some(FormulaText("1% × 上年研发费用 + 8% × 取大(0, 研发费用 − 上年研发费用)"))
                draft.conditions = .some(ConditionText("研发费用 ≥ 80万元\n研发费用 ÷ 营业收入 ≥ 4%\n非 列入异常或失信名单"))
                _ = try changes.create(draft, isSimulated: true)
            }
        }
        return rows
    }

    /// Claims of an earlier year that were paid, so that their effect can be looked at.
    private static func history(_ desk: Desk, _ firms: [Row<Enterprise>], _ clauses: [Row<PolicyClause>], _ today: Day) async throws {
        guard let clause = clauses.first else { return }
        let year = today.year - 3
        let some = firms.enumerated().filter { $0.offset % 3 == 0 }.map(\.element).prefix(16)
        try await desk.together { changes in
            let line = try Spending.line(of: clause.fund, isSimulated: true, changes)
            for firm in some {
                guard let amount = clause.clause.judge(try FirmFile(firm.reference, changes).facts(year: year, on: today)).amount?.fen, amount > 0 else {
                    continue
                }
                var draft = claim(of: firm, clause, year)
                (draft.state, draft.approved, draft.computed, draft.share) = (.listed, .some(Money(fen: amount)), .some(Money(fen: amount)), .some(100))
                (draft.line, draft.submittedOn) = (.some(line.reference), .some(today))
                let claim = try changes.create(draft, isSimulated: true)
                try Spending.reserve(Money(fen: amount), on: line.reference, for: try Claiming.matter(claim, changes), &changes)
                var payment = Draft<Payment>()
                (payment.payee, payment.bank, payment.account, payment.amount) = (claim.payee, claim.bank, claim.account, Money(fen: amount))
                (payment.purpose, payment.line, payment.enterprise, payment.claim) = (
                    claim.subject, line.reference, .some(firm.reference), .some(claim.reference)
                )
                payment.state = .sent
                let row = try Paying.make(payment, isSimulated: true, &changes)
                try changes.move(row.reference, step: "paid")
            }
        }
    }

    /// Claims of last year, some of them farther on their way than others.
    private static func claims(_ desk: Desk, _ firms: [Row<Enterprise>], _ clauses: [Row<PolicyClause>], _ today: Day) async throws {
        let year = today.year - 1
        for (place, file) in try await FirmFile.all(firms, desk).enumerated() {
            guard let clause = clauses.first(where: { $0.clause.judge(file.facts(year: year, on: today)).certain > 0 }), place % 2 == 1 else { continue }
            let claim = try await made(desk, [claim(of: file.enterprise, clause, year).submission])[0].meta.id
            _ = try await made(
                desk,
                (clause.documents ?? []).map { name in
                    var draft = Draft<ClaimDocument>()
                    (draft.claim, draft.enterprise, draft.name, draft.note) = (Reference(claim), file.enterprise.reference, name, .some("模拟材料"))
                    return draft.submission
                })
            for step in ["submit", "accept", "", "review", "fund", "notice"].prefix(place / 2 % 7) {
                do {
                    if step.isEmpty {
                        var order = Draft<ReviewClaim>()
                        (order.share, order.opinion) = (place % 3 == 0 ? 80 : 100, "模拟评审：材料齐全，数据属实")
                        _ = try await desk.carryOut("reviewClaim", on: claim, order.submission)
                    } else {
                        _ = try await desk.move(claim, in: "claim", step: step)
                    }
                } catch {
                    // Figures of some made-up firms are not verified: their claims wait where they are, as they would.
                    break
                }
            }
        }
    }

    private static func claim(of firm: Row<Enterprise>, _ clause: Row<PolicyClause>, _ year: Int) -> Draft<Claim> {
        var draft = Draft<Claim>()
        (draft.enterprise, draft.clause, draft.year) = (firm.reference, clause.reference, year)
        (draft.subject, draft.payee, draft.bank) = (String("\(year) 年\(clause.title)".prefix(120)), firm.name, "模拟银行")
        (draft.account, draft.isStated) = ("000000" + firm.creditCode.text.suffix(6), true)
        return draft
    }

    private static func vouchers(_ desk: Desk, _ firms: [Row<Enterprise>], _ fund: Row<Fund>, _ today: Day) async throws {
        let providers = try await made(
            desk,
            ["模拟检验检测中心", "模拟工业设计院"].enumerated().map { place, name in
                var draft = Draft<ServiceProvider>()
                let body = "12500114YYYY\(20_000 + place)"
                draft.creditCode = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { CreditCode("\(body)\($0)") }.first
                (draft.name, draft.services) = (name, .some(place == 0 ? [.testing] : [.design]))
                (draft.payee, draft.bank, draft.account) = (.some(name), .some("模拟银行"), .some("00000020000\(place)"))
                return draft.submission
            }
        ).map { Row<ServiceProvider>($0) }
        for (place, firm) in firms.prefix(6).enumerated() {
            var draft = Draft<Voucher>()
            (draft.enterprise, draft.fund, draft.purpose) = (firm.reference, fund.reference, place % 2 == 0 ? "产品检测（模拟）" : "工业设计（模拟）")
            let voucher = try await made(desk, [draft.submission])[0].meta.id
            if place == 5 { continue }
            var issue = Draft<IssueVoucher>()
            (issue.face, issue.share, issue.validUntil) = (Money(wan: 5), 50, today.adding(days: 300))
            _ = try await desk.carryOut("issueVoucher", on: voucher, issue.submission)
            if place > 2 { continue }
            var booking = Draft<BookService>()
            (booking.provider, booking.service, booking.price) = (providers[place % 2].reference, "模拟服务 \(place + 1)", Money(wan: Int64(4 + place * 2)))
            _ = try await desk.carryOut("bookService", on: voucher, booking.submission)
        }
        for (place, order) in try await desk.all(ServiceOrder.self, where: { $0.isSimulated == true }).enumerated() where place > 0 {
            let written = try await desk.update(order) { $0.report = .some("模拟检测报告一份") }
            _ = try await desk.move(written, step: "deliver")
        }
    }

    private static func records(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        let outlay = [2400, 2700, 3000, 3100], revenue = [61_000, 65_000, 70_000, 73_500]
        for row in try await made(
            desk,
            outlay.indices.map { place in
                var draft = Draft<OutlayYear>()
                draft.closes = Day(today.year - 4 + place, 12, 31)
                (draft.outlay, draft.recurrent) = (Money(wan: Int64(outlay[place])), Money(wan: Int64(revenue[place])))
                (draft.budget, draft.popularisation) = (.some(Money(wan: 520_000)), .some(Money(wan: Int64(60 + 10 * place))))
                (draft.guiding, draft.source) = (.some(Money(wan: Int64(700 + 100 * place))), "模拟")
                return draft.submission
            })
        { _ = try await desk.move(row.meta.id, in: "outlayYear", step: "confirm") }
        var drafts: [Submission] = []
        for (place, firm) in firms.prefix(10).enumerated() {
            var product = Draft<InnovativeProduct>()
            (product.enterprise, product.name) = (firm.reference, "模拟产品 \(place + 1)")
            product.category = InnovativeProduct.Category.allCases[place % InnovativeProduct.Category.allCases.count]
            product.recognisedOn = today.adding(days: -30 * (place + 1))
            var need = Draft<PolicyNeed>()
            (need.enterprise, need.askedOn, need.need) = (firm.reference, today.adding(days: -place), "模拟建议：降低申报门槛，缩短兑现时间")
            need.barrier = PolicyNeed.Barrier.allCases[1 + place % 5]
            var upper = Draft<UpperProject>()
            (upper.title, upper.funder, upper.holder, upper.enterprise) = ("模拟市级项目 \(place + 1)", "模拟市科技局", firm.name, .some(firm.reference))
            (upper.appliedOn, upper.sought) = (today.adding(days: -100), Money(wan: Int64(50 + chance.below(100))))
            drafts += [product.submission, need.submission, upper.submission]
        }
        _ = try await made(desk, drafts)
        for row in try await made(
            desk,
            firms.prefix(8).enumerated().map { place, firm in
                var draft = Draft<TaxRelief>()
                (draft.enterprise, draft.type) = (firm.reference, place % 2 == 0 ? .superDeduction : .highTech)
                draft.closes = Day(today.year - 1, 12, 31)
                (draft.fiveItems, draft.other, draft.income) = (
                    .some(Money(wan: Int64(60 + 20 * place))), .some(Money(wan: 5)), .some(Money(wan: Int64(100 + 50 * place)))
                )
                return draft.submission
            })
        { _ = try await desk.move(row.meta.id, in: "taxRelief", step: "verify") }
    }

    private static func made(_ desk: Desk, _ submissions: [Submission]) async throws -> [StoredRecord] {
        try await desk.create(submissions.map { (id: desk.engine.context.newID(), submission: $0) }, isSimulated: true)
    }

    private static let names = [("创新驱动发展专项（模拟）", "20604"), ("中小微企业转贷应急周转资金（模拟）", "21508"), ("工业发展专项（模拟）", "21505")]

    private struct Shape: Sendable {
        let code: String
        let title: String
        let category: PolicyClause.Category
        let conditions: String
        let amount: String?
        let cap: Int64
        var matter: String?
        var documents: [String]?
    }
    private static let shapes = [
        Shape(
            code: "MN-01", title: "研发投入补助（模拟）", category: .research, conditions: "研发费用 ≥ 50万元\n研发费用 ÷ 营业收入 ≥ 3%\n非 列入异常或失信名单",
            amount: "1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用)", cap: 100, matter: "研发补助", documents: ["研发费用辅助账", "专项审计报告"]),
        Shape(
            code: "MN-02", title: "研发准备金补助（模拟）", category: .reserve, conditions: "规模以上\n研发费用 > 0",
            amount: "3% × 上年研发费用 + 10% × 取大(0, 研发费用 − 上年研发费用)", cap: 50, matter: "研发补助", documents: ["研发准备金制度"]),
        Shape(
            code: "MN-03", title: "高新技术企业首次认定奖励（模拟）", category: .title, conditions: "首次认定高新技术企业", amount: "20万元", cap: 20, documents: ["高新技术企业证书"]),
        Shape(
            code: "MN-04", title: "分档奖补：科技型企业研发（模拟）", category: .increment, conditions: "市级科技型企业 或 高新技术企业\n研发费用 ≥ 50万元",
            amount: "分档(研发费用; 50万元: 2万元; 500万元: 5万元; 1000万元: 10万元)", cap: 10, matter: "研发补助"),
        Shape(code: "MN-05", title: "重大新产品补助（模拟）", category: .product, conditions: "当年重大新产品 ≥ 1", amount: nil, cap: 50, documents: ["新产品认定文件"]),
    ]
}
