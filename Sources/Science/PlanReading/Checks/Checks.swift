/// Runs all checks. Each rule is a function from the evidence to findings; a rule reports only what the text itself proves.
enum Checks {
    typealias Rule = @Sendable (Evidence) -> [Finding]

    static let rules: [Rule] = []

    static func run(_ evidence: Evidence) -> [Finding] {
        rules.flatMap { $0(evidence) }.sorted { ($0.severity, $0.passages.first ?? Span(0, 0)) < ($1.severity, $1.passages.first ?? Span(0, 0)) }
    }
}
