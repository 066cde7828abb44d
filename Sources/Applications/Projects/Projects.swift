public import Kernel
import Registers

/// 科技计划项目与科研诚信 (G02): from the call to what came of the project, and whom one may trust with public money.
///
///     Records      calls and applications, experts and reviews, contracts and spending, challenges, integrity, data, supervision
///     Rules        what is checked and reckoned: formal conditions, ranking, indirect cost, performance, integrity points
///     Operations   duplicate check, drawing of panels, samples for supervision
///     Pages        what office, applicant, reviewer and agency see
extension Application {
    public static let projects = Application(
        "projects", "科技项目", en: "S&T projects",
        [
            ProjectCall.self, ProjectApplication.self, FormalFinding.self, OverlapStandard.self, DuplicateFinding.self, ReviewExpert.self, ExpertTie.self,
            ReviewRound.self,
            PeerReview.self, AvoidedPair.self, RankingLine.self, PlannedGrant.self, ProjectObjection.self, ProjectContract.self, ProjectMilestone.self,
            ProjectPayment.self, ProjectBudget.self, ProjectExpense.self, NegativeItem.self, ProjectChange.self, ProjectReport.self, ProjectAcceptance.self,
            ProjectOutput.self, ResearchDataSet.self, DataAsset.self, DataUse.self, Challenge.self, ChallengeBid.self, IntegrityCase.self,
            IntegrityDeduction.self, SupervisionCheck.self, AgencyEntrustment.self,
        ],
        roles: [.projectOffice, .projectAgency, Role.enterprise.applying, .projectInstitute, .projectReviewer],
        pages: [.projects, .myProjects, .myReviews, .callSheet, .duplicateSheet, .roundSheet, .contractSheet, .fundingNotice, .integrity],
        operations: [.formalCheck, .checkDuplicates, .drawPanel, .replaceReviewer, .openExpertAccess, .assessAcceptance, .drawSupervision],
        guides: [.projectOffice, .projectApplicant, .projectReviewer],
        samples: { try await Samples.make($0) })
}
