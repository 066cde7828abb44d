import Documents
import PlanReading

extension PlanReport {
    /// One page that needs nothing else: the text with everything read from it marked in place, and beside it an index of it all.
    public func page(_ language: Language = .chinese) -> [UInt8] {
        var html = HTML()
        let ui: String = language == .english ? "en" : "zh"
        html.markup("<!DOCTYPE html>\n")
        html.open("html", .text("lang", "zh-CN"), .text("data-ui", ui))
        head(&html)
        html.open("body", positions.count > Self.longText ? [.class("huge")] : [])
        bar(&html)
        html.open("div", .class("desk"))
        html.open("main", .id("text"))
        card(&html)
        html.open("article", .class("paper"))
        var pane = TextPane(self)
        html.append(pane.render())
        html.close("article")
        html.close("main")
        html.open("aside", .id("index"), .text("aria-label", Label.index.zh))
        var index = IndexPane(self)
        html.append(index.render())
        html.close("aside")
        html.close("div")
        html.open("script")
        html.markup(pageScript)
        html.close("script")
        html.markup("</body></html>\n")
        return html.bytes
    }

    /// From here on the browser lays out only what is in view.
    private static let longText = 20_000

    /// The page may run this script and use this style, known by their digests, and load nothing at all.
    private func head(_ html: inout HTML) {
        let policy =
            "default-src 'none'; style-src '\(sourceDigest(pageStyle))'; script-src '\(sourceDigest(pageScript))'; "
            + "base-uri 'none'; form-action 'none'"
        html.markup("<head><meta charset=\"utf-8\">")
        html.open("meta", .text("http-equiv", "Content-Security-Policy"), .text("content", policy))
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">")
        html.markup("<meta name=\"color-scheme\" content=\"light\">")
        html.element("title", text: title)
        html.open("style")
        html.markup(pageStyle)
        html.close("style")
        html.close("head")
    }

    private func bar(_ html: inout HTML) {
        html.open("header", .class("bar"))
        html.open("span", .class("brand"))
        html.label(.product)
        html.close("span")
        html.element("span", .class("running"), text: title)
        html.open("button", .id("print"))
        html.label(.print)
        html.close("button")
        html.open("button", .id("language"), .text("lang", "en"))
        html.label(.otherLanguage)
        html.close("button")
        html.close("header")
    }

    /// What the document says of itself, and the legend that also turns marks off.
    private func card(_ html: inout HTML) {
        html.open("div", .class("card"))
        html.element("h1", text: title)
        html.open("dl")
        for (chinese, english) in zip(facts(.chinese), facts(.english)) {
            guard chinese.value != english.value else {
                fact(chinese.label, chinese.value, only: nil, &html)
                continue
            }
            fact(chinese.label, chinese.value, only: .chinese, &html)
            fact(english.label, english.value, only: .english, &html)
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        fact(.file, name + " · " + formatName(.chinese), only: .chinese, &html)
        fact(.file, name + " · " + formatName(.english), only: .english, &html)
        fact(.length, Value.number(Number(positions.count)).grouped, only: nil, &html)
        html.close("dl")
        for warning in document.warnings {
            html.element("p", .class("warning zh"), text: warning.chinese)
            html.element("p", .class("warning en"), .text("lang", "en"), text: warning.english)
        }
        legend(&html)
        html.close("div")
    }

    private func fact(_ label: Label, _ value: String, only language: Language?, _ html: inout HTML) {
        html.open("div", language.map { [.class($0 == .english ? "en" : "zh")] } ?? [])
        html.open("dt")
        html.label(label)
        html.close("dt")
        html.element("dd", text: value)
        html.close("div")
    }

    private func legend(_ html: inout HTML) {
        let kinds: [(Mark.Kind, Label)] = [
            (.value, .indicators), (.baseline, .baselineAndPast), (.task, .tasks), (.project, .projects),
            (.system, .systems), (.error, .findings),
        ]
        html.open("fieldset", .class("legend"))
        html.open("legend")
        html.label(.show)
        html.close("legend")
        for (kind, label) in kinds {
            html.open("label")
            html.open("input", .text("type", "checkbox"), .flag("checked"), .text("data-kind", kind.switchName))
            html.open("span", .class("\(kind.name)"))
            html.label(label)
            html.close("span")
            html.close("label")
        }
        html.close("fieldset")
    }
}

extension Mark.Kind {
    /// The class on the body that turns marks of this kind off.
    fileprivate var switchName: String {
        switch self {
        case .value: "no-i"
        case .baseline: "no-b"
        case .task: "no-t"
        case .project: "no-p"
        case .system: "no-s"
        default: "no-f"
        }
    }
}
