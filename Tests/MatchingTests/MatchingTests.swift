import Matching
import Testing

@Suite("Demands and offers")
struct MatchingTests {
    private static let offers: [(id: Int, title: String, body: String)] = [
        (1, "桑蚕小蚕共育智能温控装备", "适用于桑蚕养殖，温湿度自动控制，降低劳动强度。"), (2, "茶叶加工废弃物资源化利用技术", "茶渣发酵制备有机肥。"),
        (3, "山地果园无人机植保系统", "基于北斗定位的变量施药技术。"), (4, "中药材青蒿种质资源保存与繁育", "组培快繁技术，提高青蒿素含量。"),
        (5, "LoRa农业物联网网关", "支持LoRa与NB-IoT双模通信，用于温湿度、土壤墒情监测。"), (6, "生猪粪污厌氧发酵沼气工程", "沼渣沼液制备有机肥。"),
    ]

    private func index() -> MatchIndex<Int> {
        var index = MatchIndex<Int>()
        for offer in Self.offers { index.add(offer.id, title: offer.title, body: offer.body) }
        return index
    }

    @Test(
        "The offer that fits comes first",
        arguments: [
            ("希望引进桑蚕养殖温控设备", 1), ("茶叶渣怎样做成有机肥", 2), ("果园病虫害防治需要无人机喷药", 3), ("青蒿种苗繁育", 4), ("需要ＬＯＲＡ网关", 5),
            ("猪场粪污处理", 6),
        ])
    func first(demand: String, offer: Int) { #expect(index().matches(title: demand).first?.id == offer) }

    @Test("Two characters are enough, and reasons are the phrases that both have")
    func reasons() throws {
        let match = try #require(index().matches(title: "青蒿").first)
        #expect(match.id == 4)
        #expect(match.share == 1)
        let soil = try #require(index().matches(title: "土壤墒情监测与温湿度预警").first)
        #expect(soil.id == 5)
        #expect(soil.reasons.map(\.phrase) == ["土壤墒情监测", "温湿度"])
        #expect(soil.reasons.allSatisfy { !$0.isInTitle })
        #expect(soil.share > 0.4 && soil.share < 1)
    }

    @Test("Points of the reasons add up to the score")
    func sum() throws {
        for offer in Self.offers {
            for match in index().matches(title: offer.body, body: "温湿度自动控制的有机肥发酵技术") {
                let sum = match.reasons.reduce(0) { $0 + $1.points }
                #expect(abs(sum - match.score) < 1e-9, "\(match)")
            }
        }
    }

    @Test("A text matches itself fully, whatever its length")
    func itself() throws {
        for offer in Self.offers {
            let match = try #require(index().matches(title: offer.title, body: offer.body).first)
            #expect(match.id == offer.id)
            #expect(match.share > 0.999_999)
        }
    }

    @Test("BM25 by hand: two texts of one term each")
    func byHand() throws {
        var index = MatchIndex<String>()
        index.add("蚕", title: "", body: "桑蚕")
        index.add("茶", title: "", body: "茶叶")
        // ln(1 + 1.5 / 1.5) × 1 × 2.2 / (1 + 1.2) = ln 2.
        let match = try #require(index.matches(title: "桑蚕").first)
        #expect(abs(match.score - 0.693_147_180_559_945_3) < 1e-12)
        // Three times in the title of a text half again as long as the mean: weight 3, length 3 of mean 2.
        index.add("题", title: "桑蚕", body: "")
        let titled = try #require(index.matches(title: "桑蚕").first { $0.id == "题" })
        let (rarity, norm) = (0.470_003_629_245_735_5, 1.2 * (0.25 + 0.75 * 3 / (5.0 / 3)))
        #expect(abs(titled.score - rarity * 3 * 2.2 / (3 + norm)) < 1e-12)
        #expect(titled.reasons.first?.isInTitle == true)
    }

    @Test("What was removed or replaced is found no more; filters hold; nothing matches nothing")
    func changes() {
        var index = index()
        index.remove(4)
        #expect(index.matches(title: "青蒿").isEmpty)
        index.add(1, title: "其他")
        #expect(index.matches(title: "桑蚕").isEmpty)
        #expect(index.count == 5)
        #expect(!index.matches(title: "有机肥", where: { $0 != 2 }).contains { $0.id == 2 })
        #expect(index.matches(title: "有机肥", limit: 0).isEmpty)
        #expect(index.matches(title: "").isEmpty)
        #expect(index.matches(title: "，。！").isEmpty)
        #expect(MatchIndex<Int>().matches(title: "有机肥").isEmpty)
    }
}
