/// A loan and how it is paid back.
public struct LoanTerms: Sendable, Hashable {
    /// 到期一次还本付息; 按月付息、到期还本; 等额本息; 等额本金.
    public enum Method: Sendable, Hashable, CaseIterable { case allAtEnd, interestMonthly, equalInstalments, equalPrincipal }

    public let principal: Fen
    /// Per year, in millionths: 47,500 is 4.75 %. A month is a twelfth of a year.
    public let yearlyRate: Int64
    public let months: Int
    public let method: Method

    /// nil unless the principal is above zero and below 10 trillion yuan, the rate 0…100 % a year, the term 1…600 months.
    public init?(principal: Fen, yearlyRate: Int64, months: Int, method: Method) {
        guard principal > .zero, principal.count <= 1_000_000_000_000_000, (0...1_000_000).contains(yearlyRate), (1...600).contains(months) else { return nil }
        (self.principal, self.yearlyRate, self.months, self.method) = (principal, yearlyRate, months, method)
    }
}

public struct Instalment: Sendable, Hashable {
    /// 1 is the first month.
    public let month: Int
    public let principal: Fen
    public let interest: Fen
    /// What is owed after it.
    public let outstanding: Fen

    public var payment: Fen { Fen(principal.count + interest.count) }
}

extension LoanTerms {
    /// Every payment until nothing is owed. Interest is rounded to the fen every time, half up; the principal adds up exactly, the last payment takes what
    /// is left.
    ///
    /// Equal instalments are the smallest whole fen that pay the loan off in time with interest so rounded; the last one is smaller by less than a fen a
    /// month.
    public var schedule: [Instalment] {
        switch method {
        case .allAtEnd:
            return [Instalment(month: months, principal: principal, interest: Fen(interest(on: principal.count, months: months)), outstanding: .zero)]
        case .interestMonthly:
            return schedule { month, _, _ in month == self.months ? self.principal.count : 0 }
        case .equalPrincipal:
            let part = principal.count / Int64(months)
            return schedule { _, _, _ in part }
        case .equalInstalments:
            let payment = equalPayment
            return schedule { _, _, interest in payment - interest }
        }
    }

    /// The sum of all interest.
    public var totalInterest: Fen { Fen(schedule.map(\.interest.count).reduce(Int64(0), +)) }

    /// What the state bears if it pays `points` millionths of the yearly rate (贴息), and what remains for the borrower, payment by payment rounded. No more
    /// than the interest.
    public func subsidy(points: Int64) -> (subsidy: Fen, borne: Fen) {
        let share = min(max(points, 0), yearlyRate)
        let total = totalInterest
        guard yearlyRate > 0 else { return (.zero, .zero) }
        let subsidy = schedule.reduce(0) { sum, instalment in sum + rounded(instalment.interest.count, times: share, over: yearlyRate) }
        return (Fen(min(subsidy, total.count)), Fen(total.count - min(subsidy, total.count)))
    }

    private func schedule(_ principalDue: (_ month: Int, _ owed: Int64, _ interest: Int64) -> Int64) -> [Instalment] {
        var owed = principal.count
        return (1...months).map { month in
            let interest = interest(on: owed, months: 1)
            let due = month == months ? owed : min(owed, max(0, principalDue(month, owed, interest)))
            owed -= due
            return Instalment(month: month, principal: Fen(due), interest: Fen(interest), outstanding: Fen(owed))
        }
    }

    /// By bisection over whole fen: what is owed at the end falls as the payment grows.
    private var equalPayment: Int64 {
        var (low, high) = (Int64(0), principal.count + interest(on: principal.count, months: 1))
        while low < high {
            let payment = low + (high - low) / 2
            if isPaidOff(by: payment) { high = payment } else { low = payment + 1 }
        }
        return low
    }

    private func isPaidOff(by payment: Int64) -> Bool {
        var owed = principal.count
        for _ in 1...months {
            owed = owed + interest(on: owed, months: 1) - payment
            if owed <= 0 { return true }
            // It grows and will not be paid off.
            if owed > principal.count { return false }
        }
        return false
    }

    private func interest(on owed: Int64, months: Int) -> Int64 { rounded(owed, times: yearlyRate * Int64(months), over: 12_000_000) }

    /// Half up. Fits: an amount below 10¹⁵ times at most 50 years at 100 %.
    private func rounded(_ amount: Int64, times numerator: Int64, over denominator: Int64) -> Int64 {
        let (quotient, rest) = denominator.magnitude.dividingFullWidth(amount.magnitude.multipliedFullWidth(by: numerator.magnitude))
        return Int64(clamping: quotient) + (rest * 2 >= denominator.magnitude ? 1 : 0)
    }
}
