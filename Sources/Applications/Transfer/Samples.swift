import Kernel
import Registers

/// A county's market for technology, made up from a fixed seed. Every record is marked as simulated; none of it counts for a real plan.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 500_238)
        let today = desk.engine.context.now().day
        let firms = try await desk.all(Enterprise.self).filter(\.meta.isSimulated)
        try await rights(desk, firms, today, &chance)
        try await market(desk, firms, today, &chance)
        try await contracts(desk, firms, today, &chance)
        try await listings(desk, firms, today)
        try await sharing(desk, firms, today, &chance)
        try await cooperation(desk, today, &chance)
    }

    // MARK: achievements and rights

    private static func rights(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        var population = Draft<ResidentPopulation>()
        (population.year, population.hundreds, population.source) = (today.year - 1, 3843, "模拟数据")
        for row in try await made(desk, [population.submission]) { _ = try await desk.move(row.meta.id, in: "residentPopulation", step: "use") }
        let evidence = [ScienceAchievement.Appraised.acceptance, .experts, .test, .grant]
        let achievements = try await made(
            desk,
            topics.enumerated().map { place, topic in
                var draft = Draft<ScienceAchievement>()
                (draft.name, draft.summary, draft.field, draft.category) = ("\(topic.title)成果", topic.detail, topic.field, .applied)
                let firm = firms.isEmpty || place % 2 == 1 ? nil : firms[chance.below(firms.count)]
                (draft.owner, draft.enterprise) = (firm?.name ?? institutes[place % institutes.count], .some(firm?.reference))
                (draft.appraisal, draft.maturity) = (evidence[chance.below(evidence.count)], .some(4 + chance.below(6)))
                (draft.completedOn, draft.registeredOn) = (today.adding(days: -200 - chance.below(500)), today.adding(days: -chance.below(90)))
                return draft.submission
            })
        for (place, row) in achievements.enumerated() where place % 4 != 3 {
            _ = try await desk.move(row.meta.id, in: "scienceAchievement", step: "submit")
        }
        let registered = achievements.enumerated().filter { $0.offset % 4 < 2 }.map { Reference<ScienceAchievement>($0.element.meta.id) }
        try await desk.together { changes in
            for (place, achievement) in registered.enumerated() {
                try changes.update(achievement) {
                    ($0.state, $0.number) = (.registered, .some("\(today.year)9000000\(place + 1)"))
                    if place % 2 == 0 { ($0.transferredOn, $0.transfer) = (.some(today.adding(days: -20)), .some(.licence)) }
                }
            }
        }
        let patents = try await made(desk, (0..<36).map { patent($0, firms, today, &chance) })
        for (place, row) in patents.enumerated() where place % 9 != 8 { _ = try await desk.move(row.meta.id, in: "patent", step: "verify") }
    }

    /// A number with a right check digit, in a series that no office has reached.
    private static func patent(_ place: Int, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) -> Submission {
        let category = [Patent.Category.invention, .utilityModel, .utilityModel, .design][place % 4]
        let filed = today.adding(days: -900 - chance.below(3000))
        let topic = topics[place % topics.count]
        let firm = firms.isEmpty ? nil : firms[chance.below(firms.count)]
        let body = "\(filed.year)\([Patent.Category.invention: "1", .utilityModel: "2"][category] ?? "3")\(9_990_000 + place)"
        var draft = Draft<Patent>()
        draft.number = "\(body).\(checkDigit(body))"
        (draft.name, draft.category, draft.field) = ("一种\(topic.title)的\(place % 2 == 0 ? "方法" : "装置") \(place + 1)", category, topic.field)
        (draft.holder, draft.enterprise) = (firm?.name ?? institutes[place % institutes.count], .some(firm?.reference))
        (draft.filedOn, draft.grantedOn) = (filed, .some(filed.adding(days: 500)))
        let next = AnnualFees(filed: filed, granted: nil, paidUntil: today.adding(days: -200 + chance.below(300)), years: nil).nextUntil
        draft.paidUntil = .some(next)
        draft.highValue = .some(category == .invention && place % 3 == 0 ? [.strategic] : nil)
        draft.abstract = .some(topic.detail)
        return draft.submission
    }

    private static func checkDigit(_ body: String) -> Character {
        let sum = body.enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset % 8 + 2) }
        return Array("0123456789X")[sum % 11]
    }

    // MARK: the market

    private static func market(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        let demands = try await made(
            desk,
            topics.enumerated().map { place, topic in
                var draft = Draft<TechnologyDemand>()
                let firm = firms.isEmpty ? nil : firms[chance.below(firms.count)]
                (draft.title, draft.detail, draft.field) = (topic.demand, topic.need, topic.field)
                (draft.demander, draft.enterprise) = (firm?.name ?? "模拟企业", .some(firm?.reference))
                (draft.budget, draft.askedOn) = (.some(Money(wan: Int64(10 + chance.below(90)))), today.adding(days: -10 - chance.below(120)))
                return draft.submission
            })
        let offers = try await made(
            desk,
            topics.enumerated().map { place, topic in
                var draft = Draft<TechnologyOffer>()
                (draft.title, draft.detail, draft.field, draft.owner) = (topic.title, topic.detail, topic.field, institutes[place % institutes.count])
                (draft.price, draft.offeredOn) = (.some(Money(wan: Int64(20 + chance.below(180)))), today.adding(days: -5 - chance.below(200)))
                return draft.submission
            })
        for (place, row) in demands.enumerated() where place % 7 != 6 {
            _ = try await desk.move(row.meta.id, in: "technologyDemand", step: "submit")
            if place % 5 != 4 { _ = try await desk.move(row.meta.id, in: "technologyDemand", step: "publish") }
        }
        for row in offers {
            _ = try await desk.move(row.meta.id, in: "technologyOffer", step: "submit")
            _ = try await desk.move(row.meta.id, in: "technologyOffer", step: "publish")
        }
        let notices = try await desk.all(MarketNotice.self) { $0.isSimulated == true }
        let open = notices.filter { $0.category == .offer }
        for (place, demand) in notices.filter({ $0.category == .demand }).prefix(4).enumerated() {
            guard let best = NoticeMatches(for: demand, among: open, limit: 1).best.first else { continue }
            var order = Draft<ProposeMatch>()
            order.offer = best.notice.reference
            _ = try await desk.carryOut("proposeMatch", on: demand.id, order.submission)
            guard place > 0, let match = try await desk.rows(TechnologyMatch.self, limit: 1).first else { continue }
            _ = try await desk.move(match.id, in: "technologyMatch", step: "contact")
            if place > 1 { _ = try await desk.move(match.id, in: "technologyMatch", step: "talk") }
        }
        _ = try await made(
            desk,
            [("模拟成果对接会", MatchingEvent.Category.matching, -40), ("模拟专家进企业", .visit, -15), ("模拟军民对接会", .military, -70)].map { name, category, days in
                var draft = Draft<MatchingEvent>()
                (draft.name, draft.category, draft.day) = (name, category, today.adding(days: days))
                (draft.people, draft.projects) = (40 + chance.below(100), 5 + chance.below(20))
                return draft.submission
            })
    }

    private static func contracts(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        let kinds: [ContractKind] = [.commissionedDevelopment, .service, .transfer, .consulting, .licence, .training]
        let made = try await made(
            desk,
            (0..<18).map { place in
                let topic = topics[place % topics.count]
                let firm = firms.isEmpty ? nil : firms[chance.below(firms.count)]
                var draft = Draft<TechnologyContract>()
                (draft.name, draft.content, draft.field) = ("\(topic.title)技术合同 \(place + 1)", "\(topic.detail)双方约定按期交付并培训使用人员。", topic.field)
                (draft.type, draft.seller, draft.enterprise) = (kinds[place % kinds.count], firm?.name ?? institutes[0], .some(firm?.reference))
                (draft.buyer, draft.buyerPlace) = (institutes[(place + 1) % institutes.count], [.local, .city, .nation][chance.below(3)])
                let signed = today.adding(days: -chance.below(min(200, max(1, today.number - today.firstOfYear.number))))
                (draft.signedOn, draft.registeredOn) = (signed, today)
                let total = Int64(20 + chance.below(300))
                (draft.total, draft.equipment) = (Money(wan: total), .some(place % 3 == 0 ? Money(wan: total / 4) : nil))
                draft.payment = .some(place % 6 == 5 ? nil : "签约后付三成，验收后付清")
                draft.rights = .some([.transfer, .licence].contains(kinds[place % kinds.count]) ? "技术秘密（模拟）" : nil)
                return draft.submission
            })
        for (place, row) in made.enumerated() where place % 6 != 4 {
            _ = try await desk.move(row.meta.id, in: "technologyContract", step: "submit")
            if place % 5 != 4 { _ = try await desk.move(row.meta.id, in: "technologyContract", step: "accept") }
        }
        try await register(desk, made.enumerated().filter { $0.offset % 3 != 2 }.map { Row<TechnologyContract>($0.element) })
    }

    /// As if the station had seen their texts: a demonstration has no files.
    private static func register(_ desk: Desk, _ contracts: [Row<TechnologyContract>]) async throws {
        try await desk.together { changes in
            for (place, contract) in contracts.enumerated() {
                let review = ContractReview(contract)
                let running = String(place + 1)
                try changes.update(contract.reference) {
                    ($0.state, $0.registeredOn, $0.registeredType) = (.registered, contract.signedOn, .some(review.registered))
                    ($0.technical, $0.rules) = (.some(review.technical), .some(review.rulesName.chinese))
                    $0.number = .some("000000\(contract.signedOn.year)\(String(repeating: "0", count: 6 - running.count))\(running)")
                }
            }
        }
    }

    private static func listings(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day) async throws {
        let modes: [PriceMode] = [.open, .sealed, .fixed]
        let made = try await made(
            desk,
            modes.enumerated().map { place, mode in
                let topic = topics[place * 2 % topics.count]
                let firm = firms.isEmpty ? nil : firms[place % firms.count]
                var draft = Draft<TechnologyListing>()
                (draft.title, draft.detail, draft.field) = ("\(topic.title)专利权", topic.detail, topic.field)
                (draft.seller, draft.enterprise, draft.mode) = (firm?.name ?? institutes[0], .some(firm?.reference), mode)
                (draft.startPrice, draft.increment) = (Money(wan: Int64(30 + 10 * place)), .some(mode == .open ? Money(wan: 2) : nil))
                (draft.opensAt, draft.closesAt) = (Instant(startOf: today), Instant(startOf: today.adding(days: 10 + place)).adding(seconds: 17 * 3600))
                return draft.submission
            })
        for row in made {
            _ = try await desk.move(row.meta.id, in: "technologyListing", step: "submit")
            _ = try await desk.move(row.meta.id, in: "technologyListing", step: "publish")
        }
    }

    // MARK: sharing and cooperation

    private static func sharing(_ desk: Desk, _ firms: [Row<Enterprise>], _ today: Day, _ chance: inout Chance) async throws {
        let instruments = try await made(
            desk,
            machines.enumerated().map { place, machine in
                var draft = Draft<SharedInstrument>()
                (draft.name, draft.field, draft.owner) = (machine.0, machine.1, institutes[place % institutes.count])
                (draft.fee, draft.value) = (Money(yuan: Int64(60 + 20 * chance.below(20))), .some(Money(wan: Int64(30 + chance.below(200)))))
                draft.keeper = .some("谭建国")
                return draft.submission
            })
        let bookings = try await made(
            desk,
            (0..<12).map { place in
                let firm = firms.isEmpty ? nil : firms[chance.below(firms.count)]
                let day = today.adding(days: 1 + place / 3)
                var draft = Draft<InstrumentBooking>()
                draft.instrument = Reference(instruments[place % instruments.count].meta.id)
                (draft.user, draft.enterprise, draft.purpose) = (firm?.name ?? "模拟企业", .some(firm?.reference), ["药材有效成分测定", "水质重金属检测", "材料拉伸试验"][place % 3])
                draft.from = Instant(startOf: day).adding(seconds: (9 + place % 3) * 3600)
                draft.until = Instant(startOf: day).adding(seconds: (11 + place % 3) * 3600)
                return draft.submission
            })
        for row in bookings { _ = try await desk.move(row.meta.id, in: "instrumentBooking", step: "submit") }
        for (place, order) in try await desk.all(UseOrder.self, where: { $0.isSimulated == true }).enumerated() where place % 2 == 0 {
            _ = try await desk.move(order.id, in: "useOrder", step: "confirm")
        }
        _ = try await made(
            desk,
            [("武陵山区中药材种质资源图谱", SharedResource.Category.natural), ("马铃薯脱毒种薯生产技术规程", .standard), ("县域科技报告汇编", .report), ("职教中心实训基地", .base)].map {
                name, category in
                var draft = Draft<SharedResource>()
                (draft.name, draft.category, draft.holder) = (name, category, institutes[chance.below(institutes.count)])
                return draft.submission
            })
    }

    private static func cooperation(_ desk: Desk, _ today: Day, _ chance: inout Chance) async throws {
        let categories: [CooperationPartner.Category] = [.university, .institute, .university, .institute, .military]
        let areas: [CooperationPartner.Area] = [.city, .shandong, .chengduChongqing, .border, .nation]
        let partners = try await made(
            desk,
            institutes.enumerated().map { place, name in
                var draft = Draft<CooperationPartner>()
                (draft.name, draft.category, draft.area) = (name, categories[place % categories.count], areas[place % areas.count])
                return draft.submission
            })
        let agreements = try await made(
            desk,
            partners.enumerated().map { place, partner in
                var draft = Draft<CooperationAgreement>()
                (draft.title, draft.category) = (
                    "\(topics[place % topics.count].title)产学研合作协议", [.research, .counterpart, .branch, .region, .dualUse][place % 5]
                )
                (draft.partner, draft.local, draft.promised) = (Reference(partner.meta.id), "模拟企业", 2 + chance.below(4))
                (draft.signedOn, draft.until) = (today.adding(days: -300 - chance.below(400)), .some(today.adding(days: 20 + chance.below(500))))
                return draft.submission
            })
        var outcomes: [Submission] = []
        for (place, agreement) in agreements.enumerated() {
            _ = try await desk.move(agreement.meta.id, in: "cooperationAgreement", step: "sign")
            for category in [CooperationOutcome.Category.project, .talent, .contract].prefix(1 + place % 3) {
                var draft = Draft<CooperationOutcome>()
                (draft.agreement, draft.title, draft.category) = (Reference(agreement.meta.id), category.rawValue, category)
                (draft.day, draft.count, draft.amount) = (
                    today.adding(days: -chance.below(200)), 1 + chance.below(4), .some(Money(wan: Int64(chance.below(60))))
                )
                outcomes.append(draft.submission)
            }
        }
        for (place, name) in ["模拟技术转移中心", "模拟知识产权服务公司", "模拟检验检测公司"].enumerated() {
            var draft = Draft<Intermediary>()
            (draft.name, draft.services, draft.joinedOn) = (
                name, [[.transfer, .broking], [.property, .law], [.testing]][place], today.adding(days: -300 * (place + 1))
            )
            outcomes.append(draft.submission)
        }
        let varieties = try await made(
            desk,
            [
                ("艳椒 465", ExtendedTechnology.Category.variety, "辣椒"), ("马铃薯脱毒种薯扩繁", .technology, "马铃薯"), ("稻鱼综合种养", .technology, "水产"),
                ("山地微耕机", .machine, "农机"),
            ].map {
                name, category, industry in
                var draft = Draft<ExtendedTechnology>()
                (draft.name, draft.category, draft.industry, draft.since) = (name, category, industry, today.adding(days: -chance.below(700)))
                return draft.submission
            })
        for row in varieties {
            _ = try await desk.move(row.meta.id, in: "extendedTechnology", step: "demonstrate")
            _ = try await desk.move(row.meta.id, in: "extendedTechnology", step: "extend")
            var draft = Draft<ExtensionSite>()
            (draft.technology, draft.name, draft.day) = (Reference(row.meta.id), "模拟示范点", today.adding(days: -30))
            (draft.area, draft.households) = (.some(Double(50 + chance.below(500))), .some(10 + chance.below(80)))
            (draft.measure, draft.before, draft.after) = (.some("亩产值（元）"), .some(2000), .some(Double(2100 + chance.below(600))))
            outcomes.append(draft.submission)
        }
        _ = try await made(desk, outcomes)
    }

    private static func made(_ desk: Desk, _ submissions: [Submission]) async throws -> [StoredRecord] {
        try await desk.create(submissions.map { (id: desk.engine.context.newID(), submission: $0) }, isSimulated: true)
    }

    private struct Topic {
        let title, detail, demand, need: String
        let field: TechnologyField
    }

    private static let institutes = ["模拟农业科学院", "模拟理工大学", "模拟中药研究所", "模拟材料研究院", "模拟信息工程研究所"]
    private static let machines: [(String, TechnologyField)] = [
        ("高效液相色谱仪", .medicine), ("原子吸收分光光度计", .environment), ("万能材料试验机", .materials), ("荧光定量 PCR 仪", .agriculture),
        ("扫描电子显微镜", .materials),
    ]
    private static let topics = [
        Topic(
            title: "中药材低温烘干与有效成分保持", detail: "采用热泵低温烘干，控制湿度和风速，减少独活、党参等中药材有效成分损失，能耗比燃煤烘干低。", demand: "求独活低温烘干技术",
            need: "现用燃煤烘干，独活有效成分损失大，希望引进低温烘干技术，保持有效成分，降低能耗。", field: .medicine),
        Topic(
            title: "马铃薯脱毒种薯高效扩繁", detail: "茎尖脱毒与雾培结合，种薯扩繁系数高，病毒检测快速，适合高山地区。", demand: "求脱毒种薯扩繁技术", need: "高山马铃薯病毒病重，需要脱毒种薯和快速病毒检测方法。",
            field: .agriculture),
        Topic(
            title: "玻璃纤维表面处理剂", detail: "新型浸润剂提高玻璃纤维与树脂的界面强度，耐水性好。", demand: "提高玻纤复合材料强度", need: "玻璃纤维复合材料界面强度不足，遇水后强度下降，需要新的表面处理剂。",
            field: .materials),
        Topic(
            title: "养殖粪污资源化利用", detail: "生猪养殖粪污厌氧发酵产沼气，沼渣制有机肥，氨氮去除率高。", demand: "生猪养殖粪污处理", need: "规模猪场粪污量大，需要厌氧发酵和有机肥生产技术，氨氮达标排放。",
            field: .environment),
        Topic(
            title: "山地果园智能灌溉控制", detail: "土壤墒情传感器与滴灌联动，手机远程控制，太阳能供电，适合坡地果园。", demand: "脆红李果园智能灌溉", need: "坡地脆红李果园缺水，需要太阳能供电的滴灌和远程控制。", field: .information),
        Topic(
            title: "铝合金轻量化压铸", detail: "真空压铸减少气孔，薄壁件成品率提高，用于汽车结构件。", demand: "提高铝合金压铸成品率", need: "薄壁压铸件气孔多，成品率低，需要真空压铸工艺和模具设计。",
            field: .manufacturing),
        Topic(
            title: "腊肉低盐发酵剂", detail: "筛选本地乳酸菌制成发酵剂，降低含盐量和亚硝酸盐，缩短周期。", demand: "腊肉降低亚硝酸盐", need: "传统腊肉含盐量和亚硝酸盐偏高，需要低盐发酵技术。", field: .agriculture),
    ]
}
