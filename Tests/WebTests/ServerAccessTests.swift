import Kernel
import Testing
@testable import Web

@Suite struct ServerAccessTests {
    @Test func signingInGivesASessionAndSigningOutEndsIt() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        #expect(cookie.hasPrefix("session=") && !token.isEmpty)
        #expect(try await house.open("/a/parcel", cookie: cookie).status == 200)
        let out = try await house.submit("/sign-out", [("token", token)], cookie: cookie)
        #expect(out.status == 303)
        #expect(try await house.open("/a/parcel", cookie: cookie).field("Location").hasPrefix("/sign-in"))
    }

    @Test func cookiesCannotBeReadByScriptsAndStayWithHttps() async throws {
        let house = try await ServerHouse { $0.isBehindTLS = true }
        let reply = try await house.submit("/sign-in", [("user", "alluser"), ("password", ServerHouse.password)])
        let set = reply.fieldOfCookie("__Host-session")
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] { #expect(set.contains(part)) }
        #expect(reply.field("Strict-Transport-Security").contains("max-age"))
    }

    /// Wrong passwords, unknown accounts and locked ones are told apart by nothing.
    @Test func failuresSayTheSame() async throws {
        let house = try await ServerHouse()
        let wrong = try await house.submit("/sign-in", [("user", "alluser"), ("password", "wrong")])
        let unknown = try await house.submit("/sign-in", [("user", "stranger"), ("password", "wrong")])
        #expect(wrong.status == 401 && unknown.status == 401)
        #expect(wrong.text.replacing("alluser", with: "") == unknown.text.replacing("stranger", with: ""))
    }

    @Test func fiveFailuresLockAnAccountForAQuarterOfAnHour() async throws {
        let house = try await ServerHouse()
        for _ in 0..<5 { _ = try await house.submit("/sign-in", [("user", "alluser"), ("password", "wrong")]) }
        let right = [("user", "alluser"), ("password", ServerHouse.password)]
        #expect(try await house.submit("/sign-in", right).status == 401)
        house.clock.advance(minutes: 14)
        #expect(try await house.submit("/sign-in", right).status == 401)
        house.clock.advance(minutes: 2)
        #expect(try await house.submit("/sign-in", right).status == 303)
        for _ in 0..<2 { _ = try await house.submit("/sign-in", [("user", "alluser"), ("password", "wrong")]) }
        #expect(try await house.submit("/sign-in", right).status == 303, "a success begins the count anew")
    }

    @Test func sessionsEndWhenTheyAreNotUsed() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("all")
        house.clock.advance(minutes: 11 * 60)
        #expect(try await house.open("/account", cookie: cookie).status == 200)
        house.clock.advance(minutes: 11 * 60)
        #expect(try await house.open("/account", cookie: cookie).status == 200, "use prolongs it")
        house.clock.advance(minutes: 13 * 60)
        #expect(try await house.open("/account", cookie: cookie).status == 303)
    }

    @Test func signingInAgainRotatesTheSession() async throws {
        let house = try await ServerHouse()
        let (old, _) = try await house.signIn("all")
        let again = try await house.submit("/sign-in", [("user", "alluser"), ("password", ServerHouse.password)], cookie: old)
        #expect(again.cookie("session") != old)
        #expect(try await house.open("/account", cookie: old).status == 303)
    }

    @Test func formsOfOtherSitesAreRefused() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        let values = [("name", "甲"), ("weight", "3")]
        #expect(try await house.submit("/a/parcel", values, cookie: cookie).status == 403)
        #expect(try await house.submit("/a/parcel", values + [("token", "wrong")], cookie: cookie).status == 403)
        let good = values + [("token", token)]
        #expect(try await house.submit("/a/parcel", good, cookie: cookie, fields: [("Origin", "https://evil.example")]).status == 403)
        #expect(try await house.submit("/a/parcel", good, cookie: cookie, fields: [("Origin", "null")]).status == 403)
        #expect(try await house.submit("/a/parcel", good, cookie: cookie, fields: [("Sec-Fetch-Site", "cross-site")]).status == 403)
        let made = try await house.submit("/a/parcel", good, cookie: cookie, fields: [("Origin", "https://county.example"), ("Sec-Fetch-Site", "same-origin")])
        #expect(made.status == 303 && made.field("Location").hasPrefix("/a/parcel/"))
        // The API with a cookie takes the token as well.
        let call = Call(
            .post, "/api/v1/parcel", fields: [("Cookie", cookie), ("Content-Type", "application/json")], body: Array(#"{"name":"乙","weight":1}"#.utf8))
        #expect(await house.server.answer(call).status == 403)
    }

    @Test func aChangeOfRolesCountsAtOnce() async throws {
        let house = try await ServerHouse()
        #expect(try await house.makeParcel(as: "all", "甲").status == 201)
        guard let id = house.users["all"] else { return }
        let user = try await house.send(.patch, "/api/v1/user/\(id.text)", as: "administrator", ["roles": ["observer"]], fields: [("If-Match", "*")])
        #expect(user.status == 200)
        #expect(try await house.makeParcel(as: "all", "乙").status == 403)
        let locked = try await house.send(.patch, "/api/v1/user/\(id.text)", as: "administrator", ["isLocked": true], fields: [("If-Match", "*")])
        #expect(locked.status == 200)
        #expect(try await house.send(.get, "/api/v1/parcel", as: "all").status == 401)
    }

    @Test func deputiesActWithTheRolesOfWhomTheyStandInFor() async throws {
        let house = try await ServerHouse()
        #expect(try await house.makeParcel(as: "none", "甲").status == 404)
        var draft = Draft<Delegation>()
        draft.giver = house.users["all"].map { Reference($0) }
        draft.taker = house.users["none"].map { Reference($0) }
        draft.period = Period(from: house.clock.now.day, to: house.clock.now.day)
        _ = try await house.engine.desk(for: .system).create(draft)
        #expect(try await house.makeParcel(as: "none", "甲").status == 201)
        house.clock.advance(minutes: 2 * 1440)
        #expect(try await house.makeParcel(as: "none", "乙").status == 404)
    }

    /// Whoever may write everything may still not make themselves an administrator.
    @Test func ordinaryPermissionGrantsNoPower() async throws {
        let house = try await ServerHouse()
        let me = house.users["all"]?.text ?? ""
        #expect(try await house.send(.patch, "/api/v1/user/\(me)", as: "all", ["roles": ["administrator"]], fields: [("If-Match", "*")]).status == 403)
        #expect(try await house.send(.post, "/api/v1/user", as: "all", ["account": "intruder", "name": "x", "roles": ["administrator"]]).status == 403)
        #expect(try await house.send(.post, "/api/v1/user/\(me)/password", as: "all", ["password": "another horse 77"]).status == 403)
        let token: JSON = .object(
            ("name", "t"), ("user", .string(house.users["administrator"]?.text ?? "")), ("expires", .string(house.clock.now.day.adding(days: 2).description)))
        #expect(try await house.send(.post, "/api/v1/tokens", as: "all", token).status == 403)
        #expect(try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "甲", "weight": 1, "isSimulated": true]).status == 403)
    }

    @Test func withUsersThereIsNoFirstLink() async throws {
        let house = try await ServerHouse()
        #expect(try await house.server.firstSignInLink() == nil)
        #expect(try await house.submit("/first/guess", [("account", "x"), ("name", "y"), ("password", "z"), ("repeat", "z")]).status == 404)
    }

    @Test func passwordsThatMustBeChangedLeadNowhereElse() async throws {
        let house = try await ServerHouse()
        let id = house.users["all"]?.text ?? ""
        #expect(try await house.send(.post, "/api/v1/user/\(id)/password", as: "administrator", ["password": "first horse 77"]).status == 204)
        let reply = try await house.submit("/sign-in", [("user", "alluser"), ("password", "first horse 77")])
        #expect(reply.field("Location") == "/sign-in/password")
        let cookie = reply.cookie("session")
        #expect(try await house.open("/a/parcel", cookie: cookie).field("Location") == "/sign-in/password")
        let token = try await house.open("/sign-in/password", cookie: cookie).between("name=\"token\" value=\"", "\"")
        for (password, status) in [("short", 422), ("alluser12345", 422), ("1234567890", 422), ("first horse 77", 422), ("second horse 88", 303)] {
            #expect(
                try await house.submit("/sign-in/password", [("token", token), ("password", password), ("repeat", password)], cookie: cookie).status == status,
                "\(password)")
        }
    }

    @Test func returnsStayOnThisSite() {
        for address in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb"] {
            #expect(Returns.safe(address) == "/")
        }
        #expect(Returns.safe("/a/parcel?sort=-weight") == "/a/parcel?sort=-weight")
    }
}

extension Reply {
    /// The whole header field that sets a cookie.
    func fieldOfCookie(_ name: String) -> String { setCookies.first { $0.hasPrefix(name + "=") } ?? "" }
}
