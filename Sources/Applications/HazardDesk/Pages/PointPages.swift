import Geohazards
import Kernel

extension Page {
    /// 隐患点档案: everything about one point, with how it moves.
    static let pointSheet = Page("pointSheet", "隐患点档案", en: "Point sheet", of: HazardPoint.self, for: .desk, isReport: true) { point, question in
        try await PointFile(point, question).blocks
    }

    /// 防灾工作明白卡: for those who answer for a point.
    static let preventionCard = Page(
        "preventionCard", "防灾工作明白卡", en: "Prevention card", of: HazardPoint.self, for: .some(.read, HazardPoint.self), isReport: true, isForField: true
    ) { point, question in
        try await Cards.prevention(point, question.desk)
    }

    /// 避险明白卡: for a household, to hang beside the door.
    static let evacuationCard = Page("evacuationCard", "避险明白卡", en: "Evacuation card", of: Household.self, isReport: true, isForField: true) {
        household, question in
        try await Cards.evacuation(household, question.desk)
    }
}

private struct PointFile {
    let point: Row<HazardPoint>
    let now: Instant
    let desk: Desk
    let evidence: Found<PointEvidence>
    let households: Found<Household>
    let works: Found<HazardWork>
    let reports: Found<PatrolReport>
    let warnings: Found<HazardWarning>
    let movement: Movement?
    let drawings: [Drawing]

    init(_ point: Row<HazardPoint>, _ question: Page.Question) async throws {
        self.point = point
        (desk, now) = (question.desk, question.now)
        evidence = try await desk.find(PointEvidence.self) { $0.point == point.reference }
        households = try await desk.find(Household.self) { $0.point == point.reference }
        works = try await desk.find(HazardWork.self) { $0.point == point.reference }
        reports = try await desk.find(PatrolReport.self) { $0.point == point.reference }
        warnings = try await desk.find(HazardWarning.self) { $0.point == point.reference }
        movement = try await Judging.movement(of: point, desk, at: now)
        var drawings: [Drawing] = []
        for series in HazardPoint.series {
            let drawing = try await desk.drawing(of: series.code, of: point.id, in: "hazardPoint", from: now.adding(hours: -24 * 90), to: now, parts: 180)
            if drawing.series.contains(where: { $0.values.contains { $0 != nil } }) { drawings.append(drawing) }
        }
        self.drawings = drawings
    }

    var blocks: [Block] {
        let id = point.id.text
        let open = households.narrowed { $0.movedOn.isEmpty }
        return .simulated(point.meta.isSimulated) + [
            .paragraph([
                Phrase(Label("\(point.type.rawValue)，", en: "\(point.type.label.english), ")), Phrase(point.state.label, isStrong: true),
                Phrase(
                    Label(
                        "；险情等级\(point.grade?.rawValue ?? "未定")，现状\(point.stability?.rawValue ?? "未定")。",
                        en: "; grade: \(point.grade?.label.english ?? "open"), now: \(point.stability?.label.english ?? "open").")),
            ]),
            .facts([
                Fact(Label("威胁户", en: "Households"), open.howMany, unit: "户"),
                Fact(Label("威胁人口", en: "People"), open.sum(.whole) { Double($0.people) }, unit: "人"),
                Fact(Label("已搬离", en: "Moved away"), households.narrowed { $0.movedOn.isFilled }.sum(.whole) { Double($0.people) }, unit: "人"),
            ]),
            .deeds(
                HazardPoint.flow?.table.steps.map { .move(kind: "hazardPoint", point.id, version: point.meta.version, step: $0.code) } ?? []),
            .deeds([
                .operation("reportPatrol", record: point.id), .edit(point), .new(PointEvidence.self, ["point": id, "day": now.day.description]),
                .new(Household.self, ["point": id]), .new(HazardWork.self, ["point": id]),
                .open(Label("防灾工作明白卡", en: "Prevention card"), .page(application: "hazardDesk", code: "preventionCard", record: point.id)),
            ]), .beside([.table(attributes)], [.map(Map(point))]),
        ] + moving + [.table(life), .table(threatened), .table(worksTable), .table(watched), .table(warned)]
    }

    private var attributes: Table {
        let causes = point.causes ?? []
        let lines: [(Label, Label)] = [
            (Label("统一编号", en: "Code"), Label(same: point.code)), (Label("类型", en: "Type"), point.type.label),
            (
                Label("规模", en: "Size"),
                Label(
                    "\(point.volume?.said(2) ?? "—") \(point.scale?.rawValue ?? "")", en: "\(point.volume?.said(2) ?? "—") \(point.scale?.label.english ?? "")")
            ),
            (Label("位置", en: "Address"), Label(same: point.location)),
            (Label("高程", en: "Elevation"), Label(same: "\(point.frontElevation?.said() ?? "—") ~ \(point.rearElevation?.said() ?? "—") m")),
            (Label("地层岩性", en: "Stratum"), Label(same: point.stratum)), (Label("斜坡结构", en: "Structure"), point.structure?.label ?? Label(same: nil)),
            (Label("诱发因素", en: "Causes"), Label(causes.map(\.rawValue).joined(separator: "、"), en: causes.map(\.label.english).joined(separator: "; "))),
            (Label("变形迹象", en: "Signs"), Label(same: point.signs)), (Label("所处易发程度", en: "Susceptibility"), point.susceptibility?.label ?? Label(same: nil)),
            (Label("威胁对象", en: "Threatened"), Label(same: point.objects)), (Label("防灾责任人", en: "Responsible"), Label(same: desk.shown(point, \.responsible))),
        ]
        return Table(
            Label("基本属性", en: "Attributes"), columns: [Table.Column("项目", "Item"), Table.Column("内容", "Value", weight: 3)],
            rows: lines.map { label, value in Table.Row([Table.Cell(Phrase(label)), Table.Cell(Phrase(value))]) })
    }

    /// How it moves, and what follows from it.
    private var moving: [Block] {
        var blocks: [Block] = drawings.map { .chart($0) }
        guard let movement, let rate = movement.velocities.last?.rate else { return blocks }
        var facts = [
            Fact(Label("当前速率", en: "Rate now"), rate.said(2), unit: "毫米/天"),
            Fact(Label("匀速阶段速率", en: "Even rate"), movement.uniformRate?.said(2), unit: "毫米/天"),
            Fact(
                Label("切线角", en: "Tangent angle"), movement.angle?.said(), unit: "°", tone: movement.level >= 3 ? .bad : movement.level == 2 ? .warning : .calm),
            Fact(Label("变形阶段", en: "Stage"), movement.stage.rawValue),
        ]
        if let failure = movement.failure {
            let days = failure.time - Double(now.day.number)
            facts.append(
                Fact(
                    Label("速率倒数法推算", en: "By inverse velocity"), "\(days.said()) ± \(failure.deviation.said())", unit: "天后",
                    note: Phrase(Label("R² \(failure.determination.said(2))，± 为一倍标准差", en: "R² \(failure.determination.said(2)); ± one standard deviation")),
                    tone: .bad))
        }
        blocks.append(
            .group(
                Label("位移分析", en: "Movement"),
                [
                    .facts(facts),
                    .notice(
                        "推算只说明趋势，是否破坏由专家会商判断。匀速速率未填时取前半段速率的中位数。",
                        en: "An estimate of a trend; experts decide. Where no even rate is given it is the median of the first half.", .calm),
                ]))
        return blocks
    }

    private var life: Table {
        Table(
            Label("生命周期材料", en: "Evidence of its life"),
            columns: [Table.Column("日期", "Day"), Table.Column("环节", "For"), Table.Column("材料", "Title", weight: 3), Table.Column("附件", "File")],
            rows: evidence.sorted { $0.day > $1.day }.map { item in
                Table.Row([
                    Table.Cell(Phrase(Label(item.day))), Table.Cell(Phrase(item.stage.label)), Table.Cell(Phrase(item.title, link: .to(item))),
                    Table.Cell(item.file.map { Phrase(Label("查看", en: "Open"), link: .file($0, in: item)) } ?? "—"),
                ])
            })
    }

    private var threatened: Table {
        Table(
            Label("受威胁户", en: "Households"),
            columns: [
                Table.Column("户主", "Head"), Table.Column("人口", "People", isNumber: true), Table.Column("需帮助", "Need help", isNumber: true),
                Table.Column("避险明白卡", "Card"), Table.Column("搬离", "Moved"),
            ],
            rows: households.map { household in
                Table.Row([
                    Table.Cell(
                        Phrase(Label(same: desk.shown(household, \.head)), link: .page(application: "hazardDesk", code: "evacuationCard", record: household.id))
                    ),
                    Table.Cell(Phrase(household.said(.whole) { Double($0.people) })), Table.Cell(Phrase(household.said(.whole) { Double($0.frail) })),
                    Table.Cell(Phrase(Label(household.cardOn))), Table.Cell(Phrase(Label(household.movedOn))),
                ])
            })
    }

    private var worksTable: Table {
        Table(
            Label("治理和搬迁工程", en: "Works"),
            columns: [
                Table.Column("工程", "Works", weight: 3), Table.Column("类别", "Kind"), Table.Column("投资（万元）", "Cost (10k yuan)", isNumber: true),
                Table.Column("状态", "State"),
            ],
            rows: works.map { work in
                Table.Row([
                    Table.Cell(Phrase(work.name, link: .to(work))), Table.Cell(Phrase(work.category.label)), Table.Cell(Phrase(work.said { $0.cost?.wan })),
                    Table.Cell(Phrase(work.state.label)),
                ])
            })
    }

    private var watched: Table {
        Table(
            Label("最近巡查", en: "Latest patrols"),
            columns: [
                Table.Column("时间", "At", weight: 1.4), Table.Column("结论", "Finding"), Table.Column("裂缝（毫米）", "Crack (mm)", isNumber: true),
                Table.Column("照片", "Photo"),
            ],
            rows: reports.sorted { $0.at > $1.at }.prefix(15).map { report in
                Table.Row([
                    Table.Cell(Phrase(Label(report.at), link: .to(report))),
                    Table.Cell(Phrase(report.finding.label, tone: report.finding == .normal ? .good : .bad)), Table.Cell(Phrase(report.said { $0.crack })),
                    Table.Cell(report.photo.map { Phrase(Label("查看", en: "Open"), link: .file($0, in: report)) } ?? "—"),
                ])
            })
    }

    private var warned: Table {
        Table(
            Label("预警记录", en: "Warnings"),
            columns: [Table.Column("时间", "At", weight: 1.4), Table.Column("级别", "Level"), Table.Column("状态", "State"), Table.Column("检验", "Verified")],
            rows: warnings.sorted { $0.raisedAt > $1.raisedAt }.prefix(15).map { warning in
                Table.Row([
                    Table.Cell(Phrase(Label(warning.raisedAt), link: .to(warning))), Table.Cell(warning.levelPhrase), Table.Cell(Phrase(warning.state.label)),
                    Table.Cell(Phrase(warning.outcome.label)),
                ])
            })
    }
}
