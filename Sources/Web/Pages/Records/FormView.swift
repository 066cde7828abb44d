public import Kernel

/// Makes or changes one record: every control, problems beside their fields and above them, what was typed kept.
///
/// POST ``Address/list(kind:_:)`` (new) or ``Address/edit(kind:_:)`` (change), `multipart/form-data`; ``FormFields`` reads it:
/// - `return` (where to go then, as an address of this site), `token`, `revision` (of the form; a draft that was begun on an earlier one keeps it), `version` (change only: the version that was seen), `id` (new only: an id that the script makes on the device, so that a resend is not
///   stored twice; empty without scripts), `request` (names the submission), `again` = `1` when another form is wanted after it.
/// - each column by its name; `name.words` beside references and regions, `name.from` and `name.to` for periods, `name.file` for an uploaded file
///   (with `name` the id of the present one, empty when it was removed).
/// GET ``Address/suggest(kind:)`` and ``Address/suggestRegion`` by htmx: answered with ``SuggestionsView``.
/// When there are problems, the answer is the same form with `problems` and what was typed, status 422; when someone else was first, ``ConflictView``
/// with 409; otherwise 303 to the record.
public struct FormView: View {
    public let schema: Schema
    public let flow: FlowTable?
    /// The record that is changed; nil for a new one.
    public let record: StoredRecord?
    /// What stands in the controls, by the names of the form; columns that are missing show their value or their initial one.
    public let typed: [String: String]
    public let problems: [Problem]
    public let names: Names

    public init(
        schema: Schema, flow: FlowTable? = nil, record: StoredRecord? = nil, typed: [String: String] = [:], problems: [Problem] = [], names: Names = Names()
    ) {
        self.schema = schema
        self.flow = flow
        self.record = record
        self.typed = typed
        self.problems = problems
        self.names = names
    }

    public func title(_ visit: Visit) -> String {
        guard let record else { return visit.words.newRecord(of: visit.say(schema.label)) }
        return visit.words.editing(schema.title(of: record, in: visit.language))
    }

    /// The columns that a person fills in: not those that flows and rules set.
    private var columns: [Column] { schema.columns.filter { !$0.options.isReadOnly && $0.name != flow?.column } }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            title(visit),
            above: { html in
                html.trail(
                    [(visit.say(schema.label.plural), .list(kind: schema.name))]
                        + (record.map { [(schema.title(of: $0, in: visit.language), .record(kind: schema.name, $0.meta.id))] } ?? []), visit)
            })
        let address = record.map { Address.edit(kind: schema.name, $0.meta.id) } ?? .list(kind: schema.name)
        html.element(
            "form", .class("form"), .named("method", "post"), .named("enctype", "multipart/form-data"), .action(address), .flag("novalidate"),
            .data("draft", "\(schema.name)/\(record?.meta.id.text ?? "new")"), .data("revision", String(schema.revision)),
            .data("version", String(record?.meta.version ?? 0)), .data("once", "")
        ) { html in
            html.token(visit)
            html.hidden("request", typed["request"] ?? "")
            html.hidden("revision", typed["revision"] ?? String(schema.revision))
            if let back { html.hidden("return", back) }
            if let record { html.hidden("version", typed["version"] ?? String(record.meta.version)) } else { html.hidden("id", typed["id"] ?? "") }
            ProblemSummary(problems: problems, fields: Set(schema.columns.map(\.name))).write(to: &html, visit)
            draftNotice(to: &html, visit)
            html.element("section", class: "card") { html in
                html.element("div", class: "controls") { html in
                    for column in columns where !column.isCustom { field(column, to: &html, visit) }
                }
            }
            if columns.contains(where: \.isCustom) {
                html.element("section", class: "card") { html in
                    html.element("h2", text: words.countyFields)
                    html.element("div", class: "controls") { html in
                        for column in columns where column.isCustom { field(column, to: &html, visit) }
                    }
                }
            }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: words.save)
                if record == nil { html.element("button", .class("button"), .name("again"), .value("1"), text: words.saveAndNext) }
                html.element(
                    "a", .class("button quiet"),
                    .href(back.map { .local($0) } ?? record.map { .record(kind: schema.name, $0.meta.id) } ?? .list(kind: schema.name)),
                    text: words.cancel)
                html.element("span", .class("draft-state"), .role("status"), text: "")
            }
        }
    }

    /// Where this form is.
    private var form: Address {
        record.map { .edit(kind: schema.name, $0.meta.id, return: back) } ?? .new(kind: schema.name, back.map { [Address.Parameter("return", $0)] } ?? [])
    }

    /// Where the reader came from, where that was not the record or its list.
    private var back: String? { typed["return"].flatMap { $0.isEmpty ? nil : Returns.safe($0) } }

    private func field(_ column: Column, to html: inout HTML, _ visit: Visit) {
        FormControl(
            column: column, value: value(of: column), typed: typed, problems: problems.filter { $0.field == column.name }, names: names, kind: schema.name,
            record: record?.meta.id
        ).write(to: &html, visit)
    }

    /// What the control shows: what was typed, else what the record holds, else what a new record starts with.
    private func value(of column: Column) -> String {
        if let text = typed[column.name] { return text }
        if let record {
            let stored = record.value(of: column.name, in: schema) ?? .null
            return stored.isNull ? "" : column.kind.edit(stored)
        }
        return column.options.initial ?? ""
    }

    private func draftNotice(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("div", .class("notice draft-found"), .flag("hidden")) { html in
            html.element("span", text: words.draftFound)
            html.element("button", .type("button"), .class("button"), .data("draft-restore", ""), text: words.restore)
            html.element("button", .type("button"), .class("button quiet"), .data("draft-discard", ""), text: words.discard)
        }
    }
}
