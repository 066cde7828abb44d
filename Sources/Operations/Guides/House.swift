public import Kernel

/// The guides to what no application declares: the map, keeping the house, and talking to it from programs.
extension Guide {
    public static let house: [Guide] = [map, administration, programming]
}
