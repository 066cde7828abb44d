@testable import Finance
import Foundation
@testable import Kernel
@testable import PlanBoard
@testable import Registers
import Testing

/// The plan board takes values from these records.
@Suite struct PlanTests {
    @Test(arguments: Database.available) func targetsTakeTheirValuesFromLoansAndFunds(_ database: Database) async throws {
        let county = try await County(database, [.planBoard, .registers, .finance])
        try await county.engine.found()
        let region = County.region
        let plan = try #require(try await county.system.all(Plan.self) { $0.region == region }.first)
        let targets = try await county.system.all(Target.self) { $0.plan == plan.reference }
        let linked = Set(targets.compactMap(\.indicator))
        #expect(linked.isSuperset(of: ["I042", "I043"]), "\(linked.sorted())")
        let bank = try await county.bank("农商行")
        let pool = try await county.fund(city: 400, county: 600)
        _ = try await county.fund(.seed, city: 800, county: 1200)
        try await county.agreement(pool, bank)
        let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
        try await county.rate(firm)
        _ = try await county.lent(firm, at: bank, wan: 150)
        var order = Draft<AskForReports>()
        (order.asOf, order.due) = (County.today, County.today.adding(days: 30))
        _ = try await county.desk("plan", "planOffice").carryOut("askForReports", on: plan.id, order.submission)
        for (code, value) in [("I042", 0.015), ("I043", 2000)] {
            let target = try #require(targets.first { $0.indicator == code })
            let reports = try await county.system.all(Report.self) { $0.target == target.reference }
            #expect(reports.map(\.value) == [value], "\(target.name)")
        }
        await county.store.close()
    }
}
