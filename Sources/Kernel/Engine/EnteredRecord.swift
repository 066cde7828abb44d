/// What was entered for a new record, read field by field by the newest revision of its form.
///
/// Reading asks nobody, so whoever submits does it before the transaction, for which all others wait.
public struct EnteredRecord: Sendable {
    /// As it was entered.
    public let submission: Submission
    private let outcome: Result<[Stored], Problems>
    private let revision: Int

    /// - Complexity: linear in the length of what was entered.
    init(_ submission: Submission, _ catalog: Catalog) {
        self.submission = submission
        guard let declaration = catalog.kinds[submission.kind] else {
            (outcome, revision) = (.success([]), 0)
            return
        }
        var complete = submission
        if let flow = declaration.flow { complete[flow.column] = .value(.text(flow.initial)) }
        outcome = complete.outcome(for: declaration.schema)
        revision = declaration.schema.revision
    }

    /// All values, or all problems at once; nil where the county has changed the form since, so that it has to be read anew.
    func values(by revision: Int) -> Result<[Stored], Problems>? { self.revision == revision ? outcome : nil }

    /// What was entered in one field, read; nil where it is missing or wrong, or where another field is wrong.
    public func value(of column: Column, in schema: Schema) -> Stored? {
        guard case .success(let values) = outcome, let place = schema.place(of: column.name), place < values.count else { return submission.value(of: column) }
        return values[place]
    }
}

extension Submission {
    fileprivate func outcome(for schema: Schema) -> Result<[Stored], Problems> {
        do throws(Problems) { return .success(try values(for: schema, over: nil)) } catch { return .failure(error) }
    }

    /// What was entered in one field, whatever there is in the others; nil where it is missing or wrong.
    fileprivate func value(of column: Column) -> Stored? {
        switch self[column.name] {
        case .typed(let text): try? column.read(text)
        case .value(let value): value
        case .json(let json): try? column.read(json)
        case nil: column.options.initial.flatMap { try? column.read($0) }
        }
    }
}
