import Atlas
import Testing

@Suite("Geometries")
struct GeometryTests {
    private static func geometry(_ text: String) throws -> PackedGeometry { try PackedGeometry(wellKnownText: text) }

    static let texts = [
        "POINT (108.77 29.53)", "MULTIPOINT ((1.0 2.0), (3.0 4.0))", "LINESTRING (0.0 0.0, 1.5 -2.25)",
        "MULTILINESTRING ((0.0 0.0, 1.0 1.0), (2.0 2.0, 3.0 3.0, 4.0 2.0))",
        "POLYGON ((0.0 0.0, 4.0 0.0, 4.0 4.0, 0.0 0.0), (2.0 1.0, 3.0 1.0, 3.0 2.0, 2.0 1.0))",
        "MULTIPOLYGON (((0.0 0.0, 4.0 0.0, 4.0 4.0, 0.0 0.0)), ((5.0 5.0, 6.0 5.0, 6.0 6.0, 5.0 5.0)))",
    ]

    @Test("Text and bytes come back as they went", arguments: texts)
    func roundTrip(_ text: String) throws {
        let geometry = try Self.geometry(text)
        #expect(geometry.wellKnownText == text)
        #expect(try PackedGeometry(wellKnownBinary: geometry.wellKnownBinary) == geometry)
    }

    @Test("Bytes of either order, with heights and an SRID, as PostGIS writes them")
    func binaryForms() throws {
        func bytes(_ hex: String) -> [UInt8] { stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) } }
        // ST_AsEWKB of SRID=4490;POINT(1 2), ST_AsBinary of POINT Z (1 2 3), and POINT(1 2) with the large end first.
        for hex in [
            "01010000208A110000000000000000F03F0000000000000040", "01E9030000000000000000F03F00000000000000400000000000000840",
            "00000000013FF00000000000004000000000000000",
        ] {
            let point = try PackedGeometry(wellKnownBinary: bytes(hex))
            #expect(point.wellKnownText == "POINT (1.0 2.0)", "\(hex)")
        }
        #expect(try Self.geometry("SRID=4490;POINT Z (1 2 3)").wellKnownText == "POINT (1.0 2.0)")
        #expect(try Self.geometry("multipoint(1 2, 3 4)").wellKnownText == "MULTIPOINT ((1.0 2.0), (3.0 4.0))")
        #expect(try Self.geometry("LINESTRING(0 0, 1 1)").geoJSON == #"{"type":"LineString","coordinates":[[0.0,0.0],[1.0,1.0]]}"#)
    }

    @Test(
        "What is no geometry says where it stops being one",
        arguments: [
            ("POINT (1)", 8), ("POINT (1 2", 10), ("POINT (1 2) x", 12), ("POINT (1 x)", 9), ("LINESTRING (1 2; 3 4)", 14), ("CIRCLE (1 2 3)", 6), ("", 0),
            ("POLYGON ((0 0, 1 1, 1 0, 0 0)", 29), ("LINESTRING Z (1 2, 3 4)", 17), ("POINT (nan 1)", 7),
        ])
    func malformedText(_ text: String, _ place: Int) {
        let error = #expect(throws: GeometryTextError.self) { try Self.geometry(text) }
        #expect(error?.place == place, "“\(text)”: \(error?.message ?? "") at \(error?.place ?? -1)")
    }

    @Test("Beyond the earth, or cut off anywhere, is refused")
    func refused() throws {
        #expect(throws: GeometryTextError.self) { try Self.geometry("POINT (181 0)") }
        for text in Self.texts {
            let bytes = try Self.geometry(text).wellKnownBinary
            for length in 0..<bytes.count {
                #expect(throws: GeometryTextError.self, "\(text) cut to \(length)") { try PackedGeometry(wellKnownBinary: Array(bytes.prefix(length))) }
            }
        }
        // Two thousand million rings are announced in twelve bytes.
        #expect(throws: GeometryTextError.self) { try PackedGeometry(wellKnownBinary: [1, 3, 0, 0, 0, 255, 255, 255, 127, 0, 0, 0]) }
    }

    @Test("A fault is named with its place")
    func faults() throws {
        for (text, reason, x, y) in [
            ("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))", GeometryFault.Reason.crossesItself, 1, 1), ("LINESTRING (1 1, 1 1)", .tooShort, 1, 1),
            ("POLYGON ((0 0, 1 0, 0 0))", .tooFewPositions, 0, 0), ("POLYGON ((0 0, 1 0, 1 1, 0 1))", .notClosed, 0, 0),
            ("POLYGON ((0 0, 1 0, 2 0, 0 0))", .noArea, 0, 0), ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (3 1, 5 1, 5 2, 3 2, 3 1))", .ringsCross, 4, 2),
            ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))", .holeOutside, 5, 5),
            // A ring that touches itself at a corner: the two halves should be two areas.
            ("POLYGON ((0 0, 2 0, 2 2, 1 1, 0 2, 0 0.5, 1 1, 0 0))", .crossesItself, 1, 1),
        ] as [(String, GeometryFault.Reason, Double, Double)] {
            let fault = try #require(try Self.geometry(text).faults().first, "\(text) passes as good")
            #expect(fault.reason == reason, "\(text): \(fault)")
            #expect(abs(fault.longitude - x) < 1e-12 && abs(fault.latitude - y) < 1e-12, "\(text): \(fault)")
        }
        for text in Self.texts + ["POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 2 1, 1 2, 0 0))"] {
            #expect(try Self.geometry(text).faults().isEmpty, "\(text) is a good geometry")
        }
    }

    /// As shapely 2 (GEOS) says.
    @Test("Within, intersects and distance")
    func predicates() throws {
        let ring = try Self.geometry("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))")
        for (text, meets, within) in [
            ("POINT (1 1)", true, true), ("POINT (5 5)", false, false), ("POINT (4 5)", true, true), ("POINT (11 1)", false, false),
            ("POINT (10 3)", true, true),
            ("LINESTRING (1 1, 9 1)", true, true), ("LINESTRING (1 5, 9 5)", true, false), ("LINESTRING (4.5 5, 5.5 5)", false, false),
            ("LINESTRING (-1 5, 11 5)", true, false), ("LINESTRING (0 0, 10 0)", true, true), ("LINESTRING (3 5, 5 3)", true, true),
            ("POLYGON ((1 1, 2 1, 2 2, 1 1))", true, true), ("POLYGON ((3 3, 7 3, 7 7, 3 7, 3 3))", true, false),
            ("POLYGON ((4 4, 6 4, 6 6, 4 6, 4 4))", true, false), ("POLYGON ((-1 -1, 11 -1, 11 11, -1 11, -1 -1))", true, false),
            ("MULTIPOINT (1 1, 5 5)", true, false), ("POLYGON ((4.5 4.5, 5 4.5, 5 5, 4.5 4.5))", false, false),
        ] {
            let other = try Self.geometry(text)
            #expect(ring.intersects(other) == meets && other.intersects(ring) == meets, "\(text) meets the ring: \(!meets)")
            #expect(other.isWithin(ring) == within, "\(text) lies in the ring: \(!within)")
        }
        let line = try Self.geometry("LINESTRING (109 31, 109 32)")
        let metres = line.distance(longitude: 109.01, latitude: 31.5)
        #expect(abs(metres - Ellipsoid.cgcs2000.geodesic(from: (109.01, 31.5), to: (109, 31.5)).distance) < 0.01)
        #expect(ring.distance(longitude: 1, latitude: 1) == 0)
        #expect(
            abs(ring.distance(longitude: 5, latitude: 5) - 110569) < 100, "from the middle of the hole to its edge: \(ring.distance(longitude: 5, latitude: 5))"
        )
    }
}
