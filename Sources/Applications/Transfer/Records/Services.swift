import Kernel
import Registers

/// 科技中介服务机构: who offers transfer, rights, testing, appraisal, advice.
struct Intermediary: Record {
    static let kind = Kind<Intermediary>("科技服务机构", en: "Service body", title: \.name)
    let name = Field<String>("机构名称", en: "Name", .max(100), .searchable, .unique)
    let creditCode = Field<CreditCode?>("统一社会信用代码", .unique)
    let services = Field<[Service]>("服务类别", en: "Services")
    let joinedOn = Field<Day>("登记日期", en: "Registered on", .indexed)
    let leftOn = Field<Day?>("退出日期", en: "Left on", .indexed)
    let isBroughtIn = Field<Bool>("引进机构", en: "Brought in", .initial("否"), .indexed)
    let staff = Field<Int?>("从业人员", en: "Staff", unit: "人", .min(0), .max(100_000))
    let summary = Field<String?>("服务内容", en: "What it does", .long, .max(2000), .searchable)
    let fees = Field<String?>("收费标准", en: "Fees", .max(500))
    let contact = Field<String?>("联系人", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let place = Field<Point?>("位置")
    enum Service: String, Choice {
        case transfer = "技术转移", property = "知识产权", standards = "质量标准", testing = "检验检测", consulting = "科技咨询", appraisal = "技术评估", broking = "技术经纪", incubation =
            "创业孵化"
        case finance = "科技投融资", law = "法律服务"
        var label: Label {
            let english = ["Transfer", "Rights", "Standards", "Testing", "Consulting", "Appraisal", "Broking", "Incubation", "Finance", "Law"]
            return Label(rawValue, en: english[Service.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var checks: [Check<Intermediary>] {
        [Check("退出日期应不早于登记日期", en: "It left after it was registered", at: \.leftOn) { row in row.leftOn.map { $0 >= row.joinedOn } ?? true }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I056", "科技服务机构", en: "S&T service bodies", unit: "家", .stock,
                .count(Intermediary.self) { $0.joinedOn <= .today && ($0.leftOn.isEmpty || $0.leftOn > .today) }),
            Indicator("I-service-bodies-new", "新增科技服务机构", en: "New S&T service bodies", unit: "家", .flow, .count(Intermediary.self, by: \.joinedOn)),
        ]
    }
}

/// 技术经纪人
struct TechnologyBroker: Record {
    static let kind = Kind<TechnologyBroker>("技术经纪人", en: "Broker", title: \.name)
    let name = Field<String>("姓名", .max(40), .personal(.name))
    let intermediary = Field<Reference<Intermediary>?>("所在机构", en: "Service body")
    let level = Field<Level>("等级", en: "Level", .initial("junior"))
    let fields = Field<[TechnologyField]?>("擅长领域", en: "Fields")
    let certificate = Field<String?>("证书编号", en: "Certificate", .max(60), .searchable)
    let certifiedOn = Field<Day>("取证日期", en: "Certified on", .indexed)
    let validUntil = Field<Day?>("有效期至", en: "Valid until", .indexed)
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    enum Level: String, Choice {
        case junior = "初级", middle = "中级", senior = "高级技术经理人"
        var label: Label { Label(rawValue, en: ["Junior", "Middle", "Senior manager"][Level.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-brokers", "技术经纪人", en: "Technology brokers", unit: "名", .stock,
                .count(TechnologyBroker.self) { $0.validUntil.isEmpty || $0.validUntil >= .today })
        ]
    }
}

/// 技术经纪人培训
struct BrokerTraining: Record {
    static let kind = Kind<BrokerTraining>("技术经纪人培训", en: "Broker training", title: \.subject)
    let subject = Field<String>("培训班", en: "Course", .max(120), .searchable)
    let base = Field<String?>("培养基地", en: "Base", .max(100), .searchable)
    let day = Field<Day>("日期", .indexed)
    let hours = Field<Int?>("学时", en: "Hours", unit: "学时", .min(1), .max(1000))
    let people = Field<Int>("参训人数", en: "People", unit: "人次", .min(0), .max(100_000))
    let passed = Field<Int>("取得证书", en: "Certified", unit: "人", .initial("0"), .min(0), .max(100_000))
    static var checks: [Check<BrokerTraining>] {
        [Check("取得证书人数不应多于参训人数", en: "They are among those who took part", at: \.passed) { $0.passed <= $0.people }]
    }
    static var indicators: [Indicator] {
        [Indicator("I-brokers-trained", "技术经纪人培训", en: "Brokers trained", unit: "人次", .flow, .sum(\BrokerTraining.people, by: \.day))]
    }
}

/// 服务申请: advice, a search, a valuation, a merger: what someone asks of the market's service bodies, and what they think of it.
struct ServiceInquiry: Record {
    static let kind = Kind<ServiceInquiry>("服务申请", en: "Inquiry", title: \.subject, belongsTo: \.enterprise)
    let subject = Field<String>("需要的服务", en: "What", .min(2), .max(120), .searchable)
    let category = Field<Category>("类别")
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let detail = Field<String?>("说明", en: "Detail", .long, .max(2000))
    let askedOn = Field<Day>("提出日期", en: "Asked on", .indexed)
    let intermediary = Field<Reference<Intermediary>?>("服务机构", en: "Service body", .anyState)
    let answer = Field<String?>("办理结果", en: "Answer", .long, .max(2000), .anyState)
    let isContent = Field<Bool?>("是否满意", en: "Content", .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice {
        case search = "专利检索和信息", law = "法律咨询", valuation = "资产评估", finance = "投融资", merger = "并购重组", training = "辅导培训", technical = "技术咨询", other = "其他"
        var label: Label {
            let english = ["Patent search", "Legal advice", "Valuation", "Finance", "Mergers", "Coaching", "Technical advice", "Other"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum State: String, Choice {
        case asked = "待安排", assigned = "办理中", answered = "待评价", closed = "已办结"
        var label: Label { Label(rawValue, en: ["Asked", "Being handled", "To be rated", "Closed"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<ServiceInquiry>? {
        Flow(
            \.state, editable: [.asked],
            Step(
                "安排", en: "Assign", code: "assign", .asked, to: .assigned, by: .transferOffice, within: 3,
                refusal: Label("请先选择服务机构", en: "please choose a service body first")
            ) { $0.intermediary != nil },
            Step(
                "办结", en: "Answer", code: "answer", .assigned, to: .answered, by: .transferOffice, within: 15,
                refusal: Label("请先填写办理结果", en: "please say what the answer is first")
            ) { $0.answer != nil },
            Step(
                "评价", en: "Rate", code: "rate", .answered, to: .closed, by: .enterprise, .institute, within: 10,
                refusal: Label("请先选择是否满意", en: "please say whether you are content first")
            ) { $0.isContent != nil })
    }
    static var indicators: [Indicator] {
        [
            Indicator("I-inquiries", "科技服务办件", en: "Inquiries", unit: "件", .flow, .count(ServiceInquiry.self, by: \.askedOn)),
            Indicator(
                "I-inquiries-content", "科技服务满意率", en: "Content with the service", unit: "%", .ratio,
                .count(ServiceInquiry.self) { $0.isContent == true }, .count(ServiceInquiry.self) { $0.isContent.isFilled }),
        ]
    }
}

/// 推广技术: a variety, a technology or a machine on its way from research to the farms (转化应用链).
struct ExtendedTechnology: Record {
    static let kind = Kind<ExtendedTechnology>("新品种新技术新机具", en: "Extended technology", title: \.name)
    let name = Field<String>("名称", .max(120), .searchable, .unique)
    let category = Field<Category>("类别")
    let industry = Field<String>("产业", en: "Industry", .max(40), .searchable, .indexed, .help(Label("如马铃薯、中药材、生猪、特色水果", en: "Potato, herbs, pigs, fruit")))
    let isBredHere = Field<Bool>("本地选育", en: "Bred here", .initial("否"))
    let source = Field<String?>("来源单位", en: "From", .max(100), .searchable)
    let achievement = Field<Reference<ScienceAchievement>?>("相关成果", en: "Achievement")
    let approval = Field<String?>("审定、登记或推荐文号", en: "Approval", .max(80), .searchable)
    let since = Field<Day>("审定或推广日期", en: "Approved or extended on", .indexed)
    let isMain = Field<Bool>("主推技术", en: "Main technology", .initial("否"), .indexed, .anyState)
    let summary = Field<String?>("要点", en: "Summary", .long, .max(2000), .searchable)
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice {
        case variety = "新品种", technology = "新技术", machine = "新机具"
        var label: Label { Label(rawValue, en: ["Variety", "Technology", "Machine"][Category.allCases.firstIndex(of: self) ?? 0]) }
    }
    enum State: String, Choice {
        case trial = "试验", demonstration = "示范", extended = "推广", withdrawn = "退出"
        var label: Label { Label(rawValue, en: ["On trial", "Demonstrated", "Extended", "Withdrawn"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<ExtendedTechnology>? {
        Flow(
            \.state, Step("转入示范", en: "Demonstrate", code: "demonstrate", .trial, to: .demonstration, by: .transferOffice, isAwaited: false),
            Step("转入推广", en: "Extend", code: "extend", .demonstration, to: .extended, by: .transferOffice, isAwaited: false),
            Step("退出", en: "Withdraw", code: "withdraw", .extended, to: .withdrawn, by: .transferOffice, needsRemark: true, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I031", "选育新品种", en: "New varieties bred", unit: "个", .flow,
                .count(ExtendedTechnology.self, by: \.since) { $0.category == .variety && $0.isBredHere == true && $0.approval.isFilled }),
            Indicator(
                "I032", "推广新技术", en: "New technologies extended", unit: "个", .flow,
                .count(ExtendedTechnology.self, by: \.since) { $0.category == .technology && $0.state == .extended }),
        ]
    }
}

/// 示范推广点: where a technology is shown or used, and what it changed, before and after.
struct ExtensionSite: Record {
    static let kind = Kind<ExtensionSite>("示范推广点", en: "Extension site", title: \.name)
    let technology = Field<Reference<ExtendedTechnology>>("推广技术", en: "Technology")
    let name = Field<String>("地点或经营主体", en: "Place or farm", .max(100), .searchable)
    let day = Field<Day>("日期", .indexed)
    let area = Field<Double?>("面积", en: "Area", unit: "亩", .min(0), .max(10_000_000), .digits(1))
    let households = Field<Int?>("带动农户", en: "Households", unit: "户", .min(0), .max(1_000_000))
    let measure = Field<String?>("对比指标", en: "What was measured", .max(60), .help(Label("如亩产值（元）", en: "Such as output per mu")))
    let before = Field<Double?>("应用前", en: "Before")
    let after = Field<Double?>("应用后", en: "After")
    let place = Field<Point?>("位置")
    static var indicators: [Indicator] {
        [
            Indicator("I-extension-area", "新技术新品种推广面积", en: "Area of extension", unit: "亩", .flow, .sum(\ExtensionSite.area, by: \.day)),
            Indicator("I-extension-households", "推广带动农户", en: "Households reached", unit: "户", .flow, .sum(\ExtensionSite.households, by: \.day)),
        ]
    }
}
