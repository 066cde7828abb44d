public import Kernel

/// The map on one sheet of A3, landscape: title, map with graticule, legend, scale, north, date, source, and what is made up.
///
/// GET ``Address/mapSheet``. Where to look, colours, times and what was drawn stand in the address, and the script reads them.
public struct MapSheetView: View {
    public let kinds: [String]
    public let site: Label

    public init(kinds: [String], site: Label) {
        self.kinds = kinds
        self.site = site
    }

    public func title(_ visit: Visit) -> String { visit.words.oneMap }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("article", .class("map-sheet"), .data("map-sheet", "")) { html in
            html.void("input", .class("sheet-title"), .aria("label", words.sheetTitle), .value(visit.say(site) + " " + words.oneMap), .named("maxlength", "40"))
            html.element("div", class: "sheet-map") { html in
                MapPanel(kinds: kinds, focus: nil, isSheet: true).write(to: &html, visit)
            }
            html.element("aside") { html in
                html.element("p", .class("north"), .aria("hidden", "true")) { html in
                    html.element("span", text: words.sheetNorth)
                    html.element("b", text: "▲")
                }
                html.element("h2", text: words.legend)
                html.element("div", .data("map-legend", ""), text: "")
                html.element("p", .class("made-up"), .data("made-up", ""), .flag("hidden"), text: words.sheetSimulated)
                html.element("dl") { html in
                    fact(words.sheetScale, "", "scale", to: &html)
                    fact(words.sheetPeriod, words.mapTimeAll, "period", to: &html)
                    fact(words.sheetDate, visit.today.description, nil, to: &html)
                    fact(words.sheetSource, visit.say(site), nil, to: &html)
                }
                html.element("p", class: "hint", text: words.sheetSystem)
            }
        }
    }

    private func fact(_ name: String, _ value: String, _ filled: String?, to html: inout HTML) {
        html.element("dt", text: name)
        html.element("dd", filled.map { .data("sheet", $0) }, text: value)
    }

    /// The whole document. Paper is white.
    public func alone(_ visit: Visit) -> [UInt8] {
        var visit = visit
        visit.theme = .light
        var html = HTML(reserving: 16_384)
        Document.write(to: &html, title: title(visit), visit) { html in
            html.element("nav", .class("paper-tools"), .aria("label", visit.words.print)) { html in
                html.button(visit.words.backToPage, .map(kind: nil, nil), .left)
                html.element("span", class: "gap", text: "")
                html.element("button", .type("button"), .class("button main"), .data("print", "")) { html in
                    html.icon(.file)
                    html.element("span", text: visit.words.print)
                }
            }
            html.element("main", .id("main"), .class("paper map-paper")) { write(to: &$0, visit) }
        }
        return html.bytes
    }
}
