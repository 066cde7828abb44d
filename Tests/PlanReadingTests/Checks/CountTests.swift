import Testing

@testable import PlanReading

struct CountTests {
    private let box = """
        专栏1  数字产业重点园区
        1．白沙软件园。发展工业软件。
        2．石门电子园。发展智能终端。
        3．南山文创园。发展数字出版。

        """

    @Test func announcedAndListed() {
        #expect(Checked("三、重点任务\n重点建设四大数字产业园区，推动要素集聚。\n" + box).quotes("count-against-list", "四大数字产业园区", "数字产业重点园区"))
        #expect(Checked("三、重点任务\n重点建设三大数字产业园区，推动要素集聚。\n" + box).count("count-against-list") == 0)
        // Another thing is counted.
        #expect(Checked("三、重点任务\n新建公办幼儿园8所，培育五大龙头企业。\n" + box).count("count-against-list") == 0)
    }

    @Test func referredTo() {
        #expect(Checked("三、重点任务\n实施5大惠民工程（见专栏1）。\n四、民生\n专栏1  惠民工程\n1．饮水安全。改造水厂。\n2．道路通畅。硬化道路。\n3．就医便利。改造卫生院。\n").count("count-against-list") == 1)
    }

    @Test func projects() {
        let list = projectList([
            ("茶叶精制车间", "改造精制生产线。", "2021-2023", "1200"), ("竹编展示馆", "建设展厅。", "2022-2024", "800"), ("冷水鱼良种场", "建设孵化车间。", "2022-2025", "1500"),
        ])
        #expect(Checked("四、重点项目\n规划期内共实施5个重点项目，具体如下。\n" + list).quotes("count-against-list", "5个重点项目"))
        #expect(Checked("四、重点项目\n规划期内共实施3个重点项目，具体如下。\n" + list).count("count-against-list") == 0)
        #expect(Checked("三、重点任务\n每年实施亿元以上技改项目12个。\n四、重点项目\n" + list).count("count-against-list") == 0)
    }

    @Test func namesInASentence() {
        #expect(Checked("三、重点任务\n围绕茶叶、竹编、冷水鱼、民宿三大主导产业，完善产业链条。").count("count-against-list") == 1)
        #expect(Checked("三、重点任务\n围绕茶叶、竹编、冷水鱼三大主导产业，健全县、乡、村三级体系。").count("count-against-list") == 0)
        #expect(Checked("三、重点任务\n创建“两个基地”（竹编基地、茶叶基地），涵盖入学、医疗、交通等20项服务。").count("count-against-list") == 0)
    }

    @Test func namesBehindAComma() {
        let five = "强基行动、育才行动、兴业行动、惠民行动、护绿行动"
        #expect(Checked("三、重点任务\n实施“六大行动”，统筹推进\(five)。").quotes("count-against-list", "六大行动", "护绿行动"))
        #expect(Checked("三、重点任务\n实施六大行动，即\(five)。").count("count-against-list") == 1)
        #expect(Checked("三、重点任务\n实施“五大行动”，统筹推进\(five)。").count("count-against-list") == 0)
        #expect(Checked("三、重点任务\n实施“六大行动”，加强组织领导、资金保障、监督考核。").count("count-against-list") == 0)
    }

    @Test func headings() {
        func plan(_ count: String) -> String {
            "三、重点任务\n实施\(count)大提升行动，确保取得实效。\n（一）企业提升行动\n培育龙头企业，完善服务机制。\n（二）品牌提升行动\n打造公共品牌，加强保护。\n（三）质量提升行动\n健全标准，加强检测。\n"
        }
        #expect(Checked(plan("四")).count("count-against-list") == 1)
        #expect(Checked(plan("三")).count("count-against-list") == 0)
    }
}
