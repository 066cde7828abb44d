import Foundation
import Ledger
import Synchronization
import Testing

@testable import Kernel
@testable import Store

@Suite(.serialized) struct DurabilityTests {
    /// The program beside the tests.
    static var program: URL? {
        for argument in CommandLine.arguments {
            guard let end = argument.range(of: ".xctest") else { continue }
            let bundle = URL(fileURLWithPath: String(argument[..<end.upperBound]))
            let program = bundle.deletingLastPathComponent().appendingPathComponent("StoreCrashTester")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        }
        return nil
    }

    static let schemas = [
        Schema(name: "firm", label: Label("企业"), columns: [Sample.text("name", .searchable)]),
        Schema(name: "patent", label: Label("专利"), columns: [Sample.reference("owner", to: "firm")]),
    ]

    private final class Output: Sendable {
        let text = Mutex<Data>(Data())
    }

    /// Killed at any moment, again and again: every acknowledged change is there, and no half of one.
    @Test(arguments: Engine.available) func killedPrograms(_ engine: Engine) async throws {
        let program = try #require(Self.program, "StoreCrashTester is not built")
        let place = try await engine.place()
        defer { place.remove() }
        var chance = Chance(1)
        var acknowledged: Set<String> = []
        let rounds = 100
        for round in 1...rounds {
            let process = Process()
            process.executableURL = program
            process.arguments = [place.address]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = Output()
            let reading = Task.detached {
                while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty { output.text.withLock { $0 += data } }
            }
            // Some are killed while they start, most while they write.
            if round % 4 != 0 { while output.text.withLock(\.isEmpty), process.isRunning { try await Task.sleep(for: .milliseconds(2)) } }
            try await Task.sleep(for: .milliseconds(Int.random(in: 1...100, using: &chance)))
            kill(process.processIdentifier, SIGKILL)
            await reading.value
            let lines = output.text.withLock { String(decoding: $0, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    process.waitUntilExit()
                    continuation.resume()
                }
            }
            // The last line may be cut off; then nobody heard it.
            acknowledged.formUnion(lines.dropLast().map(String.init))
        }
        let store = try await place.open()
        try await store.prepare(Self.schemas, steps: [])
        let (firms, patents, size) = try await store.read { reader in
            (try reader.records(Query("firm", limit: 1_000_000)), try reader.records(Query("patent", limit: 1_000_000)), try reader.ledgerSize())
        }
        #expect(acknowledged.count > 10)
        #expect(acknowledged.isSubset(of: Set(firms.map(\.meta.id.text))))
        #expect(Set(patents.compactMap { $0.values[0].text }) == Set(firms.map(\.meta.id.text)))
        #expect(Int(size) == firms.count)
        #expect(try await store.read { try $0.count("firm", where: .always, limit: .max) } == firms.count)
        let archive = LedgerArchive(store)
        #expect(try await archive.root(size: Int(size)) == archive.head().root)
        #expect(try await archive.verify(checkpoints: []).isIntact)
        if engine == .sqlite { #expect(try await store.ask("PRAGMA integrity_check") == ["\"ok\""]) }
        print("\(engine): killed \(rounds) times, \(acknowledged.count) acknowledged of \(firms.count) changes")
        await store.close()
    }

    /// Whether this machine lets us mount a small disk of our own.
    static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// A disk of 8 MB is written to until nothing more fits, then again after some room was made.
    @Test(.enabled(if: canMount)) func aDiskThatIsReallyFullIsSaidAndHarmsNothing() async throws {
        let program = try #require(Self.program, "StoreCrashTester is not built")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = [
            "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=8m none /mnt && exec \"$0\" /mnt/store.sqlite until-full", program.path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = output.split(separator: "\n").map(String.init)
        #expect(process.terminationStatus == 0)
        #expect(lines.first == "said: full", "what a user of the store hears: \(output)")
        #expect(lines.dropFirst().first == "every acknowledged change is there, and no other: true", "\(output)")
        #expect(lines.last == "writes go on once there is room: true", "\(output)")
    }

    @Test func aFullDiskIsSaidAndHarmsNothing() async throws {
        try await withStore(.sqlite) { store in
            let pages = try await store.ask("PRAGMA page_count").first.flatMap { Int($0) } ?? 0
            _ = try await store.ask("PRAGMA max_page_count = \(pages + 60)")
            let long = String(repeating: "长", count: 3000)
            // Several at a time, so that some share a commit with the one that does not fit.
            let outcomes = await withTaskGroup(of: (RecordID, (any Error)?).self) { group in
                for number in 0..<120 {
                    group.addTask {
                        let firm = Sample.firm("企业\(number)", note: long)
                        do {
                            _ = try await store.write { writer in
                                try writer.insert("firm", firm)
                                return try writer.append(Sample.change(firm))
                            }
                            return (firm.meta.id, nil)
                        } catch { return (firm.meta.id, error) }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
            }
            let kept = Set(outcomes.filter { $0.value == nil }.keys)
            #expect(!kept.isEmpty && kept.count < 120)
            #expect(outcomes.values.compactMap(\.self).allSatisfy { $0 as? StoreError == .full })
            #expect(try await Set(store.read { try $0.records(Query("firm", limit: 1000)) }.map(\.meta.id)) == kept)
            #expect(try await store.read { try $0.ledgerSize() } == Int64(kept.count))
            #expect(try await store.ask("PRAGMA integrity_check") == ["\"ok\""])
            _ = try await store.ask("PRAGMA max_page_count = 1000000")
            let firm = Sample.firm("后来", note: long)
            _ = try await store.write { writer in
                try writer.insert("firm", firm)
                return try writer.append(Sample.change(firm))
            }
            let archive = LedgerArchive(store)
            #expect(try await archive.root(size: kept.count + 1) == archive.head().root)
        }
    }

    @Test func whatIsNoDatabaseIsRefused() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("no-database-\(UUID().uuidString)").path
        try Data(String(repeating: "plain text ", count: 200).utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
        await #expect(throws: StoreError.self) { try await SQLiteStore.restore(from: path, to: path + ".new") }
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
        await #expect(throws: StoreError.self) { try await PostgresStore(url: "postgres://nobody@127.0.0.1:1/none") }
    }
}
