/// A line of a bank statement, or of the books' account of that bank.
public struct StatementLine: Sendable, Hashable {
    public let id: String
    /// Days, counted as in the books.
    public let day: Int
    /// Above zero what came in, below what went out.
    public let amount: Fen
    public let counterparty: String
    /// The number that both sides know, as the payment's or the voucher's; empty where there is none.
    public let reference: String

    public init(_ id: String, day: Int, _ amount: Fen, counterparty: String = "", reference: String = "") {
        (self.id, self.day, self.amount, self.counterparty, self.reference) = (id, day, amount, counterparty, reference)
    }
}

/// The books against the bank's statement (银行对账): which lines are the same, why, and what the rest is.
public struct Reconciliation: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        case sameReference
        /// The same amount and counterparty, so many days apart.
        case sameCounterparty(daysApart: Int)
        /// The same amount, and no other line of it near; so many days apart.
        case onlyOneOfThisAmount(daysApart: Int)
        /// Lines of one counterparty on one side that add up to one line on the other.
        case addsUp
    }

    public struct Match: Sendable, Hashable {
        public let bank: [StatementLine]
        public let books: [StatementLine]
        public let reason: Reason
    }

    /// The four kinds of items in transit (未达账项).
    public enum Transit: Sendable, Hashable { case onlyBankReceived, onlyBankPaid, onlyBooksReceived, onlyBooksPaid }

    public enum Hint: Sendable, Hashable {
        /// A line of the other side has the same reference and another amount: one of both is wrong by this.
        case sameReferenceOtherAmount(id: String, difference: Fen)
        /// Several lines of the other side would do: someone has to choose.
        case severalCandidates(ids: [String])
    }

    public struct Open: Sendable, Hashable {
        public let line: StatementLine
        public let transit: Transit
        public let hint: Hint?
    }

    public let matches: [Match]
    public let open: [Open]
    /// The balances, each with what only the other side knows (余额调节表).
    public let adjustedBank: Fen
    public let adjustedBooks: Fen

    /// What is left unexplained: 0 where both balances come from the lines that were compared.
    public var difference: Fen { Fen(adjustedBank.count &- adjustedBooks.count) }
}

extension Reconciliation {
    /// Matches lines from the surest reason to the least sure: same reference and amount; same amount and counterparty, the nearest days first; the only
    /// ones of their amount within `days`; lines of a counterparty within `days` that add up to one. Where a choice would be a guess, none is made.
    ///
    /// Throws where a sum overflows. Time in the number of lines of like amount or counterparty within the days.
    public init(bank: [StatementLine], balance bankBalance: Fen, books: [StatementLine], balance booksBalance: Fen, within days: Int = 5) throws(MoneyProblem) {
        var matcher = LineMatcher(bank: bank, books: books, days: max(0, days))
        matcher.run()
        matches = matcher.matches
        open = matcher.open
        let onlyBooks = try Fen.sum(open.lazy.filter { $0.transit == .onlyBooksReceived || $0.transit == .onlyBooksPaid }.map(\.line.amount))
        let onlyBank = try Fen.sum(open.lazy.filter { $0.transit == .onlyBankReceived || $0.transit == .onlyBankPaid }.map(\.line.amount))
        adjustedBank = try bankBalance + onlyBooks
        adjustedBooks = try booksBalance + onlyBank
    }
}
