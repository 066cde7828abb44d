public import PlanReading

/// Finds the line, the column and the words of a span. One pass over the text when made, a binary search for each question afterwards.
public struct SourcePositions: Sendable {
    /// The text in UTF-8.
    let bytes: [UInt8]
    /// Number of Unicode scalars in the text.
    public let count: Int
    /// The scalar offset at which each line starts.
    private let lineStarts: [Int]
    /// The byte offset of every 64th scalar, so that any other is at most 63 steps away.
    private let checkpoints: [Int]

    private static let stride = 64

    /// A place in the text as people count: from one.
    public struct Position: Hashable, Sendable {
        public let line: Int
        public let column: Int
    }

    public init(_ text: String) {
        let bytes = Array(text.utf8)
        var lineStarts = [0]
        var checkpoints: [Int] = []
        checkpoints.reserveCapacity(bytes.count / (SourcePositions.stride * 2) + 1)
        var scalar = 0
        for (offset, byte) in bytes.enumerated() where !SourcePositions.continues(byte) {
            if scalar % SourcePositions.stride == 0 { checkpoints.append(offset) }
            scalar += 1
            // A lone carriage return ends a line too; the one of a pair does not, its line feed does.
            let isReturn = byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
            if byte == 0x0A || isReturn { lineStarts.append(scalar) }
        }
        self.bytes = bytes
        self.lineStarts = lineStarts
        self.checkpoints = checkpoints
        count = scalar
    }

    /// Number of lines in the text.
    public var lines: Int { lineStarts.count }

    /// Line and column of a scalar.
    public func position(of scalar: Int) -> Position {
        let scalar = clamped(scalar)
        let line = lineStarts.partition { $0 > scalar }
        return Position(line: line, column: scalar - lineStarts[line - 1] + 1)
    }

    /// The line on which a span starts.
    public func line(of span: Span) -> Int { position(of: span.start).line }

    /// The words of a span, without the white space that only lays them out, cut to `limit` characters.
    public func quote(_ span: Span, limit: Int = 60) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        var hasGap = false
        // Only as much is decoded as is shown; white space is the reason to take more than the limit.
        let end = min(span.end, span.start + limit * 4 + 64)
        for scalar in String(decoding: utf8(Span(span.start, end)), as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 {
                hasGap = length > 0
                continue
            }
            if length == limit { return String(result) + "…" }
            if hasGap, let last = result.last, last.value < 0x2E80 || scalar.value < 0x2E80 {
                result.append(" ")
            }
            result.append(scalar)
            length += 1
            hasGap = false
        }
        return String(result) + (end < span.end ? "…" : "")
    }

    /// The bytes of a span.
    func utf8(_ span: Span) -> ArraySlice<UInt8> {
        let start = byteOffset(of: span.start)
        return bytes[start..<max(start, byteOffset(of: span.end))]
    }

    /// Where a scalar starts in the bytes.
    func byteOffset(of scalar: Int) -> Int {
        let scalar = max(0, scalar)
        guard scalar < count else { return bytes.count }
        var offset = checkpoints[scalar / SourcePositions.stride]
        for _ in 0..<(scalar % SourcePositions.stride) {
            offset += 1
            while offset < bytes.count && SourcePositions.continues(bytes[offset]) { offset += 1 }
        }
        return offset
    }

    /// The span without white space at its ends.
    func trimmed(_ span: Span) -> Span {
        var start = clamped(span.start)
        var end = max(start, clamped(span.end))
        while start < end, isWhite(start) { start += 1 }
        while end > start, isWhite(end - 1) { end -= 1 }
        return Span(start, end)
    }

    private func isWhite(_ scalar: Int) -> Bool {
        let offset = byteOffset(of: scalar)
        let byte = bytes[offset]
        if byte < 0x80 { return byte <= 0x20 }
        // U+3000 ideographic space and U+00A0.
        if byte == 0xE3 { return offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] == 0x80 }
        return byte == 0xC2 && offset + 1 < bytes.count && bytes[offset + 1] == 0xA0
    }

    private func clamped(_ scalar: Int) -> Int { max(0, min(scalar, count)) }

    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
