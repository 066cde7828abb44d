public import Kernel

/// Small parts that many views share.
extension HTML {
    /// What proves that a form was made by this site.
    mutating func token(_ visit: Visit) { void("input", .type("hidden"), .name("token"), .value(visit.formToken)) }

    mutating func hidden(_ name: String, _ value: String) { void("input", .type("hidden"), .name(name), .value(value)) }

    /// What came of what was done last.
    mutating func message(_ visit: Visit) {
        guard let message = visit.message else { return }
        element("p", .class("notice outcome"), .data("tone", message.isBad ? "bad" : "good"), .role("status")) { html in
            html.mark(message.isBad ? .bad : .good)
            html.element("span", text: message.text)
        }
    }

    /// The head of a view: what it is, what can be done.
    mutating func head(
        _ title: String, above: (inout HTML) -> Void = { _ in }, beside: (inout HTML) -> Void = { _ in }, buttons: (inout HTML) -> Void = { _ in }
    ) {
        element("header", class: "head") { html in
            html.element("div", class: "headline") { html in
                above(&html)
                html.element("h1") { html in
                    html.text(title)
                    beside(&html)
                }
            }
            html.element("div", class: "buttons", content: buttons)
        }
    }

    /// A link that looks like a button.
    mutating func button(_ text: String, _ address: Address, _ icon: Icon? = nil, isMain: Bool = false, key: String? = nil) {
        element("a", .class(isMain ? "button main" : "button"), .href(address), key.map { .aria("keyshortcuts", $0) }, key.map { .data("key", $0) }) { html in
            if let icon { html.icon(icon) }
            html.element("span", text: text)
        }
    }

    mutating func trail(_ links: [(String, Address)], _ visit: Visit) {
        element("nav", .class("trail"), .aria("label", visit.words.breadcrumb)) { html in
            for (text, address) in links { html.element("a", .href(address), text: text) }
        }
    }

    /// Nothing here, and what to do about it.
    mutating func empty(_ title: String, _ hint: String, _ icon: Icon = .list, actions: (inout HTML) -> Void = { _ in }) {
        element("div", class: "empty") { html in
            html.icon(icon)
            html.element("p", class: "title", text: title)
            html.element("p", text: hint)
            html.element("div", class: "buttons", content: actions)
        }
    }

    mutating func simulatedMark(_ visit: Visit) {
        element("span", .class("simulated"), .title(visit.words.simulatedHint), text: visit.words.simulated)
    }

    /// A state of a flow, coloured by how far it is.
    mutating func state(_ code: String, in flow: FlowTable, _ visit: Visit) {
        let place = flow.states.firstIndex { $0.code == code }
        let label = place.map { visit.say(flow.states[$0].label) } ?? code
        // An end that is only reached by giving reasons is a refusal, and not a success.
        let isRefusal = flow.isFinal(code) && flow.steps.filter { $0.to == code }.allSatisfy(\.needsRemark)
        let tone: String = isRefusal ? "ended" : flow.isFinal(code) ? "final" : code == flow.initial ? "initial" : "going"
        element("span", .class("state"), .data("tone", tone), text: label)
    }

    /// A due day with its distance, red where it has passed and amber where it is near.
    mutating func due(_ day: Day, _ visit: Visit) {
        let distance = day.number - visit.today.number
        let tone = distance < 0 ? "late" : distance <= 2 ? "soon" : "calm"
        element("time", .class("due"), .data("tone", tone), .named("datetime", day.description), .title(day.description)) { html in
            if distance < 0 { html.icon(.alert) }
            html.text(visit.words.distance(of: day, from: visit.today))
        }
    }

    mutating func moment(_ instant: Instant, _ visit: Visit) {
        element("time", .named("datetime", instant.description), .title(instant.shown), text: visit.words.when(instant, now: visit.now))
    }

    /// How much of something is done, 0 to 1. An element of its own, since widths may not be written into the page.
    mutating func meter(_ share: Double, _ label: String) {
        let percent = Int((min(1, max(0, share)) * 100).rounded())
        element("progress", .named("max", "100"), .value("\(percent)"), .aria("label", label), text: "\(percent)%")
    }
}

/// Writes one value of a record for people.
struct ValueText {
    let schema: Schema
    let names: Names
    let visit: Visit
    /// May see personal data when asking for it.
    let mayReveal: Bool

    /// - Parameter isLink: whether references become links.
    func write(_ column: Column, of record: StoredRecord, to html: inout HTML, isLink: Bool = true) {
        write(column, record.value(of: column.name, in: schema) ?? .null, id: record.meta.id, to: &html, isLink: isLink)
    }

    func write(_ column: Column, _ value: Stored, id: RecordID, to html: inout HTML, isLink: Bool) {
        if value.isNull { return }
        if column.options.masking != nil {
            html.element("span", class: "masked") { html in
                html.element("span", text: column.show(value, in: visit.language, masked: true))
                guard mayReveal else { return }
                let label = visit.words.revealed(visit.say(column.label))
                html.element(
                    "button", .type("button"), .class("eye"), .title(label), .aria("label", label),
                    .get(.reveal(kind: schema.name, id, column: column.name)), .hx("target", "closest .masked"), .hx("swap", "outerHTML")
                ) { $0.icon(.eye) }
            }
            return
        }
        let text = value.text ?? ""
        switch column.kind.control {
        case .record(let target):
            guard isLink, let other = RecordID(text) else { return html.text(names.record(text)) }
            // Whoever may not read it gets no link to what is not there for them, nor its bare id.
            guard let name = names.records[text] else { return html.element("span", class: "missing", text: visit.words.notForReader) }
            html.element("a", .href(.record(kind: target, other)), text: name)
        case .list where !column.references(in: value).isEmpty:
            for (place, other) in column.references(in: value).enumerated() {
                if place > 0 { html.text(visit.language == .english ? "; " : "、") }
                guard isLink else {
                    html.text(names.record(other.id.text))
                    continue
                }
                html.element("a", .href(.record(kind: other.kind, other.id)), text: names.record(other.id.text))
            }
        case .region: html.text(names.region(text))
        case .file:
            guard let file = RecordID(text) else { return }
            let name = names.files[text]
            html.element("a", .class("file"), .href(.file(file, of: "\(schema.name)/\(id.text)"))) { html in
                html.icon(.file)
                html.text(name?.name ?? visit.words.download)
            }
            if let name { html.element("small", text: visit.words.size(name.bytes)) }
        case .choice: html.element("span", .class("choice"), .data("code", text), text: column.show(value, in: visit.language))
        case .telephone where isLink: html.element("a", .href(outside: "tel:" + text), text: column.show(value, in: visit.language))
        case .paragraph where isLink:
            html.element("div", class: "long", text: column.show(value, in: visit.language))
        default: html.text(column.show(value, in: visit.language))
        }
    }

    /// The same as plain text, for titles and comparisons.
    func plain(_ column: Column, _ value: Stored) -> String {
        if value.isNull { return "" }
        switch column.kind.control {
        case .record: return names.record(value.text ?? "")
        case .list where !column.references(in: value).isEmpty:
            return column.references(in: value).map { names.record($0.id.text) }.joined(separator: visit.language == .english ? "; " : "、")
        case .region: return names.region(value.text ?? "")
        case .file: return names.files[value.text ?? ""]?.name ?? visit.words.attachments
        default: return column.show(value, in: visit.language, masked: column.options.masking != nil)
        }
    }
}

/// One personal value in full: the answer to ``Address/reveal(kind:_:column:)``, put in place of the masked one.
public struct RevealedValue: Sendable {
    public let column: Column
    public let value: Stored
    public init(column: Column, value: Stored) {
        self.column = column
        self.value = value
    }

    public func part(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 256)
        html.element("span", class: "masked shown", text: column.show(value, in: visit.language))
        return html.bytes
    }
}
