import Testing

@testable import PlanReading

@Suite("Headings and their order")
struct OutlineTests {
    /// Level, number and title of each heading.
    static func outline(_ body: String) -> [String] {
        Reading.of("云岭县农业发展“十四五”规划\n\n\(body)\n").outline.map { "\($0.level) \($0.number) \($0.title)\($0.isRunIn ? " …" : "")" }
    }

    @Test("第X章, 第X节, 一、, （一）, 1. and （1） are six levels")
    func six() {
        #expect(
            Self.outline(
                """
                第一章 发展目标
                第一节 总体要求
                一、指导思想
                坚持以人民为中心的发展思想，推动农业高质量发展。
                （一）壮大产业
                加快发展特色产业，延长产业链条。
                1.特色种植业
                发展茶叶、中药材等特色种植，建设生产基地。
                （1）茶叶
                改造低产茶园，推广优良品种。
                第二章 保障措施
                加强组织领导，落实工作责任。
                """) == ["1 第一章 发展目标", "2 第一节 总体要求", "3 一 指导思想", "4 （一） 壮大产业", "5 1 特色种植业", "6 （1） 茶叶", "1 第二章 保障措施"])
    }

    @Test("A document that begins with 一、 has it as its first level")
    func begins() {
        #expect(Self.outline("一、总体要求\n坚持绿色发展。\n（一）指导思想\n坚持以人民为中心。\n二、重点任务\n加快推进建设。") == ["1 一 总体要求", "2 （一） 指导思想", "1 二 重点任务"])
    }

    @Test("Decimal numbers")
    func decimals() {
        #expect(
            Self.outline("1 总体要求\n坚持绿色发展，推动产业转型。\n1.1 指导思想\n坚持以人民为中心。\n1.1.1 基本原则\n坚持统筹推进。\n1.2 目标\n增产增收。\n2 任务\n加快建设。") == [
                "1 1 总体要求", "2 1.1 指导思想", "3 1.1.1 基本原则", "2 1.2 目标", "1 2 任务",
            ])
    }

    @Test("Headings of Markdown, with and without numbers")
    func markdown() {
        #expect(
            Self.outline("# 一、总体要求\n\n坚持绿色发展。\n\n## （一）指导思想\n\n坚持以人民为中心。\n\n# 二、保障措施\n\n## 组织领导\n\n加强领导。") == ["1 一 总体要求", "2 （一） 指导思想", "1 二 保障措施", "2  组织领导"])
    }

    @Test("A heading that runs into its text ends with its first full stop")
    func runIn() {
        #expect(Self.outline("一、重点任务\n（一）壮大特色产业。加快发展茶叶、中药材，延长产业链条，建设生产基地。\n（二）建设数字乡村。推进农业数字化转型，建设监测网络。") == ["1 一 重点任务", "2 （一） 壮大特色产业 …", "2 （二） 建设数字乡村 …"])
        #expect(Self.outline("一、重点任务\n1.壮大特色产业。加快发展茶叶、中药材，延长产业链条。\n2.建设数字乡村。推进农业数字化转型，建设监测网络。") == ["1 一 重点任务", "2 1 壮大特色产业 …", "2 2 建设数字乡村 …"])
    }

    @Test(
        "Numbers that open no heading",
        arguments: [
            "2025年，全县粮食产量达到19万吨。", "3.5亿元用于农业基础设施建设，其余资金由社会筹集解决。", "三大主导产业产值实现稳步增长，农民收入持续增加。", "一是发展不平衡；二是基础设施薄弱；三是人才不足。",
        ])
    func none(_ line: String) {
        #expect(Self.outline("第一章 现状\n\(line)\n第二章 任务\n加快推进建设。") == ["1 第一章 现状", "1 第二章 任务"])
    }

    @Test("Items of a list that end with a semicolon are no headings")
    func items() {
        #expect(
            Self.outline("一、职责分工\n各部门职责如下：\n（一）农业部门负责种植业指导；\n（二）水利部门负责灌溉保障；\n（三）财政部门负责资金保障。\n二、保障措施\n加强组织领导。").filter { !$0.hasPrefix("2") } == [
                "1 一 职责分工", "1 二 保障措施",
            ])
    }

    @Test("The path of a heading names those above it")
    func path() {
        let outline = Reading.of("云岭县农业发展“十四五”规划\n第三章 任务\n一、产业\n（二）种植业\n发展茶叶。\n").outline
        #expect(outline.last?.path == "第三章/一/（二）")
    }

    @Test("The span of a heading is its line, or its words where the text runs in")
    func span() {
        let text = "云岭县农业发展“十四五”规划\n第一章　任务\n（一）壮大产业。发展茶叶，延长链条。\n（二）建设乡村。改善环境，提升面貌。\n"
        let passage = Passage(text)
        #expect(Reading.of(text).outline.map { passage[$0.span] } == ["第一章　任务", "（一）壮大产业", "（二）建设乡村"])
    }
}

@Suite("What a page has beside its text is noise")
struct PageFurnitureTests {
    @Test("Page numbers between and inside paragraphs", arguments: ["— 3 —", "- 12 -", "－３－", "第 3 页", "第3页 共40页", "3 / 40", "－ 3 －"])
    func pageNumbers(_ line: String) {
        let reading = Reading.of("云岭县农业发展“十四五”规划\n\n第一章 目标\n\n到2025年，粮食产量达到19万吨。\n\n\(line)\n\n第二章 任务\n\n加快推进建设。\n")
        #expect(reading.outline.map(\.title) == ["目标", "任务"])
        #expect(reading.indicators.map(\.statement) == ["粮食产量 19万吨 2025"])
        #expect(reading.clauses.count == 2)
    }

    @Test(
        "A table of contents, with leaders or without",
        arguments: [
            "第一章 发展目标………………………1\n第二章 重点任务………………………3\n一、壮大产业……………………5", "第一章 发展目标.................1\n第二章 重点任务.................3\n一、壮大产业.........5",
            "第一章 发展目标 ······ 1\n第二章 重点任务 ······ 3\n一、壮大产业 ······ 5", "第一章 发展目标\n第二章 重点任务\n一、壮大产业",
            "第一章 发展目标\t1\n第二章 重点任务\t3\n一、壮大产业\t5",
        ])
    func contents(_ entries: String) {
        let reading = Reading.of("云岭县农业发展“十四五”规划\n\n目  录\n\n\(entries)\n\n第一章 发展目标\n\n到2025年，粮食产量达到19万吨。\n\n第二章 重点任务\n\n一、壮大产业\n\n加快推进建设。\n")
        #expect(reading.outline.map(\.title) == ["发展目标", "重点任务", "壮大产业"])
        #expect(reading.indicators.count == 1)
    }

    @Test("The title again on every page")
    func runningHead() {
        let page = "云岭县农业发展“十四五”规划\n\n"
        let reading = Reading.of(
            "\(page)第一章 目标\n\n到2025年，粮食产量达到19万吨。\n\u{0C}\(page)第二章 任务\n\n加快推进建设。\n\u{0C}\(page)第三章 保障\n\n加强组织领导。\n\u{0C}\(page)第四章 附则\n\n本规划自发布之日起施行。\n")
        #expect(reading.document.title == "云岭县农业发展“十四五”规划")
        #expect(reading.outline.map(\.title) == ["目标", "任务", "保障", "附则"])
    }

    @Test(
        "Marks left by conversion from Word are not seen",
        arguments: ["[bookmark: _Toc81000008]", "[书签: _Toc1]", "{ TOC \\o \"1-3\" }", "错误！未定义书签。", "_GoBack"])
    func residue(_ mark: String) {
        let reading = Reading.of("云岭县农业发展“十四五”规划\n\n\(mark)第一章 目标\n\n到2025年，\(mark)粮食产量达到19万吨。\n")
        #expect(reading.outline.map { "\($0.number) \($0.title)" } == ["第一章 目标"])
        #expect(reading.indicators.map(\.statement) == ["粮食产量 19万吨 2025"])
    }

    @Test("A paragraph broken into lines of a page is one paragraph")
    func wrapped() {
        let paragraph =
            "到2025年，全县农业发展基础更加稳固，乡村振兴取得重大进展，粮食产量稳定在19万吨以上，主要农作物耕种收综合机械化率达到60%，农产品加工业产值突破60亿元，农村居民人均可支配收入达到2.5万元，农业科技进步贡献率达到65%，高标准农田面积达到28万亩，家庭农场达到1200家。"
        let characters = Array(paragraph)
        let lines = stride(from: 0, to: characters.count, by: 18).map { String(characters[$0..<min(characters.count, $0 + 18)]) }.joined(separator: "\n")
        let body = "全县农业发展的总体思路是坚持统筹推进，突出重点领域和关键环节，补齐短板，做强特色产业，推动农业全面升级、农村全面进步、农民全面发展，走出一条具有山区特色的发展道路。"
        let bodyLines = stride(from: 0, to: body.count, by: 18).map { String(Array(body)[$0..<min(body.count, $0 + 18)]) }.joined(separator: "\n")
        let whole = Reading.of("云岭县农业发展“十四五”规划\n\n第一章 目标\n\n\(body)\n\n\(paragraph)\n").indicators.map(\.statement)
        let broken = Reading.of("云岭县农业发展“十四五”规划\n\n第一章 目标\n\n\(bodyLines)\n\n\(lines)\n").indicators.map(\.statement)
        #expect(whole.count == 7)
        #expect(broken == whole)
    }
}
