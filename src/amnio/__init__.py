"""amnio: why was this pregnancy lost after an amniocentesis?"""

__version__ = "0.1.0"
