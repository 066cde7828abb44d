@testable import Funds
@testable import Kernel
@testable import Registers
import Testing

/// Vouchers, outlay, tax, products: each number against a calculation on paper.
@Suite struct RecordTests {
    private static func provider(_ county: County) async throws -> Row<ServiceProvider> {
        var draft = Draft<ServiceProvider>()
        (draft.name, draft.creditCode) = ("检测中心", CreditCode("9144030071526726XG"))
        return try await county.office.create(draft)
    }

    private static func voucher(_ county: County, _ firm: Row<Enterprise>, _ line: Row<BudgetLine>, face: Int64) async throws -> Row<Voucher> {
        var draft = Draft<Voucher>()
        (draft.enterprise, draft.fund, draft.purpose) = (firm.reference, line.fund, "产品检测")
        let voucher = try await county.people(of: firm).create(draft)
        var order = Draft<IssueVoucher>()
        (order.face, order.share, order.validUntil) = (Money(wan: face), 50, Day(2026, 12, 31))
        _ = try await county.office.carryOut("issueVoucher", on: voucher.id, order.submission)
        return try await county.office.row(voucher.reference)
    }

    private static func book(_ desk: Desk, _ voucher: Row<Voucher>, _ provider: Row<ServiceProvider>, _ price: Int64) async throws {
        var order = Draft<BookService>()
        (order.provider, order.service, order.price) = (provider.reference, "疲劳试验", Money(wan: price))
        _ = try await desk.carryOut("bookService", on: voucher.id, order.submission)
    }

    /// A voucher of 5 covers half of 6 and then 2 of half of 8; 3 are paid, the other booking is cancelled, 2 are free again at the end.
    @Test(arguments: Database.available) func aVoucherIsUsedAndSettled(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            let (line, provider) = (try await county.line(6), try await Self.provider(county))
            let voucher = try await Self.voucher(county, firm, line, face: 5)
            #expect(voucher.state == .issued && voucher.meta.organisation == firm.id.ofOrganisation.text)
            #expect(try await county.finance.row(line.reference).reserved == Money(wan: 5), "its face is kept when it is issued")
            #expect(await refusal { try await Self.voucher(county, firm, line, face: 2) }?.message.chinese.contains("可用额度 1 万元") == true)
            let (people, clerk) = (county.people(of: firm), county.people(of: provider))
            #expect(await refusal { try await Self.book(clerk, voucher, provider, 6) } != nil, "a provider books nothing")
            try await Self.book(people, voucher, provider, 6)
            try await Self.book(people, voucher, provider, 8)
            let bookings = try await people.all(VoucherBooking.self)
            #expect(bookings.map(\.covered) == [Money(wan: 3), Money(wan: 2)])
            #expect(await refusal { try await Self.book(people, voucher, provider, 1) }?.message.chinese == "创新券已用完")
            // The provider sees its orders and nothing of the enterprise.
            var order = try #require(try await clerk.all(ServiceOrder.self).first)
            #expect(order.client == "甲厂" && order.covered == Money(wan: 3))
            #expect(await refusal { try await clerk.row(bookings[0].reference) } != nil)
            #expect(await refusal { try await people.row(order.reference) } != nil)
            #expect(await refusal { try await clerk.move(order, step: "deliver") }?.message.chinese == "请先填写服务成果")
            order = try await clerk.update(order) { $0.report = .some("检测报告 12 号") }
            order = try await clerk.move(order, step: "deliver")
            #expect(await refusal { try await clerk.move(order, step: "confirm") } != nil, "the client confirms")
            var booking = try await people.row(bookings[0].reference)
            #expect(booking.state == .delivered && booking.report == "检测报告 12 号")
            booking = try await people.move(booking, step: "confirm")
            #expect(await refusal { try await county.office.move(booking, step: "settle") }?.message.chinese == "“检测中心”还没有登记收款账户")
            _ = try await clerk.update(try await clerk.row(provider.reference)) {
                ($0.payee, $0.bank, $0.account) = (.some("检测中心"), .some("工行"), .some("6222021111111"))
            }
            booking = try await county.office.move(booking, step: "settle")
            _ = try await people.move(try await people.row(bookings[1].reference), step: "cancel")
            #expect(try await people.row(voucher.reference).used == Money(wan: 3))
            #expect(
                await refusal { try await county.office.move(try await county.office.row(voucher.reference), step: "close") }?.message.chinese
                    == "还有未兑付的使用，请先办结")
            _ = try await county.send()
            let payment = try #require(try await county.finance.all(Payment.self).first)
            #expect(payment.payee == "检测中心" && payment.amount == Money(wan: 3))
            _ = try await county.finance.move(payment, step: "paid")
            #expect(try await clerk.row(order.reference).state == .paid)
            #expect(
                await refusal { try await county.office.move(try await county.office.row(voucher.reference), step: "close") }?.message.chinese
                    == "有效期内且未用完，不能结清")
            county.clock.go(to: Day(2027, 1, 1) ?? County.today)
            _ = try await county.office.move(try await county.office.row(voucher.reference), step: "close")
            let after = try await county.finance.row(line.reference)
            #expect(after.reserved.fen == 0 && after.paid == Money(wan: 3) && after.free == Money(wan: 3))
            #expect(Spending.agrees(after, try await county.finance.all(BudgetMovement.self)))
            #expect(try await county.value("I-vouchers-issued") == 5)
            #expect(try await county.value("I-vouchers-used") == 3)
        }
    }

    @Test(arguments: Database.available) func aVoucherIsNeverOverspent(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            let (line, provider) = (try await county.line(10), try await Self.provider(county))
            let voucher = try await Self.voucher(county, firm, line, face: 5)
            let neighbour = try await county.neighbour()
            // Twenty bookings of 1 万元 at once: five fit.
            let refused = await withTaskGroup(of: Refusal?.self) { group in
                for place in 0..<20 {
                    let desk = (place % 2 == 0 ? county : neighbour).people(of: firm)
                    group.addTask { await refusal { try await Self.book(desk, voucher, provider, 2) } }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }.compactMap(\.self)
            #expect(refused.count == 15 && refused.allSatisfy { $0.message.chinese == "创新券已用完" })
            #expect(try await county.office.row(voucher.reference).used == Money(wan: 5))
            #expect(try await county.office.all(VoucherBooking.self).reduce(Money(fen: 0)) { $0 + $1.covered } == Money(wan: 5))
            if neighbour.clock !== county.clock { await neighbour.store.close() }
        }
    }

    /// 3,000 → 3,100 is 3.3333 %, 70,000 → 73,500 is 5 %: 1.6667 points too little.
    @Test(arguments: Database.available) func theOutlayHasToGrowFaster(_ database: Database) async throws {
        try await withCounty(database) { county in
            func year(_ year: Int, _ outlay: Int64, _ recurrent: Int64) async throws -> Row<OutlayYear> {
                var draft = Draft<OutlayYear>()
                draft.closes = Day(year, 12, 31)
                (draft.outlay, draft.recurrent, draft.source) = (Money(wan: outlay), Money(wan: recurrent), "决算")
                (draft.budget, draft.popularisation) = (.some(Money(wan: 620_000)), .some(Money(wan: 93)))
                (draft.research, draft.product) = (.some(Money(wan: 5000)), .some(Money(wan: 1_000_000)))
                return try await county.finance.create(draft)
            }
            // The later year is confirmed first; its growth follows when the earlier one is.
            var later = try await county.finance.move(try await year(2025, 3100, 73_500), step: "confirm")
            #expect(later.margin == nil)
            _ = try await county.finance.move(try await year(2024, 3000, 70_000), step: "confirm")
            later = try await county.finance.row(later.reference)
            #expect(later.growth == 3.3333 && later.recurrentGrowth == 5 && later.margin == -1.6667)
            let expected = [("I044", -1.6667), ("I066", 3100), ("I084", 0.5), ("I096", 3), ("I001", 0.5)]
            for (code, value) in expected {
                let found = try #require(try await county.value(code, period: "2025"))
                #expect(abs(found - value) < 1e-9, "\(code) is \(found), paper says \(value)")
            }
            let alerts = try await county.system.all(Alert.self)
            #expect(alerts.map(\.rule) == ["R-science-growth"], "the outlay itself grew")
            #expect(try await county.office.inbox().contains { $0.title.contains("2025") }, "it is in the office's inbox")
            // Mended in the final accounts: 3,200 is 6.6667 %.
            later = try await county.finance.move(later, step: "reopen", remark: "决算调整")
            #expect(await refusal { try await county.office.move(later, step: "confirm") } != nil, "the finance bureau confirms")
            later = try await county.finance.move(try await county.finance.update(later) { $0.outlay = Money(wan: 3200) }, step: "confirm")
            #expect(try await county.finance.row(later.reference).margin == 1.6667)
            #expect(try await county.system.all(Alert.self).allSatisfy { $0.endedAt != nil })
            let wrong = await refusal {
                try await county.finance.create(
                    { () -> Draft<OutlayYear> in
                        var draft = Draft<OutlayYear>()
                        draft.closes = Day(2023, 6, 30)
                        (draft.outlay, draft.recurrent, draft.source, draft.popularisation) = (Money(wan: 1), Money(wan: 1), "—", .some(Money(wan: 2)))
                        return draft
                    }())
            }
            #expect(wrong?.problems.compactMap(\.field).sorted() == ["closes", "popularisation"])
        }
    }

    /// Example RD-A: base 284.4444, saved 71.1111; a taxable income of 1,000 at 15 %: 100 less; a transfer income of 800: 200 − 37.5 = 162.5.
    @Test(arguments: Database.available) func reliefsAreReckoned(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            func relief(_ type: TaxRelief.Category, _ change: (inout Draft<TaxRelief>) -> Void) async throws -> Row<TaxRelief> {
                var draft = Draft<TaxRelief>()
                (draft.enterprise, draft.type) = (firm.reference, type)
                draft.closes = Day(2025, 12, 31)
                change(&draft)
                let row = try await county.people(of: firm).create(draft)
                return try await county.office.row(try await county.office.move(row, step: "verify").reference)
            }
            let super_ = try await relief(.superDeduction) {
                ($0.fiveItems, $0.other, $0.domestic) = (.some(Money(wan: 220)), .some(Money(wan: 30)), .some(Money(wan: 50)))
            }
            #expect(super_.base == Money(fen: 284_444_444) && super_.saved == Money(fen: 71_111_111))
            #expect(try await relief(.highTech) { $0.income = .some(Money(wan: 1000)) }.saved == Money(wan: 100))
            #expect(try await relief(.transfer) { $0.income = .some(Money(wan: 800)) }.saved == Money(fen: 162_500_000))
            let value = try #require(try await county.value("I-super-deduction", period: "2025"))
            #expect(abs(value - 71.111_111) < 1e-6)
            #expect(try await county.value("I-high-tech-relief", period: "2025") == 100)
            #expect(try await county.value("I-relief-firms", period: "2025") == 3)
            #expect(
                await refusal {
                    try await relief(.superDeduction) {
                        $0.closes = Day(2022, 12, 31); $0.fiveItems = .some(Money(wan: 1))
                    }
                }?.message.chinese.contains("税率分段") == true)
        }
    }

    @Test(arguments: Database.available) func productsAndWonProjectsCount(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.enterprise("甲厂", codeA)
            for (category, day) in [(InnovativeProduct.Category.majorNew, Day(2025, 5, 1)), (.highTech, Day(2026, 5, 1)), (.firstSet, Day(2026, 6, 1))] {
                var draft = Draft<InnovativeProduct>()
                (draft.enterprise, draft.name, draft.category, draft.recognisedOn) = (firm.reference, "产品 \(category)", category, day)
                let product = try await county.office.create(draft)
                guard category == .firstSet else { continue }
                var buying = Draft<Procurement>()
                (buying.enterprise, buying.product, buying.buyer) = (firm.reference, product.reference, "县医院")
                (buying.day, buying.amount, buying.isFirst) = (Day(2026, 6, 20), Money(wan: 85), true)
                _ = try await county.office.create(buying)
            }
            #expect(try await county.value("I057", period: "2025") == 1)
            #expect(try await county.value("I057", period: "2026") == 1)
            #expect(try await county.value("I-first-sets", period: "2026") == 1)
            #expect(try await county.value("I-procurement", period: "2026") == 85)
            var draft = Draft<UpperProject>()
            (draft.title, draft.funder, draft.holder, draft.enterprise) = ("玻纤复材攻关", "市科技局", "甲厂", .some(firm.reference))
            (draft.appliedOn, draft.sought) = (Day(2026, 3, 1), Money(wan: 100))
            var project = try await county.office.move(try await county.office.create(draft), step: "apply")
            #expect(await refusal { try await county.office.move(project, step: "win") }?.message.chinese == "请先填写获批资金和日期")
            project = try await county.office.update(project) { ($0.won, $0.wonOn) = (.some(Money(wan: 80)), .some(Day(2026, 6, 1))) }
            _ = try await county.office.move(project, step: "win")
            #expect(try await county.value("I-upper-won") == 80)
            let index = try #require(try await county.office.all(SupportedProject.self).first)
            #expect(index.title == "玻纤复材攻关" && index.level == .city && index.amount == Money(wan: 80) && index.year == 2026)
            // R&D by revenue: (560 + 40) / (1,000 + 2,000) = 20 %.
            try await county.figures(firm, 2025, research: 560)
            try await county.figures(try await county.enterprise("乙厂", codeB), 2025, research: 40, revenue: 2000)
            #expect(try await county.value("I097", period: "2025") == 20)
        }
    }
}
