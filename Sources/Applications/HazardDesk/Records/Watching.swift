import Kernel

/// 群测群防员: who watches the points of a village and is called when something threatens.
struct Monitor: Record {
    static let kind = Kind<Monitor>("群测群防员", en: "Monitor", title: \.name, within: \.village)
    let name = Field<String>("姓名", .max(40), .personal(.name))
    let village = Field<Region>("所在村", en: "Village", .help(Label("村代码 12 位；也可填乡镇代码", en: "12 digits, or 9 of the town")))
    let phone = Field<Phone>("电话", .personal(.middle))
    let account = Field<Reference<User>?>(
        "登录账号", en: "Account", .help(Label("角色 hazardMonitor、管辖区域为本村的用户", en: "A user with the role hazardMonitor and this village")))
    let trainedOn = Field<Day?>("最近培训", en: "Trained on", .indexed)
    let isActive = Field<Bool>("在岗", en: "On duty", .initial("是"), .indexed)
}

/// 防灾乡镇: a town as the warnings know it: who is called, by which station its rain is judged, how susceptible its ground is.
struct HazardTown: Record {
    static let kind = Kind<HazardTown>("防灾乡镇", en: "Town", title: \.name, unique: [[\.town]], within: \.town)
    let name = Field<String>("名称", .max(40), .searchable)
    let town = Field<Region>("乡镇代码", en: "Code")
    let place = Field<Point>("位置")
    let officer = Field<String?>("责任人", en: "Officer", .max(40), .personal(.name))
    let phone = Field<Phone?>("值班电话", en: "Phone", .personal(.middle))
    let susceptibility = Field<Susceptibility>("易发程度", en: "Susceptibility", .initial("moderate"))
}

/// 巡查任务: a point that is to be looked at by a moment. Made by the program, more often in the flood season and while a warning is in force.
struct PatrolTask: Record {
    static let kind = Kind<PatrolTask>("巡查任务", en: "Patrol", title: \.title, within: \.point, sought: [[\.point, \.state]], .raised)
    let title = Field<String>("任务", .max(160), .readOnly)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point", .readOnly)
    let monitor = Field<Reference<Monitor>?>("群测群防员", en: "Monitor", .readOnly)
    let from = Field<Instant>("下达", en: "From", .readOnly)
    let due = Field<Instant>("应完成", en: "Due", .indexed, .readOnly)
    let isEscalated = Field<Bool>("已转责任人", en: "Passed on", .initial("否"), .readOnly)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case open = "待巡查", done = "已完成", missed = "漏查" }
    static var flow: Flow<PatrolTask>? {
        Flow(
            \.state, editable: [], Step("完成", en: "Done", code: "done", .open, to: .done, by: .hazardMonitor),
            Step("漏查", en: "Missed", code: "miss", .open, to: .missed, by: .hazardDuty, isAwaited: false),
            Step("按时完成，迟到上报", en: "Done in time, reported late", code: "doneInTime", .missed, to: .done, by: .hazardDuty, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-patrols-done", "巡查完成率", en: "Patrols done", unit: "%", .ratio, .count(PatrolTask.self) { $0.state == .done },
                .count(PatrolTask.self) { $0.state != .open })
        ]
    }
}

/// 巡查记录: what somebody saw at a point, where they stood, with a photo.
struct PatrolReport: Record {
    static let kind = Kind<PatrolReport>("巡查记录", en: "Patrol report", title: \.title, within: \.point)
    let title = Field<String>("标题", .max(160), .readOnly)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point", .readOnly)
    let at = Field<Instant>("时间", en: "At", .indexed, .readOnly)
    let day = Field<Day>("日期", .indexed, .readOnly)
    let reporter = Field<String>("巡查人", en: "By", .max(40), .readOnly, .personal(.name))
    let finding = Field<Finding>("结论", en: "Finding", .readOnly)
    let signs = Field<[Sign]?>("迹象", en: "Signs", .readOnly)
    let crack = Field<Double?>("裂缝宽度", en: "Crack width", unit: "毫米", .readOnly)
    let note = Field<String?>("说明", .long, .max(2000), .readOnly)
    let place = Field<Point?>("位置", .readOnly)
    let metres = Field<Double?>("距隐患点", en: "From the point", unit: "米", .digits(0), .readOnly)
    let metresAccurate = Field<Double?>("定位精度", en: "Position within", unit: "米", .digits(0), .readOnly)
    let photo = Field<FileReference?>("照片", en: "Photo", .readOnly)
    let receivedAt = Field<Instant?>("收到", en: "Received", .readOnly, .help(Label("在没有信号处填写的，后来才收到", en: "Later than it was seen where there was no signal")))
    let clockAhead = Field<Int?>(
        "手机时钟偏快", en: "Clock of the phone ahead", unit: "秒", .readOnly,
        .help(Label("超过两分钟才记；时间已更正", en: "Where by more than two minutes; the time was put right")))
    let state = Field<State>("状态", .readOnly)
    enum Finding: String, Choice { case normal = "正常", unusual = "有异常", dangerous = "险情" }
    enum Sign: String, Choice {
        case newCracks = "新裂缝", widerCracks = "裂缝加宽", wallStrain = "墙地变形", turbidSpring = "泉水变浑或断流", leaningTrees = "树木歪斜", rockfall = "掉块", sounds = "异响",
            bulging = "前缘鼓胀"
    }
    enum State: String, Choice { case filed = "待核查", checked = "已核查" }
    static var flow: Flow<PatrolReport>? {
        Flow(
            \.state, editable: [],
            Step("核查处理", en: "Checked", code: "check", .filed, to: .checked, by: .townOfficer, .hazardDuty, .geologist, within: 1, needsRemark: true))
    }
    static var indicators: [Indicator] {
        [Indicator("I-patrol-reports", "巡查记录", en: "Patrol reports", unit: "次", .flow, .count(PatrolReport.self, by: \.day))]
    }
}
