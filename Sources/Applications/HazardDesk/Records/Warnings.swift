import Kernel

/// 研判轮次: what one hour came to over the whole county, with how many stations spoke.
struct WarningRound: Record {
    static let kind = Kind<WarningRound>("研判轮次", en: "Hourly round", title: \.summary)
    let at = Field<Instant>("时间", en: "Hour", .unique, .readOnly)
    let summary = Field<String>("结论", en: "Result", .max(200), .readOnly)
    let stations = Field<Int>("到报雨量站", en: "Stations that spoke", unit: "座", .readOnly)
    let silent = Field<Int>("缺报雨量站", en: "Stations that were silent", unit: "座", .readOnly)
    let used = Field<String>("所用数值", en: "Values used", .long, .readOnly)
}

/// 地质灾害预警: a level for a town or a point, with the values that it follows from; what became of it; and whether it came true.
struct HazardWarning: Record {
    static let kind = Kind<HazardWarning>("地质灾害预警", en: "Hazard warning", title: \.title, within: \.area, sought: [[\.subject, \.state]])
    let title = Field<String>("标题", .max(160), .searchable, .readOnly)
    let level = Field<Alert.Level>("级别", en: "Level", .readOnly)
    let area = Field<Region>("地区", .readOnly)
    let town = Field<Reference<HazardTown>?>("乡镇", en: "Town", .readOnly)
    let point = Field<Reference<HazardPoint>?>("隐患点", en: "Hazard point", .readOnly)
    /// The id of the town or the point.
    let subject = Field<String>("对象", en: "Subject", .max(30), .indexed, .readOnly)
    let place = Field<Point?>("位置", .readOnly)
    let basis = Field<String>("依据", en: "Basis", .long, .max(2000), .readOnly)
    let basisInEnglish = Field<String>("英文依据", en: "Basis in English", .long, .max(2000), .readOnly)
    let raisedAt = Field<Instant>("研判时间", en: "Raised at", .indexed, .readOnly)
    let validTo = Field<Instant>("有效期至", en: "Valid until", .readOnly)
    /// The last hour in which the values were at this level.
    let lastHeld = Field<Instant>("最近达到", en: "Last held at", .readOnly)
    let issuedAt = Field<Instant?>("发布时间", en: "Issued at", .indexed, .readOnly)
    let endedAt = Field<Instant?>("解除时间", en: "Ended at", .readOnly)
    let outcome = Field<Outcome>("检验", en: "Verified", .initial("open"), .readOnly)
    let lead = Field<Double?>("提前量", en: "Lead time", unit: "小时", .digits(1), .readOnly)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case raised = "待签发", issued = "已发布", lifted = "已解除", dropped = "未发布"
        var label: Label { Label(rawValue, en: self == .raised ? "To be issued" : code).english(orFrom: code) }
    }
    enum Outcome: String, Choice { case open = "待检验", hit = "命中", falseAlarm = "空报" }

    static var flow: Flow<HazardWarning>? {
        Flow(
            \.state, editable: [],
            Step(
                "签发并叫应", en: "Issue and call", code: "issue", .raised, to: .issued, by: .hazardDuty,
                then: { warning, changes in try Calling.issue(warning, &changes) }),
            Step("不发布", en: "Do not issue", code: "drop", .raised, to: .dropped, by: .hazardDuty, needsRemark: true),
            Step(
                "解除", en: "Lift", code: "lift", .issued, to: .lifted, by: .hazardDuty, needsRemark: true, isAwaited: false,
                then: { warning, changes in
                    let now = changes.now
                    try changes.update(warning.reference) { $0.endedAt = .some(now) }
                }))
    }
    static var indicators: [Indicator] {
        [
            Indicator("I-warnings-hit", "预警命中", en: "Warnings that came true", unit: "次", .stock, .count(HazardWarning.self) { $0.outcome == .hit }),
            Indicator(
                "I-warnings-false", "预警空报", en: "False alarms", unit: "次", .stock, direction: .down, .count(HazardWarning.self) { $0.outcome == .falseAlarm }),
            Indicator(
                "I-warnings-right", "预警命中率（占已检验）", en: "Share of warnings that came true", unit: "%", .ratio, .count(HazardWarning.self) { $0.outcome == .hit },
                .count(HazardWarning.self) { $0.outcome.isIn([.hit, .falseAlarm]) }),
        ]
    }
}

/// 叫应: a warning as one person got it, and when they answered. It says everything that they need, for they may not see the warning of a larger area.
struct WarningCall: Record {
    static let kind = Kind<WarningCall>("预警叫应", en: "Call", title: \.title, within: \.area, sought: [[\.warning, \.state]])
    let warning = Field<Reference<HazardWarning>>("预警", en: "Warning", .readOnly)
    let title = Field<String>("标题", .max(200), .readOnly)
    let text = Field<String>("内容", en: "Text", .long, .max(3000), .readOnly)
    let level = Field<Alert.Level>("级别", en: "Level", .readOnly)
    let area = Field<Region>("地区", .readOnly)
    let tier = Field<Tier>("对象", en: "To", .readOnly)
    let recipient = Field<String>("姓名", en: "Name", .max(60), .readOnly, .personal(.name))
    let phone = Field<Phone?>("电话", .readOnly, .personal(.middle))
    let monitor = Field<Reference<Monitor>?>("群测群防员", en: "Monitor", .readOnly)
    let sentAt = Field<Instant>("发出", en: "Sent at", .indexed, .readOnly)
    let answerBy = Field<Instant>("应在此前回复", en: "Answer by", .readOnly)
    let answeredAt = Field<Instant?>("回复时间", en: "Answered at", .readOnly)
    let isLate = Field<Bool>("超时", en: "Late", .initial("否"), .indexed, .readOnly)
    let report = Field<String?>("回复内容", en: "Answer", .long, .max(1000), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Tier: String, Choice { case monitor = "群测群防员", town = "乡镇责任人", county = "县值守" }
    enum State: String, Choice { case waiting = "待回复", answered = "已回复", ended = "已终止" }

    static var flow: Flow<WarningCall>? {
        Flow(
            \.state, editable: [],
            Step(
                "收到并回复", en: "Answer", code: "answer", .waiting, to: .answered, by: .hazardMonitor, .townOfficer, .hazardDuty,
                then: { call, changes in
                    let now = changes.now
                    try changes.update(call.reference) {
                        $0.answeredAt = .some(now)
                        if now > call.answerBy { $0.isLate = true }
                    }
                }),
            Step("终止", en: "End", code: "end", .waiting, to: .ended, by: .hazardDuty, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-warnings-answered", "预警叫应及时率", en: "Warnings answered in time", unit: "%", .ratio,
                .count(WarningCall.self) { $0.state == .answered && $0.isLate == false },
                .count(WarningCall.self) { $0.state == .answered || $0.isLate == true })
        ]
    }
}

/// 险情和灾情: what happened, where and when, what it took; by it the warnings are judged.
struct HazardEvent: Record {
    static let kind = Kind<HazardEvent>("险情灾情", en: "Event", title: \.name, within: \.town)
    let name = Field<String>("名称", .max(100), .searchable)
    let type = Field<HazardPoint.Category>("类型", en: "Type")
    let isDisaster = Field<Bool>("已成灾", en: "Did damage", .initial("是"))
    let town = Field<Region>("所在乡镇或村", en: "Town or village")
    let point = Field<Reference<HazardPoint>?>("隐患点", en: "Hazard point", .help(Label("发生在在册隐患点上的", en: "Where it is on the register")))
    let place = Field<Point>("位置")
    let at = Field<Instant>("发生时间", en: "At", .indexed)
    let volume = Field<Double?>("方量", en: "Volume", unit: Unit("万立方米", en: "10⁴ m³"), .min(0), .max(1e6))
    let deaths = Field<Int>("死亡失踪", en: "Deaths and missing", unit: "人", .initial("0"), .min(0), .max(10_000))
    let injured = Field<Int>("受伤", en: "Injured", unit: "人", .initial("0"), .min(0), .max(10_000))
    let evacuated = Field<Int>("转移", en: "Evacuated", unit: "人", .initial("0"), .min(0), .max(1_000_000))
    let loss = Field<Money?>("直接经济损失", en: "Loss", unit: .wanYuan, .min(0))
    let cause = Field<HazardPoint.Cause?>("诱发因素", en: "Cause")
    let account = Field<String?>("经过和处置", en: "What happened", .long, .max(4000), .anyState)
    let photo = Field<FileReference?>("照片", en: "Photo")
    let foreseen = Field<Foreseen>("预警检验", en: "Was it foreseen", .initial("open"), .readOnly)
    let lead = Field<Double?>("提前量", en: "Lead time", unit: "小时", .digits(1), .readOnly)
    enum Foreseen: String, Choice { case open = "待检验", hit = "命中", miss = "漏报" }
    static var indicators: [Indicator] {
        [
            Indicator("I-hazard-events", "险情灾情", en: "Events", unit: "起", .stock, direction: .down, .count(HazardEvent.self)),
            Indicator(
                "I-warnings-missed", "预警漏报", en: "Events without a warning", unit: "起", .stock, direction: .down,
                .count(HazardEvent.self) { $0.foreseen == .miss }),
            Indicator(
                "I-events-foreseen", "险情灾情预报率", en: "Events that were foreseen", unit: "%", .ratio, .count(HazardEvent.self) { $0.foreseen == .hit },
                .count(HazardEvent.self) { $0.foreseen.isIn([.hit, .miss]) }),
        ]
    }
}

/// 值守日志: what the duty desk noted, in order; nothing of it is changed afterwards.
struct SituationEntry: Record {
    static let kind = Kind<SituationEntry>("值守日志", en: "Situation log", title: \.text, .appendOnly)
    let at = Field<Instant>("时间", en: "At", .indexed)
    let text = Field<String>("事项", en: "What", .max(500), .searchable)
    let event = Field<Reference<HazardEvent>?>("险情灾情", en: "Event")
    let warning = Field<Reference<HazardWarning>?>("预警", en: "Warning")
    let file = Field<FileReference?>("附件", en: "File")
}

/// 影响范围: an area drawn on the map, to see who and what is inside.
struct InfluenceArea: Record {
    static let kind = Kind<InfluenceArea>("影响范围", en: "Area", title: \.name)
    let name = Field<String>("名称", .max(80), .searchable)
    let area = Field<Area>("范围", en: "Area")
    let event = Field<Reference<HazardEvent>?>("险情灾情", en: "Event")
}
