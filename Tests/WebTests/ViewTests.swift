import Kernel
import Testing

@testable import Web

@Suite struct ViewTests {
    @Test("Every page is well-formed, holds no script or style of its own, and no id twice", arguments: Language.allCases)
    func pages(_ language: Language) {
        for theme in Visit.Theme.allCases {
            for page in Gallery.pages(language, theme) {
                let markup = Markup(page.bytes)
                #expect(markup.faults.isEmpty, "\(page.name): \(markup.faults.prefix(5))")
            }
        }
    }

    @Test("English pages hold no Chinese words of the interface")
    func english() {
        let chinese = Set(Mirror(reflecting: Wording.all).children.compactMap { ($0.value as? Label)?.chinese }.filter { $0.count >= 3 })
        for page in Gallery.pages(.english) where !page.name.hasPrefix("history") {
            let text = Markup(page.bytes).text
            for word in chinese where text.contains(word) && !["切换到中文", "云岭县"].contains(word) { Issue.record("\(page.name) says \(word) in English") }
        }
    }

    @Test("Every word is there in both languages")
    func wording() {
        let labels = Mirror(reflecting: Wording.all).children.compactMap { child in (child.value as? Label).map { (child.label ?? "", $0) } }
        #expect(labels.count > 250)
        for (name, label) in labels {
            #expect(!label.chinese.isEmpty && !label.english.isEmpty, "\(name)")
            let hasHan = label.english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(!hasHan || name == "otherLanguage" || name == "otherLanguageName", "\(name): \(label.english)")
        }
    }

    @Test("A form asks for every field that a person fills in, and gives each problem its place")
    func controls() {
        let form = Markup(Gallery.form.part(Sample.visit()))
        let names = Set(form.elements.compactMap { $0.attributes["name"] })
        for column in Sample.enterprise.columns {
            switch column.kind.control {
            case .period: #expect(names.isSuperset(of: [column.name + ".from", column.name + ".to"]))
            case .record, .region: #expect(names.isSuperset(of: [column.name, column.name + ".words"]))
            case .file: #expect(names.isSuperset(of: [column.name, column.name + ".file"]))
            default: #expect(names.contains(column.name), "\(column.name)")
            }
        }
        let ids = Set(form.elements.compactMap { $0.attributes["id"] })
        for problem in Gallery.form.problems { #expect(ids.isSuperset(of: ["field-\(problem.field ?? "")", "field-\(problem.field ?? "")-error"])) }
        #expect(form.elements.contains { $0.attributes["value"] == "91500999MA500" }, "what was typed is kept")
    }

    @Test("Hostile values in every field of every view stay text")
    func hostile() {
        for text in HTMLTests.hostile where !text.isEmpty {
            var record = Sample.enterprises[0]
            for (place, column) in Sample.enterprise.columns.enumerated() where column.kind.type == .text { record.values[place] = .text(text) }
            let names = Names(records: [text: text], regions: [text: text], users: ["u1": text, "u2": text])
            let views: [any View] = [
                ListView(schema: Sample.enterprise, records: [record], names: names, count: .init(1)),
                DetailView(schema: Sample.enterprise, record: record, names: names),
                FormView(schema: Sample.enterprise, record: record, names: names),
                SearchView(
                    words: text,
                    groups: [.init(kind: text, label: Label(text), hits: [.init(id: record.meta.id, title: text, passage: text + text)], count: .init(1))],
                    count: .init(1)),
            ]
            for view in views {
                let markup = Markup(view.part(Sample.visit()))
                #expect(markup.faults.isEmpty, "\(type(of: view)) with \(text.debugDescription): \(markup.faults.prefix(3))")
                #expect(!markup.elements.contains { $0.tag == "script" || $0.tag == "img" })
            }
        }
    }

    @Test("Personal values are never sent unless they were asked for")
    func masking() {
        let record = Sample.enterprises[0]
        let phone = Sample.enterprise.place(of: "phone").flatMap { record.values[$0].text } ?? ""
        for view in [Gallery.list() as any View, Gallery.enterprise] { #expect(!Markup(view.part(Sample.visit())).text.contains(phone)) }
        let revealed = RevealedValue(column: Sample.enterprise["phone"] ?? Sample.enterprise.columns[0], value: .text(phone)).part(Sample.visit())
        #expect(Markup(revealed).text.contains(phone))
        var visit = Sample.visit()
        visit.actor = Actor(id: "o", name: "观察", region: Region("500999"), roles: [.observer])
        #expect(!Markup(Gallery.list().part(visit)).elements.contains { $0.attributes["class"] == "eye" })
    }

    @Test("Buttons follow what the actor may do")
    func permission() {
        var visit = Sample.visit()
        visit.actor = Actor(id: "o", name: "观察", region: Region("500999"), roles: [.observer])
        let text = Markup(Gallery.list().part(visit)).elements.compactMap { $0.attributes["href"] }
        #expect(!text.contains("/a/enterprise/new") && !text.contains("/a/enterprise/import"))
        #expect(Markup(Gallery.list().part(Sample.visit())).elements.contains { $0.attributes["href"] == "/a/enterprise/new" })
    }

    @Test("A move that is not ready is disabled and says why")
    func refusal() {
        let moves = Moves(Sample.flow, Sample.loans[10], Sample.loan, for: Sample.officer)
        #expect(moves.list.map(\.step.code) == ["pay"])
        #expect(moves.list.first?.refusal != nil)
        #expect(Markup(Gallery.detail(10).part(Sample.visit())).text.contains("担保登记"))
    }

    @Test("Words that were searched for are marked once, also where they overlap")
    func highlight() {
        var html = HTML()
        Highlight.write("ABAB 青蒿素<b>", marking: "aba bab 青蒿", to: &html)
        #expect(html.string == "<mark>ABAB</mark> <mark>青蒿</mark>素&lt;b&gt;")
    }
}
