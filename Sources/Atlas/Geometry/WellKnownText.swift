/// Geometries as text: POINT (108.77 29.53), MULTIPOLYGON (((…), (…))) (OGC 06-103r4, section 7).
extension PackedGeometry {
    public var wellKnownText: String {
        let name: String
        let body: String
        func list(_ places: Range<Int>) -> String { "(" + places.map { "\(self[$0].longitude) \(self[$0].latitude)" }.joined(separator: ", ") + ")" }
        func lists(_ ranges: [Range<Int>]) -> String { "(" + ranges.map(list).joined(separator: ", ") + ")" }
        switch (form, isMultiple) {
        case (.points, false): (name, body) = ("POINT", list(0..<1))
        case (.points, true): (name, body) = ("MULTIPOINT", "(" + (0..<count).map { list($0..<$0 + 1) }.joined(separator: ", ") + ")")
        case (.lines, false): (name, body) = ("LINESTRING", list(paths[0]))
        case (.lines, true): (name, body) = ("MULTILINESTRING", lists(paths))
        case (.areas, false): (name, body) = ("POLYGON", lists(areas[0]))
        case (.areas, true): (name, body) = ("MULTIPOLYGON", "(" + areas.map(lists).joined(separator: ", ") + ")")
        }
        return "\(name) \(body)"
    }

    /// Reads well-known text of up to 16 MB; heights and measures are left out.
    ///
    /// - Throws: ``GeometryTextError`` with the byte at which it stops being a geometry.
    public init(wellKnownText text: String) throws(GeometryTextError) {
        guard text.utf8.count <= 16_000_000 else { throw GeometryTextError("The text is longer than 16 MB; import it as a layer", at: 0) }
        var reader = WellKnownTextReader(bytes: Array(text.utf8))
        self = try reader.geometry()
    }
}

/// What is wrong with a text or bytes that should be a geometry.
public struct GeometryTextError: Error, Sendable, Hashable {
    public let message: String
    /// Bytes from the beginning.
    public let place: Int

    init(_ message: String, at place: Int) { (self.message, self.place) = (message, place) }
}

/// Goes through the text once.
private struct WellKnownTextReader {
    let bytes: [UInt8]
    var place = 0
    var coordinates: [Double] = []
    var pathEnds: [Int] = []
    var areaEnds: [Int] = []
    /// How many numbers a position has.
    var dimensions: Int?

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func geometry() throws(GeometryTextError) -> PackedGeometry {
        if word() == "SRID" {
            guard let end = bytes.firstIndex(of: UInt8(ascii: ";")) else { throw fail("Expected “;” after SRID") }
            place = end + 1
        } else {
            place = 0
        }
        let name = word()
        let extra = ["Z", "M", "ZM"].first { $0 == peekWord() }
        if let extra { _ = word(); dimensions = 2 + extra.utf8.count }
        let form: PackedGeometry.Form
        switch name {
        case "POINT", "MULTIPOINT":
            form = .points
            try name == "POINT"
                ? one() : each { (reader) throws(GeometryTextError) in reader.next == UInt8(ascii: "(") ? try reader.one() : try reader.position() }
            pathEnds = [coordinates.count / 2]
        case "LINESTRING", "MULTILINESTRING":
            form = .lines
            try name == "LINESTRING" ? path() : each { (reader) throws(GeometryTextError) in try reader.path() }
        case "POLYGON", "MULTIPOLYGON":
            form = .areas
            try name == "POLYGON" ? area() : each { (reader) throws(GeometryTextError) in try reader.area() }
        default: throw fail("Expected POINT, LINESTRING, POLYGON or their MULTI forms")
        }
        skip()
        if place < bytes.count { throw fail("Nothing may follow the geometry") }
        guard
            let geometry = PackedGeometry(
                form, isMultiple: name.hasPrefix("MULTI"), coordinates: coordinates, pathEnds: pathEnds, areaEnds: form == .areas ? areaEnds : nil)
        else { throw fail("A longitude is beyond ±180, a latitude beyond ±90, or there are no positions") }
        return geometry
    }

    private mutating func one() throws(GeometryTextError) {
        try take("(")
        try position()
        try take(")")
    }

    private mutating func path() throws(GeometryTextError) {
        try each { (reader) throws(GeometryTextError) in try reader.position() }
        pathEnds.append(coordinates.count / 2)
    }

    private mutating func area() throws(GeometryTextError) {
        try each { (reader) throws(GeometryTextError) in try reader.path() }
        areaEnds.append(pathEnds.count)
    }

    private mutating func each(_ body: (inout WellKnownTextReader) throws(GeometryTextError) -> Void) throws(GeometryTextError) {
        try take("(")
        while true {
            try body(&self)
            if next == UInt8(ascii: ",") { place += 1; continue }
            return try take(")")
        }
    }

    private mutating func position() throws(GeometryTextError) {
        var numbers: [Double] = []
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")"), numbers.count < 5 {
            let start = place
            while place < bytes.count, !" \t\r\n,()".utf8.contains(bytes[place]) { place += 1 }
            guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)), number.isFinite else {
                place = start
                throw fail("Expected a number")
            }
            numbers.append(number)
        }
        guard (2...4).contains(numbers.count), numbers.count == dimensions ?? numbers.count else { throw fail("A position needs a longitude and a latitude") }
        dimensions = numbers.count
        coordinates += numbers.prefix(2)
    }

    /// The next byte that is no white space.
    private var next: UInt8? {
        mutating get {
            skip()
            return place < bytes.count ? bytes[place] : nil
        }
    }

    private mutating func skip() { while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 } }

    private mutating func take(_ sign: Unicode.Scalar) throws(GeometryTextError) {
        guard next == UInt8(ascii: sign) else { throw fail("Expected “\(sign)”") }
        place += 1
    }

    private mutating func word() -> String {
        skip()
        let start = place
        while place < bytes.count, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[place] & 0xDF { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self).uppercased()
    }

    private func peekWord() -> String {
        var copy = self
        return copy.word()
    }

    private func fail(_ message: String) -> GeometryTextError { GeometryTextError(message, at: place) }
}
