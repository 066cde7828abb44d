import CreditRating
import Kernel
import Registers

extension Page {
    /// 信用评价: a firm by a model as of any day: every point with its figure, the band that holds and what the next one asks for.
    static let credit = Page("credit", "信用评价", en: "Credit rating", of: Enterprise.self, isReport: true) { firm, question in
        let today = question.now.day
        let day = question["on"].flatMap { Day($0) } ?? today
        let scheme: Scheme = question["scheme"] == Scheme.commercial.code ? .commercial : .knowledge
        let force = try await ModelInForce(scheme, on: day, question.desk)
        let file = try await CreditFile(firm, question.desk, on: day)
        let reference = firm.reference
        let reports = try await question.desk.find(CreditReport.self) { $0.enterprise == reference }
        func link(_ scheme: Scheme, _ day: Day) -> Link {
            .page(application: "finance", code: "credit", record: firm.id, ["scheme": scheme.code, "on": day.description])
        }
        let days = [today] + (1...3).compactMap { Day(today.year - $0, 12, 31) }
        var blocks: [Block] = []
        if firm.meta.isSimulated { blocks.append(.notice("本企业及其数据是模拟的。", en: "This enterprise and its figures are made up.", .warning)) }
        if force.model.isExample {
            blocks.append(
                .notice("示例模型：权重没有官方依据，结果仅供演示和参考。", en: "An example model: no authority gave its weights; the result is for reference only.", .warning))
        }
        blocks += [
            .choices([Scheme.knowledge, .commercial].map { Choosable($0.label, link($0, day), isChosen: $0 == scheme) }),
            .choices(
                days.enumerated().map { place, on in
                    Choosable(place == 0 ? Label("今天", en: "Today") : Label("\(on)", en: "\(on)"), link(scheme, on), isChosen: on == day)
                }),
        ]
        blocks += file.blocks(force, on: day)
        blocks.append(
            .deeds([.operation("rateCredit", record: firm.id, ["scheme": scheme.code]), .operation("listFirm", record: firm.id)]))
        blocks.append(
            .table(
                Table(
                    Label("已出具的评价", en: "Ratings on record"),
                    columns: [
                        Table.Column(Label("日期", en: "Day")), Table.Column(Label("用于", en: "For"), weight: 1.6),
                        Table.Column(Label("结论", en: "Result"), weight: 3), Table.Column(Label("得分", en: "Points"), isNumber: true),
                    ],
                    rows: reports.sorted { ($0.asOf, $0.id) > ($1.asOf, $1.id) }.prefix(20).map { report in
                        Table.Row([
                            Table.Cell(Phrase("\(report.asOf)", link: .to(report))), Table.Cell(Phrase(report.scheme.label)),
                            Table.Cell(Phrase(report.summary)),
                            Table.Cell(Phrase(report.said { $0.score })),
                        ])
                    })))
        return blocks
    }

    /// 评价模型: what a model says, as a table, or what is wrong with it.
    static let creditModel = Page("creditModel", "模型内容", en: "The model", of: CreditModel.self, isReport: true) { row, _ in
        do throws(ModelText.Fault) {
            let model = try ModelText(row.definition).model(named: row.name, isExample: row.isExample)
            return model.blocks
        } catch {
            return [.notice([Phrase(error.label)], .bad)]
        }
    }
}

extension CreditFile {
    fileprivate func blocks(_ force: ModelInForce, on day: Day) -> [Block] {
        let model = force.model
        let figures = figures(on: day)
        let rating = model.rate(figures.values, flags: figures.flags)
        func fact(_ say: @escaping @Sendable (Rating) -> Label) -> Phrase { Phrase(derived(model, on: day, say)) }
        var blocks: [Block] = [
            .table(
                Table(
                    Label("结论（\(day)，\(force.name)）", en: "Result (\(day), \(force.name))"),
                    columns: [
                        Table.Column(Label("等级", en: "Grade")), Table.Column(Label("得分", en: "Points"), isNumber: true),
                        Table.Column(Label("补齐数据最多", en: "At most"), isNumber: true), Table.Column(Label("推荐额度", en: "Limit"), isNumber: true),
                        Table.Column(Label("所用年度", en: "Figures of")),
                    ],
                    rows: [
                        Table.Row([
                            Table.Cell(fact { $0.grade.map { Label("\($0.code) 级", en: "grade \($0.code)") } ?? Label("不予评级", en: "no grade") }),
                            Table.Cell(fact { Label(hundredths($0.score), en: hundredths($0.score)) }),
                            Table.Cell(fact { Label(hundredths($0.possibleScore), en: hundredths($0.possibleScore)) }),
                            Table.Cell(fact { Label("\($0.limit / 1_000_000) 万元", en: "\($0.limit / 100) yuan") }),
                            Table.Cell(Phrase(figures.closes.map { "\($0.year)" } ?? "—", tone: figures.closes == nil ? .missing : nil)),
                        ])
                    ])),
            .list(rating.reasons.indices.map { place in [fact { $0.reasons.indices.contains(place) ? $0.reasons[place].label : Label("—", en: "—") }] }),
        ]
        blocks.append(
            .table(
                Table(
                    Label("逐项得分", en: "Point by point"),
                    columns: [
                        Table.Column(Label("指标", en: "Item"), weight: 2.4), Table.Column(Label("得分", en: "Points"), isNumber: true),
                        Table.Column(Label("依据和下一档", en: "Figure, band and the next one"), weight: 4),
                    ],
                    rows: rating.groups.enumerated().flatMap { place, group in
                        [
                            Table.Row(
                                [
                                    Table.Cell(Phrase(group.group.name.label, isStrong: true)),
                                    Table.Cell(
                                        fact { Label(hundredths($0.groups[place].points), en: hundredths($0.groups[place].points)) },
                                        share: Double(group.points) / Double(max(1, group.group.most))),
                                    Table.Cell(fact { $0.groups[place].reason.label }),
                                ], isEmphasised: true)
                        ]
                            + group.items.enumerated().map { inner, item in
                                Table.Row([
                                    Table.Cell(Phrase(item.item.name.label)),
                                    Table.Cell(
                                        fact { rating in
                                            rating.groups[place].items[inner].points.map { Label(hundredths($0), en: hundredths($0)) }
                                                ?? Label("缺", en: "missing")
                                        }),
                                    Table.Cell(fact { $0.groups[place].items[inner].reason.label }),
                                ])
                            }
                    })))
        return blocks
    }
}

/// 12.5, from hundredths of a point.
private func hundredths(_ points: Int) -> String { Numeral(decimals: 2).text(Double(points) / 100) }

extension RatingModel {
    /// The model as people read it.
    fileprivate var blocks: [Block] {
        [
            .table(
                Table(
                    Label("指标和档次", en: "Items and bands"),
                    columns: [
                        Table.Column(Label("组", en: "Group"), weight: 2), Table.Column(Label("满分", en: "Most"), isNumber: true),
                        Table.Column(Label("指标", en: "Item"), weight: 3), Table.Column(Label("档次数", en: "Bands"), isNumber: true),
                    ],
                    rows: groups.flatMap { group in
                        group.items.enumerated().map { place, item in
                            Table.Row([
                                Table.Cell(Phrase(place == 0 ? group.name.label : Label("", en: " "), isStrong: true)),
                                Table.Cell(Phrase(place == 0 ? hundredths(group.most) : "")), Table.Cell(Phrase(item.name.label)),
                                Table.Cell(Phrase("\(item.bands.count)")),
                            ])
                        }
                    })),
            .table(
                Table(
                    Label("等级和额度", en: "Grades and limits"),
                    columns: [
                        Table.Column(Label("等级", en: "Grade")), Table.Column(Label("最低分", en: "From"), isNumber: true),
                        Table.Column(Label("额度（万元）", en: "Limit (10k yuan)"), isNumber: true),
                    ],
                    rows: grades.map {
                        Table.Row([Table.Cell(Phrase($0.code)), Table.Cell(Phrase(hundredths($0.least))), Table.Cell(Phrase("\($0.limit / 1_000_000)"))])
                    })),
            .paragraph(
                [Phrase(Label("可用指标：", en: "Figures to use: "), isStrong: true)] + [
                    Phrase(
                        Label(
                            Figure.allCases.map(\.rawValue).joined(separator: "、"),
                            en: Figure.allCases.map { "\($0.rawValue) (\($0.english))" }.joined(separator: ", ")))
                ]),
        ]
    }
}
