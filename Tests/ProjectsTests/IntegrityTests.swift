@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// Integrity is asked first, and what is decided has its term.
@Suite struct IntegrityTests {
    @Test(arguments: Database.available) func aCaseBarsAndEnds(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (office, call) = (county.office, try await county.call { $0.closes = Day(2028, 12, 31) })
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let people = county.people(of: firm)
            var draft = Draft<IntegrityCase>()
            (draft.subject, draft.enterprise, draft.category, draft.facts) = ("甲厂", .some(firm.reference), .falsehood, "申报材料中的合同系伪造。")
            draft.receivedOn = County.today
            var one = try await office.move(try await office.create(draft), step: "investigate")
            #expect(await refusal { try await office.move(one, step: "decide") } != nil, "nothing is decided yet")
            #expect(
                await refusal { try await office.update(one) { ($0.gravity, $0.barredMonths) = (.some(.serious), .some(37)) } } != nil,
                "serious bars three years at most")
            one = try await office.update(one) { ($0.gravity, $0.barredMonths, $0.decision) = (.some(.serious), .some(12), .some("限制申报一年")) }
            one = try await office.move(one, step: "decide")
            // 1 July and 15 working days: Wednesday 22 July 2026.
            try county.pass(to: Day(2026, 7, 22))
            #expect(await refusal { try await office.move(one, step: "enforce") }?.message.chinese == "异议期到 2026-07-22 为止")
            try county.pass(to: Day(2026, 7, 23))
            one = try await office.move(one, step: "enforce")
            let record = try #require(try await office.all(IntegrityRecord.self).first)
            #expect(record.barredUntil == Day(2027, 7, 1) && record.enterprise == firm.reference)
            // What it writes is not taken in, whatever else is right; the refusal says until when.
            let application = try await county.application("脆红李保鲜", of: firm, in: call, asking: 20, Texts.fruit)
            #expect(await refusal { try await people.move(application, step: "submit") }?.message.chinese == "不予受理：“甲厂”限制申报至 2027-07-01")
            #expect(try await people.carryOut("formalCheck", on: application.id).message.chinese.hasPrefix("有 1 个条件不符合：不在诚信限制期内"))
            let findings = try await people.all(FormalFinding.self)
            #expect(findings.first?.condition == "不在诚信限制期内" && findings.first?.outcome == .unmet, "integrity is asked first")
            #expect(await refusal { try await office.move(one, step: "restore", remark: "期满") }?.message.chinese == "限制期到 2027-07-01 为止")
            try county.pass(to: Day(2027, 7, 2))
            let again = try await people.row(application.reference)
            #expect(await refusal { try await people.move(again, step: "submit") } == nil, "its term is over")
            _ = try await office.move(one, step: "restore", remark: "期满")
            #expect(try await office.row(record.reference).isLifted)
        }
    }

    @Test(arguments: Database.available) func pointsComeBackWithinThirtyDaysOnce(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let (office, people) = (county.office, county.people(of: firm))
            func deduct(_ points: Int = 2) async throws -> Row<IntegrityDeduction> {
                var draft = Draft<IntegrityDeduction>()
                (draft.subject, draft.enterprise, draft.behaviour, draft.points) = ("甲厂", .some(firm.reference), .lateReport, points)
                draft.notifiedOn = County.today
                return try await office.create(draft)
            }
            #expect(await refusal { try await deduct(3) }?.problems.map(\.field) == ["points"], "the table says 2")
            var first = try await deduct()
            let second = try await deduct()
            #expect(await refusal { try await people.move(first, step: "request") } != nil, "no ground is given")
            // 1 July and 30 days: 31 July is the last day.
            try county.pass(to: Day(2026, 7, 31))
            first = try await people.update(first) { $0.ground = .some(.fault) }
            first = try await people.move(first, step: "request")
            first = try await office.move(first, step: "uphold", remark: "系统日志无故障")
            #expect(await refusal { try await people.move(first, step: "request") } != nil, "a second request is not taken")
            try county.pass(to: Day(2026, 8, 1))
            let late = try await people.update(second) { $0.ground = .some(.fault) }
            #expect(await refusal { try await people.move(late, step: "request") }?.message.chinese == "应在接到通知 30 日内（2026-07-31 前）申请")
            // Three years after the notice they count no longer.
            let last = try #require(Day(2029, 6, 30))
            #expect(IntegrityStanding.counts(late, on: last) && !IntegrityStanding.counts(late, on: last.adding(days: 1)))
        }
    }

    @Test func whoBearsABarredNameHasToBeToldApart() async throws {
        try await withCounty(.sqlite) { county in
            let (office, call) = (county.office, try await county.call())
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            var person = Draft<Person>()
            (person.name, person.identity) = ("甲工", .some(IdentityNumber("11010519491231002X")))
            var record = Draft<IntegrityRecord>()
            (record.subject, record.person, record.category, record.gravity) = ("某教授", .some(try await office.create(person).reference), .plagiarism, .severe)
            (record.decision, record.decidedOn, record.barredUntil) = ("限制申报五年", County.today, .some(Day(2031, 7, 1)))
            _ = try await office.create(record)
            let application = try await county.application("脆红李保鲜", of: firm, in: call, asking: 20, Texts.fruit)
            var submitted = try await county.people(of: firm).move(application, step: "submit")
            #expect(await refusal { try await office.move(submitted, step: "accept") }?.message.chinese.contains("同名") == true)
            // Another identity number: it is somebody else. The same one: it is them.
            submitted = try await office.move(submitted, step: "return", remark: "请填身份号码")
            submitted = try await county.people(of: firm).update(submitted) { $0.identity = .some(IdentityNumber("440524188001010014")) }
            submitted = try await county.people(of: firm).move(submitted, step: "resubmit")
            #expect(await refusal { try await office.move(submitted, step: "accept") } == nil)
            let other = try await county.enterprise("乙厂", "914403001922038216")
            let same = try await county.application("丝胶回收", of: other, in: call, asking: 20, Texts.silk) {
                ($0.leader, $0.identity) = ("甲工", .some(IdentityNumber("11010519491231002X")))
            }
            #expect(await refusal { try await county.people(of: other).move(same, step: "submit") }?.message.chinese == "不予受理：“某教授”限制申报至 2031-07-01")
        }
    }
}
