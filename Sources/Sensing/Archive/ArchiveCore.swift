/// What an ``Archive`` and its threads share: one thread writes the journal, one makes segments, one merges them.
final class ArchiveCore: Sendable {
    let directory: String
    let limits: Archive.Limits
    let state: Guarded<ArchiveState>
    /// Held as long as the archive is open.
    private let lock: SystemFile
    private let journal: SystemFile
    private let events: SystemFile

    struct Write: Sendable {
        let number: UInt64
        let observations: [UInt8]
        let events: [UInt8]
        /// The next write goes to a new journal.
        let endsJournal: Bool
    }

    init(directory: String, limits: Archive.Limits, state: sending ArchiveState, lock: SystemFile, journal: SystemFile, events: SystemFile) {
        (self.directory, self.limits, self.lock, self.journal, self.events) = (directory, limits, lock, journal, events)
        self.state = Guarded(state)
    }

    func path(_ name: String) -> String { directory + "/" + name }
    static func journalName(_ id: UInt64) -> String { Segment.padded(id) + ".journal" }

    func start() {
        state.change { $0.threads = 3 }
        for work in [writeJournals, makeSegments, mergeSegments] {
            Thread.start {
                work()
                let closers = self.state.change { state -> [@Sendable () -> Void] in
                    state.threads -= 1
                    guard state.threads == 0 else { return [] }
                    state.segments = []
                    self.lock.unlock()
                    return state.closeWaiters
                }
                for closer in closers { closer() }
            }
        }
    }

    func stop() { state.change { $0.isStopping = true } }

    func close() async {
        await withCheckedContinuation { continuation in
            let isDone = state.change { state in
                state.isStopping = true
                if state.threads > 0 { state.closeWaiters.append { continuation.resume() } }
                return state.threads == 0
            }
            if isDone { continuation.resume() }
        }
    }

    /// Changes the state and returns when everything that the change rests on is durable: also what others are just writing.
    func durably<Result: Sendable>(_ body: (inout ArchiveState) throws(ArchiveError) -> Result) async throws(ArchiveError) -> Result {
        let (result, write) = try state.access { (state) throws(ArchiveError) in
            if let failure = state.failure { throw failure }
            guard !state.isStopping else { throw .closed }
            let result = try body(&state)
            return (result, state.waiting.isEmpty && state.waitingEvents.isEmpty ? state.collecting - 1 : state.collecting)
        }
        let failure = await withCheckedContinuation { (continuation: CheckedContinuation<ArchiveError?, Never>) in
            let outcome = state.change { state -> ArchiveError?? in
                if state.durable >= write { return .some(nil) }
                if let failure = state.failure { return .some(failure) }
                state.waiters.append((write, { continuation.resume(returning: $0) }))
                return nil
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
        if let failure { throw failure }
        return result
    }

    func seal() async throws(ArchiveError) {
        let failure = await withCheckedContinuation { (continuation: CheckedContinuation<ArchiveError?, Never>) in
            let outcome = state.change { state -> ArchiveError?? in
                if let failure = state.failure { return .some(failure) }
                if state.isStopping { return .some(.closed) }
                guard state.active.count == 0 else {
                    state.isSealing = true
                    state.sealWaiters.append { continuation.resume(returning: $0) }
                    return nil
                }
                if state.frozen == nil { return .some(nil) }
                state.frozenWaiters.append { continuation.resume(returning: $0) }
                return nil
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
        if let failure { throw failure }
    }

    // MARK: The journal

    /// Takes what waits, makes it durable at once, and answers all who wait for it.
    private func writeJournals() {
        var journal = journal
        while let write = state.wait(until: { state -> Write?? in
            if let write = state.take(limits) { return .some(write) }
            return state.isStopping || state.failure != nil ? .some(nil) : nil
        }) {
            do {
                if !write.events.isEmpty {
                    try events.append(Frames.frame(write.events))
                    try events.synchronize()
                }
                if !write.observations.isEmpty {
                    try journal.append(Frames.frame(write.observations))
                    try journal.synchronize()
                }
                if write.endsJournal { journal = try beginJournal() }
                answer(through: write.number, nil)
            } catch {
                answer(through: write.number, error)
            }
        }
        let (waiters, error) = state.change { state -> ([@Sendable (ArchiveError?) -> Void], ArchiveError) in
            let waiters = state.waiters.map(\.resume) + state.sealWaiters
            (state.waiters, state.sealWaiters) = ([], [])
            return (waiters, state.failure ?? .closed)
        }
        for waiter in waiters { waiter(error) }
    }

    private func beginJournal() throws(ArchiveError) -> SystemFile {
        let ended = state.change { $0.journal }
        let journal = try SystemFile.toExtend(path(Self.journalName(ended + 1)))
        try Directory.synchronize(directory)
        state.change { state in
            state.journal = ended + 1
            state.frozenThrough = ended
        }
        return journal
    }

    private func answer(through number: UInt64, _ error: ArchiveError?) {
        let due = state.change { state -> [@Sendable (ArchiveError?) -> Void] in
            if let error { state.failure = error } else { state.durable = number }
            let due = state.waiters.filter { $0.write <= number }
            state.waiters.removeAll { $0.write <= number }
            return due.map(\.resume)
        }
        for resume in due { resume(error) }
    }
}
