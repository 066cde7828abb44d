import Kernel
import Policies

/// 金额公式: read by the rules of ``Policies/Formula`` when it is entered, so that what is stored can be reckoned with.
struct FormulaText: FieldValue {
    let text: String
    init(_ text: String) { self.text = text }
    static func kind(_ options: FieldOptions) -> any FieldKind { FormulaKind(isCondition: false) }
    init?(stored: Stored) {
        guard case .text(let text) = stored else { return nil }
        self.text = text
    }
    var stored: Stored { .text(text) }
    var formula: Formula? { try? Formula(text, FirmFigures.vocabulary) }
}

/// 条件: one on each line; all of them have to hold.
struct ConditionText: FieldValue {
    let text: String
    init(_ text: String) { self.text = text }
    static func kind(_ options: FieldOptions) -> any FieldKind { FormulaKind(isCondition: true) }
    init?(stored: Stored) {
        guard case .text(let text) = stored else { return nil }
        self.text = text
    }
    var stored: Stored { .text(text) }
    var conditions: [Policies.Condition] { lines(of: text).compactMap { try? Policies.Condition($0, FirmFigures.vocabulary) } }
}

/// Formulas and conditions as a field: what is wrong with one is said beside it, with its place.
struct FormulaKind: FieldKind {
    let isCondition: Bool
    var name: String { isCondition ? "conditions" : "formula" }
    var type: ColumnType { .text }
    var control: Control { .paragraph }

    func read(_ text: String) throws(Problem) -> Stored {
        let all = lines(of: text)
        guard all.count <= 40 else { throw Problem("too-many", "最多 40 行", en: "has 40 lines at most") }
        do throws(FormulaProblem) {
            if isCondition {
                for (place, line) in all.enumerated() {
                    do throws(FormulaProblem) { _ = try Policies.Condition(line, FirmFigures.vocabulary) } catch {
                        throw FormulaProblem(
                            place: error.place,
                            message: Wording("第 \(place + 1) 行：\(error.message.chinese)", en: "line \(place + 1): \(error.message.english)"))
                    }
                }
            } else {
                _ = try Formula(all.joined(separator: " "), FirmFigures.vocabulary)
            }
        } catch {
            throw Problem("bad-formula", error.message.chinese, en: error.message.english)
        }
        return .text(all.joined(separator: isCondition ? "\n" : " "))
    }
    var schema: JSON { ["type": "string", "maxLength": 20000] }
}

private func lines(of text: String) -> [String] { text.split(whereSeparator: \.isNewline).map { String($0) }.filter { !$0.allSatisfy(\.isWhitespace) } }
