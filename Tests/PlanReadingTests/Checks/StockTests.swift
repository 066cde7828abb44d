import Testing

@testable import PlanReading

struct StockTests {
    @Test func stockAndNewInOneSentence() {
        #expect(Checked("三、重点任务\n在现有50家民宿基础上，到2025年新增民宿25家，总数达到80家。").quotes("stock-plus-new", "50家", "25家", "80家"))
        #expect(Checked("三、重点任务\n在现有50家民宿基础上，到2025年新增民宿25家，总数达到75家。").count("stock-plus-new") == 0)
    }

    @Test func baselineFromTheTable() {
        let table = indicatorTable([("科技服务机构", "家", "40", "90"), ("科技型企业", "家", "120", "300"), ("科普基地", "个", "3", "8")])
        #expect(Checked("二、发展目标\n“十四五”期间新增科技服务机构60家，累计达到90家。\n" + table).quotes("stock-plus-new", "40", "60家", "90家"))
        #expect(Checked("二、发展目标\n“十四五”期间新增科技服务机构50家，累计达到90家。\n" + table).count("stock-plus-new") == 0)
    }

    @Test func atLeastSoManyMayBeMore() {
        #expect(Checked("三、重点任务\n现有急救站28个，到2025年新增急救站10个以上，急救站达到40个。").count("stock-plus-new") == 0)
    }

    @Test func yearlyTimesYears() {
        #expect(Checked("三、重点任务\n每年培训茶农2000人次，五年累计培训茶农2万人次。").quotes("yearly-against-total", "每年培训茶农2000人次", "2万人次"))
        #expect(Checked("三、重点任务\n每年培训茶农2000人次，五年累计培训茶农1万人次。").count("yearly-against-total") == 0)
        #expect(Checked("三、重点任务\n每年培训茶农2000人次以上，五年累计培训茶农1万人次以上。").count("yearly-against-total") == 0)
    }

    @Test func yearlyAgainstBaselineAndTarget() {
        let table = indicatorTable([("高标准农田", "万亩", "16", "28"), ("茶园面积", "万亩", "20", "30"), ("村级水厂", "座", "3", "8")])
        #expect(Checked("三、重点任务\n每年新建高标准农田2.4万亩。\n" + table).count("yearly-against-total") == 0)
        #expect(Checked("三、重点任务\n每年新建高标准农田3万亩。\n" + table).quotes("yearly-against-total", "每年新建高标准农田3万亩", "28"))
    }

    @Test func otherYearlyThings() {
        #expect(Checked("三、重点任务\n每年举办茶文化节2场，五年累计培训茶农1万人次。").count("yearly-against-total") == 0)
    }
}
