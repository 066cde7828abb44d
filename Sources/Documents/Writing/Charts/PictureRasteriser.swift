import Dispatch
import Synchronization

/// Makes PNG pictures of SVG.
public enum PictureRasteriser {
    /// The installed `rsvg-convert`, if there is one.
    static var program: Program? {
        Program.find(["rsvg-convert"], places: ["/opt/homebrew/bin/rsvg-convert", "/usr/local/bin/rsvg-convert"])
    }

    /// A picture that is still to be made.
    public struct Order: Sendable, Equatable {
        public var svg: String
        public var pixelsWide: Int

        /// An order; 1,600 pixels are 270 to the inch across a page.
        public init(svg: String, pixelsWide: Int = 1_600) {
            self.svg = svg
            self.pixelsWide = pixelsWide
        }
    }

    /// The pictures in the order of the orders; as many are made at a time as there are processors. Blocks until all are done.
    ///
    /// - Throws: as `png(svg:pixelsWide:limits:)`, for the first that failed.
    public static func pngs(_ orders: [Order], limits: Limits = .default) throws(DocumentError) -> [[UInt8]] {
        let made = Mutex<[Int: Result<[UInt8], DocumentError>]>([:])
        DispatchQueue.concurrentPerform(iterations: orders.count) { index in
            // One that failed ends the work of all.
            if made.withLock({ $0.values.contains { if case .failure = $0 { true } else { false } } }) { return }
            let result = Result { () throws(DocumentError) in try png(svg: orders[index].svg, pixelsWide: orders[index].pixelsWide, limits: limits) }
            made.withLock { $0[index] = result }
        }
        return try made.withLock { results throws(DocumentError) in
            if let failure = results.sorted(by: { $0.key < $1.key }).lazy.compactMap({ if case .failure(let error) = $0.value { error } else { nil } }).first {
                throw failure
            }
            return try orders.indices.map { index throws(DocumentError) in try results[index]?.get() ?? [] }
        }
    }

    /// The SVG as PNG of so many pixels (at most 8,000 across), on a white ground. Takes tens of milliseconds.
    ///
    /// - Throws: `DocumentError.missingProgram` or `.conversionFailed`, `.timedOut`.
    public static func png(svg: String, pixelsWide: Int = 1_600, limits: Limits = .default) throws(DocumentError) -> [UInt8] {
        guard let program else {
            throw .missingProgram(
                program: "rsvg-convert", purpose: Remark("绘制图表", "A picture of a chart"),
                installation: Remark(
                    "在 Debian 和 Ubuntu 上运行 `apt-get install librsvg2-bin`，在 macOS 上运行 `brew install librsvg`",
                    "on Debian and Ubuntu run `apt-get install librsvg2-bin`, on macOS `brew install librsvg`"))
        }
        let folder = try TemporaryFolder()
        let source = folder.file("chart.svg")
        let result = folder.file("chart.png")
        try FileAccess.write(Array(svg.utf8), to: source)
        let width = min(max(pixelsWide, 1), 8_000)
        let arguments = ["--width", "\(width)", "--keep-aspect-ratio", "--background-color", "white", "--output", result, source]
        do {
            let outcome = try program.run(
                arguments, folder: folder, timeout: limits.converterTimeout, watched: result, limit: limits.maximumUnpackedBytes)
            guard outcome.exitCode == 0 else {
                throw DocumentError.conversionFailed(name: "chart.svg", program: "rsvg-convert", detail: Remark(said: outcome.complaint))
            }
        } catch let failure as Program.Failure {
            throw failure.asDocumentError(name: "chart.svg", program: "rsvg-convert", limits: limits)
        } catch let failure as DocumentError {
            throw failure
        } catch {
            throw .conversionFailed(name: "chart.svg", program: "rsvg-convert", detail: Remark(said: "\(error)"))
        }
        return try FileAccess.read(result, limit: limits.maximumUnpackedBytes)
    }
}
