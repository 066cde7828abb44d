import Kernel

@testable import Exchange

/// Papers of a county that does not exist.
enum PaperSamples {
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year, month, day) ?? Day(number: 0) }

    static let masthead = Masthead(
        issuer: "云岭县科学技术局", number: "云科发〔2025〕3号", title: Label("关于2025年度规划实施情况的报告", en: "Report on the plan in 2025"), recipients: "县人民政府",
        day: day(2026, 1, 8))

    static let table = Table(
        Label("主要指标完成情况", en: "Main targets"),
        columns: [
            .init(Label("指标", en: "Target"), weight: 3), .init(Label("2025年目标", en: "Target 2025"), isNumber: true),
            .init(Label("实际", en: "Actual"), isNumber: true),
            .init(Label("状态", en: "Status")),
        ],
        rows: [
            .init(["研发经费投入强度（%）", "2.5", "2.1", .init(Phrase(Label("滞后", en: "behind"), tone: .bad))], tone: .bad),
            .init(["高新技术企业数（家）", "60", .init(Phrase("46"), share: 46.0 / 60), .init(Phrase(Label("关注", en: "watch"), tone: .warning))]),
            .init(["技术合同成交额（万元）", "12,000", .init(Phrase("13,400"), trend: [8_000, 9_500, 13_400]), .init(Phrase("", tone: .done))]),
            .init([.init(Phrase(Label("合计", en: "Total"))), "", "3 项", ""], isEmphasised: true),
        ], note: Label("目标值取自规划文本。", en: "Targets as in the plan."))

    static func drawing(_ shape: Drawing.Shape, _ title: String = "财政科技投入") -> Drawing {
        Drawing(
            Label(title, en: "Public spending on science"), shape, unit: "万元", categories: (2021...2025).map { Label("\($0)年", en: "\($0)") },
            series: [
                .init(Label("县级", en: "County"), [1_200, 1_450, 1_600, nil, 2_100]), .init(Label("市级", en: "City"), [800, 900, 1_100, 1_150, 1_300]),
                .init(Label("计划", en: "Planned"), [1_200, 1_500, 1_800, 2_100, 2_400], isDashed: true),
            ])
    }

    static let trajectories = [
        Trajectory(
            Label("高新技术企业数", en: "High-tech enterprises"), unit: "家", path: [.init(2020, 25), .init(2023, 42), .init(2025, 60)],
            actual: [.init(2020, 25), .init(2021, 30), .init(2022, 37), .init(2023, 46)], forecast: (2025, 54, 66), target: .init(2025, 60),
            status: Phrase(Label("正常", en: "on track"), tone: .good),
            sentence: Label("按近三年走势，2025年为54—66家，达标概率63%。", en: "At the pace of three years 54 to 66 in 2025; 63% likely.")),
        Trajectory(
            Label("每万人口高价值发明专利拥有量", en: "Valuable patents per 10,000 people"), unit: "件", path: [.init(2020, 0.8), .init(2025, 2)], actual: [],
            target: .init(2025, 2),
            status: Phrase(Label("暂无数据", en: "no data"), tone: .missing), isSimulated: true),
    ]

    static let schedule = Schedule(
        Label("重点项目进度", en: "Projects"), from: day(2021, 1, 1), to: day(2025, 12, 31), today: day(2024, 3, 15),
        bars: [
            .init(
                Label("山地农业科技园（一期）建设", en: "Farm park"), from: day(2021, 3, 1), to: day(2023, 6, 30), share: 1, tone: .done,
                milestones: [
                    .init(day(2022, 5, 1), Label("主体完工", en: "built"), tone: .done), .init(day(2023, 6, 30), Label("验收", en: "accepted"), tone: .done),
                ]),
            .init(
                Label("地质灾害监测预警平台", en: "Hazard platform"), from: day(2022, 1, 1), to: day(2024, 12, 31), share: 0.4, tone: .bad, note: "投资 2,000 万元",
                milestones: [.init(day(2024, 10, 1), Label("上线", en: "live"))]),
            .init(Label("科技特派员工作站", en: "Stations"), from: day(2023, 1, 1), to: day(2025, 12, 31), isSimulated: true),
        ])

    /// Every block there is.
    static let everything: [Block] = [
        .masthead(masthead), .heading("总体情况", en: "Overview"),
        .paragraph([
            Phrase(Label("本年度共", en: "This year ")), Phrase("33", link: .inbox, isStrong: true), Phrase(Label("个项目在建，", en: " projects are under way, ")),
            Phrase(Label("进度滞后", en: "behind"), tone: .bad),
            Phrase(Label("的有4个。\n第二段接着说明各责任单位的工作进展和存在的问题，并提出下一步的措施建议。", en: ": four.\nThe second paragraph goes on.")),
        ]),
        .notice("以下数据截至2025年12月31日。", en: "Data as of 31 December 2025.", .warning),
        .list([[Phrase(Label("加大投入", en: "Spend more"))], [Phrase(Label("补齐短板", en: "Close gaps"))]]),
        .facts([
            Fact(Label("在建项目", en: "Projects"), "33", unit: "个", note: Phrase(Label("较上年增加5个", en: "5 more")), tone: .good),
            Fact(Label("完成投资", en: "Invested"), "1,234", unit: "万元", share: 0.35, isSimulated: true), Fact(Label("专利", en: "Patents"), nil),
        ]),
        .choices([Choosable(Label("2024年", en: "2024"), .inbox, isChosen: false), Choosable(Label("2025年", en: "2025"), .inbox, isChosen: true)]),
        .heading("指标", en: "Targets", level: 3), .table(table), .chart(drawing(.lines)), .chart(drawing(.bars)), .chart(drawing(.stackedBars)),
        .chart(
            Drawing(
                Label("各乡镇企业数", en: "Enterprises by township"), .horizontalBars, unit: "家",
                categories: ["城东街道", "黑溪镇", "名字特别长的少数民族自治乡人民政府所在地工业集中区管理委员会"].map { Label($0, en: $0) },
                series: [.init(Label("企业", en: "Enterprises"), [12, 7, 3])])),
        .chart(
            Drawing(
                Label("投资来源", en: "Sources"), .pie, unit: "万元",
                categories: [Label("财政", en: "Public"), Label("企业", en: "Enterprises"), Label("银行", en: "Banks")],
                series: [.init(Label("投资", en: "Money"), [300, 600, 100])])),
        .trajectories(trajectories),
        .group(
            Label("项目", en: "Projects"),
            [
                .schedule(schedule), .heading("问题", en: "Problems", level: 2),
                .cards([
                    Card(
                        Phrase(Label("项目延期", en: "Project delayed")), tags: [Phrase(Label("资金", en: "Money"))],
                        lines: [[Phrase(Label("配套资金未到位。", en: "Funds are missing."))]],
                        fields: [(Label("责任单位", en: "Unit"), Phrase(Label("县财政局", en: "Finance")))], deeds: [.open(Label("打开", en: "Open"), .inbox)], tone: .bad
                    )
                ]),
            ]),
        .pageBreak,
        .beside([.paragraph("左栏文字。", en: "Left words.")], [.paragraph("右栏文字。", en: "Right words.")]),
        .source(SourceText(Label("规划原文", en: "The plan"), text: "到2025年，高新技术企业达到60家。", marks: [.init(7..<13, Label("指标名称", en: "Name"), anchor: "a")])),
        .deeds([.open(Label("打开", en: "Open"), .inbox)]),
    ]

    /// A report of about 30 pages with 10 charts, ten targets on their way and a schedule of 20 projects.
    static let report: [Block] = {
        var blocks: [Block] = [.masthead(masthead)]
        let sentence = "各责任单位围绕规划目标推进工作，重点项目有序实施，创新主体不断壮大，科技投入稳步增长，但仍存在配套资金到位不及时、人才引进不足等问题。"
        for chapter in 1...10 {
            blocks.append(.heading("第\(chapter)方面的工作", en: "Work \(chapter)"))
            for section in 1...3 {
                blocks.append(.heading("重点任务\(section)", en: "Task \(section)", level: 3))
                for _ in 0..<3 { blocks.append(.paragraph(String(repeating: sentence, count: 2), en: "Work goes on.")) }
            }
            blocks += [.table(table), .chart(drawing([.lines, .bars, .stackedBars][chapter % 3], "第\(chapter)类投入"))]
        }
        blocks.append(.trajectories(Array(repeating: trajectories[0], count: 10)))
        let bars = (1...20).map {
            Schedule.Bar(Label("重点项目\($0)", en: "Project \($0)"), from: day(2021, 1 + $0 % 12, 1), to: day(2025, 1 + $0 % 12, 1), share: Double($0) / 20)
        }
        blocks.append(.schedule(Schedule(Label("项目", en: "Projects"), from: day(2021, 1, 1), to: day(2025, 12, 31), today: day(2024, 6, 1), bars: bars)))
        return blocks
    }()
}
