#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lengths and areas on the ellipsoid.
extension PackedGeometry {
    /// The length of lines, or of the edges of areas, in metres: the sum of the geodesics between their positions.
    public func length(on ellipsoid: Ellipsoid = .cgcs2000) -> Double {
        guard form != .points else { return 0 }
        return paths.reduce(0) { sum, path in
            path.dropLast().reduce(sum) { $0 + ellipsoid.geodesic(from: self[$1], to: self[$1 + 1]).distance }
        }
    }

    /// The area in square metres, its edges geodesics; holes are taken off. Which way rings turn does not matter.
    public func area(on ellipsoid: Ellipsoid = .cgcs2000) -> Double {
        areas.reduce(0) { sum, rings in
            let sizes = rings.map { ring in ellipsoid.area(ring: ring.map { self[$0] }) }
            return sum + (sizes.first ?? 0) - sizes.dropFirst().reduce(0, +)
        }
    }

    /// How far a position lies from it, in metres; 0 inside an area.
    ///
    /// The nearest position is looked for in the plane, with degrees of longitude shortened as they are in its latitude, and the way there measured as a
    /// geodesic: right to a thousandth within 100 km.
    public func distance(longitude x: Double, latitude y: Double, on ellipsoid: Ellipsoid = .cgcs2000) -> Double {
        if form == .areas, position(x, y) != .outside { return 0 }
        let scale = ellipsoid.degreeRatio(latitude: y)
        var (nearest, least) = (self[0], Double.infinity)
        func weigh(_ place: (Double, Double)) {
            let (dx, dy) = ((place.0 - x) * scale, place.1 - y)
            if dx * dx + dy * dy < least { (nearest, least) = (place, dx * dx + dy * dy) }
        }
        if form == .points {
            for place in 0..<count { weigh(self[place]) }
        } else {
            for segment in segments { weigh(segment.nearest(x, y, scale: scale)) }
        }
        return ellipsoid.geodesic(from: (x, y), to: nearest).distance
    }
}

extension Ellipsoid {
    /// How long a degree of longitude is against one of latitude.
    func degreeRatio(latitude: Double) -> Double {
        let (sine, cosine) = (sin(latitude * .pi / 180), cos(latitude * .pi / 180))
        return cosine * (1 - squaredEccentricity * sine * sine) / (1 - squaredEccentricity)
    }
}
