/// The text of a document: its scalars, and beside them their folded form. Positions in both are the same.
struct Text: Sendable {
    let scalars: [UInt32]
    var folded: [Character16]

    init(_ string: String) {
        var string = string
        (scalars, folded) = string.withUTF8(Text.decode)
    }

    /// The scalars of UTF-8 that is known to be well formed, as that of every string is, and their folded form.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> ([UInt32], [Character16]) {
        let length = UTF8Decoder.count(bytes)
        var folded: [Character16] = []
        let scalars = [UInt32](unsafeUninitializedCapacity: length) { scalars, count in
            folded = [Character16](unsafeUninitializedCapacity: length) { characters, filled in
                var index = 0
                for place in 0..<length {
                    let scalar = UTF8Decoder.next(bytes, &index)
                    scalars[place] = scalar
                    characters[place] = Fold.fold(scalar)
                }
                (count, filled) = (length, length)
            }
        }
        return (scalars, folded)
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

/// Reads UTF-8 that is known to be well formed.
enum UTF8Decoder {
    /// How many scalars there are: every one has one byte that continues no other.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var continuing = 0
        for index in bytes.indices { continuing &+= bytes[index] & 0xC0 == 0x80 ? 1 : 0 }
        return bytes.count - continuing
    }

    /// The scalar that begins at `index`, which moves on to the next.
    @inline(__always)
    static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        // Han characters have three bytes.
        if first & 0xF0 == 0xE0, index &+ 2 < bytes.count {
            let scalar = (first & 0x0F) << 12 | UInt32(bytes[index &+ 1] & 0x3F) << 6 | UInt32(bytes[index &+ 2] & 0x3F)
            index &+= 3
            return scalar
        }
        index &+= 1
        if first < 0x80 { return first }
        var scalar = first & (first < 0xE0 ? 0x1F : 0x07)
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
            scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
            index += 1
        }
        return scalar
    }
}

enum UTF8Encoder {
    /// How many bytes a scalar takes.
    @inline(__always)
    static func length(_ scalar: UInt32) -> Int { 1 + (scalar >= 0x80 ? 1 : 0) + (scalar >= 0x800 ? 1 : 0) + (scalar >= 0x10000 ? 1 : 0) }

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
