import CXML

/// libxml2 asks for this once, before the first parser and before threads meet in it.
let markupLibraryIsReady: Void = xmlInitParser()

/// Reads an XML part piece by piece and tells a handler what it meets.
///
/// Office parts have no document type: one that declares a type could only define entities, so it is
/// refused before any is expanded. Nothing is ever fetched. The length of one name or value is
/// capped by libxml2 (10 MB); depth and numbers here, since its push parser lets them grow.
final class XMLReader {
    /// Office programs stay below a hundred.
    private static let deepest = 1_000
    /// Every element is compared with all that are declared around it.
    private static let mostNamespaces = 1_000

    private let handler: any MarkupHandler
    private let file: String
    private let part: String
    private var context: xmlParserCtxtPtr?
    private var names: [MarkupName] = []
    /// How many open elements are being left out.
    private var skipping = 0
    private var tags = TagGuard()
    /// How many namespaces are declared at the depth of each element that declares some.
    private var declarations: [(depth: Int, count: Int)] = []
    private var declared = 0
    /// Why the part was refused in the midst of reading.
    private var refusal: Remark?
    /// For every open choice between alternatives: whether one was taken.
    private var choices: [Bool] = []
    private var spaces: [(address: UnsafePointer<UInt8>, space: MarkupSpace)] = []

    /// A reader for `part` of the document `file`; both names serve messages.
    init(file: String, part: String, handler: any MarkupHandler) {
        _ = markupLibraryIsReady
        self.file = file
        self.part = part
        self.handler = handler
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    /// Reads the next piece.
    func feed(_ bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        guard !tags.isExcessive(bytes) else {
            let detail = Remark("含有属性超过\(TagGuard.mostAttributes)个的元素", "has an element with more than \(TagGuard.mostAttributes) attributes").about(part)
            throw .hostile(name: file, detail: detail)
        }
        let limit = Int(Int32.max) / 4
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(limit))
            try parse(piece, isLast: false)
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Ends the part; throws if it was cut off.
    func finish() throws(DocumentError) {
        try parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    /// Reads a whole part from memory.
    static func read(
        _ bytes: [UInt8], file: String, part: String, handler: any MarkupHandler
    ) throws(DocumentError) {
        let reader = XMLReader(file: file, part: part, handler: handler)
        try bytes.withUnsafeBufferPointer { (buffer) throws(DocumentError) in
            try reader.feed(UnsafeRawBufferPointer(buffer))
        }
        try reader.finish()
    }

    private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(DocumentError) {
        if context == nil { context = makeContext() }
        guard let context else { throw .damaged(name: file, detail: Remark("内存不足，无法读取“\(part)”", "no memory to read “\(part)”")) }
        // The parser must not know of this object for longer than the call lasts.
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        defer { context.pointee.userData = nil }
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        xmlParseChunk(context, start, Int32(bytes.count), isLast ? 1 : 0)
        if let refusal { throw .hostile(name: file, detail: refusal.about(part)) }
        guard context.pointee.wellFormed != 0 else { throw .damaged(name: file, detail: complaint(context)) }
    }

    private func makeContext() -> xmlParserCtxtPtr? {
        var events = xmlSAXHandler()
        events.initialized = XML_SAX2_MAGIC
        events.startElementNs = { user, local, _, address, namespaces, _, count, _, attributes in
            XMLReader.from(user)?.opened(
                local, address, MarkupAttributes(pointers: attributes, count: Int(count)), namespaces: Int(namespaces))
        }
        events.endElementNs = { user, _, _, _ in XMLReader.from(user)?.closed() }
        events.characters = { user, text, length in XMLReader.from(user)?.heard(text, length) }
        events.ignorableWhitespace = { user, text, length in XMLReader.from(user)?.heard(text, length) }
        events.cdataBlock = { user, text, length in XMLReader.from(user)?.heard(text, length) }
        events.internalSubset = { user, _, _, _ in
            XMLReader.from(user)?.refuse(Remark("声明了文档类型，Office 文件从不如此", "declares a document type, which Office files never do"))
        }
        events.serror = { _, _ in }
        guard let context = xmlCreatePushParserCtxt(&events, nil, nil, 0, nil) else { return nil }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue))
        return context
    }

    private static func from(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func complaint(_ context: xmlParserCtxtPtr) -> Remark {
        let error = context.pointee.lastError
        let words = error.message.map { String(cString: $0) } ?? "it is not well-formed XML"
        let line = words.split(separator: "\n").first.map(String.init) ?? words
        return Remark("“\(part)”第\(error.line)行：\(line)", "“\(part)”, line \(error.line): \(line)")
    }

    // MARK: Events

    private func refuse(_ reason: Remark) {
        refusal = reason
        if let context { xmlStopParser(context) }
    }

    private func opened(
        _ local: UnsafePointer<UInt8>?, _ address: UnsafePointer<UInt8>?, _ attributes: MarkupAttributes,
        namespaces: Int
    ) {
        if namespaces > 0 { declare(namespaces) }
        if names.count + skipping >= Self.deepest {
            refuse(Remark("元素嵌套超过\(Self.deepest)层", "nests elements more than \(Self.deepest) deep"))
            return
        }
        if skipping > 0 {
            skipping += 1
            return
        }
        guard let local else { return }
        let name = MarkupName(space: space(at: address), local: String(cString: local))
        let descent = name.space == .compatibility ? choose(name.local) : handler.open(name, attributes)
        switch descent {
        case .enter: names.append(name)
        case .skip: skipping = 1
        }
    }

    private func declare(_ count: Int) {
        declarations.append((names.count + skipping, count))
        declared += count
        if declared > Self.mostNamespaces {
            refuse(Remark("同时声明了超过\(Self.mostNamespaces)个命名空间", "declares more than \(Self.mostNamespaces) namespaces at once"))
        }
    }

    private func closed() {
        if let last = declarations.last, last.depth == names.count + skipping - 1 {
            declared -= last.count
            declarations.removeLast()
        }
        if skipping > 0 {
            skipping -= 1
            return
        }
        guard let name = names.popLast() else { return }
        if name.space != .compatibility {
            handler.close(name)
        } else if name.local == "AlternateContent" {
            _ = choices.popLast()
        }
    }

    private func heard(_ text: UnsafePointer<UInt8>?, _ length: Int32) {
        guard skipping == 0, let text else { return }
        handler.characters(UnsafeBufferPointer(start: text, count: Int(length)))
    }

    /// Takes the first alternative only: the others say the same for older programs.
    private func choose(_ local: String) -> Descent {
        switch local {
        case "AlternateContent":
            choices.append(false)
            return .enter
        case "Choice", "Fallback":
            guard let last = choices.indices.last, !choices[last] else { return .skip }
            choices[last] = true
            return .enter
        default:
            return .enter
        }
    }

    /// libxml2 keeps each address once, so that its pointer identifies it.
    private func space(at address: UnsafePointer<UInt8>?) -> MarkupSpace {
        guard let address else { return .other }
        for known in spaces where known.address == address { return known.space }
        let space = MarkupSpace(address: String(cString: address))
        if spaces.count < 64 { spaces.append((address, space)) }
        return space
    }
}
