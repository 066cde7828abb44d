import Kernel

/// What waits on this phone to be sent, what was refused and why, and which pages are kept on it. The phone knows; `Assets/field.js` fills it.
struct OutboxView: View {
    func title(_ visit: Visit) -> String { visit.words.outbox }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(title(visit))
        html.element("p", class: "hint", text: words.outboxHint)
        html.element("section", .class("card outbox"), .id("outbox"), .aria("live", "polite")) { html in
            html.element("p", class: "hint", text: words.outboxEmpty)
        }
        html.element("section", class: "card") { html in
            html.element("h2", text: words.keptPages)
            html.element("ul", .class("kept-pages"), .id("kept-pages"), text: "")
            html.element("p", class: "hint", text: words.keptHint)
        }
    }
}

/// The words that the scripts of the phone say.
struct FieldWords {
    static func json(_ words: Words) -> String {
        let list: [(String, String)] = [
            ("noSignal", words.fieldNoSignal), ("asOf", words.fieldAsOf), ("notKept", words.fieldNotKept), ("waiting", words.fieldWaiting),
            ("refused", words.fieldRefused), ("signIn", words.fieldSignIn), ("otherUser", words.fieldOtherUser), ("kept", words.fieldKept),
            ("sending", words.fieldSending), ("sent", words.fieldSent), ("send", words.fieldSend), ("correct", words.fieldCorrect),
            ("remove", words.fieldRemove), ("removeAsk", words.fieldRemoveAsk), ("signOutAsk", words.fieldSignOutAsk), ("empty", words.outboxEmpty),
            ("filledIn", words.fieldFilledIn), ("clock", words.fieldClock), ("position", words.fieldPosition), ("noPosition", words.fieldNoPosition),
            ("noRoom", words.fieldNoRoom), ("between", words.fieldRefusedBetween), ("stateWaiting", words.fieldStateWaiting),
            ("stateRefused", words.fieldStateRefused),
        ]
        return JSON.object(list.map { JSON.Member($0.0, .string($0.1)) }).text
    }
}
