/// Makes text fit for a cell.
enum CellText {
    /// The most UTF-16 units that Excel keeps in a cell.
    static let longest = 32_767
    /// The most characters that Excel keeps in a sheet's name.
    static let longestName = 31

    /// The text without characters that XML forbids, ended by “…” where Excel would end it without.
    static func fit(_ text: String) -> String {
        let isPlain = text.utf8.count <= longest && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x5F }
        if isPlain { return text }
        var result = String.UnicodeScalarView()
        var units = 0
        let fits = text.utf16.count <= longest
        for scalar in text.unicodeScalars where isAllowed(scalar) {
            units += scalar.value > 0xFFFF ? 2 : 1
            if !fits && units > longest - 1 {
                result.append("…")
                break
            }
            result.append(scalar)
        }
        guard text.utf8.contains(0x5F) else { return String(result) }
        return String(result).replacing(escape) { "_x005F\($0.output)" }
    }

    /// Excel takes `_x000D_` in a file for a character of that number; the text means itself.
    private static var escape: Regex<Substring> { /_x[0-9A-Fa-f]{4}_/ }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// A name that Excel allows and that is not yet among `taken` (in lower case).
    static func sheetName(_ wanted: String, taken: Set<String>) -> String {
        let allowed = wanted.unicodeScalars.map { scalar -> Unicode.Scalar in
            "[]:*?/\\".unicodeScalars.contains(scalar) || !isAllowed(scalar) ? " " : scalar
        }
        var base = String(String.UnicodeScalarView(allowed))
        while let edge = base.first, edge == "'" || edge.isWhitespace { base.removeFirst() }
        while let edge = base.last, edge == "'" || edge.isWhitespace { base.removeLast() }
        if base.isEmpty { base = "Sheet" }
        var name = cut(base, to: longestName)
        var number = 2
        // Excel keeps the name History for itself.
        while taken.contains(name.lowercased()) || name.lowercased() == "history" {
            let ending = " (\(number))"
            name = cut(base, to: longestName - ending.utf16.count) + ending
            number += 1
        }
        return name
    }

    private static func cut(_ text: String, to units: Int) -> String {
        var result = ""
        var count = 0
        for character in text {
            count += character.utf16.count
            if count > units { break }
            result.append(character)
        }
        return result
    }

    /// In points.
    static let lineHeight = 15.0
    /// Excel ends at 409 points.
    static let mostLines = 27

    /// How many lines the row needs: those of its longest cell in a column that wraps. A Han character takes two widths.
    static func lines(_ values: [Workbook.Value], _ columns: [Workbook.Column]) -> Int {
        zip(values, columns).reduce(1) { most, cell in
            guard cell.1.wraps, case .text(let text) = cell.0 else { return most }
            let width = max(2, Int(cell.1.width) - 1)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
                let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
                return sum + max(1, (columns + width - 1) / width)
            }
            return max(most, lines)
        }
    }
}
