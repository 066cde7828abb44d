/// Geometries as bytes (OGC 06-103r4, section 8; ISO 13249-3), as databases and GeoPackages keep them.
extension PackedGeometry {
    /// Little-endian.
    public var wellKnownBinary: [UInt8] {
        var bytes: [UInt8] = []
        func head(_ type: UInt32) {
            bytes.append(1)
            number(type)
        }
        func number(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        func positions(_ range: Range<Int>) {
            for place in 2 * range.lowerBound..<2 * range.upperBound {
                withUnsafeBytes(of: coordinates[place].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        func path(_ range: Range<Int>) {
            number(UInt32(range.count))
            positions(range)
        }
        let single = UInt32(form.rawValue)
        let parts: [[Range<Int>]] =
            switch form {
            case .points: (0..<count).map { [$0..<$0 + 1] }
            case .lines: paths.map { [$0] }
            case .areas: areas
            }
        if isMultiple {
            head(single + 3)
            number(UInt32(parts.count))
        }
        for part in parts {
            head(single)
            switch form {
            case .points: positions(part[0])
            case .lines: path(part[0])
            case .areas:
                number(UInt32(part.count))
                part.forEach(path)
            }
        }
        return bytes
    }

    /// Reads either byte order, with or without heights and measures, with or without the SRID of PostGIS; of both only the plane is kept.
    public init(wellKnownBinary bytes: [UInt8]) throws(GeometryTextError) {
        var reader = WellKnownBinaryReader(bytes: bytes)
        self = try reader.whole()
    }
}

private struct WellKnownBinaryReader {
    let bytes: [UInt8]
    var place = 0
    var isLittle = true
    var dimensions = 2
    var coordinates: [Double] = []
    var pathEnds: [Int] = []
    var areaEnds: [Int] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(GeometryTextError) -> PackedGeometry {
        let type = try head()
        guard (1...6).contains(type), let form = PackedGeometry.Form(rawValue: UInt8((type - 1) % 3 + 1)) else {
            throw fail("Geometries of type \(type) are not known here")
        }
        if type > 3 {
            for _ in 0..<(try count(size: 5)) {
                guard try head() == type - 3 else { throw fail("A part is not what the whole says") }
                try part(form)
            }
        } else {
            try part(form)
        }
        if form == .points { pathEnds = [coordinates.count / 2] }
        guard place == bytes.count else { throw fail("Nothing may follow the geometry") }
        guard
            let geometry = PackedGeometry(
                form, isMultiple: type > 3, coordinates: coordinates, pathEnds: pathEnds, areaEnds: form == .areas ? areaEnds : nil)
        else { throw fail("A longitude is beyond ±180, a latitude beyond ±90, or there are no positions") }
        return geometry
    }

    private mutating func part(_ form: PackedGeometry.Form) throws(GeometryTextError) {
        switch form {
        case .points: try positions(1)
        case .lines: try path()
        case .areas:
            for _ in 0..<(try count(size: 4)) { try path() }
            areaEnds.append(pathEnds.count)
        }
    }

    private mutating func path() throws(GeometryTextError) {
        try positions(try count(size: 8 * dimensions))
        pathEnds.append(coordinates.count / 2)
    }

    private mutating func positions(_ count: Int) throws(GeometryTextError) {
        for _ in 0..<count {
            for axis in 0..<dimensions {
                let value = Double(bitPattern: try integer(8))
                if axis < 2 { coordinates.append(value) }
            }
        }
    }

    /// The type of the plane that the head of a geometry says.
    private mutating func head() throws(GeometryTextError) -> UInt32 {
        guard place < bytes.count, bytes[place] <= 1 else { throw fail("Expected the byte order, 0 or 1") }
        isLittle = bytes[place] == 1
        place += 1
        var type = UInt32(truncatingIfNeeded: try integer(4))
        dimensions = 2 + (type & 0x8000_0000 != 0 ? 1 : 0) + (type & 0x4000_0000 != 0 ? 1 : 0)
        if type & 0x2000_0000 != 0 { place += 4 }
        type &= 0x0FFF_FFFF
        if type >= 1000 {
            dimensions = type / 1000 == 3 ? 4 : 3
            type %= 1000
        }
        return type
    }

    /// How many elements of at least `size` bytes follow: no more than there is room for.
    private mutating func count(size: Int) throws(GeometryTextError) -> Int {
        let count = Int(try integer(4))
        guard count <= (bytes.count - place) / size else { throw fail("\(count) elements are announced, and there is no room for them") }
        return count
    }

    private mutating func integer(_ length: Int) throws(GeometryTextError) -> UInt64 {
        guard place + length <= bytes.count else { throw fail("The bytes end in the middle of a geometry") }
        var value: UInt64 = 0
        for offset in 0..<length { value = value << 8 | UInt64(bytes[isLittle ? place + length - 1 - offset : place + offset]) }
        place += length
        return value
    }

    private func fail(_ message: String) -> GeometryTextError { GeometryTextError(message, at: place) }
}
