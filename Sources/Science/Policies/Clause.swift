/// One clause of a policy: what has to hold, and what is paid.
public struct Clause: Sendable {
    public let code: String
    /// All of them have to hold.
    public let conditions: [Condition]
    /// nil where a review sets the amount.
    public let amount: Formula?
    /// The most that is paid for one matter, in fen.
    public let cap: Int64?
    /// Of several clauses for one matter only the highest is paid; nil where it stands alone.
    public let matter: String?
    /// Amounts are rounded to it, half up: 10,000 fen are 0.01 万元.
    public let unit: Int64

    public init(_ code: String, conditions: [Condition], amount: Formula?, cap: Int64? = nil, matter: String? = nil, unit: Int64 = 10_000) {
        (self.code, self.conditions, self.amount, self.cap, self.matter, self.unit) = (code, conditions, amount, cap, matter, unit)
    }

    /// What a firm is entitled to, with every reason. Time in the size of the clause.
    public func judge(_ facts: Facts) -> Entitlement {
        let reasons = conditions.map { Entitlement.Reason(condition: $0, verdict: $0.verdict(facts)) }
        let verdicts = reasons.map(\.verdict)
        let verdict: Verdict = verdicts.contains(.unmet) ? .unmet : verdicts.contains(.unknown) ? .unknown : .met
        return Entitlement(verdict: verdict, reasons: reasons, amount: amount.map { settled($0, facts) })
    }

    private func settled(_ formula: Formula, _ facts: Facts) -> Entitlement.Amount {
        switch formula.value(facts) {
        case .unknown(let figures): return .unknown(figures)
        case .undefined: return .undefined
        case .known(let value):
            let positive = max(value, .zero)
            let limited = cap.map { min(positive, Exact($0)) } ?? positive
            guard let fen = limited.rounded(to: unit) else { return .undefined }
            return .known(fen: cap.map { min(fen, $0) } ?? fen, computed: value, isCapped: limited < positive)
        }
    }

    /// The figures that decide, each once.
    public var figures: [Figure] { (conditions.flatMap(\.figures) + (amount?.figures ?? [])).once }
}

/// What a clause says of a firm.
public struct Entitlement: Sendable, Hashable {
    public struct Reason: Sendable, Hashable {
        public let condition: Condition
        public let verdict: Verdict
    }
    public enum Amount: Sendable, Hashable {
        /// Rounded and capped; what the formula came to; whether the cap cut it.
        case known(fen: Int64, computed: Exact, isCapped: Bool)
        case unknown([Figure])
        case undefined

        public var fen: Int64? { if case .known(let fen, _, _) = self { fen } else { nil } }
    }
    public let verdict: Verdict
    public let reasons: [Reason]
    public let amount: Amount?

    /// What is certain to be paid: 0 unless all conditions are met and the amount is known.
    public var certain: Int64 { verdict == .met ? amount?.fen ?? 0 : 0 }
}

extension Clause {
    /// The amount with its arithmetic: 1% × 4,000 万元 + 5% × 取大(0, 5,000 万元 − 4,000 万元) = 90 万元
    public func arithmetic(_ facts: Facts, _ amount: Entitlement.Amount) -> Wording? {
        guard let formula = self.amount else { return nil }
        let text = formula.text(with: facts)
        switch amount {
        case .unknown(let figures):
            return Wording(
                "\(text.chinese)：缺 \(figures.map(\.name.chinese).joined(separator: "、"))",
                en: "\(text.english): unknown \(figures.map(\.name.english).joined(separator: ", "))")
        case .undefined: return Wording("\(text.chinese)：算不出（除数为零或数字过大）", en: "\(text.english): cannot be reckoned (division by zero, or too large)")
        case .known(let fen, let computed, let isCapped):
            let (result, paid) = (Numerals.text(computed, .money), Numerals.text(Exact(fen), .money))
            var (chinese, english) = ("\(text.chinese) = \(result.chinese)", "\(text.english) = \(result.english)")
            if isCapped {
                (chinese, english) = ("\(chinese)，封顶 \(paid.chinese)", "\(english), capped at \(paid.english)")
            } else if Exact(fen) != computed, Exact.zero < computed {
                (chinese, english) = ("\(chinese)，取整 \(paid.chinese)", "\(english), rounded to \(paid.english)")
            }
            return Wording(chinese, en: english)
        }
    }
}

/// What is paid of several entitlements of one firm and year.
///
/// The order of the cuts is a convention: for one matter the highest only; then the yearly cap of the firm, the largest amounts first.
public struct Portfolio: Sendable {
    public enum Cut: Sendable, Hashable {
        case none
        /// Another clause pays more for the same matter.
        case superseded(by: String)
        /// The firm's cap of the year left so much.
        case capped
    }
    public struct Line: Sendable, Hashable {
        public let code: String
        public let amount: Int64
        public let cut: Cut
    }
    public let lines: [Line]
    public var total: Int64 { lines.reduce(0) { $0 + $1.amount } }

    /// - Parameters:
    ///   - entitled: clauses with their amounts in fen, none below 0.
    ///   - yearlyCap: what the firm gets in a year at most, in fen.
    ///   - already: what it got this year.
    public init(_ entitled: [(clause: Clause, amount: Int64)], yearlyCap: Int64? = nil, already: Int64 = 0) {
        var highest: [String: (code: String, amount: Int64)] = [:]
        for (clause, amount) in entitled {
            guard let matter = clause.matter else { continue }
            if let other = highest[matter], (other.amount, clause.code) >= (amount, other.code) { continue }
            highest[matter] = (clause.code, amount)
        }
        var left = yearlyCap.map { max(0, $0 - max(0, already)) } ?? .max
        var lines = [Line?](repeating: nil, count: entitled.count)
        for place in entitled.indices.sorted(by: { (entitled[$1].amount, entitled[$0].clause.code) < (entitled[$0].amount, entitled[$1].clause.code) }) {
            let (clause, amount) = entitled[place]
            if let matter = clause.matter, let winner = highest[matter], winner.code != clause.code {
                lines[place] = Line(code: clause.code, amount: 0, cut: .superseded(by: winner.code))
            } else {
                let paid = min(max(0, amount), left)
                left -= paid
                lines[place] = Line(code: clause.code, amount: paid, cut: paid < amount ? .capped : .none)
            }
        }
        self.lines = lines.compactMap(\.self)
    }
}

/// What a clause would change before it is in force: who gains, who loses, what it costs.
public struct Trial: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        /// The place of the firm among those that were asked.
        public let place: Int
        /// In fen, each year; 0 where a firm is not entitled for certain.
        public let before: Int64
        public let after: Int64
        /// Whether something that it depends on is unknown.
        public let isOpen: Bool
    }
    public let lines: [Line]

    /// - Parameter old: the version in force; nil where there is none.
    /// - Complexity: O(firms × size of the clauses).
    public init(_ firms: [Facts], from old: Clause?, to new: Clause) {
        lines = firms.enumerated().map { place, facts in
            let result = new.judge(facts)
            let isOpen = result.verdict == .unknown || (result.verdict == .met && new.amount != nil && result.amount?.fen == nil)
            return Line(place: place, before: old?.judge(facts).certain ?? 0, after: result.certain, isOpen: isOpen)
        }
    }

    public var gains: [Line] { lines.filter { $0.after > $0.before } }
    public var losses: [Line] { lines.filter { $0.after < $0.before } }
    public var open: [Line] { lines.filter(\.isOpen) }
    /// What all firms together would get, in fen.
    public var cost: (before: Int64, after: Int64) {
        lines.reduce((0, 0)) { sum, line in (sum.0 &+ line.before, sum.1 &+ line.after) }
    }
}
