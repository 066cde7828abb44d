import Testing

@testable import Kernel

@Suite("Links")
struct LinkTests {
    @Test("A link that is kept leads to the same place when it is read again")
    func roundTrip() throws {
        let id = RecordID(at: Instant(milliseconds: 1), random: (1, 2))
        let links: [Link] = [
            .record(kind: "plan", id), .list(kind: "plan", ["state": "review", "code": "“a”"]), .list(kind: "plan"), .board(kind: "project", ["plan": id.text]),
            .indicator("I-1", period: "2025"), .indicator("I-1"), .page(application: "a", code: "b", record: id, ["show": "task"]),
            .page(application: "a", code: "b"),
            .anchor("here"), .file(id, of: "plan", id), .inbox, .local("/account"), .records(kind: "plan", .always),
            .records(kind: "plan", .compare("state", .equal, .text("review")) && .not(.compare("year", .less, .integer(2025)))),
        ]
        for link in links { #expect(Link(try JSON(parsing: link.json.text)) == link) }
    }

    @Test(
        "What is no link is none",
        arguments: [
            "null", "{}", "{\"to\":\"record\",\"kind\":\"plan\"}", "{\"to\":\"page\",\"code\":\"b\"}", "{\"to\":\"file\",\"kind\":\"plan\",\"file\":\"x\"}",
            "{\"to\":\"moon\"}",
        ])
    func noLink(text: String) throws { #expect(Link(try JSON(parsing: text)) == nil) }
}
