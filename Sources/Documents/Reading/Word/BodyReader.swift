/// A place where the text refers to a note.
struct NoteReference {
    enum Kind {
        case footnote
        case endnote
    }

    let kind: Kind
    let id: String
}

/// Reads the running text of a Word part: paragraphs, tables, text boxes and notes.
///
/// One pass over the events, without a tree: a part of half a gigabyte needs no more memory than its
/// text. What Word does not show is left out: deleted text, field codes, hidden runs, properties.
final class BodyReader: MarkupHandler {
    let styles: StyleSheet
    let lists: NumberingLists
    let limits: Limits

    /// The main text, and above it the text boxes and notes that are open.
    var flows: [Flow] = [Flow()]
    /// The open property elements, innermost last. While there is one, elements state properties.
    var scopes: [PropertyScope] = []
    /// Where the text of `w:t` is gathered, since its blanks are judged at its end.
    private var gathered: [UInt8] = []
    private var gathers = Gathering.no
    /// The sign that says how a piece of a formula stands: raised, lowered or below a line.
    private var formulaSign: String?

    /// The notes that the text refers to, in its order.
    private(set) var references: [NoteReference] = []
    /// The notes that this part defines, by their identifiers.
    var notes: [String: BlockBuilder] = [:]
    /// How many embedded documents had to be left out.
    private(set) var foreignParts = 0
    /// How many tables and text boxes were nested too deep and read as plain paragraphs.
    private(set) var flattened = 0

    private enum Gathering {
        case no
        /// Text whose outer blanks only serve the layout of the XML.
        case trimmed
        case preserved
    }

    init(styles: StyleSheet, lists: NumberingLists, limits: Limits) {
        self.styles = styles
        self.lists = lists
        self.limits = limits
    }

    /// The main text, with all that was left open closed.
    func finish() -> BlockBuilder {
        while flows.count > 1 { closeFlow() }
        closeParagraph()
        return flows[0].builder
    }

    // MARK: Events

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        switch name.space {
        case .word:
            return scopes.isEmpty ? openWord(name.local, attributes) : openProperty(name.local, attributes)
        case .math:
            openFormula(name.local)
            return .enter
        default:
            return .enter
        }
    }

    func close(_ name: MarkupName) {
        switch name.space {
        case .word: closeWord(name.local)
        case .math: closeFormula(name.local)
        default: break
        }
    }

    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard gathers != .no else { return }
        gathered.append(contentsOf: utf8)
    }

    private func openWord(_ local: String, _ attributes: MarkupAttributes) -> Descent {
        switch local {
        case "p": openParagraph()
        case "r": withFlow { $0.run = Run() }
        case "t": startGathering(preserves: attributes["space"] == "preserve")
        case "instrText": startGathering(preserves: true)
        case "pPr", "rPr", "tcPr", "trPr": scopes.append(PropertyScope(local))
        case "tbl", "tr", "tc": openTablePart(local)
        case "txbxContent", "footnote", "endnote": return openFlow(local, attributes)
        case "fldChar": markField(attributes["fldCharType"])
        case "altChunk":
            foreignParts += 1
            return .skip
        case "del", "moveFrom", "delText", "delInstrText", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid",
            "tblPrEx", "rt", "rubyPr", "ffData", "fldData", "subDoc", "pPrChange", "rPrChange":
            return .skip
        default: openInline(local, attributes)
        }
        return .enter
    }

    /// Elements that stand for a character or a reference.
    private func openInline(_ local: String, _ attributes: MarkupAttributes) {
        switch local {
        case "tab", "ptab": emit("\t")
        case "cr": emit("\n")
        case "br": emitBreak(attributes["type"])
        case "noBreakHyphen": emit("-")
        case "sym": emit(SymbolFont.character(attributes["char"], font: attributes["font"]))
        case "footnoteReference", "endnoteReference": refer(local, attributes)
        default: break
        }
    }

    private func closeWord(_ local: String) {
        if let scope = scopes.last {
            if scope.element == local {
                scopes.removeLast()
                if local == "pPr" && scopes.isEmpty { settleParagraph() }
            }
            return
        }
        switch local {
        case "p": endOfParagraphElement()
        case "t": endGathering()
        case "instrText": endCode()
        case "tbl":
            closeParagraph()
            if flow.ignoredTables > 0 {
                withFlow { $0.ignoredTables -= 1 }
            } else {
                withFlow { $0.builder.endTable() }
            }
        case "tr" where flow.ignoredTables == 0:
            closeParagraph()
            withFlow { flow in
                flow.builder.endRow(dropped: flow.rowIsDeleted)
                flow.rowIsDeleted = false
            }
        case "tc" where flow.ignoredTables == 0:
            closeParagraph()
            withFlow { $0.builder.endCell() }
        case "txbxContent", "footnote", "endnote": closeFlow()
        default: break
        }
    }

    // MARK: Text

    private func startGathering(preserves: Bool) {
        gathered.removeAll(keepingCapacity: true)
        gathers = preserves ? .preserved : .trimmed
    }

    private func endGathering() {
        guard gathers != .no else { return }
        let trims = gathers == .trimmed
        gathers = .no
        guard isVisible else { return }
        WordText.clean(&gathered, trims: trims)
        // The blank between the mark of a note and its text goes with the mark.
        if flow.note != nil && !flow.builder.paragraphHasText { WordText.dropLeadingBlanks(&gathered) }
        guard !gathered.isEmpty else { return }
        prepareForText()
        gathered.withUnsafeBufferPointer { text in
            withFlow { $0.builder.append(text) }
        }
        markWeight()
    }

    private func emit(_ text: String) {
        guard isVisible, !text.isEmpty else { return }
        prepareForText()
        withFlow { $0.builder.append(text) }
    }

    /// A page or column break is a line end only where text goes on after it.
    private func emitBreak(_ type: String?) {
        let isLine = type == nil || type == "textWrapping"
        if isLine || flow.builder.paragraphHasText { emit("\n") }
    }

    private var isVisible: Bool {
        !flow.run.isHidden && !flow.fields.contains { $0.isCode }
    }

    private func markWeight() {
        let isBold = flow.run.isBold ?? flow.styleIsBold
        withFlow { flow in
            flow.builder.withParagraph { if isBold { $0.hasBold = true } else { $0.hasPlain = true } }
        }
    }

    /// Text outside of any paragraph is not Word's, but it is text.
    private func prepareForText() {
        if flow.builder.paragraph == nil { openParagraph() }
        settleParagraph()
        if let sign = formulaSign {
            formulaSign = nil
            withFlow { $0.builder.append(sign) }
        }
    }

    // MARK: Fields, notes and formulas

    private func markField(_ type: String?) {
        switch type {
        case "begin": withFlow { if $0.fields.count < 64 { $0.fields.append(Flow.Field()) } }
        case "separate": withFlow { if let last = $0.fields.indices.last { $0.fields[last].isCode = false } }
        case "end":
            var ended: Flow.Field?
            withFlow { ended = $0.fields.popLast() }
            // A field without a result is shown by its code.
            if let ended, ended.isCode { emit(SymbolFont.enclosed(ended.code)) }
        default: break
        }
    }

    private func endCode() {
        gathers = .no
        let code = String(decoding: gathered.prefix(200), as: UTF8.self)
        withFlow { flow in
            guard let last = flow.fields.indices.last, flow.fields[last].code.utf8.count < 400 else { return }
            flow.fields[last].code += code
        }
    }

    /// The mark of a note stays out of the text, where it would glue to numbers; a mark of the
    /// writer's own stands as text in the same run.
    private func refer(_ local: String, _ attributes: MarkupAttributes) {
        if attributes["customMarkFollows"].map({ $0 == "1" || $0 == "true" || $0 == "on" }) ?? false {
            withFlow { $0.run.isHidden = true }
        }
        guard let id = attributes["id"] else { return }
        references.append(NoteReference(kind: local == "footnoteReference" ? .footnote : .endnote, id: id))
    }

    private func openFormula(_ local: String) {
        switch local {
        case "t": startGathering(preserves: true)
        case "den": formulaSign = "/"
        case "sup": formulaSign = "^"
        case "sub": formulaSign = "_"
        default: break
        }
    }

    private func closeFormula(_ local: String) {
        switch local {
        case "t": endGathering()
        case "den", "sup", "sub": formulaSign = nil
        default: break
        }
    }

    // MARK: Tables and flows

    private func openTablePart(_ local: String) {
        if local == "tbl" {
            let isTooDeep = flow.builder.depth + flows.count > limits.maximumDepth
            if isTooDeep { flattened += 1 }
            closeParagraph()
            withFlow { flow in
                if isTooDeep || flow.ignoredTables > 0 { flow.ignoredTables += 1 } else { flow.builder.beginTable() }
            }
        } else if flow.ignoredTables == 0 {
            closeParagraph()
            withFlow { flow in
                if local == "tr" { flow.builder.beginRow() } else { flow.builder.beginCell() }
            }
        }
    }

    /// Text boxes and notes are built apart: the one is placed after its paragraph, the other at the end.
    private func openFlow(_ local: String, _ attributes: MarkupAttributes) -> Descent {
        guard local != "txbxContent" else {
            if flows.count + flow.builder.depth > limits.maximumDepth {
                flattened += 1
                return .skip
            }
            flows.append(Flow())
            return .enter
        }
        // The lines that separate notes from the text are kept among the notes.
        if let type = attributes["type"], type != "normal" { return .skip }
        guard let id = attributes["id"] else { return .skip }
        flows.append(Flow(note: id))
        return .enter
    }

    private func closeFlow() {
        guard flows.count > 1 else { return }
        closeParagraph()
        let closed = flows.removeLast()
        if let id = closed.note {
            notes[id] = closed.builder
        } else if flow.builder.paragraph != nil {
            withFlow { $0.frames.append(closed.builder) }
        } else {
            withFlow { $0.builder.appendFrame(closed.builder) }
        }
    }

    // MARK: State

    var flow: Flow {
        _read { yield flows[flows.count - 1] }
    }

    func withFlow(_ change: (inout Flow) -> Void) {
        change(&flows[flows.count - 1])
    }
}
