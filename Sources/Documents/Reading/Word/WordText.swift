/// The text of one `w:t`, as Word shows it.
enum WordText {
    /// Takes soft hyphens out, makes line ends of the XML blanks, and trims if the element asks for it.
    static func clean(_ text: inout [UInt8], trims: Bool) {
        // Most text needs none of it.
        var needsWork = false
        for byte in text where byte == 0xAD || byte == 0x0A || byte == 0x0D { needsWork = true }
        if needsWork { rewrite(&text) }
        guard trims, let first = text.first, let last = text.last, isBlank(first) || isBlank(last) else { return }
        let start = text.firstIndex { !isBlank($0) } ?? text.endIndex
        let end = text.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        text = Array(text[start..<end])
    }

    static func dropLeadingBlanks(_ text: inout [UInt8]) {
        text.removeFirst(text.firstIndex { !isBlank($0) } ?? text.count)
    }

    private static func rewrite(_ text: inout [UInt8]) {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            // U+00AD is C2 AD; both bytes also occur in other characters.
            if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xAD { continue }
            if byte == 0xAD, index > 0, text[index - 1] == 0xC2 { continue }
            result.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
        }
        text = result
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

/// Characters of symbol fonts, which have their own signs at private places.
enum SymbolFont {
    /// The everyday sign for `code` (hexadecimal) in `font`; a bullet where no other is known.
    static func character(_ code: String?, font: String?) -> String {
        guard let code, let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) else { return "" }
        let isPrivate = (0xF000...0xF0FF).contains(value)
        let isSymbolFont = ["Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"].contains(font ?? "")
        guard isPrivate || isSymbolFont && value < 0x100 else { return String(scalar) }
        let place = value & 0xFF
        if font == "Symbol" { return symbols[place] ?? ascii(place) ?? "●" }
        if font == "Wingdings 2" { return wingdings2[place] ?? "●" }
        return font == "Wingdings" ? (wingdings[place] ?? "●") : (isSymbolFont ? "●" : ascii(place) ?? "●")
    }

    /// The sign that Word draws for an enclosed character, a field such as `eq \o\ac(○,1)`; else nothing.
    static func enclosed(_ code: String) -> String {
        let plain = code.filter { !$0.isWhitespace }
        guard plain.lowercased().hasPrefix("eq\\o\\ac("), let comma = plain.lastIndex(of: ",") else { return "" }
        let content = String(plain[plain.index(after: comma)...].prefix { $0 != ")" })
        return Int(content).map { NumberFormat.write($0, as: "decimalEnclosedCircle") } ?? content
    }

    private static func ascii(_ place: UInt32) -> String? {
        (0x20...0x7E).contains(place) ? Unicode.Scalar(place).map { String($0) } : nil
    }

    private static let wingdings: [UInt32: String] = [
        0x52: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⬧", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0xA1: "○", 0xA7: "■", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧",
        0x89: "⑨", 0x8A: "⑩", 0x8C: "❶", 0x8D: "❷", 0x8E: "❸", 0x8F: "❹", 0x90: "❺", 0x91: "❻", 0x92: "❼",
        0x93: "❽", 0x94: "❾", 0x95: "❿",
    ]
    private static let wingdings2: [UInt32: String] = [
        0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□",
    ]
    private static let symbols: [UInt32: String] = [
        0xB7: "●", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→",
        0xB0: "°", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x73: "σ", 0x53: "Σ", 0x57: "Ω",
    ]
}
