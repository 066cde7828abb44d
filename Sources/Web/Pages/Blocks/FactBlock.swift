import Kernel

/// A large number with its unit, what it is, and a note.
struct FactBlock {
    let fact: Fact

    func write(to html: inout HTML, _ visit: Visit) {
        let tone = Attribute.data("tone", fact.tone.rawValue)
        if let link = fact.link {
            html.element("a", .class("figure card"), tone, .href(Address(link))) { inside(to: &$0, visit) }
        } else {
            html.element("div", .class("figure card"), tone) { inside(to: &$0, visit) }
        }
    }

    private func inside(to html: inout HTML, _ visit: Visit) {
        let label = visit.say(fact.label)
        html.element("span", class: "label") { html in
            html.text(label)
            if fact.isSimulated { html.simulatedMark(visit) }
        }
        html.element("span", class: "value") { html in
            if let value = fact.value {
                html.mark(fact.tone, visit)
                html.element("strong", text: value)
                html.element("span", class: "unit", text: visit.say(Unit(fact.unit).label))
            } else {
                html.element("span", class: "nothing", text: visit.words.notReported)
            }
        }
        if let share = fact.share { html.meter(share, label) }
        if let note = fact.note { html.element("span", class: "notes") { $0.phrase(note, visit, isLink: fact.link == nil) } }
    }
}
