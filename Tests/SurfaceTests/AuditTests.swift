@testable import InstrumentSharing
@testable import Kernel
import Testing

@testable import Store

/// The ledger proves the tables: what someone alters with another program is named, and what was known earlier can be derived again.
@Suite struct AuditTests {
    private static func run(_ world: World, _ sql: String) async throws {
        try await world.store.write { writer in
            guard let session = writer as? StoreSession else { return }
            try session.connection.run(sql)
        }
    }

    /// A life of records of all sorts: made, changed, moved, signed, deleted, erased, of users, with county fields, simulated ones.
    private static func live(_ world: World) async throws -> [RecordID] {
        var ids: [RecordID] = []
        for round in 0..<4 {
            let id = try await FlowTests.booking(world, by: world.desk("user", .instrumentUser, organisation: "org")).meta.id
            ids.append(id)
            _ = try await world.admin.update(id, version: nil, Submission(kind: "booking", ["hours": .typed("\(round + 1)")]))
            if round > 0 { _ = try await world.admin.move(id, in: "booking", step: "draft-submitted") }
            if round > 1 { _ = try await world.admin.move(id, in: "booking", step: "submitted-approved") }
        }
        _ = try await world.admin.erase(ids[0], in: "booking")
        _ = try await world.admin.update(ids[0], version: nil, Submission(kind: "booking", ["hours": .typed("7.5")]))
        let gone = try await FlowTests.booking(world, by: world.admin).meta.id
        try await world.admin.delete(gone, version: nil, in: "booking")
        let user = try await FlowTests.user(world, "someone", .instrumentKeeper)
        _ = try await world.program.set(user, Submission(kind: "user", ["passwordHash": .typed("scrypt$x"), "failures": .typed("2")]))
        _ = try await world.admin.create(Submission(kind: "note", ["title": .typed("甲")]), isSimulated: true)
        _ = try await world.admin.create(
            Submission(kind: "customField", ["recordKind": .typed("note"), "name": .typed("level"), "label": .typed("等级"), "type": .typed("decimal")]))
        _ = try await world.admin.create(Submission(kind: "note", ["title": .typed("乙"), "level": .typed("2.0"), "day": .typed("2025-01-02")]))
        return ids
    }

    @Test(arguments: Database.available) func rowsThatTheProgramWroteAreWhatTheLedgerSays(_ database: Database) async throws {
        try await withWorld(database) { world in
            _ = try await Self.live(world)
            let audit = try await world.engine.auditRows()
            #expect(audit.isIntact && audit.incomplete == 0, "\(audit)")
            #expect(audit.rows == 4 + 5 + 5 + 1 + 2 + 1, "bookings, instruments, laboratories, a user, notes, a field")
        }
    }

    @Test(
        arguments: Database.available,
        [
            ("UPDATE \"booking\" SET \"hours\" = 9 WHERE \"id\" = '%2'", RowAudit.Fault.Reason.altered(field: "hours")),
            ("UPDATE \"booking\" SET \"hours\" = 9 WHERE \"id\" = '%0'", .altered(field: "hours")),
            ("UPDATE \"booking\" SET \"state\" = 'used' WHERE \"id\" = '%1'", .altered(field: "state")),
            ("UPDATE \"booking\" SET \"region\" = '500238' WHERE \"id\" = '%1'", .altered(field: "region")),
            ("UPDATE \"booking\" SET \"organisation\" = 'mine' WHERE \"id\" = '%1'", .altered(field: "organisation")),
            ("UPDATE \"booking\" SET \"version\" = 9 WHERE \"id\" = '%1'", .altered(field: "version")),
            ("UPDATE \"booking\" SET \"isSimulated\" = 1 WHERE \"id\" = '%3'", .altered(field: "isSimulated")),
            ("UPDATE \"booking\" SET \"report\" = 'x' WHERE \"id\" = '%3'", .altered(field: "report")),
            ("DELETE FROM \"booking\" WHERE \"id\" = '%2'", .missing),
        ] as [(String, RowAudit.Fault.Reason)])
    func aRowThatIsAlteredBehindTheProgramIsNamed(_ database: Database, _ alteration: (sql: String, reason: RowAudit.Fault.Reason)) async throws {
        try await withWorld(database) { world in
            let ids = try await Self.live(world)
            let place = try #require(alteration.sql.split(separator: "%").last?.first?.wholeNumberValue)
            try await Self.run(world, alteration.sql.replacing("%\(place)", with: ids[place].text))
            let audit = try await world.engine.auditRows()
            #expect(audit.faults.map(\.reason) == [alteration.reason] && audit.faults.first?.record == ids[place], "\(audit)")
            #expect(audit.description.contains(ids[place].text))
        }
    }

    /// A booking as programs before 2025-10 logged it: without saying whose it is and whether it is made up.
    private static func makeOldBooking(_ world: World) async throws -> RecordID {
        let model = try await FlowTests.booking(world, by: world.admin)
        let schema = try world.admin.schema("booking")
        let id = world.engine.context.newID()
        try await world.store.write { writer in
            let meta = RecordMeta(
                id: id, region: model.meta.region, organisation: "org", department: "section", createdAt: model.meta.createdAt, createdBy: "user",
                isSimulated: true)
            let record = StoredRecord(meta: meta, values: model.values)
            try writer.insert("booking", record)
            let payload = try JSON(parsing: Transaction.payload(schema, before: nil, after: record, remark: nil))
            try writer.append(
                Change(
                    at: meta.createdAt, actor: "user", action: .create, kind: "booking", record: id, version: 1, region: meta.region, request: nil,
                    payload: JSON.object(("after", payload["after"] ?? .null)).bytes))
        }
        return id
    }

    @Test(arguments: Database.available) func entriesThatSayLessAreComparedByWhatTheySay(_ database: Database) async throws {
        try await withWorld(database) { world in
            let old = try await Self.makeOldBooking(world)
            var audit = try await world.engine.auditRows()
            #expect(audit.isIntact, "an old entry is no false alarm: \(audit)")
            _ = try await world.admin.update(old, version: nil, Submission(kind: "booking", ["hours": .typed("3")]))
            audit = try await world.engine.auditRows()
            #expect(audit.isIntact, "\(audit)")
            try await Self.run(world, "UPDATE \"booking\" SET \"hours\" = 9 WHERE \"id\" = '\(old.text)'")
            #expect(try await world.engine.auditRows().faults.map(\.reason) == [.altered(field: "hours")], "what it does say is held against the row")
        }
    }

    @Test(arguments: Database.available) func aRowThatIsAddedBehindTheProgramAndTheFirstOfSeveralAreNamed(_ database: Database) async throws {
        try await withWorld(database) { world in
            let ids = try await Self.live(world)
            let record = try await world.admin.record(ids[1], in: "booking")
            try await world.store.write { writer in
                var forged = record
                forged.meta = RecordMeta(id: world.engine.context.newID(), region: record.meta.region, createdAt: record.meta.createdAt, createdBy: "x")
                try writer.insert("booking", forged)
            }
            #expect(try await world.engine.auditRows().faults.map(\.reason) == [.unlogged])
            for place in [3, 2] { try await Self.run(world, "UPDATE \"booking\" SET \"hours\" = 9 WHERE \"id\" = '\(ids[place].text)'") }
            let audit = try await world.engine.auditRows()
            #expect(audit.faultCount == 3 && audit.faults.first?.record == ids[2], "the first in the order of the ledger: \(audit)")
        }
    }

    @Test(arguments: Database.available, [UInt64(1), 2, 3]) func anIndicatorIsKnownAsOfEveryEarlierMoment(_ database: Database, _ seed: UInt64) async throws {
        try await withWorld(database) { world in
            var chance = Chance(seed)
            let codes = ["I-instruments-open", "I-instrument-hours", "I-booking-approval"]
            let indicators = try codes.map { try #require(world.engine.catalog.indicators[$0]) }
            var known: [(at: Instant, values: [Double?])] = []
            var ids: [RecordID] = []
            for _ in 0..<25 {
                switch chance.below(5) {
                case 0, 1: ids.append(try await FlowTests.booking(world, by: world.admin).meta.id)
                case 2 where !ids.isEmpty: try? await world.admin.delete(chance.pick(ids), version: nil, in: "booking")
                default:
                    let steps = ["draft-submitted", "submitted-approved", "approved-used", "return"]
                    for id in ids { _ = try? await world.admin.move(id, in: "booking", step: chance.pick(steps), remark: "说明") }
                }
                var values: [Double?] = []
                for indicator in indicators {
                    values.append(try await world.admin.value(of: indicator, in: World.region, period: indicator.nature == .flow ? "2025" : ""))
                }
                known.append((world.engine.context.now(), values))
            }
            for (at, values) in known {
                for (indicator, value) in zip(indicators, values) {
                    let past = try await world.admin.value(of: indicator, in: World.region, period: indicator.nature == .flow ? "2025" : "", knownAt: at)
                    #expect(past.value == value && past.unknown == 0, "\(indicator.code) at \(at)")
                }
            }
            #expect(try await world.admin.value(of: indicators[0], in: World.region, knownAt: Instant(milliseconds: 0)).value == 0)
            if let id = ids.last, (try? await world.admin.erase(id, in: "booking")) != nil {
                let past = try await world.admin.value(
                    of: indicators[1], in: World.region, period: "2025", knownAt: known.last?.at ?? world.engine.context.now())
                #expect(past.unknown >= 1, "what was erased is said, not guessed")
            }
        }
    }
}
