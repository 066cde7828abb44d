/// A geometry as GeoJSON (RFC 7946). Reading is done where JSON is read.
extension PackedGeometry {
    public var geoJSON: String {
        func list(_ places: Range<Int>) -> String { "[" + places.map { "[\(self[$0].longitude),\(self[$0].latitude)]" }.joined(separator: ",") + "]" }
        func lists(_ ranges: [Range<Int>]) -> String { "[" + ranges.map(list).joined(separator: ",") + "]" }
        let (name, body): (String, String) =
            switch (form, isMultiple) {
            case (.points, false): ("Point", "[\(self[0].longitude),\(self[0].latitude)]")
            case (.points, true): ("MultiPoint", list(0..<count))
            case (.lines, false): ("LineString", list(paths[0]))
            case (.lines, true): ("MultiLineString", lists(paths))
            case (.areas, false): ("Polygon", lists(areas[0]))
            case (.areas, true): ("MultiPolygon", "[" + areas.map(lists).joined(separator: ",") + "]")
            }
        return "{\"type\":\"\(name)\",\"coordinates\":\(body)}"
    }
}
