import Testing

@testable import Documents

/// Formats that other programs read for us; skipped where these are not installed.
@Suite("PDF and older formats", .serialized)
struct ConvertedTests {
    static let fixture = WordFixture(
        WordFixture.paragraph("第一章 发展目标", "<w:outlineLvl w:val=\"0\"/>")
            + WordFixture.paragraph("研发投入强度达到2.5%")
            + "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2500\"/><w:gridCol w:w=\"2500\"/></w:tblGrid><w:tr><w:tc>\(WordFixture.paragraph("指标"))</w:tc><w:tc>\(WordFixture.paragraph("数值"))</w:tc></w:tr></w:tbl>\(WordFixture.paragraph("完"))"
    )

    /// The fixture in another format, written by LibreOffice.
    private func convert(to kind: String) throws -> [UInt8] {
        let program = try #require(LibreOffice.program)
        let folder = try TemporaryFolder()
        let source = folder.file("plan.docx")
        try FileAccess.write(Self.fixture.bytes, to: source)
        _ = try program.run(
            ["-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", kind, "--outdir", folder.path, source],
            folder: folder, timeout: 120)
        return try FileAccess.read(folder.file("plan." + kind), limit: 1 << 24)
    }

    @Test(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"))
    func olderWord() throws {
        let document = try DocumentReader().read(convert(to: "doc"), name: "plan.txt")
        #expect(document.format == .legacyWord)
        #expect(document.text.contains("第一章 发展目标\n研发投入强度达到2.5%\n指标\t数值\n完"))
        #expect(document.paragraphs.first?.headingLevel == 1)
        document.checkRanges()
    }

    @Test(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"))
    func richText() throws {
        let text = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 \\u31185?\\u25216? 2.5%\\par \\'b4\\'b4\\'d0\\'c2\\par}"
        let document = try DocumentReader().read(Array(text.utf8), name: "plan.doc")
        #expect(document.format == .richText)
        #expect(document.text.hasPrefix("科技 2.5%\n创新\n"))
    }

    @Test(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"))
    func openDocument() throws {
        let content = """
            <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>\
            <text:h text:outline-level="1">发展目标</text:h><text:p>正文</text:p></office:text></office:body></office:document-content>
            """
        let manifest = """
            <?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">\
            <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>\
            <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
            """
        let bytes = Zip.pack(
            [
                ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(content.utf8)),
                ("META-INF/manifest.xml", Array(manifest.utf8)),
            ], compressed: false)
        let document = try DocumentReader().read(bytes, name: "plan.odt")
        #expect(document.format == .openDocument)
        #expect(document.text == "发展目标\n正文\n")
        #expect(document.paragraphs.first?.headingLevel == 1)
    }

    @Test(.enabled(if: LibreOffice.program != nil && PortableDocument.program != nil, "LibreOffice or pdftotext is not installed"))
    func portable() throws {
        let document = try DocumentReader().read(convert(to: "pdf"), name: "plan.pdf")
        #expect(document.format == .pdf)
        #expect(document.blocks.isEmpty)
        #expect(document.text.contains("发展目标") && document.text.hasSuffix("\u{0C}"))
    }

    @Test(.enabled(if: PortableDocument.program != nil, "pdftotext is not installed"))
    func brokenPortable() {
        let isDamaged = if case .damaged? = failure(of: Array("%PDF-1.7\nnothing".utf8)) { true } else { false }
        #expect(isDamaged)
    }

    @Test(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"))
    func timeIsLimited() throws {
        let bytes = Array("{\\rtf1 text}".utf8)
        #expect(failure(of: bytes, limits: Limits(converterTimeout: 0.05)) == .timedOut(name: "样例", program: "LibreOffice", seconds: 0.05))
    }

    @Test func programsAreRunInTheirOwnFolder() throws {
        let shell = try #require(Program.find(["sh"]))
        let folder = try TemporaryFolder()
        let outcome = try shell.run(["-c", "mkdir -p \"$HOME/deep/er\"; touch \"$HOME/deep/er/x\"; echo broken >&2; exit 3"], folder: folder, timeout: 10)
        #expect(outcome.exitCode == 3)
        #expect(outcome.complaint == "broken")
        #expect(FileAccess.size(of: folder.file("deep/er/x")) == 0)
        #expect(throws: Program.Failure.self) {
            try shell.run(["-c", "yes > \"$HOME/big\""], folder: folder, timeout: 10, watched: folder.file("big"), limit: 1 << 20)
        }
        #expect(Program.find(["no-such-program"]) == nil)
    }
}
