import Dispatch
public import Documents
public import PlanReading

// The plan desk shows what was read from a plan. From here on down:
//
//   SourcePositions   scalar offset → line, column, quote
//   Label, Wording    every word of the interface in both languages; how a value, a unit, a place is written
//   JSON, PlanJSON    --json
//   Terminal, PlanSummary, PlanFindings   what the terminal shows for read and for check
//   PlanWorkbook      --xlsx
//   HTML, PlanPage/   --html

/// One plan, read: the file, the document that was in it, and what the reader found there.
public struct PlanReport: Sendable {
    /// The path as it was given.
    public let file: String
    public let document: Documents.Document
    public let reading: Reading
    /// Where a span of the reading stands in the text.
    public let positions: SourcePositions
    /// The findings as they are shown and numbered everywhere: the gravest first, and within that as the checks ordered them.
    let orderedFindings: [Finding]

    public init(file: String, document: Documents.Document, reading: Reading) {
        self.file = file
        self.document = document
        self.reading = reading
        positions = SourcePositions(document.text)
        let findings = reading.findings
        orderedFindings = findings.indices
            .sorted { (findings[$0].severity, $0) < (findings[$1].severity, $1) }
            .map { findings[$0] }
    }

    /// The title of the plan, or the name of its file.
    public var title: String {
        reading.document.title ?? file.split(separator: "/").last.map(String.init) ?? file
    }

    /// The text of the document, into which every span counts.
    public var text: String { document.text }

    /// Whether a finding says that the plan is wrong, rather than unclear.
    public var hasErrors: Bool { reading.findings.contains { $0.severity == .error } }
}

/// Reads the plan in a file.
public func readPlan(at path: String) throws -> PlanReport {
    report(on: try DocumentReader().read(contentsOf: path), from: path)
}

/// Reads a plan that is in memory already; the name is only shown.
public func readPlan(_ bytes: [UInt8], name: String) throws -> PlanReport {
    report(on: try DocumentReader().read(bytes, name: name), from: name)
}

/// The same on a thread of its own: a program that converts the file keeps none waiting that others need.
public func readPlanAside(_ bytes: [UInt8], name: String) async throws -> PlanReport {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try readPlan(bytes, name: name) }) }
    }
}

/// Whether a plan takes longer to read than one waits for a page: another program has to convert it, or it is large.
public func takesLong(toRead bytes: [UInt8]) -> Bool { bytes.count > 4_000_000 || DocumentReader.needsProgram(bytes) }

/// Whether an error of `readPlan` means that there is no such file.
public func isMissingFile(_ error: any Error) -> Bool {
    if case DocumentError.notFound = error { true } else { false }
}

/// What an error of `readPlan` says to a reader of this language.
public func explanation(of error: any Error, _ language: Language = .chinese) -> String {
    (error as? DocumentError)?.text(language == .english ? .english : .chinese) ?? "\(error)"
}

private func report(on document: Documents.Document, from file: String) -> PlanReport {
    let source = Source(text: document.text, blocks: document.blocks.map(block))
    var reading = PlanReader.read(source)
    if reading.document.regionCode == nil, !reading.document.regionPath.isEmpty {
        reading.document.regionCode = Gazetteer.standard?.code(of: reading.document.regionPath)
    }
    return PlanReport(file: file, document: document, reading: reading)
}

/// A block of a document as the reader takes it. The two modules do not know one another, so their types are matched here.
private func block(_ block: Documents.Block) -> Source.Block {
    switch block {
    case .paragraph(let paragraph):
        .paragraph(
            Source.Paragraph(
                span: span(paragraph.range), headingLevel: paragraph.headingLevel, isNote: paragraph.isNote))
    case .table(let table):
        .table(Source.Table(span: span(table.range), rows: table.rows.map { $0.map(cell) }))
    }
}

private func cell(_ cell: Documents.Cell) -> Source.Cell {
    Source.Cell(
        span: span(cell.range), rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, blocks: cell.blocks.map(block))
}

private func span(_ range: Range<Int>) -> PlanReading.Span { PlanReading.Span(range.lowerBound, range.upperBound) }
