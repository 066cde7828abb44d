/// 状态灯: how a target stands against time (convention of policy rules §8.2; thresholds in ``StatusRules``).
public enum Light: String, Sendable, Hashable, CaseIterable {
    /// Done early: A reaches T before the term is over.
    case blue
    case green, yellow, red

    public var name: Statement {
        switch self {
        case .blue: Statement("蓝灯", "blue")
        case .green: Statement("绿灯", "green")
        case .yellow: Statement("黄灯", "yellow")
        case .red: Statement("红灯", "red")
        }
    }

    public var standing: Standing {
        switch self {
        case .blue: .doneEarly
        case .green: .asExpected
        case .yellow: .nearlyAsExpected
        case .red: .behind
        }
    }
}

/// The words of plan reports for it.
public enum Standing: String, Sendable, Hashable, CaseIterable {
    case doneEarly, asExpected, nearlyAsExpected, behind

    public var name: Statement {
        switch self {
        case .doneEarly: Statement("提前完成", "done early")
        case .asExpected: Statement("达到预期", "as expected")
        case .nearlyAsExpected: Statement("基本符合", "nearly as expected")
        case .behind: Statement("滞后", "behind")
        }
    }
}

/// From which schedule ratio on a light is green or yellow.
public struct StatusRules: Sendable, Hashable {
    /// Green from here on.
    public let green: Double
    /// Yellow from here on, red below.
    public let yellow: Double

    /// Green from 1.0, yellow from 0.8.
    public static let standard = StatusRules(green: 1, yellow: 0.8, checked: ())

    /// nil unless 0 < yellow ≤ green.
    public init?(green: Double, yellow: Double) {
        guard green.isFinite, yellow > 0, yellow <= green else { return nil }
        self.init(green: green, yellow: yellow, checked: ())
    }

    private init(green: Double, yellow: Double, checked: Void) {
        self.green = green
        self.yellow = yellow
    }

    /// The light of a target that is not yet reached, or of any at the end of its term.
    public func light(ofScheduleRatio ratio: Double) -> Light {
        Tolerance.reaches(ratio, green) ? .green : Tolerance.reaches(ratio, yellow) ? .yellow : .red
    }

    /// How the light follows from the ratio: s = 0.9 ≥ 0.8.
    func comparison(ofScheduleRatio ratio: Double) -> String {
        let number = NumberText.plain(ratio)
        return switch light(ofScheduleRatio: ratio) {
        case .green, .blue: "s = \(number) ≥ \(NumberText.plain(green))"
        case .yellow: "\(NumberText.plain(yellow)) ≤ s = \(number) < \(NumberText.plain(green))"
        case .red: "s = \(number) < \(NumberText.plain(yellow))"
        }
    }
}
