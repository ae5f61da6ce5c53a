"""How an answer reads and looks: words in every language, figures, pages. No clinical number is written here."""
