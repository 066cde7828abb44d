import Cryptography
import Foundation
import Testing

@testable import Ledger

/// Go's packages for transparency logs, where they are installed (Debian: golang-go, golang-golang-x-mod-dev).
enum GoTools {
    static let packages = "/usr/share/gocode"
    static let command = ["/usr/bin/go", "/usr/local/go/bin/go"].first { FileManager.default.isExecutableFile(atPath: $0) }
    static let isInstalled = command != nil && FileManager.default.fileExists(atPath: packages + "/src/golang.org/x/mod/sumdb/tlog")

    /// Builds the program beside this file.
    static func build(into folder: URL) throws -> URL {
        let program = folder.appending(path: "check")
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let source = here.appending(path: "Go/check.go")
        // What Go compiled of its own library is kept: the first build takes a minute, later ones a second.
        let cache = here.appending(path: "../../.build-tests/go-cache").standardizedFileURL
        let result = try run(URL(filePath: command ?? "/usr/bin/go"), ["build", "-o", program.path, source.path], cache: cache)
        try #require(result.status == 0, "\(result.output)")
        return program
    }

    static func run(_ program: URL, _ arguments: [String], cache: URL? = nil) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        var environment = ["PATH": "/usr/bin:/bin", "GO111MODULE": "off", "GOPATH": packages, "CGO_ENABLED": "0"]
        if let cache { environment["GOCACHE"] = cache.path }
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

@Suite("Go's own packages read what we write")
struct InteroperabilityTests {
    @Test(.enabled(if: GoTools.isInstalled, "Go and its package golang.org/x/mod are not installed"))
    func acceptedAndRejected() async throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appending(path: "ledger-\(UInt64.random(in: 0...UInt64.max))")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        let program = try GoTools.build(into: folder)
        for size in [1, 256, 300, 1000, 66_000] {
            let log = folder.appending(path: "log-\(size)")
            try await write(size: size, to: log)
            let result = try GoTools.run(program, [log.path])
            #expect(result.status == 0 && result.output == "ok\n", "size \(size): \(result.output)")
            try readBack(size: size, from: log)
        }
        try alter(folder.appending(path: "log-300"), program)
    }

    /// Writes a log as it would be served, and proofs.
    private func write(size: Int, to folder: URL) async throws {
        let sample = try SampleLog(size)
        let signer = try NoteSigner(name: "yunling.example/ledger", key: SigningKey.generate())
        let witness = try NoteSigner(name: "witness.example", key: SigningKey.generate(), kind: .cosignature)
        var note = try await sample.checkpoint(size).signed(by: signer)
        // As it comes from a witness: its line alone, for the log to add.
        var seen = note
        try seen.cosign(witness, seconds: 1_790_000_000)
        try note.add(Array((seen.signatures.last?.line ?? "").utf8), of: witness.verifier)
        try save(note.bytes, LogPath.checkpoint.text, folder)
        try save(Array(signer.verifier.description.utf8), "key", folder)
        try save(Array("yunling.example/ledger".utf8), "origin", folder)
        for tile in Tile.completed(from: 0, to: size) + Tile.partial(treeSize: size) {
            try save(Tile.encode(sample.tiles.hashes(of: tile)), LogPath.hashes(tile).text, folder)
            guard tile.level == 0 else { continue }
            let start = tile.index * Tile.fullWidth
            let leaves = sample.entries[start..<start + tile.width].map(\.leaf)
            try save(EntryBundle.encode(leaves), LogPath.entries(tile).text, folder)
        }
        var random = SplitMixGenerator(state: UInt64(size))
        var proofs = ""
        for _ in 0..<200 {
            let new = Int.random(in: 1...size, using: &random)
            let index = Int.random(in: 0..<new, using: &random)
            let inclusion = try await sample.tiles.inclusionProof(of: index, size: new)
            let consistency = try await sample.tiles.consistencyProof(from: index + 1, to: new)
            proofs += "inclusion \(index) \(new) \(inclusion.path.map(\.hex).joined(separator: " "))\n"
            proofs += "consistency \(index + 1) \(new) \(consistency.path.map(\.hex).joined(separator: " "))\n"
        }
        try save(Array(proofs.utf8), "proofs", folder)
    }

    /// Reads the note and the keys that Go wrote.
    private func readBack(size: Int, from folder: URL) throws {
        func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self) }
        let key = try NoteVerifier(text("go-key"))
        #expect(key.description == (try text("go-key")))
        let signer = try NoteSigner(secret: text("go-secret"))
        #expect(signer.verifier == key)
        let note = Array(try Data(contentsOf: folder.appending(path: "go-note")))
        #expect(try Checkpoint(opening: note, log: key).size == size)
        #expect(try Checkpoint(opening: note, log: NoteVerifier(text("key"))).size == size)
        #expect(try SignedNote(note).signatures.count == 3)
    }

    /// One altered byte anywhere, and Go rejects the log.
    private func alter(_ folder: URL, _ program: URL) throws {
        for name in ["checkpoint", "key", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44", "proofs"] {
            let file = folder.appending(path: name)
            let honest = try Data(contentsOf: file)
            var altered = honest
            altered[altered.startIndex + altered.count / 2] ^= 1
            try altered.write(to: file)
            let result = try GoTools.run(program, [folder.path])
            #expect(result.status == 1 && !result.output.contains("ok"), "\(name): \(result.output)")
            try honest.write(to: file)
        }
        #expect(try GoTools.run(program, [folder.path]).status == 0)
    }

    private func save(_ bytes: [UInt8], _ path: String, _ folder: URL) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
