/// Which telling characters occur in a sentence, found in one pass, so that each rule looks only at sentences that can concern it.
struct Triggers: OptionSet, Sendable {
    let rawValue: UInt32

    static let digit = Triggers(rawValue: 1)
    /// 一 … 十, 两, 百, 千
    static let numeral = Triggers(rawValue: 1 << 1)
    /// 其 of 其中
    static let part = Triggers(rawValue: 1 << 2)
    /// 计, 共 of 合计, 共计
    static let sum = Triggers(rawValue: 1 << 3)
    /// 每, 均 of 每年, 年均
    static let yearly = Triggers(rawValue: 1 << 4)
    /// 增, 补, 净
    static let added = Triggers(rawValue: 1 << 5)
    /// 项 of 项目, 程 of 工程
    static let project = Triggers(rawValue: 1 << 6)
    /// 投, 资, 预, 概
    static let money = Triggers(rawValue: 1 << 7)
    /// 栏, 图, 表, 附, 第
    static let reference = Triggers(rawValue: 1 << 8)
    static let title = Triggers(rawValue: 1 << 9)
    static let quote = Triggers(rawValue: 1 << 10)
    /// 工, 建 … of 工期
    static let works = Triggers(rawValue: 1 << 11)
    /// 万, 亿
    static let multiplier = Triggers(rawValue: 1 << 12)
    /// 大, 类, 项 …: what is counted in “五大行动”.
    static let classifier = Triggers(rawValue: 1 << 13)
    /// 位, 门, 头, 合 of 牵头单位：
    static let unit = Triggers(rawValue: 1 << 14)
    /// 年, 末: a time may be named.
    static let time = Triggers(rawValue: 1 << 15)
    /// 覆 of 全覆盖
    static let coverage = Triggers(rawValue: 1 << 16)
    /// 。 ！ ？: a sentence ends.
    static let stop = Triggers(rawValue: 1 << 17)

    static func of(_ characters: [Character16], _ range: Range<Int>) -> Triggers {
        characters.withUnsafeBufferPointer { characters in
            table.withUnsafeBufferPointer { table in
                var bits: UInt32 = 0
                for index in range { bits |= table[Int(characters[index])] }
                return Triggers(rawValue: bits)
            }
        }
    }

    static let table: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 65_536)
        let groups: [(Triggers, String)] = [
            (.digit, "0123456789"), (.numeral, "一二三四五六七八九十两百千零〇"), (.part, "其"), (.sum, "计共"), (.yearly, "每均"), (.added, "增补净"), (.project, "项程"),
            (.money, "投资预概"),
            (.reference, "栏图表附第"), (.title, "《"), (.quote, "”"), (.works, "期"), (.multiplier, "万亿"), (.classifier, "大类种项个条级张座处方"), (.unit, "：:"), (.time, "年末"),
            (.coverage, "覆"), (.stop, "。！？"),
        ]
        for (trigger, characters) in groups {
            for character in folded(characters) { table[Int(character)] |= trigger.rawValue }
        }
        return table
    }()
}
