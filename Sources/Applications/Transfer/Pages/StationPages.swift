import Kernel
import Registers

extension Page {
    /// 合同登记: what waits at the station, and the statistics of a year.
    static let contractStation = Page("station", "技术合同登记", en: "Contract station", for: .all(.read, ContractAmendment.self), isReport: true, isFront: true) {
        question in
        let desk = question.desk
        let today = question.now.day
        let year = question["year"].flatMap { Int($0) }.flatMap { (1990...2100).contains($0) ? $0 : nil } ?? today.year
        let waiting = try await desk.find(TechnologyContract.self) { $0.state.isIn([.submitted, .accepted, .expert]) }
        let amendments = try await desk.find(ContractAmendment.self) { $0.state == .submitted }
        let (from, to) = (Day(year, 1, 1) ?? today, Day(year, 12, 31) ?? today)
        let contracts = try await desk.find(TechnologyContract.self, bound: 100_000) {
            $0.state == .registered && $0.registeredOn >= from && $0.registeredOn <= to
        }
        let (shown, mark) = (contracts.real, contracts.isMadeUp)
        return [
            .choices(
                (today.year - 4...today.year).map {
                    Choosable(Label("\($0) 年", en: "\($0)"), .transfer("station", nil, ["year": "\($0)"]), isChosen: $0 == year)
                }),
            .facts([
                Fact(Label("登记合同", en: "Registered"), shown.howMany, unit: "份", isSimulated: mark),
                Fact(Label("成交额", en: "Total"), shown.sum { $0.total.wan }, unit: "万元", isSimulated: mark),
                Fact(Label("技术交易额", en: "Technical turnover"), shown.sum { $0.technical?.wan }, unit: "万元", isSimulated: mark),
                Fact(Label("本地输出", en: "Sold from here"), shown.narrowed { $0.sellerPlace == .local }.sum { $0.total.wan }, unit: "万元", isSimulated: mark),
                Fact(Label("本地吸纳", en: "Bought here"), shown.narrowed { $0.buyerPlace == .local }.sum { $0.total.wan }, unit: "万元", isSimulated: mark),
                Fact(Label("待办", en: "Waiting"), waiting.howMany, unit: "份", tone: waiting.isEmpty ? .good : .warning),
            ]), .table(queue(waiting)), .table(changes(amendments)),
            .beside([.table(ContractStatistics.byType(shown)), .table(ContractStatistics.byFlow(shown))], [.table(ContractStatistics.byField(shown))]),
        ]
    }

    private static func queue(_ waiting: Found<TechnologyContract>) -> Table {
        Table(
            Label("待办合同", en: "Contracts in work"),
            columns: [
                Table.Column("合同", en: "Contract", weight: 4), Table.Column("卖方", en: "Seller", weight: 2), Table.Column("买方", en: "Buyer", weight: 2),
                Table.Column("成交额（万元）", en: "Total (10k yuan)", isNumber: true), Table.Column("申请", en: "Applied"), Table.Column("状态", en: "State"),
                Table.Column("未满足", en: "Not met", isNumber: true),
            ],
            rows: waiting.sorted { $0.registeredOn < $1.registeredOn }.prefix(60).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.name, of: row, link: .transfer("contractReview", row.id), isStrong: true)), Table.Cell(Phrase(row.seller)),
                    Table.Cell(Phrase(row.buyer)), Table.Cell(Phrase(row.said { $0.total.wan })), Table.Cell(Phrase(row.dated { $0.registeredOn })),
                    Table.Cell(Phrase(row.state.label)), Table.Cell(Phrase(row.said(.whole) { Double(ContractReview($0).failing.count) })),
                ])
            }, empty: Label("没有待办合同", en: "Nothing waits"))
    }

    private static func changes(_ amendments: Found<ContractAmendment>) -> Table {
        Table(
            Label("待审变更", en: "Changes to be checked"),
            columns: [
                Table.Column("事由", en: "Reason", weight: 4), Table.Column("日期", en: "Day"),
                Table.Column("变更后成交额（万元）", en: "New total (10k yuan)", isNumber: true),
            ],
            rows: amendments.map { row in
                Table.Row([Table.Cell(Phrase(row.reason, of: row)), Table.Cell(Phrase(row.dated { $0.day })), Table.Cell(Phrase(row.said { $0.total.wan }))])
            }, empty: Label("没有待审的变更", en: "No change waits"))
    }

    /// 登记审查: a contract against each condition of the rules in force on the day of its application.
    static let contractReview = Page("contractReview", "登记审查", en: "Registration check", of: TechnologyContract.self, isReport: true) { row, question in
        let review = ContractReview(row)
        var blocks: [Block] = [
            .facts([
                Fact(Label("合同成交额", en: "Total"), row.said { $0.total.wan }, unit: "万元", isSimulated: row.meta.isSimulated),
                Fact(
                    Label("技术交易额", en: "Technical turnover"), row.said { ContractReview($0).technical?.wan }, unit: "万元",
                    isSimulated: row.meta.isSimulated),
                Fact(
                    Label("未满足条件", en: "Not met"), row.said(.whole) { Double(ContractReview($0).failing.count) }, unit: "项",
                    tone: review.isPassed ? .good : .bad, isSimulated: row.meta.isSimulated),
            ]),
            .paragraph([
                Phrase(row.name, of: row, isStrong: true), Phrase(Label("　适用规则：", en: "  Rules: ")), Phrase(row.saying { ContractReview($0).rulesName }),
                Phrase(Label("；拟认定类型：", en: "; type: ")), Phrase(row.saying { ContractReview($0).registered.label }, isStrong: true),
                Phrase(Label("；时限：", en: "; term: ")),
                Phrase(
                    row.saying { ContractReview($0).workingDays.map { Label("\($0) 个工作日（依据征求意见稿）", en: "\($0) working days (by the draft)") } }),
            ]),
        ]
        if let number = row.number {
            blocks.append(.notice([Phrase(row.saying { row in Label("已登记，编号 \(row.number ?? number)", en: "Registered as \(row.number ?? number)") })], .good))
        } else if review.isPassed {
            blocks.append(
                review.needsExperts
                    ? .notice("条件均已满足；大额或有争议，先转专家评审。", en: "All conditions are met; it is large or disputed, so experts see it first.", .warning)
                    : .notice("条件均已满足，可以登记。", en: "All conditions are met: it can be registered.", .good))
        } else {
            blocks.append(.notice("有条件未满足，不能登记；请退回补正。", en: "Some conditions are not met; please return it to be completed.", .bad))
        }
        blocks.append(
            .deeds(
                steps(review).map { .move(row, $0) } + [
                    .edit(row), .new(ContractAmendment.self, ["contract": row.id.text, "day": question.now.day.description]),
                ]))
        blocks.append(.table(conditions(row, review)))
        blocks.append(.table(amounts(row)))
        return blocks
    }

    /// What is best done next stands first.
    private static func steps(_ review: ContractReview) -> [String] {
        let decide = review.isPassed ? (review.needsExperts ? ["experts", "register"] : ["register", "experts"]) : ["return", "experts"]
        return ["submit", "accept"] + decide + (review.isPassed ? ["return"] : []) + ["refuse", "cancel"]
    }

    private static func conditions(_ row: Row<TechnologyContract>, _ review: ContractReview) -> Table {
        Table(
            Label("登记条件", en: "Conditions"),
            columns: [
                Table.Column("条件", en: "Condition", weight: 4), Table.Column("结论", en: "Result"), Table.Column("现状", en: "Found", weight: 3),
            ],
            rows: review.conditions.map { condition in
                let code = condition.code
                let text =
                    condition.isVerified
                    ? condition.text : Label("\(condition.text.chinese)（未核对原文）", en: "\(condition.text.english) (not checked)")
                return Table.Row(
                    [
                        Table.Cell(Phrase(text)),
                        Table.Cell(
                            Phrase(
                                row.saying { row in
                                    let isMet = ContractReview(row).conditions.first { $0.code == code }?.isMet ?? false
                                    return isMet ? Label("符合", en: "Met") : Label("不符合", en: "Not met")
                                }, tone: condition.isMet ? .good : .bad, isStrong: !condition.isMet)),
                        Table.Cell(Phrase(row.saying { row in ContractReview(row).conditions.first { $0.code == code }?.found })),
                    ], tone: condition.isMet ? .calm : .bad)
            }, note: Label("“未核对原文”的条件以正式文件为准。", en: "For conditions that were not checked the official document decides."))
    }

    private static func amounts(_ row: Row<TechnologyContract>) -> Table {
        let lines: [(Label, @Sendable (Row<TechnologyContract>) -> Double?)] = [
            (Label("合同成交额", en: "Total"), { $0.total.wan }), (Label("减：设备", en: "Less equipment"), { $0.equipment?.wan }),
            (Label("减：仪器", en: "Less instruments"), { $0.instruments?.wan }), (Label("减：零部件", en: "Less parts"), { $0.parts?.wan }),
            (Label("减：原材料", en: "Less raw materials"), { $0.materials?.wan }),
            (Label("减：其他非技术性费用", en: "Less other non-technical costs"), { $0.otherCosts?.wan }),
            (Label("技术交易额", en: "Technical turnover"), { ContractReview($0).technical?.wan }),
        ]
        return Table(
            Label("技术交易额的计算", en: "How the technical turnover comes about"),
            columns: [Table.Column("项目", en: "Item", weight: 3), Table.Column("万元", en: "10k yuan", isNumber: true)],
            rows: lines.enumerated().compactMap { place, line in
                let isEnd = place == 0 || place == lines.count - 1
                guard isEnd || line.1(row) != nil else { return nil }
                return Table.Row([Table.Cell(Phrase(line.0)), Table.Cell(Phrase(row.said(.usual, line.1)))], isEmphasised: isEnd)
            })
    }
}
