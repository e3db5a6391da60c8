"""The same contents as .docx, for editing."""
