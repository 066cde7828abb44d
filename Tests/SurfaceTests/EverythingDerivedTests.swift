import Documents
@testable import Exchange
@testable import Kernel
import Testing

/// From the declaration of a kind follows everything that can be done with its records; here all of it is done to every kind.
@Suite struct EverythingDerivedTests {
    /// Kinds in an order in which what is referred to comes first.
    static func kinds(_ catalog: Catalog) -> [KindDeclaration] {
        var (ordered, names): ([KindDeclaration], Set<String>) = ([], [])
        let all = catalog.kinds.values.sorted { $0.schema.name < $1.schema.name }
        while ordered.count < all.count {
            guard
                let next = all.first(where: { kind in
                    !names.contains(kind.schema.name)
                        && kind.schema.columns.allSatisfy { column in
                            (column.target ?? (column.kind is FileKind ? "fileInfo" : nil)).map { names.contains($0) } ?? true
                        }
                })
            else { break }
            names.insert(next.schema.name)
            ordered.append(next)
        }
        return ordered
    }

    @Test(arguments: Database.available) func everyKindCanBeMadeReadChangedFoundSortedCountedAndRemoved(_ database: Database) async throws {
        try await withWorld(database) { world in
            var filler = Filler(7)
            let kinds = Self.kinds(world.engine.catalog)
            #expect(kinds.count == world.engine.catalog.kinds.count)
            var alone: [(kind: KindDeclaration, id: RecordID)] = []
            for kind in kinds {
                let schema = kind.schema
                var made: [StoredRecord] = []
                for _ in 0..<6 { made.append(try await world.program.make(filler.submission(schema))) }
                alone.append((kind, try #require(made.first).meta.id))
                filler.known[schema.name] = made.dropFirst().map(\.meta.id)
                for record in made { #expect(try await world.program.record(record.meta.id, in: schema.name) == record, "\(schema.name)") }
                try await change(&filler, made[1], schema, world)
                try await find(schema, world)
            }
            for (kind, id) in alone.reversed() { try await remove(id, kind.schema, world) }
        }
    }

    private func change(_ filler: inout Filler, _ before: StoredRecord, _ schema: Schema, _ world: World) async throws {
        var submission = Submission(kind: schema.name)
        for column in schema.columns where !column.options.isUnique && schema.uniqueGroups.allSatisfy({ !$0.contains(column.name) }) && column.name != "hours" {
            let value = filler.value(column, of: schema)
            if !value.isNull { submission[column.name] = .value(value) }
        }
        if schema.traits.contains(.appendOnly) {
            #expect(await refusal { try await world.program.set(before.meta.id, submission) }?.code == "forbidden", "\(schema.name)")
            return
        }
        let after = try await world.program.set(before.meta.id, submission)
        #expect(after.meta.version == 2)
        #expect(try await world.program.record(before.meta.id, in: schema.name) == after, "\(schema.name)")
        for (name, input) in submission.inputs { #expect(after.value(of: name, in: schema).map { .value($0) } == input, "\(schema.name).\(name)") }
        #expect(
            await refusal { try await world.program.update(before.meta.id, version: 1, Submission(kind: schema.name)) }?.code == "conflict", "\(schema.name)")
        let history = try await world.program.history(of: before.meta.id, in: schema.name)
        #expect(history.map(\.change.action) == (schema.isLogged ? [.update, .create] : []), "\(schema.name)")
    }

    /// Every question is also answered by memory, one record at a time.
    private func find(_ schema: Schema, _ world: World) async throws {
        let desk = world.program
        let all = try await desk.records(Query(schema.name, order: .oldestFirst, limit: 1000))
        #expect(try await desk.count(schema.name) == all.count)
        #expect(try await desk.page(Query(schema.name, limit: 3)).records == Array(all.reversed().prefix(3)))
        for column in schema.columns where column.isIndexed {
            for record in all.prefix(4) {
                let value = record.value(of: column.name, in: schema) ?? .null
                let conditions: [Condition] =
                    value.isNull
                    ? [.isNull(column.name)] : [.compare(column.name, .equal, value), .among(column.name, [value]), .compare(column.name, .lessOrEqual, value)]
                for condition in conditions {
                    let expected = all.filter { record in condition.holds { record.value(of: $0, in: schema) ?? .null } }
                    #expect(
                        try await desk.records(Query(schema.name, where: condition, order: .oldestFirst, limit: 1000)) == expected,
                        "\(schema.name) \(condition)")
                    #expect(try await desk.count(schema.name, where: condition) == expected.count)
                }
            }
        }
        for column in schema.columns {
            for isDescending in [false, true] {
                let order = Query.Order(column.name, isDescending: isDescending)
                let sorted = all.sorted { left, right in
                    let (a, b) = (left.value(of: column.name, in: schema) ?? .null, right.value(of: column.name, in: schema) ?? .null)
                    let isBefore = a == b ? left.meta.id < right.meta.id : Stored.precedes(a, b)
                    return isBefore != isDescending
                }
                var (pages, after): ([RecordID], Query.Cursor?) = ([], nil)
                repeat {
                    let page = try await desk.records(Query(schema.name, order: order, after: after, limit: 4))
                    pages += page.map(\.meta.id)
                    after = page.count < 4 ? nil : page.last.map { Query.Cursor(value: $0.value(of: column.name, in: schema) ?? .null, id: $0.meta.id) }
                } while after != nil
                #expect(pages == sorted.map(\.meta.id), "\(schema.name) by \(column.name)")
            }
        }
        guard !schema.isHidden, let column = schema.columns.first(where: { $0.options.isSearchable && $0.options.masking == nil }) else { return }
        for record in all.prefix(3) {
            guard let text = record.value(of: column.name, in: schema)?.text, column.kind is TextKind else { continue }
            let found = try await desk.search(text).map(\.record.meta.id)
            #expect(found.contains(record.meta.id), "\(schema.name) is not found by “\(text)”")
        }
    }

    private func remove(_ id: RecordID, _ schema: Schema, _ world: World) async throws {
        if schema.traits.contains(.appendOnly) {
            #expect(await refusal { try await world.program.delete(id, version: nil, in: schema.name) }?.code == "forbidden", "\(schema.name)")
            return
        }
        try await world.program.delete(id, version: nil, in: schema.name)
        #expect(await refusal { try await world.program.record(id, in: schema.name) } == .notFound(kind: schema.name))
        let actions = try await world.store.read { try $0.history(of: schema.name, id, limit: 1) }.map(\.change.action)
        #expect(actions == (schema.isLogged ? [.delete] : []), "\(schema.name)")
    }

    @Test(arguments: Database.available, Language.allCases)
    func everyTemplateIsFilledImportedExportedAndImportedAgain(_ database: Database, _ language: Language) async throws {
        try await withWorld(database) { world in
            var filler = Filler(11)
            for kind in Self.kinds(world.engine.catalog) {
                let schema = kind.schema
                for _ in 0..<2 { filler.known[schema.name, default: []].append(try await world.program.make(filler.submission(schema)).meta.id) }
                let columns = schema.columns.filter { !$0.options.isReadOnly && $0.options.masking != .all }
                // A kind with required fields that only the program sets cannot come from a sheet.
                if schema.columns.contains(where: { column in
                    column.isRequired && column.options.initial == nil && !columns.contains { $0.name == column.name } && kind.flow?.column != column.name
                }) {
                    continue
                }

                var template = RecordWorkbook.template(schema, language, catalog: world.engine.catalog)
                let forms = (0..<7).map { _ in filler.submission(schema, all: false) }
                template.sheets[0].rows = forms.map { form in
                    columns.map { column in if case .typed(let text)? = form[column.name] { .text(text) } else { .empty } }
                }
                let first = try await imported(try template.bytes(), schema, world, seed: 1)
                #expect(first.count == 7, "\(schema.name)")
                for (record, form) in zip(first, forms) {
                    for column in columns {
                        guard case .typed(let text)? = form[column.name] else { continue }
                        #expect(record.value(of: column.name, in: schema) == (try column.read(text)), "\(schema.name).\(column.name)")
                    }
                }
                if schema.traits.contains(.appendOnly) { continue }
                let export = Workbook(sheets: [
                    Workbook.Sheet(
                        name: "x", columns: RecordWorkbook.exportColumns(schema, language),
                        rows: first.map { RecordWorkbook.row($0, schema, language, masked: false) })
                ])
                for record in first { try await world.program.delete(record.meta.id, version: nil, in: schema.name) }
                let second = try await imported(try export.bytes(), schema, world, seed: 2)
                #expect(second.map(\.values) == first.map(\.values), "\(schema.name)")
            }
        }
    }

    /// The records that a file becomes, in its order; everything in it must be right.
    private func imported(_ bytes: [UInt8], _ schema: Schema, _ world: World, seed: UInt64) async throws -> [StoredRecord] {
        let seed = RecordID(at: world.engine.context.now(), random: (0, seed))
        let run = try RecordImport(world.program, schema.name)
        let sheet = try run.source(bytes, named: "x.xlsx")
        let dry = try await run.check(sheet)
        #expect(dry.bad.map { "\(schema.name) \($0.number): \($0.problems.map(\.message.english))" } == [])
        let report = try await run.store(sheet, seed: seed)
        #expect(report.stored == dry.rows)
        let ids = (0..<dry.rows).map { RowIDs(seed: seed).id(of: $0 + 2) }
        var records: [StoredRecord] = []
        for id in ids { records.append(try await world.program.record(id, in: schema.name)) }
        return records
    }
}
