import Kernel

extension Column {
    /// The unit that stands beside its values: its own, or the per cent of its kind.
    var shownUnit: Unit? { options.unit ?? (kind as? DecimalKind)?.unit }
}

/// What goes into a column of a sheet, said in a line.
extension Words {
    func expectation(of column: Column) -> String {
        let isEnglish = language == .english
        let unit = column.shownUnit.map { isEnglish ? ", in \($0.text)" : "，单位：\($0.text)" } ?? ""
        let kind: String =
            switch column.kind.control {
            case .line: isEnglish ? "text" : "文本"
            case .paragraph: isEnglish ? "text of several lines" : "多行文本"
            case .number: isEnglish ? "number" : "数字"
            case .day: isEnglish ? "day, such as 2025-03-09" : "日期，如 2025-03-09"
            case .instant: isEnglish ? "day and time, such as 2025-03-09 08:15" : "日期和时间，如 2025-03-09 08:15"
            case .period: isEnglish ? "period, such as 2021-01-01/2025-12-31" : "起止日期，如 2021-01-01/2025-12-31"
            case .yesNo: isEnglish ? "yes or no" : "是或否"
            case .point: self.pointHint
            case .geometry: self.geometryHint
            case .file: isEnglish ? "not in sheets: upload it in the form" : "不在表中填写，请在表单中上传"
            case .list: isEnglish ? "several, separated by ;" : "多项，用“、”隔开"
            case .telephone: isEnglish ? "telephone number" : "电话号码"
            case .record: isEnglish ? "name or id of the record" : "对方记录的名称或编号"
            case .region: isEnglish ? "region code" : "行政区划代码"
            case .choice(let options):
                options.map { isEnglish ? $0.label.english : $0.label.chinese }.joined(separator: isEnglish ? " / " : "／")
            }
        return kind + unit
    }
}
