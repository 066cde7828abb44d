import Foundation
@testable import Enterprises
@testable import Kernel
@testable import Registers
import Testing

/// A county of three firms, reckoned on paper; and who sees what of it.
@Suite struct CountyTests {
    private struct Three { let a, b, c: Row<Enterprise> }

    /// A: above scale with an R&D body. B: above scale without. C: a small service firm.
    private static func three(_ county: County) async throws -> Three {
        let a = try await county.enterprise("甲厂", "91500114YYYY00012L") { ($0.isAboveScale, $0.institution) = (true, .city) }
        let b = try await county.enterprise("乙厂", "914403001922038216") { $0.isAboveScale = true }
        let c = try await county.enterprise("丙公司", "9144030071526726XG") { ($0.sector, $0.section, $0.isOnCloud) = (.services, .some(.i), true) }
        func money(_ wan: Int64) -> Money? { Money(wan: wan) }
        try await county.figures(a, 2025) {
            ($0.revenue, $0.mainRevenue, $0.research, $0.newProductSales) = (.some(money(5000)), .some(money(4800)), .some(money(240)), .some(money(1000)))
        }
        try await county.figures(a, 2024) { ($0.mainRevenue, $0.research, $0.newProductSales) = (.some(money(4000)), .some(money(100)), .some(money(800))) }
        try await county.figures(b, 2025) { ($0.mainRevenue, $0.research, $0.newProductSales) = (.some(money(2400)), .some(money(36)), .some(money(500))) }
        try await county.figures(c, 2025) { ($0.mainRevenue, $0.research, $0.newProductSales) = (.some(money(100)), .some(money(20)), .some(money(90))) }
        try await county.title(a, .highTech, from: Day(2024, 12, 1), until: Day(2027, 11, 30))
        try await county.title(b, .highTech, from: Day(2023, 1, 1), until: County.today.adding(days: -1))
        for firm in [a, b, c] { try await county.title(firm, .municipalScience, from: Day(2022, 1, 1)) }
        try await county.title(c, .specialised, from: Day(2024, 1, 1), until: County.today.adding(days: 90))
        return Three(a: a, b: b, c: c)
    }

    @Test(arguments: Database.available) func indicatorsAreWhatPaperSays(_ database: Database) async throws {
        try await withCounty(database) { county in
            let three = try await Self.three(county)
            let expected: [(String, String, Double)] = [
                ("I003", "", 3), ("I004", "", 1), ("I062", "", 1), ("I063", "", 3), ("I023", "", 2), ("I024", "", 1), ("I025", "", 1), ("I026", "", 0),
                ("I067", "", 1),
                ("I068", "", 1), ("I011", "", 50), ("I-certificates-ending", "", 1),
                // (240 + 36) / (4 800 + 2 400) and 100 / 4 000
                ("I002", "2025", 276.0 / 72), ("I002", "2024", 2.5),
                // 1 000 + 500 and 800, in 亿元
                ("I006", "2025", 0.15), ("I006", "2024", 0.08), ("I-enterprise-research", "2025", 0.0296),
            ]
            for (code, period, value) in expected {
                let found = try #require(try await county.value(code, period: period))
                #expect(abs(found - value) < 1e-12, "\(code) of \(period) is \(found), paper says \(value)")
            }
            // A title that is revoked counts no longer; a firm that moves from one sector to another is counted there.
            let certificate = try #require(try await county.office.all(Certificate.self) { $0.enterprise == three.a.reference && $0.type == .highTech }.first)
            _ = try await county.office.update(certificate) { $0.isRevoked = true }
            #expect(try await county.value("I004") == 0)
            _ = try await county.office.update(three.b) { $0.sector = .agriculture }
            #expect(try await county.value("I021") == 1)
            #expect(try await county.value("I023") == 1)
            // What is not verified any more does not count.
            let year = try #require(try await county.office.all(EnterpriseYear.self) { $0.enterprise == three.b.reference }.first)
            _ = try await county.office.move(year, step: "reopen", remark: "更正")
            #expect(try await county.value("I006", period: "2025") == 0.1)
        }
    }

    @Test(arguments: Database.available) func anEnterpriseSeesItsOwnRecordsOnly(_ database: Database) async throws {
        try await withCounty(database) { county in
            let three = try await Self.three(county)
            let people = county.people(of: three.b)
            #expect(try await people.all(Enterprise.self).map(\.name) == ["乙厂"])
            #expect(try await people.all(EnterpriseYear.self).count == 1, "what the office entered for it is its own")
            #expect(try await people.all(Certificate.self).count == 2)
            #expect(await refusal { try await people.row(three.a.reference) } == .notFound(kind: "enterprise"))
            #expect(three.b.id.ofOrganisation != three.b.id && three.b.id.ofOrganisation.ofOrganisation == three.b.id)
            // It reports for itself and for nobody else, and verifies nothing.
            var own = Draft<EnterpriseYear>()
            own.enterprise = three.b.reference
            own.closes = Day(2024, 12, 31)
            let row = try await people.move(try await people.create(own), step: "submit")
            #expect(row.meta.organisation == three.b.id.ofOrganisation.text)
            #expect(await refusal { try await people.move(row, step: "verify") } != nil)
            var other = own
            other.enterprise = three.a.reference
            other.closes = Day(2023, 12, 31)
            #expect(await refusal { try await people.create(other) } != nil)
            // Nor does a record change its owner.
            let change = await refusal { try await county.office.update(row) { $0.enterprise = three.a.reference } }
            #expect(change?.problems.map(\.code) == ["owner-fixed"] || change?.status == 409, "\(change.debugDescription)")
            // Indicators of the county are not an enterprise's to know.
            #expect(Set(people.indicators.flatMap(\.parts).map(\.kind)).isSubset(of: ["park", "contest"]))
            // The register shows no names and telephones of people to those who may not see them.
            #expect(Enterprise.kind.declared.personalColumns == ["contact", "phone"])
        }
    }

    @Test(arguments: Database.available) func accessIsOpenedForTheEnterprisesOwnOrganisation(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            _ = try await county.office.carryOut("openAccess", on: firm.id)
            let organisation = try await county.system.row(Reference<Organisation>(firm.id.ofOrganisation))
            #expect(organisation.name == "甲厂" && organisation.creditCode == firm.creditCode)
            #expect(try await county.office.carryOut("openAccess", on: firm.id).message.chinese == "早已开通")
            #expect(await refusal { try await county.people(of: firm).carryOut("openAccess", on: firm.id) } != nil)
        }
    }

    @Test(arguments: Database.available) func anIssueIsSolvedAndRated(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let people = county.people(of: firm)
            var draft = Draft<EnterpriseIssue>()
            draft.enterprise = firm.reference
            draft.subject = "扩产需要厂房"
            draft.openedOn = County.today
            var issue = try await people.create(draft)
            #expect(try await county.office.inbox().contains { $0.subject == issue.id.text }, "it waits for the office")
            #expect(await refusal { try await county.office.move(issue, step: "take") } != nil, "nobody is named yet")
            issue = try await county.office.update(issue) { ($0.officer, $0.due) = (.some("向明月"), .some(County.today.adding(days: -1))) }
            issue = try await county.office.move(issue, step: "take")
            #expect(try await county.value("I-issues-late") == 1)
            issue = try await county.office.update(issue) { $0.solution = .some("已协调标准厂房") }
            issue = try await county.office.move(issue, step: "solve")
            #expect(await refusal { try await people.move(issue, step: "rate") } != nil, "it has not said how satisfied it is")
            issue = try await people.update(issue) { $0.satisfaction = .some(.content) }
            issue = try await people.move(issue, step: "rate")
            #expect(issue.state == .closed)
            #expect(try await county.value("I-issues-satisfied") == 100)
            #expect(try await county.value("I-issues-open") == 0)
        }
    }

    @Test(arguments: Database.available) func figuresOfAYearAreVerifiedAtOnce(_ database: Database) async throws {
        try await withCounty(database) { county in
            for (name, code) in [("甲厂", "91500114YYYY00012L"), ("乙厂", "914403001922038216")] {
                var draft = Draft<EnterpriseYear>()
                draft.enterprise = try await county.enterprise(name, code).reference
                draft.closes = Day(2025, 12, 31)
                draft.research = .some(Money(wan: 10))
                _ = try await county.office.move(try await county.office.create(draft), step: "submit")
            }
            #expect(try await county.value("I-figures-waiting") == 2)
            var order = Draft<VerifyFigures>()
            order.closes = Day(2025, 12, 31)
            #expect(try await county.office.carryOut("verifyFigures", order.submission).message.chinese == "已核实 2 份")
            #expect(try await county.value("I-figures-waiting") == 0)
            #expect(try await county.value("I-enterprise-research", period: "2025") == 0.002)
        }
    }

    @Test func figuresThatCannotBeAreRefused() async throws {
        try await withCounty(.sqlite) { county in
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            var draft = Draft<EnterpriseYear>()
            draft.enterprise = firm.reference
            draft.closes = Day(2025, 6, 30)
            draft.revenue = .some(Money(wan: 10))
            draft.mainRevenue = .some(Money(wan: 11))
            let refused = await refusal { try await county.office.create(draft) }
            #expect(refused?.problems.compactMap(\.field).sorted() == ["closes", "mainRevenue"])
            var wrong = Draft<Enterprise>()
            wrong.submission["creditCode"] = .typed("91500114YYYY000126")
            wrong.name = "错码"
            #expect(await refusal { try await county.office.create(wrong) }?.problems.map(\.code) == ["credit-code-check"])
        }
    }
}
