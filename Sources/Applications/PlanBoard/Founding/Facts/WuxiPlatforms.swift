// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiPlatforms = FactTable(
        #"""
        clause	name	category	matrix	base_year	base	year	wanted
        1.1.1.p3	成果转化推广平台	transfer		2020	1		
        1.1.1.p3	科技金融平台	finance		2020	1		
        1.1.1.p3	创新创业平台	incubation		2020	5		
        1.1.1.p3	技术研发平台	research		2020	2		
        1.1.1.p3	科技服务平台	service		2020	4		
        1.1.1.p3	科普平台	popularisation		2020	2		
        """#)
}
