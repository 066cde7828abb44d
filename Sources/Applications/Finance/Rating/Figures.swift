import CreditRating
import Kernel
import Registers

/// What the registers know of a firm that a model can ask for. Its raw value is the word by which models name it.
enum Figure: String, CaseIterable, Sendable {
    case firstRights = "Ⅰ类知识产权", secondRights = "Ⅱ类知识产权"
    case research = "研发费用", revenue = "营业收入", innovativeIncome = "高新技术产品收入", newProducts = "新产品销售收入"
    case technicians = "科技人员", staff = "职工总数", profit = "净利润", liabilities = "负债总额", assets = "资产总额", years = "经营年数"
    case isHighTech = "高新技术企业", isSpecialised = "专精特新", isScienceSME = "科技型中小企业", isMunicipal = "市级科技型企业", isHighGrowth = "高成长性企业", isOnCloud = "已上云"
    case isListed = "经营异常或严重失信", isClosed = "停业或注销", barred = "科研诚信限制期内"

    var isMoney: Bool { [.research, .revenue, .innovativeIncome, .newProducts, .profit, .liabilities, .assets].contains(self) }
    var words: RatingWords { RatingWords(rawValue, english) }
    var english: String {
        switch self {
        case .firstRights: "IP of class I"
        case .secondRights: "IP of class II"
        case .research: "R&D expense"
        case .revenue: "revenue"
        case .innovativeIncome: "high-tech income"
        case .newProducts: "new-product sales"
        case .technicians: "S&T staff"
        case .staff: "staff"
        case .profit: "net profit"
        case .liabilities: "liabilities"
        case .assets: "assets"
        case .years: "years in business"
        case .isHighTech: "high-tech enterprise"
        case .isSpecialised: "specialised SME"
        case .isScienceSME: "science SME"
        case .isMunicipal: "municipal S&T enterprise"
        case .isHighGrowth: "high-growth enterprise"
        case .isOnCloud: "on the cloud"
        case .isListed: "on a list of abnormal or dishonest firms"
        case .isClosed: "closed"
        case .barred: "barred by a decision on research integrity"
        }
    }
}

/// What the registers say of a firm as of a day: the newest verified figures that are not older than two years, the titles that were valid, the rights.
struct FirmFigures: Sendable {
    let values: [String: Int64]
    let flags: Set<String>
    /// The end of the fiscal year that was used; nil where there is none that is verified.
    let closes: Day?

    init(
        _ enterprise: Row<Enterprise>, _ years: [Row<EnterpriseYear>], _ certificates: [Row<Certificate>], _ rights: [Row<RightsCount>], isBarred: Bool,
        on day: Day
    ) {
        var values: [Figure: Int64] = [:]
        let year = years.filter { $0.state == .verified && $0.closes < day && $0.closes.year >= day.year - 2 }.max { $0.closes < $1.closes }
        closes = year?.closes
        if let year {
            let money: [(Figure, Money?)] = [
                (.research, year.research), (.revenue, year.revenue), (.innovativeIncome, year.highTechIncome), (.newProducts, year.newProductSales),
                (.profit, year.profit), (.liabilities, year.liabilities), (.assets, year.assets),
            ]
            for (figure, amount) in money { values[figure] = amount?.fen }
            values[.technicians] = year.technicians.map(Int64.init)
            values[.staff] = year.staff.map(Int64.init)
        }
        if let count = rights.filter({ $0.asOf <= day }).max(by: { $0.asOf < $1.asOf }) {
            values[.firstRights] = Int64(count.first)
            values[.secondRights] = Int64(count.second)
        }
        if let registered = enterprise.registered, registered <= day { values[.years] = Int64((day.number - registered.number) * 400 / 146_097) }
        let held = Set(
            certificates.filter { !$0.isRevoked && $0.grantedOn <= day && ($0.validUntil.map { $0 >= day } ?? true) }.map(\.type))
        let yesOrNo: [(Figure, Bool)] = [
            (.isHighTech, held.contains(.highTech)), (.isSpecialised, held.contains(.specialised) || held.contains(.littleGiant)),
            (.isScienceSME, held.contains(.scienceSME)), (.isMunicipal, held.contains(.municipalScience)), (.isHighGrowth, held.contains(.highGrowth)),
            (.isOnCloud, enterprise.isOnCloud), (.isListed, enterprise.isListed == true), (.isClosed, enterprise.standing != .active), (.barred, isBarred),
        ]
        for (figure, holds) in yesOrNo { values[figure] = holds ? 1 : 0 }
        flags = Set(yesOrNo.filter(\.1).map(\.0.rawValue))
        self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
    }
}

/// A firm with what its rating rests on.
struct CreditFile: Sendable {
    let enterprise: Row<Enterprise>
    let years: Found<EnterpriseYear>
    let certificates: Found<Certificate>
    let rights: Found<RightsCount>
    let isBarred: Bool

    init(_ enterprise: Row<Enterprise>, _ desk: Desk, on day: Day) async throws {
        let reference = enterprise.reference
        self.enterprise = enterprise
        years = try await desk.find(EnterpriseYear.self) { $0.enterprise == reference }
        certificates = try await desk.find(Certificate.self) { $0.enterprise == reference }
        rights = try await desk.find(RightsCount.self) { $0.enterprise == reference }
        isBarred =
            try await desk.count(IntegrityRecord.self) {
                $0.enterprise == reference && $0.isLifted == false && $0.decidedOn <= day && $0.barredUntil >= day
            } > 0
    }

    func figures(on day: Day) -> FirmFigures { FirmFigures(enterprise, years.rows, certificates.rows, rights.rows, isBarred: isBarred, on: day) }

    /// What a model says, as something that opens to the records and can be worked out again from them.
    func derived(_ model: RatingModel, on day: Day, _ say: @escaping @Sendable (Rating) -> Label) -> Derived {
        let isBarred = isBarred
        let known = figures(on: day)
        return Derived(years, certificates, rights, enterprise.found, known: Derived.Outcome(say(model.rate(known.values, flags: known.flags)))) {
            years, certificates, rights, enterprise in
            guard let row = enterprise.first else { return Derived.Outcome(Label("—", en: "—")) }
            let figures = FirmFigures(row, years, certificates, rights, isBarred: isBarred, on: day)
            return Derived.Outcome(say(model.rate(figures.values, flags: figures.flags)))
        }
    }
}

extension RatingWords {
    /// In English the figures have their English names too.
    var label: Label {
        let english = Figure.allCases.reduce(english) { text, figure in text.replacing(figure.rawValue, with: figure.english) }
        return Label(chinese, en: english)
    }
}
