import Kernel

extension Table.Column {
    init(_ chinese: String, en english: String, isNumber: Bool = false, weight: Double = 1) {
        self.init(Label(chinese, en: english), isNumber: isNumber, weight: weight)
    }
}

extension Phrase {
    /// What a record is called, which leads to it or elsewhere; made-up ones say so.
    init<T>(_ name: String, of row: Row<T>, link: Link? = nil, isStrong: Bool = false) {
        let label = row.meta.isSimulated ? Label("\(name)（模拟）", en: "\(name) (simulated)") : Label(name, en: name)
        self.init(label, link: link ?? .to(row), isStrong: isStrong)
    }
}

extension Row {
    /// A day that the record says.
    func dated(_ day: @escaping @Sendable (Row<T>) -> Day?) -> Derived { saying { day($0).map { Label("\($0)", en: "\($0)") } } }
    /// A moment that the record says.
    func timed(_ moment: @escaping @Sendable (Row<T>) -> Instant?) -> Derived { saying { moment($0).map { Label($0.shown, en: $0.shown) } } }
}

extension Desk {
    /// What the reader may see of a type; nothing where they may see none of it.
    func known<T: Record>(_ type: T.Type, bound: Int = 20_000, where condition: (Columns<T>) -> Condition = { _ in .always }) async throws -> Found<T> {
        guard let schema = catalog.schema(RecordName.of(type)), actor.may(.read, schema) else { return Found([]) }
        return try await find(type, bound: bound, where: condition)
    }
}

extension Found {
    /// The real ones. A demonstration has nothing but made-up ones: then these, which the page marks.
    var real: Found {
        let real = narrowed { $0.isSimulated == false }
        return real.isEmpty ? self : real
    }
    /// Whether there is nothing but made-up ones.
    var isMadeUp: Bool { !isEmpty && allSatisfy(\.meta.isSimulated) }
}

/// Links to this application's own pages.
extension Link {
    static func transfer(_ code: String, _ record: RecordID? = nil, _ choices: [String: String] = [:]) -> Link {
        .page(application: "transfer", code: code, record: record, choices)
    }
}

/// How many contracts and how much, by groups of them.
struct ContractStatistics {
    static func table(_ title: Label, _ contracts: Found<TechnologyContract>, by groups: [(label: Label, rows: Found<TechnologyContract>)]) -> Table {
        func row(_ label: Label, _ rows: Found<TechnologyContract>, isSum: Bool = false) -> Table.Row {
            Table.Row(
                [
                    Table.Cell(Phrase(label)), Table.Cell(Phrase(rows.howMany)), Table.Cell(Phrase(rows.sum { $0.total.wan })),
                    Table.Cell(Phrase(rows.sum { $0.technical?.wan })),
                ], isEmphasised: isSum)
        }
        return Table(
            title,
            columns: [
                Table.Column("分类", en: "Group", weight: 2), Table.Column("份数", en: "Contracts", isNumber: true),
                Table.Column("成交额（万元）", en: "Total (10k yuan)", isNumber: true), Table.Column("技术交易额（万元）", en: "Technical (10k yuan)", isNumber: true),
            ],
            rows: groups.filter { !$0.rows.isEmpty }.map { row($0.label, $0.rows) }
                + (contracts.isEmpty ? [] : [row(Label("合计", en: "All"), contracts, isSum: true)]))
    }

    static func byType(_ contracts: Found<TechnologyContract>) -> Table {
        table(
            Label("按认定类型", en: "By type"), contracts,
            by: RegisteredKind.allCases.map { kind in
                (kind.label, contracts.narrowed { $0.registeredType == kind })
            })
    }

    static func byField(_ contracts: Found<TechnologyContract>) -> Table {
        table(
            Label("按技术领域", en: "By field"), contracts,
            by: TechnologyField.allCases.map { field in
                (field.label, contracts.narrowed { $0.field == field })
            })
    }

    /// From where to where technology went.
    static func byFlow(_ contracts: Found<TechnologyContract>) -> Table {
        typealias Place = TechnologyContract.Place
        return table(
            Label("按技术流向", en: "By flow of technology"), contracts,
            by: Place.allCases.flatMap { from in
                Place.allCases.map { to in
                    (
                        Label("\(from.label.chinese) → \(to.label.chinese)", en: "\(from.label.english) → \(to.label.english)"),
                        contracts.narrowed { $0.sellerPlace == from && $0.buyerPlace == to }
                    )
                }
            })
    }
}
