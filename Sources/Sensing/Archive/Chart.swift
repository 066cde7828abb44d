/// A part of a time in a chart, and the four samples by which a line through all samples of that part looks the same: its first, least, most and last
/// (M4: Jugel, Jerzak, Hackenbroich and Markl, “M4: A visualization-oriented time series data aggregation”, VLDB 2014).
public struct ChartBucket: Sendable, Hashable {
    /// Which part of the time, from 0. Parts without a sample are left out: a gap is drawn as a gap.
    public let index: Int
    public internal(set) var count: Int
    public internal(set) var first: Sample
    public internal(set) var least: Sample
    public internal(set) var most: Sample
    public internal(set) var last: Sample
}

extension Archive {
    /// Samples from one moment to before another for a chart of so many parts. Bad values are left out.
    ///
    /// - Complexity: one pass over the samples; memory for the parts only.
    public func chart(of stream: StreamID, from: Int64, to: Int64, parts: Int) throws(ArchiveError) -> [ChartBucket] {
        guard from < to, parts > 0 else { return [] }
        // Whole milliseconds, so that no rounding moves a sample into the next part.
        let width = max(1, (to - from + Int64(parts) - 1) / Int64(parts))
        var buckets: [ChartBucket] = []
        buckets.reserveCapacity(min(parts, 10_000))
        try forEach(of: stream, from: from, to: to) { (samples, range) throws(ArchiveError) in
            var index = range.lowerBound
            while index < range.upperBound {
                let part = (samples.times[index] - from) / width
                let end = from + (part + 1) * width
                let next = samples.times[range.upperBound - 1] < end ? range.upperBound : samples.firstIndex(notBefore: end)
                Self.add(samples, index..<min(next, range.upperBound), to: &buckets, part: Int(part))
                index = max(index + 1, next)
            }
        }
        return buckets
    }

    /// Adds samples of one part to it.
    private static func add(_ samples: Samples, _ range: Range<Int>, to buckets: inout [ChartBucket], part: Int) {
        guard let start = range.first(where: { samples.flags[$0] != Flag.bad.rawValue }) else { return }
        var (least, most, last, count) = (start, start, start, 0)
        samples.values.withUnsafeBufferPointer { values in
            samples.flags.withUnsafeBufferPointer { flags in
                for index in start..<range.upperBound where flags[index] != Flag.bad.rawValue {
                    if values[index] < values[least] { least = index }
                    if values[index] > values[most] { most = index }
                    last = index
                    count += 1
                }
            }
        }
        if let place = buckets.indices.last, buckets[place].index == part {
            buckets[place].count += count
            if samples.values[least] < buckets[place].least.value { buckets[place].least = samples[least] }
            if samples.values[most] > buckets[place].most.value { buckets[place].most = samples[most] }
            buckets[place].last = samples[last]
        } else {
            buckets.append(ChartBucket(index: part, count: count, first: samples[start], least: samples[least], most: samples[most], last: samples[last]))
        }
    }
}
