import Testing

@testable import PlanMonitoring

@Suite("Projects that overlap")
struct OverlapTests {
    private static let projects = [
        ProjectText(id: 1, title: "云岭县林场智慧管理平台建设项目", content: "建设林场三维全息一张图，开发森林防火、病虫害监测等应用。"),
        ProjectText(id: 2, title: "云岭县智慧林场管理平台项目", content: "建设林场三维全息一张图及森林防火、病虫害监测系统。"),
        ProjectText(id: 3, title: "云岭县马铃薯良种繁育基地建设项目", content: "引进脱毒种薯，建设原原种繁育温室。"),
        ProjectText(id: 4, title: "云岭县智慧旅游平台建设项目", content: "建设景区客流监测和电子票务系统。"),
        ProjectText(id: 5, title: "中药材（独活）加工园", content: ""),
    ]

    @Test("The same platform under two titles is found, with what both say; others are not")
    func found() throws {
        let pairs = OverlapFinder.standard.pairs(among: Self.projects)
        #expect(pairs.map { [$0.first, $0.second] } == [[1, 2]])
        let pair = try #require(pairs.first)
        #expect(pair.sharedPhrases.contains("建设林场三维全息一张图"), "\(pair.sharedPhrases)")
        #expect(pair.sharedPhrases.contains("病虫害监测"), "\(pair.sharedPhrases)")
        #expect(pair.reason.statement.chinese.contains("共同表述：") && pair.reason.statement.english.contains("both say"))
    }

    @Test("Punctuation, width and capitals make no difference; a missing content leaves it to the titles")
    func folded() throws {
        let pairs = OverlapFinder.standard.pairs(among: [
            ProjectText(id: "a", title: "“５Ｇ＋工业互联网” 示范工厂"), ProjectText(id: "b", title: "5g+工业互联网示范工厂", content: "改造生产线。"), ProjectText(id: "c", title: ""),
        ])
        #expect(pairs.count == 1)
        // The break between 网 and 示 costs one pair of characters.
        #expect(try #require(pairs.first).similarity > 0.9)
        #expect(pairs.first?.contentSimilarity == nil)
        #expect(pairs.first?.sharedPhrases == ["工业互联网", "示范工厂"])
    }

    @Test("Common words weigh little: alike only in 建设项目 is not alike")
    func common() {
        let names = ["水库", "公路", "医院", "学校", "桥梁", "机场", "码头", "电站"]
        let pairs = OverlapFinder.standard.pairs(among: names.enumerated().map { ProjectText(id: $0, title: "全县\($1)工程建设项目") })
        #expect(pairs.isEmpty, "\(pairs.map(\.similarity))")
    }

    @Test("The index misses nothing: the same pairs as comparing all with all", arguments: [0.2, 0.5, 0.8])
    func complete(threshold: Double) throws {
        var random = SeededGenerator(seed: UInt64(threshold * 10))
        let words = ["智慧", "林场", "农业", "平台", "建设", "项目", "监测", "预警", "中药材", "加工", "示范", "基地", "旅游", "数据", "中心", "地灾", "马铃薯", "物流", "检测", "培训"]
        func sentence(_ length: Int) -> String { (0..<length).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined() }
        let projects = (0..<150).map { ProjectText(id: $0, title: sentence(3), content: Bool.random(using: &random) ? sentence(6) : "") }
        let found = try #require(OverlapFinder(threshold: threshold, limit: 100_000)).pairs(among: projects)
        let titles = PairIndex(projects.map { ComparedText($0.title, limit: 200) }, threshold: threshold)
        let contents = PairIndex(projects.map { ComparedText($0.content, limit: 2000) }, threshold: threshold)
        var expected: Set<[Int]> = []
        for second in projects.indices {
            for first in 0..<second {
                let title = titles.similarity(first, second)
                let hasBoth = !projects[first].content.isEmpty && !projects[second].content.isEmpty
                if (hasBoth ? (title + contents.similarity(first, second)) / 2 : title) >= threshold - 1e-12 { expected.insert([first, second]) }
            }
        }
        #expect(!expected.isEmpty)
        #expect(Set(found.map { [$0.first, $0.second] }) == expected)
        #expect(found.map(\.similarity) == found.map(\.similarity).sorted(by: >))
    }

    @Test("Similarity is 1 with itself, 0 without common pairs, and the limit keeps the most similar")
    func limits() throws {
        let index = PairIndex(["智慧林场", "智慧林场", "马铃薯", ""].map { ComparedText($0, limit: 100) }, threshold: 0.5)
        #expect(index.similarity(0, 1) == 1 && index.similarity(0, 2) == 0 && index.similarity(0, 3) == 0)
        let alike = (0..<60).map { ProjectText(id: $0, title: "智慧林场平台") }
        #expect(try #require(OverlapFinder(limit: 5)).pairs(among: alike).map { [$0.first, $0.second] } == [[0, 1], [0, 2], [0, 3], [0, 4], [0, 5]])
        #expect(OverlapFinder(threshold: 0) == nil && OverlapFinder(limit: 0) == nil)
    }
}

@Suite("Spending against its plan")
struct SpendingTests {
    private static let wan = 1_000_000

    @Test("By the end of June 2023 a project of 2022 and 2023 should have spent the first year and half of the second")
    func planned() throws {
        let plan = try #require(SpendingPlan(yearly: [2022: 300 * Self.wan, 2023: 500 * Self.wan, 2024: 200 * Self.wan]))
        #expect(try plan.planned(by: month(2021, 12)) == 0)
        #expect(try plan.planned(by: month(2022, 12)) == 300 * Self.wan)
        #expect(try plan.planned(by: month(2023, 6)) == 550 * Self.wan)
        #expect(try plan.planned(by: month(2030, 1)) == plan.total)
        let status = try plan.compare(paid: 440 * Self.wan, at: month(2023, 6))
        #expect(status.variance == -110 * Self.wan && status.scheduleRate == 0.8 && status.budgetRate == 0.44 && status.light == .yellow)
        #expect(status.reason.statement.chinese == "截至 2023-06，应支出 550 万元，已支出 440 万元；序时执行率 80%，少支 110 万元。")
    }

    @Test("A project that runs from September spends its first year in four months")
    func shortYear() throws {
        let run = try #require(PlanTerm(from: month(2022, 9), through: month(2023, 3)))
        let plan = try #require(SpendingPlan(yearly: [2022: 400, 2023: 300], term: run))
        #expect(try plan.planned(by: month(2022, 8)) == 0)
        #expect(try plan.planned(by: month(2022, 9)) == 100)
        #expect(try plan.planned(by: month(2023, 1)) == 500)
        #expect(try plan.planned(by: month(2023, 6)) == 700)
        #expect(try #require(SpendingPlan(total: 700, over: run)).yearly == [2022: 400, 2023: 300])
    }

    @Test("More than the whole plan is red, before the plan nothing is judged, and impossible amounts are refused")
    func ends() throws {
        let plan = try #require(SpendingPlan(yearly: [2022: 100]))
        #expect(try plan.compare(paid: 101, at: month(2022, 12)).light == .red)
        #expect(try plan.compare(paid: 0, at: month(2021, 12)).light == nil)
        #expect(try plan.compare(paid: .min, at: month(2022, 12)).light == .red)
        #expect(SpendingPlan(yearly: [2022: -1]) == nil && SpendingPlan(yearly: [2022: .max]) == nil && SpendingPlan(yearly: [0: 1]) == nil)
    }

    @Test("For any total and term no fen is lost and nothing is ever taken back")
    func properties() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let first = try month(Int.random(in: 2020...2022, using: &random), Int.random(in: 1...12, using: &random))
            let last = try month(Int.random(in: 2023...2030, using: &random), Int.random(in: 1...12, using: &random))
            let total = Int.random(in: 0...100_000_000_000_000_000, using: &random)
            let run = try #require(PlanTerm(from: first, through: last))
            let plan = try #require(SpendingPlan(total: total, over: run))
            #expect(plan.total == total)
            var before = 0
            for year in 2020...2030 {
                for number in 1...12 {
                    let now = try plan.planned(by: month(year, number))
                    #expect(now >= before)
                    before = now
                }
            }
            #expect(before == total)
        }
    }
}
