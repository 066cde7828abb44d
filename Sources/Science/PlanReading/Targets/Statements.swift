/// One statement of a quantity in the running text: a name, a value, and what the words around them make of it.
struct Statement {
    enum Form {
        /// 高新技术企业达到80家
        case level
        /// 年均增长10%以上
        case change
        /// 培育科技型企业150家; 建成1个科技园
        case gain
        /// 70%以上的企业……
        case share
    }

    var name: String
    var nameRange: Range<Int>
    var quantity: Quantity
    var comparison: Comparison
    var form: Form
    var isPast: Bool
    var isCumulative: Bool
    var isYearly: Bool
    var isStretch: Bool
    /// The year it is about; nil where nothing says so.
    var year: Int?
    /// Of 由37家增加到80家: the quantity that it starts from.
    var from: Quantity?
    var fromYear: Int?
    /// A year stands in the sentence itself.
    var hasOwnTime: Bool
    var element: Int
    var sentence: Range<Int>
    var confidence: Double
}
