import Kernel
import Testing

@testable import Web

/// Every list opens with 100,000 records: whatever a page shows of them is a window, and says how many there are.
@Suite struct ManyRecordsTests {
    private static let many = 100_000

    /// 100,000 parcels of which each waits for someone, put into the store as they would stand there; through the engine it takes minutes in a
    /// program built for debugging.
    private static func house() async throws -> ServerHouse {
        let house = try await ServerHouse()
        let (parcel, item) = (Parcel.kind.declared, WorkItem.kind.declared)
        let start = Day(2020, 1, 1) ?? house.clock.now.day
        for batch in stride(from: 0, to: many, by: 5000) {
            try await house.engine.store.write { writer in
                for number in batch..<batch + 5000 {
                    let meta = RecordMeta(
                        id: house.engine.context.newID(), region: Region("500114"), createdAt: house.clock.now, createdBy: Actor.system.id)
                    var draft = Draft<Parcel>()
                    draft.name = "包裹 \(number)"
                    draft.weight = number % 997
                    draft.day = .some(start.adding(days: number % 2000))
                    draft.state = number % 10 == 0 ? .arrived : number % 3 == 0 ? .sent : .packed
                    try writer.insert(parcel.name, StoredRecord(meta: meta, values: try draft.submission.values(for: parcel, over: nil)))
                    if number % 10 == 0 { continue }
                    var waits = Draft<WorkItem>()
                    (waits.recordKind, waits.subject, waits.title, waits.role) = (parcel.name, meta.id.text, "包裹 \(number)", "all")
                    (waits.state, waits.since, waits.due) = (number % 3 == 0 ? "sent" : "packed", start, .some(start.adding(days: number % 2500)))
                    let own = RecordMeta(id: house.engine.context.newID(), region: Region("500114"), createdAt: house.clock.now, createdBy: Actor.system.id)
                    try writer.insert(item.name, StoredRecord(meta: own, values: try waits.submission.values(for: item, over: nil)))
                }
            }
        }
        return house
    }

    @Test func everyPageIsAWindow() async throws {
        let house = try await Self.house()
        let (cookie, _) = try await house.signIn("all")
        let clock = ContinuousClock()
        func open(_ address: String) async throws -> Reply {
            var reply: Reply?
            let took = try await clock.measure { reply = try await house.open(address, cookie: cookie) }
            let answer = try #require(reply)
            print("  \(address): \(answer.text.utf8.count / 1024) KB, \(took)")
            #expect(answer.status == 200, "\(address)")
            #expect(answer.text.utf8.count < 400_000, "\(address) shows more than a window: \(answer.text.utf8.count) bytes")
            return answer
        }
        func rows(_ reply: Reply) -> Int { reply.text.ranges(of: "<tr data-id=").count }

        let list = try await open("/a/parcel")
        #expect(rows(list) == 50 && list.text.contains("10,000+ 条"))
        #expect(list.text.contains("包裹 99999"))
        let next = try await open("/a/parcel?after=" + list.between("href=\"/a/parcel?after=", "\""))
        #expect(rows(next) == 50 && next.text.contains("包裹 99949") && !next.text.contains("包裹 99950"))
        let sorted = try await open("/a/parcel?sort=-weight")
        #expect(rows(sorted) == 50 && sorted.text.contains("996"))
        #expect(try await rows(open("/a/parcel?sort=day&day.from=2024-01-01&day.to=2024-01-31")) == 50)
        let filtered = try await open("/a/parcel?state=arrived&weight.min=990")
        #expect(rows(filtered) == 50)
        #expect(try await rows(open("/a/parcel?q=99999")) == 1)
        #expect(try await rows(open("/a/parcel?q=%E6%B2%A1%E6%9C%89")) == 0)

        let board = try await open("/a/parcel/board")
        #expect(board.text.ranges(of: "<li class=\"tile\"").count == 90, "30 cards a state")
        #expect(board.text.contains("1,000+"))
        let inbox = try await open("/inbox")
        #expect(inbox.text.ranges(of: "<li class=\"item\"").count == 200 && inbox.text.contains("999+"))
        #expect(try await open("/").text.contains("999+"))
        #expect(try await open("/search?q=99999").text.contains("包裹 <mark>99999</mark>"))
        #expect(try await open("/search?q=%E5%8C%85%E8%A3%B9").text.ranges(of: "data-rows-item").count == 60)
        #expect(try await open("/a/parcel/suggest?x.words=4321").text.ranges(of: "role=\"option\"").count <= 12)
        #expect(try await open("/i/I-parcels").text.contains("包裹数"))

        var exported: Reply?
        let took = try await clock.measure { exported = try await house.open("/a/parcel/export.csv?state=arrived", cookie: cookie) }
        let lines = try #require(exported).text.split(whereSeparator: \.isNewline).count
        print("  export of \(lines - 1) records: \(took)")
        #expect(lines == Self.many / 10 + 1)
    }
}
