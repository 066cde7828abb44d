/// Whether more of a thing is better, less is, or the name does not say.
enum Aim {
    case up, down, open

    init(_ name: String) {
        let words = folded(name)
        let all = 0..<words.count
        if Aim.reductions.occurs(in: words, all) || Aim.neutral.occurs(in: words, all) {
            self = .open
        } else {
            self = Aim.less.occurs(in: words, all) ? .down : .up
        }
        if self == .down, Aim.controlled.occurs(in: words, all) { self = .up }
    }

    /// The value itself is a fall; growth rates may fall.
    private static let reductions = Phrases<Bool>("下降 降低 减少 压减 削减 增长 增速 增幅 减排量", true)
    private static let neutral = Phrases<Bool>(
        """
        用水总量 能源消费总量 人口数 常住人口 户籍人口 总人口 用地 用电量 消费量 煤电 火电 煤炭 原煤 播种面积 耕地 保有量 出生率 自然增长 排名 位次 位居 价格指数 CPI 赤字 债务 库存 第一产业
        传统 天然气 化肥 农药 抚养 产能 粗钢 水泥 种植面积 面积稳定 存栏 捕捞 装机 规模以下 化工 比例关系 结构 公路货运 柴油 生活费 门槛 用量 投放量 征收 准入 户数 就业人员 农业从业 农业人口
        """, true)
    private static let less = Phrases<Bool>(
        """
        死亡率 死亡人数 发生率 失业率 能耗 水耗 电耗 煤耗 用水量 排放量 排放强度 排放总量 排放 事故 损失率 漏损率 浓度 负担 劣V类 劣Ⅴ类 发病率 贫困 辍学率 投诉率 投诉量 时间 时长 时限 误差 缺口 差距 倍差 城乡收入比 居民收入比 停电 死亡 受灾 违法
        大班额 吸烟率 近视率 肥胖率 黑臭 重污染 污染天数 超标 受害率 流失率 成本 总费用 费用与 负债率 空置率 退出率 差错率 复发率 感染率 火灾 起数 伤亡 个人卫生支出 自付比例 基尼系数 恩格尔系数 亏损
        """, true)
    private static let controlled = Phrases<Bool>(
        "治理率 处理率 处置率 整改率 消除比例 消除率 办结率 化解率 下降率 达标率 利用率 防控 救治 收集率 查处率 破案率 控制率 回收率 监测 预警 检出率 报告率 减少率 削减率 覆盖率 降解 避险 保障 及时率 合格率 完成率 知晓率 响应率 安全率 参保", true)
}
