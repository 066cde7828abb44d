@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// What the pages say, that every figure opens to its records, and who sees what.
@Suite struct PageTests {
    private static func blocks(_ page: Page, _ desk: Desk, of record: RecordID? = nil) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: [:])) }
        return blocks
    }

    @Test(arguments: Database.available) func everyFigureOpensToItsRecords(_ database: Database) async throws {
        try await withCounty(database) { county in
            try await Samples.make(county.system)
            let office = county.office
            let call = try #require(try await office.all(ProjectCall.self) { $0.state == .ranked }.first)
            let round = try #require(try await office.all(ReviewRound.self).first)
            let contract = try #require(try await office.all(ProjectContract.self).first)
            let finding = try #require(try await office.all(DuplicateFinding.self) { $0.state == .duplicate }.first)
            for (page, record, least) in [
                (Page.projects, Optional<RecordID>.none, 30), (.callSheet, call.id, 40), (.roundSheet, round.id, 70), (.contractSheet, contract.id, 15),
                (.duplicateSheet, finding.id, 3), (.integrity, nil, 3), (.fundingNotice, nil, 0),
            ] {
                let said = Said(try await Self.blocks(page, office, of: record))
                #expect(said.derived.count >= least, "\(page.code) has \(said.derived.count) figures that open")
                for figure in said.derived {
                    var records: [[StoredRecord]] = []
                    for evidence in figure.evidence {
                        records.append(try await office.records(Query(evidence.kind, where: evidence.condition, order: .oldestFirst, limit: 1000)))
                    }
                    let again = figure.again(from: records)
                    #expect(again.text == figure.text, "\(page.code) shows “\(figure.text.chinese)”, its records say “\(again.text.chinese)”")
                }
            }
        }
    }

    /// Made-up records count for nothing real, are the same every time, and go the same road as real ones.
    @Test func samplesAreMarkedAndTheSame() async throws {
        var seen: [[String]] = []
        for _ in 0..<2 {
            try await withCounty(.sqlite) { county in
                try await Samples.make(county.system)
                let lines = try await county.office.all(RankingLine.self).sorted { $0.rank < $1.rank }
                #expect(lines.count == 7 && lines.allSatisfy(\.meta.isSimulated), "eight applications, of which one was a copy")
                seen.append(lines.map { "\($0.rank) \($0.comparable) \($0.amount?.said ?? "—")" })
                let spent = lines.compactMap(\.amount).reduce(Money(fen: 0), +)
                #expect(spent <= Money(wan: 150) && spent > Money(wan: 0))
                #expect(try await county.value("I-projects-running") == 0, "made-up projects counted for a real number")
                #expect(try await county.value("I-projects-running", isSimulated: true) == 4)
            }
        }
        #expect(seen[0] == seen[1] && !seen[0].isEmpty)
    }

    @Test func eachSeesTheirOwnDesk() async throws {
        try await withCounty(.sqlite) { county in
            let call = try await county.call()
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let other = try await county.enterprise("乙厂", "914403001922038216")
            let application = try await county.application("脆红李保鲜", of: firm, in: call, asking: 51, Texts.fruit) { $0.months = 40 }
            let people = county.people(of: firm)
            // 51 of at most 50, 40 of at most 36 months; 30 of own money are enough for half of 51.
            let message = try await people.carryOut("formalCheck", on: application.id).message.chinese
            #expect(message.hasPrefix("有 2 个条件不符合：申请额不超过单项上限、执行期"), "\(message)")
            let own = Said(try await Self.blocks(.myProjects, people))
            #expect(own.texts.contains { $0.contains("申请 51 万元，上限 50 万元。请核减申请额") }, "\(own.texts)")
            #expect(own.texts.contains("产业技术攻关") && own.texts.contains("自筹不低于 50%；在研不超过 1 项"))
            let theirs = Said(try await Self.blocks(.myProjects, county.people(of: other)))
            #expect(!theirs.texts.contains { $0.contains("脆红李") }, "a neighbour's application shows")
            let catalog = county.engine.catalog
            let expert = try await county.expert("E1", employer: "大学", fields: ["食品加工"])
            let readers: [(Desk, Set<String>)] = [
                (county.office, ["projects", "callSheet", "duplicateSheet", "roundSheet", "fundingNotice", "integrity", "contractSheet"]),
                (people, ["myProjects", "fundingNotice", "contractSheet"]), (county.reviewer(expert), ["myReviews", "contractSheet"]),
            ]
            for (desk, pages) in readers {
                let open = Set(Application.projects.pages.filter { $0.isOpen(to: desk.actor, catalog) }.map(\.code))
                #expect(open == pages, "\(desk.actor.id) sees \(open.sorted())")
            }
        }
    }

    /// An institute is no enterprise of the register; it applies for itself, and only where institutes may.
    @Test func anInstituteAppliesForItself() async throws {
        try await withCounty(.sqlite) { county in
            var organisation = Draft<Organisation>()
            (organisation.name, organisation.category) = ("农科院", .institution)
            let institute = county.desk("professor", "projectInstitute", organisation: try await county.system.create(organisation).id.text)
            let neighbour = county.desk("neighbour", "projectInstitute", organisation: "01m82hq8cqej2sw1vaskc36nxw")
            let call = try await county.call { $0.forEnterprises = true }
            var draft = Draft<ProjectApplication>()
            (draft.call, draft.title, draft.holder, draft.leader, draft.topics) = (call.reference, "独活良种选育", "农科院", "谭工", ["中药材"])
            (draft.content, draft.targets, draft.requested, draft.own) = (Texts.herb, "株系 1 个", Money(wan: 10), Money(wan: 5))
            (draft.starts, draft.promise) = (Day(2026, 9, 1), true)
            let application = try await institute.move(try await institute.create(draft), step: "submit")
            #expect(try await neighbour.all(ProjectApplication.self).isEmpty)
            #expect(await refusal { try await county.office.move(application, step: "accept") }?.message.chinese == "不能通过：符合申报主体要求（非企业）")
            #expect(await refusal { try await institute.move(application, step: "accept") } != nil, "an applicant accepts itself")
            #expect(try await institute.all(FormalFinding.self).isEmpty, "what was refused left something behind")
            _ = try await county.office.move(application, step: "reject", remark: "本指南仅限企业")
            #expect(try await institute.all(FormalFinding.self).contains { $0.outcome == .unmet && $0.condition == "符合申报主体要求" })
            #expect(try await county.value("I045") == 100)
        }
    }

    /// An agency works on what was entrusted to it, with its promises given.
    @Test func anAgencyNeedsItsEntrustment() async throws {
        try await withCounty(.sqlite) { county in
            let three = try await LifeTests.reviewed(county)
            var organisation = Draft<Organisation>()
            (organisation.name, organisation.category) = ("科技服务中心", .institution)
            let body = try await county.system.create(organisation)
            let agency = county.desk("agency", "projectAgency", organisation: body.id.text)
            let refused = await refusal { try await agency.carryOut("checkDuplicates", on: three.call.id) }
            #expect(refused?.message.chinese.contains("没有委托给贵机构") == true)
            var draft = Draft<AgencyEntrustment>()
            (draft.agency, draft.call, draft.tasks) = (Reference(body.id), three.call.reference, [.intake])
            (draft.from, draft.until, draft.isFree) = (County.today, County.today.adding(days: 300), true)
            let entrustment = try await county.office.create(draft)
            #expect(await refusal { try await agency.carryOut("checkDuplicates", on: three.call.id) } == refused, "no promise of secrecy yet")
            _ = try await county.office.update(entrustment) { $0.confidentialOn = .some(County.today) }
            // All three are with the panel already, so nothing is left to compare: but it is let in.
            #expect(await refusal { try await agency.carryOut("checkDuplicates", on: three.call.id) }?.message.chinese.hasPrefix("没有通过形式审查") == true)
            #expect(await refusal { try await agency.all(RankingLine.self) } != nil && agency.actor.roles == ["projectAgency"])
            // The steps of another call are not its own, those of this one are.
            for (number, isEntrusted) in [("QJ2026B", false), ("QJ2026C", true)] {
                let call = try await county.call { ($0.number, $0.title, $0.closes) = (number, "指南 \(number)", County.today.adding(days: 60)) }
                draft.call = call.reference
                draft.confidentialOn = .some(County.today)
                if isEntrusted { _ = try await county.office.create(draft) }
                let firm = try #require(try await county.office.all(Enterprise.self).first)
                var application = try await county.application("脆红李保鲜 \(number)", of: firm, in: call, asking: 10, Texts.herb)
                application = try await county.people(of: firm).move(application, step: "submit")
                let outcome = await refusal { try await agency.move(application, step: "return", remark: "请补充材料") }
                #expect(isEntrusted ? outcome == nil : outcome == refused, "\(number): \(String(describing: outcome))")
            }
        }
    }
}

/// All that a page says.
private struct Said {
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
        case .facts(let list): derived += list.compactMap(\.derived)
        case .table(let table): for row in table.rows { for cell in row.cells { look(cell.phrases) } }
        case .cards(let cards): for card in cards { look([card.title] + card.tags + card.fields.map(\.value)) }
        case .beside(let left, let right): for block in left + right { look(block) }
        case .group(_, let inner, _): for block in inner { look(block) }
        default: break
        }
    }
}
