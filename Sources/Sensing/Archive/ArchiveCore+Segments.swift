extension ArchiveCore {
    /// Makes a segment of what is frozen, each time there is something.
    func makeSegments() {
        defer {
            let waiters = state.change { state -> [@Sendable (ArchiveError?) -> Void] in
                defer { state.frozenWaiters = [] }
                return state.frozenWaiters
            }
            for waiter in waiters { waiter(.closed) }
        }
        while let (memory, through, id, streams) = state.wait(until: { state -> (Memory, UInt64, UInt64, StreamTable)?? in
            if state.failure != nil { return .some(nil) }
            guard let memory = state.frozen, let through = state.frozenThrough else { return state.isStopping ? .some(nil) : nil }
            state.nextSegment += 1
            return (memory, through, state.nextSegment - 1, state.streams)
        }) {
            do {
                let segment = try write(memory, streams, id: id, journalThrough: through)
                let waiters = state.change { state -> [@Sendable (ArchiveError?) -> Void] in
                    state.segments.append(segment)
                    (state.frozen, state.frozenThrough, state.trouble) = (nil, nil, nil)
                    defer { state.frozenWaiters = [] }
                    return state.frozenWaiters
                }
                for waiter in waiters { waiter(nil) }
                try removeJournals(through: through)
            } catch {
                // What is frozen stands in the journal. Until there is room again, memory fills, and then batches are refused.
                let isStopping = state.change { state in
                    state.trouble = error
                    return state.isStopping
                }
                if isStopping { return }
                Thread.pause(seconds: 1)
            }
        }
    }

    private func write(_ memory: Memory, _ streams: StreamTable, id: UInt64, journalThrough: UInt64) throws(ArchiveError) -> Segment {
        let path = path(Segment.name(id))
        var writer = try SegmentWriter(path)
        for (number, samples) in memory.heads.enumerated() where !samples.isEmpty && streams.isKnown(UInt32(number)) {
            let hours = RollUps(of: samples, by: .hour).all
            try writer.add(UInt32(number), hours: hours, days: RollUps(merging: [hours], by: .day).all) { (add) throws(ArchiveError) in
                try add(samples.part(streams[UInt32(number)].floor..<Int64.max))
            }
        }
        try writer.finish(journalThrough: journalThrough, replacing: [])
        try Directory.synchronize(directory)
        return try Segment(path, id: id)
    }

    private func removeJournals(through last: UInt64) throws(ArchiveError) {
        for name in try Directory.names(directory) {
            if let id = Self.number(name, ".journal"), id <= last { try Directory.remove(path(name)) }
        }
    }

    /// `000000000012.journal` is 12.
    static func number(_ name: String, _ ending: String) -> UInt64? { name.hasSuffix(ending) ? UInt64(name.dropLast(ending.count)) : nil }

    // MARK: Merging

    /// Makes one segment of several of about the same size, and of one of which much is forgotten.
    func mergeSegments() {
        while let (inputs, id, streams) = state.wait(until: { state -> ([Segment], UInt64, StreamTable)?? in
            if state.isStopping || state.failure != nil { return .some(nil) }
            guard state.trouble == nil, let inputs = Self.due(state.segments, state.streams, limits.segmentsToMerge) else { return nil }
            state.nextSegment += 1
            return (inputs, state.nextSegment - 1, state.streams)
        }) {
            do {
                guard let merged = try merge(inputs, streams, id: id) else { return }
                let old = Set(inputs.map(\.id))
                state.change { state in
                    state.segments.removeAll { old.contains($0.id) }
                    state.segments.append(merged)
                    state.recent = []
                }
                for input in inputs { try Directory.remove(input.file.path) }
            } catch {
                let isStopping = state.change { state in
                    if case .damaged(let damage) = error {
                        // Its readable part stays where it is; it is not asked again.
                        if !state.damages.contains(damage) { state.damages.append(damage) }
                    }
                    return state.isStopping
                }
                if isStopping { return }
                Thread.pause(seconds: 5)
            }
        }
    }

    /// Which segments should become one: the smallest that are enough of about the same size, else one of which a fifth is gone.
    static func due(_ segments: [Segment], _ streams: StreamTable, _ enough: Int) -> [Segment]? {
        var tiers: [Int: [Segment]] = [:]
        for segment in segments { tiers[(64 - UInt64(segment.count / 10_000 + 1).leadingZeroBitCount) / 2, default: []].append(segment) }
        if let tier = tiers.filter({ $0.value.count >= enough }).min(by: { $0.key < $1.key }) { return tier.value }
        return segments.first { segment in
            let gone = segment.entries.reduce(0) { sum, entry in
                if !streams.isKnown(entry.key) { return sum + entry.value.count }
                let floor = streams[entry.key].floor
                return floor == .min ? sum : sum + entry.value.chunks.prefix { $0.last < floor }.reduce(0) { $0 + $1.count }
            }
            return gone > 0 && gone * 5 >= segment.count
        }.map { [$0] }
    }

    /// - Returns: nil where the archive is being closed; what was begun is no part of it then.
    private func merge(_ inputs: [Segment], _ streams: StreamTable, id: UInt64) throws(ArchiveError) -> Segment? {
        let path = path(Segment.name(id))
        var writer = try SegmentWriter(path)
        for number in Set(inputs.flatMap { $0.entries.keys }).sorted() where streams.isKnown(number) {
            if state.change({ $0.isStopping }) { return nil }
            let floor = streams[number].floor
            let (hours, days) = (try rollUps(of: number, in: inputs, by: .hour), try rollUps(of: number, in: inputs, by: .day))
            try writer.add(number, hours: hours, days: days) { (add) throws(ArchiveError) in
                var runs = Runs(inputs, stream: number, heads: [], from: floor, to: .max)
                try runs.forEach { (samples, range) throws(ArchiveError) in
                    var part = Samples()
                    part.append(samples, range)
                    try add(part)
                }
            }
        }
        try writer.finish(journalThrough: inputs.map(\.journalThrough).max() ?? 0, replacing: inputs.map(\.id))
        try Directory.synchronize(directory)
        return try Segment(path, id: id)
    }

    private func rollUps(of stream: UInt32, in segments: [Segment], by span: RollUp.Span) throws(ArchiveError) -> [RollUp] {
        var parts: [[RollUp]] = []
        for segment in segments {
            guard let entry = segment.entries[stream] else { continue }
            parts.append(try segment.rollUps(entry, of: stream, by: span))
        }
        return RollUps(merging: parts).all
    }

    // MARK: Copying

    /// The names of the segments and journals in a directory.
    static func contents(of directory: String) throws(ArchiveError) -> [String] {
        try Directory.names(directory).filter { $0.hasSuffix(".segment") || $0.hasSuffix(".journal") }
    }

    /// Writes the table of streams anew.
    static func write(_ streams: StreamTable, to directory: String) throws(ArchiveError) {
        let file = try SystemFile.toWrite(directory + "/streams.new")
        var events: [UInt8] = []
        for event in streams.events {
            event.append(to: &events)
            if events.count > 1 << 20 {
                try file.append(Frames.frame(events))
                events = []
            }
        }
        if !events.isEmpty { try file.append(Frames.frame(events)) }
        try file.synchronize()
        try Directory.move(directory + "/streams.new", to: directory + "/streams")
    }
}
