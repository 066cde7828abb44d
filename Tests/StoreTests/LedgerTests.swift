import Cryptography
import Foundation
import Kernel
import Ledger
import Testing

@testable import Store

@Suite struct StoreLedgerTests {
    @Test(arguments: Engine.available) func everyChangeIsALeaf(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let firm = Sample.firm("甲")
            for start in stride(from: 0, to: 700, by: 100) {
                let indexes = try await store.write { writer in
                    try (start..<start + 100).map { try writer.append(Sample.change(firm, request: $0 % 2 == 0 ? "r\($0)" : nil)) }
                }
                #expect(indexes == (start..<start + 100).map(Int64.init))
            }
            let archive = LedgerArchive(store)
            let head = try await archive.head()
            #expect(head.size == 700)
            let entries = try await archive.entries(from: 0, limit: 1000)
            #expect(entries.map(\.index) == Array(0..<700))
            #expect(MerkleTree.root(of: entries.map { MerkleTree.leafHash($0.leaf) }) == head.root)
            for entry in entries {
                let read = try Entry(decoding: entry.leaf)
                guard case .kept(let salt, let content) = entry.content else {
                    Issue.record("content is missing")
                    continue
                }
                #expect(try Commitment.make(salt: salt, content: content) == read.commitment)
                #expect(entry.leafHash == MerkleTree.leafHash(entry.leaf))
            }
            #expect(try await archive.verify(checkpoints: []).isIntact)
            // Tiles, and the proofs that follow from them.
            #expect(try await archive.root(size: 700) == head.root)
            for index in [0, 255, 256, 511, 512, 699] {
                let proof = try await archive.inclusionProof(of: index, size: 700)
                #expect(proof.accepts(leafHash: MerkleTree.leafHash(entries[index].leaf), root: head.root))
            }
            let old = try await archive.root(size: 300)
            #expect(try await archive.consistencyProof(from: 300, to: 700).accepts(oldRoot: old, newRoot: head.root))
            #expect(try await archive.leaves(of: Tile(level: 0, index: 1)).count == 256)
            #expect(try await archive.hashes(of: Tile(level: 1, index: 0, width: 2)).count == 2)

            #expect(try await store.read { try $0.history(of: "firm", firm.meta.id, limit: 3) }.map(\.index) == [699, 698, 697])
            #expect(try await store.read { try $0.changes(from: 698, limit: 10) }.map(\.index) == [698, 699])
            #expect(try await store.read { try $0.outcome(ofRequest: "r4", by: "u") }?.index == 4)
            #expect(try await store.read { try $0.outcome(ofRequest: "r5", by: "u") } == nil)
            #expect(try await store.read { try $0.outcome(ofRequest: "r4", by: "v") } == nil)
            await #expect(throws: StoreError.taken(kind: "ledger", columns: ["request"])) {
                try await store.write { try $0.append(Sample.change(firm, request: "r4")) }
            }
            #expect(try await store.read { try $0.ledgerSize() } == 700)
        }
    }

    @Test(arguments: Engine.available) func erasedIsGoneAndStillProven(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let (firm, other) = (Sample.firm("甲"), Sample.firm("乙"))
            try await store.write { writer in
                _ = try writer.append(Sample.change(firm))
                _ = try writer.append(Sample.change(other))
                _ = try writer.append(Sample.change(firm, action: .signIn))
            }
            let before = try await LedgerArchive(store).head()
            #expect(try await store.write { try $0.erase("firm", firm.meta.id) } == 2)
            #expect(try await LedgerArchive(store).head() == before)
            let history = try await store.read { try $0.history(of: "firm", firm.meta.id, limit: 9) }
            #expect(history.map(\.isErased) == [true, true])
            #expect(history.allSatisfy { $0.change.payload.isEmpty })
            #expect(history.first?.change.action == .signIn)
            let entries = try await LedgerArchive(store).entries(from: 0, limit: 9)
            #expect(entries.map { $0.content == .removed } == [true, false, true])
            #expect(MerkleTree.root(of: entries.map { MerkleTree.leafHash($0.leaf) }) == before.root)
        }
    }

    @Test(arguments: Engine.available) func alterationsAreFound(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write { writer in for number in 0..<300 { _ = try writer.append(Sample.change(Sample.firm("\(number)"))) } }
            let archive = LedgerArchive(store)
            #expect(try await archive.verify(checkpoints: []).isIntact)
            try await store.write { writer in
                guard let session = writer as? StoreSession else { return }
                try session.connection.run("UPDATE \"_entry\" SET payload = salt WHERE place = 17")
            }
            let report = try await archive.verify(checkpoints: [])
            #expect(report.faults.map(\.entries) == [17..<18])
            #expect(report.firstFault?.kind == .contentAltered)
        }
    }

    /// Two programs on one database: each sees the other's end of the ledger.
    @Test(arguments: Engine.available) func twoProgramsShareALedger(_ engine: Engine) async throws {
        let place = try await engine.place()
        defer { place.remove() }
        let stores = [try await place.open(), try await place.open()]
        for store in stores { try await store.prepare(Sample.schemas, steps: []) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                let store = stores[number % 2]
                group.addTask {
                    let firm = Sample.firm("\(number)")
                    _ = try await store.write { writer in
                        try writer.insert("firm", firm)
                        return try writer.append(Sample.change(firm))
                    }
                }
            }
            try await group.waitForAll()
        }
        let archive = LedgerArchive(stores[0])
        let head = try await archive.head()
        #expect(head.size == 300)
        #expect(try await archive.root(size: 300) == head.root)
        let leaves = try await archive.entries(from: 0, limit: 400).map { MerkleTree.leafHash($0.leaf) }
        #expect(MerkleTree.root(of: leaves) == head.root)
        #expect(try await stores[1].read { try $0.count("firm", where: .always, limit: 999) } == 300)
        for store in stores { await store.close() }
    }

    @Test(arguments: Engine.available) func backupsAreComplete(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let firm = Sample.firm("甲")
            try await store.write { writer in
                try writer.insert("firm", firm)
                _ = try writer.append(Sample.change(firm))
            }
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backup-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = folder + "/copy"
            try await store.backUp(to: file)
            await #expect(throws: StoreError.failed("\(file) exists already and is not overwritten")) { try await store.backUp(to: file) }
            let restored: any Store
            switch engine {
            case .sqlite:
                try await SQLiteStore.restore(from: file, to: folder + "/new")
                await #expect(throws: StoreError.failed("\(folder)/new exists already and is not overwritten")) {
                    try await SQLiteStore.restore(from: file, to: folder + "/new")
                }
                restored = try SQLiteStore(path: folder + "/new")
            case .postgres:
                let name = "restored" + UUID().uuidString.replacing("-", with: "").lowercased()
                _ = try await store.ask("CREATE DATABASE \(name)")
                // …/postgres, the name of the database that every server has.
                let address = Engine.server.dropLast("postgres".count) + name
                let schema = try await store.ask("SELECT current_schema()::text").first ?? ""
                try await PostgresStore.restore(from: file, to: String(address))
                await #expect(throws: StoreError.failed("The database has tables already and is not overwritten")) {
                    try await PostgresStore.restore(from: file, to: String(address))
                }
                restored = try await PostgresStore(url: address + "?options=-csearch_path%3D\(schema)", connections: 1)
            }
            try await restored.prepare(Sample.schemas, steps: [])
            #expect(try await restored.read { try $0.record("firm", firm.meta.id) } == firm)
            let (copy, original) = (try await LedgerArchive(restored).head(), try await LedgerArchive(store).head())
            #expect(copy == original)
            await restored.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".part") }.isEmpty)
        }
    }
}
