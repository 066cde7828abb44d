import Kernel

/// 监督检查: supervision in the “three appraisals” (三评), before, during and after.
struct SupervisionCheck: Record {
    static let kind = Kind<SupervisionCheck>("监督检查", en: "Supervision", title: \.subject)
    let subject = Field<String>("检查对象", en: "Of", .max(120), .searchable)
    let appraisal = Field<Appraisal>("三评环节", en: "Appraisal", .initial("project"))
    let stage = Field<Stage>("阶段", .initial("during"))
    let contract = Field<Reference<ProjectContract>?>("项目", en: "Project")
    let call = Field<Reference<ProjectCall>?>("指南", en: "Call")
    let day = Field<Day>("检查日期", en: "Day", .indexed)
    let seed = Field<String?>("抽取种子", en: "Seed", .max(20), .readOnly)
    let findings = Field<String?>("发现的问题", en: "Findings", .long, .max(5000))
    let correction = Field<String?>("整改情况", en: "Correction", .long, .max(2000), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Appraisal: String, Choice { case project = "项目评审", talent = "人才评价", institution = "机构评估" }
    enum Stage: String, Choice { case before = "事前", during = "事中", after = "事后" }
    enum State: String, Choice { case planned = "待检查", correcting = "整改中", closed = "已办结" }

    static var flow: Flow<SupervisionCheck>? {
        Flow(
            \.state,
            Step("未发现问题", en: "Nothing found", code: "clear", .planned, to: .closed, by: .projectOffice, within: 30),
            Step(
                "限期整改", en: "To be corrected", code: "correct", .planned, to: .correcting, by: .projectOffice,
                refusal: Label("请先填写发现的问题", en: "please say first what was found"), when: { $0.findings != nil }),
            Step(
                "整改完成", en: "Corrected", code: "close", .correcting, to: .closed, by: .projectOffice, within: 30,
                refusal: Label("请先填写整改情况", en: "please say first what was corrected"), when: { $0.correction != nil }))
    }
    static var indicators: [Indicator] {
        [Indicator("I-supervision", "监督检查", en: "Supervision checks", unit: "次", .flow, .count(SupervisionCheck.self, by: \.day) { $0.state == .closed })]
    }
}

/// 委托管理: what of a call is entrusted to a third party, and how it did.
struct AgencyEntrustment: Record {
    static let kind = Kind<AgencyEntrustment>("第三方委托", en: "Entrustment", title: \.agency, unique: [[\.agency, \.call]], belongsTo: \.agency)
    let agency = Field<Reference<Organisation>>("受托机构", en: "Agency")
    let call = Field<Reference<ProjectCall>>("申报指南", en: "Call")
    let tasks = Field<[Work]>("委托事项", en: "Entrusted with")
    let from = Field<Day>("委托开始", en: "From", .indexed)
    let until = Field<Day>("委托截止", en: "Until", .indexed)
    let confidentialOn = Field<Day?>("保密承诺签署日期", en: "Promise of secrecy on")
    let isFree = Field<Bool>("已声明无利益冲突", en: "Declared free of conflicts", .initial("否"))
    let points = Field<Int?>("服务评价", en: "Assessment", unit: "分", .min(0), .max(100))
    enum Work: String, Choice { case intake = "项目受理", review = "立项评审", acceptance = "验收结题" }
}

extension AgencyEntrustment {
    /// An agency works on what is entrusted to it, with its promise given; the office needs no entrustment.
    static func check(_ work: Work, of call: Reference<ProjectCall>?, by desk: Desk) async throws {
        guard isAgency(desk.actor) else { return }
        let today = desk.engine.context.now().day
        try check(work, of: call, by: desk.actor, try await desk.all(AgencyEntrustment.self) { $0.from <= today && $0.until >= today })
    }

    /// The same in the effect of a step, of whoever takes it.
    static func check(_ work: Work, of call: Reference<ProjectCall>?, _ changes: Changes) throws {
        guard isAgency(changes.author) else { return }
        let today = changes.now.day
        try check(work, of: call, by: changes.author, try changes.rows(AgencyEntrustment.self) { $0.from <= today && $0.until >= today })
    }

    private static func isAgency(_ actor: Actor) -> Bool {
        actor.roles.contains(Role.projectAgency.code) && !actor.roles.contains(Role.projectOffice.code)
    }

    private static func check(_ work: Work, of call: Reference<ProjectCall>?, by actor: Actor, _ entrusted: [Row<AgencyEntrustment>]) throws(Refusal) {
        let isGiven = entrusted.contains {
            $0.call == call && $0.agency.id.text == actor.organisation && $0.tasks.contains(work) && $0.confidentialOn != nil && $0.isFree
        }
        guard isGiven else {
            throw Refusal.closed(
                Label("这项工作没有委托给贵机构，或还没有保密承诺和无利益冲突声明", en: "This is not entrusted to you, or the promise of secrecy and the declaration are missing"))
        }
    }
}
