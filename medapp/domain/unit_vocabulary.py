"""Words of printed units in Russian, English and Kazakh, and the UCUM each stands for: what `unit_spellings` looks up.

Keys are as `unit_spellings` squeezes them: small letters, no spaces, no dots inside words.
"""

_MASS = {"g": "g", "г": "g", "gm": "g", "gms": "g", "gr": "g", "gram": "g", "grams": "g", "грамм": "g", "mg": "mg",
"мг": "mg",
         "mgs": "mg", "ug": "ug", "mcg": "ug",
         "microg": "ug", "microgram": "ug", "мкг": "ug", "ng": "ng", "нг": "ng", "pg": "pg", "пг": "pg", "пкг": "pg",
         "mgm": "mg", "micg": "ug"}  # fmt: skip
_SUBSTANCE = {"mol": "mol", "моль": "mol", "mmol": "mmol", "ммоль": "mmol", "mmoles": "mmol", "mm": "mmol",
              "umol": "umol", "mcmol": "umol", "micmol": "umol",
              "мкмоль": "umol", "micromol": "umol", "nmol": "nmol", "нмоль": "nmol",
              "pmol": "pmol", "пмоль": "pmol", "fmol": "fmol", "фмоль": "fmol"}  # fmt: skip
_CHARGE = {"meq": "meq", "мэкв": "meq", "мгэкв": "meq", "мг-экв": "meq", "eq": "eq", "ueq": "ueq", "мкэкв": "ueq"}
_UNITS = {
    "u": "U", "ед": "U", "е": "U", "e": "U", "единиц": "U", "unit": "U", "units": "U", "бірл": "U",
    "mu": "mU", "мед": "mU", "milliu": "mU", "uu": "uU", "мкед": "uU", "мке": "uU", "mcu": "uU", "micu": "uU",
    "ku": "kU", "кед": "kU", "ке": "kU",
    "kua": "kU", "кедa": "kU", "кеда": "kU",
    "iu": "[IU]", "ме": "[IU]", "ui": "[IU]", "хб": "[IU]", "miu": "m[IU]", "мме": "m[IU]", "mlu": "m[IU]",
    "mui": "m[IU]",
    "uiu": "u[IU]", "мкме": "u[IU]", "mciu": "u[IU]", "miciu": "u[IU]",
    "microiu": "u[IU]", "мкмед": "u[IU]", "kiu": "k[IU]",
    "мкхб": "u[IU]", "мхб": "m[IU]",
    "кме": "k[IU]", "мо": "[IU]", "ммо": "m[IU]", "мкмо": "u[IU]", "од": "U",  # Ukrainian
}  # fmt: skip
_OTHER = {
    "kat": "kat", "ukat": "ukat", "мккат": "ukat", "mckat": "ukat", "nkat": "nkat", "нкат": "nkat",
    "mosm": "mosm", "mosmol": "mosm", "мосм": "mosm", "мосмоль": "mosm",
    "ru": "{RU}", "au": "[arb'U]", "aue": "[arb'U]", "оед": "{RU}", "ое": "{RU}", "отнед": "{RU}", "услед": "[arb'U]",
    "уе": "[arb'U]", "bau": "{BAU}",
    "kau": "k[arb'U]", "gpl": "[GPL'U]", "gplu": "[GPL'U]", "gpl-u": "[GPL'U]", "mpl-u": "[MPL'U]",
    "edgpl": "[GPL'U]", "едgpl": "[GPL'U]",
    "mpl": "[MPL'U]", "mplu": "[MPL'U]",
    "едmpl": "[MPL'U]",
    "copies": "{copies}", "копий": "{copies}", "копии": "{copies}", "коп": "{copies}", "cp": "{copies}",
    "copy": "{copies}",
    "gfeu": "g{FEU}", "mgfeu": "mg{FEU}", "ugfeu": "ug{FEU}", "mcgfeu": "ug{FEU}", "мкгfeu": "ug{FEU}",
    "ngfeu": "ng{FEU}", "нгfeu": "ng{FEU}",
    "мгfeu": "mg{FEU}", "мкгфэе": "ug{FEU}", "нгфэе": "ng{FEU}", "мгфэе": "mg{FEU}",
    "mgddu": "mg{DDU}", "ugddu": "ug{DDU}", "ngddu": "ng{DDU}", "нгddu": "ng{DDU}", "мкгddu": "ug{DDU}",
    "ге": "{GE}", "ge": "{GE}", "geq": "{GE}", "геномэкв": "{GE}",
    "lgкопий": "{Log_copies}", "lgкопии": "{Log_copies}", "lgкоп": "{Log_copies}", "lgcopies": "{Log_copies}",
    "lgcp": "{Log_copies}", "lgге": "{Log_GE}", "lgge": "{Log_GE}", "lgме": "{Log_IU}", "lgiu": "{Log_IU}",
    "cfu": "[CFU]", "кое": "[CFU]", "nmbce": "nmol", "nmolbce": "nmol",
    "mm": "mm", "мм": "mm", "ml": "mL", "мл": "mL", "l": "L", "л": "L",
}  # fmt: skip
NUMERATOR = {**_OTHER, **_MASS, **_SUBSTANCE, **_CHARGE, **_UNITS}
DENOMINATOR = {
    "l": "L", "л": "L", "lt": "L", "ltr": "L", "liter": "L", "litre": "L", "lit": "L", "литр": "L", "1л": "L",
    "dl": "dL", "дл": "dL", "100ml": "dL", "100мл": "dL", "ml": "mL", "мл": "mL", "1мл": "mL", "cc": "mL",
    "ul": "uL", "mcl": "uL", "micl": "uL",
    "мкл": "uL", "mm3": "uL", "mm^3": "uL", "мм^3": "uL", "мм3": "uL", "cumm": "uL",
    "cmm": "uL", "c.mm": "uL",
    "microl": "uL", "1мкл": "uL",
    "microliter": "uL", "куб.мм": "uL", "кубмм": "uL", "мкл3": "uL",
    "h": "h", "hr": "h", "hour": "h", "1hr": "h", "1h": "h", "1sthr": "h", "1sthour": "h", "hrs": "h", "ч": "h",
    "год": "h",  # Ukrainian
    "час": "h", "чac": "h", "1час": "h",
    "сағ": "h", "min": "min", "мин": "min", "s": "s", "sec": "s", "сек": "s",
    "24h": "(24.h)", "24hr": "(24.h)", "24hrs": "(24.h)", "24hours": "(24.h)", "d": "(24.h)", "day": "(24.h)",
    "сут": "(24.h)",
    "сутки": "(24.h)", "24ч": "(24.h)", "24час": "(24.h)", "24часа": "(24.h)", "день": "(24.h)",
    "mol": "mol", "моль": "mol", "mmol": "mmol", "ммоль": "mmol", "g": "g", "г": "g", "gm": "g", "kg": "kg",
    "кг": "kg",
    "mg": "mg", "мг": "mg", "mm": "mmol", "{1.73_m2}": "{1.73_m2}",
}  # fmt: skip

THOUSAND = {
    "k", "к", "тыс", "тис", "thou", "thous", "thousand", "thousands", "тысяч", "1000", "x1000", "th", "тыскл", "мың",
    "tsd",
    "tys",
}  # fmt: skip
MILLION = {"млн", "mill", "million", "millions", "mil", "mln", "миллионов", "mio", "млнкл"}
CELLS = {
    "", "кл", "клеток", "клетки", "cells", "cell", "шт", "эл", "эритр", "эр", "лейк", "лей", "leu", "ery", "#", "no",
    "ед", "количество", "nos", "бірл",
}  # fmt: skip
GIGA = {
    "giga": "10*9", "gpt": "10*9", "tera": "10*12", "tpt": "10*12", "т": "10*12", "t": "10*12", "гига": "10*9",
    "тера": "10*12",
}  # fmt: skip
WHOLE = {
    "%": "%", "проценты": "%", "процент": "%", "percent": "%", "отн%": "%", "%отн": "%", "об%": "%", "vol%": "%",
    "%отобщего": "%", "pct": "%", "%oftotal": "%", "%ofnormal": "%", "%отнормы": "%", "%активности": "%",
    "%activity": "%", "%поквику": "%", "%поquick": "%", "%(отн)": "%", "%насыщения": "%", "%sat": "%",
    "‰": "[ppth]", "промилле": "[ppth]", "%о": "[ppth]", "%o": "[ppth]", "permille": "[ppth]",
    "/1000эритр": "[ppth]", "0/00": "[ppth]", "на1000эр": "[ppth]", "на1000эритроцитов": "[ppth]",
    "/1000эр": "[ppth]", "‰(промилле)": "[ppth]", "o/oo": "[ppth]",
    "fl": "fL", "фл": "fL", "фемтолитр": "fL", "femtoliter": "fL", "femtoliters": "fL", "um3": "um3", "мкм3": "um3",
    "um^3": "um3", "мкм^3": "um3", "cumicron": "um3",
    "pg": "pg", "пг": "pg", "pgm": "pg", "picograms": "pg", "picogram": "pg", "пикограмм": "pg", "pg/cell": "pg",
    "пг/кл": "pg", "пкг": "pg", "pgs": "pg", "pg/cel": "pg", "uug": "pg",
    "fmol": "fmol", "фмоль": "fmol", "fmol/cell": "fmol", "amol": "amol",
    "s": "s", "с": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "сек": "s", "секунд": "s",
    "секунды": "s", "min": "min", "mins": "min", "мин": "min", "минут": "min",
    "mmattheendof1hour": "mm/h",
    "ratio": "1", "коэф": "1", "коэфф": "1", "коэффициент": "1", "отношение": "1", "соотношение": "1", "1": "1",
    "соотн": "1", "inr": "1", "мно": "1", "безразм": "1", "отнед": "1", "относительныеединицы": "1",
    "index": "{index}", "индекс": "{index}", "coi": "{index}", "s/co": "{index}", "s/c": "{index}",
    "s/coratio": "{index}", "signal/cutoff": "{index}", "кп": "{index}",
    "оп/cut-off": "{index}", "isr": "{index}", "инд": "{index}", "ип": "{index}", "коэффпозитивности": "{index}",
    "коэффициентпозитивности": "{index}", "индекспозитивности": "{index}", "indexvalue": "{index}", "ai": "{index}",
    "индпоз": "{index}", "odratio": "{index}", "cutoffindex": "{index}", "cut-offindex": "{index}",
    "усл.ед": "{index}", "услед": "{index}", "уе": "{index}", "ед": "{index}", "iv": "{index}",
    "ph": "[pH]", "рн": "[pH]", "едph": "[pH]", "едрн": "[pH]", "едрh": "[pH]", "phunits": "[pH]",
    "титр": "{titer}", "titer": "{titer}", "titre": "{titer}",
    "mmhg": "mm[Hg]", "ммртст": "mm[Hg]", "ммhg": "mm[Hg]", "торр": "mm[Hg]", "torr": "mm[Hg]", "kpa": "kPa",
    "кпа": "kPa",
    "/hpf": "/[HPF]", "hpf": "/[HPF]", "perhpf": "/[HPF]", "cells/hpf": "/[HPF]", "#/hpf": "/[HPF]",
    "/h.p.f": "/[HPF]", "/highpowerfield": "/[HPF]",
    "/lpf": "/[LPF]", "lpf": "/[LPF]", "perlpf": "/[LPF]", "#/lpf": "/[LPF]", "впрепарате": "/[LPF]",
    "впреп": "/[LPF]", "ед/преп": "/[LPF]", "едвпреп": "/[LPF]", "/lowpowerfield": "/[LPF]",
    "g%": "g/dL", "gm%": "g/dL", "gms%": "g/dL", "г%": "g/dL", "mg%": "mg/dL", "мг%": "mg/dL", "mgs%": "mg/dL",
    "ug%": "ug/dL", "мкг%": "ug/dL", "mcg%": "ug/dL", "mgm%": "mg/dL",
    "/nl": "10*9/L", "/pl": "10*12/L", "/fl": "10*15/L", "cumm": "/uL", "percumm": "/uL", "/100wbc": "/100{WBCs}",
    "/100wbcs": "/100{WBCs}", "на100wbc": "/100{WBCs}", "/100лей": "/100{WBCs}", "/100leuk": "/100{WBCs}",
    "per100wbc": "/100{WBCs}", "на100лейк": "/100{WBCs}",
    "на100лейкоцитов": "/100{WBCs}", "/100лейк": "/100{WBCs}", "/100лейкоцитов": "/100{WBCs}",
    "%wbc": "/100{WBCs}", "nrbc/100wbc": "/100{WBCs}",
    "lakhs/cumm": "10*5/uL", "lakh/cumm": "10*5/uL", "lac/cumm": "10*5/uL", "lacs/cumm": "10*5/uL",
    "lakhs/ul": "10*5/uL", "lakhs/cmm": "10*5/uL", "lakh/cmm": "10*5/uL", "lacs/cmm": "10*5/uL",
    "вмкл": "/uL", "nmol/min/ml": "nmol/min/mL", "нмоль/мин/мл": "nmol/min/mL", "ng/ml/h": "ng/mL/h",
    "ng/ml/hr": "ng/mL/h", "ng/ml/hour": "ng/mL/h", "нг/мл/ч": "ng/mL/h", "нг/мл/час": "ng/mL/h",
    "млн": "10*6", "10^6": "10*6", "10*6": "10*6", "млн/эякулят": "10*6", "млнвэякуляте": "10*6", "million": "10*6",
    "millions": "10*6", "million/ejaculate": "10*6", "10^6/ejaculate": "10*6", "x10^6": "10*6",
    "ед/10^12эр": "U/10*12", "u/10^12rbc": "U/10*12", "x10^5/ul": "10*5/uL",
    "mm1sthr": "mm/h", "mm1sthour": "mm/h", "mminthefirsthour": "mm/h", "ммвчас": "mm/h", "ммза1час": "mm/h",
    "mmat1hr": "mm/h", "mmatendof1hr": "mm/h", "mmin1sthr": "mm/h", "mmin1sthour": "mm/h", "mm/1sthr": "mm/h",
    "mmafter1hour": "mm/h", "mm1hr": "mm/h",
    "mm/1sthour": "mm/h", "ммзачас": "mm/h", "mmhr": "mm/h", "mm/hour": "mm/h", "ммч": "mm/h", "mminhr": "mm/h",
    "мл": "mL", "ml": "mL", "l": "L", "л": "L", "мкм": "um", "um": "um", "cm": "cm", "см": "cm", "mm": "mm",
    "мм": "mm",
    "мг": "mg", "mg": "mg", "g": "g", "г": "g", "gpl": "[GPL'U]/mL", "mpl": "[MPL'U]/mL", "mg/24": "mg/(24.h)",
    "l/l": "L/L", "л/л": "L/L",
    "log": "1", "meq": "meq/L",
}  # fmt: skip
