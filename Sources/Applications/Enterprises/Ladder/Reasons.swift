import Eligibility
import Kernel
import Registers

/// A rung of the ladder for one enterprise: the judgement, and every figure of it as something that opens to its records.
struct RungView: Sendable {
    let file: EnterpriseFile
    let rules: RuleSet
    let judgement: Judgement
    let day: CivilDay

    init(_ file: EnterpriseFile, _ rules: RuleSet, on day: CivilDay) {
        self.file = file
        self.rules = rules
        self.day = day
        judgement = rules.judge(Case(file.firm, on: day))
    }

    /// What the rules say of the enterprise; it leads to the figures that they were asked with.
    func derived(_ say: @escaping @Sendable (RuleSet, Judgement) -> Label) -> Derived {
        let (rules, day, awards, investments) = (rules, day, file.awards.rows, file.investments.rows)
        return Derived(
            file.years, file.rights, file.certificates, file.enterprise.found, known: Derived.Outcome(say(rules, judgement))
        ) { years, rights, certificates, enterprise in
            guard let row = enterprise.first else { return Derived.Outcome(Label("—", en: "—")) }
            let firm = Firm(row, years, certificates, rights, awards, investments)
            return Derived.Outcome(say(rules, rules.judge(Case(firm, on: day))))
        }
    }

    /// 符合、不符合 …
    var verdict: Phrase {
        Phrase(
            derived { rules, judgement in
                let name = judgement.outcome.name
                let direct = judgement.isDirect && rules.card != nil
                return direct ? Label("\(name.chinese)（直接确认）", en: "\(name.english) (directly)") : name.label
            }, tone: judgement.outcome.tone, isStrong: true)
    }

    /// 64 / 60
    var points: Phrase {
        guard rules.card != nil else { return "—" }
        return Phrase(
            derived { rules, judgement in
                guard let total = judgement.total, let least = rules.card?.passing.least else { return Label("—", en: "—") }
                let sum = total.low == total.high ? "\(total.low)" : "\(total.low)–\(total.high)"
                return Label("\(sum)，须 \(least)", en: "\(sum) of \(least)")
            })
    }

    /// How many conditions are lacking.
    var lacking: Phrase {
        Phrase(
            derived { rules, judgement in
                let count = rules.lacking(judgement).count
                return count == 0 ? Label("无", en: "none") : Label("\(count) 项", en: "\(count)")
            })
    }

    var blocks: [Block] {
        var blocks: [Block] = [
            .paragraph([
                Phrase(Label("依据：\(rules.document)", en: "By: \(rules.document)")),
                Phrase(Label("，自 \(rules.from) 起施行", en: ", in force from \(rules.from)")), Phrase(Label("；结论：", en: "; result: ")), verdict,
            ])
        ]
        if !rules.isVerified {
            blocks.append(
                .notice("这些条件没有核对到原文，仅供参考；以正式文件为准。", en: "These conditions were not checked against a text; the official document decides.", .warning))
        }
        if let note = rules.note { blocks.append(.notice([Phrase(note.label)], .calm)) }
        blocks.append(.table(conditions))
        if rules.card != nil {
            blocks += [.table(score), .paragraph([Phrase(derived { rules, judgement in (rules.arithmetic(judgement) ?? Wording("—", en: "—")).label })])]
        }
        return blocks
    }

    private var conditions: Table {
        let list = rules.explain(judgement)
        let required = rules.firm
        return Table(
            Label("条件", en: "Conditions"),
            columns: [
                Table.Column(Label("条件", en: "Condition"), weight: 4), Table.Column(Label("结论", en: "Result"), weight: 1.3),
                Table.Column(Label("现值", en: "Now"), isNumber: true, weight: 1.4),
                Table.Column(Label("要求", en: "Asked"), isNumber: true, weight: 1.4),
                Table.Column(Label("差距与办法", en: "Gap and remedy"), weight: 3),
            ],
            rows: list.enumerated().map { place, reason in
                let name = Label(
                    "\(reason.text.chinese)\(reason.isVerified ? "" : "（未核对原文）")\(place >= required && !rules.instead.isEmpty ? "（直接确认，任一即可）" : "")",
                    en:
                        "\(reason.text.english)\(reason.isVerified ? "" : " (not checked)")\(place >= required && !rules.instead.isEmpty ? " (any one confirms directly)" : "")"
                )
                let code = reason.code
                @Sendable func said(_ part: @escaping @Sendable (Explanation) -> Wording?) -> Derived {
                    derived { rules, judgement in
                        rules.explain(judgement).first { $0.code == code }.flatMap(part)?.label ?? Label("—", en: "—")
                    }
                }
                return Table.Row(
                    [
                        Table.Cell(Phrase(name)), Table.Cell(Phrase(said { $0.outcome.name }, tone: reason.outcome.tone)),
                        Table.Cell(Phrase(said { $0.figure })), Table.Cell(Phrase(said { $0.needed })),
                        Table.Cell(
                            Phrase(
                                said { reason in
                                    guard reason.gap != nil || reason.remedy != nil else { return nil }
                                    let parts = [reason.gap, reason.remedy].compactMap(\.self)
                                    return Wording(parts.map(\.chinese).joined(separator: "；"), en: parts.map(\.english).joined(separator: "; "))
                                })),
                    ])
            }, empty: Label("只看得分", en: "Only the points count"))
    }

    private var score: Table {
        let lines = rules.score(judgement)
        return Table(
            Label("得分", en: "Points"),
            columns: [
                Table.Column(Label("指标", en: "Item"), weight: 3), Table.Column(Label("依据", en: "Because of"), weight: 3),
                Table.Column(Label("得分", en: "Points"), isNumber: true), Table.Column(Label("满分", en: "Most"), isNumber: true),
                Table.Column(Label("下一档", en: "Next band"), weight: 3),
            ],
            rows: lines.map { line in
                let code = line.code
                @Sendable func said(_ part: @escaping @Sendable (ScoreLine) -> Wording?) -> Derived {
                    derived { rules, judgement in rules.score(judgement).first { $0.code == code }.flatMap(part)?.label ?? Label("—", en: "—") }
                }
                return Table.Row([
                    Table.Cell(Phrase(line.text.label)), Table.Cell(Phrase(said { $0.reason }, tone: line.outcome == .unknown ? .missing : nil)),
                    Table.Cell(
                        Phrase(
                            said { $0.low == $0.high ? Wording("\($0.low)", en: "\($0.low)") : Wording("\($0.low)–\($0.high)", en: "\($0.low)–\($0.high)") }),
                        share: Double(line.high) / Double(max(1, line.most))), Table.Cell(Phrase(said { Wording("\($0.most)", en: "\($0.most)") })),
                    Table.Cell(Phrase(said { $0.next })),
                ])
            })
    }
}

extension Phrase {
    /// The name of an enterprise, which leads to its ladder; made-up ones say so.
    init(ladderOf row: Row<Enterprise>) {
        let mark = row.meta.isSimulated ? Label("\(row.name)（模拟）", en: "\(row.name) (simulated)") : Label(row.name, en: row.name)
        self.init(mark, link: .page(application: "enterprises", code: "ladder", record: row.id))
    }
}
