/// Indicators and amounts without a unit.
enum MissingUnits {
    static let rule = "missing-unit"

    static func run(_ evidence: Evidence) -> [Finding] { rows(evidence) + budgets(evidence) + amounts(evidence) + years(evidence) }

    // MARK: Indicators

    /// In a table that gives units, a row without one.
    private static func rows(_ evidence: Evidence) -> [Finding] {
        Dictionary(grouping: evidence.rows, by: \.entry).sorted { $0.key < $1.key }.flatMap { entry, rows -> [Finding] in
            let bare = rows.filter { $0.unit == nil && hasNumber($0) && !isPure($0, evidence) && !isPerHead($0) }
            guard rows.count >= 3, bare.count * 3 <= rows.count else { return [] }
            return bare.prefix(Checks.limit).compactMap { row in
                guard !statesDash(evidence, row), let point = row.points.first(where: { $0.isTarget && $0.value.value.number != nil }) else { return nil }
                return Finding(
                    rule, .warning, "“\(row.printedName)”没有计量单位。", why: "没有单位的数字无法考核，也无法与其他数据比较。", remedy: "补上计量单位。",
                    at: [evidence.span(row.name.range), point.span])
            }
        }
    }

    private static func hasNumber(_ row: IndicatorTables.Row) -> Bool { row.points.contains { $0.value.value.number != nil && $0.value.unit == nil } }

    /// Indices, coefficients and ranks have none; a ratio in percent has.
    private static func isPure(_ row: IndicatorTables.Row, _ evidence: Evidence) -> Bool { evidence.matches(pure, row.name.range) }

    /// 每百万人口死亡率: the name says of how many.
    private static func isPerHead(_ row: IndicatorTables.Row) -> Bool { row.printedName.contains("每") && row.printedName.hasSuffix("率") }

    /// The unit cell says — on purpose.
    private static func statesDash(_ evidence: Evidence, _ row: IndicatorTables.Row) -> Bool {
        let reader = evidence.survey.entries[row.entry].reader
        guard let index = reader.bodyRows.first(where: { reader.span($0) == row.span }) else { return true }
        guard let column = reader.roles.firstIndex(of: .unit), column < reader.matrix[index].count else { return false }
        return !reader.matrix[index][column].range.isEmpty
    }

    private static let pure = Phrases<Bool>("指数 系数 得分 评分 排名 位次 名次 比值 之比 等级 级别 倍数 PH值 pH值 强度 比例 数 量", true)

    // MARK: Money in project lists

    /// 2000万 among 30000万元.
    private static func budgets(_ evidence: Evidence) -> [Finding] {
        let projects = evidence.reading.projects
        return projects.compactMap { project in
            guard let printed = project.budgetAsPrinted, let span = project.budgetSpan, let last = folded(printed).last, last == 0x4E07 || last == 0x4EBF else {
                return nil
            }
            let model = projects.first { $0.list == project.list && ($0.budgetAsPrinted.map { folded($0).last == 0x5143 } ?? false) }?.budgetSpan
            return Finding(
                rule, .warning, "“\(project.name)”的投资写作\(printed)，缺“元”。", why: "金额单位不完整，同列其他项目写作“万元”。", remedy: "改为\(printed)元。",
                at: [span] + (model.map { [$0] } ?? []))
        }
    }

    // MARK: Money in sentences

    /// 投入500万，
    private static func amounts(_ evidence: Evidence) -> [Finding] {
        let characters = evidence.characters
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.multiplier, .digit]), evidence.matches(moneyWords, sentence.range) else { return [] }
            return sentence.range.compactMap { index in
                guard characters[index] == 0x4E07 || characters[index] == 0x4EBF, index > sentence.range.lowerBound, characters[index - 1].isDigit,
                    index + 1 >= sentence.range.upperBound || breaks.contains(characters[index + 1])
                else { return nil }
                var start = index
                while start > sentence.range.lowerBound, characters[start - 1].isDigit || characters[start - 1] == 0x2E { start -= 1 }
                let before = max(sentence.range.lowerBound, start - 10)..<start
                guard evidence.matches(moneyWords, before), !before.contains(where: { breaks.contains(characters[$0]) }) else { return nil }
                return Finding(
                    rule, .warning, "“\(evidence.quote(before.lowerBound..<index + 1))”的金额缺“元”。", why: "金额单位不完整。", remedy: "补上“元”。",
                    at: [evidence.span(before.lowerBound..<index + 1)])
            }
        }
    }

    // MARK: Years

    /// 从2015的0.5%: a year without 年.
    private static func years(_ evidence: Evidence) -> [Finding] {
        let characters = evidence.characters
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has(.digit) else { return [] }
            return sentence.range.compactMap { index in
                guard characters[index] == 0x32 || characters[index] == 0x31, Times.year(characters, at: index, limit: sentence.range.upperBound) != nil,
                    index > sentence.range.lowerBound,
                    starts.match(characters, before: index, floor: sentence.range.lowerBound) != nil, index + 4 < sentence.range.upperBound,
                    ends.match(characters, at: index + 4, limit: sentence.range.upperBound) != nil
                else { return nil }
                return Finding(
                    rule, .warning, "“\(evidence.quote(index - 1..<min(sentence.range.upperBound, index + 8)))”：年份\(evidence.quote(index..<index + 4))缺“年”。",
                    why: "没有“年”字的四位数会被读成数值。", remedy: "补上“年”。",
                    at: [evidence.span(index..<index + 4)])
            }
        }
    }

    private static let moneyWords = Phrases<Bool>("投资 资金 经费 投入 补助 奖励 贷款 安排 财政 预算 融资", true)
    private static let breaks = BitMap("，；：。、（）")
    private static let starts = Phrases<Bool>("从 由 比 较 在 到 自 截至 至", true)
    private static let ends = Phrases<Bool>("的 底 末 增长 提高 下降 达到 增加", true)
}
