/// Counts the paragraphs of every list and writes their numbers as Word shows them.
///
/// A class, because the main text, text boxes and notes count on in the same lists.
final class NumberingLists {
    private let part: NumberingPart
    private let styles: StyleSheet
    /// The last number of each level, by definition: lists that share one definition count on.
    private var counts: [Int: [Int?]] = [:]
    /// The instances whose own start values have been applied.
    private var begun: Set<Int> = []

    init(_ part: NumberingPart, styles: StyleSheet) {
        self.part = part
        self.styles = styles
    }

    /// Counts one paragraph and returns its number with the gap that follows, or `nil` if the list does
    /// not exist. The level is found by the style's name if the paragraph does not state it.
    func next(list: Int, level stated: Int?, style: String?) -> String? {
        guard list != 0, let instance = part.instances[list] else { return nil }
        let definition = resolvedDefinition(instance.definition)
        let levels = levels(of: instance, definition: definition)
        let named = style.flatMap { style in levels.first { $0.value.paragraphStyle == style }?.key }
        let level = min(max(stated ?? named ?? 0, 0), 8)
        guard let format = levels[level] else { return nil }

        var slots = counts[definition] ?? Array(repeating: nil, count: NumberingPart.levels.count)
        if begun.insert(list).inserted {
            for index in instance.starts.keys where slots.indices.contains(index) { slots[index] = nil }
        }
        let start = instance.starts[level] ?? format.start
        slots[level] = slots[level].map { min($0, Int(Int32.max)) + 1 } ?? start
        for deeper in level + 1..<slots.count {
            // `lvlRestart` counts levels from 1, and 0 keeps the count for ever.
            let limit = levels[deeper]?.restartsAfter ?? deeper
            if level < limit { slots[deeper] = nil }
        }
        counts[definition] = slots
        return text(of: format, slots: slots, starts: instance.starts, levels: levels) + gap(format)
    }

    /// A definition may only point to a numbering style, whose list has the levels.
    private func resolvedDefinition(_ id: Int) -> Int {
        var id = id
        for _ in 0..<8 {
            guard let style = part.definitions[id]?.style, let list = styles.numberList(ofStyle: style),
                let next = part.instances[list]?.definition, next != id
            else { return id }
            id = next
        }
        return id
    }

    private func levels(of instance: NumberingPart.Instance, definition: Int) -> [Int: NumberLevel] {
        let own = part.definitions[definition]?.levels ?? [:]
        return instance.levels.isEmpty ? own : own.merging(instance.levels) { $1 }
    }

    private func text(
        of format: NumberLevel, slots: [Int?], starts: [Int: Int], levels: [Int: NumberLevel]
    ) -> String {
        if format.format == "bullet" { return "●" }
        var result = ""
        var characters = format.text[...]
        while let character = characters.popFirst() {
            guard character == "%", let digit = characters.first?.wholeNumberValue, (1...9).contains(digit) else {
                result.append(character)
                continue
            }
            characters = characters.dropFirst()
            let index = digit - 1
            guard let shown = levels[index] else { continue }
            let value = slots[index] ?? starts[index] ?? shown.start
            let style = format.isLegal && shown.format != "none" ? "decimal" : shown.format
            result += NumberFormat.write(value, as: style, sample: shown.sample)
        }
        return result
    }

    private func gap(_ format: NumberLevel) -> String {
        if format.suffix == "nothing" { return "" }
        return format.format != "bullet" && format.text.isEmpty ? "" : " "
    }
}
