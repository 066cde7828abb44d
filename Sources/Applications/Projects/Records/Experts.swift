import Kernel
import Registers

/// 评审专家: a person of the register in the pool, with how much they take on. Stands for an organisation of its own, so that a reviewer who signs in
/// sees what was given to them and nothing else.
struct ReviewExpert: Record {
    static let kind = Kind<ReviewExpert>("科技专家库", en: "Pool of experts", title: \.number, .ownsItself)
    let number = Field<String>("专家编号", en: "Number", .max(20), .unique, .searchable)
    let person = Field<Reference<Person>>("专家", en: "Person", .unique)
    let level = Field<Level>("层级", .initial("county"))
    let council = Field<Council>("智库", en: "Council", .initial("none"))
    let further = Field<[String]?>("兼职单位", en: "Further units", .help(Label("用于回避", en: "For avoidance")))
    let most = Field<Int>("每轮最多评审", en: "Most of a round", unit: "项", .initial("10"), .min(1), .max(200))
    let enteredOn = Field<Day>("入库日期", en: "Entered on", .indexed)
    let state = Field<State>("状态", .readOnly)

    enum Level: String, Choice { case county = "区县级", city = "市级", nation = "国家级" }
    enum Council: String, Choice {
        case none = "无", county = "区县科技咨询委员会", city = "市级智库", nation = "国家级智库"
        var label: Label {
            switch self {
            case .none: Label(rawValue, en: "None")
            case .county: Label(rawValue, en: "County S&T advisory committee")
            case .city: Label(rawValue, en: "Municipal think tank")
            case .nation: Label(rawValue, en: "National think tank")
            }
        }
    }
    enum State: String, Choice { case proposed = "待审核", pooled = "在库", paused = "暂停", removed = "已出库" }

    static var flow: Flow<ReviewExpert>? {
        Flow(
            \.state,
            Step("入库", en: "Admit", code: "admit", .proposed, to: .pooled, by: .projectOffice, within: 10),
            Step("暂停", en: "Pause", code: "pause", .pooled, to: .paused, by: .projectOffice, isAwaited: false),
            Step("恢复", en: "Resume", code: "resume", .paused, to: .pooled, by: .projectOffice, isAwaited: false),
            Step("出库", en: "Remove", code: "remove", .pooled, to: .removed, by: .projectOffice, needsRemark: true, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-experts", "在库科技专家", en: "Experts in the pool", unit: "人", .stock, .count(ReviewExpert.self) { $0.state == .pooled }),
            Indicator(
                "I-advisers", "科技智库专家", en: "Members of think tanks", unit: "人", .stock,
                .count(ReviewExpert.self) { $0.state == .pooled && $0.council != ReviewExpert.Council.none }),
        ]
    }
}

/// 专家关系: what links an expert to a person or a unit, for avoidance (回避).
struct ExpertTie: Record {
    static let kind = Kind<ExpertTie>("专家回避关系", en: "Tie", title: \.party)
    let expert = Field<Reference<ReviewExpert>>("专家", en: "Expert")
    let category = Field<Category>("关系", en: "Tie")
    let party = Field<String>("对方单位或姓名", en: "Unit or person", .max(100), .searchable)
    let lastYear = Field<Int?>("最后合作年度", en: "Last year of common work", .min(1950), .max(2100))

    enum Category: String, Choice {
        case relative = "亲属", teacherOrStudent = "师生", workedTogether = "合作", holdsInterest = "持股任职或取酬", competitor = "竞争"
    }
}

/// 专家抽取: one drawing of a panel, with the seed that makes it repeatable, its proof and how fair it is.
struct ReviewRound: Record {
    static let kind = Kind<ReviewRound>("专家抽取", en: "Drawing", title: \.seed)
    let call = Field<Reference<ProjectCall>>("申报指南", en: "Call")
    let seed = Field<String>("随机种子", en: "Seed", .max(20))
    let drawnOn = Field<Day>("抽取日期", en: "Drawn on", .indexed)
    let panel = Field<Int>("每项专家", en: "Reviewers each", unit: "人")
    let cap = Field<Int>("单个专家抽中概率上限", en: "Largest probability of a pair", unit: .percent)
    let applications = Field<Int>("项目", en: "Applications", unit: "项")
    let experts = Field<Int>("可选专家", en: "Experts", unit: "人")
    let avoided = Field<Int>("回避", en: "Pairs avoided", unit: "对")
    let total = Field<Double>("匹配总分", en: "Sum of matches", .digits(4))
    let bound = Field<Double?>("理论上限", en: "Bound", .digits(4))
    let mean = Field<Double>("平均匹配", en: "Mean match", .digits(4))
    let byLot = Field<Double>("随机抽签的平均匹配", en: "Mean by plain lot", .digits(4))
    let worst = Field<Double>("最差十分之一的平均匹配", en: "Mean of the worst tenth", .digits(4))
    let shortages = Field<Int>("缺额", en: "Open places", unit: "个")
}

/// 回避记录: an expert of the field who may not judge an application, and why.
struct AvoidedPair: Record {
    static let kind = Kind<AvoidedPair>("回避记录", en: "Avoided", title: \.grounds)
    let round = Field<Reference<ReviewRound>>("专家抽取", en: "Drawing")
    let application = Field<Reference<ProjectApplication>>("申报书", en: "Application")
    let expert = Field<Reference<ReviewExpert>>("专家", en: "Expert")
    let grounds = Field<String>("回避原因", en: "Grounds", .max(200))
}

/// 专家评审: one reviewer's work on one application. It carries what is to be judged, without names; reviewers see neither the application nor each other.
struct PeerReview: Record {
    static let kind = Kind<PeerReview>(
        "专家评审", en: "Review", title: \.title, unique: [[\.application, \.expert]], belongsTo: \.expert, sought: [[\.call, \.state]])
    let expert = Field<Reference<ReviewExpert>>("专家", en: "Expert", .readOnly)
    let call = Field<Reference<ProjectCall>>("申报指南", en: "Call", .readOnly)
    let callTitle = Field<String>("指南名称", en: "Call", .max(120), .readOnly)
    let round = Field<Reference<ReviewRound>>("专家抽取", en: "Drawing", .readOnly)
    let application = Field<Reference<ProjectApplication>>("申报书", en: "Application", .readOnly)
    let title = Field<String>("项目名称", en: "Title", .max(120), .readOnly)
    let content = Field<String>("申报内容（隐名）", en: "Content, without names", .long, .max(30_000), .readOnly)
    let requested = Field<Money>("申请财政资金", en: "Asked for", unit: .wanYuan, .readOnly)
    let match = Field<Double>("专业匹配", en: "Match", .digits(4), .readOnly)
    let probability = Field<Double>("抽中概率", en: "Probability", .digits(4), .readOnly)
    let reason = Field<String>("选中依据", en: "Why chosen", .max(300), .readOnly)
    let innovation = Field<Int?>("创新性", en: "Innovation", unit: "分", .min(0), .max(100))
    let feasibility = Field<Int?>("可行性", en: "Feasibility", unit: "分", .min(0), .max(100))
    let benefit = Field<Int?>("效益", en: "Benefit", unit: "分", .min(0), .max(100))
    let capability = Field<Int?>("基础条件", en: "Capability", unit: "分", .min(0), .max(100))
    let opinion = Field<String?>("评审意见", en: "Opinion", .long, .max(2000))
    let points = Field<Double?>("加权得分", en: "Points", .digits(2), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice { case assigned = "待确认", reviewing = "评审中", scored = "已评分", declined = "已回避" }

    static var flow: Flow<PeerReview>? {
        Flow(
            \.state, editable: [.reviewing],
            Step("确认无利益冲突并保密", en: "No conflict, will keep it secret", code: "agree", .assigned, to: .reviewing, by: .projectReviewer, within: 3),
            Step("回避", en: "Avoid", code: "decline", .assigned, to: .declined, by: .projectReviewer, needsRemark: true),
            Step(
                "提交评分", en: "Submit", code: "submit", .reviewing, to: .scored, by: .projectReviewer, within: 7,
                refusal: Label("请填写四项得分和评审意见", en: "please give all four scores and an opinion"),
                when: { $0.innovation != nil && $0.feasibility != nil && $0.benefit != nil && $0.capability != nil && $0.opinion != nil },
                then: { review, changes in
                    let call = try changes.row(review.call)
                    let points = [
                        (review.innovation, call.innovation), (review.feasibility, call.feasibility), (review.benefit, call.benefit),
                        (review.capability, call.capability),
                    ].reduce(0) { $0 + ($1.0 ?? 0) * $1.1 }
                    try changes.update(review.reference) { $0.points = .some(Double(points) / 100) }
                }))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-reviews-open", "未完成的专家评审", en: "Reviews to be done", unit: "份", .stock, direction: .down,
                .count(PeerReview.self) { $0.state.isIn([.assigned, .reviewing]) })
        ]
    }
}
