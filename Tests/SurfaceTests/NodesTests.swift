@testable import InstrumentSharing
@testable import Kernel
import Synchronization
import Testing

@testable import Store

/// Two programs on one PostgreSQL database.
@Suite(.serialized) struct NodesTests {
    private final class Ear: Sendable {
        private let changes = Mutex<[Committed]>([])
        func hear(_ committed: [Committed]) { changes.withLock { $0 += committed } }

        /// What was heard, once something like it was; fails the test after ten seconds.
        func wait(_ what: Comment, for isThere: @Sendable ([Committed]) -> Bool) async throws -> [Committed] {
            for _ in 0..<1000 {
                let all = changes.withLock { $0 }
                if isThere(all) { return all }
                try await Task.sleep(for: .milliseconds(10))
            }
            Issue.record("not heard within ten seconds: \(what)")
            return changes.withLock { $0 }
        }
    }

    private static func withTwo(_ body: (World, World, Ear) async throws -> Void) async throws {
        guard Database.available.contains(.postgres) else { return }
        let one = try await World(.postgres)
        let two = try await World(.postgres, at: one.address, time: one.time)
        let ear = Ear()
        two.engine.listen { ear.hear($0) }
        try await body(one, two, ear)
        await two.close()
        await one.close()
    }

    @Test func aChangeThatOneCommitsIsHeardByTheOther() async throws {
        try await Self.withTwo { one, two, ear in
            let made = try await one.admin.create(Submission(kind: "note", ["title": .typed("甲")]))
            _ = try await one.admin.update(made.meta.id, version: 1, Submission(kind: "note", ["title": .typed("乙")]))
            _ = await refusal { try await one.admin.create(Submission(kind: "note", ["title": .typed("")])) }
            try await one.admin.delete(made.meta.id, version: 2, in: "note")
            let heard = try await ear.wait("three changes of a note") { $0.count >= 3 }
            #expect(
                heard.map(\.action) == [.create, .update, .delete]
                    && heard.allSatisfy { $0.id == made.meta.id && $0.kind == "note" && $0.region == World.region })
            #expect(heard.map(\.index) == [0, 1, 2], "with their places in the ledger")
            _ = try await two.admin.create(Submission(kind: "note", ["title": .typed("自己")]))
            try await Task.sleep(for: .milliseconds(400))
            #expect(try await ear.wait("their own change") { $0.count >= 4 }.count == 4, "one's own is heard once, not again from the database")
        }
    }

    @Test func manyChangesAtOnceAreAllHeard() async throws {
        try await Self.withTwo { one, two, ear in
            let notes = (0..<700).map { (id: one.engine.context.newID(), submission: Submission(kind: "note", ["title": .typed("备忘 \($0)")])) }
            _ = try await one.admin.create(notes)
            let heard = try await ear.wait("700 notes") { $0.count >= 700 }
            #expect(heard.map(\.id) == notes.map(\.id))
            #expect(Announcement.messages(heard).allSatisfy { $0.utf8.count < 8000 } && Announcement.messages(heard).flatMap(Announcement.changes) == heard)
        }
    }

    @Test func holidaysFieldsAndSessionsOfOneHoldForTheOther() async throws {
        try await Self.withTwo { one, two, ear in
            _ = try await one.admin.create(Submission(kind: "holiday", ["day": .typed("2025-03-04"), "name": .typed("放假")]))
            _ = try await one.admin.create(
                Submission(kind: "customField", ["recordKind": .typed("note"), "name": .typed("level"), "label": .typed("等级"), "type": .typed("integer")]))
            _ = try await ear.wait("the field") { $0.contains { $0.kind == "customField" } }
            for _ in 0..<500 where two.engine.catalog.schema("note")?["level"] == nil || two.engine.workingDays.holidays.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(two.engine.workingDays.holidays == [try #require(Day(2025, 3, 4))])
            let made = try await two.admin.create(Submission(kind: "note", ["title": .typed("乙"), "level": .typed("3")]))
            #expect(try await one.admin.record(made.meta.id, in: "note").values.last == .integer(3))
        }
    }

    @Test func whoLostTheConnectionHearsThatAnythingMayHaveChanged() async throws {
        try await Self.withTwo { one, _, ear in
            _ = try await one.ask(
                "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE query = 'LISTEN shanhe_' || abs(hashtext(current_database() || '.' || current_schema())::bigint)"
            )
            let heard = try await ear.wait("that the connection was lost") { $0.contains { $0.kind == "session" } }
            #expect(Set(heard.map(\.kind)) == ["holiday", "customField", "user", "session"])
            let made = try await one.admin.create(Submission(kind: "note", ["title": .typed("之后")]))
            _ = try await ear.wait("a change after it") { $0.contains { $0.id == made.meta.id } }
        }
    }
}
