extension Transaction {
    /// Holds the rules over numbers of a record against what it is now.
    mutating func judge(_ schema: Schema, before: StoredRecord?, after: StoredRecord?) throws {
        for rule in catalog.rules[schema.name] ?? [] {
            guard case .field(_, let name) = rule.subject, let column = schema[name] else { continue }
            let (old, new) = (before?.value(of: name, in: schema)?.real, after?.value(of: name, in: schema)?.real)
            if old == new, (before == nil) == (after == nil) { continue }
            guard let record = after ?? before else { continue }
            // Money is stored in fen.
            let value = new.map { column.kind is MoneyKind ? $0 / 100 : $0 }
            try judge(rule, value, Matter(record, schema, what: column.label, unit: column.kind is MoneyKind ? .yuan : column.options.unit))
        }
    }

    /// Holds the rules that look at a series of a record against its newest values.
    ///
    /// - Parameter values: as ``Rule/evaluate(_:)`` asks for them.
    mutating func judge(
        _ series: Series, about record: StoredRecord, _ declaration: KindDeclaration,
        values: (_ series: String, _ seconds: Int, _ until: Instant?) throws -> [Measurement]
    ) throws {
        for rule in catalog.rules(over: series.code, of: declaration.schema.name) {
            let evaluation = try rule.evaluate(values)
            let matter = Matter(record, declaration, rule)
            try hold(rule, isCrossed: evaluation.isCrossed(rule), isOver: evaluation.isOver(rule), evaluation, matter)
        }
    }

    /// Holds the rules over indicators against what those have come to that changed in this transaction. Called once, at its end.
    mutating func judgeIndicators() throws {
        for touched in touched.sorted(by: { ($0.indicator, $0.county) < ($1.indicator, $1.county) }) {
            guard let indicator = catalog.indicators[touched.indicator] else { continue }
            let region = Region(touched.county)
            let tallies = try writer.tallies(of: indicator.code).filter { region.contains(Region($0.key.region)) }
            let value = RunningNumbers(indicator, tallies, units: indicator.parts.map { $0.sumUnit(indicator.unit, catalog) }).value()
            for rule in catalog.rules["indicator"] ?? [] where rule.subject == .indicator(indicator.code) {
                try judge(rule, value, Matter(indicator, in: region))
            }
        }
        touched = []
    }

    /// What a rule looks at.
    private struct Matter {
        let kind: String
        let subject: String
        let title: String
        let what: Label
        let unit: Unit?
        let region: Region
        /// Of each further part of a rule over several series, what it looks at and its unit.
        var others: [(what: Label, unit: Unit?)] = []
        var organisation = ""
        var isSimulated = false

        init(_ record: StoredRecord, _ declaration: KindDeclaration, _ rule: Rule) {
            let named = rule.parts.map { part -> (what: Label, unit: Unit?) in
                let series = declaration.series.first { $0.code == part.series }
                return (part.measure.label(series?.label ?? Label(part.series, en: part.series)), part.measure.keepsUnit ? series?.unit : nil)
            }
            self.init(record, declaration.schema, what: named[0].what, unit: named[0].unit)
            others = Array(named.dropFirst())
        }

        init(_ record: StoredRecord, _ schema: Schema, what: Label, unit: Unit?) {
            (kind, subject, title) = (schema.name, record.meta.id.text, schema.title(of: record, masked: true))
            (self.what, self.unit, region) = (what, unit, record.meta.region)
            (organisation, isSimulated) = (record.meta.organisation, record.meta.isSimulated)
        }

        init(_ indicator: Indicator, in region: Region) {
            (kind, subject, title) = ("indicator", "\(indicator.code) \(region.code)", indicator.label.chinese)
            (what, unit, self.region) = (indicator.label, indicator.unit, region)
        }
    }

    private mutating func judge(_ rule: Rule, _ value: Double?, _ matter: Matter) throws {
        // What is gone alarms nobody.
        let (isCrossed, isOver) = (value.map(rule.threshold.isCrossed) ?? false, value.map(rule.threshold.isOver) ?? true)
        try hold(rule, isCrossed: isCrossed, isOver: isOver, Rule.Evaluation(values: [value], used: []), matter)
    }

    /// Raises an alert where the threshold is crossed and none is in force; ends the one in force where the value has come back.
    private mutating func hold(_ rule: Rule, isCrossed: Bool, isOver: Bool, _ evaluation: Rule.Evaluation, _ matter: Matter) throws {
        let alert = try writer.records(Query(RecordName.of(Alert.self), where: Alert.inForce(about: matter.subject, rule.code), limit: 1)).first
        if let alert {
            guard isOver else { return }
            var draft = Draft<Alert>()
            draft.endedAt = .some(now)
            try asSystem { try $0.update(alert.meta.id, version: nil, draft.submission, Circumstances(mayWriteReadOnly: true)) }
        } else if isCrossed {
            try raise(rule, evaluation, matter)
        }
    }

    private mutating func raise(_ rule: Rule, _ evaluation: Rule.Evaluation, _ matter: Matter) throws {
        let looks = [(what: matter.what, unit: matter.unit)] + matter.others
        let limits = [rule.threshold] + rule.together.map(\.threshold)
        let reasons = zip(zip(looks, limits), evaluation.values).map { Self.reason($0.0.what, $0.0.unit, $0.1, $1 ?? 0) }
        var draft = Draft<Alert>()
        (draft.rule, draft.level, draft.role, draft.recordKind, draft.subject) = (rule.code, rule.level, rule.role.code, matter.kind, matter.subject)
        draft.subjectTitle = String(matter.title.prefix(300))
        draft.reason = String("\(rule.label.chinese)：\(reasons.map(\.chinese).joined(separator: "；"))".prefix(600))
        draft.reasonInEnglish = String("\(rule.label.english): \(reasons.map(\.english).joined(separator: "; "))".prefix(600))
        (draft.value, draft.threshold) = (evaluation.values.first.flatMap(\.self) ?? 0, rule.threshold.limit)
        if !evaluation.used.isEmpty { draft.evidence = .some(Self.evidence(evaluation.used)) }
        let circumstances = Circumstances(
            region: matter.region, organisation: matter.organisation, isSimulated: matter.isSimulated, mayWriteReadOnly: true)
        try asSystem { _ = try $0.create(draft.submission, circumstances) }
    }

    /// `位移 23.4毫米，高于 20毫米`
    private static func reason(_ what: Label, _ unit: Unit?, _ threshold: Rule.Threshold, _ value: Double) -> Label {
        func text(_ number: Double) -> String { Double.kind(FieldOptions([.digits(3)])).show(.real(number), in: .chinese) }
        let (chinese, english) = (unit?.label.chinese ?? "", unit.map { " " + $0.label.english } ?? "")
        let (sign, comparison) = if case .above = threshold { ("高于", "above") } else { ("低于", "below") }
        return Label(
            "\(what.chinese) \(text(value))\(chinese)，\(sign) \(text(threshold.limit))\(chinese)",
            en: "\(what.english) is \(text(value))\(english), \(comparison) \(text(threshold.limit))\(english)")
    }

    /// As many of the values, the latest, as one can look at: [["2025-03-09T08:00:00.000+08:00",23.4]].
    private static func evidence(_ used: [Measurement]) -> String {
        "[" + used.suffix(60).map { "[\"\($0.at)\",\($0.value)]" }.joined(separator: ",") + "]"
    }
}

extension Alert {
    /// The alert of a rule about something that is not over.
    static func inForce(about subject: String, _ rule: String) -> Condition {
        let columns = Columns<Alert>()
        return columns.subject == subject && columns.rule == rule && columns.endedAt.isEmpty
    }
}

extension Catalog {
    /// What people call a rule.
    public func label(ofRule code: String) -> Label? { rules.values.joined().first { $0.code == code }?.label }

    /// The rules in which a series has a part.
    func rules(over series: String, of kind: String) -> [Rule] { (rules[kind] ?? []).filter { $0.parts.contains { $0.series == series } } }
}
