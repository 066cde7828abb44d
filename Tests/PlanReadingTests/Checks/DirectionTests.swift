import Testing

@testable import PlanReading

struct DirectionTests {
    private func table(_ name: String, _ unit: String, _ base: String, _ target: String, note: String? = nil) -> String {
        "二、发展目标\n" + indicatorTable([(name, unit, base, target), ("茶园面积", "万亩", "20", "30"), ("村级水厂", "座", "3", "8")], note: note)
    }

    @Test func lessThanThereIs() {
        #expect(Checked(table("秸秆综合利用率", "%", "86", "82")).quotes("target-on-wrong-side", "86", "82"))
        #expect(Checked(table("秸秆综合利用率", "%", "82", "86")).count("target-on-wrong-side") == 0)
    }

    @Test func whereLessIsBetter() {
        #expect(Checked(table("万人火灾死亡率", "人/万人", "0.2", "0.1")).count("target-on-wrong-side") == 0)
        #expect(Checked(table("城镇调查失业率", "%", "5", "≤5.5")).alarms == [] || Checked(table("城镇调查失业率", "%", "5", "≤5.5")).count("target-on-wrong-side") == 1)
        #expect(Checked(table("单位地区生产总值能耗降低", "%", "[14]", "[12]", note: "注：[ ]内为五年累计数。")).count("target-on-wrong-side") == 0)
    }

    @Test func sumsOverThePlanStartFromNothing() {
        #expect(Checked(table("新增学位", "个", "—", "[500]", note: "注：[ ]内为五年累计数。")).count("target-on-wrong-side") == 0)
    }

    @Test func wordsAgainstFigures() {
        #expect(Checked("三、重点任务\n到2025年，监测站点由2020年的510个提高到420个。").quotes("target-on-wrong-side", "510个", "420个"))
        #expect(Checked("三、重点任务\n到2025年，监测站点由2020年的420个提高到510个，煤炭消费比重由60%下降到52%。").count("target-on-wrong-side") == 0)
    }
}
