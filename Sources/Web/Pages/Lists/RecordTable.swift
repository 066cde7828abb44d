import Kernel

/// Records as a table that becomes cards on a phone. Used by lists, pages, indicators and related records.
struct RecordTable {
    let schema: Schema
    let flow: FlowTable?
    let records: [StoredRecord]
    let columns: [Column]
    let names: Names
    /// nil where the order cannot be changed.
    let state: ListState?
    var isSelectable = false

    func write(to html: inout HTML, _ visit: Visit) {
        let values = ValueText(schema: schema, names: names, visit: visit, mayReveal: visit.actor.may(.readPersonal, schema))
        let words = visit.words
        if isSelectable { selection(to: &html, visit) }
        html.element("div", .class("scroll"), .named("tabindex", "-1")) { html in
            html.element("table", .class(isSelectable ? "records selectable" : "records"), .data("rows", "")) { html in
                html.element("thead") { html in
                    html.element("tr") { html in
                        if isSelectable {
                            html.element("th", class: "tick") { html in
                                html.void("input", .type("checkbox"), .data("select-all", ""), .aria("label", words.selectAll))
                            }
                        }
                        for column in columns { head(column, to: &html, visit) }
                    }
                }
                html.element("tbody") { html in
                    for record in records { row(record, values, to: &html, visit) }
                }
            }
        }
    }

    private func head(_ column: Column, to html: inout HTML, _ visit: Visit) {
        let name = visit.say(column.label)
        let unit = column.shownUnit(visit.language).map { visit.say($0.label) } ?? ""
        guard let state, column.isIndexed else {
            return html.element("th", .named("scope", "col"), .class(column.kind.isNumeric ? "number" : "words")) { html in
                html.text(name)
                if !unit.isEmpty { html.element("small", text: unit) }
            }
        }
        let isSorted = state.sort?.column == column.name
        let direction = isSorted ? (state.sort?.isDescending == true ? "descending" : "ascending") : "none"
        let address = Address.list(kind: schema.name, state.sorted(by: column.name).parameters)
        html.element("th", .named("scope", "col"), .class(column.kind.isNumeric ? "number" : "words"), .aria("sort", direction)) { html in
            html.element(
                "a", .class("sort"), .href(address), .title(visit.words.sort(name)), .get(address), .hx("target", "#results"), .hx("push-url", "true")
            ) { html in
                html.text(name)
                if !unit.isEmpty { html.element("small", text: unit) }
            }
        }
    }

    private func row(_ record: StoredRecord, _ values: ValueText, to html: inout HTML, _ visit: Visit) {
        html.element("tr", .data("id", record.meta.id.text)) { html in
            if isSelectable {
                html.element("td", class: "tick") { html in
                    html.void(
                        "input", .type("checkbox"), .name("id"), .value(record.meta.id.text), .named("form", "selected"), .aria("label", visit.words.selectRow))
                }
            }
            for (index, column) in columns.enumerated() {
                let isTitle = column.name == schema.title || (schema.title == nil && index == 0)
                html.element(
                    isTitle ? "th" : "td", isTitle ? .named("scope", "row") : nil, .class(isTitle ? "title" : column.kind.isNumeric ? "number" : "words"),
                    .data("label", visit.say(column.label))
                ) { html in
                    if isTitle {
                        title(column, record, values, to: &html, visit)
                    } else if let flow, flow.column == column.name, let code = record.value(of: column.name, in: schema)?.text {
                        html.state(code, in: flow, visit)
                    } else if column.typedUnit != nil, column.kind.isNumeric, column.options.masking == nil {
                        number(column, record, to: &html, visit)
                    } else {
                        values.write(column, of: record, to: &html)
                    }
                }
            }
        }
    }

    /// A number without its unit, which stands in the head of the column; on a card it stands beside it.
    private func number(_ column: Column, _ record: StoredRecord, to html: inout HTML, _ visit: Visit) {
        let value = record.value(of: column.name, in: schema) ?? .null
        if value.isNull { return }
        let text = column.show(value, in: visit.language)
        let unit = column.shownUnit(visit.language).map { visit.say($0.label) } ?? ""
        guard text.hasSuffix(unit) else { return html.text(text) }
        html.text(String(text.dropLast(unit.count)).split(separator: " ").joined(separator: " "))
        html.element("span", class: "unit", text: unit)
    }

    private func title(_ column: Column, _ record: StoredRecord, _ values: ValueText, to html: inout HTML, _ visit: Visit) {
        let text = values.plain(column, record.value(of: column.name, in: schema) ?? .null)
        html.element("a", .href(.record(kind: schema.name, record.meta.id)), .data("open", ""), text: text.isEmpty ? record.meta.id.text : text)
        if record.meta.isSimulated { html.simulatedMark(visit) }
    }

    /// What can be done with the rows that are ticked; shown by the script as soon as there are any.
    private func selection(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("form", .id("selected"), .class("selection"), .named("method", "post"), .action(.deleteSelected(kind: schema.name)), .flag("hidden")) {
            html in
            html.token(visit)
            html.element("span", .data("selected", words.selected("%")), text: "")
            if visit.actor.may(.export, schema) {
                html.element(
                    "button", .class("button"), .named("formmethod", "get"), .formAction(.export(kind: schema.name, format: .xlsx)),
                    text: words.exportSelected)
            }
            if visit.actor.may(.delete, schema) {
                html.element("button", .class("button danger"), .data("confirm", words.deleteQuestion), text: words.deleteSelected)
            }
        }
    }
}
