/// Reads older and foreign formats by having LibreOffice write them as Word files.
struct LibreOffice {
    let limits: Limits

    /// The installed LibreOffice, if there is one.
    static var program: Program? {
        Program.find(
            ["soffice", "libreoffice"],
            places: [
                "/Applications/LibreOffice.app/Contents/MacOS/soffice", "/opt/libreoffice/program/soffice",
                "/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice",
            ])
    }

    /// Converts and reads `bytes`. Takes seconds; every call has a profile of its own, so that calls
    /// do not wait for one another or for a LibreOffice that somebody has open.
    func read(
        _ bytes: [UInt8], name: String, fileExtension: String, as format: Format
    ) throws(DocumentError) -> Document {
        guard let program = Self.program else {
            throw .missingProgram(
                program: "LibreOffice", purpose: "Reading “\(name)” (\(format.title))",
                installation: "on Debian and Ubuntu run `apt-get install libreoffice-writer-nogui`, on macOS "
                    + "`brew install --cask libreoffice`, or save the document as .docx")
        }
        let folder = try TemporaryFolder()
        let source = folder.file("source." + fileExtension)
        let result = folder.file("result/source.docx")
        try FileAccess.write(bytes, to: source)
        let arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nologo",
            "--nodefault", "--convert-to", "docx", "--outdir", folder.file("result"), source,
        ]
        let outcome = try run(program, arguments, folder: folder, name: name, watched: result)
        guard FileAccess.size(of: result) != nil else {
            let words = outcome.complaint.isEmpty ? "it gave no reason (exit code \(outcome.exitCode))" : outcome.complaint
            throw .conversionFailed(name: name, program: "LibreOffice", detail: words)
        }
        let converted = try FileAccess.read(result, limit: limits.maximumUnpackedBytes)
        let archive = ZipArchive(bytes: converted, name: name, limits: limits)
        var document = try WordPackage(archive: archive, mainPart: "word/document.xml", limits: limits).read()
        document.format = format
        return document
    }

    private func run(
        _ program: Program, _ arguments: [String], folder: TemporaryFolder, name: String, watched: String
    ) throws(DocumentError) -> Program.Outcome {
        do {
            return try program.run(
                arguments, folder: folder, timeout: limits.converterTimeout, watched: watched,
                limit: limits.maximumUnpackedBytes)
        } catch {
            throw error.asDocumentError(name: name, program: "LibreOffice", limits: limits)
        }
    }
}

extension Program.Failure {
    /// The same failure in terms of the document.
    func asDocumentError(name: String, program: String, limits: Limits) -> DocumentError {
        switch self {
        case .notStarted(let reason):
            .conversionFailed(name: name, program: program, detail: "it could not be started: \(reason)")
        case .timedOut:
            .timedOut(name: name, program: program, seconds: limits.converterTimeout)
        case .tooMuchOutput(let bytes):
            .tooLarge(name: name, bytes: bytes, limit: limits.maximumUnpackedBytes)
        }
    }
}

extension Format {
    /// What people call the format.
    var title: String {
        switch self {
        case .text: "plain text"
        case .markdown: "Markdown"
        case .html: "HTML"
        case .word: "Word"
        case .pdf: "PDF"
        case .legacyWord: "Word 97–2003 or WPS"
        case .richText: "RTF"
        case .openDocument: "OpenDocument"
        }
    }
}
