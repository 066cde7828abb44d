import Geohazards
import Kernel
import Terrain

extension Ground {
    /// As many cells as a county has at 30 m.
    static let mostCells = 6_000_000

    /// Reads a digital elevation model: an ESRI ASCII grid (.asc) in degrees of longitude and latitude (CGCS2000, within metres WGS 84), heights in metres.
    /// A cell is taken as a square of the mean of its two sides, which at 31° north makes slopes up to 8 % too steep or too flat. Rock is not known.
    ///
    /// - Throws: ``Refusal/invalid(_:)`` with what is wrong where.
    /// - Complexity: O(bytes).
    init(asciiGrid bytes: [UInt8], named name: String) throws {
        var words = GridWords(bytes)
        var head: [String: Double] = [:]
        while let word = words.peek(), Double(word) == nil {
            words.advance()
            guard head.count < 10, let value = words.next().flatMap(Double.init), value.isFinite else {
                throw Self.wrong("文件头“\(word.prefix(20))”后没有数", "no number after “\(word.prefix(20))” in the head")
            }
            head[word.lowercased()] = value
        }
        guard let columns = head["ncols"].flatMap({ Int(exactly: $0) }), let rows = head["nrows"].flatMap({ Int(exactly: $0) }), columns > 2, rows > 2,
            let step = head["cellsize"],
            let x = head["xllcorner"] ?? head["xllcenter"].map({ $0 - step / 2 }), let y = head["yllcorner"] ?? head["yllcenter"].map({ $0 - step / 2 })
        else { throw Self.wrong("文件头应有 ncols、nrows、xllcorner、yllcorner、cellsize", "the head needs ncols, nrows, xllcorner, yllcorner, cellsize") }
        guard columns <= Self.mostCells, rows <= Self.mostCells / columns else {
            throw Self.wrong("超过 \(Self.mostCells) 个栅格，请裁剪或重采样", "more than \(Self.mostCells) cells; please cut or resample it")
        }
        guard step > 0, step < 0.1, let corner = Position(x, y), let other = Position(x + Double(columns) * step, y + Double(rows) * step) else {
            throw Self.wrong("坐标应为经纬度（度）", "coordinates have to be degrees of longitude and latitude")
        }
        let missing = head["nodata_value"]
        var heights: [Float] = []
        heights.reserveCapacity(columns * rows)
        while let word = words.next() {
            guard heights.count < columns * rows else { throw Self.wrong("高程值多于 \(columns * rows) 个", "more than \(columns * rows) heights") }
            guard let value = Double(word), value == missing || abs(value) < 10_000 else {
                throw Self.wrong("第 \(heights.count + 1) 个高程值“\(word.prefix(20))”不对", "height \(heights.count + 1) is “\(word.prefix(20))”")
            }
            heights.append(value == missing ? .nan : Float(value))
        }
        guard let middle = Position((corner.longitude + other.longitude) / 2, (corner.latitude + other.latitude) / 2),
            let east = Position(middle.longitude + step, middle.latitude), let north = Position(middle.longitude, middle.latitude + step),
            let raster = Raster(
                width: columns, height: rows, cellSize: (middle.metres(to: east) * middle.metres(to: north)).squareRoot(), values: heights)
        else { throw Self.wrong("应有 \(columns * rows) 个高程值，只有 \(heights.count) 个", "\(columns * rows) heights are needed, there are \(heights.count)") }
        (self.name, isSimulated, self.heights, rock) = ("\(name.prefix(100))（\(columns) × \(rows)，约 \(raster.cellSize.said()) 米）", false, raster, nil)
        (west, self.north, stepEast, stepSouth) = (x, y + Double(rows) * step, step, step)
    }

    private static func wrong(_ chinese: String, _ english: String) -> Refusal {
        .invalid([Problem("not-a-grid", field: "terrain", "地形文件有误：\(chinese)", en: "The terrain file is wrong: \(english)")])
    }
}

/// The words of a text between white space, one after the other.
private struct GridWords {
    private let bytes: [UInt8]
    private var place = 0
    private var waiting: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func peek() -> String? {
        if waiting == nil { waiting = read() }
        return waiting
    }

    mutating func next() -> String? {
        defer { waiting = nil }
        return peek()
    }

    mutating func advance() { waiting = nil }

    private mutating func read() -> String? {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        let start = place
        while place < bytes.count, bytes[place] > 0x20 { place += 1 }
        return start == place ? nil : String(decoding: bytes[start..<place], as: UTF8.self)
    }
}
