@testable import Kernel
@testable import PlanBoard
import Testing

/// What counts in a total: policy-rules §8.2 knows no progress without a base.
@Suite struct ScoringTests {
    private let steps = SevenStepsTests()

    @Test(arguments: [Round.Missing.zero, .leaveOut]) func whatCannotBeJudgedIsLeftOutAndSaysSo(_ missing: Round.Missing) async throws {
        try await withBoard(.sqlite) { board in
            let plan = try await board.plan(Board.qianjiang)
            let office = board.desk("office", .planOffice, in: Board.qianjiang)
            let targets = try await office.all(PlanBoard.Target.self) { $0.plan == plan.reference }
            let baseless = try #require(targets.first { $0.base == nil && $0.pattern == .levelUp && $0.value > 1 })
            try await steps.report(board, baseless, 1, asOf: Day(2022, 12, 31)!)
            try await steps.report(board, try #require(targets.first { $0.base == 37 }), 55, asOf: Day(2022, 12, 31)!)
            var draft = Draft<Round>()
            (draft.plan, draft.title, draft.type, draft.missing) = (plan.reference, "2022 年度监测评估", .annual, missing)
            draft.asOf = Day(2022, 12, 31)!
            let round = try await office.move(try await office.create(draft), step: "score")
            let score = try #require(try await office.all(Score.self) { $0.round == round.reference && $0.target == baseless.reference }.first)
            #expect(score.status == .unjudged)
            #expect(score.reason.contains("基期值") && score.reason.contains("不计入总分"), "the score says “\(score.reason)”")
            #expect(!score.isCounted(by: round))

            let total = try await RoundResult(round, desk: office).total.own
            let unknown = try await office.all(Score.self) { $0.round == round.reference && $0.status == .unknown }
            #expect(unknown.allSatisfy { $0.isCounted(by: round) == (missing == .zero) })
            // One target of weight w reached all its points: 100 of those that are judged, or its share of all but the one that cannot be.
            let share = missing == .leaveOut ? 100 : 100 / Double(targets.count - 1)
            #expect(abs((total ?? 0) - share) < 1e-9)

            // Points that somebody settled by hand count whatever could be judged.
            _ = try await office.update(score) {
                $0.corrected = .some(score.weight)
                $0.correction = .some("按台账核定")
            }
            let corrected = try await RoundResult(round, desk: office).total.own
            #expect(abs((corrected ?? 0) - (missing == .leaveOut ? 100 : 200 / Double(targets.count))) < 1e-9)
        }
    }
}
