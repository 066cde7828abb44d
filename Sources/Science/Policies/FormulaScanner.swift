/// From characters to tokens. Full-width signs mean the same as narrow ones.
struct FormulaScanner {
    private let characters: [Character]
    private var next = 0

    init(_ text: String) { characters = Array(text) }

    private static let signs: [Character: String] = [
        "+": "+", "＋": "+", "-": "−", "−": "−", "－": "−", "*": "×", "×": "×", "/": "÷", "÷": "÷", "(": "(", "（": "(", ")": ")", "）": ")", ",": ",", "，": ",",
        ";": ";", "；": ";", ":": ":", "：": ":", "=": "=", "＝": "=", "≠": "≠", "<": "<", "＜": "<", ">": ">", "＞": ">", "≤": "≤", "≥": "≥",
    ]
    private static let units: [(text: String, fen: Int128)] = [("亿元", 10_000_000_000), ("万元", 1_000_000), ("万", 1_000_000), ("元", 100)]
    /// What people write after a plain number: 500人.
    private static let counters: Set<Character> = ["人", "家", "项", "件", "个", "年", "台", "套", "次"]

    mutating func tokens() throws(FormulaProblem) -> [(token: FormulaReader.Token, place: Int)] {
        var tokens: [(token: FormulaReader.Token, place: Int)] = []
        while next < characters.count {
            let (character, place) = (characters[next], next + 1)
            if character.isWhitespace {
                next += 1
            } else if character.isASCII, character.isNumber {
                tokens.append((try number(), place))
            } else if let sign = FormulaScanner.signs[character] {
                next += 1
                if sign == "<" || sign == ">", next < characters.count, FormulaScanner.signs[characters[next]] == "=" {
                    next += 1
                    tokens.append((.sign(sign == "<" ? "≤" : "≥"), place))
                } else {
                    tokens.append((.sign(sign), place))
                }
            } else if isNamed(character) {
                tokens.append((.name(name()), place))
            } else {
                throw FormulaProblem(place: place, message: Wording("第 \(place) 个字“\(character)”不认识", en: "Character \(place), “\(character)”, is not known"))
            }
        }
        return tokens
    }

    private func isNamed(_ character: Character) -> Bool { character.isLetter || character == "_" || (character.isNumber && !character.isASCII) }

    private mutating func name() -> String {
        let start = next
        while next < characters.count, isNamed(characters[next]) || characters[next].isNumber { next += 1 }
        return String(characters[start..<next])
    }

    private mutating func number() throws(FormulaProblem) -> FormulaReader.Token {
        let place = next + 1
        var (whole, scale, digits, isAfterPoint): (Int128, Int128, Int, Bool) = (0, 1, 0, false)
        while next < characters.count, let digit = characters[next].wholeNumberValue, characters[next].isASCII {
            (whole, digits) = (whole * 10 + Int128(digit), digits + 1)
            if isAfterPoint { scale *= 10 }
            next += 1
            guard digits <= 15 else { throw FormulaProblem(place: place, message: Wording("这个数太长", en: "This number is too long")) }
            if !isAfterPoint, next + 1 < characters.count, characters[next] == ".", characters[next + 1].isASCII, characters[next + 1].isNumber {
                isAfterPoint = true
                next += 1
            }
        }
        if next < characters.count, characters[next] == "%" || characters[next] == "％" {
            next += 1
            return .number(Exact(whole, over: scale * 100) ?? .zero, .plain)
        }
        // As amounts are printed, a space may stand before the unit.
        let rest = next < characters.count && characters[next] == " " ? next + 1 : next
        for unit in FormulaScanner.units where characters[rest...].starts(with: unit.text) {
            next = rest + unit.text.count
            return .number(Exact(whole * unit.fen, over: scale) ?? .zero, .money)
        }
        if next < characters.count, FormulaScanner.counters.contains(characters[next]) { next += 1 }
        return .number(Exact(whole, over: scale) ?? .zero, .plain)
    }
}
