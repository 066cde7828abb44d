/// Where and how text is shown.
public struct TerminalOptions: Sendable {
    public var language: Language
    public var isColored: Bool
    /// Columns available.
    public var width: Int

    public init(language: Language = .chinese, isColored: Bool = false, width: Int = 100) {
        self.language = language
        self.isColored = isColored
        self.width = width
    }
}

/// Lines for a terminal: colour only where it is wanted, columns that line up although a Han character takes two.
struct Terminal {
    let options: TerminalOptions
    private(set) var text = ""

    init(_ options: TerminalOptions) { self.options = options }

    enum Ink: String {
        case plain = "0", bold = "1", faint = "2", red = "31", green = "32", yellow = "33", blue = "36"
    }

    /// The label in the language of the terminal.
    func callAsFunction(_ label: Label) -> String { label.text(options.language) }

    func painted(_ words: String, _ ink: Ink) -> String {
        options.isColored && ink != .plain ? "\u{1B}[\(ink.rawValue)m\(words)\u{1B}[0m" : words
    }

    mutating func line(_ words: String = "") {
        text += words
        text += "\n"
    }

    mutating func heading(_ words: String) {
        line()
        line(painted(words, .bold))
    }

    /// Words that go on, in the same column, on as many lines as they need.
    mutating func paragraph(_ words: String, indent: Int, firstIndent: String? = nil, ink: Ink = .plain) {
        let room = max(20, options.width - indent)
        let margin = String(repeating: " ", count: indent)
        for (index, part) in Terminal.wrapped(words, to: room).enumerated() {
            line((index == 0 ? firstIndent ?? margin : margin) + painted(part, ink))
        }
    }
}

/// A table of text.
struct TerminalTable {
    struct Column {
        let title: String
        var limit = 46
        var isRight = false
    }

    let columns: [Column]
    var rows: [[String]] = []

    func print(to terminal: inout Terminal) {
        var widths = columns.map { Terminal.width($0.title) }
        let cut = rows.map { row in
            zip(row, columns).map { Terminal.truncated($0, to: $1.limit) }
        }
        for row in cut {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], Terminal.width(cell)) }
        }
        terminal.line(terminal.painted(line(columns.map(\.title), widths), .faint))
        for row in cut { terminal.line(line(row, widths)) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var result = " "
        for (index, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: max(0, widths[index] - Terminal.width(cell)))
            let isLast = index == cells.count - 1
            result += " " + (columns[index].isRight ? space + cell : cell + (isLast ? "" : space)) + (isLast ? "" : " ")
        }
        return result
    }
}

extension Terminal {
    /// Columns that a text takes.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// Columns that a scalar takes, by the East Asian Width property: wide and full-width two, combining and invisible none, all others one.
    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2060, 0xFEFF, 0x0300...0x036F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// The text, cut to so many columns; what is cut off leaves an ellipsis.
    static func truncated(_ text: String, to limit: Int) -> String {
        guard width(text) > limit else { return text }
        var result = ""
        var used = 1
        for character in text {
            let columns = width(String(character))
            if used + columns > limit { break }
            used += columns
            result.append(character)
        }
        return result + "…"
    }

    /// The text in lines of so many columns, broken between Han characters or at blanks, never before a closing mark.
    static func wrapped(_ text: String, to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in words(of: text) {
            let columns = width(word)
            let isClosing = word.count == 1 && "，。；：、！？）】》”’".contains(word)
            if used + columns > limit && !line.isEmpty && !isClosing {
                lines.append(line)
                line = word == " " ? "" : word
                used = width(line)
            } else {
                line += word
                used += columns
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// Pieces that are not broken: a Han character, a run of Latin letters or digits, a blank.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var run = ""
        for character in text {
            let isRun = character.isASCII && character != " "
            if isRun {
                run.append(character)
                continue
            }
            if !run.isEmpty { words.append(run) }
            run = ""
            words.append(String(character))
        }
        if !run.isEmpty { words.append(run) }
        return words
    }
}
