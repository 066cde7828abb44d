/// Indicators and amounts without a unit.
enum MissingUnits {
    static let rule = "missing-unit"

    static func run(_ evidence: Evidence) -> [Finding] { rows(evidence) + budgets(evidence) + amounts(evidence) + years(evidence) }

    // MARK: Indicators

    /// In a table that gives units, a row without one.
    private static func rows(_ evidence: Evidence) -> [Finding] {
        Dictionary(grouping: evidence.rows, by: \.entry).sorted { $0.key < $1.key }.flatMap { entry, rows -> [Finding] in
            let bare = rows.filter { $0.unit == nil && hasNumber($0) && !isPure($0, evidence) }
            guard rows.count >= 3, bare.count * 3 <= rows.count else { return [] }
            return bare.prefix(Checks.limit).compactMap { row in
                guard !statesDash(evidence, row), let point = row.points.first(where: { $0.isTarget && $0.value.value.number != nil }) else { return nil }
                return Finding(
                    rule, .warning, "“\(row.printedName)”没有计量单位。", why: "没有单位的数字无法考核，也无法与其他数据比较。", remedy: "补上计量单位。", at: [evidence.span(row.name.range), point.span])
            }
        }
    }

    private static func hasNumber(_ row: IndicatorTables.Row) -> Bool { row.points.contains { $0.value.value.number != nil && $0.value.unit == nil } }

    /// Indices, coefficients and ranks have none; a ratio in percent has.
    private static func isPure(_ row: IndicatorTables.Row, _ evidence: Evidence) -> Bool { evidence.matches(pure, row.name.range) }

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
            guard let printed = project.budgetAsPrinted, let span = project.budgetSpan, let last = folded(printed).last, last == 0x4E07 || last == 0x4EBF else { return nil }
            let model = projects.first { $0.list == project.list && ($0.budgetAsPrinted.map { folded($0).last == 0x5143 } ?? false) }?.budgetSpan
            return Finding(
                rule, .warning, "“\(project.name)”的投资写作\(printed)，缺“元”。", why: "金额单位不完整，同列其他项目写作“万元”。", remedy: "改为\(printed)元。", at: [span] + (model.map { [$0] } ?? []))
        }
    }

    // MARK: Money in sentences

    /// 投入500万，
    private static func amounts(_ evidence: Evidence) -> [Finding] {
        let characters = evidence.characters
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.multiplier, .digit]), evidence.matches(moneyWords, sentence.range) else { return [] }
            return sentence.range.compactMap { index in
                guard characters[index] == 0x4E07 || characters[index] == 0x4EBF, index > sentence.range.lowerBound, characters[index - 1].isDigit, index + 1 >= sentence.range.upperBound || breaks.contains(characters[index + 1]) else { return nil }
                var start = index
                while start > sentence.range.lowerBound, characters[start - 1].isDigit || characters[start - 1] == 0x2E { start -= 1 }
                let before = max(sentence.range.lowerBound, start - 10)..<start
                guard evidence.matches(moneyWords, before), !before.contains(where: { breaks.contains(characters[$0]) }) else { return nil }
                return Finding(
                    rule, .warning, "“\(evidence.quote(before.lowerBound..<index + 1))”的金额缺“元”。", why: "金额单位不完整。", remedy: "补上“元”。", at: [evidence.span(before.lowerBound..<index + 1)])
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
                guard characters[index] == 0x32 || characters[index] == 0x31, Times.year(characters, at: index, limit: sentence.range.upperBound) != nil, index > sentence.range.lowerBound,
                    starts.match(characters, before: index, floor: sentence.range.lowerBound) != nil, index + 4 < sentence.range.upperBound, ends.match(characters, at: index + 4, limit: sentence.range.upperBound) != nil
                else { return nil }
                return Finding(
                    rule, .warning, "“\(evidence.quote(index - 1..<min(sentence.range.upperBound, index + 8)))”：年份\(evidence.quote(index..<index + 4))缺“年”。", why: "没有“年”字的四位数会被读成数值。", remedy: "补上“年”。",
                    at: [evidence.span(index..<index + 4)])
            }
        }
    }

    private static let moneyWords = Phrases<Bool>("投资 资金 经费 投入 补助 奖励 贷款 安排 财政 预算 融资", true)
    private static let breaks = BitMap("，；：。、（）")
    private static let starts = Phrases<Bool>("从 由 比 较 在 到 自 截至 至", true)
    private static let ends = Phrases<Bool>("的 底 末 增长 提高 下降 达到 增加", true)
}

/// Targets for which nothing says by when.
enum MissingYears {
    static let rule = "missing-year"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.statements.compactMap { statement in
            guard !statement.isPast, statement.year == nil, !statement.hasOwnTime, statement.form == .level, !statement.isYearly, statement.confidence >= 0.75,
                evidence.structure.sectionOf[statement.element] == .target, evidence.structure.boxOf[statement.element] == nil, statement.quantity.unit != nil, !saysYear(evidence, statement.element)
            else { return nil }
            let start = min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound)
            let place = start..<max(statement.quantity.range.upperBound, start + 1)
            return Finding(
                rule, .note, "“\(evidence.quote(place))”没有写明完成年份。", why: "没有期限的目标无法考核。", remedy: "写明年份，如“到\(evidence.reading.document.to.map(String.init) ?? "20××")年”。", at: [evidence.span(place)])
        }
    }

    /// The section names a year somewhere: 以上目标均为2025年数.
    private static func saysYear(_ evidence: Evidence, _ element: Int) -> Bool {
        guard let heading = evidence.structure.headingOf[element], let to = evidence.reading.document.to else { return true }
        let digits = folded(String(to))
        var index = element
        while index > 0, evidence.structure.headingOf[index - 1].map({ $0 >= heading - 6 }) ?? false, element - index < 30 { index -= 1 }
        while index < evidence.layout.elements.count, evidence.structure.headingOf[index].map({ $0 <= heading + 4 }) ?? true, index - element < 30 {
            if !evidence.layout.elements[index].isTable, Periods.holds(evidence.characters, evidence.layout.elements[index].range, digits) { return true }
            index += 1
        }
        return false
    }
}

/// “年均增长10%” of a quantity that the plan states nowhere.
enum MissingBaselines {
    static let rule = "missing-baseline"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.statements.compactMap { statement in
            guard !statement.isPast, statement.form == .change, statement.quantity.isPercent, statement.from == nil, let change = growth(evidence, statement) else { return nil }
            let key = FactKey(String(statement.name.prefix(max(0, statement.name.count - change))), region: evidence.reading.document.region.map(folded) ?? [])
            guard key.isSpecific, !isKnown(evidence, key, statement) else { return nil }
            let start = min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound)
            let near = evidence.facts.beginningLike(key).first { $0.isText && $0.measure.isPercent && !$0.isTarget && key.count >= 4 }
            return Finding(
                rule, .warning, "“\(evidence.quote(start..<statement.quantity.range.upperBound, 40))”没有给出基数。", why: "只有增速没有基期数，期末无法算出应达到多少。", remedy: "补充基期年份的数额，或直接写明期末目标值。",
                at: [evidence.span(start..<statement.quantity.range.upperBound)] + (near.map { [$0.span] } ?? []))
        }
    }

    /// Length of the word of growth at the end of the name; nil for a fall.
    private static func growth(_ evidence: Evidence, _ statement: Statement) -> Int? {
        let name = folded(statement.name)
        return words.match(name, before: name.count, floor: 0)?.length
    }

    private static func isKnown(_ evidence: Evidence, _ key: FactKey, _ statement: Statement) -> Bool {
        if !evidence.facts.facts(key).filter({ !$0.measure.isPercent && $0.nature != .change }).isEmpty { return true }
        if statement.sentence.contains(where: { evidence.characters[$0] == 0x57FA || evidence.characters[$0] == 0x8D77 }), evidence.matches(bases, statement.sentence) { return true }
        let related = evidence.facts.endingLike(key).filter { $0.key.ends(with: key) || key.ends(with: $0.key) && $0.key.count >= 4 } + evidence.facts.beginningLike(key).filter { $0.key.characters.starts(with: key.characters) }
        return related.contains { !$0.measure.isPercent && $0.nature != .change }
    }

    private static let words = Phrases<Bool>("年均增长 年均递增 年均增速 年均增幅 年均提高 年增长 增长 增速 增幅 年均增加 递增 年均提升", true)
    private static let bases = Phrases<Bool>("起步 为基数 基础上", true)
}
