/// A stream of paragraphs and tables: the main text, a text box or a note.
struct Flow {
    struct Field {
        /// Between `begin` and `separate` stands the code, which Word hides; then, up to `end`, what the
        /// code amounted to when the document was saved.
        var isCode = true
        var code = ""
    }

    var builder: BlockBuilder
    /// The identifier of the note that this is.
    let note: String?
    var run = Run()
    var fields: [Field] = []
    /// What the open paragraph states of itself.
    var properties = ParagraphProperties()
    /// Whether number and heading level of the open paragraph are decided.
    var isSettled = true
    var styleIsBold = false
    /// The text boxes that the open paragraph anchors.
    var frames: [BlockBuilder] = []
    /// Whether the open paragraph goes on in the next, since the mark between them was deleted.
    var isCarried = false
    var rowIsDeleted = false
    /// How many open tables are read as plain paragraphs.
    var ignoredTables = 0

    init(note: String? = nil) {
        builder = BlockBuilder(isNote: note != nil)
        self.note = note
    }
}

/// A stretch of text with one formatting.
struct Run {
    var isHidden = false
    /// `nil` if the paragraph's style decides.
    var isBold: Bool?
}

/// What `w:pPr` states.
struct ParagraphProperties {
    var style: String?
    var numberList: Int?
    var numberLevel: Int?
    /// 0 for the highest; 9 for body text.
    var outlineLevel: Int?
    /// Whether the deletion of the paragraph's end is tracked.
    var markIsDeleted = false
}

/// An open element whose children state properties.
struct PropertyScope {
    let element: String

    init(_ element: String) {
        self.element = element
    }
}
