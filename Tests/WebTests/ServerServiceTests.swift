import Cryptography
import Foundation
import Kernel
import Operations
import Synchronization
import Testing
@testable import Web

@Suite struct ServerServiceTests {
    // MARK: the way in

    @Test func theFirstAdministratorComesByALinkThatWorksOnce() async throws {
        let house = try await ServerHouse(isEmpty: true)
        let link = try #require(try await house.server.firstSignInLink())
        let path = "/first/" + link.split(separator: "/").suffix(1).joined()
        #expect(try await house.open(path, cookie: "").status == 200)
        let weak = try await house.submit(path, [("account", "chief"), ("name", "Li"), ("password", "chief12345"), ("repeat", "chief12345")])
        #expect(weak.status == 422)
        let made = try await house.submit(path, [("account", "chief"), ("name", "Li"), ("password", "correct horse 9"), ("repeat", "correct horse 9")])
        #expect(made.status == 303)
        #expect(try await house.open("/settings", cookie: made.cookie("session")).status == 200)
        #expect(
            try await house.submit(path, [("account", "second"), ("name", "Li"), ("password", "correct horse 9"), ("repeat", "correct horse 9")]).status == 404)
        #expect(try await house.server.firstSignInLink() == nil)
    }

    @Test func oneTimeCodesAreAskedForAndWorkOnce() async throws {
        let house = try await ServerHouse()
        let id = try #require(house.users["all"])
        let user = try await house.engine.desk(for: .system).row(Reference<User>(id))
        let (secret, address) = try house.server.entrance.newCodeSecret(for: user, issuer: "Shanhe")
        #expect(address.hasPrefix("otpauth://totp/"))
        let code = try TimedCode(secret: try Base32.decode(secret))
        func now() -> String { code.code(at: Int(house.clock.now.milliseconds / 1000)) }
        try await house.server.entrance.enableCodes(for: user, secret: secret, code: now())
        house.clock.advance(minutes: 1)
        let first = try await house.submit("/sign-in", [("user", "alluser"), ("password", ServerHouse.password)])
        #expect(first.field("Location").hasPrefix("/sign-in/code") && first.cookie("session").isEmpty)
        let pending = first.cookie("pending")
        #expect(try await house.submit("/sign-in/code", [("code", "000000")], cookie: pending).status == 401)
        let used = now()
        #expect(try await house.submit("/sign-in/code", [("code", used)], cookie: pending).cookie("session").hasPrefix("session="))
        #expect(try await house.submit("/sign-in/code", [("code", used)], cookie: pending).status == 401, "a code works once")
        #expect(try await house.submit("/sign-in/code", [("code", now())], cookie: "pending=forged").status == 401)
    }

    // MARK: pages

    @Test func aFormKeepsWhatWasTypedAndShowsBothSidesOfAConflict() async throws {
        let house = try await ServerHouse()
        let (cookie, token) = try await house.signIn("all")
        let wrong = try await house.submit("/a/parcel", [("token", token), ("name", "甲"), ("weight", "heavy")], cookie: cookie)
        #expect(wrong.status == 422 && wrong.text.contains("value=\"heavy\""))
        let id = try await house.makeParcel().id
        _ = try await house.send(.patch, "/api/v1/parcel/\(id)", as: "administrator", ["weight": 7], fields: [("If-Match", "*")])
        let late = try await house.submit("/a/parcel/\(id)/edit", [("token", token), ("version", "1"), ("name", "甲"), ("weight", "8")], cookie: cookie)
        #expect(late.status == 409 && late.text.contains("pick.weight"))
        let page = try await house.open("/a/parcel/\(id)/edit", cookie: cookie)
        #expect(page.status == 200 && !page.text.contains("13812345678"), "who may not see personal data does not find it in a form")
        let saved = try await house.submit("/a/parcel/\(id)/edit", [("token", token), ("version", "2"), ("name", "甲"), ("weight", "8")], cookie: cookie)
        #expect(saved.status == 303)
        #expect(try await house.send(.get, "/api/v1/parcel/\(id)?personal=true", as: "administrator").text.contains("13812345678"))
    }

    /// Pages of one record: address, status, what must appear.
    @Test(arguments: [
        ("/", 200, "包裹"), ("/a/parcel", 200, "甲"), ("/a/parcel?weight.min=4", 200, ""), ("/a/parcel?weight.min=x", 422, ""), ("/a/parcel/board", 200, "已打包"),
        ("/a/parcel/ID", 200, "138****5678"), ("/a/parcel/ID/history", 200, "甲"), ("/a/parcel/new", 200, "weight"), ("/inbox", 200, "甲"),
        ("/search?q=%E7%94%B2", 200, "甲"),
        ("/i/I-parcels", 200, "包裹数"), ("/a/parcel/export.csv", 200, "甲"), ("/a/parcel/suggest?q=%E7%94%B2", 200, "甲"), ("/a/parcel/ID/reveal/secret", 404, ""),
        ("/a/parcel/ID/reveal/owner", 403, ""), ("/settings", 403, ""), ("/a/session", 404, ""), ("/nowhere", 404, ""), ("/a/parcel?owner=138", 422, ""),
    ])
    func pages(_ address: String, _ status: Int, _ part: String) async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, _) = try await house.signIn("all")
        let reply = try await house.open(address.replacing("ID", with: id), cookie: cookie)
        #expect(reply.status == status)
        #expect(part.isEmpty || reply.text.contains(part))
        #expect(!reply.text.contains("13812345678"))
    }

    // MARK: files

    /// Name, what the browser says, first bytes: kept or not.
    @Test(arguments: [
        ("a.pdf", "application/pdf", "%PDF-1.7", ""), ("a.pdf", "application/pdf", "<html>", "file-content"), ("a.html", "text/html", "<html>", "file-type"),
        ("a.txt", "text/html", "words", "file-claim"), ("a.txt", "text/plain", "words", ""), ("a", "text/plain", "words", "file-type"),
        ("a.png", "image/png", "GIF89a", "file-content"),
        ("a.svg", "image/svg+xml", "<svg/>", "file-type"), ("a.csv", "application/vnd.ms-excel", "a,b", ""), ("a.exe.txt", "", "MZ\u{0}", "file-content"),
        ("a.txt", "", "", "file-empty"),
    ])
    func uploads(_ name: String, _ type: String, _ content: String, _ problem: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await ServerHouse(files: try DirectoryFileStore(directory: folder))
        let fields = [(name: "Authorization", value: "Bearer \(house.tokens["all"] ?? "")"), (name: "Content-Type", value: type)]
        let reply = try await Reply(await house.server.answer(Call(.post, "/api/v1/files?name=../\(name)", fields: fields, body: Array(content.utf8))))
        if problem.isEmpty {
            #expect(reply.status == 201 && reply.json["name"]?.string == name)
            let file = try await house.send(.get, "/api/v1/files/\(reply.id)", as: "all")
            #expect(file.text == content && file.field("Content-Security-Policy").contains("sandbox") && file.field("X-Content-Type-Options") == "nosniff")
            #expect(try await house.send(.get, "/api/v1/files/\(reply.id)", as: "none").status == 404)
        } else {
            #expect(reply.status == 422 && reply.json["error"]?["problems"]?.array?.first?["code"]?.string == problem, "\(reply.text)")
        }
    }

    /// An account may upload so much in a day and no more; other accounts, and it on the next day, may.
    @Test func nobodyFillsTheDisk() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await ServerHouse(files: try DirectoryFileStore(directory: folder)) { $0.limits.uploadBytesOfOne = 100 }
        func upload(_ who: String, _ text: String) async throws -> Reply {
            let fields = [(name: "Authorization", value: "Bearer \(house.tokens[who] ?? "")"), (name: "Content-Type", value: "text/plain")]
            return try await Reply(await house.server.answer(Call(.post, "/api/v1/files?name=a.txt", fields: fields, body: Array(text.utf8))))
        }
        let sixty = String(repeating: "a", count: 60)
        #expect(try await upload("own", sixty).status == 201)
        let refused = try await upload("own", sixty)
        #expect(refused.status == 429 && refused.text.contains("too-many-uploads"))
        #expect(try await upload("all", sixty).status == 201)
        house.clock.advance(minutes: 24 * 60)
        #expect(try await upload("own", sixty).status == 201)
    }

    /// Whoever may fill in a form with a place for a file uploads one, without a role that says so; it is read with the record in which it stands.
    @Test func aFileIsReadByThoseWhoMayReadItsRecord() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await ServerHouse(files: try DirectoryFileStore(directory: folder))
        func upload(_ who: String) async throws -> Reply {
            let fields = [(name: "Authorization", value: "Bearer \(house.tokens[who] ?? "")"), (name: "Content-Type", value: "text/plain")]
            return try await Reply(await house.server.answer(Call(.post, "/api/v1/files?name=a.txt", fields: fields, body: Array("words".utf8))))
        }
        let kept = try await upload("own")
        #expect(kept.status == 201)
        #expect(try await upload("none").status == 403)
        let other = try await house.send(.post, "/api/v1/parcel", as: "own", ["name": "甲", "weight": 3, "slip": .string(kept.id)])
        #expect(other.status == 201, "\(other.text)")
        // The same slip on a parcel of somebody else.
        let parcel = try await house.makeParcel(as: "organisation", "乙")
        let id = try #require(RecordID(parcel.id))
        _ = try await house.engine.desk(for: .system).update(id, version: nil, Submission(kind: "parcel", ["slip": .typed(kept.id)]))
        for (who, holder, status) in [
            ("own", "", 200), ("own", "?of=parcel/\(other.id)", 200), ("organisation", "", 404), ("organisation", "?of=parcel/\(parcel.id)", 200),
            ("organisation", "?of=parcel/\(other.id)", 404), ("organisation", "?of=parcel", 404), ("none", "?of=parcel/\(parcel.id)", 404),
        ] {
            let reply = try await house.send(.get, "/api/v1/files/\(kept.id)\(holder)", as: who)
            #expect(reply.status == status, "\(who) \(holder)")
        }
    }

    // MARK: live updates

    @Test func onlyWhatMayBeReadIsToldAndStoppingEndsTheStream() async throws {
        let house = try await ServerHouse()
        let mine = try await house.makeParcel(as: "own", "我的")
        func listen(_ who: String) async throws -> (Task<String, any Error>, Answer) {
            let answer = await house.server.answer(Call(.get, "/events", fields: [("Authorization", "Bearer \(house.tokens[who] ?? "")")]))
            return (Task { String(decoding: try await answer.bytes(), as: UTF8.self) }, answer)
        }
        let (all, _) = try await listen("all")
        let (own, _) = try await listen("own")
        let (none, _) = try await listen("none")
        let other = try await house.makeParcel(as: "all", "别人的")
        _ = try await house.send(.patch, "/api/v1/parcel/\(mine.id)", as: "own", ["weight": 4], fields: [("If-Match", "*")])
        try await Task.sleep(for: .milliseconds(300))
        house.server.stopStreams()
        #expect(try await all.value.contains("event: record\ndata: parcel/\(other.id)"))
        let toOwner = try await own.value
        #expect(toOwner.contains("parcel/\(mine.id)") && !toOwner.contains(other.id))
        #expect(!(try await none.value).contains("event: record"))
    }

    @Test("Many records of one transaction are told as their kind, to those who may read one of them; few are told one by one")
    func manyAreToldTogether() async throws {
        let house = try await ServerHouse()
        func commit(_ count: Int, of region: String) -> [Committed] {
            (0..<count).map {
                Committed(
                    kind: "parcel", id: RecordID(at: .init(milliseconds: 0), random: (0, UInt64($0))), action: .create, region: Region(region), index: nil)
            }
        }
        func told(_ changes: [Committed], to who: String) async throws -> String {
            let user = try #require(house.users[who]).text
            let desk = house.engine.desk(for: try #require(await People(house.engine, region: Region("500114")).actor(user)))
            return String(decoding: await LiveEvents.events(changes, for: desk), as: UTF8.self)
        }
        #expect(try await told(commit(LiveEvents.few + 1, of: "500114"), to: "all") == "event: record\ndata: parcel/\n\n")
        #expect(try await told(commit(LiveEvents.few, of: "500114"), to: "all").split(separator: "\n\n").count == LiveEvents.few)
        #expect(try await told(commit(LiveEvents.few + 1, of: "500114"), to: "own") == "", "none of them is of this person")
    }

    @Test func listenersAreLimited() async throws {
        let house = try await ServerHouse { $0.limits.listeners = 1 }
        let fields = [(name: "Authorization", value: "Bearer \(house.tokens["all"] ?? "")")]
        let first = await house.server.answer(Call(.get, "/events", fields: fields))
        #expect(first.status == 200)
        #expect(await house.server.answer(Call(.get, "/events", fields: fields)).status == 429)
    }
}
