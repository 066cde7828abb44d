import Kernel

/// What a transaction is to somebody whose page is open, as server-sent events.
///
/// - `inbox`, data: how many items wait, as the badge shows it;
/// - `job`, data: its id;
/// - `record`, data: `kind/id`, or `kind/` where more than ``few`` of a kind changed at once: an import is not told row by row.
enum LiveEvents {
    static let few = 20

    /// Nothing where the actor may know of none of the changes.
    static func events(_ changes: [Committed], for desk: Desk) async -> [UInt8] {
        var kinds: [(kind: String, changes: [Committed])] = []
        for change in changes where desk.actor.region.contains(change.region) {
            if let place = kinds.firstIndex(where: { $0.kind == change.kind }) {
                kinds[place].changes.append(change)
            } else {
                kinds.append((change.kind, [change]))
            }
        }
        var bytes: [UInt8] = []
        for (kind, changes) in kinds {
            for event in await events(kind, changes, desk) { bytes += "event: \(event.name)\ndata: \(event.data)\n\n".utf8 }
        }
        return bytes
    }

    private static func events(_ kind: String, _ changes: [Committed], _ desk: Desk) async -> [(name: String, data: String)] {
        guard let schema = desk.catalog.schema(kind), !schema.isGoverning else { return [] }
        if kind == RecordName.of(WorkItem.self) {
            guard let count = try? await desk.inboxCount() else { return [] }
            return [("inbox", Words.few(count))]
        }
        guard !schema.isHidden else { return [] }
        let ids = await known(changes, schema, desk)
        if kind == RecordName.of(Job.self) { return ids.map { ("job", $0.text) } }
        return ids.count > few ? [("record", kind + "/")] : ids.map { ("record", "\(kind)/\($0.text)") }
    }

    /// The records among those changed that an actor may read, at most one more than ``few``.
    ///
    /// Whether one is within a narrower reach than all, only the record itself tells; what is gone, nobody asks any more.
    private static func known(_ changes: [Committed], _ schema: Schema, _ desk: Desk) async -> [RecordID] {
        guard let reach = desk.actor.reach(.read, schema) else { return [] }
        if reach == .all { return Array(changes.lazy.map(\.id).prefix(few + 1)) }
        let there = changes.filter { $0.action != .delete }.map { Stored.text($0.id.text) }
        if there.isEmpty { return [] }
        let records = try? await desk.records(Query(schema.name, where: .among("id", there), order: .oldestFirst, limit: few + 1))
        return records?.map(\.meta.id) ?? []
    }
}
