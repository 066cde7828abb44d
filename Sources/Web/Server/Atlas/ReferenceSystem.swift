import Atlas
import Kernel

/// The coordinates in which features are asked for and answered (OGC API – Features, part 2, OGC 18-058r1).
///
/// CGCS2000 and WGS 84 agree within centimetres (GB/T 30170), so positions are the same in both.
enum ReferenceSystem: String, CaseIterable {
    /// Longitude before latitude.
    case crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    /// WGS 84, latitude before longitude.
    case wgs84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
    /// CGCS2000, latitude before longitude.
    case cgcs2000 = "http://www.opengis.net/def/crs/EPSG/0/4490"
    /// Metres of web maps.
    case webMercator = "http://www.opengis.net/def/crs/EPSG/0/3857"

    func coordinates(of position: Position) -> (Double, Double) {
        switch self {
        case .crs84: return (position.longitude, position.latitude)
        case .wgs84, .cgcs2000: return (position.latitude, position.longitude)
        case .webMercator:
            let (x, y) = WebMercator.project(longitude: position.longitude, latitude: position.latitude)
            // To the millimetre.
            return ((x * 1000).rounded() / 1000, (y * 1000).rounded() / 1000)
        }
    }

    /// In degrees, longitude first.
    func degrees(_ first: Double, _ second: Double) -> (longitude: Double, latitude: Double) {
        switch self {
        case .crs84: (first, second)
        case .wgs84, .cgcs2000: (second, first)
        case .webMercator: WebMercator.unproject(x: first, y: second)
        }
    }

    /// A geometry as GeoJSON in these coordinates; null where there is none.
    func write(_ stored: Stored, _ shape: Shape, to json: inout JSONWriter) {
        let rings: [[Position]]? =
            switch shape {
            case .point: Point(stored: stored)?.rings
            case .line: Line(stored: stored)?.rings
            case .area: Area(stored: stored)?.rings
            }
        guard let rings, let first = rings.first, let start = first.first else { return json.raw("null") }
        switch shape {
        case .point: json.raw("{\"type\":\"Point\",\"coordinates\":\(text(start))}")
        case .line: json.raw("{\"type\":\"LineString\",\"coordinates\":\(text(first))}")
        case .area: json.raw("{\"type\":\"Polygon\",\"coordinates\":[\(rings.map(text).joined(separator: ","))]}")
        }
    }

    private func text(_ positions: [Position]) -> String { "[" + positions.map(text).joined(separator: ",") + "]" }

    private func text(_ position: Position) -> String {
        let (first, second) = coordinates(of: position)
        return "[\(first),\(second)]"
    }
}
