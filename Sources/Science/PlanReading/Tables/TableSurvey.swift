/// All tables of the document, with captions, notes and continuations found.
struct TableSurvey {
    struct Entry {
        var grid: Int
        var reader: TableReader
        var marks: TableMarks
        var element: Int
        /// Counts tables; a continued table has the number of the one it continues.
        var table: Int
    }

    private(set) var entries: [Entry] = []

    static func read(_ layout: inout Layout, _ structure: Structure) -> TableSurvey {
        var survey = TableSurvey()
        for index in layout.elements.indices {
            guard case .table(let grid) = layout.elements[index].content else { continue }
            layout.grids[grid].box = structure.boxOf[index]
            layout.grids[grid].heading = structure.headingOf[index]
            survey.findCaption(&layout, index, grid)
            survey.findNote(&layout, index, grid)
            survey.add(layout, index, grid)
        }
        survey.shareNotes(&layout)
        return survey
    }

    /// The note stands below the last part of a continued table and holds for all of them.
    private mutating func shareNotes(_ layout: inout Layout) {
        for index in entries.indices.dropLast().reversed() where entries[index].table == entries[index + 1].table {
            guard layout.grids[entries[index].grid].note == nil, let note = layout.grids[entries[index + 1].grid].note else { continue }
            layout.grids[entries[index].grid].note = note
            entries[index].marks = TableMarks(layout, note: note)
        }
    }

    private mutating func add(_ layout: Layout, _ element: Int, _ grid: Int) {
        let previous = entries.last
        let reader = TableReader(layout.grids[grid], layout, continuing: previous?.reader)
        let sameHead = previous.map { !$0.reader.labels.isEmpty && $0.reader.labels == reader.labels } ?? false
        let continues =
            layout.grids[grid].continues || reader.headRows == 0 && sameHead || sameHead && noHeadingBetween(layout, previous?.element ?? 0, element)
        let table = continues ? previous?.table ?? 0 : (previous?.table ?? -1) + 1
        entries.append(
            Entry(grid: grid, reader: reader, marks: TableMarks(layout, note: layout.grids[grid].note), element: element, table: table))
    }

    private func noHeadingBetween(_ layout: Layout, _ first: Int, _ second: Int) -> Bool {
        guard first < second else { return false }
        return layout.elements[first + 1..<second].allSatisfy { $0.role == .caption || $0.role == .noise || $0.range.count <= 12 }
    }

    /// Short lines above the table: its title, 续表, 单位：万元.
    private func findCaption(_ layout: inout Layout, _ index: Int, _ grid: Int) {
        for above in stride(from: index - 1, through: max(0, index - 2), by: -1) {
            let element = layout.elements[above]
            guard !element.isTable, element.range.count <= 50 else { return }
            switch element.role {
            case .body, .caption, .boxTitle: break
            default: return
            }
            let characters = layout.stream.characters
            if TableSurvey.continued.occurs(in: characters, element.range), element.range.count <= 40 {
                layout.grids[grid].continues = true
                layout.elements[above].role = .caption
            } else if let unit = TableSurvey.unitLabel.match(characters, at: opening(layout, element.range), limit: element.range.upperBound) {
                var range = opening(layout, element.range) + unit.length..<element.range.upperBound
                while let last = range.last, [0x29, 0x3011].contains(characters[last]) { range = range.lowerBound..<last }
                layout.grids[grid].captionUnit = range
                if layout.elements[above].role == .body { layout.elements[above].role = .caption }
            } else if TableSurvey.captions.match(characters, at: element.range.lowerBound, limit: element.range.upperBound) != nil {
                layout.grids[grid].caption = element.range
                layout.elements[above].role = .caption
            } else {
                return
            }
        }
    }

    private func opening(_ layout: Layout, _ range: Range<Int>) -> Int {
        range.first.map { [0x28, 0x3010].contains(layout.stream[$0]) ? $0 + 1 : $0 } ?? range.lowerBound
    }

    private func findNote(_ layout: inout Layout, _ index: Int, _ grid: Int) {
        guard index + 1 < layout.elements.count, !layout.elements[index + 1].isTable else { return }
        var last: Int?
        for below in index + 1..<min(layout.elements.count, index + 4) {
            let range = layout.elements[below].range
            let isNote = TableNote.isNote(layout.stream.characters, range)
            guard isNote || last != nil && Numbering.read(layout.stream.characters, range)?.style == .arabic && isMarkLine(layout, range) else { break }
            last = below
            layout.elements[below].role = .caption
        }
        if let last { layout.grids[grid].note = layout.elements[index + 1].range.lowerBound..<layout.elements[last].range.upperBound }
    }

    private func isMarkLine(_ layout: Layout, _ range: Range<Int>) -> Bool { range.contains { TableMarks.openings.contains(layout.stream[$0]) } }

    private static let continued = Phrases<Bool>("续表 (续) 续上表", true)
    private static let unitLabel = Phrases<Bool>("单位: 计量单位: 金额单位:", true)
    private static let captions = Phrases<Bool>("表 附表 图表 续表", true)
}
