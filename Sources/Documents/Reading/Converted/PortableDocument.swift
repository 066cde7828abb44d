/// Reads the text layer of a PDF through `pdftotext`, which keeps the places of the words on the page.
struct PortableDocument {
    let bytes: [UInt8]
    let name: String
    let limits: Limits

    /// The installed `pdftotext`, if there is one.
    static var program: Program? {
        Program.find(["pdftotext"], places: ["/opt/homebrew/bin/pdftotext", "/usr/local/bin/pdftotext"])
    }

    /// The text with its lines as on the page; pages end in a form feed (U+000C).
    func read() throws(DocumentError) -> Document {
        guard let program = Self.program else {
            throw .missingProgram(
                program: "pdftotext", purpose: Remark("读取“\(name)”（PDF）", "Reading “\(name)” (PDF)"),
                installation: Remark(
                    "在 Debian 和 Ubuntu 上运行 `apt-get install poppler-utils`，在 macOS 上运行 `brew install poppler`",
                    "on Debian and Ubuntu run `apt-get install poppler-utils`, on macOS `brew install poppler`"))
        }
        let folder = try TemporaryFolder()
        let source = folder.file("source.pdf")
        let result = folder.file("result.txt")
        try FileAccess.write(bytes, to: source)
        let outcome = try run(program, ["-layout", "-enc", "UTF-8", source, result], folder: folder, watched: result)
        if outcome.exitCode != 0 {
            if outcome.complaint.contains("password") || outcome.exitCode == 3 { throw .protected(name: name) }
            let detail = outcome.complaint.isEmpty ? Remark("退出码 \(outcome.exitCode)", "exit code \(outcome.exitCode)") : Remark(said: outcome.complaint)
            throw .damaged(name: name, detail: detail)
        }
        let text = String(decoding: try FileAccess.read(result, limit: limits.maximumUnpackedBytes), as: UTF8.self)
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .withoutText(name: name)
        }
        let warnings = outcome.complaint.isEmpty ? [] : [Remark(said: "pdftotext: \(outcome.complaint)")]
        return Document(format: .pdf, text: text, warnings: warnings)
    }

    private func run(
        _ program: Program, _ arguments: [String], folder: TemporaryFolder, watched: String
    ) throws(DocumentError) -> Program.Outcome {
        do {
            return try program.run(
                arguments, folder: folder, timeout: limits.converterTimeout, watched: watched,
                limit: limits.maximumUnpackedBytes)
        } catch {
            throw error.asDocumentError(name: name, program: "pdftotext", limits: limits)
        }
    }
}
