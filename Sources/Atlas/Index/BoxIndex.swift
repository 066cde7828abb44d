/// Finds boxes that meet another one: a packed R-tree over boxes in the order of a Hilbert curve (Kamel and Faloutsos 1993), made at once and never changed.
///
/// Its boxes are whole numbers of a grid over the bounds of all, rounded outwards, so that nothing that meets is missed; `search` asks the exact ones again.
struct BoxIndex: Sendable {
    private let boxes: [Bounds]
    private let order: [Int32]
    private let tree: GridTree
    private let frame: Bounds

    /// - Complexity: O(n log n).
    init(_ boxes: [Bounds]) {
        self.boxes = boxes
        let frame = boxes.dropFirst().reduce(boxes.first ?? Bounds(west: 0, south: 0, east: 1, north: 1)) { $0.union($1) }
        let grid = boxes.map { BoxIndex.grid($0, frame) }
        let order = GridTree.order(of: grid)
        self.frame = frame
        self.order = order
        tree = GridTree(order.map { grid[Int($0)] })
    }

    /// Calls `body` with the place of each box that meets one.
    func search(_ box: Bounds, _ body: (Int) -> Void) {
        guard box.intersects(frame) else { return }
        tree.search(BoxIndex.grid(box, frame)) { slot in
            let place = Int(order[slot])
            if boxes[place].intersects(box) { body(place) }
        }
    }

    private static func grid(_ box: Bounds, _ frame: Bounds) -> GridBox {
        let (width, height) = (max(frame.east - frame.west, 1e-12), max(frame.north - frame.south, 1e-12))
        func cell(_ value: Double, _ start: Double, _ length: Double, _ more: Double) -> UInt32 {
            UInt32(min(4_294_967_295, max(0, (value - start) / length * 4_294_900_000 + more)))
        }
        return GridBox(
            minX: cell(box.west, frame.west, width, -1), minY: cell(box.south, frame.south, height, -1), maxX: cell(box.east, frame.west, width, 1),
            maxY: cell(box.north, frame.south, height, 1))
    }
}
