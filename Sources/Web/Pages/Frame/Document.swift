import Kernel

/// The outermost part of every page: head, styles, scripts. Nothing in it is inline, so that the strictest policy can be set:
/// `default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src blob:; object-src 'none'; base-uri 'none';
/// form-action 'self'; frame-ancestors 'none'`.
enum Document {
    /// Our own styles and scripts in the order in which they are loaded; also what the server serves from `Assets`.
    static let styles = ["shanhe.css", "views.css", "blocks.css", "map.css"]
    static let scripts = ["vendor/htmx.min.js", "shanhe.js", "forms.js", "dates.js", "wall.js", "charts.js", "map.js", "live.js", "outbox.js", "field.js"]

    static func write(to html: inout HTML, title: String, _ visit: Visit, body: (inout HTML) -> Void) {
        html.markup("<!doctype html>\n")
        let theme: Attribute? = visit.theme == .system ? nil : .data("theme", visit.theme.rawValue)
        html.element("html", .named("lang", visit.language == .english ? "en" : "zh-CN"), theme) { html in
            html.element("head") { html in
                html.void("meta", .named("charset", "utf-8"))
                html.void("meta", .name("viewport"), .named("content", "width=device-width, initial-scale=1, viewport-fit=cover"))
                html.void("meta", .name("color-scheme"), .named("content", "light dark"))
                html.void(
                    "meta", .name("htmx-config"),
                    .named(
                        "content", #"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,"scrollBehavior":"auto"}"#))
                html.element("title", text: title)
                html.void("link", .named("rel", "icon"), .named("type", "image/svg+xml"), .href(visit.asset("icon.svg")))
                html.void("link", .named("rel", "apple-touch-icon"), .href(visit.asset("icon-192.png")))
                html.void("link", .named("rel", "manifest"), .href(.manifest))
                for style in styles { html.void("link", .named("rel", "stylesheet"), .href(visit.asset(style))) }
                for script in scripts { html.element("script", .source(visit.asset(script)), .flag("defer"), text: "") }
            }
            let words = visit.words
            html.element(
                "body", .hx("headers", JSON.object(("X-Form-Token", .string(visit.formToken))).text), .data("events", Address.events.text),
                .data("echarts", visit.asset("vendor/echarts.min.js").text), .data("user", visit.actor.id), .data("say-offline", words.offline),
                .data("say-failed", words.failed), .data("say-draft", words.draftKept), .data("say-copied", words.copied),
                .data("as-of", visit.now.shown), visit.isInField ? .data("field", FieldWords.json(words)) : nil
            ) { html in
                body(&html)
                html.element("div", .id("messages"), .role("status"), .aria("live", "polite"), text: "")
                html.element("div", .class("printed"), .aria("hidden", "true"), text: "\(words.printedOn) \(visit.now.shown) · \(visit.actor.name)")
            }
        }
    }
}

/// What the keys do; shown by `?`.
struct Shortcuts {
    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let keys: [([String], String)] = [
            (["/"], words.search), (["g", "i"], words.shortcutInbox), (["g", "h"], words.shortcutHome), (["j"], words.shortcutNext),
            (["k"], words.shortcutPrevious), (["Enter"], words.shortcutOpen), (["n"], words.shortcutNew), (["?"], words.shortcutHelp),
        ]
        html.element("dialog", .id("shortcuts"), .aria("label", words.shortcuts)) { html in
            html.element("h2", text: words.shortcuts)
            html.element("dl", class: "keys") { html in
                for (strokes, meaning) in keys {
                    html.element("dt") { html in for key in strokes { html.element("kbd", text: key) } }
                    html.element("dd", text: meaning)
                }
            }
            html.element("form", .named("method", "dialog")) { $0.element("button", .class("button"), text: words.close) }
        }
    }
}
