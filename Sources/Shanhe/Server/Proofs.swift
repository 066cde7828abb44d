import Kernel
import Ledger
import Operations
import Web

/// The ledger's proofs for the web.
struct Proofs: ProofService {
    let notary: Notary

    func proof(of index: Int64) async throws(Refusal) -> [UInt8] {
        do {
            return Array(try await notary.proof(of: Int(index)).text.utf8)
        } catch is LedgerError {
            throw .notFound(kind: "ledger")
        } catch {
            throw .failed("\(error)")
        }
    }

    func checkpoint() async throws(Refusal) -> [UInt8] {
        do { return try await notary.checkpoint() } catch { throw .failed("\(error)") }
    }
}
