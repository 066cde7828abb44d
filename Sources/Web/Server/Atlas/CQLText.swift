import Kernel

/// Filters in the text form of the Common Query Language (OGC 21-065r2, CQL2 Text): comparisons, `AND`, `OR`, `NOT`, `IS NULL`, `BETWEEN`, `IN`, `LIKE`
/// with its signs at the ends only, and `S_INTERSECTS` with a point, polygon or box.
///
///     grade = 'large' AND (people > 10 OR NOT checked IS NULL) AND S_INTERSECTS(site, BBOX(109, 31, 110, 32))
///
/// Values are read as filters of a list are (``Filter``), so that one place knows what a field takes and who may ask for it.
struct CQLText {
    private let schema: Schema
    private let tokens: [Token]
    private var place = 0
    private var depth = 0

    private enum Token: Equatable {
        case word(String)
        /// `"name"`
        case quoted(String)
        case text(String)
        case number(String)
        case sign(String)
    }

    /// What is wrong with a filter; the words are those of the standard.
    struct Fault: Error {
        let message: String
    }

    /// - Throws: ``Fault``, or the ``Problem`` of a field that cannot be asked so.
    static func condition(_ text: String, _ schema: Schema) throws -> Condition {
        guard text.utf8.count <= 8000 else { throw Fault(message: "the filter is longer than 8,000 bytes") }
        var reader = CQLText(schema: schema, tokens: try tokens(text))
        let condition = try reader.either()
        guard reader.place == reader.tokens.count else { throw Fault(message: "nothing may follow the filter") }
        return condition
    }

    // MARK: words

    private static func tokens(_ text: String) throws -> [Token] {
        var (found, rest): ([Token], Substring) = ([], text[...])
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "'" || first == "\"" {
                var word = ""
                rest = rest.dropFirst()
                // The sign twice stands for itself.
                while let end = rest.firstIndex(of: first) {
                    word += rest[..<end]
                    rest = rest[rest.index(after: end)...]
                    guard rest.first == first else { break }
                    word.append(first)
                    rest = rest.dropFirst()
                }
                guard text[..<rest.startIndex].last == first else { throw Fault(message: "a text has no end") }
                found.append(first == "'" ? .text(word) : .quoted(word))
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                found.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            } else if first.isNumber || (first == "-" || first == "+" || first == ".") && rest.dropFirst().first?.isNumber == true {
                let number = rest.prefix { $0.isNumber || "+-.eE".contains($0) }
                found.append(.number(String(number)))
                rest = rest.dropFirst(number.count)
            } else {
                let sign = ["<>", "<=", ">=", "<", ">", "=", "(", ")", ","].first { rest.hasPrefix($0) }
                guard let sign else { throw Fault(message: "“\(first)” means nothing here") }
                found.append(.sign(sign))
                rest = rest.dropFirst(sign.count)
            }
            guard found.count <= 2000 else { throw Fault(message: "the filter has more than 2,000 words") }
        }
        return found
    }

    private var next: Token? { place < tokens.count ? tokens[place] : nil }

    private mutating func takeWord(_ word: String) -> Bool {
        guard case .word(let found)? = next, found.uppercased() == word else { return false }
        place += 1
        return true
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard next == .sign(sign) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ sign: String) throws {
        guard takeSign(sign) else { throw Fault(message: "“\(sign)” is missing") }
    }

    // MARK: conditions

    private mutating func either() throws -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth < 20 else { throw Fault(message: "the filter is nested more than 20 deep") }
        var condition = try both()
        while takeWord("OR") { condition = condition || (try both()) }
        return condition
    }

    private mutating func both() throws -> Condition {
        var condition = try one()
        while takeWord("AND") { condition = condition && (try one()) }
        return condition
    }

    private mutating func one() throws -> Condition {
        if takeWord("NOT") { return !(try one()) }
        if takeSign("(") {
            let inner = try either()
            try expect(")")
            return inner
        }
        if takeWord("S_INTERSECTS") { return try intersects() }
        if takeWord("TRUE") { return .always }
        if takeWord("FALSE") { return .never }
        return try comparison(try name())
    }

    private mutating func name() throws -> String {
        switch next {
        case .word(let word)?, .quoted(let word)?:
            place += 1
            return word
        default: throw Fault(message: "the name of a property is missing")
        }
    }

    private mutating func comparison(_ name: String) throws -> Condition {
        if takeWord("IS") {
            let isNot = takeWord("NOT")
            guard takeWord("NULL") else { throw Fault(message: "NULL is missing after IS") }
            return try filter(name, "null", isNot ? "false" : "true")
        }
        if takeWord("NOT") { return !(try listed(name)) }
        for (sign, word) in [("=", "eq"), ("<>", "ne"), ("<=", "lte"), (">=", "gte"), ("<", "lt"), (">", "gt")] where takeSign(sign) {
            let found = try filter(name, word, try value())
            // What is empty is neither this nor that (section 6.3 of the standard: the result is unknown).
            return word == "ne" ? found && (try filter(name, "null", "false")) : found
        }
        return try listed(name)
    }

    private mutating func listed(_ name: String) throws -> Condition {
        if takeWord("BETWEEN") {
            let low = try value()
            guard takeWord("AND") else { throw Fault(message: "AND is missing after BETWEEN") }
            return try filter(name, "gte", low) && filter(name, "lte", try value())
        }
        if takeWord("IN") {
            try expect("(")
            var condition = try filter(name, "eq", try value())
            while takeSign(",") { condition = condition || (try filter(name, "eq", try value())) }
            try expect(")")
            return condition
        }
        guard takeWord("LIKE") else { throw Fault(message: "a comparison is missing after “\(name.prefix(60))”") }
        let pattern = try value()
        let core = pattern.drop { $0 == "%" }
        let words = String(core.prefix { $0 != "%" })
        guard !words.isEmpty, !words.contains("_"), core.dropFirst(words.count).allSatisfy({ $0 == "%" }) else {
            throw Fault(message: "LIKE takes “words%” and “%words%” only")
        }
        switch (pattern.hasPrefix("%"), pattern.hasSuffix("%")) {
        case (true, true): return try filter(name, "contains", words)
        case (false, true): return try filter(name, "prefix", words)
        case (false, false): return try filter(name, "eq", words)
        case (true, false): throw Fault(message: "LIKE takes “words%” and “%words%” only")
        }
    }

    private func filter(_ name: String, _ word: String, _ value: String) throws -> Condition {
        try Filter(name + "." + word, schema, false).condition(value)
    }

    private mutating func value() throws -> String {
        defer { place += 1 }
        switch next {
        case .text(let text)?, .number(let text)?: return text
        case .word(let word)? where ["TRUE", "FALSE"].contains(word.uppercased()): return word.lowercased()
        case .word(let word)? where ["DATE", "TIMESTAMP"].contains(word.uppercased()):
            place += 1
            try expect("(")
            guard case .text(let text)? = next else { throw Fault(message: "a text is missing after \(word)") }
            place += 1
            guard next == .sign(")") else { throw Fault(message: "“)” is missing") }
            return text
        default: throw Fault(message: "a value is missing")
        }
    }

    // MARK: places

    private mutating func intersects() throws -> Condition {
        try expect("(")
        let name = try name()
        try expect(",")
        let zone = try zone()
        try expect(")")
        guard let column = schema[name], column.kind is GeometryKind, column.options.masking == nil else {
            throw Fault(message: "“\(name.prefix(60))” is no place")
        }
        return .place(name, zone)
    }

    private mutating func zone() throws -> Zone {
        guard case .word(let word)? = next else { throw Fault(message: "a geometry is missing") }
        place += 1
        var text = ""
        var open = 0
        repeat {
            switch next {
            case .sign("(")?: (text, open) = (text + "(", open + 1)
            case .sign(")")?: (text, open) = (text + ")", open - 1)
            case .sign(",")?: text += ", "
            case .number(let number)?: text += (text.last == "(" || text.hasSuffix(", ") ? "" : " ") + number
            default: throw Fault(message: "\(word.uppercased()) has no end")
            }
            place += 1
        } while open > 0
        let inside = text.dropFirst().dropLast()
        let found: Zone? =
            switch word.uppercased() {
            case "BBOX": Zone("box " + inside)
            case "POINT": Zone("circle " + inside + " 0.001")
            case "POLYGON": Zone("POLYGON " + text)
            default: nil
            }
        guard let found else { throw Fault(message: "\(word.prefix(20)) is no BBOX, POINT or POLYGON on the earth") }
        return found
    }
}
