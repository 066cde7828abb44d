/// A chart as a picture: SVG for pages, and through `png(pixelsWide:)` for Word.
///
/// Calm colours that stay apart in grey print and for colour-blind eyes, Chinese labels, no shadows and no third
/// dimension; every value is written beside its mark where there is room, so that a printed chart can be read.
public struct Chart: Sendable, Equatable {
    /// What the values are shown as.
    public enum Kind: Sendable, Equatable {
        /// A bar for each value; several series stand side by side.
        case bars
        /// A line through the values of each series; series that are targets are dashed.
        case lines
        /// A horizontal bar for each category, filled up to its value; the first series is what was reached, the second,
        /// if there is one, what was aimed at. Without a second one the values are parts of 100.
        case progress
        /// A half circle filled up to the first value of the first series, as a part of 100 or of the second series.
        case gauge
    }

    /// The language of the few words that a chart adds itself.
    public enum Language: Sendable {
        case chinese
        case english

        var unit: String { self == .chinese ? "单位：" : "Unit: " }
        var noData: String { self == .chinese ? "暂无数据" : "no data" }
    }

    /// Values of one meaning, one for each category.
    public struct Series: Sendable, Equatable {
        public var name: String
        /// `nil` where nothing is known: a gap, not a zero.
        public var values: [Double?]
        /// Whether these are aims, which are drawn dashed or pale.
        public var isTarget: Bool

        /// A series made of its parts.
        public init(_ name: String, _ values: [Double?], isTarget: Bool = false) {
            self.name = name
            self.values = values
            self.isTarget = isTarget
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
    public var language: Language

    /// A chart made of its parts.
    public init(
        _ kind: Kind, title: String = "", unit: String = "", categories: [String], series: [Series], language: Language = .chinese
    ) {
        self.kind = kind
        self.title = title
        self.unit = unit
        self.categories = categories
        self.series = series
        self.language = language
    }

    /// The chart as SVG, in its own units; equal charts give equal text.
    ///
    /// Sizes are in pixels of 1/96 inch; progress charts grow with their categories instead of keeping `height`.
    /// Linear in the number of values.
    public func svg(width: Double = 640, height: Double = 360) -> String {
        var canvas = ChartCanvas(width: max(160, width), height: max(120, height))
        switch kind {
        case .bars, .lines: ChartAxes(chart: self).draw(on: &canvas)
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
            series.name + "：" + zip(categories, series.values).map { "\($0) \($1.map(ChartText.number) ?? "—")\(unit)" }.joined(separator: "，")
        }.joined(separator: "；")
    }
}

/// Makes PNG pictures of SVG.
public enum PictureRasteriser {
    /// The installed `rsvg-convert`, if there is one.
    static var program: Program? {
        Program.find(["rsvg-convert"], places: ["/opt/homebrew/bin/rsvg-convert", "/usr/local/bin/rsvg-convert"])
    }

    /// The SVG as PNG of so many pixels (at most 8,000 across), on a white ground. Takes tens of milliseconds.
    ///
    /// - Throws: `DocumentError.missingProgram` or `.conversionFailed`, `.timedOut`.
    public static func png(svg: String, pixelsWide: Int = 1_600, limits: Limits = .default) throws(DocumentError) -> [UInt8] {
        guard let program else {
            throw .missingProgram(
                program: "rsvg-convert", purpose: "A picture of a chart",
                installation: "on Debian and Ubuntu run `apt-get install librsvg2-bin`, on macOS `brew install librsvg`")
        }
        let folder = try TemporaryFolder()
        let source = folder.file("chart.svg")
        let result = folder.file("chart.png")
        try FileAccess.write(Array(svg.utf8), to: source)
        let width = min(max(pixelsWide, 1), 8_000)
        let arguments = ["--width", "\(width)", "--keep-aspect-ratio", "--background-color", "white", "--output", result, source]
        do {
            let outcome = try program.run(
                arguments, folder: folder, timeout: limits.converterTimeout, watched: result, limit: limits.maximumUnpackedBytes)
            guard outcome.exitCode == 0 else {
                throw DocumentError.conversionFailed(name: "chart.svg", program: "rsvg-convert", detail: outcome.complaint)
            }
        } catch let failure as Program.Failure {
            throw failure.asDocumentError(name: "chart.svg", program: "rsvg-convert", limits: limits)
        } catch let failure as DocumentError {
            throw failure
        } catch {
            throw .conversionFailed(name: "chart.svg", program: "rsvg-convert", detail: "\(error)")
        }
        return try FileAccess.read(result, limit: limits.maximumUnpackedBytes)
    }
}
