import Bookkeeping
@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// What the pages say, and that their figures come from the records that they lead to.
@Suite struct PageTests {
    private static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }

    @Test(arguments: Database.available) func figuresOfTheSamplesComeOutOfTheirRecords(_ database: Database) async throws {
        try await withCounty(database) { county in
            try await Samples.make(county.system)
            let desk = county.centre
            let firm = try #require(try await desk.all(Enterprise.self).first)
            let pool = try #require(try await desk.all(CapitalFund.self) { $0.category == .pool }.first)
            let loan = try #require(try await desk.all(Loan.self).first)
            let demand = try #require(try await desk.all(FinancingDemand.self).first)
            let bank = try await desk.row(loan.bank)
            let pages: [(Page, Desk, RecordID?)] = [
                (.finance, desk, nil), (.credit, desk, firm.id), (.fundBooks, desk, pool.id), (.reconciliation, desk, pool.id), (.loanSheet, desk, loan.id),
                (.matching, desk, demand.id), (.bankDesk, county.people(of: bank), nil), (.financing, county.people(of: firm), nil),
            ]
            for (page, desk, record) in pages {
                let said = Said(try await Self.blocks(page, desk, of: record))
                #expect(!said.derived.isEmpty, "\(page.code) says no figure")
                for figure in said.derived {
                    var records: [[StoredRecord]] = []
                    for evidence in figure.evidence {
                        records.append(try await desk.records(Query(evidence.kind, where: evidence.condition, order: .oldestFirst, limit: 1000)))
                    }
                    let again = figure.again(from: records)
                    #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
                }
            }
            #expect(Said(try await Self.blocks(.fundBooks, desk, of: pool.id)).texts.contains { $0.hasPrefix("重算全部") && $0.hasSuffix("与科目余额一致") })
            #expect(try await desk.all(Loan.self).allSatisfy(\.meta.isSimulated))
            #expect(try await desk.all(BookLine.self).allSatisfy(\.meta.isSimulated))
            #expect(try await county.value("I042") == 0, "made-up loans counted for a real number")
            #expect(try #require(try await county.value("I042", isSimulated: true)) > 0)
        }
    }

    @Test func theRatingPageSaysEveryPointAndItsNextBand() async throws {
        try await withCounty(.sqlite) { county in
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let texts = Said(try await Self.blocks(.credit, county.people(of: firm), of: firm.id)).texts
            for words in [
                "D 级", "160 万元", "5%，达到 ≥ 5%，得 20 分；下一档 ≥ 6% 得 25 分", "20%，达到 ≥ 20%，得 9 分；下一档 ≥ 25% 得 12 分",
                "示例模型：权重没有官方依据，结果仅供演示和参考。", "20 + 20 + 9 + 6 + 0 + 5 = 60 分，D 级",
            ] { #expect(texts.contains(words), "“\(words)” is not said: \(texts.sorted())") }
            let commercial = Said(try await Self.blocks(.credit, county.centre, of: firm.id, ["scheme": "commercial"])).texts
            #expect(commercial.contains("商业价值信用贷款"))
        }
    }

    @Test func aFirmSeesItsPlan() async throws {
        try await withCounty(.sqlite) { county in
            let bank = try await county.bank("农商行")
            let pool = try await county.fund(city: 400, county: 600)
            try await county.agreement(pool, bank)
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            try await county.rate(firm)
            let loan = try await county.lent(firm, at: bank, wan: 120)
            let texts = Said(try await Self.blocks(.financing, county.people(of: firm))).texts
            // 1.2 million at 3.45 %: 3,450 a month, the first on the same day of the next month.
            #expect(texts.contains("3,450") && texts.contains("2026-08-01 还款") && texts.contains("2027-07-01"), "\(texts.sorted())")
            #expect(loan.late(on: County.today.adding(months: 13)).count == 120_000_000)
            #expect(loan.late(on: County.today.adding(months: 11)) == .zero)
            let desk = Said(try await Self.blocks(.bankDesk, county.people(of: bank)))
            #expect(desk.texts.contains("甲厂") && desk.facts["在贷本金"] == "120" && desk.facts["应还未还"] == "0")
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
        case .choices(let choices): for choice in choices { texts.insert(choice.label.chinese) }
        case .table(let table): for row in table.rows { for cell in row.cells { look(cell.phrases) } }
        case .group(let label, let inner, _):
            texts.insert(label.chinese)
            for block in inner { look(block) }
        default: break
        }
    }
}
