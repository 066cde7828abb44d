import Kernel

/// 竞价规则: which bids count, and who wins.
///
/// Open bidding is an English auction: each bid is at least the last one and the increment. Sealed bids: one each, the highest wins, of equals the first. A
/// fixed price is taken by the first who offers it.
struct Bidding: Sendable {
    /// What of a bid the rules look at.
    struct Bid: Sendable, Equatable {
        let organisation: String
        let bidder: String
        let amount: Money
        let at: Instant
    }

    let mode: PriceMode
    let startPrice: Money
    let increment: Money
    let opensAt: Instant
    let closesAt: Instant
    let seller: String
    /// What the seller is called: the office may have entered the lot for it, and then it is not the seller's by who made it.
    let sellerName: String

    init(_ lot: Row<MarketLot>) {
        (mode, startPrice, opensAt, closesAt) = (lot.mode, lot.startPrice, lot.opensAt, lot.closesAt)
        increment = lot.increment ?? Money(fen: 1)
        (seller, sellerName) = (lot.meta.organisation, lot.seller)
    }

    init(
        _ mode: PriceMode, startPrice: Money, increment: Money = Money(fen: 1), opensAt: Instant, closesAt: Instant, seller: String, sellerName: String = ""
    ) {
        (self.mode, self.startPrice, self.increment) = (mode, startPrice, increment)
        (self.opensAt, self.closesAt, self.seller, self.sellerName) = (opensAt, closesAt, seller, sellerName)
    }

    /// The least that can be bid now.
    func least(after highest: Money?) -> Money {
        switch mode {
        case .open: highest.map { max(startPrice, $0 + increment) } ?? startPrice
        case .sealed, .fixed: startPrice
        }
    }

    /// Why a bid does not count; nil where it does.
    func problem(with bid: Bid, after earlier: [Bid]) -> Label? {
        if bid.organisation.isEmpty { return Label("只有登记的单位才能出价，请联系成果转化科", en: "Only registered organisations can bid; please ask the office") }
        if bid.organisation == seller || bid.bidder == sellerName { return Label("不能对自己的标的出价", en: "Nobody bids for what is theirs") }
        if bid.at < opensAt { return Label("尚未开始，\(opensAt.shown) 起可以出价", en: "It opens at \(opensAt.shown)") }
        if bid.at >= closesAt { return Label("已过截止时间 \(closesAt.shown)，出价无效", en: "It closed at \(closesAt.shown); the bid does not count") }
        switch mode {
        case .sealed where earlier.contains { $0.organisation == bid.organisation }:
            return Label("密封报价每家一次，您已报价", en: "Sealed bids are one each, and yours is in")
        case .fixed where !earlier.isEmpty: return Label("已有受让方", en: "It has a buyer already")
        default: break
        }
        let least = least(after: earlier.map(\.amount).max())
        if bid.amount < least {
            return Label(
                "出价不能低于 \(Numeral.usual.text(least.wan)) 万元", en: "The least that can be bid is \(Numeral.usual.text(least.wan)) × 10,000 yuan")
        }
        return nil
    }

    /// The winning bid; nil where no bid reaches the reserve.
    func winner(of bids: [Bid], reserve: Money?) -> Bid? {
        let ordered = bids.sorted { $0.amount == $1.amount ? $0.at < $1.at : $0.amount > $1.amount }
        guard let best = mode == .fixed ? bids.min(by: { $0.at < $1.at }) : ordered.first else { return nil }
        return best.amount >= reserve ?? best.amount ? best : nil
    }
}
