import Kernel

extension Page {
    /// 科技平台 by class and level, against what the plan wants (S151), and the test bases (P014).
    static let platforms = Page("platforms", "科技平台", en: "Platforms", isReport: true) { question in
        let platforms = try await question.desk.all(Platform.self)
        let bases = try await question.desk.all(TestBase.self)
        let running = platforms.filter { $0.state == .running }
        let levels = Platform.Level.allCases
        return [
            .facts([
                Fact(Label("运行平台", en: "Running"), "\(running.count)", unit: "个", link: .list(kind: "platform", ["state": "running"])),
                Fact(Label("在建", en: "Being built"), "\(platforms.count { $0.state == .building })", unit: "个"),
                Fact(Label("试验基地", en: "Test bases"), "\(bases.count)", unit: "个", link: .list(kind: "testBase")),
                Fact(Label("落地成果", en: "Results put to use"), "\(bases.map(\.achievements).reduce(0, +))", unit: "项"),
            ]), .deeds([.new(Platform.self), .new(TestBase.self)]),
            .table(
                Table(
                    Label("按类别和级别（运行）", en: "Running, by class and level"),
                    columns: [
                        Table.Column(Label("类别", en: "Class"), weight: 2), Table.Column(Label("巫溪 2020 年", en: "Wuxi, 2020"), isNumber: true, weight: 1.2),
                    ] + levels.map { Table.Column($0.label, isNumber: true) } + [Table.Column(Label("合计", en: "All"), isNumber: true)],
                    rows: Platform.Category.allCases.map { category in
                        let own = running.filter { $0.category == category }
                        return Table.Row(
                            [
                                Table.Cell(Phrase(category.label, link: .list(kind: "platform", ["category": category.code]))),
                                Table.Cell(Phrase("\(category.knownInWuxi)")),
                            ] + levels.map { level in Table.Cell(Phrase("\(own.count { $0.level == level })")) }
                                + [Table.Cell(Phrase("\(own.count)", isStrong: true))])
                    },
                    note: Label(
                        "“巫溪 2020 年”是规划所载 6 类 15 个平台；其余各列是已登记的平台。",
                        en: "“Wuxi, 2020” is what the plan says, 15 platforms of 6 classes; the other columns count registered platforms."))),
            .table(
                Table(
                    Label("按功能（运行，一个平台可有多项功能）", en: "Running, by function (a platform may have several)"),
                    columns: [Table.Column(Label("功能", en: "Function"), weight: 2), Table.Column(Label("平台", en: "Platforms"), isNumber: true)],
                    rows: Platform.Function.allCases.map { function in
                        Table.Row([Table.Cell(Phrase(function.label)), Table.Cell(Phrase("\(running.count { $0.functions?.contains(function) ?? false })"))])
                    })),
            .table(
                Table(
                    Label("成果试验基地", en: "Test bases"),
                    columns: [Table.Column(Label("类型", en: "Kind"), weight: 2)] + levels.map { Table.Column($0.label, isNumber: true) }
                        + [
                            Table.Column(Label("在建", en: "Being built"), isNumber: true), Table.Column(Label("落地成果", en: "Results put to use"), isNumber: true),
                        ],
                    rows: TestBase.Category.allCases.map { category in
                        let own = bases.filter { $0.category == category && $0.state != .closed }
                        return Table.Row(
                            [Table.Cell(Phrase(category.label, link: .list(kind: "testBase", ["category": category.code])))]
                                + levels.map { level in Table.Cell(Phrase("\(own.count { $0.level == level && $0.state == .running })")) }
                                + [Table.Cell(Phrase("\(own.count { $0.state == .building })")), Table.Cell(Phrase("\(own.map(\.achievements).reduce(0, +))"))])
                    })),
            .table(
                Table(
                    Label("一中心、两联盟、五基地、六平台", en: "The matrix of Qianjiang"),
                    columns: [
                        Table.Column(Label("体系", en: "Part"), weight: 2), Table.Column(Label("规划", en: "Planned"), isNumber: true),
                        Table.Column(Label("运行", en: "Running"), isNumber: true),
                    ],
                    rows: Platform.Matrix.allCases.map { part in
                        let count = running.count { $0.matrix == part }
                        return Table.Row(
                            [
                                Table.Cell(Phrase(part.label)), Table.Cell(Phrase("\(part.wanted)")),
                                Table.Cell(Phrase("\(count)"), share: min(1, Double(count) / Double(part.wanted))),
                            ],
                            tone: count >= part.wanted ? .good : .calm)
                    })),
        ]
    }
}
