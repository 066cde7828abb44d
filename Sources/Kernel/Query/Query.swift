/// Which records of a kind, in which order, how many, from where on.
public struct Query: Sendable, Hashable {
    public let kind: String
    public var condition: Condition
    public var order: Order
    /// Where the page before ended; paging is by key, so that deep pages cost no more than the first.
    public var after: Cursor?
    public var limit: Int

    public init(_ kind: String, where condition: Condition = .always, order: Order = .newestFirst, after: Cursor? = nil, limit: Int = 50) {
        self.kind = kind
        self.condition = condition
        self.order = order
        self.after = after
        self.limit = limit
    }

    /// By one column and then by id, both in the same direction.
    public struct Order: Sendable, Hashable {
        public let column: String
        public let isDescending: Bool
        public init(_ column: String, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }
        public static let newestFirst = Order("id", isDescending: true)
        public static let oldestFirst = Order("id")
    }

    /// The last record of a page: the value of the order column and the id.
    public struct Cursor: Sendable, Hashable {
        public let value: Stored
        public let id: RecordID
        public init(value: Stored, id: RecordID) {
            self.value = value
            self.id = id
        }

        /// For addresses: opaque to clients, checked when it comes back.
        public var text: String {
            switch value {
            case .null: "\(id.text)n"
            case .integer(let value): "\(id.text)i\(value)"
            case .real(let value): "\(id.text)r\(value)"
            case .text(let value): "\(id.text)t\(value)"
            }
        }

        public init?(_ text: String) {
            // By bytes: a value may begin with a mark that would join the letter before it.
            let bytes = Array(text.utf8)
            guard bytes.count > 26, bytes.count < 4000, let id = RecordID(String(decoding: bytes[..<26], as: UTF8.self)) else { return nil }
            let rest = String(decoding: bytes[27...], as: UTF8.self)
            let value: Stored? =
                switch bytes[26] {
                case UInt8(ascii: "n"): rest.isEmpty ? .null : nil
                case UInt8(ascii: "i"): Int64(rest).map(Stored.integer)
                case UInt8(ascii: "r"): Double(rest).flatMap { $0.isFinite ? .real($0) : nil }
                case UInt8(ascii: "t"): .text(rest)
                default: nil
                }
            guard let value else { return nil }
            self.init(value: value, id: id)
        }
    }
}

/// A question whose answer is numbers: how many, how much, by what.
public struct Summary: Sendable, Hashable {
    public let kind: String
    public var condition: Condition
    /// The columns that make groups; none for one number over all.
    public var groups: [Group]
    public var measures: [Measure]

    public init(_ kind: String, where condition: Condition = .always, by groups: [Group] = [], _ measures: [Measure] = [.count]) {
        self.kind = kind
        self.condition = condition
        self.groups = groups
        self.measures = measures
    }

    /// A column, or a part of it.
    public enum Group: Sendable, Hashable {
        case column(String)
        /// The year (4), month (7) or day (10) of a day column: its first characters.
        case prefix(String, Int)
    }

    /// A number over the records of a group.
    public indirect enum Measure: Sendable, Hashable {
        /// Over those of its records only that fulfil a condition: so many numbers are counted in one pass.
        case within(Condition, Measure)
        case count
        case sum(String)
        case minimum(String)
        case maximum(String)
        case average(String)
    }

    /// One group: its values, and the measures in their order.
    public struct Line: Sendable, Hashable {
        public let groups: [Stored]
        public let measures: [Stored]
        public init(groups: [Stored], measures: [Stored]) {
            self.groups = groups
            self.measures = measures
        }
    }
}
