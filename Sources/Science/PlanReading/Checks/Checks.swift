/// Runs all checks. Each rule is a function from the evidence to findings; a rule reports only what the text itself proves.
enum Checks {
    typealias Rule = @Sendable (Evidence) -> [Finding]

    /// More of one kind than anyone reads; the count in the message of the last says that there are more.
    static let limit = 200

    static let rules: [Rule] = [
        TableSums.run, ProseTotals.run, TableParts.run, ProseParts.run, ListCounts.run,
        RowSums.run, Ratios.run, Values.run, LooseValues.run, ProjectValues.run, ProjectDeadlines.run, ContentValues.run, Growth.run, Impossible.run,
        StockAndNew.run, YearlyAndTotal.run, Directions.run,
        Marks.run, BoxCounts.run, ProjectCounts.run, HeadingCounts.run, IndicatorCounts.run, Periods.run, PlanPeriod.run,
        MissingUnits.run, MissingYears.run, MissingBaselines.run,
        NumberingChecks.run, NumberingStyles.run, References.run, Policies.run,
        Overlaps.run, ItemNames.run, UnitNames.run, ProperNames.run, Spellings.run, Funding.run, Measurable.run,
        DoubledWords.run, Balance.run, Punctuation.run, Widths.run, Endings.run,
    ]

    static func run(_ evidence: Evidence) -> [Finding] {
        rules.flatMap { rule in distinct(rule(evidence).sorted(by: precedes)).prefix(limit) }.sorted(by: precedes)
    }

    private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        return (left.passages.first ?? Span(0, 0)) < (right.passages.first ?? Span(0, 0))
    }

    /// One finding for the same passages.
    private static func distinct(_ findings: [Finding]) -> [Finding] {
        var seen: Set<[Span]> = []
        return findings.filter { seen.insert($0.passages.sorted()).inserted }
    }
}

extension Finding {
    init(_ rule: String, _ severity: Severity, _ message: String, why: String, remedy: String, at passages: [Span]) {
        self.init(rule: rule, severity: severity, message: message, why: why, remedy: remedy, passages: passages)
    }
}
