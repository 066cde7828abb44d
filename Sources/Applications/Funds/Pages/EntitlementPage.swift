import Kernel
import Policies
import Registers

extension Page {
    /// 我能享受什么: every clause in force, with its reasons, the figures used, the amount and its arithmetic.
    static let entitlements = Page("entitlements", "我能享受什么", en: "What am I entitled to?", of: Enterprise.self, isReport: true) { row, question in
        let today = question.now.day
        let year = question["year"].flatMap { Int($0) } ?? today.year - 1
        let file = try await FirmFile(row, question.desk)
        let views = try await question.desk.clauses(on: today, isSimulated: row.meta.isSimulated).map { EntitlementView(file, $0, year: year, on: today) }
        func link(_ year: Int, _ clause: String?) -> Link {
            var choices = ["year": String(year)]
            choices["clause"] = clause
            return .page(application: "funds", code: "entitlements", record: row.id, choices)
        }
        var blocks: [Block] = []
        if row.meta.isSimulated { blocks.append(.notice("本企业及其数据是模拟的。", en: "This enterprise and its figures are made up.", .warning)) }
        blocks.append(
            .choices(
                (1...3).map { back in
                    let other = today.year - back
                    return Choosable(Label("按 \(other) 年数据", en: "By the figures of \(other)"), link(other, question["clause"]), isChosen: other == year)
                }))
        blocks += [.facts(try await overview(views, question.desk)), .table(table(views) { link(year, $0) })]
        guard let chosen = views.first(where: { $0.row.id.text == question["clause"] }) ?? views.first(where: { $0.entitlement.verdict == .met }) ?? views.first
        else {
            return blocks
        }
        let detail =
            chosen.blocks + [
                .deeds([
                    .new(
                        Claim.self,
                        [
                            "enterprise": row.id.text, "clause": chosen.row.id.text, "year": String(year), "subject": "\(year) 年\(chosen.row.title)",
                            "payee": row.name,
                        ]), .new(PolicyNeed.self, ["enterprise": row.id.text, "clause": chosen.row.id.text, "askedOn": today.description]),
                ])
            ]
        return blocks + [.group(Label(chosen.row.title, en: chosen.row.title), detail, link: .to(chosen.row))]
    }

    private static func overview(_ views: [EntitlementView], _ desk: Desk) async throws -> [Fact] {
        guard let first = views.first else { return [Fact(Label("在施行的条款", en: "Clauses in force"), "0")] }
        let clauses = views.map { ($0.row, $0.row.clause) }
        let total = first.derived { _, facts, _ in
            let entitled = clauses.map { (policy: $0.0.policy, cap: $0.0.firmCap, clause: $0.1, amount: $0.1.judge(facts).certain) }
            // One matter may be in several policies; the yearly cap of a firm is each policy's own.
            let best = zip(entitled, Portfolio(entitled.map { ($0.clause, $0.amount) }).lines).filter { $0.1.amount > 0 }.map(\.0)
            let sum = Dictionary(grouping: best, by: \.policy).values.reduce(Int64(0)) { sum, group in
                sum + Portfolio(group.map { ($0.clause, $0.amount) }, yearlyCap: group.compactMap(\.cap?.fen).min()).total
            }
            return Derived.Outcome(Double(sum) / 1_000_000, Numeral.usual)
        }
        func count(_ verdict: Verdict) -> Derived {
            first.derived { _, facts, _ in Derived.Outcome(Double(clauses.count { $0.1.judge(facts).verdict == verdict }), .whole) }
        }
        return [
            Fact(Label("符合", en: "Met"), count(.met), unit: "条", tone: .good), Fact(Label("数据不足", en: "Unknown"), count(.unknown), unit: "条", tone: .missing),
            Fact(Label("不符合", en: "Not met"), count(.unmet), unit: "条"),
            Fact(
                Label("可申请合计", en: "Could be claimed"), total, unit: "万元",
                note: Phrase(Label("同一事项取最高，计入企业年度封顶；评审确定的不计", en: "Of one matter the highest; yearly caps taken; without what a review sets")), tone: .good),
        ]
    }

    static func table(_ views: [EntitlementView], link: (String) -> Link) -> Table {
        Table(
            Label("在施行的条款", en: "Clauses in force"),
            columns: [
                // On a phone the first three are seen.
                Table.Column(Label("条款", en: "Clause"), weight: 3), Table.Column(Label("结论", en: "Result")),
                Table.Column(Label("金额", en: "Amount"), isNumber: true, weight: 1.3), Table.Column(Label("还差什么", en: "Lacking"), weight: 3),
                Table.Column(Label("类别", en: "Category"), weight: 1.5),
            ],
            rows: views.sorted {
                ($0.entitlement.verdict.rank, -$0.entitlement.certain, $0.row.code) < ($1.entitlement.verdict.rank, -$1.entitlement.certain, $1.row.code)
            }.map {
                Table.Row([
                    Table.Cell(Phrase($0.row.title, link: link($0.row.id.text), isStrong: true)), Table.Cell($0.verdict),
                    Table.Cell($0.amount), Table.Cell($0.lacking), Table.Cell(Phrase($0.row.category.label)),
                ])
            }, note: Label("按已登记的数据测算，以审核为准。", en: "Reckoned from what is registered; the review decides."),
            empty: Label("目前没有在施行的条款", en: "No clause is in force"))
    }
}

extension Verdict {
    var rank: Int {
        switch self {
        case .met: 0
        case .unknown: 1
        case .unmet: 2
        }
    }
}

extension Desk {
    /// The clauses in force on a day; made-up ones for made-up enterprises only.
    func clauses(on day: Day, isSimulated: Bool) async throws -> [Row<PolicyClause>] {
        try await all(PolicyClause.self) { $0.state == .published && $0.from <= day && $0.isSimulated == isSimulated }.filter { $0.isInForce(on: day) }
            .sorted { $0.code < $1.code }
    }
}
