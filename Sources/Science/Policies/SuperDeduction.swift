/// 研发费用加计扣除: what of a year's outlay on R&D may be deducted once more, and the tax that this saves. All amounts in fen.
///
/// Sources: 财税〔2015〕119号, 财税〔2018〕64号, 国家税务总局公告2021年第28号 (the cap of other costs, over all projects of the year together).
public struct SuperDeduction: Sendable, Hashable {
    /// Staff, direct input, depreciation, amortisation, design and test of new products.
    public var fiveItems: Int64
    public var other: Int64
    /// Commissioned inside China, to others.
    public var domestic: Int64
    /// Commissioned abroad, to institutions.
    public var overseas: Int64

    public init(fiveItems: Int64, other: Int64 = 0, domestic: Int64 = 0, overseas: Int64 = 0) {
        (self.fiveItems, self.other, self.domestic, self.overseas) = (fiveItems, other, domestic, overseas)
    }

    /// The most of other costs that counts: 10 % of a whole of which they are a part, so a ninth of the five items.
    public var otherCap: Exact { Exact(Int128(max(0, fiveItems)), over: 9) ?? .zero }

    /// The most of overseas outlay that counts: two thirds of what counts at home.
    public var overseasCap: Exact? { atHome?.times(Exact(2, over: 3) ?? .zero) }

    private var atHome: Exact? {
        Exact(max(0, fiveItems)).plus(min(Exact(max(0, other)), otherCap)).flatMap { sum in Exact.percent(80).times(Exact(max(0, domestic))).flatMap(sum.plus) }
    }

    /// What may be deducted, in whole fen, half up; nil beyond all bounds.
    public var base: Int64? {
        guard let atHome, let overseasCap, let abroad = Exact.percent(80).times(Exact(max(0, overseas))) else { return nil }
        return atHome.plus(min(abroad, overseasCap))?.rounded()
    }

    /// What the firm pays less: base × rate of the deduction × rate of its income tax.
    public func saved(rate: Exact, tax: Exact) -> Int64? { base.flatMap { Exact($0).times(rate) }.flatMap { $0.times(tax) }?.rounded() }

    public enum Taxpayer: Sendable, Hashable, CaseIterable {
        case general, manufacturing, scienceSME
        /// 集成电路、工业母机
        case chipOrMachineTool
    }

    /// How much of the base is deducted once more in a year, and whether its text was seen. nil where the year has several rates or none.
    ///
    /// 财政部 税务总局公告2023年第7号, 2022年第16号, 2021年第13号, 财税〔2018〕99号; 2023年第44号 was not seen.
    public static func rate(in year: Int, for taxpayer: Taxpayer) -> (rate: Exact, isVerified: Bool)? {
        if taxpayer == .chipOrMachineTool, (2023...2027).contains(year) { return (.percent(120), false) }
        if year >= 2023 { return (.percent(100), true) }
        if taxpayer == .manufacturing, year >= 2021 { return (.percent(100), true) }
        if taxpayer == .scienceSME, year >= 2022 { return (.percent(100), true) }
        // Of 2022 the last quarter had another rate than the first three (2022年第28号).
        if year == 2022 { return nil }
        if year >= 2018 { return (.percent(75), true) }
        return year >= 2008 ? (.percent(50), true) : nil
    }
}
