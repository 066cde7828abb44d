/// Writes what lies in one tile, from one or more packed sets of features.
struct TileWriter {
    private let tile: TileAddress
    private let buffered: GridBox
    private let exact: GridBox
    private let isClustered: Bool
    private var layer: VectorTileLayer
    private var commands = TileCommands()
    private var tags: [UInt32] = []
    private var points: [TilePoint] = []
    private var scratch: [UInt8] = []
    /// The number of the value “yes” in this tile.
    private var yes: UInt32?
    private var clusters = Clusters()
    private let countKey: UInt32

    /// - Parameter clustered: points are drawn in clusters.
    init(_ tile: TileAddress, name: String, fields: [String], clustered: Bool) {
        self.tile = tile
        buffered = tile.cells(isBuffered: true)
        exact = tile.cells(isBuffered: false)
        isClustered = clustered
        layer = VectorTileLayer(name, keys: ["id", "simulated"] + fields + ["count"])
        countKey = UInt32(fields.count + 2)
    }

    /// Adds the features that a reader may see.
    ///
    /// - Parameters:
    ///   - hidden: slots that were replaced since.
    ///   - audiences: whether the reader belongs to each; nil where they see all.
    mutating func add(_ features: PackedFeatures, hidden: Set<Int>, audiences: [Bool]?, set: Int) {
        var numbers = [UInt32](repeating: .max, count: features.sharedValues)
        var slots: [Int] = []
        features.tree.search(buffered) { slots.append($0) }
        for slot in slots {
            if let audiences, !audiences[Int(features.audiences[slot])] { continue }
            if !hidden.isEmpty, hidden.contains(slot) { continue }
            if isGathered(features, slot) {
                gather(features, slot, set)
            } else {
                draw(features, slot, &numbers)
            }
        }
        // Clusters of one are drawn like any other point, while the numbers of values are at hand.
        for slot in clusters.singles(of: set) { draw(features, slot, &numbers) }
    }

    var encoded: [UInt8] {
        mutating get {
            for cluster in clusters.groups { write(cluster) }
            return layer.encoded
        }
    }

    // MARK: one feature

    private mutating func draw(_ features: PackedFeatures, _ slot: Int, _ numbers: inout [UInt32]) {
        commands.clear()
        let form = features.forms[slot]
        let isWhole = buffered.contains(features.tree.box(slot))
        switch form {
        case .points:
            for path in features.paths(slot) {
                take(features, path)
                commands.points(isWhole ? points : points.filter(isInBuffer))
            }
        case .lines:
            for path in features.paths(slot) {
                take(features, path)
                drawLine(isWhole)
            }
        case .areas: drawAreas(features, features.paths(slot), isWhole)
        }
        if commands.numbers.isEmpty { return }
        tags.removeAll(keepingCapacity: true)
        let first = slot * features.width
        for place in 0..<features.width {
            let value = features.valueNumbers[first + place]
            if value == 0 { continue }
            // The id is key 0; key 1 says that it is simulated.
            tags.append(UInt32(place == 0 ? 0 : place + 1))
            tags.append(number(of: value, features, &numbers))
        }
        if features.isSimulated[slot] { tagAsSimulated() }
        layer.add(form, tags: tags, geometry: commands.numbers, scratch: &scratch)
    }

    private func isInBuffer(_ point: TilePoint) -> Bool {
        Clipping.low...Clipping.high ~= point.x && Clipping.low...Clipping.high ~= point.y
    }

    private mutating func number(of value: UInt32, _ features: PackedFeatures, _ numbers: inout [UInt32]) -> UInt32 {
        let isShared = Int(value) <= features.sharedValues
        if isShared, numbers[Int(value) - 1] != .max { return numbers[Int(value) - 1] }
        let number = features.valueBytes.withUnsafeBufferPointer { layer.add(value: UnsafeBufferPointer(rebasing: $0[features.value(value)])) }
        if isShared { numbers[Int(value) - 1] = number }
        return number
    }

    private mutating func tagAsSimulated() {
        let number = yes ?? TileValue.yesNo(true).encoded.withUnsafeBufferPointer { layer.add(value: $0) }
        yes = number
        tags.append(1)
        tags.append(number)
    }

    /// The positions of a path that this zoom shows, in units of the tile, without repetitions.
    private mutating func take(_ features: PackedFeatures, _ path: Int) {
        points.removeAll(keepingCapacity: true)
        let (zoom, shift) = (UInt8(tile.zoom), Int64(tile.shift))
        let (left, top) = (Int64(tile.column) * Int64(TileAddress.extent), Int64(tile.row) * Int64(TileAddress.extent))
        for place in features.positions(path) where features.zooms[place] <= zoom {
            let point = TilePoint(
                x: Int32(truncatingIfNeeded: Int64(features.cells[2 * place]) >> shift - left),
                y: Int32(truncatingIfNeeded: Int64(features.cells[2 * place + 1]) >> shift - top))
            if points.last != point { points.append(point) }
        }
    }

    private mutating func drawLine(_ isWhole: Bool) {
        if isWhole { return commands.line(points) }
        for part in Clipping.line(points) { commands.line(part) }
    }

    /// Areas are drawn one by one: what is left of its outer ring, then its holes.
    private mutating func drawAreas(_ features: PackedFeatures, _ paths: Range<Int>, _ isWhole: Bool) {
        var path = paths.lowerBound
        while path < paths.upperBound {
            var end = path + 1
            while end < paths.upperBound, features.isHole[end] { end += 1 }
            defer { path = end }
            let (outer, size) = ring(features, path, isWhole)
            guard size > 0 else { continue }
            let holes = (path + 1..<end).map { ring(features, $0, isWhole) }
            // Where a hole takes all of what is in this tile, nothing is left.
            if holes.contains(where: { -$0.size >= size }) { continue }
            commands.ring(outer)
            for hole in holes where hole.size < 0 { commands.ring(hole.points) }
        }
    }

    /// What this tile shows of a ring, without its first position repeated, and twice its size: negative where it turns the other way, as holes do and as
    /// what is left of a sliver may do.
    private mutating func ring(_ features: PackedFeatures, _ path: Int, _ isWhole: Bool) -> (points: [TilePoint], size: Int64) {
        take(features, path)
        var ring = points
        if ring.count > 1, ring.first == ring.last { ring.removeLast() }
        if !isWhole {
            var kept: [TilePoint] = []
            for point in Clipping.ring(ring) where kept.last != point { kept.append(point) }
            if kept.count > 1, kept.first == kept.last { kept.removeLast() }
            ring = kept
        }
        guard ring.count >= 3 else { return ([], 0) }
        var size: Int64 = 0
        var before = ring[ring.count - 1]
        for point in ring {
            size += Int64(before.x) * Int64(point.y) - Int64(point.x) * Int64(before.y)
            before = point
        }
        return (ring, size)
    }

    // MARK: clusters

    /// Single points where the layer has too many, and lines and areas of which nobody would see more than a dot: three pixels of a tile of 512.
    private func isGathered(_ features: PackedFeatures, _ slot: Int) -> Bool {
        let box = features.tree.box(slot)
        if features.forms[slot] == .points { return isClustered && box.minX == box.maxX && box.minY == box.maxY }
        let least = UInt32(24) << UInt32(tile.shift)
        return box.maxX - box.minX < least && box.maxY - box.minY < least
    }

    /// Counts a feature in the square of its middle.
    private mutating func gather(_ features: PackedFeatures, _ slot: Int, _ set: Int) {
        let box = features.tree.box(slot)
        let (x, y) = (box.minX + (box.maxX - box.minX) / 2, box.minY + (box.maxY - box.minY) / 2)
        guard exact.intersects(GridBox(minX: x, minY: y, maxX: x, maxY: y)) else { return }
        clusters.add(x: x - exact.minX, y: y - exact.minY, shift: 32 - tile.zoom, isSimulated: features.isSimulated[slot], slot: slot, set: set)
    }

    private mutating func write(_ cluster: Clusters.Group) {
        commands.clear()
        commands.points([TilePoint(x: Int32(cluster.x >> UInt64(tile.shift)), y: Int32(cluster.y >> UInt64(tile.shift)))])
        tags.removeAll(keepingCapacity: true)
        tags.append(countKey)
        tags.append(TileValue.integer(Int64(cluster.count)).encoded.withUnsafeBufferPointer { layer.add(value: $0) })
        if cluster.isSimulated { tagAsSimulated() }
        layer.add(.points, tags: tags, geometry: commands.numbers, scratch: &scratch)
    }
}

/// Dots of a tile by the squares of a grid of 32 × 32, which begin at the corner of the tile, so that nothing is counted in two tiles.
private struct Clusters {
    struct Group {
        var count = 0
        /// Of all its points, from the corner of the tile.
        var sumX: UInt64 = 0
        var sumY: UInt64 = 0
        var isSimulated = false
        var slot = 0
        var set = 0
        var x: UInt64 { sumX / UInt64(count) }
        var y: UInt64 { sumY / UInt64(count) }
    }
    private static let bits = 5
    private var cells: [Group] = []

    mutating func add(x: UInt32, y: UInt32, shift: Int, isSimulated: Bool, slot: Int, set: Int) {
        if cells.isEmpty { cells = Array(repeating: Group(), count: 1 << (2 * Clusters.bits)) }
        let (column, row) = (Int(x) >> (shift - Clusters.bits), Int(y) >> (shift - Clusters.bits))
        let place = row << Clusters.bits | column
        cells[place].count += 1
        cells[place].sumX += UInt64(x)
        cells[place].sumY += UInt64(y)
        cells[place].isSimulated = cells[place].isSimulated || isSimulated
        (cells[place].slot, cells[place].set) = (slot, set)
    }

    var groups: [Group] { cells.filter { $0.count > 1 } }
    /// The slots of those that are alone in their square, of one set of features.
    func singles(of set: Int) -> [Int] { cells.filter { $0.count == 1 && $0.set == set }.map(\.slot) }
}
