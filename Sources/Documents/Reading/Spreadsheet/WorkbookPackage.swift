/// An Excel file: its list of sheets and what their cells refer to.
struct WorkbookPackage: Sendable {
    /// A sheet as the workbook lists it.
    struct Entry: Sendable {
        var name: String
        var isHidden: Bool
        var part: String
    }

    let bytes: [UInt8]
    let name: String
    let limits: Limits
    private(set) var entries: [Entry] = []
    private var texts: [String] = []
    private var meanings: [CellFormats.Meaning] = []
    private var dates = DateSystem()

    /// Reads everything but the sheets.
    init(bytes: [UInt8], name: String, limits: Limits) throws(DocumentError) {
        self.bytes = bytes
        self.name = name
        self.limits = limits
        let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
        let main = try Relationships(of: "", in: archive).target("officeDocument") ?? "xl/workbook.xml"
        guard let content = try archive.content(of: main) else { throw try Self.foreign(archive) }
        guard !main.hasSuffix(".bin") else {
            throw .notSpreadsheet(name: name, kind: Remark("二进制工作簿（.xlsb），请另存为 .xlsx", "a binary workbook (.xlsb); save it as .xlsx"))
        }
        let list = SheetList()
        try XMLReader.read(content, file: name, part: main, handler: list)
        guard !list.sheets.isEmpty else { throw try Self.foreign(archive) }
        let relationships = try Relationships(of: main, in: archive)
        entries = list.sheets.enumerated().map { index, sheet in
            Entry(name: sheet.name, isHidden: sheet.isHidden, part: relationships.target(ofId: sheet.id) ?? "xl/worksheets/sheet\(index + 1).xml")
        }
        dates.startsIn1904 = list.startsIn1904
        let stylesPart = relationships.target("styles") ?? "xl/styles.xml"
        if let styles = try archive.content(of: stylesPart) {
            let formats = CellFormats()
            try XMLReader.read(styles, file: name, part: stylesPart, handler: formats)
            meanings = formats.meanings
        }
        texts = try Self.texts(relationships.target("sharedStrings") ?? "xl/sharedStrings.xml", archive: archive, limits: limits)
    }

    /// Walks through one sheet; without a taker only its merged cells are gathered.
    func scan(_ entry: Entry, take: SheetScanner.Taker?) throws(DocumentError) -> [SpreadsheetRange] {
        let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
        let context = SheetScanner.Context(name: name, texts: texts, meanings: meanings, dates: dates, limits: limits)
        var scanner = MarkupScanner(file: name, part: entry.part, target: SheetScanner(context: context, take: take))
        let found = try archive.stream(entry.part, while: { (piece) throws(DocumentError) in try scanner.feed(piece) })
        guard found else { throw .damaged(name: name, detail: Remark("缺少工作表“\(entry.name)”", "the sheet “\(entry.name)” is missing")) }
        try scanner.finish()
        return scanner.target.merged
    }

    private static func texts(_ part: String, archive: ZipArchive, limits: Limits) throws(DocumentError) -> [String] {
        let target = SharedStrings(name: archive.name, limit: limits.maximumSharedStrings)
        var scanner = MarkupScanner(file: archive.name, part: part, target: target)
        guard try archive.stream(part, while: { (piece) throws(DocumentError) in try scanner.feed(piece) }) else { return [] }
        try scanner.finish()
        return scanner.target.texts
    }

    /// What a container without a workbook is.
    private static func foreign(_ archive: ZipArchive) throws(DocumentError) -> DocumentError {
        switch try WordPackage.kind(of: archive) {
        case .word: .notSpreadsheet(name: archive.name, kind: Remark("Word 文档", "a Word document"))
        case .openDocument: .notSpreadsheet(name: archive.name, kind: Remark("OpenDocument 文本", "an OpenDocument text"))
        case .other(let kind):
            .notSpreadsheet(
                name: archive.name, kind: kind.english == "an Excel workbook" ? Remark("没有工作表的 Excel 工作簿", "an Excel workbook without sheets") : kind)
        }
    }
}

/// Reads `workbook.xml`.
private final class SheetList: MarkupHandler {
    private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
    private(set) var startsIn1904 = false

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        switch name.local {
        case "sheet":
            if let title = attributes["name"], sheets.count < 10_000 {
                sheets.append((title, attributes["id"] ?? "", attributes["state"].map { $0 != "visible" } ?? false))
            }
        case "workbookPr": startsIn1904 = attributes["date1904"] != nil && attributes.isOn("date1904")
        default: break
        }
        return .enter
    }

    func close(_ name: MarkupName) {}
    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {}
}
