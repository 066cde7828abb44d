import Kernel
import Registers

/// 合作单位: a university, an institute, a region that the county works with.
struct CooperationPartner: Record {
    static let kind = Kind<CooperationPartner>("合作单位", en: "Partner", title: \.name)
    let name = Field<String>("名称", .max(100), .searchable, .unique)
    let category = Field<Category>("类别")
    let area = Field<Area>("地区", en: "Where", .initial("city"))
    let firstAgreement = Field<Day?>("首次签约", en: "First agreement", .readOnly, .indexed)
    enum Category: String, Choice {
        case university = "高校", institute = "科研院所", enterprise = "企业", government = "政府部门", alliance = "产业技术联盟", military = "军工单位"
        var label: Label {
            Label(
                rawValue, en: ["University", "Institute", "Enterprise", "Government", "Alliance", "Defence unit"][Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum Area: String, Choice {
        case city = "市内", chengduChongqing = "成渝地区", yuzhong = "渝中区（对口）", shandong = "山东（东西部协作）", border = "陕鄂边区县", neighbours = "毗邻区县", beltRoad = "“一带一路”",
            nation = "国内其他"
        var label: Label {
            let english = [
                "The city", "Chengdu–Chongqing", "Yuzhong (counterpart)", "Shandong (counterpart)", "Shaanxi–Hubei border", "Neighbours", "Belt and Road",
                "Elsewhere in China",
            ]
            return Label(rawValue, en: english[Area.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I048", "产学研合作高校院所", en: "University and institute partners", unit: "家", .stock,
                .count(CooperationPartner.self) { $0.category.isIn([.university, .institute]) && $0.firstAgreement.isFilled })
        ]
    }
}

/// 合作协议: what was agreed with a partner, how risk and results are shared, and what was promised.
struct CooperationAgreement: Record {
    static let kind = Kind<CooperationAgreement>("合作协议", en: "Agreement", title: \.title)
    let title = Field<String>("协议名称", en: "Title", .min(4), .max(150), .searchable)
    let partner = Field<Reference<CooperationPartner>>("合作单位", en: "Partner")
    let category = Field<Category>("类别")
    let local = Field<String>("本地签约单位", en: "Local party", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("本地企业", en: "Local enterprise")
    let field = Field<TechnologyField?>("技术领域", en: "Field")
    let signedOn = Field<Day>("签订日期", en: "Signed on", .indexed)
    let until = Field<Day?>("有效期至", en: "Valid until", .indexed)
    let content = Field<String?>("合作内容", en: "Content", .long, .max(4000), .searchable)
    let sharing = Field<String?>("风险和成果分担", en: "Sharing of risk and results", .long, .max(1000))
    let promised = Field<Int>("约定成果数", en: "Outcomes promised", unit: "项", .initial("0"), .min(0), .max(10_000))
    let file = Field<FileReference?>("协议文本", en: "Text")
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice {
        case research = "产学研合作", alliance = "产业技术联盟", base = "联合基地或研发中心", branch = "成果转化分中心", counterpart = "对口协作", region = "区域协作", shares = "技术入股", dualUse =
            "军民协同"
        var label: Label {
            let english = [
                "Research", "Alliance", "Joint base or centre", "Transfer sub-centre", "Counterpart support", "Regional cooperation", "Technology for shares",
                "Civil–military",
            ]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum State: String, Choice {
        case drafted = "洽谈中", running = "执行中", completed = "已完成", ended = "已终止"
        var label: Label { Label(rawValue, en: ["Being drafted", "Running", "Completed", "Ended"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<CooperationAgreement>? {
        Flow(
            \.state, editable: [.drafted, .running],
            Step(
                "签约生效", en: "In force", code: "sign", .drafted, to: .running, by: .transferOffice, isAwaited: false,
                then: { row, changes in
                    let partner = try changes.row(row.partner)
                    if partner.firstAgreement.map({ row.signedOn < $0 }) ?? true {
                        try changes.update(row.partner) { $0.firstAgreement = .some(row.signedOn) }
                    }
                }),
            Step("完成", en: "Complete", code: "complete", .running, to: .completed, by: .transferOffice, isAwaited: false),
            Step("终止", en: "End", code: "end", .running, to: .ended, by: .transferOffice, needsRemark: true, isAwaited: false))
    }
    static var checks: [Check<CooperationAgreement>] {
        [Check("有效期应不早于签订日期", en: "It is valid until a day after it was signed", at: \.until) { row in row.until.map { $0 >= row.signedOn } ?? true }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-agreements", "执行中的合作协议", en: "Agreements running", unit: "份", .stock, .count(CooperationAgreement.self) { $0.state == .running }),
            Indicator(
                "I-agreements-ending", "90 天内到期的合作协议", en: "Agreements that end within 90 days", unit: "份", .stock, direction: .down,
                .count(CooperationAgreement.self) { $0.state == .running && $0.until <= .today(plus: 90) }),
        ]
    }
}

/// 合作成效: what came of an agreement.
struct CooperationOutcome: Record {
    static let kind = Kind<CooperationOutcome>("合作成效", en: "Outcome", title: \.title)
    let agreement = Field<Reference<CooperationAgreement>>("合作协议", en: "Agreement")
    let title = Field<String>("内容", en: "What", .min(2), .max(200), .searchable)
    let category = Field<Category>("类别")
    let day = Field<Day>("日期", .indexed)
    let count = Field<Int>("数量", en: "How many", .initial("1"), .min(0), .max(1_000_000))
    let amount = Field<Money?>("金额", en: "Amount", unit: .wanYuan, .min(0))
    let evidence = Field<FileReference?>("证明材料", en: "Evidence")
    enum Category: String, Choice {
        case project = "合作项目", talent = "引进人才", technology = "引进技术", contract = "技术合同", platform = "共建平台", training = "培训", venture = "共办企业", visit = "互访交流"
        var label: Label {
            let english = ["Project", "People brought in", "Technology brought in", "Contract", "Platform", "Training", "Venture", "Visit"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        func sum(_ code: String, _ chinese: String, _ english: String, _ unit: Unit, _ category: Category) -> Indicator {
            Indicator(
                code, Label(chinese, en: english), unit: unit, .flow,
                source: .computed([.sum(\CooperationOutcome.count, by: \.day) { $0.category == category }]))
        }
        return [
            sum("I-cooperation-projects", "合作项目", "Projects of agreements", "项", .project),
            sum("I-cooperation-people", "合作引进人才", "People brought in by agreements", "人次", .talent),
            sum("I-cooperation-technologies", "合作引进技术", "Technologies brought in by agreements", "项", .technology),
        ]
    }
}

/// 军民对接任务: what a defence unit asks of private firms, or a firm offers, with a term for the first answer (“民参军”快速响应). Nothing secret.
struct DualUseTask: Record {
    static let kind = Kind<DualUseTask>("军民对接任务", en: "Civil–military task", title: \.title, belongsTo: \.enterprise)
    let title = Field<String>("事项", en: "Title", .min(4), .max(120), .searchable, .help(Label("不得填写任何涉密内容", en: "Nothing secret may be entered")))
    let direction = Field<Direction>("方向", en: "Direction")
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let partner = Field<Reference<CooperationPartner>?>("合作单位", en: "Partner")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let detail = Field<String>("内容", en: "Detail", .long, .min(10), .max(4000), .searchable)
    let askedOn = Field<Day>("提出日期", en: "Asked on", .indexed)
    let answer = Field<String?>("响应情况", en: "Answer", .long, .max(2000), .anyState)
    let amount = Field<Money?>("合作金额", en: "Amount", unit: .wanYuan, .min(0), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Direction: String, Choice {
        case toDefence = "民参军", toCivil = "军转民"
        var label: Label { Label(rawValue, en: self == .toDefence ? "Civil to defence" : "Defence to civil") }
    }
    enum State: String, Choice {
        case asked = "待响应", answered = "已响应", talks = "对接中", cooperating = "已合作", ended = "未成"
        var label: Label {
            Label(rawValue, en: ["To be answered", "Answered", "In talks", "Cooperating", "Came to nothing"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<DualUseTask>? {
        Flow(
            \.state, editable: [.asked],
            Step(
                "响应", en: "Answer", code: "answer", .asked, to: .answered, by: .transferOffice, within: 3,
                refusal: Label("请先填写响应情况", en: "please say what the answer is first")
            ) { $0.answer != nil },
            Step("对接", en: "In talks", code: "talk", .answered, to: .talks, by: .transferOffice, within: 10),
            Step("达成合作", en: "Cooperate", code: "cooperate", .talks, to: .cooperating, by: .transferOffice),
            Step("未成", en: "Came to nothing", code: "end", .answered, to: .ended, by: .transferOffice, needsRemark: true, isAwaited: false),
            Step("未成", en: "Came to nothing", code: "end", .talks, to: .ended, by: .transferOffice, needsRemark: true, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator("I-dual-use-tasks", "军民对接任务", en: "Civil–military tasks", unit: "项", .flow, .count(DualUseTask.self, by: \.askedOn)),
            Indicator(
                "I-dual-use-results", "军民两用技术转化", en: "Dual-use results in cooperation", unit: "项", .flow,
                .count(DualUseTask.self, by: \.askedOn) { $0.state == .cooperating }),
        ]
    }
}
