import Kernel
import Testing

@testable import Web

@Suite struct FieldsTests {
    @Test("A list's address says everything about it, and reads itself again")
    func listState() throws {
        var state = ListState()
        state.words = "青蒿"
        state.filters = [
            "stage": ["growth", "mature"], "rdExpense.min": ["200"], "highTechUntil.to": ["2026-12-31"], "town": ["500999100"], "isListed": ["1"],
        ]
        state.sort = Query.Order("rdExpense", isDescending: true)
        state.after = Query.Cursor(value: .integer(5), id: Sample.id(3))
        #expect(ListState(state.parameters.map { ($0.name, $0.value) }, Sample.enterprise) == state)
        let condition = try state.condition(Sample.enterprise)
        #expect(condition.columns == ["stage", "rdExpense", "highTechUntil", "town", "isListed", "name"])
        let found = Sample.enterprises.filter { record in condition.holds { record.value(of: $0, in: Sample.enterprise) ?? .null } }
        #expect(found.allSatisfy { ($0.values[4].integer ?? 0) >= 200_000_000 && $0.values[2].text != "seed" })
    }

    @Test("Unknown parameters are passed over, wrong ones are named")
    func wrong() {
        let state = ListState(
            [("nothing", "1"), ("sort", "-nothing"), ("rdExpense.min", "很多"), ("highTechUntil.from", "soon"), ("stage", "x")], Sample.enterprise)
        #expect(state.sort == nil && state.filters["nothing"] == nil)
        #expect(throws: Problems.self) { try state.condition(Sample.enterprise) }
        do { _ = try state.condition(Sample.enterprise) } catch { #expect(error.list.map(\.field) == ["rdExpense", "highTechUntil"]) }
    }

    @Test("What a form sends becomes a submission")
    func form() throws {
        let id = Sample.id(9)
        let fields = FormFields(
            [
                ("token", "t"), ("id", id.text), ("request", "r1"), ("name", "新企业"), ("licence.from", "2020-01-01"), ("licence.to", ""), ("parent", ""),
                ("parent.words", "不存在的"), ("town", "500999100"), ("town.words", "龙潭镇"), ("licenceScan", ""), ("again", "1"),
            ], Sample.enterprise, uploads: ["licenceScan": Sample.id(77)])
        #expect(fields.id == id && fields.request == "r1" && fields.wantsAnother && fields.version == nil)
        #expect(fields.submission["licence"] == .typed("2020-01-01/.."))
        #expect(fields.submission["parent"] == .typed("不存在的"), "what names no record ends in a problem at its field")
        #expect(fields.submission["town"] == .typed("500999100"))
        #expect(fields.submission["licenceScan"] == .typed(Sample.id(77).text))
        #expect(fields.submission["staff"] == nil)
    }

    @Test("Lists that are chosen: ticked boxes of one name, and records found one by one")
    func lists() {
        let (first, second) = (Sample.id(4).text, Sample.id(5).text)
        let pairs = [
            ("scope", ""), ("scope", "red"), ("scope", "blue"), ("units", ""), ("units.0", first), ("units.0.words", "科技局"), ("units.1", ""),
            ("units.1.words", ""),
            ("units.2", second), ("units.2.words", "农业局"), ("units.3", ""), ("units.3.words", "没有的局"), ("notes", "一\n二"),
        ]
        let fields = FormFields(pairs.map { (name: $0.0, value: $0.1) }, Choices.kind.declared)
        #expect(fields.submission["scope"] == .typed("red；blue"))
        #expect(fields.submission["units"] == .typed("\(first)；\(second)；没有的局"), "what names no record ends in a problem at its field")
        #expect(fields.submission["notes"] == .typed("一\n二"))
        #expect(FormFields([(name: "scope", value: "")], Choices.kind.declared).submission["scope"] == .typed(""), "nothing ticked is nothing chosen")
    }

    private struct Choices: Record {
        static let kind = Kind<Choices>("选择")
        enum Colour: String, Choice { case red = "红", blue = "蓝" }
        let scope = Field<[Colour]?>("颜色")
        let units = Field<[Reference<Organisation>]?>("单位")
        let notes = Field<[String]?>("备注")
    }

    @Test("Of two who changed a record, each field keeps the side that was chosen")
    func conflict() {
        let pairs = [
            ("version", "3"), ("amount", "650"), ("bank", "icbc"), ("pick.amount", "mine"), ("pick.bank", "theirs"), ("term.from", "x"),
            ("pick.term", "theirs"),
        ]
        let fields = ConflictChoice.fields(pairs.map { (name: $0.0, value: $0.1) }, Sample.loan)
        #expect(fields.map(\.name) == ["version", "amount"])
    }

    @Test("The inbox puts what is late first")
    func inbox() {
        let groups = InboxItem.groups(Gallery.items, Sample.visit())
        #expect(groups.map(\.title) == ["已超期", "今天", "本周", "以后", "无期限"])
        #expect(groups.map(\.items.count).reduce(0, +) == Gallery.items.count)
    }

    @Test func decimals() {
        let words = Words(language: .chinese)
        #expect([1234.5, 0, -0.05, 1e6, 2.999].map(words.decimal) == ["1,234.5", "0", "-0.05", "1,000,000", "3"])
        #expect(words.number(-1_234_567) == "-1,234,567")
    }
}
