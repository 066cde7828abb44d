/// The eight ways out of a cell, in the order in which equal falls are decided, with the codes in common use (Jenson and Domingue 1988).
enum Neighbour {
    /// Rows down and columns right: east, south-east, south, south-west, west, north-west, north, north-east.
    static let steps: [(row: Int, column: Int)] = [(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)]
    static let codes: [UInt8] = [1, 2, 4, 8, 16, 32, 64, 128]
    static func isDiagonal(_ way: Int) -> Bool { way % 2 == 1 }
}

/// Which cells lie next to one another, in a field that is one row after the other.
struct Neighbourhood {
    let width: Int
    let height: Int
    /// By how much a cell's number changes on each way.
    let offsets: [Int]

    init(_ raster: Raster) {
        (width, height) = (raster.width, raster.height)
        offsets = Neighbour.steps.map { $0.row * raster.width + $0.column }
    }

    /// Calls `body` with every way that stays on the raster, and the cell that it leads to.
    @inline(__always) func each(of cell: Int, _ body: (_ way: Int, _ neighbour: Int) -> Void) {
        let isInside = !isAtEdge(cell)
        for way in 0..<8 where isInside || stays(cell, way) { body(way, cell + offsets[way]) }
    }

    /// Whether a way leads to another cell of the raster.
    func stays(_ cell: Int, _ way: Int) -> Bool {
        let (row, column) = (cell / width + Neighbour.steps[way].row, cell % width + Neighbour.steps[way].column)
        return row >= 0 && row < height && column >= 0 && column < width
    }

    func isAtEdge(_ cell: Int) -> Bool {
        let (row, column) = (cell / width, cell % width)
        return row == 0 || row == height - 1 || column == 0 || column == width - 1
    }
}
