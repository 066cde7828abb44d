/// A threshold that is watched: over a number of a record, over a series, over an indicator. Where it is crossed, an ``Alert`` is raised in the same
/// transaction, once, until the value has come back.
///
///     static var rules: [Rule] {
///         [
///             Rule("R-tilt", "倾角超限", \HazardPoint.tilt, .above(3, until: 2.5), level: .orange, for: .geohazardOffice),
///             Rule("R-rain", "强降雨且位移加速", series: "rain", of: HazardPoint.self, by: .sum(hours: 24), .above(100, until: 80),
///                  and: [Part("displacement", by: .change(hours: 24), .above(20, until: 15))], level: .red, for: .geohazardOffice),
///         ]
///     }
public struct Rule: Sendable {
    /// Stable: `R-tilt`.
    public let code: String
    public let label: Label
    public let subject: Subject
    /// What is looked at in a series; of a field or an indicator, its value.
    public let measure: Measure
    public let threshold: Threshold
    /// What has to be crossed as well, of the same record.
    public let together: [Part]
    public let level: Alert.Level
    /// In whose inbox an alert comes.
    public let role: Role

    /// What is watched.
    public enum Subject: Sendable, Hashable {
        /// A number of each record of a kind.
        case field(kind: String, column: String)
        /// A series of each record of a kind.
        case series(kind: String, code: String)
        /// The value of an indicator over real records, for each county whose records change.
        case indicator(String)

        /// The kind of record that it is about; `indicator` for an indicator.
        var kind: String {
            switch self {
            case .field(let kind, _), .series(let kind, _): kind
            case .indicator: "indicator"
            }
        }
    }

    /// When an alert is raised, and how far the value has to come back before another one is: so a value that trembles at the limit raises one alert,
    /// not many.
    public enum Threshold: Sendable, Hashable {
        case above(Double, until: Double)
        case below(Double, until: Double)

        var limit: Double {
            switch self {
            case .above(let limit, _), .below(let limit, _): limit
            }
        }

        func isCrossed(by value: Double) -> Bool {
            switch self {
            case .above(let limit, _): value > limit
            case .below(let limit, _): value < limit
            }
        }

        func isOver(at value: Double) -> Bool {
            switch self {
            case .above(_, let end): value <= end
            case .below(_, let end): value >= end
            }
        }

        /// The way back leads away from the limit.
        var isSound: Bool {
            switch self {
            case .above(let limit, let end): end <= limit
            case .below(let limit, let end): end >= limit
            }
        }
    }

    /// Over a number of each record; money in yuan.
    public init<T: Record, Value: FieldValue>(
        _ code: String, _ chinese: String, en english: String = "", _ field: KeyPath<T, Field<Value>>, _ threshold: Threshold, level: Alert.Level,
        for role: Role
    ) {
        self.init(code, Label(chinese, en: english), .field(kind: RecordName.of(T.self), column: T.kind.column(field).name), threshold, level, role)
    }

    /// Over a series of each record: what is looked at in it is its newest value, where nothing else is said.
    ///
    /// - Parameter together: other series of the same record, or other measures of the same series, that have to be beyond their limits at the same time.
    public init<T: Record>(
        _ code: String, _ chinese: String, en english: String = "", series: String, of type: T.Type, by measure: Measure = .newest, _ threshold: Threshold,
        and together: [Part] = [], level: Alert.Level, for role: Role
    ) {
        self.init(code, Label(chinese, en: english), .series(kind: RecordName.of(type), code: series), threshold, level, role, measure, together)
    }

    /// Over an indicator, by its code.
    public init(
        _ code: String, _ chinese: String, en english: String = "", indicator: String, _ threshold: Threshold, level: Alert.Level, for role: Role
    ) {
        self.init(code, Label(chinese, en: english), .indicator(indicator), threshold, level, role)
    }

    private init(
        _ code: String, _ label: Label, _ subject: Subject, _ threshold: Threshold, _ level: Alert.Level, _ role: Role, _ measure: Measure = .newest,
        _ together: [Part] = []
    ) {
        (self.code, self.label, self.subject) = (code, label.english(orFrom: code), subject)
        (self.measure, self.threshold, self.together, self.level, self.role) = (measure, threshold, together, level, role)
    }
}

/// 预警: a threshold that was crossed, why, and what became of it. Raised by the program; people confirm and close it.
public struct Alert: Record {
    public static let kind = Kind<Alert>("预警", title: \.subjectTitle, .raised)
    /// The code of the rule that raised it.
    public let rule = Field<String>("规则代码", .max(80), .indexed, .readOnly)
    public let level = Field<Level>("级别", .readOnly)
    public let subjectTitle = Field<String>("对象", .max(300), .searchable, .readOnly)
    public let reason = Field<String>("原因", .max(600), .readOnly)
    public let reasonInEnglish = Field<String>("英文原因", .max(600), .readOnly)
    public let value = Field<Double>("数值", .readOnly)
    public let threshold = Field<Double>("阈值", .readOnly)
    /// The values of the series from which it follows, the latest last: JSON, pairs of moment and value.
    public let evidence = Field<String?>("依据测值", .max(4000), .readOnly)
    /// The kind of the record that it is about; `indicator` for an indicator.
    public let recordKind = Field<String>("记录类型", .max(60), .readOnly)
    /// The id of that record; code and county of an indicator.
    public let subject = Field<String>("记录", .max(120), .indexed, .readOnly)
    /// When the value came back. Until then no other alert of the same rule is raised about the same subject.
    public let endedAt = Field<Instant?>("解除时间", .readOnly)
    public let role = Field<String>("处置角色", .max(60), .readOnly)
    public let state = Field<State>("状态", .readOnly)

    /// The four levels of warnings of the Emergency Response Law (突发事件应对法), red the highest.
    public enum Level: String, Choice { case blue = "蓝色", yellow = "黄色", orange = "橙色", red = "红色" }
    public enum State: String, Choice { case raised = "待确认", confirmed = "已确认", closed = "已关闭" }

    public static var flow: Flow<Alert>? {
        Flow(
            \.state, editable: [], role: \.role, Step("确认", en: "Confirm", .raised, to: .confirmed),
            Step("按误报关闭", en: "Close as false", code: "dismiss", .raised, to: .closed, needsRemark: true),
            Step(
                "关闭", en: "Close", .confirmed, to: .closed, needsRemark: true,
                refusal: Label("数值尚未恢复，不能关闭", en: "the value has not come back yet")
            ) { $0.endedAt != nil })
    }
    public init() {}
}
