public import Documents
public import Kernel

/// Which column of a spreadsheet is which field: the head row, read.
///
/// A head is the field's Chinese label, its English one or its name; a unit in brackets, a star and white space do not matter.
public struct ImportHead: Sendable {
    /// The field of each column of the sheet; nil for a column that is not of this kind.
    public let columns: [Column?]
    /// Heads that no field has: shown, so that nobody believes they were imported.
    public let unknown: [String]
    /// Required fields without a column.
    public let missing: [Column]

    public init(_ cells: [SpreadsheetCell], _ schema: Schema) {
        var byName: [String: Column] = [:]
        for column in schema.columns where !column.options.isReadOnly && column.options.masking != .all {
            for name in [column.label.english, column.name, column.label.chinese] { byName[ImportHead.folded(name)] = column }
        }
        var (columns, unknown, seen): ([Column?], [String], Set<String>) = ([], [], [])
        for cell in cells {
            let column = byName[ImportHead.folded(cell.text)]
            if let column, seen.insert(column.name).inserted {
                columns.append(column)
            } else {
                columns.append(nil)
                if !cell.text.isEmpty { unknown.append(cell.text) }
            }
        }
        self.columns = columns
        self.unknown = unknown
        missing = schema.columns.filter { $0.isRequired && $0.options.initial == nil && !$0.options.isReadOnly && !seen.contains($0.name) }
    }

    public var isRecognised: Bool { columns.contains { $0 != nil } }

    /// 研发费用（万元）*  →  研发费用
    static func folded(_ head: String) -> String {
        var folded = head.lowercased().filter { !$0.isWhitespace && $0 != "*" && $0 != "＊" }
        if let last = folded.last, last == ")" || last == "）", let open = folded.lastIndex(where: { $0 == "(" || $0 == "（" }), open > folded.startIndex {
            folded = String(folded[..<open])
        }
        return folded
    }

    /// What one row says, field by field.
    public func submission(_ cells: [SpreadsheetCell], kind: String) -> Submission {
        var submission = Submission(kind: kind)
        for (column, cell) in zip(columns, cells) {
            guard let column else { continue }
            let text = ImportHead.typed(cell, for: column)
            if !text.isEmpty { submission[column.name] = .typed(text) }
        }
        return submission
    }

    /// A cell as a person would type it into the form.
    private static func typed(_ cell: SpreadsheetCell, for column: Column) -> String {
        switch cell {
        case .number(let number) where number.isPercentage && column.kind.name == "percentage": "\(number.value * 100)"
        case .number(let number): number.decimal
        case .boolean(let value): value ? "是" : "否"
        case .date(let date) where column.kind is InstantKind: date.description
        case .date(let date): Day(date.year, date.month, date.day)?.description ?? date.description
        default: cell.text
        }
    }
}
