import Documents
public import Kernel

/// What an application says, on paper: a Word document after GB/T 9704—2012.
///
/// Nothing needs a screen, a colour or a click: links are words, tones are words with a sign (●正常 ▲关注 ■滞后), buttons are
/// left out, drawings become pictures, and a table is set across or in smaller type before anything of it is cut. Pictures need
/// `rsvg-convert`; without it tables stand in their place and one sentence says so.
///
///     try Paper(Label("年度评估报告", en: "Annual evaluation"), blocks, .chinese).word()
public struct Paper: Sendable {
    /// Of the document, where its masthead has none.
    public let title: Label
    public let blocks: [Kernel.Block]
    public let language: Language
    /// Whether all of it is made up, which every page then says at its head. Single values that are made up say so themselves.
    public let isSimulated: Bool
    /// Finds the PNG file of a picture; without one the picture is left out.
    let photographs: @Sendable (Picture) -> [UInt8]?
    /// Makes pictures of drawings; tests put something else here.
    var draw: @Sendable ([PictureRasteriser.Order]) throws(DocumentError) -> [[UInt8]] = { orders throws(DocumentError) in try PictureRasteriser.pngs(orders) }

    public init(
        _ title: Label, _ blocks: [Kernel.Block], _ language: Language, isSimulated: Bool = false,
        photographs: @escaping @Sendable (Picture) -> [UInt8]? = { _ in nil }
    ) {
        self.photographs = photographs
        self.title = title
        self.blocks = blocks
        self.language = language
        self.isSimulated = isSimulated
    }

    /// The .docx file; equal papers give equal bytes. Blocks its thread while pictures are drawn, as many at a time as there are processors.
    ///
    /// - Throws: `DocumentError` where a picture cannot be drawn, `WordError` where there is not enough memory.
    /// - Complexity: linear in what is said.
    public func word() throws -> [UInt8] { try document().bytes() }

    func document() throws -> WordDocument {
        let outline = PaperOutline(blocks, language)
        var writer = PaperWriter(language: language, outline: outline, photographs: photographs)
        writer.write(blocks)
        if !writer.orders.isEmpty {
            // Once to learn which pictures there are, a second time with them in their places.
            var second = PaperWriter(language: language, outline: outline, photographs: photographs)
            do {
                second.pictures = .drawn(try draw(writer.orders))
            } catch DocumentError.missingProgram {
                second.pictures = .missing
            }
            second.write(blocks)
            writer = second
        }
        return assemble(writer)
    }

    /// Puts head and foot around the text.
    private func assemble(_ writer: PaperWriter) -> WordDocument {
        let words = writer.words
        let masthead = writer.masthead
        let issuer = PaperText.line(masthead.issuer)
        let number = PaperText.line(masthead.number)
        let title = PaperText.balanced(PaperText.clean((masthead.title ?? self.title)[language]).trimmed)
        let isOfficial = !issuer.isEmpty && !number.isEmpty
        var blocks = writer.blocks
        if !isOfficial, !number.isEmpty { blocks.insert(.paragraph(WordParagraph(number, alignment: .centre)), at: 0) }
        var signature: WordSignature?
        if !issuer.isEmpty || masthead.day != nil {
            signature = WordSignature(issuers: issuer.isEmpty ? [] : [issuer], date: masthead.day.map(words.date) ?? "", hasSeal: isOfficial)
        }
        let header = isSimulated || masthead.isSimulated ? words.allSimulated : writer.hasSimulated ? words.partlySimulated : nil
        return WordDocument(
            title: title, blocks: blocks, letterhead: isOfficial ? WordLetterhead(mark: words.mark(issuer), documentNumber: number) : nil,
            addressee: PaperText.line(masthead.recipients).trimmed(from: "：:"), signature: signature, header: header,
            language: language == .english ? .english : .chinese, properties: WordDocument.Properties(author: issuer))
    }
}
