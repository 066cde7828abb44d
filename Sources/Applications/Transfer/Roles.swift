import Kernel
import Registers

/// Who works on the market. Outside users have what is theirs and what is public; what stands between two of them is in two records, one for each.
extension Role {
    /// 成果转化科: everything but sealed bids.
    static let transferOffice = Role(
        "transferOffice", "成果转化科", en: "Transfer office", Grant(office, ScienceAchievement.self), Grant(office, Patent.self), Grant(office, PatentFee.self),
        Grant(office, RightsDeal.self), Grant(office, ResidentPopulation.self), Grant(office, ProtectionCase.self),
        Grant([.read, .create, .update, .move, .export, .import, .readPersonal], TechnologyContract.self), Grant([.read, .export], ContractAmendment.self),
        Grant(office, TechnologyDemand.self), Grant(office, TechnologyOffer.self), Grant([.read, .update, .create, .export], MarketNotice.self),
        Grant(office, TechnologyMatch.self), Grant(office, MatchingEvent.self), Grant(office, TechnologyListing.self), Grant([.read, .export], MarketLot.self),
        Grant(office, RightsPilot.self), Grant(office, IncomeShare.self), Grant(office, SharedInstrument.self), Grant(office, InstrumentBooking.self),
        Grant([.read], InstrumentSlot.self), Grant([.read, .update, .move, .export], UseOrder.self), Grant(office, SharedResource.self),
        Grant(office, ResourceRequest.self), Grant(office, CooperationPartner.self), Grant(office, CooperationAgreement.self),
        Grant(office, CooperationOutcome.self), Grant(office, DualUseTask.self), Grant(office, Intermediary.self), Grant(office, TechnologyBroker.self),
        Grant(office, BrokerTraining.self), Grant(office, ServiceInquiry.self), Grant(office, ExtendedTechnology.self), Grant(office, ExtensionSite.self),
        Grant([.read], Enterprise.self), Grant([.read, .create, .update], RightsCount.self), Grant([.read], SupportedProject.self),
        Grant([.read, .create, .update], Organisation.self))

    /// 技术合同登记站
    static let contractStation = Role(
        "contractStation", "技术合同登记站", en: "Contract station", Grant([.read, .update, .move, .export], TechnologyContract.self),
        Grant(office, ContractAmendment.self), Grant([.read], ScienceAchievement.self), Grant([.read], TechnologyDemand.self), Grant([.read], MarketLot.self),
        Grant([.read], Enterprise.self))

    /// 高校院所: an outside user that sells, buys and shares, as an enterprise does.
    static let institute = Role(
        "institute", "高校院所用户", en: "Institute", Grant(own, ScienceAchievement.self, reach: .organisation), Grant([.read], Patent.self),
        Grant(own, Patent.self, reach: .organisation), Grant([.read], PatentFee.self, reach: .organisation),
        Grant(own, TechnologyContract.self, reach: .organisation), Grant(own, ContractAmendment.self, reach: .organisation),
        Grant(own, TechnologyDemand.self, reach: .organisation), Grant(own, TechnologyOffer.self, reach: .organisation),
        Grant(own, TechnologyListing.self, reach: .organisation), Grant(own, RightsPilot.self, reach: .organisation),
        Grant(own, IncomeShare.self, reach: .organisation), Grant(own, InstrumentBooking.self, reach: .organisation),
        Grant(own, ResourceRequest.self, reach: .organisation), Grant(own, ServiceInquiry.self, reach: .organisation), Grant([.read], MarketNotice.self),
        Grant([.read], MarketLot.self), Grant([.read, .create], AuctionBid.self, reach: .organisation), Grant([.read], MatchingEvent.self),
        Grant([.read], SharedInstrument.self), Grant([.read], InstrumentSlot.self), Grant([.read], SharedResource.self), Grant([.read], Intermediary.self),
        Grant([.read], TechnologyBroker.self))

    /// 技术经纪人: brings published demands and offers together.
    static let broker = Role(
        "broker", "技术经纪人用户", en: "Broker", Grant([.read, .update, .move, .export], TechnologyMatch.self, reach: .organisation),
        Grant([.read], MarketNotice.self), Grant([.read], MarketLot.self), Grant([.read], MatchingEvent.self), Grant([.read], Patent.self),
        Grant([.read], SharedInstrument.self), Grant([.read], InstrumentSlot.self), Grant([.read], SharedResource.self), Grant([.read], Intermediary.self))

    /// 仪器所有单位: decides on the use of its own instruments.
    static let instrumentOwner = Role(
        "instrumentOwner", "仪器所有单位用户", en: "Instrument owner", Grant([.read], SharedInstrument.self),
        Grant([.create, .update, .import, .export, .readPersonal], SharedInstrument.self, reach: .organisation), Grant([.read], InstrumentSlot.self),
        Grant([.read, .update, .move, .export], UseOrder.self, reach: .organisation), Grant([.read], MarketNotice.self), Grant([.read], SharedResource.self))

    /// 企业: what this application adds to the role of enterprises.
    static let tradingEnterprise = Role.enterprise.granting(
        Grant(own, ScienceAchievement.self, reach: .organisation), Grant([.read], Patent.self), Grant(own, Patent.self, reach: .organisation),
        Grant([.read], PatentFee.self, reach: .organisation), Grant([.read], RightsDeal.self, reach: .organisation),
        Grant(own, TechnologyContract.self, reach: .organisation), Grant(own, ContractAmendment.self, reach: .organisation),
        Grant(own, TechnologyDemand.self, reach: .organisation), Grant(own, TechnologyOffer.self, reach: .organisation),
        Grant(own, TechnologyListing.self, reach: .organisation), Grant(own, RightsPilot.self, reach: .organisation),
        Grant(own, IncomeShare.self, reach: .organisation), Grant(own, InstrumentBooking.self, reach: .organisation),
        Grant(own, ResourceRequest.self, reach: .organisation), Grant(own, ServiceInquiry.self, reach: .organisation),
        Grant([.read, .create, .update], ProtectionCase.self, reach: .organisation), Grant([.read, .create, .update], DualUseTask.self, reach: .organisation),
        Grant([.read], MarketNotice.self), Grant([.read], MarketLot.self), Grant([.read, .create], AuctionBid.self, reach: .organisation),
        Grant([.read], MatchingEvent.self), Grant([.read], SharedInstrument.self), Grant([.read], InstrumentSlot.self), Grant([.read], SharedResource.self),
        Grant([.read], Intermediary.self), Grant([.read], TechnologyBroker.self))

    private static let office: Set<Action> = [.read, .create, .update, .delete, .move, .import, .export, .readPersonal]
    private static let own: Set<Action> = [.read, .create, .update, .move, .export, .readPersonal]
}
