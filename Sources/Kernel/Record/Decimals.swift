/// Decimal numbers as people write them.
enum Decimals {
    /// 12.5, 600, never 12.50 or 1e21.
    static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e16 { return String(Int64(value)) }
        let text = value.description
        return text.contains("e") ? plain(text) : text
    }

    /// 1,234,567.5
    static func grouped(_ text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return text }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (isNegative ? "-" : "") + grouped + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// A decimal as a whole number of units of 10^-digits; nil where it is no number, too precise or too large.
    /// Accepts full-width digits and grouping commas: １，２００.５
    static func scaled(_ text: String, digits: Int) -> Result<Int64, Failure> {
        guard let plain = ungrouped(text) else { return .failure(.notANumber) }
        var (whole, fraction, isNegative, seenPoint, seenDigit) = (Int64(0), 0, false, false, false)
        for (index, scalar) in plain.unicodeScalars.enumerated() {
            switch scalar {
            case "-" where index == 0: isNegative = true
            case "+" where index == 0: break
            case "." where !seenPoint: seenPoint = true
            case "0"..."9":
                seenDigit = true
                let value = Int64(scalar.value - 48)
                if seenPoint { fraction += 1 }
                if fraction > digits {
                    if value != 0 { return .failure(.tooPrecise) }
                    continue
                }
                let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(value)
                if overflow || carry { return .failure(.tooLarge) }
                whole = sum
            default: return .failure(.notANumber)
            }
        }
        guard seenDigit else { return .failure(.notANumber) }
        for _ in min(fraction, digits)..<digits {
            let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
            if overflow { return .failure(.tooLarge) }
            whole = tens
        }
        return .success(isNegative ? -whole : whole)
    }

    enum Failure: Error { case notANumber, tooPrecise, tooLarge }

    /// The text of `value` units of 10^-digits, without needless zeros: 12050, 2 → 120.5
    static func text(_ value: Int64, digits: Int) -> String {
        // From the last digit on: zeros behind the point are left out, one stands before it.
        var (rest, place, bytes) = (value.magnitude, 0, [UInt8]())
        bytes.reserveCapacity(24)
        while rest > 0 || place <= digits {
            let digit = UInt8(48 + rest % 10)
            rest /= 10
            if place == digits, !bytes.isEmpty { bytes.append(UInt8(ascii: ".")) }
            if place >= digits || digit != 48 || !bytes.isEmpty { bytes.append(digit) }
            place += 1
        }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// A number as typed, with full-width digits and grouping commas.
    static func real(_ text: String) -> Double? {
        guard let plain = ungrouped(text), plain.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || "+-.eE".unicodeScalars.contains($0) }) else {
            return nil
        }
        guard let value = Double(plain), value.isFinite else { return nil }
        return value
    }

    /// The number in half-width characters and without its grouping commas; nil where a comma groups nothing: in 1,5 it is a slip for a point.
    private static func ungrouped(_ text: String) -> String? {
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: ",") }) { return text }
        var (plain, count, hasComma, isWhole) = ("", 0, false, true)
        for scalar in text.unicodeScalars.lazy.map(folded) {
            if scalar == "," {
                guard isWhole, hasComma ? count == 3 : (1...3).contains(count) else { return nil }
                (count, hasComma) = (0, true)
                continue
            }
            if ("0"..."9").contains(scalar) {
                count += 1
            } else if count > 0 {
                if isWhole, hasComma, count != 3 { return nil }
                isWhole = false
            }
            plain.unicodeScalars.append(scalar)
        }
        return isWhole && hasComma && count != 3 ? nil : plain
    }

    /// Full-width ASCII as ASCII.
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }

    /// 1.5e+21 written out.
    private static func plain(_ text: String) -> String {
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        let isNegative = parts[0].hasPrefix("-")
        let digits = parts[0].filter(\.isNumber)
        let point =
            (parts[0].drop { $0 == "-" }.firstIndex(of: ".").map { parts[0].distance(from: parts[0].startIndex, to: $0) } ?? parts[0].count)
            - (isNegative ? 1 : 0) + exponent
        let written: String
        if point <= 0 {
            written = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            written = digits + String(repeating: "0", count: point - digits.count)
        } else {
            written = digits.prefix(point) + "." + digits.dropFirst(point)
        }
        return (isNegative ? "-" : "") + written
    }
}
