import Bookkeeping
import Kernel

/// What the tables of this application have in common.
extension Table.Column {
    static func text(_ chinese: String, _ english: String, _ weight: Double = 1) -> Table.Column { Table.Column(Label(chinese, en: english), weight: weight) }
    static func number(_ chinese: String, _ english: String, _ weight: Double = 1) -> Table.Column {
        Table.Column(Label(chinese, en: english), isNumber: true, weight: weight)
    }
}

extension Table.Cell {
    init(_ label: Label, link: Link? = nil, tone: Tone? = nil) { self.init(Phrase(label, link: link, tone: tone)) }
    /// What the data say, the same in both languages.
    init(plain text: String, link: Link? = nil, tone: Tone? = nil) { self.init(Phrase(text, link: link, tone: tone)) }
}

extension Row {
    /// A field with money, in 万元.
    func wan(_ money: @escaping @Sendable (Row<T>) -> Money?) -> Phrase { Phrase(said(Numeral(decimals: 2)) { money($0)?.wan }) }
    /// A field with a day.
    func dayed(_ day: @escaping @Sendable (Row<T>) -> Day?, tone: Tone? = nil) -> Phrase {
        Phrase(saying { row in day(row).map { Label("\($0)", en: "\($0)") } }, tone: tone)
    }
    /// The name, with a mark where the record is made up.
    func named(_ name: String) -> String { meta.isSimulated ? "\(name)（模拟）" : name }
}

extension Fen {
    /// 1,234.56 in yuan.
    var yuan: String { Numeral(decimals: 2).text(Double(count) / 100) }
}

extension Row<Loan> {
    /// What was due by a day and did not come: nothing of a loan that is not running.
    func late(on day: Day) -> Fen {
        guard self.state == .running || self.state == .overdue, let terms, let drawnOn = self.drawnOn, let principal = self.principal else { return .zero }
        let due = terms.due(by: day, drawnOn: drawnOn)
        return Fen(max(0, due.count - (principal.fen - self.owed.fen)))
    }

    /// The day of the next payment: the first that lies ahead, or whose principal has not come in.
    func next(from today: Day) -> Day? {
        guard self.state == .running || self.state == .overdue, let terms, let drawnOn = self.drawnOn, let principal = self.principal else { return nil }
        let paid = principal.fen - self.owed.fen
        return terms.next(from: today, drawnOn: drawnOn, paid: paid)
    }

    var tone: Tone {
        switch self.state {
        case .overdue, .writtenOff: .bad
        case .compensated: .warning
        case .settled: .done
        case .running: .good
        default: .calm
        }
    }
}

extension LoanTerms {
    /// The first day of payment that lies ahead, or whose principal was not paid.
    func next(from today: Day, drawnOn: Day, paid: Int64) -> Day? {
        schedule.first { drawnOn.adding(months: $0.month) >= today || principal.count - $0.outstanding.count > paid }.map { drawnOn.adding(months: $0.month) }
    }
}

/// The plan by which a loan is paid back.
func scheduleTable(_ terms: LoanTerms, from day: Day, paid: Fen) -> Table {
    Table(
        Label("还款计划", en: "Repayment plan"),
        columns: [
            .text("到期日", "Due"), .number("本金（元）", "Principal (yuan)"), .number("利息（元）", "Interest (yuan)"), .number("剩余本金（元）", "Left (yuan)"),
            .text("状态", "State"),
        ],
        rows: terms.schedule.map { instalment in
            let isPaid = terms.principal.count - instalment.outstanding.count <= paid.count
            let state =
                instalment.principal == .zero
                ? Label("只付息", en: "Interest only") : isPaid ? Label("本金已还", en: "Principal paid") : Label("未还", en: "Open")
            return Table.Row(
                [
                    Table.Cell(plain: "\(day.adding(months: instalment.month))"), Table.Cell(plain: instalment.principal.yuan),
                    Table.Cell(plain: instalment.interest.yuan), Table.Cell(plain: instalment.outstanding.yuan),
                    Table.Cell(state, tone: isPaid && instalment.principal > .zero ? .done : nil),
                ])
        })
}
