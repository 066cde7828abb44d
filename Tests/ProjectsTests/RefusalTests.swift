@testable import Kernel
@testable import Projects
@testable import Registers
import Testing

/// What nobody may do, whoever they are.
@Suite struct RefusalTests {
    private static func running(_ county: County, grant wan: Int64) async throws -> (Row<ProjectContract>, Row<Enterprise>) {
        let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
        let contract = try await county.system.together { changes in
            var draft = Draft<ProjectContract>()
            (draft.number, draft.title, draft.holder, draft.leader, draft.enterprise) = ("B1", "保鲜项目", "甲厂", "田工", .some(firm.reference))
            (draft.grant, draft.own, draft.targets, draft.isLumpSum) = (Money(wan: wan), Money(wan: 0), "指标", true)
            (draft.starts, draft.ends, draft.state) = (Day(2026, 1, 1), Day(2026, 12, 31), .running)
            return try changes.create(draft)
        }
        return (contract, firm)
    }

    /// Eight payments of 3 at the same moment, of 10: three are paid, five refused, 9 are gone.
    @Test(arguments: Database.available) func paymentsAtTheSameMomentStayWithinTheGrant(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (contract, _) = try await Self.running(county, grant: 10)
            var payments: [Row<ProjectPayment>] = []
            for place in 1...8 {
                var draft = Draft<ProjectPayment>()
                (draft.contract, draft.purpose, draft.amount, draft.day) = (contract.reference, "第 \(place) 笔", Money(wan: 3), County.today)
                payments.append(try await county.office.create(draft))
            }
            let office = county.office
            let paid = await withTaskGroup(of: Bool.self) { group in
                for payment in payments { group.addTask { await refusal { try await office.move(payment, step: "pay") } == nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(paid == 3)
            #expect(try await office.row(contract.reference).paid == Money(wan: 9))
            #expect(try await county.value("I-project-payments", period: "2026") == 9)
        }
    }

    @Test func whatWasBookedOrScoredIsNobodysToTouch() async throws {
        try await withCounty(.sqlite) { county in
            let (contract, firm) = try await Self.running(county, grant: 10)
            let people = county.people(of: firm)
            var draft = Draft<ProjectExpense>()
            (draft.contract, draft.heading, draft.purpose, draft.payee) = (contract.reference, .business, "试剂", "供应商")
            (draft.invoice, draft.amount, draft.day) = ("F1", Money(wan: 1), Day(2026, 6, 1))
            let booked = try await people.move(try await people.create(draft), step: "book")
            for desk in [people, county.office] {
                #expect(
                    await refusal { try await desk.delete(booked.id, version: nil, in: "projectExpense") } != nil, "\(desk.actor.id) deleted what was booked")
                #expect(await refusal { try await desk.update(booked) { $0.amount = Money(wan: 2) } } != nil)
            }
            _ = try await county.office.move(booked, step: "reverse", remark: "误记")
            #expect(try await county.office.row(contract.reference).spent == Money(wan: 0))
        }
    }

    @Test(arguments: Database.available) func onlyTheReviewerScores(_ database: Database) async throws {
        try await withCounty(database) { county in
            let three = try await LifeTests.reviewed(county)
            let review = try #require(try await county.office.all(PeerReview.self).first)
            let expert = try #require(three.experts.first { $0.reference == review.expert })
            let agreed = try await county.reviewer(expert).move(review, step: "agree")
            #expect(await refusal { try await county.office.update(agreed) { $0.innovation = .some(100) } } != nil, "the office changes a score")
            #expect(await refusal { try await county.office.move(agreed, step: "submit") } != nil)
            let other = try #require(three.experts.first { $0.reference != review.expert })
            #expect(await refusal { try await county.reviewer(other).update(agreed) { $0.innovation = .some(0) } } == .notFound(kind: "peerReview"))
            #expect(await refusal { try await county.people(of: three.a).all(PeerReview.self) } != nil, "an applicant reads reviews")
            // Who avoids says why, and somebody else of the field takes the place; nobody who has it already.
            let second = try #require(try await county.office.all(PeerReview.self) { $0.state == .assigned && $0.expert == expert.reference }.first)
            let application = try await county.office.row(second.application)
            let declined = try await county.reviewer(expert).move(second, step: "decline", remark: "近期合作")
            let more = try await county.expert("E5", employer: "检测院", fields: ["食品加工"])
            _ = try await county.office.carryOut("replaceReviewer", on: declined.id)
            let panel = try await county.office.all(PeerReview.self) { $0.application == application.reference && $0.state != .declined }
            #expect(panel.count == 3 && Set(panel.map(\.expert)).count == 3 && !panel.contains { $0.expert == expert.reference })
            #expect(application.holder != "甲厂" || panel.contains { $0.expert == more.reference }, "the expert of the applicant took the place")
        }
    }

    /// Under another name nobody would ask for what is held against it.
    @Test func nobodyAppliesUnderAnotherName() async throws {
        try await withCounty(.sqlite) { county in
            let call = try await county.call()
            let firm = try await county.enterprise("甲厂", "91500114YYYY00012L")
            let people = county.people(of: firm)
            let other = try await county.application("脆红李保鲜", of: firm, in: call, asking: 20, Texts.fruit) { $0.holder = "甲 厂" }
            #expect(await refusal { try await people.move(other, step: "submit") }?.message.chinese == "单位名称应为登记的“甲厂”")
            let none = try await county.application("脆红李贮藏", of: firm, in: call, asking: 20, Texts.fruit) { $0.enterprise = .some(nil) }
            #expect(await refusal { try await people.move(none, step: "submit") }?.message.chinese == "请选择本企业")
            let neighbour = try await county.enterprise("乙厂", "914403001922038216")
            #expect(
                await refusal { try await county.application("借用他人名义", of: neighbour, in: call, asking: 20, Texts.silk) { $0.enterprise = .some(firm.reference) } }
                    != nil)
        }
    }

    /// The seed repeats the drawing; another one gives another.
    @Test func aSeedRepeatsItsDrawing() async throws {
        func drawn(_ seed: String) async throws -> [String] {
            var list: [String] = []
            try await withCounty(.sqlite) { county in
                let (office, call) = (county.office, try await county.call())
                for (name, code, text) in [("甲厂", "91500114YYYY00012L", Texts.fruit), ("乙厂", "914403001922038216", Texts.silk)] {
                    let firm = try await county.enterprise(name, code)
                    let application = try await county.application("项目\(name)", of: firm, in: call, asking: 20, text)
                    _ = try await office.move(try await county.people(of: firm).move(application, step: "submit"), step: "accept")
                }
                for place in 1...20 { _ = try await county.expert("E\(place)", employer: "大学", fields: ["食品加工"]) }
                try county.pass(to: Day(2026, 7, 2))
                _ = try await office.move(call, step: "close")
                _ = try await office.carryOut("checkDuplicates", on: call.id)
                try await county.carryOut("drawPanel", on: call.id, by: office) { (order: inout Draft<DrawPanel>) in
                    (order.panel, order.cap, order.seed) = (5, 50, .some(seed))
                }
                let reviews = try await office.all(PeerReview.self)
                #expect(reviews.allSatisfy { $0.probability <= 0.5 }, "someone could be sure to be drawn")
                let numbers = Dictionary(uniqueKeysWithValues: try await office.all(ReviewExpert.self).map { ($0.reference, $0.number) })
                list = reviews.map { "\($0.title) \(numbers[$0.expert] ?? "")" }.sorted()
            }
            return list
        }
        let first = try await drawn("42")
        #expect(first.count == 10)
        #expect(try await drawn("42") == first)
        // The rounding of a draw may hang on few tosses, so one other seed may well agree.
        var others: Set<[String]> = []
        for seed in ["43", "44", "45", "46"] { others.insert(try await drawn(seed)) }
        #expect(others.contains { $0 != first }, "the seed does not matter")
    }
}
