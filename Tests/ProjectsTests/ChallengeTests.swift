@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// 揭榜挂帅 and 包干制.
@Suite struct ChallengeTests {
    /// Award 300 in 30, 30, 40%: two milestones accepted, the third failed after its correction → 180 paid, 120 not (policy rules §7.2).
    @Test(arguments: Database.available) func aFailedMilestoneStopsThePayments(_ database: Database) async throws {
        try await withCounty(database) { county in
            let office = county.office
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let loser = try await county.enterprise("乙厂", "914403001922038216")
            let people = county.people(of: firm)
            var draft = Draft<Challenge>()
            (draft.title, draft.number, draft.mode, draft.demander, draft.demand) = ("采后保鲜", "JB1", .government, "果业中心", "七天内失水和褐变严重，求低成本工艺。")
            (draft.targets, draft.prize, draft.months, draft.shares) = ("货架期 15 天", Money(wan: 320), 18, [30, 30, 41])
            (draft.rights, draft.bidsUntil) = ("归需求单位", Day(2026, 7, 10))
            #expect(await refusal { try await office.create(draft) }?.problems.map(\.field) == ["shares"], "101%")
            draft.shares = [30, 30, 40]
            let argued = try await office.move(try await office.create(draft), step: "argue", remark: "指标可测")
            let challenge = try await office.move(argued, step: "list")
            func bid(_ enterprise: Row<Enterprise>, _ wan: Int64) async throws -> Row<ChallengeBid> {
                var draft = Draft<ChallengeBid>()
                (draft.challenge, draft.title, draft.enterprise, draft.bidder) = (challenge.reference, "涂膜保鲜方案", .some(enterprise.reference), enterprise.name)
                (draft.leader, draft.plan, draft.price, draft.promise) = ("田工", Texts.fruit, Money(wan: wan), true)
                return try await county.people(of: enterprise).create(draft)
            }
            #expect(await refusal { try await people.move(try await bid(firm, 321), step: "submit") }?.message.chinese == "报价超过榜额 320 万元")
            let won = try await people.move(try await bid(firm, 300), step: "submit")
            let lost = try await county.people(of: loser).move(try await bid(loser, 310), step: "submit")
            #expect(try await people.all(ChallengeBid.self).allSatisfy { $0.bidder == "甲厂" }, "a bidder sees the bids of others")
            #expect(await refusal { try await office.move(won, step: "award", remark: "最优") }?.message.chinese.contains("截止") == true)
            try county.pass(to: Day(2026, 7, 13))
            _ = try await office.move(won, step: "award", remark: "方案最优，需求方同意")
            #expect(try await office.row(lost.reference).state == .lost)
            let contract = try #require(try await people.all(ProjectContract.self).first)
            #expect(contract.grant == Money(wan: 300) && contract.isLumpSum)
            var confirmed = try await people.move(contract, step: "confirm")
            #expect(await refusal { try await office.move(confirmed, step: "sign") }?.message.chinese == "公示到 2026-07-20 为止")
            try county.pass(to: Day(2026, 7, 21))
            #expect(await refusal { try await office.move(confirmed, step: "sign") }?.message.chinese == "包干制项目须先签署承诺书")
            confirmed = try await office.move(confirmed, step: "return", remark: "补签承诺书")
            confirmed = try await people.update(confirmed) { $0.promisedOn = .some(Day(2026, 7, 21)) }
            _ = try await office.move(try await people.move(confirmed, step: "confirm"), step: "sign")
            let milestones = try await office.all(ProjectMilestone.self).sorted { $0.ordinal < $1.ordinal }
            #expect(milestones.map(\.amount) == [Money(wan: 90), Money(wan: 90), Money(wan: 120)])
            func report(_ milestone: Row<ProjectMilestone>) async throws -> Row<ProjectMilestone> {
                try await people.move(try await people.update(milestone) { $0.result = .some("达到阶段指标") }, step: "report")
            }
            for milestone in milestones.prefix(2) { _ = try await office.move(try await report(milestone), step: "accept") }
            try await LifeTests.payAll(county)
            _ = try await office.move(try await report(milestones[2]), step: "correct", remark: "货架期 12 天")
            let again = try await people.move(try await people.row(milestones[2].reference), step: "again")
            _ = try await office.move(again, step: "fail", remark: "货架期 13 天")
            let stopped = try await office.row(contract.reference)
            #expect(stopped.state == .stopped && stopped.paid == Money(wan: 180) && stopped.grant - stopped.paid == Money(wan: 120))
            // 包干: no headings, one whole.
            #expect(try await county.value("I-challenges-awarded") == 1)
        }
    }

    @Test func aLumpSumHasNoHeadingsAndOneLimit() async throws {
        try await withCounty(.sqlite) { county in
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let people = county.people(of: firm)
            let contract = try await county.system.together { changes in
                var draft = Draft<ProjectContract>()
                (draft.number, draft.title, draft.holder, draft.leader, draft.enterprise) = ("B1", "包干项目", "甲厂", "田工", .some(firm.reference))
                (draft.grant, draft.own, draft.targets, draft.isLumpSum) = (Money(wan: 10), Money(wan: 0), "指标", true)
                (draft.starts, draft.ends, draft.state) = (Day(2026, 1, 1), Day(2026, 12, 31), .running)
                return try changes.create(draft)
            }
            func spend(_ heading: ProjectBudget.Heading, _ fen: Int64, _ day: Day?, _ purpose: String = "试剂") async throws -> Refusal? {
                var draft = Draft<ProjectExpense>()
                (draft.contract, draft.heading, draft.purpose, draft.payee) = (contract.reference, heading, purpose, "供应商")
                (draft.invoice, draft.amount, draft.day) = ("F\(fen)\(purpose)", Money(fen: fen), day)
                let expense = try await people.create(draft)
                return await refusal { try await people.move(expense, step: "book") }
            }
            let day = Day(2026, 6, 1)
            #expect(try await spend(.equipment, 6_000_000, day) == nil)
            #expect(try await spend(.indirect, 4_000_001, day)?.message.chinese == "超出包干经费 10 万元，余 4 万元")
            #expect(try await spend(.labour, 4_000_000, day) == nil, "to the last fen")
            #expect(try await spend(.labour, 1, day) != nil)
            #expect(try await spend(.labour, 2, Day(2025, 12, 31))?.message.chinese.contains("执行期") == true)
            var further = Draft<NegativeItem>()
            (further.item, further.words) = ("会议茶歇", ["茶歇"])
            _ = try await county.office.create(further)
            #expect(try await spend(.business, 4, day, "培训茶歇")?.message.chinese == "属负面清单“会议茶歇”（“茶歇”），不得列支", "the county adds to the list")
            for item in NegativeList.items {
                #expect(try await spend(.business, 3, day, item.words[0])?.message.chinese.contains(item.item) == true, "\(item.item)")
            }
        }
    }
}
