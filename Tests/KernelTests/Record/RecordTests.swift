import Testing

@testable import Kernel

@Suite("Declarations")
struct DeclarationTests {
    @Test("A record type is named after its type, its fields after its properties, in both languages")
    func names() {
        let schema = Firm.kind.declared
        #expect(schema.name == "firm")
        #expect(schema.label[.english] == "Firm")
        #expect(schema.columns.map(\.name) == ["name", "creditCode", "stage", "staff", "rdExpense", "phone", "founded", "score"])
        #expect(schema["creditCode"]?.label[.english] == "Credit code")
        #expect(schema["rdExpense"]?.label[.english] == "R&D expense")
        #expect(schema["rdExpense"]?.label[.chinese] == "研发费用")
        #expect(schema.columns.map(\.isRequired) == [true, false, true, false, false, false, true, false])
        #expect(schema["creditCode"]?.isIndexed == true && schema["stage"]?.isIndexed == true && schema["staff"]?.isIndexed == false)
        #expect(schema.uniqueGroups == [["name", "founded"]])
        #expect(schema.title == "name" && Project.kind.declared.title == "leader")
        #expect(Project.kind.declared["firm"]?.target == "firm")
        #expect(schema.personalColumns == ["phone"])
    }

    @Test(
        "Words are made of the name of a property",
        arguments: [("creditCode", "Credit code"), ("name", "Name"), ("rdExpenseOf2025", "Rd expense of2025"), ("", ""), ("a", "A")])
    func words(identifier: String, words: String) { #expect(Label.words(of: identifier) == words) }

    @Test("A label without English falls back on Chinese")
    func label() {
        #expect(Label("山河")[.english] == "山河")
        #expect(Label("山河", en: "Land")[.english] == "Land")
        #expect(Label("山河").english(orFrom: "ourLand")[.english] == "Our land")
    }

    @Test("A row is read by its fields, and a draft holds what was set")
    func typed() throws {
        var draft = Draft<Firm>()
        draft.name = "山河科技"
        draft.stage = .growth
        draft.founded = Day(2021, 5, 6)
        draft.rdExpense = Money(wan: 12)
        draft.staff = .some(nil)
        #expect(draft.name == "山河科技" && draft.creditCode == nil)
        let values = try draft.submission.values(for: Firm.kind.declared, over: nil)
        let id = RecordID(at: Instant(milliseconds: 0), random: (1, 2))
        let row = Row<Firm>(
            StoredRecord(meta: RecordMeta(id: id, region: Region("500114"), createdAt: Instant(milliseconds: 0), createdBy: "me"), values: values))
        #expect(row.name == "山河科技" && row.stage == .growth && row.rdExpense == Money(yuan: 120_000) && row.staff == nil && row.score == nil)
        #expect(row.reference.id == id)
        #expect(Draft(row).founded == row.founded)
        #expect(Firm.kind.declared.title(of: row.record) == "山河科技")
        #expect(Firm.kind.declared.searchText(of: values) == "山河科技")
    }

    @Test("Personal titles are masked where asked for")
    func maskedTitle() {
        let meta = RecordMeta(id: RecordID(stored: "x"), region: Region(""), createdAt: Instant(milliseconds: 0), createdBy: "")
        let record = StoredRecord(meta: meta, values: [.text("张三丰"), .null, .null, .text("draft")])
        #expect(Project.kind.declared.title(of: record) == "张三丰")
        #expect(Project.kind.declared.title(of: record, masked: true) == "张**")
    }

    @Test("A county's field joins after the declared ones, and takes nobody's name")
    func custom() {
        let column = { (name: String) in Column(name: name, label: "新", kind: YesNoKind(), isRequired: false, options: FieldOptions(), isCustom: true) }
        let schema = Firm.kind.declared.adding([column("extra"), column("extra"), column("NAME"), column("region"), column("createdby")], revision: 3)
        #expect(schema.columns.map(\.name).suffix(2) == ["score", "extra"])
        #expect(schema.revision == 3 && schema.place(of: "extra") == 8)
    }
}

@Suite("Submissions")
struct SubmissionTests {
    let schema = Firm.kind.declared

    private func problems(_ inputs: [String: Submission.Input], over before: [Stored]? = nil) -> [String] {
        do throws(Problems) {
            _ = try Submission(kind: "firm", inputs).values(for: schema, over: before)
            return []
        } catch {
            return error.list.map { "\($0.field ?? ""): \($0.code)" }
        }
    }

    @Test("All that is wrong is said at once, field by field")
    func all() {
        let found = problems([
            "creditCode": .typed("91500114YYYY000126"), "staff": .typed("很多"), "phone": .json(5), "founded": .typed("2025-02-30"), "colour": .typed("红"),
        ])
        #expect(
            found == [
                "colour: unknown-field", "name: required", "creditCode: credit-code-check", "staff: not-a-number", "phone: wrong-type", "founded: not-a-day",
            ])
    }

    @Test("Every problem names its field by its label, in both languages")
    func labels() throws {
        let error = try #require(throws: Problems.self) { try Submission(kind: "firm", ["name": .typed(" ")]).values(for: schema, over: nil) }
        #expect(error.list.first?.message[.chinese] == "“名称”还没有填，请填写")
        #expect(error.list.first?.message[.english] == "“Name” is empty; please fill it in")
    }

    @Test("What is not entered keeps its value, or starts with the initial one")
    func earlier() throws {
        let first = try Submission(kind: "firm", ["name": .typed("甲"), "staff": .json(5)]).values(for: schema, over: nil)
        #expect(first == [.text("甲"), .null, .text("seed"), .integer(5), .null, .null, .text("2020-01-01"), .null])
        let second = try Submission(kind: "firm", ["staff": .typed(""), "stage": .typed("成长")]).values(for: schema, over: first)
        #expect(second == [.text("甲"), .null, .text("growth"), .null, .null, .null, .text("2020-01-01"), .null])
        #expect(problems(["name": .json(nil)], over: first) == ["name: required"])
    }

    @Test("What a program passes on is held to the same bounds")
    func values() {
        #expect(problems(["name": .value(.text(String(repeating: "长", count: 21)))]) == ["name: too-long"])
        #expect(problems(["name": .value(.integer(5))]) == ["name: wrong-type"])
        #expect(problems(["name": .value(.text("甲")), "founded": .value(.text("昨天"))]) == ["founded: not-a-day"])
        #expect(problems(["name": .value(.text("甲")), "stage": .value(.text("gone"))]) == ["stage: not-a-choice"])
        #expect(problems(["name": .value(.text("甲")), "score": .value(.real(.nan))]) == ["score: wrong-type"])
        #expect(problems(["name": .value(.text("甲")), "staff": .value(.integer(-1))]) == ["staff: out-of-range"])
    }
}
