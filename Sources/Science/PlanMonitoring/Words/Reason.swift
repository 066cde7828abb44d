/// A sentence or a name in both languages of the interface.
public struct Statement: Sendable, Hashable {
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

/// A number that a result was computed from, with the letter by which the formulas call it.
public struct Quantity: Sendable, Hashable {
    /// As in the formulas: B base, T target, A actual, t share of time, p progress, s schedule ratio.
    public let symbol: String
    public let name: Statement
    public let value: Double
    /// As people read it, with its unit: 55 家, 41.86%.
    public let text: String

    /// A number in `unit`, with up to four decimals.
    public init(_ symbol: String, _ name: Statement, _ value: Double, unit: String = "") {
        self.symbol = symbol
        self.name = name
        self.value = value
        text = NumberText.measured(value, unit: unit)
    }

    /// A share, shown in per cent with up to two decimals: 0.4186 is 41.86%.
    public init(_ symbol: String, _ name: Statement, share: Double) {
        self.symbol = symbol
        self.name = name
        value = share
        text = NumberText.percent(share)
    }
}

/// Why a result is what it is: the numbers it was computed from and the steps in their order.
public struct Reason: Sendable, Hashable {
    public private(set) var quantities: [Quantity] = []
    /// Each a clause without a full stop.
    public private(set) var steps: [Statement] = []

    public init() {}

    /// All steps as one sentence.
    public var statement: Statement {
        Statement(
            steps.isEmpty ? "" : steps.map(\.chinese).joined(separator: "；") + "。",
            steps.isEmpty ? "" : Reason.capitalised(steps.map(\.english).joined(separator: "; ")) + ".")
    }

    /// A sentence begins with a capital, unless it begins with a letter that is a formula.
    private static func capitalised(_ text: String) -> String {
        guard let first = text.first, text.dropFirst().first?.isLetter == true else { return text }
        return first.uppercased() + text.dropFirst()
    }

    public mutating func note(_ quantity: Quantity) { quantities.append(quantity) }

    public mutating func note(_ chinese: String, _ english: String) { steps.append(Statement(chinese, english)) }
}
