/// A unified social credit code (GB 32100—2015), 18 characters with a valid check character.
public struct CreditCode: FieldValue, CustomStringConvertible {
    public let text: String
    public var description: String { text }

    /// nil unless the characters, the length and the check character are right.
    public init?(_ text: String) {
        guard CreditCodeKind.fault(in: Array(text.utf8)) == nil else { return nil }
        self.text = text
    }

    public static func kind(_ options: FieldOptions) -> any FieldKind { CreditCodeKind() }
    public init?(stored: Stored) {
        guard case .text(let value) = stored else { return nil }
        text = value
    }
    public var stored: Stored { .text(text) }
}

/// Credit codes: small letters, full-width characters and spaces are mended, the check character must fit.
public struct CreditCodeKind: FieldKind {
    public var name: String { "creditCode" }
    public var type: ColumnType { .text }

    public func read(_ text: String) throws(Problem) -> Stored {
        if text.utf8.count == 18, CreditCodeKind.fault(in: Array(text.utf8)) == nil { return .text(text) }
        let mended = String(String.UnicodeScalarView(text.unicodeScalars.map(Decimals.folded))).uppercased().filter { !$0.isWhitespace }
        if let fault = CreditCodeKind.fault(in: Array(mended.utf8)) { throw fault }
        return .text(mended)
    }

    static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    /// The value of each byte that may stand in a code.
    private static let values: [Int?] = {
        var values = [Int?](repeating: nil, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = value }
        return values
    }()

    static func fault(in code: [UInt8]) -> Problem? {
        guard code.count == 18 else {
            let count = String(decoding: code, as: UTF8.self).unicodeScalars.count
            return Problem("credit-code-length", "应为 18 位，收到 \(count) 位", en: "must have 18 characters, not \(count)")
        }
        var (sum, weight, last) = (0, 1, 0)
        for (place, character) in code.enumerated() {
            guard let value = values[Int(character)] else {
                return Problem("credit-code-character", "含有不允许的字符（没有 I、O、S、V、Z）", en: "contains a character that is not allowed (no I, O, S, V, Z)")
            }
            if place == 17 { last = value } else { sum += value * weight }
            weight = weight * 3 % 31
        }
        guard (31 - sum % 31) % 31 == last else {
            return Problem("credit-code-check", "校验位不对，请核对是否抄错", en: "has a wrong check character; please compare it with the licence")
        }
        return nil
    }

    public var schema: JSON { ["type": "string", "pattern": "^[0-9A-HJ-NP-RTUWXY]{18}$", "description": "GB 32100-2015, check character verified"] }
}

/// A resident identity number (GB 11643—1999).
public struct IdentityNumber: FieldValue, CustomStringConvertible {
    public let text: String
    public var description: String { text }
    public init?(_ text: String) {
        guard IdentityNumberKind.fault(in: Array(text.utf8)) == nil else { return nil }
        self.text = text
    }
    public static func kind(_ options: FieldOptions) -> any FieldKind { IdentityNumberKind() }
    public init?(stored: Stored) {
        guard case .text(let value) = stored else { return nil }
        text = value
    }
    public var stored: Stored { .text(text) }
}

/// Identity numbers: 17 digits with a possible birthday and a check character (ISO 7064 MOD 11-2).
public struct IdentityNumberKind: FieldKind {
    public var name: String { "identityNumber" }
    public var type: ColumnType { .text }

    public func read(_ text: String) throws(Problem) -> Stored {
        let mended = String(String.UnicodeScalarView(text.unicodeScalars.map(Decimals.folded))).uppercased().filter { !$0.isWhitespace }
        if let fault = IdentityNumberKind.fault(in: Array(mended.utf8)) { throw fault }
        return .text(mended)
    }

    static func fault(in code: [UInt8]) -> Problem? {
        let digits = code.dropLast().map { Int($0) - 48 }
        guard code.count == 18, digits.allSatisfy({ (0...9).contains($0) }) else {
            return Problem("identity-number-length", "应为 18 位数字（末位可为 X）", en: "must have 18 digits (the last may be X)")
        }
        let number = digits[6..<14].reduce(0) { $0 * 10 + $1 }
        guard Day(number / 10_000, number / 100 % 100, number % 100) != nil else {
            return Problem("identity-number-birthday", "其中的出生日期不存在", en: "contains a birthday that does not exist")
        }
        let sum = zip(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        guard Array("10X98765432".utf8)[sum % 11] == code[17] else {
            return Problem("identity-number-check", "校验位不对，请核对是否抄错", en: "has a wrong check character; please compare it with the card")
        }
        return nil
    }

    public var schema: JSON { ["type": "string", "pattern": "^[0-9]{17}[0-9X]$", "description": "GB 11643-1999, check character verified"] }
}

/// A telephone number in China, mobile or with area code.
public struct Phone: FieldValue, CustomStringConvertible {
    public let text: String
    public var description: String { text }
    public static func kind(_ options: FieldOptions) -> any FieldKind { PhoneKind() }
    public init?(stored: Stored) {
        guard case .text(let value) = stored else { return nil }
        text = value
    }
    public init(unchecked text: String) { self.text = text }
    public var stored: Stored { .text(text) }
}

/// Telephone numbers: 13812345678, 023-79331234, 12345; spaces and +86 are dropped.
public struct PhoneKind: FieldKind {
    public var name: String { "phone" }
    public var type: ColumnType { .text }
    public var control: Control { .telephone }

    public func read(_ text: String) throws(Problem) -> Stored {
        // 13812345678, as nearly all are written.
        if text.utf8.count == 11, text.utf8.first == UInt8(ascii: "1"), text.utf8.dropFirst().first.map({ (51...57).contains($0) }) == true,
            text.utf8.allSatisfy({ (48...57).contains($0) })
        {
            return .text(text)
        }
        var number = String(String.UnicodeScalarView(text.unicodeScalars.map(Decimals.folded))).filter { !$0.isWhitespace }
        if number.hasPrefix("+86") { number = String(number.dropFirst(3).drop { $0 == "-" }) }
        let groups = number.split(separator: "-", omittingEmptySubsequences: false)
        let digits = number.filter { $0 != "-" }
        let isMobile = digits.count == 11 && digits.first == "1" && digits.dropFirst().first.map { "3456789".contains($0) } == true
        let isFixed = digits.first == "0" && (10...12).contains(digits.count)
        let isService = (5...8).contains(digits.count) || digits.hasPrefix("400") && digits.count == 10
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), groups.count <= 3, groups.allSatisfy({ !$0.isEmpty }), isMobile || isFixed || isService else {
            throw Problem(
                "not-a-phone", "不是有效的电话号码：“\(text.clipped)”，如 13812345678 或 023-79331234",
                en: "is not a telephone number: “\(text.clipped)”; write it like 13812345678 or 023-79331234")
        }
        return .text(isMobile ? digits : number)
    }
    public var schema: JSON { ["type": "string", "pattern": "^[0-9-]{5,14}$"] }
}

/// An administrative division (GB/T 2260—2007; towns and villages GB/T 10114), by its code of 2, 4, 6, 9 or 12 digits.
public struct Region: FieldValue, CustomStringConvertible {
    /// As short as it can be written: 50 for Chongqing, which also occurs as 500000.
    public let code: String
    public init(_ code: String) { self.code = Region.shortened(code) }
    public var description: String { code }

    /// Without the zeros that only fill the code up to the length of a lower division, so that a city's code begins its counties'.
    private static func shortened(_ code: String) -> String {
        if code.utf8.last != UInt8(ascii: "0") { return code }
        var code = code[...]
        for (length, filler) in [(12, "000"), (9, "000"), (6, "00"), (4, "00")] where code.utf8.count == length && code.hasSuffix(filler) {
            code = code.dropLast(filler.count)
        }
        return String(code)
    }

    /// A county is within its city, a town within its county.
    public func contains(_ other: Region) -> Bool { other.code.hasPrefix(code) }

    public static func kind(_ options: FieldOptions) -> any FieldKind { RegionKind() }
    public init?(stored: Stored) {
        guard case .text(let value) = stored else { return nil }
        code = value
    }
    public var stored: Stored { .text(code) }
}

/// Regions by code. Names come from the register of regions, where the engine looks them up.
public struct RegionKind: FieldKind {
    public var name: String { "region" }
    public var type: ColumnType { .text }
    public var control: Control { .region }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard [2, 4, 6, 9, 12].contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw Problem(
                "not-a-region", "应为行政区划代码（6 位，乡镇 9 位），如 500114，收到“\(text.clipped)”",
                en: "must be a region code (6 digits, towns 9) such as 500114, not “\(text.clipped)”")
        }
        return Region(text).stored
    }
    public var schema: JSON { ["type": "string", "pattern": "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"] }
}
