/// Hears of the tags and the text of a part that `MarkupScanner` walks through.
protocol MarkupScannerTarget {
    mutating func open(_ tag: MarkupTag) throws(DocumentError)
    mutating func close(_ name: MarkupTag.Name) throws(DocumentError)
    /// All text between two tags, with entities not yet resolved unless `isLiteral`.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLiteral: Bool) throws(DocumentError)
    /// Whether nothing more is wanted.
    var isDone: Bool { get }
}

/// A start tag as it stands in the file. Valid during the call only.
struct MarkupTag {
    /// The local part of an element's name: its length and first seven bytes, so that names compare as integers.
    struct Name: Equatable {
        private let packed: UInt64

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            var packed = UInt64(UInt8(truncatingIfNeeded: bytes.count))
            for index in 0..<min(7, bytes.count) { packed = packed << 8 | UInt64(bytes[index]) }
            self.packed = packed
        }

        init(_ name: StaticString) {
            self.init(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        }

        static func == (one: Name, other: Name) -> Bool { one.packed == other.packed }
    }

    let name: Name
    /// What stands between the name and the end of the tag.
    let rest: UnsafeBufferPointer<UInt8>

    /// Visits the attributes in order: local name, and value with entities not yet resolved.
    @inline(__always)
    func forEachAttribute(_ visit: (Name, UnsafeBufferPointer<UInt8>) -> Void) {
        var index = 0
        while index < rest.count {
            while index < rest.count, rest[index] <= 0x20 { index += 1 }
            var start = index
            while index < rest.count, rest[index] != 0x3D, rest[index] > 0x20 {
                if rest[index] == 0x3A { start = index + 1 }
                index += 1
            }
            let name = UnsafeBufferPointer(rebasing: rest[start..<index])
            while index < rest.count, rest[index] == 0x3D || rest[index] <= 0x20 { index += 1 }
            guard index < rest.count else { return }
            let quote = rest[index]
            guard quote == 0x22 || quote == 0x27 else { return }
            let begin = index + 1
            index = begin
            while index < rest.count, rest[index] != quote { index += 1 }
            visit(Name(name), UnsafeBufferPointer(rebasing: rest[begin..<index]))
            index += 1
        }
    }
}

/// Walks once over the bytes of a large, simple XML part: the rows and the texts of a workbook.
///
/// libxml2 needs 0.8 s for the tags of 100,000 rows of 12 cells before anything is done with them; with this, about as
/// much is enough for everything: unpacking, tags and cells. It knows elements, attributes, text, comments and CDATA in
/// UTF-8, refuses document types, and checks that tags are balanced. The rest of a workbook goes through `XMLReader`.
struct MarkupScanner<Target: MarkupScannerTarget> {
    var target: Target
    private let file: String
    private let part: String
    /// What has not been understood yet because its end has not come.
    private var pending: [UInt8] = []
    private var depth = 0
    private var hasRoot = false
    private var isFirst = true

    /// No tag or text of Office comes near: a cell ends at 32,767 characters.
    private static var longestToken: Int { 4 << 20 }
    private static var deepest: Int { 1_000 }

    /// A scanner of `part` of `file`; both names serve messages.
    init(file: String, part: String, target: Target) {
        self.file = file
        self.part = part
        self.target = target
    }

    /// Reads the next piece; returns whether more is wanted.
    mutating func feed(_ piece: UnsafeRawBufferPointer) throws(DocumentError) -> Bool {
        let bytes = piece.assumingMemoryBound(to: UInt8.self)
        if isFirst, !bytes.isEmpty {
            isFirst = false
            guard bytes[0] < 0xFE, bytes[0] != 0, bytes.count < 2 || bytes[1] != 0 else {
                throw damaged(Remark("以 UTF-16 写成，表格软件从不如此", "is written in UTF-16, which spreadsheet programs never do"))
            }
        }
        if pending.isEmpty {
            let used = try scan(bytes)
            pending.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[used...]))
        } else {
            var joined: [UInt8] = []
            swap(&joined, &pending)
            joined.append(contentsOf: bytes)
            let used = try joined.withUnsafeBufferPointer { (whole) throws(DocumentError) in try scan(whole) }
            if used == 0 {
                pending = joined
            } else {
                pending.append(contentsOf: joined[used...])
            }
        }
        guard pending.count <= Self.longestToken else {
            throw .hostile(
                name: file,
                detail: Remark("含有超过\(Self.longestToken >> 20) MB 的标记或文本", "has a tag or text of more than \(Self.longestToken >> 20) MB").about(part))
        }
        return !target.isDone
    }

    /// Ends the part; throws if it was cut off.
    mutating func finish() throws(DocumentError) {
        if target.isDone { return }
        guard hasRoot, depth == 0, pending.allSatisfy({ $0 <= 0x20 }) else { throw damaged(Remark("内容不完整", "ends before its end")) }
    }

    /// Understands all that is complete; returns how many bytes that was.
    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Int {
        var index = 0
        while index < bytes.count {
            if target.isDone { return bytes.count }
            if bytes[index] != 0x3C {
                guard let end = Self.position(of: 0x3C, in: bytes, from: index) else { return index }
                if depth > 0 {
                    try target.text(UnsafeBufferPointer(rebasing: bytes[index..<end]), isLiteral: false)
                }
                index = end
                continue
            }
            guard index + 1 < bytes.count else { return index }
            let next: Int?
            switch bytes[index + 1] {
            case 0x2F: next = try closingTag(bytes, index + 2)
            case 0x21: next = try declaration(bytes, index)
            case 0x3F: next = Self.end(of: "?>", in: bytes, from: index + 2)
            default: next = try openingTag(bytes, index + 1)
            }
            guard let next else { return index }
            index = next
        }
        return index
    }

    private mutating func openingTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) throws(DocumentError) -> Int? {
        var index = start
        var nameStart = start
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != 0x3E, bytes[index] != 0x2F {
            if bytes[index] == 0x3A { nameStart = index + 1 }
            index += 1
        }
        let nameEnd = index
        var quote: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                break
            } else if byte == 0x3C {
                throw damaged(Remark("标记中嵌有标记", "has a tag inside of a tag"))
            }
            index += 1
        }
        guard index < bytes.count else { return nil }
        guard nameEnd > nameStart else { throw damaged(Remark("有标记没有名称", "has a tag without a name")) }
        let isClosed = index > nameEnd && bytes[index - 1] == 0x2F
        let name = MarkupTag.Name(UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd]))
        let rest = UnsafeBufferPointer(rebasing: bytes[nameEnd..<(isClosed ? index - 1 : index)])
        hasRoot = true
        try target.open(MarkupTag(name: name, rest: rest))
        if isClosed {
            try target.close(name)
        } else {
            depth += 1
            guard depth <= Self.deepest else {
                throw .hostile(name: file, detail: Remark("元素嵌套超过\(Self.deepest)层", "nests elements more than \(Self.deepest) deep").about(part))
            }
        }
        return index + 1
    }

    private mutating func closingTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) throws(DocumentError) -> Int? {
        guard let end = Self.position(of: 0x3E, in: bytes, from: start) else { return nil }
        var nameStart = start
        var nameEnd = start
        while nameEnd < end, bytes[nameEnd] > 0x20 {
            if bytes[nameEnd] == 0x3A { nameStart = nameEnd + 1 }
            nameEnd += 1
        }
        depth -= 1
        guard depth >= 0 else { throw damaged(Remark("结束标记多于开始标记", "closes more elements than it opens")) }
        try target.close(MarkupTag.Name(UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd])))
        return end + 1
    }

    /// Comments, CDATA and document types.
    private mutating func declaration(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) throws(DocumentError) -> Int? {
        guard start + 9 <= bytes.count else { return Self.end(of: "-->", in: bytes, from: start + 4) }
        if bytes[start + 2] == 0x2D, bytes[start + 3] == 0x2D { return Self.end(of: "-->", in: bytes, from: start + 4) }
        guard Self.starts(with: "<![CDATA[", bytes, at: start) else {
            throw .hostile(name: file, detail: Remark("声明了文档类型，Office 文件从不如此", "declares a document type, which Office files never do").about(part))
        }
        guard let end = Self.end(of: "]]>", in: bytes, from: start + 9) else { return nil }
        if depth > 0 { try target.text(UnsafeBufferPointer(rebasing: bytes[start + 9..<end - 3]), isLiteral: true) }
        return end
    }

    private static func position(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// The place behind the first `mark`.
    private static func end(of mark: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index + mark.utf8CodeUnitCount <= bytes.count {
            if starts(with: mark, bytes, at: index) { return index + mark.utf8CodeUnitCount }
            index += 1
        }
        return nil
    }

    private static func starts(with mark: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place + mark.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<mark.utf8CodeUnitCount where bytes[place + offset] != mark.utf8Start[offset] { return false }
        return true
    }

    private func damaged(_ detail: Remark) -> DocumentError {
        .damaged(name: file, detail: detail.about(part))
    }
}

/// Text as XML and Excel escape it.
enum MarkupEscapes {
    /// Appends the text with its entities resolved; an unknown one stays as it is.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        guard bytes.contains(where: { $0 == 0x26 || $0 == 0x0D }) else {
            text.append(contentsOf: bytes)
            return
        }
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x26 else {
                // Line ends are one character in XML.
                if bytes[index] != 0x0D || index + 1 < bytes.count && bytes[index + 1] != 0x0A { text.append(bytes[index]) }
                index += 1
                continue
            }
            let limit = min(bytes.count, index + 12)
            guard let end = (index + 1..<limit).first(where: { bytes[$0] == 0x3B }) else {
                text.append(0x26)
                index += 1
                continue
            }
            let name = UnsafeBufferPointer(rebasing: bytes[index + 1..<end])
            if let scalar = scalar(named: name) {
                text.append(contentsOf: Array(Character(scalar).utf8))
            } else {
                text.append(contentsOf: bytes[index...end])
            }
            index = end + 1
        }
    }

    private static func scalar(named name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let number where number.hasPrefix("#x"):
            return UInt32(number.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case let number where number.hasPrefix("#"):
            return UInt32(number.dropFirst()).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }

    /// The text with `_x000D_` turned into the character that Excel means by it (ECMA-376, 22.9.2.19, ST_Xstring).
    static func string(_ text: [UInt8]) -> String {
        guard text.contains(0x5F) else { return String(decoding: text, as: UTF8.self) }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == 0x5F, index + 6 < text.count, text[index + 1] == 0x78, text[index + 6] == 0x5F,
                let code = UInt32(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                result.append(contentsOf: Array(Character(scalar).utf8))
                index += 7
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
