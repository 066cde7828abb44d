import Bookkeeping
import Testing

@Suite("Double-entry books")
struct BooksTests {
    private static let accounts = [
        Account("1002", "银行存款", .asset), Account("1201", "应收款", .asset, mayBeOverdrawn: true), Account("2001", "应付款", .liability),
        Account("3001", "净资产", .netAsset, mayBeOverdrawn: true), Account("4001", "收入", .income), Account("5001", "支出", .expense),
    ]

    private func entry(_ id: String, _ debit: String, _ credit: String, _ amount: Int64) throws(BooksProblem) -> Entry {
        try Entry(id, day: 1, "样例", [.debit(debit, fen(amount)), .credit(credit, fen(amount))])
    }

    @Test("Money comes in, goes out, and the year is closed: by hand")
    func byHand() throws {
        var books = try Books(Self.accounts)
        try books.write(entry("1", "1002", "4001", 1000))
        try books.write(entry("2", "5001", "1002", 300))
        try books.write(entry("3", "5001", "2001", 50))
        #expect(books.balance(of: "1002") == fen(700))
        #expect(books.balance(of: "5001") == fen(350))
        let closing = try #require(try books.closing(into: "3001", as: "4", day: 365, "年终结转"))
        try books.write(closing)
        #expect(books.balance(of: "3001") == fen(650))
        #expect(books.balance(of: "4001") == .zero && books.balance(of: "5001") == .zero)
        #expect(try books.closing(into: "3001", as: "5", day: 365, "年终结转") == nil)
        let trial = try books.trialBalance()
        #expect(trial.debit == fen(700) && trial.credit == fen(700))
    }

    @Test("There is no entry that does not balance")
    func unbalanced() {
        func problem(_ postings: [Posting]) -> BooksProblem? { refusal { () throws(BooksProblem) in _ = try Entry("1", day: 0, "", postings) } }
        #expect(problem([.debit("1002", fen(5)), .credit("4001", fen(4))]) == .unbalanced("1", debit: fen(5), credit: fen(4)))
        #expect(problem([.debit("1002", fen(5))]) == .tooFewPostings("1"))
        #expect(problem([.debit("1002", fen(0)), .credit("4001", fen(0))]) == .notPositive("1"))
        #expect(problem([.debit("1002", fen(-5)), .credit("4001", fen(-5))]) == .notPositive("1"))
        #expect(problem([.debit("1002", fen(.max)), .debit("1002", fen(1)), .credit("4001", fen(.max))]) == .overflow("1"))
    }

    @Test("What is refused changes nothing")
    func refusals() throws {
        var books = try Books(Self.accounts)
        try books.write(entry("1", "1002", "4001", 100))
        let before = books
        func problem(_ entry: Entry) -> BooksProblem? { refusal { () throws(BooksProblem) in try books.write(entry) } }
        #expect(problem(try entry("1", "1002", "4001", 1)) == .repeatedEntry("1"))
        #expect(problem(try entry("2", "9999", "4001", 1)) == .noSuchAccount("9999", in: "2"))
        #expect(problem(try entry("3", "5001", "1002", 101)) == .overdrawn(account: "1002", by: "3", has: fen(100)))
        #expect(problem(try entry("4", "1002", "4001", .max)) == .overflow("4"))
        #expect(refusal { () throws(BooksProblem) in try books.reverse("7", as: "8", day: 2, "") } == .noSuchEntry("7"))
        #expect(books == before)
        #expect(throws: BooksProblem.repeatedAccount("1")) { try Books([Account("1", "甲", .asset), Account("1", "乙", .asset)]) }
    }

    @Test("A slip is reversed once, and both stay in the journal")
    func reversal() throws {
        var books = try Books(Self.accounts)
        try books.write(entry("1", "1002", "4001", 100))
        try books.reverse("1", as: "2", day: 2, "冲销")
        #expect(books.balance(of: "1002") == .zero)
        #expect(books.entries.count == 2)
        #expect(refusal { () throws(BooksProblem) in try books.reverse("1", as: "3", day: 3, "冲销") } == .alreadyReversed("1"))
        #expect(try Books(Self.accounts, replaying: books.entries) == books)
        let other = try Entry("4", day: 4, "", [.debit("4001", fen(99)), .credit("1002", fen(99))], reverses: "2")
        #expect(refusal { () throws(BooksProblem) in try books.write(other) } == .notTheOpposite("4", of: "2"))
    }

    @Test("Whatever happens, books balance, replay, and hold no money that did not come in: 60 random histories", arguments: 0..<60)
    func histories(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var books = try Books(Self.accounts)
        var net: [String: Int64] = [:]
        for number in 0..<200 {
            let before = books
            do {
                if Int.random(in: 0..<8, using: &random) == 0, let old = books.entries.randomElement(using: &random) {
                    try books.reverse(old.id, as: "\(number)", day: number, "冲销")
                } else {
                    try books.write(randomEntry("\(number)", &random))
                }
                for posting in try #require(books.entries.last).postings {
                    net[posting.account, default: 0] += (posting.side == .debit ? 1 : -1) * posting.amount.count
                }
            } catch { #expect(books == before, "\(error) changed the books") }
        }
        let trial = try books.trialBalance()
        #expect(trial.debit == trial.credit)
        #expect(net.values.reduce(0, +) == 0)
        for account in Self.accounts {
            let balance = try #require(books.balance(of: account.code))
            #expect(balance.count == (account.kind.side == .debit ? 1 : -1) * (net[account.code] ?? 0))
            #expect(account.mayBeOverdrawn || balance >= .zero, "\(account.name) has \(balance)")
        }
        #expect(try Books(Self.accounts, replaying: books.entries) == books)
    }

    /// One to three debits, and one or two credits that add up to them; or something wrong.
    private func randomEntry(_ id: String, _ random: inout SplitMix) throws -> Entry {
        let codes = Self.accounts.map(\.code)
        let debits = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Posting.debit(codes.randomElement(using: &random) ?? "", fen(Int64.random(in: -1...5000, using: &random)))
        }
        let total = debits.reduce(0) { $0 + $1.amount.count }
        let parts = try Allocation.divide(fen(total), by: [Int64.random(in: 1...9, using: &random), Int64.random(in: 0...9, using: &random)])
        let credits = parts.filter { $0 != .zero }.map { Posting.credit(codes.randomElement(using: &random) ?? "", $0) }
        return try Entry(id, day: 0, "随机", debits + credits)
    }
}

@Suite("Budget lines")
struct BudgetTests {
    @Test("Reserve, pay, release, refund: by hand, and every refusal says how much there is")
    func byHand() throws {
        var line = try BudgetLine("206", limit: fen(1000))
        func problem(_ movement: BudgetLine.Movement) -> BudgetProblem? { refusal { () throws(BudgetProblem) in try line.move(movement) } }
        try line.move(.reserve(claim: "甲", fen(600)))
        #expect(problem(.reserve(claim: "乙", fen(401))) == .exceeds(free: fen(400)))
        #expect(problem(.pay(claim: "甲", fen(601))) == .exceedsReservation(of: "甲", kept: fen(600)))
        #expect(problem(.pay(claim: "乙", fen(1))) == .exceedsReservation(of: "乙", kept: .zero))
        try line.move(.pay(claim: "甲", fen(450)))
        try line.move(.release(claim: "甲"))
        #expect((line.reserved, line.paid, line.free) == (.zero, fen(450), fen(550)))
        #expect(problem(.release(claim: "甲")) == .nothingReserved(for: "甲"))
        #expect(problem(.limit(fen(449))) == .limitBelowUse(least: fen(450)))
        #expect(problem(.refund(claim: "甲", fen(451))) == .exceedsPayment(of: "甲", paid: fen(450)))
        try line.move(.refund(claim: "甲", fen(50)))
        #expect(line.free == fen(600))
        #expect(problem(.reserve(claim: "丙", .zero)) == .notPositive)
        #expect(throws: BudgetProblem.limitBelowUse(least: .zero)) { try BudgetLine("1", limit: fen(-1)) }
    }

    @Test("Never exceeded, and the movements replay: 60 random histories", arguments: 0..<60)
    func histories(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) + 1000)
        var line = try BudgetLine("206", limit: fen(10_000))
        for _ in 0..<300 {
            let claim = "\(Int.random(in: 0..<6, using: &random))"
            let amount = Int.random(in: 0..<20, using: &random) == 0 ? fen(.max) : fen(Int64.random(in: -10...3000, using: &random))
            let movements: [BudgetLine.Movement] = [
                .reserve(claim: claim, amount), .pay(claim: claim, amount), .release(claim: claim), .refund(claim: claim, amount), .limit(amount),
            ]
            let before = line
            do { try line.move(try #require(movements.randomElement(using: &random))) } catch { #expect(line == before, "\(error) changed the line") }
            #expect(line.reserved >= .zero && line.paid >= .zero && line.free >= .zero)
            #expect(line.reserved.count + line.paid.count <= line.limit.count)
            let sums = (0..<6).reduce(into: (Int64(0), Int64(0))) { sums, claim in
                let state = line.state(of: "\(claim)")
                sums = (sums.0 + state.reserved.count, sums.1 + state.paid.count)
            }
            #expect(sums == (line.reserved.count, line.paid.count))
        }
        #expect(try BudgetLine("206", replaying: line.movements) == line)
    }
}
