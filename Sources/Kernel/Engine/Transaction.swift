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
    /// The day that running numbers hold for: those that follow the present day were brought to it before anything was changed.
    let day: Day
    var committed: [Committed] = []
    /// The indicators over real records that another value may have now, in the counties whose records changed.
    var touched: Set<Touched> = []

    var now: Instant { context.now() }

    struct Touched: Hashable { let indicator: String, county: String }

    /// What a change asks for beside its values.
    struct Circumstances: Sendable {
        var id: RecordID?
        var region: Region?
        /// The organisation that it belongs to, if not the actor's own.
        var organisation: String?
        var request: String?
        var isSimulated = false
        /// The revision of the form on which the draft was begun; nil for the newest.
        var revision: Int?
        /// Values that only the program sets may be among the submission.
        var mayWriteReadOnly = false
    }

    // MARK: create

    mutating func create(_ submission: Submission, _ circumstances: Circumstances) throws -> StoredRecord {
        try create(submission, nil, circumstances)
    }

    mutating func create(_ entered: EnteredRecord, _ circumstances: Circumstances) throws -> StoredRecord {
        try create(entered.submission, entered, circumstances)
    }

    private mutating func create(_ submission: Submission, _ entered: EnteredRecord?, _ circumstances: Circumstances) throws -> StoredRecord {
        let declaration = try declaration(submission.kind)
        let schema = declaration.schema
        guard actor.may(.create, schema) else { throw refusal(.create, schema) }
        if let earlier = try earlierOutcome(circumstances.request, .create, nil, schema) { return earlier }
        if let id = circumstances.id, let existing = try writer.record(schema.name, id) {
            // A phone that lost the answer sends the same record again: it is stored once.
            guard existing.meta.createdBy == actor.id else { throw Refusal.forbidden(.create, kind: schema.name) }
            return existing
        }
        try refuseReadOnly(submission, schema, circumstances)
        var submission = submission
        if let flow = declaration.flow {
            // Only the program may make a record that has some of its way behind it.
            if submission[flow.column] == nil || !circumstances.mayWriteReadOnly { submission[flow.column] = .value(.text(flow.initial)) }
        }
        let revision = try revision(circumstances, schema, nil)
        // What was read before holds by the newest revision, with the first state of a flow.
        let known = circumstances.mayWriteReadOnly || revision != schema.revision ? nil : entered?.values(by: revision)
        let values = if let known { try valid(known) } else { try read(submission, schema, over: nil, on: revision) }
        try writer.checkReferences(values, schema, catalog, by: circumstances.mayWriteReadOnly ? nil : actor)
        let (now, id) = (now, circumstances.id ?? context.newID())
        let organisation = circumstances.organisation ?? owner(id, values, schema)
        let meta = RecordMeta(
            id: id, region: try region(try locality(values, schema) ?? circumstances.region), organisation: organisation ?? actor.organisation,
            department: organisation == nil ? actor.department : "", createdAt: now, createdBy: actor.id,
            isSimulated: try circumstances.isSimulated || isOfMadeUp(values, schema), revision: revision)
        let record = StoredRecord(meta: meta, values: values)
        guard actor.may(.create, schema, record) else { throw refusal(.create, schema) }
        try check(record, declaration)
        try checkRights(schema, before: nil, after: record)
        try writer.insert(schema.name, record)
        try finish(.create, schema, before: nil, after: record, request: circumstances.request)
        try renewWorkItems(record, declaration)
        return record
    }

    // MARK: update

    mutating func update(_ id: RecordID, version: Int?, _ submission: Submission, _ circumstances: Circumstances) throws -> StoredRecord {
        let declaration = try declaration(submission.kind)
        let schema = declaration.schema
        if let earlier = try earlierOutcome(circumstances.request, .update, id, schema) { return earlier }
        let before = try visible(id, schema)
        guard actor.may(.update, schema, before), !schema.traits.contains(.appendOnly) else { throw refusal(.update, schema) }
        if let version, version != before.meta.version { throw Refusal.conflict(before) }
        try refuseReadOnly(submission, schema, circumstances)
        if let flow = declaration.flow, submission[flow.column] != nil, !circumstances.mayWriteReadOnly {
            throw Refusal.invalid([Problem("flow-state", field: flow.column, "状态只能通过流程改变", en: "The state changes only by the steps of the flow")])
        }
        let revision = try revision(circumstances, schema, before)
        var values = try read(submission, schema, over: before.values, on: revision)
        // What another node already knows of a field that this one has not taken in yet.
        values += before.values.dropFirst(values.count)
        if values == before.values { return before }
        if let flow = declaration.flow, !circumstances.mayWriteReadOnly {
            let open = Set(flow.openColumns(before, schema).map(\.name))
            let isOpen = zip(schema.columns, zip(values, before.values)).allSatisfy { $1.0 == $1.1 || open.contains($0.name) }
            if !isOpen { throw flow.refusal(before, schema) }
        }
        try writer.checkReferences(values, unlike: before.values, schema, catalog, by: circumstances.mayWriteReadOnly ? nil : actor)
        if let name = schema.owner, let place = schema.place(of: name), values[place] != before.values[place] {
            throw Refusal.invalid([
                Problem("owner-fixed", field: name, "建档后不能改归他人，请删除后重新登记", en: "A record does not change its owner; please delete it and enter it anew")
            ])
        }
        if let region = try locality(values, schema), region != before.meta.region {
            throw Refusal.invalid([
                Problem(
                    "region-fixed", field: schema.locality, "建档后不能改到其他地区，请删除后重新登记",
                    en: "A record does not move to another region; please delete it and enter it anew")
            ])
        }
        var after = StoredRecord(meta: next(before.meta), values: values)
        after.meta.revision = revision
        try check(after, declaration)
        try checkRights(schema, before: before, after: after)
        try writer.update(schema.name, after)
        try finish(.update, schema, before: before, after: after, request: circumstances.request)
        if let flow = declaration.flow, after.value(of: flow.column, in: schema) != before.value(of: flow.column, in: schema) {
            try renewWorkItems(after, declaration)
        } else {
            try retitleWorkItems(after, declaration)
        }
        return after
    }

    // MARK: delete and erase

    mutating func delete(_ id: RecordID, version: Int?, in kind: String, request: String?) throws {
        let (schema, flow) = try (declaration(kind).schema, declaration(kind).flow)
        if try earlierOutcome(request, .delete, id, schema) != nil { return }
        let before = try visible(id, schema)
        let isDraft = flow?.mayDiscard(before, schema, by: actor) == true
        guard isDraft || actor.may(.delete, schema, before), !schema.traits.contains(.appendOnly) else { throw refusal(.delete, schema) }
        if let version, version != before.meta.version { throw Refusal.conflict(before) }
        if isDraft, let discarding = flow?.discarding { try onBehalf(isTrusted: true) { try discarding.apply(before, &$0) } }
        try checkRights(schema, before: before, after: nil)
        try removeWorkItems(of: id)
        if let declaration = catalog.kinds[kind] { try removeSeries(of: id, declaration) }
        try writer.delete(schema.name, id, version: before.meta.version)
        try finish(.delete, schema, before: before, after: nil, request: request)
    }

    /// Removes the personal data of a record from its row and from every ledger entry about it. The entries stay and prove that something
    /// was there (Personal Information Protection Law, in force 2021-11-01, art. 47).
    ///
    /// - Returns: the record as it is now; nil where it had been deleted, so that only its history was left to erase.
    mutating func erase(_ id: RecordID, in kind: String) throws -> StoredRecord? {
        let declaration = try declaration(kind)
        let schema = declaration.schema
        guard try writer.record(schema.name, id) != nil else {
            try eraseDeleted(id, schema)
            return nil
        }
        let before = try visible(id, schema)
        guard actor.mayErase(before, schema) else { throw refusal(.delete, schema) }
        try checkRights(schema, before: before, after: nil)
        var after = StoredRecord(meta: next(before.meta), values: before.values)
        for (place, column) in schema.columns.enumerated() where column.options.masking != nil && place < after.values.count {
            // Where no two may be equal, the id keeps them apart.
            let isAlone = column.options.isUnique || schema.uniqueGroups.contains { $0.contains(column.name) }
            after.values[place] = column.isRequired ? .text(isAlone ? "已删除 \(id.text)" : "已删除") : .null
        }
        try writer.update(schema.name, after)
        _ = try writer.erase(schema.name, id)
        // With the entries went what they said of the other fields; this one says it again.
        try log(.erase, schema, after.meta, request: nil, payload: Transaction.payload(schema, before: nil, after: after, remark: nil))
        try tally(schema, before: before, after: after)
        try retitleWorkItems(after, declaration)
        return after
    }

    /// The row of a deleted record is gone, its entries still hold the data. Who may erase them is told by what the ledger itself knows: where the
    /// record was, whose it was and who made it.
    private mutating func eraseDeleted(_ id: RecordID, _ schema: Schema) throws {
        guard let logged = LoggedRecord.replay(try writer.history(of: schema.name, id, limit: 100_000)) else { throw Refusal.notFound(kind: schema.name) }
        let trace = logged.record(schema)
        guard actor.may(.read, schema, trace) else { throw Refusal.notFound(kind: schema.name) }
        guard actor.mayErase(trace, schema) else { throw refusal(.delete, schema) }
        // Done before: there is nothing more to remove.
        guard try writer.erase(schema.name, id) > 0 else { return }
        try log(.erase, schema, trace.meta, request: nil, payload: JSON.object([]).bytes)
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

    func next(_ meta: RecordMeta) -> RecordMeta {
        var meta = meta
        meta.version += 1
        meta.updatedAt = now
        meta.updatedBy = actor.id
        return meta
    }

    /// The revision of the form that judges a change, which the record then names: the one on which the draft was begun. What the program enters is
    /// judged by what is declared, or by what judged the record before: nobody is there to fill in a new field.
    private func revision(_ circumstances: Circumstances, _ schema: Schema, _ before: StoredRecord?) throws(Refusal) -> Int {
        guard let asked = circumstances.revision else { return circumstances.mayWriteReadOnly ? before?.meta.revision ?? 1 : schema.revision }
        guard (1...schema.revision).contains(asked) else {
            throw .invalid([
                Problem("unknown-revision", field: "revision", "表单没有第 \(asked) 版，请重新打开表单", en: "The form has no revision \(asked); please open it again")
            ])
        }
        return max(asked, before?.meta.revision ?? 1)
    }

    /// The organisation that a new record belongs to by what it says; nil where that is the organisation of whoever enters it.
    private func owner(_ id: RecordID, _ values: [Stored], _ schema: Schema) -> String? {
        if schema.traits.contains(.ownsItself) { return id.ofOrganisation.text }
        guard let name = schema.owner, let place = schema.place(of: name), let text = values[place].text, let target = schema.columns[place].target else {
            return nil
        }
        return catalog.schema(target)?.traits.contains(.ownsItself) == true ? RecordID(stored: text).ofOrganisation.text : text
    }

    /// Whether what a new record belongs to is made up: then so is the record, whoever enters it, and it counts for nothing real.
    private func isOfMadeUp(_ values: [Stored], _ schema: Schema) throws -> Bool {
        guard let name = schema.owner, let place = schema.place(of: name), let text = values[place].text, let target = schema.columns[place].target else {
            return false
        }
        return try writer.record(target, RecordID(stored: text))?.meta.isSimulated == true
    }

    /// The region that a record is in by what it says; nil where it says none.
    private func locality(_ values: [Stored], _ schema: Schema) throws -> Region? {
        guard let name = schema.locality, let place = schema.place(of: name), let text = values[place].text else { return nil }
        guard let target = schema.columns[place].target else { return Region(text) }
        return try writer.record(target, RecordID(stored: text))?.meta.region
    }

    /// Where a new record belongs: where it was asked for, within the actor's own region.
    private func region(_ wanted: Region?) throws(Refusal) -> Region {
        guard let wanted, !wanted.code.isEmpty else { return actor.region }
        guard case .text(wanted.code)? = try? RegionKind().read(wanted.code) else {
            throw .invalid([Problem("not-a-region", field: "region", "“\(wanted.code.clipped)”不是行政区划代码", en: "“\(wanted.code.clipped)” is not a region code")])
        }
        guard actor.region.contains(wanted) else {
            throw .invalid([
                Problem("outside-region", field: "region", "不在您的管辖区域 \(actor.region.code) 内", en: "The region is outside yours (\(actor.region.code))")
            ])
        }
        return wanted
    }

    private func read(_ submission: Submission, _ schema: Schema, over before: [Stored]?, on revision: Int) throws(Refusal) -> [Stored] {
        do throws(Problems) { return try submission.values(for: schema, over: before, on: revision) } catch { throw .invalid(error.list) }
    }

    private func valid(_ outcome: Result<[Stored], Problems>) throws(Refusal) -> [Stored] {
        do throws(Problems) { return try outcome.get() } catch { throw .invalid(error.list) }
    }

    private func refuseReadOnly(_ submission: Submission, _ schema: Schema, _ circumstances: Circumstances) throws(Refusal) {
        if circumstances.mayWriteReadOnly { return }
        let problems = submission.readOnlyProblems(for: schema)
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private func check(_ record: StoredRecord, _ declaration: KindDeclaration) throws(Refusal) {
        let problems = declaration.checks.compactMap { $0.problem(record) }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    /// What a request of the same actor with the same key did before; nil for a first one.
    ///
    /// - Parameter id: the record that it is about; nil for one that is still to be made.
    func earlierOutcome(_ request: String?, _ action: Change.Action, _ id: RecordID?, _ schema: Schema) throws -> StoredRecord? {
        guard let request else { return nil }
        guard request.utf8.count <= 200 else {
            throw Refusal.invalid([Problem("request-too-long", "请求编号最多 200 个字符", en: "A request key has at most 200 characters")])
        }
        guard let change = try writer.outcome(ofRequest: request, by: actor.id)?.change else { return nil }
        guard change.kind == schema.name, change.action == action, id == nil || id == change.record else {
            throw Refusal.invalid([Problem("request-reused", "请求编号已用于另一次操作", en: "This request key was used for something else already")])
        }
        if action == .delete {
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
        try judge(schema, before: before, after: after)
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

    /// `{"before":{…},"after":{…},"step":"…","remark":"…"}`, with only the fields that differ. Of a secret only that it changed. Where there was nothing
    /// before, also whose the record is (`organisation`, `department`, unless that is nobody) and whether it is made up (`isSimulated`).
    static func payload(_ schema: Schema, before: StoredRecord?, after: StoredRecord?, remark: (step: String, text: String)?) -> [UInt8] {
        var json = JSONWriter()
        func fields(_ record: StoredRecord, unlike other: StoredRecord?, _ json: inout JSONWriter) {
            json.object { json in
                for (place, column) in schema.columns.enumerated() where place < record.values.count {
                    let value = record.values[place]
                    let earlier = other.map { place < $0.values.count ? $0.values[place] : .null } ?? .null
                    if value == earlier { continue }
                    json.member(column.name) { json in
                        if value.isNull {
                            json.raw("null")
                        } else if column.options.masking == .all {
                            json.string("***")
                        } else {
                            column.kind.write(value, to: &json)
                        }
                    }
                }
            }
        }
        json.object { json in
            if let before { json.member("before") { fields(before, unlike: after, &$0) } }
            if let after { json.member("after") { fields(after, unlike: before, &$0) } }
            if before == nil, let meta = after?.meta {
                if !meta.organisation.isEmpty { json.member("organisation") { $0.string(meta.organisation) } }
                if !meta.department.isEmpty { json.member("department") { $0.string(meta.department) } }
                json.member("isSimulated") { $0.raw(meta.isSimulated ? "true" : "false") }
            }
            if let remark {
                json.member("step") { $0.string(remark.step) }
                json.member("remark") { $0.string(remark.text) }
            }
        }
        return json.bytes
    }
}
