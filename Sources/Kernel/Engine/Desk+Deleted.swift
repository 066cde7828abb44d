/// A record that was deleted, as the ledger still knows it.
public struct DeletedRecord: Sendable, Hashable {
    public let record: StoredRecord
    public let at: Instant
    /// The id of who deleted it.
    public let by: String
}

extension Desk {
    /// Deleted records whose personal data the ledger still holds, among those that the actor may erase; the latest first.
    ///
    /// - Parameter words: only those one of whose fields contains them; empty for all.
    /// - Complexity: looks at the last 2,000 deletions of the kind at most.
    public func deleted(_ kind: String, containing words: String = "", limit: Int = 100) async throws(Refusal) -> [DeletedRecord] {
        let (schema, actor, words) = (try schema(kind), actor, words.trimmed)
        guard actor.mayErase(schema) else { throw .forbidden(.delete, kind: kind) }
        return try await refusing {
            try await engine.store.read { reader in
                var found: [DeletedRecord] = []
                for deletion in try reader.deletions(of: kind, before: nil, limit: 2000) where found.count < limit {
                    let change = deletion.change
                    guard try reader.record(kind, change.record) == nil,
                        let logged = LoggedRecord.replay(try reader.history(of: kind, change.record, limit: 1000))
                    else { continue }
                    let record = logged.record(schema)
                    guard actor.may(.read, schema, record), actor.mayErase(record, schema) else { continue }
                    guard words.isEmpty || record.values.contains(where: { $0.text?.contains(words) == true }) else { continue }
                    found.append(DeletedRecord(record: record, at: change.at, by: change.actor))
                }
                return found
            }
        }
    }
}

extension Actor {
    /// Whether they may erase personal data of records of a kind at all.
    public func mayErase(_ schema: Schema) -> Bool {
        !schema.personalColumns.isEmpty && schema.isLogged && may(.delete, schema) && may(.readPersonal, schema)
    }

    /// Whether they may erase those of one record.
    public func mayErase(_ record: StoredRecord, _ schema: Schema) -> Bool { may(.delete, schema, record) && may(.readPersonal, schema, record) }
}
