/// An exact amount in whole fen (分).
public struct Money: FieldValue, Comparable {
    public let fen: Int64
    public init(fen: Int64) { self.fen = fen }
    public init(yuan: Int64) { fen = yuan * 100 }
    public init(wan: Int64) { fen = wan * 1_000_000 }

    public static func kind(_ options: FieldOptions) -> any FieldKind { MoneyKind(options) }
    public init?(stored: Stored) {
        guard case .integer(let value) = stored else { return nil }
        fen = value
    }
    public var stored: Stored { .integer(fen) }

    public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
    /// Stays at the largest amount there is instead of passing it: a sum of slips must not stop the program.
    public static func + (left: Money, right: Money) -> Money {
        let (sum, overflow) = left.fen.addingReportingOverflow(right.fen)
        return Money(fen: overflow ? (right.fen > 0 ? .max : .min) : sum)
    }

    /// Stays at the largest amount there is instead of passing it.
    public static func - (left: Money, right: Money) -> Money {
        let (difference, overflow) = left.fen.subtractingReportingOverflow(right.fen)
        return Money(fen: overflow ? (right.fen > 0 ? .min : .max) : difference)
    }
}

/// Money, typed and shown in the unit of its field (元, 万元, 亿元), stored in fen, in JSON a decimal string in yuan.
public struct MoneyKind: FieldKind {
    public let unit: Unit
    public let minimum: Int64
    public let maximum: Int64

    init(_ options: FieldOptions) {
        unit = options.unit ?? .yuan
        let scale = Double(MoneyKind.fen(in: unit))
        minimum = options.minimum.map { MoneyKind.bounded($0 * scale) } ?? -MoneyKind.bound
        maximum = options.maximum.map { MoneyKind.bounded($0 * scale) } ?? MoneyKind.bound
    }

    public var name: String { "money" }
    public var type: ColumnType { .integer }
    public var control: Control { .number }

    /// Ten million 亿元: larger amounts are slips of the unit.
    static let bound: Int64 = 100_000_000_000_000_000

    private static func bounded(_ fen: Double) -> Int64 { Int64(exactly: fen.rounded()).map { min(max($0, -bound), bound) } ?? (fen < 0 ? -bound : bound) }

    static func fen(in unit: Unit) -> Int64 {
        switch unit {
        case .wanYuan: 1_000_000
        case .yiYuan: 10_000_000_000
        default: 100
        }
    }

    private static func digits(of unit: Unit) -> Int { unit == .yiYuan ? 10 : unit == .wanYuan ? 6 : 2 }

    private static let suffixes: [(String, Unit)] = [
        ("亿元", .yiYuan), ("万元", .wanYuan), ("元", .yuan), ("亿", .yiYuan), ("万", .wanYuan), ("100m yuan", .yiYuan), ("10k yuan", .wanYuan), ("yuan", .yuan),
    ]

    /// Takes 12.5 in the unit of the field, and 12.5万元, ¥300, 3亿 in the unit that is typed.
    public func read(_ text: String) throws(Problem) -> Stored {
        // No unit and no sign of money.
        if let first = text.utf8.first, first < 0x80, let last = text.utf8.last, (48...57).contains(last) { return try amount(text, in: unit) }
        var (number, unit) = (text, unit)
        for sign in ["¥", "￥"] where number.hasPrefix(sign) { number = String(number.dropFirst()).trimmed }
        if number.hasSuffix(unit.text) { return try amount(String(number.dropLast(unit.text.count)).trimmed, in: unit) }
        for (suffix, typed) in MoneyKind.suffixes where number.hasSuffix(suffix) {
            (number, unit) = (String(number.dropLast(suffix.count)).trimmed, typed)
            break
        }
        return try amount(number, in: unit)
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        switch json {
        case .string(let text) where !text.isEmpty: return try amount(text.trimmed, in: .yuan)
        case .integer(let value): return try amount(String(value), in: .yuan)
        default: throw Problem("wrong-type", "应为以元计的金额，如 \"1200.50\"", en: "must be an amount in yuan such as \"1200.50\"")
        }
    }

    private func amount(_ number: String, in unit: Unit) throws(Problem) -> Stored {
        switch Decimals.scaled(number, digits: MoneyKind.digits(of: unit)) {
        case .success(let value) where (minimum...maximum).contains(value): return .integer(value)
        case .success, .failure(.tooLarge):
            let (low, high) = (show(.integer(minimum), in: .chinese), show(.integer(maximum), in: .chinese))
            throw Problem(
                "out-of-range", "应在 \(low) 和 \(high) 之间，收到 \(number.clipped) \(unit.text)",
                en: "must be between \(low) and \(high), not \(number.clipped) \(unit.label.english)")
        case .failure(.tooPrecise): throw Problem("too-precise", "精确到分，收到“\(number.clipped)”", en: "has at most whole fen, not “\(number.clipped)”")
        case .failure(.notANumber): throw Quantities.notANumber(number, example: "1200.50")
        }
    }

    public func edit(_ value: Stored) -> String { Decimals.text(value.integer ?? 0, digits: MoneyKind.digits(of: unit)) }
    /// 12.5 万元; in English, which does not count in ten thousands, 125,000 yuan.
    public func show(_ value: Stored, in language: Language) -> String {
        if language == .chinese { return Decimals.grouped(edit(value)) + " " + unit.text }
        return Decimals.grouped(Decimals.text(value.integer ?? 0, digits: 2)) + " " + Unit.yuan.label.english
    }

    public func write(_ value: Stored, to json: inout JSONWriter) { json.string(Decimals.text(value.integer ?? 0, digits: 2)) }
    public var schema: JSON { ["type": "string", "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,2})?$", "description": "元 (yuan)"] }
}
