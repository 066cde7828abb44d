import Kernel

/// The page that makes the first administrator, by the link that is printed at start. It looks like ``SignInView``.
///
/// POST to its own address: `account`, `name`, `password`, `repeat`.
struct FirstUserView: Sendable {
    let county: Label
    let account: String
    let name: String
    let problems: [Problem]

    func page(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        let words = visit.words
        Document.write(to: &html, title: "\(words.firstUser) · \(visit.say(county))", visit) { html in
            html.element("main", .class("alone"), .id("main")) { html in
                html.element("div", class: "card sign-in first-user") { html in
                    html.element("p", class: "brand") { html in
                        html.element("span", class: "seal", text: "山河")
                        html.element("span", class: "county", text: visit.say(county))
                    }
                    html.element("h1", text: words.firstUser)
                    html.element("p", class: "hint", text: words.firstUserHint)
                    for problem in problems {
                        html.element("p", .class("problems"), .role("alert")) { html in
                            html.icon(.alert)
                            html.element("span", text: visit.say(problem.message))
                        }
                    }
                    html.element("form", .named("method", "post")) { html in
                        input("account", words.userName, "text", "username", value: account, to: &html)
                        input("name", words.personName, "text", "name", value: name, isFirst: true, to: &html)
                        input("password", words.newPassword, "password", "new-password", to: &html)
                        html.element("p", .class("hint"), .id("first-password-hint"), text: words.passwordHint(PasswordRules.minimum))
                        input("repeat", words.repeatPassword, "password", "new-password", to: &html)
                        html.element("button", .class("button main"), text: words.firstUserButton)
                    }
                }
                let other: Language = visit.language == .chinese ? .english : .chinese
                html.element("a", .class("quiet"), .href(.language(other, return: visit.path)), .named("lang", other.rawValue), text: words.otherLanguageName)
            }
        }
        return html.bytes
    }

    private func input(
        _ name: String, _ label: String, _ type: StaticString, _ complete: String, value: String = "", isFirst: Bool = false, to html: inout HTML
    ) {
        html.element("label", .for("first-\(name)"), text: label)
        html.void(
            "input", .type(type), .id("first-\(name)"), .name(name), value.isEmpty ? nil : .value(value), .named("autocomplete", complete), .flag("required"),
            name == "password" ? .aria("describedby", "first-password-hint") : nil, .flag("autofocus", isFirst))
    }
}
