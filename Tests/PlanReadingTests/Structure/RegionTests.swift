import Testing

@testable import PlanReading

@Suite("The region is what a title begins with")
struct RegionTests {
    @Test(
        "Region, level and code",
        arguments: [
            ("黔江区科技创新“十四五”规划", "黔江区", .county, "500114"), ("重庆市黔江区科技创新规划", "黔江区", .county, "500114"), ("湖南省长沙市岳麓区科技规划", "岳麓区", .county, nil),
            ("云岭县应急管理“十四五”规划", "云岭县", .county, nil),
            ("清溪市数字经济行动计划", "清溪市", .city, nil), ("山东省“十三五”科技创新规划", "山东省", .province, "370000"), ("重庆市数字经济规划", "重庆市", .province, "500000"),
            ("内蒙古自治区科技规划", "内蒙古自治区", .province, "150000"),
            ("石柱土家族自治县科技规划", "石柱土家族自治县", .county, "500240"), ("延边朝鲜族自治州科技规划", "延边朝鲜族自治州", .city, nil), ("国家创新驱动发展战略纲要", "全国", .nation, nil),
            ("中共云岭县委关于人才工作的意见", "云岭县", .county, nil), ("巫溪县人民政府", "巫溪县", .county, "500238"),
            ("东湖区卫生健康规划", "东湖区", .county, nil), ("岚山区人民政府", "岚山区", .county, nil), ("白石镇2026年工作要点", "白石镇", nil, nil),
            ("云岭县白石镇“十四五”规划", "白石镇", nil, nil), ("云岭县新型城镇化规划", "云岭县", .county, nil), ("云岭县乡村振兴规划", "云岭县", .county, nil),
            ("锡林郭勒盟畜牧规划", "锡林郭勒盟", .city, nil), ("鄂托克旗生态规划", "鄂托克旗", .county, nil),
        ] as [(String, String, DocumentFacts.Level?, String?)])
    func reads(_ title: String, _ name: String, _ level: DocumentFacts.Level?, _ code: String?) throws {
        let found = try #require(Regions.read(characters(title)))
        #expect(found.name == name)
        #expect(found.level == level)
        #expect(found.code == code)
    }

    @Test("No region", arguments: ["科技创新规划", "示范区建设方案", "高新区发展规划", "工业园区规划", "全区科技规划", "城市更新方案", "智慧社区建设规划", "", "区", "2025年县域规划", "主城区更新规划", "新型城镇化规划"])
    func none(_ title: String) {
        #expect(Regions.read(characters(title)) == nil)
    }
}
