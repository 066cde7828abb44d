/// Values over an even grid, row 0 in the north, column 0 in the west. A cell without a value is NaN.
public struct Raster: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// The side of a cell, m.
    public let cellSize: Double
    /// Row after row.
    public var values: [Float]

    /// - Returns: nil unless there is a value for every cell, fewer cells than 2³¹, and a cell size above 0.
    public init?(width: Int, height: Int, cellSize: Double, values: [Float]) {
        guard width > 0, height > 0, cellSize > 0, cellSize.isFinite else { return nil }
        let (count, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, count == values.count, count < Int(Int32.max) else { return nil }
        self.init(checked: width, height, cellSize, values)
    }

    init(checked width: Int, _ height: Int, _ cellSize: Double, _ values: [Float]) {
        self.width = width
        self.height = height
        self.cellSize = cellSize
        self.values = values
    }

    public subscript(row: Int, column: Int) -> Float {
        get { values[row * width + column] }
        set { values[row * width + column] = newValue }
    }

    /// The same ground with other values.
    func with(_ values: [Float]) -> Raster { Raster(checked: width, height, cellSize, values) }
}
