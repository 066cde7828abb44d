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

    /// Holds the rules over a series of a record against its newest value.
    mutating func judge(_ value: Double, of series: Series, about record: StoredRecord, _ schema: Schema) throws {
        for rule in catalog.rules[schema.name] ?? [] where rule.subject == .series(kind: schema.name, code: series.code) {
            try judge(rule, value, Matter(record, schema, what: series.label, unit: series.unit))
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
        var organisation = ""
        var isSimulated = false

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

    /// Raises an alert where the threshold is crossed and none is in force; ends the one in force where the value has come back, or is gone.
    private mutating func judge(_ rule: Rule, _ value: Double?, _ matter: Matter) throws {
        let columns = Columns<Alert>()
        let inForce = columns.subject == matter.subject && columns.rule == rule.code && columns.endedAt.isEmpty
        let alert = try writer.records(Query(RecordName.of(Alert.self), where: inForce, limit: 1)).first
        if let alert {
            guard value.map(rule.threshold.isOver) ?? true else { return }
            var draft = Draft<Alert>()
            draft.endedAt = .some(now)
            try asSystem { try $0.update(alert.meta.id, version: nil, draft.submission, Circumstances(mayWriteReadOnly: true)) }
        } else if let value, rule.threshold.isCrossed(by: value) {
            try raise(rule, value, matter)
        }
    }

    private mutating func raise(_ rule: Rule, _ value: Double, _ matter: Matter) throws {
        func text(_ number: Double) -> String { Double.kind(FieldOptions([.digits(3)])).show(.real(number), in: .chinese) }
        let (unit, english) = (matter.unit?.label.chinese ?? "", matter.unit.map { " " + $0.label.english } ?? "")
        let (sign, comparison) = if case .above = rule.threshold { ("高于", "above") } else { ("低于", "below") }
        var draft = Draft<Alert>()
        (draft.rule, draft.level, draft.role, draft.recordKind, draft.subject) = (rule.code, rule.level, rule.role.code, matter.kind, matter.subject)
        draft.subjectTitle = String(matter.title.prefix(300))
        draft.reason = "\(rule.label.chinese)：\(matter.what.chinese) \(text(value))\(unit)，\(sign) \(text(rule.threshold.limit))\(unit)"
        draft.reasonInEnglish =
            "\(rule.label.english): \(matter.what.english) is \(text(value))\(english), \(comparison) \(text(rule.threshold.limit))\(english)"
        (draft.value, draft.threshold) = (value, rule.threshold.limit)
        let circumstances = Circumstances(
            region: matter.region, organisation: matter.organisation, isSimulated: matter.isSimulated, mayWriteReadOnly: true)
        try asSystem { _ = try $0.create(draft.submission, circumstances) }
    }
}
