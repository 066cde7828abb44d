import PlanDesk
import Testing

/// Which code a region has, by its name and those of the regions around it.
struct GazetteerTests {
    private let gazetteer = Gazetteer(
        """
        adcode,name,longitude,latitude
        110000000000,北京市,116.4,39.9
        110105000000,朝阳区,116.5,39.9
        220000000000,吉林省,125.3,43.8
        220100000000,长春市,125.3,43.8
        220104000000,朝阳区,125.2,43.8
        429000000000,省直辖县级行政区划,,
        429004000000,仙桃市,113.4,30.3
        a line that is none
        """)

    @Test(arguments: [
        (["仙桃市"], "429004"), (["北京市"], "110000"), (["长春市"], "220100"), (["北京市", "朝阳区"], "110105"), (["吉林省", "长春市", "朝阳区"], "220104"),
        (["吉林省", "朝阳区"], "220104"),
    ])
    func aNameLeadsToItsCode(_ path: [String], _ code: String) { #expect(gazetteer.code(of: path) == code) }

    @Test(arguments: [["朝阳区"], ["上海市", "朝阳区"], ["石桥镇"], []])
    func whatIsUnknownOrCouldBeSeveralHasNone(_ path: [String]) { #expect(gazetteer.code(of: path) == nil) }

    @Test func onlyRegionsAreListedInTheOrderOfTheirCodes() { #expect(gazetteer.regions.map(\.code) == ["11", "110105", "22", "2201", "220104", "429004"]) }
}
