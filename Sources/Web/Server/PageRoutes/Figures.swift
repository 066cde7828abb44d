import Kernel

/// Numbers for pages.
struct Figures: Sendable {
    let pages: PageCore

    func figures(_ codes: [String], _ desk: Desk) async throws -> [Figure] {
        var figures: [Figure] = []
        for code in codes {
            guard let indicator = try? desk.indicator(code) else { continue }
            figures.append(try await known(indicator, desk).figure())
        }
        return figures
    }

    /// Everything that is known of an indicator in the region of whoever looks.
    func known(_ indicator: Indicator, _ desk: Desk) async throws -> KnownValues {
        let today = pages.core.now.day
        if indicator.parts.isEmpty {
            let history = try await desk.reported(indicator, in: desk.actor.region).map { (period: $0.period as String, value: $0.value as Double) }
            return KnownValues(indicator: indicator, numbers: nil, history: history, isSimulated: false)
        }
        let real = try await desk.numbers(of: indicator, in: desk.actor.region)
        // A demonstration shows what it made up, and says so; a single real record puts an end to it.
        if (real.value() ?? 0) == 0 {
            let made = try await desk.numbers(of: indicator, in: desk.actor.region, isSimulated: true)
            if (made.value() ?? 0) != 0 { return KnownValues(indicator: indicator, numbers: made, history: made.history(until: today), isSimulated: true) }
        }
        return KnownValues(indicator: indicator, numbers: real, history: real.history(until: today), isSimulated: false)
    }

    /// Choices stand in the order in which they were declared, all of them, those that nothing has too.
    private static func inOrder(_ lines: [Summary.Line], _ column: Column?) -> [Summary.Line] {
        guard let column, case .choice(let options) = column.kind.control, options.count <= 12 else { return lines }
        let known = Set(options.map(\.code))
        let found = Dictionary(lines.compactMap { line in line.groups.first?.text.map { ($0, line) } }, uniquingKeysWith: { first, _ in first })
        let declared = options.map { found[$0.code] ?? Summary.Line(groups: [.text($0.code)], measures: [.real(0)]) }
        return declared + lines.filter { line in !(line.groups.first?.text.map(known.contains) ?? false) }
    }

    static func chart(_ chart: Page.Chart, _ lines: [Summary.Line], _ schema: Schema, _ language: Language) -> ChartFigure {
        let column: Column? =
            switch chart.summary.groups.first {
            case .column(let name): schema[name]
            default: nil
            }
        let categories = inOrder(lines, column).map { line in
            let value = line.groups.first ?? .null
            let label = value.isNull ? "—" : column?.show(value, in: language, masked: true) ?? value.text ?? ""
            let address: Address? = column.flatMap { column in
                column.isChoice ? .list(kind: schema.name, [Address.Parameter(column.name, value.text ?? "")]) : nil
            }
            return ChartFigure.Category(label: label, value: line.measures.first?.real ?? 0, address: address)
        }
        return ChartFigure(title: chart.title, shape: chart.shape, categories: categories)
    }
}

/// The values of an indicator as pages show them.
struct KnownValues: Sendable {
    let indicator: Indicator
    /// nil where its values are reported.
    let numbers: RunningNumbers?
    /// The earliest first.
    let history: [(period: String, value: Double)]
    let isSimulated: Bool

    /// - Parameter period: empty for the whole, or the latest where values are reported.
    func value(in period: String) -> Double? {
        if let numbers { return numbers.value(in: period) }
        return period.isEmpty ? history.last?.value : history.last { $0.period == period }?.value
    }

    func figure(in period: String = "") -> Figure {
        let shown = numbers == nil && period.isEmpty ? history.last?.period ?? "" : period
        return Figure(
            code: indicator.code, label: indicator.label, value: value(in: period).map(KnownValues.text), unit: indicator.unit,
            period: Label(shown, en: shown), trend: history.suffix(24).map(\.value), isSimulated: isSimulated)
    }

    /// The years of which something is known, the latest first; none where no year can be told from another.
    var years: [String] {
        if indicator.parts.contains(where: { $0.day == nil }) { return [] }
        return Array(Set(history.map { String($0.period.prefix(4)) })).sorted(by: >)
    }

    /// “186 ÷ 412 × 100” of a ratio; nothing where the value is the number itself.
    func formula(in period: String) -> String {
        guard let numbers = numbers?.numbers(in: period), numbers.count == 2, indicator.nature == .ratio || indicator.nature == .rate else { return "" }
        return "\(KnownValues.text(numbers[0])) ÷ \(KnownValues.text(numbers[1])) × 100"
    }

    /// The history as a drawing; nil of a single value.
    func chart(_ language: Language) -> ChartFigure? {
        guard history.count > 1 else { return nil }
        let isDated = indicator.parts.contains { $0.day != nil } || numbers == nil
        return ChartFigure(
            title: Wording.all.history(of: indicator.label), shape: indicator.nature == .flow ? .bars : .line, unit: indicator.unit, measure: indicator.label,
            categories: history.map { entry in
                ChartFigure.Category(label: entry.period, value: entry.value, address: isDated ? .indicator(code: indicator.code, period: entry.period) : nil)
            })
    }

    /// 1,234.5: two decimals at most.
    static func text(_ value: Double) -> String {
        let column = Column(name: "value", label: "", kind: Double.kind(FieldOptions([.digits(2)])), isRequired: false, options: FieldOptions())
        return column.kind.show(.real((value * 100).rounded() / 100), in: .chinese)
    }
}
