import Atlas
import Kernel

/// Reads `$filter` (section 9.3.3.5 of OGC 18-088; OData 4.0, part 2, section 5.1.1): comparisons, `and`, `or`, `not`, arithmetic, functions.
///
///     result gt 5 and (substringof('rain', Datastream/name) or phenomenonTime ge 2025-03-09T00:00:00Z)
struct FilterText {
    private let set: EntitySet
    private let tokens: [Token]
    private var place = 0
    private var depth = 0

    private enum Token: Equatable {
        case word(String)
        case text(String)
        /// `geography'POINT(1 2)'`, `duration'PT1H'`
        case typed(String, String)
        case number(Double)
        case time(from: Int64, to: Int64)
        case sign(Character)
    }

    /// What is wrong with a filter; the words are those of the standard.
    struct Fault: Error {
        let message: String
    }

    static let longest = 4000

    static func expression(_ text: String, of set: EntitySet) throws(Fault) -> FilterExpression {
        guard text.utf8.count <= longest else { throw Fault(message: "the filter is longer than \(longest) bytes") }
        var reader = FilterText(set: set, tokens: try tokens(text))
        let expression = try reader.either()
        guard reader.place == reader.tokens.count else { throw Fault(message: "nothing may follow “\(reader.said(before: reader.place))”") }
        return expression
    }

    // MARK: words

    private static func tokens(_ text: String) throws(Fault) -> [Token] {
        var (found, rest): ([Token], Substring) = ([], text[...])
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "'" {
                found.append(.text(try quoted(&rest)))
            } else if first.isASCII, first.isNumber || first == "-" && rest.dropFirst().first?.isNumber == true && !endsValue(found.last) {
                found.append(try numberOrTime(&rest))
            } else if first.isLetter || first == "@" || first == "_" || first == "$" {
                let word = String(rest.prefix { $0.isLetter || $0.isNumber || "_./@$:".contains($0) })
                rest = rest.dropFirst(word.count)
                if rest.first == "'" { found.append(.typed(word.lowercased(), try quoted(&rest))) } else { found.append(.word(word)) }
            } else if "(),-".contains(first) {
                found.append(.sign(first))
                rest = rest.dropFirst()
            } else {
                throw Fault(message: "“\(first)” means nothing here")
            }
            guard found.count <= 1000 else { throw Fault(message: "the filter has more than 1,000 words") }
        }
        return found
    }

    private static func endsValue(_ token: Token?) -> Bool {
        switch token {
        case nil, .sign("("), .sign(","), .sign("-"): false
        case .word(let word): !operators.contains(word)
        default: true
        }
    }

    private static let operators: Set<String> = ["and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul", "div", "mod"]

    private static func quoted(_ rest: inout Substring) throws(Fault) -> String {
        var word = ""
        rest = rest.dropFirst()
        // The sign twice stands for itself.
        while let end = rest.firstIndex(of: "'") {
            word += rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.first == "'" else { return word }
            word.append("'")
            rest = rest.dropFirst()
        }
        throw Fault(message: "a text has no end")
    }

    private static func numberOrTime(_ rest: inout Substring) throws(Fault) -> Token {
        let isDay = rest.dropFirst(4).first == "-" && rest.prefix(4).allSatisfy(\.isNumber)
        let word = rest.prefix { isDay ? $0.isNumber || "-+:.TZtz/".contains($0) : $0.isNumber || "+-.eE".contains($0) }
        rest = rest.dropFirst(word.count)
        if !isDay {
            guard let number = Double(word), number.isFinite else { throw Fault(message: "“\(word.prefix(40))” is no number") }
            return .number(number)
        }
        let ends = word.split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count <= 2, let from = moment(ends[0]), let to = moment(ends[ends.count - 1]), from <= to else {
            throw Fault(message: "“\(word.prefix(60))” is no time; write 2025-03-09T08:00:00Z (a + in an address is %2B)")
        }
        return .time(from: from, to: to)
    }

    private static func moment(_ text: Substring) -> Int64? {
        // A day begins in universal time, as all times of SensorThings are said.
        (text.utf8.count == 10 ? Instant(text + "T00:00:00Z") : Instant(text))?.milliseconds
    }

    private var next: Token? { place < tokens.count ? tokens[place] : nil }

    private func said(before place: Int) -> String {
        guard place > 0 else { return "" }
        return switch tokens[place - 1] {
        case .word(let word), .text(let word), .typed(_, let word): String(word.prefix(40))
        case .number(let number): "\(number)"
        case .time(let from, _): UniversalTime.text(from)
        case .sign(let sign): String(sign)
        }
    }

    private mutating func take(_ word: String) -> Bool {
        guard next == .word(word) else { return false }
        place += 1
        return true
    }

    private mutating func takeSign(_ sign: Character) -> Bool {
        guard next == .sign(sign) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ sign: Character) throws(Fault) {
        guard takeSign(sign) else { throw Fault(message: "“\(sign)” is missing after “\(said(before: place))”") }
    }

    // MARK: conditions

    private mutating func either() throws(Fault) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 20 else { throw Fault(message: "the filter is nested more than 20 deep") }
        var list = [try both()]
        while take("or") { list.append(try both()) }
        return list.count == 1 ? list[0] : .or(list)
    }

    private mutating func both() throws(Fault) -> FilterExpression {
        var list = [try comparison()]
        while take("and") { list.append(try comparison()) }
        return list.count == 1 ? list[0] : .and(list)
    }

    private mutating func comparison() throws(Fault) -> FilterExpression {
        var isTurned = false
        while take("not") { isTurned.toggle() }
        var left = try sum()
        if case .word(let word)? = next, let sign = FilterExpression.Comparison(rawValue: word) {
            place += 1
            left = .compare(sign, left, try sum())
        }
        return isTurned ? .not(left) : left
    }

    private mutating func sum() throws(Fault) -> FilterExpression {
        var left = try product()
        while case .word(let word)? = next, let sign = FilterExpression.Arithmetic(rawValue: word), sign == .add || sign == .sub {
            place += 1
            left = .calculate(sign, left, try product())
        }
        return left
    }

    private mutating func product() throws(Fault) -> FilterExpression {
        var left = try one()
        while case .word(let word)? = next, let sign = FilterExpression.Arithmetic(rawValue: word), sign != .add, sign != .sub {
            place += 1
            left = .calculate(sign, left, try one())
        }
        return left
    }

    private mutating func one() throws(Fault) -> FilterExpression {
        if takeSign("(") {
            let inner = try either()
            try expect(")")
            return inner
        }
        guard let token = next else { throw Fault(message: "the filter ends after “\(said(before: place))”, where a value is missing") }
        place += 1
        switch token {
        case .text(let text): return .value(.text(text))
        case .number(let number): return .value(.number(number))
        case .time(let from, let to): return .value(.time(from: from, to: to))
        case .typed(let type, let text): return .value(try typed(type, text))
        case .sign("-"):
            depth += 1
            defer { depth -= 1 }
            guard depth < 20 else { throw Fault(message: "the filter is nested more than 20 deep") }
            return .calculate(.sub, .value(.number(0)), try one())
        case .sign(let sign): throw Fault(message: "“\(sign)” stands where a value is missing")
        case .word("true"): return .value(.truth(true))
        case .word("false"): return .value(.truth(false))
        case .word("null"): return .value(.nothing)
        case .word(let word): return next == .sign("(") ? try call(word) : .path(try EntityWay.checked(word, from: set))
        }
    }

    private mutating func call(_ name: String) throws(Fault) -> FilterExpression {
        guard let function = FilterFunction(rawValue: name.lowercased()) else {
            throw Fault(message: "there is no function “\(name.prefix(40))”; there are \(FilterFunction.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        try expect("(")
        var arguments: [FilterExpression] = []
        if !takeSign(")") {
            repeat { arguments.append(try either()) } while takeSign(",")
            try expect(")")
        }
        guard function.arity.contains(arguments.count) else { throw Fault(message: "\(function.rawValue) takes \(function.arity.upperBound) arguments") }
        return .call(function, arguments)
    }

    private func typed(_ type: String, _ text: String) throws(Fault) -> FilterValue {
        switch type {
        case "geography", "geometry":
            let words = text.uppercased().hasPrefix("SRID=4326;") ? String(text.dropFirst(10)) : text
            guard let geometry = try? PackedGeometry(wellKnownText: words), geometry.count <= 1000 else {
                throw Fault(message: "“\(text.prefix(60))” is no geometry; write POINT(109.5 31.1) or POLYGON((…)) of at most 1,000 positions")
            }
            return .geometry(geometry)
        case "duration":
            guard let length = FilterText.duration(text) else { throw Fault(message: "“\(text.prefix(40))” is no duration; write P1D or PT1H30M") }
            return .duration(length)
        case "datetime", "datetimeoffset":
            guard let moment = FilterText.moment(text[...]) else { throw Fault(message: "“\(text.prefix(60))” is no time") }
            return .time(from: moment, to: moment)
        default: throw Fault(message: "“\(type.prefix(40))” is no type of value")
        }
    }

    /// `P1DT2H30M5.5S`; of months and years it is not known how long they are.
    static func duration(_ text: String) -> Int64? {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative { rest = rest.dropFirst() }
        guard rest.first == "P", rest.count > 2, rest.count < 40 else { return nil }
        rest = rest.dropFirst()
        var (total, isTime) = (0.0, false)
        while let first = rest.first {
            if first == "T", !isTime {
                isTime = true
                rest = rest.dropFirst()
                continue
            }
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let seconds: Double? =
                switch (isTime, rest.first) {
                case (false, "W"): 604_800
                case (false, "D"): 86_400
                case (true, "H"): 3600
                case (true, "M"): 60
                case (true, "S"): 1
                default: nil
                }
            guard let seconds, let count = Double(number) else { return nil }
            total += count * seconds * 1000
            rest = rest.dropFirst()
        }
        return total < 1e15 ? Int64(isNegative ? -total : total) : nil
    }
}

/// A way through properties and to other entities: `Datastream/Thing/properties/owner`.
enum EntityWay {
    /// The parts of a way that leads somewhere.
    static func checked(_ text: String, from set: EntitySet) throws(FilterText.Fault) -> [String] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 10, !parts.contains("") else { throw FilterText.Fault(message: "“\(text.prefix(60))” is no way to a property") }
        var here = set
        for (place, part) in parts.enumerated() {
            if let navigation = here.navigation(part) {
                guard place < 5, place + 1 < parts.count else { throw FilterText.Fault(message: "“\(text.prefix(60))” leads to no property") }
                here = navigation.target
                continue
            }
            let isID = part == "id" || part == "@iot.id"
            guard isID && place + 1 == parts.count || here.properties.contains(where: { $0.name == part }) else {
                let known = (["id"] + here.properties.map(\.name) + here.navigations.map { $0.name + "/…" }).joined(separator: ", ")
                throw FilterText.Fault(message: "\(here.single) has no “\(part.prefix(40))”; it has \(known)")
            }
            return parts
        }
        throw FilterText.Fault(message: "“\(text.prefix(60))” leads to no property")
    }
}
