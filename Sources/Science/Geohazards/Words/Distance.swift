/// Metres between two places that lie within some hundred kilometres, by the radii of the ellipsoid half-way (CGCS2000); degrees.
public func groundDistance(from first: (longitude: Double, latitude: Double), to second: (longitude: Double, latitude: Double)) -> Double {
    let middle = ((first.latitude + second.latitude) / 2).radians
    let (radius, flattening) = (6_378_137.0, 0.006_694_380_022_900_787)
    let rest = 1 - flattening * sine(middle) * sine(middle)
    let across = radius / rest.squareRoot()
    let east = (second.longitude - first.longitude).radians * across * cosine(middle)
    let north = (second.latitude - first.latitude).radians * across * (1 - flattening) / rest
    return (east * east + north * north).squareRoot()
}
