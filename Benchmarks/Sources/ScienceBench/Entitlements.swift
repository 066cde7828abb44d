import Eligibility
import Policies

/// What 100,000 made-up firms are entitled to, and which titles they could have: every clause and every rung, with all reasons kept.
enum Entitlements {
    private static let words = Vocabulary([
        Vocabulary.Term("revenue", "营业收入", en: "Revenue", .money, isYearly: true), Vocabulary.Term("research", "研发费用", en: "R&D", .money, isYearly: true),
        Vocabulary.Term("staff", "职工总数", en: "Staff", .plain, isYearly: true), Vocabulary.Term("aboveScale", "规模以上", en: "Above scale", .truth),
        Vocabulary.Term("highTech", "高新技术企业", en: "High-tech", .truth), Vocabulary.Term("listed", "列入异常或失信名单", en: "Listed", .truth),
    ])

    /// The shapes that the clauses of districts have: shares, increments, steps, titles.
    private static let shapes: [(conditions: [String], amount: String)] = [
        (["研发费用 ≥ 50万元", "研发费用 ÷ 营业收入 ≥ 3%", "非 列入异常或失信名单"], "1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用)"),
        (["规模以上", "研发费用 > 0"], "3% × 上年研发费用 + 10% × 取大(0, 研发费用 − 上年研发费用)"), (["高新技术企业"], "20万元"),
        (["高新技术企业 或 规模以上", "研发费用 ≥ 50万元"], "分档(研发费用; 50万元: 2万元; 500万元: 5万元; 1000万元: 10万元)"),
    ]

    private static func facts(_ random: inout SplitMix) -> Facts {
        var facts = Facts()
        let revenue = Int64.random(in: 1_000_000...50_000_000_000, using: &random)
        for back in 0...1 {
            facts["revenue", yearsBack: back] = Facts.Fact(Exact(revenue - Int64(back) * revenue / 12))
            // One firm in twenty has not reported its outlay.
            if Int.random(in: 0..<20, using: &random) > 0 {
                facts["research", yearsBack: back] = Facts.Fact(Exact(revenue / 1000 * Int64.random(in: 0...90, using: &random)))
            }
        }
        facts["staff"] = Facts.Fact(Exact(Int64.random(in: 3...600, using: &random)))
        for code in ["aboveScale", "highTech", "listed"] {
            facts[code] = Facts.Fact(Int.random(in: 0..<4, using: &random) == 0 ? .one : .zero)
        }
        return facts
    }

    static func measure(firms count: Int) throws {
        var random = SplitMix(state: 11)
        let clauses = try (0..<12).map { number in
            let shape = shapes[number % shapes.count]
            return Clause(
                "C-\(number)", conditions: try shape.conditions.map { try Condition($0, words) }, amount: try Formula(shape.amount, words),
                cap: 100_000_000, matter: number % 3 == 0 ? "研发补助" : nil)
        }
        let firms = (0..<count).map { _ in facts(&random) }
        let (paid, seconds) = timed {
            firms.reduce(into: (met: 0, reasons: 0, fen: Int64(0))) { sum, facts in
                let entitled = clauses.map { ($0, $0.judge(facts)) }
                sum.met += entitled.count { $0.1.verdict == .met }
                sum.reasons += entitled.reduce(0) { $0 + $1.1.reasons.count }
                sum.fen += Portfolio(entitled.map { ($0.0, $0.1.certain) }).total / 1000
            }
        }
        print("Entitlement: \(count) firms over \(clauses.count) clauses")
        print(
            "  \(shown(seconds)) CPU s, \(shown(seconds / Double(count) * 1e6, 1)) µs a firm; \(paid.met) met, \(paid.reasons) reasons, \(paid.fen / 100_000) 万元"
        )
        rungs(count, &random)
    }

    private static func rungs(_ count: Int, _ random: inout SplitMix) {
        let firms = (0..<count).map { _ in firm(&random) }
        let (judged, seconds) = timed { Ladder().judge(firms, on: CivilDay(2026, 7, 1)) }
        let reasons = judged.reduce(0) { $0 + $1.reduce(0) { $0 + $1.findings.count } }
        print("Titles: \(count) firms over \(judged.first?.count ?? 0) rungs")
        print("  \(shown(seconds)) CPU s, \(shown(seconds / Double(count) * 1e6, 1)) µs a firm; \(reasons / max(1, count)) reasons each")
    }

    private static func firm(_ random: inout SplitMix) -> Firm {
        var firm = Firm()
        firm.registered = CivilDay(Int.random(in: 1995...2025, using: &random), 3, 1)
        (firm.isResident, firm.isProhibited, firm.isListed) = (true, false, Int.random(in: 0..<30, using: &random) == 0)
        firm.years = (2022...2025).map { number in
            var year = FiscalYear(number)
            let revenue = Int64.random(in: 1_000_000...50_000_000_000, using: &random)
            (year.revenue, year.research) = (revenue, revenue / 1000 * Int64.random(in: 0...90, using: &random))
            (year.staff, year.technicians) = (Int.random(in: 3...600, using: &random), Int.random(in: 0...100, using: &random))
            return year
        }
        return firm
    }
}
