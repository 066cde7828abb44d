import Kernel

extension Role {
    /// 规划办: takes plans in, breaks targets down, verifies reports, evaluates.
    static let planOffice = Role(
        "planOffice", "规划办", en: "Plan office",
        Grant([.read, .create, .update, .delete, .move, .import, .export, .readPersonal], in: "planBoard"),
        Grant([.read, .create, .update], Organisation.self), Grant([.read], PlanText.self))
    /// 责任单位联络员: reports what their unit answers for.
    static let liaison = Role(
        "liaison", "责任单位联络员", en: "Liaison officer",
        Grant([.read, .export], in: "planBoard"), Grant([.update, .move], Report.self, reach: .organisation),
        Grant([.update, .move], PlanTask.self, reach: .organisation), Grant([.update, .move], Project.self, reach: .organisation),
        Grant([.create, .update], ProjectYear.self, reach: .organisation), Grant([.create, .update], Milestone.self, reach: .organisation),
        Grant([.create, .update, .move], ProjectIssue.self, reach: .organisation), Grant([.update, .move], TaskItem.self, reach: .organisation),
        Grant([.move], Appraisal.self, reach: .organisation), Grant([.update], Mark.self, reach: .organisation),
        Grant([.update, .move], Decision.self, reach: .organisation),
        Grant([.update, .move], Inspection.self, reach: .organisation), Grant([.move], Consultation.self),
        Grant([.create], Amendment.self, reach: .organisation),
        Grant([.read], Organisation.self))
    /// 县领导: looks, approves.
    static let leader = Role(
        "leader", "分管领导", en: "Leader", Grant([.read, .export], in: "planBoard"), Grant([.move], Round.self), Grant([.move], Amendment.self),
        Grant([.move], Consultation.self), Grant([.read], Organisation.self))
    /// 咨询委员
    static let advisor = Role(
        "advisor", "咨询委员", en: "Advisor", Grant([.read], in: "planBoard"), Grant([.update, .move], Advice.self), Grant([.create, .update], Opinion.self),
        Grant([.move], Amendment.self),
        Grant([.read], Organisation.self))
    /// 纪检监察、审计、统计
    static let inspector = Role(
        "inspector", "督查人员", en: "Inspector", Grant([.read, .export], in: "planBoard"), Grant([.create, .update, .move], Inspection.self),
        Grant([.read], Organisation.self))
    /// 第三方评估机构
    static let evaluator = Role(
        "evaluator", "第三方评估机构", en: "Third-party evaluator", Grant([.read], in: "planBoard"), Grant([.create, .update], ThirdPartyScore.self, reach: .own),
        Grant([.create, .update], MarkReview.self, reach: .own),
        Grant([.read], Organisation.self))
}
