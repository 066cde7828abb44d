/// From which zoom on each position of a line or ring is drawn: how far it lies from the line without it (Douglas and Peucker 1973), worked out once, so
/// that a tile of any zoom leaves out what nobody would see with one comparison a position.
enum Significance {
    /// Half a pixel of a tile of 512: eight units of 4096.
    private static let tolerance = 4.0

    /// - Parameters:
    ///   - cells: x, y, x, y, … of one path.
    ///   - isRing: of a ring, four positions are drawn at every zoom, so that it stays one.
    /// - Complexity: O(n log n) usually, O(n²) at worst.
    static func zooms(_ cells: ArraySlice<UInt32>, isRing: Bool) -> [UInt8] {
        let count = cells.count / 2
        var squares = [Double](repeating: 0, count: count)
        guard count > 2 else { return [UInt8](repeating: 0, count: count) }
        let base = cells.startIndex
        func position(_ place: Int) -> (Double, Double) { (Double(cells[base + 2 * place]), Double(cells[base + 2 * place + 1])) }
        var open: [(from: Int, to: Int, limit: Double)] = []
        if isRing {
            // A ring ends where it begins, so it is parted at its farthest position first.
            let first = position(0)
            let far = (0..<count).max { distance(position($0), first) < distance(position($1), first) } ?? count / 2
            open = far > 0 && far < count - 1 ? [(0, far, .infinity), (far, count - 1, .infinity)] : [(0, count - 1, .infinity)]
            squares[min(max(far, 1), count - 2)] = .infinity
        } else {
            open = [(0, count - 1, .infinity)]
        }
        (squares[0], squares[count - 1]) = (.infinity, .infinity)
        while let (from, to, limit) = open.popLast() {
            if to - from < 2 { continue }
            let (start, end) = (position(from), position(to))
            var (far, most) = (from + 1, -1.0)
            for place in from + 1..<to {
                let square = distance(position(place), start, end)
                if square > most { (far, most) = (place, square) }
            }
            // What parts a stretch is never less important than what parts its halves.
            let square = min(most, limit)
            squares[far] = max(squares[far], square)
            open.append((from, far, square))
            open.append((far, to, square))
        }
        var zooms = squares.map(zoom)
        if isRing { keepFour(&zooms, squares) }
        return zooms
    }

    private static func keepFour(_ zooms: inout [UInt8], _ squares: [Double]) {
        let inner = (1..<zooms.count - 1).sorted { squares[$0] > squares[$1] }
        for place in inner.prefix(2) { zooms[place] = 0 }
    }

    /// The first zoom at which a distance is more than the tolerance.
    private static func zoom(_ square: Double) -> UInt8 {
        var zoom = 0
        while zoom < TileAddress.greatestZoom, square < tolerance * tolerance * Double(1 << (2 * (20 - zoom))) { zoom += 1 }
        return UInt8(zoom)
    }

    private static func distance(_ one: (Double, Double), _ two: (Double, Double)) -> Double {
        (one.0 - two.0) * (one.0 - two.0) + (one.1 - two.1) * (one.1 - two.1)
    }

    /// Squared, from the stretch between two positions.
    private static func distance(_ place: (Double, Double), _ start: (Double, Double), _ end: (Double, Double)) -> Double {
        let (dx, dy) = (end.0 - start.0, end.1 - start.1)
        let length = dx * dx + dy * dy
        if length == 0 { return distance(place, start) }
        let share = min(1, max(0, ((place.0 - start.0) * dx + (place.1 - start.1) * dy) / length))
        return distance(place, (start.0 + share * dx, start.1 + share * dy))
    }
}
