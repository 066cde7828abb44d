/// Parts the running text into sentences with ids of their own.
enum ClauseReader {
    static func read(_ layout: Layout, _ structure: Structure) -> [Clause] {
        var clauses: [Clause] = []
        clauses.reserveCapacity(structure.sentences.all.count)
        var seen = HashTable(capacity: structure.sentences.all.count)
        let characters = layout.stream.characters
        for sentence in structure.sentences.all where sentence.range.count > 1 {
            let hash = hash(characters, sentence.range)
            let repetition = (seen.find(hash) ?? -1) + 1
            seen.replace(hash, repetition)
            clauses.append(
                Clause(
                    id: id(hash, Int(repetition)), span: layout.stream.span(sentence.range), heading: structure.headingOf[sentence.element],
                    box: structure.boxOf[sentence.element]))
        }
        return clauses
    }

    /// FNV-1a over the folded characters: the same words have the same id wherever they stand.
    private static func hash(_ characters: [Character16], _ range: Range<Int>) -> UInt64 {
        characters.withUnsafeBufferPointer { characters in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for index in range { hash = (hash ^ UInt64(characters[index])) &* 0x0000_0100_0000_01b3 }
            return hash
        }
    }

    /// c and the last nine digits of the hash to the base 36.
    private static func id(_ hash: UInt64, _ repetition: Int) -> String {
        let short = String(unsafeUninitializedCapacity: 10) { bytes in
            var rest = hash
            var count = 1
            while count < 10, rest > 0 || count == 1 {
                let digit = UInt8(truncatingIfNeeded: rest % 36)
                bytes[count] = digit < 10 ? 0x30 + digit : 0x57 + digit
                rest /= 36
                count += 1
            }
            bytes[0] = 0x63
            bytes[1..<count].reverse()
            return count
        }
        return repetition == 0 ? short : short + "-\(repetition + 1)"
    }
}
