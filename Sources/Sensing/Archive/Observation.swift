/// A stream of observations: what one sensor says about one property of one thing. Numbers are given by the archive, in order, and never again.
public struct StreamID: Sendable, Hashable {
    public let number: UInt32

    public init(number: UInt32) { self.number = number }
}

/// How far a value can be relied on (QARTOD, IOOS 2020: 1 good, 2 not evaluated, 3 suspect, 4 fail). What is missing is not stored: a gap is a gap.
public enum Flag: UInt8, Sendable, Hashable, CaseIterable {
    case good = 1
    case unchecked = 2
    case suspect = 3
    case bad = 4

    /// A bad value is kept, and counts in no roll-up and no chart.
    public var counts: Bool { self != .bad }
}

/// A value at a moment.
public struct Sample: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let time: Int64
    public let value: Double
    public let flag: Flag

    public init(_ time: Int64, _ value: Double, _ flag: Flag = .good) {
        (self.time, self.value, self.flag) = (time, value, flag)
    }

    /// Moments that can be kept: about 140,000 years to both sides, so that a difference of two never overflows.
    static let times: ClosedRange<Int64> = -(1 << 52)...(1 << 52)
}

/// A value of a stream.
public struct Observation: Sendable, Hashable {
    public let stream: StreamID
    public let sample: Sample

    public init(_ stream: StreamID, _ sample: Sample) {
        (self.stream, self.sample) = (stream, sample)
    }
}

/// What became of a batch. Everything that is not named here as refused is stored, and durable.
public struct Receipt: Sendable, Hashable {
    /// How many were new.
    public internal(set) var stored = 0
    /// How many of the new ones came after a later one of their stream.
    public internal(set) var late = 0
    /// How many were there already, with the same value.
    public internal(set) var duplicates = 0
    /// What was not stored, by its place in the batch.
    public internal(set) var refused: [Refused] = []

    public struct Refused: Sendable, Hashable {
        public let index: Int
        public let reason: Reason
    }

    public enum Reason: Sendable, Hashable {
        /// The stream has another value at this moment. The first one stays: two messages that contradict each other are for people to look at.
        case differs(from: Double)
        /// Before the moment until which the stream has forgotten its values (``Archive/forget(_:before:)``).
        case forgotten
        /// Not a finite number, or a moment that cannot be kept.
        case notANumber
        case unknownStream
    }
}

/// Samples in order of time, none twice: as they lie in memory. 17 bytes each.
public struct Samples: Sendable, Hashable {
    public internal(set) var times: [Int64] = []
    public internal(set) var values: [Double] = []
    var flags: [UInt8] = []

    public init() {}

    public var count: Int { times.count }
    public var isEmpty: Bool { times.isEmpty }
    public subscript(index: Int) -> Sample { Sample(times[index], values[index], Flag(rawValue: flags[index]) ?? .bad) }

    mutating func append(_ sample: Sample) {
        times.append(sample.time)
        values.append(sample.value)
        flags.append(sample.flag.rawValue)
    }

    mutating func append(_ other: Samples, _ range: Range<Int>) {
        times.append(contentsOf: other.times[range])
        values.append(contentsOf: other.values[range])
        flags.append(contentsOf: other.flags[range])
    }

    mutating func insert(_ sample: Sample, at index: Int) {
        times.insert(sample.time, at: index)
        values.insert(sample.value, at: index)
        flags.insert(sample.flag.rawValue, at: index)
    }

    mutating func removeAll() {
        times.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        flags.removeAll(keepingCapacity: true)
    }

    /// The first place whose time is not before `time`. O(log n).
    func firstIndex(notBefore time: Int64) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func value(at time: Int64) -> Double? {
        let place = firstIndex(notBefore: time)
        return place < count && times[place] == time ? values[place] : nil
    }

    /// One by one.
    public var all: [Sample] { times.indices.map { self[$0] } }

    /// What lies in a time.
    func part(_ range: Range<Int64>) -> Samples {
        var part = Samples()
        part.append(self, firstIndex(notBefore: range.lowerBound)..<max(firstIndex(notBefore: range.lowerBound), firstIndex(notBefore: range.upperBound)))
        return part
    }
}
