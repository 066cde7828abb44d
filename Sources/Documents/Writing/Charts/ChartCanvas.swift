/// Gathers the shapes of a picture.
struct ChartCanvas {
    let width: Double
    var height: Double
    private var shapes = ""

    /// The colours of series, in order; they differ in lightness too.
    static let palette = ["#2F6690", "#D98E32", "#5B8C5A", "#A23B4A", "#7A6AA8", "#4FA3A5", "#8C6D46", "#9AA5B1"]
    static let ink = "#263238"
    static let quiet = "#6B7780"
    static let grid = "#E1E6EA"
    static let track = "#EDF0F3"

    static func colour(_ index: Int) -> String { palette[index % palette.count] }

    /// The colour that a series asks for, or the next of ours.
    static func colour(_ index: Int, _ series: Chart.Series) -> String { series.colour.map(hexadecimal) ?? colour(index) }

    static func hexadecimal(_ colour: UInt32) -> String {
        let digits = String(colour & 0xFFFFFF, radix: 16, uppercase: true)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    enum Anchor: String {
        case start, middle, end
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String, radius: Double = 0, opacity: Double = 1) {
        shapes +=
            "<rect x=\"\(round(x))\" y=\"\(round(y))\" width=\"\(round(max(0, width)))\" height=\"\(round(max(0, height)))\""
            + (radius > 0 ? " rx=\"\(round(radius))\"" : "") + " fill=\"\(fill)\"" + (opacity < 1 ? " fill-opacity=\"\(round(opacity))\"" : "") + "/>\n"
    }

    mutating func line(from: (Double, Double), to: (Double, Double), stroke: String, width: Double = 1, isDashed: Bool = false) {
        path("M\(round(from.0)) \(round(from.1))L\(round(to.0)) \(round(to.1))", stroke: stroke, width: width, isDashed: isDashed)
    }

    mutating func path(_ path: String, stroke: String, width: Double, isDashed: Bool = false, isRound: Bool = false) {
        shapes +=
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(round(width))\""
            + (isDashed ? " stroke-dasharray=\"6 4\"" : "") + (isRound ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "") + "/>\n"
    }

    /// A closed path that is filled, with a white edge.
    mutating func area(_ path: String, fill: String) {
        shapes += "<path d=\"\(path)\" fill=\"\(fill)\" stroke=\"#FFFFFF\" stroke-width=\"1.5\"/>\n"
    }

    mutating func dot(x: Double, y: Double, radius: Double, fill: String, stroke: String = "#FFFFFF") {
        shapes += "<circle cx=\"\(round(x))\" cy=\"\(round(y))\" r=\"\(round(radius))\" fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"1.5\"/>\n"
    }

    mutating func text(_ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start, fill: String = ink, isBold: Bool = false) {
        guard !text.isEmpty else { return }
        shapes +=
            "<text x=\"\(round(x))\" y=\"\(round(y))\" font-size=\"\(round(size))\" text-anchor=\"\(anchor.rawValue)\" fill=\"\(fill)\""
            + (isBold ? " font-weight=\"bold\"" : "") + ">\(MarkupText.escape(text))</text>\n"
    }

    /// A mark on a line: a shape for each series, so that lines can be told apart without colours.
    mutating func mark(_ index: Int, x: Double, y: Double, radius: Double, fill: String, stroke: String) {
        let (r, s) = (radius, radius * 1.25)
        switch index % 4 {
        case 0: return dot(x: x, y: y, radius: r, fill: fill, stroke: stroke)
        case 1: polygon([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)], fill: fill, stroke: stroke)
        case 2: polygon([(x, y - s), (x + s, y + r), (x - s, y + r)], fill: fill, stroke: stroke)
        default: polygon([(x, y - s), (x + s, y), (x, y + s), (x - s, y)], fill: fill, stroke: stroke)
        }
    }

    mutating func polygon(_ points: [(x: Double, y: Double)], fill: String, stroke: String = "#FFFFFF", width: Double = 1.5) {
        let corners = points.map { "\(round($0.x)),\(round($0.y))" }.joined(separator: " ")
        shapes += "<polygon points=\"\(corners)\" fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"\(round(width))\"/>\n"
    }

    /// A bar of a series: from the second on with lines across it, so that they can be told apart without colours. The
    /// lines are drawn one by one, since not every program that shows SVG knows patterns.
    mutating func bar(_ index: Int, x: Double, y: Double, width: Double, height: Double, fill: String, radius: Double = 0, opacity: Double = 1) {
        rectangle(x: x, y: y, width: width, height: height, fill: fill, radius: radius, opacity: opacity)
        guard !index.isMultiple(of: 4), width > 2, height > 2 else { return }
        var path = ""
        if index % 4 == 3 {
            for level in stride(from: y + height - 4, to: y + 1, by: -5) { path += "M\(round(x)) \(round(level))L\(round(x + width)) \(round(level))" }
        } else {
            // Lines of 45 degrees: x + y, or x − y for falling ones, is the same all along a line.
            for sum in stride(from: 5.0, to: width + height, by: 6) {
                let (low, high) = (max(0, sum - height), min(width, sum))
                let from = (low, sum - low), to = (high, sum - high)
                func place(_ point: (Double, Double)) -> String {
                    "\(round(index % 4 == 1 ? x + point.0 : x + width - point.0)) \(round(y + point.1))"
                }
                path += "M\(place(from))L\(place(to))"
            }
        }
        self.path(path, stroke: "#FFFFFF", width: 1.4)
    }

    /// The names of series, in as many lines as they need from the top; returns how high they are.
    mutating func legend(_ series: [Chart.Series], x: Double, top: Double, width: Double, areLines: Bool) -> Double {
        var left = x
        var y = top + 12
        for (index, entry) in series.enumerated() {
            let name = ChartText.fit(entry.name, size: 12, width: width - 25)
            let needed = 25 + ChartText.width(name, size: 12)
            if left > x, left + needed > x + width {
                left = x
                y += 20
            }
            let colour = ChartCanvas.colour(index, entry)
            if areLines {
                line(from: (left, y - 4), to: (left + 20, y - 4), stroke: colour, width: 2.5, isDashed: entry.isTarget)
                mark(index, x: left + 10, y: y - 4, radius: 3.5, fill: entry.isTarget ? "#FFFFFF" : colour, stroke: entry.isTarget ? colour : "#FFFFFF")
            } else {
                bar(index, x: left + 4, y: y - 10, width: 14, height: 12, fill: colour, opacity: entry.isTarget ? 0.45 : 1)
            }
            text(name, x: left + 25, y: y, fill: ChartCanvas.quiet)
            left += needed + 18
        }
        return series.isEmpty ? 0 : y + 4 - top
    }

    func svg(title: String, description: String) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(round(width)) \(round(height))\" width=\"\(round(width))\" height=\"\(round(height))\" role=\"img\" "
            + "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif\">\n"
            + "<title>\(MarkupText.escape(title))</title>\n<desc>\(MarkupText.escape(description))</desc>\n" + shapes + "</svg>\n"
    }

    /// Two decimals, so that equal charts are written equally everywhere.
    func round(_ value: Double) -> String { ChartText.decimal(value, places: 2) }
}

/// Numbers and widths of text in charts.
enum ChartText {
    /// A value as people write it: no more decimals than it needs, at most two; thousands set apart.
    static func number(_ value: Double) -> String {
        let plain = decimal(value, places: value.magnitude >= 1_000 ? 0 : value.magnitude >= 100 ? 1 : 2)
        let parts = plain.split(separator: ".", maxSplits: 1)
        var digits = ""
        let whole = parts.first.map { $0.drop { $0 == "-" } } ?? "0"
        for (index, digit) in whole.enumerated() {
            // Years and other four-digit numbers stay whole.
            if index > 0, (whole.count - index).isMultiple(of: 3), whole.count > 4 { digits.append(",") }
            digits.append(digit)
        }
        return (plain.hasPrefix("-") ? "-" : "") + digits + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// A number with at most so many decimal places and without zeros at the end.
    static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return value.isFinite ? value.description : "0" }
        let factor = [1.0, 10, 100, 1_000][min(max(places, 0), 3)]
        let scaled = Int((value * factor).rounded())
        let whole = abs(scaled) / Int(factor)
        var decimals = String(abs(scaled) % Int(factor) + Int(factor)).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return (scaled < 0 ? "-" : "") + "\(whole)" + (decimals.isEmpty ? "" : "." + decimals)
    }

    /// About how wide a text is.
    static func width(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.56 : 1) } * size
    }

    /// The text in as many lines as it needs, at most so many; what goes beyond them is cut.
    static func lines(_ text: String, size: Double, width: Double, atMost count: Int) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty, lines.count < count - 1, self.width(String(rest), size: size) > width {
            var end = rest.startIndex
            var room = width
            while end < rest.endIndex {
                room -= self.width(String(rest[end]), size: size)
                if room < 0, end > rest.startIndex { break }
                end = rest.index(after: end)
            }
            // English words stay whole where a line has a space.
            if end < rest.endIndex, rest[end].isASCII, rest[end] != " ", let space = rest[..<end].lastIndex(of: " ") { end = rest.index(after: space) }
            lines.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return lines + (rest.isEmpty ? [] : [fit(String(rest), size: size, width: width)])
    }

    /// The text cut so that it fits.
    static func fit(_ text: String, size: Double, width: Double) -> String {
        guard self.width(text, size: size) > width else { return text }
        var result = ""
        for character in text {
            if self.width(result + String(character) + "…", size: size) > width { break }
            result.append(character)
        }
        return result + "…"
    }
}
