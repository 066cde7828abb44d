import Testing

@testable import Kernel

@Suite("Access")
struct AccessTests {
    static func record(region: String = "500114", organisation: String = "", department: String = "", by creator: String = "other") -> StoredRecord {
        StoredRecord(
            meta: RecordMeta(
                id: RecordID(stored: "x"), region: Region(region), organisation: organisation, department: department, createdAt: Instant(milliseconds: 0),
                createdBy: creator),
            values: [Stored](repeating: .null, count: Firm.kind.declared.columns.count))
    }

    static func actor(_ reach: Reach, region: String = "500114", organisation: String = "org", department: String = "dep") -> Actor {
        World.actor("me", [Role("r", "角色", Grant([.read], of: "firm", reach: reach))], in: region, organisation: organisation, department: department)
    }

    @Test(
        "A grant reaches as far as it says, within the region",
        arguments: [
            // mine, my department's, my organisation's, another's
            (Reach.own, [true, false, false, false]), (.department, [false, true, false, false]), (.organisation, [false, true, true, false]),
            (.all, [true, true, true, true]),
        ])
    func reaches(reach: Reach, seen: [Bool]) {
        let records = [
            Self.record(by: "me"), Self.record(organisation: "org", department: "dep"), Self.record(organisation: "org", department: "another"),
            Self.record(organisation: "another", department: "dep"),
        ]
        let schema = Firm.kind.declared
        #expect(records.map { Self.actor(reach).may(.read, schema, $0) } == seen)
        #expect(records.allSatisfy { !Self.actor(reach, region: "500238").may(.read, schema, $0) }, "another county")
        #expect(records.map { Self.actor(reach, region: "500000").may(.read, schema, $0) } == seen, "the city above")
        #expect(records.allSatisfy { !Self.actor(reach).may(.update, schema, $0) }, "another action")
        #expect(records.allSatisfy { !Self.actor(reach).may(.read, Project.kind.declared, $0) }, "another kind")
    }

    @Test("Who belongs to no organisation shares nothing with others who belong to none", arguments: [Reach.organisation, .department])
    func noOrganisation(reach: Reach) {
        let (schema, actor) = (Firm.kind.declared, Self.actor(reach, organisation: "", department: ""))
        #expect(!actor.may(.read, schema, Self.record(by: "other")))
        #expect(actor.may(.read, schema, Self.record(by: "me")))
        #expect(!Self.actor(.department, department: "").may(.read, schema, Self.record(organisation: "org")))
    }

    @Test("All who have not signed in are different people")
    func nobody() {
        let role = Role("citizen", "群众", Grant([.read, .create], of: "firm", reach: .own))
        let actor = World.actor(Actor.nobody.id, [role])
        #expect(actor.may(.create, Firm.kind.declared, Self.record(by: Actor.nobody.id)))
        #expect(!actor.may(.read, Firm.kind.declared, Self.record(by: Actor.nobody.id)))
        #expect(!Actor.nobody.may(.read, Firm.kind.declared))
    }

    @Test("The farthest of several grants counts, and every kind does not mean hidden ones")
    func several() {
        let actor = World.actor("me", [Role("a", "甲", Grant([.read], of: "firm", reach: .own), Grant([.read], in: "sample", reach: .organisation))])
        var schema = Firm.kind.declared
        schema.application = "sample"
        #expect(actor.reach(.read, schema) == .organisation)
        #expect(actor.reach(.read, Firm.kind.declared) == .own, "another application")
        #expect(World.actor("me", [.observer]).reach(.read, Session.kind.declared) == nil)
        #expect(World.actor("me", [.administrator]).reach(.read, Session.kind.declared) == .all)
    }
}

@Suite("Flows")
struct FlowTests {
    @Test("A flow begins where its first step leaves, and ends where none does")
    func table() throws {
        let flow = try #require(Project.flow?.table)
        #expect(flow.initial == "draft" && flow.column == "state")
        #expect(flow.steps(from: "submitted").map(\.code) == ["accept", "return"])
        #expect(flow.isFinal("closed") && !flow.isFinal("accepted"))
        #expect(flow.editable == ["draft", "submitted", "accepted"], "what is finished stays as it is, unless the flow says otherwise")
        #expect(flow.states.map(\.code) == ["draft", "submitted", "accepted", "closed"])
    }

    @Test("The shortest term counts, in working days")
    func due() throws {
        let (flow, day) = (try #require(Project.flow?.table), try #require(Day(2025, 1, 22)))
        #expect(flow.due(in: "submitted", since: day, WorkingDaysTests.calendar)?.description == "2025-02-11")
        #expect(flow.due(in: "draft", since: day, WorkingDays())?.description == "2025-01-27")
        #expect(flow.due(in: "accepted", since: day, WorkingDays()) == nil)
    }

    @Test("A step is open to its roles and to the administrator")
    func open() throws {
        let step = try #require(Project.flow?.table.steps.first { $0.code == "return" })
        #expect(step.isOpen(to: World.actor("me", [.office])) && step.isOpen(to: .system))
        #expect(!step.isOpen(to: World.actor("me", [.clerk])) && !step.isOpen(to: .nobody))
    }
}

@Suite("Declared mistakes")
struct CatalogTests {
    struct Odd: Record {
        static let kind = Kind<Odd>("怪")
        let region = Field<String>("地区")
        init() {}
    }
    struct Dangling: Record {
        static let kind = Kind<Dangling>("悬空")
        let odd = Field<Reference<Odd>>("怪")
        init() {}
    }
    struct Unerasable: Record {
        static let kind = Kind<Unerasable>("不可擦除")
        let birthday = Field<Day>("生日", .personal(.all))
        init() {}
    }

    private func mistake(_ applications: Application...) -> String? {
        do throws(DeclarationError) {
            _ = try Catalog(applications)
            return nil
        } catch {
            return error.description
        }
    }

    private func mistake(_ indicators: Indicator...) -> String? { mistake(.sample, Application("more", "更多", [], indicators: indicators)) }

    @Test("Each is refused with a clear word")
    func refused() {
        #expect(mistake(.sample) == nil && mistake(.sample, .system) == nil)
        #expect(mistake(.sample, .sample)?.contains("two record types are called firm") == true)
        #expect(mistake(Application("a", "甲", [], roles: [.observer]))?.contains("two roles are called observer") == true)
        #expect(mistake(Application("a", "甲", [Odd.self]))?.contains("odd.region: every record has a column of this name") == true)
        #expect(mistake(Application("a", "甲", [Dangling.self]))?.contains("dangling.odd refers to odd") == true)
        #expect(mistake(Application("a", "甲", [Unerasable.self]))?.contains("make it optional") == true)
    }

    @Test("A role that two applications declare has what both grant; under another name it is a mistake")
    func sharedRoles() throws {
        let keeper = Role("keeper", "管理员", Grant([.read], Firm.self))
        let catalog = try Catalog([
            .sample, Application("a", "甲", [], roles: [keeper]), Application("b", "乙", [], roles: [keeper.granting(Grant([.move], Project.self))]),
        ])
        #expect(catalog.roles["keeper"]?.grants == [Grant([.read], Firm.self), Grant([.move], Project.self)])
        let other = Role("keeper", "保管员")
        #expect(
            mistake(.sample, Application("a", "甲", [], roles: [keeper]), Application("b", "乙", [], roles: [other]))?.contains("two roles are called keeper")
                == true)
    }

    @Test("An indicator that could not be counted is refused")
    func indicators() {
        #expect(mistake(Indicator("I-firms", "重复", .stock, .count(Firm.self)))?.contains("two indicators are called I-firms") == true)
        #expect(mistake(Indicator("I", "无", .stock, .count(Odd.self)))?.contains("counts odd, which no application declares") == true)
        #expect(mistake(Indicator("I", "比", .ratio, .count(Firm.self)))?.contains("has 1 parts") == true)
        #expect(mistake(Indicator("I~", "符", .stock, .count(Firm.self)))?.contains("not for codes") == true)
        #expect(mistake(Indicator("I", "文", .stock, .sum(\Firm.name)))?.contains("no number") == true)
        #expect(
            mistake(Indicator("I", "列", .stock, Indicator.Part(kind: "firm", condition: .isNull("gone"))))?.contains("firm.gone, which is not declared") == true
        )
        let firm = Condition.referenced(column: "firm", kind: "firm", .always)
        #expect(mistake(Indicator("I", "外", .stock, .count(Project.self) { _ in firm })) == nil)
        for beyond in [firm && !firm, .referenced(column: "firm", kind: "firm", firm), .referenced(column: "firm", kind: "project", .always)] {
            #expect(mistake(Indicator("I", "外", .stock, .count(Project.self) { _ in beyond }))?.contains("ask once about a record of another kind") == true)
        }
        #expect(mistake(Indicator("I", "元", .stock, .count(Firm.self) { $0.region == Region("500114") })) == nil)
    }

    @Test("The value of an indicator follows from its parts")
    func values() {
        func value(_ nature: Indicator.Nature, _ parts: [Double]) -> Double? {
            Indicator("I", "数", unit: "", nature, source: .reported(.year)).value(of: parts)
        }
        #expect(value(.stock, [5]) == 5 && value(.flow, [7.5]) == 7.5 && value(.stock, []) == nil)
        #expect(value(.ratio, [1, 4]) == 25 && value(.ratio, [1, 0]) == nil && value(.rate, [1]) == nil)
        #expect(value(.milestone, [3]) == 1 && value(.milestone, [0]) == 0 && value(.milestone, []) == 0)
    }
}
