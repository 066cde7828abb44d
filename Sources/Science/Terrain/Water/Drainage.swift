/// Ground without hollows: every cell drains over lower or equal ground to the edge of the raster or of its values.
///
/// Hollows are filled up to where they spill, by flooding from the edges inwards, the lowest cell first (priority-flood; Barnes, Lehman and Mulla 2014). The
/// flood also says where level ground drains: to the cell from which the water came. So no separate pass over flats is needed, and no cell goes
/// round in circles.
public struct Drainage: Sendable {
    /// The ground with its hollows filled.
    public let filled: Raster
    /// The cells that have values, from the lowest to the highest: water that runs down meets them in the reverse order.
    let order: [Int32]
    /// The way towards the cell from which each was flooded; none for the cells at the edge.
    let parents: [UInt8]
    static let noWay: UInt8 = 255

    /// - Complexity: O(n log n), in memory some 17 bytes a cell beside the raster.
    public init(_ ground: Raster) {
        var flood = Flood(ground)
        flood.run()
        filled = ground.with(flood.heights)
        order = flood.order
        parents = flood.parents
    }
}

/// The state of a flood.
private struct Flood {
    var heights: [Float]
    var order: [Int32] = []
    var parents: [UInt8]
    private let neighbourhood: Neighbourhood
    private var isReached: [Bool]
    /// Cells at the rim of the flood.
    private var rim = Heap()
    /// Cells in a hollow, all at the height of the water.
    private var hollow: [Int32] = []

    init(_ ground: Raster) {
        heights = ground.values
        parents = Array(repeating: Drainage.noWay, count: heights.count)
        isReached = heights.map(\.isNaN)
        order.reserveCapacity(heights.count)
        neighbourhood = Neighbourhood(ground)
    }

    mutating func run() {
        for cell in heights.indices where !heights[cell].isNaN && isOutlet(cell) {
            rim.insert(heights[cell], cell)
            isReached[cell] = true
        }
        while let cell = next() {
            order.append(Int32(cell))
            spread(from: cell)
        }
    }

    private func isOutlet(_ cell: Int) -> Bool {
        if neighbourhood.isAtEdge(cell) { return true }
        var isNextToNothing = false
        neighbourhood.each(of: cell) { _, neighbour in if heights[neighbour].isNaN { isNextToNothing = true } }
        return isNextToNothing
    }

    private var taken = 0
    private mutating func next() -> Int? {
        if taken < hollow.count {
            taken += 1
            return Int(hollow[taken - 1])
        }
        hollow.removeAll(keepingCapacity: true)
        taken = 0
        return rim.popLowest()
    }

    private mutating func spread(from cell: Int) {
        let level = heights[cell]
        let isInside = !neighbourhood.isAtEdge(cell)
        for way in 0..<8 where isInside || neighbourhood.stays(cell, way) {
            let neighbour = cell + neighbourhood.offsets[way]
            if isReached[neighbour] { continue }
            isReached[neighbour] = true
            parents[neighbour] = UInt8((way + 4) % 8)
            if heights[neighbour] <= level {
                heights[neighbour] = level
                hollow.append(Int32(neighbour))
            } else {
                rim.insert(heights[neighbour], neighbour)
            }
        }
    }
}

/// Cells by height, the lowest first; of equal ones the first in the raster.
private struct Heap {
    private var keys: [UInt64] = []

    mutating func insert(_ height: Float, _ cell: Int) {
        keys.append(UInt64(Self.sortable(height)) << 32 | UInt64(cell))
        var place = keys.count - 1
        while place > 0, keys[place] < keys[(place - 1) / 2] {
            keys.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popLowest() -> Int? {
        guard let lowest = keys.first else { return nil }
        let last = keys.removeLast()
        if !keys.isEmpty {
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < keys.count else { break }
                if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
                guard keys[child] < last else { break }
                keys[place] = keys[child]
                place = child
            }
            keys[place] = last
        }
        return Int(lowest & 0xFFFF_FFFF)
    }

    /// Bits that sort as the numbers do.
    private static func sortable(_ height: Float) -> UInt32 {
        let bits = (height == 0 ? 0 : height).bitPattern
        return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    }
}
