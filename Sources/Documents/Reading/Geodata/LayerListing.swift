/// What `ogrinfo -so -al` prints, layer by layer. Its JSON came with GDAL 3.7 only.
enum LayerListing {
    struct Found {
        let name: String
        var geometry = ""
        var count = 0
        var fields: [String] = []
        var system: String?
        var extent: [Double]?
    }

    private static let types: Set<String> = [
        "Integer", "Integer64", "Real", "String", "Date", "Time", "DateTime", "Binary", "IntegerList", "Integer64List", "RealList", "StringList",
    ]

    static func layers(in text: String) -> [Found] {
        var layers: [Found] = []
        var isSystemNext = false
        for line in text.split(whereSeparator: \.isNewline).map(String.init) {
            if let name = value(of: line, "Layer name: ") {
                layers.append(Found(name: name))
                continue
            }
            guard let last = layers.indices.last else { continue }
            if isSystemNext {
                (layers[last].system, isSystemNext) = (system(line), false)
            } else if let geometry = value(of: line, "Geometry: ") {
                layers[last].geometry = geometry
            } else if let count = value(of: line, "Feature Count: ") {
                layers[last].count = Int(count) ?? 0
            } else if let extent = value(of: line, "Extent: ") {
                layers[last].extent = numbers(extent)
            } else if line.hasPrefix("Layer SRS WKT:") {
                isSystemNext = true
            } else if let field = field(line) {
                layers[last].fields.append(field)
            }
        }
        return layers
    }

    private static func value(of line: String, _ start: String) -> String? { line.hasPrefix(start) ? String(line.dropFirst(start.count)) : nil }

    /// PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 36", — or nothing that says where on the earth it is.
    private static func system(_ line: String) -> String? {
        guard !line.hasPrefix("("), !line.hasPrefix("ENGCRS"), !line.hasPrefix("LOCAL_CS") else { return nil }
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.count > 1 && !parts[1].lowercased().hasPrefix("undefined") && parts[1].lowercased() != "unknown" ? String(parts[1]) : nil
    }

    /// (36574760.66, 3268595.17) - (36577497.99, 3276041.02)
    private static func numbers(_ text: String) -> [Double]? {
        let numbers = text.split { "(), ".contains($0) }.compactMap { Double($0) }
        return numbers.count == 4 && numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    /// 名称: String (80.0)
    private static func field(_ line: String) -> String? {
        guard let first = line.first, first != " ", let end = line.ranges(of: ": ").last else { return nil }
        let type = line[end.upperBound...].prefix { $0 != " " && $0 != "(" }
        return types.contains(String(type)) ? String(line[..<end.lowerBound]) : nil
    }
}
