@testable import Kernel
import Testing

/// Conditions in addresses: what is written comes back, and what nobody wrote is refused.
@Suite struct ConditionTextTests {
    private static let conditions: [Condition] = [
        .always, .never, .compare("plan", .equal, .text("01h2")), .compare("due", .less, .text("2024-02-01")),
        .compare("value", .greaterOrEqual, .real(-1.5e-7)),
        .compare("year", .notEqual, .integer(.min)), .compare("note", .equal, .null), .isNull("lead"), .among("state", [.text("a"), .text("b")]),
        .among("id", []),
        .contains("name", "科技；(研发) 100%; a,b"), .hasPrefix("region", "5002"), .not(.isNull("lead")),
        .all([.compare("plan", .equal, .text("x")), .any([.isNull("a"), .not(.compare("b", .lessOrEqual, .integer(3)))])]),
        .referenced(column: "target", kind: "target", .all([.compare("plan", .equal, .text("y")), .isNull("lead")])),
    ]

    @Test(arguments: conditions) func whatIsWrittenIsRead(_ condition: Condition) {
        #expect(Condition(condition.text) == condition, "\(condition.text)")
    }

    @Test(arguments: [
        "", "and", "and(", "and()x", "eq(a)", "eq(a;)", "eq(;t1)", "eq(a;t1;t2)", "eq(a;i1.5)", "eq(a;rnan)", "eq(a;rinf)", "eq(a;x)", "drop(a;t1)", "in(a;t1",
        "not()",
        "ref(a;b)", "eq(a;t%)", "eq(a;t%zz)", "eq(a;t%00)", "eq(a;t%ff)", "and(eq(a;t1),eq(b;t2))",
    ])
    func whatNobodyWroteIsRefused(_ text: String) { #expect(Condition(text) == nil) }

    @Test func depthAndSizeAreBounded() {
        let deep = String(repeating: "not(", count: 40) + "and()" + String(repeating: ")", count: 40)
        #expect(Condition(deep) == nil)
        #expect(Condition("in(id" + String(repeating: ";t1", count: 600) + ")") == nil)
        #expect(Condition("has(name;" + String(repeating: "x", count: 20_000) + ")") == nil)
        // As many records as a figure may name one by one.
        let ids = Condition.among("id", (0..<400).map { .text("01jq\($0)0000000000000000000".prefix(26).description) })
        #expect(Condition(ids.text) == ids)
    }
}
