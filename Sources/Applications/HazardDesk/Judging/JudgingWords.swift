import Geohazards
import Kernel

extension Alert.Level {
    /// 1 blue to 4 red.
    var rank: Int { (Alert.Level.allCases.firstIndex(of: self) ?? 0) + 1 }
    /// nil for none.
    init?(rank: Int) {
        guard (1...4).contains(rank) else { return nil }
        self = Alert.Level.allCases[rank - 1]
    }
    /// What it means for the next 24 hours (气象风险预警).
    var meaning: Label {
        switch self {
        case .blue: Label("有一定风险，请关注", en: "Some risk: keep watch")
        case .yellow: Label("风险较高，加强监测巡查，通知受威胁群众", en: "Raised risk: patrol more often, tell those threatened")
        case .orange: Label("风险高，做好转移准备，高风险点提前转移", en: "High risk: prepare to leave, leave the worst places now")
        case .red: Label("风险很高，停工停学，立即转移，24 小时值守", en: "Very high risk: stop work, leave at once, watch around the clock")
        }
    }
    /// Minutes within which it is to be answered: a choice of this application, to be confirmed by the county.
    var answerMinutes: Int { [.blue: 120, .yellow: 60, .orange: 30, .red: 15][self] ?? 60 }
    /// Hours between patrols while it is in force.
    var patrolHours: Int { [.blue: 12, .yellow: 6, .orange: 1, .red: 1][self] ?? 12 }
    var tone: Tone { [.blue: .calm, .yellow: .warning, .orange: .bad, .red: .bad][self] ?? .calm }
}

extension Instant {
    /// The full hour at or before.
    var hour: Instant { Instant(milliseconds: milliseconds - (milliseconds % 3_600_000 + 3_600_000) % 3_600_000) }
    func hours(since earlier: Instant) -> Double { Double(milliseconds - earlier.milliseconds) / 3_600_000 }
    func adding(hours: Int) -> Instant { adding(seconds: hours * 3600) }
}

extension RecordID {
    /// An id that follows from what a record is about, so that what makes it twice makes it once (FNV-1a over the words).
    static func following(_ at: Instant, _ words: String...) -> RecordID {
        func hash(_ seed: UInt64) -> UInt64 {
            words.joined(separator: "\u{1F}").utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
        return RecordID(at: at, random: (UInt16(truncatingIfNeeded: hash(0x9E37_79B9)), hash(0xCBF2_9CE4_8422_2325)))
    }
}

extension Position {
    func metres(to other: Position) -> Double { groundDistance(from: (longitude, latitude), to: (other.longitude, other.latitude)) }
}

extension Double {
    /// With so many decimals at most: 12.5
    func said(_ decimals: Int = 1) -> String { Numeral(decimals: decimals).text(self) }
}

/// What the duty desk itself has called its zones and towns by.
extension Collection where Element == Row<HazardTown> {
    /// The town in which a region lies.
    func town(of region: Region) -> Row<HazardTown>? { first { $0.town.contains(region) } }
}
