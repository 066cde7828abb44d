import Foundation

/// What was measured, as tables that read well on a terminal and in Markdown.
struct Report {
    private(set) var text = ""

    /// Adds a paragraph, and shows it at once.
    mutating func add(_ paragraph: String) { write(paragraph + "\n\n") }

    mutating func title(_ title: String) { write("## \(title)\n\n") }

    /// Adds a table; columns of numbers are aligned to the right.
    mutating func table(_ head: [String], _ rows: [[String]]) {
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { Report.width($0[column]) }.max() ?? 0 }
        let areNumbers = head.indices.map { column in column > 0 && rows.allSatisfy { Report.isNumber($0[column]) } }
        func line(_ row: [String]) -> String {
            let cells = row.indices.map { column -> String in
                let padding = String(repeating: " ", count: widths[column] - Report.width(row[column]))
                return areNumbers[column] ? padding + row[column] : row[column] + padding
            }
            return "| " + cells.joined(separator: " | ") + " |\n"
        }
        let rule = widths.indices.map { String(repeating: "-", count: areNumbers[$0] ? widths[$0] - 1 : widths[$0]) + (areNumbers[$0] ? ":" : "") }
        write(line(head) + "| " + rule.joined(separator: " | ") + " |\n" + rows.map(line).joined() + "\n")
    }

    private mutating func write(_ part: String) {
        text += part
        FileHandle.standardOutput.write(Data(part.utf8))
    }

    private static func isNumber(_ cell: String) -> Bool { Double(cell) != nil || cell == "–" || cell == "not run" }

    /// Columns on a terminal: Han characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 && !(0x2000...0x2BFF).contains($1.value) ? 2 : 1) }
    }
}

func number(_ value: Double, _ places: Int = 1) -> String { String(format: "%.\(places)f", value) }

/// 1.23 ms, 12.3 ms, 123 ms
func milliseconds(_ seconds: Double) -> String {
    let value = seconds * 1000
    return value.isNaN ? "–" : number(value, value < 10 ? 2 : value < 100 ? 1 : 0)
}

/// 10^6 bytes in each second.
func rate(_ bytes: Int, _ seconds: Double) -> String {
    let value = Double(bytes) / 1e6 / seconds
    return value.isNaN ? "–" : number(value, value < 10 ? 2 : value < 100 ? 1 : 0)
}
