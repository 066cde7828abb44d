public import Kernel

/// What a password must be (length before kinds of characters: NIST SP 800-63B, revision 4, section 3.1.1.2).
public enum PasswordRules {
    public static let minimum = 10
    static let maximum = 200

    /// What is wrong with a password for an account; nil for a good one.
    public static func problem(_ password: String, account: String, name: String = "") -> Problem? {
        let count = password.unicodeScalars.count
        if count < minimum { return Problem("password-short", field: "password", "口令至少 \(minimum) 个字符", en: "A password has at least \(minimum) characters") }
        if count > maximum { return Problem("password-long", field: "password", "口令最多 \(maximum) 个字符", en: "A password has at most \(maximum) characters") }
        let folded = password.lowercased()
        let account = account.lowercased()
        if account.count >= 3, folded.contains(account) || (name.count >= 2 && folded.contains(name.lowercased())) {
            return Problem("password-account", field: "password", "口令不能包含账号或姓名", en: "A password must not contain the account or the name")
        }
        if Set(folded).count < 4 || isRun(folded) || isCommon(folded) {
            return Problem(
                "password-common", field: "password", "这个口令太常见，容易被猜到，请换一个", en: "This password is too common and easily guessed; please choose another")
        }
        return nil
    }

    /// A common word with digits or marks around it.
    private static func isCommon(_ folded: String) -> Bool {
        let letters = folded.filter { $0.isLetter }
        return common.contains(folded) || commonWords.contains(letters) && folded.count < letters.count + 6
    }

    /// 1234567890, abcdefghij, qwertyuiop and the like.
    private static func isRun(_ folded: String) -> Bool {
        let codes = folded.unicodeScalars.map { Int($0.value) }
        let steps = zip(codes, codes.dropFirst()).map { $1 - $0 }
        if steps.allSatisfy({ $0 == 1 }) || steps.allSatisfy({ $0 == -1 }) { return true }
        return ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "01234567890123456789", "qazwsxedcrfv"].contains {
            $0.contains(folded) || folded.hasPrefix($0)
        }
    }

    private static let commonWords: Set<String> = [
        "password", "passwd", "admin", "administrator", "root", "welcome", "letmein", "qwerty", "qwertyuiop", "iloveyou", "woaini", "dragon", "monkey",
        "football", "sunshine", "princess", "master", "login", "guest", "test", "testtest", "changeme", "default", "secret", "abc", "abcd", "abcdef",
        "qianjiang", "chongqing", "shanhe", "zhongguo", "china", "keji", "mima", "nihao", "system", "user", "wuxi", "huawei", "aa", "qq", "p", "passw",
        "passwrd",
    ]

    private static let common: Set<String> = [
        "1234567890", "12345678910", "0123456789", "123456789a", "a123456789", "1234512345", "1231231234", "1111111111", "0000000000", "5201314520",
        "1314520520", "woaini1314", "woaini520", "qwer123456", "asdf123456", "zxcvbnm123", "1q2w3e4r5t", "q1w2e3r4t5", "1qaz2wsx3e", "1qaz@wsx3edc",
        "p@ssw0rd123", "p@ssword123", "passw0rd123", "admin@123456", "abc1234567", "abcd123456", "aa123456789", "qq123456789", "iloveyou123", "5201314aaa",
    ]
}
