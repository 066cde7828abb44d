import Testing

@testable import PlanReading

struct GrowthTests {
    private func table(_ growth: String) -> String {
        """
        一、发展目标
        专栏1  主要指标
        序号\t指标\t单位\t2020年\t2025年目标\t年均增长（%）\t属性
        1\t茶叶产值\t亿元\t10\t16.1\t10.0\t预期性
        2\t竹编产值\t亿元\t4\t5.6\t7.0\t预期性
        3\t民宿收入\t亿元\t2\t3.5\t\(growth)\t预期性
        """
    }

    @Test func columnOfGrowth() {
        #expect(Checked(table("15.8")).quotes("growth-against-values", "3.5", "15.8"))
        #expect(Checked(table("11.8")).count("growth-against-values") == 0)
    }

    @Test func pointsInASentence() {
        #expect(Checked("一、发展目标\n到2025年，秸秆利用率由80%提高到92%，提高15个百分点。").quotes("growth-against-values", "80%", "92%", "15个百分点"))
        #expect(Checked("一、发展目标\n到2025年，秸秆利用率由80%提高到92%，提高12个百分点。").count("growth-against-values") == 0)
    }

    @Test func moreThanAll() {
        #expect(Checked("一、发展目标\n到2025年，行政村快递覆盖率达到120%。").count("impossible-value") == 1)
        #expect(Checked("一、发展目标\n到2025年，行政村快递覆盖率达到100%，高中毛入学率达到104%，产值增长120%。").count("impossible-value") == 0)
    }

    @Test func roots() {
        #expect(abs(Growth.root(1.6105, 5) - 1.1) < 0.0001)
        #expect(abs(Growth.root(0.5, 5) - 0.87055) < 0.0001)
        #expect(Growth.root(0, 5) == 0)
    }
}
