/// How well reviewers know what applications are about, from the weights of their topics (disciplines after GB/T 13745, keywords, technologies).
///
/// The cosine of both vectors after each topic was weighted by how rare it is among the reviewers: log(1 + n / n(topic)) (Salton and Buckley 1988). 0 where
/// they share nothing, 1 where they are about the same.
public enum Expertise {
    /// All pairs that share a topic and that nobody has to avoid. Topics of weight 0 or below count for nothing.
    ///
    /// Time in the pairs that share a topic.
    public static func pairs(applications: [[String: Double]], reviewers: [[String: Double]], avoiding avoided: [[Int: Set<Avoidance>]] = []) -> [ReviewProblem
        .Pair]
    {
        var experts: [String: [(reviewer: Int, weight: Double)]] = [:]
        for (place, topics) in reviewers.enumerated() {
            for (topic, weight) in topics where weight > 0 && weight.isFinite { experts[topic, default: []].append((place, weight)) }
        }
        let rarity = experts.mapValues { naturalLogarithm(1 + Double(reviewers.count) / Double($0.count)) }
        var lengths = [Double](repeating: 0, count: reviewers.count)
        for (topic, list) in experts { for expert in list { lengths[expert.reviewer] += square(expert.weight * (rarity[topic] ?? 0)) } }
        var pairs: [ReviewProblem.Pair] = []
        var products = [Double](repeating: 0, count: reviewers.count)
        for (application, topics) in applications.enumerated() {
            var (touched, length): ([Int], Double) = ([], 0)
            for (topic, weight) in topics.sorted(by: { $0.key < $1.key }) where weight > 0 && weight.isFinite {
                let rare = rarity[topic] ?? naturalLogarithm(1 + Double(reviewers.count))
                length += square(weight * rare)
                for expert in experts[topic] ?? [] {
                    if products[expert.reviewer] == 0 { touched.append(expert.reviewer) }
                    products[expert.reviewer] += weight * expert.weight * rare * rare
                }
            }
            for reviewer in touched.sorted() {
                let match = min(1, products[reviewer] / (length * lengths[reviewer]).squareRoot())
                products[reviewer] = 0
                let isAvoided = avoided.indices.contains(reviewer) && avoided[reviewer][application] != nil
                if !isAvoided { pairs.append(ReviewProblem.Pair(application: application, reviewer: reviewer, match: match)) }
            }
        }
        return pairs
    }

    private static func square(_ value: Double) -> Double { value * value }
}
