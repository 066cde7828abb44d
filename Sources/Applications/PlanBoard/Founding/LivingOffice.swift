import Kernel

/// What the office of the invented county does beside the plan: meetings, advice, inspections, platforms, procedures.
struct LivingOffice {
    let plan: Row<Plan>
    let today: Day
    let units: [Row<Organisation>]
    let projects: [Row<Project>]

    func live(_ changes: inout Changes) throws {
        guard units.count > 3 else { return }
        try meet(&changes)
        try advise(&changes)
        try inspect(&changes)
        try host(&changes)
        try serve(&changes)
    }

    private func create<T>(_ draft: Draft<T>, _ unit: Row<Organisation>? = nil, _ changes: inout Changes) throws -> Row<T> {
        try changes.create(draft, region: plan.meta.region, organisation: unit?.id.text, isSimulated: true)
    }

    private func meet(_ changes: inout Changes) throws {
        var meeting = Draft<Meeting>()
        meeting.title = "第三季度科技创新联席会议（模拟）"
        meeting.body = .jointMeeting
        meeting.day = today.adding(days: -40)
        meeting.chair = "分管副县长（虚构）"
        meeting.units = .some(units.map(\.reference))
        meeting.agenda = "一、通报中期评估初步结果；二、研究科技馆用地；三、部署四季度引才工作。"
        meeting.minutes = .some("会议听取了规划办汇报，议定三项，由规划办跟踪销号（模拟）。")
        let held = try create(meeting, nil, &changes)
        let decisions: [(String, Int, String?, Decision.State)] = [
            ("办结县科技馆用地手续", -8, nil, .open), ("组织滞后指标责任单位约谈", -3, "已约谈两家（模拟）", .reported), ("兑现企业研发奖补", -15, "已拨付到位（模拟）", .closed),
        ]
        for (place, decision) in decisions.enumerated() {
            var draft = Draft<Decision>()
            draft.meeting = held.reference
            draft.content = decision.0
            draft.lead = units[place].reference
            draft.deadline = today.adding(days: decision.1)
            draft.result = .some(decision.2)
            draft.state = decision.3
            _ = try create(draft, units[place], &changes)
        }
        var review = Draft<Consultation>()
        review.subject = "中药材精深加工中试线建设方案会审（模拟）"
        review.project = .some(projects.last?.reference)
        review.content = "中试线的工艺、选址、投资和环保条件，请经信、农业、卫健、财政会审。"
        review.state = .circulated
        _ = try create(review, nil, &changes)
    }

    private func advise(_ changes: inout Changes) throws {
        let people: [(String, Adviser.Category, String, String)] = [
            ("周一民", .university, "某农业大学（虚构）", "山地果蔬"), ("吴二立", .university, "某理工学院（虚构）", "装备与数字化"), ("郑三宁", .firm, "某药业公司（虚构）", "中药材加工"),
            ("王四海", .industry, "片区科技企业协会（虚构）", "科技金融"), ("冯五岳", .government, "市科技情报院（虚构）", "科技规划"),
        ]
        var advisers: [Row<Adviser>] = []
        for (place, person) in people.enumerated() {
            var draft = Draft<Adviser>()
            draft.name = person.0
            draft.category = person.1
            draft.employer = person.2
            draft.field = person.3
            draft.position = .some("研究员")
            draft.since = today.adding(days: -700)
            draft.until = today.adding(days: place == 4 ? -10 : 400)
            advisers.append(try create(draft, nil, &changes))
        }
        try ask("科技馆调整选址是否可行", advisers.prefix(3).map { $0 }, [(.agrees, "新址交通便利，可以。"), (.agreesIf, "须先解决消防通道。")], due: 12, nil, nil, .asked, &changes)
        try ask(
            "中试线工艺路线选择", [advisers[1], advisers[2]], [(.agreesIf, "建议先做提取物，再上饮片。"), (.abstains, "本人单位是潜在供应商，回避。")], due: -20,
            "建议先上提取物中试，设备分两期采购。", nil, .answered, &changes)
        try ask(
            "引才政策怎样更管用", [advisers[0], advisers[4]], [(.agrees, "柔性引才为主。"), (.disagrees, "安家补贴效果有限，不宜再加码。")], due: -90,
            "以柔性引才和项目合作为主，补贴不加码。", "已写入引才计划修订稿（模拟）。", .closed, &changes)
        var joint = Draft<JointInnovation>()
        joint.subject = "中药材全产业链协同创新"
        joint.authority = units[0].reference
        joint.firms = "某药业公司（虚构）"
        joint.partners = .some("片区中药材协会、某农业大学（均为虚构）")
        joint.project = .some(projects.first { $0.name.contains("种质") }?.reference)
        joint.content = "政府出资源圃和检测能力，企业出中试线，院校出品种和标准，成果共享。"
        joint.deadline = today.adding(days: 200)
        joint.state = .ongoing
        _ = try create(joint, nil, &changes)
    }

    private func ask(
        _ subject: String, _ asked: [Row<Adviser>], _ opinions: [(Opinion.Stance, String)], due: Int, _ answer: String?, _ adoption: String?,
        _ state: Advice.State, _ changes: inout Changes
    ) throws {
        var draft = Draft<Advice>()
        draft.subject = subject
        draft.background = "联席会议要求听取咨询委员会意见后再定（模拟）。"
        draft.advisers = .some(asked.map(\.reference))
        draft.due = today.adding(days: due)
        draft.answer = .some(answer)
        draft.adoption = .some(adoption)
        draft.state = state
        let advice = try create(draft, nil, &changes)
        for (adviser, said) in zip(asked, opinions) {
            var opinion = Draft<Opinion>()
            opinion.advice = advice.reference
            opinion.adviser = adviser.reference
            opinion.stance = said.0
            opinion.words = said.1
            opinion.day = today.adding(days: min(-1, due - 5))
            _ = try create(opinion, nil, &changes)
        }
    }

    private func inspect(_ changes: inout Changes) throws {
        let cases: [(String, Inspection.Office, Int, Int, Inspection.State)] = [
            ("科技专项资金使用（模拟）", .audit, -80, -12, .open), ("统计数据质量抽查（模拟）", .statistics, -60, -20, .reported), ("年度任务落实督查（模拟）", .supervision, 15, 60, .planned),
            ("群众反映的试验田管护问题（模拟）", .publicVoice, -120, -70, .closed),
        ]
        for (place, item) in cases.enumerated() {
            var draft = Draft<Inspection>()
            draft.plan = plan.reference
            draft.subject = item.0
            draft.by = item.1
            draft.unit = units[place].reference
            draft.day = today.adding(days: item.2)
            draft.deadline = today.adding(days: item.3)
            draft.stage = .some("三季度")
            let isBegun = item.4 != .planned
            draft.finding = .some(isBegun ? "部分台账与凭证对不上（模拟）" : nil)
            draft.demand = .some(isBegun ? "补齐凭证，完善制度（模拟）" : nil)
            draft.mended = .some(isBegun && item.4 != .open ? "已补齐（模拟）" : nil)
            draft.state = item.4
            _ = try create(draft, units[place], &changes)
        }
    }

    private func host(_ changes: inout Changes) throws {
        let platforms: [(String, Platform.Category, Platform.Function, Platform.Level, Platform.State)] = [
            ("云岭中药材工程技术中心", .research, .innovation, .municipal, .running), ("云岭山地果蔬实验室", .research, .innovation, .county, .building),
            ("云岭众创空间", .incubation, .innovation, .municipal, .running), ("云岭科技企业孵化器", .incubation, .service, .county, .running),
            ("云岭技术转移中心", .transfer, .transfer, .county, .building), ("云岭科技金融服务站", .finance, .finance, .county, .running),
        ]
        for platform in platforms {
            var draft = Draft<Platform>()
            draft.name = platform.0
            draft.category = platform.1
            draft.functions = .some([platform.2])
            draft.level = platform.3
            draft.founded = .some(platform.4 == .running ? today.year - 1 : nil)
            draft.state = platform.4
            _ = try create(draft, nil, &changes)
        }
        let bases: [(String, TestBase.Category, Platform.Level, Int, Platform.State)] = [
            ("云岭工业园区", .industry, .municipal, 6, .running), ("云岭现代农业园区", .farm, .county, 9, .running), ("云岭峡谷景区", .scenic, .county, 1, .building),
        ]
        for base in bases {
            var draft = Draft<TestBase>()
            draft.name = base.0
            draft.category = base.1
            draft.level = base.2
            draft.achievements = base.3
            draft.content = .some("新品种、新设备、新工艺的试验和示范（模拟）。")
            draft.state = base.4
            _ = try create(draft, nil, &changes)
        }
    }

    private func serve(_ changes: inout Changes) throws {
        let procedures: [(String, Int, Int, Int, Procedure.Channel, Procedure.Level)] = [
            ("科技型企业入库", 10, 2, 4, .online, .county), ("高新技术企业推荐", 20, 3, 5, .mixed, .municipal), ("县级科技项目立项", 30, 3, 6, .mixed, .county),
        ]
        for (place, procedure) in procedures.enumerated() {
            var draft = Draft<Procedure>()
            draft.name = procedure.0
            draft.basis = "县科技局办事规程（虚构）"
            draft.steps = "收件；审核；公示；决定；送达。"
            draft.days = procedure.1
            draft.approvals = .some(procedure.2)
            draft.approvalsBefore = .some(procedure.3)
            draft.channel = procedure.4
            draft.level = procedure.5
            draft.unit = .some(units[0].reference)
            draft.state = .inForce
            let rule = try create(draft, nil, &changes)
            for number in 0..<5 {
                let received = today.adding(days: -12 - number * 23 - place * 3)
                var matter = Draft<Matter>()
                matter.procedure = rule.reference
                matter.applicant = "示例企业\(place * 5 + number + 1)"
                matter.received = received
                let due = changes.workingDays.day(procedure.1, after: received)
                matter.due = .some(due)
                let isAnswered = number > 0
                matter.result = .some(isAnswered ? "同意（模拟）" : nil)
                matter.answered = .some(isAnswered ? due.adding(days: number == 3 ? 4 : -2) : nil)
                matter.state = isAnswered ? .granted : .accepted
                _ = try create(matter, nil, &changes)
            }
        }
    }
}
