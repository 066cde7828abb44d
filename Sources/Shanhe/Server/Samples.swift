import Kernel

extension Installation {
    /// Fills applications that have no record yet with their samples, all marked as simulated.
    func addSamples() async throws {
        for application in engine.catalog.applications {
            guard let samples = application.samples else { continue }
            var isEmpty = true
            for kind in application.kinds where try await desk.count(kind.schema.name, limit: 1) > 0 { isEmpty = false }
            if isEmpty { try await samples(desk) }
        }
    }
}
