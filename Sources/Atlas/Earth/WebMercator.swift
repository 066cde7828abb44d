#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The projection of web maps (EPSG:3857): a sphere of the equatorial radius, cut off at 85.05° so that the world is a square.
public enum WebMercator {
    static let radius = 6_378_137.0
    public static let greatestLatitude = 85.0511287798066

    /// Metres.
    public static func project(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
        (radius * longitude * .pi / 180, radius * asinh(tan(latitude * .pi / 180)))
    }

    public static func unproject(x: Double, y: Double) -> (longitude: Double, latitude: Double) {
        (x / radius * 180 / .pi, atan(sinh(y / radius)) * 180 / .pi)
    }
}

/// The world as a square of 2³² cells a side, about a centimetre each: what tiles are cut from. x eastward, y southward.
public enum WorldGrid {
    static let side = 4_294_967_296.0

    public static func cell(longitude: Double, latitude: Double) -> (x: UInt32, y: UInt32) {
        let sine = sin(min(max(latitude, -WebMercator.greatestLatitude), WebMercator.greatestLatitude) * .pi / 180)
        return (whole((longitude + 180) / 360 * side), whole((0.5 - atanh(sine) / (2 * .pi)) * side))
    }

    /// The middle of a cell.
    public static func position(x: UInt32, y: UInt32) -> (longitude: Double, latitude: Double) {
        let height = (0.5 - (Double(y) + 0.5) / side) * 2 * .pi
        return ((Double(x) + 0.5) / side * 360 - 180, atan(sinh(height)) * 180 / .pi)
    }

    private static func whole(_ value: Double) -> UInt32 { UInt32(min(side - 1, max(0, value))) }
}
