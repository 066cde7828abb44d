/// The text of a document: its scalars, and beside them their folded form. Positions in both are the same.
struct Text: Sendable {
    let scalars: [UInt32]
    var folded: [Character16]

    init(_ string: String) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(string.utf8.count / 2)
        for scalar in string.unicodeScalars { scalars.append(scalar.value) }
        self.scalars = scalars
        folded = scalars.map(Fold.fold)
    }

    var count: Int { scalars.count }

    /// The words as printed.
    func string(_ span: Span) -> String {
        var view = String.UnicodeScalarView()
        for index in clamp(span) {
            if let scalar = Unicode.Scalar(scalars[index]) { view.append(scalar) }
        }
        return String(view)
    }

    /// The words as printed, without white space that only lays them out: none between Han characters, one blank between Latin words.
    func tidy(_ span: Span) -> String {
        var view = String.UnicodeScalarView()
        var blank = false
        for index in clamp(span) {
            let character = folded[index]
            if character.isBlank || character == Fold.newline {
                blank = true
                continue
            }
            guard let scalar = Unicode.Scalar(scalars[index]) else { continue }
            if blank, let last = view.last, last.properties.isAlphabetic || ("0"..."9").contains(last),
                character.isAlphanumeric, last.value < 0x3000
            {
                view.append(" ")
            }
            view.append(scalar)
            blank = false
        }
        return String(view)
    }

    private func clamp(_ span: Span) -> Range<Int> {
        let start = max(0, min(span.start, count))
        return start..<max(start, min(span.end, count))
    }
}
