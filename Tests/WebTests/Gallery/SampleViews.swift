import Kernel
@testable import Web

/// Every view with believable values, by a name for its file.
enum Gallery {
    static let changes: [ChangeItem] = {
        let record = Sample.loans[1].meta.id
        return [
            ChangeItem(
                index: 10_482, at: Sample.now.adding(seconds: -2400), actor: "u1", action: .update, kind: "loan", record: record,
                fields: [
                    .init(column: "amount", before: .integer(600_000_000), after: .integer(680_000_000)),
                    .init(column: "rate", before: .null, after: .real(3.45)),
                ]),
            ChangeItem(
                index: 10_211, at: Sample.now.adding(seconds: -90_000), actor: "u3", action: .move, kind: "loan", record: record,
                step: Label("受理", en: "Accept"),
                remark: "材料齐全，请规划科会审。"),
            ChangeItem(
                index: 9_876, at: Sample.now.adding(seconds: -400_000), actor: "u2", action: .move, kind: "loan", record: record,
                step: Label("提交", en: "Submit")),
            ChangeItem(index: 9_870, at: Sample.now.adding(seconds: -402_000), actor: "u2", action: .create, kind: "loan", record: record),
        ]
    }()

    static let recent: [ChangeItem] = changes.enumerated().map { index, change in
        ChangeItem(
            index: change.index, at: change.at, actor: change.actor, action: change.action, kind: "loan", record: Sample.loans[index].meta.id,
            step: change.step,
            recordTitle: Sample.loans[index].values[0].text ?? "")
    }

    static let figures: [Figure] = [
        Figure(
            code: "I-high-tech", label: Label("高新技术企业数", en: "High-tech companies"), value: "186", unit: "家", period: "2026-11",
            change: .init(text: "+12", isGood: true, against: "2025"), trend: [98, 112, 121, 139, 174, 186], target: "200 家", share: 0.93),
        Figure(
            code: "I-loans", label: Label("科技贷款余额", en: "Technology loans outstanding"), value: "12,480.5", unit: "万元", period: "2026-11",
            change: .init(text: "+8.4%", isGood: true, against: "10 月"), trend: [8200, 9100, 9800, 10_900, 11_510, 12_480], isSimulated: true),
        Figure(
            code: "I-rd", label: Label("研发经费投入强度", en: "R&D intensity"), value: "1.46", unit: "%", period: "2025",
            change: .init(text: "−0.05", isGood: false, against: "2024"),
            trend: [1.2, 1.31, 1.42, 1.51, 1.46], target: "2.0 %", share: 0.73),
        Figure(code: "I-hazard", label: Label("隐患点销号数", en: "Hazards closed"), value: nil, unit: "处", period: "2026"),
    ]

    static let items: [InboxItem] = (0..<9).map { index in
        let loan = Sample.loans[index]
        let tasks = [Label("受理", en: "Accept"), Label("会审通过", en: "Approve"), Label("放款", en: "Pay out")]
        let reasons: [InboxItem.Reason] = [.assigned, .countersign(signed: 1, of: 3), .assigned, .delegated(by: "陈静")]
        return InboxItem(
            kind: Sample.loan.label, application: "finance", address: .record(kind: "loan", loan.meta.id), title: loan.values[0].text ?? "",
            task: tasks[index % 3],
            since: loan.meta.updatedAt, due: index == 8 ? nil : Sample.today.adding(days: [-4, -1, 0, 0, 1, 3, 9, 20][index % 8]), reason: reasons[index % 4],
            isSimulated: loan.meta.isSimulated)
    }

    static let chart = ChartFigure(
        title: Label("各银行放款金额", en: "Loans by bank"), shape: .bars, unit: "万元", measure: Label("金额", en: "Amount"),
        categories: zip(["农商行", "工商银行", "农业银行", "建设银行"], [4820.0, 3110, 2680, 1870.5]).map {
            .init(label: $0, value: $1, address: .list(kind: "loan", [.init("bank", "rural")]))
        })
    static let industries = ChartFigure(
        title: Label("企业按产业分布", en: "Companies by industry"), shape: .pie, unit: "家",
        categories: zip(Enterprise.Industry.allCases.map(\.rawValue), [42.0, 31, 18, 12, 27, 9, 14, 22, 11]).map { .init(label: $0, value: $1) })
    static let years = ChartFigure(
        title: Label("历年余额", en: "Balance by year"), shape: .line, unit: "万元",
        categories: zip(["2020", "2021", "2022", "2023", "2024", "2025", "2026"], [5210.0, 6480, 8200, 9100, 10_900, 11_510, 12_480.5]).map {
            .init(label: $0, value: $1)
        })

    static func list(filtered: Bool = false) -> ListView {
        var state = ListState()
        state.sort = Query.Order("rdExpense", isDescending: true)
        if filtered { state.filters = ["stage": ["growth", "mature"], "rdExpense.min": ["200"], "town": ["500999100"]] }
        let records = filtered ? Array(Sample.enterprises.filter { $0.values[2].text != "seed" }.prefix(9)) : Array(Sample.enterprises.prefix(25))
        return ListView(
            schema: Sample.enterprise, records: records, state: state,
            columns: ["name", "stage", "industry", "rdExpense", "staff", "highTechUntil", "phone", "town"], names: Sample.names,
            count: filtered ? .init(9) : .init(1234), previous: nil, next: Query.Cursor(value: .integer(1), id: Sample.id(24)),
            views: [.init(name: "今年到期的高企", parameters: [.init("view", "今年到期的高企")]), .init(name: "龙潭镇", parameters: [.init("town", "500999100")])],
            applicationLabel: Sample.application.label)
    }

    static func detail(_ number: Int) -> DetailView {
        let record = Sample.loans[number]
        let state = record.values[6].text ?? ""
        return DetailView(
            schema: Sample.loan, flow: Sample.flow, record: record, names: Sample.names,
            moves: Moves(
                Sample.flow, record, Sample.loan, for: Sample.officer, due: Sample.today.adding(days: 2),
                waits: [.init(who: Label("科技局", en: "Science bureau"), since: Sample.today), .init(who: "冉志远", isPerson: true, since: Sample.today)],
                calendar: (Sample.today, WorkingDays())),
            reached: ["draft": -402_000, "submitted": -400_000].merging([state: -90_000]) { $1 }.mapValues { Sample.now.adding(seconds: $0) },
            changes: changes, hasMoreChanges: true, applicationLabel: Sample.application.label)
    }

    static var enterprise: DetailView {
        DetailView(
            schema: Sample.enterprise, record: Sample.enterprises[14], names: Sample.names,
            related: [
                .init(
                    schema: Sample.loan, flow: Sample.flow, column: "borrower", records: Array(Sample.loans.prefix(4)), names: Sample.names, count: .init(11))
            ], changes: [], applicationLabel: Sample.application.label)
    }

    static var form: FormView {
        FormView(
            schema: Sample.enterprise, record: Sample.enterprises[14],
            typed: ["creditCode": "91500999MA500", "rdExpense": "一百", "parent.words": "青蒿", "parent": ""],
            problems: [
                Problem("credit-code-length", field: "creditCode", "“统一社会信用代码”应为 18 位，收到 13 位", en: "“Credit code” must have 18 characters, not 13"),
                Problem("not-a-number", field: "rdExpense", "“研发费用”应为数字，如 1200.50，收到“一百”", en: "“R&D expense” must be a number such as 1200.50, not “一百”"),
            ], names: Sample.names)
    }

    static var conflict: ConflictView {
        var before = Sample.loans[1]
        before.values[3] = .integer(600_000_000)
        before.values[2] = .text("abc")
        var theirs = before
        theirs.values[3] = .integer(680_000_000)
        return ConflictView(
            schema: Sample.loan, theirs: theirs, before: before, typed: ["amount": "650", "bank": "icbc"],
            mine: ["amount": .integer(650_000_000), "bank": .text("icbc")], names: Sample.names)
    }

    static func importing(_ step: ImportView.Step) -> ImportView { ImportView(schema: Sample.enterprise, step: step) }
    static let outcome = ImportView.Outcome(
        fileName: "企业台账 2026 年 10 月.xlsx", rows: 221, created: 218, wrong: 3,
        errors: [
            (2, Problem("credit-code-length", field: "creditCode", "应为 18 位，收到 13 位", en: "must have 18 characters, not 13")),
            (3, Problem("not-a-day", field: "highTechUntil", "应为日期，如 2025-03-09", en: "must be a day such as 2025-03-09")),
            (88, Problem("required", field: "name", "还没有填，请填写", en: "is empty; please fill it in")),
        ],
        sample: [
            (2, ["name": "云岭县青蒿生物科技有限公司", "creditCode": "91500999MA500", "highTechUntil": "2027-11-30"]),
            (3, ["name": "云岭县铝材有限公司", "creditCode": "915009990000000001", "highTechUntil": "2025-02-30"]),
        ])
    static let job = JobState(
        id: "j1", label: Label("导入企业", en: "Import companies"), phase: .running, done: 132, total: 259, startedAt: Sample.now.adding(seconds: -20),
        startedBy: "u1")

    static var board: BoardView {
        let states = Loan.State.allCases
        return BoardView(
            schema: Sample.loan, flow: Sample.flow,
            columns: states.map { state in
                let inside = Sample.loans.filter { $0.values[6].text == state.code }
                let cards = inside.prefix(state == .refused ? 0 : 4).enumerated().map { index, record in
                    BoardView.Card(
                        record: record, due: Sample.flow.isFinal(state.code) ? nil : Sample.today.adding(days: [-3, 1, 6, 14][index % 4]),
                        moves: Moves(Sample.flow, record, Sample.loan, for: Sample.officer))
                }
                return .init(state: state.code, cards: cards, count: .init(state == .refused ? 0 : inside.count))
            }, names: Sample.names)
    }

    static var search: SearchView {
        SearchView(
            words: "青蒿",
            groups: [
                .init(
                    kind: "enterprise", label: Enterprise.kind.declared.label,
                    hits: [
                        .init(id: Sample.id(0), title: "云岭县青蒿生物科技有限公司", passage: "从事青蒿素提取与艾草精深加工，建有市级企业技术中心。", state: "成长"),
                        .init(id: Sample.id(12), title: "云岭县青蒿生物科技有限公司（2 分公司）", passage: "主要产品：青蒿素原料、艾草精油", isSimulated: true),
                    ], count: .init(2)),
                .init(
                    kind: "loan", label: Loan.kind.declared.label,
                    hits: [.init(id: Sample.id(100), title: "青蒿提取线技术改造", passage: "农商行 · 680 万元 · 2026-11-13", state: "待会审")], count: .init(5)),
            ], count: .init(7))
    }

    static var proof: ProofView {
        func hash(_ seed: Int) -> String { (0..<8).map { String(UInt32(truncatingIfNeeded: (seed + $0) &* 0x9E37_79B9) | 0x1000_0000, radix: 16) }.joined() }
        return ProofView(
            kind: Sample.loan.label, recordTitle: "青蒿提取线技术改造", change: changes[0], schema: Sample.loan, names: Sample.names, leafHash: hash(1),
            path: (2..<9).map { .init(hash: hash($0), isLeft: $0 % 3 == 0) }, rootHash: hash(40), treeSize: 10_940,
            checkpoint: "yunling.example/ledger\n10940\nq1YtW0l8Zc3mQ2uG2e8u3m5o1uQF0kq0s8d5mC8r4xA=\n\n— yunling.example/ledger 4mPq1Zk0Xw5r…", holds: true)
    }

    static var page: PageView {
        PageView(
            application: "finance", applicationLabel: Sample.application.label, code: "overview", label: Label("贷款总览", en: "Loans at a glance"),
            panels: [
                .figures(figures), .chart(chart), .chart(industries), .chart(years),
                .timeline(title: Label("最近变更", en: "Recent changes"), recent, Sample.names),
                .records(
                    .init(
                        title: Label("待放款", en: "Waiting to be paid out"), schema: Sample.loan, flow: Sample.flow,
                        columns: ["title", "borrower", "bank", "amount", "applied", "state"],
                        records: Array(Sample.loans.prefix(6)), names: Sample.names, count: .init(23), address: .list(kind: "loan"))),
            ])
    }

    static var indicator: IndicatorView {
        IndicatorView(
            indicator: Loan.indicators[0], figure: figures[1], definition: Label("县内企业科技贷款已放款、未结清的余额", en: "Loans paid out and not yet paid back"),
            formula: "Σ 贷款金额（状态 = 已放款） = 12,480.5 万元", version: IndicatorDefinition(version: 2, since: Sample.today), knownAsOf: Sample.now, history: years,
            periods: ["2023", "2024", "2025", "2026"], period: "2026",
            records: [
                .init(
                    title: Label("数字背后的记录", en: "The records behind it"), schema: Sample.loan, flow: Sample.flow,
                    columns: ["title", "borrower", "amount", "applied"],
                    records: Array(Sample.loans.prefix(5)), names: Sample.names, count: .init(41), address: .list(kind: "loan"))
            ], clause: ("第三章第二节：科技金融支撑", .record(kind: "clause", Sample.id(900))))
    }

    static var home: HomeView {
        HomeView(
            items: Array(items.prefix(6)), waiting: 7, figures: figures, changes: recent, names: Sample.names,
            applications: Sample.frame(nil).navigation.map {
                .init(name: $0.name, label: $0.label, kinds: $0.pages + $0.kinds, waiting: $0.name == "finance" ? 7 : 0)
            })
    }

    typealias Entry = (name: String, address: Address?, view: any View)

    /// The views that stand inside the frame.
    static var framed: [Entry] { lists + details + forms + imports + work + knowledge + rest + settings + account + said }

    private static var lists: [Entry] {
        [
            ("home", .home, home), ("list", .list(kind: "enterprise"), list()), ("list-filtered", .list(kind: "enterprise"), list(filtered: true)),
            ("list-empty", .list(kind: "loan"), ListView(schema: Sample.loan, flow: Sample.flow, records: [], count: .init(0))),
        ]
    }

    private static var details: [Entry] {
        [
            ("detail-loan", .list(kind: "loan"), detail(5)), ("detail-loan-refused", .list(kind: "loan"), detail(10)),
            ("detail-enterprise", .list(kind: "enterprise"), enterprise),
        ]
    }

    private static var forms: [Entry] {
        [
            ("form-new", .list(kind: "enterprise"), FormView(schema: Sample.enterprise)), ("form-problems", .list(kind: "enterprise"), form),
            ("conflict", .list(kind: "loan"), conflict),
        ]
    }

    private static var imports: [Entry] {
        [
            ("import-upload", nil, importing(.upload)), ("import-checked", nil, importing(.checked(run: "r1", outcome))),
            ("import-running", nil, importing(.running(run: "r1", job))),
            ("import-finished", nil, importing(.finished(run: "r1", .init(fileName: "企业.xlsx", rows: 218, created: 218)))),
        ]
    }

    private static var work: [Entry] {
        [
            ("board", .list(kind: "loan"), board),
            (
                "inbox", .inbox(application: nil),
                InboxView(items: items, applications: [("finance", Sample.application.label, 6), ("hazard", Label("地灾防治", en: "Geohazards"), 3)])
            ),
            ("inbox-empty", .inbox(application: nil), InboxView(items: [])), ("jobs", nil, jobs),
            ("applications", .applications, ApplicationsView(applications: home.applications)),
        ]
    }

    private static var knowledge: [Entry] {
        [
            ("search", nil, search), ("search-empty", nil, SearchView(words: "", groups: [], count: .init(0))),
            (
                "history", .list(kind: "loan"),
                HistoryView(schema: Sample.loan, flow: Sample.flow, record: Sample.id(101), recordTitle: "青蒿提取线技术改造", changes: changes, names: Sample.names)
            ),
            ("proof", .list(kind: "loan"), proof),
        ]
    }

    private static var rest: [Entry] {
        [
            ("page", .page(application: "finance", code: "overview"), page), ("indicator", nil, indicator),
            ("error-404", nil, ErrorView(fault: .notFound, request: "01jd8m2k9x")), ("error-500", nil, ErrorView(fault: .broken, request: "01jd8m2k9x")),
        ]
    }

    private static var settings: [Entry] {
        [
            ("settings", .settings, SettingsView(sections: Address.SettingsSection.allCases.map { ($0, .setting($0)) })),
            ("roles", .settings, RolesView(roles: [Loan.bureau, .observer], labels: [:])),
            (
                "sessions", .settings,
                SessionsView(
                    sessions: [
                        .init(id: "s1", user: "u1", device: "Chrome · Windows", lastSeen: Sample.now, isThis: true),
                        .init(id: "s2", user: "u2", device: "微信 · 安卓", lastSeen: Sample.now.adding(seconds: -90_000)),
                    ], names: Sample.names)
            ),
        ]
    }

    private static var account: [Entry] {
        let problem = Problem("code-wrong", field: "code", "验证码不正确", en: "The code is wrong")
        let period = Period(from: Sample.today.adding(days: -1), to: Sample.today.adding(days: 9)) ?? Period(from: nil, to: nil)
        let (secret, address) = ("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "otpauth://totp/Yunling:ran?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Yunling")
        let tokens: [TokensView.Line] = [
            .init(id: Sample.id(601), name: "每日汇总脚本", madeAt: Sample.now.adding(seconds: -900_000), expires: Sample.today.adding(days: 120)),
            .init(id: Sample.id(602), name: "省级平台对接（试运行阶段使用，正式上线后撤销）", madeAt: Sample.now, expires: Sample.today.adding(days: -2)),
        ]
        var entries: [Entry] = [
            (
                "account", .account,
                AccountView(
                    lines: [(Label("单位", en: "Organisation"), "云岭县科学技术局"), (Label("角色", en: "Roles"), "科技局")], hasCodes: true, tokens: 2, deputies: 1,
                    sessions: 2)
            ),
            ("account-password", .account, OwnPasswordView()),
            ("account-codes", .account, OneTimeCodesView(step: .setUp(secret: secret, address: address), problems: [problem])),
            ("account-codes-on", .account, OneTimeCodesView(step: .inForce)),
            ("account-tokens", .account, TokensView(tokens: tokens, expires: Sample.today.description)),
            (
                "account-token-made", .account,
                TokensView(tokens: tokens, secret: "shanhe_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE", expires: Sample.today.description)
            ),
        ]
        if let period {
            let line = DeputiesView.Line(id: Sample.id(603), person: "谭建国", period: period, reason: "赴市里培训")
            entries.append(("account-deputies", .account, DeputiesView(given: [line], taken: [line])))
        }
        return entries
    }

    private static var jobs: JobsView {
        JobsView(
            jobs: [
                job,
                JobState(
                    id: "j2", label: Label("导出企业", en: "Export companies"), phase: .done, done: 1234, total: 1234, startedAt: Sample.now.adding(seconds: -8000),
                    finishedAt: Sample.now.adding(seconds: -7900), startedBy: "u2", result: .local("/account")),
                JobState(
                    id: "j3", label: Label("重新计算指标", en: "Recompute indicators"), phase: .failed, startedAt: Sample.now.adding(seconds: -90_000),
                    startedBy: "<system>",
                    message: Label("数据库已满，请清理后重试", en: "the database is full; make room and try again")),
            ], names: Sample.names)
    }

    /// All pages, ready to be written to files.
    static func pages(_ language: Language = .chinese, _ theme: Visit.Theme = .system) -> [(name: String, bytes: [UInt8])] {
        let visit = Sample.visit(language, theme)
        let alone: [(String, [UInt8])] = [
            ("sign-in", SignInView(county: Sample.county).page(visit)),
            ("sign-in-locked", SignInView(county: Sample.county, trouble: .locked(minutes: 15), user: "ranzhiyuan").page(visit)),
            ("sign-in-code", SignInView(county: Sample.county, step: .code, trouble: .wrongCode).page(visit)),
            ("sign-in-first", SignInView(county: Sample.county, step: .firstPassword).page(visit)),
            ("paper", paper.alone(visit)),
            ("error-alone", ErrorView(fault: .tooMany(seconds: 30), request: "01jd8m2k9x").alone(visit)),
        ]
        return framed.map { entry in (entry.name, page(entry.view, Sample.frame(entry.address), visit)) } + alone
    }

    private static func page(_ view: any View, _ frame: PageFrame, _ visit: Visit) -> [UInt8] { frame.page(view, visit) }
}
