@testable import Kernel
@testable import PlanBoard
import Testing

/// The plan of an invented county that `--demo` shows in the middle of its work.
@Suite struct DemonstrationTests {
    private static let city = Region("50")

    @Test(arguments: Database.available) func aLivingYearIsMadeUpAndSaysSoAndTouchesNothingReal(_ database: Database) async throws {
        try await withBoard(database) { board in
            board.clock.set(Day(2026, 11, 22)!)
            let system = board.engine.desk(for: .system(in: Self.city))
            let real = try await system.all(PlanTask.self)
            try await Samples.make(system)
            try await LivingPlan.make(system)
            let plans = try await system.all(Plan.self) { $0.isSimulated == true }
            #expect(plans.count == 1, "a second time makes nothing")
            let plan = try #require(plans.first)
            #expect(plan.from...plan.to ~= 2026)

            // Not one record in the invented county that would pass for a real one.
            for kind in Application.planBoard.kinds.map(\.schema.name) {
                let records = try await system.records(Query(kind, where: .compare("region", .equal, .text("50")), limit: 1000))
                #expect(!records.contains { !$0.meta.isSimulated }, "a \(kind) of the example does not say that it is made up")
            }
            for task in real { #expect(try await system.row(task.reference).meta.version == task.meta.version, "\(task.title) was touched") }

            // Every state of a year that an officer looks for.
            let reports = try await system.all(Report.self) { $0.target.where { (target: Columns<PlanBoard.Target>) in target.plan == plan.reference } }
            #expect(Set(reports.map(\.state)) == Set(Report.State.allCases))
            #expect(
                Set(try await system.all(Project.self) { $0.plan == plan.reference }.map(\.state)).isSuperset(of: [.planned, .started, .accepted, .paused]))
            #expect(Set(try await system.all(PlanTask.self) { $0.plan == plan.reference }.map(\.state)).isSuperset(of: [.planned, .ongoing, .reported, .done]))
            #expect(try await system.count(Milestone.self) { $0.due < Day(2026, 11, 22)! && $0.reached.isEmpty } > 0)
            let office = board.desk("office", .planOffice, in: Self.city)
            #expect(try await office.inbox(limit: 1000).contains { $0.recordKind == "report" })

            // Targets of every colour, and a look ahead.
            let standing = try await PlanStanding(plan, desk: office)
            #expect(Set(standing.targets.map(\.status)).isSuperset(of: [.behind, .onTrack, .unjudged, .unknown]))
            #expect(standing.targets.contains { if case .success = $0.forecast { true } else { false } })
        }
    }

    @Test(arguments: [1, 3, 4, 7, 12]) func itCanBeMadeInAnyMonth(_ month: Int) async throws {
        try await withBoard(.sqlite) { board in
            board.clock.set(Day(2031, month, 5)!)
            try await LivingPlan.make(board.engine.desk(for: .system(in: Self.city)))
            let desk = board.desk("office", .planOffice, in: Self.city)
            var blocks: [Block] = []
            for case .content(let content) in Page.overview.parts { blocks += try await content(Page.Question(desk: desk)) }
            guard case .choices(let tabs)? = blocks.first else {
                Issue.record("no tabs lead from one plan to the other")
                return
            }
            #expect(tabs.first?.label.chinese == "云岭县科技创新规划（模拟示例）", "the plan whose term is now stands first")
            #expect(blocks.contains { if case .notice(let words, _) = $0 { words.first?.label.chinese.contains("虚构") ?? false } else { false } })
        }
    }

    @Test func whatUnitsReportedOfTheirSharesDoesNotWeighOnThePagesOfThePlan() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            let target = try await board.target("T062", plan)
            try await board.system.together { changes in
                for number in 0..<60 {
                    var draft = Draft<Report>()
                    (draft.target, draft.subject, draft.unit) = (target.reference, "填报 \(number)", "u\(number)")
                    (draft.asOf, draft.due, draft.value) = (Day(2022, 12, 31)!, Day(2023, 1, 31)!, .some(1))
                    draft.state = number == 0 ? .requested : .verified
                    try changes.create(draft, region: Board.wuxi)
                }
            }
            board.clock.set(Day(2023, 3, 1)!)
            let standing = try await PlanStanding(plan, desk: office)
            #expect(standing.reports.isEmpty)
            #expect(standing.late(on: Day(2023, 3, 1)!).count == 1)
        }
    }

    @Test func aUnitLeadsToItsLetterUnderThePlanThatIsLookedAt() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice, in: Self.city)
            for region in [Board.wuxi, Board.qianjiang] {
                let plan = try await board.plan(region)
                let standing = try await PlanStanding(plan, desk: office)
                let units = try await UnitNames(standing.rows.map(\.lead), under: plan.reference, office)
                guard case .page(_, "responsibility", _, let choices)? = units[standing.rows.compactMap(\.lead).first].link else {
                    Issue.record("the name of a unit leads nowhere")
                    continue
                }
                #expect(choices[Choices.plan] == plan.id.text)
            }
        }
    }
}
