extension ArchiveCore {
    /// Reads what is there: the table of streams, the segments, and the journals that are in no segment yet.
    static func open(_ directory: String, _ limits: Archive.Limits) throws(ArchiveError) -> ArchiveCore {
        try Directory.make(directory)
        let lock = try SystemFile.toExtend(directory + "/lock")
        guard lock.lock() else { throw .inUse(directory: directory) }
        var state = ArchiveState()
        try readStreams(directory, &state)
        try readSegments(directory, &state)
        try readJournals(directory, &state)
        let journal = try SystemFile.toExtend(directory + "/" + journalName(state.journal))
        let events = try SystemFile.toExtend(directory + "/streams")
        try Directory.synchronize(directory)
        return ArchiveCore(directory: directory, limits: limits, state: state, lock: lock, journal: journal, events: events)
    }

    private static func readStreams(_ directory: String, _ state: inout ArchiveState) throws(ArchiveError) {
        let path = directory + "/streams"
        guard try Directory.names(directory).contains("streams") else { return }
        var streams = StreamTable()
        var lines = 0
        var unreadable: [Damage] = []
        state.damages += try Frames.read(path) { (content) throws(ArchiveError) in
            do {
                let events = try StreamTable.Event.read(content)
                lines += events.count
                for event in events { streams.apply(event) }
            } catch { unreadable.append(Damage(file: path, what: "a list of streams")) }
        }
        state.damages += unreadable
        state.streams = streams
        // What was forgotten day by day needs one line only. A damaged table stays as it is, for someone to look at.
        if state.damages.isEmpty, lines > 10_000, lines > 2 * streams.events.count { try write(streams, to: directory) }
    }

    private static func readSegments(_ directory: String, _ state: inout ArchiveState) throws(ArchiveError) {
        var replaced: Set<UInt64> = []
        for name in try Directory.names(directory) {
            if name.hasSuffix(".new") { try Directory.remove(directory + "/" + name) }
            guard let id = number(name, ".segment") else { continue }
            state.nextSegment = max(state.nextSegment, id + 1)
            do throws(ArchiveError) {
                let segment = try Segment(directory + "/" + name, id: id)
                replaced.formUnion(segment.replaced)
                state.segments.append(segment)
            } catch {
                guard case .damaged(let damage) = error else { throw error }
                state.damages.append(damage)
            }
        }
        for segment in state.segments where replaced.contains(segment.id) { try Directory.remove(segment.file.path) }
        state.segments.removeAll { replaced.contains($0.id) }
        for segment in state.segments {
            for (number, entry) in segment.entries {
                state.streams.makeRoom(for: number)
                state.streams[number].count += entry.count
                state.streams.see(entry.latest, of: number)
            }
        }
        for (number, stream) in state.streams.states.enumerated() where stream.floor > .min && !stream.isRemoved {
            state.streams[UInt32(number)].count -= try state.count(of: UInt32(number), from: .min, to: stream.floor)
        }
    }

    private static func readJournals(_ directory: String, _ state: inout ArchiveState) throws(ArchiveError) {
        let kept = state.segments.map(\.journalThrough).max() ?? 0
        var last = kept
        for name in try Directory.names(directory) {
            guard let id = number(name, ".journal") else { continue }
            last = max(last, id)
            let path = directory + "/" + name
            if id <= kept {
                try Directory.remove(path)
                continue
            }
            var unreadable: [Damage] = []
            let damage = try Frames.read(path) { (content) throws(ArchiveError) in
                do throws(Malformed) {
                    for observation in try JournalCoding.observations(content) { state.restore(observation) }
                } catch { unreadable.append(Damage(file: path, what: "a batch")) }
            }
            state.damages += damage + unreadable
        }
        state.journal = last + 1
    }
}

extension StreamTable {
    mutating func see(_ sample: Sample?, of stream: UInt32) {
        guard let sample, sample.time >= self[stream].floor, sample.time > self[stream].latest?.time ?? .min else { return }
        self[stream].latest = sample
    }
}

extension ArchiveState {
    /// Puts back what stood in the journal. It was new when it was written there; what was forgotten since still counts in its roll-ups.
    mutating func restore(_ observation: Observation) {
        let (number, sample) = (observation.stream.number, observation.sample)
        streams.makeRoom(for: number)
        guard streams.isKnown(number), active.value(of: number, at: sample.time) == nil else { return }
        active.add(sample, to: number)
        if sample.time >= streams[number].floor { streams[number].count += 1 }
        streams.see(sample, of: number)
    }
}
