public import Kernel
import Registers

/// 成果转化·知识产权·资源共享 (G06): from what research came to, over demand, offer, match, lot and bid, to the registered contract and the plan's number.
///
///     Records     achievements and rights; contracts; the market; listings and bids; incomes; instruments and resources; cooperation; services
///     Rules       what is decided without asking anyone: registration of contracts, bidding, the calendar, matching, annual fees
///     Operations  bids and their opening, matches, fees, counts of rights
///     Roles       the office, the station, and four kinds of outside users
///     Pages       what people see of it
///     Guides      how they do their work
extension Application {
    public static let transfer = Application(
        "transfer", "成果转化", en: "Transfer",
        [
            TechnologyContract.self, ContractAmendment.self, TechnologyDemand.self, TechnologyOffer.self, MarketNotice.self, TechnologyMatch.self,
            MatchingEvent.self, TechnologyListing.self, MarketLot.self, AuctionBid.self, ScienceAchievement.self, Patent.self, PatentFee.self,
            RightsDeal.self, ProtectionCase.self, ResidentPopulation.self, RightsPilot.self, IncomeShare.self, SharedInstrument.self,
            InstrumentBooking.self, InstrumentSlot.self, UseOrder.self, SharedResource.self, ResourceRequest.self, Intermediary.self,
            TechnologyBroker.self, BrokerTraining.self, ServiceInquiry.self, CooperationPartner.self, CooperationAgreement.self, CooperationOutcome.self,
            DualUseTask.self, ExtendedTechnology.self, ExtensionSite.self,
        ],
        roles: [.transferOffice, .contractStation, .institute, .broker, .instrumentOwner, .tradingEnterprise],
        pages: [
            .transferOverview, .contractStation, .partnerDesk, .enterpriseTransferDesk, .market, .patents, .instruments, .cooperation, .contractReview,
            .noticeMatching, .lotSheet, .instrumentCalendar,
        ], operations: [.placeBid, .openBids, .proposeMatch, .openBroker, .payFee, .countRights], guides: [.transferOffice, .contractStation, .forPartners],
        samples: { try await Samples.make($0) })
}
