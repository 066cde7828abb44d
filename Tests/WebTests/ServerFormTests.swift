import Kernel
import Testing
@testable import Web

/// Which form judges what was entered, and when nothing can be entered any more.
@Suite struct ServerFormTests {
    private static func require(_ name: String, _ label: String, _ house: ServerHouse) async throws {
        var field = Draft<CustomField>()
        (field.recordKind, field.name, field.label, field.type, field.isRequired) = ("parcel", name, label, .integer, true)
        _ = try await house.engine.desk(for: .system).create(field)
    }

    @Test func aDraftThatWasBegunOnAnEarlierRevisionIsJudgedByIt() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        let begun = try await house.open("/a/parcel/new", cookie: cookie).between("name=\"revision\" value=\"", "\"")
        #expect(begun == "1")
        try await Self.require("insurance", "保价", house)
        func submit(_ name: String, _ revision: String?, _ others: [(String, String)] = []) async throws -> Reply {
            try await house.submit(
                "/a/parcel", [("token", token), ("name", name), ("weight", "3")] + (revision.map { [("revision", $0)] } ?? []) + others, cookie: cookie)
        }
        #expect(try await submit("甲", begun).status == 303, "a form that lay open while the county added a field")
        let fresh = try await house.open("/a/parcel/new", cookie: cookie)
        #expect(fresh.between("name=\"revision\" value=\"", "\"") == "2" && fresh.text.contains("保价"))
        let missing = try await submit("乙", "2")
        #expect(missing.status == 422 && missing.text.contains("保价"))
        #expect(missing.between("name=\"revision\" value=\"", "\"") == "2", "the form that comes back is the one that was sent")
        #expect(try await submit("乙", "2", [("insurance", "5")]).status == 303)
        #expect(try await submit("丙", nil).status == 422, "who says nothing means the newest")
    }

    @Test func theSameOverTheAPIAndTheRecordNamesItsRevision() async throws {
        let house = try await ServerHouse()
        let old = try await house.makeParcel(as: "all", "甲")
        #expect(old.json["revision"]?.integer == 1)
        try await Self.require("insurance", "保价", house)
        let begun = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "乙", "weight": 1, "revision": 1])
        #expect(begun.status == 201 && begun.json["revision"]?.integer == 1 && begun.json["insurance"] == .null)
        #expect(try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "丙", "weight": 1]).status == 422)
        let new = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "丙", "weight": 1, "insurance": 3])
        #expect(new.status == 201 && new.json["revision"]?.integer == 2)
        for wrong: JSON in [0, 3, "1", 1.5] {
            #expect(
                try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "丁", "weight": 1, "insurance": 3, "revision": wrong]).status == 422,
                "\(wrong)")
        }
        let path = "/api/v1/parcel/\(old.id)"
        #expect(try await house.send(.patch, path, as: "all", ["weight": 4], fields: [("If-Match", "*")]).status == 422)
        let changed = try await house.send(.patch, path, as: "all", ["weight": 4, "revision": 1], fields: [("If-Match", "*")])
        #expect(changed.status == 200 && changed.json["revision"]?.integer == 1)
        let complete = try await house.send(.patch, path, as: "all", ["insurance": 2], fields: [("If-Match", "*")])
        #expect(complete.status == 200 && complete.json["revision"]?.integer == 2)
        let moved = try await house.send(.post, "/api/v1/parcel/\(begun.id)/moves/send", as: "all", [:])
        #expect(moved.status == 200 && moved.json["revision"]?.integer == 1, "a step judges no form")
    }

    @Test func whatIsUnderWayCannotBeEdited() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        let parcel = try await house.makeParcel()
        let page = "/a/parcel/\(parcel.id)"
        #expect(try await house.open(page, cookie: cookie).text.contains("\(page)/edit"))
        #expect(try await house.send(.post, "/api/v1/parcel/\(parcel.id)/moves/send", as: "all", [:]).status == 200)
        #expect(!(try await house.open(page, cookie: cookie).text.contains("\(page)/edit")), "no button")
        #expect(try await house.open(page + "/edit", cookie: cookie).status == 409)
        #expect(try await house.submit(page + "/edit", [("token", token), ("weight", "9")], cookie: cookie).status == 409)
        let refused = try await house.send(.patch, "/api/v1/parcel/\(parcel.id)", as: "all", ["weight": 9], fields: [("If-Match", "*")])
        #expect(refused.status == 409 && (refused.json["error"]?["message"]?.string ?? "").contains("已寄出"), "\(refused.text)")
        let description = try await house.send(.get, "/api/v1/openapi.json", as: "all").text
        #expect(description.contains("已打包") && description.contains("409"))
    }

    @Test func anIndicatorIsAskedForWhatWasKnownEarlier() async throws {
        let house = try await ServerHouse()
        _ = try await house.makeParcel(as: "all", "甲")
        let moment = house.clock.now.description
        _ = try await house.makeParcel(as: "all", "乙")
        let path = "/api/v1/indicators/I-parcels"
        #expect(try await house.send(.get, path, as: "observer").text.contains(#""value":2"#))
        let past = try await house.send(.get, path + "?knownAt=" + moment.replacing("+", with: "%2B"), as: "observer")
        #expect(past.status == 200 && past.text.contains(#""value":1"#) && past.json["unknown"]?.integer == 0, "\(past.text)")
        for wrong in ["yesterday", "2999-01-01T00:00:00Z"] {
            #expect(try await house.send(.get, path + "?knownAt=" + wrong, as: "observer").status == 422)
        }
    }

    @Test func personalDataAreErasedOverTheAPI() async throws {
        let house = try await ServerHouse()
        let parcel = try await house.makeParcel()
        let path = "/api/v1/parcel/\(parcel.id)"
        #expect(try await house.send(.post, path + "/erase", as: "all").status == 403, "who may not read them")
        #expect(try await house.send(.delete, path, as: "administrator", fields: [("If-Match", "*")]).status == 204)
        #expect(try await house.send(.post, path + "/erase", as: "administrator").status == 204, "also after it was deleted")
        let changes = try await house.engine.store.read { try $0.changes(from: 0, limit: 1000) }
        #expect(!changes.contains { String(decoding: $0.change.payload, as: UTF8.self).contains("13812345678") && $0.change.kind == "parcel" })
    }
}
