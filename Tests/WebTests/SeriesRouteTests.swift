import Testing

@testable import Kernel
@testable import Web

/// Values of series over the API.
@Suite struct SeriesRouteTests {
    private func address(_ house: ServerHouse) async throws -> String {
        let made = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "土样", "weight": 3])
        return "/api/v1/parcel/\(try #require(made.json["id"]?.string))/series/moisture"
    }

    private func values(_ range: Range<Int>) -> JSON {
        ["values": .array(range.map { ["at": .string("2020-03-09T08:\($0 < 10 ? "0" : "")\($0):00+08:00"), "value": .number(Double($0) / 2)] })]
    }

    @Test func valuesAreAddedOnceAndReadAsTheyAreAskedFor() async throws {
        let house = try await ServerHouse()
        let place = try await address(house)
        let first = try await house.send(.post, place, as: "all", values(0..<30))
        #expect(first.status == 200 && first.json["stored"]?.integer == 30, "\(first.text)")
        let again = try await house.send(.post, place, as: "all", values(20..<40))
        #expect(again.json["stored"]?.integer == 10 && again.json["known"]?.integer == 10)
        let other = try await house.send(.post, place, as: "all", ["values": [["at": "2020-03-09T00:01:00Z", "value": 99]]])
        #expect(other.json["differing"]?.integer == 1 && other.json["differingAt"]?.array?.first?.string == "2020-03-09T08:01:00.000+08:00")
        let read = try await house.send(.get, place + "?limit=3", as: "all")
        #expect(read.json["values"]?.array?.compactMap { $0["at"]?.string.map { $0.prefix(16).suffix(5) } } == ["08:37", "08:38", "08:39"], "\(read.text)")
        #expect(read.text.contains("18.5") && read.text.contains("19.5"))
        let hours = try await house.send(.get, place + "?by=hour", as: "all")
        #expect(hours.json["spans"]?.array?.first?["start"]?.string == "2020-03-09T08" && hours.json["spans"]?.array?.first?["count"]?.integer == 40)
        let chart = try await house.send(.get, place + "?parts=4&from=2020-03-09T08:00:00%2B08:00&to=2020-03-09T08:40:00%2B08:00", as: "all")
        #expect(chart.json["parts"]?.array?.compactMap { $0["count"]?.integer } == [10, 10, 10, 10], "\(chart.text)")
    }

    @Test func aTableOfValuesIsTakenInWithItsMistakesNamed() async throws {
        let house = try await ServerHouse()
        let place = try await address(house)
        func send(_ text: String) async throws -> Reply {
            let call = Call(
                .post, place, fields: [("Authorization", "Bearer \(house.tokens["all"] ?? "")"), ("Content-Type", "text/csv"), ("Accept-Language", "en")],
                body: Array(text.utf8))
            return try await Reply(await house.server.answer(call))
        }
        let good = try await send("\u{FEFF}时间,数值,质量\r\n2020-03-09 08:00,1.5,good\r\n2020-03-09 08:01, 2 ,存疑\r\n\r\n2020-03-09T00:02:00Z,3\r\n")
        #expect(good.status == 200 && good.json["stored"]?.integer == 3, "\(good.text)")
        let bad = try await send("2020-03-09 08:05,1\n2020-03-09 08:06,much\n")
        #expect(bad.status == 422 && bad.text.contains("Line 2"), "\(bad.text)")
        #expect(try await house.send(.get, place, as: "all").json["values"]?.array?.count == 3, "nothing is half-written")
    }

    @Test func whoMayNotSeeTheRecordHasNoSeries() async throws {
        let house = try await ServerHouse()
        let place = try await address(house)
        #expect(try await house.send(.get, place, as: "none").status != 200)
        #expect(try await house.send(.post, place, as: "none", values(0..<1)).status != 200)
        #expect(try await house.send(.post, place, as: "all", ["values": [["at": "x", "value": 1]]]).status == 422)
        #expect(try await house.send(.get, place + "?by=week", as: "all").status == 422)
        #expect(try await house.send(.get, place.replacing("moisture", with: "nothing"), as: "all").status == 404)
    }
}
