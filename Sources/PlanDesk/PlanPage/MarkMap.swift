import PlanReading

/// The marks of a text, cut into stretches over which the same marks lie. Spans may nest and overlap in any way; the stretches never do,
/// so that each becomes one element of the page.
struct MarkMap {
    struct Stretch {
        let span: Span
        /// The marks over it, by index; later ones start later.
        let marks: ArraySlice<Int>
    }

    let marks: [Mark]
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// The marks of stretch n are `members[offsets[n]..<offsets[n + 1]]`.
    private var offsets: [Int] = [0]
    private var members: [Int] = []

    /// More marks than this over one place are not a reading but an attack on the page.
    private static let depth = 24

    init(_ unordered: [Mark], in positions: SourcePositions) {
        marks = unordered.compactMap { mark in
            let span = positions.trimmed(mark.span)
            return span.isEmpty ? nil : Mark(span: span, kind: mark.kind, target: mark.target)
        }
        .sorted { ($0.span.start, -$0.span.end, $0.kind.rawValue) < ($1.span.start, -$1.span.end, $1.kind.rawValue) }
        sweep()
    }

    /// Walks over all places where a mark starts or ends.
    private mutating func sweep() {
        let stops = Set(marks.flatMap { [$0.span.start, $0.span.end] }).sorted()
        var active: [Int] = []
        var next = 0
        for (position, end) in zip(stops, stops.dropFirst()) {
            active.removeAll { marks[$0].span.end <= position }
            while next < marks.count && marks[next].span.start <= position {
                if active.count < MarkMap.depth { active.append(next) }
                next += 1
            }
            guard !active.isEmpty else { continue }
            starts.append(position)
            ends.append(end)
            members.append(contentsOf: active)
            offsets.append(members.count)
        }
    }

    /// The stretches within a span, in order, cut to it.
    func stretches(in span: Span) -> some Sequence<Stretch> {
        sequence(state: ends.partition { $0 > span.start }) { (index: inout Int) -> Stretch? in
            guard index < starts.count, starts[index] < span.end else { return nil }
            defer { index += 1 }
            return Stretch(
                span: Span(max(span.start, starts[index]), min(span.end, ends[index])),
                marks: members[offsets[index]..<offsets[index + 1]])
        }
    }
}
