@testable import Kernel
@testable import PlanBoard
import Testing

/// Every word that the plan board declares is there in both languages.
@Suite struct WordTests {
    private static func isEnglish(_ text: String) -> Bool {
        !text.isEmpty && !text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
    }

    @Test func everyDeclaredWordIsEnglishInEnglish() {
        let application = Application.planBoard
        var words: [(place: String, label: Label)] = [("application", application.label)]
        func add(_ schema: Schema) {
            words.append((schema.name, schema.label))
            for column in schema.columns {
                words.append(("\(schema.name).\(column.name)", column.label))
                if let help = column.options.help { words.append(("help of \(schema.name).\(column.name)", help)) }
                let kind = (column.kind as? ListKind)?.element ?? column.kind
                if case .choice(let options) = kind.control {
                    for option in options { words.append(("\(schema.name).\(column.name)=\(option.code)", option.label)) }
                }
            }
        }
        for kind in application.kinds {
            add(kind.schema)
            for step in kind.flow?.steps ?? [] {
                words += [("step \(step.code) of \(kind.schema.name)", step.label), ("refusal of \(step.code)", step.refusal)]
            }
        }
        for operation in application.operations {
            words.append(("operation \(operation.code)", operation.label))
            if let input = operation.input { add(input) }
        }
        for page in application.pages { words.append(("page \(page.code)", page.label)) }
        for role in application.roles { words.append(("role \(role.code)", role.label)) }
        for indicator in application.indicators { words.append(("indicator \(indicator.code)", indicator.label)) }
        #expect(words.count > 400)
        let bare = words.filter { !Self.isEnglish($0.label.english) }
        #expect(bare.isEmpty, "not in English: \(bare.map { "\($0.place) “\($0.label.english)”" })")
    }

    /// The reasons of an evaluation are whole sentences in both languages.
    @Test func theReasonsOfScoresAreThereInBothLanguages() async throws {
        try await withBoard(.sqlite) { board in
            board.clock.set(Day(2024, 2, 1)!)
            try await Samples.make(board.system)
            let scores = try await board.system.all(Score.self)
            #expect(scores.count > 50)
            for score in scores {
                let english = score.reasonInEnglish ?? ""
                let plain = english.replacing(score.name, with: "")
                // Units of measure are data, and stay as the plan says them.
                let words = plain.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }
                #expect(words.isEmpty, "\(english)")
                #expect(english.hasSuffix(".") && score.reason.hasSuffix("。"))
                #expect(english.first?.isUppercase == true, "\(english)")
                #expect(!score.reason.contains("。。") && !english.contains(".."))
            }
        }
    }
}
