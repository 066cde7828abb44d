@testable import Kernel
import Testing

@testable import Web

@Suite struct BlockTests {
    private static func markup(_ blocks: [Block], _ language: Language = .chinese, deeds: DeedBook = Sample.deeds) -> Markup {
        var html = HTML()
        BlockView(blocks, deeds: deeds).write(to: &html, Sample.visit(language, path: "/p/plan/progress?year=2025"))
        return Markup(html.bytes)
    }

    private static let all = SampleBlocks.overview + SampleBlocks.report + [.source(SampleBlocks.source), .cards(SampleBlocks.cards)]

    @Test("A text keeps every character, whatever is marked in it")
    func source() {
        let text = String(repeating: "到 2025 年，高新技术企业达到 84 家<b>&\"𠮷👩‍🔬。\n", count: 2000)
        let count = text.unicodeScalars.count
        var marks = (0..<400).map {
            SourceText.Mark($0 * 70..<$0 * 70 + 20, Label("第 \($0) 项", en: "Item \($0)"), anchor: "item-\($0 / 2)", tone: Tone.allCases[$0 % 6])
        }
        // One that begins within another, one within another, one that reaches beyond the end, one that is not there at all.
        marks.insert(SourceText.Mark(10..<30, "重叠", anchor: "over"), at: 1)
        marks.insert(SourceText.Mark(12..<15, "之内", anchor: "within"), at: 2)
        marks += [SourceText.Mark(count - 5..<count + 50, "末尾", anchor: "end"), SourceText.Mark(count + 10..<count + 20, "之外", anchor: "beyond")]
        let markup = Self.markup([.source(SourceText("原文", text: text, marks: marks))])
        #expect(markup.faults.isEmpty, "\(markup.faults.prefix(3))")
        #expect(markup.text == "原文" + text)
        #expect(markup.elements.count { $0.tag == "mark" } == 402)
        #expect(markup.elements.count { $0.attributes["id"]?.hasPrefix("from-item-") == true } == 200, "a card leads back to the first of its passages")
    }

    @Test("Marks lead to their cards and cards lead back")
    func anchors() {
        let markup = Self.markup(SampleBlocks.review)
        let ids = Set(markup.elements.compactMap { $0.attributes["id"] })
        let places = markup.elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
        #expect(places.count == 8)
        for place in places { #expect(ids.contains(String(place.dropFirst())), "\(place) leads nowhere") }
    }

    @Test("Buttons that the reader may not press are left out")
    func deeds() {
        let card = SampleBlocks.cards[1]
        let mine = Self.markup([.cards([card])])
        let actions = mine.elements.compactMap { $0.attributes["action"] }
        let loan = Sample.loans[10].meta.id.text
        // The flow: paid out only with a guarantee, and the loan is too large. The operation: of a role that the officer does not have.
        #expect(actions == ["/o/remind"])
        let links = mine.elements.filter { $0.attributes["class"] == "button" }.compactMap { $0.attributes["href"] }
        #expect(
            links == [
                "/o/subsidise?record=\(loan)&return=%2Fp%2Fplan%2Fprogress%3Fyear%3D2025%23at-card-1",
                "/a/loan/\(loan)/edit?return=%2Fp%2Fplan%2Fprogress%3Fyear%3D2025%23at-card-1",
            ])
        for book in [DeedBook(), DeedBook(catalog: try? Catalog([Subsidy.application, .system]), actor: .nobody, records: [:])] {
            #expect(!Self.markup([.cards([card])], deeds: book).elements.contains { $0.tag == "form" || $0.attributes["class"] == "button" })
        }
    }

    @Test("A step that needs a reason leads to its form; one that needs none is a form itself and names the version that was seen")
    func steps() {
        let loan = Sample.loans.first { $0.values[6].text == "submitted" } ?? Sample.loans[0]
        let deeds = ["accept", "return"].map { Deed.move(kind: "loan", loan.meta.id, version: 7, step: $0) }
        let markup = Self.markup([.deeds(deeds)])
        #expect(markup.elements.contains { $0.attributes["action"] == "/a/loan/\(loan.meta.id.text)/move" })
        #expect(markup.elements.contains { $0.attributes["name"] == "version" && $0.attributes["value"] == "7" })
        #expect(markup.elements.contains { $0.attributes["name"] == "return" && $0.attributes["value"] == "/p/plan/progress?year=2025" })
        #expect(markup.elements.contains { $0.attributes["href"]?.hasPrefix("/a/loan/\(loan.meta.id.text)/move?step=return&") == true })
    }

    @Test("Numbers that are none, and times that cannot be, do not reach a drawing")
    func drawings() {
        let wild: [Double] = [.nan, .infinity, -.infinity, 1e300, -1e300, 0]
        let points = wild.map { Trajectory.Point($0, $0) } + wild.map { Trajectory.Point(2025, $0) }
        let day = Sample.today
        for value in wild {
            let blocks: [Block] = [
                .trajectories([
                    Trajectory(
                        "甲", unit: "家", path: points, actual: points, forecast: (value, value, -value), target: Trajectory.Point(value, value), status: ""),
                    Trajectory("乙", unit: "家", path: [], actual: [Trajectory.Point(2025, 3)], status: ""),
                ]),
                .table(
                    Table(
                        "表", columns: [Table.Column("列", weight: 1), Table.Column("列", weight: value)],
                        rows: [Table.Row([Table.Cell(share: value, trend: wild), "x", "y"])])),
                .facts([Fact("数", "1", share: value)]),
                .chart(Drawing("图", .lines, categories: ["a", "b"], series: [Drawing.Series("s", [value, nil])])),
                .schedule(
                    Schedule(
                        "期", from: day, to: day, today: day,
                        bars: [
                            Schedule.Bar(
                                "条", from: day.adding(days: 90), to: day.adding(days: -90), share: value, milestones: [.init(day.adding(days: 900), "碑")])
                        ])),
            ]
            let markup = Self.markup(blocks)
            #expect(markup.faults.isEmpty, "\(markup.faults.prefix(3))")
            let drawn = markup.elements.flatMap { element in element.attributes.filter { !["class", "aria-label", "data-chart"].contains($0.key) }.values }
            #expect(!drawn.contains { $0.contains("nan") || $0.contains("inf") || $0.contains("e+") })
        }
    }

    @Test("What was never reported says so")
    func nothing() {
        let empty = SampleBlocks.trajectories.filter { $0.actual.isEmpty }
        #expect(Self.markup([.trajectories(empty)]).text.contains("尚无填报"))
        #expect(Self.markup([.trajectories(empty)], .english).text.contains("Nothing reported yet"))
        #expect(Self.markup([.facts([Fact("数", nil)])]).text.contains("尚无填报"))
        #expect(Self.markup([.table(Table("表", columns: [], rows: []))]).text.contains("暂无"))
        #expect(Self.markup([.chart(Drawing("图", .pie, categories: [], series: []))]).text.contains("暂无数据"))
    }

    @Test("A state is said by a sign or in words, never by a colour alone", arguments: Tone.allCases.filter { $0 != .calm })
    func tones(_ tone: Tone) {
        let row = Table.Row([Table.Cell(Phrase("甲"))], tone: tone)
        let blocks: [Block] = [
            .table(Table("", columns: [Table.Column("列")], rows: [row])), .notice([Phrase("乙")], tone), .facts([Fact("丙", "1", tone: tone)]),
        ]
        let markup = Self.markup(blocks)
        #expect(markup.elements.count { $0.attributes["class"] == "sign" } == 3)
        #expect(markup.text.ranges(of: Words(language: .chinese).tone(tone)).count == 3)
    }

    @Test("Hostile words in every block stay words", arguments: HTMLTests.hostile)
    func hostile(_ text: String) {
        let label = Label(text, en: text)
        let phrase = Phrase(label, link: .page(application: text, code: text, [text: text]), tone: .bad, isStrong: true)
        let day = Sample.today
        let blocks: [Block] = [
            .masthead(Masthead(issuer: text, number: text, title: label, recipients: text, day: day)), .heading(label, level: 1, anchor: text),
            .paragraph([phrase]),
            .notice([phrase], .bad), .list([[phrase]]), .facts([Fact(label, text, unit: text, note: phrase, link: .indicator(text, period: text))]),
            .table(Table(label, columns: [Table.Column(label)], rows: [Table.Row([Table.Cell(phrase)])], note: label)),
            .chart(Drawing(label, .bars, unit: text, categories: [label], links: [.anchor(text)], series: [Drawing.Series(label, [1])])),
            .trajectories([Trajectory(label, unit: text, link: .anchor(text), path: [], actual: [.init(2025, 1)], status: phrase, sentence: label)]),
            .schedule(
                Schedule(
                    label, from: day, to: day.adding(days: 400), today: day,
                    bars: [.init(label, link: .anchor(text), from: day, to: day, note: text, milestones: [.init(day, label)])])),
            .cards([Card(phrase, tags: [phrase], lines: [[phrase]], fields: [(label, phrase)])]),
            .source(SourceText(label, text: text, marks: [.init(0..<max(1, text.unicodeScalars.count), label, anchor: text + " x")])),
            .choices([Choosable(label, .list(kind: text, [text: text]), isChosen: true)]), .group(label, [.paragraph([phrase])], link: .anchor(text)),
        ]
        for language in Language.allCases {
            let markup = Self.markup(blocks, language)
            #expect(markup.faults.isEmpty, "\(text.debugDescription): \(markup.faults.prefix(3))")
            #expect(!markup.elements.contains { $0.tag == "script" || $0.tag == "img" })
        }
    }

    @Test("What is made up is marked on every block that can say so, and on the whole document")
    func simulated() {
        let marks = Self.markup(Self.all).elements.count { $0.attributes["class"] == "simulated" }
        #expect(marks >= 4)
        #expect(SampleBlocks.overview.isSimulated && !SampleBlocks.review.dropLast().map { $0 }.isSimulated)
        #expect(Markup(Gallery.paper.alone(Sample.visit())).text.contains("模拟"))
    }

    @Test("A report has its letter head first and its signature last, on the screen and on paper")
    func letter() {
        for bytes in [Gallery.paper.alone(Sample.visit()), BlockView(SampleBlocks.report).bytes(Sample.visit())] {
            let text = Markup(bytes).text
            let (head, foot) = (text.ranges(of: "云岭县科学技术局").first, text.ranges(of: "2026年11月19日").last)
            #expect(head != nil && foot != nil && text.contains("各乡镇人民政府，县级有关部门："))
            if let head, let foot, let annex = text.ranges(of: "附表").last { #expect(head.lowerBound < annex.lowerBound && annex.lowerBound < foot.lowerBound) }
        }
    }
}

extension BlockView {
    fileprivate func bytes(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        write(to: &html, visit)
        return html.bytes
    }
}
