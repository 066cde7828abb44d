import Kernel
import Synchronization

/// The channels in force and the records that messages name, remembered until something changes.
final class ChannelBook: Sendable {
    private struct Name: Hashable {
        let kind: String
        let key: String
        let text: String
    }

    private struct State {
        /// Counts changes, so that what was asked before one is not remembered after it.
        var changes = 0
        var mappings: [Mapping]?
        /// Which of the mappings are about a topic.
        var topics: [String: [Int]] = [:]
        var records: [Name: RecordID?] = [:]
        /// The kinds of those records.
        var kinds: Set<String> = []
    }

    private let state = Mutex(State())
    private let desk: Desk
    private static let remembered = 50_000
    /// A longer topic is nobody's: what any device may send is not remembered without a bound.
    private static let longestTopic = 1000

    init(_ desk: Desk) {
        self.desk = desk
        let channel = RecordName.of(Channel.self)
        desk.engine.listen { [weak self] committed in
            self?.state.withLock { state in
                // Where it is not known what another program changed, anything may have.
                guard committed.contains(where: { $0.kind == channel || state.kinds.contains($0.kind) || $0.id.text.isEmpty }) else { return }
                state = State(changes: state.changes + 1)
            }
        }
    }

    /// The mappings that are about a topic.
    func mappings(of topic: String, _ levels: [Substring]) async throws(Refusal) -> [Mapping] {
        if topic.utf8.count > ChannelBook.longestTopic { return [] }
        let (known, before) = state.withLock { state in
            (state.mappings.flatMap { mappings in state.topics[topic].map { $0.map { mappings[$0] } } }, state.changes)
        }
        if let known { return known }
        let mappings = try await mappings()
        let places = mappings.indices.filter { mappings[$0].isAbout(levels) }
        state.withLock { state in
            guard state.changes == before, !places.isEmpty else { return }
            if state.topics.count >= ChannelBook.remembered { state.topics = [:] }
            state.topics[topic] = places
        }
        return places.map { mappings[$0] }
    }

    private func mappings() async throws(Refusal) -> [Mapping] {
        let (known, before) = state.withLock { ($0.mappings, $0.changes) }
        if let known { return known }
        let mappings = try await desk.all(Channel.self, bound: 5000) { $0.isActive == true }.compactMap { Mapping($0) }
        state.withLock { state in
            if state.changes == before { (state.mappings, state.topics) = (mappings, [:]) }
        }
        return mappings
    }

    /// The record that a message names; nil where there is none, or more than one.
    func record(_ text: String, _ channel: Row<Channel>) async throws(Refusal) -> RecordID? {
        let name = Name(kind: channel.recordKind, key: channel.recordKey, text: text)
        let (known, before) = state.withLock { state in
            state.kinds.insert(name.kind)
            return (state.records[name], state.changes)
        }
        if let known { return known }
        let found = try await find(name)
        state.withLock { state in
            guard state.changes == before else { return }
            if state.records.count >= ChannelBook.remembered { state.records = [:] }
            state.records[name] = .some(found)
        }
        return found
    }

    private func find(_ name: Name) async throws(Refusal) -> RecordID? {
        guard let schema = desk.catalog.kinds[name.kind]?.schema else { return nil }
        if name.key == "id" {
            guard let id = RecordID(name.text) else { return nil }
            return try await desk.records(Query(name.kind, where: .compare("id", .equal, .text(id.text)), limit: 1)).first?.meta.id
        }
        guard let column = schema[name.key], let value = try? column.kind.read(name.text) else { return nil }
        let records = try await desk.records(Query(name.kind, where: .compare(name.key, .equal, value), limit: 2))
        return records.count == 1 ? records[0].meta.id : nil
    }
}
