@testable import Kernel
@testable import PlanBoard
import Testing

@Suite struct FoundingTests {
    @Test(arguments: Database.available) func theFirstStartShowsBothPlansWithTheirFigures(_ database: Database) async throws {
        try await withBoard(database) { board in
            let (wuxi, qianjiang) = (try await board.plan(Board.wuxi), try await board.plan(Board.qianjiang))
            #expect(wuxi.title == "巫溪县科技创新“十四五”规划")
            let wuxiProjects = try await board.system.all(Project.self) { $0.plan == wuxi.reference }
            let qianjiangProjects = try await board.system.all(Project.self) { $0.plan == qianjiang.reference }
            #expect(wuxiProjects.count == 21)
            #expect(qianjiangProjects.count == 12)
            #expect(wuxiProjects.compactMap(\.investment).reduce(Money(fen: 0), +) == Money(wan: 829_700))
            #expect(qianjiangProjects.compactMap(\.investment).reduce(Money(fen: 0), +) == Money(wan: 347_700))
            // 高新技术企业 of Qianjiang: 37 in 2020, 80 in 2025 (box 2).
            let enterprises = try #require(
                try await board.system.all(Target.self) { $0.plan == qianjiang.reference }.first { $0.name.contains("高新技术企业") && $0.base == 37 })
            #expect(enterprises.value == 80)
            #expect(enterprises.year == 2025)
            #expect(try await board.system.count(PlanTask.self) { $0.plan == wuxi.reference } > 100)
        }
    }

    @Test func noValueAfterTheBaselinesIsInvented() async throws {
        try await withBoard(.sqlite) { board in
            #expect(try await board.system.count(Report.self) == 0)
            #expect(try await board.system.count(ProjectYear.self) == 0)
            for target in try await board.system.all(Target.self) {
                #expect(target.latest == nil)
                #expect(target.status == .unknown)
            }
        }
    }

    @Test func foundingAgainChangesNothing() async throws {
        try await withBoard(.sqlite) { board in
            let before = try await board.system.count(Clause.self)
            try await Founding.carryOut(board.system)
            #expect(try await board.system.count(Clause.self) == before)
        }
    }

    @Test func everyFactBecameARecord() async throws {
        try await withBoard(.sqlite) { board in
            for (facts, region) in [(PlanFacts.wuxi, Board.wuxi), (.qianjiang, Board.qianjiang)] {
                let plan = try await board.plan(region)
                #expect(try await board.system.count(Clause.self) { $0.plan == plan.reference } == facts.clauses.rows.count)
                #expect(try await board.system.count(PlanTask.self) { $0.plan == plan.reference } == facts.tasks.rows.count)
                #expect(try await board.system.count(PlanFinding.self) { $0.plan == plan.reference } == facts.findings.rows.count)
                let wanted = facts.targets.rows.filter { $0["role"] == "target" && $0.number("target_value") != nil }
                #expect(try await board.system.count(Target.self) { $0.plan == plan.reference } == wanted.count)
                for task in try await board.system.all(PlanTask.self, where: { $0.plan == plan.reference }) {
                    #expect(task.lead != nil, "\(task.title) has no unit")
                    #expect(task.clause != nil, "\(task.title) has no clause")
                }
            }
        }
    }

    @Test func clausesSortAsTheyStandInThePlan() {
        let ids = ["1", "1.1", "1.1.1.p3", "2.10", "2.3.p2", "3.1.b1.3", "annex.1.r1"]
        #expect(ids.map(PlanLoading.sorting) == ["01", "01.01", "01.01.01.p03", "02.10", "02.03.p02", "03.01.b01.03", "z.01.r01"])
    }
}
