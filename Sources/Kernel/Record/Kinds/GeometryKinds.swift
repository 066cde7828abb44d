/// A place on the earth: longitude and latitude in degrees, CGCS2000 (within centimetres WGS 84).
public struct Position: Sendable, Hashable {
    public let longitude: Double
    public let latitude: Double

    /// nil outside −180…180 and −90…90.
    public init?(_ longitude: Double, _ latitude: Double) {
        guard abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// A geometry that a record can have. Stored as well-known text (OGC 06-103r4), in JSON as GeoJSON (RFC 7946).
public protocol Geometry: FieldValue {
    static var shape: Shape { get }
    /// Rings of an area, the one line of a line, the one position of a point.
    var rings: [[Position]] { get }
    init?(rings: [[Position]])
}

/// What sort of geometry a field holds; the raw value is the word of well-known text.
public enum Shape: String, Sendable, Hashable {
    case point = "POINT", line = "LINESTRING", area = "POLYGON"

    var geoJSON: String {
        switch self {
        case .point: "Point"
        case .line: "LineString"
        case .area: "Polygon"
        }
    }
}

extension Geometry {
    public static func kind(_ options: FieldOptions) -> any FieldKind { GeometryKind(shape: shape) }
    public init?(stored: Stored) {
        guard case .text(let text) = stored, let rings = WellKnownText.rings(in: text, shape: Self.shape) else { return nil }
        self.init(rings: rings)
    }
    public var stored: Stored { .text(WellKnownText.text(rings, shape: Self.shape)) }
}

/// One position.
public struct Point: Geometry {
    public static var shape: Shape { .point }
    public let position: Position
    public init(_ position: Position) { self.position = position }
    public init?(rings: [[Position]]) {
        guard rings.count == 1, rings[0].count == 1 else { return nil }
        position = rings[0][0]
    }
    public var rings: [[Position]] { [[position]] }
}

/// A line through at least two positions.
public struct Line: Geometry {
    public static var shape: Shape { .line }
    public let positions: [Position]
    public init?(rings: [[Position]]) {
        guard rings.count == 1, rings[0].count >= 2 else { return nil }
        positions = rings[0]
    }
    public var rings: [[Position]] { [positions] }
}

/// A closed area, with or without holes.
public struct Area: Geometry {
    public static var shape: Shape { .area }
    /// The outer ring first, then the holes; the first position of each is repeated at its end.
    public let rings: [[Position]]
    public init?(rings: [[Position]]) {
        guard !rings.isEmpty, rings.allSatisfy({ $0.count >= 4 && $0.first == $0.last }) else { return nil }
        self.rings = rings
    }
}

/// Points, lines and areas.
public struct GeometryKind: FieldKind {
    public let shape: Shape

    public var name: String { shape.geoJSON.lowercased() }
    public var type: ColumnType { .text }
    public var control: Control { shape == .point ? .point : .geometry }
    /// More positions than this in one record are a layer, not a field.
    static let limit = 20_000

    /// Takes well-known text, and 108.77, 29.53 (longitude first) for a point.
    public func read(_ text: String) throws(Problem) -> Stored {
        if shape == .point {
            let parts = text.split { ", ，;".contains($0) }.map { Decimals.real(String($0)) }
            if parts.count == 2, let longitude = parts[0], let latitude = parts[1] { return try stored([[place(longitude, latitude)]]) }
        }
        guard let rings = WellKnownText.rings(in: text, shape: shape) else { throw wrong }
        return try stored(rings)
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        if case .string(let text) = json, !text.trimmed.isEmpty { return try read(text.trimmed) }
        guard json["type"]?.string == shape.geoJSON, let coordinates = json["coordinates"] else { throw wrong }
        switch shape {
        case .point: return try stored([[position(coordinates)]])
        case .line: return try stored([line(coordinates)])
        case .area:
            var rings: [[Position]] = []
            for ring in coordinates.array ?? [] { rings.append(try line(ring)) }
            return try stored(rings)
        }
    }

    private func line(_ json: JSON) throws(Problem) -> [Position] {
        var positions: [Position] = []
        for element in json.array ?? [] { positions.append(try position(element)) }
        return positions
    }

    private func position(_ json: JSON) throws(Problem) -> Position {
        let numbers = (json.array ?? []).map { value -> Double? in
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        }
        guard (2...3).contains(numbers.count), !numbers.contains(nil), let longitude = numbers[0], let latitude = numbers[1] else { throw wrong }
        return try place(longitude, latitude)
    }

    private func place(_ longitude: Double, _ latitude: Double) throws(Problem) -> Position {
        guard let position = Position(longitude, latitude) else {
            throw Problem("outside-the-earth", "经度应在 ±180、纬度应在 ±90 之内", en: "needs a longitude within ±180 and a latitude within ±90")
        }
        return position
    }

    private func stored(_ rings: [[Position]]) throws(Problem) -> Stored {
        let isWhole =
            switch shape {
            case .point: Point(rings: rings) != nil
            case .line: Line(rings: rings) != nil
            case .area: Area(rings: rings) != nil
            }
        guard isWhole else { throw wrong }
        guard rings.reduce(0, { $0 + $1.count }) <= GeometryKind.limit else {
            throw Problem(
                "too-many-positions", "超过 \(GeometryKind.limit) 个点，请作为图层导入", en: "has more than \(GeometryKind.limit) positions; import it as a layer")
        }
        return .text(WellKnownText.text(rings, shape: shape))
    }

    private var wrong: Problem {
        switch shape {
        case .point: Problem("not-a-point", "应为“经度, 纬度”，如 108.7712, 29.5330", en: "must be “longitude, latitude” such as 108.7712, 29.5330")
        case .line: Problem("not-a-line", "应为至少两个点的线（WKT 或 GeoJSON）", en: "must be a line of at least two positions (WKT or GeoJSON)")
        case .area: Problem("not-an-area", "应为首尾相接的面（WKT 或 GeoJSON）", en: "must be a closed polygon (WKT or GeoJSON)")
        }
    }

    public func show(_ value: Stored, in language: Language) -> String {
        guard let text = value.text, let rings = WellKnownText.rings(in: text, shape: shape), let first = rings.first?.first else { return value.text ?? "" }
        let count = rings.reduce(0) { $0 + $1.count }
        if shape == .point { return "\(Decimals.text(first.longitude)), \(Decimals.text(first.latitude))" }
        return language == .english ? "\(shape.geoJSON) of \(count) positions" : "\(shape == .line ? "线" : "面")，\(count) 个点"
    }

    public func edit(_ value: Stored) -> String { shape == .point ? show(value, in: .chinese) : value.text ?? "" }

    public func write(_ value: Stored, to json: inout JSONWriter) {
        guard let text = value.text, let rings = WellKnownText.rings(in: text, shape: shape) else { return json.raw("null") }
        json.object { json in
            json.member("type") { $0.string(shape.geoJSON) }
            json.member("coordinates") { json in
                switch shape {
                case .point: GeometryKind.write(rings[0][0], to: &json)
                case .line: GeometryKind.write(rings[0], to: &json)
                case .area: json.array { json in for ring in rings { json.element { GeometryKind.write(ring, to: &$0) } } }
                }
            }
        }
    }

    private static func write(_ positions: [Position], to json: inout JSONWriter) {
        json.array { json in for position in positions { json.element { write(position, to: &$0) } } }
    }

    private static func write(_ position: Position, to json: inout JSONWriter) {
        json.array { json in
            json.element { $0.number(position.longitude) }
            json.element { $0.number(position.latitude) }
        }
    }

    public var schema: JSON {
        let position: JSON = ["type": "array", "items": ["type": "number"], "minItems": 2, "maxItems": 3]
        let line: JSON = ["type": "array", "items": position]
        let coordinates: JSON = shape == .point ? position : shape == .line ? line : ["type": "array", "items": line]
        return [
            "type": "object", "required": ["type", "coordinates"],
            "properties": ["type": ["const": .string(shape.geoJSON)], "coordinates": coordinates],
        ]
    }
}
