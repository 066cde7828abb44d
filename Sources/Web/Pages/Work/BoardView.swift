public import Kernel

/// Records of a kind with a flow: a column for each state, a card for each record.
///
/// - POST ``Address/move(kind:_:)`` by htmx (a card was dropped, or its button pressed) with `HX-Target: board`: `token`, `step`, `version`, `remark`,
///   `request`; answered with ``board(_:)``, or with status 409 or 422 and one line of text that says why, which is shown as a message.
///   Steps that need a remark are not offered here: their buttons lead to the record.
/// - GET ``Address/board(kind:_:)`` with the parameters of ``ListState``.
public struct BoardView: View {
    public let schema: Schema
    public let flow: FlowTable
    public let columns: [Column]
    public let names: Names
    public let state: ListState

    /// One state.
    public struct Column: Sendable {
        public let state: String
        public let cards: [Card]
        public let count: ListView.Count
        public init(state: String, cards: [Card], count: ListView.Count) {
            self.state = state
            self.cards = cards
            self.count = count
        }
    }

    /// One record.
    public struct Card: Sendable {
        public let record: StoredRecord
        public let due: Day?
        /// The moves that are open to this actor.
        public let moves: Moves
        public init(record: StoredRecord, due: Day? = nil, moves: Moves = Moves()) {
            self.record = record
            self.due = due
            self.moves = moves
        }
    }

    public init(schema: Schema, flow: FlowTable, columns: [Column], names: Names = Names(), state: ListState = ListState()) {
        self.schema = schema
        self.flow = flow
        self.columns = columns
        self.names = names
        self.state = state
    }

    public func title(_ visit: Visit) -> String { visit.say(schema.label.plural) }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            visit.say(schema.label.plural),
            buttons: { html in
                if visit.actor.may(.create, schema) { html.button(words.new, .new(kind: schema.name), .plus, isMain: true, key: "n") }
            })
        html.element("div", class: "tabs") { html in
            html.element("span", text: "")
            html.element("nav", class: "modes") { html in
                html.element("a", .href(.list(kind: schema.name, state.firstPage.parameters))) { html in
                    html.icon(.list)
                    html.text(words.list)
                }
                html.element("span", .aria("current", "true")) { html in
                    html.icon(.board)
                    html.text(words.board)
                }
            }
        }
        html.element("div", .id("board"), .class("board")) { inner(to: &$0, visit) }
    }

    /// Only the columns, for htmx.
    public func board(_ visit: Visit) -> [UInt8] { HTML.bytes { inner(to: &$0, visit) } }

    private func inner(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        for column in columns {
            let label = flow.states.first { $0.code == column.state }.map { visit.say($0.label) } ?? column.state
            html.element("section", .class("lane"), .data("state", column.state), .aria("label", label)) { html in
                html.element("h2") { html in
                    html.text(label)
                    html.element("span", class: "count", text: words.cards(column.count.value, isMore: column.count.isMore))
                }
                html.element("ul") { html in
                    for card in column.cards { write(card, to: &html, visit) }
                }
                if column.cards.isEmpty { html.element("p", class: "hint", text: words.noCards) }
                let rest = column.count.value - column.cards.count
                if rest > 0 {
                    html.element("a", .class("more-link"), .href(.list(kind: schema.name, [.init(flow.column, column.state)])), text: words.showMore(rest))
                }
            }
        }
    }

    private func write(_ card: Card, to html: inout HTML, _ visit: Visit) {
        let values = ValueText(schema: schema, names: names, visit: visit, mayReveal: false)
        // Where a card may be dropped, and with which step.
        let targets = card.moves.list.filter { $0.refusal == nil && !$0.step.needsRemark }
        let steps = JSON.object(targets.map { JSON.Member($0.step.to, .string($0.step.code)) })
        let title =
            schema.title.flatMap { schema[$0] }.map { values.plain($0, card.record.value(of: $0.name, in: schema) ?? .null) } ?? card.record.meta.id.text
        html.element(
            "li", .class("tile"), .data("id", card.record.meta.id.text), .data("steps", json: steps),
            .data("address", Address.move(kind: schema.name, card.record.meta.id).text), .data("version", String(card.record.meta.version)),
            targets.isEmpty ? nil : .named("draggable", "true")
        ) { html in
            html.element("p", class: "title") { html in
                html.element("a", .href(.record(kind: schema.name, card.record.meta.id)), .data("open", ""), text: title)
                if card.record.meta.isSimulated { html.simulatedMark(visit) }
            }
            let shown = ListView.usual(schema).filter { $0 != schema.title && $0 != flow.column }.prefix(2).compactMap { schema[$0] }
            for column in shown {
                let text = values.plain(column, card.record.value(of: column.name, in: schema) ?? .null)
                if !text.isEmpty { html.element("p", class: "hint", text: text) }
            }
            html.element("div", class: "foot") { html in
                if let due = card.due { html.due(due, visit) }
                if !card.moves.list.isEmpty { menu(card, to: &html, visit) }
            }
        }
    }

    private func menu(_ card: Card, to html: inout HTML, _ visit: Visit) {
        html.element("details", class: "menu") { html in
            html.element("summary", .class("quiet"), .aria("label", visit.words.moveTo)) { html in
                html.text(visit.words.moveTo)
            }
            html.element("div", class: "sheet") { html in
                for move in card.moves.list {
                    let name = visit.say(move.step.label)
                    if let refusal = move.refusal {
                        html.element("button", .type("button"), .flag("disabled"), .title(visit.say(refusal)), text: name)
                    } else if move.step.needsRemark {
                        html.element("a", .href(.record(kind: schema.name, card.record.meta.id)), text: name + "…")
                    } else {
                        html.element("button", .type("button"), .data("step", move.step.code), text: name)
                    }
                }
            }
        }
    }
}
