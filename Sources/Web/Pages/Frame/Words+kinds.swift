import Kernel

extension Column {
    /// The unit in which values are typed: its own, or that of its kind.
    var typedUnit: Unit? { options.unit ?? (kind as? DecimalKind)?.unit ?? (kind as? MoneyKind)?.unit }
    /// The unit in which values are shown: English does not count money in ten thousands.
    func shownUnit(_ language: Language) -> Unit? { language == .english && kind is MoneyKind ? .yuan : typedUnit }
}

extension Label {
    /// What several are called: English has a form of its own for them.
    var plural: Label { Label(chinese, en: Label.plural(of: english)) }

    /// Of “value of a criterion” there are values of a criterion. Some things are not counted.
    private static func plural(of word: String) -> String {
        if let place = word.firstRange(of: " of ") { return plural(of: String(word[..<place.lowerBound])) + word[place.lowerBound...] }
        let ending = word.lowercased()
        if ["advice", "spending", "work", "innovation", "planned"].contains(where: ending.hasSuffix) { return word }
        if ending.hasSuffix("criterion") { return word.dropLast(2) + "a" }
        if ending.isEmpty || ending.hasSuffix("s") && !["ss", "us", "is"].contains(where: ending.hasSuffix) { return word }
        if ["s", "x", "z", "ch", "sh"].contains(where: ending.hasSuffix) { return word + "es" }
        let isAfterConsonant = ending.hasSuffix("y") && !["ay", "ey", "oy", "uy"].contains(where: ending.hasSuffix)
        return isAfterConsonant ? word.dropLast() + "ies" : word + "s"
    }
}

/// What goes into a column of a sheet, said in a line.
extension Words {
    func expectation(of column: Column) -> String {
        let isEnglish = language == .english
        let unit = column.typedUnit.map { isEnglish ? ", in \($0.label.english)" : "，单位：\($0.text)" } ?? ""
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
