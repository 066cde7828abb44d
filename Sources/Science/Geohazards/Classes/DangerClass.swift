/// 危险性等级、风险等级: how dangerous a slope is, and how much is at stake there.
public enum DangerClass: Int, Sendable, CaseIterable, Comparable {
    /// 低、中、高、极高
    case low = 1, moderate, high, veryHigh

    public static func < (left: DangerClass, right: DangerClass) -> Bool { left.rawValue < right.rawValue }
}

/// What two things of four classes come to together: susceptibility and what triggers to hazard, hazard and exposure to risk.
public struct ClassMatrix: Sendable, Hashable {
    private let rows: [[DangerClass]]

    /// - Parameter rows: classes 1 to 4, a row for each class of the first thing and in it one for each of the second, low first.
    /// - Returns: nil unless four by four, and nowhere falling where one of the two rises.
    public init?(_ rows: [[Int]]) {
        let classes = rows.map { $0.compactMap(DangerClass.init(rawValue:)) }
        guard classes.count == 4, classes.allSatisfy({ $0.count == 4 && zip($0, $0.dropFirst()).allSatisfy(<=) }),
            zip(classes, classes.dropFirst()).allSatisfy({ zip($0, $1).allSatisfy(<=) })
        else { return nil }
        self.rows = classes
    }

    private init(classes: [[DangerClass]]) { rows = classes }

    /// The matrix of the warning of rain (``RainWarning/level(rain:susceptibility:)``): what it gives no level or the lowest one is low. A usual choice, to be
    /// calibrated by the county.
    public static let usual = ClassMatrix(
        classes: DangerClass.allCases.map { row in
            DangerClass.allCases.map { column in
                DangerClass(rawValue: RainWarning.level(rain: column.rawValue, susceptibility: row.rawValue)) ?? .low
            }
        })

    public subscript(_ first: DangerClass, _ second: DangerClass) -> DangerClass { rows[first.rawValue - 1][second.rawValue - 1] }
}

extension DangerClass {
    /// 承灾体等级: of who and what is threatened, by the grades of the law (``RiskGrade``).
    public init(exposure grade: RiskGrade) { self = Self.allCases[grade.rawValue] }
}
