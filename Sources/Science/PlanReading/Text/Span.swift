/// A half-open range of Unicode scalars of the source text, counted from zero. It is what ties every extracted item to the words it was read from.
public struct Span: Hashable, Sendable, Comparable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    public var length: Int { end - start }
    public var isEmpty: Bool { end <= start }

    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// The smallest span that holds both.
    public func joined(with other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

    public static func < (left: Span, right: Span) -> Bool {
        left.start != right.start ? left.start < right.start : left.end < right.end
    }
}
