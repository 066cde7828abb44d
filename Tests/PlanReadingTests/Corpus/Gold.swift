@testable import PlanReading

/// What a careful reader finds in a plan of the corpus; the conventions stand in Fixtures/corpus/CONVENTIONS.
struct Gold: Decodable {
    struct Period: Decodable, Equatable {
        var from: Int?
        var to: Int?
    }

    struct Heading: Decodable {
        var level: Int
        var number: String
        var title: String
    }

    struct Indicator: Decodable {
        var name: String
        var unit: String?
        var baselineYear: Int?
        var baseline: GoldValue?
        var targetYear: Int?
        var target: GoldValue?
        var op: String?
        var direction: String?
        var attribute: String?
        var cumulative: Bool?
        var source: String?
        /// False: a reader may list it or not.
        var required: Bool?
    }

    struct Project: Decodable {
        var no: String?
        var name: String
        var kind: String?
        var period: String?
        var budgetWan: GoldValue?
        var unit: String?
    }

    struct Box: Decodable {
        var no: String
        var title: String
        var items: Int?
    }

    var title: String?
    var region: String?
    var level: String?
    var issuer: String?
    var number: String?
    var date: String?
    var period: Period
    var outline: [Heading]
    var indicators: [Indicator]
    var projects: [Project]
    var boxes: [Box]
}
