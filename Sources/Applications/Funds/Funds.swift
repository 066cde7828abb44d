public import Kernel
import Registers

/// 创新资金与政策兑现 (G03): what the county promises those who innovate, who is entitled to it, and the money's way to them.
///
///     Records       policies and clauses, budget lines, claims, payments, vouchers, outlay of years, tax reliefs, products
///     Entitlement   from the registers to the facts that clauses are asked with
///     Delivery      what steps and operations do: claiming, spending, paying, vouchers
///     Pages         what people see of it
///     Guides        how each of them does their work
extension Application {
    public static let funds = Application(
        "funds", "政策兑现", en: "Funds",
        [
            Claim.self, Policy.self, PolicyClause.self, Fund.self, BudgetLine.self, BudgetMovement.self, ClaimDocument.self, Payment.self, PaymentBatch.self,
            BankResult.self, Voucher.self, VoucherBooking.self, ServiceProvider.self, ServiceOrder.self, OutlayYear.self, TaxRelief.self,
            InnovativeProduct.self, Procurement.self, UpperProject.self, PolicyNeed.self,
        ],
        roles: [.fundOffice, .financeBureau, .serviceProvider, .enterpriseWithClaims],
        indicators: [
            Indicator(
                "I097", "企业研发投入占营业收入比例", en: "R&D by revenue of enterprises", unit: "%", .ratio,
                .sum(\EnterpriseYear.research, by: \.closes) { $0.state == .verified && $0.research.isFilled && $0.revenue.isFilled },
                .sum(\EnterpriseYear.revenue, by: \.closes) { $0.state == .verified && $0.research.isFilled && $0.revenue.isFilled })
        ],
        pages: [.fundDesk, .financeDesk, .ownClaims, .providerDesk, .entitlements, .trial, .paymentSheet, .outlayGrowth, .policyEffect],
        operations: [
            .newVersion, .reviewClaim, .clearDuplicate, .cutClaims, .makeBatch, .sendBatch, .correctPayee, .matchResults, .issueVoucher, .bookService,
            .openProvider,
        ],
        guides: [.fundOffice, .financeBureau, .claimingEnterprises, .serviceProviders], samples: { try await Samples.make($0) })
}

extension Role {
    /// 资金政策科 of the science bureau: policies, claims, vouchers.
    static let fundOffice = Role(
        "fundOffice", "资金政策科", en: "Fund office", Grant([.read, .export], in: "funds"), Grant([.read, .export], in: "registers"),
        Grant([.create, .update, .import], Policy.self), Grant([.create, .update, .move], PolicyClause.self),
        Grant([.create, .update, .move, .import], Claim.self), Grant([.create, .update, .delete], ClaimDocument.self),
        Grant([.create, .update, .move], Voucher.self), Grant([.move], VoucherBooking.self),
        Grant([.create, .update, .import, .readPersonal], ServiceProvider.self),
        Grant([.create, .update, .move, .import], TaxRelief.self), Grant([.create, .update, .delete, .import], InnovativeProduct.self),
        Grant([.create, .update, .delete, .import], Procurement.self), Grant([.create, .update, .move, .import], UpperProject.self),
        Grant([.create, .update, .import], PolicyNeed.self), Grant([.create, .update, .import], SupportedProject.self), Grant([.read, .move], Alert.self),
        Grant([.read], Organisation.self))
    /// 财政局: budget lines, payments, the outlay of years.
    static let financeBureau = Role(
        "financeBureau", "财政局", en: "Finance bureau", Grant([.read, .export], in: "funds"), Grant([.read], in: "registers"), Grant([.move], Claim.self),
        Grant([.move], Payment.self),
        Grant([.create, .update, .import], Fund.self), Grant([.create, .update, .import], BudgetLine.self),
        Grant([.create, .update, .import], BankResult.self),
        Grant([.create, .update, .move, .import], OutlayYear.self),
        Grant([.read, .move], Alert.self))
    /// 服务机构: an outside user, who sees the orders that are its own.
    static let serviceProvider = Role(
        "serviceProvider", "创新券服务机构", en: "Service provider", Grant([.read, .update, .readPersonal], ServiceProvider.self, reach: .organisation),
        Grant([.read, .update, .move], ServiceOrder.self, reach: .organisation))
    /// 企业: what the enterprises' own role may do here.
    static let enterpriseWithClaims = Role.enterprise.granting(
        Grant([.read], Policy.self), Grant([.read], PolicyClause.self), Grant([.read], Fund.self), Grant([.read], ServiceProvider.self),
        Grant([.read, .create, .update, .move], Claim.self, reach: .organisation),
        Grant([.read, .create, .update, .delete], ClaimDocument.self, reach: .organisation), Grant([.read], Payment.self, reach: .organisation),
        Grant([.read, .create, .update], Voucher.self, reach: .organisation), Grant([.read, .move], VoucherBooking.self, reach: .organisation),
        Grant([.read, .create, .update], TaxRelief.self, reach: .organisation), Grant([.read], InnovativeProduct.self, reach: .organisation),
        Grant([.read], Procurement.self, reach: .organisation), Grant([.read, .create, .update], PolicyNeed.self, reach: .organisation))
}
