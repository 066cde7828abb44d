@testable import Kernel
import Testing

@Suite struct NumeralTests {
    @Test(arguments: [
        (1234.5, Numeral.usual, "1,234.5"), (0, .usual, "0"), (-0.00001, .usual, "0"), (-1234567.891, .usual, "-1,234,567.891"), (999.99996, .usual, "1,000"),
        (12, .whole, "12"), (12.6, .whole, "13"), (0.1234, .percent, "12.3%"), (1, .percent, "100%"), (.nan, .usual, "—"), (1e300, .usual, "—"),
    ])
    func numbersAreWrittenAsPeopleReadThem(_ value: Double, _ numeral: Numeral, _ text: String) { #expect(numeral.text(value) == text) }
}
