import Geohazards
import Kernel

/// 危险性、风险等级, low to very high; on the map in green, yellow, orange and red.
enum Danger: String, Choice {
    case low = "低", moderate = "中", high = "高", veryHigh = "极高"
    var label: Label { Label(rawValue, en: ["Low", "Moderate", "High", "Very high"][rank.rawValue - 1]) }
    var rank: DangerClass { [.low: .low, .moderate: .moderate, .high: .high, .veryHigh: .veryHigh][self] ?? .low }
    init(_ rank: DangerClass) { self = Danger.allCases[rank.rawValue - 1] }
    var tone: Tone { [.low: .good, .moderate: .warning, .high: .bad, .veryHigh: .bad][self] ?? .calm }
}

/// 危险性分区: a square of the ground with its class of hazard: how susceptible it is and what triggers there.
struct HazardZone: Record {
    static let kind = Kind<HazardZone>("危险性分区", en: "Hazard zone", title: \.title, sought: [[\.run]])
    let title = Field<String>("名称", .max(60), .readOnly)
    let run = Field<Reference<ZoningRun>>("区划", en: "Run", .readOnly)
    let level = Field<Danger>("危险性", en: "Hazard", .readOnly)
    let susceptibility = Field<Susceptibility>("易发程度", en: "Susceptibility", .readOnly)
    let trigger = Field<Danger>("诱发条件", en: "Trigger", .readOnly)
    let area = Field<Area>("范围", en: "Area", .readOnly)
}

/// 风险分区: a square in which people or property are threatened, with its class of risk: how dangerous it is and what is at stake.
struct RiskZone: Record {
    static let kind = Kind<RiskZone>("风险分区", en: "Risk zone", title: \.title, sought: [[\.run]])
    let title = Field<String>("名称", .max(60), .readOnly)
    let run = Field<Reference<ZoningRun>>("区划", en: "Run", .readOnly)
    let level = Field<Danger>("风险", en: "Risk", .readOnly)
    let hazard = Field<Danger>("危险性", en: "Hazard", .readOnly)
    let exposure = Field<Danger>("承灾体", en: "Exposure", .readOnly)
    let people = Field<Int>("威胁人数", en: "People threatened", unit: "人", .readOnly)
    let property = Field<Money>("威胁财产", en: "Property threatened", unit: .wanYuan, .readOnly)
    let area = Field<Area>("范围", en: "Area", .readOnly)
}
