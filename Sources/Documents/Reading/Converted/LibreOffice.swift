/// Reads older and foreign formats by having LibreOffice write them as Word or Excel files.
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

    /// Converts and reads `bytes`. Takes seconds.
    func read(
        _ bytes: [UInt8], name: String, fileExtension: String, as format: Format
    ) throws(DocumentError) -> Document {
        let converted = try convert(
            bytes, name: name, from: fileExtension, to: "docx", title: format.title, package: "libreoffice-writer-nogui")
        let archive = ZipArchive(bytes: converted, name: name, limits: limits)
        var document = try WordPackage(archive: archive, mainPart: "word/document.xml", limits: limits).read()
        document.format = format
        return document
    }

    /// What LibreOffice makes of `bytes`, as a file of the format `target`. Every call has a profile of its own, so
    /// that calls do not wait for one another or for a LibreOffice that somebody has open.
    ///
    /// `title` is the format's name for people, and `package` the Debian package that can read it.
    func convert(
        _ bytes: [UInt8], name: String, from fileExtension: String, to target: String, title: String, package: String
    ) throws(DocumentError) -> [UInt8] {
        guard let program = Self.program else {
            throw .missingProgram(
                program: "LibreOffice", purpose: Remark("读取“\(name)”（\(title)）", "Reading “\(name)” (\(title))"),
                installation: Remark(
                    "在 Debian 和 Ubuntu 上运行 `apt-get install \(package)`，在 macOS 上运行 `brew install --cask libreoffice`，或另存为 .\(target)",
                    "on Debian and Ubuntu run `apt-get install \(package)`, on macOS `brew install --cask libreoffice`, or save the document as .\(target)"))
        }
        let folder = try TemporaryFolder()
        let source = folder.file("source." + fileExtension)
        let result = folder.file("result/source." + target)
        try FileAccess.write(bytes, to: source)
        let arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nologo",
            "--nodefault", "--convert-to", target, "--outdir", folder.file("result"), source,
        ]
        let outcome = try run(program, arguments, folder: folder, name: name, watched: result)
        guard FileAccess.size(of: result) != nil else {
            let words =
                outcome.complaint.isEmpty
                ? Remark("没有说明原因（退出码 \(outcome.exitCode)）", "it gave no reason (exit code \(outcome.exitCode))") : Remark(said: outcome.complaint)
            throw .conversionFailed(name: name, program: "LibreOffice", detail: words)
        }
        return try FileAccess.read(result, limit: limits.maximumUnpackedBytes)
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
            .conversionFailed(name: name, program: program, detail: Remark("无法启动：\(reason)", "it could not be started: \(reason)"))
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
