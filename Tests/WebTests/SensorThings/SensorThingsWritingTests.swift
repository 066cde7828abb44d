import Testing

@testable import Kernel
@testable import Web

/// What clients register and send.
@Suite struct SensorThingsWritingTests {
    @Test func aDeviceIsMadeWithAllThatBelongsToIt() async throws {
        let house = try await SensorThingsHouse()
        let (thing, stream) = try await house.register()
        let read = try await house.get(
            "/Things('\(thing)')?$expand=Locations,HistoricalLocations,Datastreams($expand=Sensor,ObservedProperty,Observations($expand=FeatureOfInterest))")
        let found = try #require(read.json["Datastreams"]?.array?.first, "\(read.text)")
        #expect(found["Observations"]?.array?.first?["result"] == 4 && found["Sensor"]?["metadata"]?.string == "0.2 mm")
        #expect(found["Observations"]?.array?.first?["FeatureOfInterest"]?["name"]?.string == "坡", "its Location is what was observed")
        #expect(read.json["HistoricalLocations"]?.array?.count == 1 && read.json["properties"]?["owner"]?.string == "镇政府")
        let declared = try await declared(house)
        #expect(found.members?.map(\.name).sorted() == declared, "declared and registered Datastreams look alike")
        #expect(try await house.get("/Things?$count=true").count == 2)
        #expect(try await house.get("/Observations?$filter=Datastream/id eq '\(stream)'").values.count == 1)
        #expect(try await house.get("/Things?$filter=properties/owner eq '镇政府'").ids == [thing])
    }

    private func declared(_ house: SensorThingsHouse) async throws -> [String] {
        let stream = try await house.get("/Datastreams('\(house.stream)')?$expand=Sensor,ObservedProperty,Observations")
        return (stream.json.members ?? []).map(\.name).filter { $0 != "properties" }.sorted()
    }

    @Test func nothingIsMadeWhereAPartIsWrong() async throws {
        let house = try await SensorThingsHouse()
        let before = try await house.get("/Sensors?$count=true").count
        func without(_ name: String, _ json: JSON) -> JSON { .object((json.members ?? []).filter { $0.name != name }) }
        let device = SensorThingsHouse.device
        let stream = device["Datastreams"]?.array?.first ?? .null
        func with(_ stream: JSON) -> JSON { .object((device.members ?? []).map { $0.name == "Datastreams" ? JSON.Member("Datastreams", [stream]) : $0 }) }
        let wrong: [(JSON, String)] = [
            (without("name", device), "name"), (with(without("Sensor", stream)), "Datastreams[0].Sensor"),
            (with(without("unitOfMeasurement", stream)), "Datastreams[0].unitOfMeasurement"), (["name": 1, "description": "x"], "name"),
            (
                with(.object((stream.members ?? []).filter { $0.name != "Observations" } + [JSON.Member("Observations", [["result": "much"]])])),
                "Datastreams[0].Observations[0].result"
            ),
            (["name": "x", "description": "x", "Locations": [["@iot.id": "nothing"]]], "Locations[0]"),
            (["name": "x", "description": "x", "colour": 1], "colour"),
            (["name": "x", "description": "x", "Datastreams": 1], "Datastreams"), (.array([]), "Thing"),
            (
                [
                    "name": "x", "description": "x",
                    "Locations": [["name": "x", "description": "x", "encodingType": "x", "location": ["type": "Point", "coordinates": [900, 1]]]],
                ], "Locations[0].location"
            ),
        ]
        for (json, field) in wrong {
            let reply = try await house.send(.post, "/Things", json)
            #expect(reply.status == 400 && reply.json["error"]?["problems"]?.array?.first?["field"]?.string == field, "\(field): \(reply.status) \(reply.text)")
        }
        #expect(try await house.get("/Sensors?$count=true").count == before)
        #expect(try await house.get("/Things?$count=true").count == 1)
    }

    @Test func entitiesAreLinkedChangedAndRemoved() async throws {
        let house = try await SensorThingsHouse()
        let (thing, stream) = try await house.register()
        // A Datastream of a client on a record, with a declared Sensor and ObservedProperty.
        let mixed: JSON = [
            "name": "附加", "description": "", "observationType": .string(ObservationType.truth.rawValue),
            "unitOfMeasurement": ["name": .null, "symbol": .null, "definition": .null],
            "Sensor": ["@iot.id": "parcel.moisture"], "ObservedProperty": ["@iot.id": "parcel.moisture"],
        ]
        let made = try await house.send(.post, "/Things('\(house.thing)')/Datastreams", mixed)
        #expect(made.status == 201, "\(made.text)")
        #expect(try await house.get("/Things('\(house.thing)')/Datastreams?$count=true").count == 2)
        #expect(try await house.get("/Sensors('parcel.moisture')/Datastreams").values.count == 2)
        let id = made.json["@iot.id"]?.string ?? ""
        let truth = try await house.send(.post, "/Datastreams('\(id)')/Observations", ["result": true])
        #expect(truth.status == 201 && truth.json["result"] == .bool(true), "\(truth.text)")
        // Change, and put anew.
        let put = try await house.send(.put, "/Things('\(thing)')", ["name": "站", "description": "在坡上"])
        #expect(put.status == 200 && put.json["properties"] == nil && put.json["name"]?.string == "站", "\(put.text)")
        #expect(try await house.send(.put, "/Things('\(thing)')", ["name": "站"]).status == 400, "put takes all properties")
        let patched = try await house.send(.patch, "/Things('\(thing)')", ["name": "新站", "properties": ["owner": "县"]])
        #expect(patched.status == 200 && patched.json["name"]?.string == "新站" && patched.json["description"]?.string == "在坡上", "\(patched.text)")
        let moved = try await house.send(
            .post, "/Things('\(thing)')/Locations",
            ["name": "谷", "description": "谷底", "encodingType": "application/geo+json", "location": ["type": "Point", "coordinates": [109, 31]]])
        #expect(moved.status == 201, "\(moved.text)")
        #expect(try await house.get("/Things('\(thing)')/HistoricalLocations").values.count == 2)
        #expect(try await house.get("/Things('\(thing)')/Locations").values.first?["name"]?.string == "谷")
        for (method, path) in [
            (Call.Method.patch, "/Things('\(house.thing)')"), (.delete, "/Datastreams('\(house.stream)')"),
            (.delete, "/Observations('\(stream).1741478400000')"),
        ] {
            #expect(try await house.send(method, path, ["name": "x"]).status == 405, "\(path)")
        }
        // Remove: the Datastream goes with its Thing, and its values with it.
        #expect(try await house.send(.delete, "/Things('\(thing)')", nil).status == 200)
        #expect(try await house.get("/Datastreams('\(stream)')").status == 404)
        #expect(try await house.get("/HistoricalLocations").values.isEmpty)
        #expect(try await house.get("/Observations('\(stream).1741478400000')").status == 404)
    }

    @Test func everyValueOfManyHasItsAnswer() async throws {
        let house = try await SensorThingsHouse()
        let (_, stream) = try await house.register()
        let rows: [JSON] = [
            ["2025-03-09T01:00:00Z", 1, "good"], ["2025-03-09T00:00:00Z", 5, "good"], ["2025-03-09T03:00:00Z", 3, "doubtful"],
            ["2025-03-09T02:00:00Z", 2, "bad"],
            ["2025-03-09T01:00:00Z", 1, "good"], ["2025-03-09T01:00:00Z", 9, "good"], ["soon", 1, "good"], ["2999-01-01T00:00:00Z", 1, "good"],
            ["1999-01-01T00:00:00Z", 1, "good"],
            ["2025-03-09T04:00:00Z", "much", "good"], ["2025-03-09T04:00:00Z", 1, "odd"], ["2025-03-09T04:00:00Z"], 7,
        ]
        func group(_ id: String) -> JSON {
            [
                "Datastream": ["@iot.id": .string(id)], "components": ["phenomenonTime", "result", "resultQuality"], "dataArray@iot.count": 13,
                "dataArray": .array(rows),
            ]
        }
        let reply = try await house.send(.post, "/CreateObservations", [group(stream), group("nothing")])
        let answers = reply.json.array?.compactMap(\.string) ?? []
        #expect(reply.status == 201 && answers.count == 26, "\(reply.text)")
        #expect(
            answers.prefix(13).map { $0.hasPrefix("error") } == [false, true, false, false, false, true, true, true, true, true, true, true, true], "\(answers)"
        )
        #expect(answers[6].contains("[0].dataArray[6].phenomenonTime") && answers.suffix(13).allSatisfy { $0.hasPrefix("error") })
        let read = try await house.get("/Datastreams('\(stream)')/Observations?$select=result,resultQuality")
        #expect(read.values.compactMap { $0["result"] } == [4, 1, 2, 3] && read.values.last?["resultQuality"]?["code"]?.string == "doubtful", "\(read.text)")
        let again = try await house.send(.post, "/CreateObservations", [group(stream)])
        #expect(again.json.array?.compactMap(\.string) == Array(answers.prefix(13)), "what is sent again has the same answers")
        for wrong: JSON in [.object([]), [1], [["Datastream": ["@iot.id": .string(stream)], "components": ["odd"], "dataArray": []]]] {
            #expect(try await house.send(.post, "/CreateObservations", wrong).status == 400)
        }
    }

    @Test func aValueOverAnIntervalKeepsIt() async throws {
        let house = try await SensorThingsHouse()
        let (_, stream) = try await house.register()
        let value: JSON = ["phenomenonTime": "2025-03-09T01:00:00Z/2025-03-09T02:00:00Z", "resultTime": "2025-03-09T02:00:05Z", "result": 7]
        let made = try await house.send(.post, "/Datastreams('\(stream)')/Observations", value)
        #expect(made.json["phenomenonTime"]?.string == "2025-03-09T01:00:00.000Z/2025-03-09T02:00:00.000Z", "\(made.text)")
        #expect(made.json["resultTime"]?.string == "2025-03-09T02:00:05.000Z")
        let within = try await house.get("/Observations?$filter=phenomenonTime ge 2025-03-09T01:00:00Z and phenomenonTime lt 2025-03-09T02:00:00Z")
        #expect(within.values.count == 1, "\(within.text)")
        // A length beyond all bounds, sent past this interface, is none.
        let far: JSON = ["values": [["at": "2025-03-09T00:00:00Z", "value": 1e14]]]
        let sent = try await house.house.send(.post, "/api/v1/sensorEntry/\(stream)/series/length", as: "all", far)
        #expect(sent.status == 200, "\(sent.status) \(sent.text)")
        #expect(try await house.get("/Datastreams('\(stream)')/Observations").values.first?["phenomenonTime"]?.string == "2025-03-09T00:00:00.000Z")
        // A declared series keeps moments, and says so.
        let refused = try await house.send(.post, "/Datastreams('\(house.stream)')/Observations", value)
        #expect(refused.status == 400 && refused.text.contains("one moment"), "\(refused.text)")
    }

    @Test func theValuesOfADatastreamAreAboutOneFeature() async throws {
        let house = try await SensorThingsHouse()
        let (_, stream) = try await house.register()
        let other: JSON = [
            "result": 1,
            "FeatureOfInterest": [
                "name": "河", "description": "河段", "encodingType": "application/geo+json", "feature": ["type": "Point", "coordinates": [109, 31]],
            ],
        ]
        let refused = try await house.send(.post, "/Datastreams('\(stream)')/Observations", other)
        #expect(refused.status == 400 && refused.json["error"]?["problems"]?.array?.first?["field"]?.string == "FeatureOfInterest", "\(refused.text)")
        let sensors = try await house.get("/Sensors?$filter=name eq '翻斗'"), properties = try await house.get("/ObservedProperties?$filter=name eq '降雨'")
        let made = try await house.send(
            .post, "/Things('\(house.thing)')/Datastreams",
            [
                "name": "河", "description": "", "observationType": .string(ObservationType.measurement.rawValue),
                "unitOfMeasurement": ["name": "米", "symbol": "m", "definition": "ucum:m"],
                "Sensor": ["@iot.id": .string(sensors.ids.first ?? "")], "ObservedProperty": ["@iot.id": .string(properties.ids.first ?? "")],
            ])
        let id = made.json["@iot.id"]?.string ?? ""
        let first = try await house.send(.post, "/Datastreams('\(id)')/Observations", other)
        #expect(first.status == 201, "\(made.text) \(first.text)")
        #expect(try await house.send(.post, "/Datastreams('\(id)')/Observations", other).status == 201, "the same again is the same")
        #expect(try await house.get("/Datastreams('\(id)')/Observations?$expand=FeatureOfInterest").values.first?["FeatureOfInterest"]?["name"]?.string == "河")
    }
}
