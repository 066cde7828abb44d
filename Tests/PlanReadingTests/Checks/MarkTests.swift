import Testing

@testable import PlanReading

struct MarkTests {
    private func plan(_ first: String, _ second: String) -> String {
        "二、发展目标\n" + indicatorTable([("新建村级水厂", "座", "—", "【8】"), ("茶园面积", "万亩", "20", "30"), ("科普基地", "个", "3", "8")], note: first)
            + "三、重点任务\n扎实推进各项任务，确保目标如期实现。\n"
            + indicatorTable([("茶叶产值", "亿元", "6", "【9】"), ("民宿", "家", "50", "80"), ("冷库库容", "万立方米", "2", "5")], note: second, box: 2)
    }

    @Test func twoMeanings() {
        #expect(Checked(plan("注：【】内为五年累计数。", "注：【】内为2025年预计数。")).quotes("mark-with-two-meanings", "五年累计数", "预计数"))
        #expect(Checked(plan("注：【】内为五年累计数。", "注：【】内为五年累计值。")).count("mark-with-two-meanings") == 0)
    }

    @Test func noMeaning() {
        let rows = [
            (name: "新建村级水厂", unit: "座", base: "—", target: "【8】"), (name: "茶园面积", unit: "万亩", base: "20", target: "30"),
            (name: "科普基地", unit: "个", base: "3", target: "8"),
        ]
        #expect(Checked("二、发展目标\n" + indicatorTable(rows)).count("mark-not-explained") == 1)
        #expect(Checked("二、发展目标\n" + indicatorTable(rows, note: "注：带【】的为五年累计数。")).count("mark-not-explained") == 0)
    }
}
