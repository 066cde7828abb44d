import Testing

@testable import Documents

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What files of places may make GDAL do: nothing but read them, and not without end.
@Suite("Files of places")
struct GeodataTests {
    @Test(arguments: [
        (#"CREATE TABLE "pts" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "geom" POINT, "class" TEXT)"#, true),
        ("CREATE UNIQUE INDEX i ON t(a)", true), (#"CREATE TRIGGER "t" AFTER INSERT ON "pts" BEGIN SELECT 1 AS a; END"#, true),
        (#"CREATE VIRTUAL TABLE "rtree_点_geom" USING rtree(id, minx, maxx, miny, maxy)"#, true),
        ("CREATE VIRTUAL TABLE rtree_点_geom USING RTREE(id, minx, maxx, miny, maxy)", true),
        ("CREATE VIRTUAL TABLE vt USING VirtualText('/etc/passwd')", false), ("CREATE VIEW v AS SELECT 1", false),
        ("CREATE VIRTUAL TABLE \"vt\" USING VirtualText('/etc/passwd') -- \" USING rtree(", false),
        // One character to Swift, a closing quotation mark to SQLite.
        ("CREATE VIRTUAL TABLE \"vt\"\u{301} USING VirtualText('/etc/passwd') \" USING rtree(", false),
        ("CREATE VIRTUAL TABLE a/**/USING VirtualText('x') USING rtree(", false), ("create/**/view v as select 1", false),
        ("CREATE TABLE t (a, b TEXT AS (XB_Create(a)))", false), ("CREATE TABLE t (a, b GENERATED ALWAYS aS/**/(1))", false), ("", false),
    ]) func onlyPlainTablesAreLetThrough(_ sql: String, _ isPlain: Bool) { #expect(GeoPackageSchema.isPlain(sql) == isPlain) }

    @Test func aGeoPackageThatNobodyCanCheckIsRefused() {
        var bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 200)
        bytes.replaceSubrange(68..<72, with: Array("GPKG".utf8))
        let error = #expect(throws: DocumentError.self) { try Geodata.open(bytes: bytes, name: "x") }
        #expect(error?.description.contains("not read here") == true)
    }

    @Test(.enabled(if: GeodataTool.program("ogrinfo") != nil, "ogrinfo (GDAL) is not installed")) func noAddressInAFileIsAskedFor() throws {
        let ear = try Ear()
        let text =
            #"{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://127.0.0.1:\#(ear.port)/x","type":"ogcwkt"}},"features":["#
            + #"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[109,31]}}]}"#
        let error = #expect(throws: DocumentError.self) { try Geodata.open(bytes: Array(text.utf8), name: "x") }
        #expect(!ear.hasHeard, "GDAL asked for what the file names")
        #expect(error?.description.contains("from the network") == true, "\(error?.description ?? "")")
    }

    /// What another driver would take for its own: that of GML goes after the addresses of schemas.
    @Test(.enabled(if: GeodataTool.program("ogrinfo") != nil, "ogrinfo (GDAL) is not installed")) func aFileIsReadAsWhatItIsOnly() {
        let text =
            "<!-- <kml> --><wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\" xmlns:o=\"http://o\">"
            + "<gml:featureMember><o:a><o:n>1</o:n></o:a></gml:featureMember></wfs:FeatureCollection>"
        #expect(throws: DocumentError.self) { try Geodata.open(bytes: Array(text.utf8), name: "x") }
    }

    @Test(.enabled(if: Program.find(["prlimit"]) != nil, "prlimit is not installed")) func aProgramKeepsWithinItsBounds() throws {
        let folder = try TemporaryFolder()
        let bounds = Program.Bounds(memory: 1 << 30, seconds: 1, fileBytes: 1 << 20)
        let shell = try #require(Program.find(["sh"]))
        let written = try shell.run(["-c", "exec yes > \"$HOME/big\""], folder: folder, timeout: 60, bounds: bounds)
        #expect(written.exitCode != 0 && FileAccess.size(of: folder.file("big")) ?? 0 <= 1 << 20)
        let spun = try shell.run(["-c", "while :; do :; done"], folder: folder, timeout: 60, bounds: bounds)
        #expect(spun.exitCode >= 128)
        let copy = ["if=/dev/zero", "of=/dev/null", "bs=1500M", "count=1"]
        let large = try #require(Program.find(["dd"])).run(copy, folder: folder, timeout: 60, bounds: bounds)
        #expect(large.exitCode != 0, "1.5 GB were had where 1 GB is the bound")
    }

    @Test func whereTooManyWaitTheNextIsTurnedAway() throws {
        let turns = Turns(most: 1, room: 1)
        for _ in 0..<2 {
            let answer = try turns.take(for: "a", timeout: 1) { () throws(DocumentError) in
                do throws(DocumentError) {
                    return try turns.take(for: "b", timeout: 0.05) { () throws(DocumentError) in "two at a time" }
                } catch {
                    return error.description
                }
            }
            #expect(answer == DocumentError.busy(name: "b").description)
        }
    }
}

/// A port of this machine, and whether anybody has knocked.
private final class Ear {
    private let socket: Int32
    private(set) var port = 0

    init() throws {
        #if canImport(Glibc)
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #elseif canImport(Musl)
        socket = Musl.socket(AF_INET, SOCK_STREAM, 0)
        #else
        socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0 }
        }
        try #require(isBound && listen(socket, 8) == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    var hasHeard: Bool {
        var wanted = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, 0) > 0
    }

    deinit { close(socket) }
}
