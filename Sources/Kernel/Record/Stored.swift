/// A value as the store keeps it. Every kind of field maps its values to one of these and back.
public enum Stored: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    public var isNull: Bool { self == .null }

    public var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// A whole number or a real one, as a real one.
    public var real: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}

extension Stored {
    /// The order in which a store sorts: nothing first, then numbers, then text by its Unicode scalars.
    public static func precedes(_ left: Stored, _ right: Stored) -> Bool {
        switch (left, right) {
        case (.null, .null): false
        case (.null, _): true
        case (_, .null): false
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)): left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        case (.text, _): false
        case (_, .text): true
        default: (left.real ?? 0) < (right.real ?? 0)
        }
    }
}

/// The type of a column in the database.
public enum ColumnType: String, Sendable, Hashable {
    case text, integer, real
}
