#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An ellipsoid of revolution, flattened at the poles, with all that geodesics and projections on it need.
public struct Ellipsoid: Sendable {
    /// Metres.
    public let equatorialRadius: Double
    public let flattening: Double
    public let polarRadius: Double
    /// First eccentricity, squared.
    public let squaredEccentricity: Double
    /// Second eccentricity, squared.
    let secondEccentricity: Double
    /// f ÷ (2 − f)
    let thirdFlattening: Double
    /// Of the sphere of the same area, squared.
    let authalicRadius: Double
    let series: GeodesicSeries

    public init(equatorialRadius: Double, inverseFlattening: Double) {
        let flattening = 1 / inverseFlattening
        self.equatorialRadius = equatorialRadius
        self.flattening = flattening
        polarRadius = equatorialRadius * (1 - flattening)
        squaredEccentricity = flattening * (2 - flattening)
        secondEccentricity = squaredEccentricity / ((1 - flattening) * (1 - flattening))
        thirdFlattening = flattening / (2 - flattening)
        let eccentricity = squaredEccentricity.squareRoot()
        authalicRadius = (equatorialRadius * equatorialRadius + polarRadius * polarRadius * atanh(eccentricity) / eccentricity) / 2
        series = GeodesicSeries(thirdFlattening: thirdFlattening)
    }

    /// China Geodetic Coordinate System 2000 (EPSG:1024).
    public static let cgcs2000 = Ellipsoid(equatorialRadius: 6_378_137, inverseFlattening: 298.257222101)
    /// World Geodetic System 1984 (EPSG:7030).
    public static let wgs84 = Ellipsoid(equatorialRadius: 6_378_137, inverseFlattening: 298.257223563)
}

/// An angle by its sine and cosine.
struct Turn {
    var sine: Double
    var cosine: Double

    init(_ sine: Double, _ cosine: Double) { (self.sine, self.cosine) = (sine, cosine) }
    /// Exact at the quarters.
    init(degrees: Double) {
        let quarter = (degrees / 90).rounded()
        let rest = (degrees - 90 * quarter) * .pi / 180
        let (s, c) = (sin(rest), cos(rest))
        switch Int(quarter) & 3 {
        case 0: self.init(s, c)
        case 1: self.init(c, -s)
        case 2: self.init(-s, -c)
        default: self.init(-c, s)
        }
    }
    init(radians: Double) { self.init(sin(radians), cos(radians)) }

    var normalised: Turn {
        let length = hypot(sine, cosine)
        return Turn(sine / length, cosine / length)
    }
    var radians: Double { atan2(sine, cosine) }
    var degrees: Double { radians * 180 / .pi }
}
