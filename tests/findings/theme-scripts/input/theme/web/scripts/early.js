if (document.title { document.title = "x" }
