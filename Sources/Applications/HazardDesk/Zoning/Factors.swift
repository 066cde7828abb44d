import Geohazards
import Kernel
import Terrain

/// What of the ground is held against where it slid: in classes for the bivariate methods, as numbers for the regression.
struct Factors: Sendable {
    struct Classed: Sendable {
        let name: Label
        let classes: [Label]
        /// The class of each cell; −1 where it has none.
        let values: [Int]
    }
    let classed: [Classed]
    /// Names and values of what the regression sees.
    let names: [String]
    private let columns: [[Float]]
    /// Cells that have every factor.
    let usable: [Int]
    /// Of every cell: steepness, degrees, and area upslope over the width of the contour, m.
    let slope: [Float]
    let contributingLength: [Float]
    let rock: [Int]?

    init(_ ground: Ground) {
        let heights = ground.heights
        let slope = heights.slope()
        let accumulation = Drainage(heights).accumulation()
        let aspect = heights.aspect()
        let bend = heights.curvature(.total)
        let wetness = Raster.wetness(accumulation: accumulation, slopePercent: heights.slopePercent())
        let cells = heights.values.indices
        (self.slope, contributingLength, rock) = (slope.values, accumulation.values.map { $0 * Float(heights.cellSize) }, ground.rock)
        usable = cells.filter { !slope.values[$0].isNaN && !bend.values[$0].isNaN && !wetness.values[$0].isNaN }
        func classes(_ raster: Raster, _ limits: [Float]) -> [Int] { raster.values.map { value in value.isNaN ? -1 : limits.count { value >= $0 } } }
        let wet = usable.map { wetness.values[$0] }.sorted()
        let quartiles = [1, 2, 3].map { wet.isEmpty ? 0 : wet[wet.count * $0 / 4] }
        var classed = [
            Classed(
                name: Label("坡度", en: "Slope"), classes: ["0–10°", "10–20°", "20–30°", "30–40°", "≥40°"].map { Label($0, en: $0) },
                values: classes(slope, [10, 20, 30, 40])),
            Classed(
                name: Label("坡向", en: "Aspect"),
                classes: [Label("平地", en: "Flat"), Label("北", en: "North"), Label("东", en: "East"), Label("南", en: "South"), Label("西", en: "West")],
                values: aspect.values.map { $0.isNaN ? 0 : 1 + Int(($0 + 45).truncatingRemainder(dividingBy: 360) / 90) }),
            Classed(
                name: Label("曲率", en: "Curvature"), classes: [Label("凹", en: "Hollow"), Label("平直", en: "Straight"), Label("凸", en: "Bulging")],
                values: classes(bend, [-0.002, 0.002])),
            Classed(
                name: Label("地形湿度", en: "Wetness"),
                classes: [Label("最干四分之一", en: "Driest quarter"), Label("较干", en: "Drier"), Label("较湿", en: "Wetter"), Label("最湿四分之一", en: "Wettest quarter")],
                values: classes(wetness, quartiles)),
        ]
        var (names, columns) = (["坡度", "曲率", "地形湿度"], [slope.values, bend.values, wetness.values])
        if let rock = ground.rock {
            classed.append(
                Classed(name: Label("岩组", en: "Rock"), classes: [Label("坚硬", en: "Hard"), Label("软硬相间", en: "Mixed"), Label("软弱", en: "Soft")], values: rock))
            names += ["软硬相间", "软弱岩组"]
            columns += [rock.map { $0 == 1 ? 1 : 0 }, rock.map { $0 == 2 ? 1 : 0 }]
        }
        (self.classed, self.names, self.columns) = (classed, names, columns)
    }

    /// What the regression sees of a cell.
    func row(_ cell: Int) -> [Double] { columns.map { Double($0[cell]) } }
}

/// A model of susceptibility: an index for every cell, and what it is made of.
struct SusceptibilityModel: Sendable {
    /// One index a usable cell, in their order.
    let index: [Double]
    /// Lines of the report: factor, class, value, and what else is known of it.
    let lines: [[String]]

    /// - Parameters:
    ///   - slid: of every cell of the ground.
    ///   - training: the cells that it learns from.
    init(_ method: ZoningRun.Method, _ factors: Factors, slid: [Bool], training: [Int]) throws {
        switch method {
        case .informationValue:
            self.init(factors, slid: slid, training) { factor in
                zip(factor.informationValues, factor.frequencyRatios).map { ($0 ?? 0, "FR \(($1 ?? 0).said(3))") }
            }
        case .weightOfEvidence:
            self.init(factors, slid: slid, training) { factor in
                factor.weights.map { weight in
                    guard let weight else { return (0, "—") }
                    return (weight.contrast, "W⁺ \(weight.positive.said(3))，W⁻ \(weight.negative.said(3))，C/s \(weight.studentised.said(2))")
                }
            }
        case .logistic: try self.init(regression: factors, slid: slid, training)
        case .stability: self.init(stabilityOf: factors)
        }
    }

    /// Steady rain of a two-thousandth of the transmissivity a metre, as SINMAP takes it where nothing is measured.
    private static let rainToTransmissivity = 1.0 / 2000

    /// One over the factor of safety of a soil of 2 m on an infinite slope, wetted by steady rain. It learns nothing from slides, which only try it.
    private init(stabilityOf factors: Factors) {
        // Typical of the soils on hard, mixed and soft rock of red beds (cohesion in kPa, friction in degrees); to be replaced by what is measured.
        let soils = [(15.0, 30.0), (10, 25), (6, 20)].map { InfiniteSlope(cohesion: $0, friction: $1, unitWeight: 20, depth: 2) }
        index = factors.usable.map { cell in
            let slope = Double(factors.slope[cell])
            let wetness = SteadyWetness.wetness(
                rainToTransmissivity: Self.rainToTransmissivity, slope: slope, contributingLength: Double(factors.contributingLength[cell]))
            return 1 / soils[factors.rock?[cell] ?? 1].factorOfSafety(slope: slope, wetness: wetness)
        }
        let states = Dictionary(grouping: index) { StabilityState(factorOfSafety: 1 / $0) }.mapValues(\.count)
        lines =
            zip(["坚硬", "软硬相间", "软弱"], soils).map { name, soil in
                [
                    "土体", name, "", "", "c′ \(soil.cohesion.said()) kPa",
                    "φ′ \(soil.friction.said())°，γ \(soil.unitWeight.said()) kN/m³，厚 \(soil.depth.said()) m",
                ]
            } + StabilityState.allCases.map { ["稳定性", $0.rawValue, "\(states[$0] ?? 0)", "", "", ""] }
    }

    private init(_ factors: Factors, slid: [Bool], _ training: [Int], values: (Factor) -> [(value: Double, note: String)]) {
        var (index, lines): ([Double], [[String]]) = ([Double](repeating: 0, count: factors.usable.count), [])
        for classed in factors.classed {
            var (cells, slides) = ([Double](repeating: 0, count: classed.classes.count), [Double](repeating: 0, count: classed.classes.count))
            for cell in training where classed.values[cell] >= 0 {
                cells[classed.values[cell]] += 1
                if slid[cell] { slides[classed.values[cell]] += 1 }
            }
            guard let factor = Factor(zip(cells, slides).map { FactorClass(cells: $0, slides: $1) }) else { continue }
            let found = values(factor)
            for (place, cell) in factors.usable.enumerated() where classed.values[cell] >= 0 { index[place] += found[classed.values[cell]].value }
            for (place, name) in classed.classes.enumerated() {
                lines.append([
                    classed.name.chinese, name.chinese, "\(Int(cells[place]))", "\(Int(slides[place]))", found[place].value.said(4), found[place].note,
                ])
            }
        }
        (self.index, self.lines) = (index, lines)
    }

    /// From as many cells that did not slide as there are that did, spread evenly over the ground.
    private init(regression factors: Factors, slid: [Bool], _ training: [Int]) throws {
        let slides = training.filter { slid[$0] }
        let others = training.filter { !slid[$0] }
        let step = max(1, others.count / max(1, slides.count))
        let sample = slides + stride(from: 0, to: others.count, by: step).map { others[$0] }
        let model: LogisticRegression
        do throws(LogisticRegression.Failure) {
            model = try LogisticRegression(sample.map(factors.row), slid: sample.map { slid[$0] })
        } catch {
            throw Refusal.closed(Label("逻辑回归无法拟合：\(error)", en: "The regression cannot be fitted: \(error)"))
        }
        index = factors.usable.map { model.probability(factors.row($0)) }
        lines = zip(["常数"] + factors.names, zip(model.coefficients, model.standardErrors)).map { name, pair in
            [name, "", "", "", pair.0.said(4), "SE \(pair.1.said(4))，z \((pair.0 / pair.1).said(2))"]
        }
    }
}
