import Kernel

/// Another password for one's own account.
///
/// POST ``Address/accountPassword``: `token`, `current`, `password`, `repeat`: 303 to the account, or the same page with a problem and status 422.
struct OwnPasswordView: View {
    var problems: [Problem] = []

    func title(_ visit: Visit) -> String { visit.words.changePassword }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.changePassword, above: { $0.trail([(words.account, .account)], visit) })
        html.element("form", .class("card narrow plain-form"), .named("method", "post"), .action(.accountPassword), .data("once", "")) { html in
            html.token(visit)
            html.problems(problems, visit)
            html.entry("current", words.currentPassword, "password", complete: "current-password")
            html.entry("password", words.newPassword, "password", complete: "new-password", hint: words.passwordHint(PasswordRules.minimum))
            html.entry("repeat", words.repeatPassword, "password", complete: "new-password")
            html.element("p", class: "hint", text: words.changePasswordHint)
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: words.save)
                html.element("a", .class("button quiet"), .href(.account), text: words.cancel)
            }
        }
    }
}

/// What the small forms of an account share.
extension HTML {
    mutating func problems(_ problems: [Problem], _ visit: Visit) {
        for problem in problems {
            element("p", .class("problems"), .role("alert")) { html in
                html.icon(.alert)
                html.element("span", text: visit.say(problem.message))
            }
        }
    }

    /// A label with its input and a hint below.
    mutating func entry(_ name: String, _ label: String, _ type: StaticString = "text", value: String = "", complete: String = "off", hint: String? = nil) {
        element("label", .for("entry-\(name)"), text: label)
        void(
            "input", .type(type), .id("entry-\(name)"), .name(name), .value(value), .named("autocomplete", complete), .flag("required"),
            hint == nil ? nil : .aria("describedby", "entry-\(name)-hint"))
        if let hint { element("p", .class("hint"), .id("entry-\(name)-hint"), text: hint) }
    }
}
