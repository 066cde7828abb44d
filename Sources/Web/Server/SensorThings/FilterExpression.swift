import Atlas
import Kernel

/// A condition of `$filter`, or a value in one.
indirect enum FilterExpression: Sendable {
    enum Comparison: String, Sendable { case eq, ne, gt, ge, lt, le }
    enum Arithmetic: String, Sendable { case add, sub, mul, div, mod }

    case value(FilterValue)
    /// `Datastream/Thing/name`, `properties/owner`
    case path([String])
    case not(FilterExpression)
    case and([FilterExpression])
    case or([FilterExpression])
    case compare(Comparison, FilterExpression, FilterExpression)
    case calculate(Arithmetic, FilterExpression, FilterExpression)
    case call(FilterFunction, [FilterExpression])

    /// What has to hold whatever else holds.
    var conjuncts: [FilterExpression] { if case .and(let list) = self { list.flatMap(\.conjuncts) } else { [self] } }
}

/// What a part of a filter comes to. What an entity does not have is nothing, and nothing compares with it but `null`.
enum FilterValue: Sendable {
    case nothing
    case truth(Bool)
    case number(Double)
    case text(String)
    /// Milliseconds since 1970; both ends of a moment are one.
    case time(from: Int64, to: Int64)
    /// In milliseconds.
    case duration(Int64)
    case geometry(PackedGeometry)
    /// By a way that leads to many entities, or of an array: what is asked holds where it holds for one of them. None of them is `many` again, and there
    /// are at most ``mostParts``.
    case many([FilterValue])

    static let mostParts = 1000

    /// Those of many, or the one.
    var parts: [FilterValue] { if case .many(let values) = self { values } else { [self] } }

    /// About how much work it is to look at it: one for a number.
    var size: Int {
        switch self {
        case .text(let text): 1 + text.utf8.count / 10
        case .geometry(let geometry): 1 + geometry.count
        case .many(let values): values.reduce(1) { $0 + $1.size }
        default: 1
        }
    }

    var isTrue: Bool {
        switch self {
        case .truth(let value): value
        case .many(let values): values.contains(where: \.isTrue)
        default: false
        }
    }

    init(_ json: JSON?) {
        switch json {
        case .bool(let value)?: self = .truth(value)
        case .integer(let value)?: self = .number(Double(value))
        case .number(let value)?: self = .number(value)
        case .string(let value)?: self = .text(value)
        case .array(let values)?:
            let parts = values.flatMap { FilterValue($0).parts }
            // Of a longer list nothing is asked.
            self = parts.count <= FilterValue.mostParts ? .many(parts) : .nothing
        case .object?: self = json.flatMap(PackedGeometry.init(geoJSON:)).map(FilterValue.geometry) ?? .nothing
        case .null?, nil: self = .nothing
        }
    }

    /// A time, also where it stands as text.
    var span: (from: Int64, to: Int64)? {
        switch self {
        case .time(let from, let to): return (from, to)
        case .text(let text):
            let ends = text.split(separator: "/").map { Instant($0) }
            guard (1...2).contains(ends.count), let from = ends[0], let to = ends[ends.count - 1] else { return nil }
            return (from.milliseconds, to.milliseconds)
        default: return nil
        }
    }

    static func compare(_ comparison: FilterExpression.Comparison, _ left: FilterValue, _ right: FilterValue) -> Bool {
        switch (left, right) {
        // Each of one with each of the other would be a million questions.
        case (.many, .many): return false
        case (.many(let values), _): return values.contains { compare(comparison, $0, right) }
        case (_, .many(let values)): return values.contains { compare(comparison, left, $0) }
        case (.nothing, .nothing): return comparison == .eq
        case (.nothing, _), (_, .nothing): return comparison == .ne
        case (.number(let left), .number(let right)): return holds(comparison, left == right, left < right)
        case (.truth(let left), .truth(let right)): return holds(comparison, left == right, !left && right)
        case (.duration(let left), .duration(let right)): return holds(comparison, left == right, left < right)
        case (.text(let left), .text(let right)): return holds(comparison, left == right, left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars))
        default: break
        }
        guard let left = left.span, let right = right.span else { return comparison == .ne }
        // Of intervals one is before another where it ends before the other begins (section 9.3.3.5.1 of the standard, by its examples).
        let isEqual = left == right
        switch comparison {
        case .eq: return isEqual
        case .ne: return !isEqual
        case .lt: return !isEqual && left.from < right.from && left.to <= right.from || left.to < right.from
        case .gt: return !isEqual && left.to > right.to && left.from >= right.to || left.from > right.to
        case .le: return isEqual || left.to <= right.to && left.from <= right.from
        case .ge: return isEqual || left.from >= right.from && left.to >= right.to
        }
    }

    private static func holds(_ comparison: FilterExpression.Comparison, _ isEqual: Bool, _ isLess: Bool) -> Bool {
        switch comparison {
        case .eq: isEqual
        case .ne: !isEqual
        case .lt: isLess
        case .le: isLess || isEqual
        case .gt: !isLess && !isEqual
        case .ge: !isLess
        }
    }

    static func calculate(_ operation: FilterExpression.Arithmetic, _ left: FilterValue, _ right: FilterValue) -> FilterValue {
        switch (operation, left, right) {
        case (.add, .number(let left), .number(let right)): return .number(left + right)
        case (.sub, .number(let left), .number(let right)): return .number(left - right)
        case (.mul, .number(let left), .number(let right)): return .number(left * right)
        case (.div, .number(let left), .number(let right)): return right == 0 ? .nothing : .number(left / right)
        case (.mod, .number(let left), .number(let right)): return right == 0 ? .nothing : .number(left.truncatingRemainder(dividingBy: right))
        case (.add, _, .duration(let length)): return left.moved(length)
        case (.sub, _, .duration(let length)): return length == .min ? .nothing : left.moved(-length)
        case (.sub, _, _):
            guard let left = left.span, let right = right.span else { return .nothing }
            return .duration(left.from - right.from)
        default: return .nothing
        }
    }

    private func moved(_ length: Int64) -> FilterValue {
        if case .duration(let own) = self {
            let (sum, isTooMuch) = own.addingReportingOverflow(length)
            return isTooMuch ? .nothing : .duration(sum)
        }
        guard let span else { return .nothing }
        let (from, to) = (span.from.addingReportingOverflow(length), span.to.addingReportingOverflow(length))
        return from.overflow || to.overflow ? .nothing : .time(from: from.partialValue, to: to.partialValue)
    }

    /// For sorting: nothing first, then numbers, times and texts.
    static func precedes(_ left: FilterValue, _ right: FilterValue) -> Bool {
        if case .many(let values) = left { return precedes(values.first ?? .nothing, right) }
        if case .many(let values) = right { return precedes(left, values.first ?? .nothing) }
        switch (left, right) {
        case (.nothing, .nothing): return false
        case (.nothing, _): return true
        case (_, .nothing): return false
        default: return compare(.lt, left, right)
        }
    }
}

extension PackedGeometry {
    /// From GeoJSON (RFC 7946), also inside a Feature; nil for what is no point, line or area, or has more than 10,000 positions.
    init?(geoJSON json: JSON) {
        if json["type"]?.string == "Feature" {
            guard let inner = json["geometry"], inner["type"]?.string != "Feature", let geometry = PackedGeometry(geoJSON: inner) else { return nil }
            self = geometry
            return
        }
        guard let type = json["type"]?.string, let coordinates = json["coordinates"], let text = PackedGeometry.list(coordinates, 0) else { return nil }
        let words = type == "Point" ? "(\(text))" : text
        guard let geometry = try? PackedGeometry(wellKnownText: type.uppercased() + words), geometry.count <= 10_000 else { return nil }
        self = geometry
    }

    /// `[[1,2],[3,4]]` as `(1 2, 3 4)`.
    private static func list(_ json: JSON, _ depth: Int) -> String? {
        guard let elements = json.array, depth < 5, let first = elements.first else { return nil }
        if first.array == nil {
            let numbers = elements.prefix(2).compactMap { element -> String? in
                switch element {
                case .integer(let value): "\(value)"
                case .number(let value): "\(value)"
                default: nil
                }
            }
            return numbers.count == 2 ? numbers.joined(separator: " ") : nil
        }
        let parts = elements.map { list($0, depth + 1) }
        return parts.contains(nil) ? nil : "(" + parts.compactMap(\.self).joined(separator: ", ") + ")"
    }
}
