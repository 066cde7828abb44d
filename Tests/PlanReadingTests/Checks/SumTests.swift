import Testing

@testable import PlanReading

struct SumTests {
    private let rows = [
        (name: "茶叶精制车间", content: "改造精制生产线三条。", period: "2021-2023", budget: "1200"),
        (name: "竹编展示馆", content: "建设展厅和工坊。", period: "2022-2024", budget: "800"),
        (name: "冷水鱼良种场", content: "建设孵化车间和循环水池。", period: "2022-2025", budget: "1500"),
    ]

    @Test func aTotalThatIsNotTheSum() {
        let wrong = Checked("一、重点项目\n" + projectList(rows, total: "3600"))
        #expect(wrong.quotes("sum-against-total", "3600", "1200", "800", "1500"))
        let right = Checked("一、重点项目\n" + projectList(rows, total: "3500"))
        #expect(right.count("sum-against-total") == 0)
    }

    @Test func subtotalsOfGroups() {
        func plan(_ first: String) -> String {
            """
            一、重点项目
            云岭县重点项目表
            序号\t项目名称\t性质\t建设内容\t建设年限\t投资（万元）\t责任单位
            一、农业类
            1\t茶叶精制车间\t新建\t改造生产线\t2021-2023\t1200\t县农业农村局
            2\t冷水鱼良种场\t新建\t建设孵化车间\t2022-2025\t1500\t县农业农村局
            小计\t\t\t\t\t\(first)\t
            二、文旅类
            3\t竹编展示馆\t新建\t建设展厅\t2022-2024\t800\t县文旅局
            4\t古街修缮\t新建\t修缮街巷\t2022-2024\t400\t县文旅局
            小计\t\t\t\t\t1200\t
            总计\t\t\t\t\t3900\t
            """
        }
        #expect(Checked(plan("2600")).quotes("sum-against-total", "小计", "1200", "1500"))
        #expect(Checked(plan("2600")).count("sum-against-total") == 1)
        #expect(Checked(plan("2700")).count("sum-against-total") == 0)
    }

    @Test func proseAgainstTheList() {
        #expect(Checked("一、重点项目\n规划实施3个重点项目，总投资0.45亿元，具体见下表。\n" + projectList(rows)).quotes("sum-against-total", "0.45亿元"))
        #expect(Checked("一、重点项目\n规划实施3个重点项目，总投资0.35亿元，具体见下表。\n" + projectList(rows)).count("sum-against-total") == 0)
        #expect(Checked("一、重点项目\n规划实施3个重点项目，总投资约3500万元，具体见下表。\n" + projectList(rows)).alarms == [])
    }

    @Test func partsOfAWholeInProse() {
        #expect(Checked("一、发展基础\n2020年，全县共有教师860人，其中小学、初中、高中及其他分别为400人、260人、120人、50人。").quotes("parts-against-whole", "860人", "400人"))
        #expect(Checked("一、发展基础\n2020年，全县共有教师860人，其中小学、初中、高中及其他分别为400人、260人、150人、50人。").count("parts-against-whole") == 0)
        // Examples need not add up.
        #expect(Checked("一、发展基础\n2020年，全县人才总量8600人，其中高级职称320人、博士45人。").count("parts-against-whole") == 0)
    }

    @Test func partsOfAWholeInATable() {
        func table(_ part: String) -> String {
            """
            二、主要目标
            专栏1  主要指标
            序号\t指标\t单位\t2020年\t2025年目标\t属性
            1\t茶园面积\t万亩\t20\t30\t预期性
            \t其中：高山茶园\t万亩\t12\t18\t预期性
            \t缓坡茶园\t万亩\t8\t\(part)\t预期性
            2\t茶叶产值\t亿元\t6\t9\t预期性
            """
        }
        #expect(Checked(table("14")).quotes("parts-against-whole", "30", "18", "14"))
        #expect(Checked(table("12")).count("parts-against-whole") == 0)
    }

    @Test func aSumInASentence() {
        #expect(Checked("二、主要任务\n到2025年，新建北线管网60公里、南线管网40公里，合计110公里。").quotes("sum-against-total", "合计110公里"))
        #expect(Checked("二、主要任务\n到2025年，新建北线管网60公里、南线管网40公里，合计100公里。").count("sum-against-total") == 0)
    }
}
