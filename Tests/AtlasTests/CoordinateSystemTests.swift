import Atlas
import Testing

/// Which system numbers are in, by their size.
@Suite struct CoordinateSystemTests {
    /// The same place in every system, by GDAL 3.6 (PROJ 9.1): 108.7712345678 E, 29.533 N.
    @Test(arguments: [
        (CoordinateSystem.threeDegrees(zone: 36), 36_574_760.6627862, 3_268_595.16912409), (.webMercator, 12_108_358.445043, 3_443_661.486615),
    ]) func aPlaceIsFoundFromItsNumbersAlone(_ system: CoordinateSystem, _ x: Double, _ y: Double) throws {
        let reading = CoordinateSystem.reading(x, y)
        #expect(reading.systems == [system] && !reading.isNorthFirst)
        let place = system.degrees(x: x, y: y)
        // 1e-7 degrees are a centimetre.
        #expect(abs(place.longitude - 108.7712345678) < 1e-7 && abs(place.latitude - 29.533) < 1e-7, "\(place)")
        let turned = CoordinateSystem.reading(y, x)
        #expect(turned.systems == [system] && turned.isNorthFirst, "surveyors write x for north")
    }

    @Test func withoutTheNumberOfAZoneTheMeridianMustBeSaid() throws {
        let reading = CoordinateSystem.reading(574_760.66, 3_268_595.17)
        #expect(reading.systems.count == 21 && reading.system(chosen: nil) == nil)
        let chosen = try #require(CoordinateSystem(code: 4545))
        #expect(chosen == .meridian(108) && reading.system(chosen: chosen) == chosen)
        #expect(reading.system(chosen: .webMercator) == nil, "a choice that cannot be is none")
    }

    @Test func eastingsOfTheFarWestAndWebMapsCannotBeToldApart() {
        #expect(Set(CoordinateSystem.reading(13_500_000, 4_200_000).systems) == [.sixDegrees(zone: 13), .webMercator])
    }

    @Test(arguments: [(0.0, 0.0), (-180, 90), (108.77, 29.53)]) func degreesAreDegrees(_ x: Double, _ y: Double) {
        #expect(CoordinateSystem.reading(x, y).systems == [.degrees])
    }

    @Test(arguments: [(1e9, 1e9), (500, 300), (500_000, 100), (.greatestFiniteMagnitude, 3e6), (-36_500_000, 3_268_595)])
    func otherNumbersAreNoPlaceInChina(_ x: Double, _ y: Double) {
        let reading = CoordinateSystem.reading(x, y)
        #expect(reading.systems.isEmpty && !reading.isNorthFirst, "numbers that fit nothing are not turned round either")
    }

    /// Codes of EPSG for CGCS2000 (registry 10.0): zone 13 and 23 of 6 degrees, 25 and 45 of 3, meridians 75 and 135.
    @Test(arguments: [
        (CoordinateSystem.sixDegrees(zone: 13), 4491), (.sixDegrees(zone: 23), 4501), (.threeDegrees(zone: 25), 4513), (.threeDegrees(zone: 45), 4533),
        (.meridian(75), 4534), (.meridian(135), 4554),
    ]) func systemsHaveTheirCodes(_ system: CoordinateSystem, _ code: Int) { #expect(system.code == code) }
}
