extension RuleSet {
    /// 高新技术企业认定: 国科发火〔2016〕32号 第十一条 and 国科发火〔2016〕195号.
    static let highTech2016 = RuleSet(
        .highTech, "2016-32", "国科发火〔2016〕32号，国科发火〔2016〕195号", from: CivilDay(2016, 1, 1),
        note: Wording("自评只给出分数区间，最终由专家组评价", en: "a self-assessment gives a range of points; the expert panel decides"),
        [
            [
                Requirement(
                    "HTE-1", "注册成立一年以上（365 天）", en: "Registered for at least a year (365 days)", at: "办法第十一条（一）", .atLeast(Fraction(365)), in: .days,
                    remedy: Remedies.wait
                ) { look in .of(look.firm.registered.map { look.day.number - $0.number }) }
            ],
            [
                Requirement(
                    "HTE-2", "拥有对主要产品（服务）核心技术的知识产权", en: "Owns rights in the core of its main products", at: "办法第十一条（二）",
                    .atLeast(Fraction(1)), in: .count, remedy: Remedies.rights
                ) { look in .of(look.rights.map { $0.first + $0.second }) }
            ],
            [
                Requirement(
                    "HTE-3", "核心技术属于国家重点支持的高新技术领域（自评）", en: "Its core technology lies in the supported high-tech fields (own view)",
                    at: "办法第十一条（三）", .yes, remedy: Wording("对照领域目录确定技术领域", en: "find its field in the catalogue")
                ) { look in .of(look.firm.isHighTechField) }
            ],
            [
                Requirement(
                    "HTE-4", "科技人员占职工总数不低于 10%", en: "S&T staff are at least 10 % of all staff", at: "办法第十一条（四）", .atLeast(.percent(10)),
                    share: Parts.technicians, Read.technicians)
            ],
            [
                Requirement(
                    "HTE-5", "近三年研发费用占同期销售收入的比例达到规模档次要求", en: "R&D of three years reaches the share asked of its size", at: "办法第十一条（五）",
                    .banded { look in look.last?.revenue.map(researchBand) }, share: Parts.research
                ) { look in .of(look.threeYears { $0.research }, over: look.threeYears { $0.revenue }) }
            ],
            [
                Requirement(
                    "HTE-5b", "境内研发费用占全部研发费用不低于 60%", en: "At least 60 % of the R&D was spent in China", at: "办法第十一条（五）", .atLeast(.percent(60)),
                    share: Requirement.Share(Wording("境内研发费用", en: "R&D in China"), of: Wording("研发费用", en: "R&D expense"))
                ) { look in .of(look.threeYears { $0.researchInChina }, over: look.threeYears { $0.research }) }
            ],
            [
                Requirement(
                    "HTE-6", "近一年高新技术产品（服务）收入占总收入不低于 60%", en: "High-tech income is at least 60 % of the income of last year",
                    at: "办法第十一条（六）", .atLeast(.percent(60)),
                    share: Requirement.Share(Wording("高新技术产品收入", en: "High-tech income"), of: Wording("总收入", en: "total income")),
                    Read.share({ $0.highTechIncome }, of: { $0.totalIncome }))
            ],
            [
                Requirement(
                    "HTE-8", "申请前一年内无重大安全、质量事故和严重环境违法行为", en: "No major accident or serious environmental offence in the year before",
                    at: "办法第十一条（八）", .no
                ) { look in
                    switch look.firm.incidents {
                    case .unknown: .missing
                    case .none: .no
                    case .last(let day): day > look.day.adding(years: -1) && day <= look.day ? .yes : .no
                    }
                }
            ],
        ], card: capability)

    /// What R&D has to be of sales, by the sales of the most recent year; upper bounds belong to the lower band.
    private static func researchBand(_ revenue: Int64) -> Fraction {
        if revenue <= Fraction.fen(wan: 5000) { return .percent(5) }
        return revenue <= Fraction.fen(wan: 20_000) ? .percent(4) : .percent(3)
    }

    /// 创新能力评价 (195号 三（七）): more than 70 of 100.
    private static let capability = ScoreCard(
        [
            ScoreCard.Item("HTE-7.1", "技术的先进程度", en: "Advance of the technology", most: 8) { $0.firm.panel?.technology },
            ScoreCard.Item("HTE-7.2", "对主要产品的核心支持作用", en: "Support of the main products", most: 8) { $0.firm.panel?.support },
            ScoreCard.Item(
                "HTE-7.3", "知识产权数量", en: "Number of rights", most: 8,
                ScoreCard.Table("Ⅰ类", en: "Class I", [(Fraction(1), 7...8)]) { look in .of(look.rights?.first) },
                ScoreCard.Table("Ⅱ类", en: "Class II", [(Fraction(5), 5...6), (Fraction(3), 3...4), (Fraction(1), 1...2)]) { look in .of(look.rights?.second) }
            ) { $0.firm.panel?.quantity },
            ScoreCard.Item(
                "HTE-7.4", "知识产权获得方式", en: "How the rights were acquired", most: 6,
                ScoreCard.Table("自主研发", en: "Own R&D", [(Fraction(1), 1...6)]) { look in .of(look.rights.map { $0.firstOwn + $0.second }) },
                ScoreCard.Table("受让、受赠和并购", en: "Transfer, gift, merger", [(Fraction(1), 1...3)]) { look in .of(look.rights.map { $0.first + $0.second }) }
            ) { $0.firm.panel?.acquisition },
            ScoreCard.Item("HTE-7.5", "参与制定标准（加分）", en: "Part in standards (bonus)", most: 2) { $0.firm.panel?.standards },
            ScoreCard.Item(
                "HTE-7.6", "科技成果转化（三年年均项数）", en: "Results put to use a year", most: 30,
                ScoreCard.Table(
                    "年均转化项数", en: "Results a year",
                    [(Fraction(5), 25...30), (Fraction(4), 19...24), (Fraction(3), 13...18), (Fraction(2), 7...12), (Fraction(1), 1...6)],
                    // The table of 195号 has no band for less than one a year: no points, and a person should look.
                    last: (.moreThan, Fraction(0), 0...0)
                ) { look in .of(look.threeYears { $0.conversions.map(Int64.init) }, over: 3) }
            ) { $0.firm.panel?.conversion },
            ScoreCard.Item("HTE-7.7", "研发管理制度、核算体系和辅助账", en: "Rules and ledgers of R&D", most: 6) { $0.firm.panel?.rules },
            ScoreCard.Item("HTE-7.8", "研发机构和产学研合作", en: "R&D unit and co-operation", most: 6) { $0.firm.panel?.unit },
            ScoreCard.Item("HTE-7.9", "成果转化激励和开放平台", en: "Incentives and open platforms", most: 4) { $0.firm.panel?.incentives },
            ScoreCard.Item("HTE-7.10", "人员培养、引进和绩效奖励", en: "Training, recruitment, rewards", most: 4) { $0.firm.panel?.training },
            growth("HTE-7.11", "净资产增长率", en: "Growth of net assets", { $0.netAssets }) { $0.firm.panel?.assetGrowth },
            growth("HTE-7.12", "销售收入增长率", en: "Growth of sales", { $0.revenue }) { $0.firm.panel?.salesGrowth },
        ],
        groups: [
            ScoreCard.Group("知识产权", en: "Intellectual property", 0..<5, most: 30), ScoreCard.Group("成果转化", en: "Results put to use", 5..<6, most: 30),
            ScoreCard.Group("组织管理", en: "Organisation of R&D", 6..<10, most: 20), ScoreCard.Group("成长性", en: "Growth", 10..<12, most: 20),
        ], passing: .moreThan(70))

    private static func growth(
        _ code: String, _ chinese: String, en english: String, _ amount: @escaping @Sendable (FiscalYear) -> Int64?,
        given: @escaping @Sendable (Case) -> Int?
    ) -> ScoreCard.Item {
        ScoreCard.Item(
            code, chinese, en: english, most: 10,
            ScoreCard.Table(
                "三年平均增长率", en: "Mean growth", in: .share,
                [(.percent(35), 9...10), (.percent(25), 7...8), (.percent(15), 5...6), (.percent(5), 3...4)], last: (.moreThan, Fraction(0), 1...2)
            ) { look in look.meanGrowth(amount) }, given: given)
    }
}
