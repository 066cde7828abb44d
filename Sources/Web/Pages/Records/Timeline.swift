public import Kernel

/// One change of a record, ready to be shown: the server reads it from the payload of the ledger's entry.
public struct ChangeItem: Sendable {
    public let index: Int64
    public let at: Instant
    /// The id of who did it.
    public let actor: String
    public let action: Change.Action
    public let kind: String
    public let record: RecordID
    public let fields: [FieldChange]
    /// The label of the step, for moves.
    public let step: Label?
    public let remark: String
    public let isErased: Bool
    /// What the record is called, where changes of several records stand together.
    public let recordTitle: String

    public struct FieldChange: Sendable {
        public let column: String
        public let before: Stored
        public let after: Stored
        public init(column: String, before: Stored, after: Stored) {
            self.column = column
            self.before = before
            self.after = after
        }
    }

    public init(
        index: Int64, at: Instant, actor: String, action: Change.Action, kind: String, record: RecordID, fields: [FieldChange] = [], step: Label? = nil,
        remark: String = "", isErased: Bool = false, recordTitle: String = ""
    ) {
        self.index = index
        self.at = at
        self.actor = actor
        self.action = action
        self.kind = kind
        self.record = record
        self.fields = fields
        self.step = step
        self.remark = remark
        self.isErased = isErased
        self.recordTitle = recordTitle
    }
}

/// Changes, newest first: who, when, what from what to what, and the proof of each.
struct Timeline {
    let items: [ChangeItem]
    /// nil where changes of several kinds stand together: then their fields are not listed.
    let schema: Schema?
    let flow: FlowTable?
    let names: Names

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("ol", class: "timeline") { html in
            for item in items { html.element("li", .data("action", item.action.rawValue)) { write(item, to: &$0, visit) } }
        }
    }

    private func write(_ item: ChangeItem, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("p", class: "what") { html in
            html.element("strong", text: names.user(item.actor, visit))
            html.text(" ")
            html.text(item.step.map(visit.say) ?? words.action(item.action))
            if !item.recordTitle.isEmpty {
                html.text(" ")
                html.element("a", .href(.record(kind: item.kind, item.record)), text: item.recordTitle)
            }
        }
        if item.isErased { html.element("p", class: "hint", text: words.erased) }
        if !item.remark.isEmpty { html.element("blockquote", text: item.remark) }
        if let schema, !item.fields.isEmpty, item.action != .create { fields(item, schema, to: &html, visit) }
        html.element("p", class: "when") { html in
            html.moment(item.at, visit)
            html.element("a", .class("proof"), .href(.proof(kind: item.kind, item.record, index: item.index))) { html in
                html.icon(.chain)
                html.text("\(words.entryNumber(item.index)) · \(words.proven)")
            }
        }
    }

    private func fields(_ item: ChangeItem, _ schema: Schema, to html: inout HTML, _ visit: Visit) {
        let values = ValueText(schema: schema, names: names, visit: visit, mayReveal: false)
        html.element("ul", class: "changed") { html in
            for change in item.fields {
                guard let column = schema[change.column] else { continue }
                html.element("li") { html in
                    html.element("span", class: "label", text: visit.say(column.label))
                    html.text(" ")
                    html.element("del", text: change.before.isNull ? visit.words.empty : values.plain(column, change.before))
                    html.element("span", .class("arrow"), .aria("label", visit.words.to), text: "→")
                    html.element("ins", text: change.after.isNull ? visit.words.empty : values.plain(column, change.after))
                }
            }
        }
    }
}
