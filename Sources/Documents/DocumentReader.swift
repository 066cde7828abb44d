/// Reads any office document into text with its structure.
///
/// What a file is, and how its characters are encoded, is judged by its content; the name only
/// serves error messages. Reading blocks the calling thread: milliseconds for text, HTML and Word,
/// seconds for what LibreOffice must convert. A reader holds no state and may be shared.
public struct DocumentReader: Sendable {
    /// What a document may cost.
    public var limits: Limits

    /// A reader that keeps to the given limits.
    public init(limits: Limits = .default) {
        self.limits = limits
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: `DocumentError`, whose description says what is wrong and what to do.
    /// - Complexity: linear in the size of the file and of what it unpacks to.
    public func read(contentsOf path: String) throws(DocumentError) -> Document {
        let bytes = try FileAccess.read(path, limit: limits.maximumFileBytes)
        return try read(bytes, name: FileAccess.lastComponent(of: path))
    }

    /// Reads a document from memory; `name` is used in messages only.
    ///
    /// - Throws: `DocumentError`, whose description says what is wrong and what to do.
    /// - Complexity: linear in the size of the file and of what it unpacks to.
    public func read(_ bytes: [UInt8], name: String) throws(DocumentError) -> Document {
        guard !bytes.isEmpty else { throw .empty(name: name) }
        guard bytes.count <= limits.maximumFileBytes else {
            throw .tooLarge(name: name, bytes: bytes.count, limit: limits.maximumFileBytes)
        }
        switch Signature(of: bytes) {
        case .zip:
            return try readContainer(bytes, name: name)
        case .compound:
            return try readCompound(bytes, name: name)
        case .pdf:
            return try PortableDocument(bytes: bytes, name: name, limits: limits).read()
        case .richText:
            return try LibreOffice(limits: limits).read(bytes, name: name, fileExtension: "rtf", as: .richText)
        case .other(let kind):
            throw .unsupported(name: name, kind: kind)
        case .text:
            return try readText(bytes, name: name)
        }
    }

    /// Whether another program has to convert a document before it can be read: PDF, Word 97–2003, WPS, RTF, OpenDocument. That takes seconds.
    public static func needsProgram(_ bytes: [UInt8]) -> Bool {
        switch Signature(of: bytes) {
        case .pdf, .richText, .compound: return true
        case .zip:
            if case .openDocument? = try? WordPackage.kind(of: ZipArchive(bytes: bytes, name: "", limits: .default)) { return true }
            return false
        case .other, .text: return false
        }
    }

    private func readContainer(_ bytes: [UInt8], name: String) throws(DocumentError) -> Document {
        let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
        switch try WordPackage.kind(of: archive) {
        case .word(let mainPart):
            return try WordPackage(archive: archive, mainPart: mainPart, limits: limits).read()
        case .openDocument:
            return try LibreOffice(limits: limits).read(bytes, name: name, fileExtension: "odt", as: .openDocument)
        case .other(let kind):
            throw .unsupported(name: name, kind: kind)
        }
    }

    private func readCompound(_ bytes: [UInt8], name: String) throws(DocumentError) -> Document {
        switch CompoundFile.kind(of: bytes) {
        case .word:
            return try LibreOffice(limits: limits).read(bytes, name: name, fileExtension: "doc", as: .legacyWord)
        case .workbook:
            throw .unsupported(name: name, kind: "an Excel workbook")
        case .encrypted:
            throw .protected(name: name)
        case .other(let kind):
            throw .unsupported(name: name, kind: kind)
        }
    }

    private func readText(_ bytes: [UInt8], name: String) throws(DocumentError) -> Document {
        if let page = WebArchive.page(in: bytes) {
            return try readPage(page.bytes, declared: page.encoding, name: name)
        }
        if TextSignature.isPage(bytes) {
            return try readPage(bytes, declared: nil, name: name)
        }
        let declared = TextSignature.declaredEncoding(in: bytes)
        let decoded = try TextDecoder(name: name).decode(bytes, declared: declared)
        guard decoded.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .empty(name: name)
        }
        if TextSignature.isWordMarkup(decoded.text) {
            return try LibreOffice(limits: limits).read(bytes, name: name, fileExtension: "xml", as: .legacyWord)
        }
        let format = TextSignature.isMarkdown(decoded.text) ? Format.markdown : .text
        return Document(format: format, encoding: decoded.encoding, text: decoded.text, warnings: decoded.warnings)
    }

    private func readPage(_ bytes: [UInt8], declared: String?, name: String) throws(DocumentError) -> Document {
        let declared = declared ?? TextSignature.declaredEncoding(in: bytes)
        let decoded = try TextDecoder(name: name).decode(bytes, declared: declared)
        let page = try PageReader.read(decoded.text, name: name, limits: limits)
        var document = page
        document.encoding = decoded.encoding
        document.warnings = decoded.warnings + page.warnings
        return document
    }
}
