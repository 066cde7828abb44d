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
    case unsupported(name: String, kind: Remark)
    /// The file is no spreadsheet; `kind` says what it is, with its article.
    case notSpreadsheet(name: String, kind: Remark)
    /// A spreadsheet has no sheet of this name or index; `available` names those it has.
    case noSuchSheet(name: String, sheet: String, available: [String])
    /// A spreadsheet has more `items` ("rows", "columns" …) than the limit allows.
    case tooMany(name: String, items: Remark, limit: Int)
    /// The file is of a known format but broken; `detail` says where.
    case damaged(name: String, detail: Remark)
    /// The file is locked with a password or certificate.
    case protected(name: String)
    /// The file is built to exhaust its reader, for example a zip bomb.
    case hostile(name: String, detail: Remark)
    /// The document holds pictures of pages and no text.
    case withoutText(name: String)
    /// A program that this format needs is not installed.
    case missingProgram(program: String, purpose: Remark, installation: Remark)
    /// The converter could not read the file; `detail` is its own message.
    case conversionFailed(name: String, program: String, detail: Remark)
    /// The file of places is broken, or more than can be read; `detail` says where.
    case brokenGeodata(name: String, detail: Remark)
    /// Too many files are being read at the same time; later it will work.
    case busy(name: String)
    /// The converter was stopped after `seconds`.
    case timedOut(name: String, program: String, seconds: Double)

    /// The formats that are accepted, for people.
    static let accepted = "Accepted are Word (.docx, .doc, .wps), PDF, HTML, Markdown, plain text, RTF and ODT."

    /// The spreadsheets that are accepted, for people.
    static let acceptedSpreadsheets = "Accepted are Excel (.xlsx, .xlsm, .xls), WPS (.et), OpenDocument (.ods), CSV and TSV."

    public var description: String { text(.english) }

    /// Fault and remedy, for a reader of this language.
    public func text(_ language: WritingLanguage) -> String { language == .english ? english : chinese }

    private var english: String {
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
            "“\(name)” is \(kind.english), which cannot be read as a document. \(Self.accepted)"
        case .notSpreadsheet(let name, let kind):
            "“\(name)” is \(kind.english), which cannot be read as a spreadsheet. \(Self.acceptedSpreadsheets)"
        case .noSuchSheet(let name, let sheet, let available):
            "“\(name)” has no sheet “\(sheet)”. It has: \(available.map { "“\($0)”" }.joined(separator: ", "))."
        case .tooMany(let name, let items, let limit):
            "“\(name)” has more than \(limit) \(items.english). Remove what is not needed, split the list, or raise the limit."
        case .damaged(let name, let detail):
            "“\(name)” is damaged or cut off: \(detail.english). "
                + "Copy or download it again, or open it in Word or WPS and save it anew."
        case .protected(let name):
            "“\(name)” is protected by a password. "
                + "Open it in Word, WPS or a PDF reader, remove the protection and save it."
        case .hostile(let name, let detail):
            "“\(name)” was refused because it is built to exhaust its reader: \(detail.english). "
                + "Ask its sender for the original document."
        case .withoutText(let name):
            "“\(name)” holds pictures of pages but no text. Run text recognition (OCR) first, for example "
                + "`ocrmypdf -l chi_sim`, or ask for the Word file."
        case .missingProgram(let program, let purpose, let installation):
            "\(purpose.english) needs the program \(program), which is not installed: \(installation.english)."
        case .conversionFailed(let name, let program, let detail):
            "\(program) could not read “\(name)”: \(detail.english). Open it in Word or WPS and save it as .docx."
        case .brokenGeodata(let name, let detail):
            "“\(name)” cannot be read: \(detail.english). Export it again from the program that it came from."
        case .busy(let name):
            "“\(name)” was not read: too many files are being read at the same time. Try again in a moment."
        case .timedOut(let name, let program, let seconds):
            "\(program) did not finish “\(name)” within \(Int(seconds)) seconds and was stopped. "
                + "Save the document as .docx, or allow more time."
        }
    }

    private var chinese: String {
        switch self {
        case .notFound(let path):
            "“\(path)”不存在，请检查路径。"
        case .unreadable(let path, let reason):
            "“\(path)”无法读取：\(reason)。请确认它是文件，并且您有权读取。"
        case .empty(let name):
            "“\(name)”是空文件。请重新保存，或选择其他文件。"
        case .tooLarge(let name, let bytes, let limit):
            "“\(name)”需要\(megabytes(bytes, "字节"))，上限是\(megabytes(limit, "字节"))。请删去图片、拆分文档，或提高上限。"
        case .unsupported(let name, let kind):
            "“\(name)”是\(kind.chinese)，不能作为文档读取。可以读取 Word（.docx、.doc、.wps）、PDF、HTML、Markdown、纯文本、RTF 和 ODT。"
        case .notSpreadsheet(let name, let kind):
            "“\(name)”是\(kind.chinese)，不能作为表格读取。可以读取 Excel（.xlsx、.xlsm、.xls）、WPS（.et）、OpenDocument（.ods）、CSV 和 TSV。"
        case .noSuchSheet(let name, let sheet, let available):
            "“\(name)”没有名为“\(sheet)”的工作表；有：\(available.map { "“\($0)”" }.joined())。"
        case .tooMany(let name, let items, let limit):
            "“\(name)”超过\(limit)\(items.chinese)。请删去不需要的内容、拆分清单，或提高上限。"
        case .damaged(let name, let detail):
            "“\(name)”已损坏或不完整：\(detail.chinese)。请重新复制或下载，或用 Word、WPS 打开后另存。"
        case .protected(let name):
            "“\(name)”设有密码。请用 Word、WPS 或 PDF 阅读器打开，取消保护后保存。"
        case .hostile(let name, let detail):
            "“\(name)”会耗尽读取程序的资源，已拒绝：\(detail.chinese)。请向发送者索取原文档。"
        case .withoutText(let name):
            "“\(name)”只有页面图片，没有文字。请先识别文字（OCR），例如 `ocrmypdf -l chi_sim`，或索取 Word 文件。"
        case .missingProgram(let program, let purpose, let installation):
            "\(purpose.chinese)需要程序 \(program)，尚未安装：\(installation.chinese)。"
        case .conversionFailed(let name, let program, let detail):
            "\(program) 无法读取“\(name)”：\(detail.chinese)。请用 Word 或 WPS 打开，另存为 .docx。"
        case .brokenGeodata(let name, let detail):
            "“\(name)”读不出来：\(detail.chinese)。请从原软件重新导出。"
        case .busy(let name):
            "“\(name)”还没有读取：同时读取的文件太多。请稍后再试。"
        case .timedOut(let name, let program, let seconds):
            "\(program) 在\(Int(seconds))秒内没有处理完“\(name)”，已停止。请另存为 .docx，或延长时间。"
        }
    }

    private func megabytes(_ bytes: Int, _ unit: String = " bytes") -> String {
        bytes < 1 << 20 ? "\(bytes)\(unit)" : "\(bytes >> 20) MB"
    }
}
