public import Kernel

/// 规划实施与考核 (G01): a county's plans as data, from the document to the evaluation report.
///
///     Records      what a plan is made of, who reports, how it is evaluated, who meets and decides
///     Taking       from a document to a plan in force: read, review, publish, revise
///     Monitoring   targets broken down, values asked for and verified, status and forecast
///     Evaluation   scores with their reasons, ranking, third parties
///     Pages        what people see of it
///     Guides       how each kind of user does their work
///     Founding     the facts of the two plans with which everyone begins
extension Application {
    public static let planBoard = Application(
        "planBoard", "规划实施", en: "Plan board",
        [
            Target.self, PlanTask.self, Project.self, Report.self, Round.self, Plan.self, Clause.self, Extract.self, PlanFinding.self, PlanText.self,
            YearTarget.self, UnitShare.self, TaskItem.self, ProjectYear.self, Milestone.self, ProjectIssue.self, Score.self, ThirdPartyScore.self,
            Amendment.self, Meeting.self, Decision.self,
            Consultation.self, Advice.self, Opinion.self, Adviser.self, JointInnovation.self, Inspection.self, Platform.self, PlatformGoal.self,
            TestBase.self, Procedure.self, Matter.self,
            AppraisalScheme.self, Criterion.self, Appraisal.self, Mark.self, MarkReview.self,
        ],
        roles: [.planOffice, .liaison, .leader, .advisor, .inspector, .evaluator],
        pages: [.overview, .plans, .monitoring, .works, .coverageOverview, .units, .platforms, .advices, .procedures, .appraisals, .responsibility],
        operations: [
            .takeIn, .acceptMany, .merge, .breakDown, .shareOut, .spreadShares, .askForReports, .setThresholds, .proposeAmendment, .startAppraisal,
        ],
        guides: [.planning, .reporting, .leading, .advising, .inspecting, .evaluating, .projects],
        founding: { try await Founding.carryOut($0) },
        samples: { try await Samples.make($0) })
}
