public import Documents
public import Kernel

/// Records of one kind as a workbook: an export, or the template that an import takes back.
public enum RecordWorkbook {
    /// An empty sheet whose head an import understands, with the choices as lists, and a second sheet that says what goes where.
    public static func template(_ schema: Schema, _ language: Language, catalog: Catalog) -> Workbook {
        let columns = schema.columns.filter { !$0.options.isReadOnly && $0.options.masking != .all }
        let sheet = Workbook.Sheet(
            name: schema.label[language],
            columns: columns.map { column in
                Workbook.Column(
                    title(column, language) + (column.isRequired && column.options.initial == nil ? "*" : ""), width: width(column), kind: kind(column),
                    choices: choices(column, language), note: note(column, language, catalog))
            })
        let lines = columns.map { "\(title($0, language))：\(note($0, language, catalog))" }
        let isEnglish = language == .english
        let instructions = Workbook.Sheet.instructions(
            name: isEnglish ? "How to fill in" : "填写说明", title: isEnglish ? "How to fill in \(schema.label.english)" : "“\(schema.label.chinese)”填写说明",
            lines: [isEnglish ? "Columns marked * are required. Do not change the head row." : "带 * 的列必填；请勿修改表头；一行一条记录。"] + lines)
        return Workbook(sheets: [sheet, instructions])
    }

    /// The columns of an export.
    public static func exportColumns(_ schema: Schema, _ language: Language) -> [Workbook.Column] {
        let own = schema.columns.filter { $0.options.masking != .all }.map { Workbook.Column(title($0, language), width: width($0), kind: kind($0)) }
        let isEnglish = language == .english
        return [Workbook.Column(isEnglish ? "Id" : "编号", width: 28)] + own + [
            Workbook.Column(isEnglish ? "Region" : "地区", width: 10), Workbook.Column(isEnglish ? "Changed" : "更新时间", width: 18, kind: .text),
            Workbook.Column(isEnglish ? "Simulated" : "模拟数据", width: 10),
        ]
    }

    /// One record as a row of ``exportColumns(_:_:)``.
    public static func row(_ record: StoredRecord, _ schema: Schema, _ language: Language, masked: Bool) -> [Workbook.Value] {
        var row: [Workbook.Value] = [.text(record.meta.id.text)]
        for (place, column) in schema.columns.enumerated() where column.options.masking != .all {
            row.append(place < record.values.count ? value(record.values[place], column, language, masked: masked) : .empty)
        }
        row.append(.text(record.meta.region.code))
        row.append(.text(record.meta.updatedAt.shown))
        row.append(record.meta.isSimulated ? .text(language == .english ? "simulated" : "模拟") : .empty)
        return row
    }

    private static func value(_ value: Stored, _ column: Column, _ language: Language, masked: Bool) -> Workbook.Value {
        if value.isNull { return .empty }
        if masked, column.options.masking != nil { return .text(column.show(value, in: language, masked: true)) }
        switch kind(column) {
        case .integer: return .number(value.real ?? 0)
        case .decimal: return .number(value.real ?? 0)
        case .percent: return .number((value.real ?? 0) / 100)
        case .money: return .number(Double(column.kind.edit(value)) ?? 0)
        case .date:
            guard let day = value.text.flatMap({ Day($0) })?.parts else { return .empty }
            return .day(year: day.year, month: day.month, day: day.day)
        case .text, .dateTime: return .text(column.kind.show(value, in: language))
        }
    }

    private static func title(_ column: Column, _ language: Language) -> String {
        let unit = column.options.unit.map { $0 == .percent ? "" : "（\($0.text)）" } ?? (column.kind is MoneyKind ? "（元）" : "")
        return column.label[language] + unit
    }

    private static func kind(_ column: Column) -> Workbook.Kind {
        switch column.kind {
        case is MoneyKind: .money
        case is DayKind: .date
        case is IntegerKind: .integer
        case is DecimalKind: column.options.unit == .percent || column.kind.name == "percentage" ? .percent : .decimal
        default: .text
        }
    }

    private static func width(_ column: Column) -> Double {
        switch column.control {
        case .paragraph, .geometry, .list: 40
        case .line, .record: column.kind is CreditCodeKind || column.kind is IdentityNumberKind ? 22 : 26
        case .period: 24
        default: 14
        }
    }

    private static func choices(_ column: Column, _ language: Language) -> [String] {
        switch column.control {
        case .choice(let options): options.map { $0.label[language] }
        case .yesNo: language == .english ? ["Yes", "No"] : ["是", "否"]
        default: []
        }
    }

    /// What goes into a column, in a sentence.
    private static func note(_ column: Column, _ language: Language, _ catalog: Catalog) -> String {
        var parts: [String] = []
        let isEnglish = language == .english
        if column.isRequired, column.options.initial == nil { parts.append(isEnglish ? "required" : "必填") }
        if column.options.isUnique { parts.append(isEnglish ? "unique" : "不可重复") }
        if let help = column.options.help { parts.append(help[language]) }
        switch column.control {
        case .day: parts.append(isEnglish ? "day, such as 2025-03-09" : "日期，如 2025-03-09")
        case .instant: parts.append(isEnglish ? "day and time, such as 2025-03-09 08:15" : "日期和时间，如 2025-03-09 08:15")
        case .period: parts.append(isEnglish ? "from/to, such as 2021-01-01/2025-12-31" : "起止，如 2021-01-01/2025-12-31")
        case .record(let target):
            let label = catalog.schema(target)?.label[language] ?? target
            parts.append(isEnglish ? "name of the \(label)" : "填“\(label)”的名称")
        case .point: parts.append(isEnglish ? "longitude, latitude" : "经度, 纬度，如 108.7712, 29.5330")
        case .list: parts.append(isEnglish ? "several, with ; between" : "多个用顿号隔开")
        case .region: parts.append(isEnglish ? "region code" : "行政区划代码，如 500114")
        case .choice: parts.append(isEnglish ? "choose from the list" : "从列表中选择")
        default: break
        }
        return parts.isEmpty ? (isEnglish ? "optional" : "选填") : parts.joined(separator: isEnglish ? "; " : "；")
    }
}

extension Column {
    var control: Control { kind.control }
}
