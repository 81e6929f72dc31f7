"""Words with a stop that may not end a sentence, and words that sentences begin with.

English first, because that is what the study speaks, with what Spanish and German transcripts
need most. All are case folded and without their last stop.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_MORE = _words("""
    dr drs mr mrs ms mx messrs prof profs rev fr pres gov sen gen col maj capt cpt lt sgt
    st mt vs cf ca approx resp dept esp incl viz e.g i.e eg ie z.b d.h u.a
    sr sra srta dra dña lic ing dott mme mlle
""")
"""Never the end: titles, and what announces more of the same sentence."""

BEFORE_A_NUMBER = _words("no nos nr núm num fig figs p pp vol ch chap sec art tel ext § wk rm")
"""Not the end where a number follows; "no." is an answer far more often than a number."""

BEFORE_A_CAPITAL = _words("""
    etc a.m p.m am pm jr inc ltd co corp bros al min mins hr hrs yr yrs ft mg ml kg lb lbs oz
    jan feb mar apr aug sept oct nov dec ave blvd rd ud uds vd usw bzw sog temp avg max
""")
"""The end only where the next word has a capital."""

STARTERS = _words("""
    the a an and but or so because if when while then there here now well okay ok yeah yes no
    he she it they we i you this that these those my our his her their its your
    who what where why how which nobody everybody everyone somebody someone not just like
    in on at for with from after before as to of one some most all every maybe also even
    is are was were do does did have has had can could would should will let's um uh
    el la los las un una y pero o porque si cuando entonces yo tú él ella ellos nosotros
    der die das ein eine und aber oder wenn dann ich er sie es wir
""")
"""Words that have a capital only because a sentence begins, not because they are names."""
