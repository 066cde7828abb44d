/// A line of a budget: what may be paid from it, what is reserved for claims, what was paid. Reserved and paid together never exceed the limit.
///
/// A value: each change gives the line after it or a reason why not, and the movements replay to the same line. Whoever keeps it in a database changes it
/// in the transaction that pays, so that payments at the same time see one another.
public struct BudgetLine: Sendable, Equatable {
    public enum Movement: Sendable, Hashable {
        case limit(Fen)
        /// Money is kept for a claim.
        case reserve(claim: String, Fen)
        /// So much of what is kept for a claim is paid.
        case pay(claim: String, Fen)
        /// What is still kept for a claim is free again.
        case release(claim: String)
        /// Money that was paid for a claim came back.
        case refund(claim: String, Fen)
    }

    public let code: String
    public private(set) var limit = Fen.zero
    public private(set) var reserved = Fen.zero
    /// Paid, less what came back.
    public private(set) var paid = Fen.zero
    public private(set) var movements: [Movement] = []
    private var reservations: [String: Fen] = [:]
    private var payments: [String: Fen] = [:]

    public init(_ code: String, limit: Fen) throws(BudgetProblem) {
        self.code = code
        try move(.limit(limit))
    }

    /// The line after its movements.
    public init(_ code: String, replaying movements: some Sequence<Movement>) throws(BudgetProblem) {
        self.code = code
        for movement in movements { try move(movement) }
    }

    /// What may still be reserved. Never below zero, and no sum of it overflows: all three are between 0 and the limit.
    public var free: Fen { Fen(limit.count - reserved.count - paid.count) }

    /// What is kept for a claim, and what was paid for it.
    public func state(of claim: String) -> (reserved: Fen, paid: Fen) { (reservations[claim] ?? .zero, payments[claim] ?? .zero) }

    /// Carries a movement out, or throws and changes nothing.
    public mutating func move(_ movement: Movement) throws(BudgetProblem) {
        switch movement {
        case .limit(let limit):
            guard limit.count >= reserved.count + paid.count else { throw .limitBelowUse(least: Fen(reserved.count + paid.count)) }
            self.limit = limit
        case .reserve(let claim, let amount):
            guard amount > .zero else { throw .notPositive }
            guard amount <= free else { throw .exceeds(free: free) }
            reserved = Fen(reserved.count + amount.count)
            reservations[claim] = Fen((reservations[claim] ?? .zero).count + amount.count)
        case .pay(let claim, let amount):
            guard amount > .zero else { throw .notPositive }
            let kept = reservations[claim] ?? .zero
            guard amount <= kept else { throw .exceedsReservation(of: claim, kept: kept) }
            reserved = Fen(reserved.count - amount.count)
            paid = Fen(paid.count + amount.count)
            reservations[claim] = kept == amount ? nil : Fen(kept.count - amount.count)
            payments[claim] = Fen((payments[claim] ?? .zero).count + amount.count)
        case .release(let claim):
            guard let kept = reservations.removeValue(forKey: claim) else { throw .nothingReserved(for: claim) }
            reserved = Fen(reserved.count - kept.count)
        case .refund(let claim, let amount):
            guard amount > .zero else { throw .notPositive }
            let sent = payments[claim] ?? .zero
            guard amount <= sent else { throw .exceedsPayment(of: claim, paid: sent) }
            paid = Fen(paid.count - amount.count)
            payments[claim] = Fen(sent.count - amount.count)
        }
        movements.append(movement)
    }
}

public enum BudgetProblem: Error, Hashable, Sendable {
    case notPositive
    /// More than is free.
    case exceeds(free: Fen)
    case exceedsReservation(of: String, kept: Fen)
    case exceedsPayment(of: String, paid: Fen)
    case nothingReserved(for: String)
    /// A limit cannot go below what is reserved and paid.
    case limitBelowUse(least: Fen)
}
