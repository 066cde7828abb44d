import Kernel
import Registers

extension Page {
    /// 我的项目: the desk of an applicant: what calls, what waits, what runs.
    static let myProjects = Page("myProjects", "我的项目", en: "My projects", for: .roles(.enterprise, .projectInstitute), isFront: true) { question in
        let (desk, today) = (question.desk, question.now.day)
        let calls = try await desk.find(ProjectCall.self) { $0.state == .open }
        let challenges = try await desk.find(Challenge.self) { $0.state == .listed }
        let applications = try await desk.find(ProjectApplication.self)
        let findings = try await desk.all(FormalFinding.self) { $0.outcome != FormalFinding.Outcome.met }
        let contracts = try await desk.find(ProjectContract.self)
        let milestones = try await desk.find(ProjectMilestone.self) { $0.state.isIn(ProjectMilestone.State.open) }
        let own = try await desk.rows(Enterprise.self, limit: 1).first
        let prefilled = own.map { ["enterprise": $0.id.text, "holder": $0.name] } ?? [:]
        var todo: [[Phrase]] = []
        for application in applications where application.state == .draft || application.state == .returned {
            let open = findings.filter { $0.application == application.reference }
            todo.append([
                Phrase(
                    Label(
                        "申报书“\(application.title)”\(application.state.label.chinese)",
                        en: "“\(application.title)”: \(application.state.label.english.lowercased())"), link: .to(application), tone: .warning)
            ])
            todo += open.map {
                [
                    Phrase(
                        Label("　\($0.condition)：\($0.reason)。\($0.remedy ?? "")", en: "　\($0.english): \($0.reasonEnglish). \($0.remedyEnglish ?? "")"),
                        tone: .bad)
                ]
            }
        }
        for contract in contracts where contract.state == .drafting {
            todo.append([
                Phrase(
                    Label("请完善并确认任务书：\(contract.title)", en: "Please complete and confirm the contract: \(contract.title)"), link: sheet(contract),
                    tone: .warning)
            ])
        }
        for milestone in milestones where milestone.state != .reported && milestone.due <= today.adding(days: 30) {
            todo.append([
                Phrase(
                    Label("里程碑“\(milestone.title)”期限 \(milestone.due)", en: "The milestone “\(milestone.title)” is due on \(milestone.due)"),
                    link: .to(milestone),
                    tone: milestone.due < today ? .bad : .warning)
            ])
        }
        return [
            todo.isEmpty ? .notice("目前没有要办的事。", en: "Nothing waits for you.", .good) : .list(todo),
            .table(
                Table(
                    Label("可以申报", en: "Open to applications"),
                    columns: [
                        .text("指南或榜单", "Call or challenge", 5), .text("截止", "Until"), .number("单项上限或榜额（万元）", "Most or prize (10k)"),
                        .text("条件", "Conditions", 4),
                    ],
                    rows: calls.sorted { $0.closes < $1.closes }.map { call in
                        Table.Row([
                            Table.Cell(Phrase(call.title, of: call, strong: true)),
                            Table.Cell(Phrase(call.said { $0.closes }, tone: call.closes < today.adding(days: 7) ? .warning : nil)),
                            Table.Cell(Phrase(call.said { $0.mostGrant })), Table.Cell(Phrase(conditions(call))),
                        ])
                    }
                        + challenges.sorted { $0.bidsUntil < $1.bidsUntil }.map { challenge in
                            Table.Row([
                                Table.Cell(Phrase(challenge.title, of: challenge, strong: true)), Table.Cell(Phrase(challenge.said { $0.bidsUntil })),
                                Table.Cell(Phrase(challenge.said { $0.prize })),
                                Table.Cell(Phrase(Label("揭榜挂帅，不限身份", en: "Whoever can"))),
                            ])
                        })),
            .deeds([.new(ProjectApplication.self, prefilled), .new(ChallengeBid.self, own.map { ["enterprise": $0.id.text, "bidder": $0.name] } ?? [:])]),
            .table(
                Table(
                    Label("我的申报", en: "My applications"),
                    columns: [
                        .text("项目", "Project", 5), .text("状态", "State", 1.4), .number("申请（万元）", "Asked (10k)"), .number("立项（万元）", "Granted (10k)"),
                        .text("提交", "Submitted"),
                    ],
                    rows: applications.sorted { $0.id > $1.id }.map { application in
                        Table.Row([
                            Table.Cell(Phrase(application.title, of: application, strong: true)), Table.Cell(Phrase(application.state.label)),
                            Table.Cell(Phrase(application.said { $0.requested })),
                            Table.Cell(Phrase(application.said { $0.granted })), Table.Cell(Phrase(application.said { $0.submittedOn })),
                        ])
                    })),
            .table(
                Table(
                    Label("我的项目", en: "My projects"),
                    columns: [
                        .text("项目", "Project", 5), .text("状态", "State", 1.4), .text("结束", "Ends"), .number("财政资金（万元）", "Grant (10k)"), .number("已拨", "Paid"),
                        .number("已支出", "Spent"),
                    ],
                    rows: contracts.sorted { $0.ends < $1.ends }.map { contract in
                        Table.Row([
                            Table.Cell(Phrase(contract.title, of: contract, page: "contractSheet")), Table.Cell(Phrase(contract.state.label)),
                            Table.Cell(Phrase(contract.said { $0.ends })),
                            Table.Cell(Phrase(contract.said { $0.grant })), Table.Cell(Phrase(contract.said { $0.paid })),
                            Table.Cell(Phrase(contract.said { $0.spent })),
                        ])
                    })),
        ]
    }

    private static func sheet(_ contract: Row<ProjectContract>) -> Link { .page(application: "projects", code: "contractSheet", record: contract.id) }

    /// What a call asks, in a line.
    private static func conditions(_ call: Row<ProjectCall>) -> Label {
        var (chinese, english): ([String], [String]) = ([], [])
        if call.forEnterprises { (chinese, english) = (chinese + ["限企业"], english + ["enterprises only"]) }
        if let title = call.needsTitle { (chinese, english) = (chinese + ["须为\(title.rawValue)"], english + [title.label.english]) }
        if call.ownShare > 0 { (chinese, english) = (chinese + ["自筹不低于 \(call.ownShare)%"], english + ["own money of \(call.ownShare)%"]) }
        chinese.append("在研不超过 \(call.mostRunning) 项")
        english.append("at most \(call.mostRunning) running")
        if call.allowsLumpSum { (chinese, english) = (chinese + ["可包干"], english + ["lump sum possible"]) }
        return Label(chinese.joined(separator: "；"), en: english.joined(separator: "; "))
    }

    /// 我的评审: what was given to a reviewer, and how long there is.
    static let myReviews = Page("myReviews", "我的评审", en: "My reviews", for: .roles(.projectReviewer), isFront: true) { question in
        let desk = question.desk
        let reviews = try await desk.find(PeerReview.self)
        let open = reviews.narrowed { $0.state.isIn([.assigned, .reviewing]) }
        return [
            .facts([
                Fact(Label("待评审", en: "To be reviewed"), open.howMany, unit: "份", tone: open.isEmpty ? .good : .warning),
                Fact(Label("已评分", en: "Scored"), reviews.narrowed { $0.state == .scored }.howMany, unit: "份"),
            ]),
            .notice(
                "申报材料已隐去单位和姓名。有利益关系的请点“回避”。内容和得分请勿外传。", en: "Names were left out. Where you are involved press “Avoid”. Keep contents and scores to yourself.",
                .calm),
            .cards(
                reviews.sorted { ($0.state.code, $0.id) < ($1.state.code, $1.id) }.prefix(100).map { review in
                    Card(
                        Phrase(review.title, of: review, strong: true), tags: [Phrase(review.state.label, tone: review.state == .scored ? .good : .warning)],
                        lines: review.state == .reviewing || review.state == .assigned
                            ? [[Phrase(String(review.content.prefix(200)) + (review.content.count > 200 ? "…" : ""))]] : [],
                        fields: [
                            (Label("指南", en: "Call"), Phrase(review.callTitle)), (Label("申请（万元）", en: "Asked for (10k)"), Phrase(review.said { $0.requested })),
                            (Label("得分", en: "Points"), Phrase(review.said(Numeral(decimals: 2)) { $0.points })),
                        ], deeds: [.move(review, "agree"), .move(review, "decline"), .edit(review), .move(review, "submit")],
                        isSimulated: review.meta.isSimulated)
                }),
        ]
    }

    /// 拟立项公示: for everyone who signs in.
    static let fundingNotice = Page("fundingNotice", "立项公示", en: "Public notice", for: .all(.read, PlannedGrant.self), isReport: true) { question in
        let today = question.now.day
        let grants = try await question.desk.find(PlannedGrant.self, bound: 50_000)
        return [
            .paragraph("对公示项目有异议的，请在公示期内实名书面提出。", en: "Whoever objects does so by name and in writing while the notice runs."),
            .deeds([.new(ProjectObjection.self)]),
            .table(
                Table(
                    Label("公示项目", en: "Projects"),
                    columns: [
                        .text("项目", "Project", 4), .text("承担单位", "Holder", 2), .text("指南或榜单", "Call or challenge", 3), .number("拟支持（万元）", "Amount (10k)"),
                        .text("公示期", "Notice", 2), .text("状态", "State"),
                    ],
                    rows: grants.sorted { ($0.until, $0.id) > ($1.until, $1.id) }.prefix(300).map { grant in
                        Table.Row([
                            Table.Cell(Phrase(grant.title, of: grant, strong: true)), Table.Cell(Phrase(grant.holder)), Table.Cell(Phrase(grant.programme)),
                            Table.Cell(Phrase(grant.said { $0.amount })),
                            Table.Cell(Phrase(grant.saying { Label("\($0.from) 至 \($0.until)", en: "\($0.from) to \($0.until)") })),
                            Table.Cell(
                                grant.isWithdrawn
                                    ? Phrase(Label("异议成立", en: "Withdrawn"), tone: .bad)
                                    : grant.until < today ? Phrase(Label("公示期满", en: "Over"), tone: .good) : Phrase(Label("公示中", en: "Running"), tone: .warning)
                            ),
                        ])
                    })),
        ]
    }

    /// 科研诚信: who is barred, who lost points, and what grade that makes.
    static let integrity = Page("integrity", "科研诚信", en: "Integrity", for: .all(.read, IntegrityCase.self), isReport: true) { question in
        let (desk, today) = (question.desk, question.now.day)
        let records = try await desk.find(IntegrityRecord.self)
        let deductions = try await desk.find(IntegrityDeduction.self)
        let cases = try await desk.find(IntegrityCase.self)
        let barring = records.narrowed { $0.isLifted == false && $0.barredUntil >= today }
        let good = Set(try await desk.all(ProjectContract.self, bound: 100_000) { $0.state == .accepted }.map(\.holder))
        let subjects = Set(deductions.map(\.subject) + barring.map(\.subject)).sorted()
        return [
            .facts([
                Fact(Label("限制期内", en: "Barred"), barring.howMany, unit: "个", tone: barring.isEmpty ? .good : .warning),
                Fact(Label("办理中的案件", en: "Open cases"), cases.narrowed { $0.state.isIn([.received, .investigating, .decided, .objected]) }.howMany, unit: "件"),
                Fact(Label("申请恢复", en: "Ask for restoration"), deductions.narrowed { $0.state == .requested }.howMany, unit: "件"),
            ]), .deeds([.new(IntegrityCase.self, ["receivedOn": today.description]), .new(IntegrityDeduction.self, ["notifiedOn": today.description])]),
            .table(
                Table(
                    Label("科技信用等级", en: "Credit"),
                    columns: [
                        .text("单位或人员", "Unit or person", 4), .number("扣分", "Deducted"), .number("得分", "Points"), .text("等级", "Grade"),
                        .text("限制申报至", "Barred until", 2),
                    ],
                    rows: subjects.prefix(300).map { subject in
                        let counted = deductions.only { $0.subject == subject && IntegrityStanding.counts($0, on: today) }
                        let bars = barring.only { $0.subject == subject }
                        let standing = IntegrityStanding(
                            deductions: counted.map(\.points),
                            bars: bars.compactMap { row in
                                row.barredUntil.map { .init(subject: subject, until: $0, isSevere: row.gravity == .severe, isCertain: true) }
                            },
                            hasGoodRecord: good.contains(subject))
                        let until = bars.compactMap(\.barredUntil).max()
                        return Table.Row(
                            [
                                Table.Cell(Phrase(subject)), Table.Cell(Phrase(counted.sum(.whole) { Double($0.points) })),
                                Table.Cell(Phrase("\(standing.points)")),
                                Table.Cell(Phrase(standing.grade.rawValue, isStrong: true)),
                                Table.Cell(Phrase(until.map { "\($0)" } ?? "—", tone: until == nil ? nil : .bad)),
                            ], tone: until != nil || standing.grade == .c ? .bad : standing.grade == .b ? .warning : .calm)
                    },
                    note: Label(
                        "起始 100 分，三年内扣分累计；严重失信在限制期内另扣 40 分。该标尺为通行做法，未找到官方原文。",
                        en: "From 100, less the deductions of three years and 40 for what is severe while it bars: convention; no official scale was found."))),
        ]
    }
}
