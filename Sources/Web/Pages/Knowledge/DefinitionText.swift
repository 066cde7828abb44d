import Kernel

/// Says in words what an indicator counts, made of its definition, so that it can never say anything else.
struct DefinitionText {
    let catalog: Catalog

    func label(of indicator: Indicator) -> Label {
        let parts = indicator.parts.map(part)
        switch (parts.count, indicator.nature) {
        case (0, _): return indicator.label
        case (2, .ratio), (2, .rate):
            return Label("\(parts[0].chinese)，占\(parts[1].chinese)的百分比", en: "\(parts[0].english) as a percentage of \(parts[1].english)")
        default: return Label(parts.map(\.chinese).joined(separator: "；"), en: parts.map(\.english).joined(separator: "; ")).capitalized
        }
    }

    /// “预约”中状态为已使用的机时之和，按使用日期归入时期
    private func part(_ part: Indicator.Part) -> Label {
        guard let schema = catalog.schema(part.kind) else { return Label(part.kind, en: part.kind) }
        let condition = words(part.condition, schema)
        let (of, ofEnglish) = condition.map { ("中\($0.chinese)的", " with \($0.english)") } ?? ("的", "")
        let sum = part.sum.flatMap { schema[$0] }?.label
        let kind = schema.label
        var chinese = "“\(kind.chinese)”\(of)" + (sum.map { "“\($0.chinese)”之和" } ?? "数量")
        var english = (sum.map { "sum of “\($0.english)” over" } ?? "number of") + " “\(kind.english)” records\(ofEnglish)"
        if let day = part.day.flatMap({ schema[$0] })?.label {
            chinese += "（按“\(day.chinese)”归入时期）"
            english += " (by “\(day.english)”)"
        }
        return Label(chinese, en: english)
    }

    /// nil for a condition that everything fulfils.
    private func words(_ condition: Condition, _ schema: Schema) -> Label? {
        switch condition {
        case .always: nil
        case .never: Label("不存在", en: "no existence")
        case .compare(let name, let comparison, let value): compared(name, sign(comparison), [value], schema)
        case .today(let name, let comparison, let days): joined(name, today(sign(comparison), days), schema)
        case .among(let name, let values): compared(name, Label("为", en: "being"), values, schema)
        case .isNull(let name): joined(name, Label("未填", en: "empty"), schema)
        case .contains(let name, let words): joined(name, Label("包含“\(words)”", en: "containing “\(words)”"), schema)
        case .hasPrefix(let name, let words): joined(name, Label("以“\(words)”开头", en: "beginning with “\(words)”"), schema)
        case .place(let name, let zone): joined(name, Label("位于“\(zone.text)”", en: "meeting “\(zone.text)”"), schema)
        case .not(let inner): words(inner, schema).map { Label("并非\($0.chinese)", en: "not (\($0.english))") }
        case .all(let list): list.compactMap { words($0, schema) }.joined(" 且 ", " and ")
        case .any(let list): list.compactMap { words($0, schema) }.joined(" 或 ", " or ")
        case .referenced(let name, let kind, let inner):
            catalog.schema(kind).flatMap { words(inner, $0) }.flatMap { joined(name, Label("的\($0.chinese)", en: "whose \($0.english)"), schema) }
        }
    }

    private func today(_ sign: Label, _ days: Int) -> Label {
        if days == 0 { return Label("\(sign.chinese)当日", en: "\(sign.english) the present day") }
        return days > 0
            ? Label("\(sign.chinese)当日后 \(days) 天", en: "\(sign.english) \(days) days after the present day")
            : Label("\(sign.chinese)当日前 \(-days) 天", en: "\(sign.english) \(-days) days before the present day")
    }

    private func sign(_ comparison: Condition.Comparison) -> Label {
        switch comparison {
        case .equal: Label("为", en: "being")
        case .notEqual: Label("不为", en: "not being")
        case .less: Label("小于", en: "less than")
        case .lessOrEqual: Label("不大于", en: "at most")
        case .greater: Label("大于", en: "more than")
        case .greaterOrEqual: Label("不小于", en: "at least")
        }
    }

    private func compared(_ name: String, _ sign: Label, _ values: [Stored], _ schema: Schema) -> Label? {
        let column = schema[name]
        func shown(_ language: Language) -> [String] { values.map { column?.show($0, in: language, masked: true) ?? $0.text ?? "" } }
        let values = Label(shown(.chinese).joined(separator: "或"), en: shown(.english).joined(separator: " or "))
        return joined(name, Label(sign.chinese + values.chinese, en: "\(sign.english) \(values.english)"), schema)
    }

    private func joined(_ name: String, _ rest: Label, _ schema: Schema) -> Label? {
        let column = schema[name]?.label ?? Label(name, en: name)
        return Label(column.chinese + rest.chinese, en: "“\(column.english)” \(rest.english)")
    }
}

extension [Label] {
    fileprivate func joined(_ chinese: String, _ english: String) -> Label? {
        isEmpty ? nil : Label(map(\.chinese).joined(separator: chinese), en: map(\.english).joined(separator: english))
    }
}

extension Label {
    fileprivate var capitalized: Label { Label(chinese, en: english.prefix(1).uppercased() + english.dropFirst()) }
}
