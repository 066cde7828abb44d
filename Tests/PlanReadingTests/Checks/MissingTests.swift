import Testing

@testable import PlanReading

struct MissingTests {
    @Test func unitOfAnIndicator() {
        let wrong =
            "二、发展目标\n" + indicatorTable([("茶农培训", "", "800", "3000"), ("茶园面积", "万亩", "20", "30"), ("村级水厂", "座", "3", "8"), ("综合创新指数", "—", "34", "40")])
        #expect(Checked(wrong).quotes("missing-unit", "茶农培训"))
        #expect(Checked(wrong).count("missing-unit") == 1)
        let right = "二、发展目标\n" + indicatorTable([("茶农培训", "人次", "800", "3000"), ("茶园面积", "万亩", "20", "30"), ("综合创新指数", "", "34", "40")])
        #expect(Checked(right).count("missing-unit") == 0)
    }

    @Test func yuan() {
        let rows = [
            (name: "茶叶精制车间", content: "改造精制生产线。", period: "2021-2023", budget: "1200万元"),
            (name: "竹编展示馆", content: "建设展厅。", period: "2022-2024", budget: "800万"),
        ]
        #expect(Checked("四、重点项目\n" + projectList(rows)).quotes("missing-unit", "800万"))
        #expect(Checked("三、重点任务\n县财政每年安排资金500万，支持企业创新。").count("missing-unit") == 1)
        #expect(Checked("三、重点任务\n县财政每年安排资金500万元，受益群众3万。").count("missing-unit") == 0)
    }

    @Test func yearWithoutTheWord() {
        #expect(Checked("一、发展基础\n科技支出占比从2015的0.5%增长到2020年的0.53%。").quotes("missing-unit", "2015"))
        #expect(Checked("一、发展基础\n科技支出占比从2015年的0.5%增长到2020年的0.53%。").count("missing-unit") == 0)
    }

    @Test func baselineOfGrowth() {
        #expect(Checked("二、发展目标\n到2025年，竹编产业产值年均增长10%以上。").quotes("missing-baseline", "年均增长10%"))
        #expect(Checked("一、发展基础\n2020年，竹编产业产值3.2亿元。\n二、发展目标\n到2025年，竹编产业产值年均增长10%以上。").count("missing-baseline") == 0)
        // A fall in intensity has no amount to start from.
        #expect(Checked("二、发展目标\n“十四五”期间，单位工业增加值能耗下降12%。").count("missing-baseline") == 0)
    }
}
