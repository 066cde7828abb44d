import Kernel

/// One connection to a database, used by one thread at a time.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    /// Runs one statement and hands each row over as it comes. Statements with few different texts are prepared once.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func run(_ sql: SQL, _ row: (any RowReader) -> Void) throws(SQLFailure) -> Int
    /// Whether the transaction is still there: a full disk may have ended it.
    var isInTransaction: Bool { get }
    /// Grows with every row that is added, changed or removed; on PostgreSQL it is not kept.
    var changes: Int { get }
}

extension Connection {
    var changes: Int { 0 }

    @discardableResult
    func run(_ sql: SQL) throws(SQLFailure) -> Int { try run(sql) { _ in } }
    @discardableResult
    func run(_ text: String, _ values: [SQLValue] = []) throws(SQLFailure) -> Int { try run(SQL(text, values)) { _ in } }

    /// - Parameter room: about how many rows are expected.
    func rows<Value>(_ sql: SQL, room: Int = 0, _ read: (any RowReader) -> Value) throws(SQLFailure) -> [Value] {
        var result: [Value] = []
        result.reserveCapacity(room)
        try run(sql) { result.append(read($0)) }
        return result
    }
    func first<Value>(_ sql: SQL, _ read: (any RowReader) -> Value) throws(SQLFailure) -> Value? {
        var result: Value?
        try run(sql) { row in if result == nil { result = read(row) } }
        return result
    }
}

/// One row of a result. Columns are read by their place, from 0.
protocol RowReader {
    func isNull(_ place: Int) -> Bool
    func integer(_ place: Int) -> Int64
    func text(_ place: Int) -> String
    /// The same, where it is often one that is known already: then that very one, without another copy.
    func text(_ place: Int, known: String) -> String
    func bytes(_ place: Int) -> [UInt8]
    func stored(_ place: Int) -> Stored
}

extension RowReader {
    func text(_ place: Int, known: String) -> String { text(place) }
}

/// What a database refused, before it is known what that means for records.
struct SQLFailure: Error, Hashable {
    enum Reason: Hashable {
        /// The columns, or the name of the constraint.
        case unique(columns: [String], constraint: String?)
        case foreignKey(constraint: String?, table: String?)
        case full, busy
        /// It took longer than it was allowed to.
        case interrupted
        /// Another transaction was in the way; the same again may succeed.
        case serialization
        /// The server is gone.
        case lost
        case other
    }
    let reason: Reason
    let message: String

    /// What it means where no record is concerned.
    var plain: StoreError {
        switch reason {
        case .full: .full
        case .busy: .busy
        default: .failed(message)
        }
    }
}
