public import Kernel

/// A report as it comes out of the printer: sheets of A4, nothing around them but what prints them.
///
/// GET ``Address/paper(application:code:record:_:)``.
public struct PaperView: View {
    public let label: Label
    public let blocks: [Block]
    /// The page on the screen.
    public let page: Address
    public let word: Address?
    /// Whether it is something to keep beside the keyboard rather than a letter.
    public let isHandbook: Bool

    public init(label: Label, blocks: [Block], page: Address, word: Address? = nil, isHandbook: Bool = false) {
        self.label = label
        self.blocks = blocks
        self.page = page
        self.word = word
        self.isHandbook = isHandbook
    }

    public func title(_ visit: Visit) -> String { visit.say(blocks.masthead?.title ?? label) }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.element("article", .class(isHandbook ? "sheet-of-paper handbook" : "sheet-of-paper"), .data("paper", "")) { html in
            if blocks.masthead?.title == nil { html.element("h1", text: visit.say(label)) }
            if blocks.isSimulated { html.element("p", class: "made-up") { $0.simulatedMark(visit) } }
            BlockView(blocks).write(to: &html, visit)
        }
    }

    /// The whole document. Paper is white.
    public func alone(_ visit: Visit) -> [UInt8] {
        var visit = visit
        visit.theme = .light
        var html = HTML(reserving: 65_536)
        Document.write(to: &html, title: title(visit), visit) { html in
            html.element("nav", .class("paper-tools"), .aria("label", visit.words.print)) { html in
                html.button(visit.words.backToPage, page, .left)
                html.element("span", class: "gap", text: "")
                if let word { html.button(visit.words.wordDocument, word, .download) }
                html.element("button", .type("button"), .class("button main"), .data("print", "")) { html in
                    html.icon(.file)
                    html.element("span", text: visit.words.print)
                }
            }
            html.element("main", .id("main"), .class("paper")) { write(to: &$0, visit) }
        }
        return html.bytes
    }
}
