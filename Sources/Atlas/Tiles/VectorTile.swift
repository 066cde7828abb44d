/// Writes vector tiles (Mapbox Vector Tile 2.1) feature by feature.
public struct VectorTileLayer: Sendable {
    private let name: String
    private let keys: [String]
    private var features: [UInt8] = []
    private var values: [UInt8] = []
    private(set) var count = 0
    private var valueCount = 0

    /// - Parameter keys: the names of all properties; a feature names one by its place.
    init(_ name: String, keys: [String]) { (self.name, self.keys) = (name, keys) }

    /// Adds an encoded value (``TileValue/encoded``) and returns its number.
    mutating func add(value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        values.append(0x22)
        values.append(varint: UInt64(value.count))
        values.append(contentsOf: value)
        valueCount += 1
        return UInt32(valueCount - 1)
    }

    /// - Parameters:
    ///   - tags: key, value, key, value, …
    ///   - geometry: commands and parameters.
    mutating func add(_ form: PackedGeometry.Form, tags: [UInt32], geometry: [UInt32], scratch: inout [UInt8]) {
        if geometry.isEmpty { return }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(packed: tags, field: 0x12)
        scratch.append(0x18)
        scratch.append(form.rawValue)
        scratch.append(packed: geometry, field: 0x22)
        features.append(0x12)
        features.append(varint: UInt64(scratch.count))
        features.append(contentsOf: scratch)
        count += 1
    }

    /// The layer within its tile; nothing where it has no features.
    var encoded: [UInt8] {
        if count == 0 { return [] }
        var body: [UInt8] = [0x0A]
        body.append(varint: UInt64(name.utf8.count))
        body.append(contentsOf: name.utf8)
        body.append(contentsOf: features)
        for key in keys {
            body.append(0x1A)
            body.append(varint: UInt64(key.utf8.count))
            body.append(contentsOf: key.utf8)
        }
        body.append(contentsOf: values)
        body.append(0x28)
        body.append(varint: UInt64(TileAddress.extent))
        body.append(contentsOf: [0x78, 2])
        var tile: [UInt8] = [0x1A]
        tile.append(varint: UInt64(body.count))
        return tile + body
    }
}

/// A value of a property.
public enum TileValue: Sendable, Hashable {
    case text(String)
    case number(Double)
    case integer(Int64)
    case yesNo(Bool)

    /// As a message of the format.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .text(let text):
            bytes.append(0x0A)
            bytes.append(varint: UInt64(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        case .number(let number):
            bytes.append(0x19)
            withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        case .integer(let number) where number < 0:
            bytes.append(0x30)
            bytes.append(varint: UInt64(bitPattern: number << 1 ^ number >> 63))
        case .integer(let number):
            bytes.append(0x28)
            bytes.append(varint: UInt64(number))
        case .yesNo(let value): bytes += [0x38, value ? 1 : 0]
        }
        return bytes
    }
}

/// The commands of one feature's geometry; the cursor goes on from part to part.
struct TileCommands {
    private(set) var numbers: [UInt32] = []
    private var cursor = TilePoint(x: 0, y: 0)

    mutating func clear() {
        numbers.removeAll(keepingCapacity: true)
        cursor = TilePoint(x: 0, y: 0)
    }

    mutating func points(_ points: [TilePoint]) {
        if points.isEmpty { return }
        numbers.append(UInt32(points.count) << 3 | 1)
        for point in points { move(to: point) }
    }

    mutating func line(_ points: [TilePoint]) {
        guard points.count > 1 else { return }
        numbers.append(1 << 3 | 1)
        move(to: points[0])
        numbers.append(UInt32(points.count - 1) << 3 | 2)
        for place in 1..<points.count { move(to: points[place]) }
    }

    /// - Parameter points: without the first one repeated at the end.
    mutating func ring(_ points: [TilePoint]) {
        line(points)
        numbers.append(1 << 3 | 7)
    }

    @inline(__always) private mutating func move(to point: TilePoint) {
        numbers.append(TileCommands.zigzag(point.x - cursor.x))
        numbers.append(TileCommands.zigzag(point.y - cursor.y))
        cursor = point
    }

    @inline(__always) static func zigzag(_ value: Int32) -> UInt32 { UInt32(bitPattern: value << 1 ^ value >> 31) }
}

extension [UInt8] {
    @inline(__always) mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// Numbers of a packed field, with its head and length.
    mutating func append(packed numbers: [UInt32], field: UInt8) {
        if numbers.isEmpty { return }
        var length = 0
        for number in numbers { length += Swift.max(1, (38 - number.leadingZeroBitCount) / 7) }
        append(field)
        append(varint: UInt64(length))
        for number in numbers { append(varint: UInt64(number)) }
    }
}
