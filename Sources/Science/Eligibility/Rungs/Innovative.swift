extension RuleSet {
    /// 创新型中小企业: 工信部企业〔2022〕63号 附件1, in use until a new standard is issued under 2号.
    static let innovative2022 = RuleSet(
        .innovative, "2022-63", "工信部企业〔2022〕63号 附件1", from: CivilDay(2022, 8, 1), [],
        card: ScoreCard(
            [
                ScoreCard.Item(
                    "IN-1", "与主导产品相关的有效知识产权", en: "Valid rights for the main product", most: 20,
                    ScoreCard.Table("Ⅰ类高价值", en: "Class I of high value", [(Fraction(1), 20...20)]) { look in .of(look.rights?.highValue) },
                    ScoreCard.Table("自主研发Ⅰ类", en: "Class I of its own", [(Fraction(1), 15...15)]) { look in .of(look.rights?.firstOwn) },
                    ScoreCard.Table("Ⅰ类", en: "Class I", [(Fraction(1), 10...10)]) { look in .of(look.rights?.first) },
                    ScoreCard.Table("Ⅱ类", en: "Class II", [(Fraction(1), 5...5)]) { look in .of(look.rights?.second) }),
                ScoreCard.Item(
                    "IN-2", "上年度研发费用占营业收入", en: "R&D of revenue last year", most: 20,
                    ScoreCard.Table(
                        "研发费用占营业收入", en: "R&D of revenue", share: Parts.research,
                        [(.percent(5), 20...20), (.percent(3), 15...15), (.percent(2), 10...10), (.percent(1), 5...5)], Read.research)),
                ScoreCard.Item(
                    "IN-3", "上年度主营业务收入增长率", en: "Growth of main business revenue", most: 20,
                    ScoreCard.Table(
                        "主营业务收入增长率", en: "Growth of main business revenue", in: .share,
                        [(.percent(15), 20...20), (.percent(10), 15...15), (.percent(5), 10...10), (Fraction(0), 5...5)]
                    ) { look in
                        guard let now = look.last?.mainRevenue, let then = look.before?.mainRevenue else { return .missing }
                        return .of(now - then, over: then)
                    }),
                ScoreCard.Item(
                    "IN-4", "上年度资产负债率", en: "Liabilities of assets", most: 10,
                    ScoreCard.Table(
                        "资产负债率", en: "Liabilities of assets", share: Parts.debt, by: .atMost, [(.percent(55), 10...10), (.percent(75), 5...5)], Read.debt)),
                ScoreCard.Item(
                    "IN-5", "主导产品所属领域", en: "Field of the main product", most: 10,
                    ScoreCard.Table("属于战略性新兴产业", en: "A strategic emerging industry", [(Fraction(1), 10...10), (Fraction(0), 5...5)]) { look in
                        .of(look.firm.isStrategicIndustry.map { $0 ? 1 : 0 })
                    }),
                ScoreCard.Item(
                    "IN-6", "上年度主营业务收入占营业收入", en: "Main business of revenue", most: 20,
                    ScoreCard.Table(
                        "主营业务收入占比", en: "Main business of revenue", share: Parts.main,
                        [(.percent(70), 20...20), (.percent(60), 15...15), (.percent(55), 10...10), (.percent(50), 5...5)], Read.mainShare)),
            ],
            groups: [
                ScoreCard.Group("创新能力（不低于 20 分）", en: "Innovation (20 at least)", 0..<2, most: 40, least: 20),
                ScoreCard.Group("成长性（不低于 15 分）", en: "Growth (15 at least)", 2..<4, most: 30, least: 15),
                ScoreCard.Group("专业化（不低于 15 分）", en: "Specialisation (15 at least)", 4..<6, most: 30, least: 15),
            ], passing: .atLeast(60)),
        instead: [
            Requirement(
                "IN-D1", "近三年获国家级或省级科技奖励", en: "A national or provincial science award in three years", .yes, remedy: Remedies.award,
                Read.award(national: 99, provincial: 99, years: 3)),
            Requirement(
                "IN-D2", "高新技术企业、国家级技术创新示范企业、知识产权优势或示范企业（有效期内）", en: "High-tech enterprise or demonstration enterprise, valid", .yes,
                remedy: Remedies.holds(.highTech)
            ) { look in .of(look.holds(.highTech) || look.holds(.technologyDemonstration) || look.holds(.rightsDemonstration)) },
            Requirement(
                "IN-D3", "有省部级以上研发机构", en: "An R&D institution of the province or higher", .yes, remedy: Remedies.institution, Read.institution(.province)),
            Requirement(
                "IN-D4", "近三年新增股权融资 500 万元以上（合格机构投资者）", en: "New equity of 5 million yuan in three years", .atLeast(.wan(500)), in: .money,
                remedy: Remedies.equity, Read.equity(years: 3)),
        ])
}
