/// How like two names are.
enum Similarity {
    /// A name without brackets, quotes, blanks and particles.
    static func plain(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        var depth = 0
        for scalar in name.unicodeScalars {
            switch scalar {
            case "（", "(": depth += 1
            case "）", ")": depth = max(0, depth - 1)
            case "“", "”", "\"", "《", "》", "的", "、", "，", "·": break
            default: if depth == 0, !scalar.properties.isWhitespace { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// 1 where the names are equal, 0.85 where one holds the other, else the ratio of matching characters (Ratcliff and Obershelp 1988).
    static func of(_ left: String, _ right: String) -> Double {
        let (left, right) = (plain(left), plain(right))
        if left == right { return 1 }
        if !left.isEmpty, !right.isEmpty, left.contains(right) || right.contains(left) { return 0.85 }
        let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        return a.count + b.count == 0 ? 1 : 2 * Double(matching(a[...], b[...])) / Double(a.count + b.count)
    }

    /// Characters in the longest common run, and in those to its left and right.
    private static func matching(_ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>) -> Int {
        var best = (i: a.startIndex, j: b.startIndex, length: 0)
        for i in a.indices {
            for j in b.indices {
                var length = 0
                while i + length < a.endIndex, j + length < b.endIndex, a[i + length] == b[j + length] { length += 1 }
                if length > best.length { best = (i, j, length) }
            }
        }
        guard best.length > 0 else { return 0 }
        return best.length + matching(a[..<best.i], b[..<best.j]) + matching(a[(best.i + best.length)...], b[(best.j + best.length)...])
    }
}
