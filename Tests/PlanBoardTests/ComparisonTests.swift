@testable import Kernel
@testable import PlanBoard
import Testing

/// What a revision changed: in targets, projects, tasks and clauses.
@Suite struct ComparisonTests {
    static let before = """
        云岭县科技创新“十四五”规划

        一、发展目标

        到2025年，高新技术企业达到80家，全社会研发经费投入占地区生产总值比重达到2%。

        二、重点任务

        （一）培育创新主体。建设科技企业孵化器，引进科技型企业。

        （二）发展科技金融。设立科技创新基金。
        """

    static let after = """
        云岭县科技创新“十四五”规划

        一、发展目标

        到2025年，高新技术企业达到90家，科技型企业达到300家。

        二、重点任务

        （一）培育创新主体。建设科技企业孵化器，引进科技型企业。

        （二）推进成果转化。建设中试基地。
        """

    private func table(_ title: String, _ plan: Row<Plan>, _ desk: Desk) async throws -> [[String]] {
        var blocks: [Block] = []
        for case .content(let content) in Page.comparison.parts { blocks += try await content(Page.Question(desk: desk, record: plan.id)) }
        let table = try #require(tables(blocks).first { $0.title.chinese == title })
        return table.rows.map { row in row.cells.map { $0.phrases.map(\.label.chinese).joined() } }
    }

    @Test(arguments: Database.available) func whatIsNewChangedAndGoneIsShownBeforeAndAfterPublishing(_ database: Database) async throws {
        try await withBoard(database) { board in
            let steps = SevenStepsTests()
            let office = board.desk("office", .planOffice)
            let first = try await steps.takeIn(board, office, Self.before)
            for extract in try await office.all(Extract.self, where: { $0.plan == first.reference }) { _ = try await office.move(extract, step: "accept") }
            let inForce = try await office.move(try await office.row(first.reference), step: "publish")
            let tasks = try await office.all(PlanTask.self) { $0.plan == first.reference }
            #expect(!tasks.isEmpty)
            let second = try await steps.takeIn(board, office, Self.after, revising: inForce)

            for isPublished in [false, true] {
                if isPublished {
                    for extract in try await office.all(Extract.self, where: { $0.plan == second.reference }) {
                        _ = try await office.move(extract, step: "accept")
                    }
                    _ = try await office.move(try await office.row(second.reference), step: "publish")
                }
                let plan = try await office.row(second.reference)
                let targets = try await table("指标", plan, office)
                #expect(targets.first { $0[0].contains("高新技术企业") }?[1...] == ["调整", "目标值：80 家　", "目标值：90 家　"], "published: \(isPublished)")
                #expect(targets.first { $0[0] == "科技型企业" }?[1] == "新增")
                #expect(targets.first { $0[0].contains("研发经费") }?[1] == "取消")
                #expect(targets.count == 3)
                let clauses = try await table("条款", plan, office)
                #expect(clauses.contains { $0[0].contains("发展目标") && $0[1] == "调整" })
                #expect(!clauses.contains { $0[0].contains("培育创新主体") }, "what stayed as it was is not listed")
                let works = try await table("任务", plan, office)
                #expect(works.contains { $0[0].contains("中试基地") && $0[1] == "新增" })
                #expect(works.contains { $0[0].contains("基金") && $0[1] == "取消" })
                #expect(!works.contains { $0[0].contains("孵化器") })
            }
        }
    }

    @Test func aProjectWhoseMoneyPeriodAndUnitChangedSaysEach() async throws {
        try await withBoard(.sqlite) { board in
            let office = board.desk("office", .planOffice)
            let old = try await board.plan(Board.wuxi)
            var draft = Draft<Plan>()
            draft.title = old.title
            draft.code = old.code
            draft.edition = 1
            draft.from = old.from
            draft.to = old.to
            draft.replaces = .some(old.reference)
            draft.state = .inForce
            let (plan, project) = try await board.engine.desk(for: .system(in: Board.wuxi)).together { [draft] changes in
                let plan = try changes.create(draft)
                let before = try changes.rows(Project.self) { $0.plan == old.reference }[0]
                let unit = try changes.rows(Organisation.self) { $0.region == Board.wuxi }.first { $0.reference != before.lead }
                var project = Draft<Project>()
                project.plan = plan.reference
                project.name = before.name
                project.from = before.from
                project.to = before.to + 1
                project.investment = .some(Money(wan: 12))
                project.content = .some(before.content)
                project.lead = .some(unit?.reference)
                return (plan, try changes.create(project))
            }
            let rows = try await table("项目", plan, office)
            let row = try #require(rows.first { $0[0] == project.name })
            #expect(row[1] == "调整")
            #expect(row[3].contains("投资：12 万元") && row[3].contains("年限：\(project.from)—\(project.to)") && row[3].contains("责任单位："))
            #expect(rows.count { $0[1] == "取消" } == 20)
        }
    }
}
