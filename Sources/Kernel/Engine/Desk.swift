/// What one actor can do and see. Every change and every read of the web, the API and the applications goes through one of these.
public struct Desk: Sendable {
    public let engine: Engine
    public let actor: Actor
    /// Whether an operation is being carried out, which is a right of its own.
    var isTrusted = false
    /// Which operation that is.
    var errand: Errand?
    /// Who is told how far a long operation is.
    var follow: (@Sendable (_ done: Int, _ total: Int?) async throws -> Void)?

    /// When what is carried out was seen, where it was entered on a phone and sent later; nil for now.
    public var sighting: Sighting?

    /// What is declared now.
    public var catalog: Catalog { engine.catalog }

    // MARK: changes

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - id: made by the client while offline; sending the same record again is then harmless.
    ///   - region: where it belongs, if not in the actor's own region.
    ///   - request: a key of the client's choice; a request that is repeated with it is carried out once.
    ///   - revision: the revision of the form on which the draft was begun: what a county has required since does not refuse it. nil for the newest.
    /// - Throws: ``Refusal``.
    public func create(
        _ submission: Submission, id: RecordID? = nil, region: Region? = nil, request: String? = nil, isSimulated: Bool = false, revision: Int? = nil
    ) async throws(Refusal) -> StoredRecord {
        let circumstances = Transaction.Circumstances(id: id, region: region, request: request, isSimulated: isSimulated, revision: revision)
        let entered = EnteredRecord(submission, catalog)
        return try await change { try $0.create(entered, circumstances) }
    }

    /// As many records as one transaction may make.
    public static let batchLimit = 5000

    /// Makes many records of one kind or several in one transaction: all or none.
    ///
    /// - Parameter entries: at most ``batchLimit``, so that others need not wait. With an id of their own they can be sent again.
    public func create(_ entries: [(id: RecordID, submission: Submission)], isSimulated: Bool = false) async throws(Refusal) -> [StoredRecord] {
        let catalog = catalog
        return try await create(entries.map { (id: $0.id, entered: EnteredRecord($0.submission, catalog)) }, isSimulated: isSimulated)
    }

    /// The same for what was read before.
    public func create(_ entries: [(id: RecordID, entered: EnteredRecord)], isSimulated: Bool = false) async throws(Refusal) -> [StoredRecord] {
        guard entries.count <= Desk.batchLimit else {
            throw .invalid([Problem("too-many", "一次最多 \(Desk.batchLimit) 条记录，请分批", en: "At most \(Desk.batchLimit) records at once; please split them")])
        }
        return try await change { transaction in
            var records: [StoredRecord] = []
            records.reserveCapacity(entries.count)
            for entry in entries {
                records.append(try transaction.create(entry.entered, Transaction.Circumstances(id: entry.id, isSimulated: isSimulated)))
            }
            return records
        }
    }

    /// Changes fields of a record; fields that are not in the submission stay as they are.
    ///
    /// - Parameters:
    ///   - version: the version that the actor saw; another one is a ``Refusal/conflict(_:)``. nil for whatever it is now.
    ///   - revision: the revision of the form on which the change was begun; nil for the newest.
    public func update(
        _ id: RecordID, version: Int?, _ submission: Submission, request: String? = nil, revision: Int? = nil
    ) async throws(Refusal) -> StoredRecord {
        try await change { try $0.update(id, version: version, submission, Transaction.Circumstances(request: request, revision: revision)) }
    }

    /// The same, also for fields that only the program sets.
    public func set(_ id: RecordID, _ submission: Submission) async throws(Refusal) -> StoredRecord {
        try await change { try $0.update(id, version: nil, submission, Transaction.Circumstances(mayWriteReadOnly: true)) }
    }

    /// Makes a record, also with fields that only the program sets.
    public func make(_ submission: Submission, region: Region? = nil) async throws(Refusal) -> StoredRecord {
        try await change { try $0.create(submission, Transaction.Circumstances(region: region, mayWriteReadOnly: true)) }
    }

    /// Takes one step of the flow of a record.
    ///
    /// - Parameters:
    ///   - version: the version that the actor saw; nil for whatever it is now.
    ///   - remark: why; some steps need it.
    ///   - due: by when what follows is wanted, not later than the term that the flow states; nil for that term.
    public func move(
        _ id: RecordID, in kind: String, version: Int? = nil, step: String, remark: String = "", due: Day? = nil, request: String? = nil
    ) async throws(Refusal) -> StoredRecord {
        try await change { try $0.move(id, in: kind, version: version, step: step, remark: remark, due: due, request: request) }
    }

    /// Gives the step that waits to one person, until the record moves.
    ///
    /// - Parameter due: not later than the term that the flow states; nil for the deadline that it has.
    public func assign(_ id: RecordID, in kind: String, to user: RecordID, due: Day? = nil) async throws(Refusal) {
        try await change { try $0.assign(id, in: kind, to: user, due: due) }
    }

    public func escalate(_ item: Row<WorkItem>, to role: Role) async throws(Refusal) {
        try await change { try $0.escalate(item, to: role) }
    }

    /// Removes a record; its history stays.
    public func delete(_ id: RecordID, version: Int?, in kind: String, request: String? = nil) async throws(Refusal) {
        try await change { try $0.delete(id, version: version, in: kind, request: request) }
    }

    /// Removes the personal data of a record from its row and its history.
    ///
    /// - Returns: the record as it is now; nil where it had been deleted, so that only its history was left to erase.
    @discardableResult
    public func erase(_ id: RecordID, in kind: String) async throws(Refusal) -> StoredRecord? {
        try await change { try $0.erase(id, in: kind) }
    }

    /// What is wrong with a submission, without storing it: for a dry run.
    public func problems(with submission: Submission) -> [Problem] { problems(with: read(submission)) }

    /// Reads what was entered for a new record, which asks nobody.
    public func read(_ submission: Submission) -> EnteredRecord { EnteredRecord(submission, catalog) }

    /// The same for what was read before.
    public func problems(with entered: EnteredRecord) -> [Problem] {
        let submission = entered.submission
        guard let declaration = catalog.kinds[submission.kind], actor.may(.create, declaration.schema) else {
            let name = submission.kind.clipped
            return [Problem("unknown-kind", "没有“\(name)”这种记录，或您不能新建", en: "There is no kind of record called “\(name)”, or you may not make one")]
        }
        let readOnly = submission.readOnlyProblems(for: declaration.schema)
        if !readOnly.isEmpty { return readOnly }
        do throws(Problems) {
            let revision = declaration.schema.revision
            guard let values = try (entered.values(by: revision) ?? read(submission).values(by: revision))?.get() else { return [] }
            if declaration.checks.isEmpty { return [] }
            let meta = RecordMeta(id: engine.context.newID(), region: actor.region, createdAt: engine.context.now(), createdBy: actor.id)
            return declaration.checks.compactMap { $0.problem(StoredRecord(meta: meta, values: values)) }
        } catch {
            return error.list
        }
    }

    func change<Result: Sendable>(_ body: @escaping @Sendable (inout Transaction) throws -> Result) async throws(Refusal) -> Result {
        let (engine, actor, catalog, days) = (engine, actor, engine.catalog, engine.workingDays)
        let (result, committed) = try await refusing {
            try await engine.store.write { writer in
                let day = try catalog.countUntil(engine.context.now().day, writer)
                var transaction = Transaction(writer: writer, catalog: catalog, actor: actor, context: engine.context, workingDays: days, day: day)
                let result = try body(&transaction)
                try transaction.judgeIndicators()
                try writer.announce(transaction.committed)
                return (result, transaction.committed)
            }
        }
        await engine.publish(committed)
        return result
    }

    /// Turns what the store says into what the person who asked can act on.
    func refusing<Result: Sendable>(_ body: () async throws -> Result) async throws(Refusal) -> Result {
        do {
            return try await body()
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as StoreError {
            throw Refusal(error, catalog)
        } catch let error as Problems {
            throw .invalid(error.list)
        } catch {
            throw .failed("\(error)")
        }
    }
}
