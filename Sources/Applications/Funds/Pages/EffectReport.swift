import Kernel
import Policies
import Registers

/// What the study of a clause says: an estimate with its uncertainty, who was compared with whom, and what it cannot say.
struct EffectReport: Sendable {
    let claims: Found<Claim>
    let years: Found<EnterpriseYear>
    let enterprises: Found<Enterprise>
    let codes: [Reference<PolicyClause>: String]
    let code: String
    let year: Int
    let after: Int
    let outcome: EffectOutcome

    private func study(_ claims: [Row<Claim>], _ years: [Row<EnterpriseYear>], _ enterprises: [Row<Enterprise>]) -> EffectStudy {
        let paid = Set(claims.filter { codes[$0.clause] == code && $0.year == year }.map(\.enterprise))
        // Whoever was paid anything for these years is no comparison.
        let helped = Set(claims.filter { ($0.year >= year - 1) && $0.year <= after }.map(\.enterprise))
        var values: [Reference<Enterprise>: [Int: Double]] = [:]
        for row in years { values[row.enterprise, default: [:]][row.closes.year] = outcome.value(row) }
        func subjects(_ holds: (Reference<Enterprise>) -> Bool) -> [EffectStudy.Subject] {
            enterprises.filter { holds($0.reference) }.sorted { $0.id < $1.id }.map {
                EffectStudy.Subject($0.id.text, group: "\($0.section?.code ?? "?")\($0.meta.isSimulated)", values[$0.reference] ?? [:])
            }
        }
        return EffectStudy(supported: subjects(paid.contains), others: subjects { !paid.contains($0) && !helped.contains($0) }, before: year, after: after)
    }

    private func derived(_ say: @escaping @Sendable (EffectStudy) -> Derived.Outcome) -> Derived {
        let report = self
        return Derived(claims, years, enterprises) { say(report.study($0, $1, $2)) }
    }

    var blocks: [Block] {
        let result = study(claims.rows, years.rows, enterprises.rows)
        return [
            .notice(
                [Phrase(derived { Derived.Outcome(EffectReport.conclusion($0)) }, isStrong: true)],
                result.conclusion == .positive ? .good : result.conclusion == .negative ? .bad : .warning),
            .facts([
                Fact(Label("配成的对", en: "Pairs"), derived { Derived.Outcome(Double($0.pairs.count), .whole) }, unit: "对"),
                fact("增速之差（每家）", "Growth less growth, each firm", "个百分点", { $0.effect }, scale: 100),
                fact("数额之差（每家）", "Amount, each firm", outcome.unit, { $0.amount }, scale: 1),
                fact("支付前一年的增速之差", "The same a year before", "个百分点", { $0.before }, scale: 100),
            ]), .table(pairs(result)),
            .paragraph(
                "方法：受支持企业与同行业、规模在一半到两倍之间、上年增速最接近且前后未获兑现的企业一对一配对，比较 \(year) 至 \(after) 年的变化（双重差分），区间为 95%；增速以两年均值为底。企业是自己申请的，配对只能排除看得见的差别。未配成的：\(result.unmatched.count) 家。",
                en:
                    "Method: each supported firm is paired with the one of its industry, of half to twice its size and the most alike growth before, that was paid nothing around these years; changes from \(year) to \(after) are compared (difference in differences), 95 % intervals, growth against the mean of both years. Firms apply themselves: pairing removes only what can be seen. Without a pair: \(result.unmatched.count)."
            ),
        ]
    }

    private func fact(
        _ chinese: String, _ english: String, _ unit: String, _ estimate: @escaping @Sendable (EffectStudy) -> EffectStudy.Estimate?, scale: Double
    ) -> Fact {
        let value = derived { Derived.Outcome(estimate($0).map { $0.mean * scale }, Numeral(decimals: 2)) }
        let range = derived { study in
            guard let found = estimate(study) else { return Derived.Outcome(Label("企业太少，不给数", en: "too few firms")) }
            let (low, high) = (Numeral(decimals: 2).text(found.low * scale), Numeral(decimals: 2).text(found.high * scale))
            return Derived.Outcome(Label("95% 区间 \(low) 至 \(high)", en: "95 %: \(low) to \(high)"))
        }
        return Fact(Label(chinese, en: english), value, unit: unit, note: Phrase(range))
    }

    static func conclusion(_ study: EffectStudy) -> Label {
        switch study.conclusion {
        case .tooFew(let pairs, let least):
            Label("只有 \(pairs) 对可比企业（至少要 \(least) 对），得不出结论。", en: "Only \(pairs) pairs (\(least) are needed): nothing can be concluded.")
        case .unlike: Label("受支持企业在支付之前就与可比企业走势不同，不能归因于政策。", en: "The firms went apart before they were paid: what is found is not the policy's.")
        case .noClearEffect: Label("区间包含零：没有看出明显的作用。", en: "The interval holds 0: no clear effect.")
        case .positive: Label("受支持企业增长明显更快。", en: "Supported firms grew clearly faster.")
        case .negative: Label("受支持企业增长明显更慢。", en: "Supported firms grew clearly more slowly.")
        }
    }

    private func pairs(_ result: EffectStudy) -> Table {
        let names = Dictionary(enterprises.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("谁与谁相比", en: "Who was compared with whom"),
            columns: [
                Table.Column(Label("受支持企业", en: "Supported"), weight: 3), Table.Column(Label("可比企业", en: "Comparable"), weight: 3),
                Table.Column(Label("增速之差", en: "Growth"), isNumber: true), Table.Column(Label("数额之差（\(outcome.unit)）", en: "Amount"), isNumber: true),
            ],
            rows: result.pairs.enumerated().map { place, pair in
                Table.Row([
                    Table.Cell(names[pair.supported].map { Phrase(claimsOf: $0) } ?? "—"),
                    Table.Cell(names[pair.comparable].map { Phrase(claimsOf: $0) } ?? "—"),
                    Table.Cell(Phrase(derived { Derived.Outcome($0.pairs.indices.contains(place) ? $0.pairs[place].difference : nil, .percent) })),
                    Table.Cell(Phrase(derived { Derived.Outcome($0.pairs.indices.contains(place) ? $0.pairs[place].amount : nil, Numeral(decimals: 2)) })),
                ])
            }, empty: Label("没有可比的企业", en: "No like firm"))
    }
}
