import CArchive
import Documents
import Testing

/// Zip containers made in memory by libarchive.
enum Zip {
    static func pack(_ entries: [(name: String, content: [UInt8])], compressed: Bool = true) -> [UInt8] {
        guard let archive = archive_write_new() else { return [] }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        if compressed { archive_write_zip_set_compression_deflate(archive) } else { archive_write_zip_set_compression_store(archive) }
        let size = entries.reduce(4096) { $0 + $1.content.count + $1.name.utf8.count * 2 + 512 }
        var used = 0
        var result = [UInt8](repeating: 0, count: size)
        result.withUnsafeMutableBytes { buffer in
            _ = archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
            for (name, content) in entries {
                let entry = archive_entry_new()
                archive_entry_set_pathname(entry, name)
                archive_entry_set_filetype(entry, UInt32(0o100000))
                archive_entry_set_perm(entry, 0o644)
                archive_entry_set_size(entry, Int64(content.count))
                archive_write_header(archive, entry)
                _ = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
                archive_entry_free(entry)
            }
            archive_write_close(archive)
        }
        return Array(result.prefix(used))
    }

    /// The content of one entry, or `nil`.
    static func unpack(_ bytes: [UInt8], _ wanted: String) -> String? {
        guard let archive = archive_read_new() else { return nil }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        return bytes.withUnsafeBytes { buffer in
            guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else { return nil }
            var entry: OpaquePointer?
            while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
                guard let name = archive_entry_pathname(entry), String(cString: name) == wanted else { continue }
                var content = [UInt8](repeating: 0, count: 64 << 20)
                let got = content.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
                return String(decoding: content.prefix(max(0, got)), as: UTF8.self)
            }
            return nil
        }
    }
}

/// A Word file from the XML of its parts.
struct WordFixture {
    var body: String
    var styles = ""
    var numbering = ""
    var footnotes = ""
    var endnotes = ""
    var isStrict = false

    init(_ body: String, styles: String = "", numbering: String = "", footnotes: String = "", endnotes: String = "") {
        self.body = body
        self.styles = styles
        self.numbering = numbering
        self.footnotes = footnotes
        self.endnotes = endnotes
    }

    private var namespaces: String {
        let word =
            isStrict
            ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
            : "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return """
            xmlns:w="\(word)" xmlns:v="urn:schemas-microsoft-com:vml" \
            xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
            """
    }

    private static let contentTypes = """
        <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
        """

    private func part(_ element: String, _ content: String) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:\(element) \(namespaces)>\(content)</w:\(element)>".utf8)
    }

    var parts: [(name: String, content: [UInt8])] {
        let relationships = """
            <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
            """
        var parts: [(name: String, content: [UInt8])] = [
            ("[Content_Types].xml", Array(Self.contentTypes.utf8)),
            ("_rels/.rels", Array(relationships.utf8)),
            ("word/document.xml", part("document", "<w:body>\(body)</w:body>")),
        ]
        for (name, content) in [("styles", styles), ("numbering", numbering), ("footnotes", footnotes), ("endnotes", endnotes)]
        where !content.isEmpty {
            parts.append(("word/\(name).xml", part(name, content)))
        }
        return parts
    }

    var bytes: [UInt8] { Zip.pack(parts) }

    func read(limits: Limits = .default) throws -> Document {
        try DocumentReader(limits: limits).read(bytes, name: "样例.docx")
    }

    /// The text of the body, one paragraph a line.
    static func text(_ body: String) throws -> String {
        try WordFixture(body).read().text
    }

    static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }
}

extension Document {
    var paragraphs: [Paragraph] {
        blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }

    var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// The text of every cell, row by row.
    func cells(_ table: Table) -> [[String]] {
        table.rows.map { $0.map { text(in: $0.range) } }
    }

    /// Checks what must hold of every document: ranges lie in the text, in order, each inside its parent.
    func checkRanges(_ location: SourceLocation = #_sourceLocation) {
        check(blocks, inside: 0..<text.unicodeScalars.count, location)
    }

    private func check(_ blocks: [Block], inside outer: Range<Int>, _ location: SourceLocation) {
        var position = outer.lowerBound
        for block in blocks {
            #expect(block.range.lowerBound >= position && block.range.upperBound <= outer.upperBound, sourceLocation: location)
            position = block.range.upperBound
            guard case .table(let table) = block else { continue }
            var cellPosition = table.range.lowerBound
            for cell in table.rows.joined() {
                #expect(cell.rowSpan >= 1 && cell.columnSpan >= 1, sourceLocation: location)
                #expect(cell.range.lowerBound >= cellPosition && cell.range.upperBound <= table.range.upperBound, sourceLocation: location)
                cellPosition = cell.range.upperBound
                check(cell.blocks, inside: cell.range, location)
            }
        }
    }
}

/// Small reproducible randomness.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// The error that reading `bytes` throws.
func failure(of bytes: [UInt8], name: String = "样例", limits: Limits = .default) -> DocumentError? {
    do {
        _ = try DocumentReader(limits: limits).read(bytes, name: name)
        return nil
    } catch {
        return error
    }
}
