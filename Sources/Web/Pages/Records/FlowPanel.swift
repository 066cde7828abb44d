public import Kernel

/// What can be done with a record now.
public struct Moves: Sendable {
    /// One step that leads out of the present state.
    public struct Move: Sendable {
        public let step: FlowStep
        /// Why it cannot be taken yet; nil where it can.
        public let refusal: Label?
        /// How many of the signers have taken it already.
        public let signed: Int
        public init(step: FlowStep, refusal: Label? = nil, signed: Int = 0) {
            self.step = step
            self.refusal = refusal
            self.signed = signed
        }
    }

    public let list: [Move]
    /// The day on which the next step is due.
    public let due: Day?

    public init(_ list: [Move] = [], due: Day? = nil) {
        self.list = list
        self.due = due
    }

    /// The steps that this actor may take with this record, and whether each is ready.
    public init(_ flow: FlowTable, _ record: StoredRecord, _ schema: Schema, for actor: Actor, due: Day? = nil) {
        let state = record.value(of: flow.column, in: schema)?.text ?? ""
        list = flow.steps(from: state).filter { $0.isOpen(to: actor) }.map { Move(step: $0, refusal: $0.isReady(record) ? nil : $0.refusal) }
        self.due = due
    }
}

/// The states of a flow as a track: where the record has been, where it is, where it goes from here.
struct FlowTrack {
    let flow: FlowTable
    let state: String
    /// When the record came to each state; those that it never saw are missing.
    let reached: [String: Instant]

    /// The shortest way from the first state over the present one to an end: what is worth drawing of a flow with returns and refusals.
    private var way: [Control.Option] {
        let before = path(from: flow.initial) { $0 == state }
        let after = path(from: state) { flow.isFinal($0) }
        let codes = before + after.dropFirst()
        return codes.compactMap { code in flow.states.first { $0.code == code } }
    }

    /// Breadth first; steps that need a remark are returns and refusals, and taken only where nothing else leads on.
    private func path(from start: String, until isEnd: (String) -> Bool) -> [String] {
        for mayReturn in [false, true] {
            var (ways, seen): ([[String]], Set<String>) = ([[start]], [start])
            var next = 0
            while next < ways.count {
                let way = ways[next]
                next += 1
                guard let last = way.last else { continue }
                if isEnd(last) { return way }
                for step in flow.steps(from: last) where (mayReturn || !step.needsRemark) && seen.insert(step.to).inserted { ways.append(way + [step.to]) }
            }
        }
        return [start]
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let states = way
        let place = states.firstIndex { $0.code == state } ?? 0
        html.element("ol", .class("track"), .aria("label", visit.words.progress)) { html in
            for (index, option) in states.enumerated() {
                let isEnd = index == states.count - 1 && flow.isFinal(option.code)
                let tone = index < place || (index == place && isEnd) ? "past" : index == place ? "now" : "ahead"
                html.element("li", .data("tone", tone), index == place ? .aria("current", "step") : nil) { html in
                    html.element("span", class: "dot") { html in if tone == "past" { html.icon(.check) } }
                    html.element("span", class: "label", text: visit.say(option.label))
                    if let at = reached[option.code], index <= place { html.element("small") { $0.moment(at, visit) } }
                }
            }
        }
    }
}

/// The moves that are open to this actor, each a form of its own.
///
/// POST ``Address/move(kind:_:)``: `token`, `step` (code), `version`, `remark`, `request` (an id that the script makes, so that a resend is not
/// carried out twice).
struct MovePanel {
    let kind: String
    let record: StoredRecord
    let moves: Moves

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", .class("moves card"), .aria("label", words.moves)) { html in
            html.element("h2") { html in
                html.text(words.moves)
                if let due = moves.due { html.due(due, visit) }
            }
            if moves.list.isEmpty { return html.element("p", class: "hint", text: words.noMoves) }
            html.element("div", class: "steps") { html in
                for (index, move) in moves.list.enumerated() { self.move(move, isMain: index == 0, to: &html, visit) }
            }
        }
    }

    private func move(_ move: Moves.Move, isMain: Bool, to html: inout HTML, _ visit: Visit) {
        let (words, step) = (visit.words, move.step)
        let name = visit.say(step.label)
        if let refusal = move.refusal {
            return html.element("div", class: "refused") { html in
                html.element("button", .class("button"), .flag("disabled"), .aria("describedby", "refusal-\(step.code)"), text: name)
                html.element("p", .id("refusal-\(step.code)"), text: visit.say(refusal))
            }
        }
        html.element("details", class: "move") { html in
            html.element("summary", .class(isMain && !step.needsRemark ? "button main" : "button")) { html in
                html.text(name)
                if step.signers > 1 { html.element("small", text: words.signed(move.signed, of: step.signers)) }
            }
            html.element("form", .named("method", "post"), .action(.move(kind: kind, record.meta.id)), .data("once", "")) { html in
                html.token(visit)
                html.hidden("step", step.code)
                html.hidden("version", String(record.meta.version))
                html.hidden("request", "")
                html.element("label", .for("remark-\(step.code)"), text: step.needsRemark ? words.remarkRequired : words.remark)
                html.element(
                    "textarea", .id("remark-\(step.code)"), .name("remark"), .named("rows", "2"), .named("maxlength", "2000"),
                    .flag("required", step.needsRemark), text: "")
                html.element("p", class: "hint", text: words.remarkHint)
                html.element("button", .class("button main"), text: words.confirmMove)
            }
        }
    }
}
