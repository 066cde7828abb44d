public import Kernel

/// 绩效考核方案: by what a kind of unit is appraised: universities, institutes, departments, enterprises (P009).
public struct AppraisalScheme: Record {
    public static let kind = Kind<AppraisalScheme>("绩效考核方案", en: "Appraisal scheme", title: \.title)
    public let title = Field<String>("名称", .max(120), .searchable)
    public let subject = Field<Subject>("考核对象", en: "Who is appraised", .indexed)
    public let basis = Field<String?>("考核依据", en: "Basis", .long, .max(1000))
    public let state = Field<State>("状态", .readOnly)

    public enum Subject: String, Choice {
        case university = "高等院校", institute = "科研机构", department = "部门和乡镇", platform = "创新平台", enterprise = "创新企业"
        public var label: Label {
            switch self {
            case .university: Label(rawValue, en: "Universities and colleges")
            case .institute: Label(rawValue, en: "Research institutes")
            case .department: Label(rawValue, en: "Departments and townships")
            case .platform: Label(rawValue, en: "Innovation platforms")
            case .enterprise: Label(rawValue, en: "Innovative enterprises")
            }
        }
    }
    public enum State: String, Choice {
        case draft = "起草", inForce = "执行中", retired = "已停用"
        public var label: Label {
            switch self {
            case .draft: Label(rawValue, en: "Draft")
            case .inForce: Label(rawValue, en: "In force")
            case .retired: Label(rawValue, en: "Retired")
            }
        }
    }

    public static var flow: Flow<AppraisalScheme>? {
        Flow(
            \.state, editable: [.draft],
            Step("发布执行", en: "Put in force", code: "issue", .draft, to: .inForce, by: .planOffice, then: Appraising.checkWeights),
            Step("退回修改", en: "Back to draft", code: "reopen", .inForce, to: .draft, by: .planOffice, needsRemark: true, isAwaited: false),
            Step("停用", en: "Retire", code: "retire", .inForce, to: .retired, by: .planOffice, needsRemark: true))
    }
    public static var pages: [Page] { [.schemeSheet] }
    public init() {}
}

/// 考核指标: one measure of a scheme, with what it weighs and what earns all of it.
public struct Criterion: Record {
    public static let kind = Kind<Criterion>("考核指标", en: "Criterion", title: \.name, unique: [[\.scheme, \.name]])
    public let scheme = Field<Reference<AppraisalScheme>>("考核方案", en: "Scheme")
    public let dimension = Field<Dimension>("评价维度", en: "Dimension", .indexed)
    public let name = Field<String>("指标", en: "Criterion", .max(120), .searchable)
    public let unit = Field<String?>("计量单位", en: "Unit of measure", .max(30))
    public let weight = Field<Double>(
        "权重", en: "Weight", .min(0), .max(100), .digits(2), .help(Label("一个方案的权重合计为 100", en: "The weights of a scheme add up to 100")))
    public let floor = Field<Double>("零分值", en: "No points at", .initial("0"), .help(Label("达到此值或更差不得分", en: "This value, or a worse one, gets no points")))
    public let full = Field<Double>(
        "满分值", en: "All points at",
        .help(Label("达到此值得满分，之间按比例；小于零分值表示越低越好", en: "This value gets all points, values between in proportion; below the other one: less is better")))
    public let note = Field<String?>("计算口径", en: "How it is measured", .long, .max(1000))

    /// 以质量、贡献、绩效为导向
    public enum Dimension: String, Choice {
        case quality = "创新质量", contribution = "创新贡献", performance = "创新绩效"
        public var label: Label {
            switch self {
            case .quality: Label(rawValue, en: "Quality")
            case .contribution: Label(rawValue, en: "Contribution")
            case .performance: Label(rawValue, en: "Performance")
            }
        }
    }
    public static var checks: [Check<Criterion>] {
        [
            Check("满分值应与零分值不同", en: "The value with all points differs from the one with none", at: \.full) { $0.full != $0.floor },
            Check("权重应大于 0", en: "The weight is above 0", at: \.weight) { $0.weight > 0 },
        ]
    }
    public init() {}
}

/// 绩效考核: one unit, appraised by a scheme for a year.
public struct Appraisal: Record {
    public static let kind = Kind<Appraisal>("绩效考核", en: "Appraisal", title: \.title, unique: [[\.scheme, \.unit, \.year]])
    public let scheme = Field<Reference<AppraisalScheme>>("考核方案", en: "Scheme", .readOnly)
    public let unit = Field<Reference<Organisation>>("被考核单位", en: "Appraised unit", .readOnly)
    public let title = Field<String>("名称", .max(160), .readOnly, .searchable)
    public let year = Field<Int>("年度", .min(1990), .max(2100), .readOnly, .indexed)
    public let due = Field<Day>("自评期限", en: "Due", .readOnly, .indexed)
    public let total = Field<Double?>("核定总分", en: "Points", .digits(2), .readOnly)
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case asked = "待自评", submitted = "待核定", returned = "已退回", settled = "已核定", published = "已公布"
        public var label: Label {
            switch self {
            case .asked: Label(rawValue, en: "To be filled in")
            case .submitted: Label(rawValue, en: "To be settled")
            case .returned: Label(rawValue, en: "Returned")
            case .settled: Label(rawValue, en: "Settled")
            case .published: Label(rawValue, en: "Published")
            }
        }
    }

    public static var flow: Flow<Appraisal>? {
        Flow(
            \.state, due: \.due,
            Step("提交自评", en: "Submit", code: "submit", .asked, to: .submitted, by: .liaison, .planOffice, then: Appraising.submit),
            Step("核定", en: "Settle", code: "settle", .submitted, to: .settled, by: .planOffice, within: 20, then: Appraising.settle),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .planOffice, within: 20, needsRemark: true, then: Appraising.reopen),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .liaison, .planOffice, within: 10, then: Appraising.submit),
            Step("公布", en: "Publish", code: "publish", .settled, to: .published, by: .planOffice),
            Step("重新核定", en: "Settle again", code: "unsettle", .settled, to: .submitted, by: .planOffice, needsRemark: true, isAwaited: false))
    }
    public static var pages: [Page] { [.appraisalSheet] }
    public init() {}
}

/// 考核自评: what a unit says of one criterion. Once submitted it stays as it is, until the appraisal is returned.
public struct Mark: Record {
    public static let kind = Kind<Mark>("考核自评", en: "Value of a criterion", title: \.name, unique: [[\.appraisal, \.criterion]])
    public let appraisal = Field<Reference<Appraisal>>("绩效考核", en: "Appraisal", .readOnly)
    public let criterion = Field<Reference<Criterion>>("考核指标", en: "Criterion", .readOnly)
    public let name = Field<String>("指标", en: "Name", .max(120), .readOnly)
    public let value = Field<Double?>("实际值", en: "Value")
    public let source = Field<String?>("数据来源", en: "Source", .max(200))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice {
        case open = "可填写", locked = "已提交"
        public var label: Label { Label(rawValue, en: self == .open ? "Open" : "Submitted") }
    }
    /// Steps without roles: nobody waits for them, the steps of the appraisal take them.
    public static var flow: Flow<Mark>? {
        Flow(
            \.state, editable: [.open], Step("提交", en: "Submit", code: "lock", .open, to: .locked), Step("退回", en: "Return", code: "open", .locked, to: .open))
    }
    public init() {}
}

/// 考核核定: points of a criterion that were settled by hand, by the plan office or a third party, with the reason.
public struct MarkReview: Record {
    public static let kind = Kind<MarkReview>("核定得分", en: "Settled points", title: \.reason, unique: [[\.mark]])
    public let mark = Field<Reference<Mark>>("考核自评", en: "Value")
    public let points = Field<Double>("核定得分", en: "Points", .min(0), .max(100), .digits(2))
    public let reason = Field<String>("核定理由", en: "Reason", .long, .max(1000), .min(2))
    public init() {}
}
