import Kernel

/// Rows and columns under a caption; scrolls within its own box where there is no room, and keeps its head in sight where it is long.
struct TableBlock {
    let table: Table
    /// From this many rows on it has a box of its own height.
    private static let long = 24

    func write(to html: inout HTML, _ visit: Visit) {
        let (title, isLong) = (visit.say(table.title), table.rows.count >= TableBlock.long)
        html.element("section", class: "table-block") { html in
            if !title.isEmpty { html.element("h3", class: "caption", text: title) }
            if table.rows.isEmpty { return html.element("p", class: "nothing", text: visit.say(table.empty)) }
            html.element(
                "div", .class(isLong ? "scroll tall" : "scroll"), .named("tabindex", "0"), .role("region"),
                .aria("label", title.isEmpty ? visit.words.table : title)
            ) { html in
                html.element("table", .class("said-table"), .data("columns", String(table.columns.count)), hasNames ? .data("names", "") : nil) { html in
                    widths(to: &html)
                    head(to: &html, visit)
                    html.element("tbody") { html in for row in table.rows { self.row(row, to: &html, visit) } }
                }
            }
            if let note = table.note { html.element("p", class: "hint", text: visit.say(note)) }
        }
    }

    /// Whether the first column has names, and not only numbers and marks.
    private var hasNames: Bool { table.rows.contains { ($0.cells.first.map(TableBlock.length) ?? 0) > 6 } }

    /// How many characters of Chinese a cell has.
    private static func length(_ cell: Table.Cell) -> Int { cell.phrases.map(\.label.chinese.count).reduce(0, +) }

    private func widths(to html: inout HTML) {
        let sum = table.columns.map(\.weight).reduce(0, +)
        guard sum > 0, sum.isFinite, Set(table.columns.map(\.weight)).count > 1, table.columns.allSatisfy({ (0...sum).contains($0.weight) }) else { return }
        html.element("colgroup") { html in
            for column in table.columns { html.void("col", .named("width", "\(Int((column.weight / sum * 100).rounded()))%")) }
        }
    }

    private func head(to html: inout HTML, _ visit: Visit) {
        html.element("thead") { html in
            html.element("tr") { html in
                for column in table.columns {
                    html.element("th", .named("scope", "col"), column.isNumber ? .class("number") : nil, text: visit.say(column.label))
                }
            }
        }
    }

    private func row(_ row: Table.Row, to html: inout HTML, _ visit: Visit) {
        html.element("tr", row.isEmphasised ? .class("sum") : nil, row.tone == .calm ? nil : .data("tone", row.tone.rawValue)) { html in
            for (place, cell) in row.cells.prefix(table.columns.count).enumerated() {
                let column = table.columns[place]
                // A day, a state, a short name stays on one line.
                let style = column.isNumber ? Attribute.class("number") : place > 0 && TableBlock.length(cell) <= 10 ? .class("short") : nil
                if place == 0 {
                    html.element("th", .named("scope", "row"), style) { html in
                        html.mark(row.tone, visit)
                        self.cell(cell, column, to: &html, visit)
                    }
                } else {
                    html.element("td", style) { self.cell(cell, column, to: &$0, visit) }
                }
            }
        }
    }

    private func cell(_ cell: Table.Cell, _ column: Table.Column, to html: inout HTML, _ visit: Visit) {
        html.entry(cell.phrases, visit)
        if let share = cell.share, share.isFinite {
            let share = min(1, max(0, share))
            html.element("svg", .class("share"), .named("viewBox", "0 0 56 6"), .role("img"), .aria("label", "\(Int((share * 100).rounded()))%")) { html in
                html.element("rect", .class("all"), .named("width", "56"), .named("height", "6"), .named("rx", "3"), text: "")
                html.element("rect", .class("part"), .named("width", (share * 56).coordinate), .named("height", "6"), .named("rx", "3"), text: "")
            }
        }
        let trend = cell.trend.filter(\.isFinite)
        if trend.count > 1 {
            html.element("span", .class("trend"), .role("img"), .aria("label", trend.map(visit.words.decimal).joined(separator: " → "))) {
                Sparkline.write(trend, to: &$0)
            }
        }
    }
}

extension Double {
    /// A place in a drawing, to a tenth.
    var coordinate: String {
        let tenths = (self * 10).rounded()
        guard tenths.isFinite, abs(tenths) < 1e9 else { return "0" }
        let whole = Int(tenths)
        return whole % 10 == 0 ? "\(whole / 10)" : "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
    }
}
