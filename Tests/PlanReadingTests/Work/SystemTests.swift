import Testing

@testable import PlanReading

@Suite("Digital systems that the text commissions")
struct SystemTests {
    private func names(_ sentence: String) -> [String] {
        Reading.of("云岭县数字经济发展“十四五”规划\n\n第一章 重点任务\n\n\(sentence)\n").systems.map(\.name)
    }

    @Test(
        "A system has a name of its own",
        arguments: [
            ("建设智慧水务平台。", ["智慧水务平台"]), ("健全乡镇物流信息网络和质量追溯系统。", ["乡镇物流信息网络", "质量追溯系统"]),
            ("健全县、乡、村三级物流信息网络。", ["县、乡、村三级物流信息网络"]), ("加快建设产业大脑。", ["产业大脑"]),
        ])
    func commissioned(_ sentence: String, _ expected: [String]) { #expect(names(sentence) == expected) }

    @Test(
        "Kinds of systems and what others rest on are none",
        arguments: [
            "打造云平台。", "完善监测网络。", "构建以数据和云平台为支撑的服务体系。", "搭建云平台、监测网络。",
        ])
    func bare(_ sentence: String) { #expect(names(sentence) == []) }
}
