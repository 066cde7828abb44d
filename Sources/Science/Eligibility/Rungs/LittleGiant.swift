extension RuleSet {
    /// 专精特新“小巨人”, from 2026-04-01: 工信部企业〔2026〕2号 附件2.
    static let littleGiant2026 = RuleSet(
        .littleGiant, "2026-2", "工信部企业〔2026〕2号 附件2", from: CivilDay(2026, 4, 1),
        note: Wording("2026 年网上申报 4 月 25 日至 5 月 25 日；2026 年复核仍按 63 号", en: "filed online from 25 April to 25 May in 2026; re-checks of 2026 still follow 63号"),
        [
            [
                Requirement(
                    "LG-1a", "具有有效的专精特新中小企业称号", en: "A valid title of a specialised SME", .yes, remedy: Remedies.holds(.specialised), Read.title(.specialised))
            ],
            [segment("LG-1b", years: 3)],
            [
                Requirement("LG-2", "上年度营业收入不低于 5000 万元", en: "Revenue of at least 50 million yuan", .atLeast(.wan(5000)), in: .money) { look in
                    .of(look.last?.revenue)
                }
            ],
            [
                Requirement(
                    "LG-3", "主营业务收入占营业收入不低于 90%", en: "Main business is at least 90 % of revenue", .atLeast(.percent(90)), share: Parts.main, Read.mainShare)
            ],
            [
                // Compared as the square: what revenue grew to in two years, against 1.05².
                Requirement(
                    "LG-4", "近两年营业收入年均复合增长率不低于 5%", en: "Compound growth of revenue of at least 5 % over two years",
                    .atLeast(Fraction(11_025, over: 10_000) ?? Fraction(1)), in: .growthOverTwoYears
                ) { look in .of(look.last?.revenue, over: look.third?.revenue) }
            ],
            [
                Requirement(
                    "LG-5", "资产负债率不高于 75%", en: "Liabilities are at most 75 % of assets", .atMost(.percent(75)), share: Parts.debt, Read.debt)
            ],
            [
                Requirement(
                    "LG-6", "近两年研发费用合计不低于 1200 万元", en: "R&D of two years of at least 12 million yuan", .atLeast(.wan(1200)), in: .money
                ) { look in
                    guard let now = look.last?.research, let then = look.before?.research else { return .missing }
                    return .of(Int128(now) + Int128(then), over: 1)
                }
            ],
        ] + researchOfTwoYears("LG-7", least: nil) + [
            [
                Requirement("LG-8a", "拥有 4 项以上Ⅰ类知识产权", en: "At least four Class I rights", .atLeast(Fraction(4)), remedy: Remedies.rights) { look in
                    .of(look.rights?.first)
                },
                Requirement(
                    "LG-8b", "或近三年获国家级科技奖励（前三名）", en: "or a national award, first three, in three years", .yes, remedy: Remedies.award,
                    Read.award(national: 3, years: 3)),
            ], marketShare("LG-9"),
            [
                Requirement("LG-10", "主导产品属于重点领域", en: "The main product belongs to the listed key fields", .yes) { look in .of(look.firm.isInKeyField) }
            ], [score("LG-11", least: 60)],
        ])

    /// 工信部企业〔2022〕63号 附件3 (history).
    static let littleGiant2022 = RuleSet(
        .littleGiant, "2022-63", "工信部企业〔2022〕63号 附件3", from: CivilDay(2022, 8, 1), until: CivilDay(2026, 3, 31),
        [
            [segment("LG-1", years: 3)],
            [
                Requirement(
                    "LG-2", "主营业务收入占营业收入不低于 70%", en: "Main business is at least 70 % of revenue", .atLeast(.percent(70)), share: Parts.main, Read.mainShare)
            ],
            [
                Requirement(
                    "LG-3", "近两年主营业务收入平均增长率不低于 5%", en: "Mean growth of main revenue of at least 5 %", .atLeast(.percent(5)), in: .share
                ) { look in look.meanGrowth { $0.mainRevenue } }
            ],
            [
                Requirement(
                    "LG-4", "资产负债率不高于 70%", en: "Liabilities are at most 70 % of assets", .atMost(.percent(70)), share: Parts.debt, Read.debt)
            ],
            [
                Requirement(
                    "LG-5", "主导产品全国细分市场占有率不低于 10%", en: "At least 10 % of its segment in China", .atLeast(.percent(10)), in: .share
                ) { look in look.firm.marketShare.map(Reading.known) ?? .missing }
            ],
        ],
        usual: researchByRevenue + [
            [
                Requirement("LG-7", "自建或联合建立研发机构", en: "An R&D unit of its own or shared", .yes, remedy: Remedies.institution) { look in
                    .of(look.firm.institution.map { $0 != .none })
                }
            ],
            [
                Requirement("LG-8", "拥有 2 项以上Ⅰ类知识产权", en: "At least two Class I rights", .atLeast(Fraction(2)), remedy: Remedies.rights) { look in
                    .of(look.rights?.first)
                }
            ],
        ],
        instead: [
            Requirement(
                "LG-D1", "近三年获国家级科技奖励前三名", en: "A national award, first three, in three years", .yes, remedy: Remedies.award,
                Read.award(national: 3, years: 3)),
            Requirement(
                "LG-D2", "近三年进入“创客中国”全国 50 强", en: "Among the first 50 of 创客中国 in three years", .yes, Read.award(national: 50, years: 3, .makerContest)),
        ])

    private static func marketShare(_ code: String) -> [Requirement] {
        [
            Requirement("\(code)a", "市场占有率不低于 10%", en: "A market share of at least 10 %", .atLeast(.percent(10)), in: .share) { look in
                look.firm.marketShare.map(Reading.known) ?? .missing
            },
            Requirement("\(code)b", "或位居全国前三", en: "or among the first three of China", .yes) { look in .of(look.firm.isTopThree) },
        ]
    }

    /// By revenue: from 1 亿 3 %, from 5000 万 6 %; below that equity, an amount of R&D and its staff.
    private static var researchByRevenue: [[Requirement]] {
        let years: [(String, String, String, @Sendable (Case) -> FiscalYear?)] = [
            ("a", "上年度", "last year", { $0.last }), ("b", "前一年度", "the year before", { $0.before }),
        ]
        let shares = years.map { letter, chinese, english, figures in
            [
                Requirement(
                    "LG-6\(letter)", "\(chinese)研发费用占比达到规模档次要求（1 亿元以上 3%，5000 万至 1 亿元 6%）",
                    en: "R&D of \(english): 3 % from 100 million yuan, 6 % from 50 million",
                    .banded { look in look.last?.revenue.map { .percent($0 >= Fraction.fen(wan: 10_000) ? 3 : 6) } }, share: Parts.research
                ) { look in
                    guard let revenue = look.last?.revenue else { return .missing }
                    return revenue < Fraction.fen(wan: 5000) ? .unconcerned : .of(figures(look)?.research, over: figures(look)?.revenue)
                }
            ]
        }
        return shares + [
            [
                small(
                    "LG-6c", "营业收入不足 5000 万元：近两年新增股权融资不低于 8000 万元", "below 50 million yuan: new equity of 80 million yuan", .atLeast(.wan(8000)), in: .money,
                    Read.equity(years: 2))
            ],
            [
                small("LG-6d", "营业收入不足 5000 万元：研发费用不低于 3000 万元", "below 50 million yuan: R&D of 30 million yuan", .atLeast(.wan(3000)), in: .money) { look in
                    .of(look.last?.research)
                }
            ],
            [
                small(
                    "LG-6e", "营业收入不足 5000 万元：研发人员占比不低于 50%", "below 50 million yuan: half of the staff in R&D", .atLeast(.percent(50)), in: .share,
                    Read.headShare { $0.researchers })
            ],
        ]
    }

    private static func small(
        _ code: String, _ chinese: String, _ english: String, _ limit: Requirement.Limit, in measure: Measure, _ read: @escaping @Sendable (Case) -> Reading
    ) -> Requirement {
        Requirement(code, chinese, en: english, limit, in: measure) { look in
            guard let revenue = look.last?.revenue else { return .missing }
            return revenue < Fraction.fen(wan: 5000) ? read(look) : .unconcerned
        }
    }
}
