/// A chart as a picture: SVG for pages, and through `png(pixelsWide:)` for Word.
///
/// Calm colours that stay apart in grey print and for colour-blind eyes, Chinese labels, no shadows and no third
/// dimension; every value is written beside its mark where there is room, so that a printed chart can be read.
public struct Chart: Sendable, Equatable {
    /// What the values are shown as.
    public enum Kind: Sendable, Equatable {
        /// A bar for each value; several series stand side by side.
        case bars
        /// A bar for each category, in which the series stand one above the other.
        case stackedBars
        /// Bars from left to right, for categories with long names; as high as it needs.
        case horizontalBars
        /// The same, with the series of a category one behind the other.
        case horizontalStackedBars
        /// The first series as parts of a whole.
        case pie
        /// A line through the values of each series; series that are targets are dashed.
        case lines
        /// A horizontal bar for each category, filled up to its value; the first series is what was reached, the second,
        /// if there is one, what was aimed at. Without a second one the values are parts of 100.
        case progress
        /// A half circle filled up to the first value of the first series, as a part of 100 or of the second series.
        case gauge
    }

    /// Values of one meaning, one for each category.
    public struct Series: Sendable, Equatable {
        public var name: String
        /// `nil` where nothing is known: a gap, not a zero.
        public var values: [Double?]
        /// Whether these are aims, which are drawn dashed or pale.
        public var isTarget: Bool
        /// Red, green and blue as `0xRRGGBB`; `nil` takes the next of ours.
        public var colour: UInt32?

        /// A series made of its parts.
        public init(_ name: String, _ values: [Double?], isTarget: Bool = false, colour: UInt32? = nil) {
            self.name = name
            self.values = values
            self.isTarget = isTarget
            self.colour = colour
        }
    }

    public var kind: Kind
    /// Above the chart; empty where a caption says it.
    public var title: String
    /// The unit of all values, written once.
    public var unit: String
    /// Years, townships, indicators …
    public var categories: [String]
    public var series: [Series]
    public var language: WritingLanguage
    /// What the axis reaches to at least, so that several charts can be compared.
    public var reach: ClosedRange<Double>?

    /// A chart made of its parts.
    public init(
        _ kind: Kind, title: String = "", unit: String = "", categories: [String], series: [Series], language: WritingLanguage = .chinese,
        reach: ClosedRange<Double>? = nil
    ) {
        self.kind = kind
        self.title = title
        self.unit = unit
        self.categories = categories
        self.series = series
        self.language = language
        self.reach = reach
    }

    /// The chart as SVG, in its own units; equal charts give equal text.
    ///
    /// Sizes are in pixels of 1/96 inch; progress and horizontal charts grow with their categories instead of keeping `height`.
    /// Linear in the number of values.
    public func svg(width: Double = 640, height: Double = 360) -> String {
        var canvas = ChartCanvas(width: max(160, width), height: max(120, height))
        switch kind {
        case .bars, .stackedBars, .lines: ChartAxes(chart: self).draw(on: &canvas)
        case .horizontalBars, .horizontalStackedBars: ChartRows(chart: self).draw(on: &canvas)
        case .pie: ChartPie(chart: self).draw(on: &canvas)
        case .progress: ChartProgress(chart: self).draw(on: &canvas)
        case .gauge: ChartGauge(chart: self).draw(on: &canvas)
        }
        return canvas.svg(title: title.isEmpty ? series.map(\.name).joined(separator: "、") : title, description: summary)
    }

    /// The chart as PNG, made by `rsvg-convert` (librsvg), twice as fine as a screen by default.
    ///
    /// - Throws: `DocumentError.missingProgram`, which says how to install it, or another `DocumentError` if it fails.
    public func png(width: Double = 640, height: Double = 360, pixelsWide: Int = 1_600) throws(DocumentError) -> [UInt8] {
        try PictureRasteriser.png(svg: svg(width: width, height: height), pixelsWide: pixelsWide)
    }

    /// The chart for a Word document, as PNG with the SVG beside it; `width` is in millimetres.
    ///
    /// - Throws: as `png(pixelsWide:)`.
    public func picture(width: Double = 150, caption: String? = nil) throws(DocumentError) -> WordPicture {
        WordPicture(png: try png(), svg: svg(), width: width, caption: caption, description: summary)
    }

    /// What the chart shows, in words for those who cannot see it.
    public var summary: String {
        series.map { series in
            series.name + language.colon
                + zip(categories, series.values).map { "\($0) \($1.map(ChartText.number) ?? "—")\(unit)" }.joined(separator: language.separator)
        }.joined(separator: language == .chinese ? "；" : "; ")
    }
}
