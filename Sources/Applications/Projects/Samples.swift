import Kernel
import Registers

/// Calls, applications, experts, projects and cases of a made-up county, from a fixed seed; every record is marked as simulated.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 202_607)
        let today = desk.engine.context.now().day
        let holders = try await holders(desk)
        try await experts(desk, today, holders, &chance)
        let supported = try await support(desk, today, &chance)
        _ = try await call(desk, "模拟农业科技攻关专项", "MN\(today.year)A", closes: today.adding(days: 20), state: .open, holders: holders, count: 3, copy: nil, &chance)
        let review = try await call(
            desk, "模拟重点产业技术创新专项", "MN\(today.year)B", closes: today.adding(days: -10), state: .review, holders: Array(holders.reversed()), count: 8,
            copy: supported, &chance)
        try await judge(review, desk, &chance)
        try await running(desk, holders, today, &chance)
        try await challenge(desk, holders, today)
        try await integrity(desk, holders, today)
    }

    private struct Holder { let name: String, enterprise: Reference<Enterprise>? }

    /// Made-up enterprises of the register where there are any, else units of their own.
    private static func holders(_ desk: Desk) async throws -> [Holder] {
        let firms = try await desk.rows(Enterprise.self, order: .oldestFirst, limit: 12) { $0.isSimulated == true }
        return firms.isEmpty ? (1...12).map { Holder(name: "模拟科技企业\($0)", enterprise: nil) } : firms.map { Holder(name: $0.name, enterprise: $0.reference) }
    }

    private static func experts(_ desk: Desk, _ today: Day, _ holders: [Holder], _ chance: inout Chance) async throws {
        for place in 0..<30 {
            let fields = [topics[place % topics.count], topics[(place * 5 + 3) % topics.count], topics[(place * 7 + 1) % topics.count]]
            let employer = "模拟\(["大学", "研究院", "农科院", "检测中心", "工业设计院"][place % 5])"
            try await desk.together { changes in
                var person = Draft<Person>()
                (person.name, person.employer, person.title) = (
                    "专家\(names[place % names.count])\(place + 1)", .some(employer), .some(place % 3 == 0 ? "教授" : "研究员")
                )
                (person.fields, person.isExpert) = (.some(Array(Set(fields)).sorted()), true)
                let row = try changes.create(person, isSimulated: true)
                var expert = Draft<ReviewExpert>()
                (expert.number, expert.person, expert.most, expert.enteredOn) = ("MN-ZJ-\(100 + place)", row.reference, 8, today.adding(days: -300))
                (expert.level, expert.council, expert.state) = (
                    place % 4 == 0 ? .city : .county, place % 10 == 0 ? .county : ReviewExpert.Council.none, .pooled
                )
                let pooled = try changes.create(expert, isSimulated: true)
                guard place % 5 == 0 else { return }
                var tie = Draft<ExpertTie>()
                (tie.expert, tie.category, tie.party) = (pooled.reference, .workedTogether, holders[holders.count - 1 - place % holders.count].name)
                tie.lastYear = .some(today.year - 1)
                try changes.create(tie, isSimulated: true)
            }
        }
    }

    /// What other departments paid for; the last one is copied by an application.
    private static func support(_ desk: Desk, _ today: Day, _ chance: inout Chance) async throws -> Row<SupportedProject>? {
        var last: Row<SupportedProject>?
        for place in 0..<18 {
            let (title, content) = (title(place + 40), content(place + 40, &chance))
            last = try await desk.together { changes in
                var draft = Draft<SupportedProject>()
                (draft.title, draft.holder, draft.funder) = (title, "模拟单位\(place + 1)", ["农业农村委", "经济信息委", "发展改革委", "科技局"][place % 4])
                (draft.year, draft.amount, draft.content) = (today.year - 1 - place % 3, Money(wan: Int64(10 + place * 3)), .some(content))
                return try changes.create(draft, isSimulated: true)
            }
        }
        return last
    }

    private static func call(
        _ desk: Desk, _ title: String, _ number: String, closes: Day, state: ProjectCall.State, holders: [Holder], count: Int, copy: Row<SupportedProject>?,
        _ chance: inout Chance
    ) async throws -> Row<ProjectCall> {
        var draft = Draft<ProjectCall>()
        (draft.title, draft.number, draft.programme, draft.domain) = (title, number, "模拟科技计划", .agriculture)
        draft.guide = "围绕特色产业共性技术开展攻关，突出企业主体和可考核指标。（模拟）"
        (draft.opens, draft.closes, draft.budget, draft.mostGrant) = (closes.adding(days: -40), closes, Money(wan: 150), Money(wan: 40))
        (draft.ownShare, draft.allowsLumpSum, draft.leastLength, draft.state) = (50, true, 200, state)
        let ready = draft
        let call = try await desk.together { changes in try changes.create(ready, isSimulated: true) }
        for place in 0..<count {
            let holder = holders[place % holders.count]
            var application = Draft<ProjectApplication>()
            let serial = place + (state == .open ? 0 : 12)
            let name = Self.title(serial)
            (application.call, application.title, application.holder, application.enterprise) = (call.reference, name, holder.name, .some(holder.enterprise))
            (application.leader, application.topics) = (names[place % names.count], [topics[serial % topics.count], topics[(serial * 5 + 3) % topics.count]])
            let own = content(serial, &chance)
            application.content = place == 1 ? copy.map { "\(own.prefix(120))\($0.content ?? "")" } ?? own : own
            application.targets = "形成新技术 2 项、新产品 1 个，申请发明专利 2 件（模拟）"
            (application.requested, application.own) = (Money(wan: Int64(20 + chance.below(21))), Money(wan: 30))
            (application.starts, application.months, application.promise) = (closes.adding(days: 60), 24, true)
            (application.submittedOn, application.state) = (.some(closes.adding(days: -3)), state == .open ? .submitted : .accepted)
            application.integrityOn = .some(state == .open ? nil : closes.adding(days: 3))
            let filled = application
            let organisation = holder.enterprise?.id.ofOrganisation.text
            _ = try await desk.together { changes in try changes.create(filled, organisation: organisation, isSimulated: true) }
        }
        return call
    }

    /// The second call as far as its ranking, by the roads that everyone takes.
    private static func judge(_ call: Row<ProjectCall>, _ desk: Desk, _ chance: inout Chance) async throws {
        _ = try await desk.carryOut("checkDuplicates", on: call.id)
        for finding in try await desk.all(DuplicateFinding.self, where: { $0.state == .found && $0.isStopped == true }) {
            _ = try await desk.move(finding, step: "duplicate", remark: "与已支持项目主要内容相同（模拟）")
            let application = try await desk.row(finding.application)
            if application.state == .accepted { _ = try await desk.move(application, step: "duplicate", remark: "重复申报（模拟）") }
        }
        var order = Draft<DrawPanel>()
        (order.panel, order.cap, order.seed) = (5, 100, .some("20260701"))
        _ = try await desk.carryOut("drawPanel", on: call.id, order.submission)
        for review in try await desk.all(PeerReview.self, where: { $0.call == call.reference }) {
            let base = 62 + Int(review.application.id.text.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 25)
            let points = (0..<4).map { _ in min(100, base + chance.below(14)) }
            try await desk.together { changes in
                try changes.move(review.reference, step: "agree")
                try changes.update(review.reference) {
                    ($0.innovation, $0.feasibility, $0.benefit, $0.capability) = (.some(points[0]), .some(points[1]), .some(points[2]), .some(points[3]))
                    $0.opinion = .some("技术路线可行，指标可考核。（模拟）")
                }
                try changes.move(review.reference, step: "submit")
            }
        }
        let waiting = try await desk.count(ProjectApplication.self) { $0.call == call.reference && $0.state == .accepted }
        if waiting == 0 { _ = try await desk.move(call, step: "rank") }
    }

    private static func running(_ desk: Desk, _ holders: [Holder], _ today: Day, _ chance: inout Chance) async throws {
        for place in 0..<4 {
            let holder = holders[(place + 6) % holders.count]
            let spent = Int64(2 + chance.below(5))
            try await desk.together { changes in
                var draft = Draft<ProjectContract>()
                (draft.number, draft.title, draft.holder, draft.leader) = (
                    "MN\(today.year - 1)-00\(place + 1)", title(place + 24), holder.name, names[place % names.count]
                )
                (draft.enterprise, draft.grant, draft.own, draft.targets) = (.some(holder.enterprise), Money(wan: 30), Money(wan: 20), "新产品 1 个、发明专利 1 件（模拟）")
                (draft.starts, draft.ends, draft.isLumpSum, draft.state) = (
                    today.adding(days: -400), today.adding(days: place == 0 ? -20 : 330), place % 2 == 1, .confirmed
                )
                draft.promisedOn = .some(today.adding(days: -400))
                let contract = try changes.create(draft, organisation: holder.enterprise?.id.ofOrganisation.text, isSimulated: true)
                try Award.milestones(
                    [("签订任务书", 50, contract.starts, true), ("中期目标", 30, today.adding(days: -15), false), ("完成全部考核指标", 20, contract.ends, false)], of: contract,
                    &changes)
                if !contract.isLumpSum {
                    for (heading, wan) in [(ProjectBudget.Heading.equipment, 20), (.business, 20), (.labour, 4), (.indirect, 6)]
                        as [(ProjectBudget.Heading, Int64)]
                    {
                        var line = Draft<ProjectBudget>()
                        (line.contract, line.heading, line.amount) = (contract.reference, heading, Money(wan: wan))
                        try changes.create(line, organisation: contract.meta.organisation, isSimulated: true)
                    }
                }
                try changes.move(contract.reference, step: "sign")
                for payment in try changes.rows(ProjectPayment.self, where: { $0.contract == contract.reference }) {
                    try changes.move(payment.reference, step: "pay")
                }
                var expense = Draft<ProjectExpense>()
                (expense.contract, expense.heading, expense.purpose, expense.payee) = (contract.reference, .business, "样品检测费", "模拟检测中心")
                (expense.invoice, expense.amount, expense.day) = ("MN-FP-\(place + 1)", Money(wan: spent), today.adding(days: -100))
                let booked = try changes.create(expense, organisation: contract.meta.organisation, isSimulated: true)
                try changes.move(booked.reference, step: "book")
            }
        }
    }

    private static func challenge(_ desk: Desk, _ holders: [Holder], _ today: Day) async throws {
        try await desk.together { changes in
            var draft = Draft<Challenge>()
            (draft.title, draft.number, draft.mode, draft.demander) = ("模拟榜单：高海拔脆红李采后保鲜", "MNJB\(today.year)-1", .enterprise, holders[0].name)
            (draft.demand, draft.targets) = ("采后七天内失水和褐变严重，需要低成本的产地保鲜工艺。（模拟）", "常温货架期不少于 15 天，好果率不低于 95%（模拟）")
            (draft.prize, draft.publicShare, draft.months, draft.shares) = (Money(wan: 100), 30, 18, [30, 30, 40])
            (draft.rights, draft.bidsUntil, draft.state) = ("归需求单位，揭榜单位有署名权（模拟）", today.adding(days: 25), .listed)
            try changes.create(draft, isSimulated: true)
        }
    }

    private static func integrity(_ desk: Desk, _ holders: [Holder], _ today: Day) async throws {
        try await desk.together { changes in
            for (place, behaviour) in [IntegrityDeduction.Behaviour.lateReport, .lateReport, .staleData].enumerated() {
                var draft = Draft<IntegrityDeduction>()
                (draft.subject, draft.enterprise, draft.behaviour) = (holders[2].name, .some(holders[2].enterprise), behaviour)
                (draft.points, draft.notifiedOn) = (behaviour.points ?? 1, today.adding(days: -10 - place))
                try changes.create(draft, isSimulated: true)
            }
            var one = Draft<IntegrityCase>()
            (one.subject, one.enterprise, one.category, one.facts) = (holders[3].name, .some(holders[3].enterprise), .falsehood, "举报其申报材料中的合同不实。（模拟）")
            one.receivedOn = today.adding(days: -5)
            // Where no made-up enterprise stands in the register there is nobody to name.
            if holders[3].enterprise != nil { try changes.create(one, isSimulated: true) }
        }
    }

    private static func title(_ place: Int) -> String { "\(topics[place % topics.count])关键技术研究与示范 \(place + 1)" }

    /// A text of its own: sentences put together from parts, so that hardly two agree.
    private static func content(_ place: Int, _ chance: inout Chance) -> String {
        (0..<14).map { _ in parts.map { $0[chance.below($0.count)] }.joined() }.joined() + "本项目聚焦\(topics[place % topics.count])。"
    }

    private static let names = ["田志远", "冉小兰", "谭建国", "向明月", "杨秀英", "何国庆"]
    private static let topics = ["植物保护", "食品加工", "中药材种植", "新材料", "生物饲料", "环境监测", "智能制造", "丝绸工艺", "物联网", "畜禽养殖"]
    private static let parts: [[String]] = [
        ["针对产地环境", "面向龙头企业", "围绕绿色工艺", "结合山区地形", "基于前期试验", "依托示范基地", "按照市场需求", "参照行业标准", "利用已有设备", "组织产学研团队", "在三个乡镇", "从原料端开始"],
        [
            "系统筛选优良品种", "研制低成本检测装置", "建立全流程数据模型", "优化发酵与干燥参数", "开发模块化成套设备", "形成可推广的操作规程", "突破关键部件的寿命瓶颈", "完善质量追溯体系", "比较不同处理的效果差异", "构建病虫害预测方法", "设计节能环保的生产线",
            "提出精深加工新配方",
        ],
        ["，使损耗明显下降", "，让农户增收见效", "，支撑企业扩大产能", "，填补本地技术空白", "，缩短研发周期", "，提高产品一致性", "，降低人工依赖", "，减少药剂使用", "，带动上下游配套", "，培养技术骨干队伍", "，满足出口检验要求", "，保障供应稳定"],
        [
            "，并在次年开展规模验证。", "，同步申请知识产权保护。", "，由第三方机构测试确认。", "，建立长期观测样点。", "，编制培训教材和图册。", "，与合作社签订推广协议。", "，按季度公布进展数据。", "，接受用户现场评价。", "，纳入企业标准管理。",
            "，形成年度技术报告。", "，对照指标逐项考核。", "，开放共享试验数据。",
        ],
    ]
}
