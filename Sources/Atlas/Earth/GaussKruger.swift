#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The Gauss–Krüger projection of national maps (GB/T 17798—2007): transverse Mercator with a scale of 1 along its central meridian.
///
/// Krüger's series to the sixth order (Karney, Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85 (2011), equations 35 and 36): right
/// to a micrometre within 30 degrees of the meridian. CGCS2000 / 3-degree zone 36 is EPSG:4524, with CM 108E EPSG:4545.
public struct GaussKruger: Sendable {
    public let centralMeridian: Double
    /// Metres that are added to the distance from the central meridian.
    public let falseEasting: Double
    private let ellipsoid: Ellipsoid
    private let radius: Double
    private let forward: [Double]
    private let backward: [Double]

    public init(centralMeridian: Double, falseEasting: Double = 500_000, on ellipsoid: Ellipsoid = .cgcs2000) {
        self.centralMeridian = centralMeridian
        self.falseEasting = falseEasting
        self.ellipsoid = ellipsoid
        let n = ellipsoid.thirdFlattening
        let square = n * n
        radius = ellipsoid.equatorialRadius / (1 + n) * (1 + square * (1 / 4.0 + square * (1 / 64.0 + square / 256)))
        forward = GaussKruger.terms(GaussKruger.forwardCoefficients, n)
        backward = GaussKruger.terms(GaussKruger.backwardCoefficients, n)
    }

    /// Zones of 3 degrees, 25…45 over China; zone 36 has its meridian at 108° E.
    ///
    /// - Parameter isPrefixed: whether eastings begin with the number of the zone: 36 500 000 at the meridian.
    public static func threeDegrees(zone: Int, isPrefixed: Bool = true) -> GaussKruger {
        GaussKruger(centralMeridian: Double(3 * zone), falseEasting: (isPrefixed ? Double(zone) * 1_000_000 : 0) + 500_000)
    }

    /// Zones of 6 degrees, 13…23 over China; zone 19 has its meridian at 111° E.
    public static func sixDegrees(zone: Int, isPrefixed: Bool = true) -> GaussKruger {
        GaussKruger(centralMeridian: Double(6 * zone - 3), falseEasting: (isPrefixed ? Double(zone) * 1_000_000 : 0) + 500_000)
    }

    public static func threeDegreeZone(longitude: Double) -> Int { Int(((longitude + 1.5) / 3).rounded(.down)) }
    public static func sixDegreeZone(longitude: Double) -> Int { Int((longitude / 6).rounded(.down)) + 1 }

    /// Metres east and north.
    public func project(longitude: Double, latitude: Double) -> (easting: Double, northing: Double) {
        let turn = (longitude - centralMeridian).remainder(dividingBy: 360) * .pi / 180
        let tangent = conformalTangent(tan(latitude * .pi / 180))
        let (xi, eta) = (atan2(tangent, cos(turn)), asinh(sin(turn) / hypot(tangent, cos(turn))))
        let (north, east) = GaussKruger.shift(xi, eta, forward, sign: 1)
        return (falseEasting + radius * east, radius * north)
    }

    public func unproject(easting: Double, northing: Double) -> (longitude: Double, latitude: Double) {
        let (north, east) = (northing / radius, (easting - falseEasting) / radius)
        let (xi, eta) = GaussKruger.shift(north, east, backward, sign: -1)
        let tangent = geographicTangent(sin(xi) / hypot(sinh(eta), cos(xi)))
        return (centralMeridian + atan2(sinh(eta), cos(xi)) * 180 / .pi, atan(tangent) * 180 / .pi)
    }

    /// tan of the conformal latitude (Karney 2011, equations 7 to 9).
    private func conformalTangent(_ tangent: Double) -> Double {
        let eccentricity = ellipsoid.squaredEccentricity.squareRoot()
        let sigma = sinh(eccentricity * atanh(eccentricity * tangent / hypot(1, tangent)))
        return tangent * hypot(1, sigma) - sigma * hypot(1, tangent)
    }

    /// The other way round, by Newton's method (equations 19 to 21).
    private func geographicTangent(_ conformal: Double) -> Double {
        var tangent = conformal
        for _ in 0..<6 {
            let tried = conformalTangent(tangent)
            let rest = 1 - ellipsoid.squaredEccentricity
            let change = (conformal - tried) / hypot(1, tried) * (1 + rest * tangent * tangent) / (rest * hypot(1, tangent))
            tangent += change
            if abs(change) < 1e-15 * max(1, abs(tangent)) { break }
        }
        return tangent
    }

    private static func shift(_ xi: Double, _ eta: Double, _ terms: [Double], sign: Double) -> (Double, Double) {
        var (north, east) = (xi, eta)
        for (place, term) in terms.enumerated() {
            let order = Double(2 * (place + 1))
            north += sign * term * sin(order * xi) * cosh(order * eta)
            east += sign * term * cos(order * xi) * sinh(order * eta)
        }
        return (north, east)
    }

    /// Each list begins with the power of n that is its number.
    private static func terms(_ lists: [[Double]], _ n: Double) -> [Double] {
        lists.enumerated().map { place, list in
            let sum = list.reversed().reduce(0) { $0 * n + $1 }
            return (0...place).reduce(sum) { value, _ in value * n }
        }
    }

    private static let forwardCoefficients: [[Double]] = [
        [1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0],
        [13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1_983_433 / 1_935_360.0], [61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167_603 / 181_440.0],
        [49561 / 161_280.0, -179 / 168.0, 6_601_661 / 7_257_600.0], [34729 / 80640.0, -3_418_889 / 1_995_840.0], [212_378_941 / 319_334_400.0],
    ]
    private static let backwardCoefficients: [[Double]] = [
        [1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604_800.0],
        [1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1_118_711 / 3_870_720.0], [17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0],
        [4397 / 161_280.0, -11 / 504.0, -830_251 / 7_257_600.0], [4583 / 161_280.0, -108_847 / 3_991_680.0], [20_648_693 / 638_668_800.0],
    ]
}
