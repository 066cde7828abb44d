import Kernel
import Testing

@testable import Documents
@testable import Exchange

/// Papers with real pictures, and as LibreOffice prints them; skipped where a program is not installed.
@Suite(.serialized) struct PaperPrintTests {
    @Test(.enabled(if: PictureRasteriser.program != nil, "rsvg-convert is not installed"))
    func picturesAreDrawnInTheirOrder() throws {
        let document = try Paper("报告", [.chart(PaperSamples.drawing(.lines, "甲")), .chart(PaperSamples.drawing(.pie, "乙"))], .chinese).document()
        let pictures = document.blocks.compactMap { block -> WordPicture? in if case .picture(let picture) = block { picture } else { nil } }
        #expect(pictures.map(\.caption) == ["甲", "乙"])
        for picture in pictures {
            let svg = try #require(picture.svg)
            #expect(try picture.png == PictureRasteriser.png(svg: svg, pixelsWide: 1_500), "the PNG of \(picture.caption ?? "") is that of its SVG")
        }
    }

    @Test(.enabled(if: PictureRasteriser.program != nil && LibreOffice.program != nil && PortableDocument.program != nil, "a program is not installed"))
    func everyBlockIsPrinted() throws {
        let pages = try pages(of: PaperSamples.everything)
        #expect(pages.count > 3)
        for (number, page) in pages.enumerated() { #expect(page.contains("模拟数据") && page.contains("—\(number + 1)—"), "page \(number + 1)") }
        let all = pages.joined()
        for words in ["云岭县科学技术局文件", "一、总体情况", "（一）指标", "技术合同成交额", "■项目延期", "2026年1月8日"] { #expect(all.contains(words), "\(words)") }
    }

    @Test(.enabled(if: PictureRasteriser.program != nil && LibreOffice.program != nil && PortableDocument.program != nil, "a program is not installed"))
    func aReportOfThirtyPagesIsPrinted() throws {
        let pages = try pages(of: PaperSamples.report)
        #expect((28...40).contains(pages.count) && pages.last?.contains("—\(pages.count)—") == true, "\(pages.count) pages")
        #expect(pages.joined().contains("图11项目"), "the last of ten charts and a schedule is there")
    }

    /// The text of the pages that LibreOffice makes of a paper, without white space.
    private func pages(of blocks: [Kernel.Block]) throws -> [String] {
        let bytes = try Paper("报告", blocks, .chinese, isSimulated: true).word()
        let program = try #require(LibreOffice.program)
        let folder = try TemporaryFolder()
        let source = folder.file("paper.docx")
        try FileAccess.write(bytes, to: source)
        _ = try program.run(
            ["-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf", "--outdir", folder.file("result"), source],
            folder: folder,
            timeout: 120)
        let text = try DocumentReader().read(FileAccess.read(folder.file("result/paper.pdf"), limit: 1 << 26), name: "paper.pdf").text
        return text.split(separator: "\u{C}").map { $0.filter { !$0.isWhitespace } }
    }
}
