import Documents
import PlanReading

extension PlanReport {
    /// Writes the plan as a workbook: a sheet each for indicators, tasks, projects and findings.
    ///
    /// - Throws: an error whose description is a sentence for the person who asked.
    public func writeWorkbook(to path: String, _ language: Language = .chinese) throws {
        try workbook(language).write(to: path)
    }

    /// The sheets. Every row ends with the line, the words and the confidence it was read with; a finding follows from what was read by rule and
    /// has no confidence of its own. Printed are the first columns: those in which a row is read out, as many as a line of A4 across holds.
    func workbook(_ language: Language) -> Workbook {
        Workbook(sheets: [
            (indicatorPage + indicatorDetails).sheet(.indicators, reading.indicators, language, printed: indicatorPage.count),
            (taskPage + evidence(\.span, \.confidence)).sheet(.tasks, reading.tasks, language, printed: taskPage.count),
            (projectPage + projectDetails).sheet(.projects, reading.projects, language, printed: projectPage.count),
            (findingPage + findingDetails).sheet(.findings, orderedFindings, language, printed: findingPage.count),
        ])
    }

    private var indicatorPage: [SheetColumn<Indicator>] {
        [
            .init(.name, 40, wraps: true) { indicator, _ in .text(indicator.name) },
            .init(.unit, 12, wraps: true) { indicator, _ in .init(indicator.unit) },
            .init(.baseline, 17, wraps: true) { indicator, language in .init(dated(indicator.baseline?.grouped, indicator.baselineYear, language)) },
            .init(.target, 19, wraps: true) { indicator, language in .init(dated(indicator.targetText, indicator.targetYear, language)) },
            .init(.attribute, 14, wraps: true) { indicator, language in
                .text(indicator.qualifiers.map { $0.text(language) }.joined(separator: language == .english ? ", " : "、"))
            },
            .init(.found, 24, wraps: true) { indicator, language in
                let line = Label.line(self.positions.line(of: indicator.span)).text(language)
                return .text([line, self.place(heading: indicator.heading, box: indicator.box)].compactMap { $0 }.joined(separator: " "))
            },
        ]
    }

    /// What is reckoned with and looked up: each property in a column of its own.
    private var indicatorDetails: [SheetColumn<Indicator>] {
        [
            .init(.baselineYear, 8) { indicator, _ in .year(indicator.baselineYear) },
            .init(.baselineNumber, 12, .decimal) { indicator, _ in .init(indicator.baseline) },
            .init(.targetYear, 8) { indicator, _ in .year(indicator.targetYear) },
            .init(.comparison, 6) { indicator, _ in .text(indicator.comparison.sign) },
            .init(.targetNumber, 12, .decimal) { indicator, _ in .init(indicator.target) },
            .init(.stretch, 10, .decimal) { indicator, _ in .init(indicator.stretch) },
            .init(.direction, 8) { indicator, language in .text(indicator.direction.label.text(language)) },
            .init(.attributePrinted, 10) { indicator, _ in .init(indicator.attribute) },
            .init(.meaning, 12) { indicator, language in
                .text(indicator.meanings.map { $0.text(language) }.joined(separator: " "))
            },
            .init(.source, 6) { indicator, language in .text(indicator.origin.label.text(language)) },
            .init(.extra, 14, wraps: true) { indicator, _ in .init(indicator.extra) },
            .init(.section, 18) { indicator, _ in .init(self.place(heading: indicator.heading, box: indicator.box)) },
        ] + evidence(\.span, \.confidence)
    }

    private var taskPage: [SheetColumn<Reading.Task>] {
        [
            .init(.verb, 10) { task, _ in .text(task.verb) },
            .init(.object, 44, wraps: true) { task, _ in .text(task.object) },
            .init(.units, 24, wraps: true) { task, _ in .init(task.unitText) },
            .init(.by, 8) { task, _ in .year(task.year) },
            .init(.section, 24, wraps: true) { task, _ in .init(self.place(heading: task.heading, box: task.box)) },
        ]
    }

    private var projectPage: [SheetColumn<Project>] {
        [
            .init(.number, 6) { project, _ in .init(project.number) },
            .init(.name, 32, wraps: true) { project, _ in .text(project.name) },
            .init(.period, 12, wraps: true) { project, _ in .init(project.periodText) },
            .init(.budget, 14, .decimal) { project, _ in .init(project.budget) },
            .role([.lead, .responsible], .responsible), .role([.implementer], .implementer),
            .init(.content, 46, wraps: true) { project, _ in .init(project.content) },
        ]
    }

    private var projectDetails: [SheetColumn<Project>] {
        [
            .init(.group, 16, wraps: true) { project, _ in .init(project.group) },
            .init(.kind, 8) { project, _ in .init(project.kind) },
            .role([.support], .support), .role([.supervisor], .supervisor),
        ] + evidence(\.span, \.confidence)
    }

    private var findingPage: [SheetColumn<Finding>] {
        [
            .init(.severity, 8) { finding, language in .text(finding.severity.label.text(language)) },
            .init(.problem, 46, wraps: true) { finding, _ in .text(finding.message) },
            .init(.why, 36, wraps: true) { finding, _ in .text(finding.why) },
            .init(.remedy, 36, wraps: true) { finding, _ in .text(finding.remedy) },
            .init(.place, 12, wraps: true) { finding, _ in .text(self.places(of: finding)) },
        ]
    }

    private var findingDetails: [SheetColumn<Finding>] {
        [
            .init(.rule, 22) { finding, _ in .text(finding.rule) },
            .init(.quote, 50, wraps: true) { finding, _ in
                .text(finding.passages.map { self.positions.quote($0, limit: 80) }.joined(separator: "\n"))
            },
        ]
    }

    /// 第94、173行
    private func places(of finding: Finding) -> String {
        finding.passages.map { String(positions.line(of: $0)) }.joined(separator: "、")
    }

    private func evidence<Item>(_ span: KeyPath<Item, Span>, _ confidence: KeyPath<Item, Double>) -> [SheetColumn<Item>] {
        [
            .init(.place, 8, .integer) { item, _ in .number(Double(self.positions.line(of: item[keyPath: span]))) },
            .init(.quote, 50, wraps: true) { item, _ in .text(self.positions.quote(item[keyPath: span], limit: 120)) },
            .init(.confidence, 8, .percent) { item, _ in .number(item[keyPath: confidence]) },
        ]
    }
}

/// 80（2025年）
private func dated(_ value: String?, _ year: Int?, _ language: Language) -> String? {
    guard let value, let year else { return value }
    return language == .english ? "\(value) (\(year))" : "\(value)（\(year)年）"
}

/// A column of a sheet, and how an item fills it.
private struct SheetColumn<Item> {
    let title: Label
    let width: Double
    let kind: Workbook.Kind
    let wraps: Bool
    let value: (Item, Language) -> Workbook.Value

    init(
        _ title: Label, _ width: Double, _ kind: Workbook.Kind = .text, wraps: Bool = false,
        value: @escaping (Item, Language) -> Workbook.Value
    ) {
        self.title = title
        self.width = width
        self.kind = kind
        self.wraps = wraps
        self.value = value
    }
}

extension SheetColumn where Item == Project {
    /// The units with one of these roles.
    static func role(_ roles: [Responsibility.Role], _ title: Label) -> SheetColumn {
        SheetColumn(title, 18, wraps: true) { project, _ in
            .text(project.units.filter { roles.contains($0.role) }.map(\.name).joined(separator: "、"))
        }
    }
}

extension Array {
    fileprivate func sheet<Item>(
        _ name: Label, _ items: [Item], _ language: Language, printed: Int? = nil
    ) -> Workbook.Sheet where Element == SheetColumn<Item> {
        Workbook.Sheet(
            name: name.text(language),
            columns: map { .init($0.title.text(language), width: $0.width, kind: $0.kind, wraps: $0.wraps) },
            rows: items.map { item in map { $0.value(item, language) } }, printedColumns: printed)
    }
}

extension Workbook.Value {
    fileprivate init(_ text: String?) { self = text.map(Workbook.Value.text) ?? .empty }

    fileprivate init(_ number: Number?) { self = number.map { .number($0.double) } ?? .empty }

    /// A number as a number, so that it can be reckoned with; a range or words as text.
    fileprivate init(_ value: PlanReading.Value?) {
        switch value {
        case nil: self = .empty
        case .number(let number): self = .number(number.double)
        case .range, .words: self.init(value?.description)
        }
    }

    /// A year is text to a workbook, which would write it 2,025.
    fileprivate static func year(_ year: Int?) -> Workbook.Value { .init(year.map(String.init)) }
}
