public import Kernel

/// 财政支持项目: what public money has supported, whichever department gave it. Every application that pays for a project enters it here and looks here
/// first, so that nothing is supported twice.
public struct SupportedProject: Record {
    public static let kind = Kind<SupportedProject>("财政支持项目", en: "Supported projects", title: \.title, belongsTo: \.enterprise)
    public let title = Field<String>("项目名称", en: "Title", .max(120), .searchable)
    public let holder = Field<String>("承担单位", en: "Held by", .max(100), .searchable)
    public let enterprise = Field<Reference<Enterprise>?>("承担企业", en: "Enterprise")
    public let leader = Field<String?>("负责人", en: "Leader", .max(40), .personal(.name))
    public let funder = Field<String>("支持部门", en: "Funder", .max(60), .indexed)
    public let programme = Field<String?>("计划或专项", en: "Programme", .max(100), .searchable)
    public let level = Field<Level>("级别", .initial("county"))
    public let year = Field<Int>("立项年度", en: "Year", .min(1990), .max(2100), .indexed)
    public let amount = Field<Money>("财政资金", en: "Public money", unit: .wanYuan, .min(0))
    public let number = Field<String?>("项目编号", en: "Number", .max(60), .searchable)
    public let content = Field<String?>("主要内容", en: "What it does", .long, .max(20_000))

    public enum Level: String, Choice { case county = "区县级", city = "市级", nation = "国家级" }
    public init() {}
}

/// 科研诚信记录: what was decided against a person or a body. Whoever pays, recognises or rewards asks `isBarring` first.
///
/// Kinds: 《科研失信行为调查处理规则》 (国科发监〔2022〕221号, since 2022-08-25) article 2.
public struct IntegrityRecord: Record {
    public static let kind = Kind<IntegrityRecord>("科研诚信记录", en: "Integrity records", title: \.subject, belongsTo: \.enterprise)
    public let subject = Field<String>("被处理人或单位", en: "Against", .max(100), .searchable)
    public let enterprise = Field<Reference<Enterprise>?>("企业")
    public let person = Field<Reference<Person>?>("人员", en: "Person")
    public let category = Field<Category>("失信行为", en: "Misconduct")
    public let gravity = Field<Gravity>("程度", en: "Gravity")
    public let decision = Field<String>("处理决定", en: "Decision", .long, .max(2000))
    public let document = Field<String?>("决定文号", en: "Document", .max(60), .searchable)
    public let decidedOn = Field<Day>("决定日期", en: "Decided on", .indexed)
    public let barredUntil = Field<Day?>(
        "限制申报至", en: "Barred until", .indexed,
        .help(Label("在此日之前不受理其申报、认定和奖补；没有限制的不填", en: "Until then nothing of it is accepted; empty where it is not barred")))
    public let isLifted = Field<Bool>("已解除", en: "Lifted", .initial("否"), .indexed)

    public enum Category: String, Choice {
        case plagiarism = "抄袭剽窃、侵占成果", forgery = "编造、伪造、篡改", trading = "买卖、代写", falsehood = "虚假信息、贿赂", ethics = "虚构伦理审查"
        case authorship = "署名不当", duplication = "重复发表、不当引用", other = "其他"
        public var label: Label {
            let english = [
                "Plagiarism", "Fabrication or forgery", "Trading or ghost-writing", "False information or bribery", "Invented ethical approval",
                "Improper authorship", "Duplicate publication", "Other",
            ]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    public enum Gravity: String, Choice {
        case general = "一般", serious = "较重", severe = "严重"
        public var label: Label { Label(rawValue, en: ["General", "Serious", "Severe"][Gravity.allCases.firstIndex(of: self) ?? 0]) }
    }

    public static var checks: [Check<IntegrityRecord>] {
        [
            Check("限制期应晚于决定日期", en: "It is barred until a later day", at: \.barredUntil) { row in row.barredUntil.map { $0 > row.decidedOn } ?? true },
            Check("请填写企业或人员", en: "Name the enterprise or the person", at: \.enterprise) { row in row.enterprise != nil || row.person != nil },
        ]
    }

    /// Not lifted, and its term runs on today.
    public static func isBarring(_ columns: Columns<IntegrityRecord>) -> Condition { columns.isLifted == false && columns.barredUntil >= .today }
    public init() {}
}
