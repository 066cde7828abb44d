import Kernel
import Registers
import TechnologyTransfer

/// 专利与其他知识产权: what was published or granted, as everyone may read it. What is not published yet does not belong here.
struct Patent: Record {
    static let kind = Kind<Patent>("专利与知识产权", en: "Patents and other rights", title: \.name, belongsTo: \.enterprise)
    let number = Field<String>(
        "申请号或登记号", en: "Number", .min(4), .max(30), .unique, .searchable,
        .help(Label("专利写申请号和校验位，如 202010123456.2，不带 ZL、CN", en: "A patent with its check digit: 202010123456.2, without ZL or CN")))
    let name = Field<String>("名称", .min(2), .max(200), .searchable)
    let category = Field<Category>("类别")
    let holder = Field<String>("第一权利人", en: "First holder", .max(100), .searchable, .indexed)
    let enterprise = Field<Reference<Enterprise>?>("权利人企业", en: "Enterprise")
    let isOwn = Field<Bool>("自主研发", en: "Own research", .initial("是"))
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let filedOn = Field<Day>("申请日", en: "Filed on", .indexed)
    let grantedOn = Field<Day?>("授权公告日", en: "Granted on", .indexed, .anyState)
    let paidUntil = Field<Day?>("年费缴至", en: "Annual fee paid until", .indexed, .anyState)
    let highValue = Field<[Ground]?>("高价值理由", en: "Of high value because", .anyState)
    let achievement = Field<Reference<ScienceAchievement>?>("相关成果", en: "Achievement", .anyState)
    let abstract = Field<String?>("摘要", en: "Abstract", .long, .max(4000), .searchable)
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case invention = "发明专利", utilityModel = "实用新型", design = "外观设计", plantVariety = "植物新品种", circuitLayout = "集成电路布图", software = "软件著作权"
        var label: Label {
            let english = ["Invention", "Utility model", "Design", "Plant variety", "Circuit layout", "Software copyright"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
        /// Ⅰ类 of the rules for science SMEs; the others are Ⅱ类.
        var isFirstClass: Bool { [.invention, .plantVariety, .circuitLayout].contains(self) }
        var isPatent: Bool { [.invention, .utilityModel, .design].contains(self) }
        /// Most years that it can live, from its filing (专利法 art. 42; designs filed since 2021-06-01).
        func term(filed: Day) -> Int? {
            switch self {
            case .invention: 20
            case .utilityModel: 10
            case .design: filed >= Day(number: 18_779) ? 15 : 10
            default: nil
            }
        }
        fileprivate func fits(_ number: PatentNumber) -> Bool {
            switch number.kind {
            case .invention, .internationalInvention: self == .invention
            case .utilityModel, .internationalUtilityModel: self == .utilityModel
            case .design: self == .design
            }
        }
    }
    /// The five kinds of high-value inventions of the national statistics.
    enum Ground: String, Choice {
        case strategic = "战略性新兴产业", overseas = "有海外同族专利", lasting = "维持年限超过十年", pledged = "质押融资金额较高", awarded = "获国家科技奖或中国专利奖"
        var label: Label {
            let english = ["Strategic industry", "Overseas family", "Kept for over ten years", "Pledged for much", "National award"]
            return Label(rawValue, en: english[Ground.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum State: String, Choice {
        case reported = "待核对", pending = "已公布、审查中", valid = "有效", lapsed = "已失效", invalidated = "宣告无效", refused = "驳回或撤回"
        var label: Label {
            let english = ["To be verified", "Published, being examined", "Valid", "Lapsed", "Declared invalid", "Refused or withdrawn"]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<Patent>? {
        let noGrant = Label("请先填写授权公告日", en: "the day of its grant is missing")
        return Flow(
            \.state, editable: [.reported, .pending],
            Step("核对为有效", en: "Verify as valid", code: "verify", .reported, to: .valid, by: .transferOffice, within: 10, refusal: noGrant) {
                $0.grantedOn != nil
            },
            Step("核对为审查中", en: "Verify as pending", code: "pending", .reported, to: .pending, by: .transferOffice, within: 10),
            Step("授权", en: "Granted", code: "grant", .pending, to: .valid, by: .transferOffice, isAwaited: false, refusal: noGrant) { $0.grantedOn != nil },
            Step("驳回或撤回", en: "Refused", code: "refuse", .pending, to: .refused, by: .transferOffice, needsRemark: true, isAwaited: false),
            Step("失效", en: "Lapsed", code: "lapse", .valid, to: .lapsed, by: .transferOffice, needsRemark: true, isAwaited: false),
            Step("恢复", en: "Restored", code: "restore", .lapsed, to: .valid, by: .transferOffice, needsRemark: true, isAwaited: false),
            Step("宣告无效", en: "Declared invalid", code: "invalidate", .valid, to: .invalidated, by: .transferOffice, needsRemark: true, isAwaited: false))
    }

    static var checks: [Check<Patent>] {
        [
            Check("专利号或校验位不对，请对照证书", en: "The number or its check digit is wrong; please compare the certificate", at: \.number) { row in
                !row.category.isPatent || (try? PatentNumber(row.number)) != nil
            },
            Check("专利号请写成 202010123456.2 的样子，不带 ZL、CN 和空格", en: "Please write it as 202010123456.2, without ZL, CN and spaces", at: \.number) { row in
                guard row.category.isPatent, let number = try? PatentNumber(row.number) else { return true }
                return number.description == row.number
            },
            Check("专利号表示的类别与所选类别不同", en: "The number says another kind of patent", at: \.category) { row in
                guard row.category.isPatent, let number = try? PatentNumber(row.number) else { return true }
                return row.category.fits(number)
            },
            Check("授权公告日应不早于申请日", en: "It is granted after it was filed", at: \.grantedOn) { row in row.grantedOn.map { $0 >= row.filedOn } ?? true },
        ]
    }

    /// Valid inventions whose first holder is here.
    static func isValidInvention(_ columns: Columns<Patent>) -> Condition { columns.state == .valid && columns.category == .invention }

    static var indicators: [Indicator] {
        func perTenThousand(_ code: String, _ chinese: String, _ english: String, _ counted: (Columns<Patent>) -> Condition) -> Indicator {
            Indicator(
                code, Label(chinese, en: english), unit: "件", .ratio,
                source: .computed([.count(Patent.self, where: counted), .sum(\ResidentPopulation.hundreds) { $0.state == .inForce }]))
        }
        return [
            perTenThousand("I005", "每万人口发明专利拥有量", "Valid invention patents per 10,000 people", isValidInvention),
            perTenThousand("I064", "万人有效发明专利拥有量", "Valid invention patents per 10,000 people", isValidInvention),
            perTenThousand("I-high-value-patents", "每万人口高价值发明专利拥有量", "High-value invention patents per 10,000 people") {
                isValidInvention($0) && $0.highValue.isFilled
            },
            Indicator("I090", "有效发明专利", en: "Valid invention patents", unit: "件", .stock, .count(Patent.self, where: isValidInvention)),
            Indicator(
                "I-patents-fee", "90 天内应缴年费的专利", en: "Patents whose fee is due within 90 days", unit: "件", .stock, direction: .down,
                .count(Patent.self) { $0.state == .valid && $0.paidUntil <= .today(plus: 90) }),
        ]
    }
}

/// 年费缴纳: one annual fee that was paid.
struct PatentFee: Record {
    static let kind = Kind<PatentFee>("专利年费", en: "Annual fee", title: \.paidOn, unique: [[\.patent, \.until]])
    let patent = Field<Reference<Patent>>("专利", en: "Patent")
    let paidOn = Field<Day>("缴费日期", en: "Paid on", .indexed)
    let amount = Field<Money>("金额", en: "Amount", unit: .yuan, .min(0))
    let until = Field<Day>("缴至", en: "Paid until", .indexed)
}

/// 知识产权运营: a right that was assigned, licensed, pledged, valued or insured.
struct RightsDeal: Record {
    static let kind = Kind<RightsDeal>("知识产权运营", en: "Deals over rights", title: \.counterpart, belongsTo: \.enterprise)
    let patent = Field<Reference<Patent>>("专利", en: "Right")
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let category = Field<Category>("方式", en: "Kind")
    let counterpart = Field<String>("对方", en: "With", .max(100), .searchable)
    let day = Field<Day>("备案或签订日期", en: "Recorded on", .indexed)
    let until = Field<Day?>("期限至", en: "Until")
    let amount = Field<Money>("金额", en: "Amount", unit: .wanYuan, .min(0))
    let recordNumber = Field<String?>("备案号", en: "Record number", .max(60), .searchable)
    enum Category: String, Choice { case assignment = "转让", licence = "许可", pledge = "质押", valuation = "评估", insurance = "保险", shares = "作价入股" }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-pledged-rights", "知识产权质押金额", en: "Rights pledged for", unit: .wanYuan, .flow,
                .sum(\RightsDeal.amount, by: \.day) { $0.category == .pledge }),
            Indicator(
                "I-rights-deals", "知识产权转让许可", en: "Rights assigned or licensed", unit: "件", .flow,
                .count(RightsDeal.self, by: \.day) { $0.category.isIn([.assignment, .licence]) }),
        ]
    }
}

/// 常住人口: the number by which patents per 10,000 people are reckoned. One year is in force at a time.
struct ResidentPopulation: Record {
    static let kind = Kind<ResidentPopulation>("年末常住人口", en: "Resident population", title: \.year)
    let year = Field<Int>("年份", .min(1990), .max(2100), .unique)
    let hundreds = Field<Int>(
        "年末常住人口", en: "At the end of the year", unit: Unit("百人", en: "hundred people"), .min(1), .max(20_000_000),
        .help(Label("公报的万人数乘 100：38.43 万人填 3843", en: "In hundreds, exact: for 384,300 people enter 3843")))
    let source = Field<String>("来源", en: "Source", .max(200))
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case entered = "已录入", inForce = "现用", replaced = "已替换" }
    static var flow: Flow<ResidentPopulation>? {
        Flow(
            \.state, editable: [.entered],
            Step(
                "启用", en: "Use", code: "use", .entered, to: .inForce, by: .transferOffice, isAwaited: false,
                then: { row, changes in
                    let others = try changes.rows(ResidentPopulation.self) {
                        $0.state == .inForce && $0.region == row.meta.region && $0.isSimulated == row.meta.isSimulated
                    }
                    for other in others where other.id != row.id { try changes.move(other.reference, step: "replace") }
                }),
            Step("替换", en: "Replace", code: "replace", .inForce, to: .replaced, by: .transferOffice, isAwaited: false))
    }
}

/// 知识产权保护案件: an infringement here or elsewhere, and which region helps.
struct ProtectionCase: Record {
    static let kind = Kind<ProtectionCase>("知识产权保护案件", en: "Protection case", title: \.subject, belongsTo: \.enterprise)
    let subject = Field<String>("案由", en: "Subject", .min(2), .max(120), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("权利人企业", en: "Enterprise")
    let patent = Field<Reference<Patent>?>("涉及权利", en: "Right")
    let category = Field<Category>("类别")
    let openedOn = Field<Day>("提出日期", en: "Opened on", .indexed)
    let detail = Field<String?>("事实", en: "Facts", .long, .max(4000))
    let otherRegion = Field<String?>("协作地区", en: "Region that helps", .max(60), .searchable, .anyState)
    let outcome = Field<String?>("处理结果", en: "Outcome", .long, .max(2000), .anyState)
    let recovered = Field<Money?>("挽回损失", en: "Recovered", unit: .wanYuan, .min(0), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice { case patent = "专利侵权", mark = "商标侵权", secret = "商业秘密", copyright = "著作权", online = "电商侵权", variety = "植物新品种" }
    enum State: String, Choice {
        case reported = "待受理", accepted = "处理中", handedOver = "已移送协作", closed = "已办结", refused = "不予受理"
        var label: Label {
            Label(rawValue, en: ["To be taken up", "Being handled", "Handed over", "Closed", "Not taken up"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<ProtectionCase>? {
        let noOutcome = Label("请先填写处理结果", en: "please say what came of it first")
        return Flow(
            \.state, editable: [.reported],
            Step("受理", en: "Take up", code: "accept", .reported, to: .accepted, by: .transferOffice, within: 5),
            Step("不予受理", en: "Refuse", code: "refuse", .reported, to: .refused, by: .transferOffice, needsRemark: true),
            Step(
                "移送协作地区", en: "Hand over", code: "handOver", .accepted, to: .handedOver, by: .transferOffice, isAwaited: false,
                refusal: Label("请先填写协作地区", en: "please name the region that helps first")
            ) { $0.otherRegion != nil },
            Step("办结", en: "Close", code: "close", .accepted, to: .closed, by: .transferOffice, within: 60, refusal: noOutcome) { $0.outcome != nil },
            Step("办结", en: "Close", code: "close", .handedOver, to: .closed, by: .transferOffice, within: 60, refusal: noOutcome) { $0.outcome != nil })
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-protection-cases", "知识产权保护案件办结", en: "Protection cases closed", unit: "件", .flow,
                .count(ProtectionCase.self, by: \.openedOn) { $0.state == .closed }),
            Indicator(
                "I-protection-regions", "跨区域协作案件", en: "Cases with another region", unit: "件", .flow,
                .count(ProtectionCase.self, by: \.openedOn) { $0.otherRegion.isFilled && $0.state != .refused }),
        ]
    }
}
