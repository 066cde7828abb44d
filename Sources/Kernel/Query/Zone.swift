#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A part of the earth in which the places of records are looked for: a condition asks whether a place has a position in common with it.
public enum Zone: Sendable, Hashable {
    case box(Box)
    /// All positions within some metres of one, at most ``greatestDistance``.
    case circle(Position, metres: Double)
    case area(Area)

    /// Metres; beyond it, the plane in which distances are taken is none any more.
    public static let greatestDistance = 200_000.0

    /// Between two longitudes and two latitudes, edges included. Does not cross the antimeridian.
    public struct Box: Sendable, Hashable {
        public let west: Double
        public let south: Double
        public let east: Double
        public let north: Double

        /// nil unless both corners are on the earth, and west is west of east.
        public init?(west: Double, south: Double, east: Double, north: Double) {
            guard abs(west) <= 180, abs(east) <= 180, abs(south) <= 90, abs(north) <= 90, west <= east, south <= north else { return nil }
            (self.west, self.south, self.east, self.north) = (west, south, east, north)
        }

        /// The whole earth.
        fileprivate init() { (west, south, east, north) = (-180, -90, 180, 90) }

        /// Around positions; nil where there are none.
        init?(around rings: [[Position]]) {
            guard let first = rings.first?.first else { return nil }
            var (west, south, east, north) = (first.longitude, first.latitude, first.longitude, first.latitude)
            for ring in rings {
                for position in ring {
                    (west, east) = (min(west, position.longitude), max(east, position.longitude))
                    (south, north) = (min(south, position.latitude), max(north, position.latitude))
                }
            }
            self.init(west: west, south: south, east: east, north: north)
        }

        /// The bounds of a place as a store keeps it; nil where there is none.
        public init?(of place: Stored) {
            guard let (rings, _) = Zone.place(place) else { return nil }
            self.init(around: rings)
        }

        func contains(_ position: Position) -> Bool {
            west <= position.longitude && position.longitude <= east && south <= position.latitude && position.latitude <= north
        }
        func meets(_ other: Box) -> Bool { west <= other.east && east >= other.west && south <= other.north && north >= other.south }

        fileprivate var ring: [Position] {
            [(west, south), (east, south), (east, north), (west, north), (west, south)].compactMap { Position($0.0, $0.1) }
        }
    }

    /// What lies outside is not in the zone.
    public var bounds: Box {
        switch self {
        case .box(let box): return box
        case .circle(let middle, let metres):
            let plane = Plane(around: middle)
            let (width, height) = (metres / plane.metresEast * 1.001, metres / plane.metresNorth * 1.001)
            let (south, north) = (max(-90, middle.latitude - height), min(90, middle.latitude + height))
            let (west, east) = (max(-180, middle.longitude - width), min(180, middle.longitude + width))
            return Box(west: west, south: south, east: east, north: north) ?? Zone.everywhere
        case .area(let area): return Box(around: area.rings) ?? Zone.everywhere
        }
    }

    private static let everywhere = Box()

    /// Whether a place as a store keeps it has a position in common with the zone.
    public func meets(_ place: Stored) -> Bool {
        guard let (rings, shape) = Zone.place(place), let box = Box(around: rings), box.meets(bounds) else { return false }
        switch self {
        case .box(let own): return shape == .point || Zone.meet(rings, shape, [own.ring])
        case .area(let area): return Zone.meet(rings, shape, area.rings)
        case .circle(let middle, let metres): return Zone.distance(from: middle, to: rings, shape) <= metres
        }
    }

    /// How far a place as a store keeps it is from a position, in metres; nil where there is none. Right to a thousandth within ``greatestDistance``.
    public static func distance(from position: Position, to stored: Stored) -> Double? {
        guard let (rings, shape) = place(stored) else { return nil }
        return distance(from: position, to: rings, shape)
    }

    private static func place(_ stored: Stored) -> (rings: [[Position]], shape: Shape)? {
        guard let text = stored.text, let shape = [Shape.point, .line, .area].first(where: { text.hasPrefix($0.rawValue) }),
            let rings = WellKnownText.rings(in: text, shape: shape)
        else { return nil }
        return (rings, shape)
    }

    // MARK: the plane

    private static func meet(_ rings: [[Position]], _ shape: Shape, _ area: [[Position]]) -> Bool {
        for ring in rings { if let first = ring.first, isInside(first, area) { return true } }
        if shape == .area, let first = area.first?.first, isInside(first, rings) { return true }
        if shape == .point { return false }
        return rings.contains { ring in
            zip(ring, ring.dropFirst()).contains { one in area.contains { zip($0, $0.dropFirst()).contains { Zone.cross(one, $0) } } }
        }
    }

    /// Whether a position lies inside an area or on its edge.
    private static func isInside(_ position: Position, _ rings: [[Position]]) -> Bool {
        var isInside = false
        let (x, y) = (position.longitude, position.latitude)
        for ring in rings {
            for (from, to) in zip(ring, ring.dropFirst()) {
                let side = side(from, to, position)
                if side == 0, min(from.longitude, to.longitude) <= x, x <= max(from.longitude, to.longitude), min(from.latitude, to.latitude) <= y,
                    y <= max(from.latitude, to.latitude)
                {
                    return true
                }
                if (from.latitude > y) != (to.latitude > y), to.latitude > from.latitude ? side > 0 : side < 0 { isInside.toggle() }
            }
        }
        return isInside
    }

    private static func side(_ from: Position, _ to: Position, _ position: Position) -> Double {
        (to.longitude - from.longitude) * (position.latitude - from.latitude) - (to.latitude - from.latitude) * (position.longitude - from.longitude)
    }

    private static func cross(_ one: (Position, Position), _ two: (Position, Position)) -> Bool {
        func areApart(_ a: Double, _ b: Double) -> Bool { a > 0 && b > 0 || a < 0 && b < 0 }
        guard let left = Box(around: [[one.0, one.1]]), let right = Box(around: [[two.0, two.1]]), left.meets(right) else { return false }
        return !areApart(side(one.0, one.1, two.0), side(one.0, one.1, two.1)) && !areApart(side(two.0, two.1, one.0), side(two.0, two.1, one.1))
    }

    private static func distance(from position: Position, to rings: [[Position]], _ shape: Shape) -> Double {
        if shape == .area, isInside(position, rings) { return 0 }
        let plane = Plane(around: position)
        var least = Double.infinity
        for ring in rings {
            let points = ring.map(plane.metres)
            if points.count == 1 { least = min(least, hypot(points[0].x, points[0].y)) }
            for (from, to) in zip(points, points.dropFirst()) { least = min(least, Plane.distance(from, to)) }
        }
        return least
    }

    /// Metres east and north of a position, by the radii of the ellipsoid half-way (CGCS2000).
    private struct Plane {
        private let middle: Position
        let metresEast: Double
        let metresNorth: Double

        init(around middle: Position) {
            self.middle = middle
            (metresEast, metresNorth) = Plane.degrees(at: middle.latitude)
        }

        /// How long a degree of longitude and one of latitude are.
        private static func degrees(at latitude: Double) -> (east: Double, north: Double) {
            let (radius, square) = (6_378_137.0, 0.006_694_380_022_900_787)
            let (sine, cosine) = (sin(latitude * .pi / 180), cos(latitude * .pi / 180))
            let rest = 1 - square * sine * sine
            let across = radius / rest.squareRoot()
            return (max(across * cosine, 1) * .pi / 180, across * (1 - square) / rest * .pi / 180)
        }

        func metres(_ position: Position) -> (x: Double, y: Double) {
            let (east, north) = Plane.degrees(at: (position.latitude + middle.latitude) / 2)
            return ((position.longitude - middle.longitude) * east, (position.latitude - middle.latitude) * north)
        }

        /// From the middle to the stretch between two positions.
        static func distance(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> Double {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let length = dx * dx + dy * dy
            let share = length == 0 ? 0 : min(1, max(0, -(from.x * dx + from.y * dy) / length))
            return hypot(from.x + share * dx, from.y + share * dy)
        }
    }
}

extension Zone {
    /// For addresses: `box 108.7 31.2 109 31.5`, `circle 109.57 31.4 500`, `POLYGON ((…))`.
    public var text: String {
        switch self {
        case .box(let box): "box " + [box.west, box.south, box.east, box.north].map(Decimals.text).joined(separator: " ")
        case .circle(let middle, let metres): "circle " + [middle.longitude, middle.latitude, metres].map(Decimals.text).joined(separator: " ")
        case .area(let area): WellKnownText.text(area.rings, shape: .area)
        }
    }

    /// Reads what ``text`` says, also with commas between the numbers; nil where it is no zone.
    public init?(_ text: String) {
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        let numbers = words.dropFirst().compactMap { Decimals.real($0) }
        switch words.first {
        case "box":
            guard words.count == 5, numbers.count == 4, let box = Box(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3]) else {
                return nil
            }
            self = .box(box)
        case "circle":
            guard words.count == 4, numbers.count == 3, let middle = Position(numbers[0], numbers[1]), (0...Zone.greatestDistance).contains(numbers[2]) else {
                return nil
            }
            self = .circle(middle, metres: numbers[2])
        default:
            guard let rings = WellKnownText.rings(in: text.trimmed, shape: .area), let area = Area(rings: rings),
                rings.reduce(0, { $0 + $1.count }) <= GeometryKind.limit
            else { return nil }
            self = .area(area)
        }
    }
}

/// A field with a place, which may be empty.
public protocol PlaceValue: FieldValue {}
extension Point: PlaceValue {}
extension Line: PlaceValue {}
extension Area: PlaceValue {}
extension Optional: PlaceValue where Wrapped: PlaceValue {}

extension Operand where Value: PlaceValue {
    /// Has a position in common with a zone: `{ $0.site.meets(.circle(here, metres: 500)) }`.
    public func meets(_ zone: Zone) -> Condition { .place(column, zone) }
}
