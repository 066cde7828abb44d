import Foundation
@testable import Kernel
@testable import Registers
import Testing
@testable import Transfer

/// From the seller's form to the number of the plan, and what is refused on the way.
@Suite struct ContractTests {
    @Test(arguments: Database.available) func aContractIsRegisteredAndCounts(_ database: Database) async throws {
        try await withCounty(database) { county in
            let people = county.people(of: try await county.first())
            var row = try await county.contract(by: people, of: try await people.rows(Enterprise.self).first)
            #expect(await refusal { try await county.station.move(row, step: "accept") } != nil, "it is not submitted yet")
            row = try await people.move(row, step: "submit")
            #expect(try await county.station.inbox().contains { $0.subject == row.id.text }, "it waits for the station")
            #expect(await refusal { try await people.move(row, step: "accept") } != nil, "a seller accepts nothing")
            row = try await county.station.move(row, step: "accept")
            row = try await county.station.move(row, step: "register")
            // 300 − 120 − 30 = 150; the first of the county and the year.
            #expect(row.technical == Money(wan: 150) && row.registeredType == .development)
            #expect(row.number == "5001142026000001" && row.registeredOn == County.today)
            #expect(row.rules?.contains("2026-03-01") == true)
            #expect(try await county.value("I007", period: "2026") == 0.03)
            #expect(try await county.value("I-technical-turnover", period: "2026") == 0.015)
            // Nothing changes it now but a change or a cancellation.
            #expect(await refusal { try await people.update(row) { $0.total = Money(wan: 900) } } != nil)
            row = try await county.station.move(row, step: "cancel", remark: "合同解除")
            #expect(try await county.value("I007", period: "2026") == 0)
        }
    }

    @Test func eachFailingConditionIsNamed() async throws {
        try await withCounty { county in
            let desk = county.institute()
            let row = try await county.contract(by: desk) {
                ($0.type, $0.text, $0.payment, $0.content) = (.licence, .some(nil), .some(nil), "太短")
                ($0.buyer, $0.sellerPlace, $0.isSecret) = ("研究所", .city, true)
                ($0.signedOn, $0.equipment, $0.materials) = (County.today.adding(days: 3), .some(Money(wan: 300)), .some(nil))
            }
            #expect(ContractReview(row).failing.map(\.code) == ["C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7", "C-8", "C-9"])
            var moved = try await desk.move(row, step: "submit")
            moved = try await county.station.move(moved, step: "accept")
            let refused = await refusal { try await county.station.move(moved, step: "register") }
            #expect(refused?.message.chinese.contains("登记审查") == true, "\(refused.debugDescription)")
            // Returned, completed by the seller, registered.
            moved = try await county.station.move(moved, step: "return", remark: "请补正")
            let text = try await county.upload(by: desk)
            moved = try await desk.update(moved) {
                ($0.text, $0.payment, $0.content) = (.some(text), .some("一次付清"), "许可使用一种中药材低温烘干设备及其控制方法的专利技术。")
                ($0.buyer, $0.sellerPlace, $0.isSecret) = ("丙公司", .local, false)
                ($0.signedOn, $0.equipment, $0.rights) = (Day(2026, 6, 1), .some(nil), .some("202010123456.2"))
            }
            moved = try await desk.move(moved, step: "submit")
            for step in ["accept", "register"] { moved = try await county.station.move(moved, step: step) }
            #expect(moved.registeredType == .licence && moved.technical == Money(wan: 300))
        }
    }

    /// The rules of a day: until 2026-02-28 a licence is registered as a transfer, and nothing is known of large contracts.
    @Test func theRulesAreThoseOfTheDayOfTheApplication() async throws {
        try await withCounty { county in
            let (old, new) = (try #require(Day(2026, 2, 28)), try #require(Day(2026, 3, 1)))
            let (before, after) = (try await Self.review(county, old), try await Self.review(county, new))
            #expect(before.registered == .transfer && after.registered == .licence)
            // 500 wan of technical turnover is large, a fen less is not; under the old rules nothing is.
            for (day, fen, isLarge) in [(new, Int64(500_000_000), true), (new, 499_999_999, false), (old, 500_000_000, false)] {
                let review = try await Self.review(county, day) {
                    ($0.total, $0.equipment, $0.materials) = (Money(fen: fen), .some(nil), .some(nil))
                }
                #expect(review.needsExperts == isLarge, "\(day), \(fen)")
            }
            let disputed = try await Self.review(county, old) { $0.isDisputed = true }
            #expect(disputed.needsExperts)
            // A slip in a patent number is found, know-how beside it does no harm.
            let (slip, sound) = (
                try await Self.review(county, new) { $0.rights = .some("ZL202010123456.3") },
                try await Self.review(county, new) { $0.rights = .some("ZL202010123456.2、配方") }
            )
            #expect(slip.failing.map(\.code) == ["C-8"])
            #expect(sound.isPassed)
        }
    }

    /// A licence that was applied for on a day.
    private static func review(
        _ county: County, _ day: Day, _ change: (inout Draft<TechnologyContract>) -> Void = { _ in }
    ) async throws -> ContractReview {
        let row = try await county.contract(by: county.institute()) { draft in
            (draft.type, draft.rights, draft.registeredOn, draft.signedOn) = (.licence, .some("技术秘密"), day, Day(2025, 1, 2))
            change(&draft)
        }
        return ContractReview(row)
    }

    @Test(arguments: Database.available) func largeOnesGoToExpertsAndNothingIsRegisteredTwice(_ database: Database) async throws {
        try await withCounty(database) { county in
            let desk = county.institute()
            var large = try await county.contract(by: desk) { $0.total = Money(wan: 650) }
            large = try await desk.move(large, step: "submit")
            large = try await county.station.move(large, step: "accept")
            #expect(await refusal { try await county.station.move(large, step: "register") }?.message.chinese.contains("专家") == true)
            large = try await county.station.move(large, step: "experts")
            large = try await county.station.move(large, step: "register")
            #expect(large.technical == Money(wan: 500))
            var again = try await county.contract(by: desk) { $0.total = Money(wan: 200) }
            again = try await desk.move(again, step: "submit")
            again = try await county.station.move(again, step: "accept")
            let reference = again
            #expect(await refusal { try await county.station.move(reference, step: "register") }?.message.chinese.contains("已经登记过") == true)
            // A change that the station approves: 650 becomes 400, of it 100 not technical.
            var change = Draft<ContractAmendment>()
            (change.contract, change.reason, change.day) = (large.reference, "缩小范围", County.today)
            (change.total, change.costs) = (Money(wan: 400), Money(wan: 100))
            var amendment = try await desk.move(try await desk.create(change), step: "submit")
            #expect(await refusal { try await desk.move(amendment, step: "approve") } != nil)
            amendment = try await county.station.move(amendment, step: "approve")
            let changed = try await county.station.row(large.reference)
            #expect(changed.total == Money(wan: 400) && changed.technical == Money(wan: 300) && changed.number == large.number)
            #expect(try await county.value("I007", period: "2026") == 0.04)
        }
    }

    @Test func aStrangerSeesNothingOfIt() async throws {
        try await withCounty { county in
            let firm = try await county.first()
            let row = try await county.contract(by: county.people(of: firm), of: firm)
            let neighbour = county.people(of: try await county.second())
            #expect(await refusal { try await neighbour.row(row.reference) } == .notFound(kind: "technologyContract"))
            #expect(await refusal { try await county.desk("b", "broker", organisation: "b").rows(TechnologyContract.self) } != nil)
            #expect(try await neighbour.rows(TechnologyContract.self).isEmpty)
            // Nor can one report in the name of another.
            #expect(await refusal { try await county.contract(by: neighbour, of: firm) } != nil)
            // The parts cannot be more than the whole.
            let refused = await refusal { try await county.contract(by: county.institute()) { $0.otherCosts = .some(Money(wan: 151)) } }
            #expect(refused?.problems.compactMap(\.field) == ["total"])
        }
    }
}
