/// A box of whole numbers, edges included.
public struct GridBox: Sendable, Hashable {
    public var minX: UInt32, minY: UInt32, maxX: UInt32, maxY: UInt32

    public init(minX: UInt32, minY: UInt32, maxX: UInt32, maxY: UInt32) {
        (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
    }

    static let empty = GridBox(minX: .max, minY: .max, maxX: 0, maxY: 0)

    @inline(__always) public func intersects(_ other: GridBox) -> Bool {
        minX <= other.maxX && maxX >= other.minX && minY <= other.maxY && maxY >= other.minY
    }
    @inline(__always) func contains(_ other: GridBox) -> Bool {
        minX <= other.minX && maxX >= other.maxX && minY <= other.minY && maxY >= other.maxY
    }
    @inline(__always) mutating func add(_ other: GridBox) {
        (minX, minY) = (min(minX, other.minX), min(minY, other.minY))
        (maxX, maxY) = (max(maxX, other.maxX), max(maxY, other.maxY))
    }
    mutating func add(x: UInt32, y: UInt32) { add(GridBox(minX: x, minY: y, maxX: x, maxY: y)) }
}

/// A packed R-tree over boxes that are already in an order in which neighbours lie near one another; slots are places in that order.
///
/// All nodes are full but the last of each level, so the tree is its boxes and nothing else: 16 + 1 bytes a feature.
public struct GridTree: Sendable {
    private static let width = 16
    /// The boxes of the features, then those of the nodes above, level by level; the root is the last one.
    private let boxes: [GridBox]
    /// Where each level begins.
    private let starts: [Int]
    public let count: Int

    public init(_ sorted: [GridBox]) {
        count = sorted.count
        var (boxes, starts) = (sorted, [0])
        var level = 0..<sorted.count
        while level.count > 1 {
            starts.append(boxes.count)
            for first in stride(from: level.lowerBound, to: level.upperBound, by: GridTree.width) {
                var box = GridBox.empty
                for place in first..<min(first + GridTree.width, level.upperBound) { box.add(boxes[place]) }
                boxes.append(box)
            }
            level = (starts.last ?? 0)..<boxes.count
        }
        self.boxes = boxes
        self.starts = starts
    }

    public func box(_ slot: Int) -> GridBox { boxes[slot] }
    /// Around everything.
    public var bounds: GridBox? { boxes.last }

    /// Calls `body` with each slot whose box meets one, in their order.
    ///
    /// - Complexity: O(log n + found) for boxes of like size.
    public func search(_ box: GridBox, _ body: (Int) -> Void) {
        guard count > 0 else { return }
        boxes.withUnsafeBufferPointer { search(box, level: starts.count - 1, 0..<1, $0, body) }
    }

    /// - Parameter places: of the nodes to look at, within their level.
    private func search(_ box: GridBox, level: Int, _ places: Range<Int>, _ boxes: UnsafeBufferPointer<GridBox>, _ body: (Int) -> Void) {
        let start = starts[level]
        if level == 0 {
            for place in places where boxes[place].intersects(box) { body(place) }
            return
        }
        let last = start - starts[level - 1]
        for place in places where boxes[start + place].intersects(box) {
            let children = place * GridTree.width..<min((place + 1) * GridTree.width, last)
            search(box, level: level - 1, children, boxes, body)
        }
    }

    /// Visits slots by the least squared distance that their boxes have from a position, until `body` says that it has enough (best first; Hjaltason and
    /// Samet 1999). `measure` weighs a box: it must never say more than for any box within it.
    public func nearest(_ measure: (GridBox) -> Double, _ body: (Int, Double) -> Bool) {
        guard count > 0 else { return }
        var queue = NearestQueue()
        queue.push(level: starts.count - 1, place: 0, measure(boxes[boxes.count - 1]))
        while let next = queue.pop() {
            if next.level == 0 {
                if !body(next.place, next.distance) { return }
                continue
            }
            let level = next.level - 1
            let end = starts[next.level] - starts[level]
            for place in next.place * GridTree.width..<min((next.place + 1) * GridTree.width, end) {
                queue.push(level: level, place: place, measure(boxes[starts[level] + place]))
            }
        }
    }

    /// The places of boxes in the order of the Hilbert curve through their centres.
    public static func order(of boxes: [GridBox]) -> [Int32] {
        let keys = boxes.map { hilbert(x: $0.minX / 2 + $0.maxX / 2, y: $0.minY / 2 + $0.maxY / 2) }
        return keys.indices.map(Int32.init).sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    }

    /// How far along the Hilbert curve of order 32 a cell lies (Warren 2013, figure 16–11, for 32 bits an axis).
    static func hilbert(x: UInt32, y: UInt32) -> UInt64 {
        var (x, y, key) = (x, y, UInt64(0))
        for bit in stride(from: UInt32(31), through: 0, by: -1) {
            let (right, upper) = (x >> bit & 1, y >> bit & 1)
            key = key << 2 | UInt64(3 * right ^ upper)
            if upper == 0 {
                if right == 1 { (x, y) = (~x, ~y) }
                swap(&x, &y)
            }
        }
        return key
    }
}

/// A heap by distance.
private struct NearestQueue {
    struct Entry {
        let level: Int
        let place: Int
        let distance: Double
    }
    private var heap: [Entry] = []

    mutating func push(level: Int, place: Int, _ distance: Double) {
        heap.append(Entry(level: level, place: place, distance: distance))
        var child = heap.count - 1
        while child > 0, heap[child].distance < heap[(child - 1) / 2].distance {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Entry? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if heap.isEmpty { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].distance < heap[least].distance { least = child }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
