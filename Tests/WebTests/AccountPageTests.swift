import Cryptography
import Kernel
import Operations
import Testing

@testable import Web

/// What people do with their own account, by its pages.
@Suite struct AccountPageTests {
    @Test func codesAreTurnedOnByAPageAndOffWithThePassword() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("own")
        let page = try await house.open("/account/codes", cookie: cookie)
        let secret = page.between("name=\"secret\" value=\"", "\"")
        #expect(page.status == 200 && page.text.contains("class=\"qr\"") && page.text.contains(OneTimeCodesView.grouped(secret)))
        let wrong = try await house.submit("/account/codes", [("token", token), ("secret", secret), ("code", "000000")], cookie: cookie)
        #expect(wrong.status == 422 && wrong.between("name=\"secret\" value=\"", "\"") == secret, "the phone has this secret already: it must stay")
        let code = try TimedCode(secret: try Base32.decode(secret)).code(at: Int(house.clock.now.milliseconds / 1000))
        #expect(
            try await house.submit("/account/codes", [("token", token), ("secret", secret), ("code", code)], cookie: cookie).field("Location") == "/account")
        #expect(try await house.submit("/sign-in", [("user", "ownuser"), ("password", ServerHouse.password)]).field("Location").hasPrefix("/sign-in/code"))
        // A borrowed session neither sees the secret nor puts another in its place.
        #expect(try await !house.open("/account/codes", cookie: cookie).text.contains(secret))
        let other = try await house.submit("/account/codes", [("token", token), ("secret", "JBSWY3DPEHPK3PXP"), ("code", "123456")], cookie: cookie)
        #expect(other.field("Location") == "/account/codes")
        #expect(try await house.submit("/account/codes/off", [("token", token), ("password", "wrong")], cookie: cookie).status == 422)
        #expect(try await house.submit("/account/codes/off", [("token", token), ("password", ServerHouse.password)], cookie: cookie).status == 303)
        #expect(try await house.submit("/sign-in", [("user", "ownuser"), ("password", ServerHouse.password)]).cookie("session").hasPrefix("session="))
    }

    @Test func anAdministratorTurnsTheCodesOfALostPhoneOff() async throws {
        let house = try await ServerHouse()
        let id = try #require(house.users["own"])
        let system = house.engine.desk(for: .system)
        let user = try await system.row(Reference<User>(id))
        let (secret, _) = try house.server.entrance.newCodeSecret(for: user, issuer: "x")
        let code = try TimedCode(secret: try Base32.decode(secret)).code(at: Int(house.clock.now.milliseconds / 1000))
        try await house.server.entrance.enableCodes(for: user, secret: secret, code: code)
        let (stranger, strangersToken) = try await house.signIn("all")
        #expect(try await house.submit("/settings/users/\(id.text)/codes/off", [("token", strangersToken)], cookie: stranger).status == 403)
        let (cookie, token) = try await house.signIn("administrator")
        #expect(try await house.open("/a/user/\(id.text)", cookie: cookie).text.contains("/codes/off"))
        #expect(try await house.submit("/settings/users/\(id.text)/codes/off", [("token", token)], cookie: cookie).status == 303)
        #expect(try await system.row(Reference<User>(id)).totpSecret == nil)
        #expect(try await !house.open("/a/user/\(id.text)", cookie: cookie).text.contains("/codes/off"))
    }

    @Test func aTokenIsShownOnceWorksAndCanBeRevoked() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("own")
        for (name, expires) in [("", "2026-01-01"), ("script", "someday"), ("script", "2020-01-01"), ("script", "2099-01-01")] {
            let refused = try await house.submit("/account/tokens", [("token", token), ("name", name), ("expires", expires)], cookie: cookie)
            #expect(refused.status == 422 && !refused.text.contains(Secret.tokenMark), "\(name) \(expires)")
        }
        let until = house.clock.now.day.adding(days: 9).description
        let made = try await house.submit("/account/tokens", [("token", token), ("name", "script"), ("expires", until)], cookie: cookie)
        let secret = made.between("id=\"new-token\">", "<")
        #expect(made.status == 201 && secret.hasPrefix(Secret.tokenMark))
        func ask() async throws -> Int {
            try await Reply(await house.server.answer(Call(.get, "/api/v1/me", fields: [(name: "Authorization", value: "Bearer \(secret)")]))).status
        }
        #expect(try await ask() == 200)
        let list = try await house.open("/account/tokens", cookie: cookie)
        #expect(list.text.contains("script") && !list.text.contains(secret))
        let revocation = list.between("action=\"/account/tokens/", "\"")
        let (other, othersToken) = try await house.signIn("all")
        #expect(try await house.submit("/account/tokens/\(revocation)", [("token", othersToken)], cookie: other).status == 404)
        // The newest stands first: the one that was just made.
        #expect(try await house.submit("/account/tokens/\(revocation)", [("token", token)], cookie: cookie).status == 303)
        #expect(try await ask() == 401)
    }

    @Test func aDeputyActsWithTheRolesOfTheOtherUntilTheEnd() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let (deputy, _) = try await house.signIn("none")
        #expect(try await house.open("/a/parcel/\(id)", cookie: deputy).status == 404)
        #expect(try await house.open("/account/colleagues?taker.words=none", cookie: cookie).text.contains("用户none"))
        #expect(try await !house.open("/account/colleagues?taker.words=", cookie: cookie).text.contains("用户none"), "nobody reads the list of all users")
        let today = house.clock.now.day
        let taker = try #require(house.users["none"]).text
        func name(_ taker: String, _ from: Day, _ to: Day) async throws -> Int {
            let values = [("token", token), ("taker", taker), ("from", from.description), ("to", to.description), ("reason", "training")]
            return try await house.submit("/account/deputies", values, cookie: cookie).status
        }
        #expect(try await name(taker, today, today.adding(days: -1)) == 422)
        #expect(try await name(taker, today, today.adding(days: 900)) == 422)
        #expect(try await name(try #require(house.users["all"]).text, today, today) == 422, "nobody is their own deputy")
        #expect(try await name(taker, today, today.adding(days: 3)) == 303)
        #expect(try await house.open("/a/parcel/\(id)", cookie: deputy).status == 200)
        let inbox = try await house.open("/inbox", cookie: deputy)
        #expect(inbox.text.contains("甲") && inbox.text.contains("用户all"), "the deputy sees for whom")
        let logged = try await house.engine.store.read { try $0.changes(from: 0, limit: 1000) }.filter { $0.change.kind == "delegation" }
        #expect(logged.map(\.change.action) == [.create] && logged.first?.change.actor == house.users["all"]?.text, "the ledger names who did it")
        let page = try await house.open("/account/deputies", cookie: cookie)
        let end = page.between("action=\"/account/deputies/", "\"")
        let (other, othersToken) = try await house.signIn("own")
        #expect(try await house.submit("/account/deputies/\(end)", [("token", othersToken)], cookie: other).status == 404, "nobody ends those of others")
        #expect(try await house.submit("/account/deputies/\(end)", [("token", token)], cookie: cookie).status == 303)
        #expect(try await house.open("/a/parcel/\(id)", cookie: deputy).status == 404)
    }

    @Test func theOwnPasswordIsChangedWithThePresentOne() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("own")
        func change(_ current: String, _ repeated: String) async throws -> Reply {
            let values = [("token", token), ("current", current), ("password", "another horse 7"), ("repeat", repeated)]
            return try await house.submit("/account/password", values, cookie: cookie)
        }
        #expect(try await change("wrong", "another horse 7").status == 422)
        #expect(try await change(ServerHouse.password, "other").status == 422)
        let changed = try await change(ServerHouse.password, "another horse 7")
        #expect(changed.status == 303 && changed.cookie("session").hasPrefix("session="))
        #expect(try await house.open("/account", cookie: changed.cookie("session")).status == 200)
        #expect(try await house.open("/account", cookie: cookie).field("Location").hasPrefix("/sign-in"))
    }

    // MARK: the flow

    @Test func aStepIsGivenToAPersonWithADeadline() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let people = try await house.open("/a/parcel/\(id)/assignees?user.words=%E7%94%A8%E6%88%B7", cookie: cookie).text
        #expect(people.contains("用户all") && !people.contains("用户observer"), "only who may move it is offered")
        let user = try #require(house.users["administrator"]).text
        let today = house.clock.now.day
        for due in ["soon", today.adding(days: -1).description] {
            #expect(try await house.submit("/a/parcel/\(id)/assign", [("token", token), ("user", user), ("due", due)], cookie: cookie).status == 422, "\(due)")
        }
        let day = today.adding(days: 5).description
        #expect(try await house.submit("/a/parcel/\(id)/assign", [("token", token), ("user", user), ("due", day)], cookie: cookie).status == 303)
        let page = try await house.open("/a/parcel/\(id)", cookie: cookie).text
        #expect(page.contains("用户administrator") && page.contains(day))
        #expect(try await house.open("/a/parcel/board", cookie: cookie).text.contains(day), "the board shows the deadline")
        #expect(try await !house.open("/inbox", cookie: cookie).text.contains("甲"), "what was given to someone waits for nobody else")
        let (other, _) = try await house.signIn("administrator")
        #expect(try await house.open("/inbox", cookie: other).text.contains("甲"))
    }

    @Test func aMoveMaySetTheDeadlineOfWhatFollows() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let today = house.clock.now.day
        func send(_ due: Day) async throws -> Int {
            try await house.submit("/a/parcel/\(id)/move", [("token", token), ("step", "send"), ("due", due.description)], cookie: cookie).status
        }
        #expect(try await send(today.adding(days: -1)) == 422)
        #expect(try await house.open("/a/parcel/\(id)", cookie: cookie).text.contains("已打包"))
        #expect(try await send(today.adding(days: 4)) == 303)
        #expect(try await house.open("/a/parcel/\(id)", cookie: cookie).text.contains(today.adding(days: 4).description))
    }

    @Test func whatIsTypedIntoAReferenceIsLookedFor() async throws {
        let house = try await ServerHouse()
        for name in ["甲号箱", "乙号箱"] { _ = try await house.makeParcel(name) }
        let (cookie, _) = try await house.signIn("all")
        let found = try await house.open("/a/parcel/suggest?parcel.words=%E4%B9%99", cookie: cookie).text
        #expect(found.contains("乙号箱") && !found.contains("甲号箱"))
    }
}
