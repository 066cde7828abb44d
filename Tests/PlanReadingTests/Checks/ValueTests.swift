import Testing

@testable import PlanReading

struct ValueTests {
    private let table = indicatorTable([
        ("科技型企业", "家", "120", "300"), ("高新技术企业", "家", "20", "45"), ("技术合同成交额", "亿元", "0.6", "1.5"), ("科技进步贡献率", "%", "52", "58"),
    ])

    @Test func textAgainstTable() {
        let wrong = Checked("一、发展目标\n到2025年，全县科技型企业达到350家，高新技术企业达到45家。\n" + table)
        #expect(wrong.quotes("table-against-text", "科技型企业达到350家", "300"))
        #expect(wrong.count("table-against-text") == 1)
        #expect(Checked("一、发展目标\n到2025年，全县科技型企业达到300家以上，高新技术企业达到45家。\n" + table).alarms == [])
    }

    @Test func unitsAreScaled() {
        #expect(Checked("二、发展目标\n到2025年，技术合同成交额达到15000万元。\n" + table).count("table-against-text") == 0)
        #expect(Checked("二、发展目标\n到2025年，技术合同成交额达到18000万元。\n" + table).count("table-against-text") == 1)
    }

    @Test func otherThingsOfLikeName() {
        let text = "二、发展目标\n到2025年，农业科技型企业达到80家，国家级高新技术企业孵化器达到2家，科技型企业年均增长20%以上。\n"
        #expect(Checked(text + table).count("table-against-text") == 0)
    }

    @Test func otherYears() {
        #expect(Checked("二、发展目标\n到2023年，科技型企业达到200家；到2025年，科技型企业达到300家。\n" + table).count("table-against-text") == 0)
    }

    @Test func textAgainstText() {
        let wrong = Checked("二、发展目标\n到2025年，建制村快递通达率达到100%，茶叶加工企业达到60家。\n三、重点任务\n到2025年，茶叶加工企业达到52家，品牌影响力明显增强。")
        #expect(wrong.quotes("same-quantity-two-values", "60家", "52家"))
        let right = Checked("二、发展目标\n到2025年，茶叶加工企业达到60家。\n三、重点任务\n到2025年，高山茶叶加工企业达到52家。")
        #expect(right.count("same-quantity-two-values") == 0)
    }

    @Test func baselineInTextAndTable() {
        #expect(Checked("一、发展基础\n2020年，全县高新技术企业达到28家。\n二、发展目标\n" + table).quotes("table-against-text", "28家", "20"))
        #expect(Checked("一、发展基础\n2020年，全县高新技术企业达到20家。\n二、发展目标\n" + table).count("table-against-text") == 0)
    }

    @Test func projectInTextAndTable() {
        let list = projectList([("石门冷链物流园", "建设冷库和分拣中心。", "2022-2024", "6200"), ("白沙茶叶市场", "建设交易大厅。", "2022-2023", "1800")])
        #expect(Checked("三、重点任务\n加快建设石门冷链物流园，总投资0.82亿元。\n" + list).quotes("table-against-text", "0.82亿元", "6200"))
        #expect(Checked("三、重点任务\n加快建设石门冷链物流园，总投资0.62亿元。\n" + list).count("table-against-text") == 0)
    }
}
