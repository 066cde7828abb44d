import GRDBSQLite
public import Kernel

/// An SQLite file that strangers made.
public enum SQLiteFile {
    /// The statements of its schema, each with the name of what it makes. Only SQLite itself reads it, without extensions; nothing in it is run or written.
    ///
    /// - Throws: ``StoreError/failed(_:)`` for what is no database, or has a schema of an unusual size.
    public static func statements(of path: String) throws(StoreError) -> [(name: String, sql: String)] {
        var opened: OpaquePointer?
        // Immutable: no journal beside it is looked for.
        let address = "file:" + path.utf8.map { escaped($0) }.joined() + "?immutable=1"
        let code = sqlite3_open_v2(address, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
        defer { sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let database = opened else { throw .failed("SQLite: code \(code)") }
        // The schema is read into memory: it is as large as those of people are.
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 200_000)
        sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 200_000)
        sqlite3_progress_handler(database, 1_000_000, { _ in 1 }, nil)
        sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil, nil, nil)
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL", -1, &statement, nil) == SQLITE_OK else {
            throw failure(database)
        }
        var found: [(name: String, sql: String)] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return found }
            guard code == SQLITE_ROW else { throw failure(database) }
            found.append((text(statement, 0), text(statement, 1)))
        }
    }

    private static func text(_ statement: OpaquePointer?, _ place: Int32) -> String { sqlite3_column_text(statement, place).map { String(cString: $0) } ?? "" }

    private static func failure(_ database: OpaquePointer) -> StoreError {
        .failed(sqlite3_errmsg(database).map { String(cString: $0) } ?? "SQLite")
    }

    private static func escaped(_ byte: UInt8) -> String {
        let isPlain = 0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x2D...0x39 ~= byte || byte == UInt8(ascii: "_")
        let digits = String(byte, radix: 16)
        return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }
}
