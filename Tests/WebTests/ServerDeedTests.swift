import HTTPTypes
import Kernel
import Operations
import Testing

@testable import Web

/// What an operation on a parcel asks for.
struct Weighing: Record {
    static let kind = Kind<Weighing>("称重")
    let weight = Field<Int>("重量", unit: "千克", .min(1))
    let reason = Field<String?>("说明", .max(200), .long)
    static var checks: [Check<Weighing>] {
        [Check("超过 100 千克要说明", en: "More than 100 kg needs a reason", at: \.reason) { $0.weight <= 100 || $0.reason != nil }]
    }
    init() {}
}

extension Application {
    /// The small county of the tests of the server.
    static let parish = Application(
        "parish", "测试", [Parcel.self], roles: Parcel.roles,
        pages: [
            Page("news", "动态", isForField: true) { question in
                let rows = try await question.desk.rows(Parcel.self, limit: 20)
                return [
                    .choices([Choosable("全部", .page(application: "parish", code: "news"), isChosen: question["view"] == nil)]),
                    .paragraph([Phrase("所选：\(question["view"] ?? "无")")]),
                    .cards(
                        rows.map { row in
                            Card(
                                Phrase(row.name, link: .to(row)), anchor: row.id.text,
                                deeds: [
                                    .move(row, "send"), .move(row, "arrive"), .operation("stamp", record: row.id), .operation("weigh", record: row.id),
                                    .operation("burn", record: row.id), .edit(row), .new(Parcel.self, ["name": "新包裹"]),
                                ])
                        }),
                ]
            },
            Page("figures", "数字", .figures("I-parcels")),
            Page("slip", "包裹单", of: Parcel.self, isReport: true) { row, _ in
                [.masthead(Masthead(issuer: "邮政局", title: Label("包裹 \(row.name) 通知单", en: "Slip"))), .paragraph("请取。", en: "Fetch it.")]
            },
            Page("yard", "院内", for: .all(.update, Parcel.self), isReport: true, isFront: true) { _ in [.paragraph("只给看院子的人。", en: "For those of the yard.")] },
            Page("first", "总览", isFront: true) { question in
                [.facts([Fact("全部包裹", "\(try await question.desk.count(Parcel.self))", unit: "件")])]
            },
        ],
        operations: [
            Operation("stamp", "盖章", on: Parcel.self, by: Parcel.clerk, when: { $0.state == .packed }) { row, desk in
                try await desk.together { changes in _ = try changes.update(row.reference) { $0.price = Money(wan: 1) } }
                return Operation.Outcome("已盖章：\(row.name)", en: "Stamped: \(row.name)")
            },
            Operation("weigh", "称重", on: Parcel.self, asking: Weighing.self, by: Parcel.clerk, isForField: true) { row, order, desk in
                try await desk.together { changes in _ = try changes.update(row.reference) { $0.weight = row.weight + order.weight } }
                return Operation.Outcome("已加 \(order.weight) 千克", en: "\(order.weight) kg more", then: .to(row))
            },
            Operation("burn", "销毁", on: Parcel.self, by: Parcel.clerk, warning: "销毁后不能恢复") { row, desk in
                try await desk.together { changes in try changes.delete(row.reference) }
                return Operation.Outcome("已销毁", en: "Burnt", then: .list(kind: "parcel"))
            },
            Operation("fill", "批量登记", asking: Weighing.self, by: Parcel.clerk, isLong: true, isLongFor: { order, _ in order.weight > 1 }) { order, desk in
                try await desk.note(done: 1, of: 2)
                try await desk.together { changes in
                    var draft = Draft<Parcel>()
                    draft.name = "批量 \(order.weight)"
                    draft.weight = order.weight
                    try changes.create(draft)
                }
                return Operation.Outcome("已登记", en: "Filled", then: .list(kind: "parcel", ["name": "批量"]))
            },
        ])
}

/// Pages of applications, their buttons, and operations over the API.
@Suite struct ServerDeedTests {
    private static func weight(_ house: ServerHouse, _ id: String) async throws -> Int64? {
        try await house.send(.get, "/api/v1/parcel/\(id)", as: "administrator").json["weight"]?.integer
    }

    // MARK: pages

    @Test func aPageShowsWhatItsReaderMaySeeAndDo() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        let page = try await house.open("/p/parish/news", cookie: clerk.cookie)
        #expect(page.status == 200 && Markup(Array(page.text.utf8)).faults.isEmpty)
        #expect(page.text.contains("action=\"/a/parcel/\(id)/move\"") && page.text.contains("action=\"/o/stamp\""))
        #expect(page.text.contains("href=\"/o/weigh?record=\(id)&amp;return=%2Fp%2Fparish%2Fnews%23at-\(id)\""), "what asks for something opens its form")
        #expect(page.text.contains("href=\"/o/burn?record=\(id)"), "what cannot be taken back is asked first")
        #expect(!page.text.contains("送达"), "a step of another state is no button")
        #expect(page.text.contains("href=\"/a/parcel/new?name=%E6%96%B0%E5%8C%85%E8%A3%B9&amp;return="))
        let observer = try await house.open("/p/parish/news", cookie: try await house.signIn("observer").cookie)
        #expect(observer.status == 200 && observer.text.contains("甲") && !observer.text.contains("/o/") && !observer.text.contains("/move\""))
        let own = try await house.open("/p/parish/news", cookie: try await house.signIn("own").cookie)
        #expect(own.status == 200 && !own.text.contains("甲"))
        #expect(try await house.open("/p/parish/news", cookie: try await house.signIn("none").cookie).status == 404)
    }

    @Test(arguments: [
        "?view=%3Cscript%3Ealert(1)%3C/script%3E", "?view=%00%01", "?record=zzz", "?record=", "?%22%3E%3Cb%3E=1",
        "?view=" + String(repeating: "x", count: 5000),
        "?" + (0..<500).map { "a\($0)=\($0)" }.joined(separator: "&"), "?view=%FF%FE", "?=&&==",
    ])
    func hostileAddressesAreHarmless(_ query: String) async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        for path in [
            "/p/parish/news", "/p/parish/slip", "/p/parish/slip/print", "/p/parish/slip.docx", "/p/parish/first", "/o/weigh", "/a/parcel/\(id)/move",
            "/jobs/\(id)",
        ] {
            let reply = try await house.open(path + query, cookie: clerk.cookie)
            #expect(reply.status < 500 || reply.status == 501, "\(path)\(query.prefix(40)): \(reply.status)")
            #expect(!reply.text.contains("<script>alert") && !reply.text.contains("\"><b>"))
            if reply.status == 200 { #expect(Markup(Array(reply.text.utf8)).faults.isEmpty, "\(path)\(query.prefix(40))") }
        }
    }

    @Test func whatAReaderChoseReachesThePage() async throws {
        let house = try await ServerHouse()
        let clerk = try await house.signIn("all")
        #expect(try await house.open("/p/parish/news?view=%E4%BB%8A%E5%B9%B4", cookie: clerk.cookie).text.contains("所选：今年"))
        #expect(try await house.open("/p/parish/news", cookie: clerk.cookie).text.contains("所选：无"))
    }

    @Test func aPageIsThereForItsReadersOnly() async throws {
        let house = try await ServerHouse()
        for (role, isReader) in [("all", true), ("own", false)] {
            let cookie = try await house.signIn(role).cookie
            let home = try await house.open("/", cookie: cookie)
            #expect(home.text.contains("/p/parish/news"))
            #expect(home.text.contains("/p/parish/yard") == isReader && home.text.contains("只给看院子的人。") == isReader)
            for way in ["", "/print", ".docx"] {
                let status = try await house.open("/p/parish/yard" + way, cookie: cookie).status
                #expect((status == 404) == !isReader, "\(role) gets \(status) for the yard\(way)")
            }
        }
    }

    @Test func aGuideShowsNoWayToAPageThatIsNotThereForItsReader() throws {
        let catalog = try Catalog([.parish])
        let guide = Guide(
            "yard", "院子", en: "The yard", for: Label("看院人"), roles: [], summary: Label("看院子"),
            [
                Guide.Task("看院子", en: "Look after the yard", at: .page(application: "parish", code: "yard"), steps: [Label("看")]),
                Guide.Task("看动态", en: "See the news", at: .page(application: "parish", code: "news"), steps: [Label("看")]),
            ])
        func places(_ role: Role?) -> [Bool] {
            guide.for(Actor(id: "a", name: "甲", region: Region("500114"), roles: role.map { [$0] } ?? []), catalog).tasks.map { $0.place != nil }
        }
        #expect(places(.administrator) == [true, true])
        #expect(places(nil) == [false, true])
    }

    @Test func pagesAboutARecordStandBesideIt() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        let detail = try await house.open("/a/parcel/\(id)", cookie: clerk.cookie)
        #expect(
            detail.text.contains("href=\"/p/parish/slip?record=\(id)\"") && detail.text.contains("action=\"/o/stamp\"")
                && detail.text.contains("/o/burn?record=\(id)"))
        let page = try await house.open("/p/parish/slip?record=\(id)", cookie: clerk.cookie)
        #expect(page.status == 200 && page.text.contains("<h1>甲</h1>") && page.text.contains("包裹 甲 通知单") && page.text.contains("href=\"/a/parcel/\(id)\""))
        #expect(try await house.open("/p/parish/slip", cookie: clerk.cookie).status == 404)
        #expect(try await house.open("/p/parish/slip?record=\(id)", cookie: try await house.signIn("own").cookie).status == 404, "someone else's record")
        let side = page.between("<nav class=\"side\"", "§").prefix { $0 != "§" }
        #expect(side.contains("/p/parish/news") && !side.split(separator: "</nav>")[0].contains("/p/parish/slip"))
    }

    @Test func reportsComeOnPaper() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let clerk = try await house.signIn("all")
        let sheet = try await house.open("/p/parish/slip/print?record=\(id)", cookie: clerk.cookie)
        #expect(sheet.status == 200 && sheet.text.contains("邮政局") && !sheet.text.contains("<nav class=\"side\""))
        #expect(Markup(Array(sheet.text.utf8)).faults.isEmpty)
        let word = try await house.open("/p/parish/slip.docx?record=\(id)", cookie: clerk.cookie)
        #expect(word.status == 501 && word.text.contains("未启用 Word 输出"))
        #expect(try await house.open("/p/parish/news.docx", cookie: clerk.cookie).status == 404, "only reports")
        #expect(try await house.open("/p/parish/news/print", cookie: clerk.cookie).status == 404)

        struct Printer: PaperService {
            func word(_ title: Label, _ blocks: [Block], _ language: Language, isSimulated: Bool) async throws -> [UInt8] {
                Array("\(title.chinese) \(blocks.count)".utf8)
            }
        }
        let other = try await ServerHouse(serving: { services, _ in services.papers = Printer() })
        let parcel = try await other.makeParcel().id
        let made = try await other.open("/p/parish/slip.docx?record=\(parcel)", cookie: try await other.signIn("all").cookie)
        #expect(made.status == 200 && made.text == "包裹单 2" && made.field("Content-Disposition").hasSuffix(".docx"))
        #expect(try await other.open("/p/parish/slip.docx?record=\(parcel)", cookie: try await other.signIn("own").cookie).status == 404)
    }

    @Test func theFirstPageIsThatOfOneApplicationAndNamesTheOthers() async throws {
        let house = try await ServerHouse()
        _ = try await house.makeParcel()
        let cookie = try await house.signIn("all").cookie
        let home = try await house.open("/", cookie: cookie)
        #expect(home.text.contains("等我办") && home.text.contains("只给看院子的人。") && home.text.contains("href=\"/?front=parish.first\""))
        #expect(!home.text.contains("全部包裹"), "one front page at a time")
        let other = try await house.open("/?front=parish.first", cookie: cookie)
        #expect(other.text.contains("全部包裹") && other.text.contains("<strong>1</strong>"))
        #expect(other.cookie("front") == "front=parish.first")
        let again = try await house.open("/", cookie: cookie + "; front=parish.first")
        #expect(again.text.contains("全部包裹"), "the choice is not remembered")
        let unknown = try await house.open("/?front=%0d%0aSet-Cookie:x", cookie: cookie)
        #expect(unknown.text.contains("只给看院子的人。") && unknown.cookie("front").isEmpty)
    }

    @Test func aFrontPageIsShownToItsReadersOnly() async throws {
        let house = try await ServerHouse()
        _ = try await house.makeParcel()
        let none = try await house.open("/?front=parish.yard", cookie: try await house.signIn("none").cookie)
        #expect(none.status == 200 && !none.text.contains("全部包裹") && !none.text.contains("只给看院子的人。") && none.cookie("front").isEmpty)
    }

    @Test func theWallShowsPagesInTurn() async throws {
        let house = try await ServerHouse()
        let cookie = try await house.signIn("all").cookie
        let first = try await house.open("/wall", cookie: cookie)
        #expect(first.text.contains("只给看院子的人。") && !first.text.contains("class=\"side\""), "a frame stands around it")
        #expect(first.field("Refresh") == "30; url=/wall?show=parish.yard&show=parish.first&at=1&seconds=30")
        let second = try await house.open("/wall?show=parish.yard&show=parish.first&at=1&seconds=1", cookie: cookie)
        #expect(second.text.contains("全部包裹") && second.field("Refresh") == "5; url=/wall?show=parish.yard&show=parish.first&at=0&seconds=5")
        let odd = try await house.open("/wall?show=parish.first%3Fview%3Da&show=nobody.knows&at=77&seconds=x", cookie: cookie)
        #expect(odd.field("Refresh") == "30; url=/wall?show=parish.first%3Fview%3Da&at=0&seconds=30", "unknown pages are left out, choices kept")
    }

    @Test func theWallShowsWhatItsReaderMaySee() async throws {
        let house = try await ServerHouse()
        let cookie = try await house.signIn("none").cookie
        let seen = try await house.open("/wall?show=parish.yard", cookie: cookie)
        #expect(!seen.text.contains("只给看院子的人。"))
        #expect(try await house.open("/wall", cookie: "").status == 303, "a stranger is sent to sign in")
    }

    // MARK: buttons

    @Test func aButtonBringsBackToThePageAndSaysOnceWhatCameOfIt() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let back = "/p/parish/news?view=a#at-\(id)"
        let pressed = try await house.submit("/o/stamp", [("token", token), ("record", id), ("return", back)], cookie: cookie)
        #expect(pressed.status == 303 && pressed.field("Location") == back)
        let message = pressed.cookie("message")
        let page = try await house.open("/p/parish/news", cookie: cookie + "; " + message)
        #expect(page.text.contains("已盖章：甲") && page.setCookies.contains { $0.hasPrefix("message=;") && $0.contains("Max-Age=0") })
        #expect(!(try await house.open("/p/parish/news", cookie: cookie)).text.contains("已盖章"))
        let moved = try await house.submit("/a/parcel/\(id)/move", [("token", token), ("step", "send"), ("version", "2"), ("return", back)], cookie: cookie)
        #expect(moved.status == 303 && moved.field("Location") == back)
        let late = try await house.submit("/a/parcel/\(id)/move", [("token", token), ("step", "send"), ("version", "2"), ("return", back)], cookie: cookie)
        #expect(late.status == 303 && late.cookie("message").hasPrefix("message=!"), "who was too late comes back too, and is told")
        let closed = try await house.submit("/o/stamp", [("token", token), ("record", id), ("return", back)], cookie: cookie)
        #expect(closed.status == 303 && closed.cookie("message").hasPrefix("message=!"))
    }

    @Test func aFormThatAButtonOpenedLeadsBackToo() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("administrator")
        let form = try await house.open("/a/parcel/\(id)/edit?return=/p/parish/news", cookie: cookie)
        #expect(form.text.contains("name=\"return\" value=\"/p/parish/news\"") && form.text.contains("href=\"/p/parish/news\">取消"))
        let values = [("token", token), ("version", "1"), ("name", "甲"), ("return", "/p/parish/news")]
        let wrong = try await house.submit("/a/parcel/\(id)/edit", values + [("weight", "x")], cookie: cookie)
        #expect(wrong.status == 422 && wrong.text.contains("name=\"return\" value=\"/p/parish/news\""))
        #expect(try await house.submit("/a/parcel/\(id)/edit", values + [("weight", "4")], cookie: cookie).field("Location") == "/p/parish/news")
        let made = try await house.submit("/a/parcel", [("token", token), ("name", "乙"), ("weight", "4"), ("return", "//evil.example")], cookie: cookie)
        #expect(made.status == 303 && made.field("Location") == "/")
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "甲"])
    func nobodyIsSentElsewhere(_ address: String) async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let pressed = try await house.submit("/o/stamp", [("token", token), ("record", id), ("return", address)], cookie: cookie)
        #expect(pressed.status == 303 && pressed.field("Location") == "/")
        let form = try await house.open("/o/weigh?record=\(id)&return=" + Percent.encoded(address), cookie: cookie)
        #expect(form.status == 200 && form.text.contains("name=\"return\" value=\"/\"") && form.text.contains("href=\"/\">取消"))
    }

    @Test func aMessageIsOnlyWords() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("all")
        let page = try await house.open("/p/parish/news", cookie: cookie + "; message=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        #expect(page.status == 200 && !page.text.contains("<script>alert") && Markup(Array(page.text.utf8)).faults.isEmpty)
    }

    @Test func anOperationAsksAndKeepsWhatWasTyped() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        let form = try await house.open("/o/weigh?record=\(id)&return=/p/parish/news&weight=7", cookie: cookie)
        #expect(form.status == 200 && form.text.contains("name=\"weight\" value=\"7\"") && Markup(Array(form.text.utf8)).faults.isEmpty)
        let wrong = try await house.submit(
            "/o/weigh", [("token", token), ("record", id), ("return", "/p/parish/news"), ("weight", "五"), ("reason", "先前写的")], cookie: cookie)
        #expect(wrong.status == 422 && wrong.text.contains("value=\"五\"") && wrong.text.contains("先前写的") && wrong.text.contains("id=\"field-weight-error\""))
        let unchecked = try await house.submit("/o/weigh", [("token", token), ("record", id), ("weight", "500")], cookie: cookie)
        #expect(unchecked.status == 422 && unchecked.text.contains("超过 100 千克要说明") && unchecked.text.contains("field-reason-error"))
        #expect(try await Self.weight(house, id) == 3)
        let done = try await house.submit("/o/weigh", [("token", token), ("record", id), ("return", "/p/parish/news"), ("weight", "5")], cookie: cookie)
        #expect(done.status == 303 && done.field("Location") == "/a/parcel/\(id)", "the operation says where to go then")
        #expect(try await Self.weight(house, id) == 8)
        let history = try await house.open("/a/parcel/\(id)/history", cookie: cookie)
        #expect(history.text.contains("称重") && history.text.contains("用户all"), "the ledger names the operation and the person")
    }

    @Test func whatCannotBeTakenBackIsAskedFirst() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        #expect(try await house.open("/o/burn?record=\(id)", cookie: cookie).text.contains("销毁后不能恢复"))
        #expect(try await Self.weight(house, id) == 3, "to ask is not to do")
        let burnt = try await house.submit("/o/burn", [("token", token), ("record", id)], cookie: cookie)
        #expect(burnt.status == 303 && burnt.field("Location") == "/a/parcel")
        #expect(try await Self.weight(house, id) == nil)
    }

    @Test func aStepThatNeedsAReasonAsksForIt() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn("all")
        _ = try await house.submit("/a/parcel/\(id)/move", [("token", token), ("step", "send")], cookie: cookie)
        let page = try await house.open("/p/parish/news", cookie: cookie)
        #expect(page.text.contains("href=\"/a/parcel/\(id)/move?step=arrive&amp;return="))
        let form = try await house.open("/a/parcel/\(id)/move?step=arrive&return=/p/parish/news", cookie: cookie)
        #expect(form.status == 200 && form.text.contains("<textarea id=\"field-remark\""))
        #expect(try await house.open("/a/parcel/\(id)/move?step=send", cookie: cookie).status == 409, "not from here")
        let values = [("token", token), ("step", "arrive"), ("version", "2"), ("return", "/p/parish/news")]
        let missing = try await house.submit("/a/parcel/\(id)/move", values + [("remark", " ")], cookie: cookie)
        #expect(missing.status == 422 && missing.text.contains("请填写意见或理由"))
        let done = try await house.submit("/a/parcel/\(id)/move", values + [("remark", "本人签收")], cookie: cookie)
        #expect(done.status == 303 && done.field("Location") == "/p/parish/news")
    }

    @Test(arguments: [("observer", 403), ("own", 403), ("none", 403), ("department", 403)])
    func whoMayNotCarryItOutDoesNot(_ who: String, _ status: Int) async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let (cookie, token) = try await house.signIn(who)
        for code in ["stamp", "weigh", "burn", "fill"] {
            #expect(try await house.open("/o/\(code)?record=\(id)", cookie: cookie).status == status)
            #expect(try await house.submit("/o/\(code)", [("token", token), ("record", id), ("weight", "5")], cookie: cookie).status == status)
            #expect(try await house.send(.post, "/api/v1/operations/\(code)", as: who, ["record": .string(id), "weight": 5]).status == status)
        }
        #expect(try await house.send(.get, "/api/v1/operations", as: who).json["operations"]?.array?.isEmpty == true)
        #expect(try await Self.weight(house, id) == 3)
    }

    @Test func nothingIsDoneForNobodyOrWithoutTheTokenOfTheForm() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        #expect(try await house.open("/o/stamp?record=\(id)", cookie: "").status == 303)
        #expect(try await house.submit("/o/stamp", [("record", id)]).status != 200)
        #expect(try await house.send(.post, "/api/v1/operations/stamp", ["record": .string(id)]).status == 401)
        let (cookie, _) = try await house.signIn("all")
        #expect(try await house.submit("/o/stamp", [("record", id)], cookie: cookie).status == 403)
        #expect(try await house.submit("/o/stamp", [("record", id), ("token", "forged")], cookie: cookie).status == 403)
        #expect(try await house.send(.get, "/api/v1/parcel/\(id)", as: "administrator").json["price"] == .null)
    }

    // MARK: the API

    @Test func operationsAreListedAndCarriedOut() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let list = try await house.send(.get, "/api/v1/operations", as: "all", fields: [("Accept-Language", "en")])
        #expect(list.json["operations"]?.array?.compactMap { $0["code"]?.string } == ["burn", "fill", "stamp", "weigh"])
        #expect(list.json["operations"]?.array?.last?["fields"]?.array?.first?["name"] == "weight")
        let path = "/api/v1/operations/weigh"
        for (body, field) in [
            (["weight": 5], "record"), (["record": .string(id), "weight": "many"], "weight"), (["record": .string(id), "weight": 5, "more": 1], "more"),
            (["record": .string(id)], "weight"), (["record": 7, "weight": 5], "record"),
        ] as [(JSON, String)] {
            let reply = try await house.send(.post, path, as: "all", body)
            #expect(reply.status == 422 && reply.json["error"]?["problems"]?.array?.first?["field"]?.string == field, "\(reply.text)")
        }
        let done = try await house.send(.post, path, as: "all", ["record": .string(id), "weight": 5])
        #expect(done.status == 200 && done.json["link"]?.string == "/a/parcel/\(id)" && done.json["message"]?.string == "已加 5 千克")
        #expect(try await house.send(.post, "/api/v1/operations/nothing", as: "all", [:]).status == 404)
        #expect(try await house.send(.post, "/api/v1/operations/stamp", as: "all", ["record": .string(id), "weight": 1]).status == 422)
    }

    @Test func aRequestThatIsSentTwiceIsCarriedOutOnce() async throws {
        let house = try await ServerHouse()
        let id = try await house.makeParcel().id
        let body: JSON = ["record": .string(id), "weight": 5]
        let key = [(name: "Idempotency-Key", value: "k1")]
        let first = try await house.send(.post, "/api/v1/operations/weigh", as: "all", body, fields: key)
        let second = try await house.send(.post, "/api/v1/operations/weigh", as: "all", body, fields: key)
        #expect(first.status == 200 && second.status == 200 && second.json["message"] == first.json["message"])
        #expect(try await Self.weight(house, id) == 8)
        #expect(try await house.send(.post, "/api/v1/operations/stamp", as: "all", ["record": .string(id)], fields: key).status == 422)
        #expect(
            try await house.send(.post, "/api/v1/operations/weigh", as: "administrator", body, fields: key).status == 200, "another person's key is another key"
        )
        let (cookie, token) = try await house.signIn("all")
        for _ in 0..<2 { _ = try await house.submit("/o/weigh", [("token", token), ("record", id), ("weight", "1"), ("request", "r1")], cookie: cookie) }
        #expect(try await Self.weight(house, id) == 14)
    }

    @Test func longOperationsBecomeJobsOfWhoAsked() async throws {
        let later = Later<JobRunner>()
        let house = try await ServerHouse(serving: { services, engine in
            let people = People(engine, region: Region("500114"))
            let jobs = JobRunner(engine, workers: [OperationWorker()], actor: { try await people.actor($0) })
            services.jobs = jobs
            later.set(jobs)
        })
        let jobs = try #require(later.get)
        try await jobs.start()
        #expect(try await house.send(.post, "/api/v1/operations/fill", as: "all", ["weight": 500]).status == 422, "what is wrong is said before a job is made")
        #expect(try await house.send(.post, "/api/v1/operations/fill", as: "all", ["weight": 1]).status == 200, "what is quick is done at once")
        let reply = try await house.send(.post, "/api/v1/operations/fill", as: "all", ["weight": 5])
        #expect(reply.status == 202 && reply.json["job"]?.string != nil)
        let (cookie, token) = try await house.signIn("all")
        let pressed = try await house.submit("/o/fill", [("token", token), ("weight", "6"), ("return", "/p/parish/news")], cookie: cookie)
        #expect(pressed.status == 303 && pressed.field("Location").hasPrefix("/jobs/"))
        await jobs.finish()
        let page = try await house.open(pressed.field("Location"), cookie: cookie)
        #expect(page.text.contains("已登记") && page.text.contains("href=\"/p/parish/news\""))
        #expect(page.text.contains("href=\"/a/parcel?name=%E6%89%B9%E9%87%8F\"") && page.text.contains("查看结果"), "a job that is done leads to what came of it")
        #expect(try await house.open(pressed.field("Location"), cookie: try await house.signIn("own").cookie).status == 404, "the job of someone else")
        let made = try await house.send(.get, "/api/v1/parcel", as: "all").json["records"]?.array ?? []
        #expect(made.compactMap { $0["name"]?.string }.sorted() == ["批量 1", "批量 5", "批量 6"])
        #expect(made.allSatisfy { $0["createdBy"]?.string == house.users["all"]?.text })
        let without = try await ServerHouse()
        #expect(try await without.send(.post, "/api/v1/operations/fill", as: "all", ["weight": 5]).status == 501)
        await jobs.stop()
    }
}
