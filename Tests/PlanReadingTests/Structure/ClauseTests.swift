import Testing

@testable import PlanReading

@Suite("Clauses are sentences with ids of their own")
struct ClauseTests {
    private static let first = "加快发展茶叶、中药材，延长产业链条。"
    private static let second = "推进农业数字化转型，建设监测网络。"

    private static func plan(_ body: String) -> String { "云岭县农业发展“十四五”规划\n\n第一章 任务\n\n\(body)\n" }

    private func ids(_ text: String, of words: String) -> [String] {
        let passage = Passage(text)
        return Reading.of(text).clauses.filter { passage[$0.span].contains(words) }.map(\.id)
    }

    @Test(
        "An id stays when text is added elsewhere",
        arguments: [
            "全县农业基础稳固。\n\n\(first)\(second)", "\(first)\n\n全县农业基础稳固。\n\n\(second)", "一、新的一节\n\n坚持绿色发展。\n\n\(first)\(second)",
            "\(first)\(second)\n\n第二章 保障\n\n加强组织领导。", "\(first)\r\n\r\n\(second)",
        ])
    func stable(_ body: String) {
        for sentence in [Self.first, Self.second] {
            let before = ids(Self.plan(Self.first + Self.second), of: sentence)
            #expect(before.count == 1)
            #expect(ids(Self.plan(body), of: sentence) == before)
        }
    }

    @Test("White space and width change no id")
    func layout() {
        let id = ids(Self.plan(Self.first), of: "茶叶")
        #expect(ids(Self.plan("　　加快发展 茶叶、中药材，延长产业链条。"), of: "茶叶") == id)
        #expect(ids(Self.plan("加快发展茶叶、中药材,延长产业链条。"), of: "茶叶") == id)
    }

    @Test("Equal sentences have ids of their own, in order")
    func repeated() {
        let text = Self.plan("\(Self.first)\n\n坚持绿色发展。\n\n\(Self.first)")
        let found = ids(text, of: "茶叶")
        #expect(found.count == 2)
        #expect(found[1] == found[0] + "-2")
    }

    @Test("All ids of a document are different, and no clause overlaps the next")
    func unique() {
        let text = Self.plan((1...200).map { "建设第\($0)号监测站点，完善设施设备。" }.joined())
        let clauses = Reading.of(text).clauses
        #expect(clauses.count == 200)
        #expect(Set(clauses.map(\.id)).count == 200)
        #expect(zip(clauses, clauses.dropFirst()).allSatisfy { $0.span.end <= $1.span.start })
    }

    @Test("A clause knows its heading and its box")
    func places() {
        let reading = Reading.of("云岭县农业发展“十四五”规划\n\n第一章 任务\n\n（一）壮大产业\n\n发展茶叶。\n\n专栏1 重点工程\n1.农田建设。建设农田。\n2.灌区改造。改造渠道。\n\n（二）完善服务\n\n健全服务体系。\n")
        #expect(reading.clauses.filter { $0.box == nil }.map(\.heading) == [1, 2])
        #expect(reading.clauses.contains { $0.box == 0 })
    }
}
