import Foundation

/// The administrative divisions down to counties, by name and by code (GB/T 2260).
///
/// They are fetched by the set-up (`Assets/vendor/regions.csv`, THIRD_PARTY.md) and stand beside the program; without them only the regions that the
/// grammar itself knows have codes.
public struct Gazetteer: Sendable {
    /// Codes without the zeros that only fill them up, 50 for Chongqing, and names; in the order of the codes.
    public let regions: [(code: String, name: String)]
    private let codes: [String: [String]]

    /// - Parameter table: lines of a code of 12 digits, a name, and whatever follows, parted by commas; other lines are passed over.
    public init(_ table: String) {
        var regions: [(code: String, name: String)] = []
        for line in table.split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard cells.count >= 2, cells[0].utf8.count == 12, cells[0].utf8.allSatisfy({ (48...57).contains($0) }), cells[1].count > 1 else { continue }
            var code = cells[0].prefix(6)
            while code.count > 2, code.hasSuffix("00") { code = code.dropLast(2) }
            // What only gathers the counties that a province leads itself is no region.
            if code.count == 4, cells[1].hasPrefix("省直辖") || cells[1].hasPrefix("自治区直辖") || cells[1] == "市辖区" { continue }
            regions.append((String(code), String(cells[1])))
        }
        self.regions = regions.sorted { $0.code < $1.code }
        codes = Dictionary(grouping: self.regions, by: \.name).mapValues { $0.map(\.code) }
    }

    /// The code of a region.
    ///
    /// - Parameter path: its name, behind those of the regions that it lies in, as far as they are told: 湖南省, 长沙市, 岳麓区.
    /// - Returns: six digits; nil where no region, or more than one, can be meant.
    public func code(of path: [String]) -> String? {
        guard let name = path.last, var found = codes[name] else { return nil }
        if found.count > 1 {
            let outer = path.dropLast().flatMap { codes[$0] ?? [] }
            found = found.filter { code in outer.contains { code != $0 && code.hasPrefix($0) } }
        }
        return found.count == 1 ? found[0] + String(repeating: "0", count: 6 - found[0].count) : nil
    }

    /// Those beside the program, read when they are first asked for; nil where they were not fetched.
    public static let standard: Gazetteer? = {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let folders = ["Assets", program.appendingPathComponent("../share/shanhe/Assets").path, program.appendingPathComponent("Assets").path]
        return folders.lazy.compactMap { try? String(contentsOfFile: $0 + "/vendor/regions.csv", encoding: .utf8) }.first.map(Gazetteer.init)
    }()
}
