import Kernel

/// 年费: until when a patent is paid for, and when the next fee is due.
///
/// A year of a patent runs from its filing; its fee is due before that year begins (专利法实施细则 art. 98, not checked in policy-rules.md). Six months
/// later it has lapsed. Amounts are those that were paid; none is reckoned here.
struct AnnualFees: Sendable {
    let filed: Day
    let paidUntil: Day?
    /// When its term is over; nil where the right is no patent.
    let end: Day?

    init(_ patent: Row<Patent>) {
        self.init(filed: patent.filedOn, granted: patent.grantedOn, paidUntil: patent.paidUntil, years: patent.category.term(filed: patent.filedOn))
    }

    init(filed: Day, granted: Day?, paidUntil: Day?, years: Int?) {
        self.filed = filed
        // The fee of the year of the grant is paid with the grant.
        self.paidUntil = paidUntil ?? granted.map { Self.anniversary(of: filed, after: $0) }
        end = years.map { filed.adding(months: 12 * $0) }
    }

    /// Until when the next fee pays.
    var nextUntil: Day { Self.anniversary(of: filed, after: paidUntil ?? filed) }

    enum Standing: Sendable { case paid, due, late, lapsed, ended }

    /// How it stands on a day: due in the 90 days before it is paid until, late for six months after.
    func standing(on day: Day) -> Standing {
        if let end, day >= end { return .ended }
        guard let paidUntil else { return .due }
        if day < paidUntil.adding(days: -90) { return .paid }
        if let end, paidUntil >= end { return .paid }
        if day < paidUntil { return .due }
        return day <= paidUntil.adding(months: 6) ? .late : .lapsed
    }

    /// The first anniversary after a day.
    static func anniversary(of filed: Day, after day: Day) -> Day {
        let years = max(1, day.year - filed.year)
        let first = filed.adding(months: 12 * years)
        return first > day ? first : filed.adding(months: 12 * (years + 1))
    }
}
