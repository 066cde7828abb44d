import Kernel

/// The filters of a list, one for each column that can be filtered. A form that also works without scripts.
struct FilterPanel {
    let schema: Schema
    let state: ListState
    let names: Names
    let problems: [Problem]

    /// Columns that can be filtered in a table of any size: those with an index, and text that search knows.
    private var columns: [Column] {
        schema.columns.filter { column in
            guard column.options.masking == nil else { return false }
            switch column.kind.control {
            case .point, .geometry, .file, .paragraph: return false
            default: return column.isIndexed || column.options.isSearchable
            }
        }.filter { $0.name != schema.title }
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element(
            "form", .id("filters"), .class("filters"), .named("method", "get"), .action(.list(kind: schema.name)), .aria("label", words.filters),
            .get(.list(kind: schema.name)), .hx("target", "#results"), .hx("push-url", "true"),
            .hx("trigger", "submit, change delay:50ms, input changed delay:300ms from:find input[type=search]"), .hx("indicator", "#results"),
            .hx("sync", "this:queue last")
        ) { html in
            html.element("div", class: "quick") { html in
                html.icon(.search)
                html.void(
                    "input", .type("search"), .name("q"), .value(state.words), .named("placeholder", words.wordsInList), .aria("label", words.wordsInList))
            }
            if let condition = state.condition {
                html.hidden(ListState.conditionName, condition.text)
                html.element("p", class: "behind") { html in
                    let isPlace = if case .place = condition { true } else { false }
                    html.icon(isPlace ? .map : .chain)
                    html.element("span", text: isPlace ? words.recordsInside : words.recordsBehind)
                    html.element("a", .href(.list(kind: schema.name)), text: words.showEverything)
                }
            }
            if let sort = state.sort { html.hidden("sort", (sort.isDescending ? "-" : "") + sort.column) }
            html.element("details", .class("more"), .flag("open"), .data("wide-open", "")) { html in
                html.element("summary") { html in
                    html.icon(.filter)
                    html.text(words.filters)
                    if !state.filters.isEmpty { html.element("span", class: "badge", text: "\(state.filters.count)") }
                }
                html.element("div", class: "filter-fields") { html in
                    for column in columns { filter(column, to: &html, visit) }
                }
                html.element("div", class: "buttons") { html in
                    html.element("button", .class("button apply"), text: words.apply)
                    if state.isFiltered { html.element("a", .class("button quiet"), .href(.list(kind: schema.name)), text: words.clear) }
                }
            }
        }
    }

    private func filter(_ column: Column, to html: inout HTML, _ visit: Visit) {
        let label = visit.say(column.label)
        html.element("fieldset") { html in
            html.element("legend") { html in
                html.text(label)
                if let unit = column.typedUnit { html.element("small", text: visit.say(unit.label)) }
            }
            control(column, label, to: &html, visit)
            for problem in problems where problem.field == column.name { html.element("p", class: "error", text: visit.say(problem.message)) }
        }
    }

    private func control(_ column: Column, _ label: String, to html: inout HTML, _ visit: Visit) {
        let (name, words) = (column.name, visit.words)
        switch column.kind.control {
        case .choice(let options): choices(name, label, options, to: &html, visit)
        case .yesNo:
            html.element("select", .name(name), .aria("label", label)) { html in
                for (value, text) in [("", words.any), ("1", words.yes), ("0", words.no)] {
                    html.element("option", .value(value), .flag("selected", state.first(name) == value), text: text)
                }
            }
        case .number: range(name, label, ("min", words.atLeast), ("max", words.atMost), isDay: false, to: &html, visit)
        case .day, .instant, .period: range(name, label, ("from", words.from), ("to", words.to), isDay: true, to: &html, visit)
        case .record(let target):
            Suggestion(
                name: name, id: "filter-\(name)", value: state.first(name), text: state.first(name).isEmpty ? "" : names.record(state.first(name)),
                placeholder: words.typeToFind, label: label, address: .suggest(kind: target)
            ).write(to: &html)
        case .region:
            Suggestion(
                name: name, id: "filter-\(name)", value: state.first(name), text: state.first(name).isEmpty ? "" : names.region(state.first(name)),
                placeholder: words.typeRegion, label: label, address: .suggestRegion
            ).write(to: &html)
        default:
            html.void("input", .type("search"), .name(name), .value(state.first(name)), .named("placeholder", words.contains), .aria("label", label))
        }
    }

    /// Up to eight are ticked, more are chosen from a list.
    private func choices(_ name: String, _ label: String, _ options: [Control.Option], to html: inout HTML, _ visit: Visit) {
        let chosen = Set(state.all(name))
        if options.count > 8 {
            html.element("select", .name(name), .aria("label", label)) { html in
                html.element("option", .value(""), text: visit.words.any)
                for option in options {
                    html.element("option", .value(option.code), .flag("selected", chosen.contains(option.code)), text: visit.say(option.label))
                }
            }
            return
        }
        html.element("div", class: "ticks") { html in
            for option in options {
                html.element("label") { html in
                    html.void("input", .type("checkbox"), .name(name), .value(option.code), .flag("checked", chosen.contains(option.code)))
                    html.element("span", text: visit.say(option.label))
                }
            }
        }
    }

    private func range(
        _ name: String, _ label: String, _ low: (code: String, text: String), _ high: (code: String, text: String), isDay: Bool, to html: inout HTML,
        _ visit: Visit
    ) {
        html.element("div", class: "range") { html in
            for (index, end) in [low, high].enumerated() {
                if index == 1 { html.element("span", .aria("hidden", "true"), text: "–") }
                let (field, name) = ("\(name).\(end.code)", "\(label) \(end.text)")
                if isDay {
                    DayInput(name: field, value: state.first(field), label: name).write(to: &html, visit)
                } else {
                    html.void(
                        "input", .type("text"), .name(field), .value(state.first(field)), .named("inputmode", "decimal"), .named("placeholder", end.text),
                        .aria("label", name))
                }
            }
        }
    }
}

/// A field in which a record or a region is found by typing. `name` carries the id or code, `name.words` what was typed; where scripts do not
/// run, the server looks for what was typed.
struct Suggestion {
    let name: String
    let id: String
    let value: String
    let text: String
    let placeholder: String
    let label: String
    let address: Address
    var isRequired = false
    var describedBy: String?
    var isWrong = false

    func write(to html: inout HTML) {
        html.element("div", .class("suggestion"), .data("suggestion", "")) { html in
            html.void("input", .type("hidden"), .name(name), .value(value))
            html.void(
                "input", .type("search"), .id(id), .name(name + ".words"), .value(text), .named("placeholder", placeholder), .named("autocomplete", "off"),
                .role("combobox"), .aria("label", label), .aria("expanded", "false"), .aria("controls", id + "-list"), .aria("autocomplete", "list"),
                .flag("required", isRequired), describedBy.map { .aria("describedby", $0) }, isWrong ? .aria("invalid", "true") : nil,
                .get(address), .hx("trigger", "input changed delay:200ms"), .hx("target", "next .suggestions"), .hx("sync", "this:queue last"),
                .hx("params", name + ".words"), .hx("push-url", "false"), .hx("indicator", "this"))
            html.element("ul", .class("suggestions"), .id(id + "-list"), .role("listbox"), .aria("label", label), .flag("hidden"), text: "")
        }
    }
}

/// The answer to ``Address/suggest(kind:)`` and ``Address/suggestRegion``: at most ten, best first. The request carries what was typed as the only
/// parameter whose name ends in `.words`.
public struct SuggestionsView: Sendable {
    /// What is put into the field, what is shown, and a second line that tells namesakes apart.
    public let options: [(value: String, text: String, detail: String)]
    public init(options: [(value: String, text: String, detail: String)]) { self.options = options }

    public func part(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 2048)
        for option in options {
            html.element("li", .role("option"), .data("value", option.value), .data("text", option.text), .named("tabindex", "-1")) { html in
                html.element("span", text: option.text)
                if !option.detail.isEmpty { html.element("small", text: option.detail) }
            }
        }
        if options.isEmpty { html.element("li", class: "none", text: visit.words.noResults) }
        return html.bytes
    }
}
