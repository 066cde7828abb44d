import Kernel
import Registers

/// 专项资金: 创新驱动发展专项, 工业发展专项, 转贷应急周转 …
struct Fund: Record {
    static let kind = Kind<Fund>("专项资金", en: "Fund", title: \.name)
    let name = Field<String>("名称", .max(80), .searchable, .unique)
    let code = Field<String?>("预算科目", en: "Budget code", .max(40), .help(Label("如 20604 技术研究与开发", en: "Such as 20604")))
    let manager = Field<String?>("主管部门", en: "Managed by", .max(80))
    let purpose = Field<String?>("用途", en: "For", .max(300))
}

/// 年度预算额度: what a fund may pay in a year, what is kept for claims, what was paid. Both together never exceed the limit: the check below is asked by
/// every change, and changes of one line come one after the other.
struct BudgetLine: Record {
    static let kind = Kind<BudgetLine>("年度预算额度", en: "Budget line", title: \.name, unique: [[\.fund, \.year]])
    let fund = Field<Reference<Fund>>("专项资金", en: "Fund")
    let year = Field<Int>("年度", .min(2015), .max(2100), .indexed)
    let name = Field<String>("名称", .max(120), .searchable, .help(Label("如 2026 年创新驱动发展专项", en: "Such as Innovation fund 2026")))
    let limit = Field<Money>("预算额度", en: "Limit", unit: .wanYuan, .min(0))
    let reserved = Field<Money>("已预留", en: "Reserved", unit: .wanYuan, .initial("0"), .min(0), .readOnly)
    let paid = Field<Money>("已支付", en: "Paid", unit: .wanYuan, .initial("0"), .min(0), .readOnly)
    let document = Field<String?>("预算文件", en: "Budget document", .max(200))

    static var checks: [Check<BudgetLine>] {
        [
            Check("已预留和已支付合计不能超过预算额度", en: "What is reserved and paid cannot exceed the limit", at: \.limit) { row in
                let (used, isTooLarge) = row.reserved.fen.addingReportingOverflow(row.paid.fen)
                return !isTooLarge && used <= row.limit.fen
            }
        ]
    }
}

extension Row<BudgetLine> {
    var free: Money { self.limit - self.reserved - self.paid }
}

/// 预算台账: one movement of a line. Only added; the lines follow from them.
struct BudgetMovement: Record {
    static let kind = Kind<BudgetMovement>("预算台账", en: "Budget movement", title: \.matter, .appendOnly)
    let line = Field<Reference<BudgetLine>>("预算额度", en: "Line", .readOnly)
    let day = Field<Day>("日期", .indexed, .readOnly)
    let category = Field<Category>("类型", .readOnly)
    /// What it is for: the id of a claim or a voucher.
    let matter = Field<String>("事项编号", en: "Matter", .max(26), .indexed, .readOnly)
    /// Below 0 where money came back.
    let amount = Field<Money>("金额", unit: .wanYuan, .readOnly)
    let payee = Field<String>("单位", en: "For", .max(100), .searchable, .readOnly)
    let enterprise = Field<Reference<Enterprise>?>("企业", .readOnly)

    enum Category: String, Choice {
        case reserve = "预留", pay = "支付", release = "释放", refund = "退回"
        var label: Label { Label(rawValue, en: ["Reserved", "Paid", "Released", "Came back"][Category.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I047", "兑现科技创新扶持政策", en: "Policy funds paid", unit: .wanYuan, .flow,
                .sum(\BudgetMovement.amount, by: \.day) { $0.category.isIn([.pay, .refund]) })
        ]
    }
}
