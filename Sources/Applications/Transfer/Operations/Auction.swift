import Kernel
import Registers

/// 出价
struct PlaceBid: Record {
    static let kind = Kind<PlaceBid>("出价", en: "Bid")
    let lot = Field<Reference<MarketLot>>("标的", en: "Lot")
    let amount = Field<Money>("出价", en: "Amount", unit: .wanYuan, .min(0.01))
}

extension Operation {
    /// A bid for a lot, by the rules of its pricing. The last word: it cannot be taken back.
    ///
    /// It is carried out on no record, and a sealed bid leaves the lot as it is: the history of the lot, which all may read, would name the bidder.
    static let placeBid = Operation(
        "placeBid", "出价", en: "Bid", asking: PlaceBid.self, by: .enterprise, .institute,
        warning: Label("出价不能撤回，成交后须签订合同。", en: "A bid cannot be taken back; the winner has to sign.")
    ) { order, desk in
        let actor = desk.actor
        return try await desk.together { changes in
            let lot = try changes.row(order.lot)
            let earlier = try bids(on: lot, changes)
            let bidder = try name(of: actor, changes)
            let bid = Bidding.Bid(organisation: actor.organisation, bidder: bidder, amount: order.amount, at: changes.now)
            guard lot.state == .open else { throw changes.refuse("已结束，不能再出价", en: "It is over") }
            if let problem = Bidding(lot).problem(with: bid, after: earlier) { throw Refusal.closed(problem) }
            var draft = Draft<AuctionBid>()
            (draft.lot, draft.bidder, draft.amount, draft.at) = (lot.reference, bidder, order.amount, bid.at)
            try changes.create(draft, region: lot.meta.region, organisation: actor.organisation, isSimulated: lot.meta.isSimulated)
            if lot.mode != .sealed {
                try changes.update(lot.reference) { ($0.bids, $0.price) = (lot.bids + 1, .some(order.amount)) }
            }
            return Outcome("出价已记录", en: "Your bid is in", then: .page(application: "transfer", code: "lot", record: lot.id))
        }
    }

    /// Opens the bids after the closing time: the winner, or none; the seller gets a contract to complete.
    static let openBids = Operation(
        "openBids", "开标", en: "Open the bids", on: MarketLot.self, by: .transferOffice,
        warning: Label("开标后结果公开，不能更改。", en: "The result becomes public and cannot be changed."), when: { $0.state == .open }
    ) { lot, desk in
        try await desk.together { changes in
            let lot = try changes.row(lot.reference)
            let all = try bids(on: lot, changes)
            let rules = Bidding(lot)
            guard lot.state == .open else { throw changes.refuse("已经开标", en: "They were opened already") }
            guard changes.now >= lot.closesAt || (lot.mode == .fixed && !all.isEmpty) else {
                throw changes.refuse("截止时间 \(lot.closesAt.shown) 之前不能开标", en: "They are opened after \(lot.closesAt.shown)")
            }
            let listing = try changes.row(lot.listing)
            let winner = rules.winner(of: all, reserve: listing.reserve)
            let amounts = all.map(\.amount).sorted(by: >).prefix(20).map { Numeral.usual.text($0.wan) }.joined(separator: "、")
            let minutes = "共 \(all.count) 次出价\(amounts.isEmpty ? "" : "：\(amounts) 万元")；\(winner.map { "受让方 \($0.bidder)" } ?? "没有达到成交条件")"
            try changes.update(lot.reference) {
                ($0.minutes, $0.bids) = (.some(minutes), all.count)
                ($0.winner, $0.price) = (.some(winner?.bidder), .some(winner?.amount ?? (lot.mode == .sealed ? nil : lot.price)))
            }
            try changes.move(lot.reference, step: winner == nil ? "fail" : "sell")
            try changes.move(listing.reference, step: winner == nil ? "fail" : "sell")
            try MarketNotice.close(source: listing.id, &changes)
            guard let winner else { return Outcome("未成交", en: "It was not sold", then: .page(application: "transfer", code: "lot", record: lot.id)) }
            try changes.create(
                contract(lot, listing, winner, changes.now.day), region: lot.meta.region, organisation: lot.meta.organisation,
                isSimulated: lot.meta.isSimulated)
            return Outcome(
                "已成交：\(winner.bidder)，\(Numeral.usual.text(winner.amount.wan)) 万元；已为转让方建好合同草稿",
                en: "Sold to \(winner.bidder) for \(Numeral.usual.text(winner.amount.wan)) × 10,000 yuan; a draft of the contract waits for the seller",
                then: .page(application: "transfer", code: "lot", record: lot.id))
        }
    }

    private static func bids(on lot: Row<MarketLot>, _ changes: Changes) throws -> [Bidding.Bid] {
        try changes.rows(AuctionBid.self) { $0.lot == lot.reference }.map {
            Bidding.Bid(organisation: $0.meta.organisation, bidder: $0.bidder, amount: $0.amount, at: $0.at)
        }
    }

    /// What the register calls the organisation that someone signs in for.
    static func name(of actor: Actor, _ changes: Changes) throws -> String {
        guard let id = RecordID(actor.organisation) else { return actor.name }
        if let enterprise = try? changes.row(Reference<Enterprise>(id.ofOrganisation)) { return enterprise.name }
        return (try? changes.row(Reference<Organisation>(id)))?.name ?? actor.name
    }

    private static func contract(
        _ lot: Row<MarketLot>, _ listing: Row<TechnologyListing>, _ winner: Bidding.Bid, _ day: Day
    ) -> Draft<TechnologyContract> {
        var draft = Draft<TechnologyContract>()
        (draft.name, draft.field, draft.seller, draft.buyer) = ("\(lot.title)交易合同", lot.field, lot.seller, winner.bidder)
        draft.type = [.license: .licence, .develop: .commissionedDevelopment, .consult: .consulting][lot.right] ?? .transfer
        (draft.enterprise, draft.achievement, draft.lot) = (.some(listing.enterprise), .some(listing.achievement), .some(lot.reference))
        (draft.signedOn, draft.registeredOn, draft.total, draft.content) = (day, day, winner.amount, lot.detail)
        return draft
    }
}
