import Bookkeeping
import Testing

@Suite("The books against the bank")
struct ReconciliationTests {
    private func line(_ id: String, _ day: Int, _ amount: Int64, _ counterparty: String = "", _ reference: String = "") -> StatementLine {
        StatementLine(id, day: day, fen(amount), counterparty: counterparty, reference: reference)
    }

    private func reconcile(_ bank: [StatementLine], _ books: [StatementLine]) throws -> Reconciliation {
        let (bankBalance, booksBalance) = (try Fen.sum(bank.map(\.amount)), try Fen.sum(books.map(\.amount)))
        return try Reconciliation(bank: bank, balance: bankBalance, books: books, balance: booksBalance)
    }

    @Test("Each reason, from the surest to the least sure")
    func reasons() throws {
        let result = try reconcile(
            [line("b1", 10, 500, "甲", "P1"), line("b2", 11, -300, "乙"), line("b3", 12, 70), line("b4", 13, 900, "丙")],
            [line("k1", 2, 500, "", "P1"), line("k2", 9, -300, "乙"), line("k3", 12, 70), line("k4", 12, 400, "丙"), line("k5", 13, 500, "丙")])
        #expect(result.matches.map(\.reason) == [.sameReference, .sameCounterparty(daysApart: 2), .onlyOneOfThisAmount(daysApart: 0), .addsUp])
        #expect(result.matches.map { $0.books.map(\.id) } == [["k1"], ["k2"], ["k3"], ["k4", "k5"]])
        #expect(result.open.isEmpty)
        #expect(result.difference == .zero)
    }

    @Test("The four kinds of items in transit, and balances that agree with them")
    func transit() throws {
        let result = try reconcile(
            [line("b0", 1, 5000, "", "S"), line("b1", 9, 120), line("b2", 9, -45)], [line("k0", 1, 5000, "", "S"), line("k1", 9, 300), line("k2", 9, -80)])
        #expect(result.open.map(\.transit) == [.onlyBankReceived, .onlyBankPaid, .onlyBooksReceived, .onlyBooksPaid])
        #expect(result.adjustedBank == fen(5075 + 220))
        #expect(result.adjustedBooks == fen(5220 + 75))
        #expect(result.difference == .zero)
    }

    @Test("Where a choice would be a guess, none is made, and it is said between which")
    func ambiguous() throws {
        let result = try reconcile([line("b1", 10, 100)], [line("k1", 9, 100), line("k2", 11, 100)])
        #expect(result.matches.isEmpty)
        #expect(result.open.first?.hint == .severalCandidates(ids: ["k1", "k2"]))
    }

    @Test("A slip in an amount is found by the reference")
    func slip() throws {
        let result = try reconcile([line("b1", 10, 1980, "甲", "P7")], [line("k1", 10, 1890, "甲", "P7")])
        #expect(result.open.first?.hint == .sameReferenceOtherAmount(id: "k1", difference: fen(90)))
        #expect(result.open.last?.hint == .sameReferenceOtherAmount(id: "b1", difference: fen(-90)))
    }

    @Test("Too many days apart, or the other direction, is no match")
    func far() throws {
        #expect(try reconcile([line("b1", 10, 100, "甲")], [line("k1", 16, 100, "甲")]).matches.isEmpty)
        #expect(try reconcile([line("b1", 10, 100, "甲")], [line("k1", 10, -100, "甲")]).matches.isEmpty)
    }

    @Test("No line is matched twice, matched lines are equal in sum, and balances agree: 200 random statements", arguments: 0..<200)
    func random(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) + 9000)
        func lines(_ prefix: String) -> [StatementLine] {
            (0..<Int.random(in: 0...30, using: &random)).map { number in
                line(
                    "\(prefix)\(number)", Int.random(in: 0...20, using: &random), Int64.random(in: -4...4, using: &random) * 100,
                    ["", "甲", "乙"].randomElement(using: &random) ?? "", Bool.random(using: &random) ? "" : "P\(Int.random(in: 0...20, using: &random))")
            }
        }
        let (bank, books) = (lines("b"), lines("k"))
        let result = try reconcile(bank, books)
        let seen = result.matches.flatMap { $0.bank + $0.books }.map(\.id) + result.open.map(\.line.id)
        #expect(Set(seen).count == seen.count)
        #expect(seen.count == bank.count + books.count)
        for match in result.matches { #expect(try Fen.sum(match.bank.map(\.amount)) == Fen.sum(match.books.map(\.amount))) }
        #expect(result.difference == .zero)
    }
}
