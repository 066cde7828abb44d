import CPQ
import Kernel

/// What programs on one PostgreSQL database tell one another when they commit, by `NOTIFY`: a line for who speaks, one for each change.
///
/// A message is sent in the transaction itself, so that it is heard when, and only when, the change is durable, and in the order of the commits.
enum Announcement {
    /// PostgreSQL takes fewer than 8,000 bytes in a message.
    private static let room = 7900

    /// The channel of one schema: tests and counties that share a server do not hear one another.
    static func channel(_ connection: any Connection) throws(SQLFailure) -> String {
        "shanhe_" + (try connection.first(SQL("SELECT abs(hashtext(current_database() || '.' || current_schema())::bigint)"), { String($0.integer(0)) }) ?? "")
    }

    static func send(_ changes: [Committed], _ connection: any Connection) throws(SQLFailure) {
        if changes.isEmpty { return }
        guard let channel = (connection as? PostgresConnection)?.channel else { return }
        for message in messages(changes) { try connection.run(SQL("SELECT pg_notify($1, $2)", [.text(channel), .text(message)])) { _ in } }
    }

    static func messages(_ changes: [Committed]) -> [String] {
        var messages: [String] = []
        var text = ""
        for change in changes {
            let line =
                "\(change.kind) \(change.id.text) \(change.action.rawValue) \(change.region.code.isEmpty ? "-" : change.region.code) \(change.index.map(String.init) ?? "-")"
            if text.utf8.count + line.utf8.count + 1 > room {
                messages.append(text)
                text = ""
            }
            text += text.isEmpty ? line : "\n" + line
        }
        return text.isEmpty ? messages : messages + [text]
    }

    /// The changes in a message; lines of a later version of the program that cannot be read are left out.
    static func changes(in message: String) -> [Committed] {
        message.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 5, let action = Change.Action(rawValue: parts[2]) else { return nil }
            return Committed(
                kind: parts[0], id: RecordID(stored: parts[1]), action: action, region: Region(parts[3] == "-" ? "" : parts[3]), index: Int64(parts[4]))
        }
    }
}
