import Kernel

/// 年度科技投入: what the county spends on science and technology in a year, and what it takes in; the rule that the one grows faster than the other.
struct OutlayYear: Record {
    static let kind = Kind<OutlayYear>("年度科技投入", en: "Outlay of a year", title: \.closes)
    let closes = Field<Day>("年度末", en: "Year ends", .unique, .indexed, .help(Label("如 2025-12-31", en: "Such as 2025-12-31")))
    let outlay = Field<Money>("财政科学技术支出", en: "Fiscal S&T outlay", unit: .wanYuan, .min(0))
    let recurrent = Field<Money>("财政经常性收入", en: "Recurrent revenue", unit: .wanYuan, .min(0))
    let budget = Field<Money?>("一般公共预算支出", en: "General budget", unit: .wanYuan, .min(0))
    let popularisation = Field<Money?>("其中科普投入", en: "Of these for popularisation", unit: .wanYuan, .min(0))
    let guiding = Field<Money?>("其中引导性投入", en: "Of these to guide others", unit: .wanYuan, .min(0))
    let research = Field<Money?>("全社会研发经费", en: "R&D of all", unit: .wanYuan, .min(0))
    let product = Field<Money?>("地区生产总值", en: "GDP", unit: .wanYuan, .min(0))
    let source = Field<String>("来源", .max(200), .help(Label("决算、统计年鉴", en: "Final accounts, yearbook")))
    let growth = Field<Double?>("科技支出增幅", en: "Growth of the outlay", unit: .percent, .digits(4), .readOnly)
    let recurrentGrowth = Field<Double?>("经常性收入增幅", en: "Growth of the revenue", unit: .percent, .digits(4), .readOnly)
    let margin = Field<Double?>("增幅之差", en: "Growth less growth", unit: "百分点", .digits(4), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case entered = "待确认", confirmed = "已确认"
        var label: Label { Label(rawValue, en: self == .entered ? "To be confirmed" : "Confirmed") }
    }

    static var flow: Flow<OutlayYear>? {
        Flow(
            \.state, editable: [.entered],
            Step("确认", en: "Confirm", code: "confirm", .entered, to: .confirmed, by: .financeBureau, within: 10, then: { try reckon($0, &$1) }),
            Step(
                "重新核对", en: "Reopen", code: "reopen", .confirmed, to: .entered, by: .financeBureau, needsRemark: true, isAwaited: false,
                then: { row, changes in
                    try changes.update(row.reference) { ($0.growth, $0.recurrentGrowth, $0.margin) = (.some(nil), .some(nil), .some(nil)) }
                }))
    }

    static var checks: [Check<OutlayYear>] {
        @Sendable func within(_ part: Money?, _ whole: Money?) -> Bool { part.flatMap { part in whole.map { part <= $0 } } ?? true }
        return [
            Check("年度末应为 12 月 31 日", en: "A year ends on 31 December", at: \.closes) { $0.closes.parts.month == 12 && $0.closes.parts.day == 31 },
            Check("科普投入是科技支出的一部分", en: "Popularisation is part of the outlay", at: \.popularisation) { within($0.popularisation, $0.outlay) },
            Check("引导性投入是科技支出的一部分", en: "Guiding outlay is part of the outlay", at: \.guiding) { within($0.guiding, $0.outlay) },
            Check("科技支出不应大于一般公共预算支出", en: "The outlay is part of the general budget", at: \.budget) { within($0.outlay, $0.budget) },
        ]
    }

    /// The growth of this year, and of the next one where that is confirmed already.
    private static func reckon(_ row: Row<OutlayYear>, _ changes: inout Changes) throws {
        let year = row.closes.year
        let known = try changes.rows(OutlayYear.self) { $0.state == .confirmed }.filter { $0.meta.isSimulated == row.meta.isSimulated }
        for now in known where now.closes.year == year || now.closes.year == year + 1 {
            guard let before = known.first(where: { $0.closes.year == now.closes.year - 1 }), let outlay = percent(before.outlay, now.outlay),
                let recurrent = percent(before.recurrent, now.recurrent)
            else { continue }
            try changes.update(now.reference) {
                ($0.growth, $0.recurrentGrowth, $0.margin) = (.some(outlay), .some(recurrent), .some(((outlay - recurrent) * 10_000).rounded() / 10_000))
            }
        }
    }

    /// By how many per cent it grew, to four digits; nil from nothing.
    static func percent(_ from: Money, _ to: Money) -> Double? {
        from.fen == 0 ? nil : (Double(to.fen - from.fen) / Double(from.fen) * 1_000_000).rounded() / 10_000
    }

    static var rules: [Rule] {
        [
            Rule(
                "R-science-growth", "科技经费增幅未高于经常性收入增幅", en: "Outlay grew no faster than revenue", \OutlayYear.margin, .below(0.0001, until: 0.0001),
                level: .orange, for: .fundOffice),
            Rule(
                "R-science-outlay", "财政科技支出未比上年增加", en: "Outlay did not grow", \OutlayYear.growth, .below(0.0001, until: 0.0001), level: .yellow,
                for: .fundOffice),
        ]
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I044", "科技经费增幅减财政经常性收入增幅", en: "Growth of S&T outlay less growth of revenue", unit: "百分点", .flow,
                .sum(\OutlayYear.margin, by: \.closes) { $0.state == .confirmed }),
            Indicator(
                "I066", "财政科学技术支出", en: "Fiscal S&T expenditure", unit: .wanYuan, .flow, .sum(\OutlayYear.outlay, by: \.closes) { $0.state == .confirmed }),
            Indicator(
                "I084", "科学技术支出占一般公共预算的比例", en: "S&T share of the general budget", unit: "%", .ratio,
                .sum(\OutlayYear.outlay, by: \.closes) { $0.state == .confirmed && $0.budget.isFilled },
                .sum(\OutlayYear.budget, by: \.closes) { $0.state == .confirmed && $0.budget.isFilled }),
            Indicator(
                "I096", "科普投入比例", en: "Share of popularisation", unit: "%", .ratio,
                .sum(\OutlayYear.popularisation, by: \.closes) { $0.state == .confirmed && $0.popularisation.isFilled },
                .sum(\OutlayYear.outlay, by: \.closes) { $0.state == .confirmed && $0.popularisation.isFilled }),
            Indicator(
                "I001", "研究与试验发展经费投入占地区生产总值的比重", en: "R&D by GDP", unit: "%", .ratio,
                .sum(\OutlayYear.research, by: \.closes) { $0.state == .confirmed && $0.research.isFilled && $0.product.isFilled },
                .sum(\OutlayYear.product, by: \.closes) { $0.state == .confirmed && $0.research.isFilled && $0.product.isFilled }),
        ]
    }
}
