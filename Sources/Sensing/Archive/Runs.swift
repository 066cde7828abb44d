/// The samples of one stream from several places, as one sequence in order of time. No moment is in two of them.
struct Runs {
    private struct Run {
        var segment: Segment?
        var chunks: ArraySlice<Segment.Chunk> = []
        var current = Samples()
        var place = 0

        /// The moment of the next sample; of a chunk, without reading it.
        var next: Int64? { place < current.count ? current.times[place] : chunks.first?.first }

        mutating func fill(_ stream: UInt32) throws(ArchiveError) {
            guard place >= current.count, let chunk = chunks.popFirst(), let segment else { return }
            (current, place) = (try segment.samples(chunk, of: stream), 0)
        }
    }

    private let stream: UInt32
    private let range: Range<Int64>
    private var runs: [Run] = []

    init(_ segments: [Segment], stream: UInt32, heads: [Samples], from: Int64, to: Int64) {
        self.stream = stream
        range = from..<max(from, to)
        for segment in segments {
            guard let chunks = segment.entries[stream]?.chunks, let first = chunks.firstIndexSorted(where: { $0.last >= from }) else { continue }
            let end = chunks.firstIndexSorted { $0.first >= to } ?? chunks.count
            if first < end { runs.append(Run(segment: segment, chunks: chunks[first..<end])) }
        }
        for head in heads where !head.isEmpty { runs.append(Run(current: head)) }
    }

    /// Hands out pieces in order of time. Memory: one chunk for each segment that is being read.
    mutating func forEach(_ body: (Samples, Range<Int>) throws(ArchiveError) -> Void) throws(ArchiveError) {
        while let earliest = earliest() {
            try runs[earliest].fill(stream)
            var other = range.upperBound
            for (index, run) in runs.enumerated() where index != earliest { other = min(other, run.next ?? .max) }
            let (samples, start) = (runs[earliest].current, runs[earliest].place)
            let end = samples.times[samples.count - 1] < other ? samples.count : max(start + 1, samples.firstIndex(notBefore: other))
            let first = max(start, samples.times[start] >= range.lowerBound ? start : samples.firstIndex(notBefore: range.lowerBound))
            let last = samples.times[end - 1] < range.upperBound ? end : samples.firstIndex(notBefore: range.upperBound)
            if first < last { try body(samples, first..<last) }
            runs[earliest].place = end
            if samples.times[start] >= range.upperBound { return }
        }
    }

    private func earliest() -> Int? {
        var best: (index: Int, time: Int64)?
        for (index, run) in runs.enumerated() {
            if let time = run.next, time < best?.time ?? .max { best = (index, time) }
        }
        return best?.index
    }
}
