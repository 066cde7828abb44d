/// What an application's own code changes in one transaction, on behalf of someone: all of it happens or nothing.
///
/// Found in the effect of a step (``Step``) and in ``Desk/together(_:)``. The right to do it is the step's or the operation's own, so it may also set
/// fields that only the program sets, within the region of whoever asked. The ledger names the person.
public struct Changes {
    var transaction: Transaction
    /// Who acts: an effect has rights of its own, and may have to know whose step it belongs to.
    public let author: Actor

    public var now: Instant { transaction.now }
    public var context: Context { transaction.context }
    public var workingDays: WorkingDays { transaction.workingDays }

    // MARK: asking

    public func row<T>(_ reference: Reference<T>) throws -> Row<T> { Row(try transaction.visible(reference.id, T.kind.declared)) }

    /// - Parameter limit: as many as the code can use; never without a bound.
    public func rows<T>(
        _ type: T.Type, order: Query.Order = .oldestFirst, limit: Int = 10_000, where condition: (Columns<T>) -> Condition = { _ in .always }
    ) throws -> [Row<T>] {
        let schema = T.kind.declared
        let scope = transaction.actor.scope(.read, schema)
        return try transaction.writer.records(Query(schema.name, where: scope && condition(Columns()), order: order, limit: limit)).map(Row.init)
    }

    // MARK: changing

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - id: one that follows from what the record is about makes a second try harmless; nil for a new one.
    ///   - organisation: the id of the organisation that it belongs to, if not that of whoever asked.
    @discardableResult
    public mutating func create<T>(
        _ draft: Draft<T>, id: RecordID? = nil, region: Region? = nil, organisation: String? = nil, isSimulated: Bool = false
    ) throws -> Row<T> {
        let circumstances = Transaction.Circumstances(
            id: id, region: region, organisation: organisation, isSimulated: isSimulated, mayWriteReadOnly: true)
        return Row(try transaction.create(draft.submission, circumstances))
    }

    /// Changes the fields that `change` sets, whatever version the record has now.
    @discardableResult
    public mutating func update<T>(_ reference: Reference<T>, _ change: (inout Draft<T>) -> Void) throws -> Row<T> {
        var draft = Draft<T>()
        change(&draft)
        return Row(try transaction.update(reference.id, version: nil, draft.submission, Transaction.Circumstances(mayWriteReadOnly: true)))
    }

    /// Takes one step of the flow of a record.
    @discardableResult
    public mutating func move<T>(_ reference: Reference<T>, step: String, remark: String = "") throws -> Row<T> {
        Row(try transaction.move(reference.id, in: RecordName.of(T.self), version: nil, step: step, remark: remark, due: nil, request: nil))
    }

    public mutating func delete<T>(_ reference: Reference<T>) throws {
        try transaction.delete(reference.id, version: nil, in: RecordName.of(T.self), request: nil)
    }

    /// What the person who acts has to mend, as the reason to change nothing at all.
    public func refuse(_ chinese: String, en english: String) -> Refusal { .closed(Label(chinese, en: english)) }
}

extension Desk {
    /// Carries out several changes in one transaction. Within an operation they need no other right than the operation's own; otherwise those
    /// of the actor.
    public func together<Result: Sendable>(_ body: @escaping @Sendable (inout Changes) throws -> Result) async throws(Refusal) -> Result {
        let isTrusted = isTrusted
        return try await change { transaction in
            try transaction.onBehalf(isTrusted: isTrusted, body)
        }
    }
}

extension Transaction {
    /// Lets an application's own code change records, with all rights where it `isTrusted`.
    mutating func onBehalf<Result>(isTrusted: Bool, _ body: (inout Changes) throws -> Result) throws -> Result {
        let author = isTrusted ? actor.trusted : actor
        var changes = Changes(
            transaction: Transaction(writer: writer, catalog: catalog, actor: author, context: context, workingDays: workingDays, day: day),
            author: actor)
        let result = try body(&changes)
        committed += changes.transaction.committed
        touched.formUnion(changes.transaction.touched)
        return result
    }
}

extension Actor {
    /// The same person in the same region, with every right: for code that is a right of its own.
    var trusted: Actor { Actor(id: id, name: name, region: region, organisation: organisation, department: department, roles: [.administrator]) }
}
