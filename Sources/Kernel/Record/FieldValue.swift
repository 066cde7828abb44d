/// A Swift type that a field can have: `String`, `Money`, `Day?`, `Reference<Enterprise>`, …
public protocol FieldValue: Sendable, Hashable {
    /// The kind of field that holds such values, under the options of one declaration.
    static func kind(_ options: FieldOptions) -> any FieldKind
    /// nil where the store holds something else, which only a damaged file does.
    init?(stored: Stored)
    var stored: Stored { get }
    static var isOptional: Bool { get }
}

extension FieldValue {
    public static var isOptional: Bool { false }
}

extension Optional: FieldValue where Wrapped: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { Wrapped.kind(options) }
    public static var isOptional: Bool { true }

    public init?(stored: Stored) {
        guard !stored.isNull else {
            self = Wrapped?.none
            return
        }
        guard let value = Wrapped(stored: stored) else { return nil }
        self = value
    }

    public var stored: Stored { self?.stored ?? .null }
}

/// What the options of one field declaration say together.
public struct FieldOptions: Sendable, Hashable {
    public var isUnique = false
    public var isIndexed = false
    public var isSearchable = false
    public var isReadOnly = false
    public var isLong = false
    public var isOpenInAnyState = false
    /// How it is hidden from those who may not see personal data; nil where it is not personal.
    public var masking: Masking?
    /// Text: most characters. Numbers: largest value.
    public var maximum: Double?
    /// Text: fewest characters. Numbers: smallest value.
    public var minimum: Double?
    /// Decimal places that are kept.
    public var digits: Int?
    public var unit: Unit?
    public var help: Label?
    /// What a new record starts with, written as a person would type it.
    public var initial: String?

    public init(_ options: [FieldOption] = [], unit: Unit? = nil) {
        self.unit = unit
        for option in options { option.apply(to: &self) }
    }
}

/// One thing that is unusual about a field.
public enum FieldOption: Sendable {
    /// No two records of one region's kind share it. Also indexed.
    case unique
    case indexed
    /// Found by the search over everything.
    case searchable
    /// Set by flows, rules and applications, not in forms.
    case readOnly
    /// Text over several lines.
    case long
    /// Can be changed in every state of the flow, also in those in which the other fields cannot: a report that comes at the end.
    case anyState
    /// Personal data: masked unless a role may see it.
    case personal(Masking)
    case min(Double)
    case max(Double)
    case digits(Int)
    case help(Label)
    case initial(String)

    func apply(to options: inout FieldOptions) {
        switch self {
        case .unique: options.isUnique = true
        case .indexed: options.isIndexed = true
        case .searchable: options.isSearchable = true
        case .readOnly: options.isReadOnly = true
        case .long: options.isLong = true
        case .anyState: options.isOpenInAnyState = true
        case .personal(let masking): options.masking = masking
        case .min(let value): options.minimum = value
        case .max(let value): options.maximum = value
        case .digits(let count): options.digits = count
        case .help(let label): options.help = label
        case .initial(let text): options.initial = text
        }
    }
}

/// How personal data looks to those who may not see it (GB/T 35273—2020 §7.2, de-identified display).
public enum Masking: String, Sendable, Hashable, CaseIterable {
    /// 张**
    case name
    /// 138****5678
    case middle
    /// ******
    case all

    /// The text as it is shown to those who may not see it.
    public func applied(to text: String) -> String {
        switch self {
        case .name: text.prefix(1) + String(repeating: "*", count: max(1, min(text.count, 4) - 1))
        case .middle where text.count > 10: text.prefix(3) + "****" + text.suffix(text.count > 12 ? 2 : 4)
        // Of a short number little is left to hide behind.
        case .middle where text.count > 6: text.prefix(1) + "****" + text.suffix(2)
        case .middle, .all: "******"
        }
    }
}

/// A unit as it is printed and typed. Two units with the same Chinese word are one.
public struct Unit: Sendable, Hashable, ExpressibleByStringLiteral {
    /// 台, 小时: the word in Chinese, by which files and the API know the unit.
    public let text: String
    public let label: Label

    /// - Parameter english: units that everyone knows have their English word already (``Unit/known``); without one, the Chinese word stands in English too.
    public init(_ text: String, en english: String = "") {
        self.text = text
        label = Label(text, en: english.isEmpty ? Unit.known[text] ?? text : english)
    }
    public init(stringLiteral value: String) { self.init(value) }

    public static func == (left: Unit, right: Unit) -> Bool { left.text == right.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    public static let yuan: Unit = "元"
    public static let wanYuan: Unit = "万元"
    public static let yiYuan: Unit = "亿元"
    public static let percent: Unit = "%"

    /// What official statistics count in, and its English word as yearbooks print it.
    static let known: [String: String] = [
        "元": "yuan", "万元": "10k yuan", "亿元": "100m yuan", "元/吨": "yuan/t", "人": "people", "名": "people", "人次": "visits", "人年": "person-years",
        "万人": "10k people",
        "户": "households", "家": "companies", "个": "units", "项": "items", "件": "items", "台": "units", "套": "sets", "台套": "sets", "台（套）": "sets", "篇": "papers",
        "份": "copies", "次": "times", "批": "batches", "处": "sites", "座": "sites", "所": "sites", "条": "items", "只": "head", "头": "head", "株": "plants",
        "年": "years", "个月": "months", "月": "months", "天": "days", "日": "days", "小时": "h", "分钟": "min", "秒": "s", "岁": "years", "米": "m", "毫米": "mm",
        "厘米": "cm", "千米": "km", "公里": "km", "平方米": "m²", "平方千米": "km²", "平方公里": "km²", "公顷": "ha", "亩": "mu", "万亩": "10k mu", "立方米": "m³",
        "升": "l", "毫升": "ml", "克": "g", "千克": "kg", "公斤": "kg", "斤": "jin", "吨": "t", "万吨": "10k t", "吨标准煤": "tce", "吨标准煤/万元": "tce/10k yuan",
        "个工作日": "working days", "千瓦": "kW", "千瓦时": "kWh",
        "度": "kWh", "分": "points", "摄氏度": "°C", "百分点": "points", "件/万人": "per 10k people", "人年/万人": "person-years per 10k people", "字节": "bytes",
    ]
}
