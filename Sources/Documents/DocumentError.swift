/// Why a document could not be read. Every description names the file, the fault and the remedy.
public enum DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no such file.
    case notFound(path: String)
    /// The file is there but cannot be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The file holds no byte, or nothing but blanks.
    case empty(name: String)
    /// The file, or what it unpacks to, exceeds a limit; both in bytes.
    case tooLarge(name: String, bytes: Int, limit: Int)
    /// The file is something else; `kind` says what, with its article: "a PNG image".
    case unsupported(name: String, kind: String)
    /// The file is no spreadsheet; `kind` says what it is, with its article.
    case notSpreadsheet(name: String, kind: String)
    /// A spreadsheet has no sheet of this name or index; `available` names those it has.
    case noSuchSheet(name: String, sheet: String, available: [String])
    /// A spreadsheet has more `items` ("rows", "columns" …) than the limit allows.
    case tooMany(name: String, items: String, limit: Int)
    /// The file is of a known format but broken; `detail` says where.
    case damaged(name: String, detail: String)
    /// The file is locked with a password or certificate.
    case protected(name: String)
    /// The file is built to exhaust its reader, for example a zip bomb.
    case hostile(name: String, detail: String)
    /// The document holds pictures of pages and no text.
    case withoutText(name: String)
    /// A program that this format needs is not installed.
    case missingProgram(program: String, purpose: String, installation: String)
    /// The converter could not read the file; `detail` is its own message.
    case conversionFailed(name: String, program: String, detail: String)
    /// The converter was stopped after `seconds`.
    case timedOut(name: String, program: String, seconds: Double)

    /// The formats that are accepted, for people.
    static let accepted = "Accepted are Word (.docx, .doc, .wps), PDF, HTML, Markdown, plain text, RTF and ODT."

    /// The spreadsheets that are accepted, for people.
    static let acceptedSpreadsheets = "Accepted are Excel (.xlsx, .xlsm, .xls), WPS (.et), OpenDocument (.ods), CSV and TSV."

    public var description: String {
        switch self {
        case .notFound(let path):
            "“\(path)” does not exist. Check the path."
        case .unreadable(let path, let reason):
            "“\(path)” cannot be read: \(reason). Check that it is a file and that you may read it."
        case .empty(let name):
            "“\(name)” is empty. Save the document again or choose another file."
        case .tooLarge(let name, let bytes, let limit):
            "“\(name)” needs \(megabytes(bytes)); the limit is \(megabytes(limit)). "
                + "Remove pictures, split the document, or raise the limit."
        case .unsupported(let name, let kind):
            "“\(name)” is \(kind), which cannot be read as a document. \(Self.accepted)"
        case .notSpreadsheet(let name, let kind):
            "“\(name)” is \(kind), which cannot be read as a spreadsheet. \(Self.acceptedSpreadsheets)"
        case .noSuchSheet(let name, let sheet, let available):
            "“\(name)” has no sheet “\(sheet)”. It has: \(available.map { "“\($0)”" }.joined(separator: ", "))."
        case .tooMany(let name, let items, let limit):
            "“\(name)” has more than \(limit) \(items). Remove what is not needed, split the list, or raise the limit."
        case .damaged(let name, let detail):
            "“\(name)” is damaged or cut off: \(detail). "
                + "Copy or download it again, or open it in Word or WPS and save it anew."
        case .protected(let name):
            "“\(name)” is protected by a password. "
                + "Open it in Word, WPS or a PDF reader, remove the protection and save it."
        case .hostile(let name, let detail):
            "“\(name)” was refused because it is built to exhaust its reader: \(detail). "
                + "Ask its sender for the original document."
        case .withoutText(let name):
            "“\(name)” holds pictures of pages but no text. Run text recognition (OCR) first, for example "
                + "`ocrmypdf -l chi_sim`, or ask for the Word file."
        case .missingProgram(let program, let purpose, let installation):
            "\(purpose) needs the program \(program), which is not installed: \(installation)."
        case .conversionFailed(let name, let program, let detail):
            "\(program) could not read “\(name)”: \(detail). Open it in Word or WPS and save it as .docx."
        case .timedOut(let name, let program, let seconds):
            "\(program) did not finish “\(name)” within \(Int(seconds)) seconds and was stopped. "
                + "Save the document as .docx, or allow more time."
        }
    }

    private func megabytes(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(bytes) bytes" : "\(bytes >> 20) MB"
    }
}
