import Kernel
import Registers

/// 兑现申请: an enterprise asks for what a clause promises.
struct Claim: Record {
    static let kind = Kind<Claim>(
        "兑现申请", en: "Claim", title: \.subject, belongsTo: \.enterprise, sought: [[\.enterprise, \.clause]])
    let enterprise = Field<Reference<Enterprise>>("企业")
    let clause = Field<Reference<PolicyClause>>("政策条款", en: "Clause")
    let year = Field<Int>("数据年度", en: "Year of the figures", .min(2015), .max(2100), .indexed)
    let subject = Field<String>(
        "申报事项", en: "Matter", .min(2), .max(120), .searchable, .help(Label("项目、产品或平台名称；如“2025 年研发投入”", en: "The project, product or platform")))
    let payee = Field<String>("收款户名", en: "Payee", .max(100))
    let bank = Field<String>("开户银行", en: "Bank", .max(100))
    let account = Field<String>("银行账号", en: "Account", .min(6), .max(40))
    let isStated = Field<Bool>("承诺同一事项未获其他财政支持", en: "Nobody else supports it with public money", .initial("否"))

    let submittedOn = Field<Day?>("提交日期", en: "Submitted on", .indexed, .readOnly)
    let computed = Field<Money?>("测算金额", en: "Reckoned amount", unit: .wanYuan, .readOnly)
    let arithmetic = Field<String?>("测算过程", en: "How it was reckoned", .long, .max(4000), .readOnly)
    let similar = Field<String?>("重复支持核对", en: "Double support", .long, .max(4000), .readOnly)
    let share = Field<Int?>("核定比例", en: "Graded at", unit: .percent, .min(0), .max(100), .readOnly)
    /// What the review came to, before anything was cut; missing where it was reviewed before this was kept.
    let reviewed = Field<Money?>("评审核定金额", en: "Reviewed amount", unit: .wanYuan, .min(0), .readOnly)
    let approved = Field<Money?>("核定金额", en: "Approved amount", unit: .wanYuan, .min(0), .readOnly)
    let opinion = Field<String?>("评审意见", en: "Opinion of the review", .long, .max(2000), .readOnly)
    let line = Field<Reference<BudgetLine>?>("预算额度", en: "Budget line", .readOnly)
    let noticeUntil = Field<Day?>("公示至", en: "Public notice until", .indexed, .readOnly)
    let paidOn = Field<Day?>("支付日期", en: "Paid on", .indexed, .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case draft = "待提交", submitted = "待审核", returned = "已退回", accepted = "待评审", reviewed = "待财政确认", funded = "待公示", noticed = "公示中", listed = "待支付"
        case paid = "已支付", rejected = "未通过", withdrawn = "已撤回", recovered = "已追回"
        var label: Label {
            let english = [
                "To be submitted", "To be checked", "Returned", "To be reviewed", "Budget to be confirmed", "To be announced", "Announced", "To be paid",
                "Paid",
                "Refused", "Withdrawn", "Paid back",
            ]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
        /// Neither refused nor taken back.
        static let live: [State] = [.draft, .submitted, .returned, .accepted, .reviewed, .funded, .noticed, .listed, .paid]
    }

    static var flow: Flow<Claim>? {
        Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            discarding: { row, changes in
                for document in try changes.rows(ClaimDocument.self, where: { $0.claim == row.reference }) { try changes.delete(document.reference) }
            },
            Step(
                "提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .fundOffice,
                refusal: Label("请先承诺同一事项未获其他财政支持", en: "please state first that nobody else supports it"), when: { $0.isStated },
                then: { try Claiming.submit($0, &$1) }),
            Step(
                "重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .fundOffice, within: 20,
                refusal: Label("请先承诺同一事项未获其他财政支持", en: "please state first that nobody else supports it"), when: { $0.isStated },
                then: { try Claiming.submit($0, &$1) }),
            Step("受理", en: "Accept", code: "accept", .submitted, to: .accepted, by: .fundOffice, within: 5, then: { try Claiming.accept($0, &$1) }),
            Step("退回补正", en: "Return", code: "return", .submitted, to: .returned, by: .fundOffice, needsRemark: true),
            Step(
                "报财政确认", en: "To the finance bureau", code: "review", .accepted, to: .reviewed, by: .fundOffice, within: 10,
                refusal: Label("请先评审核定金额", en: "please review it first"), when: { ($0.approved?.fen ?? 0) > 0 }),
            Step("不予支持", en: "Refuse", code: "refuse", .accepted, to: .rejected, by: .fundOffice, needsRemark: true, isAwaited: false),
            Step(
                "确认预算", en: "Confirm the budget", code: "fund", .reviewed, to: .funded, by: .financeBureau, within: 5, then: { try Claiming.reserve($0, &$1) }),
            Step("退回评审", en: "Back to the review", code: "reassess", .reviewed, to: .accepted, by: .financeBureau, needsRemark: true),
            Step(
                "公示", en: "Announce", code: "notice", .funded, to: .noticed, by: .fundOffice, within: 3,
                then: { row, changes in
                    let end = changes.workingDays.day(Claiming.noticeDays, after: changes.now.day)
                    try changes.update(row.reference) { $0.noticeUntil = .some(end) }
                }),
            Step(
                "异议成立", en: "Uphold an objection", code: "object", .noticed, to: .accepted, by: .fundOffice, needsRemark: true, isAwaited: false,
                then: {
                    try Claiming.release($0, &$1)
                }),
            Step("列入支付", en: "To be paid", code: "list", .noticed, to: .listed, by: .fundOffice, within: 7, then: { try Claiming.list($0, &$1) }),
            // Payments take these.
            Step("支付完成", en: "Paid", code: "pay", .listed, to: .paid, by: .administrator, isAwaited: false),
            Step("撤销支付", en: "Take the payment back", code: "unlist", .listed, to: .accepted, by: .administrator, isAwaited: false),
            Step("追回", en: "Paid back", code: "recover", .paid, to: .recovered, by: .administrator, isAwaited: false),
            Step("撤回", en: "Withdraw", code: "withdraw", .draft, to: .withdrawn, by: .enterprise, .fundOffice, isAwaited: false),
            Step("撤回申请", en: "Withdraw", code: "withdraw", .submitted, to: .withdrawn, by: .enterprise, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-claims-open", "在办兑现申请", en: "Claims under way", unit: "件", .stock, direction: .down,
                .count(Claim.self) { $0.state.isIn([.submitted, .accepted, .reviewed, .funded, .noticed, .listed]) }),
            Indicator("I-claims-paid", "累计兑现申请", en: "Claims paid", unit: "件", .stock, .count(Claim.self) { $0.state == .paid }),
        ]
    }
}

/// 申报材料
struct ClaimDocument: Record {
    static let kind = Kind<ClaimDocument>("申报材料", en: "Document of a claim", title: \.name, belongsTo: \.enterprise)
    let claim = Field<Reference<Claim>>("兑现申请", en: "Claim")
    let enterprise = Field<Reference<Enterprise>>("企业")
    let name = Field<String>("材料名称", en: "Document", .max(100), .searchable, .help(Label("与条款要求的材料名称一致", en: "As the clause names it")))
    let file = Field<FileReference?>("文件", en: "File")
    let note = Field<String?>("说明或链接", en: "Note", .max(300))

    static var checks: [Check<ClaimDocument>] {
        [Check("请上传文件，或写明材料在哪里", en: "Upload the file or say where it is", at: \.file) { $0.file != nil || $0.note != nil }]
    }
}
