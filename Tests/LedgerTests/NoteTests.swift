import Cryptography
import Testing

@testable import Ledger

@Suite("Notes and checkpoints")
struct NoteTests {
    /// The keys and the note in the documentation of Go's package `note`.
    static let goSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let goKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let goText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let goNote =
        goText + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    static let log = try? NoteSigner(name: "yunling.example/ledger", key: SigningKey(seed: [UInt8](repeating: 7, count: 32)))
    static let witness = try? NoteSigner(
        name: "witness.example/w1", key: SigningKey(seed: [UInt8](repeating: 8, count: 32)), kind: .cosignature)

    @Test func goVectors() throws {
        let signer = try NoteSigner(secret: Self.goSecret)
        #expect(signer.secret == Self.goSecret)
        #expect(signer.verifier.description == Self.goKey)
        let verifier = try NoteVerifier(Self.goKey)
        #expect(verifier == signer.verifier)
        var note = try SignedNote(text: Self.goText)
        try note.sign(signer)
        #expect(note.bytes == Array(Self.goNote.utf8))
        #expect(try SignedNote(Array(Self.goNote.utf8)).verified(by: [verifier]).map(\.verifier) == [verifier])
    }

    @Test(arguments: [
        "", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumano+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
    ])
    func refusedKeys(text: String) {
        #expect(throws: LedgerError.self) { try NoteVerifier(text) }
        #expect(throws: LedgerError.self) { try NoteSigner(secret: "PRIVATE+KEY+" + text) }
    }

    @Test func checkpoints() throws {
        let log = try #require(Self.log)
        let checkpoint = try Checkpoint(origin: "yunling.example/ledger", size: 20_852_163, root: MerkleTree.leafHash([1]), extensions: ["更多 more"])
        #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
        let note = try checkpoint.signed(by: log).bytes
        #expect(try Checkpoint(opening: note, log: log.verifier) == checkpoint)
        #expect(throws: LedgerError.self) { try Checkpoint(opening: note, log: log.verifier, origin: "other.example") }
        #expect(throws: LedgerError.self) { try Checkpoint(opening: note, log: NoteVerifier(Self.goKey)) }
        #expect(throws: LedgerError.self) { try Checkpoint(origin: "a", size: 0, root: .zero) }
        #expect(throws: LedgerError.self) { try Checkpoint(origin: "", size: 1, root: .zero) }
        #expect(throws: LedgerError.self) { try Checkpoint(origin: "a\nb", size: 1, root: .zero) }
    }

    @Test(arguments: [
        "", "a\n", "a\n1\n", "a\n1\nx\n", "a\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "a\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "a\n+1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
        "a\n99999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
    ])
    func refusedCheckpoints(text: String) {
        #expect(throws: LedgerError.self) { try Checkpoint(text: text) }
    }

    @Test func witnesses() throws {
        let log = try #require(Self.log), witness = try #require(Self.witness)
        #expect(try NoteVerifier(witness.verifier.description) == witness.verifier)
        #expect(try NoteSigner(secret: witness.secret).verifier == witness.verifier)
        let checkpoint = try Checkpoint(origin: "yunling.example/ledger", size: 3, root: MerkleTree.leafHash([1]))
        var note = try checkpoint.signed(by: log)
        try note.cosign(witness, seconds: 1_679_315_147)
        let bytes = note.bytes
        let verified = try SignedNote(bytes).verified(by: [log.verifier, witness.verifier])
        #expect(verified.map(\.seconds) == [nil, 1_679_315_147])
        #expect(try Checkpoint(opening: bytes, log: log.verifier, witnesses: [witness.verifier], quorum: 1) == checkpoint)
        #expect(throws: LedgerError.self) { try Checkpoint(opening: bytes, log: log.verifier, quorum: 1) }
        // The signature of an unknown key is kept, and one of a known key replaced.
        try note.cosign(witness, seconds: 1_679_315_148)
        try note.sign(NoteSigner(secret: Self.goSecret))
        let again = try SignedNote(note.bytes)
        #expect(again.signatures.map(\.name) == ["yunling.example/ledger", "witness.example/w1", "PeterNeumann"])
        #expect(try again.verified(by: [witness.verifier]).map(\.seconds) == [1_679_315_148])
        #expect(throws: LedgerError.self) { try note.sign(witness) }
        #expect(throws: LedgerError.self) { try note.cosign(log, seconds: 1) }
        #expect(throws: LedgerError.self) { try note.cosign(witness, seconds: -1) }
        // The cosignature signs what the standard says.
        let message = Array("cosignature/v1\ntime 1679315147\n\(checkpoint.text)".utf8)
        let raw = try #require(try SignedNote(bytes).signatures.last).bytes
        #expect(witness.verifier.key.accepts(Array(raw[8...]), for: message))
    }

    /// Every altered bit of the text or of the log's own signature ends in an error.
    @Test func anyAlteredBit() throws {
        let log = try #require(Self.log)
        let bytes = try Checkpoint(origin: "yunling.example/ledger", size: 3, root: MerkleTree.leafHash([1])).signed(by: log).bytes
        for place in bytes.indices {
            for bit in 0..<8 {
                var altered = bytes
                altered[place] ^= 1 << UInt8(bit)
                #expect(throws: LedgerError.self, "byte \(place), bit \(bit)") { try Checkpoint(opening: altered, log: log.verifier) }
            }
            #expect(throws: LedgerError.self) { try Checkpoint(opening: Array(bytes[..<place]), log: log.verifier) }
        }
    }

    @Test func refusedNotes() throws {
        let signature = "— a AAAAAAA=\n"
        for text in [
            "", "\n", "a\n", "a\n\n", "a\n\(signature)", "a\n\n\(signature)b\n", "a\n\n— a b AAAAAAA=\n", "a\n\n— a AAAA\n", "a\n\n— + AAAAAAA=\n",
            "a\tb\n\n\(signature)", "a\n\n- a AAAAAAA=\n", "a\n\n\(signature)\n", "a\n\n" + String(repeating: signature, count: 101),
        ] {
            #expect(throws: LedgerError.self, "\(text)") { try SignedNote(Array(text.utf8)) }
        }
        #expect(throws: LedgerError.self) { try SignedNote([0xFF, 0x0A, 0x0A] + Array(signature.utf8)) }
        let note = try SignedNote(Array("a\n\nb\n\n\(signature)".utf8))
        #expect(note.text == "a\n\nb\n")
        #expect(throws: LedgerError.unsigned(signers: ["a"])) { try note.verified(by: [NoteVerifier(Self.goKey)]) }
    }
}
