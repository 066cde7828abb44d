import Kernel

extension Installation {
    /// Fills applications that have no record yet, but for what they were founded with, with their samples, all marked as simulated.
    func addSamples() async throws {
        for application in engine.catalog.applications {
            guard let samples = application.samples else { continue }
            var isEmpty = true
            let counted: Condition = application.founding == nil ? .always : .compare("isSimulated", .equal, .integer(1))
            for kind in application.kinds where try await desk.count(kind.schema.name, where: counted, limit: 1) > 0 { isEmpty = false }
            if isEmpty { try await samples(desk) }
        }
    }
}
