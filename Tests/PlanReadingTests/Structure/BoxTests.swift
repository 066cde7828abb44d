import Testing

@testable import PlanReading

@Suite("Boxes, their items and where they end")
struct BoxTests {
    private func read(_ box: String, after: String = "（二）完善服务体系\n\n健全农业社会化服务。") -> Reading {
        .of("云岭县农业发展“十四五”规划\n\n第一章 任务\n\n（一）壮大特色产业\n\n发展茶叶、中药材。\n\n\(box)\n\n\(after)\n")
    }

    private func boxes(_ box: String, after: String = "（二）完善服务体系\n\n健全农业社会化服务。") -> [String] {
        let reading = read(box, after: after)
        return reading.boxes.map { "\($0.number) \($0.title): " + $0.items.map { "\($0.number ?? "-") \($0.title)" }.joined(separator: ", ") }
    }

    @Test(
        "Items are numbered in many ways",
        arguments: [
            ("专栏1 重点工程\n1.高标准农田建设。建设农田10万亩。\n2.灌区改造。改造渠道20公里。", "1 重点工程: 1 高标准农田建设, 2 灌区改造"),
            ("专栏一：重点工程\n1、高标准农田建设：建设农田。\n2、灌区改造：改造渠道。", "1 重点工程: 1 高标准农田建设, 2 灌区改造"),
            ("【专栏2】重点工程\n（1）高标准农田建设。建设农田。\n（2）灌区改造。改造渠道。", "2 重点工程: （1） 高标准农田建设, （2） 灌区改造"),
            ("专栏3 重点工程\n①高标准农田建设。建设农田。\n②灌区改造。改造渠道。", "3 重点工程: ① 高标准农田建设, ② 灌区改造"),
            ("专栏4 重点工程\n●高标准农田建设。建设农田。\n●灌区改造。改造渠道。", "4 重点工程: ● 高标准农田建设, ● 灌区改造"), ("专栏5 重点工程\n01高标准农田建设。建设农田。\n02灌区改造。改造渠道。", "5 重点工程: 01 高标准农田建设, 02 灌区改造"),
            ("专栏6 重点工程\n高标准农田建设。建设农田。\n2.灌区改造。改造渠道。", "6 重点工程: - 高标准农田建设, 2 灌区改造"),
        ])
    func items(_ box: String, _ summary: String) {
        #expect(boxes(box) == [summary])
    }

    @Test("A box ends before the next heading", arguments: ["（二）完善服务体系\n\n健全农业社会化服务。", "二、完善服务体系\n\n健全农业社会化服务。", "第二章 完善服务体系\n\n健全农业社会化服务。"])
    func endsAtHeading(_ after: String) throws {
        let text = "专栏1 重点工程\n1.高标准农田建设。建设农田10万亩。\n2.灌区改造。改造渠道20公里。"
        let reading = read(text, after: after)
        #expect(reading.boxes.map(\.items.count) == [2])
        #expect(reading.outline.map(\.title) == ["任务", "壮大特色产业", "完善服务体系"])
        let passage = Passage("云岭县农业发展“十四五”规划\n\n第一章 任务\n\n（一）壮大特色产业\n\n发展茶叶、中药材。\n\n\(text)\n\n\(after)\n")
        #expect(passage[try #require(reading.boxes.first).span] == text)
    }

    @Test("A box ends where running text goes on")
    func endsAtText() {
        let reading = read("专栏1 重点工程\n1.高标准农田建设。建设农田10万亩。\n2.灌区改造。改造渠道20公里。\n\n各部门要按照职责分工，加强协调配合，确保工程按期完成。")
        #expect(reading.boxes.map(\.items.count) == [2])
        let clause = reading.clauses.first { $0.box == nil && $0.heading == 1 && reading.boxes[0].span.end < $0.span.start }
        #expect(clause != nil)
    }

    @Test("Two boxes in a row are two boxes")
    func two() {
        #expect(boxes("专栏1 重点工程\n1.农田建设。建设农田。\n2.灌区改造。改造渠道。\n\n专栏2 重点平台\n1.数据平台。归集数据。\n2.监测平台。建设站点。") == ["1 重点工程: 1 农田建设, 2 灌区改造", "2 重点平台: 1 数据平台, 2 监测平台"])
    }

    @Test("A box may be a table: its rows are its items")
    func table() {
        let reading = read("专栏1 主要指标\n| 序号 | 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|---|\n| 1 | 粮食产量 | 万吨 | 18.5 | 19 |\n| 2 | 家庭农场 | 家 | 873 | 1200 |")
        #expect(reading.boxes.map { "\($0.number) \($0.title) \($0.items.map(\.title))" } == ["1 主要指标 [\"粮食产量\", \"家庭农场\"]"])
        #expect(reading.indicators.map(\.box) == [0, 0])
    }

    @Test("A title below its number")
    func titleBelow() {
        #expect(boxes("专栏1\n\n重点工程\n\n1.农田建设。建设农田。\n2.灌区改造。改造渠道。") == ["1 重点工程: 1 农田建设, 2 灌区改造"])
    }

    @Test("A sentence that speaks of a box is no box", arguments: ["专栏1所列工程由农业部门牵头实施。", "专栏1和专栏2中的工程纳入年度计划。", "具体见专栏1。"])
    func references(_ sentence: String) {
        #expect(read(sentence).boxes.isEmpty)
    }

    @Test("Numbered lines of a box are no headings")
    func noHeadings() {
        #expect(read("专栏1 重点工程\n1.农田建设\n建设农田10万亩。\n2.灌区改造\n改造渠道20公里。").outline.map(\.title) == ["任务", "壮大特色产业", "完善服务体系"])
    }
}
