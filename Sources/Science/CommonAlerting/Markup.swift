/// A piece of XML. Names are literals of the program, and what is text is escaped when it is written: nothing from outside becomes markup.
enum Markup {
    case element(StaticString, [Attribute], [Markup])
    case text(String)

    struct Attribute {
        let name: StaticString
        let value: String
        init(_ name: StaticString, _ value: String) { (self.name, self.value) = (name, value) }
    }

    static func element(_ name: StaticString, _ text: String) -> Markup { .element(name, [], [.text(text)]) }
    /// nil where there is nothing to say.
    static func element(_ name: StaticString, _ text: String?) -> Markup? { text.map { .element(name, [], [.text($0)]) } }

    /// As a document of its own, one element a line.
    var document: String { #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + written() + "\n" }

    private func written() -> String {
        switch self {
        case .text(let text): return Markup.escaped(text)
        case .element(let name, let attributes, let content):
            let head = "\(name)" + attributes.map { " \($0.name)=\"\(Markup.escaped($0.value))\"" }.joined()
            if content.isEmpty { return "<\(head)/>" }
            if case .text = content[0] { return "<\(head)>" + content.map { $0.written() }.joined() + "</\(name)>" }
            return "<\(head)>\n" + content.map { $0.written() + "\n" }.joined() + "</\(name)>"
        }
    }

    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            // What no document of XML 1.0 can contain.
            case _ where scalar.value < 32 && ![9, 10, 13].contains(scalar.value) || [0xFFFE, 0xFFFF].contains(scalar.value): continue
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
