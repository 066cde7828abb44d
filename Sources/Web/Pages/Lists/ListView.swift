public import Kernel

/// Records of one kind: filters, table (cards on a phone), paging, saved views.
///
/// Requests that it makes (parameters: ``ListState``):
/// - GET ``Address/list(kind:_:)`` by htmx with `HX-Target: results` when a filter changes: answered with ``results(_:)``, pushed into the address.
/// - GET ``Address/reveal(kind:_:column:)`` for a masked value: answered with ``RevealedValue/part(_:)``.
/// - GET ``Address/suggest(kind:)`` and ``Address/suggestRegion`` with `q`: answered with ``SuggestionsView``.
/// - POST ``Address/saveView(kind:)``: `token`, `name`, `parameters` (the query text of the list).
/// - POST ``Address/deleteSelected(kind:)``: `token`, `id` once for each selected record.
/// - GET ``Address/export(kind:format:_:)`` with the list's parameters; with `id` once for each when only selected ones are wanted.
public struct ListView: View {
    public let schema: Schema
    public let flow: FlowTable?
    public let records: [StoredRecord]
    public let state: ListState
    /// The names of the columns that are shown.
    public let columns: [String]
    public let names: Names
    public let count: Count
    /// The cursors of the first and the last record of this page; nil where nothing comes before or after.
    public let previous: Query.Cursor?
    public let next: Query.Cursor?
    public let views: [SavedView]
    /// What was wrong with the filters.
    public let problems: [Problem]
    /// What the application is called, for the way back.
    public let applicationLabel: Label

    /// How many records there are; counting may have stopped.
    public struct Count: Sendable, Hashable {
        public let value: Int
        public let isMore: Bool
        public init(_ value: Int, isMore: Bool = false) {
            self.value = value
            self.isMore = isMore
        }
    }

    public struct SavedView: Sendable {
        public let name: String
        public let parameters: [Address.Parameter]
        public init(name: String, parameters: [Address.Parameter]) {
            self.name = name
            self.parameters = parameters
        }
    }

    public init(
        schema: Schema, flow: FlowTable? = nil, records: [StoredRecord], state: ListState = ListState(), columns: [String]? = nil, names: Names = Names(),
        count: Count, previous: Query.Cursor? = nil, next: Query.Cursor? = nil, views: [SavedView] = [], problems: [Problem] = [],
        applicationLabel: Label = ""
    ) {
        self.schema = schema
        self.flow = flow
        self.records = records
        self.state = state
        self.columns = columns ?? ListView.usual(schema)
        self.names = names
        self.count = count
        self.previous = previous
        self.next = next
        self.views = views
        self.problems = problems
        self.applicationLabel = applicationLabel
    }

    /// The columns that are shown unless someone chose others: the title, then those that fit a line, seven at most.
    public static func usual(_ schema: Schema) -> [String] {
        let short = schema.columns.filter { column in
            if column.isSecret { return false }
            return switch column.kind.control {
            case .paragraph, .geometry, .point, .file, .list: false
            default: column.name != schema.title
            }
        }
        let indexed = short.filter(\.isIndexed) + short.filter { !$0.isIndexed }
        let chosen = Set(indexed.prefix(6).map(\.name))
        return (schema.title.map { [$0] } ?? []) + short.map(\.name).filter(chosen.contains)
    }

    public func title(_ visit: Visit) -> String { visit.say(schema.label.plural) }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            visit.say(schema.label.plural),
            above: { html in
                if !applicationLabel.chinese.isEmpty { html.trail([(visit.say(applicationLabel), .application(schema.application))], visit) }
            },
            beside: { $0.element("span", .class("count"), .id("count"), text: words.count(count.value, isMore: count.isMore)) },
            buttons: { buttons(to: &$0, visit) })
        tabs(to: &html, visit)
        html.element("div", class: "listing") { html in
            FilterPanel(schema: schema, state: state, names: names, problems: problems).write(to: &html, visit)
            html.element("section", .id("results"), .class("results"), .aria("live", "polite"), .aria("busy", "false")) { inner(to: &$0, visit) }
        }
        if visit.actor.mayErase(schema) {
            html.element("p", class: "hint") { $0.element("a", .href(.deleted(kind: schema.name)), text: visit.words.deletedRecords) }
        }
    }

    /// What changes with the filters: goes into `#results`; the count goes to its place by an out-of-band swap.
    public func results(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        inner(to: &html, visit)
        html.element(
            "span", .class("count"), .id("count"), .hx("swap-oob", "true"), text: visit.words.count(count.value, isMore: count.isMore))
        return html.bytes
    }

    // MARK: Parts

    private func buttons(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        if visit.actor.may(.export, schema) {
            html.element("details", class: "menu") { html in
                html.element("summary", class: "button") { html in
                    html.icon(.download)
                    html.element("span", text: words.export)
                }
                html.element("div", class: "sheet") { html in
                    let formats: [Address.ExportFormat] = schema.placeColumn == nil ? [.xlsx, .csv, .json] : Address.ExportFormat.allCases
                    for format in formats {
                        html.element(
                            "a", .href(.export(kind: schema.name, format: format, state.firstPage.parameters)), .flag("download"),
                            text: ListView.name(of: format))
                    }
                }
            }
        }
        if visit.actor.may(.import, schema) { html.button(words.importing, .importing(kind: schema.name), .upload) }
        if visit.actor.may(.create, schema) { html.button(words.new, .new(kind: schema.name), .plus, isMain: true, key: "n") }
    }

    static func name(of format: Address.ExportFormat) -> String {
        switch format {
        case .xlsx: "Excel (.xlsx)"
        case .csv: "CSV"
        case .json: "JSON"
        case .geojson: "GeoJSON"
        }
    }

    private func tabs(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        guard flow != nil || schema.placeColumn != nil || !views.isEmpty else { return }
        html.element("div", class: "tabs") { html in
            html.element("nav", .class("views"), .aria("label", words.savedViews)) { html in
                html.element("a", .href(.list(kind: schema.name)), state.view == nil ? .aria("current", "true") : nil, text: words.everything)
                for view in views {
                    html.element(
                        "a", .href(.list(kind: schema.name, view.parameters)), state.view == view.name ? .aria("current", "true") : nil, text: view.name)
                }
                saveView(to: &html, visit)
            }
            html.element("nav", .class("modes")) { html in
                html.element("span", .aria("current", "true")) { html in
                    html.icon(.list)
                    html.text(words.list)
                }
                if flow != nil {
                    html.element("a", .href(.board(kind: schema.name))) { html in
                        html.icon(.board)
                        html.text(words.board)
                    }
                }
                if schema.placeColumn != nil, visit.hasMap {
                    html.element("a", .href(.map(kind: schema.name, nil))) { html in
                        html.icon(.map)
                        html.text(words.map)
                    }
                }
            }
        }
    }

    private func saveView(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", class: "menu save-view") { html in
            html.element("summary", .class("quiet"), .title(words.saveView), .aria("label", words.saveView)) { $0.icon(.plus) }
            html.element("form", .class("sheet"), .named("method", "post"), .action(.saveView(kind: schema.name))) { html in
                html.token(visit)
                html.void("input", .type("hidden"), .name("parameters"), .value(""), .data("here", ""))
                html.element("label") { html in
                    html.text(words.nameOfView)
                    html.void("input", .name("name"), .flag("required"), .named("maxlength", "40"))
                }
                html.element("button", .class("button main"), text: words.saveView)
            }
        }
    }

    private func inner(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        guard !records.isEmpty else {
            if state.isFiltered {
                html.empty(words.noMatch, words.noMatchHint, .filter) { $0.button(words.clear, .list(kind: schema.name)) }
            } else {
                let (mayCreate, mayImport) = (visit.actor.may(.create, schema), visit.actor.may(.import, schema))
                html.empty(words.none(of: visit.say(schema.label.plural)), words.howToBegin(canCreate: mayCreate, canImport: mayImport)) { html in
                    if mayCreate { html.button(words.newRecord(of: visit.say(schema.label)), .new(kind: schema.name), .plus, isMain: true) }
                    if mayImport { html.button(words.importing, .importing(kind: schema.name), .upload) }
                }
            }
            return
        }
        RecordTable(
            schema: schema, flow: flow, records: records, columns: columns.compactMap { schema[$0] }, names: names, state: state,
            isSelectable: visit.actor.may(.delete, schema) || visit.actor.may(.export, schema)
        ).write(to: &html, visit)
        paging(to: &html, visit)
    }

    private func paging(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        guard previous != nil || next != nil else { return }
        html.element("nav", .class("paging"), .aria("label", words.paging)) { html in
            for (cursor, text, isNext) in [(previous, words.previousPage, false), (next, words.nextPage, true)] {
                var page = state.firstPage
                if isNext { page.after = cursor } else { page.before = cursor }
                if cursor != nil {
                    html.element(
                        "a", .class("button"), .href(.list(kind: schema.name, page.parameters)), .named("rel", isNext ? "next" : "prev"),
                        .get(.list(kind: schema.name, page.parameters)), .hx("target", "#results"), .hx("push-url", "true"),
                        .hx("swap", "innerHTML show:window:top")
                    ) { html in
                        if !isNext { html.icon(.left) }
                        html.element("span", text: text)
                        if isNext { html.icon(.right) }
                    }
                } else {
                    html.element("span", class: "button off", text: text)
                }
            }
        }
    }
}
