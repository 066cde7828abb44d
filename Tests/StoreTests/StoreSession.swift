@testable import Store

/// The session of the store; in files that import the kernel too, its name alone could also mean the record of someone who is signed in.
typealias StoreSession = Session
