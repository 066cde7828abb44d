import Testing

@testable import PlanReading

@Suite("Units are read as plans print them")
struct UnitTests {
    @Test(
        "The whole of the words is one unit",
        arguments: [
            "家", "个", "项", "件", "人次", "%", "％", "‰", "亿元", "万元", "万亿元", "亿美元", "件/万人", "吨标准煤/万元", "元/人", "万人次", "万亩", "万千瓦", "万吨/日", "微克/立方米", "台（套）", "km",
            "m³", "MW", "PB", "张/千人", "岁", "年", "天", "小时", "个百分点",
            "立方米/万元", "平方米/人", "位次", "分",
        ])
    func whole(_ words: String) {
        let words = characters(words)
        #expect(Units.isUnit(words, words.all))
    }

    @Test("No unit", arguments: ["", "企业", "万家灯火", "家庭", "预期性", "高新技术企业", "2025年", "元宵节", "个体工商户"])
    func not(_ words: String) {
        let words = characters(words)
        #expect(!Units.isUnit(words, words.all))
    }

    @Test("Where a unit ends", arguments: [("家企业", 1), ("个百分点以上", 4), ("万元的", 2), ("亿元产业", 2), ("人次参加", 2), ("吨标准煤/万元，", 7), ("千瓦时电", 3), ("万千瓦装机", 3)])
    func end(_ words: String, _ length: Int) {
        let words = characters(words)
        #expect(Units.read(words, at: 0, limit: words.count)?.end == length)
    }

    @Test(
        "％ is %, and counters of bodies mean the same",
        arguments: [("%", "％", true), ("家", "个", true), ("亿元", "亿元", true), ("家", "万元", false), ("万元", "亿元", false), ("吨", "公里", false)])
    func same(_ left: String, _ right: String, _ isSame: Bool) {
        #expect(Units.same(left, right) == isSame)
        #expect(Units.same(right, left) == isSame)
    }

    @Test(
        "A multiplier is parted from its measure",
        arguments: [("万吨", 4, "吨"), ("亿元", 8, "元"), ("万亿元", 12, "元"), ("千瓦", 0, "千瓦"), ("万千瓦", 4, "千瓦"), ("家", 0, "家"), ("百人", 2, "人")])
    func scale(_ unit: String, _ power: Int, _ base: String) {
        #expect(Units.scale(unit).power == power)
        #expect(Units.scale(unit).base == characters(base))
    }
}
