public import Kernel

/// The account of the one who looks: what 我 on a phone opens.
public struct AccountView: View {
    /// Name, organisation, roles and the like, as pairs of words.
    public let lines: [(Label, String)]
    /// Whether the sign-in asks for a one-time code; nil where codes are not set up here.
    public let hasCodes: Bool?
    public let tokens: Int
    public let deputies: Int
    public let sessions: Int

    public init(lines: [(Label, String)], hasCodes: Bool? = nil, tokens: Int = 0, deputies: Int = 0, sessions: Int = 1) {
        self.lines = lines
        self.hasCodes = hasCodes
        self.tokens = tokens
        self.deputies = deputies
        self.sessions = sessions
    }

    public func title(_ visit: Visit) -> String { visit.words.account }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(visit.actor.name)
        html.element("div", class: "stack narrow") { html in
            html.element("section", class: "card") { html in
                html.element("dl", class: "fields") { html in
                    for (label, text) in lines {
                        html.element("div") { html in
                            html.element("dt", text: visit.say(label))
                            html.element("dd", text: text)
                        }
                    }
                }
            }
            html.element("section", class: "card") { html in
                html.element("h2", text: words.accessOfMine)
                html.element("ul", class: "ways") { html in
                    way(words.changePassword, words.changePasswordHint, .accountPassword, to: &html)
                    if let hasCodes { way(words.code, hasCodes ? words.codesOn : words.codesOff, .accountCodes, isOn: hasCodes, to: &html) }
                    way(words.tokens, tokens == 0 ? words.tokensHint : words.inForce(tokens), .accountTokens, to: &html)
                    way(words.deputies, deputies == 0 ? words.deputiesHint : words.inForce(deputies), .accountDeputies, to: &html)
                    way(words.mySessions, words.signedInDevices(sessions), .accountSessions, to: &html)
                }
            }
            html.element("section", class: "card") { html in
                html.element("h2", text: words.theme)
                html.element("div", .class("choices"), .role("group"), .aria("label", words.theme)) { html in
                    for (theme, text): (Visit.Theme, String) in [(Visit.Theme.system, words.themeSystem), (.light, words.themeLight), (.dark, words.themeDark)]
                    {
                        html.element(
                            "button", .type("button"), .class("button"), .data("theme-choice", theme.rawValue), .aria("pressed", "\(theme == visit.theme)"),
                            text: text)
                    }
                }
                html.element("h2", text: words.interfaceLanguage)
                html.element("div", class: "choices") { html in
                    for (choice, text) in [(Language.chinese, "中文"), (.english, "English")] as [(Language, String)] {
                        html.element(
                            "a", .class("button"), .href(.language(choice, return: visit.path)), .named("lang", choice.rawValue),
                            choice == visit.language ? .aria("current", "true") : nil, text: text)
                    }
                }
            }
            html.element("section", class: "card links") { html in
                html.element("a", .href(.jobs), text: words.jobs)
                html.element("form", .named("method", "post"), .action(.signOut)) { html in
                    html.token(visit)
                    html.element("button", .class("button danger"), text: words.signOut)
                }
            }
        }
    }

    private func way(_ title: String, _ text: String, _ address: Address, isOn: Bool = false, to html: inout HTML) {
        html.element("li") { html in
            html.element("a", .href(address)) { html in
                html.element("strong", text: title)
                html.element("span", isOn ? .class("on") : nil, text: text)
                html.icon(.right)
            }
        }
    }
}
