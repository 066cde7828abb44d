@testable import Kernel
@testable import PlanBoard
import Operations
import PlanMonitoring
import Testing

/// Thresholds, forecasts, and what becomes of reports that are late or returned.
@Suite struct MonitoringTests {
    private let steps = SevenStepsTests()

    private func enterprises(_ board: Board) async throws -> (office: Desk, plan: Row<Plan>, target: Row<PlanBoard.Target>) {
        let plan = try await board.plan(Board.qianjiang)
        let office = board.desk("office", .planOffice, in: Board.qianjiang)
        return (
            office, plan,
            try #require(try await office.all(PlanBoard.Target.self) { $0.plan == plan.reference }.first { $0.name.contains("高新技术企业") && $0.base == 37 })
        )
    }

    @Test(arguments: Database.available) func thresholdsThatTheOfficeSetsJudgeEveryTargetAnew(_ database: Database) async throws {
        try await withBoard(database) { board in
            let (office, plan, target) = try await enterprises(board)
            try await steps.report(board, target, 55, asOf: Day(2022, 12, 31)!)
            // s = 1.0465.
            for (green, yellow, status) in [(1.1, 0.8, PlanBoard.Target.Status.lagging), (1.5, 1.1, .behind), (1.04, 0.9, .onTrack)] {
                var order = Draft<Thresholds>()
                order.green = green
                order.yellow = yellow
                _ = try await office.carryOut("setThresholds", on: plan.id, order.submission)
                #expect(try await office.row(target.reference).status == status)
                let standing = try await PlanStanding(try await office.row(plan.reference), desk: office)
                #expect(standing.targets.first { $0.target.id == target.id }?.status == status, "pages judge by the same thresholds")
            }
            var wrong = Draft<Thresholds>()
            wrong.green = 0.5
            wrong.yellow = 0.8
            let submission = wrong.submission
            await #expect(throws: Refusal.self) { try await office.carryOut("setThresholds", on: plan.id, submission) }
            await #expect(throws: Refusal.self) { try await board.desk("l", .liaison, in: Board.qianjiang).carryOut("setThresholds", on: plan.id, submission) }
        }
    }

    @Test(arguments: Database.available) func aLateReportComesBeforeTheSupervisorAndAReturnedOneBackToItsUnit(_ database: Database) async throws {
        try await withBoard(database) { board in
            board.clock.set(Day(2023, 1, 20)!)
            let (office, plan, target) = try await enterprises(board)
            var ask = Draft<AskForReports>()
            ask.asOf = Day(2022, 12, 31)!
            ask.due = Day(2023, 2, 15)!
            _ = try await office.carryOut("askForReports", on: plan.id, ask.submission)
            let report = try #require(try await office.all(Report.self) { $0.target == target.reference }.first)
            let liaison = board.desk("liaison", .liaison, in: Board.qianjiang, organisation: try #require(target.lead).id.text)
            let supervisor = board.desk("head", .supervisor, in: Board.qianjiang)
            let escalation = Escalation(board.engine)
            #expect(try await escalation.run() == 0)
            #expect(try await supervisor.inbox(limit: 1000).isEmpty)

            board.clock.set(Day(2023, 2, 16)!)
            #expect(try await escalation.run() > 0)
            #expect(try await supervisor.inbox(limit: 1000).contains { $0.subject == report.id.text && $0.isEscalated })
            #expect(try await liaison.inbox(limit: 1000).contains { $0.subject == report.id.text && $0.isEscalated }, "it stays with the unit that owes it")

            let filled = try await liaison.update(report) {
                $0.value = .some(55)
                $0.source = .some("认定名单")
            }
            let submitted = try await liaison.move(filled, step: "submit")
            #expect(try await !supervisor.inbox(limit: 1000).contains { $0.subject == report.id.text })
            #expect(try await !liaison.inbox(limit: 1000).contains { $0.subject == report.id.text })
            #expect(try await office.inbox(limit: 1000).contains { $0.subject == report.id.text })
            await #expect(throws: Refusal.self) { try await office.move(submitted, step: "return") }
            _ = try await office.move(submitted, step: "return", remark: "请附名单")
            let item = try #require(try await liaison.inbox(limit: 1000).first { $0.subject == report.id.text })
            #expect(item.state == "returned")
            // Five working days from Thursday 16 February 2023.
            #expect(item.due == Day(2023, 2, 23))
        }
    }

    @Test func aSumIsForecastFromItsYears() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            var draft = Draft<PlanBoard.Target>()
            draft.plan = plan.reference
            draft.code = "X1"
            draft.name = "科技成果登记"
            draft.unit = "项"
            draft.pattern = .sum
            draft.year = 2025
            draft.value = 50
            let target = try await office.create(draft)
            // Sums since 2021: 8, 17, 28, 40, so that the years brought 8, 9, 11, 12.
            for (year, sum) in [(2021, 8.0), (2022, 17), (2023, 28)] { try await steps.report(board, target, sum, asOf: Day(year, 12, 31)!) }
            var standing = try #require(try await PlanStanding(plan, desk: office).targets.first { $0.target.id == target.id })
            guard case .failure(let reason) = standing.forecast else {
                Issue.record("three years carry no forecast")
                return
            }
            #expect(reason == .tooFew(given: 3, needed: 4))
            try await steps.report(board, target, 40, asOf: Day(2024, 12, 31)!)
            standing = try #require(try await PlanStanding(plan, desk: office).targets.first { $0.target.id == target.id })
            let forecast = try standing.forecast.get()
            // The line through 8, 9, 11, 12 is 13.5 in 2025; by hand: slope 1.4, mean 10. With the 40 before it: 53.5.
            #expect(abs(forecast.expected - 53.5) < 1e-9)
            #expect(forecast.lower >= 40, "what came already does not go away")
            #expect(forecast.points == 4)
        }
    }

    @Test func aYearThatIsMissingInASumIsSaid() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            let target = try await board.target("T061", plan)
            for (year, sum) in [(2022, 3.0), (2024, 7)] { try await steps.report(board, target, sum, asOf: Day(year, 12, 31)!) }
            let standing = try #require(try await PlanStanding(plan, desk: office).targets.first { $0.target.id == target.id })
            guard case .failure(let reason) = standing.forecast else {
                Issue.record("a forecast from two sums")
                return
            }
            #expect(reason.statement.chinese.contains("不作预测"))
        }
    }

    @Test func growthWithoutABaseIsNotCalledDoneOrNot() async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.wuxi)
            let office = board.desk("office", .planOffice)
            let target = try #require(try await office.all(PlanBoard.Target.self) { $0.plan == plan.reference }.first { $0.pattern == .growth })
            let standing = try #require(try await PlanStanding(plan, desk: office).targets.first { $0.target.id == target.id })
            guard case .failure(let reason) = standing.forecast else {
                Issue.record("a forecast from nothing")
                return
            }
            #expect(reason == .tooFew(given: 0, needed: 4))
        }
    }
}
