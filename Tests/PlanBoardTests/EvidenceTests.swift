@testable import Kernel
@testable import PlanBoard
import Testing

/// Each figure on each page opens to its records, and comes out of them again.
@Suite struct EvidenceTests {
    @Test func everyFigureOnEveryPageOpensToItsRecords() async throws {
        try await withBoard(.sqlite) { board in
            try await fill(board)
            let desk = board.desk("office", .planOffice, in: Region("50"))
            var opened: [String: Int] = [:]
            for page in Application.planBoard.pages {
                var audit = FigureAudit(desk, page: page.code)
                for (record, choices) in try await visits(to: page, desk) { try await audit.look(try await content(page, record, desk, choices)) }
                for complaint in audit.complaints.prefix(12) { Issue.record("\(complaint)") }
                opened[page.code, default: 0] += audit.opened
            }
            for (page, count) in opened.sorted(by: { $0.key < $1.key }) { print("\(page): \(count) figures opened") }
            for code in [
                "overview", "plans", "monitoring", "works", "coverage-all", "units", "platforms", "responsibility", "review", "coverage", "sheet", "project",
                "appraisals", "scheme", "marks", "scores", "report", "bulletin", "advices", "advice", "procedures",
            ] {
                #expect(opened[code, default: 0] >= 4, "the page \(code) shows hardly any figure that could be opened")
            }
        }
    }

    /// A unit sees its own part of everything, and its figures open to that part.
    @Test func figuresAreThoseOfWhoeverLooks() async throws {
        try await withBoard(.sqlite) { board in
            try await fill(board)
            let desk = board.desk("liaison", .liaison, in: Board.wuxi, organisation: "somewhere")
            for page in [Page.overview, .monitoring, .works, .units] {
                var audit = FigureAudit(desk, page: page.code)
                try await audit.look(try await content(page, nil, desk))
                #expect(audit.complaints.isEmpty)
                #expect(audit.opened > 10)
            }
        }
    }

    @Test func theAuditFindsWhatRestsOnNothing() async throws {
        try await withBoard(.sqlite) { board in
            let desk = board.desk("office", .planOffice)
            func complaints(_ blocks: Block...) async throws -> [String] {
                var audit = FigureAudit(desk, page: "made up")
                try await audit.look(blocks)
                return audit.complaints
            }
            #expect(try await complaints(.facts([Fact(Label("项目", en: "Projects"), "12")])).count == 1)
            #expect(try await complaints(.paragraph("共 12 个项目", en: "12 projects")).count == 1)
            #expect(try await complaints(.paragraph("2025 年的项目", en: "projects of 2025")).isEmpty)
            let column = Table.Column(Label("项目", en: "Projects"), isNumber: true)
            #expect(try await complaints(.table(Table(Label("表", en: "Table"), columns: [column], rows: [Table.Row(["2025"])]))).count == 1)
            let some = try await desk.find(Project.self)
            #expect(try await complaints(.facts([Fact(Label("项目", en: "Projects"), some.howMany)])).isEmpty)
            // Fewer records than the condition finds: the page would show what its list does not.
            let fewer = Found(Array(some.dropFirst()), by: some.condition)
            #expect(try await complaints(.facts([Fact(Label("项目", en: "Projects"), fewer.howMany)])).count == 1)
            // Leads to other records than those that were counted.
            #expect(try await complaints(.facts([Fact(Label("项目", en: "Projects"), some.howMany, link: fewer.only { _ in false }.link)])).count == 1)
        }
    }

    // MARK: what there is to see

    /// Everything that pages have figures of: a demonstration, an evaluation with an outside view and a correction, a plan under review, platforms.
    private func fill(_ board: Board) async throws {
        board.clock.set(Day(2024, 2, 1)!)
        try await Samples.make(board.engine.desk(for: .system(in: Region("50"))))
        let office = board.desk("office", .planOffice)
        let plan = try await board.plan(Board.wuxi)
        let round = try #require(try await board.system.all(Round.self) { $0.plan == plan.reference }.first)
        let score = try #require(try await board.system.all(Score.self) { $0.round == round.reference && $0.lead.isFilled }.first)
        try await board.system.together { changes in
            var outside = Draft<ThirdPartyScore>()
            (outside.round, outside.unit, outside.agency, outside.points, outside.grounds) = (round.reference, score.lead ?? nil, "某评估机构", 81.5, "现场核查，材料齐全")
            try changes.create(outside, region: Board.wuxi)
            for (name, category, level) in [("试验台", Platform.Category.research, Platform.Level.county), ("孵化器", .incubation, .municipal)] {
                var platform = Draft<Platform>()
                (platform.name, platform.category, platform.level, platform.matrix) = (name, category, level, .some(.base))
                try changes.create(platform, region: Board.wuxi)
            }
            var base = Draft<TestBase>()
            (base.name, base.category, base.level, base.achievements) = ("某园区", .farm, .county, 7)
            try changes.create(base, region: Board.wuxi)
            var amendment = Draft<Amendment>()
            (amendment.plan, amendment.subject, amendment.newValue, amendment.reason) = (plan.reference, "调整一项目标", .some(72.5), "统计口径有变化")
            try changes.create(amendment, region: Board.wuxi)
        }
        for platform in try await office.all(Platform.self) { _ = try await office.move(try await office.move(platform, step: "build"), step: "recognise") }
        _ = try await office.update(score) { draft in
            draft.corrected = .some(0.5)
            draft.correction = .some("材料不全，酌减")
        }
        try await share(board, office, plan)
        try await appraise(board, office)
        let text = "云岭县科技创新“十四五”规划\n\n一、发展目标\n\n到2025年，高新技术企业达到80家，全社会研发经费投入占地区生产总值比重达到2%。\n\n二、重点任务\n\n（一）培育创新主体。建设科技企业孵化器。\n"
        let file = try await board.upload(text, named: "云岭.txt", by: office)
        var order = Draft<TakeIn>()
        order.document = file
        order.from = .some(2021)
        order.to = .some(2025)
        _ = try await office.carryOut("takeIn", order.submission)
    }

    /// A target that two units share, each with what was verified of it.
    private func share(_ board: Board, _ office: Desk, _ plan: Row<Plan>) async throws {
        let target = try #require(try await office.all(Target.self) { $0.plan == plan.reference }.first { $0.isAddedUp && $0.lead != nil && $0.value > 10 })
        var order = Draft<ShareOut>()
        order.units = try await office.all(Organisation.self) { $0.region == Board.wuxi }.prefix(2).map(\.reference)
        order.method = .linear
        _ = try await office.carryOut("shareOut", on: target.id, order.submission)
        try await board.system.together { changes in
            for (number, share) in try changes.rows(UnitShare.self, where: { $0.target == target.reference }).enumerated() {
                var report = Draft<Report>()
                (report.target, report.subject, report.unit, report.state) = (target.reference, "2023 年 \(share.name)", share.unit.id.text, .verified)
                (report.asOf, report.due, report.value) = (Day(2023, 12, 31)!, Day(2024, 1, 31)!, .some(Double(3 + number)))
                try changes.create(report, region: Board.wuxi, organisation: share.unit.id.text)
            }
        }
    }

    /// A unit that was appraised by two criteria, one of them settled by hand.
    private func appraise(_ board: Board, _ office: Desk) async throws {
        var draft = Draft<AppraisalScheme>()
        (draft.title, draft.subject) = ("科研机构绩效考核", .institute)
        let scheme = try await office.create(draft)
        for (weight, dimension) in [(60.0, Criterion.Dimension.quality), (40, .performance)] {
            var criterion = Draft<Criterion>()
            (criterion.scheme, criterion.dimension, criterion.name, criterion.weight, criterion.full) = (
                scheme.reference, dimension, dimension.rawValue, weight, 20
            )
            _ = try await office.create(criterion)
        }
        _ = try await office.move(scheme, step: "issue")
        var order = Draft<StartAppraisal>()
        order.units = try await office.all(Organisation.self) { $0.region == Board.wuxi }.prefix(2).map(\.reference)
        (order.year, order.due) = (2023, Day(2024, 3, 1)!)
        _ = try await office.carryOut("startAppraisal", on: scheme.id, order.submission)
        try await board.system.together { changes in
            for (number, mark) in try changes.rows(Mark.self).enumerated() { try changes.update(mark.reference) { $0.value = .some(Double(4 + number * 3)) } }
        }
    }

    /// The records and choices with which a page is looked at.
    private func visits(to page: Page, _ desk: Desk) async throws -> [(RecordID?, [String: String])] {
        let plans = try await desk.all(Plan.self)
        switch page.subject {
        case nil:
            if page.code == "responsibility" {
                let units = Set(try await desk.all(Target.self).compactMap(\.lead) + desk.all(Project.self).compactMap(\.lead))
                return plans.filter { $0.state == .inForce }.flatMap { plan in
                    units.sorted { $0.id < $1.id }.prefix(8).map { (nil, [Choices.plan: plan.id.text, Choices.unit: $0.id.text]) }
                }
            }
            return plans.filter { $0.state == .inForce }.map { (nil, [Choices.plan: $0.id.text]) } + [(nil, [:])]
        case "plan":
            let shows = page.code == "review" ? ["target", "task", "project", "finding"] : [""]
            return plans.flatMap { plan in shows.map { (plan.id, ["show": $0]) } }
        case "target": return try await desk.all(Target.self).prefix(25).map { ($0.id, [:]) }
        case "project": return try await desk.all(Project.self).prefix(12).map { ($0.id, [:]) }
        case "planTask": return try await desk.all(PlanTask.self).prefix(12).map { ($0.id, [:]) }
        case "appraisalScheme": return try await desk.all(AppraisalScheme.self).map { ($0.id, [:]) }
        case "advice": return try await desk.all(Advice.self).map { ($0.id, [:]) }
        case "appraisal": return try await desk.all(Appraisal.self).map { ($0.id, [:]) }
        default: return try await desk.all(Round.self).map { ($0.id, [:]) }
        }
    }

    private func content(_ page: Page, _ record: RecordID?, _ desk: Desk, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }
}
