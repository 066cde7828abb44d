/// Tells web pages, Markdown and plain text apart, and finds the encoding that a text declares.
enum TextSignature {
    private static let pageTags = [
        "!doctype html", "html", "head", "body", "table", "p", "div", "meta", "title", "h1", "h2", "h3", "span",
        "article", "section", "ul", "ol", "style", "script", "center", "font",
    ]
    private static let closingTags = ["</p>", "</td>", "</div>", "</tr>", "</h1>", "</h2>", "</li>", "<br>", "<br/>"]

    /// The first kilobytes as lower-case ASCII: in every encoding of interest, tags are then readable
    /// once zero bytes (UTF-16, UTF-32) are left out.
    private static func head(of bytes: [UInt8], length: Int = 4096) -> String {
        let ascii = bytes.prefix(length).compactMap { byte -> UInt8? in
            switch byte {
            case 0: nil
            case 0x41...0x5A: byte + 0x20
            case 0x80...: 0x3F
            default: byte
            }
        }
        return String(decoding: ascii, as: UTF8.self)
    }

    /// Whether the bytes are a web page or a fragment of one.
    static func isPage(_ bytes: [UInt8]) -> Bool {
        let text = head(of: bytes)
        var start = text.drop { $0.isWhitespace || $0 == "?" }
        while let rest = droppingPreamble(start) { start = rest }
        if start.first == "<" {
            let tag = start.dropFirst()
            for name in pageTags where tag.hasPrefix(name) {
                let next = tag.dropFirst(name.count).first
                if next.map({ $0 == ">" || $0 == "/" || $0.isWhitespace }) ?? false { return true }
            }
        }
        let opening = text.prefix(1024)
        if opening.contains("<!doctype html") || opening.contains("<html") { return !startsLikeMarkdown(text) }
        let closings = closingTags.reduce(0) { $0 + ranges(of: $1, in: text) }
        return closings >= 2 && !startsLikeMarkdown(text)
    }

    /// Drops one comment or XML declaration from the front.
    private static func droppingPreamble(_ text: Substring) -> Substring? {
        for (opening, closing) in [("<!--", "-->"), ("<?xml", "?>")] where text.hasPrefix(opening) {
            guard let end = text.firstRange(of: closing) else { return nil }
            return text[end.upperBound...].drop { $0.isWhitespace }
        }
        return nil
    }

    private static func ranges(of pattern: String, in text: String) -> Int {
        text.ranges(of: pattern).count
    }

    private static func startsLikeMarkdown(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).prefix(20).contains { isHeading($0[...]) }
    }

    /// The character set that a `<meta>` element or an XML declaration in the first kilobytes names.
    static func declaredEncoding(in bytes: [UInt8]) -> String? {
        let text = head(of: bytes)
        if text.drop(while: { $0.isWhitespace || $0 == "?" }).hasPrefix("<?xml"),
            let end = text.firstRange(of: "?>"), let found = value(after: "encoding", in: text[..<end.lowerBound])
        {
            return found
        }
        for part in text.split(separator: "<") where part.hasPrefix("meta") {
            if let found = value(after: "charset", in: part) { return found }
        }
        return nil
    }

    private static func value(after key: String, in text: Substring) -> String? {
        guard let found = text.firstRange(of: key) else { return nil }
        let rest = text[found.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let name = value.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
        return name.isEmpty || name.count > 40 ? nil : String(name)
    }

    /// Whether the text is Word 2003 XML, which Word wrote into one file.
    static func isWordMarkup(_ text: String) -> Bool {
        let start = text.prefix(2048)
        return start.hasPrefix("<?xml")
            && (start.contains("progid=\"Word.Document\"") || start.contains("office/word/2003/wordml")
                || start.contains("schemas.microsoft.com/office/2006/xmlPackage"))
    }

    /// Whether the text has `#` headings or `|` tables at the start of lines.
    static func isMarkdown(_ text: String) -> Bool {
        var pipes = 0
        var found = false
        var lines = text[...]
        // Newlines are looked for in the bytes: a plan has a hundred thousand characters.
        while !lines.isEmpty && !found {
            let end = lines.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? lines.endIndex
            let line = lines[..<end]
            if isHeading(line) { found = true }
            pipes = isTableRow(line) ? pipes + 1 : (line.isEmpty ? pipes : 0)
            if pipes >= 2 { found = true }
            lines = end == lines.endIndex ? "" : lines[lines.utf8.index(after: end)...]
        }
        return found
    }

    private static func isHeading(_ line: Substring) -> Bool {
        guard line.utf8.first == 0x23 else { return false }
        let marks = line.utf8.prefix { $0 == 0x23 }
        guard marks.count <= 6 else { return false }
        let rest = line.utf8[marks.endIndex...]
        return rest.first == 0x20 && rest.contains { $0 != 0x20 }
    }

    private static func isTableRow(_ line: Substring) -> Bool {
        line.utf8.first == 0x7C && line.utf8.reduce(0) { $0 + ($1 == 0x7C ? 1 : 0) } >= 2
    }
}
