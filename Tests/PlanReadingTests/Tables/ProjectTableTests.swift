import Testing

@testable import PlanReading

@Suite("Project lists")
struct ProjectTableTests {
    @Test(
        "Budgets are in 万元 whatever the column says",
        arguments: [
            ("总投资（万元）", "30000", "30000"), ("总投资（亿元）", "3", "30000"), ("总投资（亿元）", "8.5", "85000"), ("总投资", "3亿元", "30000"), ("总投资", "约1.2亿元", "12000"),
            ("总投资", "2000万元", "2000"), ("总投资", "2000万", "2000"), ("估算投资（元）", "15000", "1.5"),
            ("总投资（万元）", "1,200.5", "1200.5"), ("资金需求（万元）", "３０００", "3000"), ("总投资（万元）", "1.5亿元", "15000"), ("总投资", "5千万元", "5000"),
        ])
    func budgets(_ head: String, _ cell: String, _ budget: String) {
        let reading = Reading.section("| 序号 | 项目名称 | \(head) | 责任单位 |\n|---|---|---|---|\n| 1 | 智慧水务平台 | \(cell) | 县水利局 |\n| 2 | 冷链中心 | \(cell) | 县商务局 |")
        #expect(reading.projects.map { $0.budget?.description } == [budget, budget])
        #expect(reading.projects.first?.budgetAsPrinted == cell)
    }

    @Test("The caption gives the unit of money where the head does not")
    func caption() {
        let reading = Reading.section("重点项目表\n单位：亿元\n| 序号 | 项目名称 | 总投资 | 责任单位 |\n|---|---|---|---|\n| 1 | 智慧水务平台 | 0.5 | 县水利局 |\n| 2 | 冷链中心 | 1 | 县商务局 |")
        #expect(reading.projects.map { $0.budget?.description } == ["5000", "10000"])
    }

    @Test("A yearly column beside the total is not the budget")
    func yearly() {
        let reading = Reading.section(
            "| 序号 | 项目名称 | 2023年计划投资（万元） | 总投资（万元） | 责任单位 |\n|---|---|---|---|---|\n| 1 | 智慧水务平台 | 100 | 900 | 县水利局 |\n| 2 | 冷链中心 | 200 | 800 | 县商务局 |")
        #expect(reading.projects.map { $0.budget?.description } == ["900", "800"])
    }

    @Test(
        "A period is two years, one year, or a number of years",
        arguments: [
            ("起止年限", "2022—2024年", "2022-2024", 2022, 2024, nil), ("起止年限", "2022年-2024年", "2022-2024", 2022, 2024, nil),
            ("建设年限", "2023", "2023", 2023, 2023, nil), ("建设年限", "２０２２～２０２４", "2022-2024", 2022, 2024, nil), ("建设周期", "3年", nil, nil, nil, 3),
            ("建设周期", "2022-2024", "2022-2024", 2022, 2024, nil),
            ("实施周期（年）", "3", nil, nil, nil, 3),
        ] as [(String, String, String?, Int?, Int?, Int?)])
    func periods(_ head: String, _ cell: String, _ period: String?, _ from: Int?, _ to: Int?, _ years: Int?) {
        let reading = Reading.section("| 序号 | 项目名称 | \(head) | 总投资（万元） |\n|---|---|---|---|\n| 1 | 智慧水务平台 | \(cell) | 900 |\n| 2 | 冷链中心 | \(cell) | 800 |")
        let project = reading.projects.first
        #expect(project?.period == period)
        #expect(project?.from == from)
        #expect(project?.to == to)
        #expect(project?.years == years.map { Number($0) })
    }

    @Test("Who leads, who helps, who answers and who builds are kept apart")
    func units() {
        let reading = Reading.section(
            """
            | 序号 | 项目名称 | 总投资（万元） | 牵头单位 | 配合单位 | 实施主体 |
            |---|---|---|---|---|---|
            | 1 | 智慧水务平台 | 900 | 县水利局 | 县财政局、县住房城乡建设局（县人防办） | 水务公司 |
            | 2 | 冷链中心 | 800 | 县商务局 | — | 供销集团 |
            """)
        #expect(
            reading.projects.map { $0.units.map { "\($0.role.rawValue) \($0.name)" } } == [
                ["牵头单位 县水利局", "配合单位 县财政局", "配合单位 县住房城乡建设局（县人防办）", "实施主体 水务公司"], ["牵头单位 县商务局", "实施主体 供销集团"],
            ])
    }

    @Test("Roles inside one cell")
    func rolesInCell() {
        let reading = Reading.section(
            "| 序号 | 项目名称 | 总投资（万元） | 责任单位 |\n|---|---|---|---|\n| 1 | 智慧水务平台 | 900 | 牵头单位：县水利局；配合单位：县财政局、各乡镇 |\n| 2 | 冷链中心 | 800 | 县商务局 |")
        #expect(reading.projects.first?.units.map { "\($0.role.rawValue) \($0.name)" } == ["牵头单位 县水利局", "配合单位 县财政局", "配合单位 各乡镇"])
    }

    @Test("Groups, subtotals and the total are no projects", arguments: ["tabs", "pipes"])
    func groups(_ shape: String) {
        let rows = [
            "序号\t项目名称\t建设内容\t总投资（万元）\t责任单位", "一、基础设施（2个）", "1\t灌区改造工程\t改造渠道20公里\t3000\t县水利局", "2\t管网延伸工程\t延伸管网30公里\t1000\t县水利局", "小计\t\t\t4000\t", "二、信息化",
            "3\t智慧水务平台\t建设监测中心\t900\t县水利局", "小计\t\t\t900\t", "合计\t\t\t4900\t",
        ]
        let body =
            shape == "tabs"
            ? rows.joined(separator: "\n")
            : rows.map { row in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                return "| " + cells.joined(separator: " | ") + String(repeating: " | ", count: 5 - cells.count) + " |"
            }.joined(separator: "\n")
        let reading = Reading.section(body)
        #expect(
            reading.projects.map { "\($0.number ?? "-") \($0.name) \($0.group ?? "-")" } == ["1 灌区改造工程 一、基础设施（2个）", "2 管网延伸工程 一、基础设施（2个）", "3 智慧水务平台 二、信息化"])
        #expect(
            reading.projectTotals.map { "\($0.label) \($0.amount) before \($0.before)\($0.isGrand ? " grand" : "")" } == [
                "小计 4000 before 2", "小计 900 before 3", "合计 4900 before 3 grand",
            ])
    }

    @Test("A list goes on in a continued table")
    func continued() {
        let head = "| 序号 | 项目名称 | 总投资（万元） | 责任单位 |\n|---|---|---|---|\n"
        let reading = Reading.section("\(head)| 1 | 智慧水务平台 | 900 | 县水利局 |\n\n续表\n\n\(head)| 2 | 冷链中心 | 800 | 县商务局 |")
        #expect(reading.projects.map(\.list) == [0, 0])
        #expect(reading.projects.map(\.name) == ["智慧水务平台", "冷链中心"])
    }

    @Test("Two tables of projects are two lists")
    func lists() {
        let table = "| 序号 | 项目名称 | 总投资（万元） | 责任单位 |\n|---|---|---|---|\n| 1 | 智慧水务平台 | 900 | 县水利局 |\n| 2 | 冷链中心 | 800 | 县商务局 |"
        let reading = Reading.section("\(table)\n\n（二）储备项目\n\n全县储备项目如下，按年度滚动推进。\n\n\(table.replacing("总投资", with: "估算投资"))")
        #expect(Set(reading.projects.map(\.list)).count == 2)
        #expect(reading.projects.count == 4)
    }

    @Test("The kind may stand in the name", arguments: ["新建", "续建", "改扩建"])
    func kind(_ kind: String) {
        let reading = Reading.section("| 序号 | 项目名称 | 总投资（万元） | 责任单位 |\n|---|---|---|---|\n| 1 | 冷链中心（\(kind)） | 900 | 县水利局 |\n| 2 | 水厂 | 800 | 县商务局 |")
        #expect(reading.projects.first?.kind == kind)
    }

    @Test("The spans of a project are its words")
    func spans() throws {
        let text =
            "云岭县农业发展“十四五”规划\n\n第一章 项目\n| 序号 | 项目名称 | 建设内容 | 总投资（万元） | 起止年限 |\n|---|---|---|---|---|\n| 1 | 智慧水务平台 | 建设监测中心 | 900 | 2022—2024 |\n| 2 | 冷链中心 | 建设冷库 | 800 | 2023 |\n"
        let passage = Passage(text)
        let project = try #require(Reading.of(text).projects.first)
        #expect(passage[project.nameSpan] == "智慧水务平台")
        #expect(project.contentSpan.map { passage[$0] } == "建设监测中心")
        #expect(project.budgetSpan.map { passage[$0] } == "900")
        #expect(project.periodSpan.map { passage[$0] } == "2022—2024")
        #expect(passage[project.span] == "1 | 智慧水务平台 | 建设监测中心 | 900 | 2022—2024")
    }

    @Test("Projects in running text: an item with its money and its years or who answers for it")
    func passages() {
        let reading = Reading.section(
            """
            （一）景区类
            1.白石峡谷项目。建设索道等，总投资8.6亿元，建设期限2023—2025年，责任单位：旅投集团。
            2.古街提升项目。总投资约2000万元，责任单位：白石镇、县文旅局。
            3.打造夜间经济。完善设施，营造氛围。
            """)
        #expect(
            reading.projects.map {
                "\($0.number ?? "") \($0.name) \($0.period ?? "-") \($0.budget?.description ?? "-") \($0.units.map(\.name)) \($0.group ?? "-")"
            } == [
                "1 白石峡谷项目 2023-2025 86000 [\"旅投集团\"] 景区类", "2 古街提升项目 - 2000 [\"白石镇\", \"县文旅局\"] 景区类",
            ])
    }

    @Test("Projects in lines of labels")
    func labels() {
        let reading = Reading.section(
            """
            项目编号：KJ-01
            项目名称：白石科创园
            建设内容：建设中试线4条
            建设期限：2026—2029年
            总投资：5.2亿元
            责任单位：县科技局、高新区管委会

            项目编号：KJ-02
            项目名称：县科技馆
            建设期限：2026—2028年
            总投资：8500万元
            责任单位：县科协
            """)
        #expect(
            reading.projects.map { "\($0.number ?? "") \($0.name) \($0.period ?? "-") \($0.budget?.description ?? "-") \($0.content ?? "-")" } == [
                "KJ-01 白石科创园 2026-2029 52000 建设中试线4条", "KJ-02 县科技馆 2026-2028 8500 -",
            ])
        #expect(reading.indicators.isEmpty)
    }

    @Test("备注 that says 新建 of every project is the column of kinds")
    func kindsInNotes() {
        let reading = Reading.section(
            "| 序号 | 项目名称 | 总投资（万元） | 责任单位 | 备注 |\n|---|---|---|---|---|\n| 1 | 水务平台 | 900 | 县水利局 | 新建 |\n| 2 | 冷链中心 | 800 | 县商务局 | 续建 |")
        #expect(reading.projects.map(\.kind) == ["新建", "续建"])
    }

    @Test("A row that a page broke goes on below the repeated head")
    func brokenRow() {
        let head = "  序号  项目名称                  建设性质  建设年限     总投资    责任单位\n                                                        （万元）\n"
        let text =
            "云岭县水利“十四五”规划\n\n一、重点项目\n\n" + head + "    1   青石水库工程              新建      2022-2025    21000     县水利局\n"
            + "    2   白石河堤防加固及沿线      续建      2020-2025    14200     县水利局\n        生态修复\n\n                                    - 4 -\n\n" + head
            + "        提升工程\n    3   城北水厂工程              新建      2021-2023    8800      县水务集团\n    4   灌区改造工程              改造      2021-2025    6300      县灌区中心\n"
        #expect(
            Reading.of(text).projects.map { "\($0.name) \($0.budget?.description ?? "-")" } == [
                "青石水库工程 21000", "白石河堤防加固及沿线生态修复提升工程 14200", "城北水厂工程 8800", "灌区改造工程 6300",
            ])
    }
}
