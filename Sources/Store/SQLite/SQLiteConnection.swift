import Foundation
import GRDB
import GRDBSQLite
import Kernel
import Synchronization

/// A connection whose statements are driven directly: no row is ever a dictionary.
final class SQLiteConnection: Connection {
    /// Gives the prepared statement of a text, and what has to stay alive while it runs.
    typealias Prepare = (String) throws(SQLFailure) -> (handle: OpaquePointer, owner: AnyObject?)

    private let database: OpaquePointer
    private let prepare: Prepare

    init(_ database: OpaquePointer, _ prepare: @escaping Prepare) {
        self.database = database
        self.prepare = prepare
    }

    /// A connection of GRDB's pool, inside one of its accesses.
    convenience init(_ database: Database, _ statements: StatementNames) throws(SQLFailure) {
        guard let handle = database.sqliteConnection else { throw SQLFailure(reason: .other, message: "The database is closed") }
        // Those of this access: what is asked again and again is looked up once for all.
        let known = KnownStatements()
        self.init(handle) { text throws(SQLFailure) in
            if let statement = known.statements[text] { return (statement.sqliteStatement, statement) }
            do {
                let isKept = statements.keeps(text)
                let statement = try isKept ? database.cachedStatement(sql: text) : database.makeStatement(sql: text)
                if isKept { known.statements[text] = statement }
                return (statement.sqliteStatement, statement)
            } catch {
                throw SQLFailure(error)
            }
        }
    }

    var dialect: Dialect { .sqlite }
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }
    var changes: Int { Int(sqlite3_total_changes(database)) }

    @discardableResult
    func run(_ sql: SQL, _ row: (any RowReader) -> Void) throws(SQLFailure) -> Int {
        let (handle, owner) = try prepare(sql.text)
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            withExtendedLifetime(owner) {}
        }
        for (place, value) in sql.values.enumerated() { try bind(value, Int32(place + 1), handle) }
        let reader = SQLiteRow(handle: handle)
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw failure(code) }
            row(reader)
        }
        return Int(sqlite3_changes(database))
    }

    private func bind(_ value: SQLValue, _ place: Int32, _ handle: OpaquePointer) throws(SQLFailure) {
        // SQLite copies what it is given before the call ends.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, place)
        case .integer(let value): code = sqlite3_bind_int64(handle, place, value)
        case .real(let value): code = sqlite3_bind_double(handle, place, value)
        case .text(var value):
            let bound = value.withUTF8 { bytes -> Int32? in
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, place, "", 0, copied) }
                if memchr(start, 0, bytes.count) != nil { return nil }
                return sqlite3_bind_text(handle, place, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), copied)
            }
            guard let bound else { throw SQLFailure(reason: .other, message: "A text holds a character of code 0") }
            code = bound
        case .bytes(let bytes):
            code = bytes.isEmpty ? sqlite3_bind_zeroblob(handle, place, 0) : sqlite3_bind_blob(handle, place, bytes, Int32(clamping: bytes.count), copied)
        }
        if code != SQLITE_OK { throw failure(code) }
    }

    private func failure(_ code: Int32) -> SQLFailure {
        let message = sqlite3_errmsg(database).map { String(cString: $0) } ?? "code \(code)"
        return SQLFailure(code: sqlite3_extended_errcode(database), message: message)
    }
}

private final class KnownStatements {
    var statements: [String: Statement] = [:]
}

/// Which statements are kept prepared: the first so many different ones. Questions that users put together may have any number of forms.
final class StatementNames: Sendable {
    private let names = Mutex<Set<String>>([])

    func keeps(_ text: String) -> Bool {
        names.withLock { names in
            if names.contains(text) { return true }
            if names.count >= 1000 { return false }
            names.insert(text)
            return true
        }
    }
}

private struct SQLiteRow: RowReader {
    let handle: OpaquePointer

    func isNull(_ place: Int) -> Bool { sqlite3_column_type(handle, Int32(place)) == SQLITE_NULL }
    func integer(_ place: Int) -> Int64 { sqlite3_column_int64(handle, Int32(place)) }
    func text(_ place: Int) -> String {
        guard let start = sqlite3_column_text(handle, Int32(place)) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(place)))), as: UTF8.self)
    }
    func text(_ place: Int, known: String) -> String {
        guard let start = sqlite3_column_text(handle, Int32(place)) else { return "" }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(place))))
        let isKnown = known.utf8.withContiguousStorageIfAvailable { $0.count == bytes.count && memcmp($0.baseAddress ?? start, start, bytes.count) == 0 }
        return isKnown == true ? known : String(decoding: bytes, as: UTF8.self)
    }
    func bytes(_ place: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, Int32(place)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(place)))))
    }
    func stored(_ place: Int) -> Stored {
        switch sqlite3_column_type(handle, Int32(place)) {
        case SQLITE_INTEGER: .integer(integer(place))
        case SQLITE_FLOAT: .real(sqlite3_column_double(handle, Int32(place)))
        case SQLITE_TEXT: .text(text(place))
        default: .null
        }
    }
}

extension SQLFailure {
    init(_ error: any Error) {
        if let error = error as? DatabaseError {
            self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "\(error)")
        } else {
            self.init(reason: .other, message: "\(error)")
        }
    }

    init(code: Int32, message: String) {
        // The extended codes are macros that Swift cannot read: UNIQUE and PRIMARYKEY, FOREIGNKEY and TRIGGER of SQLITE_CONSTRAINT.
        switch (code & 0xFF, code) {
        case (_, 2067), (_, 1555):
            // “UNIQUE constraint failed: enterprise.creditCode, enterprise.year”
            let names = message.split(separator: ": ").last.map { $0.split(separator: ", ").compactMap { $0.split(separator: ".").last.map(String.init) } }
            self.init(reason: .unique(columns: names ?? [], constraint: nil), message: message)
        case (_, 787), (_, 1811): self.init(reason: .foreignKey(constraint: nil, table: nil), message: message)
        case (SQLITE_FULL, _): self.init(reason: .full, message: message)
        case (SQLITE_INTERRUPT, _): self.init(reason: .interrupted, message: message)
        case (SQLITE_BUSY, _), (SQLITE_LOCKED, _): self.init(reason: .busy, message: message)
        default: self.init(reason: .other, message: message)
        }
    }
}
