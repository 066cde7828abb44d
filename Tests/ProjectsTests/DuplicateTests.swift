@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// Nothing is supported twice: applications against each other and against what any department paid for.
@Suite struct DuplicateTests {
    private static func submitted(_ county: County, _ title: String, of firm: Row<Enterprise>, in call: Row<ProjectCall>, _ text: String) async throws -> Row<
        ProjectApplication
    > {
        let application = try await county.application(title, of: firm, in: call, asking: 20, text)
        _ = try await county.people(of: firm).move(application, step: "submit")
        return try await county.office.move(try await county.office.row(application.reference), step: "accept")
    }

    private static func supported(_ county: County, _ text: String) async throws -> Row<SupportedProject> {
        var draft = Draft<SupportedProject>()
        (draft.title, draft.holder, draft.funder, draft.year, draft.amount) = ("脆红李采后处理", "农技中心", "农业农村委", 2024, Money(wan: 30))
        draft.content = .some(text)
        return try await county.office.create(draft)
    }

    @Test(arguments: Database.available) func whatAnotherDepartmentPaidForIsFoundAndHasToBeDecided(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (office, call) = (county.office, try await county.call())
            let a = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let b = try await county.enterprise("乙厂", "914403001922038216")
            let project = try await Self.supported(county, Texts.fruit + Texts.herb)
            // 甲厂 copies the whole text and adds a line; 乙厂 writes its own.
            let copy = try await Self.submitted(county, "脆红李产业化", of: a, in: call, Texts.fruit + "另建立一个电商销售平台。" + Texts.herb)
            let own = try await Self.submitted(county, "丝胶回收", of: b, in: call, Texts.silk)
            try county.pass(to: Day(2026, 7, 2))
            _ = try await office.move(call, step: "close")
            #expect(try await office.carryOut("checkDuplicates", on: call.id).message.chinese == "与 3 份文本比对：2 项中 1 项有重复，1 项须人工判定")
            let finding = try #require(try await office.all(DuplicateFinding.self).first)
            #expect(finding.application == copy.reference && finding.otherProject == project.reference && finding.relation == .supported)
            #expect(finding.share > 80 && finding.isStopped)
            #expect(try await office.row(copy.reference).overlap == finding.share)
            #expect(try await office.row(own.reference).overlap == 0)
            // The passages stand in both texts, word by word.
            let numbers = try #require(finding.passages)
            let (new, old) = (Array(SupportedTexts.text(of: copy).unicodeScalars), Array(SupportedTexts.text(of: project).unicodeScalars))
            #expect(numbers.count >= 8, "two passages, with the line that was added between them")
            for place in stride(from: 0, to: numbers.count, by: 4) {
                #expect(Array(new[numbers[place]..<numbers[place + 1]]) == Array(old[numbers[place + 2]..<numbers[place + 3]]))
            }
            // No panel before it is decided; what was decided is not asked again; the office declines what is a duplicate.
            func draw() async -> Refusal? {
                await refusal { try await county.carryOut("drawPanel", on: call.id, by: office) { (order: inout Draft<DrawPanel>) in order.panel = 3 } }
            }
            #expect(await draw()?.message.chinese.contains("重复还没有判定") == true)
            _ = try await office.move(finding, step: "duplicate", remark: "主要内容相同")
            _ = try await office.carryOut("checkDuplicates", on: call.id)
            #expect(try await office.count(DuplicateFinding.self) == 1)
            #expect(await draw()?.message.chinese.contains("未处理") == true)
            _ = try await office.move(try await office.row(copy.reference), step: "duplicate", remark: "重复支持")
            #expect(try await county.value("I-duplicates-stopped") == 1)
            for number in ["E1", "E2", "E3"] { _ = try await county.expert(number, employer: "大学", fields: ["食品加工"]) }
            #expect(await draw() == nil)
        }
    }

    /// A short text that was copied whole is too little by convention, and has to be decided where the county says so; what it sets from tomorrow on does
    /// not count today.
    @Test func theCountySetsFromWhichShareOnAnOverlapIsStopped() async throws {
        try await withCounty(.sqlite) { county in
            let (office, call) = (county.office, try await county.call())
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            _ = try await Self.supported(county, Texts.herb)
            let copy = try await Self.submitted(county, "独活和丝胶", of: firm, in: call, Texts.herb + Texts.silk + Texts.fruit)
            try county.pass(to: Day(2026, 7, 2))
            _ = try await office.move(call, step: "close")
            func finding(_ from: Day?, _ shown: Int, _ stopped: Int, least: Int = 20) async throws -> Row<DuplicateFinding>? {
                if let from {
                    var draft = Draft<OverlapStandard>()
                    (draft.from, draft.shown, draft.stopped, draft.leastLength) = (from, shown, stopped, least)
                    _ = try await office.create(draft)
                }
                _ = try await office.carryOut("checkDuplicates", on: call.id)
                return try await office.all(DuplicateFinding.self).first
            }
            #expect(try await finding(nil, 0, 0) == nil)
            #expect(try await finding(Day(2026, 7, 1), 5, 10)?.isStopped == true)
            #expect(try await finding(Day(2026, 7, 3), 5, 10, least: 5000)?.isStopped == true, "it is in force tomorrow")
            #expect(try await finding(Day(2026, 7, 2), 5, 10, least: 5000) == nil)
            #expect(try await office.row(copy.reference).overlap == 0)
            #expect(await refusal { try await finding(Day(2026, 7, 4), 50, 40) } != nil, "what has to be decided is shown")
        }
    }

    @Test func twoApplicantsWithOneTextAreFoundAndAResubmissionIsNotStopped() async throws {
        try await withCounty(.sqlite) { county in
            let (office, call, text) = (county.office, try await county.call(), Texts.fruit + Texts.herb + Texts.silk)
            let a = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let b = try await county.enterprise("乙厂", "914403001922038216")
            _ = try await Self.submitted(county, "脆红李保鲜", of: a, in: call, text)
            _ = try await Self.submitted(county, "李子贮藏", of: b, in: call, text)
            try county.pass(to: Day(2026, 7, 2))
            _ = try await office.move(call, step: "close")
            _ = try await office.carryOut("checkDuplicates", on: call.id)
            let findings = try await office.all(DuplicateFinding.self)
            #expect(findings.count == 2 && findings.allSatisfy { $0.relation == .otherApplicant && $0.isStopped }, "each of the two is told of the other")
            // Next year 甲厂 applies again with the text that was declined.
            for finding in findings { _ = try await office.move(finding, step: "duplicate", remark: "雷同") }
            for application in try await office.all(ProjectApplication.self) { _ = try await office.move(application, step: "duplicate", remark: "雷同") }
            let next = try await county.call { ($0.title, $0.number, $0.opens, $0.closes) = ("次年攻关", "QJ2027A", Day(2026, 7, 1), Day(2026, 7, 31)) }
            _ = try await Self.submitted(county, "脆红李保鲜", of: a, in: next, text)
            _ = try await office.carryOut("checkDuplicates", on: next.id)
            let again = try await office.all(DuplicateFinding.self) { $0.state == .found }
            #expect(again.contains { $0.relation == .ownOther && !$0.isStopped }, "its own declined text may come again")
            #expect(again.contains { $0.relation == .otherApplicant && $0.isStopped })
        }
    }
}
