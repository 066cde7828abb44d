/// A complete and checked record, read by the names of its fields: `row.rdExpense` is a `Money?`, and the compiler knows it.
@dynamicMemberLookup
public struct Row<T: Record>: Sendable, Hashable {
    public let record: StoredRecord

    public init(_ record: StoredRecord) { self.record = record }

    public var meta: RecordMeta { record.meta }
    public var id: RecordID { record.meta.id }
    public var reference: Reference<T> { Reference(record.meta.id) }

    /// - Complexity: O(1), a few nanoseconds.
    public subscript<Value: FieldValue>(dynamicMember path: KeyPath<T, Field<Value>>) -> Value {
        let slot = T.kind.model[keyPath: path].slot
        guard let value = Value(stored: record.values[slot]) else {
            // The engine and the database both refuse such a value, so the file was altered from outside.
            preconditionFailure("\(T.self).\(T.kind.declared.columns[slot].name) of \(record.meta.id) holds \(record.values[slot])")
        }
        return value
    }
}

/// Incomplete input for a record. Keeps what was typed, even where it is wrong, so that nobody types it twice.
@dynamicMemberLookup
public struct Draft<T: Record>: Sendable {
    public var submission: Submission

    public init() { submission = Submission(kind: RecordName.of(T.self)) }
    /// A draft of every value of a row.
    public init(_ row: Row<T>) {
        submission = Submission(kind: RecordName.of(T.self))
        for (column, value) in zip(T.kind.declared.columns, row.record.values) { submission[column.name] = .value(value) }
    }

    public subscript<Value: FieldValue>(dynamicMember path: KeyPath<T, Field<Value>>) -> Value? {
        get {
            guard case .value(let stored)? = submission[T.kind.column(path).name] else { return nil }
            return Value(stored: stored)
        }
        set { submission[T.kind.column(path).name] = .value(newValue?.stored ?? .null) }
    }
}

/// A draft without its type: what forms, the API and imports hand to the engine.
public struct Submission: Sendable {
    /// One thing that was entered.
    public enum Input: Sendable, Hashable {
        /// As a person typed it or as a cell holds it.
        case typed(String)
        case json(JSON)
        /// As the store keeps it: from a ``Draft``. Checked like the others, so that what an application passes on is within its bounds.
        case value(Stored)
    }

    public let kind: String
    public private(set) var inputs: [String: Input] = [:]

    public init(kind: String, _ inputs: [String: Input] = [:]) {
        self.kind = kind
        self.inputs = inputs
    }

    public subscript(column: String) -> Input? {
        get { inputs[column] }
        set { inputs[column] = newValue }
    }

    /// The values of a complete record: what was entered, over what was there before or, for a new record, over the initial values.
    ///
    /// - Parameter revision: the revision of the form by which it is judged; what came later is not required. nil for the newest.
    /// - Throws: all problems at once.
    public func values(for schema: Schema, over before: [Stored]?, on revision: Int? = nil) throws(Problems) -> [Stored] {
        var problems: [Problem] = []
        for name in inputs.keys.filter({ schema.place(of: $0) == nil }).sorted() {
            problems.append(Problem("unknown-field", field: name, "没有“\(name.clipped)”这个字段，请删去", en: "there is no field “\(name.clipped)”; please remove it"))
        }
        var values: [Stored] = []
        values.reserveCapacity(schema.columns.count)
        for (place, column) in schema.columns.enumerated() {
            let earlier = before.flatMap { place < $0.count ? $0[place] : nil }
            do throws(Problem) {
                let value = try read(column, over: earlier)
                if value.isNull, column.isRequired, column.since <= revision ?? schema.revision { throw column.missing }
                values.append(value)
            } catch {
                problems.append(error)
                values.append(.null)
            }
        }
        if !problems.isEmpty { throw Problems(problems) }
        return values
    }

    /// The fields among the inputs that only the program sets.
    func readOnlyProblems(for schema: Schema) -> [Problem] {
        schema.columns.filter { $0.options.isReadOnly && inputs[$0.name] != nil }.sorted { $0.name < $1.name }.map {
            Problem("read-only", "由系统填写，不能修改", en: "is set by the system and cannot be changed").about($0)
        }
    }

    private func read(_ column: Column, over earlier: Stored?) throws(Problem) -> Stored {
        switch inputs[column.name] {
        case .typed(let text): return try column.read(text)
        case .json(let json): return try column.read(json)
        case .value(let value):
            try column.check(value)
            return value
        case nil:
            if let earlier { return earlier }
            guard let initial = column.options.initial else { return .null }
            return try column.read(initial)
        }
    }
}

/// A condition over several fields, with the words that a person reads when it does not hold.
public struct Check<T: Record>: Sendable {
    public let message: Label
    /// The field beside which the words appear.
    public let field: String?
    let holds: @Sendable (Row<T>) -> Bool

    public init<Value>(_ chinese: String, en english: String, at field: KeyPath<T, Field<Value>>, _ holds: @escaping @Sendable (Row<T>) -> Bool) {
        message = Label(chinese, en: english)
        self.field = T.kind.column(field).name
        self.holds = holds
    }
}

/// A check without its type.
public struct AnyCheck: Sendable {
    let problem: @Sendable (StoredRecord) -> Problem?

    init<T>(_ check: Check<T>) {
        problem = { record in
            check.holds(Row<T>(record)) ? nil : Problem("check", field: check.field, check.message.chinese, en: check.message.english)
        }
    }
}
