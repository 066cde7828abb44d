import Testing

@testable import PlanReading

@Suite("The head of a column says what the column holds")
struct TableHeaderTests {
    static func role(_ head: String) -> ColumnRole {
        let words = characters(head)
        return TableHeader.role(words, words.all)
    }

    @Test(
        "Columns of an indicator table",
        arguments: [
            ("序号", .ordinal), ("编号", .ordinal), ("类别", .category), ("一级指标", .category), ("指标", .name), ("指标名称", .name), ("主要指标", .name), ("单位", .unit),
            ("计量单位", .unit), ("属性", .attribute), ("指标属性", .attribute), ("指标性质", .attribute),
            ("2020年", .target(2020)), ("2025年", .target(2025)), ("２０２５年", .target(2025)), ("2020年实际", .baseline(2020)), ("2020年基期值", .baseline(2020)),
            ("2020年（基期）", .baseline(2020)), ("现状值", .baseline(nil)), ("基期值", .baseline(nil)),
            ("2025年目标值", .target(2025)), ("2025年规划目标", .target(2025)), ("目标值", .target(nil)), ("规划值", .target(nil)), ("2025年（目标）", .target(2025)),
            ("“十三五”末完成值", .baseline(2020)), ("“十四五”末目标", .target(2025)),
            ("年均增长", .extra), ("年均增长（%）", .extra), ("年均增速〔累计〕", .extra), ("五年累计", .extra), ("增长", .extra), ("备注", .note),
        ] as [(String, ColumnRole)])
    func indicators(_ head: String, _ role: ColumnRole) {
        #expect(Self.role(head) == role)
    }

    @Test(
        "Columns of a project list",
        arguments: [
            ("项目名称", .name), ("项目编号", .ordinal), ("建设性质", .kind), ("项目性质", .kind), ("建设内容", .content), ("主要建设内容及规模", .content), ("建设内容及规模", .content),
            ("建设年限", .period), ("起止年限", .period), ("建设周期", .duration), ("实施周期", .duration), ("完成时限", .period),
            ("总投资", .budget), ("总投资（万元）", .budget), ("估算投资（亿元）", .budget), ("2023年计划投资（万元）", .budget), ("“十四五”投资", .budget), ("资金需求", .budget),
            ("建设地点", .place),
            ("牵头单位", .responsible(.lead)), ("责任单位", .responsible(.responsible)), ("责任部门", .responsible(.responsible)), ("配合单位", .responsible(.support)),
            ("实施主体", .responsible(.implementer)), ("建设单位", .responsible(.implementer)), ("业主单位", .responsible(.implementer)),
            ("主管部门", .responsible(.supervisor)),
        ] as [(String, ColumnRole)])
    func projects(_ head: String, _ role: ColumnRole) {
        #expect(Self.role(head) == role)
    }

    @Test("What is no head", arguments: ["高新技术企业", "预期性", "85", "家", "", "到2025年，高新技术企业达到80家以上的目标全面实现，企业创新能力显著增强", "县科技局"])
    func none(_ words: String) {
        let words = characters(words)
        #expect(!TableHeader.isHead(words, words.all))
    }
}
