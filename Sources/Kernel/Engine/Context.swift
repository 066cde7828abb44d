/// Where the engine takes the time and chance from: never from global ones, so that tests can hold both still.
public struct Context: Sendable {
    public let now: @Sendable () -> Instant
    public let random: @Sendable () -> UInt64

    /// The bytes of a kept file and its name; where the program keeps no files, nobody asks.
    public var file: @Sendable (RecordID) async throws -> (name: String, bytes: [UInt8])

    public init(
        now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64,
        file: @escaping @Sendable (RecordID) async throws -> (name: String, bytes: [UInt8]) = { _ in throw Refusal.notFound(kind: "fileInfo") }
    ) {
        self.now = now
        self.random = random
        self.file = file
    }

    /// A new id, of this moment.
    public func newID() -> RecordID {
        RecordID(at: now(), random: (UInt16(truncatingIfNeeded: random()), random()))
    }
}
