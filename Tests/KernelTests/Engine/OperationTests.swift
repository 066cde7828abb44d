import Synchronization
import Testing

@testable import Kernel

@Suite("Operations are carried out once, on what their actors may see")
struct OperationTests {
    /// What the operation of these tests asks for.
    struct Order: Record {
        static let kind = Kind<Order>("委托")
        let firm = Field<Reference<Firm>?>("企业")
        let file = Field<FileReference?>("附件")
        init() {}
    }

    /// How often the next ones fail.
    private final class Failures: Sendable {
        private let left: Mutex<Int>
        init(_ count: Int) { left = Mutex(count) }
        func next() throws {
            let fails = left.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            if fails { throw Refusal.busy }
        }
    }

    /// Makes a project, then fails as often as it is told to.
    private static func application(failures count: Int) -> Application {
        let failures = Failures(count)
        return Application(
            "sample", "样例", [Firm.self, Project.self, Visitor.self], roles: [.clerk, .office, .applicant],
            operations: [
                Operation("begin", "立项", en: "Begin", asking: Order.self, by: .applicant, .clerk) { input, desk in
                    let outcome = try await desk.conclude { changes in
                        var draft = Draft<Project>()
                        (draft.leader, draft.firm) = ("张三", .some(input.firm))
                        _ = try changes.create(draft)
                        return Operation.Outcome("已立项", en: "Begun")
                    }
                    try failures.next()
                    return outcome
                }
            ])
    }

    private func projects(_ world: World) -> Int { world.store.kept.records["project"]?.count ?? 0 }

    @Test("What broke off behind its changes is not done again when it is sent again, and says what came of it")
    func concluded() async throws {
        let world = try await World([Self.application(failures: 1)])
        let clerk = world.desk("clerk", .clerk)
        #expect(await refusal { () async throws(Refusal) in try await clerk.carryOut("begin", request: "phone-1") } == .busy)
        let outcome = try await clerk.carryOut("begin", request: "phone-1")
        #expect(projects(world) == 1 && outcome.message == Label("已立项", en: "Begun"))
        #expect(world.store.kept.log.count { $0.change.action == .carryOut } == 1)
        _ = try await clerk.carryOut("begin", request: "phone-2")
        #expect(projects(world) == 2, "another one is another one")
        _ = try await world.desk("other", .clerk).carryOut("begin", request: "phone-1")
        #expect(projects(world) == 3, "the same key of somebody else is another one")
    }

    @Test("Two that come at the same moment are one")
    func together() async throws {
        let world = try await World([Self.application(failures: 0)])
        let clerk = world.desk("clerk", .clerk)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await clerk.carryOut("begin", request: "phone-1") } }
            try await group.waitForAll()
        }
        #expect(projects(world) == 1)
    }

    @Test("A key that was used for something else is refused, and without a key each is one")
    func keys() async throws {
        let world = try await World([Self.application(failures: 0)])
        let clerk = world.desk("clerk", .clerk)
        _ = try await clerk.create(World.firm("甲厂"), request: "used")
        #expect(
            await refusal { () async throws(Refusal) in try await clerk.carryOut("begin", request: "used") }?.problems.map(\.code) == ["request-reused"])
        for _ in 0..<2 { _ = try await clerk.carryOut("begin") }
        #expect(projects(world) == 2)
    }

    @Test("What it is given refers only to what its actor may see, though its effects have all rights")
    func references() async throws {
        let world = try await World([Self.application(failures: 0)])
        let firm = try await world.desk("clerk", .clerk, organisation: "01m82hq8cqej2sw1vaskc36nxw").create(World.firm("甲厂"))
        let order = Submission(kind: "order", ["firm": .typed(firm.meta.id.text)])
        let stranger = world.desk("stranger", .applicant, organisation: "01m82hq8cqej2sw1vaskc36nxx")
        #expect(await refusal { () async throws(Refusal) in try await stranger.carryOut("begin", order) }?.problems.compactMap(\.field) == ["firm"])
        #expect(projects(world) == 0)
        _ = try await world.desk("clerk", .clerk).carryOut("begin", order)
        #expect(projects(world) == 1)

        let file = try await world.engine.desk(for: .system).make(
            Submission(kind: "fileInfo", ["name": .typed("合同.pdf"), "mediaType": .typed("application/pdf"), "size": .typed("1"), "sha256": .typed("00")]))
        let theft = Submission(kind: "order", ["file": .typed(file.meta.id.text)])
        #expect(
            await refusal { () async throws(Refusal) in try await stranger.carryOut("begin", theft) }?.problems.compactMap(\.field) == ["file"],
            "a file that somebody else uploaded")
    }
}
