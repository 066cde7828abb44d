/// What a column of a table holds, read from the words of its head.
enum ColumnRole: Equatable, Sendable {
    case ordinal, category, name, unit, attribute, note
    /// A value of a year; nil where the head says only baseline or target.
    case baseline(Int?), target(Int?)
    /// A growth, a change or a sum over years: not the target itself.
    case extra
    case kind, period, duration, budget, content, place
    case responsible(Responsibility.Role)
    /// A head that says nothing known.
    case unknown

    var isValue: Bool {
        switch self {
        case .baseline, .target, .extra: true
        default: false
        }
    }
}

enum TableHeader {
    /// The role of a head cell, or `unknown`.
    static func role(_ characters: [Character16], _ range: Range<Int>) -> ColumnRole {
        let words = range.filter { characters[$0] != Fold.space }.map { characters[$0] }
        guard !words.isEmpty, words.count <= 40, !isLabelled(words) else { return .unknown }
        let head = withoutBrackets(words)
        let all = 0..<head.count
        if let exact = exactRoles.match(head, at: 0, limit: head.count), exact.length == head.count { return exact.value }
        if moneyScales.match(words, at: 0, limit: words.count)?.length == words.count { return .budget }
        if let value = valueRole(words) { return value }
        if let found = partRoles.first(where: { $0.words.occurs(in: head, all) }) { return found.role }
        return .unknown
    }

    /// “总投资：5亿元” is a label with its value; “投资：亿元” is a head with its unit.
    private static func isLabelled(_ words: [Character16]) -> Bool {
        guard let colon = words.firstIndex(of: 0x3A), colon + 1 < words.count else { return false }
        return !Units.isUnit(words, colon + 1..<words.count) && moneyScales.match(words, at: 0, limit: words.count) == nil
    }

    /// The words are a head as they stand.
    static func isExact(_ words: [Character16]) -> Bool { exactRoles.match(words, at: 0, limit: words.count)?.length == words.count }

    /// A line or cell that is a head: known words and nothing else.
    static func isHead(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 24 else { return false }
        return role(characters, range) != .unknown
    }

    /// The table has a head with two known columns or more.
    static func looksTabular(_ table: Source.Table, _ text: Text) -> Bool {
        guard let first = table.rows.first else { return false }
        return first.filter { cell in
            let words = PageFurniture.squeezed(text, cell.span)
            return isHead(words, 0..<words.count)
        }.count >= 1
    }

    private static let moneyScales = Phrases<Bool>("规模(亿元) 规模(万元) 亿元 万元 规模:亿元", true)

    // MARK: Values

    /// 2025年目标值, 2020年（实际）, 目标, 基期值, 年均增长, 五年累计.
    private static func valueRole(_ words: [Character16]) -> ColumnRole? {
        let all = 0..<words.count
        let years = yearsIn(words)
        if investment.occurs(in: words, all) || years.count == 1 && words.contains(where: Times.isDash) { return nil }
        if extraWords.occurs(in: words, all), !(years.count == 1 && targetWords.occurs(in: words, all)) { return .extra }
        if years.count >= 2 { return targetWords.occurs(in: words, all) ? .target(years.max()) : .extra }
        let year = years.first
        if targetWords.occurs(in: words, all) { return .target(year ?? planEnd(words)) }
        if baselineWords.occurs(in: words, all) { return .baseline(year ?? planEnd(words)) }
        if let year = year ?? planEnd(words), words.count <= 12 { return .target(year) }
        return nil
    }

    private static func yearsIn(_ words: [Character16]) -> [Int] {
        words.indices.compactMap { index in
            index > 0 && words[index - 1].isDigit ? nil : Times.year(words, at: index, limit: words.count)
        }
    }

    /// “十三五”末 → 2020.
    private static func planEnd(_ words: [Character16]) -> Int? {
        Times.all(in: words, 0..<words.count).first { $0.isFiveYearPlan && $0.to > 0 }?.to
    }

    private static func withoutBrackets(_ words: [Character16]) -> [Character16] {
        var result: [Character16] = []
        var depth = 0
        for character in words {
            if character == 0x28 || character == 0x5B || character == 0x3010 {
                depth += 1
            } else if character == 0x29 || character == 0x5D || character == 0x3011 {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                result.append(character)
            }
        }
        return result.isEmpty ? words : result
    }

    private static let targetWords = Phrases<Bool>("目标 规划值 目标值 预期值 预期目标 规划目标 预计 计划值", true)
    private static let baselineWords = Phrases<Bool>("现状 基期 基准 基数 实际 完成值 现值 基础值 完成情况 初值 现有 已完成", true)
    private static let extraWords = Phrases<Bool>("年均 增速 增长 累计 增幅 变化 增减 提高 五年 合计 [累计]", true)
    private static let investment = Phrases<Bool>("投资 资金 经费 概算 估算 预算 金额", true)

    private static let exactRoles = Phrases<ColumnRole>([
        ("序号 编号 No No. 号 项目编号 项目序号", .ordinal),
        ("类别 指标类别 一级指标 领域 所属领域 维度 分类 类型 项目类别 项目类型 所属行业 方面 板块 指标分类 大类 指标领域 重点领域 所属类别", .category),
        ("指标 指标名称 主要指标 名称 项目名称 二级指标 三级指标 具体指标 目标名称 指标内容 项目 工程名称 重点项目 重大项目 任务名称 工程项目 目标指标 建设项目 平台名称 项目(工程)名称 具体内容指标 任务", .name),
        ("单位 计量单位 单位名称 指标单位", .unit),
        ("属性 指标属性 指标性质 目标属性 类型属性 性质属性 约束性/预期性", .attribute),
        ("备注 说明 数据来源 指标解释 来源 指标说明 填报单位 统计口径 资金来源 备 注", .note),
        ("项目性质 建设性质 性质 新建/续建 建设类型", .kind),
        ("内容 主要内容 建设内容 主要建设内容 主要实施内容 实施内容 建设内容及规模 建设规模及内容 建设规模及主要内容 项目内容 主要建设内容及规模 建设规模 项目概况 工程内容 主要任务 任务内容 建设任务 工作内容 建设规模和内容 项目建设内容", .content),
        ("实施周期 建设周期 工期 周期(年) 建设工期", .duration),
        ("建设期限 建设年限 起止年限 实施年限 项目周期 实施时间 建设时间 起止时间 期限 实施期限 起止年份 完成时限 时限 建设起止年限 建设起止时间 建设期 周期 时间 完成时间 实施期 年限 建设工期(年) 项目年限 实施阶段 项目期限", .period),
        ("建设地点 地点 实施地点 项目地点 建设地址 区域 所在乡镇", .place),
        ("牵头单位 牵头部门 牵头责任单位 主要责任单位 第一责任单位 牵头", .responsible(.lead)),
        ("配合单位 配合部门 协助单位 参与单位 协同单位 责任配合单位 参加单位 协办单位 配合", .responsible(.support)),
        ("责任单位 责任部门 项目责任单位 责任主体 负责单位 负责部门 部门 责任科室 单位(部门) 责任单位(部门) 主要负责单位 行业主管责任单位 承办单位 落实单位", .responsible(.responsible)),
        ("实施主体 业主 业主单位 建设单位 项目业主 实施单位 承担单位 项目单位 建设主体 项目法人 实施(业主)单位 项目实施主体 申报单位 项目承担单位 项目建设单位 建设业主", .responsible(.implementer)),
        ("主管单位 主管部门 行业主管部门 项目主管部门", .responsible(.supervisor)),
    ])

    private static let partRoles: [(words: Phrases<Bool>, role: ColumnRole)] = [
        (Phrases("牵头", true), .responsible(.lead)),
        (Phrases("配合 协助", true), .responsible(.support)),
        (Phrases("主管", true), .responsible(.supervisor)),
        (Phrases("业主 实施主体 实施单位 建设单位 承担单位", true), .responsible(.implementer)),
        (Phrases("责任单位 责任部门 责任主体 负责单位", true), .responsible(.responsible)),
        (Phrases("投资 概算 估算 预算 资金 经费 金额 总投", true), .budget),
        (Phrases("建设性质 项目性质 新建 续建", true), .kind),
        (Phrases("建设内容 主要内容 建设规模 实施内容", true), .content),
        (Phrases("周期", true), .period), (Phrases("年限 期限 起止 时限 工期 建设时间 实施时间", true), .period),
        (Phrases("属性", true), .attribute),
        (Phrases("项目名称 指标名称 工程名称", true), .name),
        (Phrases("计量单位", true), .unit),
        (Phrases("序号", true), .ordinal),
        (Phrases("备注", true), .note),
    ]
}
