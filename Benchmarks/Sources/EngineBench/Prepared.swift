import Foundation
import InstrumentSharing
import Kernel
import Operations
import Store

/// The database of a county that has worked for some years: many records, a thousand users who are signed in.
enum Prepared {
    static let users = 1000

    /// Writes `db` and `cookies.txt` into a folder; the second has the cookie of one user a line.
    static func make(in folder: String, records: Int) async throws {
        let store = try SQLiteStore(path: folder + "/db")
        let engine = try Engine([.instrumentSharing], store: store, context: .machine)
        try await engine.start()
        let (context, desk) = (engine.context, engine.desk(for: .system(in: Bench.clerk.region)))
        try await signIn(desk, folder, users: users, role: "scienceOffice")
        let payload = Array(#"{"after":{"title":"高新技术企业","amount":1}}"#.utf8)
        for start in stride(from: 0, to: records, by: 10_000) {
            try await store.write { writer in
                for number in start..<min(records, start + 10_000) {
                    let values: [Stored] = [.text("高新技术企业 \(number)"), .real(Double(number)), .text("2025-03-09"), .integer(Int64(number % 2))]
                    let record = StoredRecord(meta: Bench.meta(context), values: values)
                    try writer.insert("note", record)
                    try writer.append(
                        Change(
                            at: record.meta.createdAt, actor: "bench", action: .create, kind: "note", record: record.meta.id, version: 1,
                            region: record.meta.region,
                            request: nil, payload: payload))
                }
            }
        }
        await store.close()
    }

    static func signIn(_ desk: Desk, _ folder: String, users: Int, role: String) async throws {
        var cookies = ""
        for number in 0..<users {
            var user = Draft<User>()
            user.account = "user\(number)"
            user.name = "用户\(number)"
            user.roles = .some([role])
            user.mustChangePassword = false
            let id = try await desk.make(user.submission).meta.id
            let secret = try Secret.make()
            var session = Draft<Session>()
            session.tokenHash = Secret.hash(secret)
            session.user = Reference(id)
            session.formToken = try Secret.make()
            session.expires = desk.engine.context.now().adding(seconds: 12 * 3600)
            _ = try await desk.make(session.submission)
            cookies += "session=\(secret)\n"
        }
        try cookies.write(toFile: folder + "/cookies.txt", atomically: true, encoding: .utf8)
    }
}
