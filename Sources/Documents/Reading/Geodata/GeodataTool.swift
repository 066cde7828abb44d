/// GDAL's two programs, `ogrinfo` and `ogr2ogr`, on files in a folder of ours.
struct GeodataTool {
    let name: String
    let format: Geodata.Format
    let limits: Limits
    let folder: TemporaryFolder

    /// The address space of a program: a file of KML of 50 MB needs some 750 MB, the others are read in pieces.
    static let memory = 2 << 30

    private static let nowhere = "127.0.0.1:1"

    /// In which time all that is asked of it has to be done.
    private let end: ContinuousClock.Instant
    /// What holds for both programs.
    private var guarded: [String] = []

    init(name: String, format: Geodata.Format, limits: Limits, folder: TemporaryFolder) throws(DocumentError) {
        (self.name, self.format, self.limits, self.folder) = (name, format, limits, folder)
        end = .now + .seconds(limits.converterTimeout)
        // No driver from elsewhere; and a proxy where nobody listens: GeoJSON can ask for the network in `crs`, without any driver for it.
        guarded = ["--config", "GDAL_DRIVER_PATH", "disable", "--config", "GDAL_HTTP_PROXY", Self.nowhere]
        guarded += ["--config", "OGR_SKIP", try others()]
    }

    /// Drivers that may read the format, and the one that writes CSV.
    private var needed: Set<String> {
        switch format {
        case .geoJSON: ["GeoJSON", "CSV"]
        case .kml, .kmz: ["LIBKML", "KML", "CSV"]
        case .geoPackage: ["GPKG", "CSV"]
        case .shapefile: ["ESRI Shapefile", "CSV"]
        }
    }

    /// All other drivers of this GDAL. Some follow what a file says to other files, or to the network, and which of them opens a file is judged by more than
    /// its name. (The `ogrinfo` of GDAL 3.6 cannot be told which may open it.)
    private func others() throws(DocumentError) -> String {
        let text = try said("ogrinfo", guarded + ["--formats"])
        // "  ESRI Shapefile -vector- (rw+v): ESRI Shapefile"
        let names = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            guard let end = line.firstRange(of: " -"), line[end.upperBound...].contains("vector") else { return nil }
            return String(line[..<end.lowerBound].drop { $0 == " " })
        }
        guard !needed.isDisjoint(with: Set(names).subtracting(["CSV"])) else {
            throw .brokenGeodata(
                name: name,
                detail: Remark("已安装的 GDAL 没有读取 \(format.title) 的驱动", "the GDAL that is installed has no driver for \(format.title)"))
        }
        return names.filter { !needed.contains($0) }.joined(separator: ",")
    }

    static func program(_ name: String) -> Program? { Program.find([name], places: ["/opt/homebrew/bin/\(name)", "/usr/local/bin/\(name)"]) }

    func layers(of source: GeodataFile.Source) throws(DocumentError) -> [Geodata.Layer] {
        let text = try said("ogrinfo", guarded + ["-ro", "-so", "-al"] + GeodataTool.encoded(source.encoding) + [source.path])
        return LayerListing.layers(in: text).filter { !$0.name.hasPrefix("-") }.map { found in
            var layer = Geodata.Layer(name: source.title ?? found.name)
            (layer.geometry, layer.count, layer.fields) = (found.geometry, found.count, found.fields)
            (layer.system, layer.extent) = (found.system, found.extent)
            (layer.path, layer.named, layer.encoding, layer.remarks) = (source.path, found.name, source.encoding, source.remarks)
            return layer
        }
    }

    private static func encoded(_ encoding: String?) -> [String] { encoding.map { ["-oo", "ENCODING=\($0)"] } ?? [] }

    private func said(_ program: String, _ arguments: [String]) throws(DocumentError) -> String {
        let listing = folder.file("listing.txt")
        try run(program, arguments, output: listing, limit: 16 << 20)
        return String(decoding: try FileAccess.read(listing, limit: 16 << 20), as: UTF8.self)
    }

    /// The layer as CSV.
    func table(_ layer: Geodata.Layer, from system: Int?, isSplit: Bool) throws(DocumentError) -> [UInt8] {
        let table = folder.file("table.csv")
        var arguments = guarded + ["-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR", "-unsetFieldWidth"]
        if let system { arguments += ["-s_srs", "EPSG:\(system)"] }
        if layer.system != nil || system != nil { arguments += ["-t_srs", "EPSG:4490"] }
        if isSplit { arguments.append("-explodecollections") }
        try run(
            "ogr2ogr", arguments + GeodataTool.encoded(layer.encoding) + ["/vsistdout/", layer.path, layer.named], output: table,
            limit: limits.maximumUnpackedBytes)
        return try FileAccess.read(table, limit: limits.maximumUnpackedBytes)
    }

    /// A program of GDAL ends well although it passed over what it could not read: anything that it calls an error is one.
    private func run(_ program: String, _ arguments: [String], output: String, limit: Int) throws(DocumentError) {
        guard let found = Self.program(program) else {
            throw .missingProgram(
                program: "\(program)（GDAL）", purpose: Remark("读取“\(name)”（\(format.title)）", "Reading “\(name)” (\(format.title))"),
                installation: Remark(
                    "在 Debian 和 Ubuntu 上运行 `apt-get install gdal-bin`，在 macOS 上运行 `brew install gdal`",
                    "on Debian and Ubuntu run `apt-get install gdal-bin`, on macOS `brew install gdal`"))
        }
        let outcome: Program.Outcome
        do {
            let left = max(0, (end - .now) / .seconds(1))
            let bounds = Program.Bounds(memory: Self.memory, seconds: left, fileBytes: limit + (1 << 20))
            outcome = try found.run(arguments, folder: folder, timeout: left, output: output, watched: output, limit: limit, bounds: bounds)
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
        if outcome.exitCode >= 128 {
            throw .brokenGeodata(
                name: name, detail: Remark("读取它需要的内存或时间超出限度，请分成几个文件", "it takes more memory or time than is allowed; divide the file"))
        }
        if let fault, fault.contains(Self.nowhere.replacing(":", with: " port ")) {
            throw .brokenGeodata(
                name: name, detail: Remark("它要从网络上取坐标系等内容，这里不取", "it asks for something from the network, such as its reference system, which is not fetched"))
        }
        // Where it tells nothing, it could not open the file; its folder is nobody's business.
        let detail = fault.map { Remark(said: String($0.prefix(300)).replacing(folder.path + "/", with: "")) }
        throw .brokenGeodata(name: name, detail: detail ?? Remark("GDAL 无法作为 \(format.title) 打开", "GDAL cannot open it as \(format.title)"))
    }
}
