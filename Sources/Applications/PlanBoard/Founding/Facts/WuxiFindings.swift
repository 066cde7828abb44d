// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiFindings = FactTable(
        #"""
        region	rule	severity	clauses	finding
        500238	target-on-wrong-side	warning	1.1.1.p3;2.3.p2	现有各类“科技平台”相加已有15个，“科技创新平台”的目标却是10个。目标低于已有数量，或两处所指范围不同。
        500238	missing-unit	warning	1.1.2.p2	“从2015的0.5”：年份2015缺“年”。没有“年”字的四位数会被读成数值。
        500238	missing-baseline	warning	2.3.p3;1.1.2.p2	“全社会研发经费投入年均增长10%以上”没有给出基数。只有增速没有基期数，期末无法算出应达到多少。
        500238	numbering-gap	warning	4.3.b6.1;4.3.b6.2	专栏首项“科技企业成长工程。鼓励企业自主创”缺编号1，下一项为“2.“专精特新”培育工程。提…”。各项都有编号，第一项没有。
        500238	name-variant	warning	5.1;9.3	“超大分布孔径雷达高分辨率深空域主动观测装置”与“超大分布孔径雷达高分辨率深空域主动观测设施”看来是同一事物。同一设施名称前后不一，难以对应，也影响统计。
        500238	doubled-word	warning	6.2.b9.2	研究院名称末尾“公司”写了两遍，应是编辑遗留。
        500238	period-outside-plan	warning	annex.3.r10	“渝东北下古生界海相深层盐卤综合开发利用项目”建设期2022—2030超出规划期（截至2025年）。规划期内不能完成，期末考核时无法认定，资金也跨了规划期。
        500238	punctuation	warning	annex.3.r13	句中多出半角句点：“防控以及.采后处理”。标点有误，句读不清。
        500238	doubled-word	warning	annex.3.r16	“开展进行”两个动词意思重复。两个动词连用，删改时留下了一个。
        500238	numbering-style	note	1.1.1;2.2.1;1.2.1	各处同级标题编号样式不一：“1.“十三五”科”与“1.顺应科技发展”。全角与半角、有无空格混用，排版不统一。
        500238	unfunded-system	note	3.1.p4;3.1.b1.3	监测网络要覆盖全县，清单第8项只建一个平台，没有写网络的投资。
        500238	doubled-word	note	3.1.p4	句首“追溯”看来是上一句的遗留。与上一句末尾重复，放在这里不成句。
        500238	numbering-style	note	3.1.b1.1;3.5.b5.1;3.3.b3.1;3.4.b4.1;5.2.b7.1;6.1.b8.1;6.2.b9.1;7.2.b10.1	各专栏编号样式不一：“1．现代种业保护”与“1.智慧医疗。提”。全角与半角、有无空格混用，排版不统一。
        500238	punctuation	note	3.1.b1.1	并列引号之间有的加顿号，有的不加。同一列举标点不一（GB/T 15834：引号之间通常不用顿号）。
        500238	unfunded-system	note	3.1.b1.3	质量追溯系统没有单独项目，清单第6、12项只覆盖药材和检测的一部分。
        500238	unfunded-system	note	3.2	智慧文旅服务平台没有对应的项目和投资。
        500238	unfunded-system	note	3.2.b2	一体化智慧旅游平台没有对应的项目和投资，与正文所提平台是否同一个不明。
        500238	unfunded-system	note	3.3.p2	工业服务与工业大数据两个平台没有对应的项目和投资。
        500238	unfunded-system	note	3.3.b3.3	覆盖全县的工业互联网没有对应的项目和投资。
        500238	unfunded-system	note	3.4.b4.1	物流专栏的管理平台、第三方电商平台和数据对接都没有项目和投资。
        500238	unfunded-system	note	3.5	社区网格化共治平台没有对应的项目和投资。
        500238	unfunded-system	note	3.5.b5.1	公共卫生智慧医疗平台没有对应的项目和投资。
        500238	unfunded-system	note	5.3.p3	科技信息共享平台和企业成果数据库没有对应的项目和投资。
        500238	unmeasurable-target	note	6.2.b9.2	引进研究院和院士团队只要求取得进展，没有可核查的结果。
        500238	name-variant	note	6.2.b9.4;annex.3.r16	同一词语两种写法：“柑橘”与“柑桔”。用词不统一，检索和统计会漏掉其中一种。
        500238	unfunded-system	note	6.4.p3	知识产权信息服务网络没有对应的项目和投资。
        500238	punctuation	note	annex.2.r6	顿号与连词连用：“远程会诊、和长势长相”。标点有误，句读不清。
        500238	punctuation	note	annex.2.r6	结尾没有句号：“…端（手机App）”。其他各段（行）都以句号结束，此处可能漏了标点或内容。
        500238	punctuation	note	annex.2.r9	结尾没有句号：“…智能养蚕车间厂房”。其他各段（行）都以句号结束，此处可能漏了标点或内容。
        500238	punctuation	note	annex.3.r17	结尾用了“；”：“…固脱贫攻坚成果；”。其他各段（行）都以句号结束，此处可能漏了标点或内容。
        500238	punctuation	note	annex.3.r19	“如”后多出顿号：“并归类（如、药用、建”。标点有误，句读不清。
        500238	width	note	annex.3.r20	中文里用了半角“,”：“深度开发,对地上部”。中文正文应使用全角标点（GB/T 15834）。
        500238	attribute-missing	warning	10.3;2.3.p2;2.3.p3	考核只针对约束性和重要预期性指标，但全文没有一项指标写明属性，也没有指标表，考核对象无法确定。
        500238	goal-dropped	warning	1.1.2.p2;2.3.p3	上一规划曾定研发强度1%以上，实际由0.16%降到0.10%；本规划只提经费增速，没有强度目标。
        500238	statement-conflict	warning	1.1.1.p4;1.1.2.p1	成绩部分写成果转化率100%，问题部分又写成果难以应用和转化，两处说法相反。
        500238	quantity-conflict	warning	3.3.p2;3.3.b3.1;3.3.b3.2	正文要求建成一批智能工厂和车间，专栏的数量目标却各只有1个。
        500238	count-conflict	note	1.1.1.p3;5.2	现有平台写作6类，后文要求聚合的平台功能写作4类，分类口径不同。
        500238	target-reading	warning	2.3.p2;1.1.1.p3	高企与科技型企业的“累计培育”读作期末存量才合理，平台同用此词却小于现有数，同一词在一句中只能有一种读法。
        500238	target-without-value	note	2.3.p3	财政科技支出只要求逐年增加，没有幅度或期末数额。
        500238	target-without-date	note	3.1.p4	监管网络全覆盖没有写完成年份。
        500238	target-without-value	note	3.1.p1;3.1.p2;2.3.p6	机械化水平、产后损失率、公民素质等只写提升或降低，没有基期和数值。
        500238	target-without-value	note	3.1.p4	全程可追溯没有比例或品种范围。
        500238	unmeasurable-target	note	3.1.p1	要求成为全国最大基地，但没有面积、产量或比较口径。
        500238	missing-baseline	note	4.3.b6.1;4.3.b6.2	“专精特新”和“上云”企业没有基期数。
        500238	soft-commitment	note	6.2.b9.1;6.2.b9.2;6.2.b9.4	重点实验室、研发机构和园区均以“争取”表述，是否列入考核不清。
        500238	budget-concentration	warning	annex;annex.3.r10	第10项780000万元占清单合计的94.0%，其余20项仅49700万元；该项又跨到2030年，合计数不能代表规划期投入。
        500238	subtotal-missing	note	annex	三组项目没有小计，按行相加为16000、21200、792500万元。
        500238	funding-source-missing	warning	annex	21项均未写资金来源，备注栏全部为空，可行性无法判断。
        500238	start-before-issue	note	annex.2.r7;annex	续建项目2021年已开工，早于规划印发，规划期内新增量不清。
        500238	scope-mismatch	warning	annex.1.r2	项目2022年起实施，内容却含编制已经开始的五年产业规划，时间上落后。
        500238	duplicate-support	note	annex.1.r2;annex.3.r13;9.1	第2项与第13项都做马铃薯种质和种薯、责任单位相同、概算各1000万元，需按避免重复支持的要求划清边界。
        500238	duplicate-support	note	annex.1.r3;annex.3.r20;9.1	独活研究所与独活品质研究由同一单位负责，检测和产品开发内容相近。
        500238	duplicate-support	note	annex.3.r14;annex.3.r15	两项核桃研究前后衔接，应明确分工与共用成果。
        500238	duplicate-support	note	annex.1.r1;annex.3.r10	两项都做锂盐分离提纯和中试，资金与成果归属未分。
        500238	unit-cost-outlier	note	annex.3.r11	5000万元对应推广5000亩，约每亩1万元，概算依据需要说明。
        500238	term-error	warning	annex.3.r12	实验室认证名称印作CASL，农产品检测机构考核应为CATL。
        500238	term-error	warning	annex.3.r17	母猪生产指标印作SPY，通用缩写为PSY。
        500238	ambiguous-quantity	warning	annex.3.r12	100万吨是产量还是检测量不明，合格率的分母无法确定。
        500238	ambiguous-quantity	note	annex.3.r11	推广5000亩是否包含示范500亩没有写明。
        500238	area-without-project	warning	3.2.b2;3.4.b4;3.5.b5	旅游、新兴产业和社会事业三个专栏没有任何项目和资金与之对应。
        500238	unfunded-target	warning	6.2.b9.4	8个农业园区目标没有列入项目清单。
        500238	unfunded-target	note	5.1;9.3	深空雷达设施两处要求争取，清单没有项目。
        500238	responsibility-missing	warning	1;annex	除项目清单外，正文任务都没有写责任单位；系统中的牵头单位多为推定，需规划办确认。
        500238	same-object-twice	note	3.3.b3.2;annex.2.r7	智能工厂目标为1个，续建的教育用品工厂2024年完成即可达标，两者是否同一对象未说明。
        500238	document-number-missing	note	0	印发通知没有文号，正式引用前需补。
        500238	name-variant	note	3.3.p2;3.3.b3.3;6.2.p2	工业互联网平台在三处名称不同，是一个平台还是几个平台不清，也没有投资。
        """#)
}
