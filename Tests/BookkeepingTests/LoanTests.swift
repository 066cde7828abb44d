import Bookkeeping
import Testing

@Suite("Loans and what they cost")
struct LoanTests {
    private func terms(_ principal: Fen, _ rate: Int64, _ months: Int, _ method: LoanTerms.Method) throws -> LoanTerms {
        try #require(LoanTerms(principal: principal, yearlyRate: rate, months: months, method: method))
    }

    @Test("The example of the policy rules: 200 for a year at 4.75 %, two points paid by the state")
    func subsidy() throws {
        for method in [LoanTerms.Method.allAtEnd, .interestMonthly] {
            let loan = try terms(wan(200), 47_500, 12, method)
            #expect(loan.totalInterest == wan(9.5) || method == .interestMonthly)
            #expect(abs(loan.totalInterest.count - wan(9.5).count) <= 6)
        }
        let (subsidy, borne) = try terms(wan(200), 47_500, 12, .allAtEnd).subsidy(points: 20_000)
        #expect((subsidy, borne) == (wan(4), wan(5.5)))
    }

    @Test("A mortgage that every bank's calculator shows: a million over 30 years at 4.9 %")
    func wellKnown() throws {
        let equal = try terms(wan(100), 49_000, 360, .equalInstalments).schedule
        #expect(equal[0].payment == fen(530_727))
        #expect(equal[0].interest == fen(408_333))
        let falling = try terms(wan(100), 49_000, 360, .equalPrincipal).schedule
        #expect(falling[0].payment == fen(277_777 + 408_333))
        // 100 × 4.9 % / 12 × (360 + 1) / 2 = 73.70417 万.
        #expect(abs(falling.reduce(0) { $0 + $1.interest.count } - 73_704_167) < 400)
    }

    @Test("Whatever the terms, the principal adds up, nothing stays owed, and no payment is negative")
    func schedules() throws {
        var random = SplitMix(state: 2)
        for _ in 0..<300 {
            let principal = fen(Int64.random(in: 1...100_000_000_000, using: &random))
            let rate = Int64.random(in: 0...250_000, using: &random)
            let months = Int.random(in: 1...120, using: &random)
            for method in LoanTerms.Method.allCases {
                let schedule = try terms(principal, rate, months, method).schedule
                #expect(try Fen.sum(schedule.map(\.principal)) == principal)
                #expect(schedule.last?.outstanding == .zero)
                #expect(schedule.last?.month == months)
                #expect(schedule.allSatisfy { $0.principal >= .zero && $0.interest >= .zero && $0.outstanding >= .zero })
                guard method == .equalInstalments, principal.count > 100_000 else { continue }
                let payments = schedule.map(\.payment.count)
                #expect(Set(payments.dropLast()).count <= 1, "payments differ: \(principal) at \(rate) over \(months)")
                #expect(try #require(payments.last) <= payments[0])
                #expect(payments[0] - (try #require(payments.last)) <= Int64(months) * (1 + Int64(months) * rate / 6_000_000 + 2))
            }
        }
    }

    @Test("Terms out of range are refused")
    func refused() {
        #expect(LoanTerms(principal: .zero, yearlyRate: 1, months: 1, method: .allAtEnd) == nil)
        #expect(LoanTerms(principal: fen(1), yearlyRate: -1, months: 1, method: .allAtEnd) == nil)
        #expect(LoanTerms(principal: fen(1), yearlyRate: 1, months: 601, method: .allAtEnd) == nil)
        #expect(LoanTerms(principal: fen(.max), yearlyRate: 1, months: 1, method: .allAtEnd) == nil)
    }

    @Test("Interest of nothing is nothing, and the state pays no more than there is")
    func noInterest() throws {
        #expect(try terms(wan(10), 0, 12, .equalInstalments).totalInterest == .zero)
        #expect(try terms(wan(10), 0, 12, .equalInstalments).subsidy(points: 20_000).subsidy == .zero)
        let (subsidy, borne) = try terms(wan(10), 10_000, 12, .interestMonthly).subsidy(points: 20_000)
        #expect((subsidy, borne) == (wan(0.1), .zero) || (subsidy.count + borne.count > 0 && borne == .zero))
    }
}
