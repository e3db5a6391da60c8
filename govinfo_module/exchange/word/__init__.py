"""Word's .docx: read as title, clean HTML and pictures, written for editing, both also with revisions."""
