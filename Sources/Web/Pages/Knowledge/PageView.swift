public import Kernel

/// A page that an application declared, with the values of its parts.
///
/// GET ``Address/page(application:code:)``. The event `record` of a kind that it shows makes it load itself again by htmx with `HX-Target: panels`:
/// answered with ``panels(_:)``.
public struct PageView: View {
    public let application: String
    public let applicationLabel: Label
    public let code: String
    public let label: Label
    public let panels: [Panel]
    /// The page itself, with what was chosen.
    public let address: Address
    /// The record that it is about.
    public let tabs: RecordTabs?
    /// The same for paper, where it is a report.
    public let paper: Address?
    public let word: Address?

    public enum Panel: Sendable {
        case figures([Figure])
        case chart(ChartFigure)
        case records(Records)
        case timeline(title: Label, [ChangeItem], Names)
        case content(BlockView)
    }

    public struct Records: Sendable {
        public let title: Label
        public let schema: Schema
        public let flow: FlowTable?
        public let columns: [String]
        public let records: [StoredRecord]
        public let names: Names
        public let count: ListView.Count
        /// Where all of them are.
        public let address: Address

        public init(
            title: Label, schema: Schema, flow: FlowTable? = nil, columns: [String], records: [StoredRecord], names: Names = Names(), count: ListView.Count,
            address: Address
        ) {
            self.title = title
            self.schema = schema
            self.flow = flow
            self.columns = columns.isEmpty ? ListView.usual(schema) : columns
            self.records = records
            self.names = names
            self.count = count
            self.address = address
        }

        func write(to html: inout HTML, _ visit: Visit) {
            html.element("section", class: "card panel wide") { html in
                html.element("h2") { html in
                    html.text(visit.say(title))
                    html.element("span", class: "count", text: visit.words.count(count.value, isMore: count.isMore))
                }
                if records.isEmpty { return html.element("p", class: "hint", text: visit.words.none(of: visit.say(schema.label))) }
                RecordTable(schema: schema, flow: flow, records: records, columns: columns.compactMap { schema[$0] }, names: names, state: nil).write(
                    to: &html, visit)
                if count.value > records.count || count.isMore {
                    html.element("a", .class("more-link"), .href(address), text: visit.words.showMore(count.value - records.count))
                }
            }
        }
    }

    public init(
        application: String, applicationLabel: Label, code: String, label: Label, panels: [Panel], address: Address? = nil, tabs: RecordTabs? = nil,
        paper: Address? = nil, word: Address? = nil
    ) {
        self.application = application
        self.applicationLabel = applicationLabel
        self.code = code
        self.label = label
        self.panels = panels
        self.address = address ?? .page(application: application, code: code)
        self.tabs = tabs
        self.paper = paper
        self.word = word
    }

    public func title(_ visit: Visit) -> String { (tabs.map { $0.title + " · " } ?? "") + visit.say(label) }

    /// Somebody who reads a text is not interrupted.
    private var isStill: Bool { panels.contains { if case .content(let view) = $0 { view.blocks.hasSource } else { false } } }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(
            tabs?.title ?? visit.say(label),
            above: { html in
                let kind = tabs.map { [(visit.say($0.kindLabel), Address.list(kind: $0.kind))] } ?? []
                html.trail([(visit.say(applicationLabel), .application(application))] + kind, visit)
            },
            buttons: { html in
                if let word { html.button(visit.words.wordDocument, word, .download) }
                if let paper { html.button(visit.words.print, paper, .file) }
            })
        tabs?.write(to: &html, visit)
        html.element(
            "div", .id("panels"), .class("panels"), isStill ? nil : .get(address), isStill ? nil : .hx("trigger", "shanhe:record from:body delay:1s")
        ) { inner(to: &$0, visit) }
    }

    public func panels(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        inner(to: &html, visit)
        return html.bytes
    }

    private func inner(to html: inout HTML, _ visit: Visit) {
        for panel in panels {
            switch panel {
            case .figures(let figures): html.element("div", class: "figures") { html in for figure in figures { figure.write(to: &html, visit) } }
            case .chart(let chart): chart.write(to: &html, visit)
            case .content(let view): html.element("div", class: "wide") { view.write(to: &$0, visit) }
            case .records(let records): records.write(to: &html, visit)
            case .timeline(let title, let items, let names):
                html.element("section", class: "card panel wide") { html in
                    html.element("h2", text: "\(visit.say(title)) · \(visit.words.recentChanges)")
                    if items.isEmpty { return html.element("p", class: "hint", text: visit.words.noHistory) }
                    Timeline(items: items, schema: nil, flow: nil, names: names).write(to: &html, visit)
                }
            }
        }
    }
}
