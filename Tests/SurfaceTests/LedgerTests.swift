import Cryptography
@testable import InstrumentSharing
@testable import Kernel
import Ledger
import Operations
import Testing

@testable import Store

@Suite struct LedgerTests {
    /// A log with changes of several kinds, and the notary who speaks for it.
    private static func withLog(_ database: Database, _ body: (World, LedgerArchive, Notary) async throws -> Void) async throws {
        try await withWorld(database) { world in
            for _ in 0..<5 {
                let id = try await FlowTests.booking(world, by: world.admin).meta.id
                _ = try await world.admin.move(id, in: "booking", step: "draft-submitted")
                _ = try await world.admin.move(id, in: "booking", step: "submitted-approved")
            }
            let archive = LedgerArchive(world.store)
            let signer = try NoteSigner(name: "log.example/county", key: SigningKey.generate())
            try await body(world, archive, Notary(archive, signer: signer))
        }
    }

    @Test(arguments: Database.available) func aSignedCheckpointOpensAndEveryEntryIsProven(_ database: Database) async throws {
        try await Self.withLog(database) { world, archive, notary in
            let key = try NoteVerifier(notary.verifierKey)
            let checkpoint = try Checkpoint(opening: try await notary.checkpoint(), log: key)
            #expect(checkpoint.size == 25)
            #expect(try await notary.checkpoint() == notary.checkpoint())
            for index in 0..<checkpoint.size {
                let proof = try await notary.proof(of: index)
                #expect(
                    InclusionProof(index: index, size: checkpoint.size, path: proof.path).accepts(
                        leafHash: MerkleTree.leafHash(proof.leaf), root: checkpoint.root))
                #expect(proof.text.hasPrefix("c2sp.org/tlog-proof@v1\nindex \(index)\n"))
            }
            await #expect(throws: (any Error).self) { try await notary.proof(of: checkpoint.size) }
            await #expect(throws: (any Error).self) { try await notary.proof(of: -1) }
            _ = try await FlowTests.booking(world, by: world.admin)
            let (path, note) = try await notary.consistency(from: checkpoint.size)
            let newer = try Checkpoint(opening: note, log: key)
            #expect(ConsistencyProof(oldSize: checkpoint.size, newSize: newer.size, path: path).accepts(oldRoot: checkpoint.root, newRoot: newer.root))
            #expect(try await archive.verify(checkpoints: [checkpoint, newer]).isIntact)
            let other = try NoteSigner(name: "log.example/county", key: SigningKey.generate())
            #expect(throws: (any Error).self) { try Checkpoint(opening: note, log: other.verifier) }
        }
    }

    @Test(
        arguments: Database.available,
        [
            ("UPDATE \"_entry\" SET payload = salt WHERE place = 7", 7), ("UPDATE \"_entry\" SET salt = payload WHERE place = 8", 8),
            ("UPDATE \"_entry\" SET leaf = (SELECT leaf FROM \"_entry\" WHERE place = 3) WHERE place = 9", 9),
            ("UPDATE \"_entry\" SET hash = (SELECT hash FROM \"_entry\" WHERE place = 3) WHERE place = 10", 10),
            ("DELETE FROM \"_entry\" WHERE place = 11", 11), ("UPDATE \"_entry\" SET payload = salt WHERE place IN (12, 20)", 12),
        ])
    func whatIsAlteredBehindTheProgramIsNamed(_ database: Database, _ alteration: (sql: String, entry: Int)) async throws {
        try await Self.withLog(database) { world, archive, notary in
            let checkpoint = try Checkpoint(opening: try await notary.checkpoint(), log: try NoteVerifier(notary.verifierKey))
            #expect(try await archive.verify(checkpoints: [checkpoint]).isIntact)
            let sql = alteration.sql
            try await world.store.write { writer in
                guard let session = writer as? StoreSession else { return }
                try session.connection.run(sql)
            }
            let report = try await archive.verify(checkpoints: [checkpoint])
            #expect(report.firstFault?.entries.lowerBound == alteration.entry, "\(report)")
        }
    }

    @Test(arguments: Database.available) func erasedPersonalDataAreGoneEverywhereAndEveryProofStillHolds(_ database: Database) async throws {
        struct Visit: Record {
            static let kind = Kind<Visit>("来访", title: \.visitor)
            let visitor = Field<String>("来访者", .max(40), .searchable, .personal(.name))
            let phone = Field<Phone?>("电话", .personal(.middle), .searchable)
            let subject = Field<String>("事由", .searchable)
            let state = Field<State>("状态", .readOnly)
            enum State: String, Choice { case open = "待办", done = "办结" }
            static var flow: Flow<Visit>? { Flow(\.state, Step("办结", code: "done", .open, to: .done, by: .administrator, needsRemark: true)) }
        }
        try await withWorld(database, [Application("visits", "来访", [Visit.self])]) { world in
            var draft = Draft<Visit>()
            (draft.visitor, draft.phone, draft.subject) = ("诸葛明亮", .some(Phone(unchecked: "13812345678")), "咨询专利")
            let id = try await world.admin.create(draft).id
            draft.subject = "咨询专利补贴"
            _ = try await world.admin.update(id, version: 1, draft.submission)
            let archive = LedgerArchive(world.store)
            let before = try await archive.head()
            _ = try await world.admin.erase(id, in: "visit")
            let row = Row<Visit>(try await world.admin.record(id, in: "visit"))
            #expect(row.visitor == "已删除" && row.phone == nil && row.subject == "咨询专利补贴")
            #expect(try await world.admin.search("诸葛明亮").isEmpty)
            #expect(try await world.admin.search("13812345678").isEmpty)
            #expect(try await world.admin.search("专利补贴").map(\.record.meta.id) == [id])
            let titles = try await world.admin.inbox().map(\.title)
            #expect(titles.count == 1 && titles.allSatisfy { !$0.contains("诸") })
            for change in try await world.admin.history(of: id, in: "visit") {
                #expect(
                    !String(decoding: change.change.payload, as: UTF8.self).contains("诸葛")
                        && !String(decoding: change.change.payload, as: UTF8.self).contains("1381234"))
            }
            // Nowhere in the database, whatever the table.
            let tables = database == .sqlite ? ["_entry", "_document", "_search", "visit", "workItem"] : ["_entry", "_search", "visit", "workItem"]
            for table in tables {
                let lines = try await world.ask("SELECT * FROM \"\(table)\"").joined()
                #expect(!lines.contains("诸葛") && !lines.contains("13812345678"), "\(table)")
            }
            let report = try await archive.verify()
            #expect(report.isIntact && report.removedCount == 2 && report.unexplainedRemovals == nil, "\(report)")
            let after = try await archive.head()
            #expect(try await archive.consistencyProof(from: before.size, to: after.size).accepts(oldRoot: before.root, newRoot: after.root))
        }
    }

    @Test(arguments: Database.available) func personalDataOfADeletedRecordCanBeErasedByWhoeverMay(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (user, keeper) = (world.desk("user", .instrumentUser), world.desk("keeper", .instrumentKeeper))
            let id = try await FlowTests.booking(world, by: user).meta.id
            let kept = try await FlowTests.booking(world, by: user).meta.id
            try await world.admin.delete(id, version: nil, in: "booking")
            func said() async throws -> String {
                let changes = try await world.store.read { try $0.changes(from: 0, limit: 100) }
                return changes.filter { $0.change.record == id }.map { String(decoding: $0.change.payload, as: UTF8.self) }.joined()
            }
            #expect(try await said().contains("田志远"), "after deletion the ledger still says who it was")
            #expect(await refusal { try await user.erase(id, in: "booking") }?.code == "forbidden")
            #expect(await refusal { try await keeper.erase(id, in: "booking") }?.code == "forbidden")
            #expect(await refusal { try await world.desk("other", .instrumentUser).erase(id, in: "booking") }?.code == "not-found")
            let elsewhere = world.engine.desk(for: Actor(id: "x", name: "x", region: Region("500238"), roles: [.administrator]))
            #expect(await refusal { try await elsewhere.erase(id, in: "booking") }?.code == "not-found")
            #expect(await refusal { try await world.admin.erase(world.engine.context.newID(), in: "booking") }?.code == "not-found")
            for _ in 0..<2 { #expect(try await world.desk("office", .scienceOffice).erase(id, in: "booking") == nil) }
            let rest = try await said()
            #expect(!rest.contains("田志远") && !rest.contains("13812345678"))
            #expect(try await world.admin.history(of: kept, in: "booking").allSatisfy { !$0.isErased }, "others are untouched")
            let report = try await LedgerArchive(world.store).verify()
            #expect(report.isIntact && report.removedCount == 2 && report.unexplainedRemovals == nil, "\(report)")
            #expect(try await world.store.read { try $0.changes(from: 0, limit: 100) }.filter { $0.change.action == .erase }.count == 1)
        }
    }

    @Test(arguments: Database.available) func secretsNeverReachTheLedger(_ database: Database) async throws {
        try await withWorld(database) { world in
            var user = Draft<User>()
            (user.account, user.name) = ("laozhang", "老张")
            (user.passwordHash, user.totpSecret) = (.some("scrypt$SECRETHASH"), .some("TOTPSECRET"))
            let id = try await world.admin.make(user.submission).meta.id
            user.passwordHash = .some("scrypt$OTHERHASH")
            _ = try await world.admin.set(id, user.submission)
            let people = People(world.engine, region: World.region)
            let token = try await people.makeToken(for: Reference<User>(id), name: "接口", expires: Day(number: 30_000))
            try await world.admin.delete(token.record.meta.id, version: nil, in: "token")
            let changes = try await world.store.read { try $0.changes(from: 0, limit: 100) }
            #expect(changes.count == 4)
            for change in changes {
                let payload = String(decoding: change.change.payload, as: UTF8.self)
                for secret in ["SECRETHASH", "TOTPSECRET", "OTHERHASH", token.secret, Secret.hash(token.secret)] {
                    #expect(!payload.contains(secret), "\(payload)")
                }
            }
            let update = try JSON(parsing: changes[1].change.payload)
            #expect(update["after"]?["passwordHash"]?.string == "***", "that it changed is said")
        }
    }
}
