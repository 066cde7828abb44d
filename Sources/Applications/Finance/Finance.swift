public import Kernel
import Registers

/// 科技金融 (G04): money for people who innovate, from a firm's rating to the loan, its loss, and what the public funds made good.
///
///     Records   institutions, models, funds and their books, loans, losses, seed projects, other roads to money
///     Rating    from the registers to points, a grade and a limit, by a model in force on a day
///     Books     the one way in which money moves, and the bank's statement beside it
///     Credit    what happens when a loan is applied for, drawn, repaid, lost and recovered
///     Pages     what the centre, banks, investors and enterprises see
///     Guides    how they do their work
extension Application {
    public static let finance = Application(
        "finance", "科技金融", en: "S&T finance",
        [
            FinancialInstitution.self, CreditModel.self, CreditReport.self, WhiteListing.self, CapitalFund.self, FundAccount.self, BookLine.self,
            FundContribution.self, FundStake.self, BankLine.self, PoolBank.self, LoanApplication.self, Loan.self, Repayment.self, LossClaim.self, Recovery.self,
            SeedProject.self, SeedReturn.self, InterestSubsidy.self, IntellectualPledge.self, CreditSupport.self, ChainFinancing.self, ListingPlan.self,
            CrowdFunding.self, FinancingDemand.self, FinancingOffer.self, Introduction.self,
        ],
        roles: [.financeCentre, .bank, .investor, .enterprise.financed],
        pages: [
            .finance, .bankDesk, .financing, .investorDesk, .credit, .creditModel, .loanSheet, .fundBooks, .reconciliation, .matching,
        ],
        operations: [
            .openInstitution, .rateCredit, .draftCreditModel, .listFirm, .withdrawConsent, .recordRepayment, .recordRecovery, .decideSeed, .investSeed,
            .recordSeedReturn,
            .settleSubsidy, .reconcileFund, .matchBankLine, .proposeIntroduction,
        ],
        guides: [.financeCentre, .forBanks, .forBorrowers, .forInvestors], samples: { try await Samples.make($0) })
}
