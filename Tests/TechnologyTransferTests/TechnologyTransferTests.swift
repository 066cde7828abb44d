import TechnologyTransfer
import Testing

@Suite("Patent numbers")
struct PatentNumberTests {
    private func problem(_ text: String) -> PatentNumberProblem? {
        let number = Result { () throws(PatentNumberProblem) in try PatentNumber(text) }
        return if case .failure(let problem) = number { problem } else { nil }
    }

    @Test(
        "The published ones, as people write them",
        arguments: [
            ("ZL 200310102344.5", "200310102344.5", 2003, PatentNumber.Kind.invention), ("CN 202010123456.2", "202010123456.2", 2020, .invention),
            ("CN 202120654321.9", "202120654321.9", 2021, .utilityModel), ("CN 202230000018.7", "202230000018.7", 2022, .design),
            ("CN 202310000108.X", "202310000108.X", 2023, .invention), ("98101234.5", "98101234.5", 1998, .invention),
            ("zl２０２０１０１２３４５６．２", "202010123456.2", 2020, .invention), ("cn202310000108x", "202310000108.X", 2023, .invention),
        ])
    func published(text: String, shown: String, year: Int, kind: PatentNumber.Kind) throws {
        let number = try PatentNumber(text)
        #expect(number.description == shown)
        #expect(number.year == year)
        #expect(number.kind == kind)
    }

    @Test("Any wrong digit is noticed, and the right check digit is said")
    func slips() throws {
        #expect(problem("202010123456.3") == .check(is: "3", shouldBe: "2"))
        let right = Array("202010123456")
        for place in 5..<12 {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(problem(String(wrong) + "2") != nil, "\(String(wrong))2 passes")
            }
        }
    }

    @Test("What cannot be a number says why")
    func refused() {
        #expect(problem("") == .length(0))
        #expect(problem("ZL2020101234562") == nil)
        #expect(problem("20201012345") == .length(11))
        #expect(problem("2020A01234562") == .noDigit)
        #expect(problem("199910123456X") == .year(1999))
        #expect(problem("202050123456X") == .kind("5"))
        #expect(problem(String(repeating: "9", count: 100_000)) == .length(100))
    }
}

@Suite("Technology contracts")
struct TechnologyContractTests {
    private func wan(_ amount: Double) -> Int64 { Int64((amount * 1_000_000).rounded()) }

    @Test("Technical turnover: the worked examples of the policy rules")
    func turnover() throws {
        let mixed = try #require(TechnicalTurnover(total: wan(300), parts: [.init(.equipment, wan(120)), .init(.rawMaterials, wan(30))]))
        #expect((mixed.technical, mixed.total) == (wan(150), wan(300)))
        let plain = try #require(TechnicalTurnover(total: wan(80)))
        #expect((plain.technical, plain.total) == (wan(80), wan(80)))
    }

    @Test("What carries the technology stays in; parts beyond the total are refused")
    func carriers() throws {
        let disks = try #require(TechnicalTurnover(total: wan(100), parts: [.init(.equipment, wan(8), isCarrier: true), .init(.instruments, wan(20))]))
        #expect(disks.technical == wan(80))
        #expect(TechnicalTurnover(total: wan(10), parts: [.init(.parts, wan(6)), .init(.equipment, wan(5))]) == nil)
        #expect(TechnicalTurnover(total: wan(10), parts: [.init(.otherNonTechnical, -1)]) == nil)
        #expect(TechnicalTurnover(total: -1) == nil)
    }

    @Test("Transfer income of 800: 500 exempt, half of 300 taxed, 37.5")
    func tax() throws {
        let tax = try #require(TransferTax(income: wan(800)))
        #expect((tax.exempt, tax.taxable, tax.tax) == (wan(500), wan(150), wan(37.5)))
        #expect(TransferTax(income: wan(500))?.tax == 0)
        #expect(TransferTax(income: wan(500) + 1)?.taxable == 1)
        #expect(TransferTax(income: .max) != nil)
        #expect(TransferTax(income: -1) == nil)
    }

    @Test("The rule is chosen by the day: the new one from 2026-03-01, with licences of their own")
    func inForce() {
        #expect(ContractRules.inForce(on: CalendarDay(2026, 2, 28)) == .of2000)
        #expect(ContractRules.inForce(on: CalendarDay(2026, 3, 1)) == .of2026)
        #expect(ContractRules.of2000.registeredType(of: .licence) == .transfer)
        #expect(ContractRules.of2026.registeredType(of: .licence) == .licence)
        for rules in ContractRules.allCases {
            #expect(rules.registeredType(of: .intermediary) == .service && rules.registeredType(of: .training) == .service)
            #expect(rules.registeredType(of: .cooperativeDevelopment) == .development)
        }
    }

    @Test("Fifteen working days, thirty for large or disputed contracts", arguments: [(4_999_999.99, false, 15), (5_000_000, false, 30), (10, true, 30)])
    func limits(yuan: Double, isDisputed: Bool, days: Int) {
        #expect(ContractRules.of2026.workingDays(technicalTurnover: Int64((yuan * 100).rounded()), isDisputed: isDisputed) == days)
        #expect(ContractRules.of2000.workingDays(technicalTurnover: 1) == nil)
    }

    @Test("A registration number has sixteen digits")
    func numbers() {
        #expect(ContractRules.isRegistrationNumber("2026500114000001"))
        for text in ["", "202650011400001", "202650011400000A", "２０２６５００１１４００００１２"] { #expect(!ContractRules.isRegistrationNumber(text)) }
    }
}
