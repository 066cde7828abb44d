@testable import Kernel
@testable import PlanBoard
import Testing

@Suite struct PageTests {
    /// Every page, for every plan, target and round that there is, for everyone who may look: it answers, and says nothing of what is not there.
    @Test func everyPageAnswersWithAndWithoutData() async throws {
        try await withBoard(.sqlite) { board in
            for isDemonstration in [false, true] {
                board.clock.set(Day(2024, 2, 1)!)
                if isDemonstration { try await Samples.make(board.engine.desk(for: .system(in: Region("50")))) }
                for desk in [
                    board.desk("office", .planOffice), board.desk("city", .planOffice, in: Region("50")), board.desk("leader", .leader),
                    board.desk("observer", .observer),
                ] {
                    for page in Application.planBoard.pages {
                        for record in try await subjects(of: page, desk) {
                            let blocks = try await content(page, record, desk)
                            #expect(!blocks.isEmpty, "\(page.code) says nothing")
                        }
                    }
                }
            }
        }
    }

    @Test func whatADemonstrationMadeUpIsMarkedAndChangesNoFact() async throws {
        try await withBoard(.sqlite) { board in
            board.clock.set(Day(2024, 2, 1)!)
            try await Samples.make(board.system)
            let reports = try await board.system.all(Report.self)
            #expect(reports.count > 100)
            #expect(reports.allSatisfy { $0.meta.isSimulated })
            for target in try await board.system.all(Target.self) {
                #expect(!target.meta.isSimulated)
                #expect(target.latest == nil, "\(target.name) took a made-up value")
            }
            let plan = try await board.plan(Board.wuxi)
            let standing = try await PlanStanding(plan, desk: board.desk("office", .planOffice))
            #expect(standing.targets.contains { $0.status != .unknown })
            #expect(standing.targets.allSatisfy { $0.latest == nil || $0.isSimulated })
        }
    }

    @Test func aUnitHasALetterWithItsTargetsByYear() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            let targets = try await office.all(Target.self) { $0.plan == plan.reference }
            guard let unit = targets.first(where: { $0.lead != nil })?.lead else {
                Issue.record("no target has a unit")
                return
            }
            let blocks = try await content(.responsibility, nil, office, [Choices.plan: plan.id.text, Choices.unit: unit.id.text])
            let mine = targets.count { $0.lead == unit }
            let table = try #require(tables(blocks).first)
            #expect(table.rows.count == mine)
            #expect(table.columns.count == 3 + 5)
        }
    }

    private func subjects(of page: Page, _ desk: Desk) async throws -> [RecordID?] {
        switch page.subject {
        case nil: [nil]
        case let kind?: try await desk.records(Query(kind, limit: 10)).map(\.meta.id)
        }
    }

    private func content(_ page: Page, _ record: RecordID?, _ desk: Desk, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }
}
