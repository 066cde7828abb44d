@testable import Kernel
@testable import PlanBoard
import Testing

/// Universities, institutes and departments, appraised by quality, contribution and performance (P009).
@Suite struct AppraisalTests {
    private func scheme(_ office: Desk, weights: [Double]) async throws -> Row<AppraisalScheme> {
        var draft = Draft<AppraisalScheme>()
        draft.title = "科研机构绩效考核"
        draft.subject = .institute
        let scheme = try await office.create(draft)
        for (weight, dimension) in zip(weights, Criterion.Dimension.allCases) {
            var criterion = Draft<Criterion>()
            criterion.scheme = scheme.reference
            criterion.dimension = dimension
            criterion.name = dimension.rawValue
            criterion.weight = weight
            criterion.full = 20
            _ = try await office.create(criterion)
        }
        return scheme
    }

    @Test func aSchemeWhoseWeightsAreNotAHundredIsNotPutInForce() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let wrong = try await scheme(office, weights: [40, 30, 20])
            do {
                _ = try await office.move(wrong, step: "issue")
                Issue.record("90 is not 100")
            } catch { #expect((error as? Refusal)?.message.chinese == "权重合计为 90，应为 100") }
        }
    }

    @Test(arguments: Database.available) func aUnitFillsInTheOfficeSettlesAndEveryoneIsRanked(_ database: Database) async throws {
        try await withBoard(database) { board in
            let office = board.desk("office", .planOffice)
            let draft = try await scheme(office, weights: [40, 30, 30])
            let scheme = try await office.move(draft, step: "issue")
            let units = try await office.all(Organisation.self) { $0.region == Board.wuxi }.prefix(2).map(\.reference)
            var order = Draft<StartAppraisal>()
            order.units = units
            order.year = 2022
            order.due = Day(2023, 3, 1)!
            _ = try await office.carryOut("startAppraisal", on: scheme.id, order.submission)
            _ = try await office.carryOut("startAppraisal", on: scheme.id, order.submission)
            #expect(try await office.count(Appraisal.self) == 2, "a second time changes nothing")

            for (unit, values) in zip(units, [[10.0, 20, 40], [5, 10, 0]]) {
                let liaison = board.desk("liaison", .liaison, organisation: unit.id.text)
                let appraisal = try #require(try await liaison.all(Appraisal.self) { $0.unit == unit }.first)
                #expect(try await liaison.inbox(limit: 1000).contains { $0.subject == appraisal.id.text })
                await #expect(throws: Refusal.self) { try await liaison.move(appraisal, step: "submit") }
                let marks = try await liaison.all(Mark.self) { $0.appraisal == appraisal.reference }
                for (mark, value) in zip(marks, values) {
                    _ = try await liaison.update(mark) {
                        $0.value = .some(value)
                        $0.source = .some("年度报告")
                    }
                }
                let submitted = try await liaison.move(try await liaison.row(appraisal.reference), step: "submit")
                let first = try await liaison.row(marks[0].reference)
                await #expect(throws: Refusal.self, "what is being judged stays as it is") { try await liaison.update(first) { $0.value = .some(99) } }
                if unit == units[1] {
                    var review = Draft<MarkReview>()
                    review.mark = marks[2].reference
                    review.points = 12
                    review.reason = "另有获奖成果"
                    _ = try await office.create(review)
                }
                _ = try await office.move(submitted, step: "settle")
            }
            // 40 × 10/20 + 30 + 30 (never more than the weight) = 80; 40 × 5/20 + 30 × 10/20 + 12 by hand = 37.
            let totals = try await office.all(Appraisal.self).sorted { $0.id < $1.id }.map(\.total)
            #expect(totals == [80, 37])
            var blocks: [Block] = []
            for case .content(let content) in Page.schemeSheet.parts { blocks += try await content(Page.Question(desk: office, record: scheme.id)) }
            let ranking = try #require(tables(blocks).first { $0.title.chinese == "2022 年考核结果" })
            #expect(ranking.rows.map { $0.cells[0].phrases[0].label.chinese } == ["1", "2"])
            #expect(ranking.rows.map { $0.cells[3].phrases[0].label.chinese } == ["良", "差"])
        }
    }
}
