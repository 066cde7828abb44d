/// The nine cells around eight neighbouring ones:
///
///     a b c      north
///     d e f
///     g h i      south
struct Window {
    var a, b, c, d, e, f, g, h, i: Lanes
}

extension Raster {
    /// A raster of what a kernel makes of the nine cells around each cell. The outer ring has no neighbours, so it has no value (as `gdaldem` does without
    /// `-compute_edges`); a missing neighbour leaves a cell without a value, for NaN goes through every sum.
    ///
    /// - Complexity: O(cells), eight at once.
    @inline(__always) func mapWindows(_ kernel: (Window) -> Lanes) -> Raster {
        guard width > 2, height > 2 else { return with(Array(repeating: .nan, count: values.count)) }
        let result = [Float](unsafeUninitializedCapacity: values.count) { target, count in
            target.initialize(repeating: .nan)
            values.withUnsafeBufferPointer { source in
                for row in 1..<height - 1 {
                    let rows = (
                        UnsafeBufferPointer(rebasing: source[(row - 1) * width..<row * width]),
                        UnsafeBufferPointer(rebasing: source[row * width..<(row + 1) * width]),
                        UnsafeBufferPointer(rebasing: source[(row + 1) * width..<(row + 2) * width])
                    )
                    var column = 1
                    while column < width - 1 {
                        let lanes = min(Lanes.scalarCount, width - 1 - column)
                        let made: Lanes
                        if lanes == Lanes.scalarCount {
                            made = kernel(Window(rows, column) { $0.loadLanes(at: $1) })
                            UnsafeMutableRawPointer(target.baseAddress! + row * width + column).storeBytes(of: made, as: Lanes.self)
                        } else {
                            made = kernel(Window(rows, column) { $0.gatherLanes(at: $1) })
                            for lane in 0..<lanes { target[row * width + column + lane] = made[lane] }
                        }
                        column += lanes
                    }
                }
            }
            count = values.count
        }
        return with(result)
    }
}

extension Window {
    fileprivate typealias Row = UnsafeBufferPointer<Float>

    @inline(__always) fileprivate init(_ rows: (Row, Row, Row), _ column: Int, _ load: (Row, Int) -> Lanes) {
        (a, b, c) = (load(rows.0, column - 1), load(rows.0, column), load(rows.0, column + 1))
        (d, e, f) = (load(rows.1, column - 1), load(rows.1, column), load(rows.1, column + 1))
        (g, h, i) = (load(rows.2, column - 1), load(rows.2, column), load(rows.2, column + 1))
    }
}

extension UnsafeBufferPointer<Float> {
    /// Eight cells of a row that has them.
    @inline(__always) fileprivate func loadLanes(at column: Int) -> Lanes {
        UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: column * MemoryLayout<Float>.stride, as: Lanes.self)
    }

    /// The cells up to the end of a row, the last one repeated.
    @inline(__always) fileprivate func gatherLanes(at column: Int) -> Lanes {
        var lanes = Lanes()
        for lane in 0..<Lanes.scalarCount { lanes[lane] = self[Swift.min(column + lane, count - 1)] }
        return lanes
    }
}
