/// Rows of a table in which the parts of the money, by year or by source, do not add up to the total beside them.
enum RowSums {
    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.survey.entries.flatMap { entry -> [Finding] in
            let reader = entry.reader
            guard reader.kind == .projects, let total = MoneyColumn.main(reader) else { return [] }
            let parts = reader.roles.indices.filter { reader.roles[$0] == .budget && $0 != total }
            guard parts.count >= 2 else { return [] }
            return check(evidence, entry, total, parts)
        }
    }

    /// Only where most rows do add up are the columns parts of the total.
    private static func check(_ evidence: Evidence, _ entry: TableSurvey.Entry, _ total: Int, _ parts: [Int]) -> [Finding] {
        var right = 0
        var wrong: [Finding] = []
        for row in entry.reader.bodyRows where entry.reader.kind(of: row) == .data {
            guard let whole = amount(evidence, entry, row, total) else { continue }
            let amounts = parts.compactMap { amount(evidence, entry, row, $0) }
            guard !amounts.isEmpty else { continue }
            let sum = amounts.reduce(Number.zero) { $0 + $1.value }
            if sum.isNear(whole.value, within: amounts.reduce(whole.rounding) { $0 + $1.rounding }) {
                right += 1
            } else {
                wrong.append(finding(evidence, entry, row, whole, amounts, sum))
            }
        }
        return right >= 2 && right >= 3 * wrong.count ? wrong : []
    }

    private static func amount(_ evidence: Evidence, _ entry: TableSurvey.Entry, _ row: Int, _ column: Int) -> Amount? {
        guard column < entry.reader.matrix[row].count, !entry.reader.matrix[row][column].isRepeat else { return nil }
        return Amount.first(in: evidence.characters, entry.reader.matrix[row][column].range, tens: MoneyColumn.tens(evidence.layout, entry, column))
    }

    private static func finding(_ evidence: Evidence, _ entry: TableSurvey.Entry, _ row: Int, _ whole: Amount, _ amounts: [Amount], _ sum: Number) -> Finding {
        let name = entry.reader.text(row, .name) ?? ""
        let tens = MoneyColumn.tens(evidence.layout, entry, MoneyColumn.main(entry.reader))
        return Finding(
            TableSums.rule, .error, "“\(name)”总投资\(evidence.quote(whole.range))，分列的各项相加为\(MoneyText.like(sum, evidence, whole, tens))。",
            why: "同一行的分项与总额不符，其他各行都相符。",
            remedy: "核对该行总额和分项。", at: [evidence.span(whole.range)] + amounts.map { evidence.span($0.range) })
    }
}
