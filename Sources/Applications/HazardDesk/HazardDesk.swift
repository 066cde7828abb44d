public import Kernel

/// 地质灾害防治 (G11, first half): every hazard point from the first suspicion until it is struck off, those who watch it, what rain and ground say every
/// hour, who was warned and answered, and whether the warning came true.
///
///     Records   points with their evidence, households, shelters, works; monitors and patrols; rain; warnings, calls, events; zoning
///     Judging   the hourly round, calling and escalation, patrols that are due, verification
///     Zoning    susceptibility over the ground and the inventory; hazard with what triggers, risk with what is threatened
///     Pages     what people see of it
///     Guides    how the duty desk, the towns and the monitors do their work
extension Application {
    public static let hazardDesk = Application(
        "hazardDesk", "地质灾害防治", en: "Geohazards",
        [
            HazardPoint.self, PointEvidence.self, Household.self, Shelter.self, EvacuationRoute.self, HazardWork.self, Monitor.self, PatrolTask.self,
            PatrolReport.self, HazardTown.self, RainZone.self, RainStation.self, WarningRound.self, HazardWarning.self, WarningCall.self, HazardEvent.self,
            SituationEntry.self, InfluenceArea.self, ZoningRun.self, ZoneCell.self, HazardZone.self, RiskZone.self, HazardStandard.self,
        ],
        roles: [.hazardDuty, .townOfficer, .hazardMonitor, .geologist],
        pages: [.duty, .monitorDesk, .pointSheet, .preventionCard, .evacuationCard, .warningSheet, .verification, .affected, .zoning, .zoningReport],
        operations: [.judgeHazards, .issueWarnings, .reportPatrol, .zoneCounty],
        recurring: [
            Recurring("round", everyMinutes: 10) { desk in
                _ = try await Judging.run(desk)
                try await Calling.escalate(desk)
                try await Patrolling.run(desk)
                try await Verifying.run(desk)
            }, Recurring("standards", everyMinutes: 24 * 60) { try await Standards.bringIn($0) },
            Recurring("zoning", everyMinutes: 6 * 60) { try await Rezoning.run($0) },
        ], guides: [.hazardDuty, .hazardTown, .hazardMonitor], samples: { try await Samples.make($0) })
}
