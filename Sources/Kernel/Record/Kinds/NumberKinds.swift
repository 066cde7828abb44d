/// Whole numbers, with a unit.
public struct IntegerKind: FieldKind {
    public let minimum: Int64
    public let maximum: Int64
    public let unit: Unit?

    init(_ options: FieldOptions) {
        minimum = options.minimum.flatMap { Int64(exactly: $0) } ?? -999_999_999_999
        maximum = options.maximum.flatMap { Int64(exactly: $0) } ?? 999_999_999_999
        unit = options.unit
    }

    public var name: String { "integer" }
    public var type: ColumnType { .integer }
    public var control: Control { .number }

    public func read(_ text: String) throws(Problem) -> Stored {
        switch Decimals.scaled(Quantities.number(in: text, unit: unit), digits: 0) {
        case .success(let value): return try checked(value)
        case .failure(.tooLarge): throw outOfRange(text.clipped)
        case .failure(.tooPrecise): throw Problem("not-whole", "应为整数，收到“\(text.clipped)”", en: "must be a whole number, not “\(text.clipped)”")
        case .failure(.notANumber): throw Quantities.notANumber(text, example: "1200")
        }
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        switch json {
        case .integer(let value): return try checked(value)
        case .number(let value):
            // To JSON Schema 2.0 and 2e3 are whole numbers.
            guard let whole = Int64(exactly: value) else { throw Problem("not-whole", "应为整数，收到 \(value)", en: "must be a whole number, not \(value)") }
            return try checked(whole)
        case .string(let text) where !text.isEmpty: return try read(text)
        default: throw Problem("wrong-type", "应为整数", en: "must be a whole number")
        }
    }

    private func checked(_ value: Int64) throws(Problem) -> Stored {
        guard (minimum...maximum).contains(value) else { throw outOfRange(String(value)) }
        return .integer(value)
    }

    private func outOfRange(_ text: String) -> Problem {
        Problem("out-of-range", "应在 \(minimum) 和 \(maximum) 之间，收到 \(text)", en: "must be between \(minimum) and \(maximum), not \(text)")
    }

    /// Whole numbers of up to four digits stand ungrouped, as GB/T 15835—2011 allows: many of them are years.
    public func show(_ value: Stored, in language: Language) -> String {
        let text = edit(value)
        return Quantities.shown(text.utf8.count { $0 != UInt8(ascii: "-") } > 4 ? Decimals.grouped(text) : text, unit, language)
    }
    public var schema: JSON { ["type": "integer", "minimum": .integer(minimum), "maximum": .integer(maximum)] }
}

extension Int: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { IntegerKind(options) }
    public init?(stored: Stored) {
        guard case .integer(let value) = stored else { return nil }
        self.init(value)
    }
    public var stored: Stored { .integer(Int64(self)) }
}

/// Decimal numbers and quantities with a unit: a binary64, which gives back every decimal of up to 15 digits as it was typed.
public struct DecimalKind: FieldKind {
    public let minimum: Double
    public let maximum: Double
    public let digits: Int?
    public let unit: Unit?

    init(_ options: FieldOptions) {
        minimum = options.minimum ?? -1e15
        maximum = options.maximum ?? 1e15
        digits = options.digits
        unit = options.unit
    }

    public var name: String { unit == .percent ? "percentage" : unit == nil ? "decimal" : "quantity" }
    public var type: ColumnType { .real }
    public var control: Control { .number }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard let value = Decimals.real(Quantities.number(in: text, unit: unit)) else { throw Quantities.notANumber(text, example: "12.5") }
        return try checked(value)
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        switch json {
        case .integer(let value): return try checked(Double(value))
        case .number(let value): return try checked(value)
        case .string(let text) where !text.isEmpty: return try read(text)
        default: throw Problem("wrong-type", "应为数字", en: "must be a number")
        }
    }

    private func checked(_ value: Double) throws(Problem) -> Stored {
        guard value >= minimum, value <= maximum else {
            let (low, high, given) = (Decimals.text(minimum), Decimals.text(maximum), Decimals.text(value))
            throw Problem("out-of-range", "应在 \(low) 和 \(high) 之间，收到 \(given)", en: "must be between \(low) and \(high), not \(given)")
        }
        guard let digits else { return .real(value) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return .real((value * scale).rounded() / scale)
    }

    public func show(_ value: Stored, in language: Language) -> String { Quantities.shown(Decimals.grouped(edit(value)), unit, language) }
    public var schema: JSON { ["type": "number", "minimum": .number(minimum), "maximum": .number(maximum)] }
}

extension Double: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { DecimalKind(options) }
    public init?(stored: Stored) {
        guard let value = stored.real else { return nil }
        self = value
    }
    public var stored: Stored { .real(self) }
}

/// A share in percent points: 12.5 is 12.5 %.
public struct Percentage: FieldValue, Comparable {
    public let points: Double
    public init(_ points: Double) { self.points = points }

    public static func kind(_ options: FieldOptions) -> any FieldKind {
        var options = options
        options.unit = .percent
        if options.minimum == nil { options.minimum = 0 }
        if options.maximum == nil { options.maximum = 100 }
        return DecimalKind(options)
    }
    public init?(stored: Stored) {
        guard let value = stored.real else { return nil }
        points = value
    }
    public var stored: Stored { .real(points) }
    public static func < (left: Percentage, right: Percentage) -> Bool { left.points < right.points }
}

/// What numbers with units share.
enum Quantities {
    /// The number of “1,200 家” and “1,200 companies” where the unit is 家; the text itself where it does not end with the unit.
    static func number(in text: String, unit: Unit?) -> String {
        guard let unit else { return text }
        for word in [unit.text, unit.label.english, unit == .percent ? "％" : unit.text] where text.hasSuffix(word) {
            return String(text.dropLast(word.count)).trimmed
        }
        return text
    }

    static func shown(_ number: String, _ unit: Unit?, _ language: Language) -> String {
        guard let unit else { return number }
        return unit == .percent ? number + "%" : number + " " + unit.label[language]
    }

    static func notANumber(_ text: String, example: String) -> Problem {
        Problem("not-a-number", "应为数字，收到“\(text.clipped)”，例如 \(example)", en: "must be a number such as \(example), not “\(text.clipped)”")
    }
}

/// Yes or no.
public struct YesNoKind: FieldKind {
    public var name: String { "yesNo" }
    public var type: ColumnType { .integer }
    public var control: Control { .yesNo }

    public func read(_ text: String) throws(Problem) -> Stored {
        switch text.lowercased() {
        case "是", "有", "对", "√", "yes", "y", "true", "1", "on": return .integer(1)
        case "否", "无", "没有", "不是", "×", "no", "n", "false", "0", "off": return .integer(0)
        default: throw Problem("not-yes-or-no", "应为“是”或“否”，收到“\(text.clipped)”", en: "must be yes or no, not “\(text.clipped)”")
        }
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        guard case .bool(let value) = json else { throw Problem("wrong-type", "应为 true 或 false", en: "must be true or false") }
        return .integer(value ? 1 : 0)
    }

    public func show(_ value: Stored, in language: Language) -> String {
        let isYes = value == .integer(1)
        return language == .english ? (isYes ? "Yes" : "No") : (isYes ? "是" : "否")
    }

    public func write(_ value: Stored, to json: inout JSONWriter) { json.raw(value == .integer(1) ? "true" : "false") }
    public var schema: JSON { ["type": "boolean"] }
}

extension Bool: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { YesNoKind() }
    public init?(stored: Stored) {
        guard case .integer(let value) = stored else { return nil }
        self = value != 0
    }
    public var stored: Stored { .integer(self ? 1 : 0) }
}
