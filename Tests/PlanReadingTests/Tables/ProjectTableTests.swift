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
}
