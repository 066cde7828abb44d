/// Reads numbers as plans print them: 829700, 1,200.5, ３４.43, 四百, 十二, 二〇二五, 2.2万 …
enum Numerals {
    /// A number and where it ends. `unitPower` is the power of ten of a multiplier that stands after the digits and belongs to the unit (2.2万 → 4).
    struct Reading {
        var number: Number
        var end: Int
        var isHan: Bool
    }

    /// The number that begins at `index`, if one does.
    static func read(_ characters: [Character16], at index: Int, limit: Int) -> Reading? {
        guard index < limit else { return nil }
        if characters[index].isDigit { return readDigits(characters, at: index, limit: limit) }
        if digit(characters[index]) != nil || power(characters[index]) != nil {
            return readHan(characters, at: index, limit: limit)
        }
        return nil
    }

    // MARK: Arabic digits

    private static func readDigits(_ characters: [Character16], at index: Int, limit: Int) -> Reading? {
        var position = index
        var digits: Int64 = 0
        var count = 0
        var scale = 0
        var sawPoint = false
        while position < limit {
            let character = characters[position]
            if character.isDigit {
                count += 1
                if count <= 17 { digits = digits * 10 + Int64(character - 0x30) }
                if sawPoint { scale += 1 }
            } else if character == 0x2E, !sawPoint, position + 1 < limit, characters[position + 1].isDigit {
                sawPoint = true
            } else if character == 0x2C, !sawPoint, isGroup(characters, at: position + 1, limit: limit) {
                // A comma between groups of three digits.
            } else {
                break
            }
            position += 1
        }
        guard count <= 17 else { return nil }
        return Reading(number: Number(digits, scale: scale), end: position, isHan: false)
    }

    /// Three digits and no fourth.
    private static func isGroup(_ characters: [Character16], at index: Int, limit: Int) -> Bool {
        guard index + 3 <= limit, characters[index..<index + 3].allSatisfy(\.isDigit) else { return false }
        return index + 3 == limit || !characters[index + 3].isDigit
    }

    // MARK: Chinese numerals

    private static func readHan(_ characters: [Character16], at index: Int, limit: Int) -> Reading? {
        var position = index
        while position < limit, position - index < 16, digit(characters[position]) != nil || power(characters[position]) != nil {
            position += 1
        }
        let run = characters[index..<position]
        if run.allSatisfy({ digit($0) != nil }) {
            if run.count == 1, let only = run.first.flatMap(digit) {
                return Reading(number: Number(Int64(only)), end: position, isHan: true)
            }
            // 二〇二五: digit by digit. 三五 (three to five) is left alone.
            guard run.count >= 4 else { return nil }
            let value = run.reduce(Int64(0)) { $0 * 10 + Int64(digit($1) ?? 0) }
            return Reading(number: Number(value), end: position, isHan: true)
        }
        guard let value = compose(run) else { return nil }
        return Reading(number: Number(value), end: position, isHan: true)
    }

    /// 三千二百万 → 32000000, 一亿二千万 → 120000000: what stands before 万 and before 亿 is counted by itself.
    private static func compose(_ run: ArraySlice<Character16>) -> Int64? {
        var hundredMillions: Int64 = 0
        var tenThousands: Int64 = 0
        var section: Int64 = 0
        var current: Int64?
        for character in run {
            if let value = digit(character) {
                if let pending = current, pending != 0 { return nil }
                current = Int64(value)
            } else if let tens = power(character) {
                switch tens {
                case 8:
                    let before = tenThousands + section + (current ?? 0)
                    hundredMillions += (before == 0 ? 1 : before) * 100_000_000
                    (tenThousands, section) = (0, 0)
                case 4:
                    let before = section + (current ?? 0)
                    tenThousands += (before == 0 ? 1 : before) * 10_000
                    section = 0
                default: section += (current ?? 1) * Int64(pow10(tens))
                }
                if hundredMillions > 1_000_000_000_000_000_000 / 10 || tenThousands > 1_000_000_000_000 { return nil }
                current = nil
            }
        }
        return hundredMillions + tenThousands + section + (current ?? 0)
    }

    private static func pow10(_ tens: Int) -> Int { (0..<tens).reduce(1) { value, _ in value * 10 } }

    /// What a number may begin with.
    static let starts = BitMap("0123456789零〇一二两三四五六七八九十百千万亿")

    @inline(__always)
    static func digit(_ character: Character16) -> Int? {
        switch character {
        case 0x96F6, 0x3007: 0  // 零 〇
        case 0x4E00: 1
        case 0x4E8C, 0x4E24: 2  // 二 两
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    @inline(__always)
    static func power(_ character: Character16) -> Int? {
        switch character {
        case 0x5341: 1  // 十
        case 0x767E: 2
        case 0x5343: 3
        case 0x4E07: 4  // 万
        case 0x4EBF: 8  // 亿
        default: nil
        }
    }
}
