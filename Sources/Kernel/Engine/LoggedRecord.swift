/// A record as the ledger alone knows it: what its entries say, one after the other.
struct LoggedRecord: Sendable {
    /// What each field holds, as the entries have it; without those that are empty.
    private(set) var fields: [String: JSON] = [:]
    private(set) var meta: RecordMeta
    /// Whether its entries say whose it is and whether it is made up. Those that were written before the ledger told it do not.
    private(set) var tellsOwner = false
    private(set) var isDeleted = false
    /// Entries about it were erased, so that not all of its fields are known.
    private(set) var isIncomplete = false
    /// The place of the last entry that changed it.
    private(set) var index: Int64

    /// - Returns: nil for an entry that changes no record: a sign-in, an export.
    init?(_ logged: LoggedChange) {
        guard logged.change.makesState else { return nil }
        let change = logged.change
        meta = RecordMeta(id: change.record, version: change.version, region: change.region, createdAt: change.at, createdBy: change.actor)
        index = logged.index
        take(logged)
    }

    /// Takes in the next entry about it.
    mutating func take(_ logged: LoggedChange) {
        let change = logged.change
        guard change.makesState else { return }
        index = logged.index
        meta.region = change.region
        // Assigning and signing leave the row as it is.
        if change.version != meta.version { (meta.version, meta.updatedAt, meta.updatedBy) = (change.version, change.at, change.actor) }
        if change.action == .delete { isDeleted = true }
        guard !logged.isErased, let payload = try? JSON(parsing: change.payload) else { return isIncomplete = true }
        let after = payload["after"]?.members
        if change.action == .create || change.action == .erase {
            fields = [:]
            if after != nil {
                isIncomplete = false
                // Who says one of them says all.
                tellsOwner = ["organisation", "department", "isSimulated"].contains { payload[$0] != nil }
                meta.organisation = payload["organisation"]?.string ?? ""
                meta.department = payload["department"]?.string ?? ""
                meta.isSimulated = payload["isSimulated"] == .bool(true)
            }
        }
        for member in after ?? [] { fields[member.name] = member.value == .null ? nil : member.value }
    }

    /// The record under a schema.
    func record(_ schema: Schema) -> StoredRecord {
        StoredRecord(
            meta: meta,
            values: schema.columns.map { column in
                guard let json = fields[column.name] else { return .null }
                return (try? column.read(json)) ?? json.string.map { .text($0) } ?? .null
            })
    }
}

extension Change {
    /// Whether a record is another after it.
    fileprivate var makesState: Bool { [.create, .update, .move, .delete, .erase].contains(action) }
}
