/// A table with its head understood: what each column holds, and which rows carry data.
struct TableReader {
    private let script: Script
    let matrix: [[GridCell]]
    private(set) var headRows = 0
    /// The words of each column's head, from top to bottom.
    private(set) var labels: [[Character16]] = []
    private(set) var roles: [ColumnRole] = []
    /// A row that spans the table above its head: its title.
    private(set) var titleRow: GridCell?

    private(set) var kind = Kind.other
    /// What each row is.
    private var rowKinds: [RowKind] = []
    /// The rows that carry an item each.
    private(set) var dataRows: [Int] = []

    enum RowKind { case data, group, total, repeatedHead, empty }

    init(_ grid: Grid, _ layout: Layout, continuing previous: TableReader? = nil) {
        script = layout.script
        matrix = grid.matrix()
        findHead()
        if known < 2, let previous, previous.roles.count == (matrix.first?.count ?? 0) {
            roles = previous.roles
            labels = previous.labels
            headRows = 0
        }
        settleNames()
        settleKinds()
        kind = findKind()
        rowKinds = matrix.indices.map { findKind(of: $0) }
        dataRows = bodyRows.filter { rowKinds[$0] == .data && cell($0, .name).map { !$0.range.isEmpty } ?? false }
    }

    private var known: Int { roles.filter { $0 != .unknown }.count }

    // MARK: Head

    private mutating func findHead() {
        let width = matrix.map(\.count).max() ?? 0
        var row = 0
        while row < matrix.count, row < 2, distinct(matrix[row]).count == 1, width > 1, matrix.count > row + 1 {
            titleRow = titleRow ?? matrix[row].first
            row += 1
        }
        let first = row
        while row < matrix.count, row - first < 4, isHeadRow(row, isFirst: row == first) { row += 1 }
        headRows = row
        if row == first { headRows = first }
        labels = (0..<width).map { column in label(column, first..<row) }
        roles = labels.enumerated().map { column, label in role(column, label, row) }
    }

    /// The lowest head cell says it; a year or a target may stand above it.
    private func role(_ column: Int, _ label: [Character16], _ end: Int) -> ColumnRole {
        if end > 0, column < matrix[end - 1].count, end - 1 >= 0, end <= headRows {
            let lowest = TableHeader.role(script.stream.characters, matrix[end - 1][column].range)
            if lowest != .unknown, !lowest.isValue { return lowest }
        }
        return TableHeader.role(label, 0..<label.count)
    }

    private func isHeadRow(_ index: Int, isFirst: Bool) -> Bool {
        let row = matrix[index]
        let cells = distinct(row).filter { !$0.range.isEmpty }
        guard !cells.isEmpty else { return false }
        let heads = cells.filter { TableHeader.isHead(script.stream.characters, $0.range) }.count
        if isFirst { return heads >= 1 && heads * 2 >= cells.count }
        if let opening = row.first, !opening.isRepeat, isOrdinal(opening) { return false }
        let covered = row.contains { $0.isRepeat && $0.rowSpan > 1 }
        if cells.contains(where: { isNumber($0) }) { return false }
        return heads >= 1 && (covered || heads == cells.count) && (covered || row.contains { $0.range.isEmpty } || heads == cells.count)
    }

    private func distinct(_ row: [GridCell]) -> [GridCell] {
        row.filter { !$0.isRepeat }
    }

    private func label(_ column: Int, _ rows: Range<Int>) -> [Character16] {
        var label: [Character16] = []
        var last: Range<Int>?
        for row in rows where column < matrix[row].count {
            let cell = matrix[row][column]
            if cell.range != last { label += cell.range.map { script.stream[$0] } }
            last = cell.range
        }
        return label
    }

    private func isOrdinal(_ cell: GridCell) -> Bool {
        !cell.range.isEmpty && cell.range.count <= 3 && cell.range.allSatisfy { script.stream[$0].isDigit }
    }

    private func isNumber(_ cell: GridCell) -> Bool {
        guard let first = cell.range.first else { return false }
        let characters = script.stream.characters
        if let year = Times.year(characters, at: first, limit: cell.range.upperBound), year > 1990 { return false }
        return characters[first].isDigit || Quantities.signs.match(characters, at: first, limit: cell.range.upperBound)?.length == 1
    }

    /// One column of names: of several, the most particular; of none, the first with words in it.
    private mutating func settleNames() {
        let names = roles.indices.filter { roles[$0] == .name }
        if names.count > 1 {
            let keep = names.last { labels[$0].count >= 4 } ?? names[names.count - 1]
            for column in names where column != keep { roles[column] = .category }
        } else if names.isEmpty {
            if let content = roles.firstIndex(of: .content), !roles.contains(.budget) {
                roles[content] = .name
            } else if let column = roles.firstIndex(of: .unknown) ?? roles.lastIndex(of: .category) {
                roles[column] = .name
            }
        }
    }

    /// What a column called 性质 or 备注 holds is told by its cells: 约束性, or 新建.
    private mutating func settleKinds() {
        for column in roles.indices where roles[column] == .kind || roles[column] == .note {
            let words = bodyRows.prefix(12).compactMap { row in
                column < matrix[row].count && !matrix[row][column].range.isEmpty ? matrix[row][column].range : nil
            }
            guard let first = words.first else { continue }
            if roles[column] == .kind || !roles.contains(.attribute),
                TableReader.attributes.match(script.stream.characters, at: first.lowerBound, limit: first.upperBound) != nil
            {
                roles[column] = .attribute
            }
            if roles[column] == .note, !roles.contains(.kind),
                words.allSatisfy({ TableReader.kindWords.match(script.stream.characters, at: $0.lowerBound, limit: $0.upperBound)?.length == $0.count })
            {
                roles[column] = .kind
            }
        }
    }

    private static let attributes = Phrases<Bool>("约束 预期", true)
    private static let kindWords = Phrases<Bool>("新建 续建 改建 扩建 改扩建 迁建 新开工 技改 改造 结转 储备", true)

    // MARK: Rows

    var bodyRows: Range<Int> { min(headRows, matrix.count)..<matrix.count }

    func kind(of index: Int) -> RowKind { rowKinds[index] }

    private func findKind(of index: Int) -> RowKind {
        let row = matrix[index]
        let cells = distinct(row).filter { !$0.range.isEmpty }
        guard let first = cells.first else { return .empty }
        let characters = script.stream.characters
        if cells.prefix(3).contains(where: {
            Totals.words.match(characters, at: $0.range.lowerBound, limit: $0.range.upperBound) != nil && $0.range.count <= 30
        }) {
            return .total
        }
        if cells.prefix(2).contains(where: { cell in TableReader.groupTotal.occurs(in: characters, cell.range) && cell.range.count <= 30 }) { return .total }
        let repeated = roles.indices.filter {
            $0 < row.count && !row[$0].range.isEmpty && row[$0].range.count == labels[$0].count && characters[row[$0].range].elementsEqual(labels[$0])
        }.count
        if repeated >= 2, repeated * 2 >= cells.count { return .repeatedHead }
        if cells.count == 1, roles.count > 1 { return isShared(row) ? .data : .group }
        if cells.count == 2, isOrdinalLike(first), cells[1].columnSpan > 2 { return .group }
        if opensGroup(row, first, cells) { return .group }
        return .data
    }

    /// 一、粮食安全类 | | | 28600: a group with its sum, where the rows have numbers and names in their columns.
    private func opensGroup(_ row: [GridCell], _ first: GridCell, _ cells: [GridCell]) -> Bool {
        guard roles.contains(.budget), let name = roles.firstIndex(of: .name), name < row.count, row[name].range.isEmpty,
            let number = Numbering.read(script.stream.characters, first.range), number.style == .han || number.style == .hanParenthesis
        else { return false }
        return cells.dropFirst().allSatisfy { isNumber($0) }
    }

    private static let groupTotal = Phrases<Bool>("小计 合计 总计", true)

    /// A row of which the rest is covered by merged cells is data: “其中” lines under one value.
    private func isShared(_ row: [GridCell]) -> Bool { row.contains { $0.isRepeat && $0.rowSpan > 1 && !$0.range.isEmpty } && nameIsOwn(row) }

    private func nameIsOwn(_ row: [GridCell]) -> Bool {
        guard let name = roles.firstIndex(of: .name), name < row.count else { return false }
        return !row[name].isRepeat && !row[name].range.isEmpty
    }

    private func isOrdinalLike(_ cell: GridCell) -> Bool {
        cell.range.count <= 4
            && (isOrdinal(cell)
                || cell.range.allSatisfy {
                    Numerals.digit(script.stream[$0]) != nil || Numerals.power(script.stream[$0]) != nil || [0x28, 0x29, 0x3001].contains(script.stream[$0])
                })
    }

    func cell(_ row: Int, _ role: ColumnRole) -> GridCell? {
        guard let column = roles.firstIndex(of: role), column < matrix[row].count else { return nil }
        return matrix[row][column]
    }

    func text(_ row: Int, _ role: ColumnRole) -> String? {
        guard let cell = cell(row, role), !cell.range.isEmpty else { return nil }
        let words = printed(cell)
        return words.isEmpty ? nil : words
    }

    func printed(_ cell: GridCell) -> String { script.printed(cell.range) }

    func span(_ row: Int) -> Span {
        let cells = matrix[row].filter { !$0.isRepeat && !$0.range.isEmpty }
        guard let first = cells.first else { return Span(0, 0) }
        return cells.dropFirst().reduce(first.span) { $0.joined(with: $1.span) }
    }

    // MARK: Kind

    enum Kind { case indicators, projects, tasks, other }

    private func findKind() -> Kind {
        guard roles.contains(.name), bodyRows.count > 0 else { return .other }
        let hasValues = roles.contains(where: \.isValue)
        let responsible = roles.contains { if case .responsible = $0 { true } else { false } }
        let traits = [roles.contains(.budget), roles.contains(.content), roles.contains(.kind), roles.contains(.period), responsible].filter { $0 }.count
        let name = roles.firstIndex(of: .name).map { labels[$0] } ?? []
        let saysProject = TableReader.projectWords.occurs(in: name, 0..<name.count)
        if traits >= 2 && !roles.contains(.attribute) && (saysProject || roles.contains(.budget)) || saysProject && traits >= 1 && !hasValues {
            return .projects
        }
        if hasValues { return .indicators }
        return responsible ? .tasks : .other
    }

    private static let projectWords = Phrases<Bool>("项目 工程 平台", true)
}
