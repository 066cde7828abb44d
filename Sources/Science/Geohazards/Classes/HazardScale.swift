/// 规模等级: how large a geohazard is, by what is measured of its type (DZ/T 0261—2014, DZ/T 0220—2006).
public enum HazardScale: Int, Sendable, CaseIterable, Comparable {
    case small, medium, large, veryLarge, giant

    public static func < (left: HazardScale, right: HazardScale) -> Bool { left.rawValue < right.rawValue }

    /// What is measured.
    public enum Measure: Sendable, Hashable, CaseIterable {
        /// 滑坡: 10⁴ m³; the only one with five classes.
        case slide
        /// 崩塌: 10⁴ m³.
        case fall
        /// 泥石流: 10⁴ m³ of one deposit.
        case debrisFlow
        /// 地面塌陷: km² affected.
        case collapse

        /// Where the next class begins.
        var limits: [Double] {
            switch self {
            case .slide: [10, 100, 1000, 10_000]
            case .fall, .debrisFlow: [1, 10, 100]
            case .collapse: [1, 10, 20]
            }
        }
    }

    /// - Returns: nil for what is no size.
    public init?(_ measure: Measure, _ value: Double) {
        guard value >= 0, value.isFinite else { return nil }
        self.init(rawValue: measure.limits.count { value >= $0 })
    }
}

/// 险情等级: how much a hazard threatens, by people who would have to move and by what could be lost; the higher of both (《地质灾害防治条例》 article 4).
public enum RiskGrade: Int, Sendable, CaseIterable, Comparable {
    /// Ⅳ 小型, Ⅲ 中型, Ⅱ 大型, Ⅰ 特大型
    case small, medium, large, veryLarge

    public static func < (left: RiskGrade, right: RiskGrade) -> Bool { left.rawValue < right.rawValue }

    /// Of a threat.
    ///
    /// - Parameters:
    ///   - people: who would have to move.
    ///   - loss: what could be lost, 10⁴ yuan.
    public init(people: Int, loss: Double) {
        self = max(Self.grade(Double(people), [100, 500, 1000]), Self.grade(loss, [500, 5000, 10_000]))
    }

    /// 灾情等级: of what happened.
    ///
    /// - Parameter loss: what was lost, 10⁴ yuan.
    public init(deaths: Int, loss: Double) {
        self = max(Self.grade(Double(deaths), [3, 10, 30]), Self.grade(loss, [100, 500, 1000]))
    }

    private static func grade(_ value: Double, _ limits: [Double]) -> RiskGrade { RiskGrade(rawValue: limits.count { value >= $0 }) ?? .small }
}
