import Testing

@testable import PlanReading

/// Rules that compare what several places say of one project or plan.
struct ConsistencyTests {
    private let list = projectList([("石门冷链物流园", "建设冷库和分拣中心。", "2022-2024", "6200"), ("乡村教师周转宿舍", "建设周转宿舍240套。", "2022-2023", "1800")])

    @Test func deadlines() {
        #expect(Checked("三、重点任务\n石门冷链物流园2023年底前建成投用，辐射周边乡镇。\n" + list).quotes("table-against-text", "石门冷链物流园", "2022-2024"))
        #expect(Checked("三、重点任务\n石门冷链物流园2024年底前建成投用，辐射周边乡镇。\n" + list).count("table-against-text") == 0)
    }

    @Test func contents() {
        #expect(Checked("三、重点任务\n“十四五”期间建设乡村教师周转宿舍260套。\n" + list).quotes("same-quantity-two-values", "260套", "240套"))
        #expect(Checked("三、重点任务\n“十四五”期间建设乡村教师周转宿舍240套。\n" + list).count("same-quantity-two-values") == 0)
    }

    @Test func planPeriod() {
        #expect(Checked("本规划根据有关法律制定，规划期为2021—2026年。\n一、发展基础\n产业稳步发展。").count("period-outside-plan") == 1)
        #expect(Checked("本规划根据有关法律制定，规划期为2021—2025年，展望到2035年。\n一、发展基础\n产业稳步发展。").count("period-outside-plan") == 0)
    }

    @Test func countOfIndicators() {
        let table = indicatorTable([("科技型企业", "家", "120", "300"), ("高新技术企业", "家", "20", "45"), ("科普基地", "个", "3", "8"), ("茶园面积", "万亩", "20", "30")])
        #expect(Checked("一、发展目标\n围绕发展需要，设置主要指标5项，具体如下。\n" + table).quotes("count-against-list", "主要指标5项"))
        #expect(Checked("一、发展目标\n围绕发展需要，设置主要指标4项，具体如下。\n" + table).count("count-against-list") == 0)
    }

    @Test func rowsThatAddUp() {
        func list(_ own: String) -> String {
            """
            四、重点项目
            云岭县重点项目表
            序号\t项目名称\t建设内容\t建设年限\t总投资（万元）\t财政资金（万元）\t自筹资金（万元）\t责任单位
            1\t茶叶精制车间\t改造生产线\t2021-2023\t1200\t400\t800\t县农业农村局
            2\t竹编展示馆\t建设展厅\t2022-2024\t800\t300\t500\t县文旅局
            3\t古街修缮\t修缮街巷\t2022-2024\t400\t100\t300\t县文旅局
            4\t冷水鱼良种场\t建设孵化车间\t2022-2025\t1500\t500\t\(own)\t县农业农村局
            """
        }
        #expect(Checked(list("1200")).quotes("sum-against-total", "1500", "1200"))
        #expect(Checked(list("1000")).count("sum-against-total") == 0)
    }

    @Test func sharesOfOneWhole() {
        #expect(Checked("一、发展基础\n2020年，三次产业结构调整为12.4:38.2:47.4。").count("sum-against-total") == 1)
        #expect(Checked("一、发展基础\n2020年，三次产业结构调整为12.4:38.2:49.4。").count("sum-against-total") == 0)
    }

    @Test func unfundedSystems() {
        #expect(Checked("一、重点任务\n重点产业稳步发展，企业服务不断完善。").count("unfunded-system") == 0)
    }
}
