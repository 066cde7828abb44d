import Kernel

extension Address {
    /// Where a link of an application leads: the only place that knows.
    init(_ link: Link) {
        self =
            switch link {
            case .record(let kind, let id): .record(kind: kind, id)
            case .list(let kind, let filters): .list(kind: kind, Address.parameters(filters))
            case .records(let kind, let condition): .list(kind: kind, meeting: condition)
            case .board(let kind, let filters): .board(kind: kind, Address.parameters(filters))
            case .indicator(let code, let period): .indicator(code: code, period: period)
            case .page(let application, let code, let record, let choices):
                .page(application: application, code: code, record: record, Address.parameters(choices))
            case .anchor(let name): .place(Anchor.id(name))
            case .file(let id, let kind, let holder): .file(id, of: "\(kind)/\(holder.text)")
            case .inbox: .inbox(application: nil)
            case .local(let address): .local(address)
            }
    }

    /// In an order that does not change from one time to the next.
    static func parameters(_ values: [String: String]) -> [Parameter] { values.sorted { $0.key < $1.key }.map { Parameter($0.key, $0.value) } }
}

/// The ids of places that applications name: apart from those of the frame, and without white space.
enum Anchor {
    static func id(_ name: String) -> String { "at-" + tidy(name) }
    /// The passage in a text from which a card was read.
    static func passage(_ name: String) -> String { "from-" + tidy(name) }

    private static func tidy(_ name: String) -> String { String(name.map { $0.isWhitespace ? "-" : $0 }) }
}

extension HTML {
    /// Words one after the other, as they were given: a sentence.
    mutating func phrases(_ phrases: [Phrase], _ visit: Visit) { for phrase in phrases { self.phrase(phrase, visit) } }

    /// Words beside one another, with room between them where no sentence joins them: an entry of a list, a cell.
    mutating func entry(_ phrases: [Phrase], _ visit: Visit) {
        var last: Character?
        for phrase in phrases {
            let words = visit.say(phrase.label)
            guard let first = words.first else { continue }
            if let last, !first.joins { text(last.endsPart ? " " : last.joins ? "" : "\u{2002}") }
            self.phrase(phrase, visit)
            last = words.last
        }
    }

    /// - Parameter isLink: not within something that is a link itself.
    mutating func phrase(_ phrase: Phrase, _ visit: Visit, isLink: Bool = true) {
        if let link = phrase.link, isLink {
            element("a", phrase.derived == nil ? nil : .class("derived"), .href(Address(link))) { $0.words(phrase, visit) }
        } else {
            words(phrase, visit)
        }
    }

    private mutating func words(_ phrase: Phrase, _ visit: Visit) {
        guard let tone = phrase.tone, tone != .calm else { return strong(phrase, visit) }
        element("span", .class("tone"), .data("tone", tone.rawValue)) { html in
            html.mark(tone)
            html.strong(phrase, visit)
        }
    }

    private mutating func strong(_ phrase: Phrase, _ visit: Visit) {
        if phrase.isStrong { element("strong", text: visit.say(phrase.label)) } else { text(visit.say(phrase.label)) }
    }

    /// The sign of a tone beside words that say the same.
    mutating func mark(_ tone: Tone) {
        guard let shape = tone.shape else { return }
        markup("<svg class=\"sign\" viewBox=\"0 0 12 12\" aria-hidden=\"true\" focusable=\"false\">")
        markup(shape)
        markup("</svg>")
    }

    /// The sign of a tone where no words say it.
    mutating func mark(_ tone: Tone, _ visit: Visit) {
        guard tone.shape != nil else { return }
        element("span", .class("tone"), .data("tone", tone.rawValue), .title(visit.words.tone(tone))) { html in
            html.mark(tone)
            html.element("span", class: "unseen", text: visit.words.tone(tone))
        }
    }
}

extension Character {
    /// A mark of English after which a space follows; those of Chinese bring their own room.
    fileprivate var endsPart: Bool { ")]:;,.!?".contains(self) }
    /// Stands at the edge of words that belong to a sentence.
    fileprivate var joins: Bool { isWhitespace || isPunctuation && self != "—" && self != "%" }
}

extension Tone {
    /// A sign for each, told apart without its colour.
    var shape: StaticString? {
        switch self {
        case .calm: nil
        case .good: "<circle cx=\"6\" cy=\"6\" r=\"5.5\"/><path class=\"cut\" d=\"M3.5 6.2 5.3 8 8.600 4.400\"/>"
        case .warning: "<path d=\"M6 .7 11.700 11H.3z\"/><path class=\"cut\" d=\"M6 4.500v2.800M6 9.100v.1\"/>"
        case .bad:
            "<path d=\"M3.7.5h4.600L11.500 3.700v4.600L8.300 11.500H3.700L.5 8.300V3.700z\"/><path class=\"cut\" d=\"M4.200 4.200l3.600 3.600M7.800 4.200 4.200 7.800\"/>"
        case .done: "<path d=\"M2 .5h1.300V1.200h7L8.300 3.900l2 2.700h-7v4.900H2z\"/>"
        case .missing: "<circle class=\"open\" cx=\"6\" cy=\"6\" r=\"4.700\"/>"
        }
    }
}
