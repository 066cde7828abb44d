/// Tells web pages, Markdown and plain text apart, and finds the encoding that a text declares.
enum TextSignature {
    private static let pageTags = [
        "!doctype html", "html", "head", "body", "table", "p", "div", "meta", "title", "h1", "h2", "h3", "span",
        "article", "section", "ul", "ol", "style", "script", "center", "font",
    ]
    private static let closingTags = ["</p>", "</td>", "</div>", "</tr>", "</h1>", "</h2>", "</li>", "<br>", "<br/>"]

    /// Whether the bytes are a web page or a fragment of one.
    static func isPage(_ bytes: [UInt8]) -> Bool {
        let text = TextHead(bytes[...])
        // Where no tag closes and none opens, nothing needs to be looked for.
        guard text.bytes.contains(0x3C) else { return false }
        var start = text.drop(while: isPreamble)
        while let rest = droppingPreamble(start) { start = rest }
        if start.hasPrefix("<") {
            let tag = start.dropping(to: start.bytes.startIndex + 1)
            for name in pageTags where tag.hasPrefix(name) {
                let next = tag.bytes.dropFirst(name.utf8.count).first
                if next.map({ $0 == 0x3E || $0 == 0x2F || TextHead.isBlank($0) }) ?? false { return true }
            }
        }
        let opening = text.prefix(1024)
        if opening.contains("<!doctype html") || opening.contains("<html") { return !startsLikeMarkdown(text) }
        let closings = closingTags.reduce(0) { $0 + text.count(of: $1) }
        return closings >= 2 && !startsLikeMarkdown(text)
    }

    private static func isPreamble(_ byte: UInt8) -> Bool { byte == 0x3F || TextHead.isBlank(byte) }

    /// Drops one comment or XML declaration from the front.
    private static func droppingPreamble(_ text: TextHead) -> TextHead? {
        for (opening, closing) in [("<!--", "-->"), ("<?xml", "?>")] where text.hasPrefix(opening) {
            guard let end = text.firstRange(of: closing) else { return nil }
            return text.dropping(to: end.upperBound).drop(while: TextHead.isBlank)
        }
        return nil
    }

    private static func startsLikeMarkdown(_ text: TextHead) -> Bool {
        text.lines.prefix(20).contains { $0.bytes.withUnsafeBufferPointer { isHeading($0[...]) } }
    }

    /// The character set that a `<meta>` element or an XML declaration in the first kilobytes names.
    static func declaredEncoding(in bytes: [UInt8]) -> String? {
        let text = TextHead(bytes[...])
        if text.drop(while: isPreamble).hasPrefix("<?xml"),
            let end = text.firstRange(of: "?>"), let found = value(after: "encoding", in: text.prefix(to: end.lowerBound))
        {
            return found
        }
        var rest = text
        while let tag = rest.firstRange(of: "<meta") {
            rest = rest.dropping(to: tag.upperBound)
            let end = rest.bytes.firstIndex(of: 0x3C) ?? rest.bytes.endIndex
            if let found = value(after: "charset", in: rest.prefix(to: end)) { return found }
        }
        return nil
    }

    private static func value(after key: String, in text: TextHead) -> String? {
        guard let found = text.firstRange(of: key) else { return nil }
        let rest = text.dropping(to: found.upperBound).drop(while: TextHead.isBlank)
        guard rest.first == 0x3D else { return nil }
        let value = rest.bytes.dropFirst().drop { TextHead.isBlank($0) || $0 == 0x22 || $0 == 0x27 }
        let name = value.prefix { TextHead.isLetter($0) || TextHead.isDigit($0) || "-_:.".utf8.contains($0) }
        return name.isEmpty || name.count > 40 ? nil : String(decoding: name, as: UTF8.self)
    }

    /// Whether the text is Word 2003 XML, which Word wrote into one file.
    static func isWordMarkup(_ text: String) -> Bool {
        guard text.hasPrefix("<?xml") else { return false }
        let start = text.prefix(2048)
        return start.contains("progid=\"Word.Document\"") || start.contains("office/word/2003/wordml")
            || start.contains("schemas.microsoft.com/office/2006/xmlPackage")
    }

    /// Whether the text has `#` headings or `|` tables at the start of lines.
    static func isMarkdown(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var pipes = 0
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
                let line = bytes[start..<end]
                if isHeading(line) { return true }
                pipes = isTableRow(line) ? pipes + 1 : (line.isEmpty ? pipes : 0)
                if pipes >= 2 { return true }
                start = end + 1
            }
            return false
        }
    }

    private static func isHeading(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let rest = line.drop { $0 == 0x23 }
        guard (1...6).contains(line.count - rest.count) else { return false }
        return rest.first == 0x20 && rest.contains { $0 != 0x20 }
    }

    private static func isTableRow(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        line.first == 0x7C && line.reduce(0) { $0 + ($1 == 0x7C ? 1 : 0) } >= 2
    }
}
