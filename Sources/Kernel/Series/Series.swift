/// A quantity of a record that is measured again and again: values by time, each with its quality.
///
///     struct HazardPoint: Record {
///         static var series: [Series] { [Series("displacement", "位移", unit: "毫米", keptDays: 400)] }
///     }
///
/// Values are kept one by one for a while; what they come to by hour, day and month is kept up to date with every value and stays. They lie in the
/// archive of the engine (``SeriesArchive``), where it has one, and are no
/// entries of the ledger: what follows from them is (``Alert``).
public struct Series: Sendable, Hashable {
    /// Stable, and alone among the series of its type: `displacement`.
    public let code: String
    public let label: Label
    public let unit: Unit
    /// For how many days values are kept one by one.
    public let keptDays: Int

    public init(_ code: String, _ chinese: String, en english: String = "", unit: Unit, keptDays: Int = 400) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        self.unit = unit
        self.keptDays = max(1, keptDays)
    }

    /// How the values of one record are called in the store.
    func stream(of record: RecordID) -> String { "\(record.text)/\(code)" }
}

/// One value of a series.
public struct Measurement: Sendable, Hashable {
    public let at: Instant
    public let value: Double
    public let quality: Quality

    /// How far a value can be relied on. Bad ones are kept and count nowhere.
    public enum Quality: String, Choice { case good = "可信", doubtful = "存疑", bad = "无效" }

    public init(at: Instant, _ value: Double, _ quality: Quality = .good) {
        (self.at, self.value, self.quality) = (at, value, quality)
    }
}

/// What the values of an hour, a day or a month come to.
public struct RolledUp: Sendable, Hashable {
    public enum Span: String, Choice {
        case hour = "小时", day = "日", month = "月"

        /// How many characters of 2025-03-09T08 say it.
        var length: Int { [.hour: 13, .day: 10][self] ?? 7 }
    }

    /// When it began: `2025-03-09T08`, `2025-03-09`, `2025-03`, in Chinese standard time.
    public let start: String
    public let count: Int
    public let sum: Double
    public let least: Double
    public let most: Double
    public var average: Double { sum / Double(count) }

    init(start: String, count: Int, sum: Double, least: Double, most: Double) {
        (self.start, self.count, self.sum, self.least, self.most) = (start, count, sum, least, most)
    }

    /// Of the span that begins at a moment.
    public init(_ span: Span, from moment: Instant, count: Int, sum: Double, least: Double, most: Double) {
        self.init(start: String(moment.description.prefix(span.length)), count: count, sum: sum, least: least, most: most)
    }
}

/// 测值: one value of a series.
struct Reading: Record {
    static let kind = Kind<Reading>("测值", unique: [[\.stream, \.at]], .unlogged, .hidden, .ofProgram)
    let stream = Field<String>("序列", .max(120))
    let at = Field<Instant>("时间")
    let value = Field<Double>("数值")
    let quality = Field<Measurement.Quality>("质量")
    init() {}

    /// The values of a stream in a time.
    static func of(_ stream: String, from: Instant, to: Instant) -> Condition {
        let columns = Columns<Reading>()
        return columns.stream == stream && columns.at >= from && columns.at < to
    }
}

/// 测值汇总
struct ReadingSummary: Record {
    static let kind = Kind<ReadingSummary>("测值汇总", unique: [[\.stream, \.span, \.start]], .unlogged, .hidden, .ofProgram)
    let stream = Field<String>("序列", .max(120))
    let span = Field<RolledUp.Span>("时段")
    let start = Field<String>("起始", .max(13))
    let count = Field<Int>("个数")
    let sum = Field<Double>("合计")
    let least = Field<Double>("最小")
    let most = Field<Double>("最大")
    init() {}
}

extension Row<ReadingSummary> {
    var rolledUp: RolledUp { RolledUp(start: self.start, count: self.count, sum: self.sum, least: self.least, most: self.most) }
}
