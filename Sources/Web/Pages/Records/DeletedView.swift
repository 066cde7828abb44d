import Kernel

/// Deleted records of which the ledger still holds personal data, for who may erase them.
///
/// - GET ``Address/deleted(kind:words:)`` with `q`.
/// - POST ``Address/erase(kind:_:)``: `token`: 303, back to here.
struct DeletedView: View {
    let schema: Schema
    let found: [DeletedRecord]
    let words: String
    let names: Names

    func title(_ visit: Visit) -> String { "\(visit.words.deletedRecords) · \(visit.say(schema.label))" }

    func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.words.deletedRecords, above: { $0.trail([(visit.say(schema.label.plural), .list(kind: schema.name))], visit) })
        html.element("div", class: "stack medium") { html in
            html.element("form", .class("big-search"), .role("search"), .action(.deleted(kind: schema.name))) { html in
                html.icon(.search)
                html.void("input", .type("search"), .name("q"), .value(words), .aria("label", visit.words.search))
            }
            html.element("section", class: "card") { html in
                html.element("p", class: "hint", text: visit.words.deletedHint)
                if found.isEmpty { return html.element("p", class: "hint", text: visit.words.deletedNone) }
                html.element("ul", class: "things") { html in
                    for deleted in found { html.element("li") { line(deleted, to: &$0, visit) } }
                }
            }
        }
    }

    /// What it was, by masked values: enough to recognise what was asked to be erased.
    private func line(_ deleted: DeletedRecord, to html: inout HTML, _ visit: Visit) {
        let record = deleted.record
        let values = ValueText(schema: schema, names: names, visit: visit, mayReveal: false)
        let shown = schema.columns.filter { $0.isPersonal && !$0.isSecret && $0.name != schema.title }.compactMap { column in
            record.value(of: column.name, in: schema).flatMap { $0.isNull ? nil : "\(visit.say(column.label)) \(values.plain(column, $0))" }
        }
        let title = RecordTitles.title(of: record, schema, visit.language)
        html.element("div") { html in
            html.element("p") { html in
                html.element("strong", text: title)
                if record.meta.isSimulated { html.simulatedMark(visit) }
            }
            let who = "\(visit.words.deletedBy) \(names.user(deleted.by, visit)) · \(deleted.at.shown)"
            html.element("span", class: "hint", text: (shown + [who, record.meta.id.text]).joined(separator: " · "))
        }
        EraseForm(kind: schema.name, id: record.meta.id, title: title).write(to: &html, visit)
    }
}

/// The button that erases personal data of a record for ever.
struct EraseForm {
    let kind: String
    let id: RecordID
    /// What the record is called, for who does not see what stands beside the button.
    let title: String

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("form", .named("method", "post"), .action(.erase(kind: kind, id)), .data("confirm", words.eraseQuestion)) { html in
            html.token(visit)
            html.element("button", .class("button quiet danger"), .aria("label", "\(words.erase): \(title)"), text: words.erase)
        }
    }
}
