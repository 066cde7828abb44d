/// The systems in which places of China are commonly given, told apart by the size of the numbers where nothing else says it.
///
/// All on CGCS2000. Northings over China are 1.9 to 6 million metres. Eastings are 500 000 at the central meridian; with the number of the zone before
/// them they name their meridian themselves, without it they do not (GB/T 17798—2007).
public enum CoordinateSystem: Sendable, Hashable {
    /// Longitude and latitude.
    case degrees
    case webMercator
    /// Gauss–Krüger without the number of the zone, by the central meridian in degrees east: 75, 78, … 135. Zones of 6 degrees have every second one.
    case meridian(Int)
    /// Zones of 3 degrees with their number, 25…45.
    case threeDegrees(zone: Int)
    /// Zones of 6 degrees with their number, 13…23.
    case sixDegrees(zone: Int)

    /// Those that numbers alone do not tell.
    public static let choices: [CoordinateSystem] = [.webMercator] + stride(from: 75, through: 135, by: 3).map { .meridian($0) }

    /// The code of EPSG.
    public var code: Int {
        switch self {
        case .degrees: 4490
        case .webMercator: 3857
        case .meridian(let degrees): 4534 + (degrees - 75) / 3
        case .threeDegrees(let zone): 4513 + zone - 25
        case .sixDegrees(let zone): 4491 + zone - 13
        }
    }

    /// What people call it.
    public var name: (chinese: String, english: String) {
        switch self {
        case .degrees: ("CGCS2000（WGS 84）经纬度", "longitude and latitude on CGCS2000 (WGS 84)")
        case .webMercator: ("Web 墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)")
        case .meridian(let degrees): ("CGCS2000 高斯投影，中央经线 \(degrees)°", "CGCS2000 Gauss–Krüger, central meridian \(degrees)°")
        case .threeDegrees(let zone): ("CGCS2000 3 度带第 \(zone) 带", "CGCS2000 3-degree zone \(zone)")
        case .sixDegrees(let zone): ("CGCS2000 6 度带第 \(zone) 带", "CGCS2000 6-degree zone \(zone)")
        }
    }

    /// One of ``choices`` by its code.
    public init?(code: Int) {
        guard let found = CoordinateSystem.choices.first(where: { $0.code == code }) else { return nil }
        self = found
    }

    /// - Parameters:
    ///   - x: eastward: longitude, easting.
    ///   - y: northward.
    public func degrees(x: Double, y: Double) -> (longitude: Double, latitude: Double) {
        switch self {
        case .degrees: (x, y)
        case .webMercator: WebMercator.unproject(x: x, y: y)
        case .meridian(let degrees): GaussKruger(centralMeridian: Double(degrees)).unproject(easting: x, northing: y)
        case .threeDegrees(let zone): GaussKruger.threeDegrees(zone: zone).unproject(easting: x, northing: y)
        case .sixDegrees(let zone): GaussKruger.sixDegrees(zone: zone).unproject(easting: x, northing: y)
        }
    }

    /// In which systems a pair of numbers is a place in or near China.
    public struct Reading: Sendable, Hashable {
        /// None: it is no such place. One: that. More: it must be said which.
        public let systems: [CoordinateSystem]
        /// Whether the first number is northward: surveyors call that x.
        public let isNorthFirst: Bool

        /// The system that holds, with the one that was chosen where the numbers leave it open; nil where they still do.
        public func system(chosen: CoordinateSystem?) -> CoordinateSystem? {
            systems.count == 1 ? systems[0] : chosen.flatMap { systems.contains($0) ? $0 : nil }
        }
    }

    public static func reading(_ first: Double, _ second: Double) -> Reading {
        if abs(first) <= 180, abs(second) <= 90 { return Reading(systems: [.degrees], isNorthFirst: false) }
        // Where both are metres, the northing is the one that lies in its range beside a fitting easting.
        let eastFirst = planes(easting: first, northing: second)
        if !eastFirst.isEmpty { return Reading(systems: eastFirst, isNorthFirst: false) }
        let northFirst = planes(easting: second, northing: first)
        return Reading(systems: northFirst, isNorthFirst: !northFirst.isEmpty)
    }

    private static func planes(easting: Double, northing: Double) -> [CoordinateSystem] {
        var found: [CoordinateSystem] = []
        if 1_900_000...6_000_000 ~= northing {
            if 100_000...900_000 ~= easting { found += choices.filter { $0 != .webMercator } }
            let zone = Int(max(0, min(easting, 99_000_000)) / 1_000_000)
            if 140_000...860_000 ~= easting - Double(zone) * 1_000_000 {
                if 13...23 ~= zone { found.append(.sixDegrees(zone: zone)) }
                if 25...45 ~= zone { found.append(.threeDegrees(zone: zone)) }
            }
        }
        if 8_100_000...15_100_000 ~= easting, 1_900_000...7_300_000 ~= northing { found.append(.webMercator) }
        return found
    }

    /// A box around China with its waters, in degrees.
    public static let aroundChina = Bounds(west: 73, south: 3, east: 136, north: 54)
}
