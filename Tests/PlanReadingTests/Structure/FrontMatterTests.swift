import Testing

@testable import PlanReading

@Suite("What stands before the plan: title, particulars, notice and signature")
struct FrontMatterTests {
    private static let body = "\n\n一、总体要求\n\n坚持绿色发展，推动农业高质量发展，促进农民增收，建设宜居宜业和美乡村，全面推进乡村振兴取得新进展，加快农业农村现代化。\n"

    @Test("A notice that hands the plan out")
    func notice() {
        let text = """
            云岭县人民政府文件

            云府发〔2022〕17号

            云岭县人民政府
            关于印发云岭县农业发展“十四五”规划的通知

            各乡镇人民政府，县政府各部门：
            现将《云岭县农业发展“十四五”规划》印发给你们，请认真贯彻执行。

            云岭县人民政府
            2022年3月18日

            云岭县农业发展“十四五”规划
            """ + Self.body
        let document = Reading.of(text).document
        #expect(document.title == "云岭县农业发展“十四五”规划")
        #expect(document.issuer == "云岭县人民政府")
        #expect(document.number == "云府发〔2022〕17号")
        #expect(document.date == "2022-03-18")
        #expect(document.region == "云岭县" && document.level == .county)
        #expect(document.from == 2021 && document.to == 2025)
        #expect(document.titleSpan.map { Passage(text)[$0] } == "云岭县农业发展“十四五”规划")
        #expect(Reading.of(text).outline.map(\.title) == ["总体要求"])
    }

    @Test("The block of particulars of a government site")
    func particulars() {
        let document = Reading.of(
            "[ 索引号 ] 11500/2022-00012 [ 发文字号 ] 云府办发〔2022〕9号\n[ 发布机构 ] 云岭县人民政府办公室\n[ 成文日期 ] 2022-05-11 [ 发布日期 ] 2022-05-20\n\n云岭县数字经济“十四五”规划" + Self.body
        ).document
        #expect(document.number == "云府办发〔2022〕9号")
        #expect(document.issuer == "云岭县人民政府办公室")
        #expect(document.date == "2022-05-11")
        #expect(document.title == "云岭县数字经济“十四五”规划")
    }

    @Test(
        "A title broken over lines, with its years below",
        arguments: [
            ("云岭县数字经济\n“十四五”发展规划", "云岭县数字经济“十四五”发展规划", 2021, 2025), ("清溪市数字经济发展三年行动计划\n（2023—2025年）", "清溪市数字经济发展三年行动计划（2023—2025年）", 2023, 2025),
            ("云岭县“十五五”农业规划", "云岭县“十五五”农业规划", 2026, 2030),
            ("# 云岭县文化旅游融合发展规划（2022—2026年）", "云岭县文化旅游融合发展规划（2022—2026年）", 2022, 2026), ("　　　　云岭县  人才发展“十四五”规划", "云岭县人才发展“十四五”规划", 2021, 2025),
        ])
    func titles(_ lines: String, _ title: String, _ from: Int, _ to: Int) {
        let document = Reading.of(lines + Self.body).document
        #expect(document.title == title)
        #expect(document.from == from && document.to == to)
    }

    @Test("Two offices that sign together")
    func offices() {
        let document = Reading.of("云岭县人才发展“十四五”规划" + Self.body + "\n\n中共云岭县委办公室  云岭县人民政府办公室\n2022年3月18日\n").document
        #expect(document.issuer == "中共云岭县委办公室、云岭县人民政府办公室")
        #expect(document.date == "2022-03-18")
    }

    @Test(
        "Levels of government",
        arguments: [("云岭县农业规划", DocumentFacts.Level.county), ("清溪市农业规划", .city), ("山东省农业规划", .province), ("国家农业科技规划", .nation), ("重庆市农业规划", .province)])
    func levels(_ title: String, _ level: DocumentFacts.Level) {
        #expect(Reading.of(title + Self.body).document.level == level)
    }

    @Test(
        "A date is a date in every form",
        arguments: [
            ("2022年3月18日", "2022-03-18"), ("二〇二二年三月十八日", "2022-03-18"), ("2022-05-11", "2022-05-11"), ("2022.5.1", "2022-05-01"), ("2022年3月", "2022-03"),
            ("２０２２年１２月３１日", "2022-12-31"), ("二〇二二年十二月三十一日", "2022-12-31"),
        ])
    func dates(_ words: String, _ iso: String) {
        let words = characters(words)
        #expect(FrontMatter.date(words, words.all)?.iso == iso)
    }

    @Test("No date", arguments: ["2022年", "2022年13月1日", "3月18日", "2022-2025"])
    func noDates(_ words: String) {
        let words = characters(words)
        #expect(FrontMatter.date(words, words.all) == nil)
    }

    @Test("A sentence below the title is the plan's own text", arguments: ["# ", ""])
    func preamble(_ mark: String) {
        let text = "\(mark)云岭县农业发展“十四五”规划\n\n到2025年，全县家庭农场达到1200家，为实现这一目标，特制定本规划。\n\n\(mark.isEmpty ? "" : "## ")一、总体要求\n\n坚持绿色发展。\n"
        let reading = Reading.of(text)
        #expect(reading.document.title == "云岭县农业发展“十四五”规划")
        #expect(reading.indicators.map(\.name) == ["家庭农场"])
    }

    @Test("Nothing is invented where nothing stands")
    func nothing() {
        let document = Reading.of("坚持绿色发展，推动农业高质量发展。\n").document
        #expect(document.title == nil && document.region == nil && document.level == nil && document.number == nil && document.date == nil)
    }
}
