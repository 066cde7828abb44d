import Kernel
import Policies
import Registers

/// What becomes of a voucher: its face is kept in the budget when it is issued, paid as it is used, and free again where it was not.
enum Vouchers {
    static func matter(_ voucher: Row<Voucher>, _ changes: Changes) throws -> Spending.Matter {
        Spending.Matter(
            id: voucher.id, payee: try changes.row(voucher.enterprise).name, enterprise: voucher.enterprise,
            isSimulated: try Spending.isSimulated(voucher, of: voucher.enterprise, changes))
    }

    static func order(of booking: Row<VoucherBooking>, _ changes: Changes) throws -> Row<ServiceOrder>? {
        try changes.rows(ServiceOrder.self, limit: 1) { $0.booking == booking.reference }.first
    }

    static func deliver(_ row: Row<ServiceOrder>, _ changes: inout Changes) throws {
        try changes.update(row.booking) { $0.report = .some(row.report) }
        try changes.move(row.booking, step: "deliver")
    }

    static func confirm(_ row: Row<VoucherBooking>, _ changes: inout Changes) throws {
        if let order = try order(of: row, changes) { try changes.move(order.reference, step: "confirm") }
    }

    static func cancel(_ row: Row<VoucherBooking>, _ changes: inout Changes) throws {
        let voucher = try changes.row(row.voucher)
        try changes.update(row.voucher) { $0.used = voucher.used - row.covered }
        if let order = try order(of: row, changes) { try changes.move(order.reference, step: "cancel") }
    }

    static func settle(_ row: Row<VoucherBooking>, _ changes: inout Changes) throws {
        let (voucher, provider) = (try changes.row(row.voucher), try changes.row(row.provider))
        guard let line = voucher.line, let payee = provider.payee, let bank = provider.bank, let account = provider.account else {
            throw changes.refuse("“\(provider.name)”还没有登记收款账户", en: "“\(provider.name)” has no account registered")
        }
        var draft = Draft<Payment>()
        (draft.payee, draft.bank, draft.account, draft.amount) = (payee, bank, account, row.covered)
        (draft.purpose, draft.enterprise, draft.booking, draft.line) = ("创新券：\(row.service)", .some(row.enterprise), .some(row.reference), line)
        try Paying.make(draft, isSimulated: try Spending.isSimulated(row, of: row.enterprise, changes), &changes)
    }

    static func close(_ row: Row<Voucher>, _ changes: inout Changes) throws {
        let bookings = try changes.rows(VoucherBooking.self) { $0.voucher == row.reference }
        guard !bookings.contains(where: { [.booked, .delivered, .confirmed, .settled].contains($0.state) }) else {
            throw changes.refuse("还有未兑付的使用，请先办结", en: "A use of it is not settled yet")
        }
        guard let face = row.face, let line = row.line else { return }
        guard row.used == face || row.validUntil.map({ $0 < changes.now.day }) == true else {
            throw changes.refuse("有效期内且未用完，不能结清", en: "It is valid and not used up")
        }
        try Spending.release(face - row.used, on: line, for: try matter(row, changes), &changes)
    }
}

/// 发放创新券
struct IssueVoucher: Record {
    static let kind = Kind<IssueVoucher>("发放创新券", en: "Issue a voucher")
    let face = Field<Money>("面额", en: "Face value", unit: .wanYuan, .min(0))
    let share = Field<Int>("抵扣比例", en: "Part of the price", unit: .percent, .initial("50"), .min(1), .max(100))
    let validUntil = Field<Day>("有效期至", en: "Valid until")
}

/// 预约服务
struct BookService: Record {
    static let kind = Kind<BookService>("预约服务", en: "Book a service")
    let provider = Field<Reference<ServiceProvider>>("服务机构", en: "Provider")
    let service = Field<String>("服务内容", en: "Service", .min(2), .max(120))
    let price = Field<Money>("合同金额", en: "Price", unit: .wanYuan, .min(0))
}

extension Operation {
    static let issueVoucher = Operation(
        "issueVoucher", "发放创新券", en: "Issue a voucher", on: Voucher.self, asking: IssueVoucher.self, by: .fundOffice, when: { $0.state == .applied }
    ) { voucher, order, desk in
        try await desk.together { changes in
            let today = changes.now.day
            guard order.validUntil > today else { throw changes.refuse("有效期要在今天之后", en: "It has to be valid beyond today") }
            let firm = voucher.enterprise
            let barred = try changes.rows(IntegrityRecord.self, limit: 1) { $0.enterprise == firm && $0.isLifted == false && $0.barredUntil >= today }
            guard barred.isEmpty else { throw changes.refuse("该企业在限制申报期内", en: "The enterprise is barred") }
            let matter = try Vouchers.matter(voucher, changes)
            let line = try Spending.line(of: voucher.fund, isSimulated: matter.isSimulated, changes)
            try Spending.reserve(order.face, on: line.reference, for: matter, &changes)
            try changes.update(voucher.reference) {
                ($0.face, $0.share, $0.issuedOn, $0.validUntil) = (.some(order.face), .some(order.share), .some(today), .some(order.validUntil))
                $0.line = .some(line.reference)
            }
            _ = try changes.move(voucher.reference, step: "issue")
        }
        return Outcome("已发放 \(order.face.words.chinese)", en: "Issued: \(order.face.words.english)")
    }

    static let bookService = Operation(
        "bookService", "预约服务", en: "Book a service", on: Voucher.self, asking: BookService.self, by: .enterprise, when: { $0.state == .issued }
    ) { voucher, order, desk in
        let covered = try await desk.together { changes in
            // As it is now, inside the transaction: two bookings at one moment see one another.
            let voucher = try changes.row(voucher.reference)
            guard let face = voucher.face, let share = voucher.share, let until = voucher.validUntil, until >= changes.now.day else {
                throw changes.refuse("创新券已过期", en: "The voucher has ended")
            }
            let provider = try changes.row(order.provider)
            guard provider.isActive else { throw changes.refuse("“\(provider.name)”已不在册", en: "“\(provider.name)” is not registered any more") }
            let part = Exact(Int128(order.price.fen) * Int128(share), over: 100)?.rounded() ?? 0
            let covered = min(Money(fen: part), face - voucher.used)
            guard covered.fen > 0 else { throw changes.refuse("创新券已用完", en: "The voucher is used up") }
            try changes.update(voucher.reference) { $0.used = voucher.used + covered }
            var booking = Draft<VoucherBooking>()
            (booking.enterprise, booking.voucher, booking.provider) = (voucher.enterprise, voucher.reference, order.provider)
            (booking.service, booking.price, booking.covered, booking.bookedOn) = (order.service, order.price, covered, changes.now.day)
            let isSimulated = try Spending.isSimulated(voucher, of: voucher.enterprise, changes)
            let made = try changes.create(booking, isSimulated: isSimulated)
            var own = Draft<ServiceOrder>()
            (own.provider, own.client, own.booking) = (order.provider, try changes.row(voucher.enterprise).name, made.reference)
            (own.service, own.price, own.covered) = (order.service, order.price, covered)
            try changes.create(own, isSimulated: isSimulated)
            return covered
        }
        return Outcome("已预约，券抵扣 \(covered.words.chinese)", en: "Booked; the voucher covers \(covered.words.english)")
    }

    /// Lets the people of a provider sign in for it.
    static let openProvider = Operation(
        "openProvider", "开通服务机构登录", en: "Open access", on: ServiceProvider.self, by: .fundOffice, when: { $0.isActive }
    ) { provider, desk in
        try await desk.together { changes in
            guard try changes.rows(Organisation.self, limit: 1, where: { $0.creditCode == provider.creditCode }).isEmpty else { return }
            var draft = Draft<Organisation>()
            (draft.name, draft.creditCode, draft.category) = (provider.name, .some(provider.creditCode), .institution)
            try changes.create(draft, id: provider.id.ofOrganisation, region: provider.meta.region, isSimulated: provider.meta.isSimulated)
        }
        return Outcome(
            "已开通。请系统管理员新建用户：单位选“\(provider.name)”，角色填 serviceProvider",
            en: "It is open. An administrator now makes a user with the unit “\(provider.name)” and the role serviceProvider")
    }
}
