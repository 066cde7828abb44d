import CXML

/// Hears of the elements and the text of a web page.
protocol PageHandler: AnyObject {
    func open(_ element: String, _ attributes: PageAttributes)
    func close(_ element: String)
    /// Well-formed UTF-8, possibly one piece of several.
    func characters(_ utf8: UnsafeBufferPointer<UInt8>)
}

/// The attributes of one element of a page. Valid during the call only.
struct PageAttributes {
    /// Name, value, name, value …, ended by `nil`; a value may be missing.
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// The value of the attribute; empty if it stands without one.
    subscript(_ name: String) -> String? {
        guard var entry = pointers else { return nil }
        while let key = entry[0] {
            if String(cString: key).lowercased() == name { return entry[1].map { String(cString: $0) } ?? "" }
            entry += 2
        }
        return nil
    }

    func integer(_ name: String) -> Int? {
        self[name].flatMap { value in
            let digits = value.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
            return Int(digits)
        }
    }
}

/// libxml2's tolerant parser: pages are never well-formed, and all of them must be read.
final class HTMLParser {
    /// Real pages, with all the elements that they forget to close, stay far below. Beyond, libxml2
    /// needs time that grows with the square of the depth.
    static let deepest = 800

    private let handler: any PageHandler
    private var context: htmlParserCtxtPtr?
    private var depth = 0
    /// Why the page was refused.
    private(set) var refusal: Remark?

    init(handler: any PageHandler) {
        _ = markupLibraryIsReady
        self.handler = handler
    }

    /// Reads the page from beginning to end. Nothing is fetched; entities are those of HTML.
    ///
    /// Returns `false` if there is no memory for it.
    func parse(_ text: String) -> Bool {
        guard let context = htmlNewParserCtxt() else { return false }
        defer { htmlFreeParserCtxt(context) }
        install(in: context)
        self.context = context
        defer { self.context = nil }
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        // The text has been decoded: what the page says of its encoding no longer holds.
        let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_RECOVER.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        var text = text
        let tree = text.withUTF8 { bytes -> htmlDocPtr? in
            if TagGuard.isExcessive(page: bytes) {
                refusal = Remark("含有属性超过\(TagGuard.mostAttributes)个的元素", "it has an element with more than \(TagGuard.mostAttributes) attributes")
                return nil
            }
            return bytes.withMemoryRebound(to: CChar.self) { characters in
                htmlCtxtReadMemory(
                    context, characters.baseAddress, Int32(clamping: characters.count), nil, "UTF-8",
                    Int32(bitPattern: UInt32(options)))
            }
        }
        // Our events build no tree.
        if let tree { xmlFreeDoc(tree) }
        context.pointee.userData = nil
        return true
    }

    private func install(in context: htmlParserCtxtPtr) {
        var events = xmlSAXHandler()
        events.initialized = XML_SAX2_MAGIC
        events.startElement = { user, name, attributes in
            guard let name else { return }
            HTMLParser.from(user)?.opened(String(cString: name), PageAttributes(pointers: attributes))
        }
        events.endElement = { user, name in
            guard let name else { return }
            HTMLParser.from(user)?.closed(String(cString: name))
        }
        events.characters = { user, text, length in
            guard let text else { return }
            HTMLParser.from(user)?.handler.characters(UnsafeBufferPointer(start: text, count: Int(length)))
        }
        // Blanks between inline elements separate words.
        events.ignorableWhitespace = events.characters
        events.serror = { _, _ in }
        context.pointee.sax?.pointee = events
    }

    private func opened(_ element: String, _ attributes: PageAttributes) {
        depth += 1
        if depth > Self.deepest {
            refusal = Remark("元素嵌套超过\(Self.deepest)层", "it nests elements more than \(Self.deepest) deep")
            if let context { xmlStopParser(context) }
            return
        }
        handler.open(element, attributes)
    }

    private func closed(_ element: String) {
        depth -= 1
        handler.close(element)
    }

    private static func from(_ user: UnsafeMutableRawPointer?) -> HTMLParser? {
        user.map { Unmanaged<HTMLParser>.fromOpaque($0).takeUnretainedValue() }
    }
}
