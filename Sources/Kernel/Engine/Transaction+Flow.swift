extension Transaction {
    /// Takes one step of the flow of a record.
    ///
    /// A step that needs several signers is signed first, and taken with the last signature. A record that changes in between is signed anew.
    ///
    /// - Parameter due: the day by which what follows is wanted; the term that the flow states, where it is nil.
    mutating func move(_ id: RecordID, in kind: String, version: Int?, step code: String, remark: String, due: Day?, request: String?) throws -> StoredRecord {
        let declaration = try declaration(kind)
        let schema = declaration.schema
        if let earlier = try earlierOutcome(request, .move, id, schema) { return earlier }
        guard let flow = declaration.flow, let place = schema.place(of: flow.column) else { throw Refusal.notFound(kind: kind) }
        let before = try visible(id, schema)
        if let version, version != before.meta.version { throw Refusal.conflict(before) }
        let state = before.values[place].text ?? ""
        guard let step = flow.steps.first(where: { $0.code == code && $0.from == state }) else {
            throw Refusal.closed(Label("当前状态不能执行这一步，请刷新后再看", en: "This step does not lead from the present state; please reload"))
        }
        guard actor.may(.move, schema, before), try step.isOpen(to: actor) || isAssigned(id, state) else { throw refusal(.move, schema) }
        guard step.isReady(before) else { throw Refusal.closed(step.refusal) }
        let remark = remark.trimmed
        if step.needsRemark, remark.isEmpty {
            throw Refusal.invalid([Problem("remark-required", field: "remark", "请填写意见或理由", en: "Please give a reason")])
        }
        guard remark.unicodeScalars.count <= 2000 else {
            throw Refusal.invalid([Problem("too-long", field: "remark", "意见最多 2000 字", en: "A remark has at most 2000 characters")])
        }
        try check(due, in: step.to, since: now.day, flow)
        if step.signers > 1, try sign(before, step, kind, remark) < step.signers {
            let signature = JSON.object(("signed", .string(step.code)), ("remark", .string(remark))).bytes
            try log(.move, schema, before.meta, request: request, payload: signature)
            return before
        }
        var after = StoredRecord(meta: next(before.meta), values: before.values)
        after.values[place] = .text(step.to)
        try writer.update(schema.name, after)
        try finish(.move, schema, before: before, after: after, request: request, remark: (step.code, remark))
        try renewWorkItems(after, declaration, due: due)
        guard let effect = step.effect else { return after }
        try onBehalf(isTrusted: true) { try effect.apply(after, &$0) }
        return try visible(id, schema)
    }

    /// A deadline that someone chose lies ahead, and not beyond the term that the flow states: a term binds everyone.
    private func check(_ due: Day?, in state: String, since: Day, _ flow: FlowTable) throws(Refusal) {
        guard let due else { return }
        func problem(_ chinese: String, _ english: String) -> Refusal { .invalid([Problem("bad-deadline", field: "due", chinese, en: english)]) }
        if flow.isFinal(state) { throw problem("这一步之后没有待办事项，不需要期限", "Nothing waits after this step, so there is no deadline to set") }
        if due < now.day { throw problem("期限不能早于今天", "A deadline must not be past") }
        if let term = flow.due(in: state, since: since, workingDays), due > term {
            throw problem("期限不能晚于规定的 \(term)", "The deadline must not be later than \(term), which the rules set")
        }
    }

    /// Adds the actor's signature; the number of different people who have signed now.
    private mutating func sign(_ record: StoredRecord, _ step: FlowStep, _ kind: String, _ remark: String) throws -> Int {
        var draft = Draft<SignOff>()
        draft.recordKind = kind
        draft.subject = record.meta.id.text
        draft.step = step.code
        draft.round = record.meta.version
        draft.signer = actor.id
        draft.remark = .some(remark.isEmpty ? nil : remark)
        let earlier = try writer.records(
            Query(
                RecordName.of(SignOff.self),
                where: .compare("subject", .equal, .text(record.meta.id.text)) && .compare("step", .equal, .text(step.code))
                    && .compare("round", .equal, .integer(Int64(record.meta.version))), limit: 100))
        if earlier.contains(where: { Row<SignOff>($0).signer == actor.id }) {
            throw Refusal.closed(Label("您已签署，等待其他人会签", en: "You have signed already; others have to sign too"))
        }
        try asSystem { try $0.create(draft.submission, Circumstances(region: record.meta.region)) }
        return earlier.count + 1
    }

    /// Runs a change of the kernel's own records, which the actor needs no permission for.
    @discardableResult
    mutating func asSystem<Result>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        var inner = Transaction(writer: writer, catalog: catalog, actor: .system, context: context, workingDays: workingDays, day: day)
        let result = try body(&inner)
        committed += inner.committed
        touched.formUnion(inner.touched)
        return result
    }

    // MARK: work items

    private func workItems(of id: RecordID) throws -> [StoredRecord] {
        try writer.records(Query(RecordName.of(WorkItem.self), where: .compare("subject", .equal, .text(id.text)), limit: 100))
    }

    /// Whether the step waits for this very person, by assignment, or for someone whose deputy they are.
    private func isAssigned(_ id: RecordID, _ state: String) throws -> Bool {
        try workItems(of: id).map(Row<WorkItem>.init).contains { item in item.state == state && (item.assignee.map(actor.people.contains) ?? false) }
    }

    func removeWorkItems(of id: RecordID) throws {
        for item in try workItems(of: id) { try writer.delete(RecordName.of(WorkItem.self), item.meta.id, version: item.meta.version) }
    }

    /// Work items say what the record is called now, also after its personal data were erased.
    func retitleWorkItems(_ record: StoredRecord, _ declaration: KindDeclaration) throws {
        guard declaration.flow != nil, let place = WorkItem.kind.declared.place(of: "title") else { return }
        let title = Transaction.title(of: record, declaration.schema)
        for var item in try workItems(of: record.meta.id) where item.values[place] != .text(title) {
            item.values[place] = .text(title)
            item.meta = next(item.meta)
            try writer.update(RecordName.of(WorkItem.self), item)
        }
    }

    /// The title for people who see the work item, who need not be the people who may see personal data.
    private static func title(of record: StoredRecord, _ schema: Schema) -> String {
        let title = schema.title(of: record, masked: true)
        return String(String.UnicodeScalarView(title.unicodeScalars.lazy.filter { !("\u{0}"..."\u{1F}").contains($0) && $0 != "\u{7F}" }.prefix(300)))
    }

    /// What waits for whom after a record came to its present state.
    ///
    /// - Parameter due: a deadline that someone chose; the term that the flow states, where it is nil.
    mutating func renewWorkItems(_ record: StoredRecord, _ declaration: KindDeclaration, due chosen: Day? = nil) throws {
        guard let flow = declaration.flow, let place = declaration.schema.place(of: flow.column), let state = record.values[place].text else { return }
        var earlier = record.meta.version > 1 ? try workItems(of: record.meta.id) : []
        let steps = flow.steps(from: state).filter(\.isAwaited)
        let agreed = flow.dueColumn.flatMap { record.value(of: $0, in: declaration.schema) }.flatMap { Day(stored: $0) }
        let due = chosen ?? flow.due(in: state, since: now.day, workingDays) ?? agreed
        var roles = Set(steps.flatMap { $0.roles.map(\.code) })
        if !steps.isEmpty, roles.isEmpty, let role = flow.roleColumn.flatMap({ record.value(of: $0, in: declaration.schema)?.text }) { roles = [role] }
        for role in roles.sorted() {
            try addWorkItem(record, declaration.schema, state: state, role: role, assignee: nil, due: due, instead: earlier.popLast())
        }
        for item in earlier { try writer.delete(RecordName.of(WorkItem.self), item.meta.id, version: item.meta.version) }
    }

    /// A work item, written straight to the store: it is derived from the record, so nobody has to be asked.
    ///
    /// - Parameter earlier: one that is done with and makes room; to change it takes a third of the time of removing it and adding another.
    func addWorkItem(
        _ record: StoredRecord, _ schema: Schema, state: String, role: String, assignee: String?, due: Day?, since: Day? = nil, isEscalated: Bool = false,
        instead earlier: StoredRecord? = nil
    ) throws {
        var draft = Draft<WorkItem>()
        draft.recordKind = schema.name
        draft.subject = record.meta.id.text
        draft.title = Transaction.title(of: record, schema)
        draft.state = state
        draft.role = role
        draft.assignee = .some(assignee)
        draft.since = since ?? now.day
        draft.due = .some(due)
        draft.isEscalated = isEscalated
        let values = try draft.submission.values(for: WorkItem.kind.declared, over: nil)
        // It belongs to whom the record belongs: who may not see the one does not see the other.
        var meta = RecordMeta(
            id: earlier?.meta.id ?? context.newID(), region: record.meta.region, organisation: record.meta.organisation, department: record.meta.department,
            createdAt: now, createdBy: record.meta.createdBy, isSimulated: record.meta.isSimulated)
        guard let earlier else { return try writer.insert(RecordName.of(WorkItem.self), StoredRecord(meta: meta, values: values)) }
        meta.version = earlier.meta.version + 1
        try writer.update(RecordName.of(WorkItem.self), StoredRecord(meta: meta, values: values))
    }

    /// Gives the step that waits to one person, until the record moves.
    mutating func assign(_ id: RecordID, in kind: String, to user: RecordID, due: Day?) throws {
        let declaration = try declaration(kind)
        let record = try visible(id, declaration.schema)
        guard let flow = declaration.flow, let place = declaration.schema.place(of: flow.column), let state = record.values[place].text else {
            throw Refusal.notFound(kind: kind)
        }
        let mayTakeStep = flow.steps(from: state).contains { $0.isOpen(to: actor) }
        guard actor.may(.move, declaration.schema, record), mayTakeStep else { throw refusal(.move, declaration.schema) }
        guard try writer.record(RecordName.of(User.self), user) != nil else { throw Refusal.notFound(kind: RecordName.of(User.self)) }
        let earlier = try workItems(of: id).map { Row<WorkItem>($0) }
        try check(due, in: state, since: earlier.map(\.since).min() ?? now.day, flow)
        let due = due ?? earlier.compactMap(\.due).min()
        try removeWorkItems(of: id)
        try addWorkItem(
            record, declaration.schema, state: state, role: "", assignee: user.text, due: due, since: earlier.map(\.since).min(),
            isEscalated: earlier.contains { $0.isEscalated })
        let payload = JSON.object(("assigned", .string(user.text)), ("due", due.map { .string($0.description) } ?? .null))
        try log(.update, declaration.schema, record.meta, request: nil, payload: payload.bytes)
    }

    /// Marks an overdue item and lets it come before a further role, once.
    mutating func escalate(_ item: Row<WorkItem>, to role: Role) throws {
        guard let schema = catalog.schema(item.recordKind), let id = RecordID(item.subject), let record = try writer.record(schema.name, id) else {
            return try writer.delete(RecordName.of(WorkItem.self), item.id, version: item.meta.version)
        }
        var draft = Draft<WorkItem>()
        draft.isEscalated = true
        _ = try update(item.id, version: nil, draft.submission, Circumstances(mayWriteReadOnly: true))
        let known = try workItems(of: id).map(Row<WorkItem>.init).contains { item in item.role as String == role.code }
        // Several roles may be late with the same step: the record is passed on once.
        if known { return }
        try addWorkItem(record, schema, state: item.state, role: role.code, assignee: nil, due: item.due, isEscalated: true)
        let payload = JSON.object(("escalated", .string(role.code)), ("due", item.due.map { .string($0.description) } ?? .null))
        try log(.update, schema, record.meta, request: nil, payload: payload.bytes)
    }
}
