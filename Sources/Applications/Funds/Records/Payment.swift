import Kernel
import Registers

/// 支付单: what is to be paid to whom, from which line; made by the program.
struct Payment: Record {
    static let kind = Kind<Payment>("支付单", en: "Payment", title: \.number, belongsTo: \.enterprise)
    let number = Field<String>("支付编号", en: "Payment number", .max(30), .unique, .readOnly)
    let payee = Field<String>("收款户名", en: "Payee", .max(100), .searchable, .readOnly)
    let bank = Field<String>("开户银行", en: "Bank", .max(100), .readOnly)
    let account = Field<String>("银行账号", en: "Account", .max(40), .readOnly)
    let amount = Field<Money>("金额", .min(0), .readOnly)
    let purpose = Field<String>("用途", en: "For", .max(200), .readOnly)
    let enterprise = Field<Reference<Enterprise>?>("受益企业", en: "Enterprise", .readOnly)
    let claim = Field<Reference<Claim>?>("兑现申请", en: "Claim", .readOnly)
    let booking = Field<Reference<VoucherBooking>?>("创新券使用", en: "Voucher use", .readOnly)
    let line = Field<Reference<BudgetLine>>("预算额度", en: "Budget line", .readOnly)
    let batch = Field<Reference<PaymentBatch>?>("支付清单", en: "Payment list", .readOnly)
    let paidOn = Field<Day?>("支付日期", en: "Paid on", .indexed, .readOnly)
    let failure = Field<String?>("退票原因", en: "Why it came back", .max(300), .readOnly)
    let project = Field<Reference<SupportedProject>?>("财政支持项目", en: "Supported project", .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case waiting = "待支付", sent = "已送银行", paid = "已支付", failed = "已退票", cancelled = "已撤销", recovered = "已追回"
        var label: Label {
            Label(rawValue, en: ["To be paid", "With the bank", "Paid", "Came back", "Cancelled", "Paid back"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<Payment>? {
        Flow(
            \.state, editable: [],
            Step(
                "送银行", en: "To the bank", code: "send", .waiting, to: .sent, by: .financeBureau, within: 5,
                refusal: Label("请先生成支付清单", en: "please make a payment list first"), when: { $0.batch != nil }),
            Step("支付成功", en: "Paid", code: "paid", .sent, to: .paid, by: .financeBureau, within: 5, then: { try Paying.paid($0, &$1) }),
            Step("退票", en: "Came back", code: "fail", .sent, to: .failed, by: .financeBureau, needsRemark: true),
            Step(
                "重新支付", en: "Pay again", code: "again", .failed, to: .waiting, by: .financeBureau, within: 5,
                then: { row, changes in
                    try Paying.renew(row, &changes)
                }),
            Step("撤销", en: "Cancel", code: "cancel", .failed, to: .cancelled, by: .financeBureau, needsRemark: true, then: { try Paying.cancel($0, &$1) }),
            Step(
                "登记追回", en: "Paid back", code: "recover", .paid, to: .recovered, by: .financeBureau, needsRemark: true, isAwaited: false,
                then: {
                    try Paying.recover($0, &$1)
                }))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-payments-waiting", "待支付奖补资金", en: "Money to be paid", unit: .wanYuan, .stock, direction: .down,
                .sum(\Payment.amount) { $0.state.isIn([.waiting, .sent, .failed]) })
        ]
    }
}

/// 支付清单: payments that go to the bank together.
struct PaymentBatch: Record {
    static let kind = Kind<PaymentBatch>("支付清单", en: "Payment list", title: \.number)
    let number = Field<String>("清单编号", en: "Number", .max(30), .unique, .readOnly)
    let day = Field<Day>("日期", .indexed, .readOnly)
    let count = Field<Int>("笔数", en: "Payments", unit: "笔", .readOnly)
    let total = Field<Money>("合计", en: "Total", .readOnly)
}

/// 银行回单: what the bank says became of a payment, imported from its file.
struct BankResult: Record {
    static let kind = Kind<BankResult>("银行回单", en: "Bank result", title: \.number, unique: [[\.number, \.day, \.result]])
    let number = Field<String>("支付编号", en: "Payment number", .max(30), .indexed)
    let amount = Field<Money>("金额", .min(0))
    let day = Field<Day>("日期", .indexed)
    let result = Field<Result>("结果", .initial("paid"))
    let reason = Field<String?>("退票原因", en: "Why it came back", .max(300))
    let account = Field<String?>("银行账号", en: "Account", .max(40))
    let finding = Field<String?>("核对结果", en: "Finding", .max(300), .readOnly)
    let isMatched = Field<Bool>("已核对", en: "Matched", .initial("否"), .indexed, .readOnly)
    enum Result: String, Choice {
        case paid = "成功", failed = "退票"
        var label: Label { Label(rawValue, en: self == .paid ? "Paid" : "Came back") }
    }
}
