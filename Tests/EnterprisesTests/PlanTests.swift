@testable import Enterprises
import Foundation
@testable import Kernel
@testable import PlanBoard
@testable import Registers
import Testing

/// The plan board takes values from these records.
@Suite struct PlanTests {
    @Test(arguments: Database.available) func aTargetTakesItsValueFromTheRegister(_ database: Database) async throws {
        let county = try await County(database, [.planBoard, .registers, .enterprises])
        try await county.engine.found()
        let region = County.region
        let plan = try #require(try await county.system.all(Plan.self) { $0.region == region }.first)
        let target = try #require(try await county.system.all(Target.self) { $0.plan == plan.reference && $0.indicator == "I003" }.first)
        #expect(target.name.contains("科技型企业"))
        let linked = Set(try await county.system.all(Target.self) { $0.plan == plan.reference }.compactMap(\.indicator))
        #expect(linked.isSuperset(of: ["I002", "I003", "I004", "I006", "I011", "I013", "I020", "I021", "I026"]), "\(linked.sorted())")

        func value(asOf day: Day) async throws -> Double? {
            var order = Draft<AskForReports>()
            (order.asOf, order.due) = (day, day.adding(days: 30))
            _ = try await county.desk("plan", "planOffice").carryOut("askForReports", on: plan.id, order.submission)
            let reports = try await county.system.all(Report.self) { $0.target == target.reference && $0.asOf == day }
            #expect(reports.count == 1)
            return reports.first?.value
        }
        #expect(try await value(asOf: County.today) == nil, "an empty register says nothing, the unit is asked")
        for (name, code) in [("甲厂", "91500114YYYY00012L"), ("乙厂", "914403001922038216")] {
            try await county.title(try await county.enterprise(name, code), .municipalScience, from: Day(2022, 1, 1))
        }
        #expect(try await value(asOf: County.today.adding(days: 1)) == 2)
        await county.store.close()
    }
}
