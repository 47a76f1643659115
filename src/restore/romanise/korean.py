"""Korean names in Latin letters, there and back.

hangul -> Latin     mccune_reischauer, revised, name_spellings
Latin  -> hangul    readings, is_syllable, families
Latin  ~  Latin     same_given, and fold, a key for it
"""

from restore.romanise.korean_given import fold, same_given
from restore.romanise.korean_latin import mccune_reischauer, revised
from restore.romanise.korean_names import families, name_spellings
from restore.romanise.korean_readings import is_syllable, readings

__all__ = [
    "families",
    "fold",
    "is_syllable",
    "mccune_reischauer",
    "name_spellings",
    "readings",
    "revised",
    "same_given",
]
