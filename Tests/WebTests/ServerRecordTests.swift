import Kernel
import Testing
import Web

@Suite struct ServerRecordTests {
    @Test func recordsAreMadeReadChangedMovedAndDeleted() async throws {
        let house = try await ServerHouse()
        let made = try await house.makeParcel()
        #expect(made.status == 201)
        #expect(made.field("ETag") == "\"1\"")
        #expect(made.field("Location") == "/api/v1/parcel/\(made.id)")
        #expect(made.json["state"] == "packed")
        let path = "/api/v1/parcel/\(made.id)"
        let changed = try await house.send(.patch, path, as: "all", ["weight": 5], fields: [("If-Match", "\"1\"")])
        #expect(changed.status == 200 && changed.json["weight"] == 5 && changed.json["version"] == 2)
        let stale = try await house.send(.patch, path, as: "all", ["weight": 6], fields: [("If-Match", "\"1\"")])
        #expect(stale.status == 409 && stale.errorCode == "conflict")
        #expect(stale.json["error"]?["current"]?["weight"] == 5)
        #expect(!stale.text.contains("13812345678"))
        #expect(try await house.send(.patch, path, as: "all", ["weight": 6]).status == 428)
        let moved = try await house.send(.post, path + "/moves/send", as: "all", [:])
        #expect(moved.json["state"] == "sent")
        #expect(try await house.send(.post, path + "/moves/send", as: "all", [:]).errorCode == "step-closed")
        #expect(try await house.send(.post, path + "/moves/arrive", as: "all", [:]).json["error"]?["problems"]?.array?.first?["code"] == "remark-required")
        let history = try await house.send(.get, path + "/history", as: "all")
        #expect(history.json["changes"]?.array?.count == 3)
        #expect(!history.text.contains("13812345678") && !history.text.contains("secret"))
        #expect(try await house.send(.delete, path, as: "all", fields: [("If-Match", "*")]).status == 204)
        #expect(try await house.send(.get, path, as: "all").status == 404)
    }

    @Test func readingAgainCostsNothingWhereNothingChanged() async throws {
        let house = try await ServerHouse()
        let made = try await house.makeParcel()
        let again = try await house.send(.get, "/api/v1/parcel/\(made.id)", as: "all", fields: [("If-None-Match", "\"1\"")])
        #expect(again.status == 304 && again.text.isEmpty)
    }

    @Test func aRequestThatIsSentTwiceIsCarriedOutOnce() async throws {
        let house = try await ServerHouse()
        let body: JSON = ["name": "乙", "weight": 1]
        let first = try await house.send(.post, "/api/v1/parcel", as: "all", body, fields: [("Idempotency-Key", "k1")])
        let second = try await house.send(.post, "/api/v1/parcel", as: "all", body, fields: [("Idempotency-Key", "k1")])
        #expect(first.id == second.id && !first.id.isEmpty)
        let other = try await house.send(.post, "/api/v1/parcel", as: "own", ["name": "丙", "weight": 1], fields: [("Idempotency-Key", "k1")])
        #expect(other.status == 201 && other.id != first.id)
        let id = first.id.dropLast() + "0"
        for _ in 0..<2 {
            #expect(try await house.send(.post, "/api/v1/parcel", as: "all", ["id": .string(String(id)), "name": "丁", "weight": 1]).id == String(id))
        }
    }

    /// What a list answers to a filter: how many of the ten parcels, or which code of a problem.
    @Test(arguments: [
        ("", 10, ""), ("weight=3", 1, ""), ("weight.gte=8", 2, ""), ("weight.lt=2&weight.gt=0", 1, ""), ("weight=1&weight=2", 2, ""),
        ("name.contains=3", 1, ""),
        ("name.prefix=N", 10, ""), ("state=packed", 10, ""), ("state.in=sent,arrived", 0, ""), ("state=nowhere", 0, "not-a-choice"),
        ("price.null=true", 10, ""),
        ("price.gte=100.50", 0, ""), ("price.gte=x", 0, "not-a-number"), ("isSimulated=false", 10, ""), ("region.prefix=5001", 10, ""),
        ("nonsense=1", 0, "unknown-field"),
        ("owner=13812345678", 0, "personal-field"), ("secret.prefix=a", 0, "unknown-field personal-field"), ("limit=0", 0, "out-of-range"),
        ("limit=x", 0, "out-of-range"),
        ("sort=owner", 0, "unknown-field"), ("sort=-weight&limit=3", 3, ""), ("after=tampered", 0, "bad-cursor"),
        ("after=01jzzzzzzzzzzzzzzzzzzzzzzzi5", 0, "bad-cursor"), ("createdAt.gte=2020-01-01", 10, ""), ("fields=name", 10, ""),
        ("fields=secret", 0, "unknown-field"),
    ])
    func lists(_ filter: String, _ count: Int, _ problem: String) async throws {
        let house = try await ServerHouse()
        for weight in 0..<10 {
            _ = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": .string("N\(weight)"), "weight": .integer(Int64(weight))])
        }
        let reply = try await house.send(.get, "/api/v1/parcel?" + filter, as: "all")
        if problem.isEmpty {
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.json["records"]?.array?.count == count)
        } else {
            #expect(reply.status == 422)
            let code = reply.json["error"]?["problems"]?.array?.first?["code"]?.string ?? ""
            #expect(problem.split(separator: " ").contains { $0 == code }, "\(reply.text)")
        }
    }

    @Test func pagesFollowOneAnotherWithoutGapsOrRepeats() async throws {
        let house = try await ServerHouse()
        for weight in 0..<7 {
            _ = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": .string("N\(weight)"), "weight": .integer(Int64(weight / 2))])
        }
        var (names, next): ([String], String?) = ([], "")
        while let cursor = next {
            let reply = try await house.send(.get, "/api/v1/parcel?sort=weight&limit=2&count=true&after=\(cursor)", as: "all")
            names += reply.json["records"]?.array?.compactMap { $0["name"]?.string } ?? []
            #expect(reply.json["count"] == 7)
            next = reply.json["next"]?.string
            if names.count > 10 { break }
        }
        #expect(names.count == 7 && Set(names).count == 7)
    }

    @Test func personalDataIsMaskedUnlessItIsAllowedAndAskedFor() async throws {
        let house = try await ServerHouse()
        let made = try await house.makeParcel()
        let path = "/api/v1/parcel/\(made.id)"
        #expect(try await house.send(.get, path, as: "administrator").text.contains("138****5678"))
        #expect(try await house.send(.get, path + "?personal=true", as: "administrator").text.contains("13812345678"))
        #expect(try await house.send(.get, path + "?personal=true", as: "all").status == 403)
        #expect(try await house.send(.get, path + "?personal=true", as: "observer").status == 403)
        let users = try await house.send(.get, "/api/v1/user?personal=true", as: "administrator")
        #expect(users.status == 200 && !users.text.contains("scrypt") && !users.text.contains("passwordHash"))
        for kind in ["session", "workItem", "savedView"] { #expect(try await house.send(.get, "/api/v1/\(kind)", as: "administrator").status == 404) }
    }

    @Test func summariesAndIndicatorsCount() async throws {
        let house = try await ServerHouse()
        for name in ["甲", "乙"] { _ = try await house.makeParcel(as: "all", name) }
        let summary = try await house.send(.get, "/api/v1/parcel/summary?by=state&measure=count,sum.weight", as: "all")
        #expect(summary.json["lines"]?.array?.first?["count"] == 2 && summary.json["lines"]?.array?.first?["sum.weight"] == 6)
        #expect(try await house.send(.get, "/api/v1/parcel/summary?by=owner", as: "administrator").status == 422)
        #expect(try await house.send(.get, "/api/v1/indicators/I-parcels", as: "all").json["value"] == 2)
        #expect(try await house.send(.get, "/api/v1/indicators/I-parcels/records", as: "all").json["records"]?.array?.count == 2)
        #expect(try await house.send(.get, "/api/v1/indicators/I-parcels", as: "own").status == 404)
        #expect(try await house.send(.get, "/api/v1/indicators/I-parcels?region=11", as: "all").status == 422)
        #expect(try await house.send(.get, "/api/v1/search?q=%E7%94%B2", as: "all").json["hits"]?.array?.count == 1)
    }

    @Test(arguments: [(".csv", "甲,3"), (".json", "\"weight\":3"), (".geojson", "\"FeatureCollection\"")])
    func exportsHaveEveryRecordAndNoPersonalData(_ format: String, _ part: String) async throws {
        let house = try await ServerHouse()
        _ = try await house.makeParcel()
        let reply = try await house.send(.get, "/api/v1/parcel" + format, as: "all")
        #expect(reply.status == 200 && reply.text.contains(part), "\(reply.text)")
        #expect(!reply.text.contains("13812345678") && !reply.text.contains("secret"))
        #expect(try await house.send(.get, "/api/v1/parcel" + format, as: "observer").status == 403)
    }

    @Test func formulasInSpreadsheetsDoNotRun() async throws {
        let house = try await ServerHouse()
        _ = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "=1+1", "weight": 1])
        #expect(try await house.send(.get, "/api/v1/parcel.csv", as: "all").text.contains(",'=1+1,"))
    }

}
