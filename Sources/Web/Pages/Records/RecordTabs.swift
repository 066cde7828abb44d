public import Kernel

/// A record and the pages that applications have about it, side by side.
public struct RecordTabs: Sendable {
    public struct Tab: Sendable {
        public let label: Label
        public let address: Address
        public let isChosen: Bool
        public init(label: Label, address: Address, isChosen: Bool) {
            self.label = label
            self.address = address
            self.isChosen = isChosen
        }
    }

    public let kind: String
    public let kindLabel: Label
    public let id: RecordID
    public let title: String
    public let pages: [Tab]

    public init(kind: String, kindLabel: Label, id: RecordID, title: String, pages: [Tab]) {
        self.kind = kind
        self.kindLabel = kindLabel
        self.id = id
        self.title = title
        self.pages = pages
    }

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("div", class: "tabs") { html in
            html.element("nav", .class("views"), .aria("label", visit.words.views)) { html in
                let isRecord = !pages.contains(where: \.isChosen)
                html.element("a", .href(.record(kind: kind, id)), isRecord ? .aria("current", "page") : nil, text: visit.words.particulars)
                for page in pages { html.element("a", .href(page.address), page.isChosen ? .aria("current", "page") : nil, text: visit.say(page.label)) }
            }
        }
    }
}
