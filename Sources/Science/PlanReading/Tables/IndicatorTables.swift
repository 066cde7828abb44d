/// Reads indicators out of tables: a row each, a table of baselines and one of targets put together.
struct IndicatorTables {
    /// One row of one table.
    struct Row {
        var name: IndicatorName
        var printedName: String
        var unit: String?
        var attribute: String?
        var points: [Point]
        var extra: String?
        var isCumulative: Bool
        var span: Span
        var entry: Int
        var category: String?
    }

    struct Point {
        var year: Int?
        var isTarget: Bool
        var value: CellValue
        var span: Span
    }

    private let layout: Layout
    private let facts: DocumentFacts
    private let survey: TableSurvey

    /// More rows than any plan has: what comes after is read and not kept for the checks.
    static let bound = 4_000

    /// The indicators of all tables, and the first rows as they are printed.
    static func read(_ layout: Layout, _ survey: TableSurvey, _ facts: DocumentFacts) -> (indicators: [Indicator], rows: [Row]) {
        let reader = IndicatorTables(layout: layout, facts: facts, survey: survey)
        var rows: [Row] = []
        var histories: [Row] = []
        var indicators: [Indicator] = []
        indicators.reserveCapacity(survey.entries.reduce(0) { $0 + ($1.reader.kind == .indicators ? $1.reader.dataRows.count : 0) })
        reader.forEachRow { row in
            if rows.count < bound { rows.append(row) }
            if row.points.contains(where: \.isTarget) { indicators.append(reader.indicator(row)) } else { histories.append(row) }
        }
        reader.addHistories(histories, to: &indicators)
        return (indicators, rows)
    }

    // MARK: Rows

    private func forEachRow(_ body: (Row) -> Void) {
        for (index, entry) in survey.entries.enumerated() where entry.reader.kind == .other {
            YearRows.read(entry.reader, layout) { body(row(of: $0, entry, index)) }
        }
        for (index, entry) in survey.entries.enumerated() where entry.reader.kind == .indicators {
            var group: String?
            let columns = pointColumns(entry.reader)
            for row in entry.reader.bodyRows {
                switch entry.reader.kind(of: row) {
                case .group: group = entry.reader.matrix[row].first { !$0.range.isEmpty }.map(entry.reader.printed)
                case .data: if let read = self.row(row, entry, index, columns, group) { body(read) }
                case .total, .repeatedHead, .empty: break
                }
            }
        }
    }

    /// Which columns hold a value of which year. A bare year is a baseline when it lies before the plan, or before the first column called a target.
    private func pointColumns(_ reader: TableReader) -> [(column: Int, year: Int?, isTarget: Bool)] {
        var columns: [(column: Int, year: Int?, isTarget: Bool)] = []
        let saysTarget = reader.roles.indices.filter { index in
            if case .target = reader.roles[index] {
                IndicatorTables.targetWords.occurs(in: reader.labels[index], 0..<reader.labels[index].count)
            } else {
                false
            }
        }
        let years = reader.roles.compactMap { role in if case .target(let year) = role { year } else { nil } }
        for (column, role) in reader.roles.enumerated() {
            switch role {
            case .baseline(let year): columns.append((column, year, false))
            case .target(let year):
                columns.append((column, year, isTarget(column, year, saysTarget, years)))
            default: break
            }
        }
        return columns
    }

    private static let targetWords = Phrases<Bool>("目标 规划 预期 计划", true)

    private func isTarget(_ column: Int, _ year: Int?, _ saysTarget: [Int], _ years: [Int]) -> Bool {
        guard let year else { return true }
        if let from = facts.from { if year < from { return false } } else if let to = facts.to, year < to, years.count > 1, year == years.min() { return false }
        if saysTarget.contains(column) { return true }
        if facts.from == nil, facts.to == nil, years.count > 1 { return year != years.min() }
        // Beside columns called targets, the first bare year is where things stand.
        if !saysTarget.isEmpty, year == years.min(), facts.from.map({ year <= $0 }) ?? true { return false }
        return true
    }

    private func row(_ index: Int, _ entry: TableSurvey.Entry, _ entryIndex: Int, _ columns: [(column: Int, year: Int?, isTarget: Bool)], _ group: String?)
        -> Row?
    {
        let reader = entry.reader
        guard let cell = reader.cell(index, .name), !cell.range.isEmpty, cell.range.count <= 120 else { return nil }
        let name = IndicatorName.read(layout.stream.characters, cell.range)
        guard !name.range.isEmpty else { return nil }
        let category = reader.text(index, .category)
        var row = Row(
            name: name, printedName: layout.printed(name.range), unit: unit(index, entry, name), attribute: attribute(index, reader, group ?? category),
            points: [], extra: extra(index, reader), isCumulative: name.isCumulative || entry.marks.meaning(of: name.mark ?? 0) == .cumulative,
            span: reader.span(index), entry: entryIndex, category: category)
        for (column, year, isTarget) in columns where column < reader.matrix[index].count {
            let valueCell = reader.matrix[index][column]
            guard let value = CellValue.read(layout.stream.characters, valueCell.range) else { continue }
            if isTarget, value.isCumulative || value.mark.map({ entry.marks.meaning(of: $0) == .cumulative }) ?? false { row.isCumulative = true }
            row.points.append(Point(year: year, isTarget: isTarget, value: value, span: layout.stream.span(value.range)))
        }
        return row.points.isEmpty && reader.kind != .indicators ? nil : row
    }

    /// A column of a table that has a year in each row.
    private func row(of column: YearRows.Column, _ entry: TableSurvey.Entry, _ index: Int) -> Row {
        let name = IndicatorName.read(layout.stream.characters, column.head.range)
        let points = column.cells.map { year, value in
            Point(year: year, isTarget: facts.from.map { year >= $0 } ?? true, value: value, span: layout.stream.span(value.range))
        }
        return Row(
            name: name, printedName: layout.printed(name.range),
            unit: name.unit.map(layout.printed) ?? layout.grids[entry.grid].captionUnit.map(layout.printed),
            attribute: nil, points: points, extra: nil, isCumulative: name.isCumulative, span: column.head.span, entry: index, category: nil)
    }

    private func unit(_ index: Int, _ entry: TableSurvey.Entry, _ name: IndicatorName) -> String? {
        if let cell = entry.reader.cell(index, .unit), !cell.range.isEmpty {
            let words = entry.reader.printed(cell)
            if !["-", "—", "——", "/", "－", "–"].contains(words) { return words }
        }
        if let unit = name.unit { return layout.printed(unit) }
        return layout.grids[entry.grid].captionUnit.map(layout.printed)
    }

    private func attribute(_ index: Int, _ reader: TableReader, _ group: String?) -> String? {
        if let words = reader.text(index, .attribute) { return words }
        guard let group else { return nil }
        if group.contains("约束性") { return "约束性" }
        return group.contains("预期性") ? "预期性" : nil
    }

    private func extra(_ index: Int, _ reader: TableReader) -> String? {
        guard let column = reader.roles.firstIndex(of: .extra), column < reader.matrix[index].count else { return nil }
        let words = reader.printed(reader.matrix[index][column])
        return words.isEmpty || ["-", "—", "/"].contains(words) ? nil : words
    }

    // MARK: Indicators

    /// A table of baselines beside one of targets.
    private func addHistories(_ histories: [Row], to result: inout [Indicator]) {
        guard !histories.isEmpty else { return }
        var byName: [NameKey: [Int]] = [:]
        for index in result.indices { byName[NameKey(result[index].name), default: []].append(index) }
        for history in histories {
            guard
                let match = byName[NameKey(history.printedName), default: []].prefix(64).first(where: {
                    (result[$0].unit == history.unit || history.unit == nil || Units.same(result[$0].unit, history.unit))
                })
            else { continue }
            addHistory(history, to: &result[match])
        }
    }

    private func indicator(_ row: Row) -> Indicator {
        let targets = row.points.filter(\.isTarget)
        let main =
            targets.last { $0.year == facts.to && $0.year != nil } ?? targets.last { point in
                point.year.map { year in facts.to.map { year <= $0 } ?? true } ?? true
            } ?? targets[0]
        let baseline = row.points.filter { !$0.isTarget }.max { ($0.year ?? 0) < ($1.year ?? 0) }
        let unit = row.unit ?? main.value.unit.map(layout.printed)
        var indicator = Indicator(
            name: row.printedName, unit: unit, baselineYear: baseline?.year ?? baseline.flatMap { _ in facts.from.map { $0 - 1 } },
            baseline: baseline?.value.value, targetYear: main.year ?? facts.to, target: main.value.value,
            comparison: main.value.comparison ?? .equal, direction: .up, attribute: row.attribute, isCumulative: row.isCumulative, isYearly: false,
            isGrowth: main.value.isGrowth || Direction.isGrowth(row.printedName), origin: .table, stretch: nil, path: [], extra: row.extra, span: row.span,
            valueSpan: main.span,
            baselineSpan: baseline?.span, mentions: [], heading: layout.grids[survey.entries[row.entry].grid].heading,
            box: layout.grids[survey.entries[row.entry].grid].box, confidence: unit == nil ? 0.9 : 0.97)
        for point in row.points where point.span != main.span && point.span != baseline?.span {
            if let year = point.year { indicator.path.append(Indicator.Point(year: year, value: point.value.value, span: point.span)) }
        }
        indicator.direction = main.value.isFall ? .down : Direction.of(indicator)
        return indicator
    }

    private func addHistory(_ row: Row, to indicator: inout Indicator) {
        let points = row.points.sorted { ($0.year ?? 0) < ($1.year ?? 0) }
        if indicator.baseline == nil, let last = points.last {
            indicator.baseline = last.value.value
            indicator.baselineYear = last.year
            indicator.baselineSpan = last.span
            indicator.direction = Direction.of(indicator)
        }
        for point in points where point.span != indicator.baselineSpan {
            if let year = point.year { indicator.path.append(Indicator.Point(year: year, value: point.value.value, span: point.span)) }
        }
        indicator.path.sort { $0.year < $1.year }
        indicator.mentions.append(row.span)
    }
}

extension Units {
    /// ％ and %, 个 and 家 where both count bodies: printed differently, meant alike.
    static func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return false }
        return left == right || counters.contains(left) && counters.contains(right) || folded(left) == folded(right)
    }

    /// The power of ten of a unit's multiplier, and the measure behind it: 万吨 → (4, 吨).
    static func scale(_ unit: String) -> (power: Int, base: [Character16]) {
        var words = folded(unit)
        var power = 0
        while words.count > 1, let tens = Numerals.power(words[0]), tens >= 2, read(words, at: 0, limit: words.count)?.end == words.count,
            read(words, at: 1, limit: words.count) != nil
        {
            if words[0] == 0x5343, words.count > 1, words[1] == 0x74E6 { break }  // 千瓦 is a measure
            power += tens
            words.removeFirst()
        }
        return (power, words)
    }

    private static let counters: Set<String> = ["个", "家", "项", "件", "名", "人", "所", "处", "座"]
}

extension Direction {
    /// Which way is good: as the comparison says, else the name, else from baseline to target.
    static func of(_ indicator: Indicator) -> Direction {
        let words = folded(indicator.name)
        let all = 0..<words.count
        // 近视率每年下降1个百分点以上: the more it falls, the lower it is to be.
        if indicator.isGrowth, falls.occurs(in: words, all) { return .down }
        switch indicator.comparison {
        case .atLeast, .over: return .up
        case .atMost, .under: return .down
        case .equal, .about: break
        }
        if reductions.occurs(in: words, all) { return .down }
        if indicator.target == .number(Number(100)), indicator.unit == "%" || indicator.unit == nil { return .up }
        if !indicator.isCumulative, !indicator.isGrowth, let from = indicator.baseline?.number, let to = indicator.target?.number, to < from { return .down }
        return lowerIsBetter.occurs(in: words, all) && !indicator.isGrowth ? .down : .up
    }

    static func isGrowth(_ name: String) -> Bool {
        let words = folded(name)
        return growth.occurs(in: words, 0..<words.count) && !shares.occurs(in: words, 0..<words.count)
    }

    /// The name says that less is better.
    static func prefersLess(_ name: String) -> Bool {
        let words = folded(name)
        return lowerIsBetter.occurs(in: words, 0..<words.count)
    }

    private static let falls = Phrases<Bool>("下降 降低", true)
    private static let reductions = Phrases<Bool>("下降 降低 减少 压减", true)
    private static let shares = Phrases<Bool>("贡献率 贡献度", true)
    private static let growth = Phrases<Bool>("增长 增速 增幅 年均增 下降率 降低率", true)
    private static let lowerIsBetter = Phrases<Bool>(
        """
        近视率 大班额 物流总费用 母婴传播率 个人卫生支出 漏失率 死亡率 死亡人数 发生率 失业率 能耗 水耗 用水量 排放量 排放强度 排放总量 事故 损失率 漏损率 浓度 负担 占比重点污染 劣V类 劣Ⅴ类 发病率 贫困 辍学率 投诉 时间 时长 时限 误差 缺口 差距 城乡收入比 断电 停电 抚养比 倍差 死亡 受灾 违法
        """, true)
}
