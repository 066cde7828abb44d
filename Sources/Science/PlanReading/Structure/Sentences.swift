/// A sentence and the element it stands in.
struct Sentence {
    var range: Range<Int>
    var element: Int
    var triggers: Triggers

    func has(_ triggers: Triggers) -> Bool { self.triggers.isSuperset(of: triggers) }

    /// A number in digits or in words may stand in it.
    var mayCount: Bool { !triggers.isDisjoint(with: [.digit, .numeral]) }
    /// A year, a span of years or a period may be named in it.
    var mayTime: Bool { mayCount || has(.works) }
}

/// The sentences of all paragraphs, parted once for everyone who reads them.
struct Sentences {
    private(set) var all: [Sentence] = []
    /// For each element where its sentences begin; one more at the end.
    private var starts: [Int] = []

    init() {}

    /// The sentences of each paragraph from where its body begins.
    init(_ layout: Layout, from start: (Int) -> Int) {
        starts.reserveCapacity(layout.elements.count + 1)
        let characters = layout.stream.characters
        for (index, element) in layout.elements.enumerated() {
            starts.append(all.count)
            guard !element.isTable, Sentences.isParted(element.role) else { continue }
            let start = start(index)
            Sentences.split(characters, start..<max(start, element.range.upperBound), element: index, into: &all)
        }
        starts.append(all.count)
    }

    private static func isParted(_ role: Element.Role) -> Bool {
        switch role {
        case .noise, .front, .title: false
        default: true
        }
    }

    func of(_ element: Int) -> ArraySlice<Sentence> { all[starts[element]..<starts[element + 1]] }

    static func split(_ characters: [Character16], _ range: Range<Int>, element: Int = 0) -> [Sentence] {
        var result: [Sentence] = []
        split(characters, range, element: element, into: &result)
        return result
    }

    /// Sentences end with 。 ！ ？. What runs on for longer than any sentence is parted at a comma, so that no rule looks further than that.
    private static func split(_ characters: [Character16], _ range: Range<Int>, element: Int, into result: inout [Sentence]) {
        characters.withUnsafeBufferPointer { characters in
            Triggers.table.withUnsafeBufferPointer { triggers in
                var start = range.lowerBound
                var found: UInt32 = 0
                for index in range {
                    let character = characters[index]
                    found |= triggers[Int(character)]
                    let ends = triggers[Int(character)] & Triggers.stop.rawValue != 0
                    guard ends || index - start >= softLimit else { continue }
                    let runsOn = character == 0x2C || character == 0x3B || character == 0x3001 || index - start >= hardLimit
                    guard ends || runsOn else { continue }
                    result.append(Sentence(range: start..<index + 1, element: element, triggers: Triggers(rawValue: found)))
                    start = index + 1
                    found = 0
                }
                if start < range.upperBound { result.append(Sentence(range: start..<range.upperBound, element: element, triggers: Triggers(rawValue: found))) }
            }
        }
    }

    private static let softLimit = 500
    private static let hardLimit = 1000
}
