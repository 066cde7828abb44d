// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangFindings = FactTable(
        #"""
        region	rule	severity	clauses	finding
        500114	name-variant	warning	1.2.p1;6.3.p2	“西部（重庆）科学城”与“西部（重庆）科技城”看来是同一事物。同一设施名称前后不一，难以对应，也影响统计。
        500114	stock-plus-new	warning	1.2.b1.8;3.1.p4	“研发机构、科技服务机构”现有“专业研发机构、科技服务机构（家）-88”，新增50家，合计应为138家，却写作100家。存量加新增不等于期末总数，三个数中至少有一个有误，或“新增”与“总数”口径不同。
        500114	target-on-wrong-side	warning	1.2.b1.10;3.1.b2.10	“科技成果登记”规划期累计目标50低于基期的51。目标比现状还差，或两个数的口径不同，任务失去意义。
        500114	mark-with-two-meanings	warning	1.2.b1.10;3.1.b2.10	同一标记在两处含义不同：“【】为指标预估值”与“【】为“十四五”期间新增累计值”。读者会按前一处的含义理解后一处的数，把累计数当成当年数或预计数。
        500114	name-variant	warning	3.3.1.b3.2;annex.r2	专栏中的“特色食品公共技术服务平台”与项目表中的“特色食品公共技术服务中心”内容相同，名称不同。同一事项两个名称，立项、拨款和考核时难以对应。
        500114	name-variant	warning	3.3.1.b3.4;annex.r9	专栏中的“生物医药重点实验室”与项目表中的“医药科学区域重点实验室”内容相同，名称不同。同一事项两个名称，立项、拨款和考核时难以对应。
        500114	name-variant	warning	3.3.1.b3.5;annex.r5;annex.r6	专栏中的“生猪产业新型研发机构（重点实验室）”在项目表中成为“生猪产业新型研发机构”、“生猪产业重点实验室”。一个事项对应2个项目，名称不能一一对应，数量统计会出入。
        500114	name-variant	warning	3.3.1.b3.6;annex.r7	专栏中的“特色水果工程技术研究平台”与项目表中的“特色水果工程技术研究中心”内容相同，名称不同。同一事项两个名称，立项、拨款和考核时难以对应。
        500114	name-variant	warning	3.3.2.b4.1;annex.r11	数据湖园区在专栏4称产业园，在项目表称科技园，名称不一。
        500114	name-variant	warning	3.3.2.b4.5;annex.r10	专栏中的“创新创业人才服务基地”与项目表中的“创新创业服务基地”内容相同，名称不同。同一事项两个名称，立项、拨款和考核时难以对应。
        500114	numbering-style	warning	4.1.b7.6;4.1.b7.1	专栏编号样式不一：“6.电子信息配套”与“1．云计算。围绕”。同一层次的编号标点应当一致（GB/T 9704）。
        500114	name-variant	warning	4.1.b7.7;annex.r11	专栏中的“华录集团数据湖”与项目表中的“中国华录黔江数据湖科技园”内容相同，名称不同。同一事项两个名称，立项、拨款和考核时难以对应。
        500114	numbering-style	warning	4.4.b12.7;4.4.b12.1	专栏编号样式不一：“7.互联网＋融合”与“1．生产性服务业”。同一层次的编号标点应当一致（GB/T 9704）。
        500114	overlapping-projects	warning	annex.r4;annex.r9	“生物医药研发中心”与“医药科学区域重点实验室”建设内容重合约71%。内容高度重合，可能就同一事项重复立项、重复安排资金。
        500114	missing-unit	warning	annex.r12;annex.r1	“智慧文旅双创基地”的投资写作2000万，缺“元”。金额单位不完整，同列其他项目写作“万元”。
        500114	width	note	1.2.b1.1;1.2.b1.9;3.1.b2.1;3.1.b2.9	同一张表里％与%混用。全角与半角混用，排版不统一。
        500114	unmeasurable-target	note	3.2.1.p1	2025年要求创新水平再提高，没有数量或可核查的结果。
        500114	unfunded-system	note	3.2.1.p2	“全域旅游大数据平台”没有对应的项目和投资。正文要求建设，项目表中没有资金来源，可能落空。
        500114	name-variant	note	3.2.1.p3;4.3.p2	同一词语两种写法：“智能工厂”与“智能化工厂”。用词不统一，检索和统计会漏掉其中一种。
        500114	unfunded-system	note	3.2.2.p2	园区智慧农业平台和信息服务平台没有对应的项目和投资。
        500114	unfunded-system	note	4.1.b7.4	“人工智能开放平台”没有对应的项目和投资。正文要求建设，项目表中没有资金来源，可能落空。
        500114	doubled-word	note	4.1.b7.4	“产品技术和产品”中“产品”重复。并列的两项重复同一词，后一项没有新的意思。
        500114	unfunded-system	note	4.3.b11.3	移动检诊系统只写研究应用，没有对应的项目和投资。
        500114	unfunded-system	note	4.4.p2	“智能物流电商平台”没有对应的项目和投资。正文要求建设，项目表中没有资金来源，可能落空。
        500114	punctuation	note	4.4.b12.4	用反斜杠分隔：“广AGV\AMR、”。标点有误，句读不清。
        500114	punctuation	note	4.4.b12.4	用反斜杠分隔：“引运输车\自主移动”。标点有误，句读不清。
        500114	width	note	6.1.p2	中文里用了半角“()”：“科技计划(项目)管理改革”。中文正文应使用全角标点（GB/T 15834）。
        500114	same-value-two-measures	warning	1.1.p3;1.2.b1.6	新产品销售收入和战略性新兴产业产值2020年都是9.8亿元，两项指标不同而数值相同，疑有一处误填。
        500114	flow-or-cumulative	warning	3.1.p4;3.1.b2.7;6.2.p1	技术合同额在目标段和专栏中没有时间口径，第六章写2025年当年额，按累计读则容易得多。
        500114	period-unclear	warning	1.2.b1.10;3.1.b2.10	成果登记2020年的51件没有写统计期，与五年新增50件不可比。
        500114	unit-changed	warning	1.1.p3;5.p4	特派员基期是200人次，目标是100名，单位和口径都变了，看不出增减。
        500114	unit-changed	note	1.1.p3;4.2.b8.3	基期91个含成果、技术、品种，目标70个只指新技术，不能对比。
        500114	ambiguous-quantity	warning	3.4.2.b6.1	市级重点实验室2个是否含试验站不清。
        500114	count-conflict	warning	3.3;3.3.2.b4.2	总纲要求两个联盟，专栏只有一项且用“或”连接，专栏3和专栏4合计13项，比14个少一个。
        500114	target-range	note	4.3.b9.5	整车企业目标是1—2家的区间，达标线不明。
        500114	scope-overlap	note	4.3.p2;4.3.b9.5	新能源汽车领域的工厂和车间是否计入全区3家、15家没有说明。
        500114	target-without-date	note	3.2.2.p1;3.4.1.b5.1;3.4.1.b5.2;3.4.1.b5.3;3.4.2.b6.1;3.4.2.b6.2;4.2.b8.2;4.2.b8.3;6.1.p2	认证农产品、分领域企业数、研发平台、新品种新技术、诚信覆盖等没有写完成年份。
        500114	wording-conflict	note	3.1.p4;3.4.2.p2	规上工业研发机构一处要求2025年全覆盖，一处写逐步实现。
        500114	wording-conflict	note	3.1.p3;3.4.1.p1	企业数一处写“以上”，一处写达到，是否为下限不一致。
        500114	undefined-term	note	3.4.1.p1	“681”计划没有解释，推测对应600家、80家、10家。
        500114	name-variant	warning	3.2.1.p2;3.4.3	旅游职业学院的研究院名称前后相差“科技”二字，传习中心也有全称与简称两种。
        500114	name-variant	note	3.4.2.b6.1;4.2.b8.1	六九畜牧公司在农业专栏中又称六九公司。
        500114	name-variant	note	1.1.p5;7.3	两项大赛在基础部分和保障部分名称不同，需确认是否同一赛事。
        500114	field-mismatch	note	3.4.2.b6.3;4.3.p4;annex.r4	生物医药研发中心在专栏6归入服务业，在第四章属医药工业，项目表只有一项。
        500114	overlapping-projects	note	annex.r5;annex.r6	两个生猪项目领域、时间、金额相同，来自同一专栏条目，边界需明确。
        500114	budget-concentration	warning	annex;annex.r11	数据湖项目300000万元占12项合计347700万元的86.3%，实施主体只写企业，没有资金来源。
        500114	total-missing	warning	annex	项目表没有合计行，347700万元是逐行相加得到的。
        500114	funding-source-missing	warning	annex	12项都没有资金来源，实施主体一律写企业而无名称。
        500114	start-before-issue	note	annex.r4;annex.r8;annex.r9;annex.r11	四个项目2021年开始，早于规划印发；其中两项2023年即结束。
        500114	area-without-project	warning	3.2.1.p1;3.2.2.p1	高新区和农业科技园区是首要任务，项目表却没有对应项目。
        500114	area-without-project	note	4.4;4.5;4.4.p2	现代服务业中除文旅基地外，以及民生领域，都没有项目和资金。
        500114	same-object-twice	note	3.2.1.p3;3.2.2.p1	国家农业科技园在蚕桑产业和园区创建两处提出，是否同一园区不明。
        500114	evaluation-date-missing	warning	7.1	只写适时督查和探索第三方评估，没有年度或中期评估时间和结果运用。
        500114	responsibility-missing	warning	3;annex	正文任务没有责任单位，项目表11项都由科技部门负责，其他部门没有责任；牵头单位多为推定，需确认。
        500114	computed-rule-without-baseline	note	7.2	科技经费增幅须高于财政经常性收入，但没有基期数据。
        500114	growth-without-base	note	1.1.p3	研发投入增长28%和产值增长140.4%没有写对比年份和基数。
        500114	estimate-as-baseline	warning	1.2.b1.1	研发投入强度的2020年值是预估值，用作考核基期前应以公报替换。
        500114	figure-missing	note	1.1.p4;1.1.p5	正文提到的两幅附图没有内容，趋势数据缺失。
        500114	term-error	note	4.5.p2;3.3.2.b4.4;3.3.2.b4.1;3.3.2.b4.3	有多处错字：疾病类别中“退行”误为“即行”，成果转化四字错位，大数据漏字，板块名误写为“版”。
        500114	document-number-missing	note	0	印发通知没有文号，正式引用前需补。
        """#)
}
