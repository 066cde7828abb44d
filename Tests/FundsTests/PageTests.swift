@testable import Funds
@testable import Kernel
import Policies
@testable import Registers
import Testing

/// What the pages say, and that every figure opens to the records that it was worked out from.
@Suite struct PageTests {
    private static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil, _ choices: [String: String] = [:]) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
        return blocks
    }

    @Test(arguments: Database.available) func anEnterpriseSeesWhatItIsEntitledToAndWhy(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            try await county.figures(firm, 2024, research: 400)
            try await county.figures(firm, 2025, research: 560)
            let line = try await county.line(100)
            let clause = try await county.clause(line) { $0.matter = .some("研发") }
            _ = try await county.clause(line) {
                ($0.code, $0.title, $0.matter, $0.amount) = ("C-2", "分档奖补", .some("研发"), .some(FormulaText("分档(研发费用; 50万元: 2万元; 500万元: 5万元)")))
            }
            _ = try await county.clause(line) {
                ($0.code, $0.title, $0.conditions, $0.amount) = ("C-3", "高企奖励", .some(ConditionText("首次认定高新技术企业")), .some(FormulaText("20万元")))
            }
            _ = try await county.clause(line) {
                ($0.code, $0.title, $0.conditions, $0.amount) = ("C-4", "专利奖励", .some(ConditionText("一类知识产权 ≥ 1")), .some(FormulaText("2万元")))
            }
            let said = Said(try await Self.blocks(.entitlements, county.people(of: firm), of: firm.id, ["clause": clause.id.text]))
            for text in ["28 万元", "5 万元", "560 万元 ≥ 50 万元", "首次认定高新技术企业", "缺数：一类知识产权 ≥ 1", "需要的材料：研发费用辅助账"] {
                #expect(said.texts.contains(text), "the page does not say “\(text)”")
            }
            #expect(said.texts.contains("3% × 400 万元 + 10% × 取大(0, 560 万元 − 400 万元) = 28 万元"))
            #expect(said.facts["符合"] == "2" && said.facts["不符合"] == "1" && said.facts["数据不足"] == "1")
            #expect(said.facts["可申请合计"] == "28", "of one matter the highest only: 28, not 33")
            // With the title and a patent the others open too: 28 + 20 + 2.
            var title = Draft<Certificate>()
            (title.enterprise, title.type, title.grantedOn) = (firm.reference, .highTech, Day(2025, 11, 1))
            _ = try await county.register.create(title)
            var rights = Draft<RightsCount>()
            (rights.enterprise, rights.asOf, rights.first) = (firm.reference, Day(2025, 12, 31), 1)
            _ = try await county.register.create(rights)
            let now = Said(try await Self.blocks(.entitlements, county.people(of: firm), of: firm.id))
            #expect(now.facts["可申请合计"] == "50")
            // Of the year before the figures are missing.
            let before = Said(try await Self.blocks(.entitlements, county.office, of: firm.id, ["year": "2023"]))
            #expect(before.facts["可申请合计"] == "2", "\(before.facts)")
        }
    }

    /// Two firms: with 80 as the threshold the one with 60 loses 6, the other gains: 8 % instead of 10 % … on paper below.
    @Test(arguments: Database.available) func aDraftIsTried(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (a, b) = (try await county.enterprise("甲厂", codeA), try await county.enterprise("乙厂", codeB))
            for (firm, before, now) in [(a, Int64(0), Int64(60)), (b, 400, 560)] {
                try await county.figures(firm, 2024, research: before)
                try await county.figures(firm, 2025, research: now)
            }
            let clause = try await county.clause(try await county.line(30))
            _ = try await county.office.carryOut("newVersion", on: clause.id)
            var draft = try #require(try await county.office.all(PolicyClause.self) { $0.state == .draft }.first)
            draft = try await county.office.update(draft) {
                ($0.conditions, $0.amount) = (.some(ConditionText("研发费用 ≥ 80万元")), .some(FormulaText("3% × 上年研发费用 + 15% × 取大(0, 研发费用 − 上年研发费用)")))
            }
            let said = Said(try await Self.blocks(.trial, county.office, of: draft.id))
            // A: 10 % × 60 = 6, then nothing. B: 12 + 16 = 28, then 12 + 24 = 36.
            #expect(said.facts["增加"] == "1" && said.facts["减少"] == "1" && said.facts["每年所需资金"] == "36" && said.facts["本年可用额度"] == "30")
            for text in ["甲厂", "乙厂", "-6", "8", "原为 34 万元", "所需资金超过本年可用额度，请调整条款或追加预算。"] { #expect(said.texts.contains(text), "“\(text)” is not said") }
        }
    }

    @Test(arguments: Database.available) func everyFigureOpensToItsRecords(_ database: Database) async throws {
        try await withCounty(database) { county in
            try await Samples.make(county.system)
            let firm = try #require(try await county.system.all(Claim.self).first?.enterprise)
            let draft = try #require(try await county.system.all(PolicyClause.self) { $0.state == .draft }.first)
            let pages: [(Page, Desk, RecordID?)] = [
                (.entitlements, county.office, firm.id), (.fundDesk, county.office, nil), (.financeDesk, county.finance, nil),
                (.trial, county.finance, draft.id),
                (.outlayGrowth, county.finance, nil), (.policyEffect, county.finance, nil),
            ]
            for (page, desk, record) in pages {
                let said = Said(try await Self.blocks(page, desk, of: record))
                #expect(said.derived.count >= 5, "\(page.code) has \(said.derived.count) figures that open")
                for figure in said.derived {
                    var records: [[StoredRecord]] = []
                    for evidence in figure.evidence { records.append(try await desk.everything(evidence)) }
                    let again = figure.again(from: records)
                    #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
                }
            }
            #expect(Said(try await Self.blocks(.financeDesk, county.finance)).texts.contains("与台账相符"))
        }
    }

    @Test func samplesAreTheSameEveryTimeAndMarked() async throws {
        var seen: [[String]] = []
        for _ in 0..<2 {
            try await withCounty(.sqlite) { county in
                try await Samples.make(county.system)
                let claims = try await county.system.all(Claim.self)
                #expect(claims.count > 20 && claims.allSatisfy(\.meta.isSimulated))
                #expect(Set(claims.map(\.state)).isSuperset(of: [.submitted, .accepted, .reviewed, .funded, .noticed, .paid]))
                #expect(try await county.system.all(BudgetMovement.self).allSatisfy(\.meta.isSimulated))
                #expect(try await county.value("I047") == 0, "made-up payments counted for a real number")
                #expect(try #require(try await county.value("I047", isSimulated: true)) > 10)
                seen.append(claims.map { "\($0.subject) \($0.state) \($0.approved?.fen ?? 0)" }.sorted())
            }
        }
        #expect(seen[0] == seen[1])
    }

    @Test func whatIsPaidForAMadeUpEnterpriseIsMadeUp() async throws {
        try await withCounty(.sqlite) { county in
            try await Samples.make(county.system)
            let clause = try #require(try await county.system.all(PolicyClause.self) { $0.code == "MN-01" && $0.state == .published }.first)
            let busy = Set(try await county.system.all(Claim.self) { $0.year == 2025 }.map(\.enterprise))
            let files = try await FirmFile.all(try await county.system.all(Enterprise.self), county.system)
            let file = try #require(
                files.first { !busy.contains($0.enterprise.reference) && clause.clause.judge($0.facts(year: 2025, on: County.today)).certain > 0 })
            // The office enters the claim as it would a real one.
            let (claim, payment) = try await county.listed(file.enterprise, clause)
            #expect(claim.meta.isSimulated && payment.meta.isSimulated)
            _ = try await county.send()
            _ = try await county.result(payment.number, payment.amount)
            #expect(try await county.match() == "支付成功 1 笔，退票 0 笔，待人工核对 0 笔")
            #expect(try await county.value("I047") == 0)
            #expect(try await county.office.all(SupportedProject.self).allSatisfy(\.meta.isSimulated))
        }
    }

    /// Six supported firms of which each grew by 20 more than its like one of the same size; and what is said when there are too few.
    @Test func theEffectIsMeasuredAgainstLikeFirms() async throws {
        try await withCounty(.sqlite) { county in
            let clause = try await county.clause(try await county.line(1000)) {
                ($0.conditions, $0.documents, $0.amount) = (.some(nil), .some(nil), .some(FormulaText("1万元")))
            }
            for place in 0..<12 {
                let body = "91500238YYYY\(10_000 + place)"
                let code = try #require("0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { CreditCode("\(body)\($0)") }.first)
                let firm = try await county.enterprise("企业\(place)", code.text)
                let size = Int64(100 + 10 * (place / 2))
                let isPaid = place % 2 == 0
                try await county.figures(firm, 2022, research: size)
                try await county.figures(firm, 2023, research: size)
                try await county.figures(firm, 2024, research: size + (isPaid ? 20 + Int64(place) : 0))
                guard isPaid else { continue }
                var draft = county.claim(firm, clause, "研发")
                (draft.year, draft.state) = (2023, .paid)
                let ready = draft
                _ = try await county.system.together { try $0.create(ready) }
                if place == 6 {
                    let early = Said(try await Self.blocks(.policyEffect, county.office))
                    #expect(early.texts.contains("只有 0 对可比企业（至少要 5 对），得不出结论。") || early.texts.contains("只有 3 对可比企业（至少要 5 对），得不出结论。"))
                }
            }
            let said = Said(try await Self.blocks(.policyEffect, county.office, of: nil, ["outcome": "research"]))
            #expect(said.texts.contains("受支持企业增长明显更快。"))
            #expect(said.facts["配成的对"] == "6")
            // 20, 22, 24, 26, 28 and 30: the mean is 25.
            #expect(said.facts["数额之差（每家）"] == "25")
            #expect(said.facts["支付前一年的增速之差"] == "0")
            #expect(said.texts.contains("企业0") && said.texts.contains("企业1"))
        }
    }

    @Test func everyoneHasTheirOwnDesk() async throws {
        try await withCounty(.sqlite) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            let (own, office, finance, provider) = (
                county.people(of: firm).actor, county.office.actor, county.finance.actor, county.desk("p", "serviceProvider").actor
            )
            let catalog = county.engine.catalog
            let open: [(Page, [Bool])] = [
                (.ownClaims, [true, false, false, false]), (.fundDesk, [false, true, false, false]), (.financeDesk, [false, false, true, false]),
                (.providerDesk, [false, false, false, true]), (.trial, [false, true, true, false]), (.policyEffect, [false, true, true, false]),
                (.paymentSheet, [false, true, true, false]), (.outlayGrowth, [false, true, true, false]),
            ]
            for (page, expected) in open { #expect([own, office, finance, provider].map { page.isOpen(to: $0, catalog) } == expected, "\(page.code)") }
            let said = Said(try await Self.blocks(.ownClaims, county.people(of: firm)))
            #expect(said.texts.contains("还没有申请。点上面的条款，再点“新建兑现申请”。"))
            #expect(Said(try await Self.blocks(.providerDesk, county.desk("p", "serviceProvider"))).texts.contains("还没有与您的账号关联的服务机构，请联系资金政策科。"))
            // Numbers of the whole county are not an outside user's to know.
            #expect(
                county.people(of: firm).indicators.flatMap(\.parts).allSatisfy { $0.kind != "claim" && $0.kind != "budgetMovement" && $0.kind != "taxRelief" })
            _ = try await county.line(10)
            #expect(await refusal { try await county.people(of: firm).all(BudgetLine.self) } == .notFound(kind: "budgetLine"))
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
                if let note = fact.note { look([note]) }
            }
        case .table(let table): for row in table.rows { for cell in row.cells { look(cell.phrases) } }
        case .cards(let cards): for card in cards { look([card.title] + card.tags + card.fields.map(\.value)) }
        case .group(let label, let inner, _):
            texts.insert(label.chinese)
            for block in inner { look(block) }
        default: break
        }
    }
}
