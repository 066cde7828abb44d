/// Reads HTML strictly, as our builder writes it: every tag closed in order, every attribute quoted, every character that has a meaning escaped.
/// Also looks for what a page must not hold: scripts and styles inside it, ids that occur twice.
struct Markup {
    private(set) var faults: [String] = []
    private(set) var text = ""
    /// Attributes by the name of their element, in order.
    private(set) var elements: [(tag: String, attributes: [String: String])] = []

    private static let void: Set<String> = ["meta", "link", "input", "br", "img", "hr", "col"]

    private static let blocks: Set<String> = ["p", "div", "ul", "ol", "dl", "table", "section", "article", "form", "h1", "h2", "h3", "h4", "header", "nav"]

    init(_ bytes: [UInt8]) {
        let characters = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var place = 0
        var open: [String] = []
        func startsWith(_ word: String) -> Bool {
            let scalars = Array(word.unicodeScalars)
            return place + scalars.count <= characters.count && Array(characters[place..<place + scalars.count]) == scalars
        }
        func string(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: characters[range])
            return String(view)
        }
        if startsWith("<!doctype html>") { place += 15 }
        while place < characters.count {
            guard characters[place] == "<" else {
                let start = place
                while place < characters.count, characters[place] != "<" { place += 1 }
                let piece = string(start..<place)
                if piece.contains(">") { faults.append("a bare > in “\(piece.prefix(40))”") }
                text += Markup.resolved(piece, &faults)
                continue
            }
            guard let end = characters[place...].firstIndex(of: ">") else {
                faults.append("a tag without end")
                return
            }
            let tag = string(place + 1..<end)
            place = end + 1
            if tag.hasPrefix("/") {
                let name = String(tag.dropFirst())
                if open.last == name { open.removeLast() } else { faults.append("</\(name)> closes \(open.last ?? "nothing")") }
                continue
            }
            let isSelfClosed = tag.hasSuffix("/")
            let element = Markup.element(isSelfClosed ? String(tag.dropLast()) : tag, &faults)
            elements.append(element)
            if element.tag == "a", open.contains("a") { faults.append("a link within a link") }
            if element.tag == "form", open.contains("form") { faults.append("a form within a form") }
            if open.last == "p", Markup.blocks.contains(element.tag) { faults.append("a \(element.tag) within a p, which ends there") }
            if !isSelfClosed, !Markup.void.contains(element.tag) { open.append(element.tag) }
        }
        if !open.isEmpty { faults.append("not closed: \(open)") }
        look()
    }

    private mutating func look() {
        var ids: Set<String> = []
        for (tag, attributes) in elements {
            if let id = attributes["id"], !ids.insert(id).inserted { faults.append("the id \(id) occurs twice") }
            if tag == "style" || attributes["style"] != nil { faults.append("a style inside the page: \(tag)") }
            if tag == "script", attributes["src"] == nil { faults.append("a script inside the page") }
            for name in attributes.keys where name.hasPrefix("on") { faults.append("a script in \(name)") }
            for name in ["href", "src", "action", "hx-get", "hx-post"] {
                if let address = attributes[name], !["/", "#", "tel:", "https://"].contains(where: address.hasPrefix) {
                    faults.append("a foreign address: \(address)")
                }
            }
        }
        for (tag, attributes) in elements where tag == "label" {
            if let id = attributes["for"], !ids.contains(id) { faults.append("a label for \(id), which is not there") }
        }
    }

    private static func element(_ tag: String, _ faults: inout [String]) -> (tag: String, attributes: [String: String]) {
        let name = String(tag.prefix { $0 != " " })
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count)
        if name.isEmpty || !name.allSatisfy({ $0.isLetter || $0.isNumber }) { faults.append("a strange tag: \(tag.prefix(40))") }
        while let first = rest.first {
            if first == " " {
                rest = rest.dropFirst()
                continue
            }
            let attribute = String(rest.prefix { $0 != "=" && $0 != " " })
            rest = rest.dropFirst(attribute.count)
            guard rest.hasPrefix("=\"") else {
                attributes[attribute] = ""
                continue
            }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: "\"") else {
                faults.append("a value without end in \(name)")
                return (name, attributes)
            }
            if attributes[attribute] != nil { faults.append("\(attribute) occurs twice in \(name)") }
            attributes[attribute] = resolved(String(rest[..<end]), &faults)
            rest = rest[rest.index(after: end)...]
        }
        return (name, attributes)
    }

    /// The characters that references stand for.
    private static func resolved(_ text: String, _ faults: inout [String]) -> String {
        var result = ""
        var rest = text[...]
        while let place = rest.firstIndex(of: "&") {
            result += rest[..<place]
            rest = rest[place...]
            let references = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
            guard let (reference, character) = references.first(where: { rest.hasPrefix($0.key) }) else {
                faults.append("a bare & in “\(rest.prefix(20))”")
                return result
            }
            result += character
            rest = rest.dropFirst(reference.count)
        }
        return result + rest
    }
}
