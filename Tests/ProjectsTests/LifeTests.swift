@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// A project from the call to its acceptance, each number against paper.
@Suite struct LifeTests {
    struct Three {
        let call: Row<ProjectCall>
        let a, b, c: Row<Enterprise>
        let experts: [Row<ReviewExpert>]
        func holder(_ county: County, _ enterprise: Row<Enterprise>) async throws -> Row<ProjectApplication> {
            try #require(try await county.office.all(ProjectApplication.self) { $0.holder == enterprise.name }.first)
        }
    }

    /// Three enterprises ask for 45, 20 and 40; the fourth expert works for the first of them. The call is closed, everything checked, the panel drawn.
    static func reviewed(_ county: County) async throws -> Three {
        let call = try await county.call()
        let a = try await county.enterprise("甲厂", "91500114YYYY00012L")
        let b = try await county.enterprise("乙厂", "914403001922038216")
        let c = try await county.enterprise("丙公司", "9144030071526726XG")
        for (firm, wan, title, text) in [(a, 45, "脆红李保鲜", Texts.fruit + "由甲厂实施。"), (b, 20, "丝胶回收", Texts.silk), (c, 40, "独活良种", Texts.herb)]
            as [(Row<Enterprise>, Int64, String, String)]
        {
            let application = try await county.application(title, of: firm, in: call, asking: wan, text)
            _ = try await county.people(of: firm).move(application, step: "submit")
            _ = try await county.office.move(try await county.office.row(application.reference), step: "accept")
        }
        var experts: [Row<ReviewExpert>] = []
        for (number, employer) in [("E1", "大学"), ("E2", "大学"), ("E3", "研究院"), ("E4", "甲厂")] {
            experts.append(try await county.expert(number, employer: employer, fields: ["食品加工"]))
        }
        #expect(await refusal { try await county.office.move(call, step: "close") } != nil, "it takes applications to the end of the day")
        try county.pass(to: Day(2026, 7, 2))
        let closed = try await county.office.move(call, step: "close")
        #expect(
            await refusal { try await county.carryOut("drawPanel", on: call.id, by: county.office) { (order: inout Draft<DrawPanel>) in order.panel = 3 } }?
                .message.chinese.contains("还没有查重") == true)
        let compared = try await county.office.carryOut("checkDuplicates", on: call.id).message.chinese
        #expect(compared == "与 3 份文本比对：3 项中 0 项有重复，0 项须人工判定")
        try await county.carryOut("drawPanel", on: call.id, by: county.office) { (order: inout Draft<DrawPanel>) in (order.panel, order.seed) = (3, .some("7"))
        }
        return Three(call: closed, a: a, b: b, c: c, experts: experts)
    }

    /// Weights 30, 30, 25, 15: (90, 80, 80, 90) comes to 27 + 24 + 20 + 13.5 = 84.5; four times 75 to 75, four times 90 to 90.
    static func score(_ county: County, _ three: Three) async throws {
        let marks = [three.a.name: [90, 80, 80, 90], three.b.name: [75, 75, 75, 75], three.c.name: [90, 90, 90, 90]]
        for review in try await county.office.all(PeerReview.self) {
            let application = try await county.office.row(review.application)
            let expert = try #require(three.experts.first { $0.reference == review.expert })
            let (desk, mark) = (county.reviewer(expert), try #require(marks[application.holder]))
            var row = try await desk.move(review, step: "agree")
            #expect(await refusal { try await desk.move(row, step: "submit") } != nil, "nothing is filled in yet")
            row = try await desk.update(row) {
                ($0.innovation, $0.feasibility, $0.benefit, $0.capability, $0.opinion) = (
                    .some(mark[0]), .some(mark[1]), .some(mark[2]), .some(mark[3]), .some("同意")
                )
            }
            _ = try await desk.move(row, step: "submit")
        }
    }

    @Test(arguments: Database.available) func aCallIsReviewedRankedAndApproved(_ database: Database) async throws {
        try await withCounty(database) { county in
            let three = try await Self.reviewed(county)
            let (office, call) = (county.office, three.call)
            // Nine reviews; the expert of 甲厂 does not judge it, and that is on record.
            let reviews = try await office.all(PeerReview.self)
            let first = try await three.holder(county, three.a)
            #expect(reviews.count == 9 && !reviews.contains { $0.application == first.reference && $0.expert == three.experts[3].reference })
            let avoided = try await office.all(AvoidedPair.self)
            #expect(avoided.map(\.grounds) == ["同一单位"] && avoided.first?.application == first.reference)
            let round = try #require(try await office.all(ReviewRound.self).first)
            #expect(round.seed == "7" && round.total == 9 && round.bound == 9 && round.shortages == 0, "nine full matches are the most there can be")
            // Blind: no name of the applicant, no application, nobody else's review.
            let reviewer = county.reviewer(three.experts[0])
            let own = try await reviewer.all(PeerReview.self)
            #expect(!own.isEmpty && own.allSatisfy { $0.expert == three.experts[0].reference } && own.count < 9)
            #expect(own.allSatisfy { !$0.content.contains("甲厂") }, "the content still names the applicant")
            #expect(await refusal { try await reviewer.row(first.reference) } == .notFound(kind: "projectApplication"))
            #expect(await refusal { try await office.move(call, step: "rank") }?.message.chinese == "还有 9 份评审没有完成")
            try await Self.score(county, three)
            let ranked = try await office.move(call, step: "rank")
            // 90, 84.5, 75; of 100 go 40 and 45, 15 are left where 20 are wanted.
            let lines = try await office.all(RankingLine.self).sorted { $0.rank < $1.rank }
            #expect(lines.map(\.comparable) == [90, 84.5, 75] && lines.map(\.trimmed) == [90, 84.5, 75])
            #expect(lines.map(\.amount) == [Money(wan: 40), Money(wan: 45), nil] && lines.last?.reason == "预算线以下，余 15 万元")
            #expect(await refusal { try await county.people(of: three.b).all(RankingLine.self) } != nil, "the ranking is the office's until there is notice")
            var noticed = try await office.move(ranked, step: "notice")
            // Thursday 2 July and five working days: Thursday 9 July.
            noticed = try await office.row(noticed.reference)
            #expect(noticed.noticeUntil == Day(2026, 7, 9))
            let grants = try await county.people(of: three.b).all(PlannedGrant.self)
            #expect(grants.map(\.holder).sorted() == ["丙公司", "甲厂"])
            var objection = Draft<ProjectObjection>()
            (objection.grant, objection.subject, objection.text) = (try #require(grants.first).reference, "指标虚高", "现有产品已达到该指标，附检测报告。")
            (objection.name, objection.contact) = ("王实名", "13800001111")
            let raised = try await county.people(of: three.b).create(objection)
            #expect(await refusal { try await office.move(noticed, step: "approve") }?.message.chinese == "公示到 2026-07-09 为止")
            try county.pass(to: Day(2026, 7, 10))
            #expect(await refusal { try await office.move(noticed, step: "approve") }?.message.chinese.contains("异议没有处理") == true)
            _ = try await office.move(raised, step: "dismiss", remark: "经核实不成立")
            _ = try await office.move(noticed, step: "approve")
            let states = try await office.all(ProjectApplication.self).map { "\($0.holder) \($0.state.rawValue) \($0.granted?.said ?? "—")" }.sorted()
            #expect(states == ["丙公司 已立项 40 万元", "乙厂 不予立项 —", "甲厂 已立项 45 万元"])
            let contracts = try await office.all(ProjectContract.self).map { "\($0.number) \($0.holder) \($0.grant.said)" }.sorted()
            #expect(contracts == ["QJ2026A-001 丙公司 40 万元", "QJ2026A-002 甲厂 45 万元"])
            let supported = try await office.all(SupportedProject.self)
            #expect(supported.map(\.amount).reduce(Money(fen: 0), +) == Money(wan: 85), "everyone's duplicate check knows both")
            #expect(try await county.value("I045") == 100)
            #expect(try await county.value("I-projects-approved", period: "2026") == 2)
            #expect(try await county.value("I-project-grants", period: "2026") == 85)
        }
    }

    /// 甲厂 has 45 and brings 30. Milestones of 50, 30, 20% are 22.5, 13.5 and 9.
    @Test(arguments: Database.available) func aProjectIsPaidByItsMilestonesAndAccepted(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (contract, firm) = try await Self.contract(county)
            let (office, people) = (county.office, county.people(of: firm))
            func money(_ line: ProjectBudget.Heading, _ wan: Int64) async throws -> Row<ProjectBudget> {
                var draft = Draft<ProjectBudget>()
                (draft.contract, draft.heading, draft.amount) = (contract.reference, line, Money(wan: wan))
                return try await people.create(draft)
            }
            _ = try await money(.equipment, 25)
            _ = try await money(.business, 27)
            let labour = try await money(.labour, 10)
            // Of direct cost without equipment, 37, a cap of 11.1.
            let indirect = try await money(.indirect, 13)
            let confirmed = try await people.move(contract, step: "confirm")
            #expect(await refusal { try await people.move(confirmed, step: "sign") } != nil, "only the office signs")
            #expect(await refusal { try await office.move(confirmed, step: "sign") }?.message.chinese == "间接费用 13 万元，上限 11.1 万元")
            _ = try await people.update(indirect) { $0.amount = Money(wan: 10) }
            #expect(await refusal { try await office.move(confirmed, step: "sign") }?.message.chinese == "预算合计 72 万元，应等于总经费 75 万元")
            _ = try await people.update(labour) { $0.amount = Money(wan: 13) }
            _ = try await office.move(confirmed, step: "sign")
            let milestones = try await office.all(ProjectMilestone.self).filter { $0.contract == contract.reference }.sorted { $0.ordinal < $1.ordinal }
            #expect(milestones.map(\.amount) == [Money(fen: 22_500_000), Money(fen: 13_500_000), Money(wan: 9)])
            #expect(milestones.map(\.state) == [.accepted, .planned, .planned], "the first is paid on signing")
            #expect(await refusal { try await people.update(milestones[1]) { $0.share = 90 } } != nil, "what was agreed stays")
            try await Self.payAll(county)
            #expect(try await office.row(contract.reference).paid == Money(fen: 22_500_000))
            // Expenses stay within their heading, off the negative list, and an invoice is spent once.
            try county.pass(to: Day(2026, 10, 1))
            func spend(_ purpose: String, _ wan: Int64, _ invoice: String) async throws -> Row<ProjectExpense> {
                var draft = Draft<ProjectExpense>()
                (draft.contract, draft.heading, draft.purpose, draft.payee) = (contract.reference, .business, purpose, "检测中心")
                (draft.invoice, draft.amount, draft.day) = (invoice, Money(wan: wan), Day(2026, 9, 20))
                return try await people.create(draft)
            }
            let fine = try await spend("环保罚款", 1, "F1")
            #expect(await refusal { try await people.move(fine, step: "book") }?.message.chinese == "属负面清单“罚款、违约金、滞纳金”（“罚款”），不得列支")
            let test = try await people.move(try await spend("样品检测", 20, "F2"), step: "book")
            #expect(test.state == .booked)
            let more = try await spend("第二批检测", 8, "F3")
            #expect(await refusal { try await people.move(more, step: "book") }?.message.chinese == "超出“业务费”预算 27 万元，余 7 万元")
            #expect(await refusal { try await spend("重复报销", 1, "F2") } != nil, "one invoice is spent twice")
            // The second milestone needs a result; it is corrected once.
            var second = milestones[1]
            #expect(await refusal { try await people.move(second, step: "report") } != nil)
            second = try await people.update(second) { $0.result = .some("完成涂膜配方") }
            second = try await people.move(second, step: "report")
            #expect(await refusal { try await office.move(second, step: "fail", remark: "未达标") }?.message.chinese == "请先给一次整改机会")
            _ = try await office.move(second, step: "correct", remark: "补充检测")
            second = try await people.move(try await people.row(second.reference), step: "again")
            second = try await office.move(second, step: "accept")
            try await Self.payAll(county)
            #expect(try await office.row(contract.reference).paid == Money(wan: 36))
            // Ten more would be 46 of 45.
            var extra = Draft<ProjectPayment>()
            (extra.contract, extra.purpose, extra.amount, extra.day) = (contract.reference, "追加", Money(wan: 10), County.today)
            let over = try await office.create(extra)
            #expect(await refusal { try await office.move(over, step: "pay") }?.message.chinese == "超出财政资金：已拨 36 万元，再拨 10 万元 将超过 45 万元")
            var third = try await people.update(milestones[2]) { $0.result = .some("全部完成") }
            third = try await people.move(third, step: "report")
            _ = try await office.move(third, step: "accept")
            _ = try await office.move(over, step: "cancel", remark: "误录")
            try await Self.payAll(county)
            #expect(try await county.value("I-project-payments", period: "2026") == 45)
            try await Self.accept(contract, county, people)
        }
    }

    /// Execution 20 of 75 is 2.67 of ten; 46 + 27 + 9 make 84.67, 良. The grant bears 45/75 of 20, 12; of 45 paid 33 go back.
    private static func accept(_ contract: Row<ProjectContract>, _ county: County, _ people: Desk) async throws {
        let office = county.office
        var draft = Draft<ProjectAcceptance>()
        (draft.contract, draft.title, draft.summary) = (contract.reference, "验收", "全部指标均已完成，附检测报告。")
        let acceptance = try await people.create(draft)
        #expect(await refusal { try await people.move(acceptance, step: "apply") }?.message.chinese == "科技报告还没有通过")
        var report = Draft<ProjectReport>()
        (report.contract, report.title, report.category, report.asOf, report.progress) = (contract.reference, "科技报告", .final, County.today, "研究内容、方法和结论。")
        _ = try await office.move(try await people.move(try await people.create(report), step: "submit"), step: "pass")
        #expect(await refusal { try await people.move(acceptance, step: "apply") }?.message.chinese == "请先汇交科学数据")
        var data = Draft<ResearchDataSet>()
        (data.contract, data.title, data.description, data.amount, data.storage) = (contract.reference, "货架期试验数据", "三个批次的失水率和褐变指数。", "1200 条", "区科学数据库")
        _ = try await office.move(try await people.move(try await people.create(data), step: "submit"), step: "deposit")
        #expect(try await people.all(DataAsset.self).map(\.holder) == ["甲厂"], "the catalogue shows it to all")
        _ = try await people.move(acceptance, step: "apply")
        try await county.carryOut("assessAcceptance", on: acceptance.id, by: office) { (order: inout Draft<AssessAcceptance>) in
            (order.output, order.effect, order.satisfaction, order.opinion) = (46, 27, 9, "达到指标")
        }
        var assessed = try await office.row(acceptance.reference)
        #expect(assessed.execution == 2.67 && assessed.points == 84.67 && assessed.band == .good)
        _ = try await office.move(assessed, step: "pass")
        assessed = try await office.row(acceptance.reference)
        #expect(assessed.back == Money(wan: 33))
        #expect(try await office.row(contract.reference).state == .accepted)
        #expect(try await county.value("I-acceptance-passed") == 100)
        #expect(try await county.value("I-projects-accepted") == 1)
    }

    static func contract(_ county: County) async throws -> (Row<ProjectContract>, Row<Enterprise>) {
        let three = try await reviewed(county)
        try await score(county, three)
        _ = try await county.office.move(three.call, step: "rank")
        _ = try await county.office.move(try await county.office.row(three.call.reference), step: "notice")
        try county.pass(to: Day(2026, 7, 10))
        _ = try await county.office.move(try await county.office.row(three.call.reference), step: "approve")
        return (try #require(try await county.people(of: three.a).all(ProjectContract.self).first), three.a)
    }

    /// Pays everything that is due and can be paid.
    static func payAll(_ county: County) async throws {
        for payment in try await county.office.all(ProjectPayment.self, where: { $0.state == .due && $0.purpose != "追加" }) {
            _ = try await county.office.move(payment, step: "pay")
        }
    }
}
