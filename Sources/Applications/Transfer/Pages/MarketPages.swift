import Kernel
import Registers

extension Page {
    /// 市场大厅: what is published: demands, offers, lots, public notices.
    static let market = Page("market", "技术市场", en: "Market", for: .all(.read, MarketNotice.self)) { question in
        let desk = question.desk
        let today = question.now.day
        let open = try await desk.find(MarketNotice.self) { MarketNotice.isOpen($0, on: today) }
        let lots = try await desk.find(MarketLot.self) { $0.state == .open }
        let chosen = question["category"].flatMap { code in MarketNotice.Category.allCases.first { $0.code == code } }
        let shown = chosen.map { category in open.narrowed { $0.category == category } } ?? open
        return [
            .choices(
                [Choosable(Label("全部", en: "All"), .transfer("market"), isChosen: chosen == nil, open.howMany)]
                    + MarketNotice.Category.allCases.map { category in
                        Choosable(
                            category.label, .transfer("market", nil, ["category": category.code]), isChosen: chosen == category,
                            open.narrowed { $0.category == category }.howMany)
                    }),
            .deeds([
                .new(TechnologyDemand.self, ["askedOn": today.description]), .new(TechnologyOffer.self, ["offeredOn": today.description]),
                .new(TechnologyListing.self),
            ]),
            .table(lotTable(lots, today)),
            .table(
                Table(
                    Label("市场信息", en: "Notices"),
                    columns: [
                        Table.Column("标题", en: "Title", weight: 4), Table.Column("类别", en: "Category"), Table.Column("领域", en: "Field", weight: 1.4),
                        Table.Column("发布单位", en: "Of", weight: 2), Table.Column("意向金额（万元）", en: "Amount (10k yuan)", isNumber: true),
                        Table.Column("发布", en: "Since"),
                    ],
                    rows: shown.sorted { $0.publishedOn == $1.publishedOn ? $0.id > $1.id : $0.publishedOn > $1.publishedOn }.prefix(100).map { notice in
                        Table.Row([
                            Table.Cell(
                                Phrase(
                                    notice.title, of: notice, link: notice.category.counterpart == nil ? nil : .transfer("matching", notice.id), isStrong: true)
                            ),
                            Table.Cell(Phrase(notice.category.label)), Table.Cell(Phrase(notice.saying { $0.field?.label })),
                            Table.Cell(Phrase(notice.publisher)),
                            Table.Cell(Phrase(notice.said { $0.price?.wan })), Table.Cell(Phrase(notice.dated { $0.publishedOn })),
                        ])
                    }, empty: Label("目前没有信息", en: "Nothing is published now"))),
        ]
    }

    static func lotTable(_ lots: Found<MarketLot>, _ today: Day) -> Table {
        Table(
            Label("挂牌和竞价", en: "Lots"),
            columns: [
                Table.Column("标的", en: "Lot", weight: 4), Table.Column("转让方", en: "Seller", weight: 2), Table.Column("定价方式", en: "Pricing"),
                Table.Column("起拍价（万元）", en: "Starting price (10k yuan)", isNumber: true), Table.Column("当前价（万元）", en: "Now (10k yuan)", isNumber: true),
                Table.Column("出价", en: "Bids", isNumber: true), Table.Column("截止", en: "Closes", weight: 2),
            ],
            rows: lots.sorted { $0.closesAt < $1.closesAt }.prefix(60).map { lot in
                Table.Row([
                    Table.Cell(Phrase(lot.title, of: lot, link: .transfer("lot", lot.id), isStrong: true)), Table.Cell(Phrase(lot.seller)),
                    Table.Cell(Phrase(lot.mode.label)), Table.Cell(Phrase(lot.said { $0.startPrice.wan })),
                    Table.Cell(Phrase(lot.said { $0.price?.wan })), Table.Cell(Phrase(lot.said(.whole) { Double($0.bids) })),
                    Table.Cell(Phrase(lot.timed { $0.closesAt }, tone: lot.state == .open && lot.closesOn <= today ? .warning : nil)),
                ])
            }, empty: Label("目前没有挂牌", en: "No lots now"))
    }

    /// 供需匹配: what answers a notice, in like words.
    static let noticeMatching = Page("matching", "供需匹配", en: "Matching", of: MarketNotice.self, for: .all(.read, MarketNotice.self)) { notice, question in
        let desk = question.desk
        let today = question.now.day
        var blocks: [Block] = [
            .paragraph([
                Phrase(notice.title, of: notice, isStrong: true), Phrase("　"), Phrase(notice.category.label), Phrase(Label(" · ", en: " · ")),
                Phrase(notice.publisher), Phrase(notice.price == nil ? "" : "，"),
                Phrase(
                    notice.saying { row in
                        row.price.map { Label("意向 \(Numeral.usual.text($0.wan)) 万元", en: "about \(Numeral.usual.text($0.wan))0,000 yuan") } ?? Label("", en: "")
                    }),
            ]), .paragraph([Phrase(notice.body)]),
        ]
        if notice.isClosed { blocks.append(.notice("已结束。", en: "It is closed.", .calm)) }
        guard let counterpart = notice.category.counterpart else { return blocks }
        let others = try await desk.all(MarketNotice.self) {
            $0.category == counterpart && MarketNotice.isOpen($0, on: today) && $0.isSimulated == notice.meta.isSimulated
        }
        let found = NoticeMatches(for: notice, among: others)
        let title = counterpart == .offer ? Label("可能的供给", en: "Offers that may answer it") : Label("可能的需求", en: "Demands that it may answer")
        let cards = found.best.map { match in
            Card(
                Phrase(match.notice.title, of: match.notice, link: .transfer("matching", match.notice.id), isStrong: true),
                tags: [Phrase(match.notice.publisher)],
                lines: [
                    [Phrase(Label("吻合度 ", en: "Likeness ")), Phrase(Numeral.percent.text(match.share), isStrong: true)],
                    [Phrase(Label("共同的词语：", en: "Shared phrases: ")), Phrase(match.phrases.map { "“\($0)”" }.joined(separator: " "))],
                ],
                deeds: notice.category == .demand ? [.operation("proposeMatch", record: notice.id, ["offer": match.notice.id.text])] : [],
                isSimulated: match.notice.meta.isSimulated)
        }
        blocks.append(
            .group(
                title,
                [
                    cards.isEmpty ? .notice("没有找到词语相近的信息。", en: "Nothing has words in common.") : .cards(cards),
                    .paragraph(
                        "吻合度：对方内容占本条词语的比重，少见的词语比重更大。只比较词语，不理解含义，请人工判断。",
                        en: "Likeness: how much of the words of this one it has, rare ones counting more. It compares words, not meanings; people decide."),
                ]))
        if notice.category == .demand {
            let matches = try await desk.known(TechnologyMatch.self) { $0.demand == notice.reference }
            blocks.append(.table(matchTable(matches)))
        }
        return blocks
    }

    static func matchTable(_ matches: Found<TechnologyMatch>) -> Table {
        Table(
            Label("对接进展", en: "Matches"),
            columns: [
                Table.Column("对接", en: "Match", weight: 4), Table.Column("吻合度", en: "Likeness", isNumber: true), Table.Column("提出", en: "Proposed"),
                Table.Column("状态", en: "State"), Table.Column("签约金额（万元）", en: "Contract (10k yuan)", isNumber: true),
            ],
            rows: matches.sorted { $0.proposedOn > $1.proposedOn }.prefix(60).map { match in
                Table.Row(
                    [
                        Table.Cell(Phrase(match.title, of: match)), Table.Cell(Phrase(match.said(.percent) { $0.share.points / 100 })),
                        Table.Cell(Phrase(match.dated { $0.proposedOn })), Table.Cell(Phrase(match.state.label)),
                        Table.Cell(Phrase(match.said { $0.amount?.wan })),
                    ], tone: match.state == .contracted ? .good : .calm)
            })
    }

    /// 标的: what is for sale, by which rules, what was bid, and how it ended.
    static let lotSheet = Page("lot", "挂牌标的", en: "Lot", of: MarketLot.self, for: .all(.read, MarketLot.self)) { lot, question in
        let desk = question.desk
        let now = question.now
        let isOver = now >= lot.closesAt
        var facts = [
            Fact(
                lot.mode == .fixed ? Label("挂牌价", en: "Price") : Label("起拍价", en: "Starting price"), lot.said { $0.startPrice.wan }, unit: "万元",
                isSimulated: lot.meta.isSimulated),
            Fact(Label("出价次数", en: "Bids"), lot.said(.whole) { Double($0.bids) }, unit: "次", isSimulated: lot.meta.isSimulated),
        ]
        if lot.price != nil {
            facts.append(
                Fact(
                    lot.state == .sold ? Label("成交价", en: "Sold for") : Label("当前价", en: "Now"), lot.said { $0.price?.wan }, unit: "万元",
                    tone: lot.state == .sold ? .good : .calm, isSimulated: lot.meta.isSimulated))
        }
        var blocks: [Block] = [
            .facts(facts),
            .paragraph([
                Phrase(lot.title, of: lot, isStrong: true), Phrase("　"), Phrase(lot.seller), Phrase(Label(" · ", en: " · ")), Phrase(lot.mode.label),
                Phrase(Label("；", en: "; ")), Phrase(lot.timed { $0.opensAt }), Phrase(" — "), Phrase(lot.timed { $0.closesAt }),
            ]), .paragraph([Phrase(lot.detail)]),
        ]
        if let terms = lot.terms { blocks.append(.paragraph([Phrase(Label("受让条件：", en: "Terms: "), isStrong: true), Phrase(terms)])) }
        switch lot.state {
        case .open where isOver: blocks.append(.notice("已截止，等待开标；迟到的出价无效。", en: "It is closed and waits to be opened; late bids do not count.", .warning))
        case .open: blocks.append(.notice([Phrase(rule(lot))], .calm))
        case .sold: blocks.append(.notice([Phrase(lot.saying { Label("已成交：\($0.winner ?? "")", en: "Sold to \($0.winner ?? "")") })], .good))
        case .failed: blocks.append(.notice("未成交。", en: "It was not sold.", .calm))
        }
        if let minutes = lot.minutes { blocks.append(.paragraph([Phrase(Label("开标记录：", en: "Opening: "), isStrong: true), Phrase(minutes)])) }
        blocks.append(.deeds(isOver ? [.operation("openBids", record: lot.id)] : [.operation("placeBid", ["lot": lot.id.text])]))
        let own = try await desk.known(AuctionBid.self) { $0.lot == lot.reference }
        if !own.isEmpty { blocks.append(.table(bidTable(own))) }
        return blocks
    }

    private static func rule(_ lot: Row<MarketLot>) -> Label {
        let least = Numeral.usual.text(Bidding(lot).least(after: lot.price).wan)
        return switch lot.mode {
        case .open:
            Label("公开竞价：下一次出价不低于 \(least) 万元，价高者得。", en: "Open bidding: the next bid is at least \(least) × 10,000 yuan; the highest wins.")
        case .sealed:
            Label(
                "密封报价：每家一次，开标前任何人看不到；最高者得，相同的先报者得。", en: "Sealed bids: one each, seen by nobody before they are opened; the highest wins, of equals the first.")
        case .fixed: Label("挂牌定价：先以不低于 \(least) 万元出价者得。", en: "Fixed price: the first who offers \(least) × 10,000 yuan has it.")
        }
    }

    static func bidTable(_ bids: Found<AuctionBid>) -> Table {
        Table(
            Label("我的出价", en: "My bids"),
            columns: [
                Table.Column("时间", en: "At"), Table.Column("出价方", en: "Bidder", weight: 2), Table.Column("出价（万元）", en: "Amount (10k yuan)", isNumber: true),
            ],
            rows: bids.sorted { $0.at > $1.at }.map { bid in
                Table.Row([Table.Cell(Phrase(bid.at.shown)), Table.Cell(Phrase(bid.bidder)), Table.Cell(Phrase(Numeral.usual.text(bid.amount.wan)))])
            })
    }
}
