/// A file of places with what is said of each: GeoJSON, KML, KMZ, GeoPackage, or Shapefiles in a zip; read by GDAL's programs.
///
/// What a file is, is judged by its content. It is laid out in a folder of its own under names of ours, and only as the format that it was judged to be:
/// a file cannot make GDAL open another one.
public struct Geodata: Sendable {
    public let format: Format
    /// In the order of the file.
    public let layers: [Layer]
    private let name: String
    private let limits: Limits
    private let folder: TemporaryFolder

    public enum Format: String, Sendable, CaseIterable {
        case geoJSON, kml, kmz, geoPackage, shapefile

        public var title: String {
            switch self {
            case .geoJSON: "GeoJSON"
            case .kml: "KML"
            case .kmz: "KMZ"
            case .geoPackage: "GeoPackage"
            case .shapefile: "Shapefile"
            }
        }
    }

    /// One table of features.
    public struct Layer: Sendable {
        public let name: String
        /// GDAL's word: `Point`, `Multi Polygon`, `Unknown (any)`, `None`.
        public internal(set) var geometry = ""
        public internal(set) var count = 0
        public internal(set) var fields: [String] = []
        /// The name of the reference system that the file states: `CGCS2000 / 3-degree Gauss-Kruger zone 36`; nil where it states none.
        public internal(set) var system: String?
        /// West, south, east, north in the file's own coordinates; nil where it is not known.
        public internal(set) var extent: [Double]?
        /// What a reader should know of how it was read.
        public internal(set) var remarks: [Remark] = []
        /// The file that it is in, and its name there.
        var path = ""
        var named = ""
        /// In which the attributes of a Shapefile are written, where the file does not say, or says it wrongly.
        var encoding: String?
    }

    /// Opens a file in memory; `name` is used in messages only.
    ///
    /// - Returns: nil for a file of another sort.
    /// - Throws: `DocumentError`: damaged, hostile, too large, without GDAL.
    /// - Complexity: that of GDAL: it reads the whole file once. Time and size are bounded by `limits`.
    public static func open(bytes: [UInt8], name: String, limits: Limits = .default) throws(DocumentError) -> Geodata? {
        guard bytes.count <= limits.maximumFileBytes else { throw .tooLarge(name: name, bytes: bytes.count, limit: limits.maximumFileBytes) }
        guard let format = try GeodataFile.format(of: bytes, name: name, limits: limits) else { return nil }
        let folder = try TemporaryFolder()
        let tool = GeodataTool(name: name, format: format, limits: limits, folder: folder)
        var layers: [Layer] = []
        for source in try GeodataFile(bytes: bytes, name: name, limits: limits).layOut(format, in: folder) {
            layers += try tool.layers(of: source)
        }
        return Geodata(format: format, layers: layers, name: name, limits: limits, folder: folder)
    }

    /// The features of a layer as a sheet: a head, then a row for each; the first column is the geometry as well-known text, two-dimensional, longitude
    /// before latitude on CGCS2000, and the others are ``Layer/fields``.
    ///
    /// - Parameters:
    ///   - system: the EPSG code in which the file is, for a layer that does not say.
    ///   - isSplit: whether geometries of several parts become several rows.
    /// - Throws: `DocumentError`.
    public func sheet(_ layer: Layer, from system: Int? = nil, isSplit: Bool = false) throws(DocumentError) -> SpreadsheetSheet {
        let tool = GeodataTool(name: name, format: format, limits: limits, folder: folder)
        let text = DelimitedText(plain: try tool.table(layer, from: system, isSplit: isSplit), name: layer.name, limits: limits)
        return SpreadsheetSheet(name: layer.name, index: 0, isHidden: false, source: .text(text))
    }
}

/// GDAL's two programs, `ogrinfo` and `ogr2ogr`, on files in a folder of ours.
struct GeodataTool {
    let name: String
    let format: Geodata.Format
    let limits: Limits
    let folder: TemporaryFolder

    static func program(_ name: String) -> Program? { Program.find([name], places: ["/opt/homebrew/bin/\(name)", "/usr/local/bin/\(name)"]) }

    /// Drivers that follow what a file says to other files, or to the network.
    private static let guarded = ["--config", "OGR_SKIP", "OGR_VRT,VRT,HTTP,WFS,OAPIF,OGCAPI,CSW,GMLAS", "--config", "GDAL_DRIVER_PATH", "disable"]

    func layers(of source: GeodataFile.Source) throws(DocumentError) -> [Geodata.Layer] {
        let listing = folder.file("listing.txt")
        let arguments = GeodataTool.guarded + ["-ro", "-so", "-al"] + GeodataTool.encoded(source.encoding) + [source.path]
        try run("ogrinfo", arguments, output: listing, watched: listing, limit: 16 << 20)
        let text = String(decoding: try FileAccess.read(listing, limit: 16 << 20), as: UTF8.self)
        return LayerListing.layers(in: text).filter { !$0.name.hasPrefix("-") }.map { found in
            var layer = Geodata.Layer(name: source.title ?? found.name)
            (layer.geometry, layer.count, layer.fields) = (found.geometry, found.count, found.fields)
            (layer.system, layer.extent) = (found.system, found.extent)
            (layer.path, layer.named, layer.encoding, layer.remarks) = (source.path, found.name, source.encoding, source.remarks)
            return layer
        }
    }

    private static func encoded(_ encoding: String?) -> [String] { encoding.map { ["-oo", "ENCODING=\($0)"] } ?? [] }

    /// The layer as CSV.
    func table(_ layer: Geodata.Layer, from system: Int?, isSplit: Bool) throws(DocumentError) -> [UInt8] {
        let table = folder.file("table.csv")
        var arguments = GeodataTool.guarded + ["-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR", "-unsetFieldWidth"]
        if let system { arguments += ["-s_srs", "EPSG:\(system)"] }
        if layer.system != nil || system != nil { arguments += ["-t_srs", "EPSG:4490"] }
        if isSplit { arguments.append("-explodecollections") }
        try run(
            "ogr2ogr", arguments + GeodataTool.encoded(layer.encoding) + ["/vsistdout/", layer.path, layer.named], output: table, watched: table,
            limit: limits.maximumUnpackedBytes)
        return try FileAccess.read(table, limit: limits.maximumUnpackedBytes)
    }

    /// A program of GDAL ends well although it passed over what it could not read: anything that it calls an error is one.
    private func run(_ program: String, _ arguments: [String], output: String, watched: String, limit: Int) throws(DocumentError) {
        guard let found = Self.program(program) else {
            throw .missingProgram(
                program: "\(program)（GDAL）", purpose: Remark("读取“\(name)”（\(format.title)）", "Reading “\(name)” (\(format.title))"),
                installation: Remark(
                    "在 Debian 和 Ubuntu 上运行 `apt-get install gdal-bin`，在 macOS 上运行 `brew install gdal`",
                    "on Debian and Ubuntu run `apt-get install gdal-bin`, on macOS `brew install gdal`"))
        }
        let outcome: Program.Outcome
        do {
            outcome = try found.run(arguments, folder: folder, timeout: limits.converterTimeout, output: output, watched: watched, limit: limit)
        } catch .timedOut {
            let seconds = Int(limits.converterTimeout)
            throw .brokenGeodata(
                name: name, detail: Remark("GDAL 在 \(seconds) 秒内没有读完，请分成几个文件", "GDAL did not finish within \(seconds) seconds; divide the file"))
        } catch {
            throw error.asDocumentError(name: name, program: "GDAL", limits: limits)
        }
        let said = String(decoding: (try? FileAccess.read(folder.file("complaints.txt"), limit: 1 << 20)) ?? [], as: UTF8.self)
        let fault = said.split(whereSeparator: \.isNewline).first { $0.hasPrefix("ERROR") }
        guard outcome.exitCode != 0 || fault != nil else { return }
        // Where it tells nothing, it could not open the file; its folder is nobody's business.
        let detail = fault.map { Remark(said: String($0.prefix(300)).replacing(folder.path + "/", with: "")) }
        throw .brokenGeodata(name: name, detail: detail ?? Remark("GDAL 无法作为 \(format.title) 打开", "GDAL cannot open it as \(format.title)"))
    }
}

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
