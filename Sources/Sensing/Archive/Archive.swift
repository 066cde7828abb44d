/// An archive of observations in one directory: values of very many streams over many years.
///
/// - What ``append(_:)`` has returned for is on the disk and can be read. Many callers share one write (group commit).
/// - Each moment of a stream is stored once. The same value again is passed over; another value for the same moment is refused and named.
/// - A value may come late and in any order. It is stored like others and counts in its hour, day and month.
/// - After a crash at any place the archive opens with everything that was acknowledged.
/// - Memory has a bound (``Limits``); beyond it the answer is ``ArchiveError/busy``.
///
/// What comes in stands in a journal and in memory. When enough has come, it becomes a ``Segment``, a file that is only read; several segments of
/// about the same size become one (a log-structured merge tree: O'Neil et al., “The log-structured merge-tree”, Acta Informatica 33, 1996). As no
/// moment is stored twice, nothing is ever hidden by something newer, and roll-ups of segments simply add up.
public final class Archive: Sendable {
    /// How much an archive holds in memory.
    public struct Limits: Sendable {
        /// Samples at most, of 17 bytes each. Half of them become a segment while the other half fills.
        public var samplesInMemory = 2_000_000
        /// Bytes that wait to be written to the journal.
        public var bytesWaiting = 32 << 20
        /// Observations in one batch.
        public var batch = 100_000
        /// So many segments of about the same size become one.
        public var segmentsToMerge = 4

        public init() {}
    }

    public static let longestName = 400
    public static let mostStreams = 16_000_000

    let core: ArchiveCore

    /// Opens the archive in a directory; an empty one where there is none.
    ///
    /// - Throws: ``ArchiveError/inUse(directory:)``. Damage is no reason not to open: see ``damages``.
    public init(_ directory: String, limits: Limits = Limits()) throws(ArchiveError) {
        core = try ArchiveCore.open(directory, limits)
        core.start()
    }

    deinit { core.stop() }

    /// What was found damaged when the archive was opened. Everything else can be read and written.
    public var damages: [Damage] { core.state.change { $0.damages } }

    /// What keeps the archive from making its files smaller, such as a full disk. It goes on trying.
    public var trouble: ArchiveError? { core.state.change { $0.failure ?? $0.trouble } }

    // MARK: Streams

    /// The streams of these names; those that are new are made. Durable with the first value.
    public func streams(named names: [String]) async throws(ArchiveError) -> [StreamID] {
        for name in names where name.isEmpty || name.utf8.count > Archive.longestName { throw .badName(name) }
        return try await core.durably { (state) throws(ArchiveError) in
            try names.map { (name) throws(ArchiveError) in
                if let number = state.streams.number(of: name) { return StreamID(number: number) }
                guard state.streams.states.count < Archive.mostStreams else { throw .tooMany(given: Archive.mostStreams, limit: Archive.mostStreams) }
                let number = UInt32(state.streams.states.count)
                state.note(.declare(number, name))
                return StreamID(number: number)
            }
        }
    }

    public func stream(named name: String) async throws(ArchiveError) -> StreamID { try await streams(named: [name])[0] }

    /// The stream of a name, where there is one.
    public func find(_ name: String) -> StreamID? { core.state.change { $0.streams.number(of: name) }.map { StreamID(number: $0) } }

    public func name(of stream: StreamID) -> String? {
        core.state.change { $0.streams.isKnown(stream.number) ? $0.streams[stream.number].name : nil }
    }

    /// The moment before which a stream has forgotten its samples.
    public func floor(of stream: StreamID) -> Int64 { core.state.change { $0.streams.isKnown(stream.number) ? $0.streams[stream.number].floor : .min } }

    /// Lets samples before a moment go; roll-ups of them stay. None before it is taken any more. The room is given back when segments become one.
    public func forget(_ stream: StreamID, before time: Int64) async throws(ArchiveError) {
        try await core.durably { (state) throws(ArchiveError) in
            guard state.streams.isKnown(stream.number) else { throw .unknownStream(stream.number) }
            guard time > state.streams[stream.number].floor else { return }
            let gone = try state.count(of: stream.number, from: state.streams[stream.number].floor, to: time)
            state.note(.forget(stream.number, before: time))
            state.streams[stream.number].count -= gone
            if let latest = state.streams[stream.number].latest, latest.time < time { state.streams[stream.number].latest = nil }
        }
    }

    /// Removes a stream with all its samples and roll-ups. A stream of the same name is another one.
    public func remove(_ stream: StreamID) async throws(ArchiveError) {
        try await core.durably { (state) throws(ArchiveError) in
            guard state.streams.isKnown(stream.number) else { throw .unknownStream(stream.number) }
            state.note(.remove(stream.number))
        }
    }

    // MARK: Writing

    /// Stores a batch. Returns when all of it is durable and can be read.
    ///
    /// - Returns: what was new, and what was refused, by its place in the batch; refused observations keep none of the others out.
    /// - Throws: ``ArchiveError/busy`` or ``ArchiveError/tooMany(given:limit:)``, when nothing was stored.
    /// - Complexity: O(batch) for what comes in order of time; what comes late costs a look into each segment that reaches over its moment.
    @discardableResult
    public func append(_ batch: [Observation]) async throws(ArchiveError) -> Receipt {
        guard batch.count <= core.limits.batch else { throw .tooMany(given: batch.count, limit: core.limits.batch) }
        let limits = core.limits
        return try await core.durably { (state) throws(ArchiveError) in
            guard state.active.count + batch.count <= limits.samplesInMemory, state.waiting.count + batch.count * 32 <= limits.bytesWaiting else { throw .busy }
            var receipt = Receipt()
            for (index, observation) in batch.enumerated() {
                if let reason = try state.place(observation, &receipt) { receipt.refused.append(Receipt.Refused(index: index, reason: reason)) }
            }
            return receipt
        }
    }

    // MARK: Keeping

    /// Makes a segment of everything that is in memory.
    public func seal() async throws(ArchiveError) { try await core.seal() }

    /// A copy that can be opened as an archive of its own, in a new directory, of an archive that another program may be writing to: everything that was
    /// acknowledged before. Segments are shared with it by name, so it takes hardly any room where both lie on one disk.
    public static func copy(_ directory: String, to new: String) throws(ArchiveError) {
        try Directory.make(new)
        // Segments and journals come and go. What was copied is whole when none did meanwhile.
        for attempt in 0... {
            let before = try ArchiveCore.contents(of: directory)
            do {
                for name in try ArchiveCore.contents(of: new) { try Directory.remove(new + "/" + name) }
                for name in before where name.hasSuffix(".segment") { try Directory.share(directory + "/" + name, as: new + "/" + name) }
                for name in before where name.hasSuffix(".journal") { try Directory.copy(directory + "/" + name, to: new + "/" + name) }
                if try ArchiveCore.contents(of: directory) == before { break }
            } catch {
                guard case .system(_, _, let number) = error, number == SystemFile.isNotThere, attempt < 100 else { throw error }
            }
        }
        // Last, so that it names all streams of which there are samples.
        if try Directory.names(directory).contains("streams") { try Directory.copy(directory + "/streams", to: new + "/streams") }
        try Directory.synchronize(new)
    }

    /// Ends when everything acknowledged is on the disk and the files are closed.
    public func close() async { await core.close() }
}
