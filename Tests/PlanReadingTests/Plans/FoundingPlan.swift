import Foundation

@testable import PlanReading

/// A careful reading of a founding plan: positions and values, no prose. Positions count Unicode scalars.
struct FoundingPlan: Decodable, Sendable {
    struct Facts: Decodable {
        var title: String
        var region: String
        var regionCode: String
        var issuer: String
        var date: String
        var period: Period
    }

    struct Period: Decodable, Equatable {
        var from: Int
        var to: Int
    }

    struct Heading: Decodable {
        var level: Int
        var number: String
        var title: String
        var at: Int
    }

    struct Box: Decodable {
        var no: Int
        var title: String
        var items: Int
        var at: Int
        var end: Int
    }

    struct TableIndicator: Decodable {
        var name: String
        var unit: String
        var baselineYear: Int?
        var baseline: GoldValue?
        var targetYear: Int
        var target: GoldValue
        var attribute: String?
        var cumulative: Bool
        var at: Int
        var baselineAt: Int?
    }

    struct ProseTarget: Decodable {
        var name: String
        var unit: String?
        var target: GoldValue?
        var targetYear: Int?
        var op: String
        var cumulative: Bool
        var required: Bool
        var at: Int
    }

    struct PastValue: Decodable {
        var name: String
        var at: Int
    }

    struct Project: Decodable {
        struct Unit: Decodable {
            var role: String
            var name: String
        }

        var no: Int
        var name: String
        var kind: String?
        var period: Period
        var budgetWan: GoldValue
        var units: [Unit]
        var group: String?
        var nameAt: Int
        var budgetAt: Int
    }

    var document: Facts
    var outline: [Heading]
    var boxes: [Box]
    var tableIndicators: [TableIndicator]
    var proseTargets: [ProseTarget]
    var pastValues: [PastValue]
    var projects: [Project]

    static let names = ["qianjiang", "wuxi"]

    static func text(_ name: String) throws -> String { try Files.text(Files.plans.appending(path: "\(name).txt")) }

    static func load(_ name: String) throws -> (plan: FoundingPlan, reading: Reading, passage: Passage) {
        let text = try text(name)
        return (try Files.json(Files.fixtures.appending(path: "\(name).json")), Reading.of(text), Passage(text))
    }
}
