/// What a changed rule would do: who would qualify, and who would no longer.
public struct WhatIf: Sendable {
    /// The places of the firms that gain and that lose.
    public let gains: [Int]
    public let losses: [Int]
    /// How many qualify under the rules as they are, and under the proposal; what waits for a person's judgement counts.
    public let now: Int
    public let then: Int

    public init(_ firms: [Firm], on day: CivilDay, now rules: RuleSet, then proposal: RuleSet) {
        var (gains, losses, now, then): ([Int], [Int], Int, Int) = ([], [], 0, 0)
        for (place, firm) in firms.enumerated() {
            let look = Case(firm, on: day)
            let (before, after) = (rules.judge(look).outcome.isOpen, proposal.judge(look).outcome.isOpen)
            if before { now += 1 }
            if after { then += 1 }
            if after && !before { gains.append(place) }
            if before && !after { losses.append(place) }
        }
        (self.gains, self.losses, self.now, self.then) = (gains, losses, now, then)
    }
}

extension Outcome {
    /// Met, or fine as far as can be computed.
    public var isOpen: Bool { self == .met || self == .review }
}

extension RuleSet {
    /// A proposal: these rules with one limit replaced. The rules in force stay as they are.
    ///
    /// - Parameter limit: in the measure of the requirement: fen, people, a share of 1.
    /// - Returns: nil where no requirement of this code has a limit that is one number.
    public func proposing(_ limit: Fraction, for code: String) -> RuleSet? {
        var proposal = RuleSet(
            rung, version + "+", document, from: from, until: until, isVerified: false, note: note, clauses, usual: usual, card: card, instead: instead)
        var isChanged = false
        func changed(_ requirement: Requirement) -> Requirement {
            guard requirement.code == code else { return requirement }
            var requirement = requirement
            switch requirement.limit {
            case .atLeast: requirement.limit = .atLeast(limit)
            case .atMost: requirement.limit = .atMost(limit)
            case .moreThan: requirement.limit = .moreThan(limit)
            case .banded, .yes, .no, .judged: return requirement
            }
            isChanged = true
            return requirement
        }
        proposal.clauses = clauses.map { $0.map(changed) }
        proposal.usual = usual.map { $0.map(changed) }
        proposal.instead = instead.map(changed)
        return isChanged ? proposal : nil
    }

    /// A proposal: these rules with another number of points to pass.
    public func proposing(passing points: Int) -> RuleSet? {
        guard card != nil else { return nil }
        var proposal = self
        proposal.card?.passing = .atLeast(points)
        return proposal
    }
}
