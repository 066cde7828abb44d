import Testing

@testable import PlanReading

extension Indicator {
    /// The whole row on one line.
    var summary: String {
        let from = baseline.map { "\(baselineYear.map(String.init) ?? "?"): \($0) → " } ?? ""
        let sign = comparison == .equal ? "" : comparison.rawValue
        let between = path.isEmpty ? "" : path.map { "\($0.year): \($0.value) → " }.joined()
        return "\(name) (\(unit ?? "-")) \(from)\(between)\(targetYear.map(String.init) ?? "?"): \(sign)\(target?.description ?? "-")"
            + (attribute.map { " \($0)" } ?? "") + (isCumulative ? " cumulative" : "")
    }
}

extension Reading {
    /// Reads a table, or anything else, as the second section of a small plan.
    static func section(_ body: String, title: String = "云岭县农业发展“十四五”规划") -> Reading {
        .of("\(title)\n\n第一章 发展目标\n\n全县农业发展主要指标如下。\n\n\(body)\n\n第二章 保障措施\n\n加强组织领导。\n")
    }
}

@Suite("A table is the same table in every shape in which it arrives")
struct TableShapeTests {
    static let indicators = PrintedTable(
        "序号 | 指标 | 单位 | 2020年 | 2025年 | 属性",
        [
            "1 | 高标准农田面积 | 万亩 | 16 | 28 | 约束性",
            "2 | 主要农作物耕种收综合机械化率 | % | 49 | 60以上 | 预期性",
            "3 | 家庭农场 | 家 | 873 | ≥1,200 | 预期性",
            "4 | 农业生产安全事故起数 | 起 | 12 | 8以下 | 约束性",
            "5 | 县级以上农业产业化龙头企业 | 家 | 34 | 60 | 预期性",
        ])

    @Test("Five indicators with unit, baseline and attribute", arguments: PrintedTable.Shape.allCases)
    func fiveIndicators(_ shape: PrintedTable.Shape) {
        let reading = Reading.section(Self.indicators.printed(shape))
        #expect(
            reading.indicators.map(\.summary) == [
                "高标准农田面积 (万亩) 2020: 16 → 2025: 28 约束性",
                "主要农作物耕种收综合机械化率 (%) 2020: 49 → 2025: >=60 预期性",
                "家庭农场 (家) 2020: 873 → 2025: >=1200 预期性",
                "农业生产安全事故起数 (起) 2020: 12 → 2025: <=8 约束性",
                "县级以上农业产业化龙头企业 (家) 2020: 34 → 2025: 60 预期性",
            ])
        #expect(reading.indicators.map(\.direction) == [.up, .up, .up, .down, .up])
        #expect(reading.indicators.allSatisfy { $0.origin == .table })
        #expect(reading.outline.map(\.title) == ["发展目标", "保障措施"])
        #expect(reading.projects.isEmpty)
    }

    @Test(
        "Without ordinals, with the unit in the name and three years",
        arguments: PrintedTable.Shape.allCases.filter { ![.cells, .spacedWrapped, .wrapped, .wrappedCentred].contains($0) })
    func threeYears(_ shape: PrintedTable.Shape) {
        let table = PrintedTable(
            "指标名称 | 2020年实际 | 2023年目标 | 2025年目标 | 属性",
            [
                "粮食产量（万吨） | 18.5 | 18.8 | 19 | 约束性", "森林覆盖率（%） | 52.1 | 53 | 54.5 | 约束性", "农产品加工业产值（亿元） | 36 | 48 | 60 | 预期性",
            ])
        #expect(
            Reading.section(table.printed(shape)).indicators.map(\.summary) == [
                "粮食产量 (万吨) 2020: 18.5 → 2023: 18.8 → 2025: 19 约束性",
                "森林覆盖率 (%) 2020: 52.1 → 2023: 53 → 2025: 54.5 约束性",
                "农产品加工业产值 (亿元) 2020: 36 → 2023: 48 → 2025: 60 预期性",
            ])
    }

    static let projects = PrintedTable(
        "序号 | 项目名称 | 建设性质 | 建设年限 | 总投资（万元） | 责任单位",
        [
            "1 | 智慧农业监测平台 | 新建 | 2022—2024年 | 3200 | 县农业农村局", "2 | 高标准农田改造提升工程 | 续建 | 2021-2025 | 24000 | 县农业农村局、县水利局",
            "3 | 冷链物流中心 | 新建 | 2023年 | 1,500.5 | 县商务局",
        ])

    @Test("Three projects with kind, period, budget and unit", arguments: PrintedTable.Shape.allCases)
    func threeProjects(_ shape: PrintedTable.Shape) {
        let reading = Reading.section(Self.projects.printed(shape))
        #expect(
            reading.projects.map { ProjectRow($0).description } == [
                "1 | 智慧农业监测平台 | 新建 | 2022-2024 | 3200 | 县农业农村局", "2 | 高标准农田改造提升工程 | 续建 | 2021-2025 | 24000 | 县农业农村局、县水利局",
                "3 | 冷链物流中心 | 新建 | 2023 | 1500.5 | 县商务局",
            ])
        #expect(reading.projects.map(\.from) == [2022, 2021, 2023])
        #expect(reading.projects.map(\.to) == [2024, 2025, 2023])
        #expect(reading.indicators.isEmpty)
    }
}
