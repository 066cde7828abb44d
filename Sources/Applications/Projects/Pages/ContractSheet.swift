import Kernel
import Registers

extension Page {
    /// 项目工作台: one project with its milestones, money, reports, outputs and data.
    static let contractSheet = Page("contractSheet", "项目工作台", en: "Project", of: ProjectContract.self, isReport: true) { contract, question in
        let (desk, today) = (question.desk, question.now.day)
        let milestones = try await desk.find(ProjectMilestone.self) { $0.contract == contract.reference }
        let payments = try await desk.find(ProjectPayment.self) { $0.contract == contract.reference }
        let budgets = try await desk.find(ProjectBudget.self) { $0.contract == contract.reference }
        let expenses = try await desk.find(ProjectExpense.self) { $0.contract == contract.reference }
        let id = ["contract": contract.id.text]
        var blocks: [Block] = [
            .paragraph([
                Phrase(contract.saying { Label("\($0.number) · \($0.holder) · ", en: "\($0.number) · \($0.holder) · ") }),
                Phrase(contract.state.label, isStrong: true),
                Phrase(
                    contract.saying {
                        Label(
                            " · \($0.starts) 至 \($0.ends)\($0.isLumpSum ? " · 包干制" : "")",
                            en: " · \($0.starts) to \($0.ends)\($0.isLumpSum ? " · lump sum" : "")")
                    }),
            ]),
            .facts([
                Fact(Label("财政资金", en: "Grant"), contract.said { $0.grant }, unit: "万元"),
                Fact(Label("自筹", en: "Own money"), contract.said { $0.own }, unit: "万元"),
                Fact(
                    Label("已拨付", en: "Paid"), contract.said { $0.paid }, unit: "万元", share: contract.said { Double($0.paid.fen) / Double(max(1, $0.grant.fen)) }
                ),
                Fact(
                    Label("已支出", en: "Spent"), contract.said { $0.spent }, unit: "万元",
                    share: contract.said { Double($0.spent.fen) / Double(max(1, ($0.grant + $0.own).fen)) }),
                Fact(
                    Label("里程碑", en: "Milestones"), milestones.narrowed { $0.state == .accepted }.howMany, unit: "个",
                    note: Phrase(milestones.saying { Label("共 \($0.count) 个", en: "of \($0.count)") })),
            ]),
            .deeds(
                // What comes of a project comes after it as well.
                [.accepted, .closed].contains(contract.state)
                    ? [.new(ProjectOutput.self, id), .new(ResearchDataSet.self, id)]
                    : contract.state != .running
                        ? [
                            .move(contract, "confirm"), .move(contract, "sign"), .move(contract, "return"), .edit(contract),
                        ] + (contract.state == .drafting ? [.new(ProjectMilestone.self, id), .new(ProjectBudget.self, id)] : [])
                        : [
                            .new(ProjectExpense.self, id.merging(["day": today.description]) { first, _ in first }),
                            .new(ProjectReport.self, id.merging(["asOf": today.description, "title": contract.title]) { first, _ in first }),
                            .new(ProjectChange.self, id),
                            .new(ProjectOutput.self, id), .new(ResearchDataSet.self, id),
                            .new(ProjectAcceptance.self, id.merging(["title": contract.title]) { first, _ in first }),
                            .new(IntegrityDeduction.self, id.merging(["subject": contract.holder, "notifiedOn": today.description]) { first, _ in first }),
                        ]),
            .cards(milestones.sorted { $0.ordinal < $1.ordinal }.map { card($0, today) }),
            .table(money(payments)),
        ]
        blocks.append(contract.isLumpSum ? .table(spending(expenses)) : .beside([.table(spending(expenses))], [.table(headings(budgets))]))
        return blocks + [.table(try await course(of: contract, desk))]
    }

    private static func card(_ milestone: Row<ProjectMilestone>, _ today: Day) -> Card {
        let isLate = ProjectMilestone.State.open.contains(milestone.state) && milestone.due < today
        return Card(
            Phrase("\(milestone.ordinal). \(milestone.title)", of: milestone, strong: true),
            tags: [Phrase(milestone.state.label, tone: isLate ? .bad : milestone.state == .accepted ? .good : nil)],
            lines: milestone.result.map { [[Phrase($0)]] } ?? [],
            fields: [
                (Label("期限", en: "Due"), Phrase(milestone.said { $0.due }, tone: isLate ? .bad : nil)),
                (Label("拨款比例", en: "Share"), Phrase(milestone.said(.percent) { Double($0.share) / 100 })),
                (Label("拨款额（万元）", en: "Amount (10k)"), Phrase(milestone.said { $0.amount })),
            ],
            deeds: ([.accepted, .failed].contains(milestone.state) ? [] : [.edit(milestone)]) + [
                .move(milestone, "report"), .move(milestone, "again"), .move(milestone, "accept"), .move(milestone, "correct"), .move(milestone, "fail"),
            ],
            tone: isLate ? .bad : milestone.state == .accepted ? .good : .calm, isSimulated: milestone.meta.isSimulated)
    }

    private static func money(_ payments: Found<ProjectPayment>) -> Table {
        Table(
            Label("拨款", en: "Payments"), columns: [.text("事由", "For", 4), .number("金额（万元）", "Amount (10k)"), .text("日期", "Day"), .text("状态", "State")],
            rows: payments.sorted { $0.day < $1.day }.map { payment in
                Table.Row([
                    Table.Cell(Phrase(payment.purpose, of: payment, strong: true)), Table.Cell(Phrase(payment.said { $0.amount })),
                    Table.Cell(Phrase(payment.said { $0.day })),
                    Table.Cell(Phrase(payment.state.label, tone: payment.state == .paid ? .good : nil)),
                ])
            })
    }

    private static func spending(_ expenses: Found<ProjectExpense>) -> Table {
        Table(
            Label("支出", en: "Expenses"),
            columns: [.text("用途", "For", 4), .text("科目", "Heading", 1.4), .number("金额（万元）", "Amount (10k)"), .text("日期", "Day"), .text("状态", "State")],
            rows: expenses.sorted { $0.day > $1.day }.prefix(100).map { expense in
                Table.Row([
                    Table.Cell(Phrase(expense.purpose, of: expense, strong: true)), Table.Cell(Phrase(expense.heading.label)),
                    Table.Cell(Phrase(expense.said { $0.amount })),
                    Table.Cell(Phrase(expense.said { $0.day })), Table.Cell(Phrase(expense.state.label)),
                ])
            })
    }

    private static func headings(_ budgets: Found<ProjectBudget>) -> Table {
        Table(
            Label("预算科目", en: "Budget"), columns: [.text("科目", "Heading", 2), .number("预算（万元）", "Budget (10k)"), .number("已支出", "Spent")],
            rows: budgets.sorted { $0.heading.code < $1.heading.code }.map { line in
                Table.Row([
                    Table.Cell(Phrase(line.heading.rawValue, of: line)), Table.Cell(Phrase(line.said { $0.amount })),
                    Table.Cell(Phrase(line.said { $0.spent }), share: Double(line.spent.fen) / Double(max(1, line.amount.fen))),
                ])
            })
    }

    /// Reports, changes, outputs, data and acceptance, in the order of their days.
    private static func course(of contract: Row<ProjectContract>, _ desk: Desk) async throws -> Table {
        var rows: [(Day, Table.Row)] = []
        func add<T>(_ row: Row<T>, _ day: Day, _ what: Label, _ title: String, _ state: Label) {
            rows.append(
                (day, Table.Row([Table.Cell(Phrase("\(day)")), Table.Cell(Phrase(what)), Table.Cell(Phrase(title, of: row)), Table.Cell(Phrase(state))])))
        }
        func made<T>(_ row: Row<T>) -> Day { row.meta.createdAt.day }
        for row in try await desk.all(ProjectReport.self, where: { $0.contract == contract.reference }) {
            add(row, row.asOf, row.category.label, row.title, row.state.label)
        }
        if desk.catalog.schema("projectChange").map({ desk.actor.may(.read, $0) }) == true {
            for row in try await desk.all(ProjectChange.self, where: { $0.contract == contract.reference }) {
                add(row, made(row), row.category.label, row.subject, row.state.label)
            }
        }
        for row in try await desk.all(ProjectOutput.self, where: { $0.contract == contract.reference }) {
            add(row, row.day, row.category.label, row.title, Label(row.number ?? "—", en: row.number ?? "—"))
        }
        for row in try await desk.all(ResearchDataSet.self, where: { $0.contract == contract.reference }) {
            add(row, made(row), Label("科学数据", en: "Data"), row.title, row.state.label)
        }
        for row in try await desk.all(ProjectAcceptance.self, where: { $0.contract == contract.reference }) {
            add(row, made(row), Label("验收", en: "Acceptance"), row.points.map { "\(row.title)：\($0) 分" } ?? row.title, row.state.label)
        }
        return Table(
            Label("报告、变更、成果、数据和验收", en: "Reports, changes, outputs, data, acceptance"),
            columns: [.text("日期", "Day"), .text("类型", "Kind", 1.4), .text("名称", "Title", 4), .text("状态", "State", 1.4)],
            rows: rows.sorted { $0.0 < $1.0 }.map(\.1))
    }
}
