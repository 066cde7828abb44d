/// A half-open range of Unicode scalars of the source text, counted from zero. It is what ties every extracted item to the words it was read from.
public struct Span: Hashable, Sendable, Comparable {
    // A reading has hundreds of thousands of spans, and no text has 2³¹ scalars.
    private var first: Int32
    private var last: Int32

    public var start: Int {
        get { Int(first) }
        set { first = Int32(clamping: newValue) }
    }
    public var end: Int {
        get { Int(last) }
        set { last = Int32(clamping: newValue) }
    }

    public init(_ start: Int, _ end: Int) {
        first = Int32(clamping: start)
        last = Int32(clamping: end)
    }

    public var length: Int { end - start }
    public var isEmpty: Bool { end <= start }
    var range: Range<Int> { start..<max(start, end) }

    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// The smallest span that holds both.
    public func joined(with other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

    public static func < (left: Span, right: Span) -> Bool {
        left.start != right.start ? left.start < right.start : left.end < right.end
    }
}
