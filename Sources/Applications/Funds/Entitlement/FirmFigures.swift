import Kernel
import Policies
import Registers

/// The names that clauses may use, and where the registers have them.
enum FirmFigures {
    static let vocabulary = Vocabulary(yearly.map(\.term) + titles.flatMap(\.terms) + standing)

    /// Figures of a fiscal year; the first is what the registers say in fen, the second in whole numbers.
    struct Yearly: Sendable {
        let term: Vocabulary.Term
        let value: @Sendable (Row<EnterpriseYear>) -> Exact?
        static func money(_ code: String, _ chinese: String, _ english: String, _ value: @escaping @Sendable (Row<EnterpriseYear>) -> Money?) -> Yearly {
            Yearly(term: Vocabulary.Term(code, chinese, en: english, .money, isYearly: true)) { value($0).map { Exact($0.fen) } }
        }
        static func count(_ code: String, _ chinese: String, _ english: String, _ value: @escaping @Sendable (Row<EnterpriseYear>) -> Int?) -> Yearly {
            Yearly(term: Vocabulary.Term(code, chinese, en: english, .plain, isYearly: true)) { value($0).map { Exact(Int64($0)) } }
        }
    }

    static let yearly: [Yearly] = [
        .money("revenue", "营业收入", "Revenue") { $0.revenue }, .money("mainRevenue", "主营业务收入", "Main business revenue") { $0.mainRevenue },
        .money("highTechIncome", "高新技术产品收入", "High-tech income") { $0.highTechIncome },
        .money("newProductSales", "新产品销售收入", "New-product sales") { $0.newProductSales }, .money("research", "研发费用", "R&D expense") { $0.research },
        .money("researchInChina", "境内研发费用", "R&D expense in China") { $0.researchInChina }, .money("assets", "资产总额", "Total assets") { $0.assets },
        .money("liabilities", "负债总额", "Liabilities") { $0.liabilities }, .money("profit", "净利润", "Net profit") { $0.profit },
        .money("output", "战略性新兴产业产值", "Output of strategic emerging industry") { $0.output }, .count("staff", "职工总数", "Staff") { $0.staff },
        .count("technicians", "科技人员", "S&T staff") { $0.technicians }, .count("researchers", "研发人员", "R&D staff") { $0.researchers },
        .count("conversions", "科技成果转化数", "Results put to use") { $0.conversions },
    ]

    /// A title: whether the firm holds it, was recognised in the year, and for the first time.
    struct Title: Sendable {
        let title: Certificate.Title
        private var name: String { title.rawValue.filter { !"“”".contains($0) } }
        var terms: [Vocabulary.Term] {
            let english = title.label.english
            return [
                Vocabulary.Term(title.code, name, en: english, .truth),
                Vocabulary.Term("new-" + title.code, "当年认定" + name, en: "\(english), recognised in the year", .truth),
                Vocabulary.Term("first-" + title.code, "首次认定" + name, en: "\(english) for the first time in the year", .truth),
            ]
        }
    }
    static let titles = Certificate.Title.allCases.map { Title(title: $0) }

    static let standing: [Vocabulary.Term] = [
        Vocabulary.Term("aboveScale", "规模以上", en: "Above scale", .truth),
        Vocabulary.Term("institution", "研发机构级别", en: "Level of its R&D body (0 to 4)", .plain),
        Vocabulary.Term("age", "成立年数", en: "Years since it was founded", .plain),
        Vocabulary.Term("isListed", "列入异常或失信名单", en: "On a list of abnormal or dishonest firms", .truth),
        Vocabulary.Term("isProhibited", "禁止限制类", en: "In a prohibited or restricted class", .truth),
        Vocabulary.Term("firstRights", "一类知识产权", en: "Class I rights", .plain), Vocabulary.Term("secondRights", "二类知识产权", en: "Class II rights", .plain),
        Vocabulary.Term("nationalAwards", "当年国家级科技奖励", en: "National awards of the year", .plain),
        Vocabulary.Term("provincialAwards", "当年省部级科技奖励", en: "Provincial awards of the year", .plain),
        Vocabulary.Term("equity", "当年股权融资", en: "Equity paid in that year", .money),
        Vocabulary.Term("firstSets", "当年首台套首批次首版次", en: "First sets, batches, versions of the year", .plain),
        Vocabulary.Term("majorProducts", "当年重大新产品", en: "Major new products of the year", .plain),
        Vocabulary.Term("industry", "工业企业", en: "Industrial firm", .truth), Vocabulary.Term("agriculture", "农业企业", en: "Agricultural firm", .truth),
        Vocabulary.Term("services", "服务业企业", en: "Service firm", .truth),
    ]
}

/// An enterprise with all that the registers know of it, as the clauses see it.
struct FirmFile: Sendable {
    let enterprise: Row<Enterprise>
    var years: Found<EnterpriseYear>
    var certificates: Found<Certificate>
    var rights: Found<RightsCount>
    var awards: [Row<Award>]
    var investments: [Row<Investment>]
    var products: [Row<InnovativeProduct>]

    /// The facts for a claim year as of a day. Figures that were returned or not submitted do not count; those that wait to be verified say so.
    func facts(year: Int, on day: Day) -> Facts { FirmFile.facts(enterprise, years.rows, certificates.rows, rights.rows, self, year: year, on: day) }

    static func facts(
        _ enterprise: Row<Enterprise>, _ years: [Row<EnterpriseYear>], _ certificates: [Row<Certificate>], _ rights: [Row<RightsCount>], _ rest: FirmFile,
        year: Int, on day: Day
    ) -> Facts {
        var facts = Facts()
        for back in 0...2 {
            guard let row = years.first(where: { $0.closes.year == year - back && [.reported, .verified].contains($0.state) }) else { continue }
            for figure in FirmFigures.yearly {
                facts[figure.term.code, yearsBack: back] = figure.value(row).map { Facts.Fact($0, isVerified: row.state == .verified) }
            }
        }
        func set(_ code: String, _ truth: Bool?) { facts[code] = truth.map { Facts.Fact($0 ? .one : .zero) } }
        func set(_ code: String, count: Int?) { facts[code] = count.map { Facts.Fact(Exact(Int64($0))) } }
        let valid = certificates.filter { !$0.isRevoked && $0.grantedOn <= day }
        for title in Certificate.Title.allCases {
            let own = valid.filter { $0.type == title }
            set(title.code, own.contains { $0.validUntil.map { $0 >= day } ?? true })
            set("new-" + title.code, own.contains { $0.grantedOn.year == year })
            set("first-" + title.code, own.min { $0.grantedOn < $1.grantedOn }.map { $0.grantedOn.year == year } ?? false)
        }
        set("aboveScale", enterprise.isAboveScale)
        set("institution", count: Enterprise.Institution.allCases.firstIndex(of: enterprise.institution))
        set("age", count: enterprise.registered.map { (day.number - $0.number) * 400 / 146_097 })
        set("isListed", enterprise.isListed)
        set("isProhibited", enterprise.isProhibited)
        let newest = rights.filter { $0.asOf <= day }.max { $0.asOf < $1.asOf }
        set("firstRights", count: newest?.first)
        set("secondRights", count: newest?.second)
        set("nationalAwards", count: rest.awards.count { $0.type == .science && $0.year == year })
        set("provincialAwards", count: rest.awards.count { $0.type == .provincial && $0.year == year })
        let paidIn = rest.investments.filter { $0.paidOn.year == year }.reduce(Money(fen: 0)) { $0 + $1.amount }
        facts["equity"] = Facts.Fact(Exact(paidIn.fen))
        let own = rest.products.filter { $0.recognisedOn.year == year }
        set("firstSets", count: own.count { [.firstSet, .firstBatch, .firstVersion].contains($0.category) })
        set("majorProducts", count: own.count { $0.category == .majorNew })
        for sector in Enterprise.Sector.allCases { set(sector.code, enterprise.sector == sector) }
        return facts
    }
}

extension FirmFile {
    init(_ enterprise: Row<Enterprise>, _ desk: Desk) async throws {
        let reference = enterprise.reference
        self.init(
            enterprise: enterprise, years: try await desk.find(EnterpriseYear.self) { $0.enterprise == reference },
            certificates: try await desk.find(Certificate.self) { $0.enterprise == reference },
            rights: try await desk.find(RightsCount.self) { $0.enterprise == reference },
            awards: try await desk.all(Award.self) { $0.enterprise == reference },
            investments: try await desk.all(Investment.self) { $0.enterprise == reference },
            products: try await desk.all(InnovativeProduct.self) { $0.enterprise == reference })
    }

    /// Inside a transaction.
    init(_ reference: Reference<Enterprise>, _ changes: Changes) throws {
        self.init(
            enterprise: try changes.row(reference), years: Found(try changes.rows(EnterpriseYear.self) { $0.enterprise == reference }),
            certificates: Found(try changes.rows(Certificate.self) { $0.enterprise == reference }),
            rights: Found(try changes.rows(RightsCount.self) { $0.enterprise == reference }),
            awards: try changes.rows(Award.self) { $0.enterprise == reference },
            investments: try changes.rows(Investment.self) { $0.enterprise == reference },
            products: try changes.rows(InnovativeProduct.self) { $0.enterprise == reference })
    }

    /// Those of many enterprises, each kind of record asked for once.
    static func all(_ enterprises: [Row<Enterprise>], _ desk: Desk) async throws -> [FirmFile] {
        let years = Dictionary(grouping: try await desk.all(EnterpriseYear.self, bound: 200_000), by: \.enterprise)
        let certificates = Dictionary(grouping: try await desk.all(Certificate.self, bound: 200_000), by: \.enterprise)
        let rights = Dictionary(grouping: try await desk.all(RightsCount.self, bound: 200_000), by: \.enterprise)
        let awards = Dictionary(grouping: try await desk.all(Award.self, bound: 200_000), by: \.enterprise)
        let investments = Dictionary(grouping: try await desk.all(Investment.self, bound: 200_000), by: \.enterprise)
        let products = Dictionary(grouping: try await desk.all(InnovativeProduct.self, bound: 200_000), by: \.enterprise)
        return enterprises.map { row in
            let key = row.reference
            return FirmFile(
                enterprise: row, years: Found(years[key] ?? []), certificates: Found(certificates[key] ?? []), rights: Found(rights[key] ?? []),
                awards: awards[key] ?? [], investments: investments[key] ?? [], products: products[key] ?? [])
        }
    }
}

extension Wording {
    var label: Label { Label(chinese, en: english) }
}

extension Verdict {
    var label: Label {
        switch self {
        case .met: Label("符合", en: "met")
        case .unmet: Label("不符合", en: "not met")
        case .unknown: Label("数据不足", en: "unknown")
        }
    }
    var tone: Tone {
        switch self {
        case .met: .good
        case .unmet: .bad
        case .unknown: .missing
        }
    }
}

extension Money {
    /// 12.5 万元
    var words: Label { Numerals.text(Exact(fen), .money).label }
}
