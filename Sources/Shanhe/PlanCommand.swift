import ArgumentParser
import PlanDesk

/// 规划: from a document to structured, checked data.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Reads and checks plan documents (.docx, .pdf, .html, .md, .txt, .doc, .wps).",
        subcommands: [Read.self, Check.self, Import.self])
}

extension PlanCommand {
    /// What both commands take.
    struct Input: ParsableArguments {
        @Argument(help: ArgumentHelp("Plan documents; “-” reads standard input.", valueName: "file"), completion: .file())
        var files: [String]

        @Flag(help: "Print a JSON object for each file.")
        var json = false

        @Flag(help: "Put each JSON object on one line.")
        var compact = false

        @Flag(help: "Print labels in English.")
        var english = false
    }

    /// 通读
    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what a plan says: outline, indicators, tasks, projects, systems, findings.")

        @OptionGroup var input: Input

        @Option(
            help: ArgumentHelp("Write a workbook of indicators, tasks, projects and findings.", valueName: "file"),
            completion: .file(extensions: ["xlsx"]))
        var xlsx: String?

        @Option(
            help: ArgumentHelp("Write one page that shows everything in its place in the text.", valueName: "file"),
            completion: .file(extensions: ["html"]))
        var html: String?

        @Flag(help: "Print the text of the document, into which all spans count.")
        var text = false

        func validate() throws {
            if input.files.count > 1 && (xlsx != nil || html != nil) {
                throw ValidationError("--xlsx and --html take one plan at a time.")
            }
        }

        func run() throws {
            var outcome = Outcome(input.language)
            for file in input.files {
                outcome.attempt(file) { report in try show(report) }
            }
            try outcome.finish()
        }

        private func show(_ report: PlanReport) throws {
            if let xlsx { try report.writeWorkbook(to: xlsx, input.language) }
            if let html { try Output.write(report.page(input.language), to: html) }
            if text {
                Output.print(report.text)
            } else if input.printsJSON {
                Output.print(report.json().serialized(compact: input.compact))
            } else {
                Output.print(report.summary(input.terminal))
            }
        }
    }

    /// 检查
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what in a plan contradicts what, with the passages, the reason and the remedy.")

        @OptionGroup var input: Input

        @Flag(help: "Exit with status 1 if a plan has findings of severity error (错误).")
        var strict = false

        func run() throws {
            var outcome = Outcome(input.language)
            var hasErrors = false
            for file in input.files {
                outcome.attempt(file) { report in
                    hasErrors = hasErrors || report.hasErrors
                    if input.printsJSON {
                        Output.print(report.findingsJSON().serialized(compact: input.compact))
                    } else {
                        Output.print(report.findingsText(input.terminal))
                    }
                }
            }
            try outcome.finish()
            if strict && hasErrors { throw ExitCode(1) }
        }
    }
}

extension PlanCommand.Input {
    /// Compact output is JSON by its nature.
    var printsJSON: Bool { json || compact }

    var language: Language { english ? .english : .chinese }

    var terminal: TerminalOptions {
        TerminalOptions(language: language, isColored: Output.isColored, width: Output.width)
    }
}

/// Goes on after a file that cannot be read, and remembers the status to end with.
private struct Outcome {
    let language: Language
    private var status: Int32 = 0

    init(_ language: Language) { self.language = language }

    mutating func attempt(_ file: String, _ body: (PlanReport) throws -> Void) {
        do {
            try body(file == "-" ? readPlan(try Output.standardInput(), name: "-") : readPlan(at: file))
        } catch {
            fail(error, with: isMissingFile(error) ? 66 : 2)
        }
    }

    /// Ends the command with the status of what went wrong, if anything did.
    func finish() throws {
        if status != 0 { throw ExitCode(status) }
    }

    private mutating func fail(_ error: any Error, with code: Int32) {
        Output.complain("shanhe: \(explanation(of: error, language))")
        status = max(status, code)
    }
}
