import Cryptography
import Kernel
import Ledger
import Operations
import Web

/// The ledger's proofs for the web.
struct Proofs: ProofService {
    let notary: Notary
    let store: any Store

    func proof(of index: Int64) async throws(Refusal) -> [UInt8] {
        do {
            return Array(try await notary.proof(of: Int(index)).text.utf8)
        } catch is LedgerError {
            throw .notFound(kind: "ledger")
        } catch {
            throw .failed("\(error)")
        }
    }

    func evidence(of index: Int64) async throws(Refusal) -> ProofEvidence {
        do {
            let proof = try await notary.proof(of: Int(index))
            let note = String(decoding: proof.checkpoint, as: UTF8.self)
            // The signed text ends at the empty line; the signatures follow.
            let lines = note.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            let checkpoint = try Checkpoint(text: lines.map { $0 + "\n" }.joined())
            let inclusion = InclusionProof(index: proof.index, size: checkpoint.size, path: proof.path)
            let sides = Self.sides(of: proof.index, in: checkpoint.size, count: proof.path.count)
            return ProofEvidence(
                leafHash: proof.leafHash.hex, path: zip(proof.path, sides).map { (hash: $0.hex, isLeft: $1) }, rootHash: checkpoint.root.hex,
                treeSize: Int64(checkpoint.size), checkpoint: note, holds: inclusion.accepts(leafHash: proof.leafHash, root: checkpoint.root))
        } catch is LedgerError {
            throw .notFound(kind: "ledger")
        } catch {
            throw .failed("\(error)")
        }
    }

    /// On which side the hashes of a path stand: true for the left (RFC 9162, section 2.1.3.2).
    private static func sides(of index: Int, in size: Int, count: Int) -> [Bool] {
        var (place, last) = (index, size - 1)
        return (0..<count).map { _ in
            let isLeft = place & 1 == 1 || place == last
            if isLeft { while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) } }
            (place, last) = (place >> 1, last >> 1)
            return isLeft
        }
    }

    func checkpoint() async throws(Refusal) -> [UInt8] {
        do { return try await notary.checkpoint() } catch { throw .failed("\(error)") }
    }

    func witnessed() async throws(Refusal) -> [UInt8] {
        do {
            if let note = try await Witnessing.witnessed(in: store) { return note }
        } catch { throw .failed("\(error)") }
        throw .notFound(kind: "ledger")
    }
}
