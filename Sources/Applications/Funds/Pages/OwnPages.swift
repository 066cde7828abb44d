import Kernel
import Policies
import Registers

extension Page {
    /// 我的政策: the desk of an enterprise: what it is entitled to, its claims and what they wait for, its vouchers.
    static let ownClaims = Page("ownClaims", "我的政策", en: "My policies", for: .roles(.enterprise), isFront: true) { question in
        let (desk, today) = (question.desk, question.now.day)
        guard let row = try await desk.rows(Enterprise.self, limit: 1).first else {
            return [.notice("还没有与您的账号关联的企业，请联系县企业服务科。", en: "No enterprise is tied to your account yet; please ask the enterprise office.", .warning)]
        }
        let file = try await FirmFile(row, desk)
        let views = try await desk.clauses(on: today, isSimulated: row.meta.isSimulated).map { EntitlementView(file, $0, year: today.year - 1, on: today) }
        let claims = try await desk.find(Claim.self) { $0.state != .withdrawn }
        let documents = try await desk.all(ClaimDocument.self)
        let vouchers = try await desk.find(Voucher.self) { $0.state.isIn([.applied, .issued]) }
        let bookings = try await desk.find(VoucherBooking.self) { $0.state.isIn([.booked, .delivered]) }
        let clauses = Dictionary(try await desk.all(PolicyClause.self).map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let page = { (id: String) in Link.page(application: "funds", code: "entitlements", record: row.id, ["clause": id]) }
        return [
            .group(
                Label("我能享受什么（\(row.name)）", en: "What am I entitled to? (\(row.name))"),
                [
                    .table(table(views, link: page)),
                    .deeds([
                        .open(Label("看理由和测算", en: "Reasons and amounts"), .page(application: "funds", code: "entitlements", record: row.id)),
                        .new(Voucher.self, ["enterprise": row.id.text]), .new(PolicyNeed.self, ["enterprise": row.id.text, "askedOn": today.description]),
                    ]),
                ]),
            .heading("我的申请", en: "My claims"),
            claims.isEmpty
                ? .notice("还没有申请。点上面的条款，再点“新建兑现申请”。", en: "None yet: press a clause above, then “New claim”.", .calm)
                : .cards(claims.sorted { $0.id > $1.id }.prefix(20).map { card($0, clauses[$0.clause], documents) }),
            .heading("我的创新券", en: "My vouchers"),
            vouchers.isEmpty && bookings.isEmpty
                ? .notice("没有可用的创新券。", en: "No vouchers.", .calm) : .cards(vouchers.map(card) + bookings.map(card)),
        ]
    }

    private static func card(_ booking: Row<VoucherBooking>) -> Card {
        Card(
            Phrase(booking.service, link: .to(booking), isStrong: true), tags: [Phrase(booking.state.label)],
            fields: [
                (Label("券抵扣", en: "Covered"), Phrase(booking.saying { $0.covered.words })), (Label("服务成果", en: "Delivered"), Phrase(booking.report ?? "—")),
            ], deeds: [.move(booking, "confirm"), .move(booking, "cancel")], tone: booking.state == .delivered ? .warning : .calm,
            isSimulated: booking.meta.isSimulated)
    }

    private static func card(_ claim: Row<Claim>, _ clause: Row<PolicyClause>?, _ documents: [Row<ClaimDocument>]) -> Card {
        let missing = clause.map { Claiming.missingDocuments($0, documents.filter { $0.claim == claim.reference }) } ?? []
        let isOpen = [.draft, .submitted, .returned].contains(claim.state)
        var fields: [(label: Label, value: Phrase)] = [
            (Label("条款", en: "Clause"), Phrase(clause?.title ?? "—", link: clause.map { .to($0) })),
            (Label("测算", en: "Reckoned"), Phrase(claim.saying { $0.computed?.words })),
            (Label("核定", en: "Approved"), Phrase(claim.saying { $0.approved?.words })),
        ]
        if let end = claim.noticeUntil { fields.append((Label("公示至", en: "Announced until"), Phrase("\(end)"))) }
        if let day = claim.paidOn { fields.append((Label("支付日期", en: "Paid on"), Phrase("\(day)", tone: .good))) }
        if isOpen, !missing.isEmpty { fields.append((Label("还缺材料", en: "Documents missing"), Phrase(missing.joined(separator: "、"), tone: .warning))) }
        let add = missing.prefix(1).map { Deed.new(ClaimDocument.self, ["claim": claim.id.text, "enterprise": claim.enterprise.id.text, "name": $0]) }
        return Card(
            Phrase(claim.subject, link: .to(claim), isStrong: true), tags: [Phrase(claim.state.label)], fields: fields,
            deeds: (isOpen ? add : []) + [.edit(claim), .move(claim, "submit"), .move(claim, "withdraw")],
            tone: [.draft, .returned].contains(claim.state) ? .warning : claim.state == .paid ? .good : .calm, isSimulated: claim.meta.isSimulated)
    }

    private static func card(_ voucher: Row<Voucher>) -> Card {
        Card(
            Phrase(voucher.purpose, link: .to(voucher), isStrong: true), tags: [Phrase(voucher.state.label)],
            fields: [
                (Label("面额", en: "Face"), Phrase(voucher.saying { $0.face?.words })), (Label("已用", en: "Used"), Phrase(voucher.saying { $0.used.words })),
                (Label("有效期至", en: "Until"), Phrase(voucher.saying { $0.validUntil.map { Label("\($0)", en: "\($0)") } })),
            ], deeds: [.operation("bookService", record: voucher.id)], isSimulated: voucher.meta.isSimulated)
    }

    /// 我的服务单: the desk of a service provider.
    static let providerDesk = Page("providerDesk", "我的服务单", en: "My orders", for: .roles(.serviceProvider), isFront: true) { question in
        let desk = question.desk
        guard let row = try await desk.rows(ServiceProvider.self, limit: 1).first else {
            return [.notice("还没有与您的账号关联的服务机构，请联系资金政策科。", en: "No provider is tied to your account yet; please ask the fund office.", .warning)]
        }
        let orders = try await desk.find(ServiceOrder.self) { $0.state != .cancelled }
        var blocks: [Block] = []
        if row.account == nil {
            blocks.append(.notice("还没有登记收款账户，登记后才能兑付。", en: "No account is registered yet; nothing can be paid without it.", .warning))
        }
        return blocks + [
            .facts([
                Fact(Label("待服务", en: "To be done"), orders.narrowed { $0.state == .received }.howMany, unit: "单", tone: .warning),
                Fact(Label("待企业确认", en: "To be confirmed"), orders.narrowed { $0.state == .delivered }.howMany, unit: "单"),
                Fact(Label("已兑付", en: "Paid"), orders.narrowed { $0.state == .paid }.sum { $0.covered.wan }, unit: "万元", tone: .good),
            ]), .deeds([.edit(row)]),
            .cards(
                orders.sorted { ($0.state == .received ? 0 : 1, $0.id) < ($1.state == .received ? 0 : 1, $1.id) }.prefix(40).map { order in
                    Card(
                        Phrase(order.service, link: .to(order), isStrong: true), tags: [Phrase(order.state.label)],
                        fields: [
                            (Label("委托企业", en: "Client"), Phrase(order.client)), (Label("合同金额", en: "Price"), Phrase(order.saying { $0.price.words })),
                            (Label("券抵扣", en: "Covered"), Phrase(order.saying { $0.covered.words })),
                        ], deeds: [.edit(order), .move(order, "deliver")], tone: order.state == .received ? .warning : .calm,
                        isSimulated: order.meta.isSimulated)
                }),
        ]
    }
}
