import Testing

@testable import Kernel
@testable import Web

/// A county with one record that has a place and a series, seen through SensorThings.
struct SensorThingsHouse {
    let house: ServerHouse
    /// The id of the record.
    let record: String
    var thing: String { "parcel.\(record)" }
    var stream: String { "parcel.\(record).moisture" }

    init() async throws {
        house = try await ServerHouse { $0.limits.bodyBytes = 200_000 }
        let place: JSON = ["type": "Point", "coordinates": [.number(109.5), .number(31.1)]]
        record = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "土样", "weight": 3, "place": place]).id
    }

    func get(_ path: String, as who: String? = "all") async throws -> Reply {
        try await house.send(.get, "/sta/v1.1" + path.replacing(" ", with: "%20"), as: who, fields: [("Accept-Language", "en")])
    }

    func send(_ method: Call.Method, _ path: String, _ json: JSON?, as who: String? = "all") async throws -> Reply {
        try await house.send(method, "/sta/v1.1" + path, as: who, json, fields: [("Accept-Language", "en")])
    }

    /// Values of every minute of an hour: 0, 0.5, 1 …
    func fill(_ range: Range<Int> = 0..<60) async throws {
        let values = JSON.array(range.map { [.string(Self.moment($0)), .number(Double($0) / 2)] })
        let reply = try await send(
            .post, "/CreateObservations",
            [["Datastream": ["@iot.id": .string(stream)], "components": ["phenomenonTime", "result"], "dataArray": values]])
        #expect(reply.status == 201 && !reply.text.contains("error"), "\(reply.text.prefix(400))")
    }

    static func moment(_ minute: Int) -> String { "2025-03-09T0\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00.000Z" }

    static let device: JSON = [
        "name": "雨量站", "description": "在坡上", "properties": ["owner": "镇政府"],
        "Locations": [
            [
                "name": "坡", "description": "坡顶", "encodingType": "application/geo+json",
                "location": ["type": "Point", "coordinates": [.number(109.6), .number(31.2)]],
            ]
        ],
        "Datastreams": [
            [
                "name": "雨量", "description": "每小时雨量", "observationType": .string(ObservationType.measurement.rawValue),
                "unitOfMeasurement": ["name": "毫米", "symbol": "mm", "definition": "ucum:mm"],
                "Sensor": ["name": "翻斗", "description": "翻斗式雨量计", "encodingType": "text/plain", "metadata": "0.2 mm"],
                "ObservedProperty": ["name": "降雨", "definition": "http://example.org/rain", "description": "累计降雨"],
                "Observations": [["phenomenonTime": "2025-03-09T00:00:00Z", "result": 4]],
            ]
        ],
    ]

    /// What somebody sees, as one request has it: for what happens between two steps of a request.
    ///
    /// - Parameter engine: another one over the same county.
    func book(as roles: [Role] = [Parcel.clerk], over engine: Engine? = nil) -> EntityBook {
        let server = house.server
        let core = WebCore(
            engine: engine ?? house.engine, configuration: server.configuration, services: server.services, visitors: server.visitors,
            entrance: server.entrance, live: server.live, encoders: server.encoders, maps: MapLayers(engine: house.engine))
        var call = Call(.get, "/sta/v1.1")
        let actor = Actor(id: roles.map(\.code).joined(separator: ","), name: "程序", region: Region("500114"), roles: roles)
        call.visitor = Visitor(actor: actor, user: nil, session: nil, mustChangePassword: false, isToken: true)
        return EntityBook(core: core, call: call, root: SensorThingsRoutes.root)
    }

    /// A place as it is sent.
    static let valley: JSON = [
        "name": "谷", "description": "谷底", "encodingType": "application/geo+json", "location": ["type": "Point", "coordinates": [109, 31]],
    ]

    /// A Datastream as it is sent, with a sensor and a property that are there.
    static func stream(_ name: String, sensor: String = "parcel.moisture", thing: String? = nil) -> JSON {
        let stream: JSON = [
            "name": .string(name), "description": "", "observationType": .string(ObservationType.measurement.rawValue),
            "unitOfMeasurement": ["name": "米", "symbol": "m", "definition": "ucum:m"], "Sensor": ["@iot.id": .string(sensor)],
            "ObservedProperty": ["@iot.id": "parcel.moisture"],
        ]
        return .object((stream.members ?? []) + (thing.map { [JSON.Member("Thing", ["@iot.id": .string($0)])] } ?? []))
    }

    /// A device that a client registered, with one Datastream and one value.
    func register() async throws -> (thing: String, stream: String) {
        let made = try await send(.post, "/Things", Self.device)
        #expect(made.status == 201, "\(made.text)")
        let thing = made.json["@iot.id"]?.string ?? ""
        let list = try await get("/Things('\(thing)')/Datastreams")
        return (thing, list.json["value"]?.array?.first?["@iot.id"]?.string ?? "")
    }
}

extension Reply {
    var values: [JSON] { json["value"]?.array ?? [] }
    /// The ids of a list.
    var ids: [String] { values.compactMap { $0["@iot.id"]?.string } }
    var count: Int64? { json["@iot.count"]?.integer }
    /// The address of the next page, below the root.
    var next: String? { json["@iot.nextLink"]?.string.map { String($0.split(separator: "/sta/v1.1", maxSplits: 1)[1]) } }
}
