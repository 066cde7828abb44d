/// Turns the tags of one sheet (`sheet1.xml`; ECMA-376, 18.3) into rows.
struct SheetScanner: MarkupScannerTarget {
    /// Takes a row; returns whether it wants the next.
    typealias Taker = (Int, [SpreadsheetCell]) -> SpreadsheetStep

    /// What cells refer to.
    struct Context {
        var name: String
        var texts: [String]
        var meanings: [CellFormats.Meaning]
        var dates: DateSystem
        var limits: Limits
    }

    private(set) var isDone = false
    private(set) var merged: [SpreadsheetRange] = []
    private let context: Context
    /// Without a taker only the merged cells are gathered.
    private let take: Taker?

    private var isInRows = false
    private var row = 0
    private var cells: [SpreadsheetCell] = []
    private var column = 0
    private var delivered = 0
    private var kind = Kind.number
    private var meaning = CellFormats.Meaning.number
    private var value: [UInt8] = []
    private var isInValue = false
    private var readings = 0

    private enum Kind {
        case number, shared, text, boolean, date
    }

    private static let rows = MarkupTag.Name("sheetData")
    private static let rowName = MarkupTag.Name("row")
    private static let cell = MarkupTag.Name("c")
    private static let valueName = MarkupTag.Name("v")
    private static let textName = MarkupTag.Name("t")
    private static let reading = MarkupTag.Name("rPh")
    private static let merge = MarkupTag.Name("mergeCell")
    private static let reference = MarkupTag.Name("ref")
    private static let place = MarkupTag.Name("r")
    private static let style = MarkupTag.Name("s")

    init(context: Context, take: Taker?) {
        self.context = context
        self.take = take
    }

    // MARK: Events

    mutating func open(_ tag: MarkupTag) throws(DocumentError) {
        guard isInRows else {
            if tag.name == Self.rows { isInRows = true }
            if tag.name == Self.merge { readMerge(tag) }
            return
        }
        guard take != nil else { return }
        if tag.name == Self.cell {
            try beginCell(tag)
        } else if tag.name == Self.valueName || tag.name == Self.textName {
            isInValue = readings == 0
        } else if tag.name == Self.rowName {
            try beginRow(tag)
        } else if tag.name == Self.reading {
            readings += 1
        }
    }

    mutating func close(_ name: MarkupTag.Name) throws(DocumentError) {
        guard isInRows else { return }
        if name == Self.rows { isInRows = false }
        guard take != nil else { return }
        if name == Self.valueName || name == Self.textName {
            isInValue = false
        } else if name == Self.cell {
            try endCell()
        } else if name == Self.rowName {
            try endRow()
        } else if name == Self.reading {
            readings = max(0, readings - 1)
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLiteral: Bool) throws(DocumentError) {
        guard isInValue else { return }
        if isLiteral || kind == .number || kind == .shared {
            value.append(contentsOf: bytes)
        } else {
            MarkupEscapes.append(bytes, to: &value)
        }
    }

    // MARK: Rows and cells

    private mutating func beginRow(_ tag: MarkupTag) throws(DocumentError) {
        var number = row + 1
        tag.forEachAttribute { name, value in
            if name == Self.place, let stated = Self.digits(value) { number = stated }
        }
        guard number >= 1, number <= context.limits.maximumRows else {
            throw .tooMany(name: context.name, items: Remark("行", "rows"), limit: context.limits.maximumRows)
        }
        row = number
        column = 0
        cells.removeAll(keepingCapacity: true)
    }

    private mutating func beginCell(_ tag: MarkupTag) throws(DocumentError) {
        var number = column + 1
        var kind = Kind.number
        var meaning = CellFormats.Meaning.number
        tag.forEachAttribute { name, value in
            if name == Self.place {
                if let stated = Self.column(value) { number = stated }
            } else if name == Self.style {
                if let index = Self.digits(value), index < context.meanings.count { meaning = context.meanings[index] }
            } else if name == Self.textName {
                kind = Self.kind(value)
            }
        }
        guard number <= context.limits.maximumColumns else {
            throw .tooMany(name: context.name, items: Remark("列", "columns"), limit: context.limits.maximumColumns)
        }
        column = number
        self.kind = kind
        self.meaning = meaning
        value.removeAll(keepingCapacity: true)
        readings = 0
    }

    private mutating func endCell() throws(DocumentError) {
        let cell = try read()
        // Cells of nothing but a frame or colour do not make a row longer.
        guard cell != .empty, column > 0 else { return }
        if cells.count >= column {
            cells[column - 1] = cell
            return
        }
        while cells.count < column - 1 { cells.append(.empty) }
        cells.append(cell)
    }

    private mutating func endRow() throws(DocumentError) {
        guard !cells.isEmpty, let take else { return }
        delivered += cells.count
        guard delivered <= context.limits.maximumCells else {
            throw .tooMany(name: context.name, items: Remark("个单元格", "cells"), limit: context.limits.maximumCells)
        }
        if take(row, cells) == .stop { isDone = true }
        cells.removeAll(keepingCapacity: true)
    }

    private func read() throws(DocumentError) -> SpreadsheetCell {
        if value.isEmpty { return .empty }
        switch kind {
        case .shared:
            let index = value.withUnsafeBufferPointer(Self.digits)
            guard let index, index < context.texts.count else {
                throw .damaged(
                    name: context.name, detail: Remark("第\(row)行第\(column)列引用的文本不存在", "row \(row), column \(column) refers to a text that is missing"))
            }
            return context.texts[index].isEmpty ? .empty : .text(context.texts[index])
        case .number: return number()
        case .text: return .text(MarkupEscapes.string(value))
        case .boolean: return .boolean(value == [0x31] || value == Array("true".utf8))
        case .date: return DateSystem.date(written: value).map(SpreadsheetCell.date) ?? .text(String(decoding: value, as: UTF8.self))
        }
    }

    private func number() -> SpreadsheetCell {
        guard let number = DecimalDigits.value(value) else { return .text(String(decoding: value, as: UTF8.self)) }
        if meaning == .date, let date = context.dates.date(number) { return .date(date) }
        return .number(
            SpreadsheetNumber(
                value: number, decimal: String(decoding: value, as: UTF8.self), isPercentage: meaning == .percentage))
    }

    // MARK: Attributes

    private static func kind(_ value: UnsafeBufferPointer<UInt8>) -> Kind {
        switch value.first {
        case 0x73: value.count == 1 ? .shared : .text  // s, str
        case 0x6E, nil: .number
        case 0x62: .boolean
        case 0x64: .date
        default: .text  // inlineStr, e
        }
    }

    /// The column, from 1, of a place such as `AB12`; beyond any limit if it is longer than Excel's.
    private static func column(_ place: UnsafeBufferPointer<UInt8>) -> Int? {
        var column = 0
        for byte in place {
            let letter = byte | 0x20
            guard letter >= 0x61, letter <= 0x7A else { break }
            column = column * 26 + Int(letter - 0x60)
            if column > 1 << 30 { return column }
        }
        return column > 0 ? column : nil
    }

    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var number = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    private mutating func readMerge(_ tag: MarkupTag) {
        guard merged.count < 100_000 else { return }
        var found: SpreadsheetRange?
        tag.forEachAttribute { name, value in
            guard name == Self.reference else { return }
            let corners = value.split(separator: 0x3A).map { corner -> (Int, Int)? in
                let bytes = UnsafeBufferPointer(rebasing: corner)
                let letters = bytes.prefix { $0 > 0x39 }.count
                guard let column = Self.column(bytes), let row = Self.digits(UnsafeBufferPointer(rebasing: bytes[letters...])) else { return nil }
                return (row, column)
            }
            guard corners.count == 2, let first = corners[0], let last = corners[1], first.0 <= last.0, first.1 <= last.1 else { return }
            found = SpreadsheetRange(rows: first.0...last.0, columns: first.1...last.1)
        }
        if let found { merged.append(found) }
    }
}
