import Atlas
import Testing

/// The reference values are those of GeographicLib 2 (geodesics, areas) and of PROJ 9 (projections), for CGCS2000.
@Suite("Measures of the earth")
struct EarthTests {
    private static let ways: [(Double, Double, Double, Double, Double, Double)] = [
        (109.57, 31.4, 108.77, 29.53, 221084.170075823, -159.461841324),
        // Nearly antipodal, where Vincenty's formulas fail.
        (0, 0, 179.5, 0.5, 19936288.578833293, 25.671872805), (0, -30, 179.8, 29.9, 19989832.827457160, 161.890524809),
        (100, -45, -79.9, 45.05, 19997583.787212711, -11.557960660),
        (0, 0, 180, 0, 20003931.458460927, 0), (10, 0, 10.001, 0, 111.319490793, 90), (5, 40, 5, -40, 8859058.060473178, 180),
        (-170, 10, 175, -20, 3703100.997078178, -153.659836972), (0, 0, 90, 0, 10018754.171394622, 90),
        (20, 60, 20.00001, 60.00001, 1.246047232, 26.603644826), (-63.42, -62.847, 54.336, -76.961, 3909876.967144622, 159.635149302),
        (12.918, -24.176, -159.12, 1.338, 17338608.058390554, -160.499244988), (-166.502, -11.944, -154.852, -73.672, 6898975.402327338, 176.300903642),
        (-27.173, 58.833, -135.431, -49.817, 15473720.447471788, -109.785437263), (45.876, 80.588, 27.757, -18.598, 11057868.477133168, -162.587269204),
        (171.452, -81.615, 129.049, -37.87, 5145207.637024201, -47.556740482),
    ]

    @Test("Geodesics, near and around the earth", arguments: ways)
    func geodesic(_ way: (Double, Double, Double, Double, Double, Double)) {
        let found = Ellipsoid.cgcs2000.geodesic(from: (way.0, way.1), to: (way.2, way.3))
        #expect(abs(found.distance - way.4) < 1e-7, "\(found.distance) instead of \(way.4) m")
        #expect(abs((found.azimuth - way.5).remainder(dividingBy: 360)) < 1e-6, "\(found.azimuth) instead of \(way.5) degrees")
        let back = Ellipsoid.cgcs2000.geodesic(from: (way.2, way.3), to: (way.0, way.1))
        #expect(abs(back.distance - way.4) < 1e-7, "the way back is \(back.distance) m")
    }

    @Test("From a place to itself, and from pole to pole")
    func ends() {
        #expect(Ellipsoid.cgcs2000.geodesic(from: (109, 31), to: (109, 31)).distance == 0)
        #expect(abs(Ellipsoid.cgcs2000.geodesic(from: (0, 90), to: (30, -90)).distance - 20003931.458460927) < 1e-7)
    }

    @Test("Areas and lengths of polygons of geodesics")
    func areas() throws {
        for (ring, area, length) in [
            ([109.0, 31.0, 109.5, 31.0, 109.5, 31.5, 109.0, 31.5], 2640292962.391022, 206126.985008748),
            ([0, 0, 90, 0, 0, 90], 63758202714811.40625, 30022685.629855551), ([108.7, 29.5, 108.71, 29.5, 108.705, 29.51], 537402.190704, 3389.316396586),
            // Around the pole, and over oceans.
            ([0, 80, 120, 80, -120, 80], 1634782820912.9375, 5795767.806858588),
            ([-60, -50, 40, -10, 100, 60, -20, 70], 114139743913773.265625, 37776800.418751232),
        ] as [([Double], Double, Double)] {
            let closed = ring + ring.prefix(2)
            let polygon = try #require(PackedGeometry(.areas, coordinates: closed))
            let turned = try #require(
                PackedGeometry(.areas, coordinates: stride(from: closed.count - 2, through: 0, by: -2).flatMap { [closed[$0], closed[$0 + 1]] }))
            // 0.1 m² for each: GeographicLib promises as much for the largest.
            #expect(abs(polygon.area() - area) < max(1e-3, area * 1e-13), "\(polygon.area()) instead of \(area) m²")
            #expect(abs(turned.area() - area) < max(1e-3, area * 1e-13), "it matters which way the ring turns")
            #expect(abs(polygon.length() - length) < 1e-6, "\(polygon.length()) instead of \(length) m")
        }
        let ring = try #require(PackedGeometry(.areas, coordinates: [170, -10, -170, -10, -170, 10, 170, 10, 170, -10]))
        #expect(abs(ring.area() - 4948480469011.2305) < 1, "an area across the antimeridian: \(ring.area())")
    }

    @Test("Gauss–Krüger, 3 and 6 degrees, both ways")
    func gaussKruger() {
        let (east, west) = (GaussKruger(centralMeridian: 111), GaussKruger(centralMeridian: 108))
        for (projection, longitude, latitude, easting, northing) in [
            (west, 109.57, 31.4, 649320.772653, 3476389.544584), (west, 108.77, 29.53, 574643.187541, 3268261.826331),
            (west, 107.1, -12.3, 402093.647434, -1360435.334988), (east, 109.57, 31.4, 363995.791228, 3476207.864560),
            (east, 107.1, -12.3, 75454.936121, -1363353.090273), (.threeDegrees(zone: 36), 109.57, 31.4, 36649320.772653, 3476389.544584),
            (.sixDegrees(zone: 19), 110.9, 31.9, 19490540.442350, 3530768.202937),
            (.sixDegrees(zone: 19, isPrefixed: false), 110.9, 31.9, 490540.442350, 3530768.202937),
        ] {
            let found = projection.project(longitude: longitude, latitude: latitude)
            #expect(abs(found.easting - easting) < 2e-6 && abs(found.northing - northing) < 2e-6, "\(found) instead of \(easting), \(northing)")
            let back = projection.unproject(easting: easting, northing: northing)
            #expect(abs(back.longitude - longitude) < 1e-11 && abs(back.latitude - latitude) < 1e-11, "\(back) instead of \(longitude), \(latitude)")
        }
        #expect(GaussKruger.threeDegreeZone(longitude: 109.49) == 36 && GaussKruger.threeDegreeZone(longitude: 109.51) == 37, "109.5° parts the county")
        #expect(GaussKruger.sixDegreeZone(longitude: 109.57) == 19)
    }

    @Test("Web Mercator both ways, and its tiles")
    func webMercator() throws {
        let found = WebMercator.project(longitude: 109.57, latitude: 31.40)
        #expect(abs(found.x - 12197276.606219) < 1e-6 && abs(found.y - 3684806.442422) < 1e-6)
        let back = WebMercator.unproject(x: -8574940.375806, y: -4707357.536268)
        #expect(abs(back.longitude + 77.03) < 1e-10 && abs(back.latitude + 38.9) < 1e-10)
        #expect(TileAddress(zoom: 12, longitude: 109.57, latitude: 31.40) == TileAddress(zoom: 12, column: 3294, row: 1671))
        #expect(
            TileAddress(zoom: 3, column: 8, row: 0) == nil && TileAddress(zoom: 21, column: 0, row: 0) == nil && TileAddress(zoom: -1, column: 0, row: 0) == nil
        )
        let cell = WorldGrid.cell(longitude: 109.57, latitude: 31.40)
        let place = WorldGrid.position(x: cell.x, y: cell.y)
        #expect(Ellipsoid.cgcs2000.geodesic(from: (109.57, 31.40), to: place).distance < 0.01, "a cell is a centimetre")
    }
}
