import HTTPTypes
import Kernel
import Operations

/// One record.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/a/{kind}/new`; POST `/a/{kind}` | a form for a new record; make it |
/// | GET | `/a/{kind}/{id}` | its page |
/// | GET POST | `/a/{kind}/{id}/edit` | a form with its values; change it |
/// | POST | `/a/{kind}/{id}/delete`, `/assign`; GET `/assignees` | who could be given the step |
/// | POST | `/a/{kind}/{id}/erase`; GET `/a/{kind}/deleted` | erase its personal data for ever; deleted ones that still have some |
/// | GET | `/a/{kind}/{id}/history`, `/reveal/{column}` | all changes; one personal value, which is logged |
struct RecordPageRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/a/{kind}/new", .page, new)
        routes.on(.post, "/a/{kind}", .page, create)
        routes.on(.get, "/a/{kind}/{id}", .page, detail)
        routes.on(.get, "/a/{kind}/{id}/edit", .page, edit)
        routes.on(.post, "/a/{kind}/{id}/edit", .page, update)
        routes.on(.post, "/a/{kind}/{id}/delete", .page, delete)
        routes.on(.post, "/a/{kind}/{id}/erase", .page, erase)
        routes.on(.get, "/a/{kind}/deleted", .page, deleted)
        routes.on(.post, "/a/{kind}/{id}/assign", .page, assign)
        routes.on(.get, "/a/{kind}/{id}/assignees", .page, assignees)
        routes.on(.get, "/a/{kind}/{id}/history", .page, history)
        routes.on(.get, "/a/{kind}/{id}/reveal/{column}", .page, reveal)
        routes.on(.get, "/a/{kind}/{id}/related/{other}/{column}", .page, related)
    }

    // MARK: looking

    @Sendable private func detail(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        let record = try await desk.record(id, in: schema.name)
        let flow = pages.flow(schema)
        let changes = try await desk.history(of: id, in: schema.name, limit: 11)
        let items = pages.items(Array(changes.prefix(10)), schema)
        var reached: [String: Instant] = [:]
        if let flow {
            reached[flow.initial] = record.meta.createdAt
            for item in items.reversed() {
                for field in item.fields where field.column == flow.column { if let state = field.after.text { reached[state] = item.at } }
            }
        }
        let view = DetailView(
            schema: schema, flow: flow, record: record, names: try await pages.names([record], schema, call.actor, users: Set(items.map(\.actor))),
            moves: try await moves(record, schema, flow, desk), reached: reached, related: try await related(to: record, schema, desk, call),
            changes: items, hasMoreChanges: changes.count > 10, applicationLabel: pages.applicationLabel(schema),
            mayGivePassword: schema.name == RecordName.of(User.self) && call.actor.may(.configure, schema),
            mayTurnCodesOff: schema.name == RecordName.of(User.self) && call.actor.may(.configure, schema) && Row<User>(record).totpSecret != nil,
            tabs: pages.tabs(record, schema, call, current: nil), operations: desk.operations(on: schema.name).map { .operation($0.code, record: id) },
            deeds: DeedBook(catalog: pages.core.catalog, actor: call.actor, records: [id: record]))
        return await pages.page(view, call, current: .list(kind: schema.name))
    }

    private func moves(_ record: StoredRecord, _ schema: Schema, _ flow: FlowTable?, _ desk: Desk) async throws -> Moves {
        guard let flow else { return Moves() }
        let items = try await desk.waiting(with: record.meta.id, in: schema.name)
        let people = Set(items.compactMap { $0.assignee })
        let names = try await pages.names([], User.kind.declared, desk.actor, users: people)
        let waits = items.map { item in
            if let person = item.assignee { return Moves.Wait(who: Label(names.user(person), en: names.user(person)), isPerson: true, since: item.since) }
            return Moves.Wait(who: pages.core.catalog.roles[item.role]?.label ?? Label(item.role, en: item.role), since: item.since)
        }
        return Moves(
            flow, record, schema, for: desk.actor, due: items.compactMap { $0.due }.min(), waits: waits,
            isAssigned: !people.isDisjoint(with: desk.actor.people), calendar: (pages.core.now.day, pages.engine.workingDays))
    }

    private func related(to record: StoredRecord, _ schema: Schema, _ desk: Desk, _ call: Call) async throws -> [DetailView.Related] {
        var list: [DetailView.Related] = []
        for other in pages.core.catalog.schemas where !other.isHidden && call.actor.may(.read, other) && !other.isGoverning {
            for column in other.columns where column.target == schema.name {
                let condition = Condition.compare(column.name, .equal, .text(record.meta.id.text))
                let (records, count) = try await desk.page(Query(other.name, where: condition, limit: 5), countLimit: 1001)
                if records.isEmpty { continue }
                list.append(
                    DetailView.Related(
                        schema: other, flow: pages.flow(other), column: column.name, records: records, names: try await pages.names(records, other, call.actor),
                        count: ListView.Count(min(count, 1000), isMore: count > 1000)))
            }
        }
        return list
    }

    @Sendable private func related(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let id = try call.recordID(1, of: call.value(0))
        let other = try desk.schema(call.value(2))
        guard let column = other[call.value(3)], column.target == call.value(0) else { throw WebFailure.noSuchAddress }
        return .redirect(Address.list(kind: other.name, [Address.Parameter(column.name, id.text)]).text)
    }

    @Sendable private func history(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let record = try await desk.record(try call.recordID(1, of: schema.name), in: schema.name)
        let items = pages.items(try await desk.history(of: record.meta.id, in: schema.name), schema)
        let view = HistoryView(
            schema: schema, flow: pages.flow(schema), record: record.meta.id, recordTitle: RecordTitles.title(of: record, schema, call.language),
            changes: items,
            names: try await pages.names([record], schema, call.actor, users: Set(items.map(\.actor))))
        return await pages.page(view, call, current: .list(kind: schema.name))
    }

    @Sendable private func reveal(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let record = try await desk.record(try call.recordID(1, of: schema.name), in: schema.name)
        guard let column = schema[call.value(2)], column.isPersonal, !column.isSecret else { throw Refusal.notFound(kind: schema.name) }
        guard call.actor.may(.readPersonal, schema, record) else { throw Refusal.forbidden(.readPersonal, kind: schema.name) }
        try await Journal(engine: pages.engine).note(
            .export, kind: schema.name, record: record.meta.id, actor: call.actor.id, region: record.meta.region, ["field": .string(column.name)])
        return .html(RevealedValue(column: column, value: record.value(of: column.name, in: schema) ?? .null).part(pages.visit(call)))
    }

    // MARK: forms

    @Sendable private func new(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk, .create)
        let typed = Dictionary(call.query.items.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return await pages.page(FormView(schema: schema, flow: pages.flow(schema), typed: typed), call, current: .list(kind: schema.name))
    }

    @Sendable private func create(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk, .create)
        let form = try await pages.form(call)
        var typed = FormFields(form.texts.items.map { ($0.name, $0.value) }, schema).typed
        do {
            let fields = FormFields(form.texts.items.map { ($0.name, $0.value) }, schema, uploads: try await pages.uploads(form, schema, desk, &typed))
            let record = try await desk.create(withoutState(fields.submission, schema), id: fields.id, request: fields.request, revision: fields.revision)
            if fields.wantsAnother { return .redirect(Address.new(kind: schema.name).text) }
            return .redirect(back(typed) ?? Address.record(kind: schema.name, record.meta.id).text)
        } catch {
            if call.isFromOutbox { throw error }
            return try await again(error, schema, nil, typed, call)
        }
    }

    @Sendable private func edit(_ call: Call) async throws -> Answer {
        let (_, whole, found) = try await changeable(call, .update)
        let schema = shown(whole, found, call.actor)
        let record = Self.shown(found, whole, as: schema)
        let typed = call.query["return"].map { ["return": $0] } ?? [:]
        return await pages.page(
            FormView(schema: schema, flow: pages.flow(schema), record: record, typed: typed, names: try await pages.names([record], schema, call.actor)), call,
            current: .list(kind: schema.name))
    }

    @Sendable private func update(_ call: Call) async throws -> Answer {
        let (desk, whole, found) = try await changeable(call, .update)
        let form = try await pages.form(call)
        let schema = shown(whole, found, call.actor)
        let record = Self.shown(found, whole, as: schema)
        let pairs = ConflictChoice.fields(form.texts.items.map { ($0.name, $0.value) }, schema)
        var typed = FormFields(pairs, schema).typed
        do {
            let fields = FormFields(pairs, schema, uploads: try await pages.uploads(form, schema, desk, &typed))
            let changed = try await desk.update(
                record.meta.id, version: fields.version, withoutState(fields.submission, schema), request: fields.request, revision: fields.revision)
            return .redirect(back(typed) ?? Address.record(kind: schema.name, changed.meta.id).text)
        } catch let error where call.isFromOutbox {
            throw error
        } catch Refusal.conflict(let newest) {
            let theirs = Self.shown(newest, whole, as: schema)
            var mine: [String: Stored] = [:]
            for column in schema.columns where !column.options.isReadOnly {
                if case .typed(let text)? = FormFields(pairs, schema).submission[column.name], let value = try? column.read(text) { mine[column.name] = value }
            }
            let before = await seen(FormFields(pairs, schema).version, newest, whole, desk).map { Self.shown($0, whole, as: schema) }
            let view = ConflictView(
                schema: schema, theirs: theirs, before: before, typed: typed, mine: mine, names: try await pages.names([theirs], schema, call.actor))
            return await pages.page(view, call, current: .list(kind: schema.name), status: 409)
        } catch {
            return try await again(error, schema, record, typed, call)
        }
    }

    /// Where the reader came from; nil for the record.
    private func back(_ typed: [String: String]) -> String? { typed["return"].flatMap { $0.isEmpty ? nil : Returns.safe($0) } }

    /// The record as it was at a version, by taking back what the ledger knows of later changes; nil where that is not all of them.
    private func seen(_ version: Int?, _ newest: StoredRecord, _ schema: Schema, _ desk: Desk) async -> StoredRecord? {
        guard let version, case let count = newest.meta.version - version, (1...50).contains(count) else { return nil }
        guard let history = try? await desk.history(of: newest.meta.id, in: schema.name) else { return nil }
        let changes = history.filter { $0.change.action == .update || $0.change.action == .move }.prefix(count)
        guard changes.count == count, changes.allSatisfy({ !$0.isErased }) else { return nil }
        var values = newest.values
        for logged in changes {
            guard let payload = try? JSON(parsing: logged.change.payload) else { return nil }
            for (place, column) in schema.columns.enumerated() {
                let (old, new) = (payload["before"]?[column.name], payload["after"]?[column.name])
                if old != nil || new != nil { values[place] = old.flatMap { try? column.read($0) } ?? .null }
            }
        }
        return StoredRecord(meta: newest.meta, values: values)
    }

    /// The kind with the fields that a form for changes of this record has: without personal ones for those who may not see them, since it would
    /// overwrite them, and with those only that can be changed in the state that the record is in.
    private func shown(_ schema: Schema, _ record: StoredRecord, _ actor: Actor) -> Schema {
        let open = pages.flow(schema).map { flow in Set(flow.openColumns(record, schema).map(\.name) + [flow.column]) }
        let mayReadPersonal = actor.may(.readPersonal, schema, record)
        let columns = schema.columns.filter { ($0.options.isReadOnly || open?.contains($0.name) ?? true) && (mayReadPersonal || !$0.isPersonal) }
        if columns.count == schema.columns.count { return schema }
        return schema.only(columns)
    }

    private static func shown(_ record: StoredRecord, _ whole: Schema, as schema: Schema) -> StoredRecord {
        if schema.columns.count == whole.columns.count { return record }
        return StoredRecord(meta: record.meta, values: zip(whole.columns, record.values).filter { schema[$0.0.name] != nil }.map(\.1))
    }

    /// The same form with what was typed and what is wrong with it.
    private func again(_ error: any Error, _ schema: Schema, _ record: StoredRecord?, _ typed: [String: String], _ call: Call) async throws -> Answer {
        let failure = WebFailure(error)
        guard failure.status == 422 || failure.status == 409 || failure.status == 413 else { throw error }
        let problems = failure.problems.isEmpty ? [Problem(failure.code, failure.message.chinese, en: failure.message.english)] : failure.problems
        let names = try await pages.names(record.map { [$0] } ?? [], schema, call.actor)
        let view = FormView(schema: schema, flow: pages.flow(schema), record: record, typed: typed, problems: problems, names: names)
        return await pages.page(view, call, current: .list(kind: schema.name), status: failure.status)
    }

    /// The state changes only by the steps of the flow, whatever a form says.
    private func withoutState(_ submission: Submission, _ schema: Schema) -> Submission {
        guard let flow = pages.flow(schema) else { return submission }
        var submission = submission
        submission[flow.column] = nil
        return submission
    }

    private func changeable(_ call: Call, _ action: Action) async throws -> (Desk, Schema, StoredRecord) {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let record = try await desk.record(try call.recordID(1, of: schema.name), in: schema.name)
        let isDraft = action == .delete && pages.flow(schema)?.mayDiscard(record, schema, by: call.actor) == true
        guard isDraft || call.actor.may(action, schema, record) else { throw Refusal.forbidden(action, kind: schema.name) }
        if action == .update, let flow = pages.flow(schema), flow.openColumns(record, schema).isEmpty { throw flow.refusal(record, schema) }
        return (desk, schema, record)
    }

    // MARK: steps

    @Sendable private func delete(_ call: Call) async throws -> Answer {
        let (desk, schema, record) = try await changeable(call, .delete)
        let form = try await Form.read(call, limit: 16_384)
        try await desk.delete(record.meta.id, version: Int(form["version"]), in: schema.name)
        return .redirect(Address.list(kind: schema.name).text)
    }

    @Sendable private func erase(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        _ = try await Form.read(call, limit: 16_384)
        let isLeft = try await desk.erase(id, in: schema.name) != nil
        let back: Address = isLeft ? .record(kind: schema.name, id) : .deleted(kind: schema.name)
        return pages.redirect(back.text, saying: Visit.Message(Words(language: call.language).erasedNow))
    }

    @Sendable private func deleted(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let words = String((call.query["q"] ?? "").prefix(60))
        let found = try await desk.deleted(schema.name, containing: words)
        let names = try await pages.names([], schema, call.actor, users: Set(found.map(\.by)))
        return await pages.page(DeletedView(schema: schema, found: found, words: words, names: names), call, current: .list(kind: schema.name))
    }

    @Sendable private func assign(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        let form = try await Form.read(call, limit: 16_384)
        guard let user = RecordID(form["user"]) else { throw WebFailure.invalid("required", field: "user", "请选择承办人", en: "Please choose a user") }
        try await desk.assign(id, in: schema.name, to: user, due: try pages.deadline(form))
        return .redirect(Address.record(kind: schema.name, id).text)
    }

    /// Users who could take the step that waits: they may see the record and move records of its kind.
    @Sendable private func assignees(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk, .move)
        let record = try await desk.record(try call.recordID(1, of: schema.name), in: schema.name)
        var people: [Row<User>] = []
        for user in try await Colleagues(pages: pages).named(call.typedWords) where people.count < 10 {
            let actor = try await pages.core.visitors.people.actor(of: user)
            if actor.may(.read, schema, record), actor.may(.move, schema, record) { people.append(user) }
        }
        return .html(Colleagues.suggestions(people).part(pages.visit(call)))
    }
}
