/// CSV, TSV and their like (RFC 4180), with what programs make of them: any of four delimiters, any line end, a
/// byte order mark, Excel's line `sep=;`, and quotes that are not closed.
struct DelimitedText: Sendable {
    let name: String
    let encoding: String
    let warnings: [Remark]
    let delimiter: UInt8
    private let bytes: [UInt8]
    private let start: Int
    private let limits: Limits

    /// Text of any encoding that is known.
    init(bytes: [UInt8], name: String, limits: Limits) throws(DocumentError) {
        let decoded: TextDecoder.Decoded
        do {
            decoded = try TextDecoder(name: name).decode(bytes, declared: nil)
        } catch .unsupported {
            throw .notSpreadsheet(name: name, kind: Remark("无法识别的文件（既非已知的表格，也非已知编码的文本）", "neither a known spreadsheet nor text in a known encoding"))
        } catch {
            throw error
        }
        guard decoded.text.utf8.contains(where: { $0 > 0x20 }) else { throw .empty(name: name) }
        guard !TextSignature.isPage(bytes) else {
            throw .notSpreadsheet(name: name, kind: Remark("网页或 XML（与文件名无关）", "a web page or XML, whatever its name says"))
        }
        self.name = name
        self.limits = limits
        encoding = decoded.encoding
        warnings = decoded.warnings
        self.bytes = Array(decoded.text.utf8)
        if let stated = Self.statedDelimiter(self.bytes) {
            (delimiter, start) = stated
        } else {
            delimiter = Self.likeliestDelimiter(self.bytes)
            start = 0
        }
    }

    /// Comma-separated UTF-8 that a program of ours had written: nothing is guessed.
    init(plain bytes: [UInt8], name: String, limits: Limits) {
        self.name = name
        self.limits = limits
        self.bytes = bytes
        (encoding, warnings, delimiter, start) = ("UTF-8", [], 0x2C, 0)
    }

    /// Visits the records that hold anything.
    func forEachRow(_ take: (Int, [SpreadsheetCell]) -> SpreadsheetStep) throws(DocumentError) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(DocumentError) in
            var index = start
            var number = start > 0 ? 1 : 0
            var delivered = 0
            var cells: [SpreadsheetCell] = []
            var quoted: [UInt8] = []
            while index < buffer.count {
                number += 1
                guard number <= limits.maximumRows else { throw .tooMany(name: name, items: Remark("行", "rows"), limit: limits.maximumRows) }
                cells.removeAll(keepingCapacity: true)
                var filled = 0
                var isLast = false
                while !isLast {
                    let field = Self.field(buffer, &index, delimiter: delimiter, quoted: &quoted)
                    isLast = field.endsRecord
                    if field.isEmpty {
                        cells.append(.empty)
                    } else {
                        cells.append(.text(Self.string(buffer, field, quoted)))
                        filled = cells.count
                    }
                    guard filled <= limits.maximumColumns, cells.count <= limits.maximumColumns * 2 else {
                        throw .tooMany(name: name, items: Remark("列", "columns"), limit: limits.maximumColumns)
                    }
                }
                if filled == 0 { continue }
                cells.removeLast(cells.count - filled)
                delivered += filled
                guard delivered <= limits.maximumCells else { throw .tooMany(name: name, items: Remark("个单元格", "cells"), limit: limits.maximumCells) }
                if take(number, cells) == .stop { return }
            }
        }
    }

    // MARK: Fields

    private struct Field {
        /// The content of a field without quotes, or with none inside its own.
        var range: Range<Int>
        /// Whether the content was gathered without its doubled quotes instead.
        var isGathered: Bool
        var endsRecord: Bool
        var isEmpty: Bool
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Field, _ gathered: [UInt8]) -> String {
        if field.isGathered { return String(decoding: gathered, as: UTF8.self) }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[field.range]), as: UTF8.self)
    }

    /// Reads one field and moves behind its delimiter or line end.
    private static func field(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, delimiter: UInt8, quoted: inout [UInt8]
    ) -> Field {
        if index < bytes.count, bytes[index] == 0x22 {
            return quotedField(bytes, &index, delimiter: delimiter, gathered: &quoted)
        }
        let begin = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
            index += 1
        }
        let range = begin..<index
        return Field(range: range, isGathered: false, endsRecord: endsRecord(bytes, &index, delimiter), isEmpty: range.isEmpty)
    }

    private static func quotedField(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, delimiter: UInt8, gathered: inout [UInt8]
    ) -> Field {
        gathered.removeAll(keepingCapacity: true)
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte != 0x22 {
                gathered.append(byte)
                index += 1
            } else if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                gathered.append(0x22)
                index += 2
            } else {
                index += 1
                break
            }
        }
        // What stands between the closing quote and the delimiter belongs to the text, as Excel reads it.
        while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
            gathered.append(bytes[index])
            index += 1
        }
        return Field(range: 0..<0, isGathered: true, endsRecord: endsRecord(bytes, &index, delimiter), isEmpty: gathered.isEmpty)
    }

    private static func endsRecord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ delimiter: UInt8) -> Bool {
        guard index < bytes.count else { return true }
        if bytes[index] == delimiter {
            index += 1
            return false
        }
        index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        return true
    }

    // MARK: Delimiter

    private static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// Excel's own first line `sep=;`, and the place behind it.
    private static func statedDelimiter(_ bytes: [UInt8]) -> (delimiter: UInt8, start: Int)? {
        guard bytes.count > 5, bytes.starts(with: Array("sep=".utf8)), bytes[5] == 0x0A || bytes[5] == 0x0D else { return nil }
        return (bytes[4], bytes[5] == 0x0D && bytes.count > 6 && bytes[6] == 0x0A ? 7 : 6)
    }

    /// The delimiter that cuts the first records into the most equal numbers of fields; a comma if none does.
    private static func likeliestDelimiter(_ bytes: [UInt8]) -> UInt8 {
        var best: (delimiter: UInt8, score: Double) = (0x2C, 0)
        bytes.prefix(256 << 10).withUnsafeBufferPointer { sample in
            for delimiter in delimiters {
                let score = self.score(sample, delimiter)
                if score > best.score { best = (delimiter, score) }
            }
        }
        return best.delimiter
    }

    /// The share of records with the most frequent number of fields, and a little for more fields; 0 for one field.
    private static func score(_ sample: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> Double {
        var counts: [Int: Int] = [:]
        var index = 0
        var records = 0
        var gathered: [UInt8] = []
        while index < sample.count, records < 50 {
            var fields = 0
            var hasContent = false
            while true {
                let field = field(sample, &index, delimiter: delimiter, quoted: &gathered)
                fields += 1
                if !field.isEmpty { hasContent = true }
                if field.endsRecord { break }
            }
            guard hasContent else { continue }
            records += 1
            counts[fields, default: 0] += 1
        }
        guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1 else {
            // A title without delimiters may stand above; then the widest record counts a little.
            let widest = counts.keys.max() ?? 1
            return widest > 1 ? 0.05 + Double(min(widest, 100)) / 10_000 : 0
        }
        return Double(usual.value) / Double(records) + Double(min(usual.key, 100)) / 1_000
    }
}
