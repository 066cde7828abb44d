import Kernel
import Registers

extension Page {
    /// 我的转化: what an enterprise has on the market. Its home page is that of its titles.
    static let enterpriseTransferDesk = Page("ownTransfer", "我的转化", en: "My transfers", for: .roles(.enterprise)) { question in
        try await OwnTransfers(question).blocks
    }
    /// 我的工作台: the home page of institutes, brokers and owners of instruments.
    static let partnerDesk = Page("partner", "我的工作台", en: "My desk", for: .roles(.institute, .broker, .instrumentOwner), isFront: true) { question in
        try await OwnTransfers(question).blocks
    }
}

/// The desk of an outside user: what waits for them, what is theirs, and what on the market may be for them.
private struct OwnTransfers {
    let desk: Desk
    let today: Day
    let isSeller: Bool
    /// The enterprise that they sign in for; an institute is none of the register.
    let own: Row<Enterprise>?
    let demands: Found<TechnologyDemand>
    let offers: Found<TechnologyOffer>
    let contracts: Found<TechnologyContract>
    let listings: Found<TechnologyListing>
    let achievements: Found<ScienceAchievement>
    let patents: Found<Patent>
    let bookings: Found<InstrumentBooking>
    let orders: Found<UseOrder>
    let matches: Found<TechnologyMatch>
    let bids: Found<AuctionBid>
    let open: Found<MarketNotice>

    init(_ question: Page.Question) async throws {
        desk = question.desk
        let day = question.now.day
        today = day
        let organisation = desk.actor.organisation
        let isEnterprise = desk.actor.roles.contains(Role.enterprise.code)
        isSeller = !desk.actor.roles.isDisjoint(with: [Role.enterprise.code, Role.institute.code])
        own = isEnterprise ? try await desk.rows(Enterprise.self, limit: 1).first : nil
        demands = try await desk.known(TechnologyDemand.self)
        offers = try await desk.known(TechnologyOffer.self)
        contracts = try await desk.known(TechnologyContract.self)
        listings = try await desk.known(TechnologyListing.self)
        achievements = try await desk.known(ScienceAchievement.self)
        // Everyone may read all patents; these are their own.
        patents = isSeller ? try await desk.known(Patent.self, bound: 200_000) { $0.state == .valid }.only { $0.meta.organisation == organisation } : Found([])
        bookings = try await desk.known(InstrumentBooking.self)
        orders = try await desk.known(UseOrder.self)
        matches = try await desk.known(TechnologyMatch.self)
        bids = try await desk.known(AuctionBid.self)
        open = try await desk.known(MarketNotice.self) { MarketNotice.isOpen($0, on: day) }
    }

    var blocks: [Block] {
        var blocks: [Block] = [
            .group(Label("要办的事", en: "What waits"), [todo.isEmpty ? .notice("目前没有要办的事。", en: "Nothing waits for you.", .good) : .list(todo), .deeds(deeds)])
        ]
        if isSeller { blocks += [.table(demandTable), .table(contractTable)] }
        if !offers.isEmpty || !listings.isEmpty { blocks.append(.table(saleTable)) }
        if !patents.isEmpty {
            let day = today
            blocks.append(.table(Page.fees(patents.only { $0.category.isPatent && ![.paid, .ended].contains(AnnualFees($0).standing(on: day)) }, today)))
        }
        if !orders.isEmpty { blocks.append(.table(orderTable)) }
        if !bookings.isEmpty { blocks.append(.table(bookingTable)) }
        if !matches.isEmpty { blocks.append(.table(Page.matchTable(matches))) }
        if !bids.isEmpty { blocks.append(.table(Page.bidTable(bids))) }
        return blocks
    }

    private var deeds: [Deed] {
        let day = today.description
        /// A form that knows whose it is.
        func known(_ values: [String: String], as name: String? = nil) -> [String: String] {
            guard let own else { return values }
            return values.merging(["enterprise": own.id.text].merging(name.map { [$0: own.name] } ?? [:]) { first, _ in first }) { first, _ in first }
        }
        return [
            .new(TechnologyDemand.self, known(["askedOn": day], as: "demander")), .new(TechnologyOffer.self, known(["offeredOn": day], as: "owner")),
            .new(TechnologyContract.self, known(["signedOn": day, "registeredOn": day], as: "seller")),
            .new(TechnologyListing.self, known([:], as: "seller")), .new(ScienceAchievement.self, ["registeredOn": day]),
            .new(ServiceInquiry.self, known(["askedOn": day])),
            .new(SharedInstrument.self), .open(Label("技术市场", en: "Market"), .transfer("market")),
            .open(Label("预约仪器", en: "Book an instrument"), .transfer("instruments")),
        ]
    }

    private var todo: [[Phrase]] {
        var lines: [[Phrase]] = []
        func add<T>(_ rows: [Row<T>], _ chinese: @escaping (Row<T>) -> String, _ english: @escaping (Row<T>) -> String, link: (Row<T>) -> Link = { .to($0) }) {
            lines += rows.prefix(20).map { [Phrase(Label(chinese($0), en: english($0)), link: link($0), tone: .warning)] }
        }
        add(orders.filter { $0.state == .waiting }, { "请确认预约：\($0.user)，\($0.from.shown)" }, { "Please confirm: \($0.user), \($0.from.shown)" })
        add(demands.filter { $0.state == .draft }, { "需求待提交：\($0.title)" }, { "To be submitted: \($0.title)" })
        add(offers.filter { $0.state == .draft }, { "供给待提交：\($0.title)" }, { "To be submitted: \($0.title)" })
        add(listings.filter { $0.state == .draft }, { "挂牌申请待提交：\($0.title)" }, { "To be submitted: \($0.title)" })
        add(achievements.filter { $0.state == .draft }, { "成果待提交：\($0.name)" }, { "To be submitted: \($0.name)" })
        add(demands.filter { $0.state == .returned }, { "需求已退回，请修改：\($0.title)" }, { "Returned: \($0.title)" })
        add(offers.filter { $0.state == .returned }, { "供给已退回，请修改：\($0.title)" }, { "Returned: \($0.title)" })
        add(listings.filter { $0.state == .returned }, { "挂牌申请已退回，请修改：\($0.title)" }, { "Returned: \($0.title)" })
        add(achievements.filter { $0.state == .returned }, { "成果已退回，请修改：\($0.name)" }, { "Returned: \($0.name)" })
        add(
            contracts.filter { $0.state == .returned }, { "合同已退回，请补正：\($0.name)" }, { "Returned: \($0.name)" }, link: { .transfer("contractReview", $0.id) })
        add(contracts.filter { $0.state == .draft }, { "合同待提交登记：\($0.name)" }, { "To be submitted: \($0.name)" }, link: { .transfer("contractReview", $0.id) })
        add(matches.filter { $0.state == .proposed }, { "请联系双方：\($0.title)" }, { "Please bring together: \($0.title)" })
        return lines
    }

    /// Each demand with the offer that is most like it.
    private var demandTable: Table {
        Table(
            Label("我的需求", en: "My demands"),
            columns: [
                Table.Column("需求", en: "Demand", weight: 3), Table.Column("状态", en: "State"), Table.Column("最相近的供给", en: "The offer most like it", weight: 3),
                Table.Column("共同的词语", en: "Shared phrases", weight: 3),
            ],
            rows: demands.sorted { $0.askedOn > $1.askedOn }.prefix(20).map { demand in
                let notice = open.first { $0.source == demand.id.text }
                let best = notice.flatMap { notice in
                    NoticeMatches(for: notice, among: open.filter { $0.category == .offer && $0.meta.isSimulated == notice.meta.isSimulated }, limit: 1).best
                        .first
                }
                return Table.Row([
                    Table.Cell(Phrase(demand.title, of: demand, link: notice.map { .transfer("matching", $0.id) })), Table.Cell(Phrase(demand.state.label)),
                    Table.Cell(best.map { Phrase($0.notice.title, link: .transfer("matching", $0.notice.id)) } ?? "—"),
                    Table.Cell(best.map { Phrase($0.phrases.prefix(4).map { "“\($0)”" }.joined(separator: " ")) } ?? "—"),
                ])
            })
    }

    /// What they offer and have listed.
    private var saleTable: Table {
        Table(
            Label("我的供给和挂牌", en: "My offers and listings"),
            columns: [
                Table.Column("名称", en: "Title", weight: 4), Table.Column("类别", en: "Kind"), Table.Column("状态", en: "State"),
                Table.Column("意向价格（万元）", en: "Price (10k yuan)", isNumber: true),
            ],
            rows: offers.sorted { $0.offeredOn > $1.offeredOn }.prefix(20).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.title, of: row)), Table.Cell(Phrase(Label("供给", en: "Offer"))), Table.Cell(Phrase(row.state.label)),
                    Table.Cell(Phrase(row.said { $0.price?.wan })),
                ])
            }
                + listings.sorted { $0.id > $1.id }.prefix(20).map { row in
                    Table.Row([
                        Table.Cell(Phrase(row.title, of: row)), Table.Cell(Phrase(Label("挂牌", en: "Listing"))), Table.Cell(Phrase(row.state.label)),
                        Table.Cell(Phrase(row.said { $0.startPrice.wan })),
                    ])
                })
    }

    private var contractTable: Table {
        Table(
            Label("我的技术合同", en: "My contracts"),
            columns: [
                Table.Column("合同", en: "Contract", weight: 4), Table.Column("买方", en: "Buyer", weight: 2), Table.Column("状态", en: "State"),
                Table.Column("成交额（万元）", en: "Total (10k yuan)", isNumber: true), Table.Column("登记编号", en: "Number", weight: 2),
            ],
            rows: contracts.sorted { $0.signedOn > $1.signedOn }.prefix(20).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.name, of: row, link: .transfer("contractReview", row.id))), Table.Cell(Phrase(row.buyer)),
                    Table.Cell(Phrase(row.state.label)),
                    Table.Cell(Phrase(row.said { $0.total.wan })), Table.Cell(Phrase(row.number ?? "—")),
                ])
            })
    }

    private var orderTable: Table {
        Table(
            Label("机时单", en: "Uses of my instruments"),
            columns: [
                Table.Column("用途", en: "Purpose", weight: 3), Table.Column("使用单位", en: "User", weight: 2), Table.Column("时间", en: "When", weight: 2),
                Table.Column("费用（元）", en: "Fee (yuan)", isNumber: true), Table.Column("状态", en: "State"),
            ],
            rows: orders.sorted { $0.from > $1.from }.prefix(30).map { order in
                Table.Row([
                    Table.Cell(Phrase(order.purpose, of: order)), Table.Cell(Phrase(order.user)), Table.Cell(Phrase(order.timed { $0.from })),
                    Table.Cell(Phrase(order.said { Double($0.fee.fen) / 100 })), Table.Cell(Phrase(order.state.label)),
                ])
            })
    }

    private var bookingTable: Table {
        Table(
            Label("我的仪器预约", en: "My bookings"),
            columns: [
                Table.Column("用途", en: "Purpose", weight: 3), Table.Column("时间", en: "When", weight: 2),
                Table.Column("费用（元）", en: "Fee (yuan)", isNumber: true),
                Table.Column("状态", en: "State"),
            ],
            rows: bookings.sorted { $0.from > $1.from }.prefix(30).map { booking in
                Table.Row([
                    Table.Cell(Phrase(booking.purpose, of: booking)), Table.Cell(Phrase(booking.timed { $0.from })),
                    Table.Cell(Phrase(booking.said { $0.fee.map { Double($0.fen) / 100 } })), Table.Cell(Phrase(booking.state.label)),
                ])
            })
    }
}
