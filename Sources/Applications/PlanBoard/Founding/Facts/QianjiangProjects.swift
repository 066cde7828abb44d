// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangProjects = FactTable(
        #"""
        id	clause	name	nature	content	start_year	end_year	investment_wan	funding_sources	implementing_body	responsible_units	targets	supporting_units	group
        QJ-01	annex.r1	特色智创基地	科技创新、应用示范	引育人工智能、云服务等企业，建成智能产业创新基地。	2022	2025	30000		企业	qj-science	T003		
        QJ-02	annex.r2	特色食品公共技术服务中心	科技创新、应用示范	面向薯类、猕猴桃、菌类和肉禽加工企业，提供综合技术支持。	2022	2025	1000		企业	qj-science	T008;T029		
        QJ-03	annex.r3	新材料研发平台	科技创新、应用示范	校企共建平台，攻克硬质合金、玻纤与铝合金技术并开发新产品。	2023	2025	2000		企业	qj-science	T008;T028	qj-chongqing-university;qj-southwest-university	
        QJ-04	annex.r4	生物医药研发中心	科技创新、应用示范	用青蒿等药材研发生物药、化学药和中药。	2021	2023	1000		企业	qj-science	T008		
        QJ-05	annex.r5	生猪产业新型研发机构	科技创新、应用示范	建新型研发机构，突破无抗饲养与营养技术。	2022	2025	1500		企业	qj-science	T008		
        QJ-06	annex.r6	生猪产业重点实验室	科技创新、应用示范	建区域重点实验室，推动饲养、养殖两类无抗地方标准。	2022	2025	1500		企业	qj-science	T008;T027		
        QJ-07	annex.r7	特色水果工程技术研究中心	科技创新、应用示范	研究脆红李、猕猴桃、柑橘选育种植与病虫害，向武陵山区推广。	2022	2025	700		企业	qj-science	T008;T031;T032		
        QJ-08	annex.r8	蚕桑丝绸研发平台	科技创新、应用示范	与院校共建全链研发平台，集成山地智慧蚕桑工厂与六化五配套技术。	2021	2024	3000		企业	qj-science	T008	qj-southwest-university	
        QJ-09	annex.r9	医药科学区域重点实验室	科技创新、应用示范	依托检测所和药企建实验室，研发生物药、化学药和中药。	2021	2023	3000		企业	qj-science	T008	qj-food-drug-institute;qj-pharma-kerui	
        QJ-10	annex.r10	创新创业服务基地	科技创新、应用示范	整合孵化资源，组建导师团，提供咨询、培训、融资和路演服务。	2023	2025	2000		企业	qj-science	T039	qj-incubator	
        QJ-11	annex.r11	中国华录黔江数据湖科技园	科技创新、应用示范	建1000PB光磁存储，扩机房展厅，建孵化中心、研究院、院士工作站等。	2021	2025	300000		企业	qj-zhengyang-park	T030	qj-hualu	
        QJ-12	annex.r12	智慧文旅双创基地	科技创新、应用示范	以两所高职为核心建环高校基地，覆盖电商、文创、康养、民俗、智能家居。	2022	2025	2000		企业	qj-science	T013	qj-tourism-college;qj-trade-college	
        """#)
}
