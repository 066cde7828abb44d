/// How a monitored slope moves, from one reading a day: what a page says of it and a warning rests on.
public struct Movement: Sendable, Hashable {
    /// Rates between days, mm a day, the earliest first.
    public let velocities: [Velocity]
    /// The mean rate of the even stage, mm a day: as it was given, or the middle of the first half of the rates.
    public let uniformRate: Double?
    /// Of the newest rate; nil where there is no even rate above 0.
    public let angle: Double?
    public let stage: TangentAngle.Stage
    /// When the slope would fail, from the newest rates, and how sure that is; nil where it does not speed up along a line.
    public let failure: FailureTime?

    /// - Parameters:
    ///   - readings: one a day, in order of time; single ones that stand out are smoothed away.
    ///   - uniformRate: mm a day, where it is known.
    ///   - gap: over more days than that nothing is said.
    /// - Returns: nil with fewer than two readings.
    public init?(_ readings: [Displacement], uniformRate given: Double? = nil, gap: Double = 3, persistence: Int = 3, newest: Int = 8) {
        guard readings.count >= 2 else { return nil }
        let smooth = zip(readings, hampelFiltered(readings.map(\.value))).map { Displacement(time: $0.time, $1) }
        velocities = smooth.velocities(gap: gap)
        let rates = velocities.map(\.rate)
        let early = rates.prefix(max(1, rates.count / 2)).sorted()
        uniformRate = given ?? (early.isEmpty ? nil : early[early.count / 2])
        let tangent = uniformRate.flatMap { TangentAngle(uniformRate: $0) }
        angle = zip(tangent.map { [$0] } ?? [], rates.suffix(1)).map { $0.angle(rate: $1) }.first
        stage = tangent?.stage(rates, persistence: persistence) ?? .stable
        failure = stage >= .initialAcceleration ? FailureTime(inverse: Array(velocities.suffix(newest))) : nil
    }

    /// 0 none, 1 blue to 4 red.
    public var level: Int {
        switch stage {
        case .stable: 0
        case .uniform: 1
        case .initialAcceleration: 2
        case .middleAcceleration: 3
        case .imminent: 4
        }
    }
}
