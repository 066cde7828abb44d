extension Formula {
    /// As it is read, in both languages; with facts, each figure is its value.
    public func text(with facts: Facts? = nil) -> Wording {
        Wording(text(Printer(facts: facts, isEnglish: false), 0), en: text(Printer(facts: facts, isEnglish: true), 0))
    }

    fileprivate func text(_ printer: Printer, _ rank: Int) -> String {
        func list(_ name: (String, String), _ parts: [String], by mark: String = ", ") -> String {
            "\(printer.isEnglish ? name.1 : name.0)(\(parts.joined(separator: mark)))"
        }
        func steps(_ name: (String, String), _ value: Formula, _ steps: [Step]) -> String {
            list(name, [value.text(printer, 0)] + steps.map { "\($0.from.text(printer, 0)): \($0.value.text(printer, 0))" }, by: "; ")
        }
        switch self {
        case .number(let value, let measure): return printer.number(value, measure)
        case .figure(let figure): return printer.figure(figure)
        case .combined(let left, let sign, let right):
            let own = sign == .plus || sign == .minus ? 1 : 2
            let text = "\(left.text(printer, own)) \(sign.rawValue) \(right.text(printer, own + 1))"
            return own < rank ? "(\(text))" : text
        case .least(let parts): return list(("取小", "min"), parts.map { $0.text(printer, 0) })
        case .greatest(let parts): return list(("取大", "max"), parts.map { $0.text(printer, 0) })
        case .graded(let value, let list): return steps(("分档", "step"), value, list)
        case .progressive(let value, let list): return steps(("累进", "progressive"), value, list)
        case .chosen(let condition, let one, let other):
            return list(("如果", "if"), [condition.text(printer, 0), one.text(printer, 0), other.text(printer, 0)], by: "; ")
        }
    }
}

extension Condition {
    /// As it is read, in both languages; with facts, each figure is its value.
    public func text(with facts: Facts? = nil) -> Wording {
        Wording(text(Printer(facts: facts, isEnglish: false), 0), en: text(Printer(facts: facts, isEnglish: true), 0))
    }

    fileprivate func text(_ printer: Printer, _ rank: Int) -> String {
        func list(_ parts: [Condition], _ own: Int, _ word: String) -> String {
            let text = parts.map { $0.text(printer, own + 1) }.joined(separator: word)
            return own < rank ? "(\(text))" : text
        }
        switch self {
        case .compared(let left, let comparison, let right):
            return "\(left.text(printer, 0)) \(comparison.rawValue) \(right.text(printer, 0))"
        case .fact(let figure): return printer.figure(figure)
        case .not(let inner): return (printer.isEnglish ? "not " : "非 ") + inner.text(printer, 9)
        case .all(let parts): return list(parts, 2, printer.isEnglish ? " and " : " 且 ")
        case .any(let parts): return list(parts, 1, printer.isEnglish ? " or " : " 或 ")
        }
    }
}

/// Writes numbers and figures.
private struct Printer {
    let facts: Facts?
    let isEnglish: Bool

    func number(_ value: Exact, _ measure: Vocabulary.Measure) -> String {
        let text = Numerals.text(value, measure)
        return isEnglish ? text.english : text.chinese
    }

    func figure(_ figure: Figure) -> String {
        guard let facts else { return isEnglish ? figure.name.english : figure.name.chinese }
        guard let fact = facts[figure] else { return isEnglish ? "\(figure.name.english) (unknown)" : "\(figure.name.chinese)（缺）" }
        let plain = number(fact.value, figure.term.measure)
        let isTruth = figure.term.measure == .truth
        let text = isTruth ? (isEnglish ? "\(figure.name.english) (\(plain))" : "\(figure.name.chinese)（\(plain)）") : plain
        return fact.isVerified ? text : text + (isEnglish ? " (not verified)" : "（待核实）")
    }
}

public enum Numerals {
    /// 1,234.5 万元, 5%, 12, 是
    public static func text(_ value: Exact, _ measure: Vocabulary.Measure) -> Wording {
        switch measure {
        case .money: return Wording("\(decimal(value, shiftedBy: 1_000_000, places: 4)) 万元", en: "\(decimal(value, shiftedBy: 100, places: 2)) yuan")
        case .truth: return value == .zero ? Wording("否", en: "no") : Wording("是", en: "yes")
        case .plain:
            let isShare = value.bottom != 1 && value < .one && Exact.zero < value
            let text = isShare ? decimal(value, times: 100, places: 2) + "%" : decimal(value, places: 2)
            return Wording(text, en: text)
        }
    }

    /// Half up, with as many decimals as it needs; a dash where it is too large to be written so.
    static func decimal(_ value: Exact, times: Int128 = 1, shiftedBy: Int128 = 1, places: Int) -> String {
        let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
        guard let shift = Exact(times * Int128(scale), over: shiftedBy), let scaled = value.times(shift)?.rounded() else { return "—" }
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
        var digits = String(rest)
        digits = String(repeating: "0", count: max(0, places - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return (scaled < 0 ? "−" : "") + grouped(String(whole)) + (places == 0 || digits.isEmpty ? "" : "." + digits)
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
