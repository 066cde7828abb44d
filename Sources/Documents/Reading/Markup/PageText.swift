/// The rules by which a page's blanks become the gaps between words.
struct PageText {
    private enum Gap {
        case none
        case blank
        /// A gap that holds a line end of the source.
        case lineEnd
    }

    private var gap = Gap.none
    /// The first byte of the last character that was written; 0 at the start of a line.
    private var lastLead: UInt8 = 0

    /// Forgets what came before: a new line begins.
    mutating func forget() {
        gap = .none
        lastLead = 0
    }

    /// The next word from `index` on, which moves behind it, and whether a gap precedes it.
    mutating func nextWord(
        in utf8: UnsafeBufferPointer<UInt8>, from index: inout Int
    ) -> (word: UnsafeBufferPointer<UInt8>, gap: Bool)? {
        while index < utf8.count, Self.isBlank(utf8[index]) {
            let isLineEnd = utf8[index] == 0x0A || utf8[index] == 0x0D
            if isLineEnd { gap = .lineEnd } else if gap == .none { gap = .blank }
            index += 1
        }
        guard index < utf8.count else { return nil }
        let start = index
        while index < utf8.count, !Self.isBlank(utf8[index]) { index += 1 }
        let isGap = isGap(before: utf8[start])
        gap = .none
        lastLead = Self.lastLead(in: utf8, start: start, end: index)
        return (UnsafeBufferPointer(rebasing: utf8[start..<index]), isGap)
    }

    /// A line end in the midst of Chinese text is the source's affair: Chinese has no gaps between words.
    private func isGap(before lead: UInt8) -> Bool {
        switch gap {
        case .none: false
        case .blank: lastLead != 0
        case .lineEnd: lastLead != 0 && !(Self.isWide(lastLead) && Self.isWide(lead))
        }
    }

    /// Whether a character with this first byte lies at U+3000 or beyond: Chinese and its punctuation.
    private static func isWide(_ lead: UInt8) -> Bool { lead >= 0xE3 }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func lastLead(in utf8: UnsafeBufferPointer<UInt8>, start: Int, end: Int) -> UInt8 {
        var index = end - 1
        while index > start, utf8[index] & 0xC0 == 0x80 { index -= 1 }
        return utf8[index]
    }
}

/// What the elements of a page are.
enum PageVocabulary {
    private static let leftOut: Set<String> = [
        "script", "style", "nav", "noscript", "template", "title", "meta", "link", "base", "select", "option",
        "button", "input", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "img", "rt", "rp",
    ]
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend",
        "main", "p", "section", "summary", "tbody", "tfoot", "thead",
    ]

    static func isLeftOut(_ element: String) -> Bool { leftOut.contains(element) }
    static func isVoid(_ element: String) -> Bool { void.contains(element) }
    static func isBlock(_ element: String) -> Bool { blocks.contains(element) }
}
