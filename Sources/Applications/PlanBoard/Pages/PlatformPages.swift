import Kernel

extension Page {
    /// 科技平台 by class and level, against what the plans say (S151), and the test bases (P014).
    static let platforms = Page("platforms", "科技平台", en: "Platforms", isReport: true) { question in
        let platforms = try await question.desk.find(Platform.self)
        let bases = try await question.desk.find(TestBase.self)
        let goals = try await question.desk.find(PlatformGoal.self)
        let plans = try await question.desk.all(Plan.self) { $0.state == .inForce }
        let (running, building) = (platforms.narrowed { $0.state == .running }, platforms.narrowed { $0.state == .building })
        let levels = Platform.Level.allCases
        return [
            .facts([
                Fact(Label("运行平台", en: "Running"), running.howMany, unit: "个", isSimulated: running.isSimulated),
                Fact(Label("在建", en: "Being built"), building.howMany, unit: "个", isSimulated: building.isSimulated),
                Fact(Label("试验基地", en: "Test bases"), bases.howMany, unit: "个", isSimulated: bases.isSimulated),
                Fact(
                    Label("落地成果", en: "Results put to use"), Derived(bases, .whole) { Double($0.map(\.achievements).reduce(0, +)) }, unit: "项",
                    isSimulated: bases.isSimulated),
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
        ] + plans.compactMap { PlatformGoal.table(of: $0, goals, platforms) } + [inventory(platforms)]
    }

    /// Every platform by name.
    private static func inventory(_ platforms: Found<Platform>) -> Block {
        let order = Platform.Category.allCases
        let sorted = platforms.sorted {
            (order.firstIndex(of: $0.category) ?? 0, $0.name, $0.id) < (order.firstIndex(of: $1.category) ?? 0, $1.name, $1.id)
        }
        return .table(
            Table(
                Label("平台清单", en: "Inventory"),
                columns: [
                    Table.Column(Label("平台", en: "Platform"), weight: 3), Table.Column(Label("类别", en: "Class"), weight: 1.4),
                    Table.Column(Label("功能", en: "Functions"), weight: 1.6), Table.Column(Label("级别", en: "Level")),
                    Table.Column(Label("依托单位", en: "Host"), weight: 2), Table.Column(Label("认定年份", en: "Recognised in"), isNumber: true),
                    Table.Column(Said.status),
                ],
                rows: sorted.map { platform in
                    Table.Row([
                        Table.Cell(
                            [Phrase(platform.name, link: .to(platform))] + (platform.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        Table.Cell(Phrase(platform.category.label)), Table.Cell(Said.listed((platform.functions ?? []).map { Phrase($0.label) })),
                        Table.Cell(Phrase(platform.level.label)), Table.Cell(Phrase(platform.host ?? "—")),
                        Table.Cell(Phrase(platform.saying { $0.founded.map { Label("\($0)", en: "\($0)") } })), Table.Cell(Phrase(platform.state.label)),
                    ])
                },
                empty: Label(
                    "台账里还没有平台。逐个登记，认定运行后计入上面各表。", en: "The register has no platform yet. Enter them one by one; recognised ones count above.")))
    }
}

extension PlatformGoal {
    /// What a plan says of its platforms, beside those that there are in its region; nil where it says nothing.
    fileprivate static func table(of plan: Row<Plan>, _ goals: Found<PlatformGoal>, _ platforms: Found<Platform>) -> Block? {
        let own = goals.narrowed { $0.plan == plan.reference }
        guard !own.isEmpty else { return nil }
        let known = platforms.narrowed { $0.region.isWithin(plan.meta.region) }
        return .table(
            Table(
                Label("规划布局：\(plan.title)", en: "As planned: \(plan.title)"),
                columns: [
                    Table.Column(Label("类别或体系", en: "Class or part"), weight: 2), Table.Column(Label("基期", en: "Base"), isNumber: true),
                    Table.Column(Label("规划", en: "Planned"), isNumber: true), Table.Column(Label("在建", en: "Being built"), isNumber: true),
                    Table.Column(Label("运行", en: "Running"), isNumber: true), Table.Column(Label("条款", en: "Clause"), weight: 1.4),
                ],
                rows: own.sorted { ($0.place, $0.id) < ($1.place, $1.id) }.map { goal in
                    let matching = known.narrowed { platform in
                        if let category = goal.category { platform.category == category } else { platform.matrix == goal.matrix }
                    }
                    let running = matching.narrowed { $0.state == .running }
                    let wanted = goal.wanted ?? 0
                    return Table.Row(
                        [
                            Table.Cell(Phrase(goal.name, link: .to(goal))), Table.Cell(Phrase(goal.said(.whole) { $0.base.map(Double.init) })),
                            Table.Cell(Phrase(goal.said(.whole) { $0.wanted.map(Double.init) })),
                            Table.Cell(Phrase(matching.narrowed { $0.state == .building }.howMany)),
                            Table.Cell(Phrase(running.howMany), share: wanted > 0 ? min(1, Double(running.count) / Double(wanted)) : nil),
                            Table.Cell(goal.clause.map { Phrase(Label("原文条款", en: "In the plan"), link: .to($0)) } ?? Phrase(Said.none)),
                        ], tone: wanted > 0 && running.count >= wanted ? .good : .calm)
                },
                note: Label(
                    "基期数和规划数出自规划文本；规划只写了总数的，分类规划数为空，总数见指标监测。在建和运行数来自平台台账。",
                    en: "Base and plan are what the plan's text says; where it states a total only, see Monitoring. The others come from the register.")))
    }
}

extension Row<PlatformGoal> {
    /// Classes and parts of the matrix in the order in which plans name them.
    fileprivate var place: Int {
        self.category.flatMap { Platform.Category.allCases.firstIndex(of: $0) } ?? self.matrix.flatMap { Platform.Matrix.allCases.firstIndex(of: $0) } ?? 0
    }
}
