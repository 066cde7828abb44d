/// 待办: one step that waits for a role or a person. Derived from the records that wait, so it is not logged.
public struct WorkItem: Record {
    public static let kind = Kind<WorkItem>("待办", title: \.title, .unlogged, .hidden, .ofProgram)
    public let recordKind = Field<String>("记录类型", .max(60))
    public let subject = Field<String>("记录", .max(26), .indexed)
    public let title = Field<String>("标题", .max(300))
    public let state = Field<String>("状态", .max(60))
    /// The role that may take the step; empty where only the assignee may.
    public let role = Field<String>("角色", .max(60), .indexed)
    /// The id of the user who shall do it; nil while it waits for anyone with the role.
    public let assignee = Field<String?>("承办人", .max(26), .indexed)
    public let since = Field<Day>("到达")
    public let due = Field<Day?>("期限", .indexed)
    public let isEscalated = Field<Bool>("已督办", .initial("否"))
    public init() {}
}

/// 会签意见: one signature of a step that needs several.
public struct SignOff: Record {
    public static let kind = Kind<SignOff>("会签意见", unique: [[\.subject, \.step, \.round, \.signer]], .hidden, .ofProgram)
    public let recordKind = Field<String>("记录类型", .max(60))
    public let subject = Field<String>("记录", .max(26), .indexed)
    public let step = Field<String>("步骤", .max(130))
    /// The version of the record that was signed: a changed record has to be signed anew.
    public let round = Field<Int>("轮次")
    public let signer = Field<String>("会签人", .max(26))
    public let remark = Field<String?>("意见", .max(2000), .long)
    public init() {}
}

/// 后台任务: work that outlasts a request. Stored, so that it survives a crash; bounded; can be cancelled.
public struct Job: Record {
    public static let kind = Kind<Job>("后台任务", title: \.name, .unlogged, .ofProgram)
    public let name = Field<String>("名称", .max(300))
    public let nameInEnglish = Field<String?>("英文名称", .max(300))
    /// Which worker does it.
    public let worker = Field<String>("类型", .max(60))
    /// What the worker needs to know, as JSON.
    public let parameters = Field<String>("参数", .max(20_000), .long)
    public let state = Field<State>("状态", .initial("waiting"))
    /// The id of the user for whom it runs, with their permissions.
    public let owner = Field<String>("提交人", .max(26), .indexed)
    public let done = Field<Int>("已完成", .initial("0"))
    public let total = Field<Int?>("总数")
    /// Where to go on after a crash, as JSON of the worker's own.
    public let progress = Field<String?>("进度", .max(20_000), .long)
    public let message = Field<String?>("说明", .max(2000), .long)
    public let messageInEnglish = Field<String?>("英文说明", .max(2000), .long)
    public let result = Field<FileReference?>("结果")
    /// Where to go when it is done, as JSON (``Link/json``).
    public let link = Field<String?>("去处", en: "Leads to", .max(2000))

    public enum State: String, Choice {
        case held = "待确认", waiting = "等待", running = "进行中", done = "完成", failed = "失败", cancelled = "已取消"
    }
    public init() {}
}

extension Row<Job> {
    /// What it is called, in both languages.
    public var label: Label { Label(self.name, en: self.nameInEnglish ?? "") }
    /// What came of it.
    public var outcome: Label { Label(self.message ?? "", en: self.messageInEnglish ?? "") }
    /// Where whoever asked for it goes when it is done.
    public var destination: Link? { self.link.flatMap { try? JSON(parsing: $0) }.flatMap { Link($0) } }
}

/// 自定义字段: a field that the county adds to a record type at run time. From then on it behaves like a declared one.
public struct CustomField: Record {
    public static let kind = Kind<CustomField>("自定义字段", title: \.label, unique: [[\.recordKind, \.name]], .appendOnly, .governing)
    public let recordKind = Field<String>("记录类型", .max(60), .indexed)
    public let name = Field<String>("字段名", .max(40), .help(Label("英文字母开头，如 patentCount", en: "Begins with a small letter, such as patentCount")))
    public let label = Field<String>("中文名", .max(40))
    public let english = Field<String?>("英文名", .max(60))
    public let type = Field<Shape>("类型")
    public let unit = Field<String?>("单位", .max(20))
    public let choices = Field<[String]?>("选项", .help(Label("类型为单选时填，用顿号隔开", en: "For a choice: its options, separated by ;")))
    public let isSearchable = Field<Bool>("可搜索", .initial("否"))
    public let isRequired = Field<Bool>("必填", .initial("否"), .help("只要求此后开始填写的表单"))

    public enum Shape: String, Choice {
        case text = "文本", longText = "长文本", integer = "整数", decimal = "小数", money = "金额", percentage = "百分比", day = "日期", yesNo = "是否"
        case choice = "单选", phone = "电话", point = "位置"
    }

    public static var checks: [Check<CustomField>] {
        [
            Check("字段名应以小写英文字母开头，只含字母和数字", en: "The name must begin with a small letter and have letters and digits only", at: \.name) {
                $0.name.first.map { $0.isASCII && $0.isLowercase } == true && $0.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            },
            Check("单选字段要有选项", en: "A choice needs its options", at: \.choices) { $0.type != .choice || $0.choices?.isEmpty == false },
        ]
    }
    public init() {}
}

extension Row<CustomField> {
    /// The column that the field becomes. Where it is required, it is so for forms of its own revision and later ones: the records that exist, and
    /// drafts that were begun before, have no value for it.
    func column(since revision: Int) -> Column {
        var options = FieldOptions(self.isSearchable ? [.searchable] : [], unit: self.unit.map { Unit($0) })
        options.isLong = self.type == .longText
        let kind: any FieldKind =
            switch self.type {
            case .text, .longText: String.kind(options)
            case .integer: Int.kind(options)
            case .decimal: Double.kind(options)
            case .money: Money.kind(options)
            case .percentage: Percentage.kind(options)
            case .day: Day.kind(options)
            case .yesNo: Bool.kind(options)
            case .choice: ChoiceKind(options: (self.choices ?? []).map { Control.Option($0, Label($0, en: $0)) })
            case .phone: Phone.kind(options)
            case .point: Point.kind(options)
            }
        return Column(
            name: self.name, label: Label(self.label, en: self.english ?? ""), kind: kind, isRequired: self.isRequired, options: options, isCustom: true,
            since: revision)
    }
}
