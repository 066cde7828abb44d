/// Finds elements with so many attributes that libxml2, which compares each with every other, would
/// need minutes for one of them. It must be asked before the parser is.
struct TagGuard {
    /// Office elements have a few dozen attributes at most, those of pages a few.
    static let mostAttributes = 1_000

    private var count = 0
    private var followsEqualSign = false

    /// Whether the next piece of an XML part continues or contains such an element.
    ///
    /// In XML every attribute is written `name="value"`, and `<` stands at the start of tags only.
    mutating func isExcessive(_ piece: UnsafeRawBufferPointer) -> Bool {
        for byte in piece {
            switch byte {
            case 0x3C:  // <
                count = 0
                followsEqualSign = false
            case 0x3D: followsEqualSign = true
            case 0x22, 0x27:
                if followsEqualSign { count += 1 }
                if count > Self.mostAttributes { return true }
                followsEqualSign = false
            // Blanks may stand between, and zero bytes in wide encodings.
            case 0x00, 0x09, 0x0A, 0x0D, 0x20: break
            default: followsEqualSign = false
            }
        }
        return false
    }

    /// Whether a page contains such an element. Attributes of pages need neither value nor quotes, so
    /// words and quoted values are counted from every `<` to its `>`.
    static func isExcessive(page: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < page.count {
            guard page[index] == 0x3C, index + 1 < page.count, isLetter(page[index + 1]) else {
                index += 1
                continue
            }
            let isCode = holdsCode(page, at: index + 1)
            guard let end = endOfTag(page, from: index + 1) else { return true }
            index = isCode ? endOfCode(page, from: end) : end
        }
        return false
    }

    /// The place behind the tag, or `nil` if it is excessive.
    private static func endOfTag(_ page: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var words = 0
        var quote: UInt8 = 0
        var wasBlank = false
        var index = start
        while index < page.count {
            let byte = page[index]
            index += 1
            if quote != 0 {
                if byte == quote {
                    quote = 0
                    words += 1
                }
            } else if byte == 0x3E {
                return index
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else {
                let isBlank = byte <= 0x20
                if wasBlank && !isBlank { words += 1 }
                wasBlank = isBlank
            }
            if words > mostAttributes * 4 { return nil }
        }
        return index
    }

    /// The content of scripts and styles is no markup.
    private static func holdsCode(_ page: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        for name in ["script", "style"] where starts(page, with: name, at: place) { return true }
        return false
    }

    private static func endOfCode(_ page: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 < page.count {
            if page[index] == 0x3C, page[index + 1] == 0x2F, starts(page, with: "s", at: index + 2) { return index }
            index += 1
        }
        return page.count
    }

    private static func starts(_ page: UnsafeBufferPointer<UInt8>, with word: String, at place: Int) -> Bool {
        var index = place
        for byte in word.utf8 {
            guard index < page.count, page[index] | 0x20 == byte else { return false }
            index += 1
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }
}
