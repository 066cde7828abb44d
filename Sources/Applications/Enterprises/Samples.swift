import Kernel
import Registers

/// A county's enterprises, made up from a fixed seed: firms with their figures of four years, titles, rights, issues, incubators. Every record is
/// marked as simulated; none of it counts for a real plan.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 500_114)
        let today = desk.engine.context.now().day
        let parks = try await made(
            desk,
            parks.map { name, category, level in
                var draft = Draft<Park>()
                (draft.name, draft.category, draft.level) = (name, category, level)
                draft.operatorName = .some("\(name)运营公司")
                draft.services = .some([.incubation, .training, .finance])
                draft.seats = .some(40 + chance.below(200))
                return draft.submission
            }
        ).map { Row<Park>($0) }
        let firms = try await made(desk, (0..<60).map { firm($0, parks, today, &chance) }).map { Row<Enterprise>($0) }
        var (years, drafts): ([Submission], [Submission]) = ([], [])
        for (place, enterprise) in firms.enumerated() {
            let base = Double(200 + chance.below(6000)) * (place % 9 == 0 ? 4 : 1)
            let (growth, intensity, debt) = (0.92 + chance.share() * 0.4, 0.01 + chance.share() * 0.08, 0.3 + chance.share() * 0.5)
            for back in (1...4).reversed() {
                years.append(figures(of: enterprise, today.year - back, base, growth, intensity, debt, back, &chance))
            }
            drafts += titles(of: enterprise, place, today, &chance)
            var rights = Draft<RightsCount>()
            rights.enterprise = enterprise.reference
            rights.asOf = Day(today.year - 1, 12, 31)
            let first = chance.below(4)
            (rights.first, rights.firstOwn, rights.highValue, rights.second) = (first, chance.below(first + 1), 0, chance.below(9))
            drafts.append(rights.submission)
            if place % 4 == 1 {
                var candidate = Draft<Candidate>()
                candidate.enterprise = enterprise.reference
                candidate.goal = [.highTech, .specialised, .scienceSME, .innovative][chance.below(4)]
                candidate.year = today.year + chance.below(3)
                candidate.officer = .some(people[chance.below(people.count)])
                candidate.measures = .some("一企一策：辅导研发费用归集，提前布局发明专利（模拟）")
                drafts.append(candidate.submission)
            }
        }
        for record in try await made(desk, years) {
            let year = Row<EnterpriseYear>(record)
            _ = try await desk.move(year.id, in: "enterpriseYear", step: "submit")
            if year.closes.year < today.year - 1 || chance.below(3) > 0 { _ = try await desk.move(year.id, in: "enterpriseYear", step: "verify") }
        }
        drafts += programmes(today) + residents(firms, parks, today, &chance)
        drafts += services(parks, firms, today, &chance) + criteria(parks, today)
        _ = try await made(desk, drafts)
        try await issues(desk, firms, today, &chance)
        try await contest(desk, firms, today, &chance)
    }

    private static func firm(_ place: Int, _ parks: [Row<Park>], _ today: Day, _ chance: inout Chance) -> Submission {
        var draft = Draft<Enterprise>()
        let (product, sector, section) = trades[place % trades.count]
        draft.creditCode = creditCode(place)
        draft.name = "模拟\(names[place % names.count])\(product)\(place / names.count == 0 ? "" : "\(place / names.count + 1)号")有限公司"
        draft.registered = .some(Day(2005 + chance.below(19), 1 + chance.below(12), 1 + chance.below(28)))
        draft.section = .some(section)
        (draft.sector, draft.standing) = (sector, .active)
        draft.product = .some(product)
        draft.park = .some(chance.below(3) == 0 ? parks[chance.below(parks.count)].reference : nil)
        draft.contact = .some(people[chance.below(people.count)])
        draft.phone = .some(Phone(unchecked: "1380000\(1000 + chance.below(9000))"))
        draft.isAboveScale = place % 3 == 0
        draft.institution = [Enterprise.Institution.none, .none, .county, .city, .province][chance.below(5)]
        draft.isResident = .some(true)
        draft.isProhibited = .some(false)
        draft.isBarred = .some(false)
        draft.isListed = .some(chance.below(20) == 0)
        draft.creditChecked = .some(today.adding(days: -chance.below(200)))
        draft.isHighTechField = .some(chance.below(4) > 0)
        draft.isStrategic = .some(chance.below(2) == 0)
        draft.segmentSince = .some(Day(2012 + chance.below(10), 1, 1))
        draft.isOnCloud = chance.below(4) == 0
        draft.place = .some(Position(108.6 + chance.share() * 0.5, 29.3 + chance.share() * 0.5).map { Point($0) })
        return draft.submission
    }

    private static func figures(
        of enterprise: Row<Enterprise>, _ year: Int, _ base: Double, _ growth: Double, _ intensity: Double, _ debt: Double, _ back: Int, _ chance: inout Chance
    ) -> Submission {
        func money(_ wan: Double) -> Money? { Money(fen: Int64(wan * 100) * 10_000) }
        let revenue = (0..<(4 - back)).reduce(base) { amount, _ in amount * growth }
        let main = revenue * (0.75 + chance.share() * 0.25)
        let staff = max(5, Int(revenue / 30))
        var draft = Draft<EnterpriseYear>()
        draft.enterprise = enterprise.reference
        draft.closes = Day(year, 12, 31)
        draft.revenue = .some(money(revenue))
        draft.mainRevenue = .some(money(main))
        draft.totalIncome = .some(money(revenue * 1.02))
        draft.highTechIncome = .some(money(revenue * (0.3 + chance.share() * 0.6)))
        draft.newProductSales = .some(money(revenue * chance.share() * 0.3))
        draft.costs = .some(money(revenue * 0.9))
        draft.research = .some(money(revenue * intensity))
        draft.researchInChina = .some(money(revenue * intensity))
        draft.assets = .some(money(revenue * 1.3))
        draft.liabilities = .some(money(revenue * 1.3 * debt))
        draft.profit = .some(money(revenue * 0.06))
        draft.staff = .some(staff)
        draft.technicians = .some(staff * (5 + chance.below(30)) / 100)
        draft.researchers = .some(staff * (3 + chance.below(20)) / 100)
        draft.conversions = .some(chance.below(6))
        return draft.submission
    }

    private static func titles(of enterprise: Row<Enterprise>, _ place: Int, _ today: Day, _ chance: inout Chance) -> [Submission] {
        func title(_ type: Certificate.Title, years: Int, ago: Int) -> Submission {
            var draft = Draft<Certificate>()
            draft.enterprise = enterprise.reference
            draft.type = type
            draft.grantedOn = today.adding(days: -ago)
            draft.validUntil = .some(years == 0 ? nil : today.adding(days: -ago).adding(months: 12 * years).adding(days: -1))
            draft.number = .some("MN\(today.year)\(1000 + place)")
            draft.issuer = .some("模拟发证机关")
            return draft.submission
        }
        var list: [Submission] = []
        if chance.below(3) > 0 { list.append(title(.municipalScience, years: 0, ago: 200 + chance.below(900))) }
        if place % 5 == 0 { list.append(title(.highTech, years: 3, ago: 100 + chance.below(990))) }
        if place % 4 == 0 { list.append(title(.innovative, years: 3, ago: 100 + chance.below(990))) }
        if place % 12 == 0 { list.append(title(.specialised, years: 3, ago: 100 + chance.below(990))) }
        if place % 7 == 0 { list.append(title(.scienceSME, years: 1, ago: 20 + chance.below(340))) }
        return list
    }

    private static func programmes(_ today: Day) -> [Submission] {
        [(Certificate.Title.municipalScience, ProgrammeTarget.Sector.all, 50), (.highTech, .all, 15), (.highTech, .industry, 8), (.specialised, .all, 6)].map {
            title, sector, value in
            var draft = Draft<ProgrammeTarget>()
            (draft.programme, draft.title, draft.sector, draft.year, draft.value) = ("“681”培育计划", title, sector, today.year, value)
            return draft.submission
        }
    }

    private static func residents(_ firms: [Row<Enterprise>], _ parks: [Row<Park>], _ today: Day, _ chance: inout Chance) -> [Submission] {
        firms.prefix(24).enumerated().map { place, firm in
            var draft = Draft<Residency>()
            draft.park = parks[chance.below(min(4, parks.count))].reference
            draft.name = place % 5 == 4 ? "模拟创业团队 \(place)" : firm.name
            draft.enterprise = .some(place % 5 == 4 ? nil : firm.reference)
            let from = today.adding(days: -400 - chance.below(1200))
            draft.from = from
            draft.outcome = [.resident, .resident, .graduated, .left][chance.below(4)]
            draft.until = .some(draft.outcome == .resident ? nil : from.adding(days: 300))
            draft.isOffSite = chance.below(6) == 0
            return draft.submission
        }
    }

    private static func services(_ parks: [Row<Park>], _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) -> [Submission] {
        (0..<16).map { place in
            var draft = Draft<ServiceRecord>()
            draft.subject = place % 2 == 0 ? "创业培训第 \(place / 2 + 1) 期（模拟）" : "知识产权托管咨询（模拟）"
            draft.category = place % 2 == 0 ? .training : .property
            draft.day = today.adding(days: -20 * place - chance.below(20))
            draft.park = .some(parks[chance.below(parks.count)].reference)
            draft.enterprise = .some(place % 2 == 0 ? nil : firms[chance.below(firms.count)].reference)
            draft.people = place % 2 == 0 ? 20 + chance.below(80) : 1
            return draft.submission
        }
    }

    private static func criteria(_ parks: [Row<Park>], _ today: Day) -> [Submission] {
        [
            ("在孵企业数（模拟条件）", 50.0, 38.0, ParkCriterion.Result.unmet), ("可用孵化面积（平方米，模拟条件）", 10_000, 12_400, .met), ("专职导师（名，模拟条件）", 10, 11, .met),
            ("毕业企业（家，模拟条件）", 20, nil, .unknown),
        ].map {
            text, required, actual, result in
            var draft = Draft<ParkCriterion>()
            draft.park = parks[0].reference
            (draft.goal, draft.text, draft.result) = (.nation, text, result)
            draft.required = .some(required)
            draft.actual = .some(actual)
            draft.basis = .some("模拟")
            draft.due = .some(result == .met ? nil : Day(today.year + 1, 6, 30))
            return draft.submission
        }
    }

    private static func issues(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        let made = try await made(
            desk,
            (0..<14).map { place in
                var draft = Draft<EnterpriseIssue>()
                draft.enterprise = firms[chance.below(firms.count)].reference
                let (subject, category) = troubles[place % troubles.count]
                (draft.subject, draft.category) = ("\(subject)（模拟）", category)
                draft.openedOn = today.adding(days: -5 - chance.below(40))
                draft.officer = .some(people[chance.below(people.count)])
                draft.due = .some(today.adding(days: chance.below(40) - 10))
                draft.solution = .some(place % 3 == 0 ? nil : "已会同有关部门办理（模拟）")
                draft.satisfaction = .some(place % 3 == 2 ? [.content, .fair, .discontent][chance.below(3)] : nil)
                return draft.submission
            })
        for (place, issue) in made.enumerated() where place % 5 > 0 {
            _ = try await desk.move(issue.meta.id, in: "enterpriseIssue", step: "take")
            if place % 3 > 0 { _ = try await desk.move(issue.meta.id, in: "enterpriseIssue", step: "solve") }
            if place % 3 == 2 { _ = try await desk.move(issue.meta.id, in: "enterpriseIssue", step: "rate") }
        }
    }

    private static func contest(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        var draft = Draft<Contest>()
        draft.name = "模拟创新创业大赛"
        draft.day = today.adding(days: -30)
        draft.entriesUntil = .some(today.adding(days: -60))
        draft.audience = 3000
        guard let contest = try await made(desk, [draft.submission]).first.map({ Row<Contest>($0) }) else { return }
        let entries = try await made(
            desk,
            (0..<12).map { place in
                var draft = Draft<ContestEntry>()
                draft.contest = contest.reference
                draft.project = "模拟项目 \(place + 1)：\(trades[place % trades.count].0)"
                draft.enterprise = .some(firms[chance.below(firms.count)].reference)
                draft.leader = .some(people[chance.below(people.count)])
                draft.enteredOn = today.adding(days: -90 + place)
                draft.points = .some(Double(60 + chance.below(40)))
                return draft.submission
            })
        for (place, entry) in entries.enumerated() {
            _ = try await desk.move(entry.meta.id, in: "contestEntry", step: "accept")
            if place < 4 { _ = try await desk.move(entry.meta.id, in: "contestEntry", step: "final") }
        }
    }

    private static func made(_ desk: Desk, _ submissions: [Submission]) async throws -> [StoredRecord] {
        try await desk.create(submissions.map { (id: desk.engine.context.newID(), submission: $0) }, isSimulated: true)
    }

    /// A code with a valid check character that no register ever gave: its body has letters that make it plain.
    private static func creditCode(_ place: Int) -> CreditCode? {
        let digits = String(10_000 + place)
        let body = "91500114YYYY\(digits)"
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { CreditCode("\(body)\($0)") }.first
    }

    private static let names = ["武陵", "阿蓬江", "濯水", "小南海", "仙居", "红池坝", "宁河", "灵巫", "云台", "白鹿"]
    private static let people = ["田志远", "冉小兰", "谭建国", "向明月", "杨秀英", "何国庆"]
    private static let trades: [(String, Enterprise.Sector, Enterprise.Section)] = [
        ("电子材料", .industry, .c), ("中药饮片", .industry, .c), ("生物饲料", .agriculture, .a), ("软件服务", .services, .i), ("玻纤制品", .industry, .c),
        ("脆红李深加工", .industry, .c), ("检测技术", .services, .m), ("铝合金部件", .industry, .c), ("马铃薯种业", .agriculture, .a), ("环保设备", .industry, .c),
        ("丝绸科技", .industry, .c), ("智慧物流", .services, .g),
    ]
    private static let parks: [(String, Park.Category, Park.Level)] = [
        ("模拟科技企业孵化器", .incubator, .city), ("模拟众创空间", .makerSpace, .nation), ("模拟星创天地", .starSpace, .nation), ("模拟中小企业孵化园", .smePark, .county),
        ("模拟高新区", .highTechZone, .city), ("模拟农业科技园区", .agriculturalScience, .city),
    ]
    private static let troubles: [(String, EnterpriseIssue.Category)] = [
        ("流动资金不足，希望对接知识价值信用贷款", .finance), ("扩产需要标准厂房", .land), ("招不到研发人员", .labour), ("希望辅导研发费用归集", .technology), ("奖补资金未到账", .policy),
    ]
}
