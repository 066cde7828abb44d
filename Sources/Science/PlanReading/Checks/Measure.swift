/// A unit taken apart: the power of ten in front of it (万, 亿), and what it counts. 家, 个 and 项 count things alike; 人次 is not 人.
struct Measure: Hashable {
    var tens: Int
    var base: [Character16]

    init(_ unit: [Character16]) {
        var start = 0
        tens = 0
        let isPoint = Measure.points.match(unit, at: 0, limit: unit.count) != nil
        while !isPoint, start < unit.count, let power = Numerals.power(unit[start]) {
            tens += power
            start += 1
        }
        let rest = unit[start...].filter { $0 != 0x4F59 && $0 != 0x591A && $0 > Fold.space }  // 余 多
        base = rest
        if let alias = Measure.aliases.match(rest, at: 0, limit: rest.count), alias.length == rest.count {
            base = alias.value.base
            tens += alias.value.tens
        }
    }

    var isPercent: Bool { base == [0x25] }
    var isMoney: Bool { base == [0x5143] }
    var isPeople: Bool { base == [0x4EBA] }
    var isEmpty: Bool { base.isEmpty }

    private struct Alias: Sendable {
        var base: [Character16]
        var tens = 0
    }

    private static let points = Phrases<Bool>("百分点 百分比", true)
    private static let aliases = Phrases<Alias>([
        ("家 个 项 件 处 所 座 支 种 台 套 台套 宗 间 栋 幢 款 例 起 户次 只 头", Alias(base: [0x4E2A])),
        ("人 名 位", Alias(base: [0x4EBA])), ("公里 千米", Alias(base: [0x7C73], tens: 3)), ("个百分点 百分点", Alias(base: folded("百分点"))),
        ("场 场次", Alias(base: [0x573A])), ("岁 年", Alias(base: [0x5E74])),
    ])
}
