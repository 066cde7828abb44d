import Kernel
import Testing

@testable import Web

/// Personal data that someone asks to be erased: of a record that is there, and of one that was deleted.
@Suite struct ErasureTests {
    private func remembered(_ house: ServerHouse, _ id: String) async throws -> Bool {
        try await house.engine.store.read { try $0.changes(from: 0, limit: 1000) }.contains {
            $0.change.record.text == id && String(decoding: $0.change.payload, as: UTF8.self).contains("13812345678")
        }
    }

    @Test func ofARecordByItsPage() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (clerk, clerksToken) = try await house.signIn("all")
        #expect(try await !house.open("/a/parcel/\(id)", cookie: clerk).text.contains("/erase"), "no button for who may not read them")
        #expect(try await house.submit("/a/parcel/\(id)/erase", [("token", clerksToken)], cookie: clerk).status == 403)
        let (cookie, token) = try await house.signIn("administrator")
        #expect(try await house.open("/a/parcel/\(id)", cookie: cookie).text.contains("/a/parcel/\(id)/erase"))
        #expect(try await house.submit("/a/parcel/\(id)/erase", [], cookie: cookie).status == 403, "not without the token of the form")
        #expect(try await house.submit("/a/parcel/\(id)/erase", [("token", token)], cookie: cookie).field("Location") == "/a/parcel/\(id)")
        #expect(try await !remembered(house, id))
        #expect(try await house.open("/a/parcel/\(id)", cookie: cookie).text.contains("甲"), "what is not personal stays")
    }

    @Test func ofADeletedRecordByTheListOfThem() async throws {
        let house = try await ServerHouse()
        let (id, other) = (try await house.makeParcel().id, try await house.makeParcel("乙").id)
        for gone in [id, other] { #expect(try await house.send(.delete, "/api/v1/parcel/\(gone)", as: "all", fields: [("If-Match", "*")]).status == 204) }
        #expect(try await remembered(house, id), "deleting alone does not erase")
        let (clerk, _) = try await house.signIn("all")
        #expect(try await house.open("/a/parcel/deleted", cookie: clerk).status == 403)
        #expect(try await !house.open("/a/parcel", cookie: clerk).text.contains("/a/parcel/deleted"))
        let (cookie, token) = try await house.signIn("administrator")
        #expect(try await house.open("/a/parcel", cookie: cookie).text.contains("/a/parcel/deleted"))
        let list = try await house.open("/a/parcel/deleted", cookie: cookie)
        #expect(list.text.contains("甲") && list.text.contains("乙") && list.text.contains("138****5678") && !list.text.contains("13812345678"))
        #expect(try await !house.open("/a/parcel/deleted?q=13900", cookie: cookie).text.contains("甲"))
        #expect(try await house.open("/a/parcel/deleted?q=13812345678", cookie: cookie).text.contains("甲"), "found by what the person says")
        #expect(try await house.submit("/a/parcel/\(id)/erase", [("token", token)], cookie: cookie).field("Location") == "/a/parcel/deleted")
        let rest = try await house.open("/a/parcel/deleted", cookie: cookie)
        #expect(!rest.text.contains("/a/parcel/\(id)/erase") && rest.text.contains("/a/parcel/\(other)/erase"))
        #expect(try await !remembered(house, id))
        #expect(try await remembered(house, other))
    }
}

extension ServerHouse {
    func makeParcel(_ name: String) async throws -> Reply { try await makeParcel(as: "all", name) }
}
