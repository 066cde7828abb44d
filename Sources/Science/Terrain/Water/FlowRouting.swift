/// How water is shared among the lower neighbours of a cell.
public enum FlowRouting: Sendable, Hashable {
    /// All of it to the steepest (O'Callaghan and Mark 1984).
    case steepest
    /// In proportion to a power of the steepness (Freeman 1991).
    case freeman(exponent: Double = 1.1)
    /// In proportion to the steepness times the length of the contour towards each (Quinn and others 1991).
    case quinn
}

extension Drainage {
    /// The way the water of each cell takes: 1 east, 2 south-east, 4 south, 8 south-west, 16 west, 32 north-west, 64 north, 128 north-east; 0 where it
    /// leaves the raster or there is no ground. Of equal falls the first in this order is taken; level ground drains the way it was flooded from.
    public var directions: [UInt8] {
        ways.map { $0 == Self.noWay ? 0 : Neighbour.codes[Int($0)] }
    }

    /// How many cells drain through each, itself included.
    ///
    /// - Complexity: O(n): cells are taken from the highest to the lowest, and each hands on what it has.
    public func accumulation(_ routing: FlowRouting = .steepest) -> Raster {
        var amounts = filled.values.map { $0.isNaN ? Double.nan : 1 }
        switch routing {
        case .steepest:
            let (ways, offsets) = (ways, Neighbourhood(filled).offsets)
            for cell in order.reversed().lazy.map(Int.init) where ways[cell] != Self.noWay { amounts[cell + offsets[Int(ways[cell])]] += amounts[cell] }
        case .freeman(let exponent): shareOut(&amounts) { fall, _ in power(fall, exponent) }
        case .quinn: shareOut(&amounts) { fall, isDiagonal in fall * (isDiagonal ? 2.0.squareRoot() / 4 : 0.5) }
        }
        return filled.with(amounts.map(Float.init))
    }

    private func shareOut(_ amounts: inout [Double], by weight: (_ fall: Double, _ isDiagonal: Bool) -> Double) {
        let neighbourhood = Neighbourhood(filled)
        let lengths = (filled.cellSize, filled.cellSize * 2.0.squareRoot())
        let heights = filled.values
        var shares = [Double](repeating: 0, count: 8)
        for cell in order.reversed().lazy.map(Int.init) {
            var sum = 0.0
            for way in 0..<8 { shares[way] = 0 }
            neighbourhood.each(of: cell) { way, neighbour in
                let fall = Double(heights[cell] - heights[neighbour]) / (Neighbour.isDiagonal(way) ? lengths.1 : lengths.0)
                if fall > 0 {
                    shares[way] = weight(fall, Neighbour.isDiagonal(way))
                    sum += shares[way]
                }
            }
            if sum > 0 {
                for way in 0..<8 where shares[way] > 0 { amounts[cell + neighbourhood.offsets[way]] += amounts[cell] * shares[way] / sum }
            } else if parents[cell] != Self.noWay {
                amounts[cell + neighbourhood.offsets[Int(parents[cell])]] += amounts[cell]
            }
        }
    }

    /// The way of the steepest fall, or of the flood where there is none.
    private var ways: [UInt8] {
        let neighbourhood = Neighbourhood(filled)
        let heights = filled.values
        let diagonal = Float(0.5).squareRoot()
        var ways = parents
        for cell in heights.indices where !heights[cell].isNaN {
            var steepest: Float = 0
            neighbourhood.each(of: cell) { way, neighbour in
                let fall = (heights[cell] - heights[neighbour]) * (Neighbour.isDiagonal(way) ? diagonal : 1)
                if fall > steepest {
                    steepest = fall
                    ways[cell] = UInt8(way)
                }
            }
        }
        return ways
    }
}

extension Raster {
    /// 地形湿度指数 TWI = ln(a / tan β), with the area upslope over the width of a cell a and the steepness β (Beven and Kirkby 1979). On ground that is flatter
    /// than 1 in 1,000 the steepness counts as that.
    ///
    /// - Parameters:
    ///   - accumulation: cells through each, itself included, of the same ground.
    ///   - slopePercent: steepness, percent, of the same ground.
    public static func wetness(accumulation: Raster, slopePercent: Raster) -> Raster {
        let size = Float(accumulation.cellSize)
        return accumulation.with(
            zip(accumulation.values, slopePercent.values).map { cells, percent in
                percent.isNaN ? .nan : naturalLogarithm(cells * size / Swift.max(percent / 100, 0.001))
            })
    }

    /// The steepest fall over the eight triangles around a cell, and its direction counter-clockwise from east, radians (Tarboton 1997). Level ground and hollows have
    /// no direction.
    ///
    /// - Returns: nil at the edge, beside missing values, and where nothing falls.
    public func steepestFacet(row: Int, column: Int) -> (slope: Double, angle: Double)? {
        guard row > 0, row < height - 1, column > 0, column < width - 1 else { return nil }
        let middle = Double(self[row, column])
        var best: (slope: Double, angle: Double)?
        for facet in Self.facets {
            let near = Double(self[row + facet.near.row, column + facet.near.column])
            let far = Double(self[row + facet.far.row, column + facet.far.column])
            guard !near.isNaN, !far.isNaN, !middle.isNaN else { return nil }
            let (along, across) = ((middle - near) / cellSize, (near - far) / cellSize)
            var (angle, slope) = (arcTangent(across, along), (along * along + across * across).squareRoot())
            if angle < 0 {
                (angle, slope) = (0, along)
            } else if angle > .pi / 4 {
                (angle, slope) = (.pi / 4, (middle - far) / (cellSize * 2.0.squareRoot()))
            }
            if slope > 0, slope > best?.slope ?? 0 { best = (slope, facet.sign * angle + facet.quarter * .pi / 2) }
        }
        return best
    }

    private static let facets: [(near: (row: Int, column: Int), far: (row: Int, column: Int), sign: Double, quarter: Double)] = [
        ((0, 1), (-1, 1), 1, 0), ((-1, 0), (-1, 1), -1, 1), ((-1, 0), (-1, -1), 1, 1), ((0, -1), (-1, -1), -1, 2),
        ((0, -1), (1, -1), 1, 2), ((1, 0), (1, -1), -1, 3), ((1, 0), (1, 1), 1, 3), ((0, 1), (1, 1), -1, 4),
    ]
}
