import Kernel
import Operations
import Sensing
import Store
import Synchronization

/// A store that takes nothing while it is told to be busy.
final class FaultyStore: Store {
    private let store: SQLiteStore
    let isBusy = Mutex(false)
    private let heard = Mutex<(@Sendable ([Committed]?) -> Void)?>(nil)

    init(_ store: SQLiteStore) { self.store = store }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result {
        if isBusy.withLock({ $0 }) { throw StoreError.busy }
        return try await store.write(body)
    }

    func listen(_ heard: @escaping @Sendable ([Committed]?) -> Void) async { self.heard.withLock { $0 = heard } }

    /// As a store says it that lost the connection over which it hears other programs.
    func forgetWhatWasHeard() { heard.withLock { $0 }?(nil) }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result { try await store.read(body) }
    func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) { try await store.prepare(schemas, steps: steps) }
    func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) { try await store.drop(kinds, dependents: dependents) }
    func backUp(to path: String) async throws(StoreError) { try await store.backUp(to: path) }
    func close() async { await store.close() }
}

/// An archive that does not take values of some streams.
final class FaultyArchive: SeriesArchive {
    private let archive: SensorArchive
    /// Asked before each storing: what keeps a stream from being stored.
    let fault = Mutex<@Sendable (_ stream: String) -> StoreError?>({ _ in nil })

    init(_ archive: Archive) { self.archive = SensorArchive(archive) }

    func append(_ values: [Measurement], to stream: String, keptFrom: Instant) async throws(StoreError) -> SeriesReceipt {
        if let fault = fault.withLock({ $0 })(stream) { throw fault }
        return try await archive.append(values, to: stream, keptFrom: keptFrom)
    }

    func measurements(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement] {
        try archive.measurements(of: stream, from: from, to: to, limit: limit)
    }

    func earliest(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement] {
        try archive.earliest(of: stream, from: from, to: to, limit: limit)
    }

    func rollUp(of stream: String, by span: RolledUp.Span) throws(StoreError) -> [RolledUp] { try archive.rollUp(of: stream, by: span) }

    func chart(of stream: String, from: Instant, to: Instant, parts: Int) throws(StoreError) -> [ChartPart] {
        try archive.chart(of: stream, from: from, to: to, parts: parts)
    }

    func newest(of stream: String) -> Measurement? { archive.newest(of: stream) }
    func count(of stream: String, from: Instant, to: Instant) throws(StoreError) -> Int { try archive.count(of: stream, from: from, to: to) }
    func remove(_ streams: [String]) async throws(StoreError) { try await archive.remove(streams) }
}
