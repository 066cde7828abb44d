/// 传感登记: what programs register themselves through SensorThings: a thing, where it is, a sensor, what it observes, a stream of values. One type for all of
/// them, because they are what their programs say and nothing of ours follows from them but their place on the map and the values of a stream.
public struct SensorEntry: Record {
    public static let kind = Kind<SensorEntry>("传感登记", title: \.name)
    public let part = Field<Part>("种类", .indexed)
    public let name = Field<String>("名称", .max(255), .searchable)
    /// The other members of the entity, as JSON.
    public let content = Field<String>("内容", .max(20_000), .long)
    public let place = Field<Point?>("位置")
    /// What it belongs to, by the ids of SensorThings, as they may be records of other types too.
    public let thing = Field<String?>("监测对象", .max(200), .indexed)
    public let location = Field<String?>("所在位置", .max(200), .indexed)
    public let sensor = Field<String?>("传感器", .max(200), .indexed)
    public let observedProperty = Field<String?>("观测属性", .max(200), .indexed)
    public let feature = Field<String?>("观测要素", .max(200), .indexed)

    public enum Part: String, Choice {
        case thing = "监测对象", location = "位置", historicalLocation = "历史位置", sensor = "传感器", observedProperty = "观测属性", datastream = "数据流", featureOfInterest =
            "观测要素"
    }

    /// Of a stream: its values, and where they say so, over how long each was taken and how much later it was known.
    public static var series: [Series] {
        [
            Series("value", "测值", unit: Unit("见登记", en: "as registered"), keptDays: 3660), Series("length", "时段长", unit: "秒", keptDays: 3660),
            Series("delay", "滞后", unit: "秒", keptDays: 3660),
        ]
    }

    public static var checks: [Check<SensorEntry>] {
        [Check("应为 JSON 对象", en: "must be a JSON object", at: \.content) { row in (try? JSON(parsing: row.content))?.members != nil }]
    }

    public init() {}

    /// Who registers devices and sends their values: their own, or those of their organisation.
    static let client = Role(
        "sensorClient", "传感设备", en: "Sensor client", Grant([.read], of: "sensorEntry"),
        Grant([.create, .update, .delete], of: "sensorEntry", reach: .organisation))
}
