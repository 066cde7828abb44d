import Atlas
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Tiles per second of processor time out of 200,000 made-up features of a county, every tile made anew.
///
///     swift run -c release AtlasBench [--write FOLDER]
///
/// With a folder, some tiles are written there, to be read by other software.
struct AtlasBench {
    static let count = 200_000
    /// The county: about 100 × 100 km.
    static let (west, south, width, height) = (108.7, 31.2, 1.2, 0.9)

    static func main() {
        let folder = CommandLine.arguments.firstIndex(of: "--write").flatMap { CommandLine.arguments.dropFirst($0 + 1).first }
        for (name, shape) in [("points", points), ("areas", areas)] {
            var random = Chance(state: 7)
            let start = processorTime()
            let grades = ["小型", "中型", "大型", "特大型"]
            let features = (0..<count).compactMap { number in
                shape(&random).map {
                    Feature(
                        id: "01JDB8Z9Q2V4\(10_000_000_000_000 + number)", geometry: $0, audience: number % 8,
                        values: [.text(grades[number % 4]), .text("第\(number)号")])
                }
            }
            let made = processorTime()
            let layer = Layer(name, fields: ["grade", "title"], features: features)
            print(
                "\(name): \(features.count) features packed in \(text(processorTime() - made)) s (made in \(text(made - start)) s), clustered below zoom \(layer.clusterZoom)"
            )
            measure(layer, .all, "all may be seen")
            measure(layer, .some([0, 3, 5, 6]), "half may be seen")
            follow(layer, &random, shape)
            if let folder { write(layer, to: folder) }
        }
    }

    static func points(_ random: inout Chance) -> PackedGeometry? {
        PackedGeometry(longitude: west + random.next() * width, latitude: south + random.next() * height)
    }

    /// Fields and plots: 6 to 30 corners, up to about 300 m across.
    static func areas(_ random: inout Chance) -> PackedGeometry? {
        let (x, y, size) = (west + random.next() * width, south + random.next() * height, 0.0005 + random.next() * 0.001)
        let corners = 6 + Int(random.next() * 25)
        var ring: [Double] = []
        for corner in 0..<corners {
            let (angle, radius) = (Double(corner) / Double(corners) * 2 * .pi, size * (0.7 + 0.3 * random.next()))
            ring += [x + radius * cos(angle), y + radius * sin(angle)]
        }
        return PackedGeometry(.areas, coordinates: ring + ring.prefix(2))
    }

    /// Zoom 8 to 16, in each as many tiles as a screen asks for, at random places.
    static func measure(_ layer: Layer, _ audiences: Audiences, _ note: String) {
        var random = Chance(state: 3)
        var (all, time) = (0, 0.0)
        for zoom in 8...16 {
            var (tiles, bytes) = (0, 0)
            let start = processorTime()
            while tiles < 40 || processorTime() - start < 0.3 {
                guard let tile = TileAddress(zoom: zoom, longitude: west + random.next() * width, latitude: south + random.next() * height) else { continue }
                bytes += layer.tile(tile, for: audiences, audienceCount: 8).count
                tiles += 1
            }
            let spent = processorTime() - start
            print("  \(note), zoom \(zoom): \(Int(Double(tiles) / spent)) tiles a processor second, \(bytes / tiles) bytes each")
            all += 40
            time += spent / Double(tiles) * 40
        }
        print("  \(note), as many of each zoom: \(Int(Double(all) / time)) tiles a processor second")
    }

    static func follow(_ layer: Layer, _ random: inout Chance, _ shape: (inout Chance) -> PackedGeometry?) {
        var layer = layer
        let start = processorTime()
        for number in 0..<200 {
            if let geometry = shape(&random) { layer.apply([Feature(id: "new \(number)", geometry: geometry, values: [.text("小型"), .text("新")])]) }
        }
        print("  200 changes one by one: \(text((processorTime() - start) / 200 * 1000)) ms each")
    }

    static func write(_ layer: Layer, to folder: String) {
        for zoom in 8...16 {
            guard let tile = TileAddress(zoom: zoom, longitude: west + width / 2, latitude: south + height / 2) else { continue }
            let bytes = layer.tile(tile)
            guard let file = fopen("\(folder)/\(layer.name)-\(zoom).mvt", "wb") else { return print("cannot write to \(folder)") }
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
    }

    static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func text(_ seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }
}

/// The same numbers every time, 0 ..< 1.
struct Chance {
    var state: UInt64
    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }
}

AtlasBench.main()
