import Cryptography
public import Kernel
public import Ledger

/// Someone else who vouches that the ledger has only grown: shows a split view, and a rewritten past, to everybody who asks for their signature.
public struct Witness: Sendable, Hashable, CustomStringConvertible {
    /// The key that it cosigns with, as the witness publishes it.
    public let verifier: NoteVerifier
    /// Where it takes checkpoints, without `/add-checkpoint`.
    public let address: String

    /// - Parameter text: `name+keyID+base64 https://host/path`.
    /// - Returns: nil where that is no key of a witness and an address.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2, let verifier = try? NoteVerifier(words[0]), verifier.kind == .cosignature else { return nil }
        guard words[1].hasPrefix("https://") || words[1].hasPrefix("http://") else { return nil }
        self.verifier = verifier
        address = words[1].hasSuffix("/") ? String(words[1].dropLast()) : words[1]
    }

    public var description: String { "\(verifier) \(address)" }
}

/// Has witnesses cosign the newest checkpoint, and keeps what they signed (C2SP tlog-witness, `add-checkpoint`).
public struct Witnessing: Sendable {
    /// Sends bytes by POST, and gives back the status and what was answered.
    public typealias Post = @Sendable (_ address: String, _ body: [UInt8]) async throws -> (status: Int, body: [UInt8])

    /// Why a witness did not sign.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        public let witness: String
        public let reason: String
        public var description: String { "\(witness): \(reason)" }
    }

    private let notary: Notary
    private let archive: any LogArchive
    private let store: any Store
    private let witnesses: [Witness]
    private let post: Post

    public init(_ witnesses: [Witness], of notary: Notary, _ archive: any LogArchive, _ store: any Store, post: @escaping Post) {
        (self.witnesses, self.notary, self.archive, self.store, self.post) = (witnesses, notary, archive, store, post)
    }

    /// Under what name the last checkpoint is kept that a witness signed.
    private static let kept = "ledger.witnessed"

    /// The last checkpoint that every witness signed who could be reached then; nil where none ever did.
    public static func witnessed(in store: any Store) async throws -> [UInt8]? {
        try await store.read { try $0.setting(kept) }.map { Array($0.utf8) }
    }

    /// Submits the newest checkpoint to all witnesses that have not signed it.
    ///
    /// - Returns: why some did not sign; the others did, and their signatures are kept.
    public func run() async throws -> [Failure] {
        if witnesses.isEmpty { return [] }
        var note = try SignedNote(try await notary.checkpoint())
        let size = try Checkpoint(text: note.text).size
        if size == 0 { return [] }
        if let last = try await Self.witnessed(in: store).flatMap({ try? SignedNote($0) }), last.text == note.text { note = last }
        let already = (try? note.verified(by: witnesses.map(\.verifier)).map(\.verifier)) ?? []
        var failures: [Failure] = []
        var isNew = false
        for witness in witnesses where !already.contains(witness.verifier) {
            do {
                try note.add(try await submit(note, size: size, to: witness), of: witness.verifier)
                isNew = true
            } catch let failure as Failure {
                failures.append(failure)
            } catch {
                failures.append(Failure(witness: witness.verifier.name, reason: "\(error)"))
            }
        }
        if isNew {
            let text = String(decoding: note.bytes, as: UTF8.self)
            try await store.write { try $0.set(Self.kept, text) }
        }
        return failures
    }

    /// Asks one witness, a second time where it has seen another size than we remember.
    ///
    /// - Returns: its lines of signature.
    private func submit(_ note: SignedNote, size: Int, to witness: Witness) async throws -> [UInt8] {
        let name = "ledger.witness \(witness.verifier)"
        var old = try await store.read { try $0.setting(name) }.flatMap { Int($0) } ?? 0
        for _ in 0..<2 {
            guard (0...size).contains(old) else { throw failure(witness, "it has seen \(old) entries, and there are \(size): the ledger was cut or restored") }
            let (status, answer) = try await post(witness.address + "/add-checkpoint", try await request(note, size: size, after: old))
            switch status {
            case 200:
                try await store.write { try $0.set(name, String(size)) }
                return answer
            case 409:
                guard let seen = Int(String(decoding: answer.prefix(30), as: UTF8.self).filter { !$0.isWhitespace }), seen != old else {
                    throw failure(witness, "it answered 409 without another size")
                }
                old = seen
            case 404: throw failure(witness, "it does not know this ledger; ask its operator to add the key")
            case 422: throw failure(witness, "it does not accept the proof that the ledger has only grown")
            default: throw failure(witness, "it answered \(status)")
            }
        }
        throw failure(witness, "it saw another size twice")
    }

    /// `old SIZE`, the proof from there to here, an empty line, the checkpoint.
    private func request(_ note: SignedNote, size: Int, after old: Int) async throws -> [UInt8] {
        let path = old == 0 || old == size ? [] : try await archive.consistencyProof(from: old, to: size).path
        let head = (["old \(old)"] + path.map { Base64.encode($0.bytes) }).map { $0 + "\n" }.joined() + "\n"
        return Array(head.utf8) + note.bytes
    }

    private func failure(_ witness: Witness, _ reason: String) -> Failure { Failure(witness: witness.verifier.name, reason: reason) }
}
