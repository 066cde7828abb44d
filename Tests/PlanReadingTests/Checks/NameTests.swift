import Testing

@testable import PlanReading

struct NameTests {
    private let content = "围绕高山茶、古树茶、花茶等特色品种，打造综合性技术服务平台，为县内茶叶加工企业提供检测、研发、包装设计等公共技术服务。"

    private func plan(_ item: String, _ project: String) -> String {
        "三、重点任务\n加快平台建设。\n专栏1  创新平台\n1．\(item)。\(content)\n2．竹编研发中心。组建竹编研发团队，开发文创产品，培养工艺传承人才。\n四、重点项目\n"
            + projectList([(project, content, "2022-2024", "1000"), ("石门冷链物流园", "建设冷库、分拣车间和配送中心，完善配套道路。", "2022-2024", "6200")])
    }

    @Test func boxItemAndProject() {
        #expect(Checked(plan("茶叶公共技术服务平台", "茶叶公共技术服务中心")).quotes("name-variant", "茶叶公共技术服务平台", "茶叶公共技术服务中心"))
        #expect(Checked(plan("茶叶公共技术服务平台", "茶叶公共技术服务平台")).count("name-variant") == 0)
        #expect(Checked(plan("茶叶公共技术服务平台", "茶叶公共技术服务平台建设项目")).count("name-variant") == 0)
    }

    @Test func offices() {
        func plan(_ second: String) -> String {
            "三、重点任务\n（一）建设平台\n统筹建设数据平台。（牵头单位：县数据资源管理局；责任单位：县财政局）\n（二）开放数据\n推进数据开放。（牵头单位：\(second)；责任单位：县司法局）\n"
        }
        #expect(Checked(plan("县数据管理局")).quotes("name-variant", "县数据管理局", "县数据资源管理局"))
        #expect(Checked(plan("县数据资源管理局")).count("name-variant") == 0)
    }

    @Test func abbreviationsAreNoVariants() {
        let list = projectList([("茶叶精制车间", "改造精制生产线。", "2021-2023", "1200")], unit: "白沙经济开发区管理委员会")
        #expect(Checked("三、重点任务\n由白沙经开区管委会组织实施。\n四、重点项目\n" + list).count("name-variant") == 0)
        #expect(Checked("三、重点任务\n由白沙经济开发区管委会组织实施。\n四、重点项目\n" + list.replacing("白沙经济开发区管理委员会", with: "白沙经开区管理委员会")).count("name-variant") == 1)
    }

    @Test func facilities() {
        let list = projectList([("白沙港多式联运中心", "建设泊位和堆场。", "2021-2023", "1200")])
        #expect(Checked("三、重点任务\n依托白沙港多式联运物流中心，发展铁水联运。\n四、重点项目\n" + list).count("name-variant") == 1)
        #expect(Checked("三、重点任务\n依托白沙港多式联运中心，发展铁水联运。\n四、重点项目\n" + list).count("name-variant") == 0)
    }

    @Test func overlappingProjects() {
        func list(_ second: String, _ content: String) -> String {
            projectList([("高山茶大数据平台", "采集茶园气象、土壤、病虫害数据，建设茶叶质量追溯系统，为茶农提供生产指导服务。", "2022-2024", "800"), (second, content, "2022-2024", "700")])
        }
        #expect(
            Checked("四、重点项目\n" + list("云岭茶叶全链大数据平台", "采集茶园气象、土壤、病虫害数据，建设茶叶质量追溯系统，为茶农提供生产和销售指导服务。")).quotes("overlapping-projects", "高山茶大数据平台", "云岭茶叶全链大数据平台"))
        #expect(Checked("四、重点项目\n" + list("竹编研发中心", "组建竹编研发团队，开发文创产品，培养工艺传承人才，建设展示展销场所。")).count("overlapping-projects") == 0)
        let towns = projectList([
            ("白沙镇卫生院改造", "改造门诊楼和病房，配备急救、检验和影像设备，完善信息系统。", "2022-2024", "800"), ("石门镇卫生院改造", "改造门诊楼和病房，配备急救、检验和影像设备，完善信息系统。", "2022-2024", "700"),
        ])
        #expect(Checked("四、重点项目\n" + towns).count("overlapping-projects") == 0)
    }
}
