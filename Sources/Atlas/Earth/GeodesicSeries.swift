/// The series of sixth order by which geodesics are worked out: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43–55,
/// equations 17, 18, 24, 25, 42, 43 and 63; the coefficients are those of GeographicLib (MIT).
struct GeodesicSeries: Sendable {
    private let a3: [Double]
    private let c3: [[Double]]
    private let c4: [[Double]]

    init(thirdFlattening n: Double) {
        a3 = GeodesicSeries.values(GeodesicSeries.a3Coefficients, n)
        c3 = GeodesicSeries.c3Coefficients.map { GeodesicSeries.values($0, n) }
        c4 = GeodesicSeries.c4Coefficients.map { GeodesicSeries.values($0, n) }
    }

    func longitudeScale(_ epsilon: Double) -> Double { GeodesicSeries.polynomial(a3[...], epsilon) }
    func longitude(_ epsilon: Double) -> [Double] {
        var power = 1.0
        return [0]
            + c3.map { terms in
                power *= epsilon
                return power * GeodesicSeries.polynomial(terms[...], epsilon)
            }
    }
    func area(_ epsilon: Double) -> [Double] {
        var power = 1.0
        return c4.map { terms in
            defer { power *= epsilon }
            return power * GeodesicSeries.polynomial(terms[...], epsilon)
        }
    }

    static func lengthScale(_ epsilon: Double) -> Double {
        let square = epsilon * epsilon
        return 1 + (square * (square * (square + 4) + 64) / 256 + epsilon) / (1 - epsilon)
    }
    static func reducedScale(_ epsilon: Double) -> Double {
        let square = epsilon * epsilon
        return 1 + (square * (square * (-11 * square - 28) - 192) / 256 - epsilon) / (1 + epsilon)
    }
    static func length(_ epsilon: Double) -> [Double] { powers(c1Coefficients, epsilon) }
    static func reduced(_ epsilon: Double) -> [Double] { powers(c2Coefficients, epsilon) }

    /// Σ cₖ sin 2kσ over k from 1, by Clenshaw.
    static func sines(_ terms: [Double], _ angle: Turn) -> Double {
        let factor = 2 * (angle.cosine - angle.sine) * (angle.cosine + angle.sine)
        var (one, two) = (0.0, 0.0)
        for term in terms.dropFirst().reversed() { (one, two) = (factor * one - two + term, one) }
        return 2 * angle.sine * angle.cosine * one
    }

    /// Σ cₖ cos (2k + 1)σ over k from 0, by Clenshaw.
    static func cosines(_ terms: [Double], _ angle: Turn) -> Double {
        let factor = 2 * (angle.cosine - angle.sine) * (angle.cosine + angle.sine)
        var (one, two) = (0.0, 0.0)
        for term in terms.reversed() { (one, two) = (factor * one - two + term, one) }
        return angle.cosine * (one - two)
    }

    /// Highest power first.
    private static func polynomial(_ terms: ArraySlice<Double>, _ x: Double) -> Double { terms.reduce(0) { $0 * x + $1 } }
    /// Each list is a polynomial in n, and what it is divided by.
    private static func values(_ lists: [[Double]], _ n: Double) -> [Double] { lists.map { polynomial($0.dropLast(), n) / ($0.last ?? 1) } }
    /// Each list is a polynomial in ε², and what it is divided by; times ε, ε², ….
    private static func powers(_ lists: [[Double]], _ epsilon: Double) -> [Double] {
        var power = 1.0
        return [0]
            + lists.map { list in
                power *= epsilon
                return power * polynomial(list.dropLast(), epsilon * epsilon) / (list.last ?? 1)
            }
    }

    private static let c1Coefficients: [[Double]] = [
        [-1, 6, -16, 32], [-9, 64, -128, 2048], [9, -16, 768], [3, -5, 512], [-7, 1280], [-7, 2048],
    ]
    private static let c2Coefficients: [[Double]] = [
        [1, 2, 16, 32], [35, 64, 384, 2048], [15, 80, 768], [7, 35, 512], [63, 1280], [77, 2048],
    ]
    private static let a3Coefficients: [[Double]] = [[-3, 128], [-2, -3, 64], [-1, -3, -1, 16], [3, -1, -2, 8], [1, -1, 2], [1, 1]]
    private static let c3Coefficients: [[[Double]]] = [
        [[3, 128], [2, 5, 128], [-1, 3, 3, 64], [-1, 0, 1, 8], [-1, 1, 4]], [[5, 256], [1, 3, 128], [-3, -2, 3, 64], [1, -3, 2, 32]],
        [[7, 512], [-10, 9, 384], [5, -9, 5, 192]], [[7, 512], [-14, 7, 512]], [[21, 2560]],
    ]
    private static let c4Coefficients: [[[Double]]] = [
        [
            [97, 15015], [1088, 156, 45045], [-224, -4784, 1573, 45045], [-10656, 14144, -4576, -858, 45045], [64, 624, -4576, 6864, -3003, 15015],
            [100, 208, 572, 3432, -12012, 30030, 45045],
        ],
        [[1, 9009], [-2944, 468, 135135], [5792, 1040, -1287, 135135], [5952, -11648, 9152, -2574, 135135], [-64, -624, 4576, -6864, 3003, 135135]],
        [[8, 10725], [1856, -936, 225225], [-8448, 4992, -1144, 225225], [-1440, 4160, -4576, 1716, 225225]],
        [[-136, 63063], [1024, -208, 105105], [3584, -3328, 1144, 315315]], [[-128, 135135], [-2560, 832, 405405]], [[128, 99099]],
    ]
}
