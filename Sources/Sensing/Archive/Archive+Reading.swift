/// Reading. Each read sees one moment of the archive, and hinders no write but for the copy of what is still in memory.
extension Archive {
    private struct View {
        let segments: [Segment]
        let heads: [Samples]
        let floor: Int64
    }

    /// - Parameter forgotten: also what was forgotten and is still there.
    private func view(_ stream: StreamID, from: Int64, to: Int64, forgotten: Bool = false) throws(ArchiveError) -> View {
        try core.state.access { (state) throws(ArchiveError) in
            guard state.streams.isKnown(stream.number) else { throw .unknownStream(stream.number) }
            let floor = forgotten ? .min : state.streams[stream.number].floor
            let range = max(from, floor)..<max(from, floor, to)
            let heads = [state.frozen?[stream.number], state.active[stream.number]].compactMap { $0?.part(range) }
            return View(segments: state.segments.filter { $0.entries[stream.number] != nil }, heads: heads, floor: floor)
        }
    }

    /// Hands out the samples of a stream from one moment to before another, in order of time, as many at once as lie together.
    public func forEach(of stream: StreamID, from: Int64, to: Int64, _ body: (Samples, Range<Int>) throws(ArchiveError) -> Void) throws(ArchiveError) {
        let view = try view(stream, from: from, to: to)
        var runs = Runs(view.segments, stream: stream.number, heads: view.heads, from: max(from, view.floor), to: to)
        try runs.forEach(body)
    }

    /// The first samples of a stream in a time.
    ///
    /// - Complexity: O(limit), and one chunk of 2048 for each segment.
    public func samples(of stream: StreamID, from: Int64, to: Int64, limit: Int = 10_000) throws(ArchiveError) -> Samples {
        var found = Samples()
        do {
            try forEach(of: stream, from: from, to: to) { (samples, range) throws(ArchiveError) in
                found.append(samples, range.prefix(limit - found.count))
                if found.count == limit { throw .closed }
            }
        } catch {
            // That enough was found is said by an error, because a closure has no other way to stop.
            guard found.count == limit, case .closed = error else { throw error }
        }
        return found
    }

    /// The last samples of a stream in a time, in order of time.
    public func lastSamples(of stream: StreamID, from: Int64, to: Int64, limit: Int) throws(ArchiveError) -> Samples {
        let view = try view(stream, from: from, to: to)
        // From the end backwards by whole chunks until enough lies behind.
        let chunks = view.segments.flatMap { $0.entries[stream.number]?.chunks ?? [] }.filter { $0.last >= max(from, view.floor) && $0.first < to }
        var (start, count) = (to, view.heads.reduce(0) { $0 + $1.count })
        for head in view.heads { start = min(start, head.times.first ?? start) }
        if count >= limit { start = view.heads.flatMap(\.times).sorted()[count - limit] }
        for chunk in chunks.sorted(by: { $0.last > $1.last }) {
            if count >= limit, chunk.last < start { break }
            start = min(start, chunk.first)
            count += chunk.count
        }
        var found = Samples()
        var runs = Runs(view.segments, stream: stream.number, heads: view.heads, from: max(from, view.floor, count >= limit ? start : .min), to: to)
        try runs.forEach { (samples, range) throws(ArchiveError) in found.append(samples, range) }
        var last = Samples()
        last.append(found, max(0, found.count - limit)..<found.count)
        return last
    }

    /// The newest sample of a stream. O(1).
    public func latest(of stream: StreamID) -> Sample? {
        core.state.change { $0.streams.isKnown(stream.number) ? $0.streams[stream.number].latest : nil }
    }

    /// The newest sample of every stream that has one, without reading any.
    public func latest() -> [Observation] {
        core.state.change { state in
            state.streams.states.enumerated().compactMap { number, stream in
                stream.isRemoved ? nil : stream.latest.map { Observation(StreamID(number: UInt32(number)), $0) }
            }
        }
    }

    /// How many samples a stream has. O(1).
    public func count(of stream: StreamID) -> Int {
        core.state.change { $0.streams.isKnown(stream.number) ? $0.streams[stream.number].count : 0 }
    }

    /// How many samples a stream has in a time; at most two chunks of each segment are read.
    public func count(of stream: StreamID, from: Int64, to: Int64) throws(ArchiveError) -> Int {
        try core.state.access { (state) throws(ArchiveError) in
            guard state.streams.isKnown(stream.number) else { throw .unknownStream(stream.number) }
            return try state.count(of: stream.number, from: max(from, state.streams[stream.number].floor), to: to)
        }
    }

    /// How many samples all streams have.
    public var count: Int { core.state.change { $0.streams.states.reduce(0) { $0 + $1.count } } }

    /// What the samples of a stream come to by hour, day or month, for all spans that begin in a time. Also of what was forgotten.
    ///
    /// - Complexity: O(spans kept), and what is still in memory.
    public func rollUps(of stream: StreamID, by span: RollUp.Span, from: Int64 = .min, to: Int64 = .max) throws(ArchiveError) -> [RollUp] {
        let view = try view(stream, from: .min, to: .max, forgotten: true)
        var parts: [[RollUp]] = []
        for segment in view.segments {
            guard let entry = segment.entries[stream.number] else { continue }
            parts.append(try segment.rollUps(entry, of: stream.number, by: span))
        }
        for head in view.heads { parts.append(RollUps(of: head, by: span == .hour ? .hour : .day).all) }
        let all = RollUps(merging: parts, by: span == .month ? .month : nil).all
        return from == .min && to == .max ? all : all.filter { $0.start >= from && $0.start < to }
    }

    /// Times without a sample that are longer than is usual for the stream: from the last sample before to the first one after.
    public func gaps(of stream: StreamID, from: Int64, to: Int64, longerThan usual: Int64, limit: Int = 1000) throws(ArchiveError) -> [Range<Int64>] {
        var gaps: [Range<Int64>] = []
        var before = Int64?.none
        try forEach(of: stream, from: from, to: to) { (samples, range) throws(ArchiveError) in
            for index in range {
                let time = samples.times[index]
                if let before, time - before > usual, gaps.count < limit { gaps.append(before..<time) }
                before = time
            }
        }
        return gaps
    }

    /// Reads everything and says what is damaged.
    public func verify() -> [Damage] {
        let segments = core.state.change { $0.segments }
        var found = damages
        for segment in segments {
            for (number, entry) in segment.entries.sorted(by: { $0.key < $1.key }) {
                for chunk in entry.chunks { note(&found) { () throws(ArchiveError) in _ = try segment.samples(chunk, of: number) } }
                for span in [RollUp.Span.hour, .day] { note(&found) { () throws(ArchiveError) in _ = try segment.rollUps(entry, of: number, by: span) } }
            }
        }
        return found
    }

    private func note(_ found: inout [Damage], _ body: () throws(ArchiveError) -> Void) {
        do { try body() } catch {
            switch error {
            case .damaged(let damage): if !found.contains(damage) { found.append(damage) }
            default: found.append(Damage(file: core.directory, what: "\(error)"))
            }
        }
    }
}
