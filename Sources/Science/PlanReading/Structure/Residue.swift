/// Marks that conversion from Word leaves in a text: bookmarks, field codes, cross-reference errors. They are blanked in the folded text,
/// so that no rule sees them and no position moves.
enum Residue {
    static func blank(_ text: inout Text) {
        var rest = 0..<text.count
        while let index = starts.first(in: text.folded, rest) {
            let end = end(of: text.folded, at: index) ?? index
            for position in index..<end { text.folded[position] = Fold.space }
            rest = max(index + 1, end)..<text.count
        }
    }

    private static let starts = BitMap("*[{HP错_")

    private static let openings = Phrases<Form>([
        ("[bookmark:", .bracket), ("[书签:", .bracket), ("{TOC {PAGEREF {HYPERLINK {SEQ {REF {PAGE {STYLEREF", .brace), ("HYPERLINK\\l PAGEREF_Toc", .word),
        ("错误!未定义书签。 错误!未找到引用源。", .whole), ("_GoBack", .whole),
    ])

    private enum Form: Sendable { case bracket, brace, word, whole }

    private static func end(of characters: [Character16], at index: Int) -> Int? {
        let limit = characters.count
        if characters[index] == 0x2A { return index + 1 < limit && characters[index + 1] == 0x2A ? index + 2 : nil }  // ** of markdown
        if let whole = openings.match(characters, at: index, limit: limit) {
            switch whole.value {
            case .whole: return index + whole.length
            case .bracket: return close(characters, from: index, with: 0x5D)
            case .brace: return close(characters, from: index, with: 0x7D)
            case .word: break
            }
        }
        if characters[index] == 0x7B, index + 2 < limit, characters[index + 1] == Fold.space {  // { TOC \o }
            if let found = fieldNames.match(characters, at: index + 2, limit: limit), found.value { return close(characters, from: index, with: 0x7D) }
        }
        if let found = codes.match(characters, at: index, limit: limit) { return codeEnd(characters, index + found.length) }
        return nil
    }

    private static let fieldNames = Phrases<Bool>("TOC PAGEREF HYPERLINK SEQ REF PAGE STYLEREF FORMTEXT", true)
    private static let codes = Phrases<Bool>("PAGEREF HYPERLINK", true)

    /// PAGEREF _Toc123 \h, HYPERLINK \l "_Toc123": up to the last word of the code.
    private static func codeEnd(_ characters: [Character16], _ start: Int) -> Int? {
        var index = start
        var end = start
        var isCode = false
        while index < characters.count, index - start < 80, characters[index] != Fold.newline, characters[index] < 0x2E80 {
            if characters[index] == 0x5F || characters[index] == 0x5C { isCode = true }
            if characters[index] == Fold.tab { break }
            index += 1
            end = index
        }
        return isCode ? end : nil
    }

    private static func close(_ characters: [Character16], from index: Int, with bracket: Character16) -> Int? {
        var position = index + 1
        while position < characters.count, position - index < 200, characters[position] != Fold.newline {
            if characters[position] == bracket { return position + 1 }
            position += 1
        }
        return nil
    }
}
