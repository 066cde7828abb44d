import Documents
import Testing

@testable import PlanDesk
@testable import PlanReading

@Suite struct EscapingTests {
    @Test func textNeverBecomesMarkup() {
        var html = HTML()
        html.element("p", .class("\"><script>"), text: "</p><img src=x onerror=alert(1)>&'\"\u{0}")
        #expect(
            String(utf8: html.bytes)
                == "<p class=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;&quot;\u{FFFD}</p>")
    }

    @Test func hostileReadingStaysText() {
        let attack = "</script><img onerror=alert(1)>\"'"
        let sample = Sample("标题\n\(attack)正文")
        var reading = sample.reading
        reading.document.title = attack
        reading.document.issuer = attack
        reading.outline = [
            Heading(level: 1, number: attack, title: attack, span: sample.span(attack), path: attack, isRunIn: false, confidence: 1)
        ]
        reading.boxes[0].title = attack
        reading.indicators[0].name = attack
        reading.indicators[0].unit = attack
        reading.tasks[0].object = attack
        reading.projects[0].name = attack
        reading.systems[0].name = attack
        reading.findings = [
            Finding(rule: attack, severity: .error, message: attack, why: attack, remedy: attack, passages: [sample.span(attack)])
        ]
        let page = String(utf8: sample.report(reading).page())
        #expect(page.count(of: "<img") == 0)
        #expect(page.count(of: "</script>") == 1)
        #expect(page.count(of: "<script>") == 1)
        #expect(page.count(of: "onerror=alert(1)&gt;") > 8)
    }
}

@Suite struct MarkTests {
    private func marks(_ spans: [(Int, Int)], length: Int = 100) -> MarkMap {
        let marks = spans.enumerated().map { index, span in
            Mark(span: Span(span.0, span.1), kind: .task, target: .init(letter: .task, number: index + 1))
        }
        return MarkMap(marks, in: SourcePositions(String(repeating: "字", count: length)))
    }

    private func describe(_ map: MarkMap, _ span: Span) -> [String] {
        map.stretches(in: span).map { stretch in
            let numbers = stretch.marks.map { map.marks[$0].target.number }.sorted()
            return "\(stretch.span.start)-\(stretch.span.end):" + numbers.map(String.init).joined(separator: "+")
        }
    }

    @Test func nestedSpansAreCutApart() {
        #expect(describe(marks([(0, 10), (2, 5)]), Span(0, 20)) == ["0-2:1", "2-5:1+2", "5-10:1"])
    }

    @Test func crossingSpansAreCutApart() {
        #expect(describe(marks([(0, 6), (4, 9)]), Span(0, 20)) == ["0-4:1", "4-6:1+2", "6-9:2"])
    }

    @Test func equalAndTouchingSpans() {
        #expect(describe(marks([(1, 3), (1, 3), (3, 4)]), Span(0, 20)) == ["1-3:1+2", "3-4:3"])
    }

    @Test func stretchesAreCutToTheBlock() {
        #expect(describe(marks([(0, 10), (12, 30)]), Span(5, 15)) == ["5-10:1", "12-15:2"])
        #expect(describe(marks([(0, 10)]), Span(10, 20)).isEmpty)
    }

    @Test func spansOutsideTheTextAreHarmless() {
        #expect(describe(marks([(-5, 3), (98, 500), (7, 7), (9, 4)]), Span(0, 100)) == ["0-3:1", "98-100:2"])
    }

    @Test func aThousandMarksOverOnePlaceStayBounded() {
        let map = marks((0..<1000).map { ($0 / 20, 100) })
        #expect(map.stretches(in: Span(0, 100)).allSatisfy { $0.marks.count <= 24 })
    }

    @Test func overlapsShowEveryKindOnce() {
        let sample = Sample()
        let page = String(utf8: sample.report(sample.reading).page())
        // The target value: within the indicator, within two findings.
        #expect(page.contains(">80家<"))
        #expect(page.count(of: "id=\"i1\"") == 1)
        #expect(page.count(of: "id=\"b1\"") == 1)
        #expect(page.count(of: "id=\"f1.1\"") == 1 && page.count(of: "id=\"f1.2\"") == 1)
        #expect(page.contains("href=\"#f1.2\"") && page.contains("href=\"#e-f1\""))
    }
}

@Suite struct TextPaneTests {
    /// The visible words of some HTML.
    private func words(_ html: String) -> String {
        var result = ""
        var isTag = false
        for character in html {
            if character == "<" { isTag = true }
            if !isTag { result.append(character) }
            if character == ">" { isTag = false }
        }
        return result
    }

    private func pane(_ sample: Sample, _ reading: Reading = Reading(), blocks: [Documents.Block] = []) -> String {
        var pane = TextPane(sample.report(reading, blocks: blocks))
        return String(utf8: pane.render().bytes)
    }

    @Test func nothingOfTheTextIsLost() {
        let sample = Sample()
        let shown = words(pane(sample, sample.reading))
        // Only the numbers of findings are added.
        #expect(shown.filter { $0.isLetter }.elementsEqual(sample.text.filter { $0.isLetter }))
    }

    @Test func boxesAreFramedAndTitled() {
        let html = pane(Sample(), Sample().reading)
        #expect(html.contains("<section class=\"box\" id=\"b1\" data-m=\"b1\"><p class=\"caption\">专栏1 主要指标</p>"))
        #expect(html.contains("</p></section><p>项目："))
        #expect(html.contains("<h2 class=\"title\">") && html.contains("<h3 class=\"l1\">"))
    }

    @Test func residueIsNotShown() {
        let html = pane(Sample("[bookmark: _Toc1]第一章 总则\n[bookmark: _a][bookmark: _b]\n正文[1]。"))
        #expect(html == "<p>第一章 总则</p><p>正文[1]。</p>")
    }

    @Test func tablesOfWordSavedAsText() {
        let html = pane(Sample("前文\n\t序号\n\t名称\n（家）\n\n\t1\n\t企业\n\n\t2\n\t机构\n\n\n后文"))
        #expect(html.count(of: "<tr>") == 3 && html.count(of: "<th") == 2 && html.count(of: "<td") == 4)
        #expect(html.contains("名称<br>（家）</th>") && html.hasSuffix("<p>后文</p>"))
    }

    @Test func pipesAndTabs() {
        let piped = pane(Sample("| 指标 | 值 |\n|---|---:|\n| 企业 | 80 |\n"))
        #expect(piped.count(of: "<tr>") == 2 && piped.contains(">企业</td>") && !piped.contains("---"))
        let tabbed = pane(Sample("指标\t值\n企业\t80\n"))
        #expect(tabbed.count(of: "<tr>") == 2 && tabbed.contains(">80</td>"))
    }

    @Test func indentedParagraphsAreNoTable() {
        #expect(pane(Sample("\t第一段。\n\t第二段。\n")) == "<p>第一段。</p><p>第二段。</p>")
    }

    @Test func tablesOfTheDocumentKeepTheirMerges() {
        let sample = Sample("甲\t乙\n丙")
        let cell = Documents.Cell(range: 0..<1, rowSpan: 2, blocks: [.paragraph(.init(range: 0..<1))])
        let other = Documents.Cell(range: 2..<3, columnSpan: 3, blocks: [.paragraph(.init(range: 2..<3))])
        let html = pane(sample, blocks: [.table(.init(range: 0..<3, rows: [[cell, other]]))])
        #expect(html.contains("<td rowspan=\"2\" class=\"short\">甲</td><td colspan=\"3\" class=\"short\">乙</td>"))
        #expect(html.hasSuffix("<p>丙</p>"))
    }

    @Test func aSentenceOverALineEndIsOneParagraph() {
        let sample = Sample("到2025年，建成\n三个平台。\n另一句。")
        var reading = Reading()
        reading.clauses = [Clause(id: "a", span: sample.span("到2025年，建成\n三个平台。"), heading: nil, box: nil)]
        #expect(pane(sample, reading) == "<p>到2025年，建成三个平台。</p><p>另一句。</p>")
    }
}

@Suite struct PageTests {
    @Test func digestIsTheStandardOne() {
        let digest = sha256(Array("abc".utf8)).map { String($0, radix: 16) }.joined(separator: " ")
        #expect(digest.hasPrefix("ba 78 16 bf 8f 1 cf ea 41 41 40 de 5d ae 22 23 b0 3 61 a3 96 17 7a 9c"))
        #expect(sourceDigest("abc") == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    @Test func asksForNothingElse() {
        let sample = Sample()
        let page = String(utf8: sample.report(sample.reading).page())
        #expect(page.contains("default-src &#39;none&#39;"))
        for word in ["http:", "https:", " src=", "url(", "@import", "<link"] { #expect(page.count(of: word) == 0) }
    }

    @Test func emptyPlanIsAPage() {
        let page = String(utf8: Sample("").report(Reading()).page(.english))
        #expect(page.contains("data-ui=\"en\"") && page.contains("No findings."))
    }
}
