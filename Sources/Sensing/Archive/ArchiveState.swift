/// Samples that are not in a segment yet, by the number of their stream.
struct Memory: Sendable {
    private(set) var heads: [Samples] = []
    private(set) var count = 0

    subscript(_ stream: UInt32) -> Samples? { stream < heads.count && !heads[Int(stream)].isEmpty ? heads[Int(stream)] : nil }

    /// Adds a sample whose moment is not there yet.
    mutating func add(_ sample: Sample, to stream: UInt32) {
        while heads.count <= Int(stream) { heads.append(Samples()) }
        count += 1
        let place = Int(stream)
        if let last = heads[place].times.last, last > sample.time {
            heads[place].insert(sample, at: heads[place].firstIndex(notBefore: sample.time))
        } else {
            heads[place].append(sample)
        }
    }

    func value(of stream: UInt32, at time: Int64) -> Double? { stream < heads.count ? heads[Int(stream)].value(at: time) : nil }

    mutating func remove(_ stream: UInt32) {
        guard stream < heads.count else { return }
        count -= heads[Int(stream)].count
        heads[Int(stream)] = Samples()
    }
}

/// All that changes in an open archive.
struct ArchiveState {
    var streams = StreamTable()
    var active = Memory()
    /// What is becoming a segment.
    var frozen: Memory?
    /// Everything frozen stands in journals up to this one, and is durable there.
    var frozenThrough: UInt64?
    var segments: [Segment] = []
    var damages: [Damage] = []

    /// What waits to be written: observations for the journal, events for the table of streams.
    var waiting: [UInt8] = []
    var waitingEvents: [UInt8] = []
    private var lastWaiting: Observation?
    /// Writes have numbers: the one that is being collected, and the last one that is durable.
    var collecting: UInt64 = 1
    var durable: UInt64 = 0
    var waiters: [(write: UInt64, resume: @Sendable (ArchiveError?) -> Void)] = []

    var journal: UInt64 = 0
    var nextSegment: UInt64 = 1
    var isSealing = false
    /// Who waits until what is in memory is in a segment; who waits until what is frozen is.
    var sealWaiters: [@Sendable (ArchiveError?) -> Void] = []
    var frozenWaiters: [@Sendable (ArchiveError?) -> Void] = []
    var isStopping = false
    var threads = 0
    var closeWaiters: [@Sendable () -> Void] = []
    /// Why nothing can be written any more.
    var failure: ArchiveError?
    /// Why segments cannot be written at present.
    var trouble: ArchiveError?
    /// Chunks that were read to see whether a late value is there already.
    var recent: [RecentChunk] = []

    struct RecentChunk {
        let segment: UInt64
        let offset: Int
        let samples: Samples
    }

    mutating func note(_ event: StreamTable.Event) {
        streams.apply(event)
        event.append(to: &waitingEvents)
        if case .remove(let number) = event { active.remove(number) }
    }

    /// Puts an observation where it belongs, in memory and among what waits for the journal; or says why not.
    mutating func place(_ observation: Observation, _ receipt: inout Receipt) throws(ArchiveError) -> Receipt.Reason? {
        let (number, sample) = (observation.stream.number, observation.sample)
        guard streams.isKnown(number) else { return .unknownStream }
        guard sample.value.isFinite, Sample.times.contains(sample.time) else { return .notANumber }
        guard sample.time >= streams[number].floor else { return .forgotten }
        if let latest = streams[number].latest, latest.time >= sample.time {
            let stored = latest.time == sample.time ? latest.value : try value(of: number, at: sample.time)
            if let stored {
                guard stored == sample.value else { return .differs(from: stored) }
                receipt.duplicates += 1
                return nil
            }
            receipt.late += 1
        } else {
            streams[number].latest = sample
        }
        receipt.stored += 1
        streams[number].count += 1
        active.add(sample, to: number)
        JournalCoding.append(observation, after: waiting.isEmpty ? nil : lastWaiting, to: &waiting)
        lastWaiting = observation
        return nil
    }

    /// The value that a stream has at a moment.
    private mutating func value(of stream: UInt32, at time: Int64) throws(ArchiveError) -> Double? {
        if let value = active.value(of: stream, at: time) ?? frozen?.value(of: stream, at: time) { return value }
        for segment in segments {
            guard let chunks = segment.entries[stream]?.chunks, let place = chunks.firstIndexSorted(where: { $0.last >= time }), chunks[place].first <= time
            else { continue }
            if let value = try samples(of: chunks[place], of: stream, in: segment).value(at: time) { return value }
        }
        return nil
    }

    /// How many samples lie in a time; of segments, only chunks that reach over its ends are read.
    mutating func count(of stream: UInt32, from: Int64, to: Int64) throws(ArchiveError) -> Int {
        guard from < to else { return 0 }
        var count = 0
        for head in [active[stream], frozen?[stream]] {
            if let head { count += head.firstIndex(notBefore: to) - head.firstIndex(notBefore: from) }
        }
        for segment in segments {
            for chunk in segment.entries[stream]?.chunks ?? [] where chunk.last >= from && chunk.first < to {
                if chunk.first >= from, chunk.last < to { count += chunk.count; continue }
                let samples = try samples(of: chunk, of: stream, in: segment)
                count += samples.firstIndex(notBefore: to) - samples.firstIndex(notBefore: from)
            }
        }
        return count
    }

    private mutating func samples(of chunk: Segment.Chunk, of stream: UInt32, in segment: Segment) throws(ArchiveError) -> Samples {
        if let known = recent.first(where: { $0.segment == segment.id && $0.offset == chunk.extent.offset }) { return known.samples }
        let samples = try segment.samples(chunk, of: stream)
        if recent.count == 16 { recent.removeFirst() }
        recent.append(RecentChunk(segment: segment.id, offset: chunk.extent.offset, samples: samples))
        return samples
    }

    /// What waits becomes a write; memory becomes a segment-to-be when it is half full.
    mutating func take(_ limits: Archive.Limits) -> ArchiveCore.Write? {
        let freezes = frozen == nil && failure == nil && active.count > 0 && (isSealing || active.count >= limits.samplesInMemory / 2)
        guard freezes || !waiting.isEmpty || !waitingEvents.isEmpty else { return nil }
        if freezes {
            (frozen, active) = (active, Memory())
            frozenWaiters += sealWaiters
            (isSealing, sealWaiters) = (false, [])
        }
        let write = ArchiveCore.Write(number: collecting, observations: waiting, events: waitingEvents, endsJournal: freezes)
        collecting += 1
        // The room that a large write took is kept for the next one.
        waiting = []
        waiting.reserveCapacity(min(write.observations.count, limits.bytesWaiting / 8))
        waitingEvents = []
        return write
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first element that fulfils what all later ones fulfil too. O(log n).
    func firstIndexSorted(where predicate: (Element) -> Bool) -> Int? {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low < endIndex ? low : nil
    }
}
