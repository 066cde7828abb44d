/// One class of a factor of susceptibility, such as slopes from 15° to 25°: how much ground it covers, and how much of it slid.
public struct FactorClass: Sendable, Hashable {
    /// Cells of the class.
    public let cells: Double
    /// Cells of it that slid.
    public let slides: Double

    public init(cells: Double, slides: Double) {
        self.cells = cells
        self.slides = slides
    }
}

/// All classes of one factor, and what each says of where slides happen: the bivariate methods of susceptibility.
///
/// Sources: frequency ratio, Lee and Talib 2005; information value, Yin and Yan 1988; weight of evidence, Bonham-Carter 1994.
public struct Factor: Sendable, Hashable {
    public let classes: [FactorClass]
    let cells: Double
    let slides: Double

    /// - Returns: nil when no cell slid, every cell slid, or a class has more slides than cells: then nothing can be compared.
    public init?(_ classes: [FactorClass]) {
        guard classes.allSatisfy({ $0.cells >= $0.slides && $0.slides >= 0 && $0.cells.isFinite }) else { return nil }
        cells = classes.map(\.cells).reduce(0, +)
        slides = classes.map(\.slides).reduce(0, +)
        guard slides > 0, cells > slides else { return nil }
        self.classes = classes
    }

    /// How much denser slides are in each class than overall; 1 is average, 0 is none. nil for a class without cells.
    public var frequencyRatios: [Double?] {
        classes.map { $0.cells > 0 ? $0.slides / slides / ($0.cells / cells) : nil }
    }

    /// The logarithm of the frequency ratio. A class without a slide counts as one with half a slide (the usual continuity correction), so that it
    /// stays finite.
    public var informationValues: [Double?] {
        classes.map { part in
            guard part.cells > 0 else { return nil }
            let slid = part.slides > 0 ? part.slides : 0.5
            return naturalLogarithm(slid / part.cells / (slides / cells))
        }
    }

    /// Weights of evidence of each class; nil for a class in which nothing or everything slid, or outside of which nothing or everything did.
    public var weights: [Weight?] { classes.map { Weight($0, of: self) } }

    /// What it says that a cell lies in a class, and that it does not.
    public struct Weight: Sendable, Hashable {
        /// For a cell within the class.
        public let positive: Double
        /// For a cell outside of it.
        public let negative: Double
        /// The standard deviation of the contrast.
        public let deviation: Double
        /// How strongly the class goes with slides; below 0 it goes with none.
        public var contrast: Double { positive - negative }
        /// The contrast in standard deviations: beyond ±1.96 it is hardly chance.
        public var studentised: Double { contrast / deviation }

        init?(_ part: FactorClass, of factor: Factor) {
            let (inside, insideStable) = (part.slides, part.cells - part.slides)
            let (outside, outsideStable) = (factor.slides - part.slides, factor.cells - factor.slides - insideStable)
            guard inside > 0, insideStable > 0, outside > 0, outsideStable > 0 else { return nil }
            let stable = factor.cells - factor.slides
            positive = naturalLogarithm(inside / factor.slides / (insideStable / stable))
            negative = naturalLogarithm(outside / factor.slides / (outsideStable / stable))
            deviation = (1 / inside + 1 / insideStable + 1 / outside + 1 / outsideStable).squareRoot()
        }
    }
}
