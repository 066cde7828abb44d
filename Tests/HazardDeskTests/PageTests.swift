import Foundation
@testable import HazardDesk
@testable import Kernel
import Testing

/// What the pages say, that every figure opens to its records, and that samples are the same every time and marked.
@Suite struct PageTests {
    private static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }

    @Test(arguments: Database.available) func theSimulatedCountyIsWholeAndMarkedAndItsFiguresOpen(_ database: Database) async throws {
        try await withCounty(database) { county in
            try await Samples.make(county.system)
            let points = try await county.system.all(HazardPoint.self)
            #expect(points.count == 120 && points.allSatisfy(\.meta.isSimulated))
            #expect(try await county.value("I-hazards") == 0, "made-up points counted for a real number")
            #expect(try #require(try await county.value("I-hazards", isSimulated: true)) > 90)
            for kind in Application.hazardDesk.kinds.map(\.schema.name) where kind != "hazardStandard" {
                #expect(
                    try await county.system.count(kind, where: .compare("isSimulated", .equal, .integer(0))) == 0, "\(kind) has records that are not marked")
            }
            let warnings = try await county.warnings()
            #expect(warnings.contains { $0.state == .issued } && warnings.contains { $0.outcome == .hit } && warnings.contains { $0.outcome == .falseAlarm })
            #expect(try await county.system.all(HazardEvent.self).contains { $0.foreseen == .miss })
            let run = try #require(try await county.system.all(ZoningRun.self).first)
            #expect(run.auc > 0.7 && run.cells > 20_000 && (run.heldOut ?? 0) > 0.6)
            #expect(try await county.system.count(ZoneCell.self) == 225)
            #expect(try await county.system.all(HazardPoint.self) { $0.susceptibility.isFilled }.count > 90)

            var area = Draft<InfluenceArea>()
            area.name = "暴雨中心"
            area.area = Area(rings: [[(109.5, 31.33), (109.66, 31.33), (109.66, 31.46), (109.5, 31.46), (109.5, 31.33)].compactMap { Position($0.0, $0.1) }])
            let drawn = try await county.duty.create(area)
            let moving = try #require(try await county.system.all(HazardPoint.self) { $0.state == .monitored }.dropFirst(4).first)
            let household = try #require(try await county.system.all(Household.self).first)
            let pages: [(Page, RecordID?, [String: String], Int)] = [
                (.duty, nil, [:], 6), (.pointSheet, moving.id, [:], 3), (.verification, nil, ["world": "simulated"], 20), (.affected, drawn.id, [:], 10),
                (.warningSheet, warnings.first { $0.state == .issued }?.id, [:], 4), (.zoning, nil, [:], 2), (.zoningReport, run.id, [:], 10),
                (.preventionCard, moving.id, [:], 0), (.evacuationCard, household.id, [:], 0),
            ]
            for (page, record, choices, least) in pages {
                let said = Said(try await Self.blocks(page, county.duty, of: record, choices))
                #expect(said.derived.count >= least, "\(page.code) has \(said.derived.count) figures that open")
                for figure in said.derived {
                    var records: [[StoredRecord]] = []
                    for evidence in figure.evidence { records.append(try await county.duty.everything(evidence)) }
                    let again = figure.again(from: records)
                    #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
                }
            }
            let sheet = Said(try await Self.blocks(.pointSheet, county.duty, of: moving.id))
            #expect(sheet.facts["切线角"] != nil && sheet.facts["速率倒数法推算"] != nil, "the slope that runs away is not told of")
            #expect(Said(try await Self.blocks(.preventionCard, county.duty, of: moving.id)).texts.contains("铜锣、村村响"))
        }
    }

    @Test func aMonitorHasOnePageAndSeesTheOwnVillage() async throws {
        try await withCounty(.sqlite) { county in
            let point = try await county.watched()
            _ = try await county.point("烂泥湾滑坡", in: County.next)
            try await Patrolling.run(county.system)
            let said = Said(try await Self.blocks(.monitorDesk, county.monitor))
            #expect(said.titles == ["李家坡滑坡"])
            #expect(said.texts.contains("铜锣"))
            let catalog = county.engine.catalog
            #expect(Page.monitorDesk.isOpen(to: county.monitor.actor, catalog) && !Page.monitorDesk.isOpen(to: county.duty.actor, catalog))
            for page in [Page.duty, .pointSheet, .verification, .zoning] {
                #expect(page.isOpen(to: county.officer.actor, catalog) && !page.isOpen(to: county.monitor.actor, catalog), "\(page.code)")
            }
            // Names of people are for those who may read them.
            var household = Draft<Household>()
            (household.point, household.head, household.people) = (point.reference, "谭建国", 4)
            let family = try await county.officer.create(household)
            #expect(Said(try await Self.blocks(.evacuationCard, county.officer, of: family.id)).texts.contains("谭建国"))
            let masked = Said(try await Self.blocks(.evacuationCard, county.geologist, of: family.id)).texts
            #expect(!masked.contains("谭建国") && masked.contains("谭**"))
        }
    }

    @Test func aTownOfficerFindsTheOwnCallOnTop() async throws {
        try await withCounty(.sqlite) { county in
            let (_, station) = try await county.rainCountry()
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let warning = try #require(try await county.warnings().first)
            #expect(Said(try await Self.blocks(.duty, county.duty)).titles == ["石门镇地质灾害橙色预警"], "it waits to be issued")
            _ = try await county.duty.move(warning, step: "issue")
            #expect(Said(try await Self.blocks(.duty, county.officer)).titles == ["石门镇地质灾害橙色预警"], "the town is called")
            #expect(Said(try await Self.blocks(.duty, county.duty)).titles.isEmpty)
            #expect(Said(try await Self.blocks(.duty, county.neighbour)).titles.isEmpty)
            county.advance(minutes: 31)
            try await Calling.escalate(county.system)
            #expect(Said(try await Self.blocks(.duty, county.duty)).titles == ["未回复（乡镇责任人）：石门镇地质灾害橙色预警"])
        }
    }

    @Test func whoIsInsideAnArea() async throws {
        try await withCounty(.sqlite) { county in
            let inside = try await county.watched { ($0.people, $0.grade) = (.some(120), .some(.medium)) }
            let outside = try await county.point("远处滑坡") { $0.place = Position(109.9, 31.4).map { Point($0) } }
            func family(_ point: Row<HazardPoint>, _ people: Int, moved: Bool = false, _ place: Position? = nil) async throws {
                var draft = Draft<Household>()
                (draft.point, draft.head, draft.people, draft.frail) = (point.reference, "户", people, 1)
                (draft.movedOn, draft.place) = (.some(moved ? Day(2026, 1, 1) : nil), .some(place.map { Point($0) }))
                _ = try await county.duty.create(draft)
            }
            try await family(inside, 4)
            try await family(inside, 5, moved: true)
            try await family(outside, 3)
            try await family(outside, 2, Position(109.601, 31.401))
            var area = Draft<InfluenceArea>()
            area.name = "沟口"
            area.area = Area(rings: [[(109.59, 31.39), (109.61, 31.39), (109.61, 31.41), (109.59, 31.41), (109.59, 31.39)].compactMap { Position($0.0, $0.1) }])
            let drawn = try await county.duty.create(area)
            let said = Said(try await Self.blocks(.affected, county.duty, of: drawn.id))
            // One point; the family of 4 there, and the family of 2 whose house stands inside though its point does not.
            #expect(said.facts["隐患点"] == "1" && said.facts["受威胁户"] == "2" && said.facts["人口"] == "6" && said.facts["需帮助撤离"] == "2")
        }
    }

    @Test func theStandardsAreBroughtInOnce() async throws {
        try await withCounty(.sqlite) { county in
            for _ in 0..<2 { try await Standards.bringIn(county.system) }
            let standards = try await county.duty.all(HazardStandard.self)
            #expect(standards.count == 11 && standards.contains { $0.number == "DZ/T 0261—2014" && $0.isChecked })
        }
    }
}

extension Desk {
    /// All records that evidence names.
    fileprivate func everything(_ evidence: Evidence) async throws -> [StoredRecord] {
        var (found, after): ([StoredRecord], Query.Cursor?) = ([], nil)
        while true {
            let page = try await records(Query(evidence.kind, where: evidence.condition, order: .oldestFirst, after: after, limit: 1000))
            found += page
            guard page.count == 1000, let last = page.last else { return found }
            after = Query.Cursor(value: .text(last.meta.id.text), id: last.meta.id)
        }
    }
}

/// All that a page says.
private struct Said {
    private(set) var texts: Set<String> = []
    private(set) var titles: [String] = []
    private(set) var derived: [Derived] = []
    private(set) var facts: [String: String] = [:]

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
        case .facts(let list):
            for fact in list {
                facts[fact.label.chinese] = fact.value
                if let figure = fact.derived { derived.append(figure) }
            }
        case .table(let table): for row in table.rows { for cell in row.cells { look(cell.phrases) } }
        case .cards(let cards):
            for card in cards {
                titles.append(card.title.label.chinese)
                look(card.tags + card.fields.map(\.value))
                for line in card.lines { look(line) }
            }
        case .group(let label, let inner, _):
            texts.insert(label.chinese)
            for block in inner { look(block) }
        case .beside(let first, let second): for block in first + second { look(block) }
        default: break
        }
    }
}
