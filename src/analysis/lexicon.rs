//! Lists of English words and names that hold for any news text.
