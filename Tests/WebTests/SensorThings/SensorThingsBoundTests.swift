import Testing

@testable import Kernel
@testable import Web

/// No question takes all the memory or all the time, and what is cut short is said.
@Suite struct SensorThingsBoundTests {
    private static func isNothing(_ value: FilterValue) -> Bool { if case .nothing = value { true } else { false } }

    @Test func listsAreNotMultipliedWithLists() {
        let list = FilterValue([1, 2])
        let texts = FilterValue(["a", "b"])
        #expect(Self.isNothing(FilterFunction.contains.value([texts, texts], now: 0)), "each function in another doubles what is kept")
        #expect(!FilterValue.compare(.eq, list, list))
        #expect(FilterValue.compare(.eq, list, .number(2)) && FilterValue.compare(.eq, .number(2), list))
        #expect(FilterFunction.contains.value([texts, .text("b")], now: 0).isTrue)
        #expect(FilterValue([[1, 2], [[3]], 4]).parts.count == 4, "a list in a list is one")
        #expect(Self.isNothing(FilterValue(.array((0...1000).map { .integer($0) }))))
        let long = FilterValue.text(String(repeating: "x", count: 3000))
        #expect(Self.isNothing(FilterFunction.concat.value([long, long], now: 0)), "texts are put together without end")
    }

    @Test func whatTakesLongCostsMuch() {
        let (short, long) = (FilterValue.text("雨"), FilterValue.text(String(repeating: "x", count: 19_000)))
        #expect(FilterFunction.contains.cost([long, short]) < 10_000 && FilterFunction.contains.cost([long, long]) > 1_000_000)
        #expect(FilterFunction.now.cost([]) > 0)
    }

    /// Ways to many that find nothing are questions to the store too.
    @Test func aQuestionIsRefusedThatTakesTooMuchWork() async throws {
        let house = try await SensorThingsHouse()
        let filter = (0..<30).map { "HistoricalLocations/id eq 'a\($0)'" }.joined(separator: " or ")
        let request = try EntityRequest([(name: "$filter", value: filter)], of: .things)
        var book = house.book()
        #expect(try await EntityQuestion(book: book).page(.set(.things), request).entities.isEmpty)
        book = house.book()
        book.mostWork = 2500
        await #expect(throws: WebFailure.self) { try await EntityQuestion(book: book).page(.set(.things), request) }
    }

    @Test func anAnswerDoesNotGrowWithoutEnd() async throws {
        let house = try await SensorThingsHouse()
        let made = try await house.send(.post, "/Things('\(house.thing)')/Datastreams", SensorThingsHouse.stream("河"))
        let id = made.json["@iot.id"]?.string ?? ""
        let first: JSON = [
            "result": 1, "phenomenonTime": "2025-03-08T00:00:00Z",
            "FeatureOfInterest": [
                "name": "河", "description": .string(String(repeating: "x", count: 18_000)), "encodingType": "application/geo+json",
                "feature": ["type": "Point", "coordinates": [109, 31]],
            ],
        ]
        #expect(try await house.send(.post, "/Datastreams('\(id)')/Observations", first).status == 201)
        let values = JSON.array((0..<200).map { [.string(SensorThingsHouse.moment($0)), .integer(Int64($0))] })
        let rows: JSON = [["Datastream": ["@iot.id": .string(id)], "components": ["phenomenonTime", "result"], "dataArray": values]]
        #expect(try await house.send(.post, "/CreateObservations", rows).status == 201)
        let expanded = "/Datastreams('\(id)')/Observations?$top=200&$expand=FeatureOfInterest($expand=Observations($top=10;$expand=FeatureOfInterest))"
        let large = try await house.get(expanded)
        #expect(large.status == 400 && large.text.contains("32 MB"), "\(large.status) \(large.text.prefix(200))")
        #expect(try await house.get(expanded.replacing("$top=200", with: "$top=20")).status == 200)
    }

    @Test func moreThingsAtOnePlaceThanAreLookedThroughIsSaid() async throws {
        let house = try await SensorThingsHouse()
        func place(_ count: Int) async throws -> String {
            let things = JSON.array((0..<count).map { ["name": .string("站\($0)"), "description": ""] })
            let made = try await house.send(
                .post, "/Locations", .object((SensorThingsHouse.valley.members ?? []) + [JSON.Member("Things", things)]))
            #expect(made.status == 201, "\(made.text)")
            return made.json["@iot.id"]?.string ?? ""
        }
        let (few, many) = (try await place(100), try await place(101))
        #expect(try await house.get("/FeaturesOfInterest('\(few)')/Observations").status == 200)
        let reply = try await house.get("/FeaturesOfInterest('\(many)')/Observations")
        #expect(reply.status == 400 && reply.text.contains("100"), "values of some Things are left out without a word: \(reply.text)")
    }
}
