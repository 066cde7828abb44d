public import Kernel

/// Someone else changed the record while this user was typing: both sides field by field, and a choice for each.
///
/// POST ``Address/edit(kind:_:)``: like ``FormView``, with `version` the newest one and, for each field in which the sides differ,
/// `pick.name` = `mine` or `theirs`; ``ConflictChoice/fields(_:_:)`` turns it into the fields of an ordinary form.
public struct ConflictView: View {
    public let schema: Schema
    /// The record as it is now.
    public let theirs: StoredRecord
    /// The record as this user saw it; nil where that version is not known any more.
    public let before: StoredRecord?
    /// What this user typed, by the names of the form.
    public let typed: [String: String]
    /// The same as values where it could be read.
    public let mine: [String: Stored]
    public let names: Names

    public init(schema: Schema, theirs: StoredRecord, before: StoredRecord?, typed: [String: String], mine: [String: Stored], names: Names = Names()) {
        self.schema = schema
        self.theirs = theirs
        self.before = before
        self.typed = typed
        self.mine = mine
        self.names = names
    }

    public func title(_ visit: Visit) -> String { visit.words.conflict }

    /// The columns in which the two differ.
    private var differing: [Column] {
        schema.columns.filter { column in mine[column.name].map { $0 != theirs.value(of: column.name, in: schema) ?? .null } ?? false }
    }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let values = ValueText(schema: schema, names: names, visit: visit, mayReveal: false)
        html.head(
            words.conflict,
            above: { html in
                html.trail(
                    [
                        (visit.say(schema.label.plural), .list(kind: schema.name)),
                        (schema.title(of: theirs, in: visit.language), .record(kind: schema.name, theirs.meta.id)),
                    ],
                    visit)
            })
        html.element("p", class: "notice") { html in
            html.icon(.alert)
            html.element("span", text: words.changedFields(names.user(theirs.meta.updatedBy), theirs.meta.updatedAt.shown) + "。" + words.conflictHint)
        }
        html.element("form", .class("form"), .named("method", "post"), .action(.edit(kind: schema.name, theirs.meta.id)), .data("once", "")) { html in
            html.token(visit)
            html.hidden("version", String(theirs.meta.version))
            html.hidden("request", "")
            for (name, text) in typed.sorted(by: { $0.key < $1.key }) where !["token", "version", "request", "id"].contains(name) { html.hidden(name, text) }
            html.element("section", class: "card") { html in
                html.element("div", .class("scroll")) { html in
                    html.element("table", class: "conflict") { html in
                        html.element("thead") { html in
                            html.element("tr") { html in
                                for text in [words.field, words.before, words.mine, words.theirs] { html.element("th", .named("scope", "col"), text: text) }
                            }
                        }
                        html.element("tbody") { html in
                            for column in differing { row(column, values, to: &html, visit) }
                        }
                    }
                }
            }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: words.saveChoice)
                html.element("a", .class("button quiet"), .href(.record(kind: schema.name, theirs.meta.id)), text: words.cancel)
            }
        }
    }

    private func row(_ column: Column, _ values: ValueText, to html: inout HTML, _ visit: Visit) {
        let old = before?.value(of: column.name, in: schema)
        let (mine, theirs) = (self.mine[column.name] ?? .null, self.theirs.value(of: column.name, in: schema) ?? .null)
        // Only one side changed it: that side is chosen already.
        let isMine = old == nil || mine != old
        html.element("tr") { html in
            html.element("th", .named("scope", "row"), text: visit.say(column.label))
            html.element("td", .class("old"), .data("label", visit.words.before), text: old.map { values.plain(column, $0) } ?? "")
            for (code, value, label) in [("mine", mine, visit.words.mine), ("theirs", theirs, visit.words.theirs)] {
                html.element("td", .data("label", label)) { html in
                    html.element("label", class: "pick") { html in
                        html.void(
                            "input", .type("radio"), .name("pick.\(column.name)"), .value(code), .flag("checked", (code == "mine") == isMine),
                            .aria("label", label))
                        html.element("span", text: value.isNull ? visit.words.empty : values.plain(column, value))
                    }
                }
            }
        }
    }
}

/// What was chosen in a ``ConflictView``.
public enum ConflictChoice {
    /// The fields of an ordinary form: those for which “theirs” was chosen are left out, so that they stay as they are now.
    public static func fields(_ pairs: [(name: String, value: String)], _ schema: Schema) -> [(name: String, value: String)] {
        let theirs = Set(pairs.filter { $0.name.hasPrefix("pick.") && $0.value == "theirs" }.map { String($0.name.dropFirst(5)) })
        return pairs.filter { pair in
            if pair.name.hasPrefix("pick.") { return false }
            let column = pair.name.split(separator: ".").first.map(String.init) ?? pair.name
            return !theirs.contains(column)
        }
    }
}
