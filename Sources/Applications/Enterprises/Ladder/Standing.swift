import Eligibility
import Kernel
import Registers

/// An enterprise with all that the registers know of it: what the rules judge, and the records that every reason rests on.
struct EnterpriseFile: Sendable {
    let enterprise: Row<Enterprise>
    let years: Found<EnterpriseYear>
    let certificates: Found<Certificate>
    let rights: Found<RightsCount>
    let awards: Found<Award>
    let investments: Found<Investment>
    let firm: Firm

    init(_ enterprise: Row<Enterprise>, _ desk: Desk) async throws {
        let reference = enterprise.reference
        self.init(
            enterprise, years: try await desk.find(EnterpriseYear.self) { $0.enterprise == reference },
            certificates: try await desk.find(Certificate.self) { $0.enterprise == reference },
            rights: try await desk.find(RightsCount.self) { $0.enterprise == reference },
            awards: try await desk.find(Award.self) { $0.enterprise == reference },
            investments: try await desk.find(Investment.self) { $0.enterprise == reference })
    }

    init(
        _ enterprise: Row<Enterprise>, years: Found<EnterpriseYear>, certificates: Found<Certificate>, rights: Found<RightsCount>, awards: Found<Award>,
        investments: Found<Investment>
    ) {
        self.enterprise = enterprise
        (self.years, self.certificates, self.rights, self.awards, self.investments) = (years, certificates, rights, awards, investments)
        firm = Firm(enterprise, years.rows, certificates.rows, rights.rows, awards.rows, investments.rows)
    }
}

/// The files of many enterprises, each kind of record asked for once.
struct EnterpriseFiles: Sendable {
    let files: [EnterpriseFile]

    /// - Complexity: O(records); a county has some thousands of enterprises.
    init(_ enterprises: [Row<Enterprise>], _ desk: Desk) async throws {
        let wanted = Set(enterprises.map(\.reference))
        func grouped<T>(_ rows: [Row<T>], by owner: (Row<T>) -> Reference<Enterprise>) -> [Reference<Enterprise>: [Row<T>]] {
            Dictionary(grouping: rows.filter { wanted.contains(owner($0)) }, by: owner)
        }
        let years = grouped(try await desk.all(EnterpriseYear.self, bound: 200_000)) { $0.enterprise }
        let certificates = grouped(try await desk.all(Certificate.self, bound: 200_000)) { $0.enterprise }
        let rights = grouped(try await desk.all(RightsCount.self, bound: 200_000)) { $0.enterprise }
        let awards = grouped(try await desk.all(Award.self, bound: 200_000)) { $0.enterprise }
        let investments = grouped(try await desk.all(Investment.self, bound: 200_000)) { $0.enterprise }
        files = enterprises.map { row in
            let key = row.reference
            return EnterpriseFile(
                row, years: Found(years[key] ?? []), certificates: Found(certificates[key] ?? []), rights: Found(rights[key] ?? []),
                awards: Found(awards[key] ?? []),
                investments: Found(investments[key] ?? []))
        }
    }
}

extension Firm {
    /// The facts as the rules know them. Returned figures do not count; those that wait for verification do, as what the enterprise itself says.
    init(
        _ row: Row<Enterprise>, _ years: [Row<EnterpriseYear>], _ certificates: [Row<Certificate>], _ rights: [Row<Registers.RightsCount>],
        _ awards: [Row<Registers.Award>], _ investments: [Row<Registers.Investment>]
    ) {
        self.init()
        registered = row.registered.map(CivilDay.init)
        isResident = row.isResident
        section = row.section.flatMap { Section(rawValue: $0.code) }
        isProhibited = row.isProhibited
        isBarredIndustry = row.isBarred
        incidents = row.lastIncident.map { .last(CivilDay($0)) } ?? (row.creditChecked == nil ? .unknown : Incidents.none)
        isListed = row.isListed
        institution = Institution(rawValue: Enterprise.Institution.allCases.firstIndex(of: row.institution) ?? 0)
        standardsLed = row.standardsLed ?? []
        inSegmentSince = row.segmentSince.map(CivilDay.init)
        marketShare = row.marketShare.flatMap { Fraction(Int128(($0.points * 10_000).rounded()), over: 1_000_000) }
        isTopThree = row.isTopThree
        isInKeyField = row.isKeyField
        isStrategicIndustry = row.isStrategic
        isHighTechField = row.isHighTechField
        seniorTechnicians = row.seniorTechnicians
        let counted = years.filter { $0.state != .returned }
        self.years = counted.map(FiscalYear.init)
        developmentScores = counted.compactMap { year in year.developmentScore.map { DevelopmentScore(year: year.closes.year, points: $0) } }
        self.rights = rights.map {
            Firm.RightsCount(day: CivilDay($0.asOf), first: $0.first, firstOwn: $0.firstOwn, highValue: $0.highValue, second: $0.second)
        }
        titles = certificates.compactMap { certificate in
            guard !certificate.isRevoked, let kind = Title.Kind(certificate.type) else { return nil }
            return Title(kind, from: CivilDay(certificate.grantedOn), until: certificate.validUntil.map(CivilDay.init))
        }
        self.awards = awards.map {
            Firm.Award($0.type == .makerContest ? .makerContest : .science, isNational: $0.type != .provincial, year: $0.year, rank: $0.rank)
        }
        self.investments = investments.map { Firm.Investment(CivilDay($0.paidOn), $0.amount.fen) }
    }
}

extension Firm.Title.Kind {
    init?(_ title: Certificate.Title) {
        switch title {
        case .rightsAdvantage: self = .rightsDemonstration
        default:
            guard let kind = Firm.Title.Kind(rawValue: title.code) else { return nil }
            self = kind
        }
    }
}

extension FiscalYear {
    init(_ row: Row<EnterpriseYear>) {
        self.init(row.closes.year)
        (revenue, mainRevenue, totalIncome, highTechIncome) = (row.revenue?.fen, row.mainRevenue?.fen, row.totalIncome?.fen, row.highTechIncome?.fen)
        (costs, research, researchInChina) = (row.costs?.fen, row.research?.fen, row.researchInChina?.fen)
        (assets, liabilities, profit) = (row.assets?.fen, row.liabilities?.fen, row.profit?.fen)
        (staff, technicians, researchers, conversions) = (row.staff, row.technicians, row.researchers, row.conversions)
    }
}

extension CivilDay {
    init(_ day: Day) { self.init(number: day.number) }
    var day: Day { Day(number: number) }
}

extension Wording {
    var label: Label { Label(chinese, en: english) }
}

extension Ladder {
    /// With the figures that the county had set by a day.
    static func county(_ desk: Desk, on day: Day) async throws -> Ladder {
        var settings = LadderSettings()
        let known = try await desk.all(CultivationSettings.self) { $0.since <= day }
        if let newest = known.filter({ !$0.meta.isSimulated }).max(by: { $0.since < $1.since }) {
            settings.aboveScaleRevenue = newest.aboveScale.fen
            settings.highGrowthRate = Int64(newest.growth)
            settings.highGrowthResearch = newest.research.map(Int64.init)
        }
        return Ladder(settings)
    }
}

extension Outcome {
    var tone: Tone {
        switch self {
        case .met: .good
        case .unmet: .bad
        case .unknown: .missing
        case .review: .warning
        case .notApplicable: .calm
        }
    }
}
