public import Kernel

/// One indicator: its value, what it means, how it is computed, and the records behind it.
///
/// GET ``Address/indicator(code:period:)`` with `period`.
public struct IndicatorView: View {
    public let indicator: Indicator
    public let figure: Figure
    /// What is counted, in a sentence.
    public let definition: Label
    /// How the value is computed from its parts, with their numbers: “186 ÷ 412 × 100”.
    public let formula: String
    /// Which version of the definition the value follows; nil where it is reported.
    public let version: IndicatorDefinition?
    public let knownAsOf: Instant
    /// The values of earlier periods, oldest first.
    public let history: ChartFigure?
    public let periods: [String]
    public let period: String?
    public let records: [PageView.Records]
    /// The clause of the plan that sets the target.
    public let clause: (text: String, address: Address)?

    public init(
        indicator: Indicator, figure: Figure, definition: Label, formula: String, version: IndicatorDefinition? = nil, knownAsOf: Instant,
        history: ChartFigure? = nil, periods: [String] = [],
        period: String? = nil, records: [PageView.Records] = [], clause: (text: String, address: Address)? = nil
    ) {
        self.indicator = indicator
        self.figure = figure
        self.definition = definition
        self.formula = formula
        self.version = version
        self.knownAsOf = knownAsOf
        self.history = history
        self.periods = periods
        self.period = period
        self.records = records
        self.clause = clause
    }

    public func title(_ visit: Visit) -> String { visit.say(indicator.label) }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(visit.say(indicator.label), beside: { html in if figure.isSimulated { html.simulatedMark(visit) } })
        if !periods.isEmpty {
            html.element("div", class: "tabs") { html in
                html.element("nav", .class("views"), .aria("label", words.period)) { html in
                    html.element("a", .href(.indicator(code: indicator.code)), period == nil ? .aria("current", "true") : nil, text: words.everything)
                    for entry in periods {
                        html.element("a", .href(.indicator(code: indicator.code, period: entry)), entry == period ? .aria("current", "true") : nil, text: entry)
                    }
                }
            }
        }
        html.element("div", class: "panels") { html in
            html.element("div", class: "figures") { figure.write(to: &$0, visit) }
            html.element("section", class: "card panel") { html in
                html.element("h2", text: words.definition)
                html.element("dl", class: "fields wide") { html in
                    for (name, text) in lines(visit) where !text.isEmpty {
                        html.element("div") { html in
                            html.element("dt", text: name)
                            html.element("dd", text: text)
                        }
                    }
                    if let clause {
                        html.element("div") { html in
                            html.element("dt", text: words.planClause)
                            html.element("dd") { $0.element("a", .href(clause.address), text: clause.text) }
                        }
                    }
                }
            }
            if let history { history.write(to: &html, visit) }
            for part in records { part.write(to: &html, visit) }
        }
    }

    private func lines(_ visit: Visit) -> [(String, String)] {
        let words = visit.words
        let source =
            switch indicator.source {
            case .computed: words.computed
            case .reported: words.reported
            case .statistic: words.statistic
            }
        return [
            (words.definition, visit.say(definition)), (words.formula, formula), (words.source, source),
            (words.ruleVersion, version.map { words.definitionVersion($0.version, since: $0.since) } ?? ""), (words.knownAsOf, knownAsOf.shown),
            (words.target, figure.target ?? ""), (words.trend, indicator.direction == .up ? words.up : words.down), (words.identifier, indicator.code),
        ]
    }
}
