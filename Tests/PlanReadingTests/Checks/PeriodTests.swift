import Testing

@testable import PlanReading

struct PeriodTests {
    private func list(_ rows: String) -> String {
        "四、重点项目\n云岭县重点项目表\n序号\t项目名称\t性质\t建设内容\t起止年限\t建设周期\t投资（万元）\t责任单位\n" + rows
    }

    @Test func duration() {
        #expect(
            Checked(list("1\t茶叶精制车间\t新建\t改造生产线\t2021-2025\t4年\t1200\t县农业农村局\n2\t竹编展示馆\t新建\t建设展厅\t2022-2024\t3年\t800\t县文旅局\n")).quotes(
                "period-against-duration", "4年", "2021-2025"))
        #expect(
            Checked(list("1\t茶叶精制车间\t新建\t改造生产线\t2021-2025\t5年\t1200\t县农业农村局\n2\t竹编展示馆\t新建\t建设展厅\t2022-2024\t3年\t800\t县文旅局\n")).count("period-against-duration")
                == 0)
    }

    @Test func outsideThePlan() {
        let inside = (name: "茶叶精制车间", content: "改造精制生产线。", period: "2021-2023", budget: "1200")
        let beyond = (name: "石门抽水蓄能电站", content: "建设上下水库。", period: "2023-2028", budget: "80000")
        #expect(Checked("四、重点项目\n" + projectList([inside, beyond])).quotes("period-outside-plan", "2023-2028"))
        #expect(Checked("四、重点项目\n" + projectList([inside, inside])).count("period-outside-plan") == 0)
        // The text says that it goes on, and why.
        #expect(Checked("三、重点任务\n石门抽水蓄能电站计划2028年建成，投资跨期安排。\n四、重点项目\n" + projectList([inside, beyond])).count("period-outside-plan") == 0)
    }

    @Test func worksInTheText() {
        #expect(Checked("三、重点任务\n石门水库2022年开工、2027年完工，总工期4年。").count("period-against-duration") == 1)
        #expect(Checked("三、重点任务\n石门水库2022年开工、2027年完工，总工期6年。").count("period-against-duration") == 0)
    }
}
