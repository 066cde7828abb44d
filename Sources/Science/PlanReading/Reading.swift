/// A plan, read: everything in it that can be managed, each item with the place it was read from and how sure the reader is (0…1).
public struct Reading: Sendable {
    public var document = DocumentFacts()
    public var outline: [Heading] = []
    public var clauses: [Clause] = []
    public var boxes: [Box] = []
    public var indicators: [Indicator] = []
    /// Dated events without a number: “到2023年，……达到认定要求”.
    public var milestones: [Milestone] = []
    /// Figures that the plan reports as reached: history, never targets.
    public var achievements: [Achievement] = []
    public var tasks: [Task] = []
    public var projects: [Project] = []
    public var projectTotals: [ProjectTotal] = []
    public var systems: [System] = []
    public var findings: [Finding] = []

    public init() {}
}

/// What the document says of itself.
public struct DocumentFacts: Sendable {
    public var title: String?
    public var titleSpan: Span?
    /// 地区: as the title prints it, 黔江区.
    public var region: String?
    /// The region behind those that it lies in, as far as the document names them: 湖南省, 长沙市, 岳麓区.
    public var regionPath: [String] = []
    /// The code of GB/T 2260, where it is known.
    public var regionCode: String?
    public var level: Level?
    /// 发文机关
    public var issuer: String?
    /// 发文字号
    public var number: String?
    /// 成文日期: year, month, day as printed.
    public var date: String?
    /// 规划期
    public var from: Int?
    public var to: Int?

    public enum Level: String, Sendable { case county = "区县", city = "市", province = "省", nation = "国家" }
}

/// A heading of the outline. Level 1 is the highest that the document uses.
public struct Heading: Sendable {
    public var level: Int
    public var number: String
    public var title: String
    public var span: Span
    /// The numbers of this heading and those above it: 第三章/一/（二）.
    public var path: String
    /// The text follows in the same paragraph: “（一）建立……。正文”.
    public var isRunIn: Bool
    public var confidence: Double
}

/// A sentence, the smallest passage that anything refers to. The id depends on its words alone (and on which of several equal sentences it is),
/// so that it stays the same when text is added elsewhere.
public struct Clause: Sendable {
    public var id: String
    public var span: Span
    /// Index of the heading it stands under.
    public var heading: Int?
    /// Index of the box it stands in.
    public var box: Int?
}

/// 专栏: a titled box.
public struct Box: Sendable {
    public var number: String
    public var title: String
    /// Title and content.
    public var span: Span
    public var items: [Item]
    public var confidence: Double

    public struct Item: Sendable {
        /// As printed: "1", "①", "●"; nil where it is missing.
        public var number: String?
        public var title: String
        public var span: Span
    }
}

/// How a stated value is meant.
public enum Comparison: String, Sendable {
    case equal = "=", atLeast = ">=", over = ">", atMost = "<=", under = "<", about = "~"
}

public enum Direction: String, Sendable { case up, down }

/// A value as printed: 80, 3-5, 2.2 (in its unit 万亿元), or words such as 全覆盖.
public enum Value: Hashable, Sendable, CustomStringConvertible {
    case number(Number)
    /// Beside the others because it is rare, and every indicator has room for several values.
    indirect case range(Number, Number)
    case words(String)

    public var description: String {
        switch self {
        case .number(let number): number.description
        case .range(let low, let high): "\(low)-\(high)"
        case .words(let words): words
        }
    }

    /// The number, or the lower end of the range.
    public var number: Number? {
        switch self {
        case .number(let number), .range(let number, _): number
        case .words: nil
        }
    }
}

/// 指标: a quantity with a target.
public struct Indicator: Sendable {
    public var name: String
    public var unit: String?
    public var baselineYear: Int?
    public var baseline: Value?
    public var targetYear: Int?
    public var target: Value?
    public var comparison: Comparison
    public var direction: Direction
    /// 约束性 or 预期性, as printed.
    public var attribute: String?
    /// The target counts what is added over the period (新增, 累计), not a stock at its end.
    public var isCumulative: Bool
    /// The target holds for every year (每年, 年均).
    public var isYearly: Bool
    /// The value is a rate of growth.
    public var isGrowth: Bool
    public var origin: Origin
    /// 力争 beyond the target.
    public var stretch: Value?
    /// Other years of its path, baseline and target left out.
    public var path: [Point]
    /// What a growth or cumulative column says beside the target.
    public var extra: String?
    public var span: Span
    public var valueSpan: Span
    public var baselineSpan: Span?
    /// Other places that state the same target.
    public var mentions: [Span]
    public var heading: Int?
    public var box: Int?
    public var confidence: Double

    public enum Origin: String, Sendable { case table, text }

    public struct Point: Sendable {
        public var year: Int
        public var value: Value
        public var span: Span
    }
}

public struct Milestone: Sendable {
    public var name: String
    public var year: Int
    public var span: Span
    public var confidence: Double
}

public struct Achievement: Sendable {
    public var name: String
    public var value: Value
    public var unit: String?
    public var year: Int?
    public var span: Span
    public var valueSpan: Span
    public var confidence: Double
}

/// A unit and what it does in a task or project.
public struct Responsibility: Sendable, Hashable {
    public var role: Role
    public var name: String

    public enum Role: String, Sendable {
        case lead = "牵头单位", support = "配合单位", responsible = "责任单位", implementer = "实施主体", supervisor = "主管单位"
    }
}

extension Reading {
    /// 任务: something to be done.
    public struct Task: Sendable {
        public var verb: String
        public var object: String
        public var units: [Responsibility]
        public var year: Int?
        public var span: Span
        public var heading: Int?
        public var box: Int?
        public var confidence: Double
    }

    /// A digital system or platform that the plan commissions: a candidate for the register of systems.
    public struct System: Sendable {
        public var name: String
        public var span: Span
        public var clause: Int?
        /// Index of the project that funds it, where one does.
        public var project: Int?
        public var mentions: [Span]
        public var confidence: Double
    }
}

/// 项目: a row of a project list.
public struct Project: Sendable {
    public var number: String?
    public var name: String
    /// 新建 or 续建, as printed.
    public var kind: String?
    /// As printed: 2022-2025.
    public var period: String?
    public var from: Int?
    public var to: Int?
    /// 实施周期 in years, where a column of its own gives it.
    public var years: Number?
    /// 万元
    public var budget: Number?
    public var budgetAsPrinted: String?
    public var units: [Responsibility]
    public var content: String?
    /// The heading row it stands under.
    public var group: String?
    public var span: Span
    public var nameSpan: Span
    public var contentSpan: Span?
    public var budgetSpan: Span?
    public var periodSpan: Span?
    /// Which project table of the document.
    public var list: Int
    public var confidence: Double
}

/// 小计 or 合计: a sum that a project list prints, in 万元.
public struct ProjectTotal: Sendable {
    public var label: String
    public var group: String?
    public var amount: Number
    public var span: Span
    public var list: Int
    public var isGrand: Bool
    /// The first project below this line, so that a subtotal is compared with the rows above it.
    public var before: Int
    /// The number of projects that the line states, where it does.
    public var statedCount: Int?
}

/// Something that does not fit, with the passages that show it.
public struct Finding: Sendable {
    /// Stable name of the rule.
    public var rule: String
    public var severity: Severity
    /// What is wrong, in one sentence.
    public var message: String
    /// Why that is a problem.
    public var why: String
    /// What would resolve it.
    public var remedy: String
    public var passages: [Span]

    public enum Severity: String, Sendable, Comparable {
        case error = "错误", warning = "警告", note = "提示"

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }

        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }
}
