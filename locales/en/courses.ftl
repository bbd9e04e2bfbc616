# Courses and research training that nobody has approved yet.
courses-title = { $things } not yet approved
courses-about = Choose a doctor to approve. You do not see the rest of the plan.
courses-none = There is nothing to approve just now. Doctors who still need your approval appear here, even before they ask for it.
courses-not-found = Nobody with that name lacks your approval. Try another name, or show all.
courses-no-role = This page is for those who approve courses or research training.
