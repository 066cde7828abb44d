/// 其中 rows of a table against the row that they are part of.
enum TableParts {
    static let rule = "parts-against-whole"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.survey.entries.flatMap { entry -> [Finding] in
            guard entry.reader.kind == .indicators else { return [] }
            return families(evidence, entry.reader).flatMap { check(evidence, entry.reader, $0) }
        }
    }

    private struct Family {
        var whole: Int
        /// Rows that say 其中, and rows after them that may belong to it too.
        var marked: [Int]
        var open: [Int]
    }

    private static func families(_ evidence: Evidence, _ reader: TableReader) -> [Family] {
        var families: [Family] = []
        var last: Int?
        for row in reader.bodyRows {
            guard reader.kind(of: row) == .data, let name = reader.cell(row, .name), !name.range.isEmpty, !name.isRepeat else {
                last = nil
                continue
            }
            if of.match(evidence.characters, at: name.range.lowerBound, limit: name.range.upperBound) != nil {
                if let end = families.last, end.whole == last || end.marked.last == row - 1 || end.open.last == row - 1 {
                    families[families.count - 1].marked.append(row)
                } else if let whole = row > reader.bodyRows.lowerBound ? row - 1 : nil, reader.kind(of: whole) == .data {
                    families.append(Family(whole: whole, marked: [row], open: []))
                }
            } else if let family = families.last, family.open.last ?? family.marked.last == row - 1, family.marked.count == 1, row - family.whole <= 12,
                sameUnit(evidence, reader, row, family.whole), !hasOrdinal(reader, row) || !hasOrdinal(reader, family.marked[0])
            {
                if !hasOrdinal(reader, row) || hasOrdinal(reader, family.marked[0]) { families[families.count - 1].open.append(row) }
            }
            last = row
        }
        return families
    }

    private static func hasOrdinal(_ reader: TableReader, _ row: Int) -> Bool { reader.cell(row, .ordinal).map { !$0.range.isEmpty && !$0.isRepeat } ?? false }

    private static func sameUnit(_ evidence: Evidence, _ reader: TableReader, _ row: Int, _ other: Int) -> Bool {
        unit(evidence, reader, row) == unit(evidence, reader, other)
    }

    private static func unit(_ evidence: Evidence, _ reader: TableReader, _ row: Int) -> [Character16] {
        if let cell = reader.cell(row, .unit), !cell.range.isEmpty { return Array(evidence.characters[cell.range]) }
        guard let name = reader.cell(row, .name), let unit = IndicatorName.read(evidence.characters, name.range).unit else { return [] }
        return Array(evidence.characters[unit])
    }

    // MARK: Check

    private static func check(_ evidence: Evidence, _ reader: TableReader, _ family: Family) -> [Finding] {
        let unit = unit(evidence, reader, family.whole)
        guard unit != [0x25], !unit.starts(with: [0x25]), family.marked.allSatisfy({ sameUnit(evidence, reader, $0, family.whole) }) else { return [] }
        let columns = reader.roles.indices.filter { column in
            switch reader.roles[column] {
            case .baseline, .target: true
            case .extra: !rates.occurs(in: reader.labels[column], 0..<reader.labels[column].count)
            default: false
            }
        }
        let rows = extent(evidence, reader, family, columns)
        return columns.compactMap { finding(evidence, reader, family, rows.parts, rows.isWhole, $0) }
    }

    /// How many rows make up the whole: so many that one column adds up; else those that say 其中.
    private static func extent(_ evidence: Evidence, _ reader: TableReader, _ family: Family, _ columns: [Int]) -> (parts: [Int], isWhole: Bool) {
        let all = family.marked + family.open
        for count in stride(from: all.count, through: 2, by: -1) {
            let parts = Array(all.prefix(count))
            if columns.contains(where: { column in
                guard let whole = amount(evidence, reader, family.whole, column), let sum = sum(evidence, reader, parts, column) else { return false }
                return sum.value == whole.value
            }) {
                return (parts, true)
            }
        }
        return (family.marked, false)
    }

    private static func amount(_ evidence: Evidence, _ reader: TableReader, _ row: Int, _ column: Int) -> Amount? {
        guard column < reader.matrix[row].count, !reader.matrix[row][column].isRepeat else { return nil }
        return Amount.first(in: evidence.characters, reader.matrix[row][column].range, tens: 0)
    }

    private static func sum(_ evidence: Evidence, _ reader: TableReader, _ rows: [Int], _ column: Int) -> (value: Number, rounding: Number)? {
        var total = Number.zero
        var rounding = Number.zero
        for row in rows {
            guard let amount = amount(evidence, reader, row, column) else { return nil }
            total = total + amount.value
            rounding = rounding + amount.itemRounding
        }
        return (total, rounding)
    }

    private static func finding(_ evidence: Evidence, _ reader: TableReader, _ family: Family, _ parts: [Int], _ isWhole: Bool, _ column: Int) -> Finding? {
        guard let whole = amount(evidence, reader, family.whole, column), let sum = sum(evidence, reader, parts, column), sum.value != whole.value,
            !sum.value.isNear(whole.value, within: sum.rounding + whole.rounding)
        else { return nil }
        let isClose = parts.count >= 2 && sum.value.isWithin(15, percentOf: whole.value)
        guard isWhole || whole.value < sum.value || isClose && parts.count == family.marked.count && parts.count >= 3 else { return nil }
        guard let name = reader.cell(family.whole, .name) else { return nil }
        let label = evidence.layout.printed(IndicatorName.read(evidence.characters, name.range).range)
        let head = String(String.UnicodeScalarView(reader.labels[column].compactMap { Unicode.Scalar($0) }))
        let spans = parts.compactMap { amount(evidence, reader, $0, column).map { evidence.span($0.range) } }
        return Finding(
            rule, isWhole || whole.value < sum.value ? .error : .warning, "“\(label)”\(head)为\(evidence.quote(whole.range))，“其中”各项相加为\(sum.value)。",
            why: "分项之和与总项不符，总项或某一分项有误。", remedy: "核对“\(label)”及其分项的\(head)数值，使分项之和等于总项。",
            at: [evidence.span(name.range), evidence.span(whole.range)] + spans)
    }

    private static let of = Phrases<Bool>("其中", true)
    private static let rates = Phrases<Bool>("年均 增长 增速 增幅 %", true)
}
