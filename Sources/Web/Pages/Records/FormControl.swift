import Kernel

/// One field of a form: label, unit, help, control, problems. Every ``Control`` has its case here.
struct FormControl {
    let column: Column
    /// What stands in it, as a person would type it.
    let value: String
    let typed: [String: String]
    let problems: [Problem]
    let names: Names
    /// The kind of the record, whose others the map shows beside it; nil where it is none.
    var kind: String?
    /// The record that is changed; nil for a new one.
    var record: RecordID?

    private var name: String { column.name }
    private var id: String { "field-\(column.name)" }
    private var isWrong: Bool { !problems.isEmpty }
    private var describedBy: String? {
        let parts = (hasHelp ? ["\(id)-help"] : []) + (isWrong ? ["\(id)-error"] : [])
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
    private var hasHelp: Bool {
        switch column.kind.control {
        case .point, .geometry: true
        case .list: column.options.help != nil || isTypedList
        default: column.options.help != nil
        }
    }
    /// Controls of several parts are a group with a legend; the others have one label.
    private var isGroup: Bool {
        switch column.kind.control {
        case .yesNo, .period: true
        case .choice(let options): options.count <= 5
        case .list: !isTypedList
        default: false
        }
    }
    /// The control of one item, where the field is a list.
    private var item: Control? { (column.kind as? ListKind)?.element.control }
    /// Whether the items are typed one a line: those of a few and those of records are chosen.
    private var isTypedList: Bool {
        switch item {
        case .choice, .record: false
        default: true
        }
    }
    private var isWide: Bool {
        switch column.kind.control {
        case .paragraph, .geometry, .list: true
        default: false
        }
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let attributes: [Attribute?] = [.classes("control", isWide ? "wide" : nil, isWrong ? "wrong" : nil), .data("column", name)]
        if isGroup {
            html.element("fieldset", attributes[0], attributes[1], .id(id), .named("tabindex", "-1"), describedBy.map { .aria("describedby", $0) }) { html in
                html.element("legend") { label(to: &$0, visit) }
                body(to: &html, visit)
            }
        } else {
            html.element("div", attributes[0], attributes[1]) { html in
                html.element("label", .for(id)) { label(to: &$0, visit) }
                body(to: &html, visit)
            }
        }
    }

    private func label(to html: inout HTML, _ visit: Visit) {
        html.text(visit.say(column.label))
        if column.isRequired {
            html.element("span", .class("required"), .title(visit.words.required)) { html in
                html.element("span", .aria("hidden", "true"), text: "*")
                html.element("span", class: "unseen", text: visit.words.required)
            }
        }
    }

    private func body(to html: inout HTML, _ visit: Visit) {
        html.element("div", class: "input") { html in
            control(to: &html, visit)
            if let unit = column.typedUnit { html.element("span", class: "unit", text: visit.say(unit.label)) }
        }
        if hasHelp { html.element("p", .class("hint"), .id("\(id)-help"), text: help(visit)) }
        if visit.hasMap, let shape = (column.kind as? GeometryKind)?.shape {
            PlacePicker(kind: kind, id: id, shape: shape).write(to: &html, visit)
        }
        if isWrong {
            html.element("p", .class("error"), .id("\(id)-error")) { html in
                html.text(problems.map { visit.say($0.message) }.joined(separator: visit.language == .english ? "; " : "；"))
            }
        }
    }

    private func help(_ visit: Visit) -> String {
        if let help = column.options.help { return visit.say(help) }
        switch column.kind.control {
        case .list: return visit.words.listHint
        case .point: return visit.words.pointHint
        default: return visit.words.geometryHint
        }
    }

    private func control(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        switch column.kind.control {
        case .line: input("text", to: &html, maximum)
        case .telephone: input("tel", to: &html, .named("inputmode", "tel"), .named("autocomplete", "off"))
        case .number: input("text", to: &html, .named("inputmode", "decimal"), .named("autocomplete", "off"))
        case .day: day(value, to: &html, visit)
        case .instant: day(String(value.prefix(16)).replacing("T", with: " "), hasTime: true, to: &html, visit)
        case .paragraph: area(rows: "5", to: &html, maximum)
        case .geometry: area(rows: "4", to: &html, .named("spellcheck", "false"))
        case .list: list(to: &html, visit)
        case .point:
            input("text", to: &html, .named("inputmode", "text"), .named("autocomplete", "off"))
            html.hidden(name + ".accuracy", typed[name + ".accuracy"] ?? "")
            html.element("button", .type("button"), .class("button quiet"), .data("position", id)) { html in
                html.icon(.map)
                html.element("span", text: words.herePosition)
            }
        case .yesNo: yesNo(to: &html, visit)
        case .period: period(to: &html, visit)
        case .choice(let options): choice(options, to: &html, visit)
        case .file: file(to: &html, visit)
        case .record(let target):
            suggestion(.suggest(kind: target), value.isEmpty ? "" : names.record(value), words.typeToFind, visit).write(to: &html)
        case .region: suggestion(.suggestRegion, value.isEmpty ? "" : names.region(value), words.typeRegion, visit).write(to: &html)
        }
    }

    private var maximum: Attribute? { (column.kind as? TextKind).map { .named("maxlength", String($0.maximum)) } }

    private func input(_ type: StaticString, to html: inout HTML, _ first: Attribute? = nil, _ second: Attribute? = nil, shown: String? = nil) {
        html.void(
            "input", .type(type), .id(id), .name(name), .value(shown ?? value), first, second, .flag("required", column.isRequired),
            isWrong ? .aria("invalid", "true") : nil, describedBy.map { .aria("describedby", $0) })
    }

    private func day(_ value: String, hasTime: Bool = false, to html: inout HTML, _ visit: Visit) {
        DayInput(name: name, value: value, id: id, hasTime: hasTime, isRequired: column.isRequired, isWrong: isWrong, describedBy: describedBy).write(
            to: &html, visit)
    }

    private func area(rows: String, to html: inout HTML, _ first: Attribute? = nil, shown: String? = nil) {
        // A line feed right after the tag is dropped by browsers, so one is put there for them to drop.
        html.element(
            "textarea", .id(id), .name(name), .named("rows", rows), first, .flag("required", column.isRequired), isWrong ? .aria("invalid", "true") : nil,
            describedBy.map { .aria("describedby", $0) }, text: "\n" + (shown ?? value))
    }

    private func suggestion(_ address: Address, _ text: String, _ placeholder: String, _ visit: Visit) -> Suggestion {
        Suggestion(
            name: name, id: id, value: value, text: typed[name + ".words"] ?? text, placeholder: placeholder, label: visit.say(column.label), address: address,
            isRequired: column.isRequired, describedBy: describedBy, isWrong: isWrong)
    }

    private func choice(_ options: [Control.Option], to html: inout HTML, _ visit: Visit) {
        if options.count <= 5 {
            let all = (column.isRequired ? [] : [("", visit.words.notSaid)]) + options.map { ($0.code, visit.say($0.label)) }
            return radios(all, to: &html)
        }
        html.element("select", .id(id), .name(name), .flag("required", column.isRequired), isWrong ? .aria("invalid", "true") : nil) { html in
            html.element("option", .value(""), text: column.isRequired ? visit.words.choose : visit.words.notSaid)
            for option in options {
                html.element("option", .value(option.code), .flag("selected", option.code == value), text: visit.say(option.label))
            }
        }
    }

    /// Several of a kind: boxes to tick, records to find, or lines to type.
    private func list(to html: inout HTML, _ visit: Visit) {
        let items = FormFields.items(value)
        switch item {
        case .choice(let options):
            html.hidden(name, "")
            html.element("div", class: "radios") { html in
                for option in options {
                    html.element("label") { html in
                        html.void("input", .type("checkbox"), .name(name), .value(option.code), .flag("checked", items.contains(option.code)))
                        html.element("span", text: visit.say(option.label))
                    }
                }
            }
        case .record(let target):
            html.hidden(name, "")
            let rows = (items + ["", ""]).enumerated().map { ($0.offset, $0.element) }
            html.element("div", class: "several") { html in
                for (place, id) in rows { one(place, id, target, visit).write(to: &html) }
                html.element("details") { html in
                    html.element("summary", text: visit.words.moreOfThem)
                    for place in rows.count..<rows.count + 8 { one(place, "", target, visit).write(to: &html) }
                }
            }
        default: area(rows: "3", to: &html, shown: items.joined(separator: "\n"))
        }
    }

    private func one(_ place: Int, _ value: String, _ target: String, _ visit: Visit) -> Suggestion {
        let field = FormFields.name(of: place, in: name)
        return Suggestion(
            name: field, id: "\(id)-\(place)", value: RecordID(value) == nil ? "" : value, text: RecordID(value) == nil ? value : names.record(value),
            placeholder: visit.words.typeToFind,
            label: "\(visit.say(column.label)) \(place + 1)", address: .suggest(kind: target), describedBy: describedBy, isWrong: isWrong)
    }

    private func yesNo(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let code = value == "是" || value == "true" ? "1" : value == "否" || value == "false" ? "0" : value
        radios([("1", words.yes), ("0", words.no)] + (column.isRequired ? [] : [("", words.notSaid)]), chosen: code, to: &html)
    }

    private func radios(_ options: [(code: String, text: String)], chosen: String? = nil, to html: inout HTML) {
        html.element("div", class: "radios") { html in
            for option in options {
                html.element("label") { html in
                    html.void(
                        "input", .type("radio"), .name(name), .value(option.code), .flag("checked", option.code == chosen ?? value),
                        .flag("required", column.isRequired))
                    html.element("span", text: option.text)
                }
            }
        }
    }

    private func period(to html: inout HTML, _ visit: Visit) {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false).map { $0 == ".." ? "" : String($0) }
        let ends = [("from", parts.first ?? "", visit.words.from), ("to", parts.count > 1 ? parts[1] : "", visit.words.to)]
        html.element("div", class: "range") { html in
            for (index, end) in ends.enumerated() {
                if index == 1 { html.element("span", .aria("hidden", "true"), text: "–") }
                DayInput(name: "\(name).\(end.0)", value: typed["\(name).\(end.0)"] ?? end.1, label: "\(visit.say(column.label)) \(end.2)").write(
                    to: &html, visit)
            }
        }
    }

    /// By which the file that stands in the record can be read. One that was only just chosen is its uploader's.
    private var holder: String? { kind.flatMap { kind in record.map { "\(kind)/\($0.text)" } } }

    private func file(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("div", class: "file-input") { html in
            html.hidden(name, value)
            if let present = RecordID(value) {
                html.element("p", class: "present") { html in
                    html.element("a", .class("file"), .href(.file(present, of: holder))) { html in
                        html.icon(.file)
                        html.text(names.files[value]?.name ?? words.currentFile)
                    }
                    html.element("button", .type("button"), .class("button quiet"), .data("remove-file", name), text: words.removeFile)
                }
            }
            html.element("div", .class("pick-file"), .data("drop", "")) { html in
                html.void("input", .type("file"), .class("unseen"), .id(id), .name(name + ".file"), describedBy.map { .aria("describedby", $0) })
                html.element("label", .class("button"), .for(id)) { html in
                    html.icon(.upload)
                    html.element("span", text: words.chooseFile)
                }
                html.element("output", text: "")
            }
        }
    }
}
