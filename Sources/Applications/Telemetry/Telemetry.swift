public import Kernel

/// 数据采集: what stations and devices send to a broker (MQTT) becomes values of series of records that other applications declare.
///
///     Records   channels: which messages say what of which record; what the program tells of itself
///     Mapping   from a topic and a payload to values, or to the reason why not
///     Intake    the road of a batch: mapped, stored durably, counted
///     Pages     how it stands, what was refused
extension Application {
    public static let telemetry = Application(
        "telemetry", "数据采集", en: "Telemetry", [Channel.self, ChannelTally.self, RefusedMessage.self, Collector.self], roles: [.telemetryKeeper],
        pages: [.collecting])
}

extension Role {
    /// 采集管理员: says which messages belong to what.
    static let telemetryKeeper = Role(
        "telemetryKeeper", "采集管理员", en: "Keeper of telemetry", Grant([.read, .export], in: "telemetry"),
        Grant([.create, .update, .delete, .import], Channel.self), Grant([.read, .move], Alert.self))
}
