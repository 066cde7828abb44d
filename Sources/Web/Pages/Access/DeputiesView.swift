import Kernel

/// Who stands in for me, and for whom I stand in.
///
/// - POST ``Address/accountDeputies``: `token`, `taker`, `taker.words`, `from`, `to`, `reason`: 303, or the same page with problems and status 422.
/// - POST ``Address/endDeputy(_:)``: `token`: 303.
/// - GET ``Address/colleagues`` by htmx: answered with ``SuggestionsView``.
struct DeputiesView: View {
    struct Line: Sendable {
        let id: RecordID
        let person: String
        let period: Period
        let reason: String
    }

    let given: [Line]
    let taken: [Line]
    /// What was typed, by the names of the form.
    var typed: [String: String] = [:]
    var problems: [Problem] = []

    func title(_ visit: Visit) -> String { visit.words.deputies }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.deputies, above: { $0.trail([(words.account, .account)], visit) })
        html.element("div", class: "stack medium") { html in
            list(words.deputiesGiven, words.deputiesNone, given, isMine: true, to: &html, visit)
            if !taken.isEmpty { list(words.deputiesTaken, "", taken, isMine: false, to: &html, visit) }
            form(to: &html, visit)
        }
    }

    private func list(_ title: String, _ none: String, _ lines: [Line], isMine: Bool, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2", text: title)
            if lines.isEmpty { return html.element("p", class: "hint", text: none) }
            html.element("ul", class: "things") { html in
                for line in lines {
                    html.element("li") { html in
                        html.element("div") { html in
                            html.element("p") { html in
                                html.element("strong", text: line.person)
                                if line.period.contains(visit.today) { html.element("span", .class("state"), .data("tone", "final"), text: words.inForceNow) }
                            }
                            html.element("span", class: "hint", text: [words.span(line.period), line.reason].filter { !$0.isEmpty }.joined(separator: " · "))
                        }
                        if isMine {
                            html.element("form", .named("method", "post"), .action(.endDeputy(line.id)), .data("confirm", words.deputyEndQuestion)) { html in
                                html.token(visit)
                                html.element(
                                    "button", .class("button quiet danger"), .aria("label", "\(words.deputyEnd): \(line.person)"), text: words.deputyEnd)
                            }
                        }
                    }
                }
            }
        }
    }

    private func form(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("form", .class("card plain-form"), .named("method", "post"), .action(.accountDeputies), .data("once", "")) { html in
            html.element("h2", text: words.deputyNew)
            html.token(visit)
            html.problems(problems, visit)
            html.element("p", class: "hint", text: words.deputiesHint)
            html.element("label", .for("entry-taker"), text: words.deputy)
            Suggestion(
                name: "taker", id: "entry-taker", value: typed["taker"] ?? "", text: typed["taker.words"] ?? "", placeholder: words.typePerson,
                label: words.deputy,
                address: .colleagues, isRequired: true
            ).write(to: &html)
            html.element("label", .for("entry-from"), text: words.from)
            DayInput(name: "from", value: typed["from"] ?? visit.today.description, id: "entry-from", isRequired: true).write(to: &html, visit)
            html.element("label", .for("entry-to"), text: words.deputyUntil)
            DayInput(name: "to", value: typed["to"] ?? "", id: "entry-to", isRequired: true).write(to: &html, visit)
            html.element("label", .for("entry-reason"), text: words.reason)
            html.void("input", .type("text"), .id("entry-reason"), .name("reason"), .value(typed["reason"] ?? ""), .named("maxlength", "200"))
            html.element("div", class: "submit") { $0.element("button", .class("button main"), text: words.deputyMake) }
        }
    }
}
