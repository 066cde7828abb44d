import Kernel

/// 采集通道: which messages carry values of which series of which records.
struct Channel: Record {
    static let kind = Kind<Channel>("采集通道", title: \.name)

    let name = Field<String>("名称", .max(60), .searchable, .indexed)
    let topic = Field<String>(
        "主题", en: "Topics", .max(200),
        .help(Label("如 rain/+/hour；+ 代表一级，末尾的 # 代表其后各级", en: "Such as rain/+/hour; + stands for one level, # at the end for all that follow")))
    let recordKind = Field<String>("记录类型", en: "Kind of record", .max(60), .help(Label("类型代码，如 rainStation", en: "Its code, such as rainStation")))
    let recordKey = Field<String>(
        "识别字段", en: "Identified by", .max(60), .initial("id"),
        .help(Label("按哪个字段找记录：id 或字段代码，如 number", en: "The field that names the record: id, or the code of a field such as number")))
    let recordName = Field<String>(
        "记录取自", en: "Record is", .max(120), .initial("{2}"),
        .help(
            Label(
                "{2} 为主题第 2 级，{device.id} 为报文中的值，其余照写：RS-{2}", en: "{2} is level 2 of the topic, {device.id} a value of the payload, the rest as it is: RS-{2}")
        ))
    let seriesName = Field<String>(
        "序列取自", en: "Series is", .max(120), .help(Label("序列代码，如 rain；写法同上", en: "The code of the series, such as rain; written in the same way")))
    let form = Field<Form>("报文形式", en: "Form of payload", .initial("number"))
    let items = Field<String?>("数组位置", en: "Place of the array", .max(120), .help(Label("留空表示整个报文是数组", en: "Empty where the whole payload is the array")))
    let valuePath = Field<String?>("数值位置", en: "Place of the value", .max(120), .help(Label("如 data.level", en: "Such as data.level")))
    let timePath = Field<String?>(
        "时间位置", en: "Place of the time", .max(120),
        .help(
            Label(
                "ISO 8601 或 1970 年以来的秒、毫秒；留空则以收到时刻为准，重发的报文可能重复计入",
                en: "ISO 8601, or seconds or milliseconds since 1970; empty for the moment of arrival, by which a message that comes again may count twice")))
    let qualityPath = Field<String?>("质量位置", en: "Place of the quality", .max(120), .help(Label("值为 good、doubtful、bad", en: "Values are good, doubtful, bad")))
    let factor = Field<Double>("换算系数", en: "Factor", .initial("1"))
    let addend = Field<Double>("换算加数", en: "Addend", .initial("0"))
    let ahead = Field<Int>(
        "时钟容差", en: "Clock tolerance", unit: "秒", .initial("300"), .min(0), .max(80_000),
        .help(Label("时间超前多少仍然接收", en: "How far ahead a time may be")))
    let isActive = Field<Bool>("启用", en: "Active", .initial("是"))

    /// How values stand in a payload.
    enum Form: String, Choice { case number = "单个数字", object = "JSON 对象", list = "JSON 数组", observation = "SensorThings 观测" }

    static var checks: [Check<Channel>] {
        [
            Check("主题写法不对：+ 和 # 须独占一级，# 只能在末尾", en: "Not a filter of topics: + and # stand alone in a level, # only at the end", at: \.topic) {
                TopicFilter($0.topic) != nil
            },
            Check("写法不对：大括号内为主题级数或报文中的位置", en: "Braces hold a level of the topic or a place in the payload", at: \.recordName) {
                Template($0.recordName) != nil
            },
            Check("写法不对：大括号内为主题级数或报文中的位置", en: "Braces hold a level of the topic or a place in the payload", at: \.seriesName) {
                Template($0.seriesName) != nil
            },
            Check("JSON 报文须写明数值位置", en: "A JSON payload needs the place of the value", at: \.valuePath) {
                $0.form == .number || $0.form == .observation || $0.valuePath != nil
            },
            Check("位置写法不对：名称或序号，用点分开", en: "A place is names or numbers with dots between them", at: \.valuePath) { row in
                [row.items, row.valuePath, row.timePath, row.qualityPath].allSatisfy { $0.map { PayloadPath($0) != nil } ?? true }
            }, Check("换算系数不能为 0", en: "The factor cannot be 0", at: \.factor) { $0.factor != 0 }, unused(\.items) { $0.form == .list || $0.items == nil },
            unused(\.valuePath) { $0.form.hasPaths || $0.valuePath == nil }, unused(\.timePath) { $0.form.hasPaths || $0.timePath == nil },
            unused(\.qualityPath) { $0.form != .number || $0.qualityPath == nil },
        ]
    }

    /// What the form of the payload does not look at is not passed over in silence: whoever entered it takes it to count.
    private static func unused(_ path: KeyPath<Channel, Field<String?>>, unless isUsed: @escaping @Sendable (Row<Channel>) -> Bool) -> Check<Channel> {
        Check("这种报文形式不看这一项，请清空，或改选报文形式", en: "This form of payload does not look at it; leave it empty, or choose another form", at: path, isUsed)
    }
}

extension Channel.Form {
    /// Where value and time stand is said by the channel, and not by the form itself.
    fileprivate var hasPaths: Bool { self == .object || self == .list }
}

extension Row<Channel> {
    /// What keeps the channel from working, with what is installed now; nil where nothing does.
    func fault(in catalog: Catalog) -> Label? {
        guard let declared = catalog.kinds[self.recordKind], !declared.series.isEmpty else {
            let names = catalog.kinds.values.filter { !$0.series.isEmpty }.map(\.schema.name).sorted().joined(separator: ", ")
            return Label("没有带序列的记录类型“\(self.recordKind)”；可用：\(names)", en: "There is no kind \(self.recordKind) with series; there are: \(names)")
        }
        guard self.recordKey == "id" || declared.schema[self.recordKey] != nil else {
            return Label("\(self.recordKind) 没有字段“\(self.recordKey)”", en: "\(self.recordKind) has no field \(self.recordKey)")
        }
        // Every message asks for it, also when there are too many records to look through.
        guard self.recordKey == "id" || declared.schema[self.recordKey]?.isIndexed == true else {
            let names = (["id"] + declared.schema.columns.filter(\.isIndexed).map(\.name)).joined(separator: ", ")
            return Label("字段“\(self.recordKey)”没有索引，不能用来找记录；可用：\(names)", en: "\(self.recordKey) has no index to find records by; there are: \(names)")
        }
        if let fixed = Template(self.seriesName)?.fixed, !declared.series.contains(where: { $0.code == fixed }) {
            let codes = declared.series.map(\.code).joined(separator: ", ")
            return Label("\(self.recordKind) 没有序列“\(fixed)”；可用：\(codes)", en: "\(self.recordKind) has no series \(fixed); there are: \(codes)")
        }
        return nil
    }
}
