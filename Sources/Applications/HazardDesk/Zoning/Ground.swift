import Geohazards
import Kernel
import Terrain

/// The ground of a zoning: heights, rock and where it lies on the earth.
struct Ground: Sendable {
    let name: String
    let isSimulated: Bool
    let heights: Raster
    /// Kinds of rock, from 0; nil where they are not known.
    let rock: [Int]?
    let west: Double
    let north: Double
    /// Degrees a cell.
    let stepEast: Double
    let stepSouth: Double

    /// The cell in which a position lies; nil outside.
    func cell(_ position: Position) -> Int? {
        let (column, row) = ((position.longitude - west) / stepEast, (north - position.latitude) / stepSouth)
        guard column >= 0, row >= 0, Int(column) < heights.width, Int(row) < heights.height else { return nil }
        return Int(row) * heights.width + Int(column)
    }

    func position(row: Double, column: Double) -> Position? { Position(west + (column + 0.5) * stepEast, north - (row + 0.5) * stepSouth) }

    /// The cells within some metres of a cell.
    func around(_ cell: Int, metres: Double) -> [Int] {
        let (row, column, reach) = (cell / heights.width, cell % heights.width, Int(metres / heights.cellSize))
        return (max(0, row - reach)...min(heights.height - 1, row + reach)).flatMap { row in
            (max(0, column - reach)...min(heights.width - 1, column + reach)).map { row * heights.width + $0 }
        }
    }
}

extension Ground {
    /// A mountain county that does not exist: ridges and valleys from waves of chance, three bands of rock. The same every time.
    static let simulated = Ground(seed: 500_238)

    private init?(seed: UInt64) {
        let (size, cell) = (150, 100.0)
        var chance = Chance(seed: seed)
        let octaves: [(scale: Int, height: Double)] = [(50, 1500), (25, 900), (12, 420), (6, 160), (3, 50)]
        var heights = [Double](repeating: 300, count: size * size)
        for octave in octaves {
            let lattice = Lattice(size / octave.scale + 2, &chance)
            for row in 0..<size {
                for column in 0..<size {
                    heights[row * size + column] += octave.height * lattice.value(Double(row) / Double(octave.scale), Double(column) / Double(octave.scale))
                }
            }
        }
        let bands = Lattice(6, &chance)
        rock = (0..<size * size).map { cell in
            let value = bands.value(Double(cell / size) / Double(size) * 4, Double(cell % size) / Double(size) * 4)
            return value < 0.42 ? 0 : value < 0.6 ? 1 : 2
        }
        guard let raster = Raster(width: size, height: size, cellSize: cell, values: heights.map { Float($0) }) else { return nil }
        self.heights = raster
        (name, isSimulated) = ("模拟地形（固定种子 \(seed)，\(size) × \(size)，\(Int(cell)) 米）", true)
        // 100 m at 31.4° north.
        (west, north, stepEast, stepSouth) = (109.50, 31.46, 0.001_052, 0.000_902)
    }
}

/// Values of chance at the corners of squares, and smooth in between.
private struct Lattice {
    private let side: Int
    private let values: [Double]

    init(_ side: Int, _ chance: inout Chance) {
        self.side = side
        var values: [Double] = []
        for _ in 0..<side * side { values.append(chance.share()) }
        self.values = values
    }

    func value(_ row: Double, _ column: Double) -> Double {
        let (top, left) = (min(Int(row), side - 2), min(Int(column), side - 2))
        func smooth(_ share: Double) -> Double { share * share * (3 - 2 * share) }
        let (down, right) = (smooth(row - Double(top)), smooth(column - Double(left)))
        func at(_ row: Int, _ column: Int) -> Double { values[row * side + column] }
        let above = at(top, left) * (1 - right) + at(top, left + 1) * right
        let below = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right
        return above * (1 - down) + below * down
    }
}
