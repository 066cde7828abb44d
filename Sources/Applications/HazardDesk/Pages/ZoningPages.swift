import Geohazards
import Kernel

extension Page {
    /// 易发性区划: the runs, the newest first, and the one in use.
    static let zoning = Page("zoning", "易发、危险和风险区划", en: "Zoning", for: .desk) { question in
        let points = try await question.desk.find(HazardPoint.self) { $0.state.isIn(HazardPoint.watched) }
        let runs = try await question.desk.rows(ZoningRun.self, order: Query.Order("at", isDescending: true), limit: 30)
        return [
            .notice(
                "上传本县数字高程模型（ASCII 栅格）并用登记的隐患点计算；不上传时只用模拟地形演示。",
                en:
                    "Give the county's elevation model (an ASCII grid) to reckon with the points of the register; without one only the simulated county is shown."
            ),
            .deeds([.operation("zoneCounty")]),
            .table(
                Table(
                    Label("历次区划", en: "Runs"),
                    columns: [
                        Table.Column("区划", "Run", weight: 3), Table.Column("AUC", "AUC", isNumber: true), Table.Column("空间交叉验证", "Held out", isNumber: true),
                        Table.Column("隐患点", "Points", isNumber: true), Table.Column("现用", "In use"),
                    ],
                    rows: runs.map { run in
                        Table.Row([
                            Table.Cell(
                                Phrase(run.marked(run.title), link: .page(application: "hazardDesk", code: "zoningReport", record: run.id), isStrong: true)),
                            Table.Cell(Phrase(run.said(Numeral(decimals: 3)) { $0.auc })), Table.Cell(Phrase(run.said(Numeral(decimals: 3)) { $0.heldOut })),
                            Table.Cell(Phrase(run.said(.whole) { Double($0.points) })),
                            Table.Cell(Phrase(run.isCurrent ? Label("是", en: "Yes") : Label("—", en: "—"))),
                        ])
                    })), .heading("易发性", en: "Susceptibility"),
            .map(Map(kinds: ["zoneCell", "hazardPoint"])), Page.legend, .heading("危险性", en: "Hazard"),
            .paragraph(
                "危险性＝易发程度×诱发条件；诱发条件取最近雨量站每年至少达到一次的雨情级别，或指定的设计雨情。清单或阈值变化后，六小时内自动重算。",
                en:
                    "Hazard is susceptibility by what triggers: the level that the rain of the nearest station reaches once a year, or the one that was named. It is run again within six hours of a change of the inventory or of thresholds."
            ), .map(Map(kinds: ["hazardZone", "hazardPoint"])), Page.legend, .heading("风险", en: "Risk"),
            .paragraph(
                "风险＝危险性×承灾体（受威胁人口和财产，按险情等级）。没有人和财产受威胁的地方不分级。",
                en: "Risk is hazard by exposure: people and property, by the grades of the law. Where nobody and nothing is threatened there is none."),
            .map(Map(kinds: ["riskZone", "hazardPoint"])), Page.legend,
            .facts(
                Danger.allCases.reversed().map { level in
                    Fact(
                        Label("\(level.rawValue)风险隐患点", en: "Points of \(level.label.english.lowercased()) risk"), points.narrowed { $0.risk == level }.howMany,
                        unit: "处", tone: level.tone)
                }), Page.riskiest(points),
        ]
    }

    private static let legend = Block.paragraph("图例：绿色低、黄色中、橙色高、红色极高。", en: "Green is low, yellow moderate, orange high, red very high.")

    /// The points that come first.
    private static func riskiest(_ points: Found<HazardPoint>) -> Block {
        let ranked = points.filter { ($0.risk?.rank ?? .low) >= .high }.sorted { first, second in
            let (left, right) = (first.risk?.rank ?? DangerClass.low, second.risk?.rank ?? DangerClass.low)
            return left == right ? (first.people ?? 0, first.id) > (second.people ?? 0, second.id) : left > right
        }
        return .table(
            Table(
                Label("高风险以上的隐患点（前 60 处）", en: "Points of high or very high risk (the first 60)"),
                columns: [
                    Table.Column("隐患点", "Point", weight: 3), Table.Column("易发", "Susceptibility"), Table.Column("危险性", "Hazard"), Table.Column("风险", "Risk"),
                    Table.Column("威胁人数", "People", isNumber: true), Table.Column("威胁财产（万元）", "Property (10⁴ yuan)", isNumber: true),
                ],
                rows: ranked.prefix(60).map { point in
                    Table.Row([
                        Table.Cell(point.phrase), Table.Cell(Phrase(point.susceptibility?.label ?? Label(same: nil))),
                        Table.Cell(Phrase(point.hazard?.label ?? Label(same: nil), tone: point.hazard?.tone)),
                        Table.Cell(Phrase(point.risk?.label ?? Label(same: nil), tone: point.risk?.tone)),
                        Table.Cell(Phrase(point.said(.whole) { $0.people.map(Double.init) })),
                        Table.Cell(Phrase(point.said(Numeral(decimals: 2)) { $0.property?.wan })),
                    ])
                }))
    }

    /// Classes of hazard and risk of a run, and the rain behind them.
    private static func dangers(_ run: Row<ZoningRun>) -> [Block] {
        guard let shares = run.hazardShares, let people = run.riskPeople, shares.count == 4, people.count == 4 else { return [] }
        if shares.allSatisfy({ $0 == 0 }) {
            return [
                .notice(
                    "没有危险性和风险分级：30 千米内没有满一年记录的雨量站，也没有指定设计雨情。",
                    en: "No classes of hazard and risk: no station within 30 km has a year of record, and no rain to reckon with was named.", .warning)
            ]
        }
        return [
            .table(
                Table(
                    Label("危险性和风险", en: "Hazard and risk"),
                    columns: [
                        Table.Column("等级", "Class"), Table.Column("危险区面积占比（%）", "Ground by hazard (%)", isNumber: true),
                        Table.Column("风险区受威胁人数", "People by risk", isNumber: true),
                    ],
                    rows: Danger.allCases.enumerated().map { place, level in
                        Table.Row([
                            Table.Cell(Phrase(level.label, tone: level.tone)), Table.Cell(Phrase(run.said(Numeral(decimals: 1)) { $0.hazardShares?[place] })),
                            Table.Cell(Phrase(run.said(.whole) { $0.riskPeople?[place] })),
                        ])
                    }, note: Label("危险性＝易发×诱发，风险＝危险性×承灾体，均按常用判别矩阵，须由本县率定。", en: "By the matrix in common use, which the county has to calibrate."))),
            .table(
                Table(
                    Label("诱发条件（每年达到各级雨情的次数）", en: "What triggers (spells of rain a year at each level)"),
                    columns: [
                        Table.Column("雨量站", "Station", weight: 2), Table.Column("小时数", "Hours", isNumber: true), Table.Column("蓝", "Blue", isNumber: true),
                        Table.Column("黄", "Yellow", isNumber: true), Table.Column("橙", "Orange", isNumber: true), Table.Column("红", "Red", isNumber: true),
                        Table.Column("等级", "Class"),
                    ],
                    rows: (run.triggers ?? "").split(separator: "\n").map { line in
                        Table.Row(line.split(separator: "\t", omittingEmptySubsequences: false).map { Table.Cell(Phrase(String($0))) })
                    })), .map(Map(kinds: ["hazardZone"])), .map(Map(kinds: ["riskZone", "hazardPoint"])), Page.legend,
        ]
    }

    /// 区划报告: what a run found, how well it tells, and what it is made of.
    static let zoningReport = Page("zoningReport", "区划报告", en: "Zoning report", of: ZoningRun.self, for: .desk, isReport: true) { run, _ in
        let classes = Susceptibility.allCases
        let curve = [0] + run.successRate
        let shares = (0...20).map { "\($0 * 5)%" }
        let found: [Block] = [
            .facts([
                Fact(Label("成功率 AUC", en: "AUC, fitted"), run.said(Numeral(decimals: 3)) { $0.auc }),
                Fact(Label("空间交叉验证 AUC", en: "AUC, held out"), run.said(Numeral(decimals: 3)) { $0.heldOut }),
                Fact(Label("栅格", en: "Cells"), run.said(.whole) { Double($0.cells) }),
                Fact(Label("灾害栅格", en: "Cells that slid"), run.said(.whole) { Double($0.slides) }),
                Fact(Label("隐患点", en: "Hazard points"), run.said(.whole) { Double($0.points) }),
            ]),
            .paragraph(
                "地形：\(run.ground)。方法：\(run.method.rawValue)。空间交叉验证把地面分成四块，每块用另外三块的模型来判，比随机抽样更接近对没见过的地面的把握。",
                en:
                    "Terrain: \(run.ground). Method: \(run.method.label.english). Each quarter of the ground is judged by a model of the other three, which is nearer to ground that nobody has seen than random samples are."
            ),
            .table(
                Table(
                    Label("各级易发区", en: "Classes"),
                    columns: [
                        Table.Column("易发程度", "Class"), Table.Column("面积占比（%）", "Ground (%)", isNumber: true),
                        Table.Column("灾害占比（%）", "Slides (%)", isNumber: true),
                        Table.Column("密度比", "Density", isNumber: true),
                    ],
                    rows: classes.indices.filter { run.classShares.indices.contains($0) && run.classSlides.indices.contains($0) }.map { place in
                        Table.Row([
                            Table.Cell(Phrase(classes[place].label)), Table.Cell(Phrase(run.said(Numeral(decimals: 1)) { $0.classShares[place] })),
                            Table.Cell(Phrase(run.said(Numeral(decimals: 1)) { $0.classSlides[place] })),
                            Table.Cell(
                                Phrase(
                                    run.said(Numeral(decimals: 2)) { row in row.classShares[place] > 0 ? row.classSlides[place] / row.classShares[place] : nil }
                                )),
                        ])
                    }, note: Label("密度比：灾害占比与面积占比之比，应随易发程度升高。", en: "The share of slides over the share of ground; it has to rise with the class."))),
            .chart(
                Drawing(
                    Label("成功率曲线（最易发的地面包含多少灾害）", en: "Success rate (slides in the most susceptible ground)"), .lines, unit: "%",
                    categories: shares.map { Label($0, en: $0) },
                    series: [
                        Drawing.Series(Label("模型", en: "Model"), curve.map { $0 * 100 }),
                        Drawing.Series(Label("随机", en: "Chance"), (0...20).map { Double($0 * 5) }, isDashed: true),
                    ])),
            .table(
                Table(
                    Label("模型参数", en: "Parameters"),
                    columns: [
                        Table.Column("因子", "Factor"), Table.Column("分级", "Class"), Table.Column("栅格", "Cells", isNumber: true),
                        Table.Column("灾害栅格", "Slid", isNumber: true),
                        Table.Column("值", "Value", isNumber: true), Table.Column("说明", "Note", weight: 2),
                    ],
                    rows: run.model.split(separator: "\n").map { line in
                        Table.Row(line.split(separator: "\t", omittingEmptySubsequences: false).map { Table.Cell(Phrase(String($0))) })
                    })), .map(Map(kinds: ["zoneCell", "hazardPoint"])), Page.legend,
        ]
        return .simulated(run.meta.isSimulated) + found + Page.dangers(run)
    }
}
