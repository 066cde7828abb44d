/// The name of an indicator, cleared of what the cell or the sentence adds to it: number, unit in brackets, marks, 其中.
struct IndicatorName {
    var range: Range<Int>
    var unit: Range<Int>?
    var mark: Character16?
    var isCumulative = false

    static func read(_ characters: [Character16], _ cell: Range<Int>) -> IndicatorName {
        var name = IndicatorName(range: cell)
        name.dropNumber(characters)
        var changed = true
        while changed {
            changed = name.dropTrailingMark(characters) || name.dropTrailingUnit(characters) || name.dropEdge(characters)
        }
        if let lead = leads.match(characters, at: name.range.lowerBound, limit: name.range.upperBound), lead.length < name.range.count {
            name.range = name.range.lowerBound + lead.length..<name.range.upperBound
        }
        name.isCumulative = cumulative.occurs(in: characters, name.range)
        return name
    }

    private mutating func dropNumber(_ characters: [Character16]) {
        guard let number = Numbering.read(characters, range), number.style >= .han, number.end < range.upperBound else { return }
        // 一般公共预算 and 3D are no numbers: they have no mark behind them.
        range = number.end..<range.upperBound
    }

    /// 【】, [ ], *, ① at the end.
    private mutating func dropTrailingMark(_ characters: [Character16]) -> Bool {
        guard let last = range.last else { return false }
        let character = characters[last]
        if (0x2460...0x2473).contains(character) || character == 0x2A || character == 0x2605 || character == 0x203B {
            if character == 0x2A || character == 0x2605 || character == 0x203B { mark = character }
            range = range.lowerBound..<last
            return true
        }
        if character == 0x3011 || character == 0x5D, let open = range.last(where: { [0x3010, 0x5B].contains(characters[$0]) }), last - open <= 2 {
            mark = characters[open]
            range = range.lowerBound..<open
            return true
        }
        return false
    }

    /// （家）, （%）, ，亿元, /万元 at the end.
    private mutating func dropTrailingUnit(_ characters: [Character16]) -> Bool {
        guard let last = range.last else { return false }
        if characters[last] == 0x29, let open = range.last(where: { characters[$0] == 0x28 }) {
            var inner = open + 1..<last
            if let word = IndicatorName.unitLabel.match(characters, at: inner.lowerBound, limit: inner.upperBound) {
                inner = inner.lowerBound + word.length..<inner.upperBound
            }
            if Units.isUnit(characters, inner) {
                unit = unit ?? inner
                range = range.lowerBound..<open
                return true
            }
            if inner.isEmpty {
                range = range.lowerBound..<open
                return true
            }
        }
        if let comma = range.suffix(8).first(where: { characters[$0] == 0x2C || characters[$0] == 0x3A }),
            Units.isUnit(characters, comma + 1..<range.upperBound)
        {
            unit = unit ?? comma + 1..<range.upperBound
            range = range.lowerBound..<comma
            return true
        }
        return false
    }

    private mutating func dropEdge(_ characters: [Character16]) -> Bool {
        guard let first = range.first, let last = range.last else { return false }
        if [0x3A, 0x2C, 0x3001, 0x3002, Fold.space].contains(characters[last]) {
            range = range.lowerBound..<last
            return true
        }
        if [0x23, 0x2D, 0x25CF, 0x2A].contains(characters[first]) {
            if characters[first] == 0x2A { mark = 0x2A }
            range = first + 1..<range.upperBound
            return true
        }
        return false
    }

    private static let unitLabel = Phrases<Bool>("单位: 单位", true)
    private static let leads = Phrases<Bool>("其中: 其中", true)
    private static let cumulative = Phrases<Bool>("新增 累计", true)
}
