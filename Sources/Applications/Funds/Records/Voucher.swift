import Kernel
import Registers

/// 创新券服务机构: where vouchers can be used. It and its orders belong to the organisation that stands for it.
struct ServiceProvider: Record {
    static let kind = Kind<ServiceProvider>("创新券服务机构", en: "Service provider", title: \.name, .ownsItself)
    let creditCode = Field<CreditCode>("统一社会信用代码", .unique)
    let name = Field<String>("名称", .max(100), .searchable, .indexed)
    let services = Field<[Park.Service]?>("服务范围", en: "Services")
    let payee = Field<String?>("收款户名", en: "Payee", .max(100))
    let bank = Field<String?>("开户银行", en: "Bank", .max(100))
    let account = Field<String?>("银行账号", en: "Account", .min(6), .max(40))
    let contact = Field<String?>("联系人", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let isActive = Field<Bool>("在册", en: "Registered", .initial("是"), .indexed)
}

/// 创新券: a promise of so much for services; what is used never exceeds its face.
struct Voucher: Record {
    static let kind = Kind<Voucher>("创新券", en: "Voucher", title: \.purpose, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let fund = Field<Reference<Fund>>("资金来源", en: "Paid from")
    let purpose = Field<String>("用途", en: "For", .min(2), .max(120), .searchable)
    let face = Field<Money?>("面额", en: "Face value", unit: .wanYuan, .readOnly)
    let share = Field<Int?>("抵扣比例", en: "Part of the price", unit: .percent, .min(1), .max(100), .readOnly)
    let issuedOn = Field<Day?>("发放日期", en: "Issued on", .indexed, .readOnly)
    let validUntil = Field<Day?>("有效期至", en: "Valid until", .indexed, .readOnly)
    let used = Field<Money>("已用", en: "Used", unit: .wanYuan, .initial("0"), .min(0), .readOnly)
    let line = Field<Reference<BudgetLine>?>("预算额度", en: "Budget line", .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case applied = "待发放", issued = "可使用", refused = "未发放", closed = "已结清"
        var label: Label { Label(rawValue, en: ["To be issued", "Can be used", "Not issued", "Closed"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var flow: Flow<Voucher>? {
        Flow(
            \.state, editable: [.applied],
            Step(
                "发放", en: "Issue", code: "issue", .applied, to: .issued, by: .fundOffice, within: 10,
                refusal: Label("请用“发放创新券”填写面额和有效期", en: "please use “Issue a voucher” and give its face and end"), when: { $0.face != nil }),
            Step("不予发放", en: "Do not issue", code: "refuse", .applied, to: .refused, by: .fundOffice, needsRemark: true),
            Step("到期结清", en: "Close", code: "close", .issued, to: .closed, by: .fundOffice, isAwaited: false, then: { try Vouchers.close($0, &$1) }))
    }
    static var checks: [Check<Voucher>] {
        [Check("使用合计不能超过面额", en: "No more is used than its face", at: \.face) { $0.used <= ($0.face ?? Money(fen: 0)) }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-vouchers-issued", "发放创新券面额", en: "Vouchers issued", unit: .wanYuan, .stock,
                .sum(\Voucher.face) { $0.state.isIn([.issued, .closed]) }),
            Indicator(
                "I-vouchers-used", "创新券使用金额", en: "Vouchers used", unit: .wanYuan, .stock,
                .sum(\Voucher.used) { $0.state.isIn([.issued, .closed]) }),
        ]
    }
}

/// 创新券使用: a service that an enterprise pays for in part with its voucher; the provider has the order for it.
struct VoucherBooking: Record {
    static let kind = Kind<VoucherBooking>("创新券使用", en: "Voucher use", title: \.service, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", .readOnly)
    let voucher = Field<Reference<Voucher>>("创新券", en: "Voucher", .readOnly)
    let provider = Field<Reference<ServiceProvider>>("服务机构", en: "Provider", .readOnly)
    let service = Field<String>("服务内容", en: "Service", .max(120), .searchable, .readOnly)
    let price = Field<Money>("合同金额", en: "Price", unit: .wanYuan, .min(0), .readOnly)
    let covered = Field<Money>("券抵扣", en: "Covered by the voucher", unit: .wanYuan, .min(0), .readOnly)
    let bookedOn = Field<Day>("预约日期", en: "Booked on", .indexed, .readOnly)
    let report = Field<String?>("服务成果", en: "What was delivered", .max(300), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case booked = "已预约", delivered = "待企业确认", confirmed = "待兑付", settled = "支付中", paid = "已兑付", cancelled = "已取消"
        var label: Label {
            Label(rawValue, en: ["Booked", "To be confirmed", "To be settled", "Being paid", "Paid", "Cancelled"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<VoucherBooking>? {
        Flow(
            \.state, editable: [],
            Step("交付", en: "Delivered", code: "deliver", .booked, to: .delivered, by: .administrator, isAwaited: false),
            Step("取消预约", en: "Cancel", code: "cancel", .booked, to: .cancelled, by: .enterprise, isAwaited: false, then: { try Vouchers.cancel($0, &$1) }),
            Step("确认服务", en: "Confirm", code: "confirm", .delivered, to: .confirmed, by: .enterprise, within: 10, then: { try Vouchers.confirm($0, &$1) }),
            Step("兑付", en: "Settle", code: "settle", .confirmed, to: .settled, by: .fundOffice, within: 10, then: { try Vouchers.settle($0, &$1) }),
            Step("支付完成", en: "Paid", code: "pay", .settled, to: .paid, by: .administrator, isAwaited: false))
    }
}

/// 服务单: the same for the provider, who sees nothing else of the enterprise.
struct ServiceOrder: Record {
    static let kind = Kind<ServiceOrder>("服务单", en: "Service order", title: \.service, belongsTo: \.provider)
    let provider = Field<Reference<ServiceProvider>>("服务机构", en: "Provider", .readOnly)
    let client = Field<String>("委托企业", en: "Client", .max(100), .searchable, .readOnly)
    let booking = Field<Reference<VoucherBooking>>("创新券使用", en: "Voucher use", .readOnly)
    let service = Field<String>("服务内容", en: "Service", .max(120), .searchable, .readOnly)
    let price = Field<Money>("合同金额", en: "Price", unit: .wanYuan, .readOnly)
    let covered = Field<Money>("券抵扣", en: "Covered by the voucher", unit: .wanYuan, .readOnly)
    let report = Field<String?>("服务成果", en: "What was delivered", .max(300))
    let file = Field<FileReference?>("成果或发票", en: "Result or invoice")
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case received = "待服务", delivered = "待确认", confirmed = "待兑付", paid = "已兑付", cancelled = "已取消"
        var label: Label {
            Label(rawValue, en: ["To be done", "To be confirmed", "To be settled", "Paid", "Cancelled"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<ServiceOrder>? {
        Flow(
            \.state, editable: [.received],
            Step(
                "交付", en: "Deliver", code: "deliver", .received, to: .delivered, by: .serviceProvider, within: 20,
                refusal: Label("请先填写服务成果", en: "please say what was delivered first"), when: { $0.report != nil },
                then: { try Vouchers.deliver($0, &$1) }),
            Step("企业确认", en: "Confirmed", code: "confirm", .delivered, to: .confirmed, by: .administrator, isAwaited: false),
            Step("兑付完成", en: "Paid", code: "pay", .confirmed, to: .paid, by: .administrator, isAwaited: false),
            Step("取消", en: "Cancelled", code: "cancel", .received, to: .cancelled, by: .administrator, isAwaited: false))
    }
}
