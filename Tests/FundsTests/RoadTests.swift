@testable import Funds
@testable import Kernel
@testable import Registers
import Testing

/// From a clause to money on an account, with every refusal on the way.
@Suite struct RoadTests {
    /// 研发准备金 of 400 and 560: 3 % × 400 + 10 % × 160 = 28 万元; graded at 80 %: 22.4.
    @Test(arguments: Database.available) func aClaimIsPaid(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            try await county.figures(firm, 2024, research: 400)
            try await county.figures(firm, 2025, research: 560)
            var line = try await county.line(30)
            let clause = try await county.clause(line)
            let people = county.people(of: firm)

            var draft = county.claim(firm, clause)
            draft.isStated = false
            var claim = try await people.create(draft)
            #expect(await refusal { try await people.move(claim, step: "submit") }?.message.chinese == "请先承诺同一事项未获其他财政支持")
            claim = try await people.update(claim) { $0.isStated = true }
            claim = try await people.move(claim, step: "submit")
            #expect(claim.computed == Money(wan: 28))
            #expect(claim.arithmetic == "3% × 400 万元 + 10% × 取大(0, 560 万元 − 400 万元) = 28 万元")
            #expect(claim.meta.organisation == firm.id.ofOrganisation.text)
            #expect(await refusal { try await people.update(claim) { $0.account = "999999" } } != nil, "what was submitted stays as it is")

            #expect(await refusal { try await people.move(claim, step: "accept") } != nil, "nobody checks their own claim")
            #expect(await refusal { try await county.office.move(claim, step: "accept") }?.message.chinese == "还缺材料：研发费用辅助账")
            try await county.document(claim, "研发费用辅助账")
            claim = try await county.office.move(claim, step: "accept")
            #expect(await refusal { try await county.office.move(claim, step: "review") }?.message.chinese == "请先评审核定金额")
            #expect(await refusal { try await county.review(claim, share: 100, assessed: 30) }?.message.chinese.contains("按公式测算") == true)
            claim = try await county.review(claim, share: 80)
            #expect(claim.approved == Money(fen: 22_400_000))
            claim = try await county.office.move(claim, step: "review")
            #expect(await refusal { try await county.office.move(claim, step: "fund") } != nil, "the budget is the finance bureau's")
            claim = try await county.finance.move(claim, step: "fund")
            line = try await county.finance.row(line.reference)
            #expect(line.reserved == Money(fen: 22_400_000) && line.free == Money(fen: 7_600_000))

            claim = try await county.office.move(claim, step: "notice")
            #expect(claim.noticeUntil == Day(2026, 7, 8), "2, 3, 6, 7 and 8 July are five working days")
            county.clock.go(to: County.today.adding(days: 7))
            #expect(await refusal { try await county.office.move(claim, step: "list") }?.message.chinese.hasPrefix("公示到 2026-07-08 为止") == true)
            county.clock.go(to: County.today.adding(days: 8))
            claim = try await county.office.move(claim, step: "list")
            #expect(await refusal { try await county.finance.move(claim, step: "pay") } != nil, "only a payment pays")

            let batch = try await county.send()
            #expect(batch.count == 1 && batch.total == Money(fen: 22_400_000) && batch.number == "QD20260709-0001")
            let payment = try #require(try await county.finance.all(Payment.self).first)
            #expect(payment.number == "ZF20260709-0001" && payment.state == .sent && payment.payee == "甲厂" && payment.account == "6222020000001")
            _ = try await county.result(payment.number, payment.amount)
            #expect(try await county.match() == "支付成功 1 笔，退票 0 笔，待人工核对 0 笔")

            claim = try await people.row(claim.reference)
            #expect(claim.state == .paid && claim.paidOn == Day(2026, 7, 10))
            line = try await county.finance.row(line.reference)
            #expect(line.reserved.fen == 0 && line.paid == Money(fen: 22_400_000))
            let movements = try await county.finance.all(BudgetMovement.self)
            #expect(movements.map(\.category) == [.reserve, .pay] && Spending.agrees(line, movements))
            let project = try #require(try await county.office.all(SupportedProject.self).first)
            #expect(project.title == "2025 年研发投入" && project.year == 2025 && project.amount == Money(fen: 22_400_000) && project.funder == "科技局")
            #expect(try await county.value("I047", period: "2026") == 22.4)
            #expect(try await county.value("I-claims-paid") == 1)
            #expect(try await county.value("I-payments-waiting") == 0)
        }
    }

    /// 28 万元 each are approved for two firms and 30 are left: 15 each, and the line is spent to the fen.
    @Test(arguments: Database.available) func aShortLineIsSharedOut(_ database: Database) async throws {
        try await withCounty(database) { county in
            let line = try await county.line(30)
            let clause = try await county.clause(line) { $0.documents = .some(nil) }
            var claims: [Row<Claim>] = []
            for (name, code) in [("甲厂", codeA), ("乙厂", codeB)] {
                let firm = try await county.enterprise(name, code)
                try await county.figures(firm, 2024, research: 400)
                try await county.figures(firm, 2025, research: 560)
                var claim = try await county.people(of: firm).create(county.claim(firm, clause))
                claim = try await county.people(of: firm).move(claim, step: "submit")
                claim = try await county.office.move(claim, step: "accept")
                if claims.isEmpty {
                    let early = await refusal { try await county.office.carryOut("cutClaims", on: line.id) }
                    #expect(early?.message.chinese.hasSuffix("不需要核减") == true, "nothing is cut where nothing is short")
                }
                claims.append(try await county.office.move(try await county.review(claim, share: 100), step: "review"))
            }
            #expect(
                await refusal { try await county.people(of: try await county.register.row(claims[0].enterprise)).carryOut("cutClaims", on: line.id) } != nil)
            let outcome = try await county.office.carryOut("cutClaims", on: line.id)
            #expect(outcome.message.chinese == "2 件申请由 56 万元 核减为 30 万元")
            for claim in claims {
                let cut = try await county.office.row(claim.reference)
                #expect(cut.approved == Money(wan: 15) && cut.opinion?.contains("28 万元 → 15 万元") == true)
                _ = try await county.finance.move(cut, step: "fund")
            }
            #expect(try await county.finance.row(line.reference).free.fen == 0)
        }
    }

    /// 28 万元 each; the first is cut to the 20 that are left before the second is reviewed. Then both have 10, and all again once there is enough.
    @Test(arguments: Database.available) func whoWasEarlierIsNotCutTwice(_ database: Database) async throws {
        try await withCounty(database) { county in
            let line = try await county.line(20)
            let clause = try await county.clause(line) { $0.documents = .some(nil) }
            var claims: [Row<Claim>] = []
            func approved() async throws -> [Money?] {
                var sums: [Money?] = []
                for claim in claims { sums.append(try await county.office.row(claim.reference).approved) }
                return sums
            }
            for (name, code, sums) in [("甲厂", codeA, [Money(wan: 20)]), ("乙厂", codeB, [Money(wan: 10), Money(wan: 10)])] {
                let firm = try await county.enterprise(name, code)
                try await county.figures(firm, 2024, research: 400)
                try await county.figures(firm, 2025, research: 560)
                let claim = try await county.people(of: firm).move(try await county.people(of: firm).create(county.claim(firm, clause)), step: "submit")
                claims.append(try await county.review(try await county.office.move(claim, step: "accept"), share: 100))
                _ = try await county.office.carryOut("cutClaims", on: line.id)
                #expect(try await approved() == sums)
            }
            let again = await refusal { try await county.office.carryOut("cutClaims", on: line.id) }
            #expect(again?.message.chinese.hasSuffix("不需要核减") == true, "cut in the same way once more")
            _ = try await county.finance.together { changes in try changes.update(line.reference) { $0.limit = Money(wan: 60) } }
            _ = try await county.office.carryOut("cutClaims", on: line.id)
            #expect(try await approved() == [Money(wan: 28), Money(wan: 28)])
        }
    }

    /// The same in other words is found; another year, or another matter, is not the same.
    @Test func namesThatAreAlike() {
        func areAlike(_ one: String, _ other: String) -> Bool { Claiming.areAlike(Claiming.plain(one), Claiming.plain(other)) }
        #expect(areAlike("高山黄连低温烘干设备改造", "黄连低温烘干设备的改造项目"))
        #expect(!areAlike("2025 年研发投入补助", "2024 年研发投入补助"))
        #expect(!areAlike("高山黄连低温烘干设备改造", "脆红李冷链仓储建设"))
        #expect(!areAlike("烘干", "烘干"), "too short to say anything")
    }

    /// Nobody but its author throws a draft away, and what was submitted stays.
    @Test(arguments: Database.available) func aDraftIsThrownAway(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (a, b) = (try await county.enterprise("甲厂", codeA), try await county.enterprise("乙厂", codeB))
            try await county.figures(a, 2024, research: 400)
            try await county.figures(a, 2025, research: 560)
            let clause = try await county.clause(try await county.line(30))
            let people = county.people(of: a)
            let draft = try await people.create(county.claim(a, clause))
            try await county.document(draft, "研发费用辅助账")
            #expect(await refusal { try await county.people(of: b).delete(draft.id, version: nil, in: "claim") } == .notFound(kind: "claim"))
            #expect(await refusal { try await county.office.delete(draft.id, version: nil, in: "claim") } == .forbidden(.delete, kind: "claim"))
            try await people.delete(draft.id, version: nil, in: "claim")
            #expect(try await people.all(Claim.self).isEmpty)
            #expect(try await people.all(ClaimDocument.self).isEmpty, "its documents went with it")
            let submitted = try await people.move(try await people.create(county.claim(a, clause)), step: "submit")
            #expect(await refusal { try await people.delete(submitted.id, version: nil, in: "claim") } == .forbidden(.delete, kind: "claim"))
        }
    }

    /// What somebody enters about a made-up firm is made up as well, and counts for nothing real.
    @Test(arguments: Database.available) func aClaimOfAMadeUpFirmIsMadeUp(_ database: Database) async throws {
        try await withCounty(database) { county in
            var firm = Draft<Enterprise>()
            (firm.name, firm.creditCode) = ("模拟甲厂", CreditCode(codeA))
            let made = try #require(try await county.system.create([(id: county.engine.context.newID(), submission: firm.submission)], isSimulated: true).first)
            let clause = try await county.clause(try await county.line(30))
            let row = Row<Enterprise>(made)
            let claim = try await county.people(of: row).create(county.claim(row, clause))
            #expect(claim.meta.isSimulated)
            #expect(try await county.office.create(county.claim(row, clause, "另一事项")).meta.isSimulated)
        }
    }

    @Test(arguments: Database.available) func whatMayNotBeClaimedIsRefused(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (a, b) = (try await county.enterprise("甲厂", codeA), try await county.enterprise("乙厂", codeB))
            for firm in [a, b] {
                try await county.figures(firm, 2024, research: 400)
                try await county.figures(firm, 2025, research: firm.id == a.id ? 560 : 49, isVerified: firm.id == b.id)
            }
            let clause = try await county.clause(try await county.line(30)) { $0.documents = .some(nil) }
            let own = try await county.people(of: a).create(county.claim(a, clause))
            // A neighbour neither sees it nor claims for others.
            #expect(await refusal { try await county.people(of: b).row(own.reference) } == .notFound(kind: "claim"))
            #expect(await refusal { try await county.people(of: b).create(county.claim(a, clause)) } != nil)
            #expect(await refusal { try await county.desk("stranger", "serviceProvider").row(own.reference) } != nil)
            // 49 is less than 50.
            let poor = try await county.people(of: b).create(county.claim(b, clause))
            #expect(await refusal { try await county.people(of: b).move(poor, step: "submit") }?.message.chinese == "不符合条件：研发费用 ≥ 50 万元（49 万元 ≥ 50 万元）")
            // Barred until the end of the year, then not any more.
            var record = Draft<IntegrityRecord>()
            (record.subject, record.enterprise, record.category, record.gravity) = ("甲厂", .some(a.reference), .falsehood, .serious)
            (record.decision, record.decidedOn, record.barredUntil) = ("追回资金", Day(2026, 1, 1), .some(Day(2026, 12, 31)))
            let bar = try await county.system.create(record)
            #expect(await refusal { try await county.people(of: a).move(own, step: "submit") }?.message.chinese == "甲厂在 2026-12-31 前被限制申报（虚假信息、贿赂）")
            _ = try await county.system.update(bar) { $0.isLifted = true }
            var claim = try await county.people(of: a).move(own, step: "submit")
            // Its figures of 2025 wait to be verified.
            #expect(await refusal { try await county.office.move(claim, step: "accept") }?.message.chinese == "这些数据还没有或未核实：研发费用")
            let year = try #require(try await county.register.all(EnterpriseYear.self) { $0.enterprise == a.reference && $0.state == .reported }.first)
            _ = try await county.register.move(year, step: "verify")
            // Another department paid for the same.
            var project = Draft<SupportedProject>()
            (project.title, project.holder, project.enterprise) = ("2025年研发投入", "甲厂", .some(a.reference))
            (project.funder, project.year, project.amount) = ("经信委", 2025, Money(wan: 20))
            _ = try await county.system.create(project)
            #expect(
                await refusal { try await county.office.move(claim, step: "accept") }?.message.chinese.hasPrefix("疑似重复支持：“2025年研发投入”2025 年已获经信委支持 20 万元")
                    == true)
            var reason = Draft<ClearDuplicate>()
            reason.reason = "经信委支持的是技改设备，与研发费用不同"
            _ = try await county.office.carryOut("clearDuplicate", on: claim.id, reason.submission)
            claim = try await county.office.move(try await county.office.row(claim.reference), step: "accept")
            #expect(claim.similar?.contains("技改设备") == true && claim.similar?.contains("经信委") == true)
            // The same once more.
            let again = try await county.people(of: a).create(county.claim(a, clause, "2025年 研发投入。"))
            #expect(await refusal { try await county.people(of: a).move(again, step: "submit") }?.message.chinese == "同一条款、同一事项已经申请过")
            // Two policies for one matter.
            let other = try await county.clause(try #require(try await county.finance.rows(BudgetLine.self).first)) {
                ($0.code, $0.matter) = ("C-2", .some("研发"))
            }
            let third = try await county.clause(try #require(try await county.finance.rows(BudgetLine.self).first)) {
                ($0.code, $0.matter) = ("C-3", .some("研发"))
            }
            _ = try await county.people(of: a).move(try await county.people(of: a).create(county.claim(a, other, "研发甲")), step: "submit")
            let twice = try await county.people(of: a).create(county.claim(a, third, "研发乙"))
            #expect(await refusal { try await county.people(of: a).move(twice, step: "submit") }?.message.chinese.contains("同一事项只能兑现一项") == true)
        }
    }

    @Test(arguments: Database.available) func aLineIsNeverOverspent(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            let line = try await county.line(100)
            let clause = try await county.clause(line)
            // 40 claims of 3 万元 each wait for the finance bureau, all at once: 33 fit into 100.
            var reviewed: [Row<Claim>] = []
            for place in 0..<40 {
                var draft = county.claim(firm, clause, "事项 \(place)")
                (draft.state, draft.approved) = (.reviewed, .some(Money(wan: 3)))
                let ready = draft
                reviewed.append(try await county.system.together { try $0.create(ready) })
            }
            let neighbour = try await county.neighbour()
            let claims = reviewed
            let refused = await withTaskGroup(of: Refusal?.self) { group in
                for (place, claim) in claims.enumerated() {
                    let desk = (place % 2 == 0 ? county : neighbour).finance
                    group.addTask { await refusal { try await desk.move(claim, step: "fund") } }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }.compactMap(\.self)
            #expect(refused.count == 7)
            #expect(refused.allSatisfy { $0.message.chinese.contains("可用额度 1 万元，不足 3 万元") }, "\(refused.map(\.message.chinese))")
            let after = try await county.finance.row(line.reference)
            #expect(after.reserved == Money(wan: 99) && after.free == Money(wan: 1))
            #expect(try await county.office.count(Claim.self) { $0.state == .funded } == 33)
            #expect(Spending.agrees(after, try await county.finance.all(BudgetMovement.self)))
            // Nor can the limit go below what is kept, nor anyone write the totals.
            #expect(await refusal { try await county.finance.update(after) { $0.limit = Money(wan: 98) } }?.problems.map(\.field) == ["limit"])
            #expect(await refusal { try await county.finance.update(after) { $0.paid = Money(wan: 1) } }?.problems.map(\.code) == ["read-only"])
            #expect(await refusal { try await county.office.update(after) { $0.limit = Money(wan: 500) } } != nil, "the fund office gives itself money")
            _ = try await county.finance.update(after) { $0.limit = Money(wan: 120) }
            let last = try await county.office.all(Claim.self) { $0.state == .reviewed }
            for claim in last.prefix(6) { _ = try await county.finance.move(claim, step: "fund") }
            #expect(await refusal { try await county.finance.move(last[6], step: "fund") }?.message.chinese.contains("可用额度 3 万元") != true)
            #expect(try await county.finance.row(line.reference).free == Money(wan: 0))
            if neighbour.clock !== county.clock { await neighbour.store.close() }
        }
    }

    @Test(arguments: Database.available) func whatTheBankSaysIsTakenOver(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            try await county.figures(firm, 2024, research: 400)
            try await county.figures(firm, 2025, research: 560)
            let line = try await county.line(100)
            let clause = try await county.clause(line) { $0.documents = .some(nil) }
            var (_, payment) = try await county.listed(firm, clause)
            _ = try await county.send()
            // A number that nobody knows, and one with another amount: neither is taken over.
            let strange = try await county.result("ZF20260101-0001", Money(wan: 7))
            let wrong = try await county.result(payment.number, Money(wan: 27))
            #expect(try await county.match() == "支付成功 0 笔，退票 0 笔，待人工核对 2 笔")
            #expect(try await county.finance.row(strange.reference).finding == "没有这笔支付单，或尚未送银行")
            #expect(try await county.finance.row(wrong.reference).finding == "编号与 \(payment.number) 相同，金额相差 1 万元")
            #expect(try await county.finance.row(payment.reference).state == .sent)
            // It comes back, is corrected and paid.
            _ = try await county.result(payment.number, payment.amount, .failed, reason: "户名不符")
            #expect(try await county.match() == "支付成功 0 笔，退票 1 笔，待人工核对 2 笔")
            payment = try await county.finance.row(payment.reference)
            #expect(payment.state == .failed && payment.failure == "户名不符")
            var order = Draft<CorrectPayee>()
            (order.payee, order.bank, order.account) = ("甲厂有限公司", "农商行", "6222020000009")
            _ = try await county.finance.carryOut("correctPayee", on: payment.id, order.submission)
            payment = try await county.finance.move(try await county.finance.row(payment.reference), step: "again")
            #expect(payment.batch == nil && payment.failure == nil && payment.account == "6222020000009")
            _ = try await county.send()
            payment = try await county.finance.row(payment.reference)
            payment = try await county.finance.move(payment, step: "paid")
            #expect(try await county.value("I047", period: "2026") == 28)
            // It is paid back: the line has it again, and the index does not name it any more.
            _ = try await county.finance.move(payment, step: "recover", remark: "虚报研发费用")
            let after = try await county.finance.row(line.reference)
            #expect(after.paid.fen == 0 && after.reserved.fen == 0 && after.free == Money(wan: 100))
            #expect(try await county.value("I047", period: "2026") == 0)
            #expect(try await county.office.count(SupportedProject.self) == 0)
            #expect(Spending.agrees(after, try await county.finance.all(BudgetMovement.self)))
            // A second one is cancelled: the claim goes back to its review and the money is free.
            let second = try await county.listed(firm, clause, "另一事项")
            _ = try await county.send()
            var failed = try await county.finance.move(try await county.finance.row(second.payment.reference), step: "fail", remark: "账户已销")
            failed = try await county.finance.move(failed, step: "cancel", remark: "企业注销")
            #expect(try await county.office.row(second.claim.reference).state == .accepted)
            #expect(try await county.finance.row(line.reference).free == Money(wan: 100))
        }
    }

    @Test(arguments: Database.available) func anObjectionFreesTheMoney(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            try await county.figures(firm, 2024, research: 400)
            try await county.figures(firm, 2025, research: 560)
            let line = try await county.line(28)
            // A clause without a formula: the review sets the amount, up to the cap.
            let clause = try await county.clause(line) {
                ($0.amount, $0.cap, $0.firmCap, $0.documents) = (.some(nil), .some(Money(wan: 28)), .some(Money(wan: 30)), .some(nil))
            }
            var claim = try await county.office.move(try await county.office.create(county.claim(firm, clause)), step: "submit")
            claim = try await county.office.move(claim, step: "accept")
            #expect(await refusal { try await county.review(claim, share: 100) }?.message.chinese == "请填写评审金额")
            #expect(await refusal { try await county.review(claim, share: 100, assessed: 29) }?.message.chinese == "超过单项封顶 28 万元")
            claim = try await county.review(claim, share: 100, assessed: 28)
            claim = try await county.finance.move(try await county.office.move(claim, step: "review"), step: "fund")
            claim = try await county.office.move(claim, step: "notice")
            #expect(try await county.finance.row(line.reference).free.fen == 0)
            claim = try await county.office.move(claim, step: "object", remark: "成果属于他人")
            #expect(claim.state == .accepted && claim.approved == nil && claim.line == nil)
            #expect(try await county.finance.row(line.reference).free == Money(wan: 28))
            // The yearly cap of the firm under this policy is 30: after 28 for one matter 2 are left for another.
            _ = try await county.review(claim, share: 100, assessed: 28)
            var other = try await county.office.move(try await county.office.create(county.claim(firm, clause, "另一事项")), step: "submit")
            other = try await county.review(try await county.office.move(other, step: "accept"), share: 100, assessed: 10)
            #expect(other.approved == Money(wan: 2))
        }
    }

    @Test(arguments: Database.available) func aClauseInForceIsReplacedAndNeverEdited(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            try await county.figures(firm, 2024, research: 400)
            try await county.figures(firm, 2025, research: 560)
            let clause = try await county.clause(try await county.line(100))
            #expect(await refusal { try await county.office.update(clause) { $0.cap = .some(Money(wan: 1)) } } != nil)
            _ = try await county.office.carryOut("newVersion", on: clause.id)
            _ = try await county.office.carryOut("newVersion", on: clause.id)
            let drafts = try await county.office.all(PolicyClause.self) { $0.state == .draft }
            #expect(drafts.map(\.edition) == [2], "asking twice makes one draft")
            var draft = try await county.office.update(drafts[0]) { ($0.from, $0.amount) = (Day(2026, 8, 1), .some(FormulaText("1% × 研发费用"))) }
            var typo = Draft<PolicyClause>()
            typo.submission["amount"] = .typed("1% × 研发费")
            typo.submission["conditions"] = .typed("研发费用 ≥ 50万元\n职工人数 ≥ 10")
            let wrong = typo
            let problems = await refusal { try await county.office.update(draft.id, version: draft.meta.version, wrong.submission) }?.problems ?? []
            #expect(problems.contains { $0.field == "amount" && $0.message.chinese.contains("没有“研发费”这个数据项，是不是“研发费用”") }, "\(problems.map(\.message.chinese))")
            #expect(problems.contains { $0.field == "conditions" && $0.message.chinese.contains("第 2 行") })
            draft = try await county.office.move(draft, step: "publish")
            #expect(try await county.office.row(clause.reference).until == Day(2026, 7, 31), "the old one ends the day before")
            // Today the old one is in force; from August on the new one.
            #expect(
                await refusal { try await county.office.move(try await county.office.create(county.claim(firm, draft)), step: "submit") }?.message.chinese
                    .contains("不在施行期内") == true)
            county.clock.go(to: Day(2026, 8, 1) ?? County.today)
            let claim = try await county.office.move(try await county.office.create(county.claim(firm, draft)), step: "submit")
            #expect(claim.computed == Money(fen: 5_600_000))
            #expect(await refusal { try await county.office.move(try await county.office.create(county.claim(firm, clause, "旧")), step: "submit") } != nil)
            // A version that would begin before the one in force is refused, and one without an amount needs a cap.
            _ = try await county.office.carryOut("newVersion", on: draft.id)
            var third = try #require(try await county.office.all(PolicyClause.self) { $0.state == .draft }.first)
            third = try await county.office.update(third) { $0.from = Day(2026, 7, 15) }
            #expect(await refusal { try await county.office.move(third, step: "publish") }?.message.chinese == "施行日期要晚于第 2 版（2026-08-01）")
            third = try await county.office.update(third) { ($0.from, $0.amount, $0.cap) = (Day(2027, 1, 1), .some(nil), .some(nil)) }
            #expect(await refusal { try await county.office.move(third, step: "publish") }?.message.chinese == "没有金额公式的条款要写明单项封顶")
        }
    }
}
