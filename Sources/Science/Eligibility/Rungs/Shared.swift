/// Readings and conditions that several rule sets share.
enum Read {
    static func staff(_ figures: FiscalYear?) -> Int? { figures?.staff }

    static func share(_ part: @escaping @Sendable (FiscalYear) -> Int64?, of whole: @escaping @Sendable (FiscalYear) -> Int64?) -> @Sendable (Case) -> Reading {
        { look in .of(look.last.flatMap(part), over: look.last.flatMap(whole)) }
    }
    static func headShare(_ part: @escaping @Sendable (FiscalYear) -> Int?) -> @Sendable (Case) -> Reading {
        { look in .of(look.last.flatMap(part), over: look.last?.staff) }
    }

    /// Assets minus what is left of them: liabilities over assets at the end of last year.
    static let debt: @Sendable (Case) -> Reading = share({ $0.liabilities }, of: { $0.assets })
    static let research: @Sendable (Case) -> Reading = share({ $0.research }, of: { $0.revenue })
    static let mainShare: @Sendable (Case) -> Reading = share({ $0.mainRevenue }, of: { $0.revenue })
    static let technicians: @Sendable (Case) -> Reading = headShare { $0.technicians }

    /// New equity paid in within so many years before the day.
    static func equity(years: Int) -> @Sendable (Case) -> Reading {
        { look in
            guard let investments = look.firm.investments else { return .missing }
            let since = look.day.adding(years: -years)
            return .of(investments.reduce(Int64(0)) { $1.day >= since && $1.day <= look.day ? $0 + $1.amount : $0 })
        }
    }

    /// An award among the first `rank` within so many years: the year of the day counts, and as many before it.
    static func award(national: Int?, provincial: Int? = nil, years: Int, _ kind: Firm.Award.Kind = .science) -> @Sendable (Case) -> Reading {
        { look in
            guard let awards = look.firm.awards else { return .missing }
            return .of(
                awards.contains { award in
                    guard award.kind == kind, award.year >= look.year - years, award.year <= look.year, let most = award.isNational ? national : provincial
                    else { return false }
                    return award.rank <= most
                })
        }
    }

    static func institution(_ least: Firm.Institution) -> @Sendable (Case) -> Reading { { look in .of(look.firm.institution.map { $0 >= least }) } }
    static func title(_ kind: Firm.Title.Kind) -> @Sendable (Case) -> Reading { { look in .of(look.holds(kind)) } }

    /// Nothing happened in the year of the day and the one before it.
    static let incidentsThisYearAndLast: @Sendable (Case) -> Reading = { look in
        switch look.firm.incidents {
        case .unknown: .missing
        case .none: .no
        case .last(let day): day.year >= look.year - 1 && day <= look.day ? .yes : .no
        }
    }
}

enum Parts {
    static let research = Requirement.Share(Wording("研发费用", en: "R&D expense"), of: Wording("营业收入", en: "revenue"))
    static let researchOfCosts = Requirement.Share(Wording("研发费用", en: "R&D expense"), of: Wording("成本费用总额", en: "total costs"))
    static let main = Requirement.Share(Wording("主营业务收入", en: "Main business revenue"), of: Wording("营业收入", en: "revenue"))
    static let debt = Requirement.Share(Wording("负债", en: "Liabilities"), of: Wording("资产总额", en: "total assets"))
    static let technicians = Requirement.Share(Wording("科技人员", en: "S&T staff"), of: Wording("职工总数", en: "all staff"), .people)
    static let researchers = Requirement.Share(Wording("研发人员", en: "R&D staff"), of: Wording("职工总数", en: "all staff"), .people)
}

enum Remedies {
    static let register = Wording("请在企业档案中补登", en: "enter it in the record of the firm")
    static let credit = Wording("先移出经营异常或失信名单", en: "have the firm removed from the list first")
    static let transform = Wording("调整产品结构，退出禁止、限制和淘汰类", en: "leave the prohibited, restricted and eliminated classes")
    static let rights = Wording("自主申请发明专利、植物新品种或集成电路布图", en: "apply for an invention patent, a plant variety or a circuit layout of its own")
    static let equity = Wording("引入合格机构投资者的新增股权投资", en: "win new equity of qualified investors")
    static let institution = Wording("申报市级以上研发机构", en: "apply for recognition of an R&D institution")
    static let award = Wording("争取省部级以上科技奖励", en: "win a science award of the province or the nation")
    static let wait = Wording("时间到后即符合", en: "time alone will do")
    static func holds(_ rung: Rung) -> Wording { Wording("先取得“\(rung.name.chinese)”", en: "become a \(rung.name.english.lowercased()) first") }
}
