/// The text of a document: its scalars, and beside them their folded form. Positions in both are the same.
struct Text: Sendable {
    let scalars: [UInt32]
    var folded: [Character16]

    init(_ string: String) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(string.utf8.count / 2)
        var folded: [Character16] = []
        folded.reserveCapacity(string.utf8.count / 2)
        for scalar in string.unicodeScalars {
            scalars.append(scalar.value)
            folded.append(Fold.fold(scalar.value))
        }
        self.scalars = scalars
        self.folded = folded
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

enum UTF8Encoder {
    @inline(__always)
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case ..<0x10000:
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
