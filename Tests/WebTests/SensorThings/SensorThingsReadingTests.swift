import Testing

@testable import Kernel
@testable import Web

/// Records with series, read as SensorThings.
@Suite struct SensorThingsReadingTests {
    @Test func theServiceNamesItsSetsAndWhatHolds() async throws {
        let house = try await SensorThingsHouse()
        let root = try await house.get("")
        #expect(root.values.compactMap { $0["name"]?.string } == EntitySet.allCases.map(\.rawValue), "\(root.text)")
        #expect(root.json["serverSettings"]?["conformance"]?.array?.isEmpty == false)
        for set in EntitySet.allCases {
            let list = try await house.get("/\(set.rawValue)?$count=true")
            #expect(list.status == 200 && list.count == Int64(list.values.count), "\(set): \(list.text)")
        }
    }

    @Test func aRecordWithSeriesIsAThingWithEverythingAroundIt() async throws {
        let house = try await SensorThingsHouse()
        try await house.fill()
        let thing = try await house.get("/Things('\(house.thing)')")
        #expect(thing.status == 200 && thing.json["name"]?.string == "土样", "\(thing.text)")
        let all = try await house.get(
            "/Things?$expand=Locations,Datastreams($expand=Sensor,ObservedProperty,Observations($top=2;$orderby=phenomenonTime desc;$count=true))")
        let stream = try #require(all.values.first?["Datastreams"]?.array?.first, "\(all.text)")
        #expect(stream["@iot.id"]?.string == house.stream && stream["unitOfMeasurement"]?["symbol"]?.string == "%")
        #expect(stream["Sensor"]?["name"]?.string != nil && stream["ObservedProperty"]?["@iot.id"]?.string == "parcel.moisture")
        #expect(stream["Observations"]?.array?.compactMap { $0["result"] } == [.number(29.5), .integer(29)])
        #expect(stream["Observations@iot.count"]?.integer == 60 && stream["Observations@iot.nextLink"]?.string != nil)
        #expect(all.values.first?["Locations"]?.array?.first?["location"]?["coordinates"] == [.number(109.5), .number(31.1)])
        let observation = try await house.get("/Datastreams('\(house.stream)')/Observations?$top=1&$expand=Datastream/Thing,FeatureOfInterest")
        #expect(observation.values.first?["Datastream"]?["Thing"]?["@iot.id"]?.string == house.thing, "\(observation.text)")
        #expect(observation.values.first?["FeatureOfInterest"]?["feature"]?["type"]?.string == "Point")
        let feature = try await house.get("/FeaturesOfInterest('\(house.thing)')/Observations?$count=true&$top=0")
        #expect(feature.count == 60)
    }

    @Test func addressesLeadToPropertiesValuesAndReferences() async throws {
        let house = try await SensorThingsHouse()
        try await house.fill(0..<3)
        let stream = "/Datastreams('\(house.stream)')"
        #expect(try await house.get(stream + "/unitOfMeasurement/symbol/$value").text == "%")
        #expect(try await house.get(stream + "/Thing/name").json == ["name": "土样"])
        #expect(try await house.get(stream + "/Thing/$ref").json["@iot.selfLink"]?.string?.hasSuffix("/Things('\(house.thing)')") == true)
        #expect(try await house.get(stream + "/Observations/$ref").values.count == 3)
        #expect(try await house.get("/Things('\(house.thing)')\(stream)/Observations").values.count == 3)
        let id = "\(house.stream).1741478460000"
        #expect(try await house.get("/Observations('\(id)')/result/$value").text == "0.5")
        #expect(try await house.get("/Observations('\(id)')/Datastream").json["@iot.id"]?.string == house.stream)
        #expect(try await house.get("/Things('\(house.thing)')?$select=name,id").json == ["@iot.id": .string(house.thing), "name": "土样"])
        for wrong in [
            "/Things(1)", "/Nothing", "/Things('\(house.thing)')/Nothing", "/Things('x')/Datastreams", stream + "/Sensor/Thing", "/Observations('1')",
            "/Observations('\(house.stream).-9223372036854775808')", "/Observations('\(house.stream).9223372036854775807')", "/Things('''')", "/Things(')",
            "/Things()",
        ] {
            #expect(try await house.get(wrong).status == 404, "\(wrong)")
        }
    }

    @Test func pagesLeadFromTheFirstToTheLastValueWithoutAnyTwice() async throws {
        let house = try await SensorThingsHouse()
        try await house.fill(0..<120)
        for order in ["", "&$orderby=phenomenonTime desc", "&$filter=result ge 0", "&$orderby=result desc"] {
            var (path, seen) = (Optional("/Datastreams('\(house.stream)')/Observations?$top=50" + order), [String]())
            while let next = path {
                let page = try await house.get(next)
                #expect(page.status == 200, "\(page.text)")
                seen += page.ids
                path = page.next
            }
            #expect(seen.count == 120 && Set(seen).count == 120, "\(order)")
        }
        for number in 0..<5 { _ = try await house.house.makeParcel("包裹\(number)") }
        var (path, seen) = (Optional("/Datastreams?$top=2"), [String]())
        while let next = path {
            let page = try await house.get(next)
            #expect(page.values.count <= 2)
            seen += page.ids
            path = page.next
        }
        #expect(seen.count == 6 && Set(seen).count == 6)
        #expect(try await house.get("/Datastreams('\(house.stream)')/Observations?$skip=118").values.count == 2)
        #expect(try await house.get("/Observations?$orderby=phenomenonTime desc&$top=1").values.first?["result"] == .number(59.5))
    }

    @Test func valuesAreSortedByWhenTheyWereKnown() async throws {
        let house = try await SensorThingsHouse()
        let (_, stream) = try await house.register()
        for (time, known, result) in [("01:00:00", "05:00:00", 1), ("02:00:00", "02:00:05", 2)] as [(String, String, Int64)] {
            let value: JSON = [
                "phenomenonTime": .string("2025-03-09T\(time)Z"), "resultTime": .string("2025-03-09T\(known)Z"), "result": .integer(result),
            ]
            #expect(try await house.send(.post, "/Datastreams('\(stream)')/Observations", value).status == 201)
        }
        try await house.fill()
        func results(_ query: String) async throws -> [JSON] { try await house.get(query).values.compactMap { $0["result"] } }
        let list = "/Datastreams('\(stream)')/Observations?$orderby="
        #expect(try await results(list + "resultTime desc&$top=1") == [1], "the last one that became known is another one than the last one that was taken")
        #expect(try await results(list + "resultTime") == [4, 2, 1])
        #expect(try await results(list + "phenomenonTime desc&$top=1") == [2])
        #expect(try await results("/Observations?$orderby=resultTime desc&$top=3") == [1, 2, .number(29.5)])
        #expect(try await results("/Datastreams('\(house.stream)')/Observations?$orderby=resultTime desc&$top=2") == [.number(29.5), 29])
    }

    @Test func valuesAreGivenAsRows() async throws {
        let house = try await SensorThingsHouse()
        try await house.fill(0..<3)
        let rows = try await house.get("/Observations?$resultFormat=dataArray&$select=phenomenonTime,result")
        #expect(rows.values.first?["components"] == ["phenomenonTime", "result"], "\(rows.text)")
        #expect(rows.values.first?["dataArray"]?.array?.last == [.string(SensorThingsHouse.moment(2)), 1])
    }

    @Test func whoMayNotSeeARecordSeesNothingOfIt() async throws {
        let house = try await SensorThingsHouse()
        try await house.fill(0..<3)
        let (thing, stream) = try await house.register()
        #expect(try await house.get("/Things", as: nil).status == 401)
        for who in ["none", "own"] {
            for set in ["Things", "Locations", "Datastreams", "FeaturesOfInterest", "Observations"] {
                let list = try await house.get("/\(set)?$count=true", as: who)
                #expect(list.status == 200 && list.values.isEmpty && list.count == 0, "\(who) \(set): \(list.text)")
            }
            for path in [
                "/Things('\(house.thing)')", "/Datastreams('\(house.stream)')/Observations", "/Observations('\(house.stream).1741478460000')",
                "/Things('\(thing)')",
                "/Datastreams('\(stream)')",
            ] {
                #expect(try await house.get(path, as: who).status == 404, "\(who) \(path)")
            }
        }
        #expect(try await house.get("/Things('\(house.thing)')", as: "observer").status == 200)
        let value: JSON = ["phenomenonTime": "2025-03-10T00:00:00Z", "result": 1]
        #expect(try await house.send(.post, "/Datastreams('\(house.stream)')/Observations", value, as: "observer").status == 403)
        #expect(try await house.send(.post, "/Datastreams('\(house.stream)')/Observations", value, as: "own").status == 404)
        #expect(try await house.send(.post, "/Things", SensorThingsHouse.device, as: "observer").status == 403)
        #expect(try await house.send(.delete, "/Things('\(thing)')", nil, as: "observer").status == 403)
    }
}
