import Kernel

extension Set<Action> {
    fileprivate static let reading: Set<Action> = [.read, .export, .readPersonal]
    fileprivate static let entering: Set<Action> = [.create, .update, .import]
}

extension Role {
    /// 值守员: the duty desk of the county. What the program and the operations write, it takes steps with and does not write.
    static let hazardDuty = Role(
        "hazardDuty", "地灾值守员", en: "Geohazard duty desk", Grant(.reading.union([.move]), in: "hazardDesk"), Grant(.entering.union([.delete]), HazardPoint.self),
        Grant(.entering.union([.delete]), PointEvidence.self), Grant(.entering.union([.delete]), Household.self),
        Grant(.entering.union([.delete]), Shelter.self),
        Grant(.entering.union([.delete]), EvacuationRoute.self), Grant(.entering.union([.delete]), HazardWork.self),
        Grant(.entering.union([.delete]), Monitor.self),
        Grant(.entering.union([.delete]), HazardTown.self), Grant(.entering.union([.delete]), RainZone.self),
        Grant(.entering.union([.delete]), RainStation.self),
        Grant(.entering, HazardEvent.self), Grant([.create], SituationEntry.self), Grant(.entering.union([.delete]), InfluenceArea.self),
        Grant(.entering.union([.delete]), HazardStandard.self), Grant([.read, .move], Alert.self), Grant([.read], RegionName.self), Grant([.read], User.self))
    /// 乡镇责任人: what lies in their town, by the region of their account (9 digits).
    static let townOfficer = Role(
        "townOfficer", "乡镇地灾责任人", en: "Town officer", Grant(.reading.union([.move]), in: "hazardDesk"), Grant(.entering, HazardPoint.self),
        Grant(.entering, PointEvidence.self), Grant(.entering, Household.self), Grant(.entering, Shelter.self), Grant(.entering, EvacuationRoute.self),
        Grant(.entering, HazardWork.self), Grant(.entering, Monitor.self), Grant(.entering, HazardEvent.self), Grant([.create], SituationEntry.self),
        Grant([.read], Alert.self), Grant([.read], RegionName.self), Grant([.read], User.self))
    /// 群测群防员: the points of their village, by the region of their account (12 digits), on a phone.
    static let hazardMonitor = Role(
        "hazardMonitor", "群测群防员", en: "Hazard monitor", Grant([.read], HazardPoint.self), Grant([.read], Monitor.self), Grant([.read], PatrolTask.self),
        Grant([.read, .readPersonal], PatrolReport.self), Grant([.read, .readPersonal, .move], WarningCall.self),
        Grant([.read, .readPersonal], Household.self),
        Grant([.read], Shelter.self), Grant([.read], EvacuationRoute.self))
    /// 地质队员: surveys, opinions, zoning; the technical support.
    static let geologist = Role(
        "geologist", "驻守地质队员", en: "Resident geologist", Grant([.read, .export], in: "hazardDesk"), Grant([.create, .update, .move], HazardPoint.self),
        Grant([.create, .update], PointEvidence.self), Grant([.create, .update], HazardEvent.self), Grant([.create], SituationEntry.self),
        Grant([.move], PatrolReport.self), Grant([.read], Alert.self), Grant([.read], RegionName.self))
}
