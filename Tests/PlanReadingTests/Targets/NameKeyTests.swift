import Testing

@testable import PlanReading

@Suite("Names of one indicator are made comparable")
struct NameKeyTests {
    @Test(
        "The same indicator, printed in two ways",
        arguments: [
            ("全社会研发投入占地区生产总值比重", "研发经费投入占GDP的比重"), ("规模以上工业企业", "规上工业企业"), ("每万人口发明专利拥有量", "万人发明专利"), ("高新技术企业数量", "高新技术企业"), ("全县高新技术企业", "高企"),
            ("R&D经费支出占地区生产总值比重", "研究与试验发展经费支出占地区生产总值之比"), ("有效发明专利拥有量", "发明专利拥有量"), ("科技进步对经济增长的贡献率", "科技进步贡献率"), ("技术合同成交额（亿元）", "技术合同成交额"),
            ("“专精特新”企业", "专精特新企业"), ("城镇登记失业率", "失业率"),
        ])
    func same(_ left: String, _ right: String) {
        #expect(NameKey(left) == NameKey(right))
        #expect(NameKey(left).similarity(to: NameKey(right)) == 1)
    }

    @Test(
        "Different indicators stay apart",
        arguments: [
            ("高新技术企业", "科技型中小企业"), ("森林覆盖率", "林木绿化率"), ("高新技术企业", "高新技术产业产值"), ("粮食产量", "粮食播种面积"),
        ])
    func different(_ left: String, _ right: String) {
        #expect(NameKey(left) != NameKey(right))
        #expect(NameKey(left).similarity(to: NameKey(right)) < 0.8)
    }

    @Test("Similarity is symmetric, between 0 and 1, and 0 for names without a shared pair")
    func similarity() {
        let names = ["高新技术企业", "国家高新技术企业", "企业", "森林覆盖率", "", "率", "研发投入强度"].map(NameKey.init)
        for left in names {
            for right in names {
                let value = left.similarity(to: right)
                #expect(value == right.similarity(to: left))
                #expect((0...1).contains(value))
            }
        }
        #expect(NameKey("高新技术企业").similarity(to: NameKey("森林覆盖率")) == 0)
    }

    @Test("A longer name ends with the shorter")
    func ends() {
        #expect(NameKey("国家高新技术企业").ends(with: NameKey("高新技术企业")))
        #expect(!NameKey("高新技术企业").ends(with: NameKey("国家高新技术企业")))
        #expect(!NameKey("高新技术企业").ends(with: NameKey("高新技术企业")))
    }
}
