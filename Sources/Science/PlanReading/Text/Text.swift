/// The text of a document: its scalars, and beside them their folded form. Positions in both are the same.
struct Text: Sendable {
    let scalars: [UInt32]
    var folded: [Character16]

    init(_ string: String) {
        var string = string
        scalars = string.withUTF8(Text.decode)
        folded = scalars.withUnsafeBufferPointer { scalars in
            Array(unsafeUninitializedCapacity: scalars.count) { characters, count in
                for index in scalars.indices { characters[index] = Fold.fold(scalars[index]) }
                count = scalars.count
            }
        }
    }

    /// The scalars of UTF-8 that is known to be well formed, as that of every string is.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        // Every scalar has one byte that continues no other.
        var length = 0
        for byte in bytes where byte & 0xC0 != 0x80 { length += 1 }
        return Array(unsafeUninitializedCapacity: length) { scalars, count in
            var index = 0
            while index < bytes.count {
                let first = UInt32(bytes[index])
                let extra = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
                var scalar = extra == 0 ? first : first & (0x3F >> UInt32(extra))
                let end = min(bytes.count, index + extra + 1)
                index += 1
                while index < end {
                    scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
                    index += 1
                }
                scalars[count] = scalar
                count += 1
            }
        }
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
    /// Writes the bytes of a scalar at a place and returns the place behind them.
    @inline(__always)
    static func append(_ scalar: UInt32, to bytes: UnsafeMutableBufferPointer<UInt8>, at place: Int) -> Int {
        switch scalar {
        case ..<0x80:
            bytes[place] = UInt8(truncatingIfNeeded: scalar)
            return place + 1
        case ..<0x800:
            bytes[place] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            bytes[place + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return place + 2
        case ..<0x10000:
            bytes[place] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            bytes[place + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            bytes[place + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return place + 3
        default:
            bytes[place] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
            bytes[place + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
            bytes[place + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            bytes[place + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return place + 4
        }
    }
}
