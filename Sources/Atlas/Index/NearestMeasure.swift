#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How near a box of the world grid can be to a position at least, in metres: never more than it is.
struct NearestMeasure {
    private let x: Double
    private let y: Double
    private let latitude: Double

    init(longitude: Double, latitude: Double) {
        let cell = WorldGrid.cell(longitude: longitude, latitude: latitude)
        (x, y, self.latitude) = (Double(cell.x), Double(cell.y), latitude)
    }

    /// Mercator's scale grows towards the poles: with the smallest scale between the two, the way on the map is never too long.
    func metres(_ box: GridBox) -> Double {
        let dx = max(0, max(Double(box.minX) - x, x - Double(box.maxX)))
        let dy = max(0, max(Double(box.minY) - y, y - Double(box.maxY)))
        if dx == 0, dy == 0 { return 0 }
        let farthest = [latitude, WorldGrid.position(x: 0, y: box.minY).latitude, WorldGrid.position(x: 0, y: box.maxY).latitude].map(abs).max() ?? 0
        let cell = 2 * Double.pi * WebMercator.radius / WorldGrid.side
        // A part in a hundred for the flattening of the earth and for the bend of the shortest way.
        return hypot(dx, dy) * cell * cos(farthest * .pi / 180) * 0.99
    }
}
