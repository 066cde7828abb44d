/// Reads a vector tile of one layer, for tests: written from the standard, not from the writer.
struct TileReader {
    struct Feature: Hashable {
        var tags: [String: String] = [:]
        var form: UInt64 = 0
        var geometry: [UInt64] = []

        var rings: [Ring] {
            var (rings, points, x, y, place): ([Ring], [(x: Int, y: Int)], Int, Int, Int) = ([], [], 0, 0, 0)
            while place < geometry.count {
                let (command, count) = (geometry[place] & 7, Int(geometry[place] >> 3))
                place += 1
                if command == 7 {
                    rings.append(Ring(points: points))
                    points = []
                    continue
                }
                for _ in 0..<count {
                    x += TileReader.unzigzag(geometry[place])
                    y += TileReader.unzigzag(geometry[place + 1])
                    points.append((x, y))
                    place += 2
                }
            }
            return rings
        }
    }

    struct Ring {
        let points: [(x: Int, y: Int)]
        var area: Int {
            zip(points, points.dropFirst() + points.prefix(1)).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
        }
    }

    struct Malformed: Error {}

    private(set) var name = ""
    private(set) var features: [Feature] = []

    init(_ bytes: [UInt8]) throws {
        if bytes.isEmpty { return }
        let layers = try TileReader.fields(bytes[...])
        guard layers.count == 1, layers[0].number == 3 else { throw Malformed() }
        let parts = try TileReader.fields(layers[0].bytes)
        let keys = parts.filter { $0.number == 3 }.map { String(decoding: $0.bytes, as: UTF8.self) }
        let values = try parts.filter { $0.number == 4 }.map { try TileReader.value($0.bytes) }
        guard parts.contains(where: { $0.number == 15 && $0.value == 2 }), parts.contains(where: { $0.number == 5 && $0.value == 4096 }) else {
            throw Malformed()
        }
        name = parts.first { $0.number == 1 }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        for part in parts where part.number == 2 {
            var feature = Feature()
            for field in try TileReader.fields(part.bytes) {
                switch field.number {
                case 2:
                    let tags = try TileReader.varints(field.bytes)
                    for place in stride(from: 0, to: tags.count, by: 2) { feature.tags[keys[Int(tags[place])]] = values[Int(tags[place + 1])] }
                case 3: feature.form = field.value
                case 4: feature.geometry = try TileReader.varints(field.bytes)
                default: throw Malformed()
                }
            }
            features.append(feature)
        }
    }

    private struct Field {
        var number: UInt64
        var value: UInt64 = 0
        var bytes: ArraySlice<UInt8> = []
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) throws -> [Field] {
        var (rest, found): (ArraySlice<UInt8>, [Field]) = (bytes, [])
        while !rest.isEmpty {
            let head = try varint(&rest)
            switch head & 7 {
            case 0: found.append(Field(number: head >> 3, value: try varint(&rest)))
            case 1:
                guard rest.count >= 8 else { throw Malformed() }
                found.append(Field(number: head >> 3, bytes: rest.prefix(8)))
                rest = rest.dropFirst(8)
            case 2:
                let length = Int(try varint(&rest))
                guard rest.count >= length else { throw Malformed() }
                found.append(Field(number: head >> 3, bytes: rest.prefix(length)))
                rest = rest.dropFirst(length)
            default: throw Malformed()
            }
        }
        return found
    }

    private static func varint(_ bytes: inout ArraySlice<UInt8>) throws -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while let byte = bytes.popFirst() {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Malformed()
    }

    private static func varints(_ bytes: ArraySlice<UInt8>) throws -> [UInt64] {
        var (rest, found): (ArraySlice<UInt8>, [UInt64]) = (bytes, [])
        while !rest.isEmpty { found.append(try varint(&rest)) }
        return found
    }

    private static func value(_ bytes: ArraySlice<UInt8>) throws -> String {
        guard let field = try fields(bytes).first else { throw Malformed() }
        return switch field.number {
        case 1: String(decoding: field.bytes, as: UTF8.self)
        case 3: "\(Double(bitPattern: field.bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }))"
        case 5: "\(field.value)"
        case 6: "\(unzigzag(field.value))"
        case 7: field.value == 1 ? "true" : "false"
        default: throw Malformed()
        }
    }

    static func unzigzag(_ value: UInt64) -> Int { Int(value >> 1) ^ -Int(value & 1) }
}
