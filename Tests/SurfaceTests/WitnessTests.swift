import Cryptography
@testable import InstrumentSharing
import Kernel
@testable import Ledger
import Operations
import Synchronization
import Testing

@testable import Store

/// Witnesses cosign checkpoints: what they signed is kept, and a past that was rewritten gets no signature.
@Suite struct WitnessTests {
    /// A witness after C2SP tlog-witness, small enough for a test: it remembers the last checkpoint, and signs what grew out of it.
    final class SmallWitness: Sendable {
        let signer: NoteSigner
        private let log: NoteVerifier
        private let seen: Mutex<(size: Int, root: Digest)>

        init(_ name: String, of log: NoteVerifier, seen: (size: Int, root: Digest) = (0, MerkleTree.emptyRoot)) throws {
            signer = try NoteSigner(name: name, key: SigningKey.generate(), kind: .cosignature)
            self.log = log
            self.seen = Mutex(seen)
        }

        var witness: Witness? { Witness("\(signer.verifier) https://\(signer.verifier.name)/") }

        func answer(_ body: [UInt8]) throws -> (status: Int, body: [UInt8]) {
            let text = String(decoding: body, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let head = lines.prefix { !$0.isEmpty }
            let bytes = Array(lines.dropFirst(head.count + 1).joined(separator: "\n").utf8)
            guard let first = head.first, first.hasPrefix("old "), let old = Int(first.dropFirst(4)) else { return (400, []) }
            guard let checkpoint = try? Checkpoint(opening: bytes, log: log) else { return (403, []) }
            return try seen.withLock { seen in
                if old != seen.size { return (409, Array("\(seen.size)\n".utf8)) }
                if checkpoint.size < old { return (400, []) }
                let path = try head.dropFirst().map { try #require(Digest(try Base64.decode(String($0)))) }
                let proof = ConsistencyProof(oldSize: old, newSize: checkpoint.size, path: Array(path))
                let hasGrown = old == 0 || (old == checkpoint.size ? checkpoint.root == seen.root : proof.accepts(oldRoot: seen.root, newRoot: checkpoint.root))
                if !hasGrown { return (422, []) }
                seen = (checkpoint.size, checkpoint.root)
                var note = try SignedNote(bytes)
                try note.cosign(signer, seconds: 1_760_000_000)
                return (200, Array((note.signatures.last?.line ?? "").utf8))
            }
        }
    }

    private struct House {
        let world: World
        let archive: LedgerArchive
        let notary: Notary
        let log: NoteVerifier

        init(_ world: World) throws {
            let signer = try NoteSigner(name: "county.example/ledger", key: SigningKey.generate())
            self.world = world
            (archive, log) = (LedgerArchive(world.store), signer.verifier)
            notary = Notary(archive, signer: signer)
        }

        /// Has some witnesses cosign what is there now; the reasons of those who did not.
        func ask(_ witnesses: [SmallWitness], answers: [String: (status: Int, body: [UInt8])] = [:]) async throws -> [String] {
            let byAddress = Dictionary(witnesses.map { ("https://\($0.signer.verifier.name)/add-checkpoint", $0) }) { $1 }
            let witnessing = Witnessing(witnesses.compactMap(\.witness), of: notary, archive, world.store) { address, body in
                let witness = try #require(byAddress[address])
                return try answers[witness.signer.verifier.name] ?? witness.answer(body)
            }
            return try await witnessing.run().map(\.description)
        }

        /// The names of those whose signatures stand under the kept checkpoint, and how many entries it has.
        func kept(_ witnesses: [SmallWitness]) async throws -> (names: [String], size: Int) {
            let note = try SignedNote(try #require(try await Witnessing.witnessed(in: world.store)))
            let verified = try note.verified(by: [log] + witnesses.map(\.signer.verifier)).map(\.verifier.name)
            return (verified.filter { $0 != log.name }.sorted(), try Checkpoint(opening: note.bytes, log: log).size)
        }
    }

    @Test(arguments: Database.available) func whatWitnessesSignIsKeptAsTheLedgerGrows(_ database: Database) async throws {
        try await withWorld(database) { world in
            let house = try House(world)
            let witnesses = [try SmallWitness("first.example/w", of: house.log), try SmallWitness("second.example/w", of: house.log)]
            #expect(try await house.ask(witnesses) == [], "nothing to sign yet")
            #expect(try await Witnessing.witnessed(in: world.store) == nil)
            for _ in 0..<4 {
                for _ in 0..<3 { _ = try await FlowTests.booking(world, by: world.admin) }
                #expect(try await house.ask(witnesses) == [])
                let (kept, size) = (try await house.kept(witnesses), try await house.archive.head().size)
                #expect(kept.names == ["first.example/w", "second.example/w"] && kept.size == size)
            }
            #expect(try await house.ask(witnesses) == [], "asked again, nothing is sent: a witness would answer 409")
            let note = try SignedNote(try #require(try await Witnessing.witnessed(in: world.store)))
            #expect(try await house.archive.verify(checkpoints: [Checkpoint(text: note.text)]).isIntact)
        }
    }

    @Test(arguments: Database.available) func whoSawAnotherPastDoesNotSignAndOthersDo(_ database: Database) async throws {
        try await withWorld(database) { world in
            let house = try House(world)
            for _ in 0..<3 { _ = try await FlowTests.booking(world, by: world.admin) }
            let size = try await house.archive.head().size
            let honest = try SmallWitness("honest.example/w", of: house.log)
            let split = try SmallWitness("split.example/w", of: house.log, seen: (size - 1, MerkleTree.leafHash([7])))
            let ahead = try SmallWitness("ahead.example/w", of: house.log, seen: (size + 5, MerkleTree.leafHash([7])))
            let strange = try SmallWitness("strange.example/w", of: NoteVerifier(name: "other.example", key: SigningKey.generate().verifyingKey))
            let forger = try SmallWitness("forger.example/w", of: house.log)
            let all = [split, ahead, strange, forger, honest]
            let forged = try SmallWitness("forger.example/w", of: house.log).answer(
                Array("old 0\n\n".utf8) + (try await house.notary.checkpoint()))
            let reasons = try await house.ask(all, answers: ["forger.example/w": forged])
            #expect(reasons.count == 4)
            #expect(reasons[0].contains("split.example/w") && reasons[0].contains("does not accept the proof"))
            #expect(reasons[1].contains("ahead.example/w") && reasons[1].contains("cut or restored"))
            #expect(reasons[2].contains("strange.example/w: it answered 403"))
            #expect(reasons[3].contains("forger.example/w"), "a signature of another key is not kept")
            #expect(try await house.kept(all).names == ["honest.example/w"])
        }
    }

    @Test func aWitnessIsAKeyAndAnAddress() throws {
        let key = try NoteSigner(name: "w.example", key: SigningKey.generate(), kind: .cosignature).verifier
        let log = try NoteSigner(name: "l.example", key: SigningKey.generate()).verifier
        #expect(Witness("\(key) https://w.example/")?.description == "\(key) https://w.example")
        for wrong in ["", "\(key)", "\(log) https://w.example", "\(key) w.example", "\(key) ftp://w.example", "x y"] {
            #expect(Witness(wrong) == nil, "\(wrong)")
        }
        var configuration = Configuration()
        #expect(configuration.set("witnesses", "\(key) https://a.example, \(key) http://b.example", at: "x").isEmpty && configuration.witnesses.count == 2)
        #expect(configuration.set("witnesses", "\(key)", at: "x").count == 1)
        #expect(configuration.set("witnesses", "none", at: "x").isEmpty && configuration.witnesses.isEmpty)
    }
}
