/// The same with the types of the declarations: what applications write.
extension Desk {
    /// Makes a record from a draft.
    public func create<T>(_ draft: Draft<T>, id: RecordID? = nil, region: Region? = nil) async throws(Refusal) -> Row<T> {
        Row(try await create(draft.submission, id: id, region: region))
    }

    /// Changes the fields that `change` sets; a version other than the one of `row` is a ``Refusal/conflict(_:)``.
    public func update<T>(_ row: Row<T>, _ change: (inout Draft<T>) -> Void) async throws(Refusal) -> Row<T> {
        var draft = Draft<T>()
        change(&draft)
        return Row(try await update(row.id, version: row.meta.version, draft.submission))
    }

    /// The record that a reference points to.
    public func row<T>(_ reference: Reference<T>) async throws(Refusal) -> Row<T> {
        Row(try await record(reference.id, in: RecordName.of(T.self)))
    }

    /// The records that fulfil a condition, a page at a time.
    public func rows<T>(
        _ type: T.Type, order: Query.Order = .newestFirst, after: Query.Cursor? = nil, limit: Int = 50,
        where condition: (Columns<T>) -> Condition = { _ in .always }
    ) async throws(Refusal) -> [Row<T>] {
        try await records(Query(RecordName.of(type), where: condition(Columns()), order: order, after: after, limit: limit)).map(Row.init)
    }

    /// All records that fulfil a condition, oldest first; for what there are hundreds of, not millions.
    ///
    /// - Throws: ``Refusal/busy`` where there are more than `bound`.
    public func all<T>(_ type: T.Type, bound: Int = 20_000, where condition: (Columns<T>) -> Condition = { _ in .always }) async throws(Refusal) -> [Row<T>] {
        let condition = condition(Columns())
        var found: [Row<T>] = []
        var after: Query.Cursor?
        while found.count <= bound {
            let page = try await rows(type, order: .oldestFirst, after: after, limit: 1000) { _ in condition }
            found += page
            guard page.count == 1000, let last = page.last else { return found }
            after = Query.Cursor(value: .text(last.id.text), id: last.id)
        }
        throw .busy
    }

    /// The same together with the condition, so that what is worked out from them can be opened down to them.
    public func find<T>(_ type: T.Type, bound: Int = 20_000, where condition: (Columns<T>) -> Condition = { _ in .always }) async throws(Refusal) -> Found<T> {
        let condition = condition(Columns())
        return Found(try await all(type, bound: bound) { _ in condition }, by: condition)
    }

    /// How many records fulfil a condition.
    public func count<T: Record>(_ type: T.Type, where condition: (Columns<T>) -> Condition = { _ in .always }) async throws(Refusal) -> Int {
        try await count(RecordName.of(type), where: condition(Columns()))
    }

    /// The same, so that it can be opened; the records themselves are not fetched.
    public func howMany<T: Record>(_ type: T.Type, where condition: (Columns<T>) -> Condition = { _ in .always }) async throws(Refusal) -> Derived {
        let condition = condition(Columns())
        let count = try await count(RecordName.of(type), where: condition)
        return Derived([Evidence(kind: RecordName.of(type), condition)], [], known: Derived.Outcome(Double(count), .whole)) {
            Derived.Outcome(Double($0[0].count), .whole)
        }
    }

    /// Takes one step of the flow of a record, as it was seen.
    public func move<T>(_ row: Row<T>, step: String, remark: String = "") async throws(Refusal) -> Row<T> {
        Row(try await move(row.id, in: RecordName.of(T.self), version: row.meta.version, step: step, remark: remark))
    }
}
