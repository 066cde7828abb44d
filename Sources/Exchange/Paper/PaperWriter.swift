import Documents
import Kernel

/// Turns blocks into those of a Word document, in their order.
struct PaperWriter {
    /// Where pictures come from.
    enum Pictures {
        /// They are only asked for; what is written is thrown away.
        case asked
        case drawn([[UInt8]])
        case missing
    }

    let words: PaperWords
    var outline: PaperOutline
    /// PNG files of pictures that exist already.
    let photographs: @Sendable (Picture) -> [UInt8]?
    var pictures = Pictures.asked
    /// The pictures that were asked for, in order.
    private(set) var orders: [PictureRasteriser.Order] = []
    private(set) var blocks: [WordBlock] = []
    private(set) var masthead = Masthead()
    private var hasMasthead = false
    /// Whether something in it is made up.
    var hasSimulated = false
    /// Whether a sign of a tone was used; the first table after that says what the signs mean.
    var hasSigns = false
    var hasLegend = false
    private var saysPicturesMissing = false
    private var breaksPage = false

    /// Beyond them drawings are printed as tables: a paper stays within reason whatever a page holds.
    static let mostPictures = 400

    var language: Language { words.language }

    init(language: Language, outline: PaperOutline, photographs: @escaping @Sendable (Picture) -> [UInt8]? = { _ in nil }) {
        self.photographs = photographs
        words = PaperWords(language: language)
        self.outline = outline
    }

    mutating func write(_ said: [Kernel.Block]) {
        for block in said { write(block) }
    }

    private mutating func write(_ block: Kernel.Block) {
        switch block {
        case .heading(let label, let level, _): writeHeading(label, depth: outline.enter(level: level))
        case .paragraph(let phrases): writeParagraphs(runs(phrases))
        case .notice(let phrases, let tone):
            if !tone.sign.isEmpty { hasSigns = true }
            writeParagraphs([WordRun(words.lead(tone), isBold: true)] + runs(phrases))
        case .list(let points): writeList(points)
        case .steps(let steps): writeList(steps, isNumbered: true)
        case .picture(let picture):
            guard let png = photographs(picture), !png.isEmpty else { break }
            append(
                .picture(
                    WordPicture(
                        png: png, width: 150, caption: PaperText.line(picture.caption[language]), description: PaperText.line(picture.caption[language]))))
        case .facts(let facts): write(facts)
        case .table(let table): write(table)
        case .chart(let drawing): write(drawing)
        // A map is to be walked about in; paper says where.
        case .map: writeParagraphs([WordRun(words.onTheMap)])
        case .trajectories(let trajectories): write(trajectories)
        case .schedule(let schedule): write(schedule)
        case .cards(let cards): for card in cards { write(card) }
        case .source(let source): write(source)
        case .choices(let choices):
            let chosen = choices.filter(\.isChosen).map { PaperText.line($0.label[language]) }
            if !chosen.isEmpty { writeParagraphs([WordRun(words.shown + chosen.joined(separator: words.comma))]) }
        case .deeds: break
        case .group(let label, let inner, _):
            writeHeading(label, depth: outline.enterGroup())
            write(inner)
            outline.leaveGroup()
        case .beside(let first, let second):
            write(first)
            write(second)
        case .pageBreak: breaksPage = !blocks.isEmpty
        case .masthead(let head):
            if !hasMasthead { masthead = head }
            hasMasthead = true
        }
    }

    // MARK: Pieces

    mutating func append(_ block: WordBlock) {
        if breaksPage {
            breaksPage = false
            // What lies across has pages of its own.
            if case .landscape? = blocks.last {} else { blocks.append(.pageBreak) }
        }
        blocks.append(block)
    }

    /// Puts a block on a page that lies across, together with the headings above it and with what lies across before it.
    mutating func appendAcross(_ block: WordBlock) {
        breaksPage = false
        var inner = [block]
        while case .heading? = blocks.last { inner.insert(blocks.removeLast(), at: 0) }
        if case .pageBreak? = blocks.last { blocks.removeLast() }
        if case .landscape(let before)? = blocks.last {
            blocks.removeLast()
            inner = before + inner
        }
        blocks.append(.landscape(inner))
    }

    private mutating func writeHeading(_ label: Label, depth: Int) {
        let text = PaperText.line(label[language])
        if !text.isEmpty { append(.heading(depth, text, isNumbered: outline.isNumbered)) }
    }

    /// A paragraph for each line.
    mutating func writeParagraphs(_ runs: [WordRun]) {
        for line in Self.lines(of: runs) { append(.paragraph(WordParagraph(line))) }
    }

    /// The runs parted at line feeds, without empty lines and without the white space that indents them.
    static func lines(of runs: [WordRun]) -> [[WordRun]] {
        var lines: [[WordRun]] = [[]]
        for run in runs {
            for (index, piece) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { lines.append([]) }
                var part = run
                part.text = lines[lines.count - 1].isEmpty ? String(piece.drop(while: \.isWhitespace)) : String(piece)
                if !part.text.isEmpty { lines[lines.count - 1].append(part) }
            }
        }
        return lines.filter { !$0.isEmpty }
    }

    private mutating func writeList(_ points: [[Phrase]], isNumbered: Bool = false) {
        let lines = points.map { parted(runs($0)) }.filter { $0.contains { !$0.text.trimmed.isEmpty } }
        let paragraphs = lines.map { line in
            WordParagraph(line.map { WordRun(String($0.text.map { $0 == "\n" ? " " : $0 }), isBold: $0.isBold) })
        }
        if !paragraphs.isEmpty { append(.list(paragraphs, isNumbered: isNumbered)) }
    }

    /// The parts of a point, which a screen sets apart by space: a colon after the first, commas after the others, unless they bring marks of their own.
    private func parted(_ runs: [WordRun]) -> [WordRun] {
        var result: [WordRun] = []
        for run in runs {
            if let last = result.last?.text.last, let first = run.text.first, !last.isPunctuation || "）)”’》】%".contains(last), !last.isWhitespace,
                !first.isPunctuation || "（(“‘《【".contains(first), !first.isWhitespace
            {
                result.append(WordRun(result.count == 1 ? words.colon : words.pause))
            }
            result.append(run)
        }
        return result
    }

    /// Words of phrases; links are words, tones signs.
    mutating func runs(_ phrases: [Phrase]) -> [WordRun] {
        phrases.compactMap { phrase in
            let text = toned(PaperText.clean(phrase.label[language]), phrase.tone)
            return text.isEmpty ? nil : WordRun(text, isBold: phrase.isStrong)
        }
    }

    /// The sign of a tone before the words, or both where there are none.
    mutating func toned(_ text: String, _ tone: Tone?) -> String {
        guard let tone, !tone.sign.isEmpty, !text.hasPrefix(tone.sign) else { return text }
        hasSigns = true
        return tone.sign + (text.isEmpty ? tone.word[language] : text)
    }

    /// What stands below a table: its own note, and what signs mean where that was not yet said.
    mutating func notes(_ own: String?) -> [String] {
        var notes = own.map { [PaperText.line($0)] }?.filter { !$0.isEmpty } ?? []
        if hasSigns, !hasLegend {
            hasLegend = true
            notes.append(words.legend)
        }
        return notes
    }

    /// A picture of a drawing, or nil where a table has to stand in for it.
    ///
    /// - Parameter width: in millimetres.
    mutating func picture(_ svg: String, width: Double, pixels: Int, caption: String? = nil, description: String) -> WordPicture? {
        guard orders.count < Self.mostPictures else { return nil }
        let number = orders.count
        orders.append(PictureRasteriser.Order(svg: svg, pixelsWide: pixels))
        switch pictures {
        case .asked: return WordPicture(png: [], width: width)
        case .drawn(let drawn):
            return drawn.indices.contains(number) ? WordPicture(png: drawn[number], svg: svg, width: width, caption: caption, description: description) : nil
        case .missing:
            if !saysPicturesMissing { append(.text(words.picturesMissing)) }
            saysPicturesMissing = true
            return nil
        }
    }

    // MARK: Cards and sources

    /// A strong line, and what is known below it.
    private mutating func write(_ card: Card) {
        let title = toned(PaperText.line(card.title.label[language]), card.title.tone ?? card.tone)
        let tags = card.tags.map { words.tag(toned(PaperText.line($0.label[language]), $0.tone)) }.joined()
        if card.isSimulated { hasSimulated = true }
        writeParagraphs([WordRun(title, isBold: true), WordRun(tags + (card.isSimulated ? words.simulated : ""))])
        for line in card.lines { writeParagraphs(runs(line)) }
        let fields = card.fields.map { field in
            PaperText.line(field.label[language]) + words.colon + toned(PaperText.line(field.value.label[language]), field.value.tone)
        }
        if !fields.isEmpty { writeParagraphs([WordRun(fields.joined(separator: words.semicolon))]) }
    }

    /// The text with a number behind each marked passage, and below it what each number means.
    private mutating func write(_ source: SourceText) {
        writeParagraphs([WordRun(PaperText.line(source.title[language]), isBold: true)])
        let scalars = Array(source.text.unicodeScalars)
        var place = 0
        var runs: [WordRun] = []
        func piece(_ range: Range<Int>, isBold: Bool) -> WordRun {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return WordRun(PaperText.clean(String(view)), isBold: isBold)
        }
        for (number, mark) in source.marks.enumerated() {
            let begin = min(max(mark.range.lowerBound, place), scalars.count)
            let end = min(max(mark.range.upperBound, begin), scalars.count)
            runs += [piece(place..<begin, isBold: false), piece(begin..<end, isBold: true), WordRun("〔\(number + 1)〕")]
            place = end
        }
        runs.append(piece(place..<scalars.count, isBold: false))
        writeParagraphs(runs)
        for (number, mark) in source.marks.enumerated() {
            writeParagraphs([WordRun("〔\(number + 1)〕" + toned(PaperText.line(mark.title[language]), mark.tone))])
        }
    }
}
