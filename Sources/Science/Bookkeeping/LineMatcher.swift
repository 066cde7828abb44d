/// Carries a reconciliation out. A line is matched once.
struct LineMatcher {
    private let bank: [StatementLine]
    private let books: [StatementLine]
    private let days: Int
    private var isBankOpen: [Bool]
    private var isBookOpen: [Bool]
    private(set) var matches: [Reconciliation.Match] = []

    init(bank: [StatementLine], books: [StatementLine], days: Int) {
        (self.bank, self.books, self.days) = (bank, books, days)
        isBankOpen = bank.map { _ in true }
        isBookOpen = books.map { _ in true }
    }

    mutating func run() {
        matchReferences()
        matchPairs(by: { $0.counterparty.isEmpty ? nil : Key(amount: $0.amount, text: $0.counterparty) }, mayChoose: true) { .sameCounterparty(daysApart: $0) }
        matchPairs(by: { Key(amount: $0.amount, text: "") }, mayChoose: false) { .onlyOneOfThisAmount(daysApart: $0) }
        matchSums()
    }

    private struct Key: Hashable { let amount: Fen, text: String }

    private mutating func take(_ bankPlaces: [Int], _ bookPlaces: [Int], _ reason: Reconciliation.Reason) {
        for place in bankPlaces { isBankOpen[place] = false }
        for place in bookPlaces { isBookOpen[place] = false }
        matches.append(Reconciliation.Match(bank: bankPlaces.map { bank[$0] }, books: bookPlaces.map { books[$0] }, reason: reason))
    }

    private mutating func matchReferences() {
        var waiting = places(of: books, open: isBookOpen) { $0.reference.isEmpty ? nil : Key(amount: $0.amount, text: $0.reference) }
        for (place, line) in bank.enumerated() where !line.reference.isEmpty {
            guard let own = waiting[Key(amount: line.amount, text: line.reference)]?.first else { continue }
            waiting[Key(amount: line.amount, text: line.reference)]?.removeFirst()
            take([place], [own], .sameReference)
        }
    }

    /// Pairs with the same key and at most `days` apart, the nearest first. Unless it may choose, only where either has no other partner.
    private mutating func matchPairs(by key: (StatementLine) -> Key?, mayChoose: Bool, reason: (Int) -> Reconciliation.Reason) {
        let waiting = places(of: books, open: isBookOpen, by: key)
        var pairs: [(apart: Int, bank: Int, book: Int)] = []
        for (place, line) in bank.enumerated() where isBankOpen[place] {
            guard let key = key(line) else { continue }
            for other in waiting[key] ?? [] where abs(books[other].day - line.day) <= days { pairs.append((abs(books[other].day - line.day), place, other)) }
        }
        let (ofBank, ofBooks) = (Dictionary(grouping: pairs, by: \.bank), Dictionary(grouping: pairs, by: \.book))
        for pair in pairs.sorted(by: { ($0.apart, $0.bank, $0.book) < ($1.apart, $1.bank, $1.book) }) where isBankOpen[pair.bank] && isBookOpen[pair.book] {
            let isOnlyOne = ofBank[pair.bank]?.count == 1 && ofBooks[pair.book]?.count == 1
            if mayChoose || isOnlyOne { take([pair.bank], [pair.book], reason(pair.apart)) }
        }
    }

    /// All open lines of a counterparty within the days of one line of the other side, where they add up to it.
    private mutating func matchSums() {
        for isBankSingle in [true, false] {
            let (singles, many) = isBankSingle ? (bank, books) : (books, bank)
            for place in singles.indices where isBankSingle ? isBankOpen[place] : isBookOpen[place] {
                let line = singles[place]
                guard !line.counterparty.isEmpty else { continue }
                let group = many.indices.filter { other in
                    (isBankSingle ? isBookOpen[other] : isBankOpen[other]) && many[other].counterparty == line.counterparty
                        && abs(many[other].day - line.day) <= days && (many[other].amount < .zero) == (line.amount < .zero)
                }
                guard group.count > 1, let sum = try? Fen.sum(group.map { many[$0].amount }), sum == line.amount else { continue }
                if isBankSingle { take([place], group, .addsUp) } else { take(group, [place], .addsUp) }
            }
        }
    }

    private func places(of lines: [StatementLine], open: [Bool], by key: (StatementLine) -> Key?) -> [Key: [Int]] {
        var places: [Key: [Int]] = [:]
        for (place, line) in lines.enumerated() where open[place] { if let key = key(line) { places[key, default: []].append(place) } }
        return places
    }

    /// What was not matched, with what may explain it.
    var open: [Reconciliation.Open] {
        let (bankRest, booksRest) = (bank.indices.filter { isBankOpen[$0] }.map { bank[$0] }, books.indices.filter { isBookOpen[$0] }.map { books[$0] })
        return bankRest.map { line in
            Reconciliation.Open(line: line, transit: line.amount < .zero ? .onlyBankPaid : .onlyBankReceived, hint: hint(for: line, among: booksRest))
        }
            + booksRest.map { line in
                Reconciliation.Open(line: line, transit: line.amount < .zero ? .onlyBooksPaid : .onlyBooksReceived, hint: hint(for: line, among: bankRest))
            }
    }

    private func hint(for line: StatementLine, among others: [StatementLine]) -> Reconciliation.Hint? {
        if !line.reference.isEmpty, let other = others.first(where: { $0.reference == line.reference }),
            let difference = try? line.amount - other.amount
        {
            return .sameReferenceOtherAmount(id: other.id, difference: difference)
        }
        let like = others.filter { $0.amount == line.amount && abs($0.day - line.day) <= days }
        return like.isEmpty ? nil : .severalCandidates(ids: like.map(\.id))
    }
}
