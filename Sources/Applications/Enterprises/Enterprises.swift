public import Kernel
import Registers

/// 企业、园区与孵化 (G05): who could climb the ladder and what is lacking, who is being helped up it, and where they sit.
///
///     Records   the cultivation library, programmes, the issue ledger, residents, services, recognition criteria, contests
///     Ladder    from the registers to a firm as the rules see it
///     Pages     what people see of it
///     Guides    how the office and the enterprises do their work
extension Application {
    public static let enterprises = Application(
        "enterprises", "企业培育", en: "Enterprises",
        [
            Candidate.self, ProgrammeTarget.self, EnterpriseIssue.self, Residency.self, ServiceRecord.self, ParkCriterion.self, Contest.self, ContestEntry.self,
            CultivationSettings.self,
        ],
        roles: [
            Role.enterpriseOffice.granting(Grant([.read, .create, .update, .delete, .move, .import, .export, .readPersonal], in: "enterprises")),
            Role.enterprise.granting(
                Grant([.read], Candidate.self, reach: .organisation), Grant([.read, .create, .update, .move], EnterpriseIssue.self, reach: .organisation),
                Grant([.read], Residency.self, reach: .organisation), Grant([.read], ServiceRecord.self, reach: .organisation),
                Grant([.read], Contest.self), Grant([.read, .create, .update, .readPersonal], ContestEntry.self, reach: .organisation),
                Grant([.read], CultivationSettings.self)),
        ],
        pages: [.ownDesk, .cultivation, .incubation, .proposal, .ladder, .parkSheet], operations: [.openAccess, .verifyFigures, .tryRule],
        guides: [.enterpriseService, .forEnterprises], samples: { try await Samples.make($0) })
}
