import CreditRating
import Testing

@Suite("Rating firms by what they know")
struct RatingTests {
    private func byHand(_ points: [Int64]) throws -> Rating {
        let model = try #require(RatingModel.referenceByHand)
        return model.rate(Dictionary(uniqueKeysWithValues: zip(["ip", "rd", "talent", "product", "status", "operation"], points.map { $0 * 100 })))
    }

    @Test(
        "The worked examples of the policy rules",
        arguments: [([20, 21, 11, 12, 9, 8], 81, "B", 400), ([10, 12, 8, 7, 5, 6], 48, "E", 80), ([10, 10, 6, 6, 4, 4], 40, nil, 0)]
            as [([Int64], Int, String?, Int64)])
    func examples(points: [Int64], score: Int, grade: String?, limit: Int64) throws {
        let rating = try byHand(points)
        #expect(rating.score == score * 100)
        #expect(rating.grade?.code == grade)
        #expect(rating.limit == limit * 1_000_000)
        #expect(rating.reasons.first?.chinese.contains("示例模型") == true)
    }

    @Test(
        "Grades begin exactly at their score",
        arguments: [(8500, "A"), (8499, "B"), (7500, "B"), (6500, "C"), (5500, "D"), (4500, "E"), (4499, nil)] as [(Int64, String?)])
    func edges(score: Int64, grade: String?) throws {
        let model = try #require(RatingModel.referenceByHand)
        let rest = score - 2500 - 1500
        let points: [String: Int64] = [
            "ip": 2500, "talent": 1500, "rd": min(2500, rest), "product": min(1500, max(0, rest - 2500)), "status": max(0, rest - 4000), "operation": 0,
        ]
        let rating = model.rate(points)
        #expect(rating.score == Int(score))
        #expect(rating.grade?.code == grade)
    }

    @Test("No more is granted than the limit, less what is owed")
    func granted() throws {
        let gradeC = try byHand([20, 20, 10, 10, 5, 5])
        #expect(gradeC.grade?.code == "C")
        #expect(gradeC.grantable(350_000_000) == 300_000_000)
        #expect(gradeC.grantable(350_000_000, owed: 250_000_000) == 50_000_000)
        #expect(gradeC.grantable(100_000_000, owed: 400_000_000) == 0)
        #expect(try byHand([0, 0, 0, 0, 0, 0]).grantable(1) == 0)
    }

    private static let figures: [String: Int64] = [
        "classOneIP": 0, "classTwoIP": 3, "rdExpense": 260, "revenue": 5200, "technicalStaff": 20, "staff": 80, "newProductIncome": 1560, "isHighTech": 0,
        "isSpecialised": 0, "isTechnologySME": 1, "debt": 60, "assets": 100,
    ]

    private func rate(_ changes: [String: Int64] = [:], without missing: String = "") throws -> Rating {
        try #require(RatingModel.example).rate(Self.figures.merging(changes) { $1 }.filter { $0.key != missing })
    }

    @Test("From figures: every point has its figure, its band and the next one")
    func figures() throws {
        let rating = try rate()
        // IP 15, R&D 5.00 % 20, staff 25 % 12, new products 30 % 9, SME 5, debt 60 % 5.
        #expect(rating.groups.map(\.points) == [1500, 2000, 1200, 900, 500, 500])
        #expect(rating.score == 6600)
        #expect(rating.grade?.code == "C")
        let item = try #require(rating.groups[1].items.first)
        #expect(item.reason.chinese == "5%，达到 ≥ 5%，得 20 分；下一档 ≥ 6% 得 25 分")
        #expect(item.reason.english == "5%, within ≥ 5%: 20 points; from ≥ 6% on, 25")
    }

    @Test(
        "A band begins exactly at its bound, whatever binary fractions make of it",
        arguments: [(260, 5200, 2000), (259, 5200, 1500), (312, 5200, 2500), (5, 100, 2000)])
    func exact(expense: Int64, revenue: Int64, points: Int) throws {
        #expect(try rate(["rdExpense": expense, "revenue": revenue]).groups[1].points == points)
    }

    @Test("Where a lower figure is better, the bound itself still belongs to the band", arguments: [(55, 1000), (56, 500), (75, 500), (76, 0)])
    func lowerIsBetter(debt: Int64, points: Int) throws { #expect(try rate(["debt": debt]).groups[5].points == points) }

    @Test("What is missing counts 0 and says so; zero is a figure")
    func missing() throws {
        let rating = try rate(without: "rdExpense")
        #expect(rating.groups[1].items[0].points == nil)
        #expect(rating.score == 4600)
        #expect(rating.possibleScore == 7100)
        #expect(rating.reasons.contains { $0.chinese.contains("缺失") })
        #expect(try rate(["rdExpense": 0]).groups[1].items[0].points == 0)
        #expect(try rate(["revenue": 0]).groups[1].items[0].points == nil)
    }

    @Test("A group gives no more than its weight")
    func capped() throws {
        let rating = try rate(["classOneIP": 2, "classTwoIP": 9])
        #expect(rating.groups[0].points == 2500)
        #expect(rating.groups[0].reason.chinese == "各项合计 45，以 25 分为限")
    }

    @Test("A status lifts the grade once, not beyond the best; the negative list takes it away")
    func flags() throws {
        let base = try #require(RatingModel.example)
        let model = try #require(
            RatingModel(
                base.name, isExample: true, groups: base.groups, grades: base.grades,
                uplifts: [
                    RatingModel.Uplift("highTech", RatingWords("高新技术企业", "high-tech firm"), grades: 1),
                    RatingModel.Uplift("growing", RatingWords("高成长企业", "high-growth firm"), grades: 9),
                ], exclusions: ["dishonest": RatingWords("严重失信", "seriously dishonest")]))
        #expect(model.rate(Self.figures, flags: ["highTech"]).grade?.code == "B")
        #expect(model.rate(Self.figures, flags: ["highTech", "growing"]).grade?.code == "A")
        let excluded = model.rate(Self.figures, flags: ["highTech", "dishonest"])
        #expect(excluded.grade == nil && excluded.limit == 0)
        #expect(excluded.gradeByScore?.code == "C")
        #expect(excluded.reasons.last?.chinese == "负面清单：严重失信，不予评级")
    }

    @Test("A model that contradicts itself is refused")
    func refused() {
        let name = RatingWords("", "")
        let group = RatingModel.Group("a", name, most: 10, [])
        #expect(RatingModel(name, isExample: true, groups: [], grades: RatingModel.gradesOf2023) == nil)
        #expect(RatingModel(name, isExample: true, groups: [group, group], grades: RatingModel.gradesOf2023) == nil)
        #expect(RatingModel(name, isExample: true, groups: [group], grades: RatingModel.gradesOf2023.reversed()) == nil)
        #expect(RatingModel(name, isExample: true, groups: [group], grades: RatingModel.gradesOf2023) != nil)
    }
}
