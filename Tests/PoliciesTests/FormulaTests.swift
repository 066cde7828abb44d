@testable import Policies
import Testing

/// The names that the tests write with.
let words = Vocabulary([
    Vocabulary.Term("research", "研发费用", en: "R&D expense", .money, isYearly: true), Vocabulary.Term("revenue", "营业收入", en: "Revenue", .money, isYearly: true),
    Vocabulary.Term("staff", "职工总数", en: "Staff", .plain, isYearly: true), Vocabulary.Term("highTech", "高新技术企业", en: "High-tech enterprise", .truth),
    Vocabulary.Term("aboveScale", "规模以上", en: "Above scale", .truth),
])

/// Money in 万元, by the codes above; a year back with a dash before it.
func facts(research: Int64? = nil, before: Int64? = nil, staff: Int64? = nil, highTech: Bool? = nil, aboveScale: Bool? = nil) -> Facts {
    var facts = Facts()
    facts["research"] = research.map { Facts.Fact(.wan($0)) }
    facts["research", yearsBack: 1] = before.map { Facts.Fact(.wan($0)) }
    facts["staff"] = staff.map { Facts.Fact(Exact($0)) }
    facts["highTech"] = highTech.map { Facts.Fact($0 ? .one : .zero) }
    facts["aboveScale"] = aboveScale.map { Facts.Fact($0 ? .one : .zero) }
    return facts
}

@Suite struct FormulaTests {
    private static func wan(_ text: String, _ facts: Facts) throws -> Double? {
        guard case .known(let value) = try Formula(text, words).value(facts) else { return nil }
        return value.value / 1_000_000
    }

    @Test func signsOfEitherWidthMeanTheSame() throws {
        let facts = facts(research: 560, before: 400)
        for text in ["3%×上年研发费用+10%×取大(0,研发费用-上年研发费用)", "3% * 上年研发费用 ＋ 10％ * 取大（0，研发费用 － 上年研发费用）"] {
            #expect(try Self.wan(text, facts) == 28)
        }
        #expect(try Self.wan("(2万元 + 1.5万) × 2 − 5000元", facts) == 6.5)
        #expect(try Self.wan("10万元 − 2万元 − 3万元", facts) == 5, "from the left")
        #expect(try Self.wan("1亿元 ÷ 4", facts) == 2500)
        #expect(try Self.wan("如果(研发费用 ≥ 500万元 且 非 高新技术企业; 1万元; 2万元)", facts) == nil, "it is not known whether it is a high-tech firm")
    }

    @Test func whatIsWrongIsSaidWithItsPlace() throws {
        func problem(_ text: String) -> FormulaProblem? {
            do throws(FormulaProblem) {
                _ = try Formula(text, words)
                return nil
            } catch { return error }
        }
        #expect(problem("1% × 研发费")?.place == 6)
        #expect(problem("1% × 研发费")?.message.chinese == "没有“研发费”这个数据项，是不是“研发费用”")
        #expect(problem("50")?.message.chinese == "结果不是金额：请写明“万元”或“元”")
        #expect(problem("研发费用 + 50")?.message.chinese.contains("金额和数") == true)
        #expect(problem("研发费用 × 营业收入")?.message.chinese == "金额不能乘金额")
        #expect(problem("取小(研发费用, 5万元")?.message.chinese == "第 13 个字处应为“)”")
        #expect(problem("分档(研发费用; 500万元: 5万元; 50万元: 2万元)")?.message.chinese == "各档的起点应由低到高")
        #expect(problem("高新技术企业 × 5万元") != nil)
        #expect(problem("平方(研发费用)")?.message.chinese.contains("没有“平方”这个函数") == true)
        #expect(problem(String(repeating: "(", count: 60) + "1元") != nil && problem("") != nil && problem("1元 $") != nil)
        #expect(throws: FormulaProblem.self) { try Condition("研发费用 ≥ 50", words) }
        #expect(throws: FormulaProblem.self) { try Condition("研发费用", words) }
    }

    @Test func whatIsPrintedReadsTheSame() throws {
        for text in [
            "取小(500 万元, 1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用))", "(研发费用 − 上年研发费用) × (2 − 1) ÷ 3",
            "分档(研发费用; 50 万元: 2 万元; 500 万元: 5 万元)", "如果(规模以上 或 职工总数 ≥ 300 且 高新技术企业; 1 万元; 0.5 万元)", "研发费用 − (上年研发费用 − 1 万元)",
        ] {
            let formula = try Formula(text, words)
            #expect(formula.text().chinese == text)
            #expect(try Formula(formula.text().chinese, words) == formula)
        }
        let formula = try Formula("3% × 上年研发费用", words)
        #expect(formula.text().english == "3% × R&D expense of the year before")
        #expect(formula.text(with: facts(research: 1, before: 1234)).chinese == "3% × 1,234 万元")
        #expect(formula.text(with: facts(before: 1234)).english == "3% × 12,340,000 yuan")
        #expect(formula.text(with: facts()).chinese == "3% × 上年研发费用（缺）")
        #expect(try Condition("非 高新技术企业", words).text(with: facts(highTech: false)).chinese == "非 高新技术企业（否）")
    }

    /// Kleene's tables: what is unknown decides only where nothing else does.
    @Test func theUnknownStaysUnknown() throws {
        func verdict(_ text: String, _ facts: Facts) throws -> Verdict { try Condition(text, words).verdict(facts) }
        let small = facts(staff: 20, aboveScale: false)
        #expect(try verdict("规模以上 且 高新技术企业", small) == .unmet)
        #expect(try verdict("规模以上或高新技术企业", small) == .unknown, "names may stand together with 或")
        #expect(try verdict("非规模以上或高新技术企业", small) == .met)
        #expect(try verdict("非 高新技术企业", small) == .unknown)
        #expect(try verdict("职工总数 ≤ 20人", small) == .met, "the limit itself counts")
        #expect(try verdict("职工总数 < 20", small) == .unmet)
        #expect(try verdict("(规模以上 或 职工总数 < 300) 且 职工总数 ≥ 10", small) == .met)
        #expect(try verdict("(职工总数 + 5) × 2 = 50", small) == .met, "a bracket may begin an amount")
        #expect(try Condition("职工总数 ≥ 25", words).gap(small)?.chinese == "还差 5")
        #expect(try Condition("研发费用 ≥ 50万元", words).gap(facts(research: 38))?.chinese == "还差 12 万元")
    }

    @Test func sharesAreExact() throws {
        // 0.05 equals 5 %: 50 of 1,000 passes a limit of 5 %, one fen less does not.
        var exact = facts(research: 50)
        exact["revenue"] = Facts.Fact(.wan(1000))
        let condition = try Condition("研发费用 ÷ 营业收入 ≥ 5%", words)
        #expect(condition.verdict(exact) == .met)
        exact["research"] = Facts.Fact(Exact(49_999_999))
        #expect(condition.verdict(exact) == .unmet)
        exact["revenue"] = Facts.Fact(.zero)
        #expect(condition.verdict(exact) == .unknown, "nothing is divided by 0")
        #expect(Exact(5).rounded(to: 10) == 10 && Exact(4).rounded(to: 10) == 0 && Exact(-5).rounded(to: 10) == -10)
        #expect(Exact(Int64.max).times(Exact(Int64.max)).flatMap { $0.times(Exact(Int64.max)) } == nil, "what is too large is no number")
    }
}
