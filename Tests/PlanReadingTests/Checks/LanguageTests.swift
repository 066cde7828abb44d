import Testing

@testable import PlanReading

struct LanguageTests {
    @Test(arguments: ["进一步完善完善评价机制，激发活力。", "推动动人才政策落地见效，优化服务。", "引进茶业有限公司公司及团队，共建平台。", "开展进行品种改良，提升品质。", "各部门要要加强协调，落实责任。"])
    func doubledWords(_ sentence: String) { #expect(Checked("三、重点任务\n" + sentence).count("doubled-word") == 1) }

    @Test(arguments: [
        "让人人享有健康，家家户户受益，天天向好，处处见绿。", "聚焦重点产业产业链，支持民营企业企业家成长，吸引大学大学生就业。", "不断扩大大赛参与面，推动动力电池回收，加快快递进村。", "越来越多的茶农一件一件办实事。", "等等工作有序推进，扎扎实实见效。",
        "主要要素保障有力，各单位要要求明确，需要要素支撑。", "推进进口替代，完成成果转化，建设设施农业，开展展览活动。",
    ])
    func rightDoubling(_ sentence: String) { #expect(Checked("三、重点任务\n" + sentence).count("doubled-word") == 0) }

    @Test func quotes() {
        #expect(Checked("三、重点任务\n实施“云岭英才计划，引进高层次人才。").quotes("unbalanced-quote", "“云岭英才计划"))
        #expect(Checked("三、重点任务\n推行“揭榜挂帅、“赛马”等制度，落实《办法》。").count("unbalanced-quote") == 1)
        #expect(Checked("三、重点任务\n实施“云岭英才”计划（试行），落实《关于“双创”的办法》。").count("unbalanced-quote") == 0)
        #expect(Checked("三、重点任务\n落实《云岭县办法，加强监管。").count("unbalanced-quote") == 1)
    }

    @Test(arguments: ["加强监管，，落实责任。", "加强监管。，落实责任。", "病虫害防控以及.采后处理技术。", "发展茶叶、竹编、和民宿。", "保护植物（如、药用、观赏）资源。", "深度开发,对副产品综合利用。", "深化计划(项目)改革，加强管理。"])
    func slips(_ sentence: String) {
        let checked = Checked("三、重点任务\n" + sentence)
        #expect(checked.count("punctuation") + checked.count("width") == 1)
    }

    @Test(arguments: ["发展茶叶、竹编和民宿，建设美丽、和谐、宜居的乡村。", "加强监管，落实责任（试行）。", "建设5G基站，应用AI、VR等技术，占比3.5%。", "到2025年，比例达到3:1，时间为12:30。", "推行“一张图”“一张网”管理……"])
    func rightMarks(_ sentence: String) {
        let checked = Checked("三、重点任务\n" + sentence)
        #expect(checked.count("punctuation") + checked.count("width") == 0)
    }
}
