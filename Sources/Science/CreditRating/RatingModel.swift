/// A name or a sentence in both languages of the interface.
public struct RatingWords: Sendable, Hashable {
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) { (self.chinese, self.english) = (chinese, english) }
}

/// How firms are rated by what they know instead of what they own (知识价值信用评价): groups of items, each with bands of points; grades; limits.
///
/// The weights of the city's model are not public (policy rules §5.1, §11), so a model is data that a county enters; `example` is one to start from and
/// says so in every result.
public struct RatingModel: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        public let code: String
        public let name: RatingWords
        /// What its items bring together at most, in hundredths of a point.
        public let most: Int
        public let items: [Item]

        /// `most` in points.
        public init(_ code: String, _ name: RatingWords, most: Int, _ items: [Item]) {
            (self.code, self.name, self.most, self.items) = (code, name, most * 100, items)
        }
    }

    public struct Item: Sendable, Hashable {
        /// Where its value comes from: figures by key, in whole units (fen, heads, pieces).
        public enum Source: Sendable, Hashable {
            case figure(String)
            /// One figure over another, in millionths: 0.05 is 50,000. Compared exactly, without division.
            case ratio(String, over: String)
            /// Points that someone has given, in hundredths, where no band can say it.
            case points(String)
        }

        public let code: String
        public let name: RatingWords
        public let source: Source
        /// The first one that holds gives the points; none, 0.
        public let bands: [Band]

        public init(_ code: String, _ name: RatingWords, _ source: Source, _ bands: [Band] = []) {
            (self.code, self.name, self.source, self.bands) = (code, name, source, bands)
        }
    }

    public struct Band: Sendable, Hashable {
        public enum Bound: Sendable, Hashable { case atLeast(Int64), atMost(Int64) }

        public let bound: Bound
        /// In hundredths.
        public let points: Int

        /// From `bound` on, so many points; in millionths for a ratio.
        public static func atLeast(_ bound: Int64, _ points: Int) -> Band { Band(bound: .atLeast(bound), points: points * 100) }
        public static func atMost(_ bound: Int64, _ points: Int) -> Band { Band(bound: .atMost(bound), points: points * 100) }
    }

    public struct Grade: Sendable, Hashable {
        public let code: String
        /// In hundredths of a point.
        public let least: Int
        /// In fen.
        public let limit: Int64

        /// From so many points on, so many 万元.
        public init(_ code: String, from least: Int, limitWanYuan: Int64) { (self.code, self.least, limit) = (code, least * 100, limitWanYuan * 1_000_000) }
    }

    /// A flag that lifts a firm by so many grades, as a valid 高新技术企业 certificate may; not beyond the best one.
    public struct Uplift: Sendable, Hashable {
        public let flag: String
        public let name: RatingWords
        public let grades: Int

        public init(_ flag: String, _ name: RatingWords, grades: Int) { (self.flag, self.name, self.grades) = (flag, name, grades) }
    }

    public let name: RatingWords
    /// Its weights are no authority's: every result is marked 示例模型.
    public let isExample: Bool
    public let groups: [Group]
    /// From the best to the last.
    public let grades: [Grade]
    public let uplifts: [Uplift]
    /// Flags of the negative list: with any of them there is no grade.
    public let exclusions: [String: RatingWords]

    /// nil where there is no group or grade, a code comes twice, or grades do not fall from the first to the last.
    public init?(_ name: RatingWords, isExample: Bool, groups: [Group], grades: [Grade], uplifts: [Uplift] = [], exclusions: [String: RatingWords] = [:]) {
        let codes = groups.map(\.code) + groups.flatMap(\.items).map(\.code)
        guard !groups.isEmpty, !grades.isEmpty, Set(codes).count == codes.count, Set(grades.map(\.code)).count == grades.count,
            zip(grades, grades.dropFirst()).allSatisfy({ $0.least > $1.least && $0.limit >= $1.limit }), groups.allSatisfy({ $0.most > 0 }),
            uplifts.allSatisfy({ $0.grades >= 0 })
        else { return nil }
        (self.name, self.isExample, self.groups, self.grades, self.uplifts, self.exclusions) = (name, isExample, groups, grades, uplifts, exclusions)
    }
}
