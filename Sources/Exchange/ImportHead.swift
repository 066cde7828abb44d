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

    /// - Parameter isShortened: whether heads may be the first ten bytes of labels only, as those of a Shapefile are.
    public init(_ cells: [SpreadsheetCell], _ schema: Schema, isShortened: Bool = false) {
        // A label may have brackets of its own: as a whole it goes before what is left of another without them.
        var (whole, shortened): ([String: Column], [String: Column]) = ([:], [:])
        for column in schema.columns where !column.options.isReadOnly && column.options.masking != .all {
            for name in [column.label.english, column.name, column.label.chinese] {
                let forms = ImportHead.forms(name)
                whole[forms[0]] = column
                for form in forms { shortened[form] = column }
            }
        }
        func column(_ head: String) -> Column? {
            let forms = ImportHead.forms(head)
            if let found = forms.lazy.compactMap({ whole[$0] }).first ?? forms.lazy.compactMap({ shortened[$0] }).first { return found }
            // Where the cut went through a character, nothing readable is left of it.
            guard isShortened, let form = forms.first.map({ String($0.prefix { $0 != "\u{FFFD}" }) }), ImportHead.isCut(form) else { return nil }
            let names = Set(shortened.filter { $0.key.hasPrefix(form) }.map(\.value.name))
            return names.count == 1 ? names.first.flatMap { schema[$0] } : nil
        }
        var (columns, unknown, seen): ([Column?], [String], Set<String>) = ([], [], [])
        for cell in cells {
            let column = column(cell.text)
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

    /// Whether it is as long as a name of a field in a Shapefile can be: ten bytes in UTF-8, or in GBK, where a Chinese character has two.
    private static func isCut(_ head: String) -> Bool {
        8...10 ~= head.utf8.count || 9...10 ~= head.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }

    public var isRecognised: Bool { columns.contains { $0 != nil } }

    /// 收费（每小时）（元）*  →  收费（每小时）（元）, 收费（每小时）, 收费
    static func forms(_ head: String) -> [String] {
        var form = head.lowercased().filter { !$0.isWhitespace && $0 != "*" && $0 != "＊" }
        var forms = [form]
        while let last = form.last, last == ")" || last == "）", let open = form.lastIndex(where: { $0 == "(" || $0 == "（" }), open > form.startIndex {
            form = String(form[..<open])
            forms.append(form)
        }
        return forms
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
    static func typed(_ cell: SpreadsheetCell, for column: Column) -> String {
        switch cell {
        case .number(let number) where column.kind.type == .text: CellNumber(number)?.text ?? number.decimal
        case .number(let number) where number.isPercentage && column.kind.name == "percentage":
            CellNumber(number)?.rounded(to: 15).shifted(by: 2).text ?? number.decimal
        case .number(let number): CellNumber(number)?.rounded(to: 15).text ?? number.decimal
        case .boolean(let value): value ? "是" : "否"
        case .date(let date) where column.kind is InstantKind: date.description
        case .date(let date): Day(date.year, date.month, date.day)?.description ?? date.description
        default: cell.text
        }
    }
}

/// The decimal digits of a number in a cell. Files keep 0.1 + 0.2 as 0.30000000000000004 where Excel shows, and people mean, 15 digits.
struct CellNumber {
    private let isNegative: Bool
    /// Without zeros at either end; empty for 0.
    private var digits: [UInt8]
    /// Where the point stands: the number is 0.digits × 10^point.
    private var point: Int

    /// nil for what is no decimal number.
    init?(_ number: SpreadsheetNumber) {
        let parts = number.decimal.lowercased().split(separator: "e", maxSplits: 1)
        guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0, abs(exponent) < 400 else { return nil }
        isNegative = mantissa.first == "-"
        let halves = mantissa.drop { $0 == "-" || $0 == "+" }.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = halves.first.map { Array($0.utf8) } ?? []
        digits = whole + (halves.count > 1 ? Array(halves[1].utf8) : [])
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        point = whole.count + exponent
        trim()
    }

    private mutating func trim() {
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    }

    /// With at most `count` digits, a half upwards.
    func rounded(to count: Int) -> CellNumber {
        guard digits.count > count else { return self }
        var rounded = self
        rounded.digits = Array(digits[..<count])
        if digits[count] >= UInt8(ascii: "5") {
            var place = count - 1
            while place >= 0, rounded.digits[place] == UInt8(ascii: "9") {
                rounded.digits[place] = UInt8(ascii: "0")
                place -= 1
            }
            if place >= 0 {
                rounded.digits[place] += 1
            } else {
                rounded.digits.insert(UInt8(ascii: "1"), at: 0)
                rounded.point += 1
            }
        }
        rounded.trim()
        return rounded
    }

    /// Times 10 to the power of `places`.
    func shifted(by places: Int) -> CellNumber {
        var shifted = self
        shifted.point += places
        return shifted
    }

    /// Without an exponent: 0.001, 12.5, 1200000.
    var text: String {
        if digits.isEmpty { return "0" }
        let written = String(decoding: digits, as: UTF8.self)
        let sign = isNegative ? "-" : ""
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + written }
        if point >= digits.count { return sign + written + String(repeating: "0", count: point - digits.count) }
        return sign + written.prefix(point) + "." + written.dropFirst(point)
    }
}
