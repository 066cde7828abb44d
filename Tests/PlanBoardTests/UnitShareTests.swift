@testable import Kernel
@testable import PlanBoard
import Testing

/// Targets that several units answer for: shared out, asked for, added up.
@Suite struct UnitShareTests {
    /// 高新技术企业 of Qianjiang: 37 in 2020, 80 in 2025.
    private func enterprises(_ board: Board) async throws -> (office: Desk, plan: Row<Plan>, target: Row<PlanBoard.Target>) {
        let plan = try await board.plan(Board.qianjiang)
        let office = board.desk("office", .planOffice, in: Board.qianjiang)
        let target = try #require(
            try await office.all(PlanBoard.Target.self) { $0.plan == plan.reference }.first { $0.name.contains("高新技术企业") && $0.base == 37 })
        return (office, plan, target)
    }

    private func units(_ office: Desk, _ count: Int) async throws -> [Reference<Organisation>] {
        try await office.all(Organisation.self) { $0.region == Board.qianjiang }.prefix(count).map(\.reference)
    }

    private func order(
        _ units: [Reference<Organisation>], _ values: [Double]? = nil, bases: [Double]? = nil, _ method: YearTarget.Method = .linear, isSummed: Bool? = nil
    ) -> Submission {
        var order = Draft<ShareOut>()
        order.units = units
        order.values = .some(values)
        order.bases = .some(bases)
        order.method = method
        order.isSummed = .some(isSummed)
        return order.submission
    }

    private func problems(_ body: () async throws -> Void) async -> [Label] {
        do { try await body() } catch let refusal as Refusal { return refusal.problems.isEmpty ? [refusal.message] : refusal.problems.map(\.message) } catch {
            return [Label("\(error)")]
        }
        return []
    }

    @Test(arguments: Database.available) func sharesAndTheirYearsAddUpToTheCounty(_ database: Database) async throws {
        try await withBoard(database) { board in
            let (office, plan, target) = try await enterprises(board)
            let units = try await units(office, 3)
            for method in [YearTarget.Method.linear, .early, .late, .byHand] {
                var county = Draft<BreakDown>()
                county.method = method
                county.onlyMissing = false
                _ = try await office.carryOut("breakDown", on: plan.id, county.submission)
                _ = try await office.carryOut("shareOut", on: target.id, order(units, bases: [20, 12, 5], method))
                let shares = try await office.all(UnitShare.self) { $0.target == target.reference }
                // 80 × 20/37, 12/37, 5/37 = 43.24, 25.95, 10.81: the largest remainders get what is left.
                #expect(shares.map(\.value) == [43, 26, 11])
                #expect(shares.map(\.base) == [20, 12, 5])
                let parts = try await office.all(YearTarget.self) { $0.target == target.reference }
                for year in 2021...2025 {
                    let whole = parts.first { $0.year == year && $0.unit == Report.whole }?.value
                    let own = parts.filter { $0.year == year && $0.unit != Report.whole }
                    #expect(own.count == 3)
                    #expect(own.map(\.value).reduce(0, +) == whole, "\(method) \(year)")
                    #expect(own.allSatisfy { $0.method == method })
                }
            }
        }
    }

    @Test func whatDoesNotAddUpIsRefusedWithTheDifference() async throws {
        try await withBoard(.sqlite) { board in
            let (office, _, target) = try await enterprises(board)
            let units = try await units(office, 3)
            let short = await problems { _ = try await office.carryOut("shareOut", on: target.id, order(units, [40, 20, 18])) }
            #expect(short.map(\.chinese) == ["各单位合计 78 家，比全县的 80 家少 2 家，请补足"])
            #expect(short.map(\.english) == ["The units add up to 78 家, 2 家 less than the county's 80 家; please make it up"])
            let bases = await problems { _ = try await office.carryOut("shareOut", on: target.id, order(units, [40, 20, 20], bases: [20, 20, 5])) }
            #expect(bases.first?.chinese.contains("多 8 家") == true)
            let count = await problems { _ = try await office.carryOut("shareOut", on: target.id, order(units, [40, 40])) }
            #expect(count.first?.chinese == "有 3 个单位，填了 2 个数")
            let twice = await problems { _ = try await office.carryOut("shareOut", on: target.id, order([units[0], units[0]], [40, 40])) }
            #expect(twice.first?.chinese.contains("只能出现一次") == true)
            #expect(try await office.count(UnitShare.self) == 0)

            // By hand afterwards: the sheet says what is missing, and the years are not spread from wrong shares.
            _ = try await office.carryOut("shareOut", on: target.id, order(units, [40, 20, 20]))
            let share = try #require(try await office.all(UnitShare.self).first)
            _ = try await office.update(share) { $0.value = 35 }
            let said = try await words(.targetSheet, target.id, office)
            #expect(said.contains("比全县的 80 家少 5 家"))
            let refused = await problems { _ = try await office.carryOut("spreadShares", on: target.id, Draft<SpreadShares>().submission) }
            #expect(refused.first?.chinese.contains("少 5 家") == true)
        }
    }

    @Test(arguments: Database.available) func unitsAreAskedAndTheirValuesAddedUp(_ database: Database) async throws {
        try await withBoard(database) { board in
            let (office, plan, target) = try await enterprises(board)
            let units = try await units(office, 2)
            _ = try await office.carryOut("shareOut", on: target.id, order(units, [50, 30], bases: [20, 17]))
            var ask = Draft<AskForReports>()
            ask.asOf = Day(2022, 12, 31)!
            ask.due = Day(2023, 2, 15)!
            _ = try await office.carryOut("askForReports", on: plan.id, ask.submission)
            let asked = try await office.all(Report.self) { $0.target == target.reference }
            #expect(Set(asked.map(\.unit)) == Set(units.map(\.id.text)), "nobody is asked for the sum")
            for (report, value) in zip(asked, [33.0, 22]) {
                let liaison = board.desk("liaison", .liaison, in: Board.qianjiang, organisation: report.unit)
                #expect(try await liaison.inbox(limit: 1000).contains { $0.subject == report.id.text })
                let filled = try await liaison.update(report) {
                    $0.value = .some(value)
                    $0.source = .some("认定名单")
                }
                _ = try await office.move(try await liaison.move(filled, step: "submit"), step: "verify")
                let now = try await office.row(target.reference)
                // Only with the last one the county's value is known: 55, the worked example of policy-rules §8.2.
                #expect(now.latest == (report.id == asked.last?.id ? 55 : nil))
            }
            #expect(try await office.row(target.reference).status == .onTrack)
            let total = try #require(try await office.all(Report.self) { $0.target == target.reference }.first { $0.unit == Report.whole })
            #expect(total.isComputed && total.source == "2 个单位填报的合计")

            // One of them is reopened: the sum no longer counts, and is made again when it is verified again.
            let first = try await office.row(asked[0].reference)
            let back = try await office.move(first, step: "reopen", remark: "口径有误")
            #expect(try await office.row(target.reference).latest == nil)
            let liaison = board.desk("liaison", .liaison, in: Board.qianjiang, organisation: back.unit)
            let mended = try await liaison.update(back) { $0.value = .some(30) }
            _ = try await office.move(try await liaison.move(mended, step: "submit"), step: "verify")
            #expect(try await office.row(target.reference).latest == 52)
            #expect(try await words(.targetSheet, target.id, office).contains("合计"))
        }
    }

    @Test func ratiosAreNotAddedUp() async throws {
        try await withBoard(.sqlite) { board in
            let (office, plan, _) = try await enterprises(board)
            let ratio = try #require(
                try await office.all(PlanBoard.Target.self) { $0.plan == plan.reference }.first { $0.unit == "%" && $0.pattern == .levelUp })
            let units = try await units(office, 2)
            _ = try await office.carryOut("shareOut", on: ratio.id, order(units))
            let shares = try await office.all(UnitShare.self) { $0.target == ratio.reference }
            #expect(shares.allSatisfy { $0.value == ratio.value && $0.base == ratio.base })
            let made = try await office.engine.desk(for: .system(in: Board.qianjiang)).together { changes in
                try Requests.ask(for: ratio, asOf: Day(2022, 12, 31)!, due: Day(2023, 2, 15)!, value: nil, &changes)
            }
            #expect(made == 3, "the county's value is asked for beside those of the units")
        }
    }

    @Test func aShareStandsInTheLetterOfItsUnit() async throws {
        try await withBoard(.sqlite) { board in
            let (office, plan, target) = try await enterprises(board)
            let unit = try #require(try await office.all(Organisation.self) { $0.region == Board.qianjiang }.first { $0.reference != target.lead })
            _ = try await office.carryOut("shareOut", on: target.id, order([unit.reference], [80], bases: [37]))
            var letter: [Block] = []
            for case .content(let content) in Page.responsibility.parts {
                letter += try await content(Page.Question(desk: office, choices: [Choices.plan: plan.id.text, Choices.unit: unit.id.text]))
            }
            let table = try #require(tables(letter).first { $0.title.chinese.contains("分解指标") })
            #expect(table.rows.first?.cells.map { $0.phrases.map(\.label.chinese).joined() } == [target.name, "家", "37", "46", "54", "63", "71", "80"])
        }
    }

    /// Everything that a page says in Chinese.
    private func words(_ page: Page, _ record: RecordID, _ desk: Desk) async throws -> String {
        var said = ""
        for case .content(let content) in page.parts {
            for block in flattened(try await content(Page.Question(desk: desk, record: record))) { said += "\(block)" }
        }
        return said
    }
}
