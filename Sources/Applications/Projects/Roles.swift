import Kernel
import Registers

extension Role {
    /// 科技项目科: calls, decides, signs and pays. What applicants and reviewers enter they enter themselves, and nobody changes it for them; what was
    /// submitted, scored or booked is deleted by nobody.
    static let projectOffice = Role(
        "projectOffice", "科技项目科", en: "Project office",
        Grant([.read, .move, .export, .readPersonal], in: "projects"),
        Grant([.create, .update, .import], ReviewExpert.self), Grant([.create, .update, .delete, .import], ExpertTie.self),
        Grant([.create, .update, .delete], NegativeItem.self), Grant([.create, .update, .delete], OverlapStandard.self),
        Grant([.create, .update], ProjectCall.self), Grant([.create, .update], Challenge.self),
        Grant([.create, .update], IntegrityCase.self), Grant([.create], IntegrityDeduction.self), Grant([.create], ProjectObjection.self),
        Grant([.create], ProjectPayment.self), Grant([.create, .update], SupervisionCheck.self), Grant([.create, .update], AgencyEntrustment.self),
        Grant([.read, .create, .update, .import, .export], SupportedProject.self), Grant([.read, .create, .update, .readPersonal], IntegrityRecord.self),
        Grant([.read, .create, .update, .import, .export, .readPersonal], Person.self), Grant([.read], Enterprise.self), Grant([.read], Certificate.self),
        Grant([.read, .create, .update], Organisation.self))

    /// 受托管理机构: a third party to whom formal checks, reviews and acceptance are entrusted; decides on no money.
    static let projectAgency = Role(
        "projectAgency", "项目受托管理机构", en: "Entrusted agency",
        Grant([.read, .move], ProjectCall.self), Grant([.read, .move], ProjectApplication.self), Grant([.read], FormalFinding.self),
        Grant([.read, .move], DuplicateFinding.self), Grant([.read], ReviewExpert.self), Grant([.read], ReviewRound.self), Grant([.read], PeerReview.self),
        Grant([.read], AvoidedPair.self), Grant([.read], PlannedGrant.self), Grant([.read], ProjectContract.self),
        Grant([.read, .move], ProjectMilestone.self),
        Grant([.read, .move], ProjectReport.self), Grant([.read, .move], ProjectAcceptance.self), Grant([.read], ProjectOutput.self),
        Grant([.read], ProjectBudget.self), Grant([.read], ProjectPayment.self), Grant([.read], ProjectExpense.self),
        Grant([.read], ResearchDataSet.self), Grant([.read], Person.self), Grant([.read], SupportedProject.self), Grant([.read], IntegrityRecord.self),
        Grant([.read], AgencyEntrustment.self, reach: .organisation))

    /// 高校院所: applies like an enterprise, but is no enterprise of the register.
    static let projectInstitute = Role("projectInstitute", "申报单位（高校院所）", en: "Applying institute").applying

    /// 评审专家: sees what was given to them to review, without names, and nobody else's scores.
    static let projectReviewer = Role(
        "projectReviewer", "项目评审专家", en: "Reviewer", Grant([.read, .update, .move], PeerReview.self, reach: .organisation),
        Grant([.read], ReviewExpert.self, reach: .organisation))

    /// The same role, applying for projects and carrying them out: it sees its own, and what is public.
    var applying: Role {
        func own(_ kind: String, _ actions: Set<Action>) -> Grant { Grant(actions.union([.read, .readPersonal]), of: kind, reach: .organisation) }
        let enters: Set<Action> = [.create, .update, .move]
        return granting(
            Grant([.read], ProjectCall.self), Grant([.read], PlannedGrant.self), Grant([.read], NegativeItem.self), Grant([.read], Challenge.self),
            Grant([.read], DataAsset.self), own("projectApplication", enters), own("formalFinding", []), own("projectObjection", [.create]),
            own("projectContract", [.update, .move]), own("projectMilestone", enters), own("projectPayment", []), own("projectBudget", enters),
            own("projectExpense", enters), own("projectChange", enters), own("projectReport", enters), own("projectAcceptance", enters),
            own("projectOutput", [.create, .update]), own("researchDataSet", enters), own("dataUse", [.create]), own("challengeBid", enters),
            own("integrityDeduction", [.update, .move]))
    }
}
