/// Printed growth against the values that it lies between.
enum Growth {
    static let rule = "growth-against-values"

    static func run(_ evidence: Evidence) -> [Finding] { columns(evidence) + sentences(evidence) }

    // MARK: Columns

    /// 年均增长14.7 beside 96 and 145; [11] beside 49 and 60, where such columns print what is gained.
    private static func columns(_ evidence: Evidence) -> [Finding] {
        evidence.survey.entries.enumerated().flatMap { index, entry -> [Finding] in
            let reader = entry.reader
            guard reader.kind == .indicators, let column = reader.roles.firstIndex(of: .extra),
                rates.occurs(in: reader.labels[column], 0..<reader.labels[column].count)
            else { return [] }
            var findings: [(finding: Finding, isGain: Bool)] = []
            var right = [false: 0, true: 0]
            let rows = Dictionary(grouping: evidence.rows.filter { $0.entry == index }, by: \.span.start)
            for row in reader.dataRows where column < reader.matrix[row].count {
                guard let read = rows[reader.span(row).start]?.first, let value = CellValue.read(evidence.characters, reader.matrix[row][column].range),
                    case .number(let number) = value.value, let ends = ends(read)
                else { continue }
                let isGain = value.mark != nil
                let expected = isGain ? ends.to.value - ends.from.value : rate(ends)
                let tolerance = isGain ? 0.051 : 0.35 + slack(ends)
                guard abs(expected) < 1e9 else { continue }
                if abs(expected - number.double) <= tolerance {
                    right[isGain, default: 0] += 1
                } else if read.points.allSatisfy({ $0.value.comparison == nil || $0.value.comparison == .equal }) {
                    findings.append((finding(evidence, read, ends, value, expected, isGain), isGain))
                }
            }
            // The column means what most of its rows bear out.
            return findings.filter { (right[$0.isGain] ?? 0) >= 2 && (right[$0.isGain] ?? 0) > findings.count }.map(\.finding)
        }
    }

    private typealias End = (value: Double, year: Int, span: Span, number: Number)

    private static func ends(_ row: IndicatorTables.Row) -> (from: End, to: End)? {
        let points = row.points.compactMap { point -> (end: End, isTarget: Bool)? in
            guard let year = point.year, case .number(let number) = point.value.value, point.value.mark == nil else { return nil }
            return ((number.double, year, point.span, number), point.isTarget)
        }
        guard let from = points.filter({ !$0.isTarget }).max(by: { $0.end.year < $1.end.year })?.end,
            let to = points.filter(\.isTarget).max(by: { $0.end.year < $1.end.year })?.end, to.year > from.year, from.value > 0, to.value > 0
        else { return nil }
        return (from, to)
    }

    /// Compound growth in percent a year.
    private static func rate(_ ends: (from: End, to: End)) -> Double {
        (root(ends.to.value / ends.from.value, ends.to.year - ends.from.year) - 1) * 100
    }

    /// The n-th root by Newton's method; no Foundation here.
    static func root(_ value: Double, _ degree: Int) -> Double {
        guard value > 0, degree > 0 else { return 0 }
        var guess = 1 + (value - 1) / Double(degree)
        for _ in 0..<40 {
            var power = 1.0
            for _ in 1..<degree { power *= guess }
            if degree == 1 { power = 1 }
            let next = guess - (power * guess - value) / (Double(degree) * power)
            if abs(next - guess) < 1e-12 { break }
            guess = max(next, 1e-6)
        }
        return guess
    }

    static func tenths(_ value: Double) -> Number { Number(Int64((value * 10).rounded()), scale: 1) }

    /// What rounding of the two values can do to the rate; whole numbers are meant exactly.
    private static func slack(_ ends: (from: End, to: End)) -> Double {
        let years = Double(ends.to.year - ends.from.year)
        let parts = [ends.from, ends.to].map { $0.number.scale == 0 ? 0 : $0.number.rounding.double / $0.value }
        return (parts[0] + parts[1]) * 100 / years
    }

    private static func finding(
        _ evidence: Evidence, _ row: IndicatorTables.Row, _ ends: (from: End, to: End), _ value: CellValue, _ expected: Double, _ isGain: Bool
    ) -> Finding {
        let rounded = Growth.tenths(expected)
        return Finding(
            rule, .warning,
            "“\(row.printedName)”由\(evidence.quote(ends.from.span))到\(evidence.quote(ends.to.span))，\(isGain ? "增加" : "年均增长应为")\(rounded)\(isGain ? "" : "%")，表中写作\(evidence.quote(value.range))。",
            why: "增速（增量）与基期、目标两个数不符。", remedy: "核对三个数，改正其中有误的一个。", at: [ends.from.span, ends.to.span, evidence.span(value.range)])
    }

    // MARK: Sentences

    /// “由17.4%下降到3.1%，下降12.3个百分点”.
    private static func sentences(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        for (statement, change) in zip(evidence.statements, evidence.statements.dropFirst()) {
            guard let from = statement.from, change.form == .change, change.sentence == statement.sentence, !change.isYearly,
                change.quantity.core.lowerBound - statement.quantity.core.upperBound <= 16,
                change.quantity.core.lowerBound > statement.quantity.core.lowerBound,
                case .number(let start) = from.value, case .number(let end) = statement.quantity.value, case .number(let stated) = change.quantity.value,
                change.comparison == .equal, statement.comparison == .equal
            else { continue }
            let isPoints = !change.quantity.isPercent
            guard !isPoints || statement.quantity.isPercent, isPoints || start > .zero, sameUnit(evidence, from, statement.quantity) else { continue }
            let difference = (end - start).magnitude
            let expected = isPoints ? difference.double : difference.double / start.double * 100
            let tolerance = stated.rounding.double + (isPoints ? start.rounding.double + end.rounding.double : 0.5)
            guard expected < 1e9, abs(expected - stated.double) > tolerance, statement.quantity.core.upperBound <= change.quantity.core.lowerBound,
                !evidence.matches(compared, statement.quantity.core.upperBound..<change.quantity.core.lowerBound)
            else { continue }
            findings.append(
                Finding(
                    rule, .error,
                    "由\(evidence.quote(from.core))到\(evidence.quote(statement.quantity.core))，变化应为\(tenths(expected))，却写作\(evidence.quote(change.quantity.core))。",
                    why: "变化幅度与前后两个数不符。",
                    remedy: "核对三个数。", at: [evidence.span(from.core), evidence.span(statement.quantity.core), evidence.span(change.quantity.core)]))
        }
        return findings
    }

    private static func sameUnit(_ evidence: Evidence, _ left: Quantity, _ right: Quantity) -> Bool {
        guard let a = left.unit, let b = right.unit else { return left.unit == nil }
        return evidence.characters[a].elementsEqual(evidence.characters[b])
    }

    private static let rates = Phrases<Bool>("年均增长 年均增速 年均增幅 年均 累计增长 增长", true)
    private static let compared = Phrases<Bool>("比 较 同比", true)
}
