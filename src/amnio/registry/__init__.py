"""The web application of a fetal-medicine unit: procedures, follow-up, loss reviews, letters. Django, and only here."""
