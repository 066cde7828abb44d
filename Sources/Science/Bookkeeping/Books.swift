/// What money is kept under.
public struct Account: Sendable, Hashable {
    /// 资产, 负债, 净资产, 收入, 支出: the five elements of public accounting.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case asset, liability, netAsset, income, expense

        /// On which side it grows.
        public var side: Side { self == .asset || self == .expense ? .debit : .credit }
    }

    public let code: String
    public let name: String
    public let kind: Kind
    /// Money that is not there cannot be spent: an entry that would take the balance below zero is refused, unless this says otherwise.
    public let mayBeOverdrawn: Bool

    public init(_ code: String, _ name: String, _ kind: Kind, mayBeOverdrawn: Bool = false) {
        (self.code, self.name, self.kind, self.mayBeOverdrawn) = (code, name, kind, mayBeOverdrawn)
    }
}

/// 借 and 贷.
public enum Side: Sendable, Hashable { case debit, credit }

/// One line of an entry: an account, a side and an amount above zero.
public struct Posting: Sendable, Hashable {
    public let account: String
    public let side: Side
    public let amount: Fen

    public static func debit(_ account: String, _ amount: Fen) -> Posting { Posting(account: account, side: .debit, amount: amount) }
    public static func credit(_ account: String, _ amount: Fen) -> Posting { Posting(account: account, side: .credit, amount: amount) }

    var opposite: Posting { Posting(account: account, side: side == .debit ? .credit : .debit, amount: amount) }
}

/// An entry of the journal. There is none that does not balance.
public struct Entry: Sendable, Hashable {
    public let id: String
    /// Days since 1970-01-01, or since any other day that all entries share.
    public let day: Int
    public let summary: String
    public let postings: [Posting]
    /// The entry whose opposite this one is.
    public let reverses: String?

    /// Throws unless there are two postings or more, all above zero, with as much on one side as on the other.
    public init(_ id: String, day: Int, _ summary: String, _ postings: [Posting], reverses: String? = nil) throws(BooksProblem) {
        guard postings.count >= 2 else { throw .tooFewPostings(id) }
        guard postings.allSatisfy({ $0.amount > .zero }) else { throw .notPositive(id) }
        let (debit, credit): (Fen, Fen)
        do {
            debit = try Fen.sum(postings.lazy.filter { $0.side == .debit }.map(\.amount))
            credit = try Fen.sum(postings.lazy.filter { $0.side == .credit }.map(\.amount))
        } catch { throw .overflow(id) }
        guard debit == credit else { throw .unbalanced(id, debit: debit, credit: credit) }
        (self.id, self.day, self.summary, self.postings, self.reverses) = (id, day, summary, postings, reverses)
    }
}

/// Why an entry is not written. Nothing of it is.
public enum BooksProblem: Error, Hashable, Sendable {
    case tooFewPostings(String)
    /// Amounts are above zero; what goes back is an entry with the sides changed.
    case notPositive(String)
    case unbalanced(String, debit: Fen, credit: Fen)
    case overflow(String)
    case repeatedAccount(String)
    case noSuchAccount(String, in: String)
    case repeatedEntry(String)
    case noSuchEntry(String)
    case alreadyReversed(String)
    /// The entry says that it reverses another, but is not its opposite.
    case notTheOpposite(String, of: String)
    /// The account has only so much.
    case overdrawn(account: String, by: String, has: Fen)
}

/// Double-entry books (借贷记账法) as a value: accounts and a journal that only grows. What is wrong is reversed, never changed.
///
/// Whatever was written, debits equal credits; and whoever replays the journal gets the same books.
public struct Books: Sendable, Equatable {
    public let accounts: [Account]
    public private(set) var entries: [Entry] = []
    private let places: [String: Int]
    /// By account, on the side on which it grows.
    private var balances: [Fen]
    private var ids: [String: Int] = [:]
    private var reversed: Set<String> = []

    public init(_ accounts: [Account]) throws(BooksProblem) {
        var places: [String: Int] = [:]
        for (place, account) in accounts.enumerated() { if places.updateValue(place, forKey: account.code) != nil { throw .repeatedAccount(account.code) } }
        self.accounts = accounts
        self.places = places
        balances = [Fen](repeating: .zero, count: accounts.count)
    }

    /// The books after a journal, from the first entry to the last.
    public init(_ accounts: [Account], replaying journal: some Sequence<Entry>) throws(BooksProblem) {
        try self.init(accounts)
        for entry in journal { try write(entry) }
    }

    /// Writes an entry, whole or not at all. Time in the number of its postings.
    public mutating func write(_ entry: Entry) throws(BooksProblem) {
        guard ids[entry.id] == nil else { throw .repeatedEntry(entry.id) }
        if let id = entry.reverses { try check(entry, reverses: id) }
        var changed: [Int: Fen] = [:]
        for posting in entry.postings {
            guard let place = places[posting.account] else { throw .noSuchAccount(posting.account, in: entry.id) }
            let before = changed[place] ?? balances[place]
            do throws(MoneyProblem) {
                changed[place] = posting.side == accounts[place].kind.side ? try before + posting.amount : try before - posting.amount
            } catch { throw .overflow(entry.id) }
        }
        for (place, balance) in changed where balance < .zero && balance < balances[place] && !accounts[place].mayBeOverdrawn {
            throw .overdrawn(account: accounts[place].code, by: entry.id, has: balances[place])
        }
        for (place, balance) in changed { balances[place] = balance }
        ids[entry.id] = entries.count
        entries.append(entry)
        if let id = entry.reverses { reversed.insert(id) }
    }

    private func check(_ entry: Entry, reverses id: String) throws(BooksProblem) {
        guard let place = ids[id] else { throw .noSuchEntry(id) }
        guard !reversed.contains(id) else { throw .alreadyReversed(id) }
        guard entry.postings == entries[place].postings.map(\.opposite) else { throw .notTheOpposite(entry.id, of: id) }
    }

    /// Writes the opposite of an entry (红字冲销), once.
    public mutating func reverse(_ id: String, as newID: String, day: Int, _ summary: String) throws(BooksProblem) {
        guard let place = ids[id] else { throw .noSuchEntry(id) }
        try write(Entry(newID, day: day, summary, entries[place].postings.map(\.opposite), reverses: id))
    }

    /// What an account holds, on the side on which it grows; nil where there is none of this code.
    public func balance(of account: String) -> Fen? { places[account].map { balances[$0] } }

    /// Every account with its balance, and the sums of both sides, which are the same (试算平衡).
    public func trialBalance() throws(MoneyProblem) -> (rows: [(account: Account, balance: Fen)], debit: Fen, credit: Fen) {
        var (debit, credit) = (Fen.zero, Fen.zero)
        for (account, balance) in zip(accounts, balances) {
            if account.kind.side == .debit { debit = try debit + balance } else { credit = try credit + balance }
        }
        return (Array(zip(accounts, balances)), debit, credit)
    }

    /// The entry that closes income and expense of a period into a net asset (年终结转); nil where there is nothing to close.
    public func closing(into account: String, as id: String, day: Int, _ summary: String) throws(BooksProblem) -> Entry? {
        var postings: [Posting] = []
        var result = Fen.zero
        for (place, closed) in accounts.enumerated() where closed.kind == .income || closed.kind == .expense {
            let balance = balances[place]
            guard balance != .zero else { continue }
            // The opposite side of where the balance stands.
            let side: Side = (closed.kind == .income) == (balance > .zero) ? .debit : .credit
            postings.append(Posting(account: closed.code, side: side, amount: Fen(Int64(clamping: balance.count.magnitude))))
            do throws(MoneyProblem) { result = closed.kind == .income ? try result + balance : try result - balance } catch { throw .overflow(id) }
        }
        guard !postings.isEmpty else { return nil }
        if result != .zero {
            postings.append(Posting(account: account, side: result > .zero ? .credit : .debit, amount: Fen(Int64(clamping: result.count.magnitude))))
        }
        return try Entry(id, day: day, summary, postings)
    }
}
