import Kernel
import Testing

@testable import Web

@Suite struct HTMLTests {
    static let hostile: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt;", "&#x3C;", "javascript:alert(1)",
        "</textarea><script>",
        "]]>", "<!--", "\u{0}\u{1}\u{1F}", "`${1}`", "日本 & 中国", "a\nb\tc\r\nd", "\u{2028}\u{FEFF}\u{202E}", "{{constructor}}", "</style>", "💥<>", "",
    ]

    @Test("Whatever is written as text or into an attribute comes out as it went in, and as nothing else", arguments: hostile)
    func escaping(_ text: String) {
        var html = HTML()
        html.element("p", .title(text), .data("json", json: ["value": .string(text)])) { $0.text(text) }
        let markup = Markup(html.bytes)
        let expected = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 && ![9, 10, 13].contains($0.value) ? "\u{FFFD}" : $0 }))
        #expect(markup.faults.isEmpty)
        #expect(markup.elements.count == 1)
        #expect(markup.text == expected)
        #expect(markup.elements.first?.attributes["title"] == expected)
        let json = markup.elements.first?.attributes["data-json"].flatMap { try? JSON(parsing: $0) }
        #expect(json?["value"]?.string == text)
    }

    @Test("Random strings of dangerous characters never leave their place")
    func random() {
        var generator = Small(state: 42)
        let alphabet = Array("<>&\"'=/ \u{0}\n-![]ax字".unicodeScalars)
        for _ in 0..<2000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...30, using: &generator) { view.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]) }
            let text = String(view)
            var html = HTML()
            html.element("td", .title(text), .classes(text), .href(.search(words: text))) { $0.text(text) }
            html.void("input", .value(text), .href(outside: text))
            let markup = Markup(html.bytes)
            #expect(markup.faults.isEmpty, "\(markup.faults) from \(text.debugDescription)")
            #expect(markup.elements.count == 2)
        }
    }

    @Test(
        "Addresses from outside are http, https, mailto or tel, or nothing",
        arguments: ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//evil.example", "vbscript:x"])
    func links(_ url: String) {
        var html = HTML()
        html.element("a", .href(outside: url), text: "x")
        #expect(html.string == "<a href=\"#\">x</a>")
    }

    @Test func addresses() {
        #expect(Address.list(kind: "enterprise", [.init("q", "青蒿 & <b>")]).text == "/a/enterprise?q=%E9%9D%92%E8%92%BF%20%26%20%3Cb%3E")
        #expect(Address.page(application: "..", code: "a/b").text == "/p/%2E%2E/a%2Fb")
        #expect(Address.asset("vendor/htmx.min.js", version: "abc").text == "/assets/vendor/htmx.min.js?v=abc")
        #expect(Address.export(kind: "loan", format: .xlsx).text == "/a/loan/export.xlsx")
    }

    private struct Small: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }
}
