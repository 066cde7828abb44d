/// Figures for which no source text was seen: a county sets them, and whatever rests on them is shown as unverified.
public struct LadderSettings: Sendable, Hashable {
    /// 规模以上工业: main business revenue of a year, in fen. 20 million yuan by convention.
    public var aboveScaleRevenue = Fraction.fen(wan: 2000)
    /// 高成长: compound growth of revenue over three years, in per cent. 20 to 30 is usual.
    public var highGrowthRate: Int64 = 20
    /// 高成长: R&D of revenue in per cent; nil while nobody has set one.
    public var highGrowthResearch: Int64?

    public init() {}
}

extension RuleSet {
    /// 高成长性科技企业: no text was found; what is usual elsewhere, with the figures of the county.
    static func highGrowth(_ settings: LadderSettings) -> RuleSet {
        let rate = min(max(settings.highGrowthRate, 0), 1000)
        let growth = Int128(100 + rate)
        let research: Requirement =
            if let least = settings.highGrowthResearch {
                Requirement(
                    "HG-3", "上年度研发费用占营业收入不低于 \(least)%", en: "R&D is at least \(least) % of revenue", isVerified: false, .atLeast(.percent(least)),
                    share: Parts.research, Read.research)
            } else {
                .judged("HG-3", "研发费用占比（本县尚未设定）", en: "R&D of revenue (not set by the county yet)", isVerified: false)
            }
        return RuleSet(
            .highGrowth, "county", "通行做法，由本县设定", from: CivilDay(2021, 1, 1), isVerified: false,
            note: Wording("未见正式文件，条件由本县在“培育参数”中设定", en: "no text was found; the county sets the conditions"),
            [
                [
                    Requirement(
                        "HG-1", "已入库市级科技型企业", en: "A municipal S&T enterprise", isVerified: false, .yes, remedy: Remedies.holds(.municipalScience),
                        Read.title(.municipalScience))
                ],
                [
                    Requirement(
                        "HG-2", "近三年营业收入年均复合增长率不低于 \(rate)%", en: "Compound growth of revenue of at least \(rate) % over three years", isVerified: false,
                        .atLeast(Fraction(growth * growth * growth, over: 1_000_000) ?? Fraction(1)), in: .growthOverThreeYears
                    ) { look in .of(look.last?.revenue, over: look.fourth?.revenue) }
                ], [research],
            ])
    }

    /// 规模以上工业企业
    static func aboveScale(_ settings: LadderSettings) -> RuleSet {
        RuleSet(
            .aboveScale, "2011", "国家统计局规模以上工业统计口径（2011 年起）", from: CivilDay(2011, 1, 1), isVerified: false,
            note: Wording("由统计部门认定", en: "the statistics bureau decides"),
            [
                [
                    Requirement("AS-1", "属于工业（采矿、制造、电热燃气水）", en: "Industry (sections B, C, D)", isVerified: false, .yes) { look in
                        .of(look.firm.section.map { [.b, .c, .d].contains($0) })
                    }
                ],
                [
                    Requirement(
                        "AS-2", "年主营业务收入达到规模标准", en: "Main business revenue reaches the scale", isVerified: false,
                        .atLeast(Fraction(settings.aboveScaleRevenue)), in: .money
                    ) { look in .of(look.last?.mainRevenue) }
                ],
            ])
    }

    /// 重庆股份转让中心: its boards are named in sources, their conditions were not found.
    static let board = RuleSet(
        .board, "unknown", "重庆股份转让中心挂牌规则（未见原文）", from: CivilDay(2018, 1, 1), isVerified: false,
        note: Wording("孵化板、成长板、专精特新板、科创板、青创板的挂牌条件未公开，以转让中心审核为准", en: "the conditions of the boards were not found; the centre decides"),
        [
            [
                Requirement("BD-1", "境内依法设立的企业", en: "An enterprise registered in mainland China", isVerified: false, .yes, remedy: Remedies.register) { look in
                    .of(look.firm.isResident)
                }
            ], [.judged("BD-2", "符合所申请板块的挂牌条件", en: "Meets the conditions of the board", isVerified: false)],
        ])
}

/// All rule sets of the ladder, of every time.
public struct Ladder: Sendable {
    public let ruleSets: [RuleSet]

    public init(_ settings: LadderSettings = LadderSettings()) {
        self.init(ruleSets: [
            .scienceSME2017, .scienceSME2022, .scienceSME2026, .municipal2016, .municipal2022, .municipal2025, .innovative2022, .specialised2022,
            .specialised2026,
            .littleGiant2022, .littleGiant2026, .highTech2016, .highGrowth(settings), .aboveScale(settings), .board,
        ])
    }

    public init(ruleSets: [RuleSet]) { self.ruleSets = ruleSets }

    /// The rules of a rung on a day; nil where none were in force.
    public func rules(of rung: Rung, on day: CivilDay) -> RuleSet? { ruleSets.first { $0.rung == rung && $0.isInForce(on: day) } }

    /// The rules of all rungs on a day, from the lowest upwards.
    public func inForce(on day: CivilDay) -> [RuleSet] { Rung.allCases.compactMap { rules(of: $0, on: day) } }

    /// Judges many firms by all rules in force on a day, in their order.
    ///
    /// - Complexity: O(firms × requirements); measured 17 µs a firm for all rungs, 89 reasons each.
    public func judge(_ firms: [Firm], on day: CivilDay) -> [[Judgement]] {
        let rules = inForce(on: day)
        return firms.map { firm in
            let look = Case(firm, on: day)
            return rules.map { $0.judge(look) }
        }
    }
}
