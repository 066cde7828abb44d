/// Units as plans print them: 家, 亿元, 件/万人, 吨标准煤/万元, %.
enum Units {
    enum Strength: Sendable {
        /// Counts things or money: a number before it is a quantity.
        case strong
        /// Also used in dates, ranks and durations: a quantity only where a predicate says so.
        case weak
    }

    private static let measures = Phrases<Strength>([
        (
            """
            家 个 项 件 人 名 位 人次 人日 户 户次 元 美元 亩 公顷 平方公里 平方千米 平方米 立方米 立方 公里 千米 吨 公斤 千克 吨标准煤 吨标煤 吨二氧化碳
            千瓦 千瓦时 兆瓦 台 套 台套 辆 架 艘 条 座 所 处 间 张 门 种 只 头 羽 尾 株 棵 场 场次 笔 家次 项次 件次 个次 % ‰ 个百分点 百分点 颗 部 本 册 篇 支 床 张床位 床位 幢 栋
            宗 单 枚 对 面 幅 段 道 车次 架次 辆次 标箱 标准箱 标准机架 机架 架次 眼 口 孔 盏 根 块 倍 台次 起 斤 公升 吉瓦 吉瓦时 学时 台(套) 辆(台) 套(台) 年一遇 例 份 团 店 村 社区 公顷 标方 吨公里 座次 人月 课时 学位 个学位
            PB TB GB EB ZB MB Gbps Mbps bps MW GW KW kW kWh KWh GWh MWh kV EFLOPS PFLOPS EFlops PFlops P TEU km km2 ㎡ m2 m3 km² m² m³ ha hm2 t
            克标准煤 千克标准煤 公斤标准煤 克标准煤/千瓦时 个等级 千伏安 万千伏安 蒸吨 人年 科次 班 个班 艘次 公斤/亩 千卡 立方米/日 吨/日 万吨/日 成 期刊 级台阶 门次 堂 名次 例次
            微克/立方米 毫克/升 毫克/立方米 μg/m3 mg/L 分贝 公里/小时 度 ℃ 毫米 厘米 米 升
            """, .strong
        ),
        ("年 岁 天 日 小时 分钟 秒 毫秒 月 个月 周 次 批 分 度电 轮 组", .weak),
    ])

    private static let denominators = Phrases<Bool>(
        """
        万人 千人 百人 人 户 万户 千户 万元 亿元 元 亩 公顷 平方公里 平方米 公里 年 月 日 天 小时 次 吨 家 个 村 户均 床 万人口 百户 千克 公斤 立方米 百万人 10万人 十万人 万元GDP 万元产值 升 千瓦时 台 百人 百户 每万枚 枚 公里·年 床日 人次 车 辆 千米 平米 m3 h a d 秒 分钟
        """, true)

    struct Reading {
        var end: Int
        var strength: Strength
        var isPercent: Bool
    }

    /// The unit that begins at `index`: a multiplier (万, 亿, 百, 千), a measure, and a denominator where one follows.
    static func read(_ characters: [Character16], at index: Int, limit: Int) -> Reading? {
        var position = index
        // 千瓦 begins with a multiplier and is a measure; 万千瓦 is one with a multiplier.
        while position < limit, position - index < 3, let tens = Numerals.power(characters[position]), tens >= 2,
            measures.match(characters, at: position, limit: limit) == nil
        { position += 1 }
        let multiplied = position > index
        if multiplied, position < limit, characters[position] == 0x4F59 || characters[position] == 0x591A { position += 1 }  // 余 多
        guard let measure = measures.match(characters, at: position, limit: limit) else {
            guard multiplied else { return nil }
            // 1万管: the one character up to the end of the clause is a measure that is not in the list.
            if position < limit, characters[position].isHan, position + 1 == limit || stops.contains(characters[position + 1]) {
                return Reading(end: position + 1, strength: .strong, isPercent: false)
            }
            return Reading(end: position, strength: .weak, isPercent: false)
        }
        let measureStart = position
        position += measure.length
        if isLatinUnit(characters, measureStart, position), position < limit, characters[position].isAlphanumeric { return nil }
        let isPercent = characters[measureStart] == 0x25
        if position < limit, characters[position] == 0x2F,
            let denominator = denominators.match(characters, at: position + 1, limit: limit)
        {
            position += 1 + denominator.length
        }
        return Reading(end: position, strength: multiplied ? .strong : measure.value, isPercent: isPercent)
    }

    private static let stops = BitMap("，。；、)")

    private static func isLatinUnit(_ characters: [Character16], _ start: Int, _ end: Int) -> Bool {
        characters[start].isLatin && characters[end - 1].isAlphanumeric
    }

    /// Whether the whole range is one unit, as in a unit column or in brackets after a name.
    static func isUnit(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 14 else { return false }
        if let unit = read(characters, at: range.lowerBound, limit: range.upperBound), unit.end == range.upperBound {
            return true
        }
        return compound.match(characters, at: range.lowerBound, limit: range.upperBound)?.length == range.count
    }

    private static let compound = Phrases<Bool>(
        """
        1/10万 /10万 1/万 人/万人 件/万人 家/万人 人/千人 张/千人 人年 万人年 人年/万人 吨/万元 立方米/万元 吨标准煤/万元 元/人 万元/人 元/吨 公斤/亩 千克/亩 元/亩 万元/亩 亿元/平方公里 万元/平方公里 — 无量纲 指数 分 位次 位 名次 比值 :1 是/否 年 岁 次 天 小时 级 %、位次 亿件 亿吨 亿立方米 千公顷 万公顷 百分比 个/万人 人/平方公里 部/百人 户/百户 册/人 平方米/人 公里/百平方公里
        """, true)
}
