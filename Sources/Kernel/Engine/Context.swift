/// Where the engine takes the time and chance from: never from global ones, so that tests can hold both still.
public struct Context: Sendable {
    public let now: @Sendable () -> Instant
    public let random: @Sendable () -> UInt64

    public init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    /// A new id, of this moment.
    public func newID() -> RecordID {
        RecordID(at: now(), random: (UInt16(truncatingIfNeeded: random()), random()))
    }
}
