extension RuleSet {
    /// 专精特新中小企业, from 2026-04-01: 工信部企业〔2026〕2号 附件1.
    static let specialised2026 = RuleSet(
        .specialised, "2026-2", "工信部企业〔2026〕2号 附件1", from: CivilDay(2026, 4, 1),
        note: Wording(
            "有效期三年，每年 5 月 31 日前更新信息；按 63 号取得的称号到期前继续有效", en: "valid for three years, data renewed by 31 May; titles under 63号 stay valid until they end"),
        [
            [
                Requirement(
                    "SP-1a", "具有有效的科技和创新型中小企业称号", en: "A valid title of a science or innovative SME", .yes, remedy: Remedies.holds(.innovative)
                ) { look in .of(look.holds(.innovative) || look.holds(.scienceSME)) }
            ], [segment("SP-1b", years: 3)],
            [
                Requirement(
                    "SP-2a", "上年度营业收入不低于 1500 万元", en: "Revenue of at least 15 million yuan last year", .atLeast(.wan(1500)), in: .money
                ) { look in .of(look.last?.revenue) },
                Requirement(
                    "SP-2b", "或近两年新增股权融资不低于 2000 万元", en: "or new equity of at least 20 million yuan in two years", .atLeast(.wan(2000)), in: .money,
                    remedy: Remedies.equity, Read.equity(years: 2)),
            ],
            [
                Requirement(
                    "SP-3a", "主营业务收入占营业收入不低于 80%", en: "Main business is at least 80 % of revenue", .atLeast(.percent(80)), share: Parts.main, Read.mainShare
                )
            ],
            [
                Requirement(
                    "SP-3b", "资产负债率不高于 80%", en: "Liabilities are at most 80 % of assets", .atMost(.percent(80)), share: Parts.debt, Read.debt)
            ],
        ] + researchOfTwoYears("SP-4", least: 100) + [
            [
                Requirement(
                    "SP-5a", "有 1 项以上自主研发的Ⅰ类知识产权并产生效益", en: "At least one Class I right of its own, in use", .atLeast(Fraction(1)), remedy: Remedies.rights
                ) { look in .of(look.rights?.firstOwn) },
                Requirement(
                    "SP-5b", "或近三年获省部级以上科技奖励（前三名）", en: "or an award of the province, first three, in three years", .yes, remedy: Remedies.award,
                    Read.award(national: 3, provincial: 3, years: 3)),
                Requirement(
                    "SP-5c", "或有省部级以上研发机构", en: "or an R&D institution of the province", .yes, remedy: Remedies.institution, Read.institution(.province)),
            ], [.judged("SP-6", "主导产品市场占有率较高", en: "A fairly high market share of the main product")],
            [score("SP-7", least: 50)],
        ])

    /// 工信部企业〔2022〕63号 附件2 (history).
    static let specialised2022 = RuleSet(
        .specialised, "2022-63", "工信部企业〔2022〕63号 附件2", from: CivilDay(2022, 8, 1), until: CivilDay(2026, 3, 31),
        [
            [segment("SP-1", years: 2)],
            [
                Requirement(
                    "SP-2a", "上年度研发费用不低于 100 万元", en: "R&D of at least 1 million yuan last year", .atLeast(.wan(100)), in: .money
                ) { look in .of(look.last?.research) }
            ],
            [
                Requirement(
                    "SP-2b", "上年度研发费用占营业收入不低于 3%", en: "R&D is at least 3 % of revenue", .atLeast(.percent(3)), share: Parts.research, Read.research)
            ],
            [
                Requirement(
                    "SP-3a", "上年度营业收入不低于 1000 万元", en: "Revenue of at least 10 million yuan last year", .atLeast(.wan(1000)), in: .money
                ) { look in .of(look.last?.revenue) },
                Requirement(
                    "SP-3b", "或近两年新增股权融资不低于 2000 万元", en: "or new equity of at least 20 million yuan in two years", .atLeast(.wan(2000)), in: .money,
                    remedy: Remedies.equity, Read.equity(years: 2)),
            ],
        ], card: thirteenItems,
        instead: [
            Requirement(
                "SP-D1", "近三年获省级科技奖励前三名或国家级前五名", en: "A provincial award (first 3) or a national one (first 5) in three years", .yes,
                remedy: Remedies.award, Read.award(national: 5, provincial: 3, years: 3)),
            Requirement(
                "SP-D2", "近两年研发费用均值不低于 1000 万元", en: "Mean R&D of two years of at least 10 million yuan", .atLeast(.wan(1000)), in: .money
            ) { look in
                guard let now = look.last?.research, let then = look.before?.research else { return .missing }
                return .of(Int128(now) + Int128(then), over: 2)
            },
            Requirement(
                "SP-D3", "近两年新增股权融资不低于 6000 万元", en: "New equity of at least 60 million yuan in two years", .atLeast(.wan(6000)), in: .money,
                remedy: Remedies.equity, Read.equity(years: 2)),
            Requirement(
                "SP-D4", "近三年进入“创客中国”全国 500 强", en: "Among the first 500 of 创客中国 in three years", .yes,
                Read.award(national: 500, years: 3, .makerContest)),
        ])

    private static let thirteenItems = ScoreCard(
        [
            item("SP-S1", "主营业务收入占比", "Main business of revenue", 5, share: Parts.main, [(80, 5), (70, 3), (60, 1)], Read.mainShare),
            item("SP-S2", "近两年主营业务收入平均增长率", "Mean growth of main revenue", 10, [(10, 10), (8, 8), (6, 6), (4, 4), (0, 2)]) { look in
                look.meanGrowth { $0.mainRevenue }
            },
            ScoreCard.Item(
                "SP-S3", "从事特定细分市场年限", en: "Years in the segment", most: 5,
                ScoreCard.Table(
                    "每满 2 年 1 分", en: "A point for two years", in: .years,
                    [(Fraction(10), 5...5), (Fraction(8), 4...4), (Fraction(6), 3...3), (Fraction(4), 2...2), (Fraction(2), 1...1)]
                ) { look in .of(look.firm.inSegmentSince.map { look.wholeYears(since: $0) }) }),
            counted("SP-S4", "主导产品所属领域", "Field of the main product", 5, [(2, 5), (1, 3)]) { $0.firm.sheet.field },
            counted("SP-S5", "数字化水平", "Digital level", 5, [(3, 5), (2, 3)]) { $0.firm.sheet.digitalLevel },
            counted("SP-S6", "质量管理水平（每项 3 分）", "Quality (3 points each)", 5, [(2, 5), (1, 3)]) { $0.firm.sheet.qualityMarks },
            item("SP-S7", "净利润率", "Net profit of revenue", 10, [(10, 10), (8, 8), (6, 6), (4, 4), (2, 2)], Read.share({ $0.profit }, of: { $0.revenue })),
            ScoreCard.Item(
                "SP-S8", "资产负债率", en: "Liabilities of assets", most: 5,
                ScoreCard.Table(
                    "资产负债率", en: "Liabilities of assets", share: Parts.debt, by: .atMost,
                    [(.percent(50), 5...5), (.percent(60), 3...3), (.percent(70), 1...1)],
                    Read.debt)),
            counted("SP-S9", "地方特色指标", "Local feature", 15, (1...15).reversed().map { ($0, $0) }) { $0.firm.sheet.localPoints },
            ScoreCard.Item(
                "SP-S10", "与主导产品相关的有效知识产权", en: "Valid rights for the main product", most: 10,
                ScoreCard.Table("Ⅰ类高价值", en: "Class I of high value", [(Fraction(1), 10...10)]) { look in .of(look.rights?.highValue) },
                ScoreCard.Table("自主研发Ⅰ类", en: "Class I of its own", [(Fraction(1), 8...8)]) { look in .of(look.rights?.firstOwn) },
                ScoreCard.Table("Ⅰ类", en: "Class I", [(Fraction(1), 6...6)]) { look in .of(look.rights?.first) },
                ScoreCard.Table("Ⅱ类", en: "Class II", [(Fraction(1), 2...2)]) { look in .of(look.rights?.second) }),
            ScoreCard.Item(
                "SP-S11", "研发费用投入", en: "R&D input", most: 10,
                ScoreCard.Table(
                    "研发费用总额", en: "R&D expense", in: .money,
                    [(.wan(500), 10...10), (.wan(400), 8...8), (.wan(300), 6...6), (.wan(200), 4...4), (.wan(100), 2...2)]
                ) { look in .of(look.last?.research) },
                ScoreCard.Table(
                    "研发费用占营业收入", en: "R&D of revenue", share: Parts.research,
                    [(.percent(10), 10...10), (.percent(8), 8...8), (.percent(6), 6...6), (.percent(4), 4...4), (.percent(3), 2...2)], Read.research)),
            item("SP-S12", "研发人员占比", "R&D staff of all staff", 5, share: Parts.researchers, [(20, 5), (10, 3), (5, 1)], Read.headShare { $0.researchers }),
            counted("SP-S13", "研发机构建设", "R&D institution", 10, [(4, 10), (3, 8), (2, 4), (1, 2)]) { $0.firm.institution?.rawValue },
        ], passing: .atLeast(60))

    /// Points by percentages.
    private static func item(
        _ code: String, _ chinese: String, _ english: String, _ most: Int, share: Requirement.Share? = nil, _ bands: [(Int64, Int)],
        _ read: @escaping @Sendable (Case) -> Reading
    ) -> ScoreCard.Item {
        ScoreCard.Item(
            code, chinese, en: english, most: most,
            ScoreCard.Table(chinese, en: english, in: .share, share: share, bands.map { (limit: .percent($0.0), points: $0.1...$0.1) }, read))
    }

    /// Points by a number.
    private static func counted(
        _ code: String, _ chinese: String, _ english: String, _ most: Int, _ bands: [(Int, Int)], _ number: @escaping @Sendable (Case) -> Int?
    ) -> ScoreCard.Item {
        ScoreCard.Item(
            code, chinese, en: english, most: most,
            ScoreCard.Table(chinese, en: english, bands.map { (limit: Fraction(Int64($0.0)), points: $0.1...$0.1) }) { look in .of(number(look)) })
    }

    // MARK: shared with 小巨人

    static func segment(_ code: String, years: Int) -> Requirement {
        Requirement(
            code, "截至上年末从事特定细分市场满 \(years) 年", en: "\(years) years in its market segment by the end of last year", .atLeast(Fraction(Int64(years))), in: .years,
            remedy: Remedies.wait
        ) { look in .of(look.firm.inSegmentSince.map { look.wholeYears(since: $0) }) }
    }

    /// R&D of each of the last two years: at least so many 万元, where asked, and 3 % of revenue.
    static func researchOfTwoYears(_ code: String, least: Int64?) -> [[Requirement]] {
        let years: [(String, String, String, @Sendable (Case) -> FiscalYear?)] = [
            ("a", "上年度", "last year", { $0.last }), ("b", "前一年度", "the year before", { $0.before }),
        ]
        return years.flatMap { letter, chinese, english, figures in
            let share = Requirement(
                "\(code)\(letter)2", "\(chinese)研发费用占营业收入不低于 3%", en: "R&D of \(english) is at least 3 % of revenue", .atLeast(.percent(3)),
                share: Parts.research
            ) { look in .of(figures(look)?.research, over: figures(look)?.revenue) }
            guard let least else { return [[share]] }
            let amount = Requirement(
                "\(code)\(letter)1", "\(chinese)研发费用不低于 \(least) 万元", en: "R&D of \(english) is at least \(least / 100) million yuan", .atLeast(.wan(least)),
                in: .money
            ) { look in .of(figures(look)?.research) }
            return [[amount], [share]]
        }
    }

    static func score(_ code: String, least: Int64) -> Requirement {
        Requirement(
            code, "当年专精特新发展评价得分不低于 \(least) 分（由全国平台计算）", en: "A development score of at least \(least) this year (of the national platform)",
            .atLeast(Fraction(least)), in: .points, remedy: Wording("在全国平台填报后登记得分", en: "file on the national platform, then enter the score")
        ) { look in .of(look.firm.developmentScores.first { $0.year == look.year }?.points) }
    }
}
