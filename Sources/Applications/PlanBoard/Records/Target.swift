public import Kernel

/// How a target is measured (the kinds of policy-rules §8.2).
public enum Pattern: String, Choice {
    /// 期末水平，越高越好
    case levelUp = "期末达到（越高越好）"
    case levelDown = "期末降至（越低越好）"
    /// Over the whole term: 累计登记 50 项.
    case sum = "五年累计"
    /// Each year anew, compared with the target year.
    case flow = "年度发生量"
    /// 年均增长 10 %.
    case growth = "年均增长率"
    /// Must not fall below.
    case hold = "保持不低于"
    case yesNo = "完成与否"

    public var label: Label {
        switch self {
        case .levelUp: Label(rawValue, en: "Level at the end, higher is better")
        case .levelDown: Label(rawValue, en: "Level at the end, lower is better")
        case .sum: Label(rawValue, en: "Sum over the term")
        case .flow: Label(rawValue, en: "Amount of the year")
        case .growth: Label(rawValue, en: "Average yearly growth")
        case .hold: Label(rawValue, en: "Must not fall below")
        case .yesNo: Label(rawValue, en: "Done or not")
        }
    }
}

/// 约束性 or 预期性.
public enum Nature: String, Choice {
    case binding = "约束性", expected = "预期性", unstated = "未注明"
    public var label: Label {
        switch self {
        case .binding: Label(rawValue, en: "Binding")
        case .expected: Label(rawValue, en: "Expected")
        case .unstated: Label(rawValue, en: "Not stated")
        }
    }
}

/// 目标: a number that the plan promises.
public struct Target: Record {
    public static let kind = Kind<Target>("目标指标", en: "Target", title: \.name, unique: [[\.plan, \.code]])
    public let plan = Field<Reference<Plan>>("规划")
    public let clause = Field<Reference<Clause>?>("条款")
    public let code = Field<String>("编号", .max(60), .indexed)
    public let name = Field<String>("指标", en: "Name", .max(120), .searchable)
    public let unit = Field<String>("计量单位", .max(30))
    public let pattern = Field<Pattern>("计算方式", .initial("levelUp"))
    public let nature = Field<Nature>("属性", .initial("unstated"), .indexed)
    public let baseYear = Field<Int?>("基期年", en: "Base year", .min(1990), .max(2100))
    public let base = Field<Double?>("基期值", en: "Base")
    public let year = Field<Int>("目标年", en: "Target year", .min(1990), .max(2100), .indexed)
    public let value = Field<Double>("目标值", en: "Target")
    public let weight = Field<Double>("考核权重", en: "Weight", .initial("1"), .min(0), .max(100), .digits(2))
    public let lead = Field<Reference<Organisation>?>("责任单位", en: "Responsible unit")
    public let supporters = Field<[Reference<Organisation>]?>("配合单位", en: "Supporting units")
    public let leader = Field<String?>("分管领导", en: "Leader in charge", .max(40))
    /// Where its values come from by themselves.
    public let indicator = Field<String?>(
        "自动取数指标", en: "Computed by indicator", .max(60),
        .help(Label("系统指标代码；填了就由系统记录自动计算，不再填报", en: "Code of an indicator; where it is given, the value is computed from records and nobody is asked for it")))
    /// Whether the county's value is the sum of its units' values; nil where the unit of measure tells (``Row/isAddedUp``).
    public let isSummed = Field<Bool?>(
        "按单位加总", en: "Units are added up",
        .help(Label("数量可以加总，比率不能；不填则按计量单位判断", en: "Amounts can be added up, ratios cannot; where nothing is said, the unit of measure tells")))
    public let note = Field<String?>("说明", .long, .max(1000))
    /// The newest verified value and how it stands: kept when a report is verified, so that pages of many targets need not work it out.
    public let latest = Field<Double?>("最新实际值", en: "Latest value", .readOnly)
    public let latestOn = Field<Day?>("截至", en: "As of", .readOnly)
    public let status = Field<Status>("状态", .initial("unknown"), .readOnly, .indexed)

    public enum Status: String, Choice {
        case done = "提前完成", onTrack = "达到序时", lagging = "略滞后", behind = "滞后", unjudged = "未评定", unknown = "尚无填报"
        /// ``unjudged`` where a value is known but no base, so that only the attainment can be said.
        public var label: Label {
            switch self {
            case .done: Label(rawValue, en: "Reached early")
            case .onTrack: Label(rawValue, en: "On schedule")
            case .lagging: Label(rawValue, en: "Slightly behind")
            case .behind: Label(rawValue, en: "Behind")
            case .unjudged: Label(rawValue, en: "Not judged")
            case .unknown: Label(rawValue, en: "Nothing reported")
            }
        }
        public var tone: Tone {
            switch self {
            case .done: .done
            case .onTrack: .good
            case .lagging: .warning
            case .behind: .bad
            case .unjudged: .calm
            case .unknown: .missing
            }
        }
    }

    public static var pages: [Page] { [.targetSheet] }
    public init() {}
}

/// 单位分解: the share of a target that one unit answers for.
public struct UnitShare: Record {
    public static let kind = Kind<UnitShare>("单位分解", en: "Share of a unit", title: \.name, unique: [[\.target, \.unit]])
    public let target = Field<Reference<Target>>("目标指标", en: "Target", .readOnly)
    public let unit = Field<Reference<Organisation>>("责任单位", en: "Responsible unit", .readOnly)
    public let name = Field<String>("名称", .max(200), .readOnly, .searchable)
    public let base = Field<Double?>("基期值", en: "Base")
    public let value = Field<Double>("目标值", en: "Target of the unit")
    public let note = Field<String?>("说明", .long, .max(1000))
    public init() {}
}

/// 年度分解: what a target should have reached by the end of a year, for the county or for one unit's share.
public struct YearTarget: Record {
    public static let kind = Kind<YearTarget>("年度分解", en: "Yearly target", unique: [[\.target, \.year, \.unit]])
    public let target = Field<Reference<Target>>("目标指标", en: "Target")
    public let year = Field<Int>("年度", .min(1990), .max(2100), .indexed)
    /// The id of the unit whose share it is, or `*` for the whole: a unique group wants a value.
    public let unit = Field<String>("分解范围", en: "Whose share", .max(40), .initial("*"), .readOnly)
    public let value = Field<Double>("年度目标值", en: "Value")
    public let method = Field<Method>("分解方式", .initial("byHand"))
    public enum Method: String, Choice {
        case linear = "均匀", early = "前快后慢", late = "前慢后快", growth = "等比增长", byHand = "手工"
        public var label: Label {
            switch self {
            case .linear: Label(rawValue, en: "Linear")
            case .early: Label(rawValue, en: "Front-loaded")
            case .late: Label(rawValue, en: "Back-loaded")
            case .growth: Label(rawValue, en: "Constant growth")
            case .byHand: Label(rawValue, en: "By hand")
            }
        }
    }
    public init() {}
}

/// 监测填报: the value of a target on a day, asked of a unit, with its evidence.
public struct Report: Record {
    public static let kind = Kind<Report>(
        "监测填报", en: "Report", title: \.subject, unique: [[\.target, \.asOf, \.unit]], sought: [[\.target, \.state, \.unit]])
    public let target = Field<Reference<Target>>("目标指标", en: "Target")
    public let subject = Field<String>("事项", en: "Subject", .max(160), .readOnly, .searchable)
    public let asOf = Field<Day>("截至日期", en: "As of", .readOnly, .indexed)
    public let due = Field<Day>("填报期限", en: "Due", .readOnly, .indexed)
    /// The id of the unit that is asked for its share, or ``whole``.
    public let unit = Field<String>("填报范围", en: "Whose share", .max(40), .initial("*"), .readOnly)
    public let value = Field<Double?>(
        "实际值", en: "Actual value",
        .help(
            Label(
                "累计类指标填规划期开始以来的累计数；年均增长类指标填当年的数额，不填增速",
                en: "Of a sum over the term, the sum since its beginning; of an average growth, the amount of the year and not its growth")))
    public let source = Field<String?>("数据来源", .max(200), .help(Label("统计报表、台账或文件的名称和日期", en: "Name and date of the statistical table, register or document")))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public let note = Field<String?>("情况说明", en: "Note", .long, .max(2000))
    public let isComputed = Field<Bool>("系统自动取数", en: "Computed", .initial("否"), .readOnly)
    public let state = Field<State>("状态", .readOnly)

    /// In ``unit``: the value of the whole county.
    public static let whole = "*"

    public enum State: String, Choice {
        case requested = "待填报", submitted = "待核实", returned = "已退回", verified = "已核实"
        public var label: Label {
            switch self {
            case .requested: Label(rawValue, en: "To be reported")
            case .submitted: Label(rawValue, en: "To be verified")
            case .returned: Label(rawValue, en: "Returned")
            case .verified: Label(rawValue, en: "Verified")
            }
        }
    }

    public static var flow: Flow<Report>? {
        Flow(
            \.state, due: \.due,
            Step(
                "上报", en: "Submit", code: "submit", .requested, to: .submitted, by: .liaison, .planOffice,
                refusal: Label("请先填写实际值和数据来源", en: "please fill in the value and its source first")
            ) { $0.value != nil && $0.source != nil },
            Step("核实", en: "Verify", code: "verify", .submitted, to: .verified, by: .planOffice, within: 5, then: Monitoring.take),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .planOffice, within: 5, needsRemark: true),
            Step(
                "重新上报", en: "Submit again", code: "submit", .returned, to: .submitted, by: .liaison, .planOffice, within: 5,
                refusal: Label("请先填写实际值和数据来源", en: "please fill in the value and its source first")
            ) { $0.value != nil && $0.source != nil },
            Step("重新核实", en: "Reopen", code: "reopen", .verified, to: .returned, by: .planOffice, needsRemark: true, isAwaited: false, then: Monitoring.take))
    }

    public static var indicators: [Indicator] {
        [
            Indicator(
                "I-plan-report-verified", "监测填报核实率", en: "Reports verified", unit: "%", .ratio, .count(Report.self) { $0.state == .verified },
                .count(Report.self)),
            Indicator(
                "I-plan-report-waiting", "待填报事项", en: "Reports outstanding", unit: "项", .stock, direction: .down,
                .count(Report.self) { $0.state.isIn([.requested, .returned]) }),
        ]
    }
    public init() {}
}
