@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// Who sees what.
@Suite struct SightTests {
    @Test(arguments: Database.available) func aBankSeesWhatIsAddressedToItAndTheRatingOnlyWithConsent(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (one, two) = (try await county.bank("农商行"), try await county.bank("支行"))
            let pool = try await county.fund(city: 400, county: 600)
            for bank in [one, two] { try await county.agreement(pool, bank) }
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let other = try await county.firmOfGradeD("乙厂", RoadTests.codes[1])
            let report = try await county.rate(firm)
            let shared = try await county.apply(firm, at: one, wan: 50)
            let silent = try await county.apply(firm, at: two, wan: 50, shares: false)
            let (first, second) = (county.people(of: one), county.people(of: two))
            #expect(try await first.all(Loan.self).map(\.application) == [shared.reference])
            #expect(try await second.all(Loan.self).map(\.application) == [silent.reference])
            #expect(await refusal { try await second.row(try await county.loan(of: shared).reference) } == .notFound(kind: "loan"))
            let (open, closed) = (try await county.loan(of: shared), try await county.loan(of: silent))
            #expect(open.grade == "D" && open.limit == Money(wan: 160) && open.reasons == report.reasons)
            #expect(closed.grade == nil && closed.limit == nil && closed.reasons == nil)
            // Neither the rating itself, nor the application, nor the enterprise is a bank's to read; nor can it move or claim for another one.
            for kind in ["creditReport", "loanApplication", "enterprise", "enterpriseYear", "capitalFund", "bookLine"] {
                let seen = (try? await first.records(Query(kind, limit: 10))) ?? []
                #expect(seen.isEmpty, "a bank reads \(kind)")
            }
            #expect(await refusal { try await second.move(open.id, in: "loan", step: "examine") } == .notFound(kind: "loan"))
            var claim = Draft<LossClaim>()
            (claim.bank, claim.loan, claim.reason) = (two.reference, open.reference, "冒充")
            #expect(await refusal { try await second.create(claim) }?.problems.map(\.code) == ["dangling"])
            // A firm takes its consent back.
            _ = try await county.people(of: firm).carryOut("withdrawConsent", on: shared.id)
            let hidden = try await first.row(open.reference)
            #expect(hidden.grade == nil && hidden.limit == nil && hidden.reasons == nil)
            // A neighbour sees nothing of it.
            let neighbour = county.people(of: other)
            #expect(try await neighbour.all(LoanApplication.self).isEmpty)
            #expect(try await neighbour.all(CreditReport.self).isEmpty)
            #expect(await refusal { try await neighbour.carryOut("withdrawConsent", on: silent.id) } == .notFound(kind: "loanApplication"))
            #expect(await refusal { try await neighbour.carryOut("rateCredit", on: firm.id) } != nil)
            // Nor is lending a firm's or a stranger's to do.
            #expect(await refusal { try await county.people(of: firm).move(open.id, in: "loan", step: "examine") } != nil)
            #expect(await refusal { try await county.desk("stranger", "nobody").all(Loan.self) } != nil)
        }
    }

    @Test(arguments: Database.available) func aWithdrawnApplicationIsClosedAtTheBank(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            try await county.rate(firm)
            let application = try await county.apply(firm, at: bank, wan: 50)
            _ = try await county.people(of: firm).move(application, step: "withdraw")
            let loan = try await county.loan(of: application)
            #expect(loan.state == .withdrawn && loan.reasons == nil)
            #expect(await refusal { try await county.people(of: bank).move(loan, step: "examine") }?.status == 409)
            let again = try await county.apply(firm, at: bank, wan: 50)
            _ = try await county.people(of: bank).move(try await county.loan(of: again), step: "examine")
            var refused = try await county.loan(of: again)
            #expect(await refusal { try await county.people(of: bank).move(refused, step: "refuse") } != nil, "it says why")
            refused = try await county.people(of: bank).update(refused) { $0.answer = .some("行业集中度已满") }
            _ = try await county.people(of: bank).move(refused, step: "refuse")
            let told = try await county.people(of: firm).row(again.reference)
            #expect(told.state == .refused && told.answer == "行业集中度已满")
        }
    }

    @Test(arguments: Database.available) func whatAMadeUpBankLendsIsMadeUp(_ database: Database) async throws {
        try await withCounty(database) { county in
            var draft = Draft<FinancialInstitution>()
            (draft.name, draft.category) = ("模拟银行", .bank)
            let records = try await county.system.create([(id: county.engine.context.newID(), submission: draft.submission)], isSimulated: true)
            let bank = Row<FinancialInstitution>(records[0])
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let loan = try await county.lent(firm, at: bank, wan: 50, .general)
            #expect(loan.meta.isSimulated && loan.fund == nil)
            #expect(try await county.value("I-loans-outstanding") == 0)
            #expect(try await county.value("I-loans-outstanding", isSimulated: true) == 50)
        }
    }

    @Test(arguments: Database.available) func everyoneHasADeskOfTheirOwn(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let fund = try await county.bank("创投公司", .venture)
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let catalog = county.engine.catalog
            let actors = [
                ("centre", county.centre.actor), ("bank", county.people(of: bank).actor), ("investor", county.people(of: fund, as: "investor").actor),
                ("enterprise", county.people(of: firm).actor),
            ]
            let pages: [(Page, String)] = [(.finance, "centre"), (.bankDesk, "bank"), (.investorDesk, "investor"), (.financing, "enterprise")]
            for (page, owner) in pages {
                for (name, actor) in actors { #expect(page.isOpen(to: actor, catalog) == (name == owner), "\(page.code) for \(name)") }
            }
            _ = try await county.centre.carryOut("openInstitution", on: bank.id)
            #expect(try await county.system.row(Reference<Organisation>(bank.id.ofOrganisation)).name == "农商行")
        }
    }
}
