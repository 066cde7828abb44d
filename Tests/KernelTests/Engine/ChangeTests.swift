import Synchronization
import Testing

@testable import Kernel

@Suite("Changes")
struct ChangeTests {
    @Test("A record is made with its circumstances, and is there for those who may see it")
    func create() async throws {
        let world = try await World()
        let desk = world.desk("me", .office, organisation: "org")
        let made = try await desk.create(World.firm("山河科技", ["staff": "12 人", "rdExpense": "3万"]))
        let row = Row<Firm>(made)
        #expect(row.name == "山河科技" && row.staff == 12 && row.rdExpense == Money(wan: 3) && row.stage == .seed)
        #expect(made.meta.version == 1 && made.meta.region == Region("500114") && made.meta.createdBy == "me" && made.meta.organisation == "org")
        #expect(try await desk.record(made.meta.id, in: "firm") == made)
        #expect(await refusal { () async throws(Refusal) in try await world.desk(in: "500238").record(made.meta.id, in: "firm") } == .notFound(kind: "firm"))
    }

    @Test("All problems are said at once, and nothing is written")
    func problems() async throws {
        let world = try await World()
        let wrong = World.firm("", ["staff": "x", "founded": "?", "unheard": "1"])
        let refused = await refusal { () async throws(Refusal) in try await world.desk().create(wrong) }
        #expect(refused?.problems.map(\.code) == ["unknown-field", "required", "not-a-number", "not-a-day"])
        #expect(world.desk().problems(with: wrong) == refused?.problems)
        #expect(await refusal { () async throws(Refusal) in try await world.desk().create(World.firm("甲", ["stage": "成熟"])) }?.problems.first?.field == "staff")
        #expect(world.store.kept.log.isEmpty && world.store.kept.records["firm"] == nil)
        #expect(world.desk().problems(with: Submission(kind: "unheard")).map(\.code) == ["unknown-kind"])
        #expect(world.desk("c", .applicant).problems(with: World.firm("甲")).map(\.code) == ["unknown-kind"], "what may not be made is not described")
        #expect(world.desk().problems(with: World.firm("甲")).isEmpty)
    }

    @Test("Of many records all are made or none, and not too many at once")
    func batch() async throws {
        let world = try await World()
        let refused = await refusal { () async throws(Refusal) in try await world.desk().create(World.numbered([World.firm("甲"), World.firm("")])) }
        #expect(refused?.code == "invalid" && world.store.kept.records["firm"] == nil)
        #expect(try await world.desk().create(World.numbered([World.firm("甲"), World.firm("乙")])).count == 2)
        let many = [Submission](repeating: World.firm("甲"), count: Desk.batchLimit + 1)
        #expect(await refusal { () async throws(Refusal) in try await world.desk().create(World.numbered(many)) }?.problems.first?.code == "too-many")
    }

    @Test("Nobody writes what only the program writes, nor where they do not belong")
    func readOnly() async throws {
        let world = try await World()
        let desk = world.desk()
        #expect(await refusal { () async throws(Refusal) in try await desk.create(World.firm("甲", ["score": "5"])) }?.problems.map(\.code) == ["read-only"])
        for region in ["500238", "50", "500114'", "5001144"] {
            #expect(
                await refusal { () async throws(Refusal) in try await desk.create(World.firm("甲"), region: Region(region)) }?.code == "invalid", "\(region)")
        }
        for name in ["region", "createdBy", "version", "organisation", "id", "isSimulated"] {
            let refused = await refusal { () async throws(Refusal) in try await desk.create(World.firm("甲", [name: "1"])) }
            #expect(refused?.problems.map(\.code) == ["unknown-field"], "\(name)")
        }
        let made = try await desk.create(World.firm("甲"), region: Region("500114001"))
        #expect(made.meta.region == Region("500114001"))
        let scored = try await desk.set(made.meta.id, Submission(kind: "firm", ["score": .typed("5")]))
        #expect(Row<Firm>(scored).score == 5)
    }

    @Test("A change names the version that was seen, and another one is a conflict that shows theirs")
    func conflict() async throws {
        let world = try await World()
        let desk = world.desk()
        let made = try await desk.create(World.firm("甲"))
        let changed = try await desk.update(made.meta.id, version: 1, Submission(kind: "firm", ["staff": .typed("5")]))
        #expect(changed.meta.version == 2 && Row<Firm>(changed).name == "甲")
        let late = Submission(kind: "firm", ["staff": .typed("6")])
        #expect(await refusal { () async throws(Refusal) in try await desk.update(made.meta.id, version: 1, late) } == .conflict(changed))
        #expect(await refusal { () async throws(Refusal) in try await desk.delete(made.meta.id, version: 1, in: "firm") } == .conflict(changed))
        #expect(try await desk.update(made.meta.id, version: nil, late).meta.version == 3)
        #expect(try await desk.update(made.meta.id, version: 3, late).meta.version == 3, "what changes nothing is no change")
    }

    @Test("What must be unique is refused in words that name the field")
    func unique() async throws {
        let world = try await World()
        _ = try await world.desk().create(World.firm("甲", ["creditCode": "91500114YYYY00012L"]))
        let refused = await refusal { () async throws(Refusal) in try await world.desk().create(World.firm("乙", ["creditCode": "91500114yyyy00012l"])) }
        #expect(refused?.problems.first?.code == "taken" && refused?.problems.first?.field == "creditCode")
        let twin = await refusal { () async throws(Refusal) in try await world.desk().create(World.firm("甲")) }
        #expect(twin?.problems.first?.code == "taken")
    }

    @Test("A request that is repeated with its key is carried out once, and its key is for nothing else")
    func idempotent() async throws {
        let world = try await World()
        let desk = world.desk()
        let made = try await desk.create(World.firm("甲"), request: "k1")
        #expect(try await desk.create(World.firm("甲"), request: "k1") == made)
        let other = try await desk.create(World.firm("乙"))
        let change = Submission(kind: "firm", ["staff": .typed("5")])
        let changed = try await desk.update(made.meta.id, version: 1, change, request: "k2")
        #expect(try await desk.update(made.meta.id, version: 1, change, request: "k2") == changed)
        let (first, second) = (made.meta.id, other.meta.id)
        let reused: [Refusal?] = [
            await refusal { () async throws(Refusal) in try await desk.update(second, version: 1, change, request: "k2") },
            await refusal { () async throws(Refusal) in try await desk.update(first, version: 2, change, request: "k1") },
            await refusal { () async throws(Refusal) in try await desk.delete(first, version: 2, in: "firm", request: "k2") },
            await refusal { () async throws(Refusal) in try await desk.create(World.firm("丙"), request: "k2") },
        ]
        #expect(reused.map { $0?.problems.first?.code } == [String?](repeating: "request-reused", count: 4))
        let theirs = try await world.desk("another").create(World.firm("戊"), request: "k1")
        #expect(Row<Firm>(theirs).name == "戊", "the same key of someone else is another request")
        try await desk.delete(second, version: 1, in: "firm", request: "k3")
        try await desk.delete(second, version: 1, in: "firm", request: "k3")
        #expect(
            await refusal { () async throws(Refusal) in try await desk.create(World.firm("丁"), request: String(repeating: "k", count: 201)) }?.problems.first?
                .code == "request-too-long")
    }

    @Test("A record that a phone sends twice is stored once, and nobody takes another's id")
    func offline() async throws {
        let world = try await World()
        let id = world.time.context.newID()
        let made = try await world.desk().create(World.firm("甲"), id: id)
        #expect(made.meta.id == id)
        #expect(try await world.desk().create(World.firm("甲"), id: id) == made)
        #expect(await refusal { () async throws(Refusal) in try await world.desk("another").create(World.firm("乙"), id: id) }?.code == "forbidden")
    }

    @Test("A record that others refer to is not removed, and one that is removed is gone")
    func delete() async throws {
        let world = try await World()
        let desk = world.desk()
        let firm = try await desk.create(World.firm("甲"))
        let project = try await desk.create(Submission(kind: "project", ["leader": .typed("张三丰"), "firm": .typed(firm.meta.id.text)]))
        #expect(await refusal { () async throws(Refusal) in try await desk.delete(firm.meta.id, version: nil, in: "firm") } == .inUse(by: "项目"))
        try await desk.delete(project.meta.id, version: nil, in: "project")
        #expect(world.store.kept.records["workItem"]?.isEmpty == true)
        try await desk.delete(firm.meta.id, version: 1, in: "firm")
        #expect(await refusal { () async throws(Refusal) in try await desk.record(firm.meta.id, in: "firm") } == .notFound(kind: "firm"))
        #expect(world.store.kept.log.map(\.change.action) == [.create, .create, .delete, .delete])
    }

    @Test("Erasing takes personal data from the row, its history and what waits, and leaves the entries")
    func erase() async throws {
        let world = try await World()
        let admin = world.desk("root", .administrator)
        let made = try await admin.create(Submission(kind: "project", ["leader": .typed("张三丰")]))
        let items = { world.store.kept.records["workItem"]?.values.map { Row<WorkItem>($0).title } ?? [] }
        #expect(Set(items()) == ["张**"], "who sees what waits need not see whom it is about")
        #expect(await refusal { () async throws(Refusal) in try await world.desk().erase(made.meta.id, in: "project") }?.code == "forbidden")
        let erased = try #require(try await admin.erase(made.meta.id, in: "project"))
        #expect(Row<Project>(erased).leader == "已删除")
        #expect(items().allSatisfy { !$0.contains("张") })
        let log = world.store.kept.log
        #expect(log.map(\.change.action) == [.create, .erase])
        #expect(log[0].isErased && log.allSatisfy { !String(decoding: $0.change.payload, as: UTF8.self).contains("张三丰") })
        #expect(try await admin.update(made.meta.id, version: nil, Submission(kind: "project", [:])).meta.version == 2)
    }

    @Test("Erasing keeps apart what must be unique, and leaves values that can be read")
    func eraseUnique() async throws {
        let world = try await World()
        let admin = world.desk("root", .administrator)
        for number in CodeTests.identityNumbers.prefix(3) {
            let made = try await admin.create(Submission(kind: "visitor", ["number": .typed(number), "born": .typed("1949-12-31")]))
            let erased = Row<Visitor>(try #require(try await admin.erase(made.meta.id, in: "visitor")))
            #expect(erased.number.text == "已删除 \(erased.id.text)" && erased.born == nil)
        }
    }

    @Test("The history tells before and after, and personal data to those only who may read them")
    func history() async throws {
        let world = try await World()
        let desk = world.desk()
        let made = try await desk.create(World.firm("甲", ["phone": "13812345678"]))
        _ = try await desk.update(made.meta.id, version: 1, Submission(kind: "firm", ["staff": .typed("5"), "phone": .typed("13912345678")]))
        func payload(_ desk: Desk) async throws -> JSON? {
            try await desk.history(of: made.meta.id, in: "firm").first.map { try JSON(parsing: $0.change.payload) }
        }
        let mine = try #require(try await payload(desk))
        #expect(mine["before"] == ["staff": nil, "phone": "138****5678"])
        #expect(mine["after"] == ["staff": 5, "phone": "139****5678"])
        #expect(try await payload(world.desk("root", .administrator))?["after"]?["phone"] == "13912345678")
        #expect(
            await refusal { () async throws(Refusal) in try await world.desk(in: "500238").history(of: made.meta.id, in: "firm") } == .notFound(kind: "firm"))
    }

    @Test("Listeners hear of every change that is durable, and of nothing else")
    func listeners() async throws {
        let world = try await World()
        let heard = Mutex<[String]>([])
        let (store, desk) = (world.store, world.desk())
        world.engine.listen { changes in
            for change in changes {
                let isKept = store.kept.records[change.kind]?[change.id] != nil
                heard.withLock { $0.append("\(change.kind) \(change.action) \(isKept) \(change.index ?? -1)") }
            }
        }
        let made = try await desk.create(World.firm("甲"))
        _ = await refusal { () async throws(Refusal) in try await desk.create(World.numbered([World.firm("乙"), World.firm("")])) }
        _ = try await desk.update(made.meta.id, version: 1, Submission(kind: "firm", ["staff": .typed("5")]))
        try await desk.delete(made.meta.id, version: 2, in: "firm")
        #expect(heard.withLock { $0 } == ["firm create true 0", "firm update true 1", "firm delete false 2"])
    }

    @Test("Hostile entries are refused, or kept so that the record can be read again")
    func hostile() async throws {
        let world = try await World()
        let desk = world.desk("root", .administrator)
        for (index, text) in FieldKindTests.hostile.enumerated() {
            for column in Firm.kind.declared.columns where !column.options.isReadOnly {
                for input in [Submission.Input.typed(text), .json(.string(text)), .json(.array([.string(text)])), .value(.text(text))] {
                    var submission = World.firm("企业\(index)")
                    submission[column.name] = input
                    do throws(Refusal) {
                        let row = Row<Firm>(try await desk.create(submission))
                        _ = (row.name, row.creditCode, row.stage, row.staff, row.rdExpense, row.phone, row.founded, row.score)
                        try await desk.delete(row.id, version: 1, in: "firm")
                    } catch {
                        #expect(error.code == "invalid" && error.problems.allSatisfy { $0.message.chinese.utf8.count < 800 }, "\(error.code)")
                    }
                }
            }
        }
    }
}
