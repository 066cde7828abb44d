import Foundation
@testable import Kernel
@testable import Registers
import Testing
@testable import Transfer

/// Instruments and their calendar; agreements; extension.
@Suite struct SharingTests {
    private static let tomorrow = County.today.adding(days: 1)

    /// 90 yuan an hour, from 8 to 18.
    private static func instrument(_ county: County) async throws -> Row<SharedInstrument> {
        var draft = Draft<SharedInstrument>()
        (draft.name, draft.owner, draft.field, draft.fee) = ("液相色谱仪", "检测中心", .medicine, Money(yuan: 90))
        return try await county.desk("owner", "instrumentOwner", organisation: "lab").create(draft)
    }

    private static func booking(
        _ desk: Desk, _ instrument: Row<SharedInstrument>, _ firm: Row<Enterprise>, _ from: (Int, Int), _ until: (Int, Int)
    ) async throws -> Row<InstrumentBooking> {
        var draft = Draft<InstrumentBooking>()
        (draft.instrument, draft.enterprise, draft.user, draft.purpose) = (instrument.reference, .some(firm.reference), firm.name, "有效成分测定")
        (draft.from, draft.until) = (County.at(tomorrow, from.0, from.1), County.at(tomorrow, until.0, until.1))
        return try await desk.create(draft)
    }

    @Test(arguments: Database.available) func aBookingIsConfirmedUsedAndCounted(_ database: Database) async throws {
        try await withCounty(database) { county in
            let instrument = try await Self.instrument(county)
            let owner = county.desk("owner", "instrumentOwner", organisation: "lab")
            let firm = try await county.first()
            let people = county.people(of: firm)
            var booking = try await people.move(try await Self.booking(people, instrument, firm, (9, 0), (10, 50)), step: "submit")
            booking = try await people.row(booking.reference)
            // 110 minutes of 90 yuan an hour: 165.
            #expect(booking.fee == Money(yuan: 165) && booking.state == .submitted)
            var order = try #require(try await owner.rows(UseOrder.self).first)
            #expect(order.user == "甲厂" && order.minutes == 110)
            #expect(try await owner.inbox().contains { $0.subject == order.id.text })
            #expect(await refusal { try await county.desk("x", "instrumentOwner", organisation: "x").row(order.reference) } != nil)
            order = try await owner.move(order, step: "confirm")
            #expect(try await people.row(booking.reference).state == .confirmed)
            let early = order
            #expect(await refusal { try await owner.move(early, step: "use") } != nil, "its time has not come")
            county.setClock(Self.tomorrow, hour: 12)
            order = try await owner.update(order) { ($0.minutes, $0.fee) = (120, Money(yuan: 180)) }
            _ = try await owner.move(order, step: "use")
            #expect(try await people.row(booking.reference).state == .used)
            #expect(try await people.row(booking.reference).fee == Money(yuan: 180))
            #expect(try await county.value("I-shared-minutes", period: "2026") == 120)
            #expect(try await county.value("I-shared-uses", period: "2026-07") == 1)
            #expect(try await county.value("I-shared-fees", period: "2026") == 0.018)
        }
    }

    @Test(arguments: Database.available) func whatIsTakenNobodyElseBooks(_ database: Database) async throws {
        try await withCounty(database) { county in
            let instrument = try await Self.instrument(county)
            let owner = county.desk("owner", "instrumentOwner", organisation: "lab")
            let (first, second) = (try await county.first(), try await county.second())
            let (one, other) = (county.people(of: first), county.people(of: second))
            let taken = try await one.move(try await Self.booking(one, instrument, first, (9, 0), (11, 0)), step: "submit")
            func book(_ from: (Int, Int), _ until: (Int, Int)) async throws -> Refusal? {
                let row = try await Self.booking(other, instrument, second, from, until)
                return await refusal { try await other.move(row, step: "submit") }
            }
            #expect(try await book((10, 30), (12, 0))?.message.chinese.contains("已有预约") == true)
            for (from, until) in [((8, 0), (9, 1)), ((9, 30), (10, 0)), ((8, 0), (12, 0))] { #expect(try await book(from, until) != nil) }
            #expect(try await book((8, 0), (9, 0)) == nil, "one ends where the other begins")
            #expect(try await book((11, 0), (12, 0)) == nil)
            #expect(try await book((17, 0), (18, 1))?.message.chinese.contains("开放时间") == true)
            #expect(try await other.rows(InstrumentSlot.self).count == 3, "when it is taken everyone sees")
            #expect(await refusal { try await other.row(taken.reference) } != nil, "by whom not")
            // Cancelled, its time is free again, and the owner knows.
            _ = try await one.move(try await one.row(taken.reference), step: "cancel")
            #expect(try await owner.rows(UseOrder.self) { $0.state == .cancelled }.map(\.user) == ["甲厂"])
            #expect(try await book((9, 0), (11, 0)) == nil)
            // Refused by the owner: free as well.
            let order = try #require(try await owner.rows(UseOrder.self) { $0.state == .waiting }.first { $0.from == County.at(Self.tomorrow, 9) })
            _ = try await owner.move(order, step: "refuse", remark: "检修")
            #expect(try await other.rows(InstrumentBooking.self) { $0.state == .refused }.count == 1)
            #expect(try await book((9, 0), (11, 0)) == nil)
            _ = try await owner.update(instrument) { $0.isOpen = false }
            #expect(try await book((15, 0), (16, 0))?.message.chinese.contains("没有对外开放") == true)
        }
    }

    @Test func feesAreExactToTheFen() {
        // A minute of 1 yuan an hour is 1.67 fen: 2; 100 yuan an hour for 14 days.
        #expect(InstrumentCalendar.fee(perHour: Money(yuan: 1), minutes: 1) == Money(fen: 2))
        #expect(InstrumentCalendar.fee(perHour: Money(yuan: 100), minutes: 20_160) == Money(yuan: 33_600))
        #expect(InstrumentCalendar.fee(perHour: Money(yuan: 1_000_000), minutes: 20_160) == Money(yuan: 336_000_000))
        #expect(InstrumentCalendar.fee(perHour: Money(fen: 0), minutes: 60) == Money(fen: 0))
    }

    @Test(arguments: Database.available) func agreementsServicesAndExtensionAreCounted(_ database: Database) async throws {
        try await withCounty(database) { county in
            let office = county.office
            // Two universities, one with two agreements, one with none; a government partner does not count.
            var partners: [Row<CooperationPartner>] = []
            for (name, category) in [("甲大学", CooperationPartner.Category.university), ("乙研究院", .institute), ("丙区政府", .government)] {
                var draft = Draft<CooperationPartner>()
                (draft.name, draft.category) = (name, category)
                partners.append(try await office.create(draft))
            }
            for (place, day) in [(0, Day(2025, 3, 1)), (0, Day(2024, 5, 1)), (2, Day(2026, 1, 1))] {
                var draft = Draft<CooperationAgreement>()
                (draft.title, draft.partner, draft.category) = ("产学研合作协议", partners[place].reference, .research)
                (draft.local, draft.signedOn, draft.until) = ("区科技局", day, .some(County.today.adding(days: 60)))
                _ = try await office.move(try await office.create(draft), step: "sign")
            }
            #expect(try await county.value("I048") == 1)
            #expect(try await office.row(partners[0].reference).firstAgreement == Day(2024, 5, 1))
            #expect(try await county.value("I-agreements") == 3)
            #expect(try await county.value("I-agreements-ending") == 3)
            // Service bodies: three registered, one left.
            for (place, left) in [nil, nil, Day(2026, 6, 30)].enumerated() {
                var draft = Draft<Intermediary>()
                (draft.name, draft.services, draft.joinedOn, draft.leftOn) = ("机构\(place)", [.transfer], Day(2023 + place, 1, 1), .some(left))
                _ = try await office.create(draft)
            }
            #expect(try await county.value("I056") == 2)
            #expect(try await county.value("I-service-bodies-new", period: "2024") == 1)
            // A variety bred here and approved counts, one from elsewhere does not; a technology when it is extended.
            for (name, category, isBred, approval) in [
                ("艳椒", ExtendedTechnology.Category.variety, true, String?("渝审椒1")), ("外来椒", .variety, false, "渝审椒2"), ("种薯扩繁", .technology, false, nil),
            ] {
                var draft = Draft<ExtendedTechnology>()
                (draft.name, draft.category, draft.industry, draft.isBredHere) = (name, category, "农业", isBred)
                (draft.approval, draft.since) = (.some(approval), Day(2025, 4, 1))
                let row = try await office.move(try await office.create(draft), step: "demonstrate")
                #expect(try await county.value("I032", period: "2025") == 0)
                _ = try await office.move(row, step: "extend")
            }
            #expect(try await county.value("I031", period: "2025") == 1)
            #expect(try await county.value("I032", period: "2025") == 1)
        }
    }

    @Test func casesAndTasksRunTheirCourse() async throws {
        try await withCounty { county in
            let firm = try await county.first()
            let people = county.people(of: firm)
            var draft = Draft<ProtectionCase>()
            (draft.subject, draft.enterprise, draft.category, draft.openedOn) = ("外地仿冒烘干机", .some(firm.reference), .patent, County.today)
            var row = try await people.create(draft)
            #expect(await refusal { try await people.move(row, step: "accept") } != nil)
            row = try await county.office.move(row, step: "accept")
            let unnamed = row
            #expect(await refusal { try await county.office.move(unnamed, step: "handOver") } != nil, "nobody is named to help")
            row = try await county.office.update(row) { $0.otherRegion = .some("湖北恩施") }
            row = try await county.office.move(row, step: "handOver")
            row = try await county.office.update(row) { $0.outcome = .some("责令停止侵权") }
            _ = try await county.office.move(row, step: "close")
            #expect(try await county.value("I-protection-cases", period: "2026") == 1)
            #expect(try await county.value("I-protection-regions", period: "2026") == 1)
            var task = Draft<DualUseTask>()
            (task.title, task.direction, task.enterprise) = ("特种玻纤配套", .toDefence, .some(firm.reference))
            (task.field, task.detail, task.askedOn) = (.materials, "为装备配套生产高强玻璃纤维织物。", County.today)
            let asked = try await people.create(task)
            let item = try #require(try await county.office.inbox().first { $0.subject == asked.id.text })
            // Wednesday, 1 July 2026: three working days are until Monday the 6th.
            #expect(item.due == Day(2026, 7, 6))
            #expect(await refusal { try await county.office.move(asked, step: "answer") } != nil)
        }
    }
}
