import Kernel
import Registers

extension Page {
    /// 科技项目总览: calls on their way, projects that run, and what is late.
    static let projects = Page("projects", "项目总览", en: "Projects", for: .all(.read, PeerReview.self), isReport: true, isFront: true) { question in
        try await ProjectsOverview(question).blocks
    }
}

private struct ProjectsOverview {
    let today: Day
    let calls: Found<ProjectCall>
    let applications: Found<ProjectApplication>
    let contracts: Found<ProjectContract>
    let milestones: Found<ProjectMilestone>
    let payments: Found<ProjectPayment>
    let stopped: Found<DuplicateFinding>
    let challenges: Found<Challenge>?
    let supported: Found<SupportedProject>

    init(_ question: Page.Question) async throws {
        let (desk, day) = (question.desk, question.now.day)
        today = day
        calls = try await desk.find(ProjectCall.self)
        applications = try await desk.find(ProjectApplication.self, bound: 100_000) { $0.state != ProjectApplication.State.draft }
        contracts = try await desk.find(ProjectContract.self, bound: 100_000)
        milestones = try await desk.find(ProjectMilestone.self, bound: 100_000) { $0.state.isIn(ProjectMilestone.State.open) }
        payments = try await desk.find(ProjectPayment.self, bound: 100_000)
        stopped = try await desk.find(DuplicateFinding.self) { $0.state == .found && $0.isStopped == true }
        challenges = desk.catalog.schema("challenge").map { desk.actor.may(.read, $0) } == true ? try await desk.find(Challenge.self) : nil
        supported = try await desk.find(SupportedProject.self, bound: 100_000)
    }

    var blocks: [Block] {
        let day = today
        let waiting = applications.narrowed { $0.state == .submitted }
        let late = milestones.narrowed { $0.due < day }
        let over = contracts.narrowed { $0.state == .running && $0.ends < day }
        let running = contracts.narrowed { $0.state == .running }
        let due = payments.narrowed { $0.state == .due }
        return [
            .facts([
                Fact(Label("待形式审查", en: "To be checked"), waiting.howMany, unit: "项", tone: waiting.isEmpty ? .good : .warning),
                Fact(Label("待判定重复", en: "Overlaps to decide"), stopped.howMany, unit: "项", tone: stopped.isEmpty ? .good : .warning),
                Fact(Label("在研项目", en: "Running"), running.howMany, unit: "项"),
                Fact(Label("待拨付", en: "To be paid"), Derived(due, Numeral(decimals: 6)) { $0.reduce(0) { $0 + $1.amount.wan } }, unit: "万元"),
                Fact(Label("逾期里程碑", en: "Late milestones"), late.howMany, unit: "个", tone: late.isEmpty ? .good : .bad),
                Fact(Label("超期未验收", en: "Past their end"), over.howMany, unit: "项", tone: over.isEmpty ? .good : .bad),
            ]),
            .deeds([
                .new(ProjectCall.self), .new(Challenge.self), .new(ReviewExpert.self), .operation("drawSupervision"), .new(IntegrityCase.self),
                .new(OverlapStandard.self, ["from": today.description]),
            ]),
            .table(callTable), .table(projectTable), .table(lateTable(late)),
        ] + (challenges.map { [.table(challengeTable($0))] } ?? []) + [.table(funderTable)]
    }

    private var callTable: Table {
        Table(
            Label("申报指南", en: "Calls"),
            columns: [
                .text("指南", "Call", 4), .text("状态", "State"), .text("截止", "Closes"), .number("申报", "Applications"), .number("待审查", "To check"),
                .number("评审中", "In review"), .number("立项", "Approved"), .number("预算（万元）", "Budget (10k)"), .number("立项额（万元）", "Granted (10k)"),
            ],
            rows: calls.sorted { $0.closes > $1.closes }.prefix(40).map { call in
                let own = applications.narrowed { $0.call == call.reference }
                return Table.Row([
                    Table.Cell(Phrase(call.title, of: call, page: "callSheet")), Table.Cell(Phrase(call.state.label)),
                    Table.Cell(Phrase(call.said { $0.closes })),
                    Table.Cell(Phrase(own.howMany)), Table.Cell(Phrase(own.narrowed { $0.state == .submitted }.howMany)),
                    Table.Cell(Phrase(own.narrowed { $0.state == .inReview }.howMany)), Table.Cell(Phrase(own.narrowed { $0.state == .approved }.howMany)),
                    Table.Cell(Phrase(call.said { $0.budget })), Table.Cell(Phrase(own.sum(Numeral(decimals: 6)) { $0.granted?.wan })),
                ])
            })
    }

    private var projectTable: Table {
        Table(
            Label("任务书", en: "Contracts"),
            columns: [
                .text("项目", "Project", 4), .text("承担单位", "Holder", 2), .text("状态", "State"), .text("结束", "Ends", 1.5), .number("财政资金（万元）", "Grant (10k)"),
                .number("已拨", "Paid"), .number("已支出", "Spent"),
            ],
            rows: contracts.sorted { ($0.state.code, $0.ends) < ($1.state.code, $1.ends) }.prefix(60).map { contract in
                let whole = Double(max(1, (contract.grant + contract.own).fen))
                return Table.Row([
                    Table.Cell(Phrase(contract.title, of: contract, page: "contractSheet")), Table.Cell(Phrase(contract.holder)),
                    Table.Cell(Phrase(contract.state.label)),
                    Table.Cell(Phrase(contract.said { $0.ends }, tone: contract.state == .running && contract.ends < today ? .bad : nil)),
                    Table.Cell(Phrase(contract.said { $0.grant })),
                    Table.Cell(Phrase(contract.said { $0.paid }), share: min(1, Double(contract.paid.fen) / Double(max(1, contract.grant.fen)))),
                    Table.Cell(Phrase(contract.said { $0.spent }), share: min(1, Double(contract.spent.fen) / whole)),
                ])
            })
    }

    private func lateTable(_ late: Found<ProjectMilestone>) -> Table {
        let projects = Dictionary(contracts.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("逾期里程碑", en: "Late milestones"),
            columns: [.text("里程碑", "Milestone", 3), .text("项目", "Project", 4), .text("承担单位", "Holder", 2), .text("期限", "Due", 1.5), .text("状态", "State")],
            rows: late.sorted { $0.due < $1.due }.prefix(40).map { milestone in
                let project = projects[milestone.contract]
                return Table.Row([
                    Table.Cell(Phrase(milestone.title, of: milestone)), Table.Cell(project.map { Phrase($0.title, of: $0, page: "contractSheet") } ?? "—"),
                    Table.Cell(Phrase(project?.holder ?? "—")), Table.Cell(Phrase(milestone.said { $0.due }, tone: .bad)),
                    Table.Cell(Phrase(milestone.state.label)),
                ])
            })
    }

    private func challengeTable(_ challenges: Found<Challenge>) -> Table {
        Table(
            Label("揭榜挂帅", en: "Challenges"),
            columns: [
                .text("榜单", "Challenge", 4), .text("需求单位", "Wanted by", 2), .text("状态", "State"), .text("揭榜截止", "Bids until"), .number("榜额（万元）", "Prize (10k)"),
            ],
            rows: challenges.sorted { $0.bidsUntil > $1.bidsUntil }.prefix(40).map { challenge in
                Table.Row([
                    Table.Cell(Phrase(challenge.title, of: challenge, strong: true)), Table.Cell(Phrase(challenge.demander)),
                    Table.Cell(Phrase(challenge.state.label)),
                    Table.Cell(Phrase(challenge.said { $0.bidsUntil })), Table.Cell(Phrase(challenge.said { $0.prize })),
                ])
            })
    }

    /// What every department has supported: the one index against double support.
    private var funderTable: Table {
        let funders = Set(supported.map(\.funder)).sorted()
        return Table(
            Label("各部门财政支持项目（查重库）", en: "Supported by department (what is compared with)"),
            columns: [.text("支持部门", "Funder", 3), .number("项目", "Projects"), .number("财政资金（万元）", "Public money (10k)")],
            rows: funders.prefix(40).map { funder in
                let own = supported.narrowed { $0.funder == funder }
                return Table.Row([
                    Table.Cell(Phrase(funder)), Table.Cell(Phrase(own.howMany)), Table.Cell(Phrase(own.sum(Numeral(decimals: 6)) { $0.amount.wan })),
                ])
            }, note: Label("各部门在“财政支持项目”登记或导入，申报时自动比对。", en: "Departments enter or import them; every application is compared with them."))
    }
}
