import Kernel

extension Page {
    /// 科技平台 by class and level, against what the plan wants (S151), and the test bases (P014).
    static let platforms = Page("platforms", "科技平台", en: "Platforms", isReport: true) { question in
        let platforms = try await question.desk.find(Platform.self)
        let bases = try await question.desk.find(TestBase.self)
        let running = platforms.narrowed { $0.state == .running }
        let levels = Platform.Level.allCases
        return [
            .facts([
                Fact(Label("运行平台", en: "Running"), running.howMany, unit: "个"),
                Fact(Label("在建", en: "Being built"), platforms.narrowed { $0.state == .building }.howMany, unit: "个"),
                Fact(Label("试验基地", en: "Test bases"), bases.howMany, unit: "个"),
                Fact(Label("落地成果", en: "Results put to use"), Derived(bases, .whole) { Double($0.map(\.achievements).reduce(0, +)) }, unit: "项"),
            ]), .deeds([.new(Platform.self), .new(TestBase.self)]),
            .table(
                Table(
                    Label("按类别和级别（运行）", en: "Running, by class and level"),
                    columns: [Table.Column(Label("类别", en: "Class"), weight: 2)] + levels.map { Table.Column($0.label, isNumber: true) } + [
                        Table.Column(Label("合计", en: "All"), isNumber: true)
                    ],
                    rows: Platform.Category.allCases.map { category in
                        let own = running.narrowed { $0.category == category }
                        return Table.Row(
                            [Table.Cell(Phrase(category.label, link: .list(kind: "platform", ["category": category.code])))]
                                + levels.map { level in Table.Cell(Phrase(own.narrowed { $0.level == level }.howMany)) }
                                + [Table.Cell(Phrase(own.howMany, isStrong: true))])
                    })),
            .table(
                Table(
                    Label("按功能（运行，一个平台可有多项功能）", en: "Running, by function (a platform may have several)"),
                    columns: [Table.Column(Label("功能", en: "Function"), weight: 2), Table.Column(Label("平台", en: "Platforms"), isNumber: true)],
                    rows: Platform.Function.allCases.map { function in
                        Table.Row([Table.Cell(Phrase(function.label)), Table.Cell(Phrase(running.only { $0.functions?.contains(function) ?? false }.howMany))])
                    })),
            .table(
                Table(
                    Label("成果试验基地", en: "Test bases"),
                    columns: [Table.Column(Label("类型", en: "Kind"), weight: 2)] + levels.map { Table.Column($0.label, isNumber: true) }
                        + [
                            Table.Column(Label("在建", en: "Being built"), isNumber: true), Table.Column(Label("落地成果", en: "Results put to use"), isNumber: true),
                        ],
                    rows: TestBase.Category.allCases.map { category in
                        let own = bases.narrowed { $0.category == category && $0.state != .closed }
                        return Table.Row(
                            [Table.Cell(Phrase(category.label, link: .list(kind: "testBase", ["category": category.code])))]
                                + levels.map { level in Table.Cell(Phrase(own.narrowed { $0.level == level && $0.state == .running }.howMany)) }
                                + [
                                    Table.Cell(Phrase(own.narrowed { $0.state == .building }.howMany)),
                                    Table.Cell(Phrase(Derived(own, .whole) { Double($0.map(\.achievements).reduce(0, +)) })),
                                ])
                    })),
            .table(
                Table(
                    Label("一中心、两联盟、五基地、六平台", en: "The matrix of Qianjiang"),
                    columns: [
                        Table.Column(Label("体系", en: "Part"), weight: 2), Table.Column(Label("规划", en: "Planned"), isNumber: true),
                        Table.Column(Label("运行", en: "Running"), isNumber: true),
                    ],
                    rows: Platform.Matrix.allCases.map { part in
                        let own = running.narrowed { $0.matrix == part }
                        return Table.Row(
                            [
                                Table.Cell(Phrase(part.label)), Table.Cell(Phrase("\(part.wanted)")),
                                Table.Cell(Phrase(own.howMany), share: min(1, Double(own.count) / Double(part.wanted))),
                            ],
                            tone: own.count >= part.wanted ? .good : .calm)
                    })),
        ]
    }
}
