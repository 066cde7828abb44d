import Kernel
import Operations
import Testing
@testable import Web

/// The guides, and the lists to which numbers on pages open.
@Suite struct ServerGuideTests {
    @Test func everyGuideIsReadOnTheScreenAndOnPaperInBothLanguages() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("own")
        let shelf = try await house.open("/guides", cookie: cookie)
        #expect(shelf.status == 200)
        for guide in Guide.house {
            #expect(shelf.text.contains("/guides/\(guide.code)"))
            for (language, task) in [("zh", guide.tasks[0].label.chinese), ("en", guide.tasks[0].label.english)] {
                let page = try await house.open("/guides/\(guide.code)", cookie: cookie + "; language=\(language)")
                #expect(page.status == 200)
                #expect(page.text.contains(task))
                #expect(page.text.contains("id=\"at-task-1\""))
                #expect(try await house.open("/guides/\(guide.code)/print", cookie: cookie + "; language=\(language)").text.contains(task))
            }
            // Nobody set Word documents up here, and the page offers none.
            #expect(try await house.open("/guides/\(guide.code).docx", cookie: cookie).status == 501)
        }
        #expect(try await house.open("/guides/nothing", cookie: cookie).status == 404)
        #expect(try await house.open("/guides", cookie: "").status == 303)
    }

    @Test func theQuestionMarkLeadsToTheTaskOfThePage() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("administrator")
        #expect(try await house.open("/settings", cookie: cookie).text.contains("href=\"/guides/administration#at-task-1\""))
        #expect(try await house.open("/a/parcel", cookie: cookie).text.contains("href=\"/guides\" "))
    }

    /// Administrators find their guide before the others, and pictures only stand where somebody made them.
    @Test func guidesForOnesOwnWorkComeFirst() async throws {
        let house = try await ServerHouse(serving: { services, _ in services.assets.add("guides/settings.zh.png", [0x89, 0x50]) })
        let (administrator, _) = try await house.signIn("administrator")
        #expect(try await house.open("/guides", cookie: administrator).text.contains("您的工作"))
        let (own, _) = try await house.signIn("own")
        #expect(!(try await house.open("/guides", cookie: own).text.contains("您的工作")))
        let page = try await house.open("/guides/administration", cookie: own)
        #expect(page.text.contains("/assets/guides/settings.zh.png"))
        #expect(!page.text.contains("/assets/guides/roles"))
    }

    // MARK: lists behind numbers

    @Test func aListShowsTheRecordsBehindANumberAndNoOthers() async throws {
        let house = try await ServerHouse()
        for name in ["甲", "乙", "丙"] { _ = try await house.makeParcel(name) }
        let (cookie, _) = try await house.signIn("all")
        let all = try await house.engine.desk(for: .system).records(Query("parcel"))
        let some = Condition.among("id", all.prefix(2).map { .text($0.meta.id.text) })
        let page = try await house.open(Address(.records(kind: "parcel", some)).text, cookie: cookie)
        #expect(page.status == 200)
        #expect(page.text.contains(all[0].meta.id.text) && page.text.contains(all[1].meta.id.text))
        #expect(!page.text.contains("/a/parcel/" + all[2].meta.id.text))
        #expect(page.text.contains("只列出所点数字依据的记录"))
        // What is no condition, or none of this kind, shows nothing rather than everything.
        for wrong in ["nonsense(", "eq(nothing;t1)", "eq(weight;tabc)", "ref(name;parcel;and())", "eq(owner;t13812345678)"] {
            let reply = try await house.open(
                "/a/parcel?where=" + wrong.replacing("(", with: "%28").replacing(")", with: "%29").replacing(";", with: "%3B"), cookie: cookie)
            #expect(reply.status < 500)
            #expect(!reply.text.contains("/a/parcel/" + all[2].meta.id.text), "\(wrong) showed a parcel")
        }
    }

    /// Choices and references become filters of the panel, which people can change.
    @Test func whatThePanelCanSayBecomesAFilter() throws {
        let schema = try #require(try Catalog([.parish]).schema("parcel"))
        let column = try #require(schema.columns.first { if case .choice = $0.kind.control { $0.isIndexed } else { false } })
        let condition = Condition.compare(column.name, .equal, .text("x")) && .compare("id", .equal, .text("y"))
        let state = ListState([("where", condition.text)], schema)
        #expect(state.filters[column.name] == ["x"])
        #expect(state.condition == .compare("id", .equal, .text("y")))
    }
}
