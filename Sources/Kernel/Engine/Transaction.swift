/// One change on its way: inside a transaction of the store, by one actor, at one moment.
///
/// The only place where records are made, changed, moved and removed. In this order: may the actor do it, is what was entered right, do the
/// checks and the flow allow it; then row, ledger entry, running numbers and work items, all or nothing.
struct Transaction {
    let writer: any StoreWriter
    let catalog: Catalog
    let actor: Actor
    let context: Context
    let workingDays: WorkingDays
    var committed: [Committed] = []

    var now: Instant { context.now() }

    /// What a change asks for beside its values.
    struct Circumstances: Sendable {
        var id: RecordID?
        var region: Region?
        var request: String?
        var isSimulated = false
        /// Values that only the program sets may be among the submission.
        var mayWriteReadOnly = false
    }

    // MARK: create

    mutating func create(_ submission: Submission, _ circumstances: Circumstances) throws -> StoredRecord {
        let declaration = try declaration(submission.kind)
        let schema = declaration.schema
        guard actor.may(.create, schema) else { throw refusal(.create, schema) }
        if let earlier = try earlierOutcome(circumstances.request, schema) { return earlier }
        if let id = circumstances.id, let existing = try writer.record(schema.name, id) {
            // A phone that lost the answer sends the same record again: it is stored once.
            guard existing.meta.createdBy == actor.id else { throw Refusal.forbidden(.create, kind: schema.name) }
            return existing
        }
        try refuseReadOnly(submission, schema, circumstances)
        var submission = submission
        if let flow = declaration.flow { submission[flow.column] = .value(.text(flow.initial)) }
        let values = try read(submission, schema, over: nil)
        let now = now
        let meta = RecordMeta(
            id: circumstances.id ?? context.newID(), region: try region(circumstances.region), organisation: actor.organisation,
            department: actor.department, createdAt: now, createdBy: actor.id, isSimulated: circumstances.isSimulated, revision: schema.revision)
        let record = StoredRecord(meta: meta, values: values)
        guard actor.may(.create, schema, record) else { throw refusal(.create, schema) }
        try check(record, declaration)
        try writer.insert(schema.name, record)
        try finish(.create, schema, before: nil, after: record, request: circumstances.request)
        try renewWorkItems(record, declaration)
        return record
    }

    // MARK: update

    mutating func update(_ id: RecordID, version: Int?, _ submission: Submission, _ circumstances: Circumstances) throws -> StoredRecord {
        let declaration = try declaration(submission.kind)
        let schema = declaration.schema
        if let earlier = try earlierOutcome(circumstances.request, schema) { return earlier }
        let before = try visible(id, schema)
        guard actor.may(.update, schema, before), !schema.traits.contains(.appendOnly) else { throw refusal(.update, schema) }
        if let version, version != before.meta.version { throw Refusal.conflict(before) }
        try refuseReadOnly(submission, schema, circumstances)
        if let flow = declaration.flow, submission[flow.column] != nil, !circumstances.mayWriteReadOnly {
            throw Refusal.invalid([Problem("flow-state", field: flow.column, "状态只能通过流程改变", en: "The state changes only by the steps of the flow")])
        }
        let values = try read(submission, schema, over: before.values)
        if values == before.values { return before }
        let after = StoredRecord(meta: next(before.meta, schema), values: values)
        try check(after, declaration)
        try writer.update(schema.name, after)
        try finish(.update, schema, before: before, after: after, request: circumstances.request)
        return after
    }

    // MARK: delete and erase

    mutating func delete(_ id: RecordID, version: Int?, in kind: String, request: String?) throws {
        let schema = try declaration(kind).schema
        if try earlierOutcome(request, schema, isDeleted: true) != nil { return }
        let before = try visible(id, schema)
        guard actor.may(.delete, schema, before), !schema.traits.contains(.appendOnly) else { throw refusal(.delete, schema) }
        if let version, version != before.meta.version { throw Refusal.conflict(before) }
        try removeWorkItems(of: id)
        try writer.delete(schema.name, id, version: before.meta.version)
        try finish(.delete, schema, before: before, after: nil, request: request)
    }

    /// Removes the personal data of a record from its row and from every ledger entry about it. The entries stay and prove that something
    /// was there (Personal Information Protection Law, in force 2021-11-01, art. 47).
    mutating func erase(_ id: RecordID, in kind: String) throws -> StoredRecord {
        let schema = try declaration(kind).schema
        let before = try visible(id, schema)
        guard actor.may(.delete, schema, before), actor.may(.readPersonal, schema) else { throw refusal(.delete, schema) }
        var after = StoredRecord(meta: next(before.meta, schema), values: before.values)
        for (place, column) in schema.columns.enumerated() where column.options.masking != nil && place < after.values.count {
            after.values[place] = column.isRequired && column.kind.type == .text ? .text("已删除") : column.isRequired ? after.values[place] : .null
        }
        try writer.update(schema.name, after)
        _ = try writer.erase(schema.name, id)
        try log(.erase, schema, after.meta, request: nil, payload: JSON.object([]).bytes)
        try tally(schema, before: before, after: after)
        return after
    }

    // MARK: what they share

    func declaration(_ kind: String) throws(Refusal) -> KindDeclaration {
        guard let declaration = catalog.kinds[kind] else { throw .notFound(kind: kind) }
        return declaration
    }

    /// The record, if the actor may know of it.
    func visible(_ id: RecordID, _ schema: Schema) throws -> StoredRecord {
        guard let record = try writer.record(schema.name, id), actor.may(.read, schema, record) else { throw Refusal.notFound(kind: schema.name) }
        return record
    }

    func refusal(_ action: Action, _ schema: Schema) -> Refusal {
        actor.isNobody ? .unknown : .forbidden(action, kind: schema.name)
    }

    func next(_ meta: RecordMeta, _ schema: Schema) -> RecordMeta {
        var meta = meta
        meta.version += 1
        meta.updatedAt = now
        meta.updatedBy = actor.id
        meta.revision = schema.revision
        return meta
    }

    /// Where a new record belongs: where it was asked for, within the actor's own region.
    private func region(_ wanted: Region?) throws(Refusal) -> Region {
        guard let wanted, !wanted.code.isEmpty else { return actor.region }
        guard actor.region.contains(wanted) else {
            throw .invalid([Problem("outside-region", field: "region", "不在您的管辖区域 \(actor.region.code) 内", en: "The region is outside yours (\(actor.region.code))")])
        }
        return wanted
    }

    private func read(_ submission: Submission, _ schema: Schema, over before: [Stored]?) throws(Refusal) -> [Stored] {
        do throws(Problems) { return try submission.values(for: schema, over: before) } catch { throw .invalid(error.list) }
    }

    private func refuseReadOnly(_ submission: Submission, _ schema: Schema, _ circumstances: Circumstances) throws(Refusal) {
        if circumstances.mayWriteReadOnly { return }
        let refused = submission.inputs.keys.sorted().compactMap { schema[$0] }.filter(\.options.isReadOnly)
        if refused.isEmpty { return }
        throw .invalid(refused.map { Problem("read-only", "由系统填写，不能修改", en: "is set by the system and cannot be changed").about($0) })
    }

    private func check(_ record: StoredRecord, _ declaration: KindDeclaration) throws(Refusal) {
        let problems = declaration.checks.compactMap { $0.problem(record) }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    /// What a request with the same key did before; nil for a first one.
    func earlierOutcome(_ request: String?, _ schema: Schema, isDeleted: Bool = false) throws -> StoredRecord? {
        guard let request, let change = try writer.outcome(ofRequest: request)?.change else { return nil }
        guard change.actor == actor.id, change.kind == schema.name else {
            throw Refusal.invalid([Problem("request-reused", "请求编号已用于另一次操作", en: "This request key was used for something else already")])
        }
        if isDeleted, change.action == .delete {
            return StoredRecord(meta: RecordMeta(id: change.record, region: change.region, createdAt: change.at, createdBy: change.actor), values: [])
        }
        guard let record = try writer.record(schema.name, change.record) else { throw Refusal.notFound(kind: schema.name) }
        return record
    }

    /// The ledger entry and the running numbers of a change of a row.
    mutating func finish(
        _ action: Change.Action, _ schema: Schema, before: StoredRecord?, after: StoredRecord?, request: String?, remark: (step: String, text: String)? = nil
    ) throws {
        guard let meta = after?.meta ?? before?.meta else { return }
        try log(action, schema, meta, request: request, payload: Transaction.payload(schema, before: before, after: after, remark: remark))
        try tally(schema, before: before, after: after)
    }

    mutating func log(_ action: Change.Action, _ schema: Schema, _ meta: RecordMeta, request: String?, payload: [UInt8]) throws {
        var index: Int64?
        if schema.isLogged {
            index = try writer.append(
                Change(
                    at: now, actor: actor.id, action: action, kind: schema.name, record: meta.id, version: meta.version, region: meta.region, request: request,
                    payload: payload))
        }
        committed.append(Committed(kind: schema.name, id: meta.id, action: action, region: meta.region, index: index))
    }

    /// `{"before":{…},"after":{…},"step":"…","remark":"…"}`, with only the fields that differ.
    static func payload(_ schema: Schema, before: StoredRecord?, after: StoredRecord?, remark: (step: String, text: String)?) -> [UInt8] {
        var json = JSONWriter()
        func fields(_ record: StoredRecord, unlike other: StoredRecord?, _ json: inout JSONWriter) {
            json.object { json in
                for (place, column) in schema.columns.enumerated() where place < record.values.count {
                    let value = record.values[place]
                    let earlier = other.map { place < $0.values.count ? $0.values[place] : .null } ?? .null
                    if value != earlier { json.member(column.name) { value.isNull ? $0.raw("null") : column.kind.write(value, to: &$0) } }
                }
            }
        }
        json.object { json in
            if let before { json.member("before") { fields(before, unlike: after, &$0) } }
            if let after { json.member("after") { fields(after, unlike: before, &$0) } }
            if let remark {
                json.member("step") { $0.string(remark.step) }
                json.member("remark") { $0.string(remark.text) }
            }
        }
        return json.bytes
    }
}
