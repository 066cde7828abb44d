import Geohazards
import Kernel

/// 地质灾害隐患点: one place where a slope may fail, from the first suspicion until it is struck off the register (销号).
struct HazardPoint: Record {
    static let kind = Kind<HazardPoint>("地质灾害隐患点", en: "Hazard point", title: \.name, within: \.town)
    let name = Field<String>("名称", .max(80), .searchable, .indexed)
    let code = Field<String?>("统一编号", en: "Code", .min(12), .max(12), .unique, .help(Label("县码 6 位、类型 2 位、顺序 4 位", en: "County 6, type 2, number 4 digits")))
    let type = Field<Category>("类型", en: "Type")
    let town = Field<Region>(
        "所在乡镇或村", en: "Town or village", .indexed, .help(Label("乡镇代码 9 位，村代码 12 位；该乡镇、该村的人看得到", en: "9 digits for a town, 12 for a village")))
    let location = Field<String?>("地理位置", en: "Address", .max(200), .searchable)
    let place = Field<Point>("位置")
    let extent = Field<Area?>("边界范围", en: "Extent")
    let volume = Field<Double?>("规模", en: "Size", .min(0), .max(1e7), .help(Label("万立方米；地面塌陷为平方千米", en: "10⁴ m³; of a collapse km²")))
    let scale = Field<Scale?>("规模等级", en: "Scale", .help(Label("按方量：滑坡 10、100、1000、10000；崩塌、泥石流 1、10、100；塌陷 1、10、20", en: "By size, after DZ/T 0261—2014")))
    let frontElevation = Field<Double?>("前缘高程", en: "Toe elevation", unit: "米", .min(-200), .max(9000))
    let rearElevation = Field<Double?>("后缘高程", en: "Crown elevation", unit: "米", .min(-200), .max(9000))
    let stratum = Field<String?>("地层岩性", en: "Stratum", .max(60), .searchable, .help(Label("如 T₂b 巴东组", en: "Such as T₂b, Badong formation")))
    let structure = Field<Structure?>("斜坡结构", en: "Slope structure")
    let causes = Field<[Cause]?>("诱发因素", en: "Causes")
    let signs = Field<String?>("变形迹象", en: "Signs of movement", .long, .max(2000))
    let stability = Field<Stability?>("现状稳定性", en: "Stability now")
    let trend = Field<Stability?>("发展趋势", en: "Trend")
    let susceptibility = Field<Susceptibility?>("所处易发程度", en: "Susceptibility of the ground", .readOnly)
    let hazard = Field<Danger?>("危险性等级", en: "Class of hazard", .readOnly)
    let risk = Field<Danger?>("风险等级", en: "Class of risk", .readOnly)
    let households = Field<Int?>("威胁户数", en: "Households threatened", unit: "户", .min(0), .max(100_000))
    let people = Field<Int?>("威胁人数", en: "People threatened", unit: "人", .min(0), .max(1_000_000))
    let property = Field<Money?>("威胁财产", en: "Property threatened", unit: .wanYuan, .min(0))
    let objects = Field<String?>("威胁对象", en: "What is threatened", .max(200), .help(Label("如 聚居区、学校、公路", en: "Such as houses, a school, a road")))
    let grade = Field<Grade?>("险情等级", en: "Risk grade", .help(Label("人数 100、500、1000 或财产 500、5000、10000 万元，就高", en: "By people or property, the higher")))
    let responsible = Field<String?>("防灾责任人", en: "Responsible", .max(40), .personal(.name))
    let responsiblePhone = Field<Phone?>("责任人电话", en: "Phone of the responsible", .personal(.middle))
    let monitor = Field<Reference<Monitor>?>("群测群防员", en: "Monitor", .anyState)
    let geologist = Field<String?>("驻守地质队员", en: "Geologist", .max(40), .personal(.name))
    let means = Field<String?>("监测方法", en: "How it is watched", .max(300))
    let warningSignal = Field<String?>("预警信号", en: "Alarm", .max(100), .help(Label("如 铜锣、广播", en: "Such as gong, loudspeaker")))
    let evacuation = Field<String?>("撤离路线", en: "Way out", .max(300))
    let shelter = Field<Reference<Shelter>?>("避险场所", en: "Shelter")
    let cardsOn = Field<Day?>("明白卡发放日期", en: "Cards handed out on")
    let uniformRate = Field<Double?>("匀速阶段速率", en: "Even rate", unit: Unit("毫米/天", en: "mm/d"), .min(0.001), .max(1000), .anyState)
    let photo = Field<FileReference?>("全貌照片", en: "Photo")
    let section = Field<FileReference?>("剖面图", en: "Cross-section")
    let plan = Field<FileReference?>("防灾预案", en: "Emergency plan")
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case slide = "滑坡", fall = "崩塌", debrisFlow = "泥石流", collapse = "地面塌陷", fissure = "地裂缝", subsidence = "地面沉降", unstableSlope = "不稳定斜坡"
        /// What is measured of it; nil where the norm has no classes.
        var measure: HazardScale.Measure? {
            switch self {
            case .slide, .unstableSlope: .slide
            case .fall: .fall
            case .debrisFlow: .debrisFlow
            case .collapse: .collapse
            case .fissure, .subsidence: nil
            }
        }
    }
    enum Scale: String, Choice { case small = "小型", medium = "中型", large = "大型", veryLarge = "特大型", giant = "巨型" }
    enum Grade: String, Choice { case small = "小型（Ⅳ级）", medium = "中型（Ⅲ级）", large = "大型（Ⅱ级）", veryLarge = "特大型（Ⅰ级）" }
    enum Structure: String, Choice { case dip = "顺向坡", obliqueDip = "斜向坡", cross = "横向坡", reverse = "逆向坡", soil = "土质坡" }
    enum Cause: String, Choice {
        case rain = "降雨", reservoir = "库水涨落", river = "河流冲刷", cutting = "切坡建房修路", earthquake = "地震", mining = "采矿", weathering = "风化", other = "其他"
    }
    enum Stability: String, Choice { case stable = "稳定", fairlyStable = "基本稳定", hardlyStable = "欠稳定", unstable = "不稳定" }
    enum State: String, Choice {
        case suspected = "疑似", rejected = "已排除", registered = "在册", monitored = "监测中", responding = "应急处置", treated = "治理中", moving = "搬迁中"
        case observed = "治理后观察", closing = "销号审查", closed = "已销号"
        var label: Label {
            let english: [State: String] = [
                .responding: "In emergency", .treated: "Under treatment", .moving: "Being relocated", .observed: "Observed after works",
                .closing: "Being reviewed", .closed: "Struck off",
            ]
            return Label(rawValue, en: english[self] ?? "").english(orFrom: code)
        }
    }

    /// On the register: somebody has to watch it.
    static let watched: [State] = [.registered, .monitored, .responding, .treated, .moving, .observed, .closing]

    static var checks: [Check<HazardPoint>] {
        [
            Check("规模等级与规模不符，请按规范分级", en: "The scale does not follow from the size", at: \.scale) { row in
                guard let scale = row.scale, let size = row.volume, let measure = row.type.measure else { return true }
                return HazardScale(measure, size).map { Scale.allCases[$0.rawValue] } == scale
            },
            Check("险情等级应按人数和财产就高确定", en: "The grade follows from people and property, the higher counts", at: \.grade) { row in
                guard let grade = row.grade, let people = row.people, let property = row.property else { return true }
                return Grade.allCases[RiskGrade(people: people, loss: property.wan).rawValue] == grade
            },
            Check("后缘应高于前缘", en: "The crown lies above the toe", at: \.rearElevation) { row in
                guard let front = row.frontElevation, let rear = row.rearElevation else { return true }
                return rear >= front
            },
            Check("统一编号为 12 位数字", en: "The code has 12 digits", at: \.code) { $0.code?.allSatisfy { $0.isASCII && $0.isNumber } ?? true },
        ]
    }

    static var flow: Flow<HazardPoint>? {
        Flow(
            \.state,
            Step(
                "核实在册", en: "Register", code: "register", .suspected, to: .registered, by: .geologist, .hazardDuty, within: 10,
                refusal: Label("请先填写统一编号、规模等级、险情等级、稳定性和防灾责任人", en: "code, scale, grade, stability and who is responsible come first"),
                when: { $0.code != nil && ($0.scale != nil || $0.type.measure == nil) && $0.grade != nil && $0.stability != nil && $0.responsible != nil },
                then: PointEvidence.needed(.survey)),
            Step(
                "排除", en: "Reject", code: "reject", .suspected, to: .rejected, by: .geologist, .hazardDuty, needsRemark: true,
                then: PointEvidence.needed(.survey)),
            Step(
                "落实监测", en: "Put under watch", code: "watch", .registered, to: .monitored, by: .townOfficer, .hazardDuty, within: 10,
                refusal: Label("请先指定群测群防员、预警信号、撤离路线，并发放两卡", en: "monitor, alarm, way out and the two cards come first"),
                when: { $0.monitor != nil && $0.warningSignal != nil && $0.evacuation != nil && $0.cardsOn != nil }, then: PointEvidence.needed(.cards)),
            Step(
                "启动应急处置", en: "Begin the emergency", code: "respond", .monitored, to: .responding, by: .hazardDuty, .townOfficer, needsRemark: true,
                isAwaited: false),
            Step(
                "解除应急", en: "End the emergency", code: "calm", .responding, to: .monitored, by: .hazardDuty, needsRemark: true,
                then: PointEvidence.needed(.opinion)),
            Step("立项治理", en: "Begin works", code: "treat", .monitored, to: .treated, by: .hazardDuty, isAwaited: false, then: PointEvidence.needed(.design)),
            Step(
                "启动搬迁", en: "Begin relocation", code: "relocate", .monitored, to: .moving, by: .hazardDuty, isAwaited: false,
                then: PointEvidence.needed(.design)),
            Step("竣工验收", en: "Accept the works", code: "accept", .treated, to: .observed, by: .hazardDuty, then: PointEvidence.needed(.acceptance)),
            Step(
                "搬迁完成", en: "Relocation done", code: "moved", .moving, to: .observed, by: .hazardDuty,
                then: { point, changes in
                    try PointEvidence.needed(.acceptance)(point, &changes)
                    let left = try changes.rows(Household.self, limit: 1) { $0.point == point.reference && $0.movedOn.isEmpty }
                    if let one = left.first { throw changes.refuse("“\(one.head)”等户还没有搬出", en: "Not every household has moved out") }
                }),
            Step(
                "申请销号", en: "Ask to strike off", code: "propose", .observed, to: .closing, by: .townOfficer, .hazardDuty, isAwaited: false,
                then: { point, changes in
                    try PointEvidence.needed(.effect)(point, &changes)
                    try PointEvidence.observedForAYear(point, &changes)
                }),
            Step(
                "自然消失，申请销号", en: "Gone by itself", code: "vanish", .monitored, to: .closing, by: .townOfficer, .hazardDuty, needsRemark: true, isAwaited: false),
            Step(
                "批准销号", en: "Strike off", code: "close", .closing, to: .closed, by: .hazardDuty, within: 20,
                then: { point, changes in for stage in [PointEvidence.Stage.opinion, .notice, .approval] { try PointEvidence.needed(stage)(point, &changes) } }),
            Step("退回继续监测", en: "Back under watch", code: "return", .closing, to: .monitored, by: .hazardDuty, needsRemark: true),
            Step(
                "复活", en: "It moves again", code: "revive", .closed, to: .suspected, by: .hazardDuty, .townOfficer, .geologist, needsRemark: true,
                isAwaited: false))
    }

    static var series: [Series] {
        [Series("displacement", "位移", unit: "毫米", keptDays: 1100), Series("crack", "裂缝宽度", en: "Crack width", unit: "毫米", keptDays: 1100)]
    }

    /// 普适型设备: how far it moved in 24 hours. Seeds of national practice; the county sets its own by changing them here.
    static var rules: [Rule] {
        func levels(_ series: String, _ label: String, _ english: String, _ limits: [Double]) -> [Rule] {
            zip(Alert.Level.allCases, limits).map { level, limit in
                Rule(
                    "R-\(series)-\(level.code)", "\(label)（\(level.rawValue)）", en: "\(english) (\(level.code))", series: series, of: HazardPoint.self,
                    by: .change(hours: 24), .above(limit, until: limit * 0.5), level: level, for: .hazardDuty)
            }
        }
        return levels("displacement", "24 小时位移超限", "Displacement in 24 h", [10, 20, 50, 100])
            + levels("crack", "24 小时裂缝加宽超限", "Crack growth in 24 h", [5, 10, 20, 50])
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-hazards", "在册隐患点", en: "Hazard points on the register", unit: "处", .stock, .count(HazardPoint.self) { $0.state.isIn(watched) }),
            Indicator(
                "I-hazards-threatened", "受威胁人数", en: "People threatened", unit: "人", .stock, direction: .down,
                .sum(\HazardPoint.people) { $0.state.isIn(watched) }),
            // 监测覆盖率: of those on the register, how many have a monitor.
            Indicator(
                "I-hazards-monitored", "隐患点监测覆盖率", en: "Hazard points with a monitor", unit: "%", .ratio,
                .count(HazardPoint.self) { $0.state.isIn(watched) && $0.monitor.isFilled }, .count(HazardPoint.self) { $0.state.isIn(watched) }),
            Indicator("I-hazards-closed", "销号隐患点", en: "Hazard points struck off", unit: "处", .stock, .count(HazardPoint.self) { $0.state == .closed }),
        ]
    }
}

/// 易发程度, from low to very high.
enum Susceptibility: String, Choice {
    case low = "低", moderate = "中", high = "高", veryHigh = "极高"
    var label: Label { Label(rawValue + "易发", en: ["Low", "Moderate", "High", "Very high"][rank - 1]) }
    /// 1 to 4.
    var rank: Int { (Susceptibility.allCases.firstIndex(of: self) ?? 0) + 1 }
    init(rank: Int) { self = Susceptibility.allCases[min(max(rank, 1), 4) - 1] }
}

/// 生命周期材料: what a step in the life of a point rests on. Kept for ever, also after the point is struck off.
struct PointEvidence: Record {
    static let kind = Kind<PointEvidence>("生命周期材料", en: "Evidence", title: \.title, within: \.point)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point")
    let stage = Field<Stage>("环节", en: "For")
    let title = Field<String>("材料名称", en: "Title", .max(120), .searchable)
    let day = Field<Day>("日期", .indexed)
    let author = Field<String?>("编制单位", en: "By", .max(100))
    let document = Field<String?>("文号", en: "Document number", .max(60))
    let file = Field<FileReference?>("附件", en: "File")
    let summary = Field<String?>("结论", en: "Conclusion", .long, .max(2000))
    enum Stage: String, Choice {
        case survey = "调查核实", cards = "两卡一表发放", design = "立项或设计", acceptance = "竣工验收或搬迁确认", effect = "治理效果监测", opinion = "专家论证", notice = "公示", approval =
            "批准文件"
    }

    /// The effect of a step that must not be taken without evidence.
    static func needed(_ stage: Stage) -> @Sendable (Row<HazardPoint>, inout Changes) throws -> Void {
        { point, changes in
            guard try changes.rows(PointEvidence.self, limit: 1, where: { $0.point == point.reference && $0.stage == stage }).isEmpty else { return }
            throw changes.refuse("请先登记“\(stage.rawValue)”材料", en: "Evidence is missing: \(stage.label.english.lowercased())")
        }
    }

    /// After works a slope is watched for a year of rain before it is struck off.
    static func observedForAYear(_ point: Row<HazardPoint>, _ changes: inout Changes) throws {
        let accepted = try changes.rows(PointEvidence.self, limit: 100) { $0.point == point.reference && $0.stage == .acceptance }.map(\.day).max()
        guard let accepted, accepted.adding(months: 12) > changes.now.day else { return }
        throw changes.refuse(
            "验收后须观察一个水文年，\(accepted.adding(months: 12)) 起可以申请", en: "It is watched for a year after the works: from \(accepted.adding(months: 12)) on")
    }
}

/// 销号隐患点 counts by day of approval, people moved out by day: what the plan follows.
extension Row<HazardPoint> {
    var susceptibilityRank: Int {
        self.susceptibility?.rank ?? [.stable: 1, .fairlyStable: 2, .hardlyStable: 3, .unstable: 4][self.stability ?? .fairlyStable] ?? 2
    }
}
