/// Gathers the texts that the cells of a workbook share (`sharedStrings.xml`; ECMA-376, 18.4).
///
/// Runs of rich text are joined; readings of characters (`rPh`) are left out.
struct SharedStrings: MarkupScannerTarget {
    private(set) var texts: [String] = []
    private let name: String
    private let limit: Int
    private var text: [UInt8] = []
    private var isInText = false
    private var readings = 0

    private static let item = MarkupTag.Name("si")
    private static let run = MarkupTag.Name("t")
    private static let reading = MarkupTag.Name("rPh")

    var isDone: Bool { false }

    /// Texts of the workbook `name`, at most `limit`.
    init(name: String, limit: Int) {
        self.name = name
        self.limit = limit
    }

    mutating func open(_ tag: MarkupTag) throws(DocumentError) {
        if tag.name == Self.run {
            isInText = readings == 0
        } else if tag.name == Self.item {
            text.removeAll(keepingCapacity: true)
            readings = 0
        } else if tag.name == Self.reading {
            readings += 1
        }
    }

    mutating func close(_ name: MarkupTag.Name) throws(DocumentError) {
        if name == Self.run {
            isInText = false
        } else if name == Self.item {
            guard texts.count < limit else { throw .tooMany(name: self.name, items: Remark("个不同的文本", "different texts"), limit: limit) }
            texts.append(MarkupEscapes.string(text))
        } else if name == Self.reading {
            readings = max(0, readings - 1)
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLiteral: Bool) throws(DocumentError) {
        guard isInText else { return }
        if isLiteral { text.append(contentsOf: bytes) } else { MarkupEscapes.append(bytes, to: &text) }
    }
}
