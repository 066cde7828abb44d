/// Something that an application does beyond making, changing and moving one record: publish a plan, break targets down, score a round.
///
/// It is a permission of its own: who may carry it out is declared with it, and what it changes needs no other grant (``Changes``).
///
///     Operation("breakDown", "分解指标", on: Plan.self, asking: BreakDown.self, by: .planOffice) { plan, order, desk in
///         try await desk.together { changes in … }
///         return Outcome("已分解到年度", en: "Broken down by year")
///     }
public struct Operation: Sendable {
    /// Part of the address.
    public let code: String
    public let label: Label
    /// The kind of record that it is carried out on; nil for none.
    public let subject: String?
    /// What it asks for: fields that make a form, and that nobody stores. nil when it asks for nothing.
    public let input: Schema?
    public let roles: [Role]
    /// Whether it may take longer than a request: then it is a job. For some, ``isLong(for:desk:)`` tells only when it is known what they are given.
    public let isLong: Bool
    /// What to say before it is done, where it cannot be taken back.
    public let warning: Label?
    /// Whether its form is filled in where there is no signal: it is kept on the phone, and what is entered is sent later (``Desk/sighting``).
    public let isForField: Bool
    let checks: [AnyCheck]
    let isReady: @Sendable (StoredRecord) -> Bool
    let isLongFor: @Sendable (StoredRecord, Desk) async throws -> Bool
    let body: @Sendable (StoredRecord?, StoredRecord?, Desk) async throws -> Outcome

    /// On a record, asking for something.
    public init<T: Record, Input: Record>(
        _ code: String, _ chinese: String, en english: String = "", on type: T.Type, asking input: Input.Type, by roles: Role..., isLong: Bool = false,
        isForField: Bool = false, warning: Label? = nil, when isReady: @escaping @Sendable (Row<T>) -> Bool = { _ in true },
        _ body: @escaping @Sendable (Row<T>, Row<Input>, Desk) async throws -> Outcome
    ) {
        self.init(
            code, Label(chinese, en: english), subject: RecordName.of(type), input: Input.kind.declared, roles, isLong, warning,
            Input.checks.map(AnyCheck.init), { isReady(Row<T>($0)) }, isForField: isForField
        ) { record, input, desk in
            guard let record, let input else { throw Refusal.notFound(kind: code) }
            return try await body(Row<T>(record), Row<Input>(input), desk)
        }
    }

    /// On a record, asking for nothing.
    public init<T: Record>(
        _ code: String, _ chinese: String, en english: String = "", on type: T.Type, by roles: Role..., isLong: Bool = false, warning: Label? = nil,
        when isReady: @escaping @Sendable (Row<T>) -> Bool = { _ in true }, _ body: @escaping @Sendable (Row<T>, Desk) async throws -> Outcome
    ) {
        self.init(code, Label(chinese, en: english), subject: RecordName.of(type), input: nil, roles, isLong, warning, [], { isReady(Row<T>($0)) }) {
            record, _, desk in
            guard let record else { throw Refusal.notFound(kind: code) }
            return try await body(Row<T>(record), desk)
        }
    }

    /// On no record, asking for something.
    ///
    /// - Parameter isLongFor: where only some take longer than a request, which: asked with what was entered, before it is begun.
    public init<Input: Record>(
        _ code: String, _ chinese: String, en english: String = "", asking input: Input.Type, by roles: Role..., isLong: Bool = false,
        isForField: Bool = false, warning: Label? = nil, isLongFor: (@Sendable (Row<Input>, Desk) async throws -> Bool)? = nil,
        _ body: @escaping @Sendable (Row<Input>, Desk) async throws -> Outcome
    ) {
        self.init(
            code, Label(chinese, en: english), subject: nil, input: Input.kind.declared, roles, isLong, warning, Input.checks.map(AnyCheck.init), { _ in true },
            isForField: isForField, isLongFor: { input, desk in try await isLongFor?(Row<Input>(input), desk) ?? isLong }
        ) { _, input, desk in
            guard let input else { throw Refusal.notFound(kind: code) }
            return try await body(Row<Input>(input), desk)
        }
    }

    private init(
        _ code: String, _ label: Label, subject: String?, input: Schema?, _ roles: [Role], _ isLong: Bool, _ warning: Label?, _ checks: [AnyCheck],
        _ isReady: @escaping @Sendable (StoredRecord) -> Bool, isForField: Bool = false,
        isLongFor: (@Sendable (StoredRecord, Desk) async throws -> Bool)? = nil,
        body: @escaping @Sendable (StoredRecord?, StoredRecord?, Desk) async throws -> Outcome
    ) {
        self.code = code
        self.label = label.english(orFrom: code)
        self.subject = subject
        self.input = input
        self.roles = roles
        self.isLong = isLong
        self.warning = warning
        self.isForField = isForField
        self.checks = checks
        self.isReady = isReady
        self.isLongFor = isLongFor ?? { _, _ in isLong }
        self.body = body
    }

    /// Whether the actor has a role that may carry it out.
    public func isOpen(to actor: Actor) -> Bool {
        actor.roles.contains(Role.administrator.code) || roles.contains { actor.roles.contains($0.code) }
    }

    /// Whether it can be carried out on a record as it is.
    public func isReady(_ record: StoredRecord) -> Bool { isReady(record) as Bool }

    /// What came of it: what to tell the person, and where they go next.
    public struct Outcome: Sendable {
        public let message: Label
        /// nil to stay.
        public let link: Link?
        /// Whether the ledger has it already.
        var isNoted = false
        public init(_ chinese: String, en english: String, then link: Link? = nil) {
            message = Label(chinese, en: english)
            self.link = link
        }
    }
}

extension Desk {
    /// The operations that the actor may carry out on records of a kind; on none where `kind` is nil.
    public func operations(on kind: String?) -> [Operation] {
        catalog.operations.values.filter { $0.subject == kind && $0.isOpen(to: actor) }.sorted { $0.code < $1.code }
    }

    /// An operation, if the actor may carry it out.
    public func operation(_ code: String) throws(Refusal) -> Operation {
        guard let operation = catalog.operations[code] else { throw .notFound(kind: code.clipped) }
        guard operation.isOpen(to: actor) else { throw actor.isNobody ? .unknown : .forbidden(.move, kind: operation.subject ?? code) }
        return operation
    }

    /// Carries out an operation. The ledger names who did it, on what, and what came of it, beside the changes that it made.
    ///
    /// - Parameters:
    ///   - record: what it is carried out on; the actor has to be able to see it.
    ///   - submission: what it asks for, of the kind ``Operation/input``.
    ///   - request: a key of the client's choice; an operation that was carried out is not carried out again for a request with the same key. What
    ///     fails half-way, or comes twice at the same moment, is held apart only by operations that ``conclude(_:)``.
    public func carryOut(_ code: String, on record: RecordID? = nil, _ submission: Submission? = nil, request: String? = nil) async throws(Refusal)
        -> Operation.Outcome
    {
        if let earlier = try await earlierOutcome(of: code, request) { return earlier }
        let (operation, subject, input) = try await prepared(code, on: record, submission)
        var desk = self
        desk.isTrusted = true
        desk.errand = Errand(operation: operation, subject: subject, request: request)
        let trusted = desk
        let outcome = try await refusing { try await operation.body(subject, input, trusted) }
        if !outcome.isNoted, let change = trusted.change(outcome) { try await refusing { try await engine.store.write { _ = try $0.append(change) } } }
        return outcome
    }

    /// The changes of an operation and what came of it in one transaction, with the key of the request: what is sent again is not done again, whatever
    /// failed in between. What is used in the field ends so, because a phone sends by itself until it has an answer.
    public func conclude(_ body: @escaping @Sendable (inout Changes) throws -> Operation.Outcome) async throws(Refusal) -> Operation.Outcome {
        let (isTrusted, actor) = (isTrusted, actor.id)
        return try await change { transaction in
            if let errand, let request = errand.request, let earlier = try transaction.writer.outcome(ofRequest: request, by: actor)?.change {
                return try errand.operation.outcome(of: earlier)
            }
            var outcome = try transaction.onBehalf(isTrusted: isTrusted, body)
            if let change = change(outcome) { _ = try transaction.writer.append(change) }
            outcome.isNoted = true
            return outcome
        }
    }

    /// Whether an operation, with what was entered, takes longer than a request: before it is carried out or put off to a job.
    ///
    /// - Throws: what ``carryOut(_:on:_:request:)`` would throw before it changes anything.
    public func isLong(_ code: String, on record: RecordID? = nil, _ submission: Submission? = nil) async throws(Refusal) -> Bool {
        let (operation, _, input) = try await prepared(code, on: record, submission)
        guard let input else { return operation.isLong }
        return try await refusing { try await operation.isLongFor(input, self) }
    }

    /// How far a long operation is, for the screen of whoever waits; where nobody does, nothing happens. Also the place where a cancelled one stops.
    public func note(done: Int, of total: Int? = nil) async throws { try await follow?(done, total) }

    /// The same desk, where somebody follows how far an operation is.
    public func followed(by follow: @escaping @Sendable (_ done: Int, _ total: Int?) async throws -> Void) -> Desk {
        var desk = self
        desk.follow = follow
        return desk
    }

    private func prepared(_ code: String, on record: RecordID?, _ submission: Submission?) async throws(Refusal)
        -> (operation: Operation, subject: StoredRecord?, input: StoredRecord?)
    {
        let operation = try operation(code)
        var subject: StoredRecord?
        if let kind = operation.subject {
            guard let record else { throw .notFound(kind: kind) }
            let found = try await self.record(record, in: kind)
            guard operation.isReady(found) else {
                throw .closed(Label("当前不能执行“\(operation.label.chinese)”，请刷新后再看", en: "“\(operation.label.english)” cannot be carried out now; please reload"))
            }
            subject = found
        }
        let input = try operation.input.map { schema throws(Refusal) in try asked(schema, submission, operation) }
        if let input, let schema = operation.input {
            // Its effects have all rights; what it refers to is chosen with the actor's own.
            try await refusing { try await engine.store.read { [catalog] in try $0.checkReferences(input.values, schema, catalog, by: actor) } }
        }
        return (operation, subject, input)
    }

    /// What the ledger keeps of the operation that is carried out; nil where none is.
    private func change(_ outcome: Operation.Outcome) -> Change? {
        guard let errand else { return nil }
        let (operation, subject) = (errand.operation, errand.subject)
        var said = [
            JSON.Member("operation", .string(operation.code)), JSON.Member("chinese", .string(outcome.message.chinese)),
            JSON.Member("english", .string(outcome.message.english)),
        ]
        if let sighting { said.append(JSON.Member("observed", sighting.json)) }
        return Change(
            at: engine.context.now(), actor: actor.id, action: .carryOut, kind: operation.subject ?? operation.code,
            record: subject?.meta.id ?? engine.context.newID(), version: subject?.meta.version ?? 1, region: subject?.meta.region ?? actor.region,
            request: errand.request, payload: JSON.object(said).bytes)
    }

    /// What came of a request with the same key before; where it led is not said again. nil where there was none.
    public func earlierOutcome(of code: String, _ request: String?) async throws(Refusal) -> Operation.Outcome? {
        guard let request else { return nil }
        let earlier = try await refusing { try await engine.store.read { try $0.outcome(ofRequest: request, by: actor.id) } }
        return try earlier.map { found throws(Refusal) in try operation(code).outcome(of: found.change) }
    }

    /// What was entered, judged as a record would be.
    private func asked(_ schema: Schema, _ submission: Submission?, _ operation: Operation) throws(Refusal) -> StoredRecord {
        let values: [Stored]
        do throws(Problems) { values = try (submission ?? Submission(kind: schema.name)).values(for: schema, over: nil) } catch { throw .invalid(error.list) }
        let meta = RecordMeta(id: engine.context.newID(), region: actor.region, createdAt: engine.context.now(), createdBy: actor.id)
        let record = StoredRecord(meta: meta, values: values)
        let problems = operation.checks.compactMap { $0.problem(record) }
        if !problems.isEmpty { throw .invalid(problems) }
        return record
    }
}

/// An operation that is being carried out.
struct Errand: Sendable {
    let operation: Operation
    let subject: StoredRecord?
    let request: String?
}

extension Operation {
    /// What came of a request that the ledger knows.
    fileprivate func outcome(of change: Change) throws(Refusal) -> Outcome {
        let payload = (try? JSON(parsing: change.payload)) ?? .null
        guard change.action == .carryOut, payload["operation"]?.string == code else {
            throw .invalid([Problem("request-reused", "请求编号已用于另一次操作", en: "This request key was used for something else already")])
        }
        var outcome = Outcome(payload["chinese"]?.string ?? "", en: payload["english"]?.string ?? "")
        outcome.isNoted = true
        return outcome
    }
}
