import Foundation
@testable import InstrumentSharing
@testable import Kernel
import Ledger
import Testing

@testable import Store

@Suite struct BackupTests {
    @Test(arguments: Database.available) func aBackupMadeWhileWritingIsRestoredAndVerified(_ database: Database) async throws {
        if database == .postgres, !["/usr/bin/pg_dump", "/usr/local/bin/pg_dump"].contains(where: FileManager.default.isExecutableFile(atPath:)) { return }
        let folder = try World.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (world, copy) = (try await World(database), folder + "/copy")
        func write(_ numbers: Range<Int>) async throws {
            for number in numbers {
                var draft = Draft<Note>()
                draft.title = "第 \(number) 条"
                _ = try await world.admin.create(draft)
            }
        }
        try await write(0..<50)
        let head = try await LedgerArchive(world.store).head()
        async let writing: Void = write(50..<250)
        try await world.store.backUp(to: copy)
        try await writing
        let target: String
        switch database {
        case .sqlite:
            target = try await database.place()
            try await SQLiteStore.restore(from: copy, to: target)
        case .postgres:
            // Into a database of its own: a backup brings its schema along.
            let name = "r" + UUID().uuidString.replacing("-", with: "").lowercased()
            try await world.ask("CREATE DATABASE \(name)")
            target = world.address.replacing("/postgres?", with: "/\(name)?")
            try await PostgresStore.restore(from: copy, to: target)
        }
        let restored = try await World(database, at: target, time: world.time)
        let archive = LedgerArchive(restored.store)
        let count = try await restored.admin.count(Note.self)
        #expect((50...250).contains(count))
        #expect(try await archive.head().size == count, "rows and entries are of one moment")
        #expect(try await archive.verify().isIntact)
        #expect(try await archive.consistencyProof(from: head.size, to: count).accepts(oldRoot: head.root, newRoot: archive.head().root))
        #expect(try await restored.admin.search("第 7 条").isEmpty == false)
        var draft = Draft<Note>()
        draft.title = "之后"
        _ = try await restored.admin.create(draft)
        #expect(try await world.admin.count(Note.self) == 250, "the first one goes on by itself")
        await world.close()
        await restored.close()
    }
}
