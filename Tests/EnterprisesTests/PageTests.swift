import Eligibility
@testable import Enterprises
import Foundation
@testable import Kernel
@testable import Registers
import Testing

/// What the pages say, and that every figure opens to the records that it was worked out from.
@Suite struct PageTests {
    /// Example T-A of the rules: 20 of 80 staff, R&D of 260 by 5 200, two utility models.
    @discardableResult
    private static func firmOfExampleA(_ county: County) async throws -> Row<Enterprise> {
        let firm = try await county.enterprise("甲厂", "91500114YYYY00012L") {
            ($0.isResident, $0.isProhibited, $0.isBarred, $0.isListed) = (.some(true), .some(false), .some(false), .some(false))
            $0.creditChecked = .some(County.today)
            $0.registered = .some(Day(2018, 1, 1))
        }
        try await county.figures(firm, 2025) {
            ($0.staff, $0.technicians, $0.revenue, $0.research, $0.costs, $0.assets) = (
                .some(80), .some(20), .some(Money(wan: 5200)), .some(Money(wan: 260)), .some(Money(wan: 4600)), .some(Money(wan: 6000))
            )
        }
        var rights = Draft<Registers.RightsCount>()
        rights.enterprise = firm.reference
        rights.asOf = Day(2025, 12, 31)
        rights.second = 2
        _ = try await county.office.create(rights)
        return firm
    }

    private static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }

    @Test(arguments: Database.available) func theLadderShowsTheArithmetic(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await Self.firmOfExampleA(county)
            let words = Said(try await Self.blocks(.ladder, county.office, of: firm.id, ["rung": "scienceSME"]))
            for text in ["(16) + (40 + 12) = 68，须达到 60 分", "研发费用占销售收入 5%", "科技人员占职工总数 25%", "≥ 6%（研发费用再增加 52 万元）可加 10 分", "符合"] {
                #expect(words.texts.contains(text), "the ladder does not say “\(text)”")
            }
            // By the rules of 2016, three years before there was a firm, the figures are missing.
            let then = Said(try await Self.blocks(.ladder, county.office, of: firm.id, ["rung": "municipalScience", "on": "2017-06-30"]))
            #expect(then.texts.contains("数据不足"))
            #expect(!then.texts.contains("专精特新中小企业"), "there was no such title in 2017")
        }
    }

    @Test(arguments: Database.available) func everyFigureOpensToItsRecords(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await Self.firmOfExampleA(county)
            try await county.title(firm, .highTech, from: Day(2024, 1, 1), until: County.today.adding(days: 20))
            try await Samples.make(county.system)
            for (page, record) in [(Page.ladder, Optional(firm.id)), (.cultivation, nil), (.incubation, nil)] {
                let said = Said(try await Self.blocks(page, county.office, of: record, ["rung": "all"]))
                #expect(said.derived.count > 20, "\(page.code) has \(said.derived.count) figures that open")
                for figure in said.derived {
                    var records: [[StoredRecord]] = []
                    for evidence in figure.evidence { records.append(try await county.office.everything(evidence)) }
                    let again = figure.again(from: records)
                    #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
                }
            }
        }
    }

    @Test func aRuleIsTriedBeforeItIsInForce() async throws {
        try await withCounty(.sqlite) { county in
            try await Self.firmOfExampleA(county)
            var order = Draft<TryRule>()
            (order.rung, order.code, order.limit) = (.scienceSME, "T-2a", 50)
            let outcome = try await county.office.carryOut("tryRule", order.submission)
            guard case .page(_, "proposal", _, let choices)? = outcome.link else { throw Refusal.notFound(kind: "page") }
            let said = Said(try await Self.blocks(.proposal, county.office, choices))
            #expect(said.texts.contains("职工总数不超过 500 人：由 500 人 改为 50 人（只是试算，现行规则不变）"))
            #expect(said.facts["不再符合"] == "1" && said.facts["新增符合"] == "0")
            #expect(said.texts.contains("甲厂"))
            order.code = "T-8.1"
            #expect(await refusal { try await county.office.carryOut("tryRule", order.submission) }?.problems.map(\.code) == ["no-such-condition"])
        }
    }

    @Test func anEnterpriseHasItsOwnDesk() async throws {
        try await withCounty(.sqlite) { county in
            let firm = try await Self.firmOfExampleA(county)
            let other = try await county.enterprise("乙厂", "914403001922038216")
            let words = Said(try await Self.blocks(.ownDesk, county.people(of: firm)))
            #expect(words.texts.contains("科技型中小企业") && words.texts.contains("目前没有要办的事。"))
            #expect(Said(try await Self.blocks(.ownDesk, county.people(of: other))).texts.contains("请填报 2025 年度数据"))
            let (own, office, catalog) = (county.people(of: firm).actor, county.office.actor, county.engine.catalog)
            #expect(Page.ownDesk.isOpen(to: own, catalog) && !Page.ownDesk.isOpen(to: office, catalog), "it is nobody else's page")
            for page in [Page.cultivation, .proposal] {
                #expect(page.isOpen(to: office, catalog) && !page.isOpen(to: own, catalog), "an enterprise sees the office's page \(page.code)")
            }
        }
    }

    @Test func samplesAreTheSameEveryTimeAndMarked() async throws {
        var seen: [[String]] = []
        for _ in 0..<2 {
            try await withCounty(.sqlite) { county in
                try await Samples.make(county.system)
                let firms = try await county.system.all(Enterprise.self)
                #expect(firms.count == 60 && firms.allSatisfy(\.meta.isSimulated))
                seen.append(firms.map { "\($0.creditCode) \($0.name)" }.sorted())
                #expect(try await county.value("I003") == 0, "made-up titles counted for a real number")
                #expect(try #require(try await county.value("I003", isSimulated: true)) > 20)
            }
        }
        #expect(seen[0] == seen[1])
    }

    @Test func theCountysFiguresAreUsedFromTheirDay() async throws {
        try await withCounty(.sqlite) { county in
            var draft = Draft<CultivationSettings>()
            (draft.since, draft.aboveScale, draft.growth, draft.basis) = (Day(2026, 1, 1), Money(wan: 500), 25, "县政府会议纪要")
            _ = try await county.office.create(draft)
            let now = try await Ladder.county(county.office, on: County.today)
            #expect(now.rules(of: .aboveScale, on: CivilDay(2026, 7, 1))?.requirements.last?.plainLimit == .wan(500))
            let before = try await Ladder.county(county.office, on: Day(number: County.today.number - 400))
            #expect(before.rules(of: .aboveScale, on: CivilDay(2025, 1, 1))?.requirements.last?.plainLimit == .wan(2000))
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
        case .group(let label, let inner, _):
            texts.insert(label.chinese)
            for block in inner { look(block) }
        default: break
        }
    }
}
