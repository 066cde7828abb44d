import Kernel
import Policies
import Registers

/// A clause for one enterprise: the judgement, and every figure of it as something that opens to its records.
struct EntitlementView: Sendable {
    let file: FirmFile
    let row: Row<PolicyClause>
    let year: Int
    let day: Day
    let facts: Facts
    let entitlement: Entitlement

    init(_ file: FirmFile, _ row: Row<PolicyClause>, year: Int, on day: Day) {
        (self.file, self.row, self.year, self.day) = (file, row, year, day)
        facts = file.facts(year: year, on: day)
        entitlement = row.clause.judge(facts)
    }

    /// What the clause says of the enterprise; it leads to the figures that it was asked with.
    func derived(_ say: @escaping @Sendable (Clause, Facts, Entitlement) -> Derived.Outcome) -> Derived {
        let (file, clause, year, day) = (file, row.clause, year, day)
        return Derived(file.years, file.certificates, file.enterprise.found, file.rights, known: say(clause, facts, entitlement)) {
            years, certificates, enterprise, rights in
            guard let firm = enterprise.first else { return Derived.Outcome(Label("—", en: "—")) }
            let facts = FirmFile.facts(firm, years, certificates, rights, file, year: year, on: day)
            return say(clause, facts, clause.judge(facts))
        }
    }

    var verdict: Phrase { Phrase(derived { _, _, result in Derived.Outcome(result.verdict.label) }, tone: entitlement.verdict.tone, isStrong: true) }

    /// 90 万元; what a review has to set; what is missing.
    var amount: Phrase {
        Phrase(
            derived { _, _, result in
                switch result.amount {
                case .known(let fen, _, _)?: Derived.Outcome(Double(fen) / 1_000_000, Money(fen: fen).words)
                case .unknown?: Derived.Outcome(Label("数据不足", en: "unknown"))
                case .undefined?: Derived.Outcome(Label("算不出", en: "cannot be reckoned"))
                case nil: Derived.Outcome(Label("评审确定", en: "by review"))
                }
            }, isStrong: entitlement.verdict == .met)
    }

    /// The first reasons why not, and what is missing.
    var lacking: Phrase {
        Phrase(
            derived { clause, facts, result in
                let parts = result.reasons.filter { $0.verdict != .met }.prefix(3).map { reason -> Wording in
                    let text = reason.condition.text()
                    guard reason.verdict == .unmet else { return Wording("缺数：\(text.chinese)", en: "unknown: \(text.english)") }
                    return reason.condition.gap(facts).map { Wording("\(text.chinese)，\($0.chinese)", en: "\(text.english), \($0.english)") } ?? text
                }
                guard parts.isEmpty else {
                    return Derived.Outcome(Label(parts.map(\.chinese).joined(separator: "；"), en: parts.map(\.english).joined(separator: "; ")))
                }
                if case .unknown(let figures)? = result.amount {
                    return Derived.Outcome(
                        Label("缺数：\(figures.map(\.name.chinese).joined(separator: "、"))", en: "unknown: \(figures.map(\.name.english).joined(separator: ", "))")
                    )
                }
                return Derived.Outcome(Label("—", en: "—"))
            })
    }

    var blocks: [Block] {
        var blocks: [Block] = [
            .paragraph([
                Phrase(Label("第 \(row.edition) 版，自 \(row.from) 起施行", en: "Version \(row.edition), in force from \(row.from)")),
                Phrase(Label("；依据：\(row.basis ?? "未填")", en: "; source: \(row.basis ?? "not given")")),
            ])
        ]
        if !row.isVerified {
            blocks.append(.notice("本条款没有核对到原文，以正式文件为准。", en: "This clause was not checked against a text; the official document decides.", .warning))
        }
        blocks.append(.table(reasons))
        if row.amount != nil {
            blocks.append(
                .paragraph([
                    Phrase(Label("测算：", en: "Reckoned: "), isStrong: true),
                    Phrase(
                        derived { clause, facts, result in
                            Derived.Outcome((result.amount.flatMap { clause.arithmetic(facts, $0) } ?? Wording("—", en: "—")).label)
                        }),
                ]))
        }
        if let documents = row.documents {
            blocks.append(.paragraph([Phrase(Label("需要的材料：\(documents.joined(separator: "、"))", en: "Documents: \(documents.joined(separator: ", "))"))]))
        }
        return blocks
    }

    private var reasons: Table {
        Table(
            Label("条件", en: "Conditions"),
            columns: [
                Table.Column(Label("条件", en: "Condition"), weight: 3), Table.Column(Label("结论", en: "Result")),
                Table.Column(Label("依据的数", en: "With the figures"), weight: 3), Table.Column(Label("差距", en: "Gap"), weight: 1.5),
            ],
            rows: entitlement.reasons.enumerated().map { place, reason in
                @Sendable func said(_ part: @escaping @Sendable (Entitlement.Reason, Facts) -> Wording?) -> Derived {
                    derived { _, facts, result in Derived.Outcome((part(result.reasons[place], facts) ?? Wording("—", en: "—")).label) }
                }
                return Table.Row([
                    Table.Cell(Phrase(reason.condition.text().label)),
                    Table.Cell(Phrase(derived { _, _, result in Derived.Outcome(result.reasons[place].verdict.label) }, tone: reason.verdict.tone)),
                    Table.Cell(Phrase(said { $0.condition.text(with: $1) })), Table.Cell(Phrase(said { $0.condition.gap($1) })),
                ])
            }, empty: Label("没有条件", en: "No conditions"))
    }
}

extension Phrase {
    /// The name of an enterprise, which leads to what it is entitled to; made-up ones say so.
    init(claimsOf row: Row<Enterprise>) {
        let mark = row.meta.isSimulated ? Label("\(row.name)（模拟）", en: "\(row.name) (simulated)") : Label(row.name, en: row.name)
        self.init(mark, link: .page(application: "funds", code: "entitlements", record: row.id))
    }
}
