/// Reads project lists: a row each, with group heads, subtotals and totals.
struct ProjectTables {
    private let layout: Layout
    private let survey: TableSurvey
    private(set) var projects: [Project] = []
    private(set) var totals: [ProjectTotal] = []

    static func read(_ layout: Layout, _ survey: TableSurvey) -> ProjectTables {
        var reader = ProjectTables(layout: layout, survey: survey)
        for entry in survey.entries where entry.reader.kind == .projects { reader.read(entry) }
        return reader
    }

    private init(layout: Layout, survey: TableSurvey) {
        self.layout = layout
        self.survey = survey
    }

    private mutating func read(_ entry: TableSurvey.Entry) {
        let reader = entry.reader
        let scale = budgetScale(entry)
        var group = projects.last.flatMap { $0.list == entry.table ? $0.group : nil }
        for row in reader.bodyRows {
            switch reader.kind(of: row) {
            case .group where goesOn(row, entry): extendName(row, reader)
            case .group: group = groupName(row, reader)
            case .total: readTotal(row, entry, scale, group)
            case .data:
                if goesOn(row, entry) {
                    extendName(row, reader)
                } else if let project = project(row, entry, scale, group) {
                    projects.append(project)
                } else {
                    extendLast(row, reader)
                }
            case .repeatedHead, .empty: break
            }
        }
    }

    /// A group row may carry its own sum: “一、科技研发平台（3个，16000万元）”.
    private func groupName(_ row: Int, _ reader: TableReader) -> String? {
        let cells = reader.matrix[row].filter { !$0.isRepeat && !$0.range.isEmpty }
        return cells.enumerated().filter { $0.offset == 0 || $0.element.range.contains { layout.stream[$0].isHan } }.map { reader.printed($0.element) }.joined()
    }

    // MARK: A project

    private func project(_ row: Int, _ entry: TableSurvey.Entry, _ scale: BudgetScale, _ group: String?) -> Project? {
        let reader = entry.reader
        guard let cell = reader.cell(row, .name), !cell.range.isEmpty, !cell.isRepeat else { return nil }
        var nameRange = cell.range
        var number = reader.text(row, .ordinal)
        if number == nil, let leading = Numbering.read(layout.stream.characters, nameRange), leading.end < nameRange.upperBound {
            number = layout.printed(leading.label)
            nameRange = leading.end..<nameRange.upperBound
        }
        let name = ProjectTables.withoutEndMark(layout.printed(nameRange))
        var project = Project(
            number: number, name: name, kind: reader.text(row, .kind), period: nil, budget: nil, units: units(row, reader),
            content: reader.text(row, .content),
            group: group
                ?? (reader.cell(row, .category).flatMap { reader.text(row, .category) == nil || $0.range.isEmpty ? nil : reader.text(row, .category) }),
            span: reader.span(row), nameSpan: layout.stream.span(nameRange), list: entry.table, confidence: 0.97)
        project.contentSpan = reader.cell(row, .content).flatMap { $0.range.isEmpty ? nil : $0.span }
        readPeriod(row, reader, &project)
        readBudget(row, reader, scale, &project)
        if let kind = project.kind, folded(kind).allSatisfy({ [0x2D, 0x2F].contains($0) }) { project.kind = nil }
        if project.kind == nil { project.kind = ProjectTables.kind(in: name) }
        return project
    }

    static func withoutEndMark(_ name: String) -> String {
        name.hasSuffix("。") || name.hasSuffix("；") ? String(name.dropLast()) : name
    }

    private static func kind(in name: String) -> String? {
        for word in ["新建", "续建", "改扩建", "改建", "扩建"] where name.hasSuffix("（\(word)）") || name.hasSuffix("(\(word))") { return word }
        return nil
    }

    /// The first row of a continued table without an ordinal: the rest of the row that the page broke.
    private func goesOn(_ row: Int, _ entry: TableSurvey.Entry) -> Bool {
        guard row == entry.reader.bodyRows.lowerBound, projects.last?.list == entry.table, let ordinal = entry.reader.cell(row, .ordinal),
            ordinal.range.isEmpty,
            let name = entry.reader.cell(row, .name), Numbering.read(layout.stream.characters, name.range) == nil,
            ProjectTables.groupEnds.match(layout.stream.characters, before: name.range.upperBound, floor: name.range.lowerBound) == nil,
            row + 1 < entry.reader.matrix.count, let next = entry.reader.text(row + 1, .ordinal)
        else { return false }
        return projects.last?.number != nil && next.allSatisfy(\.isNumber) && (entry.reader.cell(row, .budget)?.range.isEmpty ?? true)
    }

    private static let groupEnds = Phrases<Bool>("类 领域 方面 项目 片区 板块", true)

    private mutating func extendName(_ row: Int, _ reader: TableReader) {
        if let name = reader.text(row, .name) { projects[projects.count - 1].name += name }
        extendLast(row, reader)
    }

    /// A row without a name of its own goes on in the row above.
    private mutating func extendLast(_ row: Int, _ reader: TableReader) {
        guard !projects.isEmpty, let content = reader.text(row, .content) else { return }
        projects[projects.count - 1].content = (projects[projects.count - 1].content ?? "") + content
    }

    private func readPeriod(_ row: Int, _ reader: TableReader, _ project: inout Project) {
        if let cell = reader.cell(row, .period), !cell.range.isEmpty {
            project.period = ProjectTables.period(reader.printed(cell))
            splitDuration(&project)
            project.periodSpan = cell.span
            let years = cell.range.compactMap { index in
                index > cell.range.lowerBound && layout.stream[index - 1].isDigit
                    ? nil : Times.year(layout.stream.characters, at: index, limit: cell.range.upperBound)
            }
            project.from = years.first
            project.to = years.count > 1 ? years.last : years.first
            if years.isEmpty, let number = Numerals.read(layout.stream.characters, at: cell.range.lowerBound, limit: cell.range.upperBound) {
                project.years = number.number
            }
        }
        if let cell = reader.cell(row, .duration), !cell.range.isEmpty,
            let number = Numerals.read(layout.stream.characters, at: cell.range.lowerBound, limit: cell.range.upperBound)
        {
            // A column called 周期 may hold the years themselves.
            if number.number.digits > 1900 {
                if project.period == nil {
                    project.period = ProjectTables.period(reader.printed(cell))
                    project.periodSpan = cell.span
                    let years = cell.range.compactMap { index in
                        index > cell.range.lowerBound && layout.stream[index - 1].isDigit
                            ? nil : Times.year(layout.stream.characters, at: index, limit: cell.range.upperBound)
                    }
                    project.from = years.first
                    project.to = years.last
                }
            } else {
                project.years = number.number
            }
        }
    }

    /// 2023—2025年（3年） gives the years and how many they are.
    private func splitDuration(_ project: inout Project) {
        guard let period = project.period, let open = period.firstIndex(where: { $0 == "（" || $0 == "(" }) else { return }
        let inner = folded(String(period[period.index(after: open)...]))
        if let number = Numerals.read(inner, at: 0, limit: inner.count), number.end < inner.count, inner[number.end] == 0x5E74 { project.years = number.number }
        project.period = ProjectTables.period(String(period[..<open]))
    }

    /// 2022—2025年 as 2022-2025.
    static func period(_ words: String) -> String {
        var result = ""
        for scalar in words.unicodeScalars {
            let character = Fold.fold(scalar.value)
            if character == 0x2D || character == 0x7E || character == 0x81F3 {
                if !result.hasSuffix("-") { result += "-" }
            } else if character.isDigit {
                result.unicodeScalars.append(Unicode.Scalar(UInt8(character)))
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        let digitsOnly = result.hasSuffix("年") && result.dropLast().allSatisfy { $0.isNumber || $0 == "-" || $0 == "年" }
        return digitsOnly ? result.replacing("年", with: "") : result
    }

    // MARK: Money

    /// What a bare number in the budget column means: tens of thousands of yuan, or hundreds of millions.
    enum BudgetScale { case wan, yi, yuan }

    private func budgetScale(_ entry: TableSurvey.Entry) -> BudgetScale {
        let label = entry.reader.roles.firstIndex(of: .budget).map { entry.reader.labels[$0] } ?? []
        let caption = layout.grids[entry.grid].captionUnit.map { range in range.map { layout.stream[$0] } } ?? []
        let title = entry.reader.titleRow.map { cell in cell.range.map { layout.stream[$0] } } ?? []
        for words in [label, caption, title] {
            if ProjectTables.yi.occurs(in: words, 0..<words.count) { return .yi }
            if ProjectTables.wan.occurs(in: words, 0..<words.count) { return .wan }
            if words.count >= 2, words.contains(0x5143), !words.contains(0x4E07) { return .yuan }
        }
        return .wan
    }

    private static let yi = Phrases<Bool>("亿元 亿", true)
    private static let wan = Phrases<Bool>("万元", true)

    private func readBudget(_ row: Int, _ reader: TableReader, _ scale: BudgetScale, _ project: inout Project) {
        guard let cell = budgetCell(row, reader), !cell.range.isEmpty, !cell.isRepeat else { return }
        project.budgetSpan = cell.span
        project.budgetAsPrinted = reader.printed(cell)
        project.budget = ProjectTables.money(layout.stream.characters, cell.range, scale)
    }

    /// The total, where the table splits the money by year or source.
    private func budgetCell(_ row: Int, _ reader: TableReader) -> GridCell? {
        let columns = reader.roles.indices.filter { reader.roles[$0] == .budget && $0 < reader.matrix[row].count }
        let total = columns.first { ProjectTables.totalMoney.occurs(in: reader.labels[$0], 0..<reader.labels[$0].count) }
        return (total ?? columns.first).map { reader.matrix[row][$0] }
    }

    private static let totalMoney = Phrases<Bool>("总投资 投资总额 总额 合计 投资规模 概算 估算 总预算", true)

    /// 万元 from 30000, 30000万元, 2000万, 3亿元, 约1.2亿元.
    static func money(_ characters: [Character16], _ range: Range<Int>, _ scale: BudgetScale) -> Number? {
        for index in range {
            // 万元 alone is a unit.
            guard characters[index].isDigit || Numerals.digit(characters[index]) != nil || [0x767E, 0x5343, 0x5341].contains(characters[index]),
                let quantity = Quantities.read(characters, at: index, range), let number = quantity.value.number
            else { continue }
            let unit = quantity.unit.map { Array(characters[$0]) } ?? []
            if unit.contains(0x4EBF) { return number.shifted(by: unit.first == 0x4E07 ? 8 : 4) }
            if unit.first == 0x4E07 { return number }
            if unit.first == 0x5343, unit.count > 1, unit[1] == 0x4E07 { return number.shifted(by: 3) }
            if unit.first == 0x767E, unit.count > 1, unit[1] == 0x4E07 { return number.shifted(by: 2) }
            if unit.first == 0x5143 { return number.shifted(by: -4) }
            guard unit.isEmpty else { continue }
            switch scale {
            case .wan: return number
            case .yi: return number.shifted(by: 4)
            case .yuan: return number.shifted(by: -4)
            }
        }
        return nil
    }

    private mutating func readTotal(_ row: Int, _ entry: TableSurvey.Entry, _ scale: BudgetScale, _ group: String?) {
        let reader = entry.reader
        let cells = reader.matrix[row].filter { !$0.isRepeat && !$0.range.isEmpty }
        guard let label = cells.first(where: { cell in ProjectTables.sums.occurs(in: layout.stream.characters, cell.range) }) ?? cells.first else { return }
        let own = budgetCell(row, reader).flatMap { $0.range.isEmpty || $0.isRepeat ? nil : $0 }
        let amounts = ([own].compactMap { $0 } + cells.reversed().filter { $0.range != label.range }).compactMap { cell in
            ProjectTables.money(layout.stream.characters, cell.range, scale).map { (cell, $0) }
        }
        let inLabel = amounts.isEmpty ? ProjectTables.money(layout.stream.characters, label.range, scale).map { (label, $0) } : nil
        guard let (cell, amount) = amounts.first ?? inLabel else { return }
        let words = reader.printed(label)
        let isGrand = words.contains("总计") || words.contains("合计") && !words.contains("小计") && (group == nil || !words.contains("类")) || words.contains("共计")
        totals.append(
            ProjectTotal(
                label: words, group: group, amount: amount, span: label.span.joined(with: cell.span), list: entry.table,
                isGrand: isGrand, before: projects.count, statedCount: count(label)))
    }

    private static let sums = Phrases<Bool>("合计 总计 小计 共计", true)

    /// 合计（12个项目）
    private func count(_ label: GridCell) -> Int? {
        for index in label.range where layout.stream[index].isDigit {
            guard let quantity = Quantities.read(layout.stream.characters, at: index, label.range), let unit = quantity.unit,
                let number = quantity.value.number, number.scale == 0
            else { continue }
            return [0x4E2A, 0x9879].contains(layout.stream[unit.lowerBound]) ? Int(number.digits) : nil
        }
        return nil
    }

    // MARK: Units

    private func units(_ row: Int, _ reader: TableReader) -> [Responsibility] {
        var units: [Responsibility] = []
        for (column, role) in reader.roles.enumerated() {
            guard case .responsible(let kind) = role, column < reader.matrix[row].count else { continue }
            let cell = reader.matrix[row][column]
            guard !cell.range.isEmpty else { continue }
            units += Responsibilities.read(layout, cell.range, default: kind)
        }
        return units
    }
}

/// Reads units and their roles: “牵头单位：县科技局；配合单位：县财政局、各乡镇”.
enum Responsibilities {
    static func read(_ layout: Layout, _ range: Range<Int>, default role: Responsibility.Role) -> [Responsibility] {
        var units: [Responsibility] = []
        var role = role
        var start = range.lowerBound
        var index = range.lowerBound
        func flush(_ end: Int) {
            guard start < end else { return }
            let name = layout.printed(start..<end)
            if !name.isEmpty, name != "-", name != "—", name != "/" { units.append(Responsibility(role: role, name: name)) }
        }
        while index < range.upperBound {
            if let label = labels.match(layout.stream.characters, at: index, limit: range.upperBound) {
                flush(index)
                role = label.value
                index += label.length
                while index < range.upperBound, [0x3A, 0x2C].contains(layout.stream[index]) { index += 1 }
                start = index
            } else if separators.contains(layout.stream[index]) {
                flush(index)
                index += 1
                start = index
            } else if layout.stream[index] == 0x28 {
                // A bracket belongs to the name: 科技局（区知识产权局）.
                while index < range.upperBound, layout.stream[index] != 0x29 { index += 1 }
            } else {
                index += 1
            }
        }
        flush(range.upperBound)
        return units
    }

    static let labels = Phrases<Responsibility.Role>([
        ("牵头单位: 牵头部门: 牵头责任单位: 牵头: 主要责任单位:", .lead), ("配合单位: 配合部门: 协助单位: 参与单位: 参加单位: 配合: 协同单位:", .support),
        ("责任单位: 责任部门: 责任主体: 负责单位: 负责部门:", .responsible), ("实施主体: 实施单位: 建设单位: 业主单位: 承担单位:", .implementer),
        ("主管单位: 主管部门:", .supervisor),
    ])

    private static let separators: BitMap = {
        var map = BitMap()
        for character in folded("、，,；;。 ") { map.insert(character) }
        return map
    }()
}
