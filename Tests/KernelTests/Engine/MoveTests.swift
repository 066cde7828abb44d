import Testing

@testable import Kernel

@Suite("Moves and what waits")
struct MoveTests {
    private func project(_ world: World, by id: String = "clerk", _ others: [String: String] = [:]) async throws -> StoredRecord {
        let firm = try await world.desk(id, .clerk).create(World.firm("甲\(id)"))
        let inputs = ["leader": "张三丰", "firm": firm.meta.id.text].merging(others) { $1 }
        return try await world.desk(id, .clerk).create(Submission(kind: "project", inputs.mapValues { .typed($0) }))
    }

    private func state(_ record: StoredRecord) -> Project.State { Row<Project>(record).state }

    @Test("The state is set by the flow alone: neither a new record nor a change can bring its own")
    func noShortcut() async throws {
        let world = try await World()
        let made = try await project(world, ["state": "已受理"])
        #expect(state(made) == .draft)
        let change = Submission(kind: "project", ["state": .typed("已受理")])
        #expect(
            await refusal { () async throws(Refusal) in try await world.desk("clerk", .clerk).update(made.meta.id, version: 1, change) }?.problems.map(\.code)
                == ["flow-state"])
    }

    @Test("The program may set a state, and what waits follows")
    func bySystem() async throws {
        let world = try await World()
        let system = world.engine.desk(for: .system)
        let made = try await system.make(Submission(kind: "project", ["leader": .typed("张三丰"), "state": .typed("已受理")]), region: Region("500114"))
        #expect(state(made) == .accepted)
        #expect(try await world.desk("o", .office).inbox().map(\.state) == ["accepted"])
        _ = try await system.set(made.meta.id, Submission(kind: "project", ["state": .typed("已结题")]))
        #expect(try await world.desk("o", .office).inbox().isEmpty)
        #expect(
            await refusal { () async throws(Refusal) in try await system.set(made.meta.id, Submission(kind: "project", ["state": .value(.text("gone"))])) }?
                .problems.map(\.code) == ["not-a-choice"])
    }

    @Test("A step is taken from its state, by its roles, when its condition holds")
    func steps() async throws {
        let world = try await World()
        let (clerk, office) = (world.desk("clerk", .clerk), world.desk("o", .office))
        let bare = try await clerk.create(Submission(kind: "project", ["leader": .typed("李四")]))
        #expect(await refusal { () async throws(Refusal) in try await clerk.move(bare.meta.id, in: "project", step: "submit") } == .closed("请先填写承担单位"))
        let made = try await project(world)
        #expect(await refusal { () async throws(Refusal) in try await office.move(made.meta.id, in: "project", step: "close") }?.code == "step-closed")
        #expect(
            await refusal { () async throws(Refusal) in try await office.move(made.meta.id, in: "project", step: "submit") }
                == .forbidden(.move, kind: "project"))
        let submitted = try await clerk.move(made.meta.id, in: "project", version: 1, step: "submit", request: "r1")
        #expect(state(submitted) == .submitted && submitted.meta.version == 2)
        #expect(try await clerk.move(made.meta.id, in: "project", version: 1, step: "submit", request: "r1") == submitted, "sent twice")
        #expect(
            await refusal { () async throws(Refusal) in try await clerk.move(made.meta.id, in: "project", version: 1, step: "submit") } == .conflict(submitted))
        #expect(
            await refusal { () async throws(Refusal) in try await office.move(made.meta.id, in: "project", step: "return", remark: "  ") }?.problems.map(\.code)
                == ["remark-required"])
        #expect(
            await refusal { () async throws(Refusal) in
                try await office.move(made.meta.id, in: "project", step: "return", remark: String(repeating: "长", count: 2001))
            }?.problems.map(\.code) == ["too-long"])
        #expect(state(try await office.move(made.meta.id, in: "project", step: "return", remark: "请补充")) == .draft)
        let last = try #require(try await clerk.history(of: made.meta.id, in: "project").first)
        #expect(try JSON(parsing: last.change.payload)["remark"] == "请补充")
    }

    @Test("A step for two moves with the second signature, nobody signs twice, and a changed record is signed anew")
    func countersign() async throws {
        let world = try await World()
        let made = try await project(world)
        let (one, two) = (world.desk("one", .office), world.desk("two", .office))
        _ = try await world.desk("clerk", .clerk).move(made.meta.id, in: "project", step: "submit")
        let remark = String(repeating: "同意", count: 900)
        #expect(state(try await one.move(made.meta.id, in: "project", step: "accept", remark: remark)) == .submitted)
        #expect(await refusal { () async throws(Refusal) in try await one.move(made.meta.id, in: "project", step: "accept") }?.code == "step-closed")
        _ = try await one.update(made.meta.id, version: 2, Submission(kind: "project", ["leader": .typed("李四")]))
        #expect(state(try await two.move(made.meta.id, in: "project", step: "accept")) == .submitted, "what was signed is not there any more")
        #expect(state(try await one.move(made.meta.id, in: "project", step: "accept")) == .accepted)
        #expect(world.store.kept.records["signOff"]?.count == 3)
    }

    @Test("What waits for a role is in the inboxes of those who see the record, most urgent first")
    func inbox() async throws {
        let world = try await World()
        let made = try await project(world)
        let system = world.engine.desk(for: .system)
        _ = try await system.make(Submission(kind: "project", ["leader": .typed("王五"), "state": .typed("已受理")]), region: Region("500114"))
        _ = try await world.desk("clerk", .clerk).move(made.meta.id, in: "project", step: "submit")
        let waiting = try await world.desk("o", .office).inbox()
        #expect(waiting.map(\.state) == ["submitted", "accepted"], "what has no term stands last")
        #expect(waiting.first?.due?.description == "2025-02-05" && waiting.first?.title == "张**")
        #expect(try await world.desk("o", .office).inbox(limit: 1).map(\.state) == ["submitted"])
        #expect(try await world.desk("o", .office, in: "500238").inbox().isEmpty)
        #expect(try await world.desk("a", .applicant).inbox().isEmpty)
        let blind = Role("office", "科室", Grant([.move], of: "project"))
        #expect(try await world.desk("o", blind).inbox().isEmpty, "who may not read the record does not read its title")
        let near = Role("office", "科室", Grant([.read, .move], of: "project", reach: .organisation))
        #expect(try await world.desk("o", near, organisation: "another").inbox().isEmpty)
    }

    @Test("A step that was given to one person waits for them, keeps its term, and may be taken by them")
    func assign() async throws {
        let world = try await World()
        let made = try await project(world)
        _ = try await world.desk("clerk", .clerk).move(made.meta.id, in: "project", step: "submit")
        let root = world.engine.desk(for: .system)
        let user = try await root.create(Submission(kind: "user", ["account": .typed("wangwu"), "name": .typed("王五")]))
        let reader = Role("reader", "阅读", Grant([.read, .move], of: "project"))
        let (office, assignee) = (world.desk("o", .office), world.desk(user.meta.id.text, reader))
        #expect(
            await refusal { () async throws(Refusal) in try await assignee.move(made.meta.id, in: "project", step: "return", remark: "退") }?.code == "forbidden"
        )
        #expect(await refusal { () async throws(Refusal) in try await assignee.assign(made.meta.id, in: "project", to: user.meta.id) }?.code == "forbidden")
        #expect(
            await refusal { () async throws(Refusal) in try await office.assign(made.meta.id, in: "project", to: world.time.context.newID()) }
                == .notFound(kind: "user"))
        world.time.advance(days: 2)
        try await office.assign(made.meta.id, in: "project", to: user.meta.id)
        let item = try #require(try await assignee.inbox().first)
        #expect(item.due?.description == "2025-02-05" && item.since.description == "2025-01-22")
        #expect(try await office.inbox().isEmpty)
        #expect(state(try await assignee.move(made.meta.id, in: "project", step: "return", remark: "退")) == .draft)
        #expect(try await assignee.inbox().isEmpty)
    }

    @Test("A deadline that someone chooses lies ahead and within the term of the flow, and is part of what waits")
    func deadline() async throws {
        let world = try await World()
        let made = try await project(world)
        let clerk = world.desk("clerk", .clerk)
        func move(_ due: String, _ step: String = "submit") async -> String? {
            await refusal { () async throws(Refusal) in try await clerk.move(made.meta.id, in: "project", step: step, due: Day(due)) }?.problems.first?.message
                .chinese
        }
        #expect(await move("2025-01-19") == "期限不能早于今天")
        // Ten working days from 22 January, over the Spring Festival of the test's calendar.
        #expect(await move("2025-03-01")?.hasPrefix("期限不能晚于规定的") == true)
        #expect(state(try await clerk.record(made.meta.id, in: "project")) == .draft)
        #expect(await move("2025-01-24") == nil)
        let waiting = try await clerk.waiting(with: made.meta.id, in: "project")
        #expect(waiting.compactMap { $0.due?.description } == waiting.map { _ in "2025-01-24" } && !waiting.isEmpty)
    }

    @Test("A deputy sees and takes what waits for whom they stand in for")
    func deputy() async throws {
        let world = try await World()
        let made = try await project(world)
        _ = try await world.desk("clerk", .clerk).move(made.meta.id, in: "project", step: "submit")
        let user = try await world.engine.desk(for: .system).create(Submission(kind: "user", ["account": .typed("wangwu"), "name": .typed("王五")]))
        try await world.desk("o", .office).assign(made.meta.id, in: "project", to: user.meta.id)
        let reader = Role("reader", "阅读", Grant([.read, .move], of: "project"))
        let stranger = world.engine.desk(for: Actor(id: "d", name: "d", region: Region("500114"), roles: [reader]))
        let deputy = world.engine.desk(for: Actor(id: "d", name: "d", region: Region("500114"), roles: [reader], standsInFor: [user.meta.id.text]))
        #expect(try await stranger.inbox().isEmpty)
        #expect(try await deputy.inbox().count == 1)
        #expect(
            await refusal { () async throws(Refusal) in try await stranger.move(made.meta.id, in: "project", step: "return", remark: "退") }?.code == "forbidden"
        )
        #expect(state(try await deputy.move(made.meta.id, in: "project", step: "return", remark: "退")) == .draft)
    }
}
