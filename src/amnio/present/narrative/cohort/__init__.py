"""Tables of pregnancies as documents: what is wrong with one, what it holds, and what was counted."""
