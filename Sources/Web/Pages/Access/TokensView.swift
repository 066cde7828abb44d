import Kernel

/// The API tokens of one's own account: make one, see it once, revoke it.
///
/// - POST ``Address/accountTokens``: `token`, `name`, `expires`: the same page with the new token on it, status 201, or with problems and 422.
/// - POST ``Address/revokeToken(_:)``: `token`: 303 to the list.
struct TokensView: View {
    struct Line: Sendable {
        let id: RecordID
        let name: String
        let madeAt: Instant
        let expires: Day
    }

    let tokens: [Line]
    /// What was just made: shown now and never again.
    var secret: String?
    var name = ""
    let expires: String
    var problems: [Problem] = []

    func title(_ visit: Visit) -> String { visit.words.tokens }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.tokens, above: { $0.trail([(words.account, .account)], visit) })
        html.element("div", class: "stack medium") { html in
            if let secret { made(secret, to: &html, visit) }
            list(to: &html, visit)
            html.element("form", .class("card plain-form"), .named("method", "post"), .action(.accountTokens), .data("once", "")) { html in
                html.element("h2", text: words.tokenNew)
                html.token(visit)
                html.problems(problems, visit)
                html.element("p", class: "hint", text: words.tokensHint)
                html.entry("name", words.tokenName, value: name, hint: words.tokenNameHint)
                html.element("label", .for("entry-expires"), text: words.validUntil)
                DayInput(name: "expires", value: expires, id: "entry-expires", isRequired: true).write(to: &html, visit)
                html.element("div", class: "submit") { $0.element("button", .class("button main"), text: words.tokenMake) }
            }
        }
    }

    private func made(_ secret: String, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", .class("card notice made"), .role("status")) { html in
            html.element("h2", text: words.tokenMade)
            html.element("p", text: words.tokenOnce)
            html.element("div", class: "copy") { html in
                html.element("code", .id("new-token"), text: secret)
                html.element("button", .type("button"), .class("button"), .data("copy", "new-token"), text: words.copy)
            }
        }
    }

    private func list(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "card") { html in
            html.element("h2", text: words.tokens)
            if tokens.isEmpty { return html.element("p", class: "hint", text: words.tokensNone) }
            html.element("ul", class: "things") { html in
                for token in tokens {
                    let isOver = token.expires < visit.today
                    html.element("li") { html in
                        html.element("div") { html in
                            html.element("strong", text: token.name)
                            html.element("span", class: "hint") { html in
                                html.text(words.made + " ")
                                html.moment(token.madeAt, visit)
                                html.text(" · " + (isOver ? words.expired : words.validUntil) + " \(token.expires)")
                            }
                        }
                        html.element("form", .named("method", "post"), .action(.revokeToken(token.id)), .data("confirm", words.tokenRevokeQuestion)) { html in
                            html.token(visit)
                            html.element("button", .class("button quiet danger"), .aria("label", "\(words.revoke): \(token.name)"), text: words.revoke)
                        }
                    }
                }
            }
        }
    }
}
