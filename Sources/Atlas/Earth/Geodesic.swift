#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The shortest way between two positions on an ellipsoid.
public struct Geodesic: Sendable, Hashable {
    /// Metres.
    public let distance: Double
    /// Degrees clockwise from north at the start and, of the way on, at the end.
    public let azimuth: Double
    public let finalAzimuth: Double
    /// The area between the way and the equator in square metres, positive eastward in the north.
    let area: Double
    /// The difference in longitude that it takes, −180…180 degrees.
    let turned: Double
}

extension Ellipsoid {
    public typealias Place = (longitude: Double, latitude: Double)

    /// The area within a closed ring of geodesics in square metres, whichever way it turns; the smaller part where it goes around a pole.
    public func area(ring: [Place]) -> Double {
        var (sum, turned) = (0.0, 0.0)
        for (from, to) in zip(ring, ring.dropFirst()) {
            let way = geodesic(from: from, to: to)
            sum += way.area
            turned += way.turned
        }
        return abs(turned) < 180 ? abs(sum) : 2 * .pi * authalicRadius - abs(sum)
    }

    /// The shortest way from one position to another: Karney 2013, section 4, to some nanometres.
    ///
    /// The azimuth at the start is found by Newton's method within a bracket that always closes; antipodal positions take more steps, not other formulas.
    public func geodesic(from start: Place, to end: Place) -> Geodesic {
        var turned = (end.longitude - start.longitude).remainder(dividingBy: 360)
        let east = turned < 0 ? -1.0 : 1.0
        turned *= east
        // The problem is turned so that the first position is the one nearer to a pole, and that in the south.
        let isSwapped = abs(start.latitude) < abs(end.latitude)
        let (first, second) = isSwapped ? (end.latitude, start.latitude) : (start.latitude, end.latitude)
        let south = first >= 0 ? -1.0 : 1.0
        let problem = GeodesicProblem(self, latitude: first * south, to: second * south, turned: turned)
        let found = problem.solve()
        let (one, two) = isSwapped ? (found.finalAzimuth, found.azimuth) : (found.azimuth, found.finalAzimuth)
        let north = isSwapped ? -south : south
        return Geodesic(
            distance: found.distance, azimuth: Turn(one.sine * east, one.cosine * north).degrees,
            finalAzimuth: Turn(two.sine * east, two.cosine * north).degrees, area: found.area * east * south, turned: turned * east)
    }
}

/// From a southern latitude to one no farther from the equator, by a difference in longitude of 0…180 degrees.
private struct GeodesicProblem {
    struct Solution {
        var distance: Double
        var azimuth: Turn
        var finalAzimuth: Turn
        var area: Double
    }
    /// What follows from an azimuth at the start: where the way reaches the second latitude.
    struct Try {
        var finalAzimuth: Turn
        var startArc: Turn
        var endArc: Turn
        var arc: Double
        var epsilon: Double
        /// By how much the longitude is missed, radians.
        var error: Double
        /// What the ellipsoid takes from the difference of longitudes on the sphere.
        var correction: Double
    }

    let ellipsoid: Ellipsoid
    let start: Turn
    let end: Turn
    let startStretch: Double
    let endStretch: Double
    let turn: Turn
    let radians: Double
    private static let tiny = 1.4916681462400413e-154
    private static let precision = 2.220446049250313e-16

    init(_ ellipsoid: Ellipsoid, latitude: Double, to other: Double, turned: Double) {
        func reduced(_ degrees: Double) -> Turn {
            let angle = Turn(degrees: degrees)
            let beta = Turn(angle.sine * (1 - ellipsoid.flattening), angle.cosine).normalised
            return Turn(beta.sine, max(GeodesicProblem.tiny, beta.cosine))
        }
        self.ellipsoid = ellipsoid
        let start = reduced(latitude)
        var end = reduced(other)
        // Equal latitudes are made equal to the last bit.
        if start.cosine < -start.sine {
            if end.cosine == start.cosine { end.sine = end.sine < 0 ? start.sine : -start.sine }
        } else if abs(end.sine) == -start.sine {
            end.cosine = start.cosine
        }
        self.start = start
        self.end = end
        startStretch = (1 + ellipsoid.secondEccentricity * start.sine * start.sine).squareRoot()
        endStretch = (1 + ellipsoid.secondEccentricity * end.sine * end.sine).squareRoot()
        turn = Turn(degrees: turned)
        radians = turned * .pi / 180
    }

    func solve() -> Solution {
        if let short = shortWay() { return short }
        if let meridian = alongMeridian() { return meridian }
        if start.sine == 0, radians <= .pi * (1 - ellipsoid.flattening) {
            let east = Turn(1, 0)
            return Solution(distance: ellipsoid.equatorialRadius * radians, azimuth: east, finalAzimuth: east, area: 0)
        }
        let (azimuth, way) = search()
        let distance = ellipsoid.polarRadius * lengths(way).distance
        return Solution(
            distance: distance, azimuth: azimuth, finalAzimuth: way.finalAzimuth,
            area: area(azimuth, way.finalAzimuth, way.startArc, way.endArc, Turn(radians: radians - way.correction)))
    }

    /// So near that a sphere of the ellipsoid's curvature there says all that can be said.
    private func shortWay() -> Solution? {
        let difference = end.sine * start.cosine - end.cosine * start.sine
        guard end.cosine * start.cosine + end.sine * start.sine >= 0, difference < 0.5, end.cosine * radians < 0.5 else { return nil }
        let middle = (start.sine + end.sine) * (start.sine + end.sine)
        let width = (start.cosine + end.cosine) * (start.cosine + end.cosine)
        let stretch = (1 + ellipsoid.secondEccentricity * middle / (middle + width)).squareRoot()
        let omega = radians / ((1 - ellipsoid.flattening) * stretch)
        let (sine, cosine) = (sin(omega), cos(omega))
        let bend = sine * sine / (1 + cosine)
        let azimuth = Turn(end.cosine * sine, difference + end.cosine * start.sine * bend)
        let arcSine = hypot(azimuth.sine, azimuth.cosine)
        let limit = 0.1 * GeodesicProblem.precision.squareRoot() / (max(0.001, ellipsoid.flattening) * (1 - ellipsoid.flattening / 2) / 2).squareRoot()
        guard arcSine < limit else { return nil }
        if arcSine == 0 { return Solution(distance: 0, azimuth: Turn(0, 1), finalAzimuth: Turn(0, 1), area: 0) }
        let arc = atan2(arcSine, start.sine * end.sine + start.cosine * end.cosine * cosine)
        let final = Turn(start.cosine * sine, difference - start.cosine * end.sine * bend).normalised
        let (one, two) = (azimuth.normalised, final)
        let arcs = (Turn(start.sine, one.cosine * start.cosine).normalised, Turn(end.sine, two.cosine * end.cosine).normalised)
        return Solution(
            distance: arc * ellipsoid.polarRadius * stretch, azimuth: one, finalAzimuth: two, area: area(one, two, arcs.0, arcs.1, Turn(sine, cosine)))
    }

    /// nil where the way along the meridian is not the shortest one.
    private func alongMeridian() -> Solution? {
        guard start.cosine <= GeodesicProblem.tiny || turn.sine == 0 else { return nil }
        let azimuth = turn
        let (startArc, endArc) = (Turn(start.sine, azimuth.cosine * start.cosine), Turn(end.sine, end.cosine))
        // Plus nothing, so that nothing is not −0, whose angle would be −180 degrees.
        let arc = atan2(
            max(0, startArc.cosine * endArc.sine - startArc.sine * endArc.cosine) + 0, startArc.cosine * endArc.cosine + startArc.sine * endArc.sine)
        let way = Try(
            finalAzimuth: Turn(0, 1), startArc: startArc, endArc: endArc, arc: arc, epsilon: ellipsoid.thirdFlattening, error: 0, correction: 0)
        let lengths = lengths(way)
        guard arc < GeodesicProblem.precision || lengths.reduced >= 0 else { return nil }
        return Solution(
            distance: max(0, lengths.distance) * ellipsoid.polarRadius, azimuth: azimuth, finalAzimuth: Turn(0, 1),
            area: area(azimuth, Turn(0, 1), startArc, endArc, turn))
    }

    private func search() -> (Turn, Try) {
        // As on a sphere.
        let difference = end.sine * start.cosine - end.cosine * start.sine
        let bend = turn.sine * turn.sine
        var azimuth = Turn(
            end.cosine * turn.sine,
            turn.cosine >= 0
                ? difference + end.cosine * start.sine * bend / (1 + turn.cosine)
                : end.sine * start.cosine + end.cosine * start.sine - end.cosine * start.sine * bend / (1 - turn.cosine))
        azimuth = azimuth.sine > 0 ? azimuth.normalised : Turn(1, 0)
        var (low, high) = (Turn(GeodesicProblem.tiny, 1), Turn(GeodesicProblem.tiny, -1))
        var way = reach(azimuth)
        for step in 0..<200 {
            if abs(way.error) < GeodesicProblem.precision { break }
            if way.error > 0 { high = azimuth } else { low = azimuth }
            var next: Turn?
            let slope = slope(azimuth, way)
            if step < 40, slope > 0, abs(way.error / slope) < .pi {
                let change = Turn(radians: -way.error / slope)
                let sine = azimuth.sine * change.cosine + azimuth.cosine * change.sine
                if sine > 0 { next = Turn(sine, azimuth.cosine * change.cosine - azimuth.sine * change.sine).normalised }
            }
            if next == nil || !isBetween(next ?? low, low, high) {
                next = Turn((low.sine + high.sine) / 2, (low.cosine + high.cosine) / 2).normalised
            }
            guard let next, next.sine != azimuth.sine || next.cosine != azimuth.cosine else { break }
            azimuth = next
            way = reach(azimuth)
        }
        return (azimuth, way)
    }

    /// Azimuths grow from 0 to 180 degrees as their cotangents fall.
    private func isBetween(_ azimuth: Turn, _ low: Turn, _ high: Turn) -> Bool {
        let cotangent = azimuth.cosine / azimuth.sine
        return cotangent < low.cosine / low.sine && cotangent > high.cosine / high.sine
    }

    /// Where a way that starts so reaches the second latitude.
    private func reach(_ start: Turn) -> Try {
        var azimuth = start
        if self.start.sine == 0, azimuth.cosine == 0 { azimuth.cosine = -GeodesicProblem.tiny }
        let beta = self.start
        // At the equator.
        let node = Turn(azimuth.sine * beta.cosine, hypot(azimuth.cosine, azimuth.sine * beta.sine))
        let startOmega = Turn(node.sine * beta.sine, azimuth.cosine * beta.cosine)
        let startArc = Turn(beta.sine, azimuth.cosine * beta.cosine).normalised
        let isSameLatitude = end.cosine == beta.cosine
        let between = beta.cosine < -beta.sine ? (end.cosine - beta.cosine) * (beta.cosine + end.cosine) : (beta.sine - end.sine) * (beta.sine + end.sine)
        let final = Turn(
            isSameLatitude ? azimuth.sine : node.sine / end.cosine,
            isSameLatitude && abs(end.sine) == -beta.sine
                ? abs(azimuth.cosine) : max(0, azimuth.cosine * azimuth.cosine * beta.cosine * beta.cosine + between).squareRoot() / end.cosine)
        let endOmega = Turn(node.sine * end.sine, final.cosine * end.cosine)
        let endArc = Turn(end.sine, final.cosine * end.cosine).normalised
        // Plus nothing, so that nothing is not −0, whose angle would be −180 degrees.
        let arc = atan2(
            max(0, startArc.cosine * endArc.sine - startArc.sine * endArc.cosine) + 0, startArc.cosine * endArc.cosine + startArc.sine * endArc.sine)
        let omega = Turn(
            max(0, startOmega.cosine * endOmega.sine - startOmega.sine * endOmega.cosine),
            startOmega.cosine * endOmega.cosine + startOmega.sine * endOmega.sine)
        let missed = atan2(omega.sine * turn.cosine - omega.cosine * turn.sine, omega.cosine * turn.cosine + omega.sine * turn.sine)
        let epsilon = epsilon(node)
        let terms = ellipsoid.series.longitude(epsilon)
        let waves = GeodesicSeries.sines(terms, endArc) - GeodesicSeries.sines(terms, startArc)
        let correction = -ellipsoid.flattening * ellipsoid.series.longitudeScale(epsilon) * node.sine * (arc + waves)
        return Try(
            finalAzimuth: final, startArc: startArc, endArc: endArc, arc: arc, epsilon: epsilon, error: missed + correction, correction: correction)
    }

    private func epsilon(_ node: Turn) -> Double {
        let square = node.cosine * node.cosine * ellipsoid.secondEccentricity
        return square / (2 * (1 + (1 + square).squareRoot()) + square)
    }

    /// How much the longitude grows with the azimuth.
    private func slope(_ azimuth: Turn, _ way: Try) -> Double {
        if way.finalAzimuth.cosine == 0 { return -2 * (1 - ellipsoid.flattening) * startStretch / start.sine }
        return lengths(way).reduced * (1 - ellipsoid.flattening) / (way.finalAzimuth.cosine * end.cosine)
    }

    /// The distance and the reduced length, in polar radii.
    private func lengths(_ way: Try) -> (distance: Double, reduced: Double) {
        let (length, reduced) = (GeodesicSeries.lengthScale(way.epsilon), GeodesicSeries.reducedScale(way.epsilon))
        let (lengthTerms, reducedTerms) = (GeodesicSeries.length(way.epsilon), GeodesicSeries.reduced(way.epsilon))
        let one = GeodesicSeries.sines(lengthTerms, way.endArc) - GeodesicSeries.sines(lengthTerms, way.startArc)
        let two = GeodesicSeries.sines(reducedTerms, way.endArc) - GeodesicSeries.sines(reducedTerms, way.startArc)
        let spread = (length - reduced) * way.arc + (length * one - reduced * two)
        let reducedLength =
            endStretch * (way.startArc.cosine * way.endArc.sine) - startStretch * (way.startArc.sine * way.endArc.cosine)
            - way.startArc.cosine * way.endArc.cosine * spread
        return (length * (way.arc + one), reducedLength)
    }

    /// Between the way and the equator (Karney 2013, equation 59); `omega` is the difference of longitudes on the auxiliary sphere.
    private func area(_ azimuth: Turn, _ final: Turn, _ startArc: Turn, _ endArc: Turn, _ omega: Turn) -> Double {
        let node = Turn(azimuth.sine * start.cosine, hypot(azimuth.cosine, azimuth.sine * start.sine))
        var sum = 0.0
        if node.cosine != 0, node.sine != 0 {
            let terms = ellipsoid.series.area(epsilon(node))
            let waves = GeodesicSeries.cosines(terms, endArc.normalised) - GeodesicSeries.cosines(terms, startArc.normalised)
            sum = ellipsoid.equatorialRadius * ellipsoid.equatorialRadius * node.cosine * node.sine * ellipsoid.squaredEccentricity * waves
        }
        let excess: Double
        if omega.cosine > -0.7071, end.sine - start.sine < 1.75, turn.sine != 0 {
            let (oneOmega, oneStart, oneEnd) = (1 + omega.cosine, 1 + start.cosine, 1 + end.cosine)
            excess = 2 * atan2(omega.sine * (start.sine * oneEnd + end.sine * oneStart), oneOmega * (start.sine * end.sine + oneStart * oneEnd))
        } else {
            let sine = final.sine * azimuth.cosine - final.cosine * azimuth.sine
            let cosine = final.cosine * azimuth.cosine + final.sine * azimuth.sine
            excess = sine == 0 && cosine < 0 ? atan2(GeodesicProblem.tiny * azimuth.cosine, -1) : atan2(sine, cosine)
        }
        return sum + ellipsoid.authalicRadius * excess
    }
}
