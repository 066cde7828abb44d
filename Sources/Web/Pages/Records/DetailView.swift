public import Kernel

/// One record: state and moves, fields in groups, related records, changes with their proofs.
///
/// Requests that it makes:
/// - POST ``Address/move(kind:_:)``: `token`, `step`, `version`, `remark`, `request`.
/// - POST ``Address/delete(kind:_:)``: `token`, `version`; ``Address/erase(kind:_:)``: `token`.
/// - GET ``Address/reveal(kind:_:column:)``: answered with ``RevealedValue/part(_:)``.
/// - POST ``Address/userPassword(_:)``: `token`, `password`.
/// - GET ``Address/history(kind:_:)``: the whole history as a page (``HistoryView``).
/// - The event `record` with this kind and id makes the page offer to load the new version.
public struct DetailView: View {
    public let schema: Schema
    public let flow: FlowTable?
    public let record: StoredRecord
    public let names: Names
    public let moves: Moves
    /// When the record came to each state, by code.
    public let reached: [String: Instant]
    public let related: [Related]
    /// The latest changes, newest first.
    public let changes: [ChangeItem]
    public let hasMoreChanges: Bool
    public let applicationLabel: Label
    /// Whether a first password can be given: users only, to administrators only.
    public let mayGivePassword: Bool
    /// Whether one-time codes can be turned off for them: those who have some.
    public let mayTurnCodesOff: Bool
    /// The pages that are about the record.
    public let tabs: RecordTabs?
    /// What applications do with such records; shown where the reader may do it now.
    public let operations: [Deed]
    public let deeds: DeedBook

    /// Records of another kind that refer to this one.
    public struct Related: Sendable {
        public let schema: Schema
        public let flow: FlowTable?
        /// The column that refers to this record.
        public let column: String
        public let records: [StoredRecord]
        public let names: Names
        public let count: ListView.Count
        public init(schema: Schema, flow: FlowTable? = nil, column: String, records: [StoredRecord], names: Names = Names(), count: ListView.Count) {
            self.schema = schema
            self.flow = flow
            self.column = column
            self.records = records
            self.names = names
            self.count = count
        }
    }

    public init(
        schema: Schema, flow: FlowTable? = nil, record: StoredRecord, names: Names = Names(), moves: Moves = Moves(), reached: [String: Instant] = [:],
        related: [Related] = [], changes: [ChangeItem] = [], hasMoreChanges: Bool = false, applicationLabel: Label = "", mayGivePassword: Bool = false,
        mayTurnCodesOff: Bool = false, tabs: RecordTabs? = nil, operations: [Deed] = [], deeds: DeedBook = DeedBook()
    ) {
        self.schema = schema
        self.flow = flow
        self.record = record
        self.names = names
        self.moves = moves
        self.reached = reached
        self.related = related
        self.changes = changes
        self.hasMoreChanges = hasMoreChanges
        self.applicationLabel = applicationLabel
        self.tabs = tabs
        self.operations = operations
        self.deeds = deeds
        self.mayGivePassword = mayGivePassword
        self.mayTurnCodesOff = mayTurnCodesOff
    }

    public func title(_ visit: Visit) -> String { name(visit) }

    /// A masked title stays masked.
    private func name(_ visit: Visit) -> String {
        guard let title = schema.title, let column = schema[title], let value = record.value(of: title, in: schema), !value.isNull else {
            return record.meta.id.text
        }
        return values(visit).plain(column, value)
    }

    private func values(_ visit: Visit) -> ValueText {
        ValueText(schema: schema, names: names, visit: visit, mayReveal: visit.actor.may(.readPersonal, schema, record))
    }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let state = flow.flatMap { record.value(of: $0.column, in: schema)?.text }
        html.head(
            name(visit),
            above: { html in
                let application: [(String, Address)] =
                    applicationLabel.chinese.isEmpty ? [] : [(visit.say(applicationLabel), .application(schema.application))]
                html.trail(application + [(visit.say(schema.label.plural), .list(kind: schema.name))], visit)
            },
            beside: { html in
                if let flow, let state { html.state(state, in: flow, visit) }
                if record.meta.isSimulated { html.simulatedMark(visit) }
            },
            buttons: { html in
                for button in operations.compactMap({ deeds.button(for: $0, visit) }) { button.write(to: &html, visit, isMain: false) }
                if visit.actor.may(.update, schema, record), !schema.traits.contains(.appendOnly), flow?.openColumns(record, schema).isEmpty != true {
                    html.button(words.edit, .edit(kind: schema.name, record.meta.id), .edit, key: "e")
                }
                if visit.actor.may(.delete, schema, record) || flow?.mayDiscard(record, schema, by: visit.actor) == true { deletion(to: &html, visit) }
            })
        tabs?.write(to: &html, visit)
        html.element("div", .class("detail"), .data("watch", "\(schema.name)/\(record.meta.id.text)")) { html in
            html.element("div", class: "main") { html in
                if let flow, let state { FlowTrack(flow: flow, state: state, reached: reached).write(to: &html, visit) }
                groups(to: &html, visit)
                for part in related { write(part, to: &html, visit) }
            }
            html.element("aside", class: "beside") { html in
                if flow != nil { MovePanel(kind: schema.name, record: record, moves: moves).write(to: &html, visit) }
                if mayGivePassword { passwordForm(to: &html, visit) }
                if mayTurnCodesOff { codesForm(to: &html, visit) }
                history(to: &html, visit)
                meta(to: &html, visit)
                if visit.actor.mayErase(schema), visit.actor.mayErase(record, schema) {
                    EraseForm(kind: schema.name, id: record.meta.id, title: name(visit)).write(to: &html, visit)
                }
            }
        }
    }

    // MARK: Fields

    private func groups(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let declared = schema.columns.filter { !$0.isCustom && !$0.isSecret }
        let isFile: (Column) -> Bool = { $0.kind.control == .file }
        let isLong: (Column) -> Bool = { $0.kind.control == .paragraph }
        group(words.particulars, declared.filter { !isFile($0) && !isLong($0) && $0.name != flow?.column }, to: &html, visit)
        if visit.hasMap, let place = schema.placeColumn, place.options.masking == nil, record.value(of: place.name, in: schema)?.isNull == false {
            MapPanel(kinds: [schema.name], focus: (schema.name, record.meta.id)).write(to: &html, visit)
        }
        group(words.countyFields, schema.columns.filter { $0.isCustom && !isFile($0) && !isLong($0) }, to: &html, visit)
        group(words.description, schema.columns.filter(isLong), isWide: true, to: &html, visit)
        group(words.attachments, schema.columns.filter(isFile), to: &html, visit)
    }

    private func group(_ title: String, _ columns: [Column], isWide: Bool = false, to html: inout HTML, _ visit: Visit) {
        guard !columns.isEmpty else { return }
        let values = values(visit)
        html.element("section", class: "card") { html in
            html.element("h2", text: title)
            html.element("dl", .class(isWide ? "fields wide" : "fields")) { html in
                for column in columns {
                    let value = record.value(of: column.name, in: schema) ?? .null
                    html.element("div") { html in
                        html.element("dt", text: visit.say(column.label))
                        html.element("dd") { html in
                            if value.isNull { return html.element("span", .class("nothing"), .aria("label", visit.words.empty), text: "—") }
                            values.write(column, of: record, to: &html)
                            guard visit.hasMap, column.kind is GeometryKind, column.options.masking == nil else { return }
                            html.element("a", .class("on-map"), .href(.map(kind: schema.name, record.meta.id))) { html in
                                html.icon(.map)
                                html.text(visit.words.openMap)
                            }
                        }
                    }
                }
            }
        }
    }

    // MARK: Beside

    private func write(_ part: Related, to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "card related") { html in
            html.element("h2") { html in
                html.text(visit.say(part.schema.label.plural))
                html.element("span", class: "count", text: visit.words.count(part.count.value, isMore: part.count.isMore))
            }
            if part.records.isEmpty { return html.element("p", class: "hint", text: visit.words.none(of: visit.say(part.schema.label.plural))) }
            let columns = ListView.usual(part.schema).filter { $0 != part.column }.prefix(5).compactMap { part.schema[$0] }
            RecordTable(schema: part.schema, flow: part.flow, records: part.records, columns: columns, names: part.names, state: nil).write(to: &html, visit)
            if part.count.value > part.records.count || part.count.isMore {
                html.element(
                    "a", .class("more-link"), .href(.list(kind: part.schema.name, [.init(part.column, record.meta.id.text)])),
                    text: visit.words.showMore(part.count.value - part.records.count))
            }
        }
    }

    private func history(to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "card") { html in
            html.element("h2", text: visit.words.history)
            if changes.isEmpty { return html.element("p", class: "hint", text: visit.words.noHistory) }
            Timeline(items: changes, schema: schema, flow: flow, names: names).write(to: &html, visit)
            if hasMoreChanges { html.element("a", .class("more-link"), .href(.history(kind: schema.name, record.meta.id)), text: visit.words.allHistory) }
        }
    }

    private func meta(to html: inout HTML, _ visit: Visit) {
        let (words, meta) = (visit.words, record.meta)
        html.element("dl", class: "meta") { html in
            let lines: [(String, String)] = [
                (words.createdBy, "\(names.user(meta.createdBy, visit)) · \(meta.createdAt.shown)"),
                (words.updatedBy, "\(names.user(meta.updatedBy, visit)) · \(meta.updatedAt.shown)"),
                (words.region, names.region(meta.region.code)),
                (words.organisation, [meta.organisation, meta.department].filter { !$0.isEmpty }.joined(separator: " · ")),
                (words.version, String(meta.version)), (words.revision, String(meta.revision)), (words.identifier, meta.id.text),
            ]
            for (name, value) in lines where !value.isEmpty {
                html.element("dt", text: name)
                html.element("dd", text: value)
            }
        }
    }

    private func passwordForm(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2", text: words.givePassword)
            html.element("form", .class("give-password"), .named("method", "post"), .action(.userPassword(record.meta.id)), .data("once", "")) { html in
                html.token(visit)
                html.element("label", .for("give-password"), text: words.newPassword)
                html.void(
                    "input", .type("text"), .id("give-password"), .name("password"), .named("autocomplete", "off"), .flag("required"),
                    .aria("describedby", "give-password-hint"))
                html.element("p", .class("hint"), .id("give-password-hint"), text: words.passwordHint(PasswordRules.minimum) + "。" + words.givePasswordHint)
                html.element("button", .class("button"), text: words.givePassword)
            }
        }
    }

    private func codesForm(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2", text: words.code)
            html.element(
                "form", .class("give-password"), .named("method", "post"), .action(.userCodesOff(record.meta.id)), .data("confirm", words.codesResetHint)
            ) {
                html in
                html.token(visit)
                html.element("p", class: "hint", text: words.codesResetHint)
                html.element("button", .class("button"), text: words.codesReset)
            }
        }
    }

    private func deletion(to html: inout HTML, _ visit: Visit) {
        html.element("form", .named("method", "post"), .action(.delete(kind: schema.name, record.meta.id)), .data("confirm", visit.words.deleteQuestion)) {
            html in
            html.token(visit)
            html.hidden("version", String(record.meta.version))
            html.element("button", .class("button danger"), text: visit.words.delete)
        }
    }
}
