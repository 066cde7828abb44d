import Kernel
import Policies
import Registers

/// 政策文件
struct Policy: Record {
    static let kind = Kind<Policy>("政策文件", en: "Policy", title: \.title)
    let title = Field<String>("名称", .max(120), .searchable, .unique)
    let number = Field<String?>("文号", en: "Document number", .max(60), .searchable)
    let issuer = Field<String?>("发文机关", .max(100))
    let level = Field<SupportedProject.Level>("级别", .initial("county"))
    let issuedOn = Field<Day?>("印发日期", en: "Issued on", .indexed)
    let isVerified = Field<Bool>("已核对原文", en: "Text was checked", .initial("否"))
    let file = Field<FileReference?>("原文", en: "Text")
    let summary = Field<String?>("主要内容", .long, .max(4000), .searchable)
}

/// 政策条款: what has to hold and what is paid, from a day on. One in force is never edited: a new version takes its place. A draft may be read by all
/// (公开征求意见).
struct PolicyClause: Record {
    static let kind = Kind<PolicyClause>("政策条款", en: "Clause", title: \.title, unique: [[\.code, \.edition]])
    let policy = Field<Reference<Policy>>("政策文件", en: "Policy")
    let code = Field<String>("条款编号", en: "Code", .max(30), .indexed, .help(Label("如 QJ-01；新版本沿用", en: "Such as QJ-01; a new version keeps it")))
    let edition = Field<Int>("版本", .initial("1"), .min(1), .max(999), .readOnly)
    let title = Field<String>("条款", .max(120), .searchable)
    let category = Field<Category>("类别", .initial("research"))
    let mode = Field<Mode>("方式", .initial("after"))
    let from = Field<Day>("施行日期", en: "In force from", .indexed)
    let until = Field<Day?>("止于", en: "In force until", .indexed)
    let conditions = Field<ConditionText?>(
        "条件", .help(Label("每行一个，全部满足；如：研发费用 ≥ 50万元", en: "One a line, all have to hold: 研发费用 ≥ 50万元")))
    let amount = Field<FormulaText?>(
        "金额公式", en: "Amount",
        .help(
            Label(
                "如：1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用)；由评审确定的不填",
                en: "Such as 1% × 上年研发费用; empty where a review sets it")))
    let cap = Field<Money?>("单项封顶", en: "Cap of one matter", unit: .wanYuan, .min(0))
    let firmCap = Field<Money?>(
        "企业年度封顶", en: "Cap of a firm and year", unit: .wanYuan, .min(0), .help(Label("同一政策文件各条款合计", en: "Over all clauses of the policy")))
    let matter = Field<String?>("同一事项", en: "Same matter", .max(40), .help(Label("填相同名称的条款，只兑现最高的一项", en: "Of clauses with one name only the highest is paid")))
    let fund = Field<Reference<Fund>>("资金来源", en: "Paid from")
    let documents = Field<[String]?>("申报材料", en: "Documents asked for")
    let basis = Field<String?>("依据与出处", en: "Source", .max(300))
    let isVerified = Field<Bool>("已核对原文", en: "Text was checked", .initial("否"))
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case research = "研发投入补助", increment = "研发增量补助", reserve = "研发准备金", title = "资质认定奖励", platform = "创新平台奖补", product = "重大新产品补助"
        case firstSet = "首台套首批次首版次", award = "成果与专利奖励", procurement = "自主创新产品采购", voucher = "创新券", finance = "科技金融补助", other = "其他"
        var label: Label {
            let english = [
                "R&D outlay", "R&D increment", "R&D reserve", "Titles", "Platforms", "Major new products", "First sets", "Results and patents", "Procurement",
                "Vouchers", "S&T finance", "Other",
            ]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum Mode: String, Choice {
        case after = "事后补助", before = "事前资助"
        var label: Label { Label(rawValue, en: self == .after ? "Afterwards" : "Beforehand") }
    }
    enum State: String, Choice {
        case draft = "拟订", published = "已发布", withdrawn = "已废止"
        var label: Label { Label(rawValue, en: ["Draft", "Published", "Withdrawn"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var flow: Flow<PolicyClause>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "发布", en: "Publish", code: "publish", .draft, to: .published, by: .fundOffice,
                refusal: Label("没有金额公式的条款要写明单项封顶", en: "a clause without a formula needs a cap"), when: { $0.amount != nil || $0.cap != nil },
                then: { try closeEarlier($0, &$1) }),
            Step(
                "废止", en: "Withdraw", code: "withdraw", .published, to: .withdrawn, by: .fundOffice, needsRemark: true, isAwaited: false,
                then: { row, changes in
                    let today = changes.now.day
                    if row.until.map({ $0 >= today }) ?? true { try changes.update(row.reference) { $0.until = .some(max(row.from, today.adding(days: -1))) } }
                }))
    }

    static var checks: [Check<PolicyClause>] {
        [Check("止于应不早于施行日期", en: "It ends on the day it began or later", at: \.until) { row in row.until.map { $0 >= row.from } ?? true }]
    }

    /// The version in force before ends on the day before this one begins.
    private static func closeEarlier(_ row: Row<PolicyClause>, _ changes: inout Changes) throws {
        let same = try changes.rows(PolicyClause.self) { $0.code == row.code && $0.state == .published }
        for other in same where other.id != row.id {
            guard other.from < row.from else {
                throw changes.refuse("施行日期要晚于第 \(other.edition) 版（\(other.from)）", en: "It has to begin after version \(other.edition) (\(other.from))")
            }
            if other.until.map({ $0 >= row.from }) ?? true { try changes.update(other.reference) { $0.until = .some(row.from.adding(days: -1)) } }
        }
    }
}

extension Row<PolicyClause> {
    func isInForce(on day: Day) -> Bool { self.state == .published && self.from <= day && (self.until.map { $0 >= day } ?? true) }

    /// As the rules see it.
    var clause: Clause {
        Clause(
            self.code, conditions: self.conditions?.conditions ?? [], amount: self.amount?.formula, cap: self.cap?.fen, matter: self.matter)
    }
}

extension Operation {
    /// A clause in force is changed by a new version of it, which begins as a draft.
    static let newVersion = Operation(
        "newVersion", "拟订新版本", en: "Draft a new version", on: PolicyClause.self, by: .fundOffice, when: { $0.state == .published }
    ) { clause, desk in
        let draft = try await desk.together { changes in
            let versions = try changes.rows(PolicyClause.self) { $0.code == clause.code }
            if let open = versions.first(where: { $0.state == .draft }) { return open }
            var draft = Draft(clause)
            draft.edition = (versions.map(\.edition).max() ?? 0) + 1
            (draft.from, draft.until, draft.state) = (max(changes.now.day, clause.from).adding(days: 1), .some(nil), .draft)
            return try changes.create(draft, isSimulated: clause.meta.isSimulated)
        }
        return Outcome("第 \(draft.edition) 版草案已建好，请修改后试算、发布", en: "Version \(draft.edition) is a draft now: change it, try it, publish it", then: .to(draft))
    }
}
