/// Points, lines or areas over longitude and latitude in degrees (CGCS2000, within centimetres WGS 84), one or several of them, in packed arrays.
///
/// A geometry is what it was given as: nothing is rounded, closed or turned. Whether it is a good one, ``faults(limit:)`` says.
public struct PackedGeometry: Sendable, Hashable {
    /// What it is made of; the raw value is the type of a vector tile's feature.
    public enum Form: UInt8, Sendable { case points = 1, lines, areas }

    public let form: Form
    /// Whether it is written as one of several (`MULTIPOINT`), even where there is one only.
    public let isMultiple: Bool
    /// longitude, latitude, longitude, latitude, …
    public let coordinates: [Double]
    /// Where each path ends, counted in positions: all points are one path, a line is one, a ring of an area is one.
    public let pathEnds: [Int]
    /// Where each area ends, counted in rings: the outer ring first, then its holes. Empty for points and lines.
    public let areaEnds: [Int]
    public let bounds: Bounds

    /// - Returns: nil unless the ends rise, the last one is that of the coordinates, and all numbers are finite and on the earth.
    public init?(_ form: Form, isMultiple: Bool = false, coordinates: [Double], pathEnds: [Int]? = nil, areaEnds: [Int]? = nil) {
        let count = coordinates.count / 2
        let pathEnds = pathEnds ?? [count]
        let areaEnds = form == .areas ? areaEnds ?? [pathEnds.count] : []
        guard coordinates.count.isMultiple(of: 2), count > 0, PackedGeometry.rise(pathEnds, to: count),
            form != .areas || PackedGeometry.rise(areaEnds, to: pathEnds.count), let bounds = Bounds(around: coordinates)
        else { return nil }
        guard bounds.west >= -180, bounds.east <= 180, bounds.south >= -90, bounds.north <= 90 else { return nil }
        let parts = form == .points ? count : form == .lines ? pathEnds.count : areaEnds.count
        self.form = form
        self.isMultiple = isMultiple || parts > 1
        self.coordinates = coordinates
        self.pathEnds = pathEnds
        self.areaEnds = areaEnds
        self.bounds = bounds
    }

    /// One point.
    public init?(longitude: Double, latitude: Double) { self.init(.points, coordinates: [longitude, latitude]) }

    private static func rise(_ ends: [Int], to last: Int) -> Bool {
        var before = 0
        for end in ends {
            if end <= before { return false }
            before = end
        }
        return before == last
    }

    /// How many positions there are.
    public var count: Int { coordinates.count / 2 }
    public subscript(place: Int) -> (longitude: Double, latitude: Double) { (coordinates[2 * place], coordinates[2 * place + 1]) }

    /// The places of the positions of each path.
    public var paths: [Range<Int>] { PackedGeometry.ranges(pathEnds) }
    /// The rings of each area, the outer one first.
    public var areas: [[Range<Int>]] { PackedGeometry.ranges(areaEnds).map { range in range.map { paths[$0] } } }

    static func ranges(_ ends: [Int]) -> [Range<Int>] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return start..<end
        }
    }

    /// Every stretch between two neighbouring positions of a line or ring.
    var segments: [Segment] {
        guard form != .points else { return [] }
        var found: [Segment] = []
        found.reserveCapacity(count)
        for path in paths {
            for place in path.dropLast() {
                found.append(Segment(coordinates[2 * place], coordinates[2 * place + 1], coordinates[2 * place + 2], coordinates[2 * place + 3]))
            }
        }
        return found
    }
}

/// A box of longitudes and latitudes in degrees, edges included. Does not cross the antimeridian: who asks across it asks twice.
public struct Bounds: Sendable, Hashable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Around longitude, latitude, longitude, …; nil where there are none, or one is not finite.
    public init?(around coordinates: [Double]) {
        guard coordinates.count >= 2 else { return nil }
        var (west, south, east, north) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
        for place in stride(from: 0, to: coordinates.count - 1, by: 2) {
            let (x, y) = (coordinates[place], coordinates[place + 1])
            guard x.isFinite, y.isFinite else { return nil }
            (west, east) = (min(west, x), max(east, x))
            (south, north) = (min(south, y), max(north, y))
        }
        self.init(west: west, south: south, east: east, north: north)
    }

    public func intersects(_ other: Bounds) -> Bool { west <= other.east && east >= other.west && south <= other.north && north >= other.south }
    public func contains(_ other: Bounds) -> Bool { west <= other.west && east >= other.east && south <= other.south && north >= other.north }
    public func contains(_ x: Double, _ y: Double) -> Bool { west <= x && x <= east && south <= y && y <= north }
    public func union(_ other: Bounds) -> Bounds {
        Bounds(west: min(west, other.west), south: min(south, other.south), east: max(east, other.east), north: max(north, other.north))
    }
}
