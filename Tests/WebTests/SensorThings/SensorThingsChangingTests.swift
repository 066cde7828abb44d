import Testing

@testable import Kernel
@testable import Web

/// What happens where something comes between: all of a change is made or nothing, and nobody's change is lost.
@Suite struct SensorThingsChangingTests {
    private static func entity(_ id: String, _ set: EntitySet, _ book: EntityBook) async throws -> Entity {
        try await book.entity(try #require(EntityID(id, in: set)), in: set)
    }

    @Test func nothingStaysOfAChangeThatIsRefused() async throws {
        let house = try await SensorThingsHouse()
        let (thing, _) = try await house.register()
        let places = try await house.get("/Locations?$count=true").count
        let refused = try await house.send(
            .patch, "/Things('\(thing)')", ["name": .string(String(repeating: "长", count: 300)), "Locations": [SensorThingsHouse.valley]])
        #expect(refused.status == 422, "\(refused.text)")
        #expect(try await house.get("/Locations?$count=true").count == places)
        #expect(try await house.get("/HistoricalLocations?$count=true").count == 1, "it moved though it was not changed")
    }

    @Test func aThingThatIsGoneDoesNotMove() async throws {
        let house = try await SensorThingsHouse()
        let (id, _) = try await house.register()
        let book = house.book()
        let thing = try await Self.entity(id, .things, book)
        #expect(try await house.send(.delete, "/Things('\(id)')", nil).status == 200)
        let places = try await house.get("/Locations?$count=true").count
        let navigation = try #require(EntitySet.things.navigation("Locations"))
        await #expect(throws: Refusal.self) { try await EntityInsert.insert(SensorThingsHouse.valley, .from(thing, navigation), book) }
        #expect(try await house.get("/Locations?$count=true").count == places)
    }

    @Test func whatOthersHungOnASensorKeepsItWhole() async throws {
        let house = try await SensorThingsHouse()
        let vendor = [
            Role("vendor", "厂商", Grant([.read]), Grant([.create, .update, .delete], of: "sensorEntry", reach: .own), Grant([.update], of: "parcel"))
        ]
        _ = try await EntityInsert.insert(SensorThingsHouse.device, .set(.things), house.book(as: vendor))
        let sensor = try #require(try await house.get("/Sensors?$filter=name eq '翻斗'").ids.first)
        let other = try await house.send(.post, "/Datastreams", SensorThingsHouse.stream("他人的", sensor: sensor, thing: house.thing))
        #expect(other.status == 201, "\(other.text)")
        let book = house.book(as: vendor)
        let entity = try await Self.entity(sensor, .sensors, book)
        await #expect(throws: Refusal.self) { try await EntityInsert.delete(entity, book) }
        #expect(try await house.get("/Sensors('\(sensor)')/Datastreams").values.count == 2, "half of it is gone")
        #expect(try await house.send(.delete, "/Sensors('\(sensor)')", nil).status == 200)
        #expect(try await house.get("/Datastreams?$count=true").count == 1)
    }

    @Test func twoWhoChangeDifferentPropertiesBothDo() async throws {
        let house = try await SensorThingsHouse()
        let (id, _) = try await house.register()
        let book = house.book()
        let asRead = try await Self.entity(id, .things, book)
        #expect(try await house.send(.patch, "/Things('\(id)')", ["description": "移到坡下"]).status == 200)
        let changed = try await EntityInsert.update(asRead, ["properties": ["owner": "县"]], book)
        #expect(changed["properties"]?["owner"]?.string == "县" && changed["description"]?.string == "移到坡下", "the first change is lost")
        let now = try await house.get("/Things('\(id)')")
        #expect(now.json["description"]?.string == "移到坡下" && now.json["properties"]?["owner"]?.string == "县", "\(now.text)")
    }

    @Test func aFeatureIsMadeTogetherWithTheBond() async throws {
        let house = try await SensorThingsHouse()
        let made = try await house.send(.post, "/Things('\(house.thing)')/Datastreams", SensorThingsHouse.stream("河"))
        let (id, book) = (made.json["@iot.id"]?.string ?? "", house.book())
        let stream = try #require(try await Self.entity(id, .datastreams, book).entry)
        #expect(try await house.send(.delete, "/Datastreams('\(id)')", nil).status == 200)
        let feature: JSON = ["name": "河", "description": "", "encodingType": "application/geo+json", "feature": ["type": "Point", "coordinates": [109, 31]]]
        let before = try await house.get("/FeaturesOfInterest?$count=true").count
        await #expect(throws: Refusal.self) { try await EntityInsert.bind(stream, to: feature, book) }
        #expect(try await house.get("/FeaturesOfInterest?$count=true").count == before)
    }

    /// Who is told that a Sensor is not there throws the data away; who is told that the county is busy sends them again.
    @Test func aMomentOfOverloadIsNoMistakeOfTheClient() async throws {
        let house = try await SensorThingsHouse()
        let (thing, stream) = try await house.register()
        let busy = try Engine([.parish], store: BusyStore(house.house.engine.store), context: house.house.engine.context)
        func expectBusy(_ body: (EntityBook) async throws -> Void) async {
            do {
                try await body(house.book(over: busy))
                Issue.record("nothing was refused")
            } catch {
                #expect(WebFailure(error).status == 429, "\(error)")
            }
        }
        await expectBusy { _ = try await EntityInsert.insert(SensorThingsHouse.stream("x", thing: thing), .set(.datastreams), $0) }
        let rows: JSON = [["Datastream": ["@iot.id": .string(stream)], "components": ["result"], "dataArray": [[1]]]]
        await expectBusy { _ = try await ObservationInsert(book: $0).insertArrays(rows) }
    }

    @Test func aLargeBodyIsReadOnlyOfThoseWhoMaySendValues() async throws {
        let house = try await SensorThingsHouse()
        #expect(try await house.send(.post, "/CreateObservations", [], as: "observer").status == 403)
        #expect(try await house.send(.post, "/CreateObservations", [], as: "all").status == 201)
        let large = try await house.send(.post, "/CreateObservations", .string(String(repeating: "x", count: 17 << 20)))
        #expect(large.status == 413, "\(large.text)")
        let full = try await ServerHouse(change: { $0.limits.uploads = 0 })
        #expect(try await full.send(.post, "/sta/v1.1/CreateObservations", as: "all", []).status == 429, "any number of large bodies are held at once")
        let small = try await full.send(.post, "/sta/v1.1/CreateObservations", as: "all", [], fields: [("Content-Length", "2")])
        #expect(small.status == 201, "a few values wait for large uploads: \(small.text)")
    }
}

/// A store that has no time for questions.
private struct BusyStore: Store {
    let store: any Store

    init(_ store: any Store) { self.store = store }

    func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) { try await store.prepare(schemas, steps: steps) }
    func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) {
        try await store.drop(kinds, dependents: dependents)
    }
    func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result { throw StoreError.busy }
    func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result { throw StoreError.busy }
    func backUp(to path: String) async throws(StoreError) { try await store.backUp(to: path) }
    func close() async {}
}
