import Kernel

/// The head and the foot of an official document, around what it says (GB/T 9704—2012, sections 7.2 and 7.3).
struct MastheadBlock {
    let masthead: Masthead
    let visit: Visit

    func writeHead(to html: inout HTML) {
        html.element("header", class: "masthead") { html in
            if !masthead.issuer.isEmpty || !masthead.number.isEmpty {
                html.element("div", class: "letterhead") { html in
                    if !masthead.issuer.isEmpty { html.element("p", class: "issuer", text: masthead.issuer) }
                    if !masthead.number.isEmpty { html.element("p", class: "letter-number", text: masthead.number) }
                }
            }
            if masthead.isSimulated { html.element("p") { $0.simulatedMark(visit) } }
            if let title = masthead.title { html.element("p", .class("letter-title"), text: visit.say(title)) }
            if !masthead.recipients.isEmpty {
                let colon = visit.language == .english ? ":" : "："
                html.element("p", class: "recipients", text: masthead.recipients + (masthead.recipients.hasSuffix(colon) ? "" : colon))
            }
        }
    }

    func writeFoot(to html: inout HTML) {
        guard !masthead.issuer.isEmpty || masthead.day != nil else { return }
        html.element("footer", class: "signature") { html in
            if !masthead.issuer.isEmpty { html.element("p", text: masthead.issuer) }
            if let day = masthead.day { html.element("p", text: visit.words.letterDay(day)) }
        }
    }
}
