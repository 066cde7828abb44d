public import Kernel

/// A whole simulated county for trying things out, larger than the samples: with two years of rain, so that classes of hazard have something to rest on.
public enum HazardDemonstration {
    static let rainDays = 730

    /// Makes it. Every record is marked as simulated.
    public static func make(_ desk: Desk) async throws { try await Samples.make(desk, rainDays: rainDays) }
}
