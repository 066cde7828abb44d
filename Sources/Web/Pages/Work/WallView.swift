public import Kernel

/// One page of an application on a screen that hangs on a wall (IOC): no frame, as large as fits, the next one after a while.
///
/// The answer to GET ``Address/wall(_:at:seconds:)`` says when to ask for the next (`Refresh`); the script `wall.js` fits the page to the screen.
public struct WallView: View {
    public let county: Label
    public let label: Label
    public let view: BlockView
    /// All pages that could be shown.
    public let choices: [Choice]
    public let seconds: Int

    public struct Choice: Sendable {
        /// `application.page`, with its choices behind `?`.
        public let name: String
        public let label: Label
        public let isShown: Bool
        public init(name: String, label: Label, isShown: Bool) {
            self.name = name
            self.label = label
            self.isShown = isShown
        }
    }

    public init(county: Label, label: Label, view: BlockView, choices: [Choice], seconds: Int) {
        self.county = county
        self.label = label
        self.view = view
        self.choices = choices
        self.seconds = seconds
    }

    public func title(_ visit: Visit) -> String { visit.say(label) }

    /// The whole page: it has no frame.
    public func alone(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 65_536)
        Document.write(to: &html, title: "\(title(visit)) · \(visit.say(county))", visit) { html in
            html.element("main", .id("main"), .class("wall"), .data("wall", "")) { write(to: &$0, visit) }
        }
        return html.bytes
    }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.element("header") { html in
            html.element("span", class: "seal", text: "山河")
            html.element("h1") { html in
                html.text(visit.say(label))
                html.element("small", text: visit.say(county))
            }
            html.element("time", text: visit.now.shown)
            menu(to: &html, visit)
        }
        view.write(to: &html, visit)
    }

    private func menu(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", class: "menu") { html in
            html.element("summary", .class("tool"), .aria("label", words.wallPages), .title(words.wallPages)) { $0.icon(.gear) }
            html.element("form", .class("sheet"), .action(.wall())) { html in
                html.element("fieldset") { html in
                    html.element("legend", text: words.wallPages)
                    for choice in choices {
                        html.element("label") { html in
                            html.void("input", .type("checkbox"), .name("show"), .value(choice.name), .flag("checked", choice.isShown))
                            html.text(visit.say(choice.label))
                        }
                    }
                }
                html.element("label") { html in
                    html.text(words.wallSeconds)
                    html.void("input", .type("number"), .name("seconds"), .value("\(seconds)"), .named("min", "5"), .named("max", "3600"))
                }
                html.element("button", .class("button main"), text: words.wall)
                html.element("a", .class("button"), .href(.home), text: words.wallLeave)
            }
        }
    }
}
