@testable import Kernel
@testable import PlanBoard
import Testing

/// The advisory committee (P004), matters that are done by a procedure (S149), and platforms as the plans have them (S151).
@Suite struct OfficeTests {
    @Test(arguments: Database.available) func theCommitteeAnswersOnlyAfterSomeoneWhoWasAskedHasSpoken(_ database: Database) async throws {
        try await withBoard(database) { board in
            let (office, advisor) = (board.desk("office", .planOffice), board.desk("advisor", .advisor))
            var members: [Row<Adviser>] = []
            for name in ["甲", "乙"] {
                var draft = Draft<Adviser>()
                (draft.name, draft.category, draft.field, draft.employer) = (name, .university, "山地农业", "某高校")
                (draft.since, draft.until) = (Day(2022, 1, 1)!, Day(2025, 1, 1)!)
                members.append(try await office.create(draft))
            }
            var draft = Draft<Advice>()
            (draft.subject, draft.background, draft.due) = ("试验基地选在哪里", "有两个地方可选", Day(2023, 2, 1)!)
            draft.advisers = .some(members.map(\.reference))
            let asked = try await office.create(draft)
            #expect(try await advisor.inbox(limit: 100).contains { $0.subject == asked.id.text }, "the question is in the advisers' inbox")
            let answered = try await advisor.update(asked) { $0.answer = .some("选在园区") }
            func refusal() async -> String? {
                do {
                    _ = try await advisor.move(answered, step: "answer")
                    return nil
                } catch { return error.message.chinese }
            }
            #expect(await refusal() == "征询的委员还没有人提出意见，请先登记委员意见")
            try await speak(advisor, asked, members[0], .abstains)
            #expect(await refusal() != nil, "who abstains has said nothing")
            try await speak(advisor, asked, members[1], .agreesIf)
            let closed = try await advisor.move(answered, step: "answer")
            #expect(closed.state == .answered)

            // The sheet shows both voices, the page the roll.
            let sheet = flattened(try await content(.adviceSheet, asked.id, office))
            let cards = sheet.flatMap { if case .cards(let cards) = $0 { cards } else { [Card]() } }
            #expect(cards.map(\.title.label.chinese) == ["甲", "乙"])
            let roll = try #require(tables(try await content(.advices, nil, office)).first { $0.title.chinese == "科技咨询委员会名册" })
            #expect(roll.rows.map { $0.cells.suffix(2).map { $0.phrases[0].label.chinese } } == [["1", "1"], ["1", "1"]])
        }
    }

    private func speak(_ desk: Desk, _ advice: Row<Advice>, _ adviser: Row<Adviser>, _ stance: Opinion.Stance) async throws {
        var draft = Draft<Opinion>()
        (draft.advice, draft.adviser, draft.stance, draft.words, draft.day) = (advice.reference, adviser.reference, stance, "意见", Day(2023, 1, 16)!)
        _ = try await desk.create(draft)
    }

    @Test(arguments: Database.available) func aMatterIsDueAfterTheWorkingDaysOfItsProcedure(_ database: Database) async throws {
        try await withBoard(database) { board in
            let office = board.desk("office", .planOffice)
            var rule = Draft<Procedure>()
            (rule.name, rule.basis, rule.steps, rule.days) = ("科技型企业入库", "办法", "收件、审核、公示", 10)
            (rule.approvals, rule.approvalsBefore, rule.channel) = (.some(2), .some(5), .online)
            let procedure = try await office.move(try await office.create(rule), step: "issue")
            // Friday 6 January 2023; ten working days later it is Friday 20 January, where no holiday is entered.
            board.clock.set(Day(2023, 1, 6)!)
            for name in ["某公司", "另一公司"] {
                var draft = Draft<Matter>()
                (draft.procedure, draft.applicant, draft.received) = (procedure.reference, name, Day(2023, 1, 6)!)
                _ = try await office.create(draft)
            }
            for (day, matter) in zip([Day(2023, 1, 19)!, Day(2023, 1, 30)!], try await office.all(Matter.self)) {
                let accepted = try await office.move(matter, step: "accept")
                #expect(accepted.due == Day(2023, 1, 20))
                board.clock.set(day)
                await #expect(throws: Refusal.self, "what has no result is not granted") { try await office.move(accepted, step: "grant") }
                let granted = try await office.move(try await office.update(accepted) { $0.result = .some("同意") }, step: "grant")
                #expect(granted.answered == day)
                #expect(granted.isOnTime == (day <= Day(2023, 1, 20)!))
            }
            let facts = try await content(.procedures, nil, office).flatMap { if case .facts(let facts) = $0 { facts } else { [Fact]() } }
            #expect(facts.map(\.value) == ["1", "3", "2", "0", "50%"])
        }
    }

    @Test func nothingIsDemandedOfAUnitBeforeSomethingWasFound() async throws {
        try await withBoard(.sqlite) { board in
            let inspector = board.desk("inspector", .inspector)
            var draft = Draft<Inspection>()
            (draft.plan, draft.subject, draft.by) = (try await board.plan(Board.wuxi).reference, "专项资金", .audit)
            (draft.unit, draft.day, draft.deadline) = (
                try #require(try await inspector.all(Organisation.self).first).reference, Day(2023, 1, 20)!, Day(2023, 3, 1)!
            )
            draft.demand = .some("补齐凭证")
            let planned = try await inspector.create(draft)
            await #expect(throws: Refusal.self) { try await inspector.move(planned, step: "demand") }
            let open = try await inspector.move(try await inspector.update(planned) { $0.finding = .some("凭证不全") }, step: "demand")
            #expect(open.state == .open)
        }
    }

    @Test func platformsStandBesideWhatThePlansSayOfThem() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice, in: Region("50"))
            // Six classes with fifteen platforms in Wuxi; one centre, two alliances, five bases, six platforms in Qianjiang.
            let goals = try await office.all(PlatformGoal.self)
            #expect(goals.compactMap(\.base).reduce(0, +) == 15)
            #expect(goals.compactMap(\.wanted) == [1, 2, 5, 6])
            #expect(goals.allSatisfy { $0.clause != nil })
            let planned = tables(try await content(.platforms, nil, office)).filter { $0.title.chinese.hasPrefix("规划布局") }
            #expect(planned.map(\.rows.count).sorted() == [4, 6])
        }
    }

    private func content(_ page: Page, _ record: RecordID?, _ desk: Desk) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record)) }
        return blocks
    }
}
