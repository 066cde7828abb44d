import Kernel
import QRCode

/// One-time codes of one's own account (RFC 6238): set them up with the authenticator on a phone, or give them up.
///
/// - POST ``Address/accountCodes``: `token`, `secret`, `code`: 303 to the account, or the same page with the same secret and status 422.
/// - POST ``Address/accountCodesOff``: `token`, `password`: 303 to the account, or the same page with a problem and status 422.
struct OneTimeCodesView: View {
    enum Step: Sendable {
        /// A secret that is not in force yet, in base 32, and its `otpauth` address.
        case setUp(secret: String, address: String)
        case inForce
    }

    let step: Step
    var problems: [Problem] = []

    func title(_ visit: Visit) -> String { visit.words.code }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.code, above: { $0.trail([(words.account, .account)], visit) })
        switch step {
        case .setUp(let secret, let address): setUp(secret, address, to: &html, visit)
        case .inForce: giveUp(to: &html, visit)
        }
    }

    private func setUp(_ secret: String, _ address: String, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("form", .class("card codes"), .named("method", "post"), .action(.accountCodes), .data("once", "")) { html in
            html.token(visit)
            html.hidden("secret", secret)
            html.problems(problems, visit)
            html.element("ol", class: "instructions") { html in
                html.element("li", text: words.codesInstall)
                html.element("li") { html in
                    html.text(words.codesScan)
                    if let code = QRCode(address) { html.picture(of: code, words.codesPicture) }
                    html.element("details") { html in
                        html.element("summary", text: words.codesByHand)
                        html.element("p", class: "hint", text: words.codesByHandHint)
                        html.element("code", .class("secret"), text: OneTimeCodesView.grouped(secret))
                    }
                }
                html.element("li") { html in
                    html.element("label", .for("entry-code"), text: words.codesConfirm)
                    html.void(
                        "input", .type("text"), .id("entry-code"), .name("code"), .class("digits"), .named("inputmode", "numeric"),
                        .named("autocomplete", "one-time-code"), .named("pattern", "[0-9]{6}"), .named("maxlength", "6"), .flag("required"))
                }
            }
            html.element("div", class: "submit") { html in
                html.element("button", .class("button main"), text: words.codesTurnOn)
                html.element("a", .class("button quiet"), .href(.account), text: words.cancel)
            }
        }
    }

    private func giveUp(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("form", .class("card narrow plain-form"), .named("method", "post"), .action(.accountCodesOff), .data("once", "")) { html in
            html.token(visit)
            html.problems(problems, visit)
            html.element("p", class: "on") { html in
                html.icon(.check)
                html.text(words.codesOn)
            }
            html.element("p", class: "hint", text: words.codesOffHint)
            html.entry("password", words.currentPassword, "password", complete: "current-password")
            html.element("div", class: "submit") { html in
                html.element("button", .class("button danger"), text: words.codesTurnOff)
                html.element("a", .class("button quiet"), .href(.account), text: words.cancel)
            }
        }
    }

    /// JBSW Y3DP EHPK 3PXP
    static func grouped(_ secret: String) -> String {
        stride(from: 0, to: secret.count, by: 4).map { String(secret.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}

extension HTML {
    /// A QR code with its quiet zone, dark on light by day and by night, as readers want it.
    fileprivate mutating func picture(of code: QRCode, _ label: String) {
        var path = ""
        for y in 0..<code.size {
            var x = 0
            while x < code.size {
                let start = x
                while x < code.size, code[x, y] { x += 1 }
                if x > start { path += "M\(start) \(y)h\(x - start)v1h-\(x - start)z" } else { x += 1 }
            }
        }
        element("svg", .class("qr"), .named("viewBox", "-4 -4 \(code.size + 8) \(code.size + 8)"), .role("img"), .aria("label", label)) { html in
            html.element("path", .named("d", path), text: "")
        }
    }
}
