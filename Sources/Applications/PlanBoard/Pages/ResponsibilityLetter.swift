import Kernel

/// 目标责任书: what one unit signs for. Tables that would be empty are left out, so that the letter says only what it entrusts.
extension Duties {
    func letter(_ unit: Reference<Organisation>) -> [Block] {
        let name = units.name(unit)
        let parts = [targetTable(unit), shareTable(unit), taskTable(unit), itemTable(unit), projectTable(unit)].compactMap(\.self)
        return [
            .masthead(
                Masthead(
                    issuer: plan.issuer ?? "", title: Label("\(plan.title)目标责任书", en: "Responsibility letter under \(plan.title)"), recipients: name,
                    day: today,
                    isSimulated: plan.meta.isSimulated)),
            .paragraph(
                "为落实规划确定的目标任务，明确责任分工，现将下列指标、任务和项目交由\(name)负责，并按年度考核。",
                en: "To carry out the plan, the targets, tasks and projects below are entrusted to \(name), which answers for them and is evaluated every year."
            ),
        ] + (parts.isEmpty ? [.notice("该单位在本规划中没有承担指标、任务和项目。", en: "The unit answers for no target, task or project of this plan.", .missing)] : said(parts))
            + [
                .paragraph("分管领导（签字）：　　　　　　　年　　月　　日", en: "Leader in charge (signed, day):"),
                .paragraph("责任单位负责人（签字）：　　　　年　　月　　日", en: "Head of the unit (signed, day):"),
            ]
    }

    private struct Part {
        let heading: Label
        let title: Label
        let columns: [Table.Column]
        let rows: [Table.Row]
        var note: Label?
    }

    private func said(_ parts: [Part]) -> [Block] {
        parts.flatMap { part -> [Block] in
            [.heading(part.heading, level: 2), .table(Table(part.title, columns: part.columns, rows: part.rows, note: part.note))]
        }
    }

    private var years: [Int] { Array(plan.from...max(plan.from, plan.to)) }
    /// Of a target or of a share of one: what it is, where it began, and where it is to stand at the end of each year.
    private var columnsByYear: [Table.Column] {
        [
            Table.Column(Said.target, weight: 3), Table.Column(Label("计量单位", en: "Unit"), weight: 1.1),
            Table.Column(Label("基期", en: "Base"), isNumber: true, weight: 1.1),
        ] + years.map { Table.Column(Label("\($0)", en: "\($0)"), isNumber: true, weight: 1.1) }
    }

    private func targetTable(_ unit: Reference<Organisation>) -> Part? {
        let own = standing.targets.filter { $0.target.lead == unit }
        guard !own.isEmpty else { return nil }
        return Part(
            heading: Label("牵头指标及年度目标", en: "Targets in the lead, by year"), title: Label("指标年度目标", en: "Targets by year"),
            columns: columnsByYear,
            rows: own.map { standing in
                Table.Row(
                    [
                        Table.Cell(Phrase(standing.target.name, link: .to(standing.target))), Table.Cell(Phrase(Unit(standing.target.unit).label)),
                        Table.Cell(Phrase(standing.target.said { $0.base })),
                    ]
                        + years.map { year in
                            Table.Cell(year > standing.target.year ? "" : Phrase(standing.planned(year)))
                        })
            }, note: own.contains { $0.parts.isEmpty } ? Label("未分解的指标按匀速推算。", en: "Targets that were not broken down follow the straight line.") : nil)
    }

    private func shareTable(_ unit: Reference<Organisation>) -> Part? {
        let own = shares.filter { $0.unit == unit }
        guard !own.isEmpty else { return nil }
        let targets = Dictionary(standing.targets.map { ($0.target.reference, $0.target) }, uniquingKeysWith: { first, _ in first })
        return Part(
            heading: Label("分解到本单位的指标", en: "Shares of targets"), title: Label("分解指标年度目标", en: "Shares by year"),
            columns: columnsByYear,
            rows: own.map { share in
                let target = targets[share.target]
                let parts = shareYears.filter { $0.target == share.target && $0.unit == unit.id.text }
                return Table.Row(
                    [
                        Table.Cell(Phrase(target?.name ?? share.name, link: .to(share))), Table.Cell(target.map { Phrase(Unit($0.unit).label) } ?? ""),
                        Table.Cell(Phrase(share.said { $0.base })),
                    ]
                        + years.map { year in Table.Cell(parts.first { $0.year == year }.map { Phrase($0.said { $0.value }) } ?? "") })
            })
    }

    private func taskTable(_ unit: Reference<Organisation>) -> Part? {
        let own = tasks.filter { $0.lead == unit }
        guard !own.isEmpty else { return nil }
        return Part(
            heading: Label("重点任务", en: "Tasks"), title: Label("重点任务", en: "Tasks"),
            columns: [
                Table.Column(Label("任务", en: "Task"), weight: 3), Table.Column(Label("配合单位", en: "With"), weight: 2),
                Table.Column(Label("时限", en: "By"), weight: 1.2),
                Table.Column(Label("分管领导", en: "Leader"), weight: 1.1),
            ],
            rows: own.map { task in
                Table.Row([
                    Table.Cell(Phrase(task.title, link: .to(task))), Table.Cell(Phrase((task.supporters ?? []).map { units.name($0) }.joined(separator: "、"))),
                    Table.Cell(Phrase(task.deadline.description)), Table.Cell(Phrase(task.leader ?? "")),
                ])
            })
    }

    /// What has to be done this year of the tasks in the lead.
    private func itemTable(_ unit: Reference<Organisation>) -> Part? {
        let own = items.values.joined().filter { $0.lead == unit && $0.year == today.year }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        guard !own.isEmpty else { return nil }
        return Part(
            heading: Label("年度工作事项", en: "Work of the year"), title: Label("\(today.year) 年工作事项", en: "Work of \(today.year)"),
            columns: [
                Table.Column(Label("事项", en: "Item"), weight: 3), Table.Column(Label("完成标准", en: "Done when"), weight: 2),
                Table.Column(Label("时限", en: "By"), weight: 1.2),
            ],
            rows: own.map { item in
                Table.Row([Table.Cell(Phrase(item.title, link: .to(item))), Table.Cell(Phrase(item.standard ?? "")), Table.Cell(Phrase(item.due.description))])
            })
    }

    private func projectTable(_ unit: Reference<Organisation>) -> Part? {
        let own = projects.filter { $0.lead == unit }
        guard !own.isEmpty else { return nil }
        return Part(
            heading: Label("重大项目", en: "Projects"), title: Label("项目（万元）", en: "Projects (10,000 yuan)"),
            columns: [
                Table.Column(Label("项目", en: "Project"), weight: 3), Table.Column(Label("年限", en: "Years"), weight: 1.2),
                Table.Column(Label("总投资", en: "Investment"), isNumber: true),
            ],
            rows: own.map { project in
                Table.Row([
                    Table.Cell(Phrase(project.name, link: .to(project))), Table.Cell(Phrase("\(project.from)—\(project.to)")),
                    Table.Cell(Phrase(project.found.investment)),
                ])
            })
    }
}
