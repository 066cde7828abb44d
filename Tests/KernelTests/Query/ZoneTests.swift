import Kernel
import Testing

/// Which places lie in a zone: as shapely (GEOS) says, and distances as geographiclib says.
@Suite struct ZoneTests {
    private static func zone(_ text: String) throws -> Zone { try #require(Zone(text), "“\(text)” is no zone") }

    @Test(arguments: [
        "box 108.7 31.2 109 31.5", "circle 109.57 31.4 500", "POLYGON ((0 0, 10 0, 10 10, 0 0))",
    ]) func whatIsWrittenIsRead(_ text: String) throws {
        let zone = try Self.zone(text)
        #expect(zone.text == text)
        #expect(Condition(Condition.place("site", zone).text) == .place("site", zone))
    }

    @Test(arguments: [
        "", "box", "box 1 2 3", "box 3 2 1 4", "box 1 2 3 91", "box a b c d", "box 1 2 3 4 5", "circle 1 2", "circle 1 2 -1", "circle 1 2 999999",
        "circle 181 2 3",
        "POINT (1 2)", "POLYGON ((0 0, 1 1, 0 0))", "POLYGON ((0 0, 1 1, 1 0, 0 1))",
    ]) func whatIsNoZoneIsRefused(_ text: String) { #expect(Zone(text) == nil) }

    @Test func placesInAndBesideAZone() throws {
        let ring = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))"
        for (zone, place, meets) in [
            ("box 1 1 2 2", "POINT (1.5 1.5)", true), ("box 1 1 2 2", "POINT (2 2)", true), ("box 1 1 2 2", "POINT (2.1 2)", false),
            // The box of the line meets, the line does not.
            ("box 0 6 4 10", "LINESTRING (0 0, 10 10)", false), ("box 0 4 6 10", "LINESTRING (0 0, 10 10)", true), ("box 4.5 4.5 5.5 5.5", ring, false),
            ("box 3 3 7 7", ring, true), ("box -1 -1 11 11", ring, true), ("box 1 1 2 2", ring, true), (ring, "POINT (5 5)", false),
            (ring, "POINT (4 5)", true),
            (ring, "LINESTRING (4.5 5, 5.5 5)", false), (ring, "LINESTRING (-1 5, 11 5)", true), (ring, "POLYGON ((4.5 4.5, 5 4.5, 5 5, 4.5 4.5))", false),
            (ring, "POLYGON ((-1 -1, 11 -1, 11 11, -1 11, -1 -1))", true), ("circle 109 31 1000", "POINT (109.01 31)", true),
            ("circle 109 31 950", "POINT (109.01 31)", false), ("circle 109 31 950", "LINESTRING (109.005 30, 109.005 32)", true),
            ("circle 0.5 0.5 100", "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))", true),
        ] {
            #expect(try Self.zone(zone).meets(.text(place)) == meets, "\(place) in \(zone): \(!meets)")
        }
        #expect(try !Self.zone("box 1 1 2 2").meets(.null))
    }

    @Test func distancesAreThoseOfTheEllipsoid() throws {
        let position = try #require(Position(109.57, 31.4))
        for (place, metres) in [("POINT (109.58 31.4)", 950.930), ("POINT (109.57 31.5)", 11087.5), ("POINT (108.77 29.53)", 221084.170)] {
            let found = try #require(Zone.distance(from: position, to: .text(place)))
            #expect(abs(found - metres) < metres / 1000, "\(place): \(found) instead of \(metres) m")
        }
        #expect(Zone.distance(from: position, to: .null) == nil)
    }

    @Test func oneRecordIsAskedLikeAStore() throws {
        let condition = Condition.place("site", try Self.zone("circle 109 31 1000"))
        #expect(condition.holds { $0 == "site" ? .text("POINT (109.001 31)") : .null })
        #expect(!condition.holds { _ in .null })
        #expect((!condition).holds { _ in .null }, "what has no place lies outside")
        #expect(condition.columns == ["site"])
    }
}
