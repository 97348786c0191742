"""Starting and shipping medapp: set-up, front-end build, launcher, test run. The product never imports this."""
