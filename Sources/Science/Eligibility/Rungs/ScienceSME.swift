/// 科技型中小企业评价: 国科发政〔2017〕115号, with the guideline of 2022 and the practice of 2026; and 重庆市科技型企业, which later uses the same table.
extension RuleSet {
    static let scienceSME2017 = scienceSME(
        "2017-115", "国科发政〔2017〕115号", from: CivilDay(2017, 5, 3), until: CivilDay(2021, 12, 31), isResident: resident2017, [])

    static let scienceSME2022 = scienceSME(
        "2022-67", "国科发政〔2017〕115号，国科火字〔2022〕67号", from: CivilDay(2022, 1, 1), until: CivilDay(2026, 5, 31), isResident: resident2022, [])

    static let scienceSME2026 = scienceSME(
        "2026-160", "国科发政〔2017〕115号，国科火字〔2022〕67号，工企业函〔2026〕160号", from: CivilDay(2026, 6, 1),
        note: Wording(
            "2026 年填报时间为 6 月 1 日至 8 月 31 日；职工不超过 5 人、无知识产权、研发费用不足 10 万元、近三年有相关风险或首次申报的须现场核查",
            en:
                "In 2026 firms file from 1 June to 31 August; at most 5 staff, no rights, R&D below 100,000 yuan, risks in three years or a first filing are visited"
        ), isResident: resident2022,
        [
            [
                Requirement(
                    "T-3b", "不属于研发费用加计扣除除外行业", en: "Not in an industry barred from the super-deduction", at: "2026 年通知", .no, remedy: Remedies.transform
                ) { look in .of(look.firm.isBarredIndustry) }
            ]
        ])

    /// The yearly dates of 2022 are those of the year: the guideline names no day.
    private static func scienceSME(
        _ version: String, _ document: String, from: CivilDay, until: CivilDay? = nil, note: Wording? = nil, isResident: Requirement, _ more: [[Requirement]]
    ) -> RuleSet {
        RuleSet(
            .scienceSME, version, document, from: from, until: until, note: note,
            [
                [isResident],
                [
                    Requirement("T-2a", "职工总数不超过 500 人", en: "At most 500 staff", at: "第六条（二）", .atMost(Fraction(500)), in: .people) { look in
                        .of(look.last?.staff)
                    }
                ],
                [
                    Requirement("T-2b", "年销售收入不超过 2 亿元", en: "Sales of at most 200 million yuan", at: "第六条（二）", .atMost(.wan(20_000)), in: .money) { look in
                        .of(look.last?.revenue)
                    }
                ],
                [
                    Requirement("T-2c", "资产总额不超过 2 亿元", en: "Assets of at most 200 million yuan", at: "第六条（二）", .atMost(.wan(20_000)), in: .money) { look in
                        .of(look.last?.assets)
                    }
                ],
                [notProhibited("T-3", "第六条（三）")],
            ] + more + clean("T-4", "第六条（四）"), card: scienceTable, instead: direct)
    }

    private static let resident2017 = Requirement(
        "T-1", "在中国境内（不含港澳台）注册的居民企业", en: "A resident enterprise registered in mainland China", at: "第六条（一）", .yes, remedy: Remedies.register
    ) { look in .of(look.firm.isResident) }
    private static let resident2022 = Requirement(
        "T-1", "境内居民企业，会计核算健全、查账征收、研发费用可准确归集", en: "A resident enterprise with sound accounts, taxed by them", at: "第六条（一）；2022 年指引", .yes,
        remedy: Remedies.register
    ) { look in .of(look.firm.isResident) }

    static func notProhibited(_ code: String, _ clause: String, isVerified: Bool = true) -> Requirement {
        Requirement(
            code, "产品和服务不属于禁止、限制和淘汰类", en: "Products are not prohibited, restricted or eliminated", at: clause, isVerified: isVerified, .no,
            remedy: Remedies.transform
        ) { look in .of(look.firm.isProhibited) }
    }

    static func clean(_ code: String, _ clause: String) -> [[Requirement]] {
        [
            [
                Requirement(
                    "\(code)a", "上一年和当年无重大安全质量事故、严重环境违法、严重科研失信", en: "No major accident, offence or misconduct last year and this", at: clause, .no,
                    Read.incidentsThisYearAndLast)
            ],
            [
                Requirement(
                    "\(code)b", "未列入经营异常名录和严重违法失信名单", en: "Not on the lists of abnormal or dishonest firms", at: clause, .no, remedy: Remedies.credit
                ) { look in .of(look.firm.isListed) }
            ],
        ]
    }

    /// 第七条: 100 points; lower bounds belong to the band.
    static let scienceTable = ScoreCard(
        [
            ScoreCard.Item(
                "T-5.1", "科技人员指标", en: "S&T staff", most: 20,
                ScoreCard.Table(
                    "科技人员占职工总数", en: "S&T staff of all staff", share: Parts.technicians,
                    [(.percent(30), 20...20), (.percent(25), 16...16), (.percent(20), 12...12), (.percent(15), 8...8), (.percent(10), 4...4)], Read.technicians)
            ),
            ScoreCard.Item(
                "T-5.2", "研发投入指标", en: "R&D input", most: 50,
                ScoreCard.Table(
                    "研发费用占销售收入", en: "R&D of sales", share: Parts.research,
                    [(.percent(6), 50...50), (.percent(5), 40...40), (.percent(4), 30...30), (.percent(3), 20...20), (.percent(2), 10...10)], Read.research),
                ScoreCard.Table(
                    "研发费用占成本费用", en: "R&D of costs", share: Parts.researchOfCosts,
                    [(.percent(30), 50...50), (.percent(25), 40...40), (.percent(20), 30...30), (.percent(15), 20...20), (.percent(10), 10...10)],
                    Read.share({ $0.research }, of: { $0.costs }))),
            ScoreCard.Item(
                "T-5.3", "科技成果指标", en: "S&T results", most: 30,
                ScoreCard.Table("Ⅰ类知识产权", en: "Class I rights", [(Fraction(1), 30...30)]) { look in .of(look.rights?.first) },
                ScoreCard.Table(
                    "Ⅱ类知识产权", en: "Class II rights", [(Fraction(4), 24...24), (Fraction(3), 18...18), (Fraction(2), 12...12), (Fraction(1), 6...6)]
                ) { look in .of(look.rights?.second) }),
        ],
        groups: [
            ScoreCard.Group("科技人员（不得为 0 分）", en: "S&T staff (not 0)", 0..<1, most: 20, least: 1),
            ScoreCard.Group("研发投入和成果", en: "R&D and results", 1..<3, most: 80),
        ], passing: .atLeast(60))

    /// 第八条
    private static let direct = [
        Requirement(
            "T-8.1", "持有有效的高新技术企业证书", en: "A valid high-tech certificate", at: "第八条（一）", .yes, remedy: Remedies.holds(.highTech), Read.title(.highTech)),
        Requirement(
            "T-8.2", "近五年获国家级科技奖励（前三名）", en: "A national science award among the first three in five years", at: "第八条（二）", .yes, remedy: Remedies.award,
            Read.award(national: 3, years: 5)),
        Requirement(
            "T-8.3", "有省部级以上研发机构", en: "An R&D institution of the province or higher", at: "第八条（三）", .yes, remedy: Remedies.institution,
            Read.institution(.province)), ledStandard("T-8.4", "第八条（四）"),
    ]

    private static func ledStandard(_ code: String, _ clause: String) -> Requirement {
        Requirement(
            code, "近五年主导制定国际、国家或行业标准（前五名起草单位）", en: "Led an international, national or industry standard in five years", at: clause, .yes
        ) { look in .of(look.firm.standardsLed.map { $0.contains { $0 >= look.year - 5 && $0 <= look.year } }) }
    }

    // MARK: 重庆市科技型企业

    /// The standard of 2016 (history).
    static let municipal2016 = RuleSet(
        .municipalScience, "2016", "重庆市科技型企业认定标准（2016）", from: CivilDay(2016, 1, 1), until: CivilDay(2022, 6, 21),
        note: Wording("按企业规模分档，规模标准未见原文", en: "by size of the firm; the text of the sizes was not seen"),
        [
            [
                Requirement("M-1", "成立一年以上", en: "Founded at least a year ago", .atLeast(Fraction(365)), in: .days, remedy: Remedies.wait) { look in
                    .of(look.firm.registered.map { look.day.number - $0.number })
                }
            ],
            [
                Requirement(
                    "M-2", "研发人员占职工总数达到规模档次要求（大中型 3%，小型 5%，微型 10%）", en: "R&D staff: 3 % of large and medium, 5 % of small, 10 % of micro firms",
                    .banded { look in look.size.map { .percent($0 >= .medium ? 3 : $0 == .small ? 5 : 10) } }, share: Parts.researchers,
                    Read.headShare { $0.researchers })
            ],
            [
                Requirement(
                    "M-3", "研发费用占主营业务收入达到规模档次要求（大中型 1%，小型 2%，微型 3%）", en: "R&D: 1 % of large and medium, 2 % of small, 3 % of micro firms",
                    .banded { look in look.size.map { .percent($0 >= .medium ? 1 : $0 == .small ? 2 : 3) } },
                    share: Requirement.Share(Parts.research.part, of: Parts.main.part), Read.share({ $0.research }, of: { $0.mainRevenue }))
            ],
            [
                Requirement("M-4", "有 1 项以上拥有知识产权的科技成果", en: "At least one result with a right", .atLeast(Fraction(1)), remedy: Remedies.rights) { look in
                    .of(look.rights.map { $0.first + $0.second })
                }
            ],
        ])

    /// 《重庆市科技型企业入库培育实施细则》, of which not all conditions were seen.
    static let municipal2022 = RuleSet(
        .municipalScience, "2022", "重庆市科技型企业入库培育实施细则", from: CivilDay(2022, 6, 22), until: CivilDay(2024, 12, 31), isVerified: false,
        note: Wording("细则其他条款未见原文", en: "not all of its conditions were seen"),
        [[legalPerson], [notProhibited("M-2", "细则")]] + clean("M-3", "细则") + [
            [
                Requirement(
                    "M-4a", "科技人员占职工总数不低于 5%", en: "S&T staff are at least 5 % of all staff", at: "细则", .atLeast(.percent(5)), share: Parts.technicians,
                    Read.technicians),
                Requirement(
                    "M-4b", "或有 1 名以上副高级职称的科技人员", en: "or at least one of them has a senior title", at: "细则", .atLeast(Fraction(1)), in: .people
                ) { look in .of(look.firm.seniorTechnicians) },
            ], [.judged("M-5", "细则规定的其他条件", en: "Further conditions of the rules", at: "细则", isVerified: false)],
        ])

    /// The practice since 2025, as a summary has it: a weak source.
    static let municipal2025 = RuleSet(
        .municipalScience, "2025", "重庆市科技型企业入库（2025 年做法）", from: CivilDay(2025, 1, 1), isVerified: false,
        note: Wording("依据 2025 年入库办法摘要，未见原文；每年 5 月 31 日前更新数据", en: "from a summary of 2025, not the text; data are renewed by 31 May each year"),
        [[legalPerson]], card: scienceTable,
        instead: [
            Requirement(
                "M-D1", "持有有效的高新技术企业证书", en: "A valid high-tech certificate", isVerified: false, .yes, remedy: Remedies.holds(.highTech), Read.title(.highTech)),
            Requirement(
                "M-D2", "有省部级以上研发机构", en: "An R&D institution of the province or higher", isVerified: false, .yes, remedy: Remedies.institution,
                Read.institution(.province)), ledStandard("M-D3", "2025 年做法"),
        ])

    private static let legalPerson = Requirement(
        "M-1", "在渝注册的居民企业、独立法人", en: "A resident enterprise and legal person of Chongqing", .yes, remedy: Remedies.register
    ) { look in .of(look.firm.isResident) }
}
