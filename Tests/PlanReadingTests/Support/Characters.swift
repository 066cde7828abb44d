@testable import PlanReading

/// The folded characters of a literal, which is what the grammar works on.
func characters(_ literal: String) -> [Character16] { folded(literal) }

extension Array where Element == Character16 {
    var all: Range<Int> { 0..<count }

    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(self[range].compactMap { Unicode.Scalar($0) }))
    }
}

extension Reading {
    /// Reads a plan out of its text alone.
    static func of(_ text: String) -> Reading { PlanReader.read(Source(text: text)) }
}

/// The words at a span, as printed.
struct Passage {
    private let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var count: Int { scalars.count }

    subscript(_ span: Span) -> String {
        let start = Swift.max(0, Swift.min(span.start, count))
        return String(String.UnicodeScalarView(scalars[start..<Swift.max(start, Swift.min(span.end, count))]))
    }

    /// The words around a position, on one line.
    func around(_ position: Int, _ before: Int = 14, _ after: Int = 12) -> String {
        self[Span(position - before, position + after)].replacing("\n", with: "⏎")
    }
}
