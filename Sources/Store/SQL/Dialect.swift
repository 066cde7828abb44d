import Kernel

/// Where the two engines' SQL differs. Everything else is one text for both: placeholders are `$1`, `$2`, … in the order of their values.
enum Dialect: Sendable {
    case sqlite, postgres

    /// The type of a column of records. Text sorts by its code points on both.
    func type(_ type: ColumnType) -> String {
        switch (self, type) {
        case (.sqlite, .text): "TEXT"
        case (.sqlite, .integer): "INTEGER"
        case (.sqlite, .real): "REAL"
        case (.postgres, .text): "text COLLATE \"C\""
        case (.postgres, .integer): "bigint"
        case (.postgres, .real): "double precision"
        }
    }

    var bytes: String { self == .sqlite ? "BLOB" : "bytea" }

    /// What ends `CREATE TABLE (…)`: SQLite else takes any type in any column.
    var tableEnd: String { self == .sqlite ? " STRICT" : "" }

    /// A placeholder whose type follows from its value, where the statement around it does not tell.
    func placeholder(_ number: Int, _ value: SQLValue) -> String {
        guard self == .postgres else { return "$\(number)" }
        return switch value {
        case .integer: "$\(number)::bigint"
        case .real: "$\(number)::double precision"
        case .bytes: "$\(number)::bytea"
        case .text: "$\(number)::text"
        case .null: "$\(number)"
        }
    }

    /// Written before a column that must not choose the index; PostgreSQL counts for itself which index serves.
    var hidden: String { self == .sqlite ? "+" : "" }
    /// SQLite's LIKE already takes ASCII letters in either case.
    var like: String { self == .sqlite ? "LIKE" : "ILIKE" }
    /// The order in an index; paging forwards and backwards both follow it. SQLite puts NULL first by itself.
    var nullsFirst: String { self == .sqlite ? "" : " NULLS FIRST" }

    var beginWrite: String { self == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN" }
}

/// A value on its way to the database.
enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    init(_ stored: Stored) {
        self =
            switch stored {
            case .null: .null
            case .integer(let value): .integer(value)
            case .real(let value): .real(value)
            case .text(let value): .text(value)
            }
    }
}

/// The name of a table, column or index: checked and quoted, the only text that goes into SQL beside what stands in this module.
struct Identifier: Sendable, Hashable, CustomStringConvertible {
    let name: String
    var quoted: String { "\"\(name)\"" }
    var description: String { quoted }

    /// - Throws: ``StoreError/failed(_:)`` unless it is a letter followed by up to 47 letters, digits and underscores, all ASCII.
    init(_ name: String) throws(StoreError) {
        let bytes = Array(name.utf8)
        let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) }
        guard let first = bytes.first, isLetter(first), bytes.count <= 48, bytes.allSatisfy({ isLetter($0) || (48...57).contains($0) || $0 == 95 }),
            !name.lowercased().hasPrefix("sqlite"), !name.lowercased().hasPrefix("pg_")
        else { throw .failed("“\(name)” cannot name a table or a column: a letter, then up to 47 letters, digits and underscores (ASCII)") }
        self.name = name
    }

    /// A name that this module made itself.
    init(own name: String) { self.name = name }

    /// The name of an index or constraint, at most 60 bytes long, from which its content can be told.
    init(own prefix: String, _ parts: [String]) {
        let full = ([prefix] + parts).joined(separator: "_")
        guard full.utf8.count > 60 else {
            name = full
            return
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in full.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        name = full.prefix(43) + "_" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// A statement in the making: text of this module, checked names, and values that are bound, never pasted.
struct SQL: Sendable {
    private(set) var text: String
    private(set) var values: [SQLValue]

    init(_ text: String = "", _ values: [SQLValue] = []) {
        self.text = text
        self.values = values
    }

    mutating func add(_ text: String) { self.text += text }
    mutating func add(_ name: Identifier) { text += name.quoted }

    /// Binds a value and writes its placeholder.
    mutating func bind(_ value: SQLValue, _ dialect: Dialect) {
        values.append(value)
        text += dialect.placeholder(values.count, value)
    }
}
