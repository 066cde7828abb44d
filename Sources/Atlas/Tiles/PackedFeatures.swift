/// Features in packed columns, in the order of a Hilbert curve, with the tree that finds them: made at once, never changed, read by any number at a time.
public final class PackedFeatures: Sendable {
    let tree: GridTree
    let ids: [String]
    let audiences: [Int32]
    let isSimulated: [Bool]
    let forms: [PackedGeometry.Form]
    /// x, y, x, y, … of the world grid.
    let cells: [UInt32]
    /// From which zoom each position is drawn.
    let zooms: [UInt8]
    /// Where each path begins, counted in positions; one more than there are paths.
    let pathStarts: [Int32]
    /// Outer rings turn clockwise on the screen, holes the other way.
    let isHole: [Bool]
    /// Where the paths of each feature begin; one more than there are features.
    let featurePaths: [Int32]
    /// The numbers of values, as many a feature as there are fields and one for the id; 0 for none.
    let valueNumbers: [UInt32]
    /// Values that several features have come first.
    let sharedValues: Int
    let valueStarts: [Int]
    let valueBytes: [UInt8]
    let width: Int

    public var count: Int { ids.count }
    public static let none = PackedFeaturesBuilder(fields: 0).build()

    init(_ builder: PackedFeaturesBuilder) {
        let order = GridTree.order(of: builder.boxes)
        tree = GridTree(order.map { builder.boxes[Int($0)] })
        ids = order.map { builder.ids[Int($0)] }
        audiences = order.map { builder.audiences[Int($0)] }
        isSimulated = order.map { builder.isSimulated[Int($0)] }
        forms = order.map { builder.forms[Int($0)] }
        var (cells, zooms, pathStarts, isHole, featurePaths): ([UInt32], [UInt8], [Int32], [Bool], [Int32]) = ([], [], [0], [], [0])
        cells.reserveCapacity(builder.cells.count)
        zooms.reserveCapacity(builder.zooms.count)
        for place in order {
            for path in Int(builder.featurePaths[Int(place)])..<Int(builder.featurePaths[Int(place) + 1]) {
                let range = Int(builder.pathStarts[path])..<Int(builder.pathStarts[path + 1])
                cells.append(contentsOf: builder.cells[2 * range.lowerBound..<2 * range.upperBound])
                zooms.append(contentsOf: builder.zooms[range])
                pathStarts.append(Int32(zooms.count))
                isHole.append(builder.isHole[path])
            }
            featurePaths.append(Int32(isHole.count))
        }
        (self.cells, self.zooms, self.pathStarts, self.isHole, self.featurePaths) = (cells, zooms, pathStarts, isHole, featurePaths)

        width = builder.fields + 1
        var uses = [UInt32](repeating: 0, count: builder.values.count)
        for number in builder.valueNumbers where number > 0 { uses[Int(number) - 1] += 1 }
        let shared = uses.indices.filter { uses[$0] > 1 }
        sharedValues = shared.count
        var (renumbered, valueStarts, valueBytes) = ([UInt32](repeating: 0, count: uses.count), [0], [UInt8]())
        for value in shared + uses.indices.filter({ uses[$0] == 1 }) {
            renumbered[value] = UInt32(valueStarts.count)
            valueBytes.append(contentsOf: builder.values[value])
            valueStarts.append(valueBytes.count)
        }
        let width = width
        valueNumbers = order.flatMap { place in
            builder.valueNumbers[Int(place) * width..<(Int(place) + 1) * width].map { $0 == 0 ? 0 : renumbered[Int($0) - 1] }
        }
        (self.valueStarts, self.valueBytes) = (valueStarts, valueBytes)
    }

    func paths(_ slot: Int) -> Range<Int> { Int(featurePaths[slot])..<Int(featurePaths[slot + 1]) }
    func positions(_ path: Int) -> Range<Int> { Int(pathStarts[path])..<Int(pathStarts[path + 1]) }
    func value(_ number: UInt32) -> Range<Int> { valueStarts[Int(number) - 1]..<valueStarts[Int(number)] }

    /// The geometry of a feature, to the centimetre of the grid.
    func geometry(_ slot: Int) -> PackedGeometry? {
        var (coordinates, pathEnds, areaEnds): ([Double], [Int], [Int]) = ([], [], [])
        for path in paths(slot) {
            if !pathEnds.isEmpty, !isHole[path] { areaEnds.append(pathEnds.count) }
            for place in positions(path) {
                let position = WorldGrid.position(x: cells[2 * place], y: cells[2 * place + 1])
                coordinates += [position.longitude, position.latitude]
            }
            pathEnds.append(coordinates.count / 2)
        }
        areaEnds.append(pathEnds.count)
        return PackedGeometry(forms[slot], coordinates: coordinates, pathEnds: pathEnds, areaEnds: areaEnds)
    }

    /// The zoom below which points are drawn in clusters: the first at which no tile has more than `limit` of them.
    func clusterZoom(limit: Int) -> Int {
        guard count > limit else { return 0 }
        for zoom in 0..<TileAddress.greatestZoom {
            var (column, row, run, most) = (UInt32.max, UInt32.max, 0, 0)
            for slot in 0..<count where forms[slot] == .points {
                let box = tree.box(slot)
                // By 64 bits, since a shift by all 32 is asked for at zoom 0.
                let (x, y) = (UInt32(UInt64(box.minX) >> (32 - zoom)), UInt32(UInt64(box.minY) >> (32 - zoom)))
                run = x == column && y == row ? run + 1 : 1
                (column, row) = (x, y)
                most = max(most, run)
            }
            if most <= limit { return zoom }
        }
        return TileAddress.greatestZoom
    }
}

/// Gathers features for ``PackedFeatures``.
public struct PackedFeaturesBuilder {
    let fields: Int
    private(set) var boxes: [GridBox] = []
    private(set) var ids: [String] = []
    private(set) var audiences: [Int32] = []
    private(set) var isSimulated: [Bool] = []
    private(set) var forms: [PackedGeometry.Form] = []
    private(set) var cells: [UInt32] = []
    private(set) var zooms: [UInt8] = []
    private(set) var pathStarts: [Int32] = [0]
    private(set) var isHole: [Bool] = []
    private(set) var featurePaths: [Int32] = [0]
    private(set) var valueNumbers: [UInt32] = []
    private(set) var values: [[UInt8]] = []
    private var known: [[UInt8]: UInt32] = [:]

    /// - Parameter fields: how many values each feature has.
    public init(fields: Int) { self.fields = fields }

    public func build() -> PackedFeatures { PackedFeatures(self) }

    public mutating func add(_ feature: Feature) {
        let geometry = feature.geometry
        var box = GridBox.empty
        let outer = Set(PackedGeometry.ranges(geometry.areaEnds).map(\.lowerBound))
        for (number, path) in geometry.paths.enumerated() {
            let start = cells.count
            for place in path {
                let cell = WorldGrid.cell(longitude: geometry[place].longitude, latitude: geometry[place].latitude)
                box.add(x: cell.x, y: cell.y)
                cells.append(cell.x)
                cells.append(cell.y)
            }
            let hole = geometry.form == .areas && !outer.contains(number)
            if geometry.form == .areas { turn(from: start, clockwise: !hole) }
            zooms += geometry.form == .points ? [UInt8](repeating: 0, count: path.count) : Significance.zooms(cells[start...], isRing: geometry.form == .areas)
            pathStarts.append(Int32(zooms.count))
            isHole.append(hole)
        }
        featurePaths.append(Int32(isHole.count))
        boxes.append(box)
        ids.append(feature.id)
        audiences.append(Int32(clamping: feature.audience))
        isSimulated.append(feature.isSimulated)
        forms.append(geometry.form)
        valueNumbers.append(number(of: TileValue.text(feature.id).encoded))
        for place in 0..<fields {
            let value = place < feature.values.count ? feature.values[place] : nil
            valueNumbers.append(value.map { number(of: $0.encoded) } ?? 0)
        }
    }

    /// Takes over a feature as it is.
    mutating func add(_ packed: PackedFeatures, _ slot: Int) {
        for path in packed.paths(slot) {
            let range = packed.positions(path)
            cells.append(contentsOf: packed.cells[2 * range.lowerBound..<2 * range.upperBound])
            zooms.append(contentsOf: packed.zooms[range])
            pathStarts.append(Int32(zooms.count))
            isHole.append(packed.isHole[path])
        }
        featurePaths.append(Int32(isHole.count))
        boxes.append(packed.tree.box(slot))
        ids.append(packed.ids[slot])
        audiences.append(packed.audiences[slot])
        isSimulated.append(packed.isSimulated[slot])
        forms.append(packed.forms[slot])
        for place in 0...fields {
            let value = packed.valueNumbers[slot * packed.width + place]
            valueNumbers.append(value == 0 ? 0 : number(of: Array(packed.valueBytes[packed.value(value)])))
        }
    }

    private mutating func number(of value: [UInt8]) -> UInt32 {
        if let number = known[value] { return number }
        values.append(value)
        let number = UInt32(values.count)
        known[value] = number
        return number
    }

    /// Turns the ring at the end of the cells so that it goes the way that tiles want.
    private mutating func turn(from start: Int, clockwise: Bool) {
        var sum = 0.0
        let (x0, y0) = (Double(cells[start]), Double(cells[start + 1]))
        for place in stride(from: start, to: cells.count - 2, by: 2) {
            sum += (Double(cells[place]) - x0) * (Double(cells[place + 3]) - y0) - (Double(cells[place + 2]) - x0) * (Double(cells[place + 1]) - y0)
        }
        // y grows downward, so a positive sum is clockwise on the screen.
        guard sum != 0, (sum > 0) != clockwise else { return }
        var (low, high) = (start, cells.count - 2)
        while low < high {
            cells.swapAt(low, high)
            cells.swapAt(low + 1, high + 1)
            (low, high) = (low + 2, high - 2)
        }
    }
}
