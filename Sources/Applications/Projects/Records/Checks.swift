import Kernel
import Registers

/// 形式审查意见: one formal condition and how an application stands to it. Made by the check, never typed.
struct FormalFinding: Record {
    static let kind = Kind<FormalFinding>("形式审查意见", en: "Formal finding", title: \.condition)
    let application = Field<Reference<ProjectApplication>>("申报书", en: "Application")
    let condition = Field<String>("条件", en: "Condition", .max(100))
    let english = Field<String>("英文", en: "In English", .max(100))
    let outcome = Field<Outcome>("结论", en: "Result")
    let reason = Field<String>("依据的数据", en: "The figures", .max(300))
    let reasonEnglish = Field<String>("依据（英文）", en: "The figures in English", .max(300))
    let remedy = Field<String?>("怎么补", en: "Remedy", .max(200))
    let remedyEnglish = Field<String?>("怎么补（英文）", en: "Remedy in English", .max(200))
    let checkedOn = Field<Day>("审查日期", en: "Checked on")

    enum Outcome: String, Choice { case met = "符合", unmet = "不符合", unknown = "待核实" }
}

/// 查重标准: from which share on an overlap is shown, and from which on it has to be decided; the county's own, from a day on.
struct OverlapStandard: Record {
    static let kind = Kind<OverlapStandard>("查重标准", en: "Standard of overlap", title: \.from, unique: [[\.from]])
    let from = Field<Day>("施行日期", en: "In force from", .indexed)
    let shown = Field<Int>("提示线", en: "Shown from", unit: .percent, .initial("30"), .min(1), .max(100))
    let stopped = Field<Int>("人工判定线", en: "To be decided from", unit: .percent, .initial("50"), .min(1), .max(100))
    let leastLength = Field<Int>("最少重复字数", en: "Least characters that agree", unit: "字", .initial("100"), .min(20), .max(20_000))
    let basis = Field<String?>("依据", en: "Basis", .max(200))

    static var checks: [Check<OverlapStandard>] {
        [Check("人工判定线不低于提示线", en: "What has to be decided is shown as well", at: \.stopped) { $0.stopped >= $0.shown }]
    }
}

/// 查重结果: an application that agrees with another one, or with what public money has supported, and where.
struct DuplicateFinding: Record {
    static let kind = Kind<DuplicateFinding>("查重结果", en: "Overlap", title: \.otherTitle)
    let application = Field<Reference<ProjectApplication>>("申报书", en: "Application")
    let relation = Field<Relation>("对照对象", en: "Against")
    let otherApplication = Field<Reference<ProjectApplication>?>("对照申报书", en: "Other application")
    let otherProject = Field<Reference<SupportedProject>?>("对照已支持项目", en: "Supported project")
    let otherTitle = Field<String>("对照项目名称", en: "Other title", .max(120))
    let otherHolder = Field<String>("对照单位", en: "Other applicant", .max(100))
    let share = Field<Double>("重复率", en: "Overlap", unit: .percent, .digits(1))
    let shareOfOther = Field<Double>("占对照文本", en: "Of the other text", unit: .percent, .digits(1))
    let isStopped = Field<Bool>("须人工判定", en: "Has to be decided", .indexed)
    /// Four numbers a passage: where it begins and ends in the new text and in the old one, in Unicode scalars.
    let passages = Field<[Int]?>("重复段落位置", en: "Passages")
    let foundOn = Field<Day>("查重日期", en: "Found on", .indexed)
    let state = Field<State>("状态", .readOnly)

    enum Relation: String, Choice {
        case supported = "已获财政支持", otherApplicant = "其他单位申报", ownOther = "本单位其他申报"
        var label: Label {
            switch self {
            case .supported: Label(rawValue, en: "Supported before")
            case .otherApplicant: Label(rawValue, en: "Another applicant")
            case .ownOther: Label(rawValue, en: "Its own other application")
            }
        }
    }
    enum State: String, Choice { case found = "待判定", distinct = "不构成重复", duplicate = "构成重复" }

    static var flow: Flow<DuplicateFinding>? {
        Flow(
            \.state, editable: [],
            Step(
                "不构成重复", en: "No duplicate", code: "distinct", .found, to: .distinct, by: .projectOffice, .projectAgency, within: 5, needsRemark: true,
                then: checkEntrusted),
            Step(
                "构成重复", en: "A duplicate", code: "duplicate", .found, to: .duplicate, by: .projectOffice, .projectAgency, needsRemark: true,
                then: checkEntrusted))
    }

    private static func checkEntrusted(_ row: Row<DuplicateFinding>, _ changes: inout Changes) throws {
        try AgencyEntrustment.check(.intake, of: try changes.row(row.application).call, changes)
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-duplicates-stopped", "查出的重复申报", en: "Duplicates found", unit: "项", .stock, direction: .down,
                .count(DuplicateFinding.self) { $0.state == .duplicate }),
            Indicator(
                "I-duplicates-open", "待判定的查重结果", en: "Overlaps to be decided", unit: "项", .stock, direction: .down,
                .count(DuplicateFinding.self) { $0.state == .found && $0.isStopped == true }),
        ]
    }
}
