import Kernel
import Policies
import Registers

/// 税收优惠: what a firm saved in a year by one relief, reckoned by the program and verified by the office.
struct TaxRelief: Record {
    static let kind = Kind<TaxRelief>("税收优惠", en: "Tax relief", title: \.type, unique: [[\.enterprise, \.closes, \.type]], belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let closes = Field<Day>("年度末", en: "Year ends", .indexed, .help(Label("如 2025-12-31", en: "Such as 2025-12-31")))
    let type = Field<Category>("优惠", en: "Relief", .initial("superDeduction"))
    let taxpayer = Field<Taxpayer>("纳税人类型", en: "Taxpayer", .initial("general"))
    let taxRate = Field<Int>("企业所得税税率", en: "Tax rate", unit: .percent, .initial("25"), .min(0), .max(25))
    let fiveItems = Field<Money?>("人员、直接投入、折旧、摊销、设计试验费", en: "Five items of R&D", unit: .wanYuan, .min(0))
    let other = Field<Money?>("其他相关费用", en: "Other costs", unit: .wanYuan, .min(0))
    let domestic = Field<Money?>("委托境内研发", en: "Commissioned in China", unit: .wanYuan, .min(0))
    let overseas = Field<Money?>("委托境外研发", en: "Commissioned abroad", unit: .wanYuan, .min(0))
    let income = Field<Money?>("应纳税所得额或转让所得", en: "Taxable income", unit: .wanYuan, .min(0))
    let base = Field<Money?>("享受优惠的数额", en: "Base", unit: .wanYuan, .readOnly)
    let saved = Field<Money?>("减免税额", en: "Saved", unit: .wanYuan, .readOnly)
    let basis = Field<String?>("计算依据", en: "By the rule", .max(200), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case superDeduction = "研发费用加计扣除", highTech = "高新技术企业 15% 税率", transfer = "技术转让所得减免"
        var label: Label {
            Label(rawValue, en: ["R&D super-deduction", "High-tech rate of 15%", "Technology transfer"][Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum Taxpayer: String, Choice {
        case general = "一般企业", manufacturing = "制造业", scienceSME = "科技型中小企业", chipOrMachineTool = "集成电路、工业母机"
        var label: Label {
            Label(rawValue, en: ["General", "Manufacturing", "Science SME", "Chips, machine tools"][Taxpayer.allCases.firstIndex(of: self) ?? 0])
        }
        var known: SuperDeduction.Taxpayer {
            switch self {
            case .general: .general
            case .manufacturing: .manufacturing
            case .scienceSME: .scienceSME
            case .chipOrMachineTool: .chipOrMachineTool
            }
        }
    }
    enum State: String, Choice {
        case reported = "待核实", verified = "已核实"
        var label: Label { Label(rawValue, en: self == .reported ? "To be verified" : "Verified") }
    }

    static var flow: Flow<TaxRelief>? {
        Flow(
            \.state, editable: [.reported],
            Step(
                "核实", en: "Verify", code: "verify", .reported, to: .verified, by: .fundOffice, within: 10,
                then: { row, changes in
                    guard let (base, saved) = row.reckoned else {
                        throw changes.refuse(
                            "缺少计算所需的数，或该年度税率分段，请分开申报", en: "A figure is missing, or the year had several rates and has to be reported in parts")
                    }
                    try changes.update(row.reference) { ($0.base, $0.saved, $0.basis) = (.some(base), .some(saved), .some(row.basisNow)) }
                }),
            Step("重新核对", en: "Reopen", code: "reopen", .verified, to: .reported, by: .fundOffice, needsRemark: true, isAwaited: false))
    }
    static var checks: [Check<TaxRelief>] {
        [Check("年度末应为 12 月 31 日", en: "A year ends on 31 December", at: \.closes) { $0.closes.parts.month == 12 && $0.closes.parts.day == 31 }]
    }
    static var indicators: [Indicator] {
        func saved(_ code: String, _ chinese: String, _ english: String, _ type: Category) -> Indicator {
            Indicator(
                code, Label(chinese, en: english), unit: .wanYuan, .flow,
                source: .computed([.sum(\TaxRelief.saved, by: \.closes) { $0.state == .verified && $0.type == type }]))
        }
        return [
            saved("I-super-deduction", "研发费用加计扣除减免税额", "Tax saved by the super-deduction", .superDeduction),
            saved("I-high-tech-relief", "高新技术企业减免税额", "Tax saved by the high-tech rate", .highTech),
            Indicator(
                "I-relief-firms", "享受科技税收优惠", en: "Reliefs enjoyed", unit: "项", .flow, .count(TaxRelief.self, by: \.closes) { $0.state == .verified }),
        ]
    }
}

extension Row<TaxRelief> {
    /// The rule that the tax is reckoned by, and whether anyone saw its text.
    var basisNow: String {
        let (rule, isVerified): (String, Bool) =
            switch self.type {
            case .superDeduction: ("研发费用税前加计扣除", SuperDeduction.rate(in: self.closes.year, for: self.taxpayer.known)?.isVerified ?? false)
            case .highTech: ("企业所得税法第二十八条", true)
            case .transfer: ("企业所得税法实施条例第九十条", false)
            }
        return isVerified ? rule : "\(rule)（没有核对到原文，请以税务部门口径为准）"
    }

    /// What counts, and the tax that it saves; nil where a figure is missing. The rate of 15 % against 25 %: 企业所得税法 第二十八条. Of technology transfer
    /// the first 500 万元 of a year are free and the rest is halved (企业所得税法实施条例 第九十条; not checked against the text).
    var reckoned: (base: Money, saved: Money)? {
        switch self.type {
        case .superDeduction:
            guard let five = self.fiveItems, let (rate, _) = SuperDeduction.rate(in: self.closes.year, for: self.taxpayer.known) else { return nil }
            let outlay = SuperDeduction(
                fiveItems: five.fen, other: self.other?.fen ?? 0, domestic: self.domestic?.fen ?? 0, overseas: self.overseas?.fen ?? 0)
            guard let base = outlay.base, let saved = outlay.saved(rate: rate, tax: .percent(Int64(self.taxRate))) else { return nil }
            return (Money(fen: base), Money(fen: saved))
        case .highTech: return self.income.map { ($0, Money(fen: $0.fen / 10)) }
        case .transfer:
            return self.income.map { income in
                let over = max(0, income.fen - Money(wan: 500).fen)
                let base = income.fen - over / 2
                return (Money(fen: base), Money(fen: base / 4))
            }
        }
    }
}

/// 创新产品: first sets, first batches, first versions, major new products, products for public procurement.
struct InnovativeProduct: Record {
    static let kind = Kind<InnovativeProduct>("创新产品", en: "Innovative product", title: \.name, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let name = Field<String>("产品", .max(120), .searchable)
    let category = Field<Category>("类别", .initial("majorNew"))
    let recognisedOn = Field<Day>("认定日期", en: "Recognised on", .indexed)
    let recognisedBy = Field<String?>("认定部门", en: "Recognised by", .max(100))
    let price = Field<Money?>("单价", en: "Price", unit: .wanYuan, .min(0))
    enum Category: String, Choice {
        case firstSet = "首台（套）装备", firstBatch = "首批次材料", firstVersion = "首版次软件", majorNew = "重大新产品", highTech = "高新技术产品", procurement = "自主创新产品"
        var label: Label {
            let english = ["First set", "First batch", "First version", "Major new product", "High-tech product", "Own innovation"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I057", "高新技术产品和重大新产品", en: "High-tech and major new products", unit: "个", .flow,
                .count(InnovativeProduct.self, by: \.recognisedOn) { $0.category.isIn([.majorNew, .highTech]) }),
            Indicator(
                "I-first-sets", "首台套首批次首版次", en: "First sets, batches, versions", unit: "个", .flow,
                .count(InnovativeProduct.self, by: \.recognisedOn) { $0.category.isIn([.firstSet, .firstBatch, .firstVersion]) }),
        ]
    }
}

/// 政府采购创新产品
struct Procurement: Record {
    static let kind = Kind<Procurement>("创新产品采购", en: "Procurement", title: \.buyer, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("供应企业", en: "Supplier")
    let product = Field<Reference<InnovativeProduct>>("产品")
    let buyer = Field<String>("采购单位", en: "Buyer", .max(100), .searchable)
    let day = Field<Day>("合同日期", en: "Contract of", .indexed)
    let amount = Field<Money>("金额", unit: .wanYuan, .min(0))
    let isFirst = Field<Bool>("首购", en: "First purchase", .initial("否"), .indexed)
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-procurement", "政府采购创新产品金额", en: "Procurement of innovative products", unit: .wanYuan, .flow, .sum(\Procurement.amount, by: \.day))
        ]
    }
}

/// 争取上级项目: what the county tries to win from the city and the nation.
struct UpperProject: Record {
    static let kind = Kind<UpperProject>("争取上级项目", en: "Project of a higher level", title: \.title)
    let title = Field<String>("项目名称", en: "Title", .max(120), .searchable)
    let programme = Field<String?>("计划或专项", en: "Programme", .max(100), .searchable)
    let level = Field<SupportedProject.Level>("级别", .initial("city"))
    let funder = Field<String>("主管部门", en: "Funder", .max(60))
    let holder = Field<String>("承担单位", en: "Held by", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("承担企业", en: "Enterprise")
    let appliedOn = Field<Day>("申报日期", en: "Applied on", .indexed)
    let sought = Field<Money>("申请资金", en: "Asked for", unit: .wanYuan, .min(0))
    let won = Field<Money?>("获批资金", en: "Won", unit: .wanYuan, .min(0), .anyState)
    let wonOn = Field<Day?>("获批日期", en: "Won on", .indexed, .anyState)
    let content = Field<String?>("主要内容", .long, .max(4000))
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case planned = "拟申报", applied = "已申报", won = "已获批", lost = "未获批"
        var label: Label { Label(rawValue, en: ["Planned", "Applied", "Won", "Not won"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<UpperProject>? {
        Flow(
            \.state, editable: [.planned],
            Step("已申报", en: "Applied", code: "apply", .planned, to: .applied, by: .fundOffice, isAwaited: false),
            Step(
                "已获批", en: "Won", code: "win", .applied, to: .won, by: .fundOffice, isAwaited: false,
                refusal: Label("请先填写获批资金和日期", en: "please give what was won and when first"), when: { $0.won != nil && $0.wonOn != nil },
                then: { row, changes in
                    var draft = Draft<SupportedProject>()
                    (draft.title, draft.holder, draft.enterprise, draft.funder) = (row.title, row.holder, .some(row.enterprise), row.funder)
                    (draft.programme, draft.level, draft.year) = (.some(row.programme), row.level, row.wonOn?.year ?? changes.now.day.year)
                    (draft.amount, draft.content) = (row.won ?? Money(fen: 0), .some(row.content))
                    try changes.create(draft, isSimulated: row.meta.isSimulated)
                }),
            Step("未获批", en: "Not won", code: "lose", .applied, to: .lost, by: .fundOffice, needsRemark: true, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-upper-won", "争取国市项目资金", en: "Won from city and nation", unit: .wanYuan, .stock, .sum(\UpperProject.won) { $0.state == .won }),
            Indicator("I-upper-count", "获批国市项目", en: "Projects won", unit: "个", .stock, .count(UpperProject.self) { $0.state == .won }),
        ]
    }
}

/// 政策需求: what an enterprise says that policy lacks; feeds the next version of a clause.
struct PolicyNeed: Record {
    static let kind = Kind<PolicyNeed>("政策需求", en: "Policy need", title: \.need, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let clause = Field<Reference<PolicyClause>?>("针对条款", en: "About the clause")
    let topic = Field<Topic>("需求", en: "Need", .initial("funds"))
    let barrier = Field<Barrier>("主要障碍", en: "What is in the way", .initial("none"))
    let need = Field<String>("建议", en: "Proposal", .min(2), .max(300), .searchable)
    let askedOn = Field<Day>("日期", .indexed)
    let answer = Field<String?>("办理答复", en: "Answer", .long, .max(2000))
    enum Topic: String, Choice {
        case funds = "研发资金", tax = "税收优惠", people = "人才", platform = "平台", market = "市场应用", finance = "融资", other = "其他"
        var label: Label {
            Label(rawValue, en: ["R&D funds", "Tax", "People", "Platforms", "Markets", "Finance", "Other"][Topic.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum Barrier: String, Choice {
        case none = "没有障碍", threshold = "门槛过高", unknown = "不知道有这项政策", procedure = "手续繁琐", amount = "力度不够", slow = "兑现太慢"
        var label: Label {
            let english = ["Nothing", "Threshold too high", "Did not know of it", "Too much paper", "Too little", "Too slow"]
            return Label(rawValue, en: english[Barrier.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [Indicator("I-policy-needs", "征集企业政策需求", en: "Needs that were asked for", unit: "条", .flow, .count(PolicyNeed.self, by: \.askedOn))]
    }
}
