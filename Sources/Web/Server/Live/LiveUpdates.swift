import HTTPTypes
import Kernel
import Synchronization

/// Tells open pages what changed, as server-sent events (WHATWG HTML, section 9.2), to those who may read it.
///
/// Every listener has a queue of its own that holds a fixed number; whoever is too slow is told to reload instead of being sent all of it.
final class LiveUpdates: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<[Committed]>.Continuation] = [:]
        var next = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let limits: WebConfiguration.Limits
    /// How many listeners each account has.
    private let crowd = Crowd()
    /// In transactions.
    private static let queueLength = 512

    init(engine: Engine, limits: WebConfiguration.Limits) {
        self.limits = limits
        engine.listen { [weak self] in self?.publish($0) }
    }

    var count: Int { state.withLock { $0.listeners.count } }

    private func publish(_ changes: [Committed]) {
        // The continuations are copied out: what they wake must not run under the lock.
        for (id, listener) in state.withLock({ $0.listeners }) {
            if case .dropped = listener.yield(changes) { listener.finish(); state.withLock { _ = $0.listeners.removeValue(forKey: id) } }
        }
    }

    /// Ends all streams; later ones end at once.
    func stop() {
        let listeners = state.withLock { state in
            defer { state.listeners.removeAll() }
            state.isStopped = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    /// - Throws: ``Refusal/busy`` when too many listen.
    private func listen(_ who: String) throws(Refusal) -> (id: Int, stream: AsyncStream<[Committed]>) {
        let (stream, continuation) = AsyncStream<[Committed]>.makeStream(bufferingPolicy: .bufferingOldest(LiveUpdates.queueLength))
        let id: Int? = state.withLock { state in
            guard !state.isStopped, state.listeners.count < limits.listeners else { return nil }
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        guard let id else { throw .busy }
        guard crowd.enter(who, limit: limits.listenersOfOne) else {
            leave(id)
            throw .busy
        }
        return (id, stream)
    }

    private func leave(_ id: Int) { state.withLock { $0.listeners.removeValue(forKey: id) }?.finish() }

    // MARK: one listener

    /// A stream of events for one actor, with a comment every `heartbeat` so that a connection that died in silence is noticed; `reload` at its end.
    func answer(for call: Call, engine: Engine, heartbeat: Duration = .seconds(20)) throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let visitor = call.visitor
        let (id, stream) = try listen(visitor.actor.id)
        let seat = Seat { [self] in
            leave(id)
            crowd.leave(visitor.actor.id)
        }
        var answer = Answer(fields: SecurityFields.apiWithoutBody)
        answer.fields[.contentType] = "text/event-stream; charset=utf-8"
        let desk = engine.desk(for: call.actor)
        answer.body = .live { sink in
            defer { seat.leave() }
            try await sink.write(Array("retry: 3000\n: hello\n\n".utf8))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let writer = EventWriter(sink: sink)
                group.addTask {
                    for await changes in stream {
                        if changes.contains(where: { LiveUpdates.ends($0, visitor) }) { break }
                        let bytes = await LiveEvents.events(changes, for: desk)
                        if !bytes.isEmpty { try await writer.write(bytes) }
                    }
                    try? await writer.write(Array("event: reload\ndata: {}\n\n".utf8))
                }
                group.addTask {
                    while !Task.isCancelled {
                        try await Task.sleep(for: heartbeat)
                        try await writer.write(Array(": beat\n\n".utf8))
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        return answer
    }

    /// Whether someone may hear something else from now on, or nothing: the browser then asks again, as who they are now.
    private static func ends(_ change: Committed, _ visitor: Visitor) -> Bool {
        // Where it is not known what changed, anything may have.
        func isAbout(_ id: RecordID?) -> Bool { change.id == id || change.id.text.isEmpty }
        return switch change.kind {
        case RecordName.of(User.self): isAbout(visitor.user)
        case RecordName.of(Session.self): change.action == .delete && isAbout(visitor.session?.id)
        case RecordName.of(Delegation.self): true
        default: false
        }
    }

    /// The place of one listener: given up once, at the end of its stream, or with an answer that nobody ever reads.
    private final class Seat: Sendable {
        private let give: @Sendable () -> Void
        private let isTaken = Atomic<Bool>(true)
        init(_ give: @escaping @Sendable () -> Void) { self.give = give }
        func leave() { if isTaken.exchange(false, ordering: .relaxed) { give() } }
        deinit { leave() }
    }

    /// Events and heartbeats do not run into one another.
    private actor EventWriter {
        let sink: Answer.Sink
        init(sink: Answer.Sink) { self.sink = sink }
        func write(_ bytes: [UInt8]) async throws { try await sink.write(bytes) }
    }
}
