import Testing

@testable import PlanReading

@Suite("Quantities are numbers with their unit and the words that say how exactly they are meant")
struct QuantityTests {
    /// Comparison, value, unit; + for 余 and 多. A Chinese numeral without a unit counts for nothing, in sentences as here.
    static func summaries(_ sentence: String) -> [String] {
        let words = characters(sentence)
        return Quantities.all(in: words, words.all, times: Times.all(in: words, words.all)).filter { $0.unit != nil || !$0.isHan }.map { quantity in
            let unit = quantity.unit.map { words.text($0) } ?? (quantity.isPercent ? "%" : "")
            return (quantity.comparison?.rawValue ?? "") + quantity.value.description + (quantity.isPercent ? "%" : unit) + (quantity.isRoughlyMore ? "+" : "")
        }
    }

    @Test(
        "One quantity",
        arguments: [
            ("达到85家", "85家"), ("达到1,200.5万元", "1200.5万元"), ("达到３４．４３万亩", "34.43万亩"), ("培育四百家企业", "400家"), ("十余家企业", "10家+"),
            ("达到百亿元", "100亿元"), ("达到2.2万亿元", "2.2万亿元"), ("引进3-5家", "3-5家"), ("引进3至5家", "3-5家"), ("引进1—2家", "1-2家"), ("引进１～２家", "1-2家"),
            ("引进3家至5家", "3-5家"), ("70%以上", ">=70%"), ("百分之三十", "30%"), ("达到七成", "70%"), ("７０％", "70%"), ("开展培训120余次", "120次+"), ("约3亿元", "~3亿元"),
            ("投资3亿多元", "3亿多元"),
            ("≥95%", ">=95%"), ("≤9%", "<=9%"), ("＞4", ">4"), ("不低于95%", ">=95%"), ("不少于20个", ">=20个"), ("不超过10天", "<=10天"), ("超过500万元", ">500万元"),
            ("突破100亿元", ">100亿元"),
            ("低于3%", "<3%"), ("近200家", "~200家"), ("200家左右", "~200家"), ("200家以内", "<=200家"), ("200家（含）以上", ">=200家"), ("至少5个", ">=5个"), ("4.5件/万人", "4.5件/万人"),
            ("0.3吨标准煤/万元", "0.3吨标准煤/万元"),
            ("下降3.5个百分点", "3.5个百分点"), ("3.2倍", "3.2倍"), ("500P", "500P"), ("48万千瓦", "48万千瓦"), ("60立方米/日", "60立方米/日"), ("12‰", "12‰"), ("1.5万人次", "1.5万人次"),
        ])
    func one(_ sentence: String, _ summary: String) {
        #expect(Self.summaries(sentence) == [summary])
    }

    @Test("Several quantities of one sentence, in order")
    func several() {
        #expect(Self.summaries("企业达到80家，产值突破50亿元，研发投入占比2.5%以上") == ["80家", ">50亿元", ">=2.5%"])
        #expect(Self.summaries("分别达到3家、5家和10家以上") == ["3家", "5家", ">=10家"])
        #expect(Self.summaries("由2020年的37家增加到2025年的80家") == ["37家", "80家"])
    }

    @Test(
        "Digits and numerals that are no quantities",
        arguments: [
            "5G基站", "“十四五”期间", "四位一体", "零部件", "第三产业", "第3批", "统一部署", "唯一", "一体化", "成千上万", "2025年", "《规划（2018—2022年）》", "《关于支持100家企业的意见》",
            "RV2减速机", "APEC2014", "3D打印", "5A级景区", "10EB级", "H5页面", "B2B平台", "数百家", "几十家", "百亿级产业", "一般公共预算",
        ])
    func none(_ words: String) {
        #expect(Self.summaries(words) == [])
    }

    @Test("The core is the number with its unit, the range takes the words of comparison in")
    func ranges() throws {
        let words = characters("资金不低于500万元以上的")
        let quantity = try #require(Quantities.all(in: words, words.all, times: []).first)
        #expect(words.text(quantity.core) == "500万元")
        #expect(words.text(quantity.range) == "不低于500万元以上")
    }
}
