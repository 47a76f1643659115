"""English words that open or close capitalised runs and are never part of a person's name."""

from __future__ import annotations

from restore.names.traditions import bag

NEVER = bag(
    # Months and days; what stands in headings and notes; compass points; ranks of congresses.
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter"
    " north south east west northern southern eastern western central far middle near upper lower"
    " document documents appendix chapter part section volume vol no nos page pages figure table"
    " ibid idem note notes source sources memorandum conversation letter report telegram diary"
    " journal bulletin review quarterly record records protocol minutes cable draft secret top copy"
    " party congress plenum committee presidium politburo politbureau secretariat council cabinet"
    " ministry minister ministers government state republic union people peoples workers war cold"
    " world army front bloc pact treaty conference commission department division embassy mission"
    " delegation comrade comrades ambassador president premier chairman secretary general colonel"
    " marshal professor doctor mister dynasty era revolution movement faction group great leader"
    " first second third fourth fifth sixth seventh eighth ninth tenth twentieth five three seven"
    " year plan day new old red white black international national foreign affairs interior trade"
    " finance culture history korean ed eds trans jr sr eng god bible marxism leninism stalinism"
    " esq messrs ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii"
)

WORDS = bag(
    "art bill christian dawn dean drew earl faith frank gene grace grant guy hope jack joy lance"
    " mark max miles norman pat pierce ray rob rose wade ward warren will"
)
"""Given names that are English words too: they tell nothing, but behind a comma at the head of an
entry (Kramer, Mark). No months: a place and a month stand so as well."""

OPENERS = bag(
    "accordingly actually admittedly afterward afterwards again also although apparently besides"
    " clearly consequently conversely curiously earlier evidently eventually finally firstly"
    " furthermore hence hitherto however importantly indeed initially instead interestingly"
    " ironically later likewise meanwhile moreover namely naturally nevertheless nonetheless"
    " notably nowadays obviously often once originally otherwise perhaps presently presumably"
    " previously probably recently regardless secondly similarly soon specifically still"
    " strikingly subsequently surely surprisingly then thereafter therefore thirdly thus today"
    " together tomorrow too tragically ultimately undoubtedly unfortunately unsurprisingly usually"
    " yes yesterday yet"
)
"""Words that open a sentence with a comma behind them: no family name before a given name."""

INSTITUTIONS = bag(
    "university college school institute institut academy center centre press library museum"
    " foundation archive archives house publishers publishing books company corporation street road"
    " square avenue prize award medal hall hospital hotel street airport station factory plant mill"
    " committee commission party congress ministry bank church cathedral palace theater theatre"
    " society association fund council agency service project program programme series collection"
    " papers dynasty era district province county city village bay river lake island islands"
    " mountain mountains peninsula canal sea strait valley doctrine plan line bridge"
)

DEMONYMS = bag(
    "afghan african albanian algerian american angolan arab argentine armenian asian australian"
    " austrian azerbaijani azeri baltic balkan belarusian belgian bolivian brazilian british"
    " bulgarian burmese byelorussian cambodian canadian catholic caucasian chilean chinese"
    " colombian"
    " congolese croat croatian cuban cypriot czech czechoslovak czechoslovakian danish dutch"
    " egyptian english estonian ethiopian eurasian european finnish french georgian german greek"
    " guatemalan hungarian icelandic indian indochinese indonesian iranian iraqi irish islamic"
    " israeli italian japanese jewish jordanian kazakh kenyan khmer korean kyrgyz lao laotian latin"
    " latvian lebanese leninist libyan lithuanian macedonian malayan malaysian manchu manchurian"
    " maoist marxist mexican moldovan mongol mongolian montenegrin moroccan muslim nazi nepalese"
    " nicaraguan nigerian norwegian orthodox ottoman pacific pakistani palestinian"
    " persian peruvian"
    " polish portuguese protestant prussian romanian rumanian russian saudi scandinavian scottish"
    " serb serbian siberian sino slav slavic slovak slovakian slovene slovenian somali soviet"
    " soviets"
    " spanish stalinist sudanese swedish swiss syrian taiwanese tajik tatar thai tibetan titoist"
    " transcaucasian trotskyist tunisian turkish turkmen ukrainian uzbek venezuelan vietnamese"
    " warsaw welsh yemeni yugoslav yugoslavian zionist koreans germans russians americans"
    " hungarians"
    " poles czechs slovaks romanians bulgarians serbs croats albanians japanese mongols cubans"
    " indians britons frenchmen turks greeks arabs jews ukrainians georgians yugoslavs asians"
    " europeans africans italians kremlin bolshevik bolsheviks menshevik mensheviks communist"
    " communists comintern cominform christian christians buddhist confucian euro anglo franco"
    " trans pan non anti pro neo post pre de"
)
"""Who belongs to a nation, a faith or a camp."""

COUNTRIES = bag(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bangladesh"
    " belarus belgium bolivia botswana brazil bulgaria burma cambodia canada chile china colombia"
    " congo croatia cuba cyprus czechoslovakia denmark ecuador egypt england estonia ethiopia"
    " europe finland france georgia germany ghana greece guatemala guinea haiti honduras hungary"
    " iceland india indochina indonesia iran iraq ireland israel italy jamaica japan kazakhstan"
    " kenya korea kuwait laos latvia lebanon liberia libya lithuania luxembourg macedonia malaya"
    " malaysia mali malta manchuria mexico moldova mongolia morocco mozambique nepal netherlands"
    " nicaragua nigeria norway pakistan palestine panama paraguay peru philippines poland portugal"
    " prussia rhodesia romania rumania russia rwanda scotland senegal serbia siberia singapore"
    " slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand"
    " tibet tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen"
    " yugoslavia zaire zambia zimbabwe africa asia america"
)
"""Countries and continents: places wherever no list has them, and never a family name alone
(Pierre Mendès France)."""
