/// A tile of the pyramid WebMercatorQuad (OGC 17-083r4): `zoom/column/row` from the north-west.
public struct TileAddress: Sendable, Hashable {
    public let zoom: Int
    public let column: Int
    public let row: Int
    /// Beyond it, cells of the grid are larger than those of a tile.
    public static let greatestZoom = 20

    /// nil where there is no such tile.
    public init?(zoom: Int, column: Int, row: Int) {
        guard (0...TileAddress.greatestZoom).contains(zoom), (0..<1 << zoom).contains(column), (0..<1 << zoom).contains(row) else { return nil }
        self.zoom = zoom
        self.column = column
        self.row = row
    }

    /// The tile in which a position lies.
    public init?(zoom: Int, longitude: Double, latitude: Double) {
        guard (0...TileAddress.greatestZoom).contains(zoom) else { return nil }
        let cell = WorldGrid.cell(longitude: longitude, latitude: latitude)
        self.init(zoom: zoom, column: Int(cell.x) >> (32 - zoom), row: Int(cell.y) >> (32 - zoom))
    }

    /// The units of a tile along a side.
    static let extent = 4096
    /// What is drawn beyond the edge, so that lines and outlines do not end there: an eighth of a tile of 512 pixels' width to each side.
    static let buffer = 256

    /// By how many bits a cell of the grid is finer than a unit of the tile.
    var shift: Int { 20 - zoom }

    /// The cells of the tile, with or without its buffer.
    public func cells(isBuffered: Bool) -> GridBox {
        let more = (isBuffered ? TileAddress.buffer : 0) << shift
        let side = 1 << (32 - zoom)
        func bound(_ value: Int) -> UInt32 { UInt32(min(4_294_967_295, max(0, value))) }
        return GridBox(
            minX: bound(column * side - more), minY: bound(row * side - more), maxX: bound((column + 1) * side - 1 + more),
            maxY: bound((row + 1) * side - 1 + more))
    }
}
