/// Records of a kind that something rests on: those that fulfil a condition, among those that the reader may see.
public struct Evidence: Sendable, Hashable {
    public let kind: String
    public let condition: Condition

    public init(kind: String, _ condition: Condition) {
        self.kind = kind
        self.condition = condition
    }

    /// One record by its own page, several as a list.
    public var link: Link {
        if case .among("id", let ids) = condition, ids.count == 1, let text = ids.first?.text, let id = RecordID(text) { return .record(kind: kind, id) }
        return .records(kind: kind, condition)
    }
}

/// A number or a sentence that was worked out from records, together with what it was worked out from: everyone can open the records behind it, and
/// whoever doubts it can work it out again from them.
///
///     let projects = try await desk.find(Project.self) { $0.plan == plan }
///     Fact(Label("项目", en: "Projects"), projects.howMany, unit: "个")
///     Fact(Label("总投资", en: "Investment"), projects.sum { $0.investment?.wan }, unit: "万元")
public struct Derived: Sendable, Hashable {
    /// nil for a sentence, and where the records do not say.
    public let value: Double?
    /// As it is shown.
    public let text: Label
    /// What it was worked out from; the first is where a reader is led.
    public let evidence: [Evidence]
    /// Whether made-up records went into it.
    public let isSimulated: Bool
    private let derive: @Sendable ([[StoredRecord]]) -> Outcome

    /// What a derivation came to.
    public struct Outcome: Sendable, Hashable {
        public let value: Double?
        public let text: Label
        public init(_ value: Double?, _ numeral: Numeral) {
            self.value = value
            text = value.map { Label(numeral.text($0), en: numeral.text($0)) } ?? Label("—", en: "—")
        }
        public init(_ text: Label) {
            value = nil
            self.text = text
        }
        /// A number within words.
        public init(_ value: Double?, _ text: Label) {
            self.value = value
            self.text = text
        }
    }

    /// - Parameter known: what `derive` makes of these records, where that was worked out already.
    init(_ evidence: [Evidence], _ records: [[StoredRecord]], known: Outcome?, _ derive: @escaping @Sendable ([[StoredRecord]]) -> Outcome) {
        let outcome = known ?? derive(records)
        (value, text) = (outcome.value, outcome.text)
        self.evidence = evidence
        isSimulated = records.contains { $0.contains(where: \.meta.isSimulated) }
        self.derive = derive
    }

    /// The same worked out from other records: those that the evidence finds now, in the order of ``evidence``.
    public func again(from records: [[StoredRecord]]) -> Outcome { derive(records) }

    /// Where its records are.
    public var link: Link? { evidence.first?.link }

    public static func == (left: Derived, right: Derived) -> Bool { left.value == right.value && left.text == right.text && left.evidence == right.evidence }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(evidence)
    }
}

extension Derived {
    /// A number over records of one type. What `derive` makes of them must not depend on their order.
    public init<A>(_ a: Found<A>, _ numeral: Numeral = .usual, _ derive: @escaping @Sendable ([Row<A>]) -> Double?) {
        self.init(a) { Outcome(derive($0), numeral) }
    }

    /// A number over records of two types.
    public init<A, B>(_ a: Found<A>, _ b: Found<B>, _ numeral: Numeral = .usual, _ derive: @escaping @Sendable ([Row<A>], [Row<B>]) -> Double?) {
        self.init(a, b) { Outcome(derive($0, $1), numeral) }
    }

    /// Whatever can be said of records of one type.
    public init<A>(_ a: Found<A>, known: Outcome? = nil, saying derive: @escaping @Sendable ([Row<A>]) -> Outcome) {
        self.init([a.evidence], [a.records], known: known) { derive($0[0].map(Row.init)) }
    }

    /// The same of two types.
    public init<A, B>(_ a: Found<A>, _ b: Found<B>, known: Outcome? = nil, saying derive: @escaping @Sendable ([Row<A>], [Row<B>]) -> Outcome) {
        self.init([a.evidence, b.evidence], [a.records, b.records], known: known) { derive($0[0].map(Row.init), $0[1].map(Row.init)) }
    }

    /// The same of three types.
    public init<A, B, C>(
        _ a: Found<A>, _ b: Found<B>, _ c: Found<C>, known: Outcome? = nil, saying derive: @escaping @Sendable ([Row<A>], [Row<B>], [Row<C>]) -> Outcome
    ) {
        self.init([a.evidence, b.evidence, c.evidence], [a.records, b.records, c.records], known: known) {
            derive($0[0].map(Row.init), $0[1].map(Row.init), $0[2].map(Row.init))
        }
    }

    /// The same of four types.
    public init<A, B, C, D>(
        _ a: Found<A>, _ b: Found<B>, _ c: Found<C>, _ d: Found<D>, known: Outcome? = nil,
        saying derive: @escaping @Sendable ([Row<A>], [Row<B>], [Row<C>], [Row<D>]) -> Outcome
    ) {
        self.init([a.evidence, b.evidence, c.evidence, d.evidence], [a.records, b.records, c.records, d.records], known: known) {
            derive($0[0].map(Row.init), $0[1].map(Row.init), $0[2].map(Row.init), $0[3].map(Row.init))
        }
    }
}

/// Records together with the condition that found them: what numbers are worked out from, so that they can be opened.
public struct Found<T: Record>: Sendable, RandomAccessCollection {
    public let condition: Condition
    public let rows: [Row<T>]

    /// - Parameter condition: finds these rows and no others.
    public init(_ rows: [Row<T>], by condition: Condition) {
        self.rows = rows
        self.condition = condition
    }

    /// These rows, whatever found them.
    public init(_ rows: [Row<T>]) { self.init(rows, by: .among("id", rows.map { .text($0.id.text) })) }

    public var startIndex: Int { rows.startIndex }
    public var endIndex: Int { rows.endIndex }
    public subscript(place: Int) -> Row<T> { rows[place] }

    /// Those that fulfil a further condition, which names columns of this kind only.
    public func narrowed(_ condition: (Columns<T>) -> Condition) -> Found<T> {
        let (further, schema) = (condition(Columns()), T.kind.declared)
        return Found(rows.filter { row in further.holds { row.record.value(of: $0, in: schema) ?? .null } }, by: self.condition && further)
    }

    /// Those for which something holds that no condition can say; they are remembered one by one.
    public func only(_ holds: (Row<T>) -> Bool) -> Found<T> { Found(rows.filter(holds)) }

    /// The same in another order.
    public func ordered(by precedes: (Row<T>, Row<T>) -> Bool) -> Found<T> { Found(rows.sorted(by: precedes), by: condition) }

    /// How many there are.
    public var howMany: Derived { Derived(self, .whole) { Double($0.count) } }

    /// The sum of what the records say; nil where none says anything.
    public func sum(_ numeral: Numeral = .usual, _ value: @escaping @Sendable (Row<T>) -> Double?) -> Derived {
        Derived(self, numeral) { rows in
            let values = rows.compactMap(value)
            return values.isEmpty ? nil : values.reduce(0, +)
        }
    }

    /// The sentence that can be said of them.
    public func saying(_ say: @escaping @Sendable ([Row<T>]) -> Label) -> Derived { Derived(self) { Derived.Outcome(say($0)) } }

    /// Where they are listed.
    public var link: Link { evidence.link }

    var evidence: Evidence { Evidence(kind: RecordName.of(T.self), condition) }
    var records: [StoredRecord] { rows.map(\.record) }
}

extension Row {
    /// The record alone, as evidence.
    public var found: Found<T> { Found([self]) }

    /// A number that the record itself says.
    public func said(_ numeral: Numeral = .usual, _ value: @escaping @Sendable (Row<T>) -> Double?) -> Derived {
        Derived(found, numeral) { $0.first.flatMap(value) }
    }

    /// Words that the record itself says; a dash where it says none.
    public func saying(_ say: @escaping @Sendable (Row<T>) -> Label?) -> Derived { found.saying { $0.first.flatMap(say) ?? Label("—", en: "—") } }
}

/// How a number is written.
public struct Numeral: Sendable, Hashable {
    public let decimals: Int
    public let isPercent: Bool

    public init(decimals: Int, isPercent: Bool = false) {
        self.decimals = decimals
        self.isPercent = isPercent
    }

    /// With as many decimals as it needs, four at most.
    public static let usual = Numeral(decimals: 4)
    public static let whole = Numeral(decimals: 0)
    /// A share of 1: 0.123 is 12.3%.
    public static let percent = Numeral(decimals: 1, isPercent: true)

    /// 1,234.5
    public func text(_ value: Double) -> String {
        let value = isPercent ? value * 100 : value
        guard value.isFinite, abs(value) < 1e15 else { return "—" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e18 else { return "—" }
        let (whole, rest) = Int64(scaled).quotientAndRemainder(dividingBy: Int64(scale))
        var fraction = String(rest)
        fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let digits = String(whole)
        var grouped = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (value < 0 && scaled > 0 ? "-" : "") + grouped + (decimals == 0 || fraction.isEmpty ? "" : "." + fraction) + (isPercent ? "%" : "")
    }
}

extension Money {
    /// In 万元.
    public var wan: Double { Double(fen) / 1_000_000 }
}
