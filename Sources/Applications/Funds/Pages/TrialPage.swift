import Kernel
import Policies
import Registers

extension Page {
    /// 试算: what a clause would change before it is in force: who gains, who loses, what it costs, and whether the budget has it.
    static let trial = Page("trial", "条款试算", en: "Trial", of: PolicyClause.self, for: .all(.export, PolicyClause.self)) { row, question in
        let (desk, today) = (question.desk, question.now.day)
        let year = question["year"].flatMap { Int($0) } ?? today.year - 1
        let isSimulated = row.meta.isSimulated
        let versions = try await desk.all(PolicyClause.self) { $0.code == row.code && $0.state == .published }
        let old = versions.filter { $0.id != row.id && $0.edition < row.edition }.max { $0.edition < $1.edition }
        let enterprises = try await desk.find(Enterprise.self, bound: 200_000) { $0.standing == .active && $0.isSimulated == isSimulated }
        let files = try await FirmFile.all(enterprises.rows, desk)
        let trial = Trial(files.map { $0.facts(year: year, on: today) }, from: old?.clause, to: row.clause)
        let lines = try await desk.find(BudgetLine.self) { $0.fund == row.fund && $0.year == today.year && $0.isSimulated == isSimulated }
        var blocks: [Block] = [
            .choices(
                (1...3).map { back in
                    let other = today.year - back
                    return Choosable(
                        Label("按 \(other) 年数据", en: "By the figures of \(other)"),
                        .page(application: "funds", code: "trial", record: row.id, ["year": String(other)]), isChosen: other == year)
                }),
            .notice(
                [
                    Phrase(
                        old.map {
                            Label(
                                "第 \(row.edition) 版与第 \($0.edition) 版相比；只是试算，在施行的条款不变。", en: "Version \(row.edition) against version \($0.edition); only tried."
                            )
                        }
                            ?? Label("新条款，没有可比的版本；只是试算。", en: "A new clause, nothing to compare with; only tried."))
                ], .calm),
        ]
        func names(_ list: [Trial.Line]) -> Found<Enterprise> { Found(list.map { files[$0.place].enterprise }) }
        let cost = trial.cost
        let free = lines.reduce(Money(fen: 0)) { $0 + $1.free }
        blocks.append(
            .facts([
                Fact(Label("增加", en: "Gain"), names(trial.gains).howMany, unit: "家", tone: .good),
                Fact(Label("减少", en: "Lose"), names(trial.losses).howMany, unit: "家", tone: .bad),
                Fact(Label("数据不足", en: "Unknown"), names(trial.open).howMany, unit: "家", tone: .missing),
                Fact(
                    Label("每年所需资金", en: "Cost of a year"), wan(cost.after, of: row, enterprises, year, today, files), unit: "万元",
                    note: Phrase(Label("原为 \(Money(fen: cost.before).words.chinese)", en: "before: \(Money(fen: cost.before).words.english)"))),
                Fact(
                    Label("本年可用额度", en: "Free this year"), lines.sum { $0.free.wan }, unit: "万元",
                    tone: cost.after > free.fen ? .bad : .good),
            ]))
        if cost.after > free.fen {
            blocks.append(.notice("所需资金超过本年可用额度，请调整条款或追加预算。", en: "It costs more than is free this year.", .warning))
        }
        blocks.append(.table(changes(trial, files)))
        blocks.append(.deeds([.edit(row), .move(row, "publish"), .operation("newVersion", record: row.id)]))
        return blocks
    }

    private static func wan(
        _ fen: Int64, of row: Row<PolicyClause>, _ enterprises: Found<Enterprise>, _ year: Int, _ day: Day, _ files: [FirmFile]
    ) -> Derived {
        let clause = row.clause
        let byID = Dictionary(files.map { ($0.enterprise.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Derived(enterprises, known: Derived.Outcome(Double(fen) / 1_000_000, Numeral.usual)) { rows in
            let all = rows.compactMap { byID[$0.id] }
            return Derived.Outcome(Double(Trial(all.map { $0.facts(year: year, on: day) }, from: nil, to: clause).cost.after) / 1_000_000, Numeral.usual)
        }
    }

    private static func changes(_ trial: Trial, _ files: [FirmFile]) -> Table {
        let list = (trial.gains + trial.losses).sorted { abs($0.after - $0.before) > abs($1.after - $1.before) }
        return Table(
            Label("谁多了，谁少了", en: "Who gains, who loses"),
            columns: [
                Table.Column(Label("企业", en: "Enterprise"), weight: 3), Table.Column(Label("原来（万元）", en: "Before"), isNumber: true),
                Table.Column(Label("试算（万元）", en: "Then"), isNumber: true), Table.Column(Label("增减（万元）", en: "More or less"), isNumber: true),
            ],
            rows: list.prefix(60).map { line in
                Table.Row(
                    [
                        Table.Cell(Phrase(claimsOf: files[line.place].enterprise)), Table.Cell(Phrase(Numeral.usual.text(Money(fen: line.before).wan))),
                        Table.Cell(Phrase(Numeral.usual.text(Money(fen: line.after).wan))),
                        Table.Cell(Phrase(Numeral.usual.text(Money(fen: line.after - line.before).wan), tone: line.after > line.before ? .good : .bad)),
                    ])
            }, note: list.count > 60 ? Label("只列前 60 家", en: "The first 60") : nil, empty: Label("没有变化", en: "Nothing changes"))
    }
}
