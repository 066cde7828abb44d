/// What the kernel asks of an archive of measurements, and all that it asks. With one, values of series are kept there and not in the database; without
/// one, as where several programs share a database, they are records of it.
public protocol SeriesArchive: Sendable {
    /// Stores values of a stream; returns when they are durable. Values from before `keptFrom` are forgotten; what they came to stays.
    func append(_ values: [Measurement], to stream: String, keptFrom: Instant) async throws(StoreError) -> SeriesReceipt
    /// Values in a time, in order of time; the latest of them, where there are more than `limit`.
    func measurements(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement]
    /// The first values in a time, in order of time: so a long stream is read a page at a time.
    func earliest(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement]
    /// What values come to by hour, day or month, in order of time.
    func rollUp(of stream: String, by span: RolledUp.Span) throws(StoreError) -> [RolledUp]
    /// A time in so many parts. Parts without a value are left out.
    func chart(of stream: String, from: Instant, to: Instant, parts: Int) throws(StoreError) -> [ChartPart]
    /// The newest value that is not bad.
    func newest(of stream: String) -> Measurement?
    /// How many values there are in a time.
    func count(of stream: String, from: Instant, to: Instant) throws(StoreError) -> Int
    /// Removes streams with all that they hold; those that are not there are passed over.
    func remove(_ streams: [String]) async throws(StoreError)
}

/// What became of values that were sent.
public struct SeriesReceipt: Sendable, Hashable {
    /// How many were new.
    public var stored = 0
    /// How many of the new ones came after a later one.
    public var late = 0
    /// How many were there already.
    public var known = 0
    /// Moments for which another value is stored. The first one stays.
    public var differing: [Instant] = []
    /// How many are from before the time that the series keeps.
    public var forgotten = 0

    public init() {}
}

/// A part of a time in a chart: the values by which a line through all of them looks the same.
public struct ChartPart: Sendable, Hashable {
    /// From 0.
    public let index: Int
    public let count: Int
    public let first: Measurement
    public let least: Measurement
    public let most: Measurement
    public let last: Measurement

    public init(index: Int, count: Int, first: Measurement, least: Measurement, most: Measurement, last: Measurement) {
        (self.index, self.count, self.first, self.least, self.most, self.last) = (index, count, first, least, most, last)
    }
}
