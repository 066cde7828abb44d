import Kernel

/// Entries of the ledger that are no changes of records: who signed in, who took data out, who looked at personal data.
struct Journal: Sendable {
    let engine: Engine

    func note(_ action: Change.Action, kind: String, record: RecordID, actor: String, region: Region, _ payload: JSON = .object([])) async throws {
        let change = Change(
            at: engine.context.now(), actor: actor, action: action, kind: kind, record: record, version: 1, region: region, request: nil, payload: payload.bytes
        )
        _ = try await engine.store.write { try $0.append(change) }
    }
}
