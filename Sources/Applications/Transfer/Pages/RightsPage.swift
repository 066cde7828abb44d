import Kernel
import Registers

extension Page {
    /// 知识产权: the rights of the county, free to search, and whose fee is due.
    static let patents = Page("patents", "知识产权", en: "Rights", for: .all(.read, Patent.self), isReport: true) { question in
        let desk = question.desk
        let today = question.now.day
        let known = try await desk.find(Patent.self, bound: 200_000)
        let (all, isSimulated) = (known.real, known.isMadeUp)
        let valid = all.narrowed { $0.state == .valid }
        let inventions = all.narrowed(Patent.isValidInvention)
        let words = (question["words"] ?? "").prefix(60).trimmingPrefix(" ")
        let due = valid.only { $0.category.isPatent && ![.paid, .ended].contains(AnnualFees($0).standing(on: today)) }
        var blocks: [Block] = [
            .facts([
                Fact(Label("有效知识产权", en: "Valid rights"), valid.howMany, unit: "件", isSimulated: isSimulated),
                Fact(Label("有效发明专利", en: "Valid inventions"), inventions.howMany, unit: "件", isSimulated: isSimulated),
                Fact(
                    Label("高价值发明专利", en: "Of high value"), inventions.narrowed { $0.highValue.isFilled }.howMany, unit: "件", isSimulated: isSimulated),
                Fact(Label("年费待缴或逾期", en: "Fee due or late"), due.howMany, unit: "件", tone: due.isEmpty ? .good : .warning, isSimulated: isSimulated),
            ]),
            .deeds([
                .new(Patent.self), .new(RightsDeal.self, ["day": today.description]), .new(ProtectionCase.self, ["openedOn": today.description]),
                .new(ServiceInquiry.self, ["askedOn": today.description, "category": "search"]),
                .open(Label("检索", en: "Search"), .list(kind: "patent")),
            ]), .table(fees(due, today)), .table(byCategory(all)),
        ]
        if !words.isEmpty {
            let hits = all.only { $0.name.contains(words) || $0.holder.contains(words) || ($0.abstract ?? "").contains(words) }
            blocks.insert(.table(list(Label("检索：\(words)", en: "Search: \(words)"), hits)), at: 2)
        } else {
            blocks.append(.table(list(Label("最近授权", en: "Granted lately"), valid.ordered { ($0.grantedOn ?? $0.filedOn) > ($1.grantedOn ?? $1.filedOn) })))
        }
        return blocks
    }

    private static func list(_ title: Label, _ rights: Found<Patent>) -> Table {
        Table(
            title,
            columns: [
                Table.Column("名称", en: "Name", weight: 4), Table.Column("号码", en: "Number", weight: 2), Table.Column("类别", en: "Kind"),
                Table.Column("权利人", en: "Holder", weight: 2), Table.Column("状态", en: "State"),
            ],
            rows: rights.prefix(40).map { right in
                Table.Row([
                    Table.Cell(Phrase(right.name, of: right)), Table.Cell(Phrase(right.number)), Table.Cell(Phrase(right.category.label)),
                    Table.Cell(Phrase(right.holder)), Table.Cell(Phrase(right.state.label)),
                ])
            })
    }

    /// Whose annual fee is due in 90 days or late.
    static func fees(_ due: Found<Patent>, _ today: Day) -> Table {
        Table(
            Label("年费提醒", en: "Annual fees"),
            columns: [
                Table.Column("专利", en: "Patent", weight: 4), Table.Column("权利人", en: "Holder", weight: 2), Table.Column("缴至", en: "Paid until"),
                Table.Column("情况", en: "Standing", weight: 1.4),
            ],
            rows: due.sorted { (AnnualFees($0).paidUntil ?? $0.filedOn) < (AnnualFees($1).paidUntil ?? $1.filedOn) }.prefix(40).map { patent in
                let standing = AnnualFees(patent).standing(on: today)
                return Table.Row([
                    Table.Cell(Phrase(patent.name, of: patent)), Table.Cell(Phrase(patent.holder)),
                    Table.Cell(Phrase(patent.dated { AnnualFees($0).paidUntil })),
                    Table.Cell(Phrase(patent.saying { AnnualFees($0).standing(on: today).label }, tone: standing == .due ? .warning : .bad)),
                ])
            },
            note: Label(
                "一年从申请日算起，年费在期满前缴；逾期六个月内补缴须加滞纳金。", en: "A year runs from the filing, its fee is due before it begins; late fees are possible for six months."),
            empty: Label("没有待缴的年费", en: "No fee is due"))
    }

    private static func byCategory(_ all: Found<Patent>) -> Table {
        Table(
            Label("各类知识产权", en: "By kind"),
            columns: [Table.Column("类别", en: "Kind", weight: 2)] + Patent.State.allCases.map { Table.Column($0.label, isNumber: true) },
            rows: Patent.Category.allCases.map { category in
                let own = all.narrowed { $0.category == category }
                return Table.Row(
                    [Table.Cell(Phrase(category.label))] + Patent.State.allCases.map { state in Table.Cell(Phrase(own.narrowed { $0.state == state }.howMany)) }
                )
            })
    }
}

extension AnnualFees.Standing {
    var label: Label {
        switch self {
        case .paid: Label("已缴", en: "Paid")
        case .due: Label("90 天内应缴", en: "Due within 90 days")
        case .late: Label("已逾期，可补缴", en: "Late, can still be paid")
        case .lapsed: Label("已过补缴期，请核对状态", en: "Past the time to pay; check its state")
        case .ended: Label("保护期满", en: "Its term is over")
        }
    }
}
