@testable import Policies
import Testing

/// Every worked example of the rules' reference on subsidies, in 万元.
@Suite struct WorkedExamples {
    private static func clause(_ amount: String, cap: Int64? = nil) throws -> Clause {
        Clause("T", conditions: [], amount: try Formula(amount, words), cap: cap.map { $0 * 1_000_000 })
    }

    /// 企业研发准备金: at most 3 % of the stock and 10 % of the increment.
    @Test(arguments: [(400, 560, 28), (400, 350, 12), (0, 300, 30)]) func reserve(_ before: Int64, _ now: Int64, _ paid: Int64) throws {
        let clause = try Self.clause("3% × 上年研发费用 + 10% × 取大(0, 研发费用 − 上年研发费用)")
        #expect(clause.judge(facts(research: now, before: before)).certain == paid * 1_000_000)
    }

    /// 大渡口 shape, in thousands of yuan: base + 1 % of the increase or − 1 % of the decrease; base and cap by this year's R&D; then 5 万 from 5,000 万 on.
    @Test(arguments: [(400, 620, 72), (900, 700, 30), (4000, 6000, 250)]) func steps(_ before: Int64, _ now: Int64, _ thousands: Int64) throws {
        let clause = try Self.clause(
            "取小(分档(研发费用; 50万元: 5万元; 500万元: 10万元; 1000万元: 20万元; 10000万元: 30万元), "
                + "分档(研发费用; 50万元: 2万元; 500万元: 5万元; 1000万元: 10万元; 10000万元: 20万元) + 1% × (研发费用 − 上年研发费用))"
                + " + 分档(研发费用; 5000万元: 5万元)")
        #expect(clause.judge(facts(research: now, before: before)).certain == thousands * 100_000)
    }

    /// 巴南 shape: 1 % of the stock, 5 % of the increment, 500 万 at most.
    @Test func cap() throws {
        let clause = try Self.clause("1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用)", cap: 500)
        let small = facts(research: 5000, before: 4000)
        #expect(clause.judge(small).certain == 90_000_000)
        let large = facts(research: 80_000, before: 60_000)
        let judged = clause.judge(large)
        #expect(judged.certain == 500_000_000)
        let amount = try #require(judged.amount)
        #expect(clause.arithmetic(large, amount)?.chinese == "1% × 60,000 万元 + 5% × 取大(0, 80,000 万元 − 60,000 万元) = 1,600 万元，封顶 500 万元")
    }

    /// RD-A, RD-B and RD-C.
    @Test func superDeduction() {
        func fen(_ wan: Double) -> Int64 { Int64((wan * 1_000_000).rounded()) }
        var a = SuperDeduction(fiveItems: fen(220), other: fen(30), domestic: fen(50))
        // 220 + 220/9 + 40 = 284.4444…
        #expect(a.base == 284_444_444)
        #expect(a.saved(rate: .one, tax: .percent(25)) == 71_111_111)
        #expect(a.saved(rate: .one, tax: .percent(15)) == 42_666_667)
        a.overseas = fen(300)
        // 284.4444 + 2/3 of it
        #expect(a.base == 474_074_074)
        #expect(SuperDeduction(fiveItems: fen(450), other: fen(50)).base == fen(500), "exactly a tenth of the whole is all allowed")
        #expect(SuperDeduction(fiveItems: fen(450), other: fen(51)).base == fen(500))
        #expect(SuperDeduction.rate(in: 2024, for: .general)?.rate == .one)
        #expect(SuperDeduction.rate(in: 2024, for: .chipOrMachineTool).map { [$0.rate == .percent(120), !$0.isVerified] } == [true, true])
        #expect(SuperDeduction.rate(in: 2028, for: .chipOrMachineTool)?.rate == .one)
        #expect(SuperDeduction.rate(in: 2020, for: .manufacturing)?.rate == .percent(75))
        #expect(SuperDeduction.rate(in: 2021, for: .manufacturing)?.rate == .one)
        #expect(SuperDeduction.rate(in: 2022, for: .general) == nil, "that year had two rates")
    }

    @Test func amountsAreRoundedToAHundredYuan() throws {
        // 3 % of 12.345 万元 is 0.37035 万元: 0.37; 3 % of 12.5 is 0.375: 0.38.
        let clause = try Self.clause("3% × 研发费用")
        var one = Facts()
        one["research"] = Facts.Fact(Exact(12_345_000))
        #expect(clause.judge(one).certain == 370_000)
        one["research"] = Facts.Fact(Exact(12_500_000))
        #expect(clause.judge(one).certain == 380_000)
        let judged = clause.judge(one)
        #expect(clause.arithmetic(one, try #require(judged.amount))?.chinese == "3% × 12.5 万元 = 0.375 万元，取整 0.38 万元")
        #expect(try Self.clause("1万元 − 研发费用").judge(one).certain == 0, "never below 0")
    }

    @Test func progressivePartsAddUp() throws {
        // 1,000 at 1 % and 500 at 2 %.
        let clause = try Self.clause("累进(研发费用; 0: 1%; 1000万元: 2%)")
        #expect(clause.judge(facts(research: 1500)).certain == 20_000_000)
        #expect(clause.judge(facts(research: 1000)).certain == 10_000_000)
        #expect(clause.judge(facts(research: 0)).certain == 0)
    }
}

@Suite struct ClauseTests {
    private static func clause(_ code: String, _ conditions: [String], _ amount: String, matter: String? = nil) throws -> Clause {
        Clause(code, conditions: try conditions.map { try Condition($0, words) }, amount: try Formula(amount, words), matter: matter)
    }

    @Test func aReasonIsMetUnmetOrUnknown() throws {
        let clause = try Self.clause("C", ["规模以上", "研发费用 ≥ 50万元", "高新技术企业"], "10万元")
        let judged = clause.judge(facts(research: 40, aboveScale: true))
        #expect(judged.reasons.map(\.verdict) == [.met, .unmet, .unknown])
        #expect(judged.verdict == .unmet && judged.certain == 0)
        #expect(clause.judge(facts(research: 50, aboveScale: true)).verdict == .unknown)
        #expect(clause.judge(facts(research: 50, highTech: true, aboveScale: true)).certain == 10_000_000)
        #expect(clause.figures.map(\.name.chinese) == ["规模以上", "研发费用", "高新技术企业"])
        let open = try Self.clause("D", [], "1% × 上年研发费用")
        guard case .unknown(let missing)? = open.judge(facts(research: 10)).amount else { throw Missing() }
        #expect(missing.map(\.name.chinese) == ["上年研发费用"])
    }
    struct Missing: Error {}

    @Test func ofOneMatterTheHighestIsPaidAndTheYearHasItsCap() throws {
        let (a, b, c) = (try Self.clause("A", [], "1元", matter: "认定"), try Self.clause("B", [], "1元", matter: "认定"), try Self.clause("C", [], "1元"))
        let portfolio = Portfolio([(a, 20), (b, 30), (c, 15)], yearlyCap: 50, already: 10)
        // 30 of B, then 10 are left for C; A is for the same matter as B.
        #expect(portfolio.lines.map(\.amount) == [0, 30, 10])
        #expect(portfolio.lines.map(\.cut) == [.superseded(by: "B"), .none, .capped])
        #expect(portfolio.total == 40)
        #expect(Portfolio([(a, 30), (b, 30)]).lines.map(\.amount) == [30, 0], "of two equal ones the first by its code")
    }

    @Test func aChangeIsTriedBeforeItIsInForce() throws {
        let (old, new) = (try Self.clause("A", ["研发费用 ≥ 100万元"], "10万元"), try Self.clause("A", ["研发费用 ≥ 50万元", "职工总数 ≤ 300"], "8万元"))
        let trial = Trial(
            [facts(research: 60, staff: 10), facts(research: 200, staff: 500), facts(research: 200, staff: 20), facts(research: 70)], from: old, to: new)
        #expect(trial.gains.map(\.place) == [0])
        #expect(trial.losses.map(\.place) == [1, 2], "one is too large now, the other gets 2 less")
        #expect(trial.open.map(\.place) == [3])
        #expect(trial.cost.before == 20_000_000 && trial.cost.after == 16_000_000)
    }
}

@Suite struct EffectTests {
    private typealias Subject = EffectStudy.Subject

    /// Pairs of equal firms, of which the supported one grows by `more` in addition. The others in the county are of another kind or size.
    private static func county(_ count: Int, more: [Double], drift: Double = 0) -> EffectStudy {
        let supported = (0..<count).map { place -> Subject in
            let size = 100.0 * Double(place + 1)
            return Subject("s\(place)", group: "C", [2022: size * (1 - drift), 2023: size, 2024: size * (1.1 + more[place % more.count])])
        }
        let others = (0..<count).map { place -> Subject in
            let size = 100.0 * Double(place + 1)
            return Subject("o\(place)", group: "C", [2022: size, 2023: size, 2024: size * 1.1])
        }
        let strangers = [Subject("i", group: "I", [2022: 100, 2023: 100, 2024: 900]), Subject("large", group: "C", [2022: 90_000, 2023: 90_000, 2024: 1])]
        return EffectStudy(supported: supported, others: others + strangers, before: 2023, after: 2024)
    }

    @Test func theEffectThatWasPutInIsFound() throws {
        let study = Self.county(8, more: [0.2, 0.22, 0.18])
        #expect(study.pairs.count == 8 && study.pairs.allSatisfy { $0.supported.dropFirst() == $0.comparable.dropFirst() })
        // From 1 to 1.3 against 1 to 1.1: 2 × 0.3 / 2.3 − 2 × 0.1 / 2.1 = 0.16563; the mean over 0.2, 0.22 and 0.18 is near it.
        let effect = try #require(study.effect)
        #expect(abs(effect.mean - 0.1656) < 0.005 && effect.low > 0.14 && effect.high < 0.19)
        #expect(study.conclusion == .positive)
        #expect(try #require(study.before).mean == 0)
    }

    /// 1, 2 and 3: the mean is 2, the standard error 1/√3, and the interval ± 4.303/√3 = ± 2.4843.
    @Test func theIntervalIsStudents() {
        let estimate = EffectStudy.Estimate([1, 2, 3])
        #expect(estimate.mean == 2 && abs(estimate.high - 4.48434) < 1e-4 && abs(estimate.low + 0.48434) < 1e-4 && !estimate.isClear)
        #expect(EffectStudy.Estimate.quantile(freedom: 35) == 2.042 && EffectStudy.Estimate.quantile(freedom: 1000) == 1.980)
    }

    @Test func tooFewFirmsAreNoEvidence() {
        let study = Self.county(4, more: [0.5])
        #expect(study.effect == nil && study.conclusion == .tooFew(pairs: 4, least: 5))
        #expect(study.pairs.count == 4, "who was compared with whom is still said")
    }

    @Test func firmsThatWentApartBeforeSayNothing() {
        #expect(Self.county(8, more: [0.2, 0.21], drift: 0.2).conclusion == .unlike)
        #expect(Self.county(8, more: [0.2, -0.2]).conclusion == .noClearEffect)
        #expect(Self.county(8, more: [-0.2, -0.22]).conclusion == .negative)
        let alone = EffectStudy(supported: [Subject("s", group: "C", [2023: 10, 2024: 20])], others: [], before: 2023, after: 2024)
        #expect(alone.unmatched == ["s"])
        #expect(EffectStudy.growth(0, 0) == 0 && EffectStudy.growth(0, 5) == 2)
    }
}
