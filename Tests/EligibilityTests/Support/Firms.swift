@testable import Eligibility

/// Amounts in 万元, as the examples give them.
func wan(_ amount: Double) -> Int64 { Int64((amount * 1_000_000).rounded()) }

extension Firm {
    /// A firm of which everything that is not about figures is in order, with the figures of the years before 2026.
    static func sound(_ years: [FiscalYear] = []) -> Firm {
        var firm = Firm()
        firm.registered = CivilDay(2015, 3, 1)
        firm.isResident = true
        firm.section = .c
        firm.isProhibited = false
        firm.isBarredIndustry = false
        firm.incidents = .none
        firm.isListed = false
        firm.awards = []
        firm.investments = []
        firm.institution = Institution.none
        firm.standardsLed = []
        firm.inSegmentSince = CivilDay(2016, 1, 1)
        firm.isHighTechField = true
        firm.isStrategicIndustry = true
        firm.seniorTechnicians = 0
        firm.years = years
        return firm
    }

    mutating func has(first: Int = 0, own: Int? = nil, highValue: Int = 0, second: Int = 0) {
        rights = [RightsCount(day: CivilDay(2020, 1, 1), first: first, firstOwn: own ?? first, highValue: highValue, second: second)]
    }
}

extension FiscalYear {
    /// A year with some of its figures.
    static func of(_ year: Int, _ set: (inout FiscalYear) -> Void) -> FiscalYear {
        var figures = FiscalYear(year)
        set(&figures)
        return figures
    }
}

/// In the middle of 2026, under the rules of that day.
let today = CivilDay(2026, 7, 1)
let ladder = Ladder()

func judged(_ firm: Firm, _ rung: Rung, on day: CivilDay = today) throws -> (rules: RuleSet, judgement: Judgement) {
    guard let rules = ladder.rules(of: rung, on: day) else { throw NoRules() }
    return (rules, rules.judge(Case(firm, on: day)))
}
struct NoRules: Error {}

func outcome(_ code: String, _ firm: Firm, _ rung: Rung, on day: CivilDay = today) throws -> Outcome? {
    let (rules, judgement) = try judged(firm, rung, on: day)
    return rules.explain(judgement).first { $0.code == code }?.outcome
}

func explanation(_ code: String, _ firm: Firm, _ rung: Rung, on day: CivilDay = today) throws -> Explanation? {
    let (rules, judgement) = try judged(firm, rung, on: day)
    return rules.explain(judgement).first { $0.code == code }
}

func line(_ code: String, _ firm: Firm, _ rung: Rung, on day: CivilDay = today) throws -> ScoreLine? {
    let (rules, judgement) = try judged(firm, rung, on: day)
    return rules.score(judgement).first { $0.code == code }
}
