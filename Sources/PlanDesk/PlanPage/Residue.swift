import PlanReading

extension SourcePositions {
    /// “[bookmark: _Toc76135053]”: names of bookmarks that an office program left in the text when it saved it as plain text.
    var residue: [Span] {
        var spans: [Span] = []
        let opening = Array("[bookmark:".utf8)
        var scalar = 0
        var start: Int?
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte & 0xC0 != 0x80 {
                if byte == 0x5B && bytes[offset...].starts(with: opening) {
                    start = scalar
                } else if byte == 0x0A {
                    start = nil
                } else if byte == 0x5D, let first = start {
                    spans.append(Span(first, scalar + 1))
                    start = nil
                }
                scalar += 1
            }
            offset += 1
        }
        return spans
    }
}
