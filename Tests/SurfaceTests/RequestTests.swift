@testable import InstrumentSharing
@testable import Kernel
import Testing

/// What comes with a change beside its values: the key of the request, the files that it names.
@Suite struct RequestTests {
    @Test(arguments: Database.available) func twoPeopleMayUseTheSameKey(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (one, two) = (world.desk("one", .scienceOffice), world.desk("two", .scienceOffice))
            let first = try await one.create(Submission(kind: "note", ["title": .typed("甲")]), request: "key")
            let second = try await two.create(Submission(kind: "note", ["title": .typed("乙")]), request: "key")
            #expect(first.meta.id != second.meta.id)
            #expect(try await one.create(Submission(kind: "note", ["title": .typed("甲")]), request: "key") == first, "sent again it is carried out once")
            #expect(try await two.create(Submission(kind: "note", ["title": .typed("乙")]), request: "key") == second)
            #expect(try await world.admin.count("note") == 2)
            #expect(
                await refusal { try await one.update(first.meta.id, version: 1, Submission(kind: "note", ["title": .typed("丙")]), request: "key") }?.problems
                    .map(\.code) == ["request-reused"])
        }
    }

    private static func upload(_ desk: Desk) async throws -> RecordID {
        var draft = Draft<FileInfo>()
        (draft.name, draft.mediaType, draft.size, draft.sha256) = ("报告.pdf", "application/pdf", 10, String(repeating: "a", count: 64))
        return try await desk.make(draft.submission).meta.id
    }

    @Test(arguments: Database.available) func aFieldNamesOnlyFilesThatItsAuthorUploadedOrMaySee(_ database: Database) async throws {
        try await withWorld(database) { world in
            let uploads = Role("uploads", "上传", Grant([.create], FileInfo.self, reach: .own))
            let (mine, other) = (world.desk("mine", .instrumentUser, uploads), world.desk("other", .instrumentUser, uploads))
            let (file, theirs) = (try await Self.upload(mine), try await Self.upload(other))
            let booking = try await FlowTests.booking(world, by: mine)
            func attach(_ id: RecordID, _ desk: Desk) async -> Refusal? {
                await refusal { try await desk.update(booking.meta.id, version: nil, Submission(kind: "booking", ["report": .typed(id.text)])) }
            }
            for id in [theirs, world.engine.context.newID(), booking.meta.id] {
                let refused = await attach(id, mine)
                #expect(
                    refused?.problems.map(\.code) == ["dangling"] && refused?.problems.map(\.field) == ["report"],
                    "someone else's file, none, and a record that is no file")
            }
            #expect(await attach(file, mine) == nil)
            #expect(await attach(theirs, world.admin) == nil, "who may see a file may name it")
            #expect(
                try await mine.update(booking.meta.id, version: nil, Submission(kind: "booking", ["purpose": .typed("水质检测")])).value(
                    of: "report", in: Booking.kind.declared) == .text(theirs.text), "what was there may stay")
            let forged = Submission(
                kind: "fileInfo",
                ["name": .typed("x"), "mediaType": .typed("text/plain"), "size": .typed("1"), "sha256": .typed(String(repeating: "a", count: 64))])
            #expect(
                await refusal { try await mine.create(forged) }?.problems.map(\.code) == ["read-only", "read-only", "read-only"],
                "nobody reaches bytes by their hash")
        }
    }
}
