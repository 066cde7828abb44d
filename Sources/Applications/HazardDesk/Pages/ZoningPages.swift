import Kernel

extension Page {
    /// 易发性区划: the runs, the newest first, and the one in use.
    static let zoning = Page("zoning", "易发性区划", en: "Susceptibility", for: .desk) { question in
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
                    })), .map(Map(kinds: ["zoneCell", "hazardPoint"])),
            .paragraph("图例：绿色低易发、黄色中易发、橙色高易发、红色极高易发。", en: "Green is low, yellow moderate, orange high, red very high."),
        ]
    }

    /// 区划报告: what a run found, how well it tells, and what it is made of.
    static let zoningReport = Page("zoningReport", "区划报告", en: "Zoning report", of: ZoningRun.self, for: .desk, isReport: true) { run, _ in
        let classes = Susceptibility.allCases
        let curve = [0] + run.successRate
        let shares = (0...20).map { "\($0 * 5)%" }
        return .simulated(run.meta.isSimulated) + [
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
                    })), .map(Map(kinds: ["zoneCell", "hazardPoint"])),
        ]
    }
}
