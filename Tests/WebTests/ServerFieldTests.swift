import Kernel
import Testing

@testable import Web

/// What a phone keeps for use without signal, and what it sends later.
@Suite struct ServerFieldTests {
    private static let fromPhone = [(name: "X-Outbox", value: "1")]

    private func weight(_ house: ServerHouse, _ id: String) async throws -> Int64? {
        try await house.send(.get, "/api/v1/parcel/\(id)", as: "administrator").json["weight"]?.integer
    }

    private func texts(_ json: JSON?) -> [String] { if case .array(let list)? = json { list.compactMap(\.string) } else { [] } }

    @Test func aPhoneIsToldWhatItMayKeep() async throws {
        let house = try await ServerHouse()
        let clerk = try await house.signIn("all")
        let state = try await house.open("/field", cookie: clerk.cookie)
        #expect(state.status == 200 && state.json["token"]?.string == clerk.token && state.json["user"]?.string == house.users["all"]?.text)
        #expect(texts(state.json["pages"]) == ["/p/parish/news", "/outbox"])
        #expect(texts(state.json["follows"]) == ["/o/weigh?record="])
        #expect(abs((state.json["now"]?.integer ?? 0) - house.clock.now.milliseconds) < 1000)
        let observer = try await house.open("/field", cookie: try await house.signIn("observer").cookie)
        #expect(texts(observer.json["follows"]) == [], "a form that is not theirs is not kept")
        #expect(try await house.send(.get, "/field").status == 401)
        #expect(try await house.send(.get, "/field", as: "all").json["token"]?.string == "", "a program with a token has no forms")
    }

    @Test func pagesSayWhetherTheyAreForTheField() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        let form = try await house.open("/o/weigh?record=\(id)", cookie: clerk.cookie)
        #expect(form.text.contains("data-field=\"/o/weigh?record=\(id)&amp;return="), "its form says where it is")
        #expect(Markup(Array(form.text.utf8)).faults.isEmpty && form.text.contains("data-as-of=\"2025-10-09"))
        #expect(try await !house.open("/a/parcel/new", cookie: clerk.cookie).text.contains("<form class=\"form\" data-field"))
        let box = try await house.open("/outbox", cookie: clerk.cookie)
        #expect(box.status == 200 && box.text.contains("待发送") && Markup(Array(box.text.utf8)).faults.isEmpty)
        #expect(try await house.send(.get, "/outbox").status == 303, "who is not signed in is asked to")
    }

    @Test func whatIsSentTwiceIsTakenOnce() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        let now = house.clock.now.milliseconds
        for _ in 0..<3 {
            let reply = try await house.submit(
                "/o/weigh",
                [
                    ("token", clerk.token), ("record", id), ("weight", "5"), ("request", "made-on-the-phone"), ("observed.at", "\(now - 7_200_000)"),
                    ("observed.ahead", "0"),
                ], cookie: clerk.cookie, fields: Self.fromPhone)
            #expect(reply.status == 200 && reply.json["link"]?.string?.hasPrefix("/a/parcel/") == true, "the phone is told where to go: \(reply.text)")
        }
        #expect(try await weight(house, id) == 8)
    }

    @Test func whatIsRefusedSaysWhyAsAValue() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        func send(_ values: [(String, String)], token: String? = nil, cookie: String? = nil) async throws -> Reply {
            try await house.submit(
                "/o/weigh", [("token", token ?? clerk.token), ("record", id)] + values, cookie: cookie ?? clerk.cookie, fields: Self.fromPhone)
        }
        let wrong = try await send([("weight", "300")])
        #expect(wrong.status == 422 && wrong.text.contains("超过 100 千克要说明") && wrong.json["error"]?["problems"] != nil)
        let stale = try await send([("weight", "3")], token: "of-an-earlier-session")
        #expect(stale.status == 403 && stale.errorCode == "form-token")
        let ended = try await send([("weight", "3")], cookie: "session=ended")
        #expect(ended.status == 401 && ended.errorCode == Refusal.unknown.code, "no way to a page: \(ended.status)")
        let old = try await send([("weight", "3"), ("observed.at", "0"), ("observed.ahead", "0")])
        #expect(old.status == 422 && old.text.contains("observed-long-ago"))
        #expect(try await weight(house, id) == 3, "nothing was changed")
        let page = try await house.submit("/o/weigh", [("token", clerk.token), ("record", id), ("weight", "300")], cookie: clerk.cookie)
        #expect(page.status == 422 && page.text.contains("<form"), "without an outbox the form comes back")
    }

    @Test func whoChangedTheRecordMeanwhileIsAConflict() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        func save(_ name: String, fields: [(name: String, value: String)]) async throws -> Reply {
            try await house.submit(
                "/a/parcel/\(id)/edit", [("token", clerk.token), ("version", "1"), ("name", name)], cookie: clerk.cookie, fields: fields)
        }
        #expect(try await save("乙", fields: Self.fromPhone).status == 200)
        let late = try await save("丙", fields: Self.fromPhone)
        #expect(late.status == 409 && late.errorCode == "conflict", "\(late.status) \(late.text.prefix(200))")
        let page = try await save("丙", fields: [])
        #expect(page.status == 409 && page.text.contains("乙") && page.text.contains("丙"), "the page shows both")
    }

    @Test func keepingAPageTakesNoMessageFromIt() async throws {
        let house = try await ServerHouse()
        let clerk = try await house.signIn("all")
        let cookie = clerk.cookie + "; message=" + Percent.encoded("已上报")
        let kept = try await Reply(
            await house.server.answer(
                Call(.get, "/p/parish/news", fields: [(name: "Cookie", value: cookie), (name: "X-Keeping", value: "1")], host: "county.example")))
        #expect(!kept.text.contains("已上报") && kept.setCookies.allSatisfy { !$0.hasPrefix("message=") })
        let seen = try await house.open("/p/parish/news", cookie: cookie)
        #expect(seen.text.contains("已上报") && seen.setCookies.contains { $0.hasPrefix("message=;") })
    }

    @Test func itCanBeInstalledAndItsWorkerMayDoLittle() async throws {
        let house = try await ServerHouse(serving: { services, _ in
            services.assets.add("field-worker.js", Array("self".utf8))
            services.assets.add("icon-192.png", [1])
        })
        let manifest = try await house.send(.get, "/manifest.webmanifest")
        #expect(manifest.status == 200 && manifest.field("Content-Type") == "application/manifest+json" && manifest.json["start_url"]?.string == "/")
        #expect(manifest.text.contains("/assets/icon-192.png?v="))
        let worker = try await house.send(.get, "/field-worker.js")
        #expect(worker.status == 200 && worker.field("Content-Type").hasPrefix("text/javascript"))
        #expect(worker.field("Content-Security-Policy") == "default-src 'none'; script-src 'self'; connect-src 'self'")
        let page = try await house.open("/account", cookie: try await house.signIn("all").cookie)
        #expect(page.field("Permissions-Policy").contains("geolocation=(self)") && page.field("Content-Security-Policy").contains("worker-src 'self'"))
    }
}
