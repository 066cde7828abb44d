/// How numbers are meant by the formats of their cells: `styles.xml` of a workbook (ECMA-376, 18.8).
final class CellFormats: MarkupHandler {
    enum Meaning: UInt8, Sendable {
        case number
        case percentage
        case date
    }

    /// The patterns that the workbook defines itself.
    private var patterns: [Int: Meaning] = [:]
    private var formats: [Int] = []
    private var isInCellFormats = false

    /// What each style index of a cell means.
    var meanings: [Meaning] { formats.map { patterns[$0] ?? Self.builtIn($0) } }

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        switch name.local {
        case "numFmt":
            if let id = attributes.integer("numFmtId"), let code = attributes["formatCode"], patterns.count < 100_000 {
                patterns[id] = Self.meaning(of: code)
            }
        case "cellXfs": isInCellFormats = true
        case "xf": if isInCellFormats, formats.count < 1_000_000 { formats.append(attributes.integer("numFmtId") ?? 0) }
        case "fonts", "fills", "borders", "cellStyleXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst": return .skip
        default: break
        }
        return .enter
    }

    func close(_ name: MarkupName) {
        if name.local == "cellXfs" { isInCellFormats = false }
    }

    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {}

    /// The formats that Excel has without defining them (ECMA-376, 18.8.30), with those of Chinese editions (27–36, 50–58).
    static func builtIn(_ id: Int) -> Meaning {
        switch id {
        case 9, 10: .percentage
        case 14...22, 27...36, 45, 47, 50...58: .date
        default: .number
        }
    }

    /// What a pattern such as `yyyy"年"m"月"d"日"` means, by its first section without literal text.
    ///
    /// Durations (`[h]:mm`) stay numbers: they count days and name none.
    static func meaning(of pattern: String) -> Meaning {
        var characters = pattern.lowercased()[...]
        while let character = characters.popFirst() {
            switch character {
            case ";": return .number
            case "%": return .percentage
            // Colours, conditions, locales; and `[h]`, `[mm]`, `[ss]`.
            case "[":
                let inside = characters.prefix { $0 != "]" }
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) { return .number }
                characters = characters.dropFirst(inside.count + 1)
            case "\"": characters = characters.dropFirst(characters.prefix { $0 != "\"" }.count + 1)
            case "\\", "_", "*": characters = characters.dropFirst()
            case "y", "d", "h", "s", "m", "年", "月", "日": return .date
            // Letters of dates in other parts: eras and 上午/下午.
            case "a" where characters.hasPrefix("m/pm") || characters.hasPrefix("aa"): return .date
            // `General` holds none of the letters above before its end.
            case "g" where characters.hasPrefix("eneral"): characters = characters.dropFirst(6)
            default: break
            }
        }
        return .number
    }
}

/// Days counted from 1900 or from 1904, as a workbook chooses.
struct DateSystem: Sendable {
    var startsIn1904 = false

    /// The date of a serial number, or `nil` if there is none: before the first day, after the year 9999, or
    /// 29 February 1900, which Excel counts although it never was.
    func date(_ serial: Double) -> SpreadsheetDate? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        var days = seconds / 86_400
        let time = seconds % 86_400
        let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60)
        if days == 0 && !startsIn1904 {
            return SpreadsheetDate(year: 0, month: 0, day: 0, hour: hour, minute: minute, second: second)
        }
        if startsIn1904 {
            days += 1_462
        } else if days == 60 {
            return nil
        } else if days < 60 {
            days += 1
        }
        let (year, month, day) = Self.civil(days - 25_569)
        guard year <= 9_999 else { return nil }
        return SpreadsheetDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// The Gregorian date of a count of days since 1970-01-01 (Howard Hinnant, “chrono-compatible low-level date
    /// algorithms”), for dates after the year 0.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// A date as ISO 8601 writes it, for the rare cells of type `d`.
    static func date(written text: [UInt8]) -> SpreadsheetDate? {
        let parts = text.split(whereSeparator: { !(0x30...0x39).contains($0) }).map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 }
        guard parts.count >= 3, (1...9_999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        var date = SpreadsheetDate(year: parts[0], month: parts[1], day: parts[2])
        if parts.count >= 5, (0...23).contains(parts[3]), (0...59).contains(parts[4]) {
            (date.hour, date.minute) = (parts[3], parts[4])
            if parts.count >= 6, (0...59).contains(parts[5]) { date.second = parts[5] }
        }
        return date
    }
}

/// Decimal digits as a number.
enum DecimalDigits {
    /// The number that `bytes` write, or `nil` if they write none or an infinite one.
    ///
    /// Up to 15 digits with a small exponent are exact by one division (Clinger 1990); the rest goes to the library.
    static func value(_ bytes: [UInt8]) -> Double? {
        var index = 0
        let isNegative = bytes.first == 0x2D
        if isNegative { index = 1 }
        var mantissa = 0
        var digits = 0
        var decimals = 0
        var hasPoint = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x30, byte <= 0x39 {
                if mantissa > 0 || byte > 0x30 { digits += 1 }
                guard digits <= 15, decimals < 22 else { return slowly(bytes) }
                mantissa = mantissa * 10 + Int(byte - 0x30)
                if hasPoint { decimals += 1 }
            } else if byte == 0x2E, !hasPoint {
                hasPoint = true
            } else {
                return slowly(bytes)
            }
            index += 1
        }
        guard index > (isNegative ? 1 : 0) + (hasPoint ? 1 : 0) else { return nil }
        let value = Double(mantissa) / powers[decimals]
        return isNegative ? -value : value
    }

    private static func slowly(_ bytes: [UInt8]) -> Double? {
        // `Double` would also take hexadecimal digits, infinities and what is no number.
        guard bytes.count < 400, bytes.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }) else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
