/// What is wrong with a formula, and where.
public struct FormulaProblem: Error, Sendable, Hashable {
    /// Counted in characters, from 1.
    public let place: Int
    public let message: Wording
    public init(place: Int, message: Wording) { (self.place, self.message) = (place, message) }
}

extension Formula {
    /// Reads an amount.
    ///
    /// - Throws: what is wrong, where, and what would do.
    public init(_ text: String, _ vocabulary: Vocabulary) throws(FormulaProblem) {
        var reader = try FormulaReader(text, vocabulary)
        self = try reader.sum()
        try reader.end()
        guard measure != .plain, measure != .truth else {
            throw FormulaProblem(place: 1, message: Wording("结果不是金额：请写明“万元”或“元”", en: "The result is no money: write 万元 or 元"))
        }
    }
}

extension Condition {
    /// Reads a condition.
    public init(_ text: String, _ vocabulary: Vocabulary) throws(FormulaProblem) {
        var reader = try FormulaReader(text, vocabulary)
        self = try reader.either()
        try reader.end()
    }
}

/// Reads formulas and conditions by recursive descent. A text of at most 2,000 characters, nested at most 24 deep.
struct FormulaReader {
    enum Token: Hashable {
        case number(Exact, Vocabulary.Measure)
        case name(String)
        /// + − × ÷ ( ) , ; : and comparisons
        case sign(String)
    }

    private let vocabulary: Vocabulary
    private var tokens: [(token: Token, place: Int)]
    private var next = 0
    private var depth = 0
    private let length: Int

    init(_ text: String, _ vocabulary: Vocabulary) throws(FormulaProblem) {
        self.vocabulary = vocabulary
        length = text.count
        guard length <= 2000 else { throw FormulaProblem(place: 2001, message: Wording("公式太长，最多 2000 字", en: "Too long: 2,000 characters at most")) }
        var scanner = FormulaScanner(text)
        tokens = try scanner.tokens().flatMap { token, place in
            if case .name(let name) = token { FormulaReader.parted(name, place, vocabulary) } else { [(token, place)] }
        }
    }

    /// 高新技术企业或科技型中小企业: names that were written together with the words between them.
    private static func parted(_ name: String, _ place: Int, _ vocabulary: Vocabulary) -> [(token: Token, place: Int)] {
        let whole: [(token: Token, place: Int)] = [(.name(name), place)]
        if words.contains(name) || functions.contains(name) || vocabulary.figure(name) != nil { return whole }
        guard let at = name.firstIndex(where: { words.contains(String($0)) }) else { return whole }
        let (before, word, after) = (String(name[..<at]), String(name[at]), String(name[name.index(after: at)...]))
        if word == "非", !before.isEmpty { return whole }
        let middle = place + before.count
        return (before.isEmpty ? [] : parted(before, place, vocabulary)) + [(.name(word), middle)]
            + (after.isEmpty ? [] : parted(after, middle + 1, vocabulary))
    }
    private static let words: Set<String> = ["且", "或", "非"]
    private static let functions: Set<String> = ["取小", "取大", "分档", "累进", "如果"]

    // MARK: amounts

    mutating func sum() throws(FormulaProblem) -> Formula {
        try deeper()
        defer { depth -= 1 }
        var left = try product()
        while let sign = operatorSign(["+", "−"]) {
            let place = self.place
            let right = try product()
            try same(left, right, at: place)
            left = .combined(left, sign, right)
        }
        return left
    }

    private mutating func product() throws(FormulaProblem) -> Formula {
        var left = try factor()
        while let sign = operatorSign(["×", "÷"]) {
            let place = self.place
            let right = try factor()
            if left.measure == .money, right.measure == .money, sign == .times {
                throw FormulaProblem(place: place, message: Wording("金额不能乘金额", en: "Money cannot be multiplied by money"))
            }
            if left.measure != .money, right.measure == .money, sign == .over {
                throw FormulaProblem(place: place, message: Wording("不能用金额去除一个数", en: "A number cannot be divided by money"))
            }
            left = .combined(left, sign, right)
        }
        return left
    }

    private mutating func factor() throws(FormulaProblem) -> Formula {
        let place = self.place
        switch token {
        case .number(let value, let measure):
            next += 1
            return .number(value, measure)
        case .name(let name):
            next += 1
            if take("(") { return try function(name, place) }
            let figure = try figure(name, place)
            guard figure.term.measure != .truth else {
                throw FormulaProblem(
                    place: place, message: Wording("“\(name)”是“是或否”，不能参加运算", en: "“\(figure.name.english)” is yes or no and cannot be reckoned with"))
            }
            return .figure(figure)
        case .sign("("):
            next += 1
            let inner = try sum()
            try need(")")
            return inner
        default: throw expected("一个数、金额或数据项", "a number, an amount or a figure")
        }
    }

    private mutating func function(_ name: String, _ place: Int) throws(FormulaProblem) -> Formula {
        switch name {
        case "取小", "取大":
            var parts = [try sum()]
            while take(",") {
                let place = self.place
                let part = try sum()
                for earlier in parts { try same(earlier, part, at: place) }
                parts.append(part)
            }
            try need(")")
            return name == "取小" ? .least(parts) : .greatest(parts)
        case "分档", "累进": return try steps(name)
        case "如果":
            let condition = try either()
            try need(";")
            let one = try sum()
            try need(";")
            let place = self.place
            let other = try sum()
            try same(one, other, at: place)
            try need(")")
            return .chosen(condition, one, other)
        default:
            throw FormulaProblem(
                place: place, message: Wording("没有“\(name)”这个函数，可用：取小、取大、分档、累进、如果", en: "There is no function “\(name)”; there are 取小, 取大, 分档, 累进, 如果"))
        }
    }

    private mutating func steps(_ name: String) throws(FormulaProblem) -> Formula {
        let value = try sum()
        var steps: [Formula.Step] = []
        while take(";") {
            let place = self.place
            let from = try sum()
            try same(value, from, at: place)
            try need(":")
            let second = self.place
            let amount = try sum()
            if let first = steps.first?.value { try same(first, amount, at: second) }
            if name == "累进", amount.measure == .money {
                throw FormulaProblem(place: second, message: Wording("累进的每档应为比例，如 2%", en: "The parts of 累进 are shares, such as 2%"))
            }
            if case .number(let earlier, _)? = steps.last?.from, case .number(let now, _) = from, !(earlier < now) {
                throw FormulaProblem(place: place, message: Wording("各档的起点应由低到高", en: "The steps go from low to high"))
            }
            guard case .number = from else {
                throw FormulaProblem(place: place, message: Wording("各档的起点应为固定的数", en: "A step begins at a fixed number"))
            }
            steps.append(Formula.Step(from: from, value: amount))
        }
        guard !steps.isEmpty else { throw expected("“;”和各档，如 分档(研发费用; 50万元: 2万元; 500万元: 5万元)", "; and the steps, such as 分档(研发费用; 50万元: 2万元)") }
        try need(")")
        return name == "分档" ? .graded(value, steps) : .progressive(value, steps)
    }

    // MARK: conditions

    mutating func either() throws(FormulaProblem) -> Condition {
        try deeper()
        defer { depth -= 1 }
        var parts = [try both()]
        while take(name: "或") { parts.append(try both()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func both() throws(FormulaProblem) -> Condition {
        var parts = [try single()]
        while take(name: "且") { parts.append(try single()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func single() throws(FormulaProblem) -> Condition {
        if take(name: "非") {
            try deeper()
            defer { depth -= 1 }
            return .not(try single())
        }
        if case .name(let name) = token, let figure = vocabulary.figure(name), figure.term.measure == .truth {
            next += 1
            return .fact(figure)
        }
        // A bracket may hold a condition or the beginning of an amount: the condition is tried first.
        if token == .sign("(") {
            let start = next
            next += 1
            if let inner = try? either(), take(")"), comparison(peeking: true) == nil, !isOperator { return inner }
            next = start
        }
        let left = try sum()
        guard let comparison = comparison() else { throw expected("比较符号，如 ≥", "a comparison, such as ≥") }
        let place = self.place
        let right = try sum()
        try same(left, right, at: place)
        return .compared(left, comparison, right)
    }

    private mutating func comparison(peeking isPeek: Bool = false) -> Condition.Comparison? {
        guard case .sign(let sign) = token, let comparison = Condition.Comparison(rawValue: sign) else { return nil }
        if !isPeek { next += 1 }
        return comparison
    }

    // MARK: tokens

    mutating func end() throws(FormulaProblem) { if next < tokens.count { throw expected("到此结束", "the end") } }

    private var token: Token? { next < tokens.count ? tokens[next].token : nil }
    private var place: Int { next < tokens.count ? tokens[next].place : length + 1 }
    private var isOperator: Bool { if case .sign(let sign)? = token { Formula.Operator(rawValue: sign) != nil } else { false } }

    private mutating func deeper() throws(FormulaProblem) {
        depth += 1
        guard depth <= 24 else { throw FormulaProblem(place: place, message: Wording("括号层数太多", en: "Nested too deeply")) }
    }

    private mutating func take(_ sign: String) -> Bool {
        guard token == .sign(sign) else { return false }
        next += 1
        return true
    }
    private mutating func take(name: String) -> Bool {
        guard token == .name(name) else { return false }
        next += 1
        return true
    }
    private mutating func need(_ sign: String) throws(FormulaProblem) { if !take(sign) { throw expected("“\(sign)”", "“\(sign)”") } }
    private mutating func operatorSign(_ signs: [String]) -> Formula.Operator? {
        guard case .sign(let sign)? = token, signs.contains(sign) else { return nil }
        next += 1
        return Formula.Operator(rawValue: sign)
    }

    private func figure(_ name: String, _ place: Int) throws(FormulaProblem) -> Figure {
        if let figure = vocabulary.figure(name) { return figure }
        let like = vocabulary.like(name)
        let (hint, english) = like.isEmpty ? ("", "") : ("，是不是“\(like.joined(separator: "”“"))”", "; did you mean “\(like.joined(separator: "”, “"))”?")
        throw FormulaProblem(place: place, message: Wording("没有“\(name)”这个数据项\(hint)", en: "There is no figure “\(name)”\(english)"))
    }

    private func same(_ left: Formula, _ right: Formula, at place: Int) throws(FormulaProblem) {
        guard let one = left.measure, let other = right.measure, one != other else { return }
        throw FormulaProblem(
            place: place, message: Wording("金额和数不能放在一起：金额后面要写“万元”或“元”", en: "Money and numbers do not go together: write 万元 or 元 after an amount"))
    }

    private func expected(_ chinese: String, _ english: String) -> FormulaProblem {
        FormulaProblem(place: place, message: Wording("第 \(place) 个字处应为\(chinese)", en: "Character \(place) should be \(english)"))
    }
}
