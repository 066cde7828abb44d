/// How characters are written as bytes.
struct TextEncoding: Equatable {
    /// The name by which both `iconv` and people know it.
    let name: String
    /// The smallest step in bytes, by which an undecodable place is skipped.
    let unit: Int

    static let utf8 = TextEncoding(name: "UTF-8", unit: 1)
    static let utf16LittleEndian = TextEncoding(name: "UTF-16LE", unit: 2)
    static let utf16BigEndian = TextEncoding(name: "UTF-16BE", unit: 2)
    static let utf32LittleEndian = TextEncoding(name: "UTF-32LE", unit: 4)
    static let utf32BigEndian = TextEncoding(name: "UTF-32BE", unit: 4)
    /// Contains GB 2312 and GBK, and every character of Unicode besides.
    static let gb18030 = TextEncoding(name: "GB18030", unit: 1)

    /// The encoding that a document names itself, as `<meta charset>` does. What is called GB 2312 or
    /// GBK is in practice often more, so both are read as GB 18030; for the same reason Latin 1 is
    /// read as Windows 1252, as all browsers do.
    init(declared: String) {
        switch declared.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "us-ascii", "ascii": self = .utf8
        case "gb2312", "gb_2312-80", "gb_2312", "gbk", "x-gbk", "cp936", "windows-936", "hz-gb-2312", "gb18030", "chinese":
            self = .gb18030
        case "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "iso-8859-1", "latin1": self.init(name: "WINDOWS-1252", unit: 1)
        case "big5", "big5-hkscs", "cn-big5": self.init(name: "BIG5-HKSCS", unit: 1)
        default: self.init(name: declared.uppercased(), unit: 1)
        }
    }

    private init(name: String, unit: Int) {
        self.name = name
        self.unit = unit
    }

    /// The encoding that a byte order mark states, and the length of the mark.
    static func marked(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        let marks: [([UInt8], TextEncoding)] = [
            ([0xEF, 0xBB, 0xBF], .utf8),
            ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
            ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
            ([0xFF, 0xFE], .utf16LittleEndian),
            ([0xFE, 0xFF], .utf16BigEndian),
            ([0x84, 0x31, 0x95, 0x33], .gb18030),
        ]
        return marks.first { bytes.starts(with: $0.0) }.map { ($0.1, $0.0.count) }
    }
}

/// Finds the encoding of a text that does not state it, by what the bytes would mean in each.
enum EncodingGuess {
    /// What the first kilobytes look like is what the whole is.
    private static let sampleLength = 64 << 10

    /// The encoding of `bytes`, which are not wholly valid UTF-8, or `nil` if they are not text.
    static func encoding(of bytes: [UInt8]) -> TextEncoding? {
        let sample = bytes.prefix(sampleLength)
        let zeros = sample.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
        if zeros > sample.count / 100, let wide = wideEncoding(of: sample) { return wide }
        if isMostlyUTF8(sample) { return .utf8 }
        return likeliestChinese(of: sample, hasZeros: zeros > sample.count / 1000)
    }

    /// Texts with ASCII in them have zero bytes at regular places when two or four bytes make a character.
    private static func wideEncoding(of sample: ArraySlice<UInt8>) -> TextEncoding? {
        var zeros = [0, 0, 0, 0]
        var digitsAndSigns = 0
        for (index, byte) in sample.enumerated() {
            if byte == 0 { zeros[index & 3] += 1 } else if byte < 0x80 { digitsAndSigns += 1 }
        }
        let quarter = sample.count / 4
        if zeros[2] + zeros[3] > quarter * 19 / 10 - 2, zeros[0] < quarter / 10 + 1 { return .utf32LittleEndian }
        if zeros[0] + zeros[1] > quarter * 19 / 10 - 2, zeros[3] < quarter / 10 + 1 { return .utf32BigEndian }
        let candidates: [TextEncoding] = [.utf16LittleEndian, .utf16BigEndian]
        let scores = candidates.map { (encoding: $0, score: plausibility(of: sample, as: $0)) }
        guard let best = scores.max(by: { $0.score < $1.score }), best.score > 0.9 else { return nil }
        return best.encoding
    }

    /// The part of two-byte units that are characters which Chinese texts consist of.
    private static func plausibility(of sample: ArraySlice<UInt8>, as encoding: TextEncoding) -> Double {
        var good = 0
        var all = 0
        forEachUnit(of: sample, bigEndian: encoding == .utf16BigEndian) { unit in
            all += 1
            switch unit {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20...0x7E, 0xA0...0xFF, 0x2010...0x2642, 0x3000...0x303F,
                0x4E00...0x9FFF, 0xFF00...0xFFEF:
                good += 1
            default: break
            }
        }
        return all == 0 ? 0 : Double(good) / Double(all)
    }

    private static func forEachUnit(of sample: ArraySlice<UInt8>, bigEndian: Bool, _ body: (UInt16) -> Void) {
        var index = sample.startIndex
        while index + 1 < sample.endIndex {
            let first = UInt16(sample[index])
            let second = UInt16(sample[index + 1])
            body(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
    }

    /// Whether well-formed sequences outnumber the broken ones so far that the breaks must be damage.
    private static func isMostlyUTF8(_ sample: ArraySlice<UInt8>) -> Bool {
        var sequences = 0
        var broken = 0
        var index = sample.startIndex
        while index < sample.endIndex {
            let byte = sample[index]
            let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            let end = index + max(1, length)
            if end > sample.endIndex { break }
            if length == 0 || !sample[index + 1..<end].allSatisfy({ $0 & 0xC0 == 0x80 }) {
                broken += 1
                index += 1
            } else {
                // Two-byte sequences are also what common GBK pairs look like: they prove nothing.
                if length > 2 { sequences += 1 }
                index = end
            }
        }
        return sequences > broken * 10
    }

    /// Without zero bytes, UTF-16 and GB 18030 are told apart by which of them yields everyday characters.
    private static func likeliestChinese(of sample: ArraySlice<UInt8>, hasZeros: Bool) -> TextEncoding? {
        let bytes = Array(sample)
        var best: (encoding: TextEncoding, score: Double)?
        for encoding in [TextEncoding.gb18030, .utf16LittleEndian, .utf16BigEndian] {
            if encoding.unit == 2 && plausibility(of: sample, as: encoding) < 0.95 { continue }
            if encoding == .gb18030 && hasZeros { continue }
            let score = everyday(bytes, as: encoding)
            if score > (best?.score ?? 0) { best = (encoding, score) }
        }
        guard let best, best.score > 0.3 else { return nil }
        return best.encoding
    }

    /// The part of the characters that a Chinese reader meets every day: ASCII, punctuation and the
    /// 3,755 characters of the first level of GB 2312, which its codes show without a table of ours.
    private static func everyday(_ bytes: [UInt8], as encoding: TextEncoding) -> Double {
        let codes = encoding == .gb18030 ? bytes : (Converter.convert(bytes, from: encoding.name, to: "GB18030") ?? [])
        var common = 0
        var all = 0
        var index = 0
        while index < codes.count {
            let lead = codes[index]
            all += 1
            guard lead >= 0x80 else {
                if lead >= 0x20 && lead != 0x7F || (0x09...0x0D).contains(lead) { common += 1 }
                index += 1
                continue
            }
            guard index + 1 < codes.count else { break }
            let trail = codes[index + 1]
            if (0xA1...0xFE).contains(trail), (0xB0...0xD7).contains(lead) || (0xA1...0xA3).contains(lead) { common += 1 }
            index += (0x30...0x39).contains(trail) ? 4 : 2
        }
        return all == 0 ? 0 : Double(common) / Double(all)
    }
}
