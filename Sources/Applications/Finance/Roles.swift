import Kernel
import Registers

extension Role {
    /// 金融服务中心: keeps funds and books, judges claims, brings firms and money together.
    static let financeCentre = Role(
        "financeCentre", "金融服务中心", en: "Finance service centre",
        // What money hangs on is ended by its flow, never deleted.
        Grant([.read, .create, .update, .move, .import, .export, .readPersonal], in: "finance"), Grant([.read], in: "registers"),
        Grant([.delete], BankLine.self), Grant([.delete], FinancingDemand.self), Grant([.delete], FinancingOffer.self),
        Grant([.delete], IntellectualPledge.self), Grant([.delete], CreditSupport.self), Grant([.delete], ChainFinancing.self),
        Grant([.delete], CrowdFunding.self), Grant([.delete], ListingPlan.self), Grant([.delete], WhiteListing.self),
        Grant([.read, .create, .update], Organisation.self))
    /// 银行: an outside user, who sees what is addressed to the bank and nothing of another one.
    static let bank = Role(
        "bank", "银行用户", en: "Bank", Grant([.read], FinancialInstitution.self), Grant([.read, .update, .move, .export], Loan.self, reach: .organisation),
        Grant([.read, .export], Repayment.self, reach: .organisation), Grant([.read], Recovery.self, reach: .organisation),
        Grant([.read, .create, .update, .move], LossClaim.self, reach: .organisation), Grant([.read], PoolBank.self, reach: .organisation),
        Grant([.read], WhiteListing.self), Grant([.read], FinancingDemand.self),
        Grant([.read, .create, .update, .delete], FinancingOffer.self, reach: .organisation),
        Grant([.read, .update, .move], Introduction.self, reach: .organisation))
    /// 投资机构: an outside user, who sees what firms want to be seen and its own introductions.
    static let investor = Role(
        "investor", "投资机构用户", en: "Investor", Grant([.read], FinancialInstitution.self), Grant([.read], FinancingDemand.self),
        Grant([.read], CrowdFunding.self),
        Grant([.read, .create, .update, .delete], FinancingOffer.self, reach: .organisation),
        Grant([.read, .update, .move], Introduction.self, reach: .organisation))

    /// 企业: what an enterprise does with its own here.
    var financed: Role {
        granting(
            Grant([.read], FinancialInstitution.self), Grant([.read], CreditModel.self), Grant([.read], CreditReport.self, reach: .organisation),
            Grant([.read], WhiteListing.self, reach: .organisation), Grant([.read], IntegrityRecord.self, reach: .organisation),
            Grant([.read, .create, .update, .delete, .move], LoanApplication.self, reach: .organisation),
            Grant([.read, .create, .update, .move], SeedProject.self, reach: .organisation), Grant([.read], SeedReturn.self, reach: .organisation),
            Grant([.read, .create, .update, .move], InterestSubsidy.self, reach: .organisation),
            Grant([.read], IntellectualPledge.self, reach: .organisation), Grant([.read], CreditSupport.self, reach: .organisation),
            Grant([.read], ChainFinancing.self, reach: .organisation), Grant([.read], ListingPlan.self, reach: .organisation),
            Grant([.read], CrowdFunding.self, reach: .organisation),
            Grant([.read, .create, .update, .move], FinancingDemand.self, reach: .organisation), Grant([.read], FinancingOffer.self))
    }
}
