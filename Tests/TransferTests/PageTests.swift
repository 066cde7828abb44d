import Foundation
@testable import Enterprises
@testable import Kernel
@testable import PlanBoard
@testable import Registers
import Testing
@testable import Transfer

/// What the pages say, to whom, and that every figure opens to the records that it was worked out from.
@Suite struct PageTests {
    static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }

    /// The application with made-up enterprises and a made-up market.
    private static func demonstration() async throws -> County {
        let county = try await County(.sqlite, [.registers, .enterprises, .transfer])
        for application in [Application.enterprises, .transfer] { try await application.samples?(county.system) }
        return county
    }

    @Test func everyFigureOpensToItsRecords() async throws {
        let county = try await Self.demonstration()
        let contract = try #require(try await county.station.all(TechnologyContract.self) { $0.state == .accepted }.first)
        let demand = try #require(try await county.office.all(MarketNotice.self) { $0.category == .demand }.first)
        let lot = try #require(try await county.office.all(MarketLot.self).first)
        let instrument = try #require(try await county.office.all(SharedInstrument.self).first)
        for (page, desk, record, least) in [
            (Page.transferOverview, county.office, RecordID?.none, 15), (.contractStation, county.station, nil, 20), (.market, county.office, nil, 20),
            (.patents, county.office, nil, 30), (.instruments, county.office, nil, 8), (.cooperation, county.office, nil, 30),
            (.contractReview, county.station, contract.id, 15), (.noticeMatching, county.office, demand.id, 1), (.lotSheet, county.office, lot.id, 3),
            (.instrumentCalendar, county.office, instrument.id, 14),
        ] {
            let said = Said(try await Self.blocks(page, desk, of: record))
            #expect(said.derived.count >= least, "\(page.code) has \(said.derived.count) figures that open")
            for figure in said.derived {
                var records: [[StoredRecord]] = []
                for evidence in figure.evidence { records.append(try await desk.records(Query(evidence.kind, where: evidence.condition, limit: 1000))) }
                let again = figure.again(from: records)
                #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
            }
        }
        await county.store.close()
    }

    @Test func madeUpRecordsAreMarkedAndCountForNothing() async throws {
        let county = try await Self.demonstration()
        for kind in county.engine.catalog.application("transfer")?.kinds ?? [] {
            let records = try await county.system.records(Query(kind.schema.name, limit: 1000))
            #expect(!records.contains { !$0.meta.isSimulated }, "\(kind.schema.name) has samples that say they are real")
        }
        for code in ["I007", "I010", "I048", "I056", "I090"] {
            let real = try await county.value(code)
            let madeUp = try await county.value(code, isSimulated: true)
            #expect((real ?? 0) == 0, "\(code) counts made-up records")
            #expect((madeUp ?? 0) > 0, "there is nothing to show for \(code)")
        }
        await county.store.close()
    }

    @Test func everyoneHasTheirOwnDeskAndNoOther() async throws {
        let county = try await Self.demonstration()
        let firm = try #require(try await county.system.all(TechnologyDemand.self) { $0.state == .published }.first?.enterprise)
        let people = county.people(of: try await county.system.row(firm))
        let said = Said(try await Self.blocks(.enterpriseTransferDesk, people))
        #expect(said.texts.contains { $0.hasPrefix("“") }, "the offer most like its demand is not shown")
        let catalog = county.engine.catalog
        let broker = county.desk("b", "broker", organisation: "b"), owner = county.desk("o", "instrumentOwner", organisation: "o")
        for desk in [county.institute(), broker, owner] {
            #expect(Said(try await Self.blocks(.partnerDesk, desk)).texts.contains("目前没有要办的事。"))
            #expect(Page.partnerDesk.isOpen(to: desk.actor, catalog) && !Page.transferOverview.isOpen(to: desk.actor, catalog))
        }
        for page in [Page.transferOverview, .contractStation, .cooperation] {
            #expect(!page.isOpen(to: people.actor, catalog), "an enterprise sees the office's page \(page.code)")
        }
        for page in [Page.market, .patents, .instruments] {
            #expect(page.isOpen(to: people.actor, catalog))
            #expect(try await !Self.blocks(page, people).isEmpty)
        }
        #expect(!Page.transferOverview.isOpen(to: county.station.actor, catalog) && Page.contractStation.isOpen(to: county.station.actor, catalog))
        await county.store.close()
    }

    /// A target of the founding plan takes its value from the registered contracts.
    @Test(arguments: Database.available) func thePlanTakesItsTurnoverFromTheContracts(_ database: Database) async throws {
        let county = try await County(database, [.planBoard, .registers, .transfer])
        try await county.engine.found()
        let region = County.region
        let plan = try #require(try await county.system.all(Plan.self) { $0.region == region }.first)
        let linked = Set(try await county.system.all(Target.self) { $0.plan == plan.reference }.compactMap(\.indicator))
        #expect(linked.isSuperset(of: ["I005", "I007", "I010", "I031", "I032"]), "\(linked.sorted())")
        let desk = county.institute()
        var contract = try await desk.move(try await county.contract(by: desk), step: "submit")
        for step in ["accept", "register"] { contract = try await county.station.move(contract, step: step) }
        let target = try #require(try await county.system.all(Target.self) { $0.plan == plan.reference && $0.indicator == "I007" }.first)
        var order = Draft<AskForReports>()
        (order.asOf, order.due) = (County.today, County.today.adding(days: 30))
        _ = try await county.desk("plan", "planOffice").carryOut("askForReports", on: plan.id, order.submission)
        // 300 wan are 0.03 亿元.
        #expect(try await county.system.all(Report.self) { $0.target == target.reference }.map(\.value) == [0.03])
        await county.store.close()
    }
}

/// All that a page says.
struct Said {
    private(set) var texts: Set<String> = []
    private(set) var derived: [Derived] = []

    init(_ blocks: [Block]) { for block in blocks { look(block) } }

    private mutating func look(_ phrases: [Phrase]) {
        for phrase in phrases {
            texts.insert(phrase.label.chinese)
            if let figure = phrase.derived { derived.append(figure) }
        }
    }

    private mutating func look(_ block: Block) {
        switch block {
        case .paragraph(let phrases), .notice(let phrases, _): look(phrases)
        case .list(let lines), .steps(let lines): for line in lines { look(line) }
        case .facts(let facts): derived += facts.compactMap(\.derived)
        case .table(let table): for row in table.rows { for cell in row.cells { look(cell.phrases) } }
        case .cards(let cards): for card in cards { for line in card.lines { look(line) } }
        case .choices(let choices): derived += choices.compactMap(\.derived)
        case .group(_, let inner, _): for block in inner { look(block) }
        case .beside(let one, let other): for block in one + other { look(block) }
        default: break
        }
    }
}
