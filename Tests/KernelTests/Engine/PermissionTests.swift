import Testing

@testable import Kernel

@Suite("What may be seen and done")
struct PermissionTests {
    private func reference(_ record: StoredRecord) -> Submission.Input { .typed(record.meta.id.text) }

    @Test("Who has not signed in is asked to, and who may not is told so or told nothing")
    func refusals() async throws {
        let world = try await World()
        let made = try await world.desk().create(World.firm("甲"))
        let (nobody, observer) = (world.engine.desk(for: .nobody), world.desk("o", .observer))
        let change = Submission(kind: "firm", ["staff": .typed("5")])
        #expect(await refusal { () async throws(Refusal) in try await nobody.create(World.firm("乙")) } == .unknown)
        #expect(await refusal { () async throws(Refusal) in try await nobody.records(Query("firm")) } == .unknown)
        #expect(await refusal { () async throws(Refusal) in try await nobody.inbox() } == .unknown)
        #expect(await refusal { () async throws(Refusal) in try await nobody.update(made.meta.id, version: 1, change) } == .notFound(kind: "firm"))
        #expect(await refusal { () async throws(Refusal) in try await observer.update(made.meta.id, version: 1, change) } == .forbidden(.update, kind: "firm"))
        #expect(
            await refusal { () async throws(Refusal) in try await observer.delete(made.meta.id, version: 1, in: "firm") } == .forbidden(.delete, kind: "firm"))
        #expect(await refusal { () async throws(Refusal) in try await observer.records(Query("session")) } == .notFound(kind: "session"))
        #expect(await refusal { () async throws(Refusal) in try await observer.records(Query("unheard")) } == .notFound(kind: "unheard"))
        #expect(try await observer.records(Query("firm")).count == 1)
    }

    @Test("Lists, numbers and search hold what the actor may see, and pages follow on one another")
    func lists() async throws {
        let world = try await World()
        for index in 0..<25 {
            _ = try await world.desk(in: index % 5 == 0 ? "500238" : "500114").create(World.firm("山河\(index)", ["staff": "\(index % 7)"]))
        }
        let desk = world.desk()
        #expect(try await desk.count("firm") == 20)
        #expect(try await world.desk(in: "500000").count("firm") == 25)
        #expect(try await desk.search("山河").count == 20)
        #expect(try await desk.search("山河 24").count == 1)
        #expect(try await desk.summary(Summary("firm")).first?.measures == [.integer(20)])
        var (seen, cursor): ([StoredRecord], Query.Cursor?) = ([], nil)
        repeat {
            let page = try await desk.records(Query("firm", order: Query.Order("staff"), after: cursor.flatMap { Query.Cursor($0.text) }, limit: 6))
            seen += page
            cursor = page.last.map { Query.Cursor(value: $0.value(of: "staff", in: Firm.kind.declared) ?? .null, id: $0.meta.id) }
            if page.isEmpty { break }
        } while seen.count < 100
        #expect(seen.count == 20 && Set(seen.map(\.meta.id)).count == 20)
        #expect(seen.map { Row<Firm>($0).staff ?? -1 } == seen.map { Row<Firm>($0).staff ?? -1 }.sorted())
    }

    @Test("A reference to a record that may not be seen is one to nothing")
    func references() async throws {
        let world = try await World()
        let (mine, theirs) = (try await world.desk().create(World.firm("甲")), try await world.desk(in: "500238").create(World.firm("乙")))
        let desk = world.desk()
        for (field, input) in [
            ("firm", reference(theirs)), ("partners", .json([.string(mine.meta.id.text), .string(theirs.meta.id.text)])),
            ("firm", .typed(world.time.context.newID().text)),
        ] {
            let refused = await refusal { () async throws(Refusal) in
                try await desk.create(Submission(kind: "project", ["leader": .typed("张三丰"), field: input]))
            }
            #expect(refused?.problems.map(\.code) == ["dangling"] && refused?.problems.first?.field == field)
        }
        let project = try await desk.create(Submission(kind: "project", ["leader": .typed("张三丰"), "firm": reference(mine)]))
        let refused = await refusal { () async throws(Refusal) in
            try await desk.update(project.meta.id, version: 1, Submission(kind: "project", ["firm": reference(theirs)]))
        }
        #expect(refused?.problems.map(\.code) == ["dangling"])
        let whole = try await world.desk(in: "500000").update(project.meta.id, version: 1, Submission(kind: "project", ["firm": reference(theirs)]))
        #expect(
            try await desk.update(whole.meta.id, version: 2, Submission(kind: "project", ["leader": .typed("李四")])).meta.version == 3, "what was there may stay"
        )
    }

    @Test("A question about another record is answered as far as that record may be seen")
    func oracle() async throws {
        let world = try await World()
        let theirs = try await world.desk(in: "500238").create(World.firm("乙", ["stage": "成长"]))
        let project = try await world.desk().create(Submission(kind: "project", ["leader": .typed("张三丰")]))
        _ = try await world.desk(in: "500000").update(project.meta.id, version: 1, Submission(kind: "project", ["firm": reference(theirs)]))
        let question = Condition.referenced(column: "firm", kind: "firm", .compare("stage", .equal, .text("growth")))
        #expect(try await world.desk(in: "500000").count("project", where: question) == 1)
        #expect(try await world.desk().count("project", where: question) == 0)
        let member = Role("member", "成员", Grant([.read], of: "project"))
        #expect(
            await refusal { () async throws(Refusal) in try await world.desk("m", member).count("project", where: .any([.never, question])) }
                == .notFound(kind: "firm"))
    }

    @Test("Nobody finds out personal data by asking for them")
    func personal() async throws {
        let world = try await World()
        _ = try await world.desk().create(World.firm("甲", ["phone": "13812345678"]))
        let desk = world.desk()
        let condition = Condition.not(.all([.hasPrefix("phone", "138")]))
        let refused: [Refusal?] = [
            await refusal { () async throws(Refusal) in try await desk.count("firm", where: condition) },
            await refusal { () async throws(Refusal) in try await desk.records(Query("firm", order: Query.Order("phone"))) },
            await refusal { () async throws(Refusal) in try await desk.page(Query("firm", where: condition)).count },
            await refusal { () async throws(Refusal) in try await desk.summary(Summary("firm", by: [.prefix("phone", 3)])) },
            await refusal { () async throws(Refusal) in try await desk.summary(Summary("firm", [.maximum("phone")])) },
        ]
        #expect(refused == [Refusal?](repeating: .forbidden(.readPersonal, kind: "firm"), count: 5))
        #expect(try await world.desk("root", .administrator).count("firm", where: condition) == 0)
        #expect(try await desk.search("13812345678").isEmpty, "search does not hold personal data")
    }

    @Test("An actor who reaches their own records sees and changes those alone")
    func own() async throws {
        let world = try await World()
        let (one, other) = (world.desk("one", .applicant), world.desk("other", .applicant))
        let project = try await one.create(Submission(kind: "project", ["leader": .typed("张三丰")]))
        let change = Submission(kind: "project", ["leader": .typed("李四")])
        #expect(try await one.count("project") == 1)
        #expect(try await other.count("project") == 0)
        #expect(await refusal { () async throws(Refusal) in try await other.update(project.meta.id, version: 1, change) } == .notFound(kind: "project"))
        #expect(
            await refusal { () async throws(Refusal) in try await other.move(project.meta.id, in: "project", step: "submit") } == .notFound(kind: "project"))
        #expect(try await other.inbox().isEmpty)
        #expect(try await one.inbox().count == 1)
    }
}
