/// Where a monitored point stood: days from any day, and millimetres from any place.
public struct Displacement: Sendable, Hashable {
    public var time: Double
    public var value: Double
    public init(time: Double, _ value: Double) {
        self.time = time
        self.value = value
    }
}

/// How fast a point moved between two readings.
public struct Velocity: Sendable, Hashable {
    /// The middle of the two readings, days.
    public var time: Double
    /// mm a day.
    public var rate: Double
    public init(time: Double, rate: Double) {
        self.time = time
        self.rate = rate
    }
}

extension Sequence<Displacement> {
    /// Velocities between readings that follow one another, by their true distance in time. Readings at the same moment are passed over; over a gap
    /// longer than `gap` days nothing is said, for what lies between was not seen.
    public func velocities(gap: Double = .infinity) -> [Velocity] {
        var (last, velocities): (Displacement?, [Velocity]) = (nil, [])
        for reading in self {
            if let before = last {
                let distance = reading.time - before.time
                guard distance > 0 else { continue }
                if distance <= gap { velocities.append(Velocity(time: (reading.time + before.time) / 2, rate: (reading.value - before.value) / distance)) }
            }
            last = reading
        }
        return velocities
    }
}

/// A reading that stands out from its neighbours is replaced by their middle: Hampel's filter, for GNSS and crack gauges.
///
/// - Parameters:
///   - reach: neighbours on each side.
///   - limit: how many standard deviations (1.4826 × the middle distance from the middle) a reading may lie off.
/// - Complexity: O(n × reach log reach).
public func hampelFiltered(_ values: [Double], reach: Int = 3, limit: Double = 3) -> [Double] {
    values.indices.map { index in
        let window = values[Swift.max(0, index - reach)...Swift.min(values.count - 1, index + reach)]
        let middle = median(window)
        let spread = 1.4826 * median(window.map { ($0 - middle).magnitude })
        return (values[index] - middle).magnitude > limit * spread ? middle : values[index]
    }
}

private func median(_ values: some Collection<Double>) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
