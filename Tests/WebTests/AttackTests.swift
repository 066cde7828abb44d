import Foundation
import Kernel
import Testing

@testable import Web

/// What an attacker would try who has an account, or none. Each test says what they would have got.
@Suite struct AttackTests {
    /// Another site makes the browser of an administrator send every form there is, without the token that it cannot know.
    @Test func noFormIsTakenWithoutItsToken() async throws {
        let house = try await ServerHouse()
        let parcel = try await house.makeParcel()
        let (cookie, token) = try await house.signIn("administrator")
        func size() async throws -> Int64 { try await house.engine.store.read { try $0.ledgerSize() } }
        let before = try await size()
        for route in house.server.routes.routes where !route.method.isSafe && !["/sign-in", "/sign-in/code", "/first/{token}"].contains(route.pattern) {
            let address = ServerMatrixTests.address(route.pattern, parcel.id, house)
            for guess in [[], [("token", "")], [("token", token.dropLast() + "x")]] as [[(String, String)]] {
                let body = (guess + [("name", "x"), ("step", "send"), ("version", "1"), ("password", "another horse 7"), ("parameters", "")])
                    .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
                let fields = [("Cookie", cookie), ("Content-Type", "application/x-www-form-urlencoded"), ("If-Match", "*")]
                let reply = try await Reply(
                    await house.server.answer(Call(route.method, address, fields: fields, body: Array(body.utf8), host: "county.example")))
                // 501: what this server was not given a service for.
                #expect([403, 404, 501].contains(reply.status), "\(route.method.rawValue) \(route.pattern) takes a forged form with \(reply.status)")
            }
        }
        #expect(try await size() == before, "nothing was changed")
        #expect(try await house.open("/account", cookie: cookie).status == 200, "nobody was signed out")
    }

    /// Someone who may read all records, but personal data of their own only, asks for those of others in every way there is.
    @Test func personalDataOfOthersCannotBeHadByAnyQuestion() async throws {
        let house = try await ServerHouse()
        let (secret, theirs) = ("13812345678", try await house.makeParcel().id)
        let id = try #require(house.users["own"]).text
        #expect(try await house.send(.patch, "/api/v1/user/\(id)", as: "administrator", ["roles": ["keeper"]], fields: [("If-Match", "*")]).status == 200)
        let mine = try await house.send(.post, "/api/v1/parcel", as: "own", ["name": "我的", "weight": 1, "owner": "13900000000"]).id
        let (cookie, _) = try await house.signIn("own")
        let api = "/api/v1/parcel"
        #expect(try await house.send(.get, "\(api)/\(theirs)", as: "own").text.contains("138****5678"), "the record itself they may read")
        #expect(try await house.send(.get, "\(api)/\(mine)?personal=true", as: "own").text.contains("13900000000"))
        for address in [
            "\(api)?personal=true", "\(api)/\(theirs)?personal=true", "\(api)/\(theirs)/history?personal=true", "\(api).csv?personal=true",
            "\(api).json?personal=true", "\(api).geojson?personal=true", "\(api)/\(theirs)/history", "/api/v1/search?q=\(secret)",
            "\(api)?owner=\(secret)&personal=true",
            "\(api)?owner.prefix=138&personal=true", "/api/v1/indicators/I-parcels/records",
        ] {
            let reply = try await house.send(.get, address, as: "own")
            #expect(!reply.text.contains(secret), "\(address): \(reply.text)")
        }
        // What begins with 138? Asked often enough, the answers would tell the whole number.
        for question in ["owner.prefix=138", "owner=\(secret)", "sort=owner", "owner.null=false"] {
            #expect(try await !house.send(.get, "\(api)?personal=true&\(question)", as: "own").text.contains(theirs), "\(question)")
        }
        #expect(try await !house.open("/a/parcel?owner=\(secret)", cookie: cookie).text.contains("href=\"/a/parcel/\(theirs)\""))
        for page in ["/a/parcel/\(theirs)", "/a/parcel/\(theirs)/edit", "/a/parcel/\(theirs)/history", "/a/parcel", "/a/parcel/\(theirs)/reveal/owner"] {
            #expect(try await !house.open(page, cookie: cookie).text.contains(secret), "\(page)")
        }
        #expect(try await house.open("/a/parcel/\(theirs)/reveal/owner", cookie: cookie).status == 403)
        #expect(try await house.open("/a/parcel/\(mine)/reveal/owner", cookie: cookie).text.contains("13900000000"))
    }

    /// A page that runs in our name is uploaded as something harmless.
    @Test(arguments: [
        ("page.html", "text/html", "<script>alert(1)</script>"),
        ("drawing.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("photo.png", "image/png", "<html><script>alert(1)</script>"), ("photo.png.html", "image/png", "\u{89}PNG"), ("note.txt", "text/html", "<script>"),
        ("feed.xml", "application/xml", "<?xml version=\"1.0\"?>"), ("page.xhtml", "application/xhtml+xml", "<html/>"),
        ("run.js", "text/javascript", "alert(1)"),
    ])
    func whatCouldRunIsNotKept(_ name: String, _ claimed: String, _ content: String) throws {
        #expect(throws: Refusal.self) { try FileSniffer.mediaType(name: name, claimed: claimed, bytes: Array(content.utf8)) }
    }

    @Test func whatIsKeptRunsNowhere() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "attack-\(UInt64.random(in: 0 ... .max))").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await ServerHouse(files: try DirectoryFileStore(directory: folder))
        for (name, content) in [("note.txt", "<script>alert(1)</script>"), ("scan.pdf", "%PDF-1.7 <script>"), ("../../etc/passwd.txt", "x")] {
            let call = Call(
                .post, "/api/v1/files?name=\(name)", fields: [("Authorization", "Bearer \(house.tokens["administrator"] ?? "")")], body: Array(content.utf8))
            let kept = try await Reply(await house.server.answer(call))
            #expect(kept.status == 201 && kept.json["name"]?.string?.contains("/") == false, "\(kept.text)")
            let file = try await house.send(.get, "/api/v1/files/\(kept.id)", as: "administrator")
            #expect(file.field("X-Content-Type-Options") == "nosniff" && file.field("Content-Security-Policy").contains("sandbox"))
            #expect(!file.field("Content-Type").contains("html"))
        }
        let kept = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !$0.hasSuffix("/") && $0.count > 10 }
        #expect(kept.count == 3 && kept.allSatisfy { $0.allSatisfy { $0.isHexDigit || $0 == "/" } }, "no name from outside is a path: \(kept)")
    }

    @Test func thePathOfAFileCannotBeChosen() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "attack-\(UInt64.random(in: 0 ... .max))").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try DirectoryFileStore(directory: folder)
        for hash in ["../../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "0", count: 62) + "/.", ""] {
            #expect(try await store.size(of: hash) == nil, "\(hash)")
        }
    }

    /// The address to go back to after signing in leads to a site that looks like ours.
    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", " //evil.example",
        "/a\r\nLocation: https://evil.example", "http:evil.example",
    ])
    func theWayBackStaysHere(_ address: String) async throws {
        let house = try await ServerHouse()
        let reply = try await house.submit("/sign-in", [("user", "alluser"), ("password", ServerHouse.password), ("return", address)])
        #expect(reply.status == 303 && reply.field("Location") == "/")
        let encoded = address.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(try await house.send(.get, "/language/en?return=\(encoded)").field("Location") == "/")
    }

    /// Someone plants a session of their own in the browser of another, who signs in with it.
    @Test func aSessionThatSomeoneElseChoseIsNotTaken() async throws {
        let house = try await ServerHouse()
        let (planted, _) = try await house.signIn("own")
        for cookie in [planted, "session=chosen-by-an-attacker"] {
            let reply = try await house.submit("/sign-in", [("user", "alluser"), ("password", ServerHouse.password)], cookie: cookie)
            #expect(reply.status == 303 && !reply.cookie("session").isEmpty && reply.cookie("session") != cookie)
            #expect(try await house.open("/account", cookie: cookie).status == 303, "the planted one leads nowhere")
        }
    }

    /// One password is tried on many accounts, so that none is locked.
    @Test func anAddressThatGuessesHasToWait() async throws {
        let house = try await ServerHouse { $0.limits.failuresOfOne = 8 }
        func attempt(_ account: String, _ password: String, from address: String) async throws -> Int {
            let body = Array("user=\(account)&password=\(password.replacing(" ", with: "+"))".utf8)
            let fields = [("Content-Type", "application/x-www-form-urlencoded")]
            return await house.server.answer(Call(.post, "/sign-in", fields: fields, body: body, host: "county.example", address: address)).status
        }
        for place in 0..<8 { #expect(try await attempt("user\(place)", "spring 2025", from: "203.0.113.9") == 401) }
        #expect(try await attempt("alluser", ServerHouse.password, from: "203.0.113.9") == 429)
        #expect(try await attempt("alluser", ServerHouse.password, from: "203.0.113.10") == 303, "others are let in")
        house.clock.advance(minutes: 16)
        #expect(try await attempt("alluser", ServerHouse.password, from: "203.0.113.9") == 303)
    }

    /// Guesses of a stranger lock an account; whoever has signed in with it before gets in from their own browser.
    @Test func strangersLockNobodyOutOfTheirOwnBrowser() async throws {
        let house = try await ServerHouse()
        func attempt(_ account: String, _ password: String, device: String) async throws -> Reply {
            try await house.submit("/sign-in", [("user", account), ("password", password)], cookie: device.isEmpty ? nil : "device=" + device)
        }
        func lock() async throws { for _ in 0..<5 { #expect(try await attempt("alluser", "spring 2025", device: "").status == 401) } }
        let own = try await attempt("alluser", ServerHouse.password, device: "").cookie("device").replacing("device=", with: "")
        let foreign = try await attempt("noneuser", ServerHouse.password, device: "").cookie("device").replacing("device=", with: "")
        try #require(own.count > 40 && foreign.count > 40 && own != foreign)
        try await lock()
        #expect(try await attempt("alluser", ServerHouse.password, device: "").status == 401, "a new browser has to wait")
        #expect(try await attempt("alluser", ServerHouse.password, device: foreign).status == 401, "so has one in which someone else signed in")
        #expect(try await attempt("alluser", ServerHouse.password, device: String(own.dropLast()) + "_").status == 401, "so has one that was made up")
        #expect(try await attempt("alluser", ServerHouse.password, device: own).status == 303)
        try await lock()
        for _ in 0..<5 { #expect(try await attempt("alluser", "spring 2025", device: own).status == 401) }
        #expect(try await attempt("alluser", ServerHouse.password, device: own).status == 401, "a browser that guesses is a stranger too")
    }

    @Test func nobodyTakesTheRoomOfAll() async throws {
        let house = try await ServerHouse { $0.limits.requestsOfOne = 0 }
        #expect(try await house.send(.get, "/api/v1/parcel", as: "all").status == 429)
        #expect(await house.server.answer(Call(.get, "/sign-in", address: "203.0.113.9")).status == 429)
        #expect(try await house.send(.get, "/health/live").status == 200)
        let crowd = Crowd()
        #expect(crowd.enter("a", limit: 2) && crowd.enter("a", limit: 2) && !crowd.enter("a", limit: 2) && crowd.enter("b", limit: 2))
        crowd.leave("a")
        #expect(crowd.enter("a", limit: 2))
    }

    /// Whoever was signed out, or lost a role, goes on listening to what changes.
    @Test(.timeLimit(.minutes(10)), arguments: [true, false]) func liveUpdatesEndWithTheRightToThem(_ isSignedOut: Bool) async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        let stream = await house.server.answer(Call(.get, "/events", fields: [("Cookie", cookie)]))
        #expect(stream.status == 200)
        async let heard = stream.bytes()
        if isSignedOut {
            #expect(try await house.submit("/sign-out", [("token", token)], cookie: cookie).status == 303)
        } else {
            let id = try #require(house.users["all"]).text
            #expect(try await house.send(.patch, "/api/v1/user/\(id)", as: "administrator", ["roles": []], fields: [("If-Match", "*")]).status == 200)
        }
        #expect(String(decoding: try await heard, as: UTF8.self).hasSuffix("event: reload\ndata: {}\n\n"))
        #expect(house.server.live.count == 0)
    }

    @Test func oneAccountDoesNotHoldAllStreams() async throws {
        let house = try await ServerHouse { $0.limits.listenersOfOne = 2 }
        let (cookie, _) = try await house.signIn("all")
        func listen() async -> Answer { await house.server.answer(Call(.get, "/events", fields: [("Cookie", cookie)])) }
        var streams = [await listen(), await listen()]
        #expect(streams.map(\.status) == [200, 200])
        #expect(await listen().status == 429)
        streams.removeAll()
        let next = await listen()
        #expect(next.status == 200, "an answer that nobody read gives its place back")
    }

    @Test(arguments: ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1", "＝1+1", "\u{3000}＋1", "－1", "＠x"])
    func noCellOfAnExportIsAFormula(_ text: String) {
        var cell = ""
        CSVExport.append(text, isText: true, to: &cell)
        #expect(cell.filter { $0 != "\"" }.hasPrefix("'"), "\(cell)")
    }
}
