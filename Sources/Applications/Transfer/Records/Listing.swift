import Kernel
import Registers

/// 挂牌申请: what a seller wants to sell, with the reserve price that nobody else sees. Published, it becomes a lot.
struct TechnologyListing: Record {
    static let kind = Kind<TechnologyListing>("挂牌申请", en: "Listing", title: \.title, belongsTo: \.enterprise)
    let title = Field<String>("标的名称", en: "Title", .min(4), .max(100), .searchable)
    let seller = Field<String>("转让方", en: "Seller", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("转让方企业", en: "Enterprise")
    let achievement = Field<Reference<ScienceAchievement>?>("相关成果", en: "Achievement")
    let patent = Field<Reference<Patent>?>("相关专利", en: "Patent")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let right = Field<CooperationMode>("交易方式", en: "What is sold", .initial("assign"))
    let detail = Field<String>("标的说明", en: "Detail", .long, .min(10), .max(4000), .searchable)
    let terms = Field<String?>("受让条件", en: "Terms", .long, .max(2000))
    let mode = Field<PriceMode>("定价方式", en: "Pricing")
    let startPrice = Field<Money>("挂牌价或起拍价", en: "Price or starting price", unit: .wanYuan, .min(0.01))
    let increment = Field<Money?>("加价幅度", en: "Increment", unit: .wanYuan, .min(0.01), .help(Label("公开竞价必填", en: "For open bidding")))
    let reserve = Field<Money?>("保留价", en: "Reserve price", unit: .wanYuan, .min(0), .help(Label("不公开；低于此价不成交", en: "Not public; below it nothing is sold")))
    let opensAt = Field<Instant>("开始时间", en: "Opens")
    let closesAt = Field<Instant>("截止时间", en: "Closes")
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待提交", submitted = "待审核", returned = "已退回", published = "挂牌中", sold = "已成交", failed = "未成交"
        var label: Label {
            Label(rawValue, en: ["Draft", "To be checked", "Returned", "Listed", "Sold", "Not sold"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<TechnologyListing>? {
        Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .transferOffice, needsRemark: true),
            Step(
                "挂牌", en: "List", code: "publish", .submitted, to: .published, by: .transferOffice, within: 5,
                then: { row, changes in
                    guard row.closesAt > changes.now else { throw changes.refuse("截止时间已过，请退回修改", en: "Its closing time is past; please return it") }
                    try changes.create(
                        MarketLot.draft(of: row), region: row.meta.region, organisation: row.meta.organisation, isSimulated: row.meta.isSimulated)
                    try MarketNotice.publish(
                        .lot, row.title, row.detail, row.field, of: row.seller, until: row.closesAt.day, source: row.record.meta, mode: row.right,
                        price: row.startPrice, &changes)
                }),
            Step("成交", en: "Sold", code: "sell", .published, to: .sold, by: .administrator, isAwaited: false),
            Step("未成交", en: "Not sold", code: "fail", .published, to: .failed, by: .administrator, isAwaited: false))
    }

    static var checks: [Check<TechnologyListing>] {
        [
            Check("截止时间应晚于开始时间", en: "It closes after it opens", at: \.closesAt) { $0.closesAt > $0.opensAt },
            Check("公开竞价请填写加价幅度", en: "Open bidding needs an increment", at: \.increment) { $0.mode != .open || $0.increment != nil },
        ]
    }
}

/// 定价方式
enum PriceMode: String, Choice {
    case fixed = "挂牌定价", open = "公开竞价", sealed = "密封报价"
    var label: Label { Label(rawValue, en: ["Fixed price", "Open bidding", "Sealed bids"][PriceMode.allCases.firstIndex(of: self) ?? 0]) }
}

/// 挂牌标的: what is for sale, as everyone on the market sees it. Only bids and the opening of bids change it.
struct MarketLot: Record {
    static let kind = Kind<MarketLot>("挂牌标的", en: "Lot", title: \.title)
    let title = Field<String>("标的", en: "Lot", .max(100), .searchable)
    let seller = Field<String>("转让方", en: "Seller", .max(100), .searchable)
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let right = Field<CooperationMode>("交易方式", en: "What is sold")
    let detail = Field<String>("标的说明", en: "Detail", .long, .max(4000), .searchable)
    let terms = Field<String?>("受让条件", en: "Terms", .long, .max(2000))
    let mode = Field<PriceMode>("定价方式", en: "Pricing")
    let startPrice = Field<Money>("挂牌价或起拍价", en: "Price or starting price", unit: .wanYuan, .min(0))
    let increment = Field<Money?>("加价幅度", en: "Increment", unit: .wanYuan, .min(0))
    let opensAt = Field<Instant>("开始时间", en: "Opens")
    let closesAt = Field<Instant>("截止时间", en: "Closes", .indexed)
    let closesOn = Field<Day>("截止日期", en: "Closing day", .indexed)
    let bids = Field<Int>("出价次数", en: "Bids", .initial("0"), .min(0), .max(1_000_000))
    let price = Field<Money?>("当前价或成交价", en: "Price", unit: .wanYuan, .min(0))
    let winner = Field<String?>("受让方", en: "Buyer", .max(100), .searchable)
    let minutes = Field<String?>("开标记录", en: "Opening of bids", .long, .max(4000))
    /// The listing that it came from; only its seller and the office may open it.
    let listing = Field<Reference<TechnologyListing>>("挂牌申请", en: "Listing")
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case open = "挂牌中", sold = "已成交", failed = "未成交"
        var label: Label { Label(rawValue, en: ["Open", "Sold", "Not sold"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    /// Its steps are taken by the opening of bids alone.
    static var flow: Flow<MarketLot>? {
        Flow(
            \.state, editable: [], Step("成交", en: "Sold", code: "sell", .open, to: .sold, by: .administrator, isAwaited: false),
            Step("未成交", en: "Not sold", code: "fail", .open, to: .failed, by: .administrator, isAwaited: false))
    }

    static func draft(of row: Row<TechnologyListing>) -> Draft<MarketLot> {
        var draft = Draft<MarketLot>()
        (draft.title, draft.seller, draft.field, draft.right, draft.mode) = (row.title, row.seller, row.field, row.right, row.mode)
        (draft.detail, draft.terms, draft.startPrice, draft.increment) = (row.detail, .some(row.terms), row.startPrice, .some(row.increment))
        (draft.opensAt, draft.closesAt, draft.closesOn, draft.listing) = (row.opensAt, row.closesAt, row.closesAt.day, row.reference)
        return draft
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-lots-sold", "挂牌成交", en: "Lots sold", unit: "宗", .flow, .count(MarketLot.self, by: \.closesOn) { $0.state == .sold }),
            Indicator(
                "I-lots-turnover", "挂牌成交额", en: "Turnover of lots", unit: .wanYuan, .flow, .sum(\MarketLot.price, by: \.closesOn) { $0.state == .sold }),
        ]
    }
}

/// 出价: who bade what and when. Only the bidder sees it; in open bidding the price stands on the lot, of sealed bids nobody knows anything until they
/// are opened. Not shown among the records, so that “every kind” does not mean it (``KindTrait/hidden``).
struct AuctionBid: Record {
    static let kind = Kind<AuctionBid>("出价", en: "Bid", title: \.bidder, .hidden, .appendOnly)
    let lot = Field<Reference<MarketLot>>("标的", en: "Lot")
    let bidder = Field<String>("出价方", en: "Bidder", .max(100))
    let amount = Field<Money>("出价", en: "Amount", unit: .wanYuan, .min(0))
    let at = Field<Instant>("时间", en: "At")
}
