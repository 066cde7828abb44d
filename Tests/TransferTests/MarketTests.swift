import Foundation
@testable import Kernel
@testable import Registers
import Testing
@testable import Transfer

/// Demands, offers, matches; lots and bids.
@Suite struct MarketTests {
    private static func demand(_ desk: Desk, _ firm: Row<Enterprise>? = nil) async throws -> Row<TechnologyDemand> {
        var draft = Draft<TechnologyDemand>()
        (draft.title, draft.demander, draft.enterprise) = ("求独活低温烘干技术", firm?.name ?? "院所", .some(firm?.reference))
        (draft.field, draft.detail, draft.askedOn) = (.medicine, "燃煤烘干使独活有效成分损失大，希望引进低温烘干技术。", County.today)
        draft.contact = .some("田志远")
        return try await desk.create(draft)
    }

    private static func offer(_ desk: Desk, _ title: String, _ detail: String) async throws -> Row<TechnologyOffer> {
        var draft = Draft<TechnologyOffer>()
        (draft.title, draft.owner, draft.field, draft.detail, draft.offeredOn) = (title, "研究所", .medicine, detail, County.today)
        return try await desk.create(draft)
    }

    @Test(arguments: Database.available) func aDemandBecomesAContractThatCounts(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.first()
            let (people, institute, broker) = (county.people(of: firm), county.institute(), county.desk("broker", "broker", organisation: "b"))
            var demand = try await people.move(try await Self.demand(people, firm), step: "submit")
            #expect(try await broker.rows(MarketNotice.self).isEmpty, "nothing is public before it is checked")
            demand = try await county.office.move(demand, step: "publish")
            for (title, detail) in [("中药材低温烘干设备", "热泵低温烘干，减少独活有效成分损失。"), ("山地果园滴灌", "太阳能供电的滴灌控制系统，手机操作。")] {
                let offer = try await institute.move(try await Self.offer(institute, title, detail), step: "submit")
                _ = try await county.office.move(offer, step: "publish")
            }
            // The broker sees the notices and nothing behind them.
            let notices = try await broker.rows(MarketNotice.self)
            let notice = try #require(notices.first { $0.category == .demand })
            #expect(await refusal { try await broker.row(demand.reference) } != nil)
            #expect(!notice.record.values.contains(.text("田志远")), "whom to call is not published")
            let found = NoticeMatches(for: notice, among: notices.filter { $0.category == .offer })
            #expect(found.best.first?.notice.title == "中药材低温烘干设备")
            #expect(found.best.first?.phrases.contains("低温烘干") == true, "\(found.best.first?.phrases ?? [])")
            var order = Draft<ProposeMatch>()
            order.offer = found.best[0].notice.reference
            _ = try await broker.carryOut("proposeMatch", on: notice.id, order.submission)
            var match = try #require(try await broker.rows(TechnologyMatch.self).first)
            #expect(match.share.points > 10 && match.reasons.contains("低温烘干"))
            #expect(await refusal { try await county.desk("c", "broker", organisation: "c").row(match.reference) } != nil, "another broker sees the match")
            match = try await broker.move(match, step: "contact")
            #expect(try await people.row(demand.reference).state == .matched)
            match = try await broker.move(match, step: "talk")
            #expect(await refusal { try await broker.move(match, step: "contract") } != nil, "nothing was signed yet")
            match = try await broker.update(match) { ($0.contract, $0.amount) = (.some("低温烘干技术开发"), .some(Money(wan: 80))) }
            match = try await broker.move(match, step: "contract")
            #expect(try await people.row(demand.reference).state == .contracted)
            #expect(try await broker.rows(MarketNotice.self) { $0.category == .demand && $0.isClosed == false }.isEmpty, "the demand is still on the market")
            // The institute registers the contract: 80 wan without goods.
            var contract = try await county.contract(by: institute) {
                ($0.buyer, $0.total, $0.equipment, $0.materials) = (firm.name, Money(wan: 80), .some(nil), .some(nil))
            }
            contract = try await institute.move(contract, step: "submit")
            for step in ["accept", "register"] { contract = try await county.station.move(contract, step: step) }
            #expect(contract.technical == Money(wan: 80))
            #expect(try await county.value("I007", period: "2026") == 0.008)
            #expect(try await county.value("I-matches-contracted", period: "2026") == 80)
            #expect(try await county.value("I-demands-contracted") == 100)
        }
    }

    /// A certified broker gets an organisation of their own, which does not tell their name.
    @Test func aBrokerIsLetIn() async throws {
        try await withCounty { county in
            var draft = Draft<TechnologyBroker>()
            (draft.name, draft.certifiedOn) = ("田志远", County.today)
            var broker = try await county.office.create(draft)
            #expect(await refusal { try await county.office.carryOut("openBroker", on: broker.id) } != nil, "without a certificate nobody is let in")
            broker = try await county.office.update(broker) { ($0.certificate, $0.validUntil) = (.some("JJ-01"), .some(County.today.adding(days: -1))) }
            #expect(await refusal { try await county.office.carryOut("openBroker", on: broker.id) }?.message.chinese.contains("到期") == true)
            broker = try await county.office.update(broker) { $0.validUntil = .some(County.today) }
            for _ in 1...2 { _ = try await county.office.carryOut("openBroker", on: broker.id) }
            let units = try await county.office.all(Organisation.self) { $0.name == "技术经纪人 JJ-01" }
            #expect(units.map(\.id) == [broker.id.ofOrganisation])
        }
    }

    /// What was entered waits on the desk until it is submitted, and can be thrown away until then.
    @Test func aDraftWaitsOnTheDesk() async throws {
        try await withCounty { county in
            let firm = try await county.first()
            let people = county.people(of: firm)
            let demand = try await Self.demand(people, firm)
            #expect(Said(try await PageTests.blocks(.enterpriseTransferDesk, people)).texts.contains("需求待提交：求独活低温烘干技术"))
            try await people.delete(demand.id, version: nil, in: "technologyDemand")
            #expect(try await people.all(TechnologyDemand.self).isEmpty)
        }
    }

    @Test func aMatchThatCameToNothingOpensTheDemandAgain() async throws {
        try await withCounty { county in
            let firm = try await county.first()
            let (people, institute) = (county.people(of: firm), county.institute())
            var demand = try await people.move(try await Self.demand(people, firm), step: "submit")
            demand = try await county.office.move(demand, step: "publish")
            let offer = try await institute.move(try await Self.offer(institute, "低温烘干设备", "热泵低温烘干，控制湿度。"), step: "submit")
            _ = try await county.office.move(offer, step: "publish")
            let notices = try await county.office.rows(MarketNotice.self)
            let (wanted, offered) = (try #require(notices.first { $0.category == .demand }), try #require(notices.first { $0.category == .offer }))
            var order = Draft<ProposeMatch>()
            order.offer = offered.reference
            _ = try await county.office.carryOut("proposeMatch", on: wanted.id, order.submission)
            #expect(await refusal { try await county.office.carryOut("proposeMatch", on: wanted.id, order.submission) }?.problems.map(\.code) == ["taken"])
            var match = try #require(try await county.office.rows(TechnologyMatch.self).first)
            match = try await county.office.move(match, step: "contact")
            _ = try await county.office.move(match, step: "end", remark: "价格谈不拢")
            #expect(try await people.row(demand.reference).state == .published)
            // An enterprise may withdraw its demand, and then nothing of it is on the market.
            _ = try await people.move(try await people.row(demand.reference), step: "close", remark: "已自行解决")
            #expect(try await county.office.rows(MarketNotice.self) { $0.category == .demand && $0.isClosed == false }.isEmpty)
        }
    }

    // MARK: auctions

    /// A lot of the institute that runs from 9:00 today to 17:00 in two days, from 50 wan up by 5.
    private static func lot(_ county: County, _ mode: PriceMode, reserve: Money? = nil) async throws -> Row<MarketLot> {
        let institute = county.institute()
        var draft = Draft<TechnologyListing>()
        (draft.title, draft.seller, draft.field, draft.detail) = ("低温烘干发明专利", "研究所", .medicine, "一种热泵低温烘干方法的发明专利权转让，含工艺参数。")
        (draft.mode, draft.startPrice, draft.increment, draft.reserve) = (mode, Money(wan: 50), .some(Money(wan: 5)), .some(reserve))
        (draft.opensAt, draft.closesAt) = (County.at(County.today, 9), County.at(County.today.adding(days: 2), 17))
        let row = try await institute.move(try await institute.create(draft), step: "submit")
        _ = try await county.office.move(row, step: "publish")
        return try #require(try await county.office.rows(MarketLot.self).first)
    }

    private static func bid(_ desk: Desk, _ lot: Row<MarketLot>, _ wan: Int64) async -> Refusal? {
        var order = Draft<PlaceBid>()
        (order.lot, order.amount) = (lot.reference, Money(wan: wan))
        return await refusal { try await desk.carryOut("placeBid", order.submission) }
    }

    @Test(arguments: Database.available) func openBiddingIsWonByTheHighest(_ database: Database) async throws {
        try await withCounty(database) { county in
            let lot = try await Self.lot(county, .open, reserve: Money(wan: 58))
            let (first, second) = (county.people(of: try await county.first()), county.people(of: try await county.second()))
            #expect(await Self.bid(first, lot, 49)?.message.chinese.contains("不能低于 50") == true)
            #expect(await Self.bid(first, lot, 50) == nil)
            #expect(await Self.bid(second, lot, 54)?.message.chinese.contains("不能低于 55") == true, "less than the last bid and the increment")
            #expect(await Self.bid(second, lot, 55) == nil)
            #expect(await Self.bid(county.institute(), lot, 90)?.message.chinese.contains("自己的标的") == true)
            #expect(await Self.bid(county.office, lot, 90) != nil, "the office does not bid")
            #expect(await refusal { try await county.office.carryOut("openBids", on: lot.id) }?.message.chinese.contains("之前不能开标") == true)
            #expect(try await first.rows(AuctionBid.self).count == 1, "one sees one's own bids only")
            county.setClock(County.today.adding(days: 2), hour: 16, minute: 59)
            #expect(await Self.bid(first, lot, 60) == nil)
            county.setClock(County.today.adding(days: 2), hour: 17)
            #expect(await Self.bid(second, lot, 70)?.message.chinese.contains("已过截止时间") == true)
            _ = try await county.office.carryOut("openBids", on: lot.id)
            let sold = try await county.office.row(lot.reference)
            #expect(sold.state == .sold && sold.winner == "甲厂" && sold.price == Money(wan: 60) && sold.bids == 3)
            // The seller, and nobody else, has a draft of the contract.
            let contract = try #require(try await county.institute().rows(TechnologyContract.self).first)
            #expect(contract.buyer == "甲厂" && contract.total == Money(wan: 60) && contract.type == .transfer && contract.state == .draft)
            #expect(try await first.rows(TechnologyContract.self).isEmpty)
            #expect(try await county.value("I-lots-turnover", period: "2026") == 60)
            #expect(await Self.bid(second, lot, 90) != nil)
            #expect(await refusal { try await county.office.carryOut("openBids", on: lot.id) } != nil)
        }
    }

    @Test(arguments: Database.available) func sealedBidsAreSeenByNobodyBeforeTheyAreOpened(_ database: Database) async throws {
        try await withCounty(database) { county in
            let lot = try await Self.lot(county, .sealed, reserve: Money(wan: 80))
            let (first, second) = (county.people(of: try await county.first()), county.people(of: try await county.second()))
            #expect(await Self.bid(first, lot, 70) == nil)
            #expect(await Self.bid(second, lot, 60) == nil, "a lower sealed bid counts too")
            #expect(await Self.bid(first, lot, 75)?.message.chinese.contains("每家一次") == true)
            #expect(try await county.office.row(lot.reference).price == nil, "the price shows")
            #expect(await refusal { try await county.office.rows(AuctionBid.self) } != nil, "the office sees the bids")
            #expect(await refusal { try await county.desk("s", "supervisor").rows(AuctionBid.self) } != nil, "a supervisor sees the bids")
            #expect(try await second.rows(AuctionBid.self).map(\.amount) == [Money(wan: 60)])
            let bidders = Set(["of-甲厂", "of-乙厂"])
            let history = try await second.history(of: lot.id, in: "marketLot")
            #expect(bidders.isDisjoint(with: history.map(\.change.actor)), "the history of the lot says who bade")
            #expect(await refusal { try await first.rows(TechnologyListing.self) { $0.reserve == Money(wan: 80) } } == nil)
            #expect(try await first.rows(TechnologyListing.self).isEmpty, "the reserve is the seller's")
            county.setClock(County.today.adding(days: 3))
            _ = try await county.office.carryOut("openBids", on: lot.id)
            // 70 is below the reserve of 80.
            let failed = try await county.office.row(lot.reference)
            #expect(failed.state == .failed && failed.winner == nil && failed.price == nil)
            #expect(failed.minutes?.contains("70、60") == true)
            #expect(try await county.institute().rows(TechnologyContract.self).isEmpty)
        }
    }

    @Test func theRulesOfBidding() throws {
        let (opens, closes) = (County.at(County.today, 9), County.at(County.today, 17))
        func rules(_ mode: PriceMode) -> Bidding {
            Bidding(mode, startPrice: Money(wan: 50), increment: Money(wan: 5), opensAt: opens, closesAt: closes, seller: "s")
        }
        func bid(_ who: String, _ wan: Int64, minute: Int) -> Bidding.Bid {
            Bidding.Bid(organisation: who, bidder: who, amount: Money(wan: wan), at: County.at(County.today, 10, minute))
        }
        // A lot that the office entered for an institute is not the institute's by who made it, but by its name.
        let entrusted = Bidding(.sealed, startPrice: Money(wan: 50), opensAt: opens, closesAt: closes, seller: "office", sellerName: "i")
        #expect(entrusted.problem(with: bid("i", 60, minute: 1), after: [])?.chinese == "不能对自己的标的出价")
        #expect(entrusted.problem(with: bid("a", 60, minute: 1), after: []) == nil)
        // Of equals the first.
        #expect(rules(.sealed).winner(of: [bid("b", 60, minute: 2), bid("a", 60, minute: 1)], reserve: nil)?.organisation == "a")
        #expect(rules(.sealed).winner(of: [bid("a", 60, minute: 1)], reserve: Money(wan: 60))?.organisation == "a")
        #expect(rules(.sealed).winner(of: [bid("a", 60, minute: 1)], reserve: Money(fen: 60_000_001)) == nil)
        #expect(rules(.open).winner(of: [], reserve: nil) == nil)
        // A fixed price is taken by the first, whatever comes later.
        #expect(rules(.fixed).problem(with: bid("a", 50, minute: 1), after: []) == nil)
        #expect(rules(.fixed).problem(with: bid("b", 99, minute: 2), after: [bid("a", 50, minute: 1)]) != nil)
        // A moment before the opening and the closing moment itself are outside.
        for (at, counts) in [(opens, true), (Instant(milliseconds: opens.milliseconds - 1), false), (closes, false)] {
            let one = Bidding.Bid(organisation: "a", bidder: "a", amount: Money(wan: 50), at: at)
            #expect((rules(.open).problem(with: one, after: []) == nil) == counts)
        }
        #expect(rules(.open).problem(with: Bidding.Bid(organisation: "", bidder: "x", amount: Money(wan: 50), at: opens), after: []) != nil)
    }
}
