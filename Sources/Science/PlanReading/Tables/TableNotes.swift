/// What the brackets and stars of a table mean, as its own note says: “注：[ ]内为五年累计数”.
struct TableMarks {
    enum Meaning: Equatable { case cumulative, estimate, other }

    struct Mark {
        /// The opening character, folded: 【 for 【】, 〔〕 and 〖〗, [ for ［］.
        var character: Character16
        var meaning: Meaning
        var span: Span
    }

    var marks: [Mark] = []

    init(_ layout: Layout, note: Range<Int>?) {
        guard let note else { return }
        // ※备注： opens the note and is no mark itself.
        var index = (note.prefix(8).first { layout.stream[$0] == 0x3A }).map { $0 + 1 } ?? note.lowerBound
        while index < note.upperBound {
            let character = layout.stream[index]
            if TableMarks.openings.contains(character) {
                var end = index + 1
                while end < note.upperBound, ![0x3B, 0x3002].contains(layout.stream[end]) { end += 1 }
                marks.append(
                    Mark(character: character, meaning: TableMarks.meaning(layout.stream.characters, index..<end), span: layout.stream.span(index..<end)))
                index = end
            } else {
                index += 1
            }
        }
    }

    func meaning(of character: Character16) -> Meaning? { marks.first { $0.character == character }?.meaning }

    static let openings: BitMap = {
        var map = BitMap()
        for character in folded("【[*★※") { map.insert(character) }
        return map
    }()

    private static func meaning(_ characters: [Character16], _ range: Range<Int>) -> Meaning {
        if cumulative.occurs(in: characters, range) { return .cumulative }
        return estimate.occurs(in: characters, range) ? .estimate : .other
    }

    private static let cumulative = Phrases<Bool>("累计 新增 合计 五年 总数 总量", true)
    private static let estimate = Phrases<Bool>("预估 预计 估算 预测 初步 快报", true)
}
