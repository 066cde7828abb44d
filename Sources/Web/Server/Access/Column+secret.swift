import Kernel

extension Column {
    /// Never shown to anyone: hashes of passwords, sealed secrets.
    var isSecret: Bool { options.isReadOnly && options.masking == .all }
    var isPersonal: Bool { options.masking != nil }
}
