import Kernel

extension Table.Column {
    /// A column with its heading in both languages.
    static func text(_ chinese: String, _ english: String, _ weight: Double = 1) -> Table.Column { Table.Column(Label(chinese, en: english), weight: weight) }
    static func number(_ chinese: String, _ english: String) -> Table.Column { Table.Column(Label(chinese, en: english), isNumber: true) }
}

extension Phrase {
    /// A title that leads to its record, marked where it is made up.
    init<T>(_ title: String, of row: Row<T>, strong: Bool = false) {
        self.init(row.meta.isSimulated ? "\(title)（模拟）" : title, link: .to(row), isStrong: strong)
    }
    /// The same that leads to a page about the record.
    init<T>(_ title: String, of row: Row<T>, page: String) {
        self.init(
            row.meta.isSimulated ? "\(title)（模拟）" : title, link: .page(application: "projects", code: page, record: row.id), isStrong: true)
    }
}

extension Row {
    /// A day that the record says.
    func said(day: @escaping @Sendable (Row<T>) -> Day?) -> Derived { saying { day($0).map { Label("\($0)", en: "\($0)") } } }
    /// Money that the record says, in 万元.
    func said(money: @escaping @Sendable (Row<T>) -> Money?) -> Derived { said(Numeral(decimals: 6)) { money($0)?.wan } }
}

extension Tone {
    static func of(_ outcome: FormalFinding.Outcome) -> Tone {
        switch outcome {
        case .met: .good
        case .unmet: .bad
        case .unknown: .warning
        }
    }
}
