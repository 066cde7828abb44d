import Documents
import Testing

@Suite("Broken and hostile files")
struct HostileTests {
    /// What a file was taken for.
    private func foreign(_ error: DocumentError?) -> String? {
        if case .unsupported(_, let kind)? = error { kind.english } else { nil }
    }

    @Test func everyErrorSaysWhatToDo() {
        let name = "规划.docx"
        let detail = Remark("第3行", "line 3")
        let errors: [DocumentError] = [
            .notFound(path: name), .unreadable(path: name, reason: "r"), .empty(name: name), .tooLarge(name: name, bytes: 1, limit: 1),
            .unsupported(name: name, kind: Remark("图片", "an image")), .damaged(name: name, detail: detail), .protected(name: name),
            .hostile(name: name, detail: detail), .withoutText(name: name), .conversionFailed(name: name, program: "LibreOffice", detail: detail),
            .timedOut(name: name, program: "LibreOffice", seconds: 3), .busy(name: name),
        ]
        for error in errors {
            #expect(error.description.contains(name))
            #expect(error.description.hasSuffix(".") && error.text(.english) == error.description)
            #expect(error.text(.chinese).contains(name) && error.text(.chinese).hasSuffix("。"))
            #expect(!error.text(.chinese).contains("line 3") && !error.description.contains("第3行"))
        }
    }

    @Test(arguments: [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "a PNG image"), ([0x1F, 0x8B, 0x08, 0, 0], "a gzip archive"),
        ([0xFF, 0xD8, 0xFF, 0xE0, 0], "a JPEG image"), (Array("SQLite format 3\0".utf8), "an SQLite database"),
    ])
    func knownBinaries(bytes: [UInt8], kind: String) {
        #expect(foreign(failure(of: bytes)) == kind)
    }

    @Test(arguments: [
        ("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("a.txt", "a zip archive without a Word document in it"),
    ])
    func otherContainers(entry: String, kind: String) {
        #expect(foreign(failure(of: Zip.pack([(entry, [0x41])]))) == kind)
    }

    @Test func encryptedOffice() {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
        bytes += "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + Array(repeating: 0, count: 200)
        #expect(failure(of: bytes) == .protected(name: "样例"))
    }

    @Test(.timeLimit(.minutes(1))) func noiseIsRefusedQuickly() {
        var random = SplitMix(state: 7)
        var noise = [UInt8](repeating: 0, count: 1 << 20)
        for index in noise.indices { noise[index] = UInt8(truncatingIfNeeded: random.next()) }
        let start = ContinuousClock().now
        let isRefused = if case .unsupported? = failure(of: noise) { true } else { false }
        #expect(isRefused)
        #expect(failure(of: [UInt8](repeating: 0, count: 8 << 20)) != nil)
        let high = noise.map { $0 | 0x80 }
        #expect(failure(of: high) != nil)
        #expect(ContinuousClock().now - start < .seconds(20))
    }

    @Test func zipBombs() {
        let zeros = Array("<w:p>".utf8) + [UInt8](repeating: 0x20, count: 12 << 20)
        let bomb = Zip.pack([("word/document.xml", zeros)])
        #expect(bomb.count < 1 << 20)
        let isHostile = if case .hostile? = failure(of: bomb) { true } else { false }
        #expect(isHostile)

        let isTooLarge =
            if case .tooLarge? = failure(of: bomb, limits: Limits(maximumUnpackedBytes: 4 << 20)) { true } else { false }
        #expect(isTooLarge)

        let many = Zip.pack((0..<300).map { ("f\($0)", [UInt8]()) })
        let isMany = if case .hostile? = failure(of: many, limits: Limits(maximumArchiveEntries: 200)) { true } else { false }
        #expect(isMany)
    }

    @Test func entityBombsAndForeignEntities() {
        for declaration in ["<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">", "<!ENTITY b SYSTEM \"file:///etc/passwd\">"] {
            let part =
                "<?xml version=\"1.0\"?><!DOCTYPE w [\(declaration)]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
            let isHostile = if case .hostile? = failure(of: Zip.pack([("word/document.xml", Array(part.utf8))])) { true } else { false }
            #expect(isHostile)
        }
    }

    @Test func cutOffAtAnyPlace() {
        let bytes = WordFixture(String(repeating: WordFixture.paragraph("科技创新"), count: 50), styles: "<w:style/>").bytes
        for length in stride(from: 4, to: bytes.count - 1, by: 7) {
            guard let error = failure(of: Array(bytes.prefix(length))) else {
                Issue.record("a file cut off at \(length) of \(bytes.count) was read")
                return
            }
            let isDamaged = if case .damaged = error { true } else { false }
            #expect(isDamaged, "\(length): \(error)")
        }
    }

    @Test func cutOffXMLIsDamage() {
        var parts = WordFixture(WordFixture.paragraph("文")).parts
        parts[2].content.removeLast(20)
        guard case .damaged(_, let detail)? = failure(of: Zip.pack(parts)) else {
            Issue.record("not damaged")
            return
        }
        #expect(detail.english.contains("word/document.xml") && detail.chinese.contains("word/document.xml"))
    }

    @Test func excessiveDepthIsRefused() {
        let deep = String(repeating: "<w:sdt>", count: 5_000) + String(repeating: "</w:sdt>", count: 5_000)
        #expect(failure(of: WordFixture(deep).bytes) != nil)
    }

    /// What libxml2 would need minutes or hours for.
    @Test func countlessAttributesAndNamespaces() {
        let attributes = (0..<5_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
        let namespaces = (0..<1_200).map { "<w:p xmlns:n\($0)='u\($0)'" }.joined(separator: ">")
        let nested = "<w:p>" + (0..<900).map { level in "<w:r " + (0..<20).map { "xmlns:n\(level)_\($0)='u'" }.joined(separator: " ") + ">" }.joined()
        for body in ["<w:p \(attributes)/>", namespaces, nested] {
            let isHostile = if case .hostile? = failure(of: WordFixture(body).bytes) { true } else { false }
            #expect(isHostile)
        }
        for page in ["<html><p \(attributes)>", "<html><p " + String(repeating: "a\"b\"", count: 10_000)] {
            let isHostile = if case .hostile? = failure(of: Array(page.utf8)) { true } else { false }
            #expect(isHostile)
        }
        // As many declarations one after the other, as drawings have them, are fine.
        let drawings = String(repeating: "<w:p><w:r xmlns:q='u'><w:t>图</w:t></w:r></w:p>", count: 3_000)
        #expect(failure(of: WordFixture(drawings).bytes) == nil)
    }

    /// Whatever is changed in a file, reading ends with a document or an error, and its ranges hold.
    @Test func mutations() {
        let table =
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>\(WordFixture.paragraph("甲"))</w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>\(WordFixture.paragraph("乙"))</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        let fixture = WordFixture(
            WordFixture.paragraph("一", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>") + table
                + "<w:p><w:r><w:footnoteReference w:id=\"1\"/><w:pict><v:textbox><w:txbxContent>\(table)</w:txbxContent></v:textbox></w:pict><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>",
            styles: "<w:style w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>",
            numbering:
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            footnotes: "<w:footnote w:id=\"1\">\(WordFixture.paragraph("注"))</w:footnote>")
        var random = SplitMix(state: 20_260_101)
        var read = 0
        for round in 0..<1_500 {
            // Half of the changes meet the container, half the markup inside of it.
            var parts = fixture.parts
            var bytes = round.isMultiple(of: 2) ? fixture.bytes : []
            if bytes.isEmpty {
                let part = Int(random.next() % UInt64(parts.count))
                mutate(&parts[part].content, &random)
                bytes = Zip.pack(parts, compressed: false)
            } else {
                mutate(&bytes, &random)
            }
            if let document = try? DocumentReader().read(bytes, name: "x") {
                read += 1
                document.checkRanges()
            }
        }
        #expect(read > 50)
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        for _ in 0...random.next() % 4 where bytes.count > 8 {
            let place = Int(random.next() % UInt64(bytes.count))
            let length = min(Int(random.next() % 12), bytes.count - place)
            switch random.next() % 5 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
            case 2: bytes.removeSubrange(place..<place + length)
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            default: if let other = bytes.indices.randomElement(using: &random) { bytes.swapAt(place, other) }
            }
        }
    }
}
