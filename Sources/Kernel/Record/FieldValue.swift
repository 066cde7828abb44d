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

/// A unit as it is printed, with the factor that turns a typed amount into the stored one.
public struct Unit: Sendable, Hashable, ExpressibleByStringLiteral {
    public let text: String
    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public static let yuan: Unit = "元"
    public static let wanYuan: Unit = "万元"
    public static let yiYuan: Unit = "亿元"
    public static let percent: Unit = "%"
}
