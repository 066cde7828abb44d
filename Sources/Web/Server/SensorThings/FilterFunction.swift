import Atlas
import Kernel

/// The functions of `$filter` (section 9.3.3.5.2 of OGC 18-088) that are kept.
enum FilterFunction: String, Sendable, CaseIterable {
    case substringof, contains, startswith, endswith, length, indexof, substring, tolower, toupper, trim, concat
    case year, month, day, hour, minute, second, fractionalseconds, date, now
    case round, floor, ceiling
    case distance = "geo.distance", geoLength = "geo.length", geoIntersects = "geo.intersects"
    case within = "st_within", intersects = "st_intersects", disjoint = "st_disjoint", stContains = "st_contains", equals = "st_equals"

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .now: 0...0
        case .substring: 2...3
        case .substringof, .contains, .startswith, .endswith, .indexof, .concat, .distance, .geoIntersects, .within, .intersects, .disjoint, .stContains,
            .equals:
            2...2
        default: 1...1
        }
    }

    /// About how much work it is: to look for one text or shape in another takes as long as both are long, one times the other.
    func cost(_ arguments: [FilterValue]) -> Int {
        let sizes = arguments.map(\.size)
        let isOfPlaces = rawValue.hasPrefix("geo.") || rawValue.hasPrefix("st_")
        return sizes.reduce(0, +) + sizes.reduce(1, *) / (isOfPlaces ? 50 : 1)
    }

    /// - Parameter now: the present moment.
    func value(_ arguments: [FilterValue], now: Int64) -> FilterValue {
        let lists = arguments.indices.filter { if case .many = arguments[$0] { true } else { false } }
        if let place = lists.first {
            // Of many, for each of them; but not each of many with each of many others.
            guard lists.count == 1 else { return .nothing }
            return .many(
                arguments[place].parts.map { one in
                    var single = arguments
                    single[place] = one
                    return value(single, now: now)
                })
        }
        switch self {
        case .now: return .time(from: now, to: now)
        case .substringof, .contains, .startswith, .endswith, .length, .indexof, .substring, .tolower, .toupper, .trim, .concat: return ofText(arguments)
        case .year, .month, .day, .hour, .minute, .second, .fractionalseconds, .date: return ofTime(arguments)
        case .round, .floor, .ceiling:
            guard case .number(let number) = arguments[0] else { return .nothing }
            return .number(self == .round ? number.rounded() : number.rounded(self == .floor ? .down : .up))
        default: return ofPlace(arguments)
        }
    }

    private func ofText(_ arguments: [FilterValue]) -> FilterValue {
        let texts = arguments.map { argument -> String? in if case .text(let text) = argument { text } else { nil } }
        guard let text = texts[0] else { return .nothing }
        let other = texts.count > 1 ? texts[1] : nil
        switch self {
        case .length: return .number(Double(text.count))
        case .tolower: return .text(text.lowercased())
        case .toupper: return .text(text.uppercased())
        case .trim: return .text(String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()))
        case .substring:
            let numbers = arguments.dropFirst().map { argument -> Int? in if case .number(let number) = argument { Int(exactly: number) } else { nil } }
            guard let start = numbers[0], start >= 0 else { return .nothing }
            let rest = text.dropFirst(start)
            return .text(String(numbers.count > 1 ? rest.prefix(max(0, numbers[1] ?? 0)) : rest))
        default: break
        }
        guard let other else { return .nothing }
        switch self {
        case .substringof: return .truth(text.isEmpty || other.contains(text))
        case .contains: return .truth(other.isEmpty || text.contains(other))
        case .startswith: return .truth(text.hasPrefix(other))
        case .endswith: return .truth(text.hasSuffix(other))
        // What is put together is no longer than a filter can ask for.
        case .concat: return text.utf8.count + other.utf8.count <= FilterText.longest ? .text(text + other) : .nothing
        case .indexof: return .number(Double(text.firstRange(of: other).map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? -1))
        default: return .nothing
        }
    }

    /// Parts of a moment, in universal time as values are given.
    private func ofTime(_ arguments: [FilterValue]) -> FilterValue {
        guard let moment = arguments[0].span?.from, UniversalTime.range.contains(moment) else { return .nothing }
        let text = UniversalTime.text(moment)
        let part: (Int, Int)? =
            switch self {
            case .year: (0, 4)
            case .month: (5, 2)
            case .day: (8, 2)
            case .hour: (11, 2)
            case .minute: (14, 2)
            case .second: (17, 2)
            case .fractionalseconds: (20, 3)
            default: nil
            }
        guard let part else { return .text(String(text.prefix(10))) }
        let number = Double(text.dropFirst(part.0).prefix(part.1)) ?? 0
        return .number(self == .fractionalseconds ? number / 1000 : number)
    }

    private func ofPlace(_ arguments: [FilterValue]) -> FilterValue {
        let places = arguments.compactMap { argument -> PackedGeometry? in if case .geometry(let geometry) = argument { geometry } else { nil } }
        guard let first = places.first, places.count == arguments.count else { return .nothing }
        if self == .geoLength { return .number(first.length()) }
        let other = places[1]
        switch self {
        case .within: return .truth(first.isWithin(other))
        case .stContains: return .truth(other.isWithin(first))
        case .intersects, .geoIntersects: return .truth(first.intersects(other))
        case .disjoint: return .truth(!first.intersects(other))
        case .equals: return .truth(first == other)
        case .distance:
            // From one position: in metres on the ellipsoid.
            let (point, shape) = other.form == .points && other.count == 1 ? (other, first) : (first, other)
            guard point.form == .points, point.count == 1 else { return .nothing }
            return .number(shape.distance(longitude: point[0].longitude, latitude: point[0].latitude))
        default: return .nothing
        }
    }
}

/// Moments as SensorThings says them: `2025-03-09T00:15:30.250Z`.
enum UniversalTime {
    /// The years 1 to 9998: what can be said.
    static let range: ClosedRange<Int64> = -62_135_510_400_000...253_370_764_800_000

    static func text(_ milliseconds: Int64) -> String {
        let moment = min(max(milliseconds, range.lowerBound), range.upperBound)
        return String(Instant(milliseconds: moment - Instant.chinaOffset).description.prefix(23)) + "Z"
    }

    /// nil for more than three thousand years.
    static func milliseconds(_ seconds: Double) -> Int64? { abs(seconds) < 1e11 ? Int64((seconds * 1000).rounded()) : nil }
}
