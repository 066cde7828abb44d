public import Kernel

/// Signing in: name and password, then a one-time code where the account has one, or a password of one's own the first time. A page without a frame.
///
/// - POST ``Address/signIn(return:)``: `token`, `user`, `password`, `return`.
/// - POST ``Address/signInCode``: `token`, `code`, `return`.
/// - POST ``Address/firstPassword``: `token`, `password`, `repeat`, `return`.
/// Each answers 303 to the next step or to `return`, or the same page with a problem and status 401 (429 when locked).
public struct SignInView: Sendable {
    public enum Step: Sendable {
        case password
        case code
        case firstPassword
    }

    public enum Trouble: Sendable {
        case wrongPassword(triesLeft: Int?)
        case wrongCode
        /// Too many failures: locked for so many minutes.
        case locked(minutes: Int)
        case sessionEnded
        case problem(Problem)
    }

    public let county: Label
    public let step: Step
    public let trouble: Trouble?
    /// What was typed as the user name.
    public let user: String
    /// Where to go afterwards: a path of this site.
    public let back: String

    public init(county: Label, step: Step = .password, trouble: Trouble? = nil, user: String = "", back: String = "/") {
        self.county = county
        self.step = step
        self.trouble = trouble
        self.user = user
        self.back = back
    }

    public func page(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        let words = visit.words
        Document.write(to: &html, title: "\(words.signIn) · \(visit.say(county))", visit) { html in
            html.element("main", .class("alone"), .id("main")) { html in
                html.element("div", class: "card sign-in") { html in
                    html.element("p", class: "brand") { html in
                        html.element("span", class: "seal", text: "山河")
                        html.element("span", class: "county", text: visit.say(county))
                    }
                    html.element("h1", text: step == .firstPassword ? words.setPassword : words.signIn)
                    message(to: &html, words, visit)
                    form(to: &html, words, visit)
                }
                let other: Language = visit.language == .chinese ? .english : .chinese
                html.element("a", .class("quiet"), .href(.language(other, return: visit.path)), .named("lang", other.rawValue), text: words.otherLanguageName)
            }
        }
        return html.bytes
    }

    private func message(to html: inout HTML, _ words: Words, _ visit: Visit) {
        guard let trouble else { return }
        let text: String =
            switch trouble {
            case .wrongPassword(let left):
                [words.wrongPassword, left.map(words.triesLeft) ?? ""].filter { !$0.isEmpty }.joined(separator: visit.language == .english ? "; " : "，")
            case .wrongCode: words.wrongCode
            case .locked(let minutes): words.lockedOut(minutes)
            case .sessionEnded: words.sessionEnded
            case .problem(let problem): visit.say(problem.message)
            }
        html.element("p", .class("problems"), .role("alert")) { html in
            html.icon(.alert)
            html.element("span", text: text)
        }
    }

    private func form(to html: inout HTML, _ words: Words, _ visit: Visit) {
        let address: Address =
            switch step {
            case .password: .signIn(return: nil)
            case .code: .signInCode
            case .firstPassword: .firstPassword
            }
        html.element("form", .named("method", "post"), .action(address)) { html in
            html.token(visit)
            html.hidden("return", back)
            switch step {
            case .password:
                input("user", words.userName, "text", "username", value: user, isFirst: user.isEmpty, to: &html)
                input("password", words.password, "password", "current-password", isFirst: !user.isEmpty, to: &html)
            case .code:
                input("code", words.code, "text", "one-time-code", isFirst: true, isCode: true, to: &html)
                html.element("p", class: "hint", text: words.codeHint)
            case .firstPassword:
                html.element("p", class: "hint", text: words.setPasswordHint)
                input("password", words.newPassword, "password", "new-password", isFirst: true, to: &html)
                input("repeat", words.repeatPassword, "password", "new-password", to: &html)
            }
            var isLocked = false
            if case .locked = trouble { isLocked = true }
            html.element(
                "button", .class("button main"), .flag("disabled", isLocked), text: step == .password ? words.signIn : step == .code ? words.next : words.save)
        }
        if step == .password { html.element("p", class: "hint", text: words.forgotten) }
    }

    private func input(
        _ name: String, _ label: String, _ type: StaticString, _ complete: String, value: String = "", isFirst: Bool = false, isCode: Bool = false,
        to html: inout HTML
    ) {
        html.element("label", .for("sign-in-\(name)"), text: label)
        html.void(
            "input", .type(type), .id("sign-in-\(name)"), .name(name), value.isEmpty ? nil : .value(value), .named("autocomplete", complete), .flag("required"),
            .flag("autofocus", isFirst), isCode ? .named("inputmode", "numeric") : nil, isCode ? .named("pattern", "[0-9]{6}") : nil,
            isCode ? .named("maxlength", "6") : nil)
    }
}
