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
        /// Whether something waits after it, and by when at the latest: then a deadline can be chosen.
        public let next: Next?
        public init(step: FlowStep, refusal: Label? = nil, signed: Int = 0, next: Next? = nil) {
            self.step = step
            self.refusal = refusal
            self.signed = signed
            self.next = next
        }
    }

    /// What waits after a step: the term that the flow states for it, if any.
    public struct Next: Sendable {
        public let term: Day?
        public init(term: Day? = nil) { self.term = term }
    }

    /// For whom the record waits.
    public struct Wait: Sendable {
        /// A person, or a role.
        public let who: Label
        public let isPerson: Bool
        public let since: Day
        public init(who: Label, isPerson: Bool = false, since: Day) {
            self.who = who
            self.isPerson = isPerson
            self.since = since
        }
    }

    public let list: [Move]
    /// The day on which the next step is due.
    public let due: Day?
    public let waits: [Wait]
    /// Whether this actor may give the step to someone.
    public let mayAssign: Bool

    public init(_ list: [Move] = [], due: Day? = nil, waits: [Wait] = [], mayAssign: Bool = false) {
        self.list = list
        self.due = due
        self.waits = waits
        self.mayAssign = mayAssign
    }

    /// The steps that this actor may take with this record, and whether each is ready.
    ///
    /// - Parameters:
    ///   - isAssigned: the step waits for this very person, whatever their roles.
    ///   - calendar: on which days is worked, with the present day; where it is nil, no deadlines are offered.
    public init(
        _ flow: FlowTable, _ record: StoredRecord, _ schema: Schema, for actor: Actor, due: Day? = nil, waits: [Wait] = [], isAssigned: Bool = false,
        calendar: (today: Day, days: WorkingDays)? = nil
    ) {
        let state = record.value(of: flow.column, in: schema)?.text ?? ""
        let steps = flow.steps(from: state)
        let mayMove = actor.may(.move, schema, record)
        list = steps.filter { $0.isOpen(to: actor) || isAssigned }.map { step in
            let next = flow.isFinal(step.to) ? nil : calendar.map { Next(term: flow.due(in: step.to, since: $0.today, $0.days)) }
            return Move(step: step, refusal: step.isReady(record) ? nil : step.refusal, next: next)
        }
        self.due = due
        self.waits = waits
        mayAssign = mayMove && steps.contains { $0.isOpen(to: actor) }
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
/// - POST ``Address/move(kind:_:)``: `token`, `step` (code), `version`, `remark`, `due`, `request` (an id that the script makes, so that a resend is
///   not carried out twice).
/// - POST ``Address/assign(kind:_:)``: `token`, `user`, `due`; GET ``Address/assignees(kind:_:)`` by htmx, answered with ``SuggestionsView``.
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
            waits(to: &html, visit)
            if moves.list.isEmpty {
                html.element("p", class: "hint", text: words.noMoves)
            } else {
                html.element("div", class: "steps") { html in
                    for (index, move) in moves.list.enumerated() { self.move(move, isMain: index == 0, to: &html, visit) }
                }
            }
            if moves.mayAssign { assignment(to: &html, visit) }
        }
    }

    private func waits(to html: inout HTML, _ visit: Visit) {
        guard !moves.waits.isEmpty else { return }
        html.element("p", class: "waits") { html in
            html.element("span", class: "hint", text: visit.words.waitsFor)
            for wait in moves.waits {
                html.element("span", .class(wait.isPerson ? "who person" : "who")) { html in
                    if wait.isPerson { html.icon(.person) }
                    html.text(visit.say(wait.who))
                }
            }
        }
    }

    private func assignment(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", class: "move assign") { html in
            html.element("summary", class: "button quiet") { html in
                html.icon(.person)
                html.text(words.handOver)
            }
            html.element("form", .named("method", "post"), .action(.assign(kind: kind, record.meta.id)), .data("once", "")) { html in
                html.token(visit)
                html.element("label", .for("assign-user"), text: words.assignee)
                Suggestion(
                    name: "user", id: "assign-user", value: "", text: "", placeholder: words.typePerson, label: words.assignee,
                    address: .assignees(kind: kind, record.meta.id), isRequired: true, describedBy: "assign-hint"
                ).write(to: &html)
                html.element("p", .class("hint"), .id("assign-hint"), text: words.handOverHint)
                html.element("label", .for("assign-due"), text: words.deadline)
                DayInput(name: "due", value: "", id: "assign-due").write(to: &html, visit)
                html.element("button", .class("button main"), text: words.handOver)
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
                if let next = move.next {
                    html.element("label", .for("due-\(step.code)"), text: words.nextDue)
                    DayInput(name: "due", value: "", id: "due-\(step.code)", describedBy: next.term.map { _ in "due-\(step.code)-hint" }).write(
                        to: &html, visit)
                    if let term = next.term { html.element("p", .class("hint"), .id("due-\(step.code)-hint"), text: words.notLaterThan(term)) }
                }
                html.element("button", .class("button main"), text: words.confirmMove)
            }
        }
    }
}
