import Geohazards
import Kernel

/// 预警分区: part of the county with thresholds of its own, from a day on. A change is a new record, so that a warning says by which it was judged.
struct RainZone: Record {
    static let kind = Kind<RainZone>("预警分区阈值", en: "Warning zone", title: \.name, unique: [[\.name, \.since]])
    let name = Field<String>("分区", en: "Zone", .max(40), .searchable)
    let since = Field<Day>("生效日期", en: "In force from", .indexed)
    let basis = Field<String>("依据", en: "Basis", .max(200), .help(Label("率定报告或会商纪要", en: "Calibration report or minutes")))
    let exponent = Field<Double>(
        "I–D 指数 γ", en: "I–D exponent γ", .initial("-0.39"), .min(-2), .max(0), .help(Label("I = α·D^γ，I 毫米/小时，D 小时", en: "I = α·D^γ, I in mm/h, D in h")))
    let blueScale = Field<Double>("蓝色 α（5%）", en: "α blue (5%)", .min(0.01), .max(500))
    let yellowScale = Field<Double>("黄色 α（20%）", en: "α yellow (20%)", .min(0.01), .max(500))
    let orangeScale = Field<Double>("橙色 α（50%）", en: "α orange (50%)", .min(0.01), .max(500))
    let redScale = Field<Double>("红色 α（80%）", en: "α red (80%)", .min(0.01), .max(500))
    let retention = Field<Double>("前期雨量衰减 k", en: "Retention k", .initial("0.84"), .min(0.01), .max(0.99))
    let days = Field<Int>("前期天数", en: "Days before", unit: "天", .initial("10"), .min(0), .max(30))
    let blueRain = Field<Double>("蓝色有效雨量", en: "Effective rain, blue", unit: "毫米", .min(0.1), .max(5000))
    let yellowRain = Field<Double>("黄色有效雨量", en: "Effective rain, yellow", unit: "毫米", .min(0.1), .max(5000))
    let orangeRain = Field<Double>("橙色有效雨量", en: "Effective rain, orange", unit: "毫米", .min(0.1), .max(5000))
    let redRain = Field<Double>("红色有效雨量", en: "Effective rain, red", unit: "毫米", .min(0.1), .max(5000))

    static var checks: [Check<RainZone>] {
        [
            Check("四级阈值应由蓝到红递增", en: "The four levels have to rise from blue to red", at: \.redScale) { $0.warning != nil }
        ]
    }
}

extension Row<RainZone> {
    /// The thresholds; nil where they do not rise, which the form refuses.
    var warning: RainWarning? {
        guard let antecedent = AntecedentRain(retention: self.retention) else { return nil }
        return RainWarning(
            curves: [self.blueScale, self.yellowScale, self.orangeScale, self.redScale].map { RainThreshold(scale: $0, exponent: self.exponent) },
            effectiveLimits: [self.blueRain, self.yellowRain, self.orangeRain, self.redRain], antecedent: antecedent, days: self.days)
    }
}

/// 雨量站: rain by the hour; a value is what fell in the hour before it.
struct RainStation: Record {
    static let kind = Kind<RainStation>("雨量站", en: "Rain station", title: \.name, within: \.town)
    let name = Field<String>("站名", en: "Name", .max(60), .searchable)
    let number = Field<String?>("站号", en: "Number", .max(20), .unique)
    let town = Field<Region>("所在乡镇", en: "Town")
    let place = Field<Point>("位置")
    let zone = Field<String>("预警分区", en: "Warning zone", .max(40), .indexed, .help(Label("与“预警分区阈值”中的分区同名", en: "As the zone of the thresholds is called")))

    static var series: [Series] { [Series("rain", "小时雨量", en: "Rain of the hour", unit: "毫米", keptDays: 1100)] }
    static var rules: [Rule] {
        func rule(_ code: String, _ chinese: String, _ english: String, hours: Int, _ limit: Double, _ level: Alert.Level) -> Rule {
            Rule(
                code, chinese, en: english, series: "rain", of: RainStation.self, by: .sum(hours: hours), .above(limit, until: limit * 0.6), level: level,
                for: .hazardDuty)
        }
        return [
            rule("R-rain-3h", "3 小时雨量达 50 毫米", "50 mm in 3 hours", hours: 3, 50, .yellow),
            rule("R-rain-24h", "24 小时雨量达 100 毫米", "100 mm in 24 hours", hours: 24, 100, .orange),
            rule("R-rain-24h-red", "24 小时雨量达 150 毫米", "150 mm in 24 hours", hours: 24, 150, .red),
        ]
    }
}
