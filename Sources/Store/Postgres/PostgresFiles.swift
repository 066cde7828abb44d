import CPQ
import Foundation
import Kernel

/// Backups by PostgreSQL's own programs.
enum PostgresFiles {
    static func dump(_ url: String, to path: String) async throws(StoreError) {
        guard !FileManager.default.fileExists(atPath: path) else { throw .failed("\(path) exists already and is not overwritten") }
        let part = path + ".part"
        let schema = try schema(url)
        do throws(StoreError) {
            try await run("pg_dump", ["--format=custom", "--no-owner", "--no-acl", "--schema=\(schema)", "--file=\(part)"], url)
            do {
                let handle = try FileHandle(forUpdating: URL(fileURLWithPath: part))
                try handle.synchronize()
                try handle.close()
                try FileManager.default.moveItem(atPath: part, toPath: path)
            } catch { throw StoreError.failed("\(path) could not be written: \(error.localizedDescription)") }
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
    }

    static func restore(from backup: String, to url: String) async throws(StoreError) {
        guard FileManager.default.fileExists(atPath: backup) else { throw .failed("\(backup) does not exist") }
        let connection = PostgresConnection(url)
        do throws(SQLFailure) {
            let count = try connection.first(
                SQL(
                    "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'v', 'm') AND relnamespace NOT IN "
                        + "(SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema', 'pg_toast'))")
            ) { $0.integer(0) }
            connection.close()
            if count != 0 { throw SQLFailure(reason: .other, message: "The database has tables already and is not overwritten") }
        } catch { throw error.plain }
        let name = try fields(url).first { $0.name == "PGDATABASE" }?.value ?? "postgres"
        // The schema `public` is in every database and in every backup of it.
        try await run(
            "pg_restore", ["--no-owner", "--no-acl", "--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--dbname=\(name)", backup], url)
    }

    private static func schema(_ url: String) throws(StoreError) -> String {
        let connection = PostgresConnection(url)
        defer { connection.close() }
        do throws(SQLFailure) {
            return try connection.first(SQL("SELECT current_schema()::text")) { $0.text(0) } ?? "public"
        } catch { throw error.plain }
    }

    /// The address as the variables that PostgreSQL's programs read: so no password stands in the list of processes.
    private static func fields(_ url: String) throws(StoreError) -> [(name: String, value: String)] {
        let names = [
            "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
            "options": "PGOPTIONS", "sslmode": "PGSSLMODE",
        ]
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &problem) else {
            let message = problem.map { String(cString: $0) } ?? "unknown form"
            PQfreemem(problem)
            throw .failed("The address of the database cannot be read: \(message)")
        }
        defer { PQconninfoFree(options) }
        var fields: [(String, String)] = []
        var place = options
        while let keyword = place.pointee.keyword {
            if let value = place.pointee.val, let name = names[String(cString: keyword)] { fields.append((name, String(cString: value))) }
            place += 1
        }
        return fields
    }

    private static func run(_ program: String, _ arguments: [String], _ url: String) async throws(StoreError) {
        let fields = try fields(url)
        let failure = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: runAndWait(program, arguments, fields)) }
        }
        if let failure { throw failure }
    }

    private static func runAndWait(_ program: String, _ arguments: [String], _ fields: [(name: String, value: String)]) -> StoreError? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(fields.map { ($0.name, $0.value) }) { $1 }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch { return .failed("\(program) could not be started: \(error.localizedDescription)") }
        let said = String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return nil
        case 127: return .failed("\(program) is missing; install the programs of PostgreSQL (postgresql-client) and try again")
        default: return .failed("\(program) failed: \(said.split(separator: "\n").joined(separator: " "))")
        }
    }
}
