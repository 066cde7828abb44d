import Foundation

/// Real files of places, made by GDAL in a folder of their own.
struct Geofiles {
    static let isThere = find("ogr2ogr") != nil
    let folder: String

    init() throws { folder = try World.folder() }

    func path(_ name: String) -> String { folder + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path(name))) }

    /// - Returns: what it wrote on standard output.
    @discardableResult func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Geofiles.find(program) ?? "/usr/bin/" + program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    @discardableResult func gdal(_ arguments: [String]) throws -> String { try run("ogr2ogr", arguments) }

    /// The parts of a Shapefile in a zip.
    func zip(_ stem: String, _ endings: [String], to name: String, charset: String = "utf-8") throws -> [UInt8] {
        let script = """
            import sys, zipfile
            charset, name, *files = sys.argv[1:]
            if charset != "utf-8":
                zipfile.ZipInfo._encodeFilenameFlags = lambda entry: (entry.filename.encode(charset), entry.flag_bits & ~0x800)
            with zipfile.ZipFile(name, "w") as archive:
                for file in files: archive.write(file)
            """
        try run("python3", ["-c", script, charset, name] + endings.map { stem + "." + $0 })
        return try bytes(name)
    }

    func patch(_ name: String, at place: Int, _ byte: UInt8) throws {
        var content = try bytes(name)
        content[place] = byte
        try Data(content).write(to: URL(fileURLWithPath: path(name)))
    }

    private static func find(_ program: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
