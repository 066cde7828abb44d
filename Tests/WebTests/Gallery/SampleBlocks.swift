@testable import Kernel
import Web

/// What an application asks for before it pays a share of the interest.
struct Subsidy: Record {
    static let kind = Kind<Subsidy>("贴息", en: "Interest subsidy")
    let share = Field<Percentage>("贴息比例", en: "Share of the interest", .initial("50"))
    let year = Field<Int>("年度", en: "Year", .min(2020))
    let bank = Field<Reference<Enterprise>?>("见证企业", en: "Witness")
    let evidence = Field<FileReference?>("依据文件", en: "Paper")
    let reason = Field<String?>("说明", en: "Reason", .long, .max(500))
    init() {}

    static let subsidise = Operation(
        "subsidise", "核定贴息", en: "Grant a subsidy", on: Loan.self, asking: Subsidy.self, by: Loan.bureau,
        warning: Label("核定后金额将写入兑付清单，不能撤回。", en: "The amount goes into the list of payments and cannot be taken back.")
    ) { _, _, _ in Operation.Outcome("已核定贴息", en: "The subsidy is granted") }
    static let remind = Operation("remind", "提醒补件", en: "Remind", on: Loan.self, by: Loan.bureau) { _, _ in Operation.Outcome("已提醒", en: "Reminded") }
    static let recount = Operation("recount", "重新汇总", en: "Sum up again", asking: Subsidy.self, by: .supervisor) { _, _ in
        Operation.Outcome("已汇总", en: "Summed up")
    }

    static let application = Application(
        "finance", "科技金融", en: "Finance", [Enterprise.self, Loan.self], roles: [Loan.bureau], operations: [subsidise, remind, recount])
}

extension Sample {
    /// What the officer may do with the loans of the samples.
    static let deeds = DeedBook(
        catalog: try? Catalog([Subsidy.application, .system]), actor: officer,
        records: Dictionary(uniqueKeysWithValues: loans.map { ($0.meta.id, $0) }))
}

/// Every kind of block with believable values. The county does not exist.
enum SampleBlocks {
    private static func label(_ chinese: String, _ english: String) -> Label { Label(chinese, en: english) }
    private static func point(_ time: Double, _ value: Double) -> Trajectory.Point { Trajectory.Point(time, value) }
    private static let loanLink = Link.record(kind: "loan", Sample.loans[1].meta.id)

    static let facts: [Fact] = [
        Fact(label("指标总数", "Targets"), "31", unit: "项", note: Phrase(label("其中约束性 6 项", "6 of them binding"))),
        Fact(label("进展正常", "On track"), "17", unit: "项", tone: .good, link: .list(kind: "loan", ["state": "granted"]), share: 0.55),
        Fact(label("需要关注", "To be watched"), "5", unit: "项", note: Phrase(label("较上季 +2", "+2 since last quarter")), tone: .warning, link: loanLink),
        Fact(label("明显滞后", "Behind"), "3", unit: "项", note: Phrase(label("两项无责任单位", "two with nobody in charge")), tone: .bad, link: loanLink),
        Fact(label("提前达成", "Reached early"), "2", unit: "项", tone: .done),
        Fact(label("尚无数据", "No data"), nil, tone: .missing),
        Fact(
            label("到位资金", "Money arrived"), "12,480.5", unit: "万元", note: Phrase(label("计划 18,600 万元", "of 186 million planned")), share: 0.67,
            isSimulated: true),
    ]

    static let table = Table(
        label("责任单位完成情况", "What each unit has done"),
        columns: [
            Table.Column(label("责任单位", "Unit"), weight: 2), Table.Column(label("任务", "Tasks"), isNumber: true),
            Table.Column(label("已完成", "Done"), isNumber: true),
            Table.Column(label("序时进度", "Progress"), isNumber: true), Table.Column(label("近五年", "Five years")), Table.Column(label("情况", "State"), weight: 1.6),
        ],
        rows: [
            row("县科学技术局", "Science bureau", 12, 9, [3, 4, 6, 8, 9], .good, Phrase(label("正常", "on track"), tone: .good)),
            row("县经济信息委", "Economy and information", 9, 4, [1, 1, 2, 3, 4], .warning, Phrase(label("需关注", "to be watched"), tone: .warning)),
            row("县教育委员会", "Education", 5, 1, [0, 1, 1, 1, 1], .bad, Phrase(label("明显滞后", "behind"), tone: .bad)),
            row("县农业农村委", "Agriculture", 8, 8, [2, 4, 5, 7, 8], .done, Phrase(label("提前完成", "done early"), tone: .done)),
            row("龙潭镇人民政府", "Longtan town", 2, 0, [], .missing, Phrase(label("尚无填报", "nothing reported"), tone: .missing)),
            Table.Row(["合计", Table.Cell(Phrase("36")), Table.Cell(Phrase("22")), Table.Cell(Phrase("61%"), share: 0.61), "", ""], isEmphasised: true),
        ], note: label("截至 2026 年 11 月 19 日；按任务个数计算，不计权重。", "As of 19 November 2026; by the number of tasks, without weights."))

    private static func row(_ chinese: String, _ english: String, _ all: Int, _ done: Int, _ trend: [Double], _ tone: Tone, _ state: Phrase) -> Table.Row {
        let share = Double(done) / Double(all)
        return Table.Row(
            [
                Table.Cell(Phrase(label(chinese, english), link: loanLink)), Table.Cell(Phrase("\(all)")), Table.Cell(Phrase("\(done)")),
                Table.Cell(Phrase("\(Int(share * 100))%"), share: share), Table.Cell([], trend: trend), Table.Cell(state),
            ], tone: tone)
    }

    static let longTable = Table(
        label("条款落实一览", "Clauses and what carries them"),
        columns: [
            Table.Column(label("条款", "Clause"), weight: 3), Table.Column(label("系统", "System")), Table.Column(label("项目", "Projects"), isNumber: true),
            Table.Column(label("指标", "Targets"), isNumber: true), Table.Column(label("任务", "Tasks"), isNumber: true),
        ],
        rows: (1...40).map { number in
            Table.Row(
                [
                    Table.Cell(Phrase(label("第 \(number) 条　提升企业创新能力，培育科技型企业", "Clause \(number): raise the capacity of companies"), link: .anchor("card-1"))),
                    Table.Cell(Phrase(label("企业库", "Register"))), Table.Cell(Phrase("\(number % 4)")), Table.Cell(Phrase("\(number % 3)")),
                    Table.Cell(Phrase("\(number % 7)")),
                ], tone: number % 9 == 0 ? .bad : .calm)
        })

    static let trajectories: [Trajectory] = [
        Trajectory(
            label("高新技术企业数", "High-tech companies"), unit: "家", link: .indicator("I-high-tech"),
            path: [point(2020, 30), point(2021, 40), point(2022, 51), point(2023, 62), point(2024, 73), point(2025, 84)],
            actual: [point(2020, 30), point(2021, 42), point(2022, 55), point(2023, 66)], forecast: (2025, 78, 96), target: point(2025, 84),
            status: Phrase(label("正常", "On track"), tone: .good),
            sentence: label("按近三年走势，2025 年为 78–96 家，达标概率 83%。", "At the pace of three years: 78–96 in 2025, reached with a chance of 83 %.")),
        Trajectory(
            label("全社会研发经费投入强度", "R&D intensity"), unit: "%", path: [point(2020, 0.86), point(2025, 2)],
            actual: [point(2020, 0.86), point(2021, 0.9), point(2022, 0.98), point(2023, 1.02)], forecast: (2025, 1.05, 1.22), target: point(2025, 2),
            status: Phrase(label("明显滞后", "Behind"), tone: .bad),
            sentence: label("按近三年走势，2025 年为 1.05–1.22%，难以达标。", "At the pace of three years: 1.05–1.22 % in 2025, hardly reached.")),
        Trajectory(
            label("每万人口高价值发明专利拥有量", "High-value patents per 10,000 people"), unit: "件",
            path: [point(2020, 0.6), point(2021, 0.8), point(2022, 1), point(2023, 1.2), point(2024, 1.4), point(2025, 1.6)],
            actual: [point(2020, 0.6), point(2021, 0.72), point(2022, 0.91), point(2023.5, 1.15)], target: point(2025, 1.6),
            status: Phrase(label("需关注", "Watch"), tone: .warning), sentence: label("比序时进度少 0.15 件。", "0.15 behind the path."), isSimulated: true),
        Trajectory(
            label("技术合同成交额", "Technology contracts"), unit: "万元", path: [point(2020, 1200), point(2025, 6000)],
            actual: [point(2020, 1200), point(2021, 2800), point(2022, 4900), point(2023, 6650)], target: point(2025, 6000),
            status: Phrase(label("提前达成", "Reached early"), tone: .done)),
        Trajectory(
            label("市级以上科技创新平台", "Platforms of the city or above"), unit: "个",
            path: [point(2020, 3), point(2021, 4), point(2022, 5), point(2023, 6), point(2024, 7), point(2025, 8)],
            actual: [], target: point(2025, 8), status: Phrase(label("尚无数据", "No data"), tone: .missing)),
        Trajectory(
            label("公民具备科学素质比例", "Scientific literacy"), unit: "%", path: [], actual: [point(2021, 9.8)], target: point(2025, 15),
            status: Phrase(label("数据不足", "Too few data"), tone: .missing)),
    ]

    static let schedule: Schedule = {
        func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year, month, day) ?? Sample.today }
        func bar(
            _ chinese: String, _ english: String, _ from: Day, _ to: Day, _ share: Double?, _ tone: Tone, _ note: String,
            _ milestones: [Schedule.Milestone] = [],
            isSimulated: Bool = false
        ) -> Schedule.Bar {
            Schedule.Bar(
                label(chinese, english), link: loanLink, from: from, to: to, share: share, tone: tone, note: note, milestones: milestones,
                isSimulated: isSimulated)
        }
        return Schedule(
            label("重点项目进度", "Projects over time"), from: day(2023, 1, 1), to: day(2027, 12, 31), today: Sample.today,
            bars: [
                bar(
                    "青蒿素产业技术创新中心", "Artemisinin innovation centre", day(2023, 3, 1), day(2026, 6, 30), 1, .done, "县科技局 · 3,200 万元",
                    [
                        Schedule.Milestone(day(2024, 10, 8), label("主体完工", "Built"), tone: .good),
                        Schedule.Milestone(day(2026, 6, 30), label("验收", "Accepted"), tone: .done),
                    ]),
                bar(
                    "锰钒新材料中试平台", "Pilot plant for manganese and vanadium", day(2024, 1, 1), day(2026, 12, 31), 0.72, .good, "县经信委 · 8,600 万元",
                    [
                        Schedule.Milestone(day(2025, 5, 20), label("设备进场", "Machines in place"), tone: .good),
                        Schedule.Milestone(day(2026, 12, 20), label("试产", "First run")),
                    ]),
                bar(
                    "山地智能装备研究院及配套孵化基地（一期）", "Institute for mountain machinery with incubator, first stage", day(2024, 7, 1), day(2026, 9, 30), 0.35, .bad,
                    "县教委 · 超期 50 天", [Schedule.Milestone(day(2025, 12, 31), label("主体封顶", "Roof on"), tone: .bad)]),
                bar("科技特派员服务站", "Stations of science envoys", day(2025, 1, 1), day(2027, 6, 30), 0.4, .warning, "县农业农村委 · 420 万元", isSimulated: true),
                bar("智慧云岭科普馆", "Science museum", day(2026, 12, 1), day(2027, 12, 31), nil, .calm, "县科协 · 未开工"),
                bar("跨省中药材溯源平台", "Tracing of herbs over provinces", day(2021, 1, 1), day(2028, 12, 31), 0.1, .missing, "无责任单位"),
            ])
    }()

    static let lines = Drawing(
        label("到位资金与计划", "Money arrived and planned"), .lines, unit: "万元",
        categories: (2021...2026).map { Label("\($0)", en: "\($0)") },
        links: (2021...2026).map { .page(application: "finance", code: "overview", ["year": "\($0)"]) },
        series: [
            Drawing.Series(label("计划", "Planned"), [3000, 6200, 9600, 13_000, 16_000, 18_600], isDashed: true),
            Drawing.Series(label("到位", "Arrived"), [2700, 5600, 9100, 11_200, 12_480, nil]),
        ])
    static let stacked = Drawing(
        label("任务按状态", "Tasks by state"), .stackedBars, unit: "项", categories: ["科技局", "经信委", "教委", "农业农村委", "卫健委"].map { Label($0, en: $0) },
        series: [
            Drawing.Series(label("完成", "Done"), [9, 4, 1, 8, 3], tone: .good), Drawing.Series(label("进行中", "Going on"), [2, 3, 2, 0, 2]),
            Drawing.Series(label("超期", "Overdue"), [1, 2, 2, 0, 0], tone: .bad),
        ])
    static let lying = Drawing(
        label("单位得分", "Score of each unit"), .horizontalBars, unit: "分",
        categories: ["县科学技术局", "县经济和信息化委员会", "县教育委员会", "县农业农村委员会", "县卫生健康委员会", "县市场监督管理局", "龙潭镇人民政府"].map { Label($0, en: $0) },
        series: [Drawing.Series(label("得分", "Score"), [96.5, 88, 71.5, 94, 86, 82.5, 64])])
    static let pie = Drawing(
        label("经费来源", "Sources of money"), .pie, unit: "万元", categories: [label("市级财政", "City"), label("县级财政", "County"), label("企业自筹", "Companies")],
        series: [Drawing.Series(label("金额", "Amount"), [4200, 2100, 6180])])

    static let cards: [Card] = (0..<4).map { index in
        let loan = Sample.loans[[0, 10, 1, 5][index]]
        let tones: [Tone] = [.warning, .bad, .good, .calm]
        return Card(
            Phrase(
                [
                    label("目标“高新技术企业数”在两处不一致", "The target “high-tech companies” differs in two places"),
                    label("“山地智能装备研究院”没有责任单位", "Nobody answers for the institute for mountain machinery"),
                    label("技术合同成交额 2025 年 6000 万元", "Technology contracts: 60 million in 2025"),
                    label("培育科技型企业 200 家", "Bring up 200 technology companies"),
                ][index], link: .record(kind: "loan", loan.meta.id)), anchor: "card-\(index)",
            tags: [
                Phrase([label("矛盾", "Contradiction"), label("缺失", "Missing"), label("指标", "Target"), label("任务", "Task")][index], tone: tones[index]),
                Phrase(label("第三章", "Chapter 3")),
            ],
            lines: index > 1
                ? []
                : [
                    [
                        Phrase(label("正文为 ", "The text says ")), Phrase("84", isStrong: true), Phrase(label(" 家，附表为 ", ", the annex ")),
                        Phrase("80", tone: .bad, isStrong: true), Phrase(label(" 家。", ".")),
                    ]
                ],
            fields: [
                (label("基期", "Base"), Phrase(label("2020 年 30 家", "30 in 2020"))), (label("目标", "Target"), Phrase(label("2025 年 84 家", "84 in 2025"))),
                (label("责任单位", "Unit"), index == 1 ? Phrase(label("未定", "open"), tone: .missing) : Phrase(label("县科技局", "Science bureau"), link: loanLink)),
            ],
            deeds: [
                .move(kind: "loan", loan.meta.id, version: loan.meta.version, step: ["approve", "pay", "submit", "approve"][index]),
                .move(kind: "loan", loan.meta.id, version: loan.meta.version, step: "refuse"), .operation("remind", record: loan.meta.id),
                .operation("subsidise", record: loan.meta.id), .operation("recount"), .edit(kind: "loan", loan.meta.id),
            ], tone: tones[index], isSimulated: index == 3)
    }

    static let source: SourceText = {
        let paragraph = "第三章　总体要求\n\n到 2025 年，高新技术企业达到 84 家，技术合同成交额达到 6000 万元，培育科技型企业 200 家。由县科技局牵头，建设山地智能装备研究院，完善科技特派员服务体系。\n\n"
        let rest = (1...30).map { "（\($0)）加强组织领导，健全工作机制，落实年度任务，强化监督考核，确保各项目标如期实现。营造鼓励创新、宽容失败的氛围。" }.joined(separator: "\n")
        let text = paragraph + rest
        func mark(_ words: String, _ anchor: String, _ tone: Tone) -> SourceText.Mark? {
            guard let found = text.range(of: words) else { return nil }
            let start = text.unicodeScalars.distance(from: text.startIndex, to: found.lowerBound)
            return SourceText.Mark(start..<start + words.unicodeScalars.count, Label(words, en: words), anchor: anchor, tone: tone)
        }
        let marks = [
            mark("高新技术企业达到 84 家", "card-0", .warning), mark("技术合同成交额达到 6000 万元", "card-2", .good), mark("培育科技型企业 200 家", "card-3", .calm),
            mark("建设山地智能装备研究院", "card-1", .bad),
        ]
        return SourceText(label("规划文本", "Text of the plan"), text: text, marks: marks.compactMap(\.self))
    }()

    /// The leader's page.
    static let overview: [Block] = [
        .choices([
            Choosable(label("云岭县规划", "Yunling plan"), .page(application: "plan", code: "progress", ["plan": "a"]), isChosen: true, count: 31),
            Choosable(label("龙潭片区规划", "Longtan plan"), .page(application: "plan", code: "progress", ["plan": "b"]), isChosen: false, count: 12),
        ]),
        .notice(
            [
                Phrase(label("3 项指标明显滞后，", "Three targets are behind, ")), Phrase(label("教委填报已超期 12 天", "education reports 12 days late"), link: loanLink),
                Phrase(label("。", ".")),
            ], .bad),
        .facts(facts), .trajectories(trajectories),
        .beside(
            [.group(label("重点项目", "Projects"), [.schedule(schedule)], link: .list(kind: "loan"))],
            [
                .group(label("资金", "Money"), [.chart(lines)]),
                .group(label("单位", "Units"), [.chart(lying)], link: .page(application: "finance", code: "overview")),
            ]),
    ]

    /// Words, tables, charts.
    static let report: [Block] = [
        .masthead(
            Masthead(
                issuer: "云岭县科学技术局", number: "云科发〔2026〕12号", title: label("关于 2026 年度科技创新规划实施情况的通报", "Bulletin on the plan in 2026"),
                recipients: "各乡镇人民政府，县级有关部门", day: Sample.today)),
        .paragraph("现将 2026 年度《云岭县科技创新“十四五”规划》实施情况通报如下。", en: "This is how the plan fared in 2026."),
        .heading("一、总体情况", en: "1. Overall", level: 1),
        .paragraph([
            Phrase(label("31 项指标中，", "Of 31 targets, ")), Phrase(label("17 项进展正常", "17 are on track"), tone: .good, isStrong: true),
            Phrase(label("，", ", ")), Phrase(label("3 项明显滞后", "3 are behind"), tone: .bad, isStrong: true),
            Phrase(label("，详见", "; see ")), Phrase(label("附表", "the annex"), link: .anchor("annex")), Phrase(label("。", ".")),
        ]),
        .facts(Array(facts.prefix(4))), .table(table), .heading("二、存在问题", en: "2. Problems", level: 1),
        .list([
            [Phrase(label("研发投入强度低，企业研发机构少；", "R&D intensity is low, few companies have a lab;"))],
            [Phrase(label("部分单位填报不及时；", "some units report late;")), Phrase(label("点名通报。", "they are named."), isStrong: true)],
        ]),
        .chart(stacked), .chart(pie), .trajectories(Array(trajectories.prefix(2))), .pageBreak, .heading(label("附表", "Annex"), level: 1, anchor: "annex"),
        .schedule(schedule), .table(Table(label("通报单位", "Named units"), columns: [Table.Column(label("单位", "Unit"))], rows: [])),
    ]

    /// Read a plan and decide.
    static let review: [Block] = [
        .notice("读出 4 项，请逐项核对。", en: "Four items were read; please look at each.", .calm),
        .deeds([.operation("recount"), .new(kind: "enterprise", ["name": "新企业"]), .open(label("查看清单", "Open the list"), .list(kind: "loan"))]),
        .beside([.source(source)], [.cards(cards)]),
    ]
}

extension Gallery {
    /// Pages that applications say: on the screen, on the front, about one record, on paper.
    static var said: [Entry] {
        let loan = Sample.loans[10]
        let tabs = RecordTabs(
            kind: "loan", kindLabel: Sample.loan.label, id: loan.meta.id, title: loan.values[0].text ?? "",
            pages: [.init(label: Label("评审", en: "Review"), address: .page(application: "finance", code: "review", record: loan.meta.id), isChosen: true)])
        return [
            (
                "blocks-overview", .page(application: "plan", code: "progress"),
                said("progress", Label("规划总览", en: "The plan at a glance"), SampleBlocks.overview)
            ),
            ("blocks-review", .list(kind: "loan"), said("review", Label("评审", en: "Review"), SampleBlocks.review, tabs: tabs)),
            (
                "blocks-report", .page(application: "plan", code: "report"),
                said(
                    "report", Label("年度通报", en: "Bulletin"), SampleBlocks.report, paper: .paper(application: "plan", code: "report"),
                    word: .word(application: "plan", code: "report"))
            ),
            ("blocks-tables", nil, said("tables", Label("条款落实", en: "Coverage"), [.table(SampleBlocks.longTable), .table(SampleBlocks.table)])),
            ("blocks-nothing", nil, said("nothing", Label("规划总览", en: "The plan at a glance"), nothing)),
            (
                "home-front", .home,
                HomeView(
                    items: Array(items.prefix(6)), waiting: 7,
                    front: HomeView.Front(
                        view: BlockView(SampleBlocks.overview, deeds: Sample.deeds),
                        tabs: [
                            .init(label: Label("规划总览", en: "The plan at a glance"), address: .front("plan.progress"), isChosen: true),
                            .init(label: Label("培育总览", en: "Cultivation"), address: .front("enterprises.cultivation"), isChosen: false),
                        ]), figures: [], changes: recent, names: Sample.names, applications: [])
            ),
            (
                "operation", .list(kind: "loan"),
                OperationView(
                    operation: Subsidy.subsidise, subject: (Sample.loan, loan), typed: ["share": "120", "year": "二〇二六"],
                    problems: [
                        Problem("not-a-number", field: "year", "“年度”应为整数，如 2026", en: "“Year” must be a whole number, such as 2026"),
                        Problem("out-of-range", field: "share", "“贴息比例”最大 100", en: "“Share of the interest” is at most 100"),
                    ], names: Sample.names, back: "/")
            ),
            ("step", .list(kind: "loan"), StepView(schema: Sample.loan, record: loan, step: Sample.flow.steps[4], back: "/")),
            ("job", .jobs, JobView(job: job, back: "/")),
        ]
    }

    /// What a county sees on its first day.
    private static let nothing: [Block] = [
        .notice("还没有填报；各单位的任务已派发。", en: "Nothing was reported yet; the tasks are given out.", .missing),
        .facts([
            Fact(Label("指标总数", en: "Targets"), "31", unit: "项"), Fact(Label("已填报", en: "Reported"), nil, tone: .missing),
            Fact(Label("到位资金", en: "Money arrived"), nil),
        ]),
        .trajectories(
            SampleBlocks.trajectories.map {
                Trajectory(
                    $0.label, unit: $0.unit, path: $0.path, actual: [], target: $0.target, status: Phrase(Label("尚无数据", en: "No data"), tone: .missing))
            }),
        .table(Table(Label("单位完成情况", en: "What each unit has done"), columns: [Table.Column(Label("单位", en: "Unit"))], rows: [])),
        .chart(Drawing(Label("资金", en: "Money"), .lines, categories: [], series: [])),
        .schedule(Schedule(Label("重点项目", en: "Projects"), from: Sample.today, to: Sample.today, today: Sample.today, bars: [])),
    ]

    private static func said(
        _ code: String, _ label: Label, _ blocks: [Block], tabs: RecordTabs? = nil, paper: Address? = nil, word: Address? = nil
    ) -> PageView {
        PageView(
            application: "plan", applicationLabel: Label("规划管理", en: "Plan"), code: code, label: label,
            panels: [.content(BlockView(blocks, deeds: Sample.deeds))], tabs: tabs, paper: paper, word: word)
    }

    static let paper = PaperView(
        label: Label("年度通报", en: "Bulletin"), blocks: SampleBlocks.report, page: .page(application: "plan", code: "report"),
        word: .word(application: "plan", code: "report"))
}
