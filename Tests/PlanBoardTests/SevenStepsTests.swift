@testable import Kernel
@testable import PlanBoard
import PlanMonitoring
import Testing

/// What a plan officer does in a year, from the document to the bulletin.
@Suite struct SevenStepsTests {
    static let document = """
        云岭县科技创新“十四五”规划

        一、发展目标

        到2025年，高新技术企业达到80家，全社会研发经费投入占地区生产总值比重达到2%。

        二、重点任务

        （一）培育创新主体。建设科技企业孵化器，引进科技型企业。
        """

    // MARK: taking in

    @Test(arguments: Database.available) func aDocumentIsReadReviewedAndPublished(_ database: Database) async throws {
        try await withBoard(database) { board in
            let office = board.desk("office", .planOffice)
            let plan = try await takeIn(board, office)
            #expect(plan.state == .review)
            let extracts = try await office.all(Extract.self) { $0.plan == plan.reference }
            let enterprises = try #require(extracts.first { $0.category == .target && $0.name.contains("高新技术企业") })
            #expect(enterprises.value == 80)
            #expect(enterprises.unit == "家")
            #expect(enterprises.year == 2025)
            // Each item leads to its words in the text.
            let text = try #require(try await board.system.all(PlanText.self) { $0.plan == plan.reference }.first).text
            let scalars = Array(text.unicodeScalars)[enterprises.begins..<enterprises.ends]
            #expect(String(String.UnicodeScalarView(scalars)).contains("高新技术企业"))

            // Not before everything was looked at.
            await #expect(throws: Refusal.self) { try await office.move(plan, step: "publish") }
            for extract in extracts { _ = try await office.move(extract, step: extract.id == enterprises.id ? "accept" : "discard") }
            let published = try await office.move(try await office.row(plan.reference), step: "publish")
            #expect(published.state == .inForce)
            let targets = try await office.all(Target.self) { $0.plan == plan.reference }
            #expect(targets.map(\.value) == [80])
        }
    }

    @Test func whatTheReaderWasSureOfIsAcceptedAtOnceAndWhatItMissedIsAddedByHand() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let plan = try await takeIn(board, office)
            var added = Draft<Extract>()
            added.plan = plan.reference
            added.category = .task
            added.name = "建设技术转移中心"
            let byHand = try await office.create(added)
            #expect(byHand.confidence == 1 && byHand.begins == byHand.ends)

            var order = Draft<AcceptMany>()
            order.category = .some(.target)
            order.confidence = 0
            _ = try await office.carryOut("acceptMany", on: plan.id, order.submission)
            let extracts = try await office.all(Extract.self) { $0.plan == plan.reference }
            #expect(extracts.allSatisfy { ($0.state == .accepted) == ($0.category == .target) }, "only targets were to be accepted")

            order.category = .some(nil)
            order.confidence = 100
            _ = try await office.carryOut("acceptMany", on: plan.id, order.submission)
            #expect(try await office.row(byHand.reference).state == .accepted)
            // What was less sure still waits for the reviewer.
            let waiting = try await office.all(Extract.self) { $0.plan == plan.reference && $0.state == .proposed }
            #expect(!waiting.isEmpty && waiting.allSatisfy { $0.confidence < 1 })
        }
    }

    @Test func aFindingQuotesThePassagesThatContradictEachOther() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let text = Self.document + "\n\n（二）扩大规模。到2025年，高新技术企业达到95家。\n"
            let plan = try await takeIn(board, office, text)
            let findings = try await office.all(PlanFinding.self) { $0.plan == plan.reference }
            let twice = try #require(findings.first { $0.ranges.count == 2 }, "two values of one target are not found")
            let scalars = Array(try #require(try await board.system.all(PlanText.self) { $0.plan == plan.reference }.first).text.unicodeScalars)
            let quotes = twice.ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
            #expect(quotes[0].contains("80") && quotes[1].contains("95"), "the passages are \(quotes)")
        }
    }

    @Test func whoIsNotOfThePlanOfficeTakesNothingIn() async throws {
        try await withBoard(.sqlite) { board in
            let liaison = board.desk("liaison", .liaison)
            let file = try await board.upload(Self.document, named: "plan.txt", by: liaison)
            var order = Draft<TakeIn>()
            order.document = file
            await #expect(throws: Refusal.self) { try await liaison.carryOut("takeIn", order.submission) }
            await #expect(throws: Refusal.self) { try await board.engine.desk(for: .nobody).carryOut("takeIn", order.submission) }
        }
    }

    @Test func aRevisionReplacesThePlanAndKeepsWhatWasReported() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let first = try await published(board, office)
            let target = try #require(try await office.all(Target.self) { $0.plan == first.reference }.first)
            try await report(board, target, 55, asOf: Day(2022, 12, 31)!)
            let second = try await takeIn(board, office, Self.document.replacing("80家", with: "90家"), revising: first)
            #expect(second.edition == 1)
            for extract in try await office.all(Extract.self, where: { $0.plan == second.reference }) {
                _ = try await office.move(extract, step: extract.category == .target ? "accept" : "discard")
            }
            _ = try await office.move(try await office.row(second.reference), step: "publish")
            #expect(try await office.row(first.reference).state == .replaced)
            let revised = try #require(try await office.all(Target.self) { $0.plan == second.reference && $0.name == target.name }.first)
            #expect(revised.value == 90)
            #expect(revised.latest == 55)
            let page = try await blocks(.comparison, second.id, office)
            #expect(try #require(tables(page).first { $0.title.chinese == "指标" }).rows.count == 1)
        }
    }

    /// A PDF has page breaks between its lines, which no record takes.
    @Test func pageBreaksOfAPDFKeepNoPlanOut() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let plan = try await takeIn(board, office, Self.document.replacing("\n\n", with: "\n\u{0C}\n"))
            let text = try #require(try await board.system.all(PlanText.self) { $0.plan == plan.reference }.first).text
            #expect(!text.unicodeScalars.contains("\u{0C}"))
            let extract = try #require(try await office.all(Extract.self) { $0.plan == plan.reference }.first { $0.name.contains("高新技术企业") })
            let words = Array(text.unicodeScalars)[extract.begins..<extract.ends]
            #expect(String(String.UnicodeScalarView(words)).contains("高新技术企业"), "places are those of the text that was read")
        }
    }

    // MARK: responsibility and monitoring

    @Test(arguments: Database.available) func aTargetIsBrokenDownAskedForReportedAndVerified(_ database: Database) async throws {
        try await withBoard(database) { board in
            let plan = try await board.plan(Board.qianjiang)
            let office = board.desk("office", .planOffice, in: Board.qianjiang)
            let target = try #require(try await office.all(Target.self) { $0.plan == plan.reference }.first { $0.name.contains("高新技术企业") && $0.base == 37 })
            var order = Draft<BreakDown>()
            order.method = .linear
            _ = try await office.carryOut("breakDown", on: plan.id, order.submission)
            let parts = try await office.all(YearTarget.self) { $0.target == target.reference }.sorted { $0.year < $1.year }
            #expect(parts.map(\.year) == [2021, 2022, 2023, 2024, 2025])
            #expect(parts.last?.value == 80)

            var ask = Draft<AskForReports>()
            ask.asOf = Day(2022, 12, 31)!
            ask.due = Day(2023, 2, 15)!
            _ = try await office.carryOut("askForReports", on: plan.id, ask.submission)
            let request = try #require(try await office.all(Report.self) { $0.target == target.reference }.first)
            let unit = try #require(target.lead)
            // Their own unit sees it in its inbox, another one does not.
            let liaison = board.desk("liaison", .liaison, in: Board.qianjiang, organisation: unit.id.text)
            let other = board.desk("other", .liaison, in: Board.qianjiang, organisation: "somewhere else")
            #expect(try await liaison.inbox(limit: 1000).contains { $0.subject == request.id.text })
            #expect(try await liaison.inbox(limit: 1000).first { $0.subject == request.id.text }?.due == Day(2023, 2, 15))
            #expect(try await !other.inbox(limit: 1000).contains { $0.subject == request.id.text })
            // Not without value and source.
            await #expect(throws: Refusal.self) { try await liaison.move(request, step: "submit") }
            await #expect(throws: Refusal.self) { try await other.update(request) { $0.value = .some(1) } }
            let filled = try await liaison.update(request) {
                $0.value = .some(55)
                $0.source = .some("高新技术企业认定名单")
            }
            let submitted = try await liaison.move(filled, step: "submit")
            await #expect(throws: Refusal.self) { try await liaison.move(submitted, step: "verify") }
            _ = try await office.move(submitted, step: "verify")
            let now = try await office.row(target.reference)
            #expect(now.latest == 55)
            // Worked example of policy-rules §8.2: p = 41.86 %, s = 1.0465, green.
            #expect(now.status == .onTrack)
            let standing = try await PlanStanding(plan, desk: office).targets.first { $0.target.id == target.id }
            #expect(abs((standing?.assessment?.scheduleRatio ?? 0) - 1.0465) < 0.0001)
        }
    }

    @Test func aVerifiedReportThatIsReopenedNoLongerCounts() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.qianjiang)
            let office = board.desk("office", .planOffice, in: Board.qianjiang)
            let target = try #require(try await office.all(Target.self) { $0.plan == plan.reference }.first { $0.base == 37 })
            let report = try await report(board, target, 55, asOf: Day(2022, 12, 31)!)
            #expect(try await office.row(target.reference).latest == 55)
            _ = try await office.move(report, step: "reopen", remark: "口径有误")
            #expect(try await office.row(target.reference).latest == nil)
            #expect(try await office.row(target.reference).status == .unknown)
        }
    }

    // MARK: evaluation

    @Test(arguments: Database.available) func anEvaluationScoresCorrectsRanksAndExplains(_ database: Database) async throws {
        try await withBoard(database) { board in
            let plan = try await board.plan(Board.qianjiang)
            let office = board.desk("office", .planOffice, in: Board.qianjiang)
            let target = try #require(try await office.all(Target.self) { $0.plan == plan.reference }.first { $0.base == 37 })
            let evidence = try await report(board, target, 55, asOf: Day(2022, 12, 31)!)
            let round = try await scored(board, office, plan)
            let score = try #require(try await office.all(Score.self) { $0.round == round.reference && $0.target == target.reference }.first)
            #expect(score.status == .onTrack)
            #expect(abs(score.automatic - score.weight) < 1e-9)
            #expect(score.report == evidence.reference)
            #expect(score.reason.contains("41.86%"))
            // What was not reported gets nothing, and says so.
            let missing = try #require(try await office.all(Score.self) { $0.round == round.reference }.first { $0.status == .unknown })
            #expect(missing.automatic == 0)
            #expect(missing.reason.contains("计零分"))

            // A correction needs its reason, and stays when scores are made again.
            await #expect(throws: Refusal.self) { try await office.update(score) { $0.corrected = .some(0.5) } }
            _ = try await office.update(score) {
                $0.corrected = .some(0.5)
                $0.correction = .some("名单中有两家已迁出")
            }
            _ = try await office.move(try await office.row(round.reference), step: "rescore")
            #expect(try await office.row(score.reference).corrected == 0.5)

            let result = try await RoundResult(try await office.row(round.reference), desk: office)
            let points = result.scores.map(\.points).reduce(0, +) / result.scores.map(\.weight).reduce(0, +) * 100
            #expect(abs((result.total.own ?? 0) - points) < 1e-9)
            #expect(result.units.first?.rank == 1)
        }
    }

    @Test func aThirdPartyHasItsShareOfTheUnitsScore() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.qianjiang)
            let office = board.desk("office", .planOffice, in: Board.qianjiang)
            let target = try #require(try await office.all(Target.self) { $0.plan == plan.reference }.first { $0.base == 37 })
            try await report(board, target, 55, asOf: Day(2022, 12, 31)!)
            let round = try await scored(board, office, plan, thirdPartyShare: 20)
            let unit = try #require(target.lead)
            var draft = Draft<PlanBoard.ThirdPartyScore>()
            draft.round = round.reference
            draft.unit = unit
            draft.agency = "第三方评估机构"
            draft.points = 90
            draft.grounds = "现场核查"
            _ = try await board.desk("agency", .evaluator, in: Board.qianjiang).create(draft)
            let line = try #require(try await RoundResult(round, desk: office).units.first { $0.unit == unit })
            #expect(abs((line.total ?? 0) - ((line.own ?? 0) * 0.8 + 18)) < 1e-9)
        }
    }

    @Test func anAmendmentChangesTheTargetOnlyWhenItIsAdopted() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            let target = try await board.target("T062", plan)
            var order = Draft<ProposeAmendment>()
            order.newValue = .some(12)
            order.reason = "新增认定企业较多"
            _ = try await office.carryOut("proposeAmendment", on: target.id, order.submission)
            let amendment = try #require(try await office.all(Amendment.self).first)
            #expect(try await office.row(target.reference).value == target.value)
            _ = try await office.move(amendment, step: "review")
            _ = try await board.desk("advisor", .advisor).move(try await office.row(amendment.reference), step: "review")
            _ = try await board.desk("leader", .leader).move(try await office.row(amendment.reference), step: "adopt")
            #expect(try await office.row(target.reference).value == 12)
            #expect(try await office.row(amendment.reference).oldValue == target.value)
        }
    }

    // MARK: what they share

    func takeIn(_ board: Board, _ office: Desk, _ text: String = document, revising before: Row<Plan>? = nil) async throws -> Row<Plan> {
        let file = try await board.upload(text, named: "plan.txt", by: office)
        var order = Draft<TakeIn>()
        order.document = file
        order.revises = .some(before?.reference)
        order.from = .some(2021)
        order.to = .some(2025)
        let outcome = try await office.carryOut("takeIn", order.submission)
        guard case .page(_, "review", let id?, _)? = outcome.link else { throw Refusal.failed("no review desk") }
        return try await office.row(Reference<Plan>(id))
    }

    func published(_ board: Board, _ office: Desk) async throws -> Row<Plan> {
        let plan = try await takeIn(board, office)
        for extract in try await office.all(Extract.self, where: { $0.plan == plan.reference }) {
            _ = try await office.move(extract, step: extract.category == .target ? "accept" : "discard")
        }
        return try await office.move(try await office.row(plan.reference), step: "publish")
    }

    @discardableResult
    func report(_ board: Board, _ target: Row<PlanBoard.Target>, _ value: Double, asOf: Day) async throws -> Row<Report> {
        let office = board.desk("office", .planOffice, in: target.meta.region)
        let made = try await office.engine.desk(for: .system(in: target.meta.region)).together { changes in
            _ = try Requests.ask(for: target, asOf: asOf, due: asOf.adding(days: 45), value: nil, &changes)
            return try changes.rows(Report.self) { $0.target == target.reference && $0.asOf == asOf }[0]
        }
        let filled = try await office.update(made) {
            $0.value = .some(value)
            $0.source = .some("统计台账")
        }
        return try await office.move(try await office.move(filled, step: "submit"), step: "verify")
    }

    func scored(_ board: Board, _ office: Desk, _ plan: Row<Plan>, thirdPartyShare: Double = 0) async throws -> Row<Round> {
        var draft = Draft<Round>()
        draft.plan = plan.reference
        draft.title = "2022 年度监测评估"
        draft.type = .annual
        draft.asOf = Day(2022, 12, 31)!
        draft.thirdPartyShare = thirdPartyShare
        return try await office.move(try await office.create(draft), step: "score")
    }

    func blocks(_ page: Page, _ record: RecordID? = nil, _ desk: Desk, _ choices: [String: String] = [:]) async throws -> [Block] {
        var all: [Block] = []
        for case .content(let content) in page.parts { all += flattened(try await content(Page.Question(desk: desk, record: record, choices: choices))) }
        return all
    }
}
