import Kernel

/// 采集统计: what came over a channel until now.
struct ChannelTally: Record {
    static let kind = Kind<ChannelTally>("采集统计", title: \.name, .unlogged, .ofProgram)
    /// The id of the channel; `none` for topics that no channel is about.
    let channel = Field<String>("通道编号", .max(60), .unique)
    let name = Field<String>("通道", .max(60))
    let messages = Field<Int>("报文")
    let stored = Field<Int>("入库")
    /// Values that had been stored before: sent or delivered again.
    let known = Field<Int>("重复")
    let refused = Field<Int>("拒收")
    let lastAt = Field<Instant?>("最近报文", en: "Last message")
    init() {}
}

/// 拒收报文: what could not be stored, and why; the last ones only.
struct RefusedMessage: Record {
    static let kind = Kind<RefusedMessage>("拒收报文", title: \.topic, .unlogged, .ofProgram)
    let at = Field<Instant>("时间", .indexed)
    let channel = Field<String?>("通道", .max(60))
    let topic = Field<String>("主题", .max(200))
    let reason = Field<String>("原因", .max(300))
    let reasonInEnglish = Field<String>("英文原因", .max(300))
    init() {}
}

/// 采集程序: which program collects, and how it stands with its broker. It is also the lease: of several programs on one database the one that holds it
/// collects, until it has been silent for a minute.
struct Collector: Record {
    static let kind = Kind<Collector>("采集程序", title: \.name, .unlogged, .ofProgram)
    let name = Field<String>("名称", .max(20), .unique)
    let holder = Field<String>("运行于", en: "Runs as", .max(120))
    let seenAt = Field<Instant>("最近心跳", en: "Last heard of")
    let state = Field<State>("连接状态", en: "Connection")
    let since = Field<Instant>("自", en: "Since")
    let reason = Field<String?>("原因", .max(300))
    let minutesDown = Field<Int>("中断", en: "Interrupted", unit: "分钟")
    let refusedLately = Field<Int>("一分钟拒收", en: "Refused in a minute", unit: "条")
    enum State: String, Choice { case connected = "已连接", connecting = "正在连接", lost = "中断", stopped = "已停止" }

    /// So that the operator hears of it without looking.
    static var rules: [Rule] {
        [
            Rule(
                "R-broker-down", "采集中断 5 分钟", en: "Collecting is interrupted for 5 minutes", \Collector.minutesDown, .above(4, until: 0), level: .yellow,
                for: .administrator),
            Rule(
                "R-messages-refused", "大量报文被拒收", en: "Many messages are refused", \Collector.refusedLately, .above(60, until: 5), level: .blue,
                for: .administrator),
        ]
    }
    init() {}
}
