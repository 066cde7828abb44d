import ArgumentParser
import Foundation
import Kernel
import Operations
import PlanBoard
import Web

extension PlanCommand {
    /// 录入
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a plan document in, so that it can be reviewed and published in the browser.",
            discussion: "The same as “录入规划” on the page of monitoring. A server may run on the database meanwhile.")

        @OptionGroup var settings: SettingsOptions
        @Argument(help: "The plan document.", completion: .file()) var file: String
        @Option(help: "First year of the plan, where the text does not say it.") var from: Int?
        @Option(help: "Last year of the plan, where the text does not say it.") var to: Int?

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw Installation.Failure("\(file): there is no such file, or it cannot be read")
            }
            let configuration = try settings.configuration()
            let installation = try await Installation.open(configuration)
            try await installation.found()
            let cabinet = FileCabinet(engine: installation.engine, store: installation.files)
            do {
                let name = URL(fileURLWithPath: file).lastPathComponent
                let document = try await cabinet.save([UInt8](bytes), named: name, mediaType: "application/octet-stream", for: installation.desk.actor)
                var inputs: [String: Submission.Input] = ["document": .typed(document.id.text)]
                if let from { inputs["from"] = .typed(String(from)) }
                if let to { inputs["to"] = .typed(String(to)) }
                let outcome = try await installation.desk.carryOut("takeIn", Submission(kind: "takeIn", inputs))
                Output.print(outcome.message.chinese)
                if case .page(let application, let code, let record?, _)? = outcome.link { Output.print("/p/\(application)/\(code)?record=\(record)") }
            } catch let refusal as Refusal {
                throw Installation.Failure("\(file): " + ([refusal.message.english] + refusal.problems.map(\.message.english)).joined(separator: "; "))
            }
            await installation.store.close()
        }
    }
}
